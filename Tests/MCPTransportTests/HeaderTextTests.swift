import MCPProtocol
import Testing

@testable import MCPTransport

@Suite struct HeaderTexts {
    @Test func carriesAnyTextInHeaders() {
        for text in ["", "plain", "a b", " edge", "edge ", "é", "line\nend", "=?base64?x?=", "\u{7f}", "=?base64?"] {
            let encoded = HeaderText.encode(text)
            #expect(HTTPHeaders.isValue(encoded))
            #expect(HTTPHeaders.trimmed(encoded) == encoded)
            #expect(HeaderText.decode(encoded) == text)
        }
        #expect(HeaderText.encode("a b") == "a b")
        #expect(HeaderText.decode("=?base64?!?=") == nil)
        #expect(HeaderText.decode("=?base64?/w==?=") == nil)
    }

    @Test func repeatsMarkedArgumentsInHeaders() throws {
        let schema = try JSONValue(
            parsing: #"""
                {"type":"object","properties":{
                  "region":{"type":"string","x-mcp-header":"Region"},"n":{"type":"integer","x-mcp-header":"N"},
                  "deep":{"type":"object","properties":{"on":{"type":"boolean","x-mcp-header":"On"}}},"plain":{"type":"string"}}}
                """#)
        let parameters = try ParameterHeaders(schema)
        func fields(_ arguments: String) throws -> [String] {
            parameters.fields(for: try JSONText(validating: Array(arguments.utf8))).map { "\($0.name)=\($0.value)" }.sorted()
        }
        #expect(try fields(#"{"region":"eu west","n":42,"deep":{"on":true},"plain":"x"}"#) == ["mcp-param-N=42", "mcp-param-On=true", "mcp-param-Region=eu west"])
        #expect(try fields(#"{"region":null,"deep":{}}"#) == [])
        #expect(try fields(#"{"region":"ü"}"#) == ["mcp-param-Region==?base64?w7w=?="])
        for bad in [
            #"{"properties":{"a":{"type":"number","x-mcp-header":"A"}}}"#, #"{"properties":{"a":{"type":"string","x-mcp-header":"A B"}}}"#,
            #"{"properties":{"a":{"type":"string","x-mcp-header":5}}}"#, #"{"x-mcp-header":"A","type":"string"}"#,
            #"{"properties":{"a":{"type":"string","x-mcp-header":"A"},"b":{"type":"string","x-mcp-header":"a"}}}"#,
            #"{"properties":{"l":{"type":"array","items":{"type":"string","x-mcp-header":"A"}}}}"#,
        ] {
            #expect(throws: ParameterHeaders.Problem.self) { try ParameterHeaders(try JSONValue(parsing: bad)) }
        }
        func marked(_ marks: Int) throws -> JSONValue {
            let properties = (0..<marks).map { #""p\#($0)":{"type":"string","x-mcp-header":"P\#($0)"}"# }
            return try JSONValue(parsing: #"{"properties":{"# + properties.joined(separator: ",") + "}}")
        }
        #expect(try ParameterHeaders(marked(100)).fields(for: JSONText(["p99": "x"])).count == 1)
        #expect(throws: ParameterHeaders.Problem.self) { try ParameterHeaders(marked(101)) }
    }
}
