import Testing

@testable import MCPTransport

@Suite struct EventStreams {
    private func read(_ text: String, pieces: Int = .max, limit: Int = 1000) throws -> [String] {
        var parser = EventStreamParser(limit: limit)
        var events: [String] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            events += try parser.read(Array(rest.prefix(pieces))).map { "\($0.type): \(String(decoding: $0.data, as: UTF8.self))" }
            rest = rest.dropFirst(pieces)
        }
        return events
    }

    @Test(arguments: [Int.max, 1, 2, 3, 5], ["\n", "\r\n", "\r"])
    func readsEventsInPiecesOfAnySize(_ pieces: Int, _ end: String) throws {
        let lines = [
            "\u{FEFF}: comment", "data: one", "", "event: other", "data:two", "data", "data:  three", "", "", "id: 5", "retry: 10", "",
            "event: empty", "", "unknown: x", "data: {\"a\": 1}", "", "data: unfinished",
        ]
        let events = try read(lines.joined(separator: end), pieces: pieces)
        #expect(events == ["message: one", "other: two\n\n three", "message: {\"a\": 1}"])
    }

    @Test func keepsWhatReconnectingNeeds() throws {
        var parser = EventStreamParser(limit: 100)
        #expect(parser.lastEventID == nil)
        _ = try parser.read(Array("id: a b\nretry: 250\ndata:\n\n".utf8))
        #expect(parser.lastEventID == "a b" && parser.retryMilliseconds == 250)
        _ = try parser.read(Array("id: x\u{0}y\nretry: -1\nretry: 99999999999\n\n".utf8))
        #expect(parser.lastEventID == "a b" && parser.retryMilliseconds == 250)
        // An event that is not complete does not count.
        _ = try parser.read(Array("id: later\n".utf8))
        #expect(parser.lastEventID == "a b")
        _ = try parser.read(Array("\nid\n\n".utf8))
        #expect(parser.lastEventID == nil)
    }

    @Test func givesUpOnEndlessEvents() {
        #expect(throws: EventStreamParser.TooLong.self) { try read("data: " + String(repeating: "x", count: 2000), pieces: 100) }
        #expect(throws: EventStreamParser.TooLong.self) { try read(String(repeating: "data: xxxxxxxxxx\n", count: 200)) }
        #expect(throws: Never.self) { try read(String(repeating: ": xxxxxxxxxx\n", count: 200)) }
        #expect(throws: Never.self) { try read(String(repeating: "data: xxxxxxxxxx\n\n", count: 200)) }
    }

    @Test func writesWhatItReads() throws {
        let stream = EventStream.comment + EventStream.event(Array("{}".utf8)) + EventStream.event(Array("[1]".utf8))
        #expect(try read(String(decoding: stream, as: UTF8.self)) == ["message: {}", "message: [1]"])
    }
}
