import Testing

@testable import MCPTransport

/// What a parser makes of a connection's bytes: requests as `METHOD path body`, then the status of the fault if there is one.
private func parse(
    _ text: String, pieces: Int = .max, limits: HTTPRequestParser.Limits = .init()
) -> [String] {
    var parser = HTTPRequestParser(limits: limits)
    var results: [String] = []
    var head: HTTPRequestHead?
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        parser.append(Array(rest.prefix(pieces)))
        rest = rest.dropFirst(pieces)
        do {
            while let event = try parser.next() {
                switch event {
                case .head(let read, _): head = read
                case .body(let body):
                    results.append("\(head?.method ?? "?") \(head?.path ?? "?") \(String(decoding: body, as: UTF8.self))")
                }
            }
        } catch {
            return results + ["\(error.status)"]
        }
    }
    return results
}

private func request(_ line: String, _ fields: [String] = ["Host: x"], body: String = "") -> String {
    ([line] + fields).joined(separator: "\r\n") + "\r\n\r\n" + body
}

@Suite struct HTTPRequestParsing {
    @Test(arguments: [Int.max, 1, 2, 3, 7])
    func readsRequestsInPiecesOfAnySize(_ pieces: Int) {
        let text =
            request("POST /mcp?x=1 HTTP/1.1", ["Host: x", "Content-Length: 5"], body: "hello")
            + request("GET / HTTP/1.1")
            + request("POST /c HTTP/1.1", ["host:x", "Transfer-Encoding: Chunked"], body: "3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nT: v\r\n\r\n")
            + "\r\n" + request("DELETE /mcp HTTP/1.0", ["Content-Length: 0"])
        #expect(parse(text, pieces: pieces) == ["POST /mcp hello", "GET / ", "POST /c abc0123456789", "DELETE /mcp "])
    }

    @Test func keepsFieldsAsTheyAre() throws {
        var parser = HTTPRequestParser()
        parser.append(Array(request("GET / HTTP/1.1", ["Host: a", "X-Y: \t b  c \t", "x-y:", "Accept: A/b , c;q=1", "Connection: Close"]).utf8))
        guard case .head(let head, let awaits)? = try parser.next() else { throw HTTPFault(0, "no head") }
        #expect(head.headers.values("x-y") == ["b  c", ""])
        #expect(head.headers.list("accept") == ["a/b", "c;q=1"])
        #expect(!head.keepsConnection)
        #expect(!awaits)
    }

    @Test func noticesClientsThatWaitForEncouragement() throws {
        for (length, expected) in [(3, true), (0, false)] {
            var parser = HTTPRequestParser()
            parser.append(Array(request("POST / HTTP/1.1", ["Host: a", "Expect: 100-Continue", "Content-Length: \(length)"]).utf8))
            guard case .head(_, let awaits)? = try parser.next() else { throw HTTPFault(0, "no head") }
            #expect(awaits == expected)
        }
    }

