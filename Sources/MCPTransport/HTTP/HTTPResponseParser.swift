// From the bytes of a connection to an answer, as a client reads it. What is not an answer to one request is a fault; after it, or
// after bytes that nobody asked for, the connection is not used again, so it does not matter what else they could have meant.

/// Reads one answer from pieces of any size.
struct HTTPResponseParser {
    /// What has been read.
    enum Event {
        case head(status: Int, headers: HTTPHeaders)
        /// A part of the body.
        case piece([UInt8])
        /// The answer is complete.
        case end
    }

    private enum State {
        case status
        case fields(status: Int, HTTPHeaders)
        /// So many bytes of the body are missing.
        case fixed(Int)
        /// The body ends with the connection.
        case untilClosed
        case chunkSize
        case chunk(Int)
        case chunkEnd
        case trailer
        case over
    }

    /// Bytes of the status line and all fields of an answer, those of preliminary ones included, and of all trailer fields.
    private static let headLimit = 256 << 10
    private static let chunkLineLimit = 4096

    private var state = State.status
    /// The beginning of a line whose end has not arrived.
    private var line: [UInt8] = []
    private var headBytes = 0
    private var isHTTP10 = false
    /// Whether the other side takes another request on this connection after the answer.
    private(set) var keepsConnection = false

    /// Whether the answer is complete when the connection ends now.
    var isCompleteAtEnd: Bool { if case .untilClosed = state { true } else { false } }

    /// Takes what has arrived.
    mutating func read(_ bytes: [UInt8]) throws(HTTPFault) -> [Event] {
        var events: [Event] = []
        var index = 0
        while index < bytes.count {
            switch state {
            case .fixed(let missing), .chunk(let missing):
                let count = min(missing, bytes.count - index)
                // As a rule a piece is all that has arrived.
                events.append(.piece(count == bytes.count ? bytes : Array(bytes[index..<(index + count)])))
                index += count
                advance(by: count, &events)
            case .untilClosed:
                events.append(.piece(index == 0 ? bytes : Array(bytes[index...])))
                index = bytes.count
            case .over:
                keepsConnection = false
                index = bytes.count
            case .status, .fields, .chunkSize, .chunkEnd, .trailer:
                if let line = try readLine(bytes, &index) { try take(line, &events) }
            }
        }
        return events
    }

    /// So many bytes of the body have been taken.
    private mutating func advance(by count: Int, _ events: inout [Event]) {
        switch state {
        case .fixed(let missing):
            state = .fixed(missing - count)
            if missing == count { finish(&events) }
        case .chunk(let missing):
            state = missing == count ? .chunkEnd : .chunk(missing - count)
        default: break
        }
    }

    private mutating func finish(_ events: inout [Event]) {
        state = .over
        events.append(.end)
    }

    /// The next line without its end, `nil` if it is not complete.
    private mutating func readLine(_ bytes: [UInt8], _ index: inout Int) throws(HTTPFault) -> [UInt8]? {
        let limit: Int
        switch state {
        case .chunkSize, .chunkEnd: limit = Self.chunkLineLimit
        default: limit = Self.headLimit - headBytes
        }
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
        line += bytes[start..<index]
        guard line.count <= limit else { throw HTTPFault(0, "the answer has too large a header") }
        guard index < bytes.count else { return nil }
        index += 1
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        defer { line = [] }
        return line
    }

    private mutating func take(_ line: [UInt8], _ events: inout [Event]) throws(HTTPFault) {
        switch state {
        case .status:
            headBytes += line.count + 2
            state = .fields(status: try status(line), HTTPHeaders())
        case .fields(let status, var headers):
            headBytes += line.count + 2
            if line.isEmpty { return try begin(status, headers, &events) }
            let (name, value) = try field(line)
            headers.append(name, value)
            state = .fields(status: status, headers)
        case .chunkSize:
            let size = try chunkSize(line)
            state = size == 0 ? .trailer : .chunk(size)
        case .chunkEnd:
            guard line.isEmpty else { throw HTTPFault(0, "a chunk of the answer does not end where it says") }
            state = .chunkSize
        case .trailer:
            headBytes += line.count + 2
            if line.isEmpty { finish(&events) }
        case .fixed, .chunk, .untilClosed, .over: break
        }
    }

    private mutating func status(_ line: [UInt8]) throws(HTTPFault) -> Int {
        let text = String(decoding: line.prefix(12), as: UTF8.self)
        isHTTP10 = text.hasPrefix("HTTP/1.0 ")
        guard isHTTP10 || text.hasPrefix("HTTP/1.1 "), let status = Int(text.dropFirst(9)), (100..<600).contains(status),
            line.count == 12 || line[12] == UInt8(ascii: " ")
        else { throw HTTPFault(0, "this is not an HTTP answer") }
        return status
    }

    private func field(_ line: [UInt8]) throws(HTTPFault) -> (name: String, value: String) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { throw HTTPFault(0, "a header field has no colon") }
        let (name, value) = (line[..<colon], line[(colon + 1)...])
        guard !name.isEmpty, name.allSatisfy(HTTPHeaders.isTokenByte), value.allSatisfy(HTTPHeaders.isValueByte) else {
            throw HTTPFault(0, "a header field is malformed")
        }
        return (String(decoding: name, as: UTF8.self), HTTPHeaders.trimmed(String(decoding: value, as: UTF8.self)))
    }

    /// Decides how the body is delimited.
    private mutating func begin(_ status: Int, _ headers: HTTPHeaders, _ events: inout [Event]) throws(HTTPFault) {
        if status < 200 {
            guard status != 101 else { throw HTTPFault(0, "the server wants to speak another protocol") }
            // Something preliminary; the answer is still to come.
            state = .status
            return
        }
        guard headers["content-encoding"].map({ $0.lowercased() == "identity" }) ?? true else {
            throw HTTPFault(0, "the answer has an encoding that was not asked for")
        }
        events.append(.head(status: status, headers: headers))
        keepsConnection = !isHTTP10 && !headers.list("connection").contains("close")
        if status == 204 || status == 304 { return finish(&events) }
        if let coding = headers["transfer-encoding"] {
            guard coding.lowercased() == "chunked" else { throw HTTPFault(0, "the transfer encoding is not supported") }
            if headers["content-length"] != nil { keepsConnection = false }
            state = .chunkSize
            return
        }
        let lengths = Set(headers.values("content-length"))
        guard let text = lengths.first else {
            keepsConnection = false
            state = .untilClosed
            return
        }
        guard lengths.count == 1, text.utf8.allSatisfy({ $0 &- 0x30 < 10 }), let length = Int(text) else {
            throw HTTPFault(0, "the content length is not a number")
        }
        state = .fixed(length)
        if length == 0 { finish(&events) }
    }

    /// The size at the beginning of a chunk. What follows a semicolon means nothing to this client.
    private func chunkSize(_ line: [UInt8]) throws(HTTPFault) -> Int {
        let digits = line.prefix { $0 != UInt8(ascii: ";") && !HTTPHeaders.isBlank($0) }
        let isNumber = digits.allSatisfy { $0 &- 0x30 < 10 || ($0 | 0x20) &- UInt8(ascii: "a") < 6 }
        guard isNumber, digits.count <= 15, let size = Int(String(decoding: digits, as: UTF8.self), radix: 16) else {
            throw HTTPFault(0, "the size of a chunk is malformed")
        }
        return size
    }
}
