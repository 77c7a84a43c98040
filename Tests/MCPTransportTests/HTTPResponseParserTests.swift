import Testing

@testable import MCPTransport

/// What a parser makes of a connection's bytes: `STATUS name=value…`, the body, `end`, or the reason of a fault.
private func parse(_ text: String, pieces: Int = .max) -> (seen: [String], parser: HTTPResponseParser) {
    var parser = HTTPResponseParser()
    var seen: [String] = []
    var body: [UInt8] = []
    func flush() {
        if !body.isEmpty { seen.append(String(decoding: body, as: UTF8.self)) }
        body = []
    }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        defer { rest = rest.dropFirst(pieces) }
        do {
            for event in try parser.read(Array(rest.prefix(pieces))) {
                switch event {
                case .head(let status, let headers): seen.append((["\(status)"] + headers.fields.map { "\($0.name)=\($0.value)" }).joined(separator: " "))
                case .piece(let piece): body += piece
                case .end:
                    flush()
                    seen.append("end")
                }
            }
        } catch {
            flush()
            return (seen + [error.reason], parser)
        }
    }
    flush()
    return (seen, parser)
}

@Suite struct HTTPResponseParsing {
    @Test(arguments: [Int.max, 1, 2, 3, 7, 50])
    func readsAnswersInPiecesOfAnySize(_ pieces: Int) {
        var (seen, parser) = parse("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A:  b \r\n\r\nhello", pieces: pieces)
        #expect(seen == ["200 content-length=5 x-a=b", "hello", "end"])
        #expect(parser.keepsConnection)
        (seen, parser) = parse(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200\r\nTransfer-Encoding: Chunked\r\n\r\n5;x=y\r\nhello\r\nA\r\n, world 12\r\n0\r\nT: x\r\n\r\n", pieces: pieces)
        #expect(seen == ["200 transfer-encoding=Chunked", "hello, world 12", "end"])
        #expect(parser.keepsConnection)
        (seen, parser) = parse("HTTP/1.0 200 OK\r\nA: b\r\n\r\nto the end", pieces: pieces)
        #expect(seen == ["200 a=b", "to the end"])
        #expect(parser.isCompleteAtEnd && !parser.keepsConnection)
        (seen, parser) = parse("HTTP/1.1 204 No Content\r\n\r\n", pieces: pieces)
        #expect(seen == ["204", "end"])
        (seen, parser) = parse("HTTP/1.1 202 Accepted\nContent-Length: 0\nConnection: x, Close\n\n", pieces: pieces)
        #expect(seen == ["202 content-length=0 connection=x, Close", "end"])
        #expect(!parser.keepsConnection)
    }

    @Test func isIncompleteUntilItsEnd() {
        for text in ["", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "HTTP/1.1 200 OK\r\n"] {
            let (seen, parser) = parse(text)
            #expect(!seen.contains("end") && !parser.isCompleteAtEnd)
        }
    }

    @Test func doesNotTrustAConnectionWithMoreOnIt() {
        #expect(!parse("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxHTTP/1.1 200 OK\r\n\r\n").parser.keepsConnection)
        #expect(!parse("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n").parser.keepsConnection)
    }

    @Test(arguments: [
        ("SSH-2.0-OpenSSH\r\n", "this is not an HTTP answer"), ("HTTP/2 200\r\n", "this is not an HTTP answer"),
        ("HTTP/1.1 999 \0\r\n\r\n", "this is not an HTTP answer"), ("HTTP/1.1 20x OK\r\n", "this is not an HTTP answer"),
        ("HTTP/1.1 2000\r\n", "this is not an HTTP answer"), ("HTTP/1.1 200 OK\r\nno colon\r\n", "a header field has no colon"),
        ("HTTP/1.1 200 OK\r\n folded: x\r\n", "a header field is malformed"), ("HTTP/1.1 200 OK\r\na: \u{1}\r\n", "a header field is malformed"),
        ("HTTP/1.1 101 Switching\r\n\r\n", "the server wants to speak another protocol"),
        ("HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n", "the content length is not a number"),
        ("HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999\r\n\r\n", "the content length is not a number"),
        ("HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n", "the content length is not a number"),
        ("HTTP/1.1 200 OK\r\ntransfer-encoding: gzip\r\n\r\n", "the transfer encoding is not supported"),
        ("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n", "the answer has an encoding that was not asked for"),
    ])
    func refusesWhatIsNoAnswer(_ text: String, _ reason: String) { #expect(parse(text).seen == [reason]) }

    @Test(arguments: ["zz\r\n", "\r\n", "-1\r\n", "+1\r\n", "1234567890abcdef\r\n", "1\r\nxy\r\n"])
    func refusesMalformedChunks(_ chunks: String) {
        #expect(parse("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n" + chunks).seen.last?.contains("chunk") == true)
    }

    @Test func boundsWhatItKeeps() {
        let long = String(repeating: "x", count: 300_000)
        #expect(parse("HTTP/1.1 200 OK\r\na: " + long, pieces: 1000).seen == ["the answer has too large a header"])
        let many = String(repeating: "a: b\r\n", count: 60_000)
        #expect(parse("HTTP/1.1 200 OK\r\n" + many).seen == ["the answer has too large a header"])
        #expect(parse("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5;" + long).seen.last == "the answer has too large a header")
        #expect(parse(String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 60_000)).seen == ["the answer has too large a header"])
    }
}

@Suite struct HTTPOrigins {
    @Test(arguments: [
        ("http://127.0.0.1:8080/mcp", "127.0.0.1", 8080, "127.0.0.1:8080", "/mcp"), ("HTTP://localhost", "localhost", 80, "localhost", "/"),
        ("http://[::1]:99/a?b=c&d=%20#e", "::1", 99, "[::1]:99", "/a?b=c&d=%20"), ("http://localhost:1?x", "localhost", 1, "localhost:1", "/?x"),
    ])
    func areRead(_ address: String, _ host: String, _ port: Int, _ authority: String, _ target: String) {
        let origin = HTTPOrigin(address)
        #expect(origin?.host == host && origin.map { Int($0.port) } == port && origin?.authority == authority && origin?.target == target)
    }

    @Test(arguments: [
        "https://localhost/", "http://user@localhost/", "http://localhost:0/", "http://localhost:65536/", "http://localhost:+1/", "http://:80/",
        "http://loc%61lhost/", "http://localhost/é", "http://localhost/a b", "http://localhost/a\r\nX: y", "http://[::1/", "http://[localhost]/", "http:///x",
        "ftp://localhost/",
    ])
    func areLeftToOthers(_ address: String) { #expect(HTTPOrigin(address) == nil) }
}
