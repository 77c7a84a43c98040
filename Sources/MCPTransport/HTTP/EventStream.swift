// Server-sent events: how a stream of messages travels in one HTTP answer.

/// Writing events.
package enum EventStream {
    package static let contentType = "text/event-stream"

    /// The fields of an answer that is a stream.
    package static var headers: HTTPHeaders {
        [
            "content-type": contentType, "cache-control": "no-cache, no-transform",
            // Some proxies collect an answer before they pass it on, unless they are told not to.
            "x-accel-buffering": "no",
        ]
    }

    /// Something that readers ignore, to keep the connection alive.
    package static let comment = Array(":\n\n".utf8)

    /// An event with one message, which is JSON without line ends.
    package static func event(_ message: [UInt8]) -> [UInt8] {
        Array("event: message\ndata: ".utf8) + message + Array("\n\n".utf8)
    }
}

extension HTTPHeaders: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, String)...) {
        self.init()
        for (name, value) in elements { append(name, value) }
    }
}

/// Reads events from pieces of any size.
struct EventStreamParser {
    /// An event.
    struct Event: Equatable {
        /// `message` unless the stream says otherwise.
        var type = "message"
        var data: [UInt8] = []
    }

    /// An event is larger than the limit; the stream cannot be used any more.
    struct TooLong: Error {}

    /// The identifier after which the stream can be resumed, if it gave one.
    private(set) var lastEventID: String?
    /// How long to wait before connecting again, in milliseconds, if the stream said so.
    private(set) var retryMilliseconds: Int?

    private let limit: Int
    private var line: [UInt8] = []
    private var skipsLineFeed = false
    private var isFirstLine = true
    private var type = ""
    private var data: [UInt8] = []
    private var hasData = false
    private var identifier: String?

    /// - Parameter limit: bytes of a line, and of the data of an event.
    init(limit: Int) { self.limit = limit }

    /// Takes what has arrived.
    ///
    /// - Returns: the events that are complete now.
    mutating func read(_ bytes: [UInt8]) throws(TooLong) -> [Event] {
        var events: [Event] = []
        var start = 0
        if skipsLineFeed, let first = bytes.first {
            skipsLineFeed = false
            if first == UInt8(ascii: "\n") { start = 1 }
        }
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else {
                index += 1
                continue
            }
            line += bytes[start..<index]
            if let event = try endLine() { events.append(event) }
            index += 1
            if byte == UInt8(ascii: "\r") {
                if index == bytes.count {
                    skipsLineFeed = true
                } else if bytes[index] == UInt8(ascii: "\n") {
                    index += 1
                }
            }
            start = index
        }
        line += bytes[start...]
        guard line.count <= limit else { throw TooLong() }
        return events
    }

    /// An empty line ends an event, others belong to it.
    private mutating func endLine() throws(TooLong) -> Event? {
        guard line.count <= limit else { throw TooLong() }
        var text = line[...]
        if isFirstLine, text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
        isFirstLine = false
        defer { line.removeAll(keepingCapacity: line.capacity <= 1 << 16) }
        if text.isEmpty { return endEvent() }
        let name = text.prefix { $0 != UInt8(ascii: ":") }
        var value = text[name.endIndex...].dropFirst()
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        if name.elementsEqual("data".utf8) {
            if hasData { data.append(UInt8(ascii: "\n")) }
            hasData = true
            guard data.count + value.count <= limit else { throw TooLong() }
            data += value
        } else if name.elementsEqual("event".utf8) {
            type = String(decoding: value.prefix(100), as: UTF8.self)
        } else if name.elementsEqual("id".utf8) {
            // It goes back in a header field.
            let text = String(decoding: value, as: UTF8.self)
            if value.count <= 1000, HTTPHeaders.isValue(text) { identifier = text }
        } else if name.elementsEqual("retry".utf8) {
            if !value.isEmpty, value.count <= 9, value.allSatisfy({ $0 &- 0x30 < 10 }) {
                retryMilliseconds = Int(String(decoding: value, as: UTF8.self))
            }
        }
        return nil
    }

    private mutating func endEvent() -> Event? {
        if let identifier { lastEventID = identifier.isEmpty ? nil : identifier }
        defer {
            type = ""
            data = []
            hasData = false
        }
        return hasData ? Event(type: type.isEmpty ? "message" : type, data: data) : nil
    }
}
