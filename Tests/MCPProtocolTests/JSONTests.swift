import Testing

@testable import MCPProtocol

@Suite struct JSONParsing {
    @Test func keepsKeyOrder() throws {
        let text = #"{"zebra":1,"apple":{"b":2,"a":3},"mango":[true,false,null]}"#
        #expect(try JSONValue(parsing: text).text == text)
    }

    @Test(arguments: [
        ("0", JSONValue.integer(0)), ("-7", .integer(-7)), ("9223372036854775807", .integer(.max)),
        ("-9223372036854775808", .integer(.min)), ("1.5", .number(1.5)), ("0.1", .number(0.1)),
        ("1e3", .number(1000)), ("-2.50", .number(-2.5)), ("1E-2", .number(0.01)),
        ("0.30000000000000004", .number(0.30000000000000004)), ("5e-324", .number(.leastNonzeroMagnitude)),
        ("9223372036854775808", .bigNumber("9223372036854775808")), ("9223372036854775000e3", .number(9223372036854775e6)),
        ("12345678901234567890123", .bigNumber("12345678901234567890123")),
        ("1e400", .bigNumber("1e400")), ("0.1000000000000000055", .bigNumber("0.1000000000000000055")),
    ])
    func representsNumbersWithoutLoss(_ text: String, _ expected: JSONValue) throws {
        let value = try JSONValue(parsing: text)
        #expect(value == expected)
        #expect(try JSONValue(parsing: value.text) == value)
    }

    @Test func writesBigNumbersAsTheyCame() throws {
        let text = "[12345678901234567890123,1.000000000000000000001]"
        #expect(try JSONValue(parsing: text).text == text)
    }

    @Test func decodesEscapes() throws {
        let value = try JSONValue(parsing: #""a\n\t\"\\\/\u00e9\ud83d\ude00\ud800x""#)
        #expect(value == .string("a\n\t\"\\/é😀\u{FFFD}x"))
    }

    @Test func escapesOnWriting() {
        #expect(JSONValue.string("\u{1}\n\"\\é😀").text == #""\u0001\n\"\\é😀""#)
    }

    @Test func lastOfRepeatedKeysWinsInFirstPlace() throws {
        #expect(try JSONValue(parsing: #"{"a":1,"b":2,"a":3}"#).text == #"{"a":3,"b":2}"#)
        let many = (0..<40).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        let value = try JSONValue(parsing: "{\(many),\"k3\":\"new\"}")
        #expect(value.objectValue?.count == 40)
        #expect(value["k3"] == "new")
        #expect(value.objectValue?.keys[3] == "k3")
    }

    @Test(arguments: [
        ("", 1, 1), ("[1,]", 1, 4), ("{\"a\" 1}", 1, 6), ("[1 2]", 1, 4), ("{\n  \"a\": tru\n}", 2, 8),
        ("\"abc", 1, 1), ("01", 1, 2), ("1.", 1, 3), ("-", 1, 2), ("[\"\\x\"]", 1, 3), ("nul", 1, 1),
        ("{\"a\":1,}", 1, 8), ("\"\u{1}\"", 1, 2), ("[]]", 1, 3), ("[", 1, 2),
    ])
    func reportsWhereTextStopsBeingJSON(_ text: String, _ line: Int, _ column: Int) {
        do {
            _ = try JSONValue(parsing: text)
            Issue.record("accepted \(text)")
        } catch {
            #expect(error.line == line)
            #expect(error.column == column)
        }
        #expect(throws: JSONError.self) { try JSONText(validating: Array(text.utf8)) }
    }

    @Test func limitsDepth() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        _ = try JSONValue(parsing: nested(500))
        _ = try JSONText(validating: nested(500))
        #expect(throws: JSONError.self) { try JSONValue(parsing: nested(501)) }
        #expect(throws: JSONError.self) { try JSONText(validating: nested(501)) }
        #expect(throws: JSONError.self) { try JSONText(validating: nested(1_000_000)) }
    }

    @Test func comparesByValue() throws {
        #expect(try JSONValue(parsing: #"{"a":1,"b":[1.0]}"#) == JSONValue(parsing: #"{"b":[1],"a":1.0}"#))
        #expect(JSONValue.integer(.max) != .number(9223372036854775808))
        #expect(try JSONValue(parsing: "1e400") == JSONValue(parsing: "10e399"))
    }

    @Test func printsPretty() {
        let value: JSONValue = ["a": [1, "x"], "b": [:], "c": []]
        #expect(value.prettyText() == "{\n  \"a\": [\n    1,\n    \"x\"\n  ],\n  \"b\": {},\n  \"c\": []\n}")
    }
}