    @Test(arguments: [
        // Lines and their ends.
        ("GET / HTTP/1.1\nHost: x\n\n", "400"), ("GET / HTTP/1.1\r\nHost: x\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nHost: x\rY: z\r\n\r\n", "400"), ("GET / HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\n\r\nHost: x\r\n\r\n", "400"), ("\r\n\r\nGET / HTTP/1.1\r\n\r\n", "400"),
        // The request line.
        ("GET  / HTTP/1.1\r\nHost: x\r\n\r\n", "400"), ("GET / HTTP/1.1 \r\nHost: x\r\n\r\n", "400"),
        ("GET /a b HTTP/1.1\r\nHost: x\r\n\r\n", "400"), ("G@T / HTTP/1.1\r\nHost: x\r\n\r\n", "400"),
        (" GET / HTTP/1.1\r\nHost: x\r\n\r\n", "400"), ("GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n", "400"),
        ("GET * HTTP/1.1\r\nHost: x\r\n\r\n", "400"), ("GET /\u{7f} HTTP/1.1\r\nHost: x\r\n\r\n", "400"),
        ("GET /é HTTP/1.1\r\nHost: x\r\n\r\n", "400"), ("GET /\r\nHost: x\r\n\r\n", "400"),
        ("PRI * HTTP/2.0\r\nHost: x\r\n\r\n", "505"), ("GET / HTTP/1.2\r\nHost: x\r\n\r\n", "505"),
        ("GET / http/1.1\r\nHost: x\r\n\r\n", "400"), ("\u{16}\u{3}\u{1}", "400"), ("\0", "400"), ("{}", "400"),
        // Fields.
        ("GET / HTTP/1.1\r\nHost : x\r\n\r\n", "400"), ("GET / HTTP/1.1\r\nHost\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n", "400"), ("GET / HTTP/1.1\r\nHost: x\r\nA B: y\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nHost: x\r\nA: \0\r\n\r\n", "400"), ("GET / HTTP/1.1\r\nHost: x\r\nA: \u{1b}[0m\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n", "400"), ("GET / HTTP/1.1\r\nA: b\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nHost: x\r\nExpect: much\r\n\r\n", "417"),
        // Lengths.
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n", "400"),
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1, 1\r\n\r\n", "400"),
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\n", "400"),
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", "400"),
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0x1\r\n\r\n", "400"),
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length:\r\n\r\n", "400"),
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1 \u{b}\r\n\r\n", "400"),
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999999999\r\n\r\n", "413"),
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4194305\r\n\r\n", "413"),
        // Encodings.
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", "400"),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", "400"),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", "501"),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n", "501"),
        ("POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", "400"),
    ])
    func refuses(_ text: String, _ status: String) {
        #expect(parse(text) == [status])
        #expect(parse(text, pieces: 1) == [status])
    }

    @Test(arguments: [
        "x\r\n", "-1\r\n", "+1\r\n", " 1\r\na\r\n", "0x1\r\n", "1\na\r\n", "1 x\r\na\r\n", "1\r\nab\r\n", "1\r\na\n", "\r\n",
        "ffffffffffffffff\r\n", "1;\u{1}\r\n", "0\r\nbad\r\n\r\n", "0\r\nA : b\r\n\r\n",
        "1;" + String(repeating: "x", count: 300) + "\r\n",
    ])
    func refusesChunks(_ body: String) {
        let text = request("POST / HTTP/1.1", ["Host: x", "Transfer-Encoding: chunked"], body: body)
        #expect(parse(text) == ["400"])
        #expect(parse(text, pieces: 1) == ["400"])
    }

    @Test func holdsItsLimits() {
        var limits = HTTPRequestParser.Limits()
        limits.body = 10
        let length = { (count: Int) in
            request("POST / HTTP/1.1", ["Host: x", "Content-Length: \(count)"], body: String(repeating: "b", count: count))
        }
        #expect(parse(length(10), limits: limits) == ["POST / bbbbbbbbbb"])
        #expect(parse(length(11), limits: limits) == ["413"])
        let chunks = { (count: Int) in
            request("POST / HTTP/1.1", ["Host: x", "Transfer-Encoding: chunked"], body: String(repeating: "1\r\nb\r\n", count: count) + "0\r\n\r\n")
        }
        #expect(parse(chunks(10), limits: limits) == ["POST / bbbbbbbbbb"])
        #expect(parse(chunks(11), limits: limits) == ["413"])
        #expect(parse("GET /" + String(repeating: "a", count: 9000) + " HTTP/1.1\r\nHost: x\r\n\r\n") == ["414"])
        #expect(parse("GET / HTTP/1.1\r\nHost: x\r\nA: " + String(repeating: "a", count: 40_000)) == ["431"])
        #expect(parse(request("GET / HTTP/1.1", ["Host: x"] + (0..<100).map { "A\($0): b" })) == ["431"])
        #expect(parse(String(repeating: "A", count: 40_000)) == ["431"])
        let trailers = String(repeating: "A: " + String(repeating: "b", count: 200) + "\r\n", count: 200)
        #expect(parse(request("POST / HTTP/1.1", ["Host: x", "Transfer-Encoding: chunked"], body: "0\r\n" + trailers)) == ["400"])
    }

    @Test func survivesRandomBytes() {
        var state: UInt64 = 42
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let words = [
            "GET", " ", "/", "HTTP/1.1", "\r\n", "\r", "\n", "Host: x\r\n", "Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n",
            "\r\n\r\n", "3\r\nabc\r\n", "0\r\n", ":", "\0", "é", "abc", "POST / HTTP/1.1\r\nHost: x\r\n",
        ]
        for _ in 0..<3000 {
            let text = (0..<random(12)).map { _ in words[random(words.count)] }.joined()
            // However the bytes are cut, they mean the same.
            #expect(parse("POST / HTTP/1.1\r\n" + text) == parse("POST / HTTP/1.1\r\n" + text, pieces: 1 + random(5)))
        }
    }
}
