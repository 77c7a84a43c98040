import Testing

@testable import MCPProtocol

@Suite struct Messages {
    @Test func knowsWhichRequestAnUnreadableMessageAnswers() {
        func request(_ text: String) -> RequestID? { RPCMessage.request(answeredByUnreadable: Array(text.utf8)) }
        #expect(request(#"{"jsonrpc": "2.0", "id": 5, "result": {"x": NaN}}"#) == .integer(5))
        #expect(request(#" {"id":"a","result":["#) == .string("a"))
        #expect(request(#"{"jsonrpc":"2.0","id":7}"#) == .integer(7))
        for text in [
            "", "{", "[]", "null", "id: 5", #"{"id""#, #"{"id":"#, #"{"id":{}}"#, #"{"id":null,"result":x"#, #"{"method":"a","id":5,"params":x"#,
            #"{"id":5,"method":"a","params":x"#, #"{"result":{"id":5"#,
        ] {
            #expect(request(text) == nil, "\(text)")
        }
    }

    @Test func repairsWhatIsNotUTF8() throws {
        let bytes = Array(#"{"jsonrpc":"2.0","id":1,"result":{"a":"é?"}}"#.utf8)
        guard case .response(_, let good) = try RPCMessage(parsing: bytes) else { throw RPCError(0, "no answer") }
        #expect(good.string == #"{"a":"é?"}"#)
        let broken = bytes.map { $0 == UInt8(ascii: "?") ? 0xFF : $0 }
        guard case .response(_, let repaired) = try RPCMessage(parsing: broken) else { throw RPCError(0, "no answer") }
        #expect(repaired.bytes == Array("{\"a\":\"é\u{FFFD}\"}".utf8))
    }
}
