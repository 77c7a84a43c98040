// From the bytes of a connection to requests. Strict: what two programs might read in two ways (bare line feeds, folded
// fields, a length given twice, chunks together with a length) is an error, so that nothing in front of this server can
// be tricked into seeing other requests than it does. Nothing grows beyond its limit, whatever the peer sends.

/// Why a request cannot be read; the connection cannot be used any more.
struct HTTPFault: Error, Sendable, Equatable {
    /// The status to answer with.
    let status: Int
    let reason: String

    init(_ status: Int, _ reason: String) {
        self.status = status
        self.reason = reason
    }
}

/// Reads the requests of one connection from pieces of any size.
package struct HTTPRequestParser {
    /// How large the parts of a request may be.
    package struct Limits: Sendable {
        /// Bytes of the request line and all fields, and of all trailer fields.
        var head = 32 << 10
        /// Bytes of the target.
        var target = 8 << 10
        var fields = 100
        package var body = 4 << 20
        /// Bytes of the line that begins a chunk.
        var chunkLine = 256
    }

    /// What has been read.
    enum Event {
        /// Everything before the body. `awaitsContinue` says that the client sends the body only if it is encouraged.
        case head(HTTPRequestHead, awaitsContinue: Bool)
        /// The body; the request is complete.
        case body([UInt8])
    }

    private enum State {
        case head
        /// So many bytes of the body are missing.
        case fixed(Int)
        case chunkSize
        case chunk(Int)
        case chunkEnd
        case trailer(bytes: Int)
    }

    private let limits: Limits
    private var state = State.head
    private var buffer: [UInt8] = []
    /// What of the buffer has been used.
    private var position = 0
    /// What of the buffer has been searched for the end of a line.
    private var scanned = 0
    private var body: [UInt8] = []

    init(limits: Limits = Limits()) { self.limits = limits }

    /// Whether no byte of a further request has arrived.
    var isBetweenRequests: Bool {
        if case .head = state { position == buffer.count } else { false }
    }

    /// Bytes that have arrived but were not used yet.
    var bufferedCount: Int { buffer.count - position }

    /// Takes what has arrived.
    mutating func append(_ bytes: [UInt8]) {
        if position == buffer.count {
            buffer = bytes
            position = 0
            scanned = 0
        } else {
            if position > 1 << 16 {
                buffer.removeFirst(position)
                scanned -= position
                position = 0
            }
            buffer += bytes
        }
    }

    /// What comes next, `nil` if more bytes are needed to tell.
    mutating func next() throws(HTTPFault) -> Event? {
        while true {
            switch state {
            case .head:
                guard let head = try readHead() else { return nil }
                return head
            case .fixed(let missing):
                let rest = missing - takeBody(missing)
                state = .fixed(rest)
                return rest == 0 ? finish() : nil
            case .chunkSize:
                guard let line = try readLine(limit: limits.chunkLine) else { return nil }
                let size = try chunkSize(line)
                if size == 0 {
                    state = .trailer(bytes: 0)
                } else {
                    guard size <= limits.body - body.count else { throw tooLarge }
                    state = .chunk(size)
                }
            case .chunk(let missing):
                let rest = missing - takeBody(missing)
                state = rest == 0 ? .chunkEnd : .chunk(rest)
                if rest > 0 { return nil }
            case .chunkEnd:
                guard let line = try readLine(limit: 2) else { return nil }
                guard line.isEmpty else { throw HTTPFault(400, "a chunk does not end where it says") }
                state = .chunkSize
            case .trailer(let bytes):
                guard let line = try readLine(limit: limits.head - bytes) else { return nil }
                if line.isEmpty { return finish() }
                _ = try field(line)
                state = .trailer(bytes: bytes + line.count + 2)
            }
        }
    }

    private var tooLarge: HTTPFault { HTTPFault(413, "the body is larger than \(limits.body) bytes") }

    private mutating func finish() -> Event {
        state = .head
        scanned = position
        defer { body = [] }
        return .body(body)
    }

    /// Moves up to `count` bytes to the body.
    private mutating func takeBody(_ count: Int) -> Int {
        let taken = min(count, bufferedCount)
        body += buffer[position..<(position + taken)]
        position += taken
        scanned = position
        return taken
    }

    /// The next line without its end, `nil` if it is not complete.
    private mutating func readLine(limit: Int) throws(HTTPFault) -> ArraySlice<UInt8>? {
        let newline = UInt8(ascii: "\n")
        while scanned < buffer.count, buffer[scanned] != newline {
            scanned += 1
            if scanned - position > limit { throw HTTPFault(400, "a line of the body is too long") }
        }
        guard scanned < buffer.count else { return nil }
        guard scanned > position, buffer[scanned - 1] == UInt8(ascii: "\r") else {
            throw HTTPFault(400, "a line must end in CR LF")
        }
        let line = buffer[position..<(scanned - 1)]
        scanned += 1
        position = scanned
        return line
    }

    // MARK: The head

    private mutating func readHead() throws(HTTPFault) -> Event? {
        if bufferedCount >= 2, buffer[position] == UInt8(ascii: "\r"), buffer[position + 1] == UInt8(ascii: "\n") {
            // Some clients send an empty line after a body.
            position += 2
            scanned = max(scanned, position)
        }
        guard bufferedCount > 0 else { return nil }
        let first = buffer[position]
        guard HTTPHeaders.isTokenByte(first) || first == UInt8(ascii: "\r") && bufferedCount == 1 else {
            throw HTTPFault(400, "this is not an HTTP request")
        }
        guard let end = try findHeadEnd() else { return nil }
        let lines = headLines(end)
        position = end
        scanned = end
        guard let requestLine = lines.first else { throw HTTPFault(400, "this is not an HTTP request") }
        guard lines.count - 1 <= limits.fields else { throw HTTPFault(431, "there are too many header fields") }
        var headers = HTTPHeaders()
        for line in lines.dropFirst() {
            let (name, value) = try field(line)
            headers.append(name, value)
        }
        let head = try self.head(requestLine, headers)
        return try begin(head)
    }

    /// Where the empty line ends that ends the head, `nil` if it has not arrived.
    private mutating func findHeadEnd() throws(HTTPFault) -> Int? {
        while scanned < buffer.count {
            let index = scanned
            scanned += 1
            guard scanned - position <= limits.head else { throw HTTPFault(431, "the header is too large") }
            guard buffer[index] == UInt8(ascii: "\n") else { continue }
            guard index > position, buffer[index - 1] == UInt8(ascii: "\r") else {
                throw HTTPFault(400, "a line must end in CR LF")
            }
            if index - 3 >= position, buffer[index - 2] == UInt8(ascii: "\n") { return scanned }
        }
        return nil
    }

    private func headLines(_ end: Int) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = position
        // The last two lines end are those of the last field and of the empty line.
        while start < end - 2, let newline = buffer[start..<end].firstIndex(of: UInt8(ascii: "\n")) {
            lines.append(buffer[start..<(newline - 1)])
            start = newline + 1
        }
        return lines
    }

    private func head(_ line: ArraySlice<UInt8>, _ headers: HTTPHeaders) throws(HTTPFault) -> HTTPRequestHead {
        let parts = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw HTTPFault(400, "the request line must have three parts") }
        let (method, target, version) = (parts[0], parts[1], parts[2])
        guard !method.isEmpty, method.count <= 32, method.allSatisfy(HTTPHeaders.isTokenByte) else {
            throw HTTPFault(400, "the method is malformed")
        }
        let isHTTP10 = version.elementsEqual("HTTP/1.0".utf8)
        guard isHTTP10 || version.elementsEqual("HTTP/1.1".utf8) else {
            throw version.starts(with: "HTTP/".utf8)
                ? HTTPFault(505, "this server speaks HTTP/1.1") : HTTPFault(400, "the request line is malformed")
        }
        guard target.count <= limits.target else { throw HTTPFault(414, "the target is too long") }
        guard target.first == UInt8(ascii: "/"), target.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw HTTPFault(400, "the target must be a path")
        }
        return HTTPRequestHead(
            method: String(decoding: method, as: UTF8.self),
            path: String(decoding: target.prefix { $0 != UInt8(ascii: "?") }, as: UTF8.self), isHTTP10: isHTTP10,
            headers: headers)
    }

    private func field(_ line: ArraySlice<UInt8>) throws(HTTPFault) -> (name: String, value: String) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
            throw HTTPFault(400, "a header field has no colon")
        }
        let name = line[..<colon]
        // Blanks before the colon, and lines that go on with a blank, are refused here, too.
        guard !name.isEmpty, name.allSatisfy(HTTPHeaders.isTokenByte) else {
            throw HTTPFault(400, "the name of a header field is malformed")
        }
        let value = line[(colon + 1)...]
        guard value.allSatisfy(HTTPHeaders.isValueByte) else {
            throw HTTPFault(400, "a header field contains a control character")
        }
        return (String(decoding: name, as: UTF8.self), HTTPHeaders.trimmed(String(decoding: value, as: UTF8.self)))
    }

    /// Names of which a request can have only one field.
    private static let singleFields = ["host", "authorization", "origin", "content-type", "content-length", "transfer-encoding"]

    /// Decides how the body is delimited.
    private mutating func begin(_ head: HTTPRequestHead) throws(HTTPFault) -> Event {
        let headers = head.headers
        for name in Self.singleFields where headers.values(name).count > 1 {
            throw HTTPFault(400, "the header field \(name) is repeated")
        }
        guard headers["host"] != nil || head.isHTTP10 else { throw HTTPFault(400, "the header field host is missing") }
        let expectation = headers["expect"]?.lowercased()
        guard expectation == nil || expectation == "100-continue" else {
            throw HTTPFault(417, "this expectation cannot be met")
        }
        var hasBody = true
        switch (headers["transfer-encoding"], headers["content-length"]) {
        case (.some, .some):
            throw HTTPFault(400, "the body has both a length and a transfer encoding")
        case (let coding?, nil):
            guard !head.isHTTP10 else { throw HTTPFault(400, "HTTP/1.0 has no transfer encodings") }
            guard coding.lowercased() == "chunked" else { throw HTTPFault(501, "the transfer encoding is not supported") }
            state = .chunkSize
        case (nil, let text?):
            let length = try contentLength(text)
            state = .fixed(length)
            hasBody = length > 0
        case (nil, nil):
            state = .fixed(0)
            hasBody = false
        }
        return .head(head, awaitsContinue: expectation != nil && hasBody && !head.isHTTP10)
    }

    private func contentLength(_ text: String) throws(HTTPFault) -> Int {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else {
            throw HTTPFault(400, "the content length is not a number")
        }
        // Digits only: what does not fit is larger than every limit.
        guard let length = Int(text), length <= limits.body else { throw tooLarge }
        return length
    }

    // MARK: Chunks

    /// The size at the beginning of a chunk. What follows a semicolon means nothing to this server.
    private func chunkSize(_ line: ArraySlice<UInt8>) throws(HTTPFault) -> Int {
        let digits = line.prefix { $0 != UInt8(ascii: ";") && !HTTPHeaders.isBlank($0) }
        let rest = line[digits.endIndex...]
        let isExtension = rest.first { !HTTPHeaders.isBlank($0) } == UInt8(ascii: ";")
        guard rest.isEmpty || isExtension && rest.allSatisfy(HTTPHeaders.isValueByte) else {
            throw HTTPFault(400, "the size of a chunk is malformed")
        }
        guard !digits.isEmpty, digits.count <= 15 else { throw HTTPFault(400, "the size of a chunk is malformed") }
        var size = 0
        for byte in digits {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: throw HTTPFault(400, "the size of a chunk is malformed")
            }
            size = size << 4 | Int(digit)
        }
        return size
    }
}