@Suite struct JSONTextReading {
    @Test func findsMembersAndElementsWithoutParsing() throws {
        let text = try JSONText(validating: Array(#" {"a" : [1, {"x":2} , "s"], "b\n":null } "#.utf8))
        #expect(text.members.map(\.key) == ["a", "b\n"])
        #expect(text["a"]?.elements.map(\.string) == ["1", #"{"x":2}"#, #""s""#])
        #expect(text["a"]?.elements.last?.decodedString == Array("s".utf8))
        #expect(text["b\n"]?.isNull == true)
        #expect(text["missing"] == nil)
        #expect(text["a"]?.members.isEmpty == true)
    }
}

@Suite struct RPCMessages {
    private func parse(_ text: String) throws -> RPCMessage { try RPCMessage(parsing: Array(text.utf8)) }

    @Test(arguments: [
        #"{"jsonrpc":"2.0","id":1,"method":"m","params":{"a":1}}"#,
        #"{"jsonrpc":"2.0","id":"x","method":"m"}"#,
        #"{"jsonrpc":"2.0","method":"n","params":{}}"#,
        #"{"jsonrpc":"2.0","id":1,"result":{"z":1,"a":2}}"#,
        #"{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no","data":{"x":1}}}"#,
        #"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"bad"}}"#,
    ])
    func survivesParsingAndEncoding(_ text: String) throws {
        #expect(String(decoding: try parse(text).encoded(), as: UTF8.self) == text)
    }

    @Test(arguments: [
        ("nonsense", -32700), ("[]", -32600), (#"{"id":1}"#, -32600), (#"{"jsonrpc":"2.0","id":1}"#, -32600),
        (#"{"jsonrpc":"2.0","id":1.5,"method":"m"}"#, -32600), (#"{"jsonrpc":"2.0","id":null,"method":"m"}"#, -32600),
        (#"{"jsonrpc":"2.0","id":1,"method":7}"#, -32600), (#"{"jsonrpc":"2.0","id":1,"method":"m","params":3}"#, -32600),
        (#"{"jsonrpc":"1.0","id":1,"method":"m"}"#, -32600),
    ])
    func refusesWhatIsNoMessage(_ text: String, _ code: Int) {
        do {
            _ = try parse(text)
            Issue.record("accepted \(text)")
        } catch let error as RPCError {
            #expect(error.code == code)
        } catch {
            Issue.record("\(error)")
        }
    }
}

@Suite struct Unwrapping {
    private func unwrap(_ text: String) throws -> String {
        try #require(ToolResult(try JSONText(validating: Array(text.utf8)))).unwrapped.string
    }

    @Test(arguments: [
        (#"{"content":[{"type":"text","text":"[1]"}],"structuredContent":{"z":1,"a":2}}"#, #"{"z":1,"a":2}"#),
        (#"{"content":[],"structuredContent":[1,2]}"#, "[1,2]"),
        (#"{"content":[{"type":"text","text":"plain"}]}"#, #""plain""#),
        (#"{"content":[{"type":"text","text":"{\"b\":1,\"a\":12345678901234567890123}"}]}"#,
         #"{"b":1,"a":12345678901234567890123}"#),
        (#"{"content":[{"type":"text","text":"123"}]}"#, "123"),
        (#"{"content":[{"type":"text","text":""}]}"#, #""""#),
        (#"{"content":[{"type":"text","text":"\ud800"}]}"#, #""\ud800""#),
        (#"{"content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}"#, #""a\nb""#),
        (#"{"content":[{"type":"text","text":"[1,"},{"type":"text","text":"2]"}]}"#, "[1,\n2]"),
        (#"{"content":[]}"#, "null"), ("{}", "null"),
        (#"{"content":[{"type":"text","text":"a"},{"type":"image","data":"x","mimeType":"image/png"}]}"#,
         #"[{"type":"text","text":"a"},{"type":"image","data":"x","mimeType":"image/png"}]"#),
    ])
    func followsTheRule(_ result: String, _ expected: String) throws {
        #expect(try unwrap(result) == expected)
    }

    @Test func failureMessageIsTheText() throws {
        let text = #"{"isError":true,"content":[{"type":"text","text":"no such"},{"type":"text","text":"file"}]}"#
        let result = try #require(ToolResult(try JSONText(validating: Array(text.utf8))))
        #expect(result.isError)
        #expect(result.message == "no such\nfile")
    }
}
