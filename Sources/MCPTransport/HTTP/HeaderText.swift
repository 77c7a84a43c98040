// What the modern era puts into HTTP header fields beside the message, for those in between who do not read bodies:
// version, method and name of a request, and arguments that a tool's schema marks with `x-mcp-header`.

import MCPProtocol

/// The header fields that the protocol defines, in lower case.
package enum HeaderName {
    package static let protocolVersion = "mcp-protocol-version"
    package static let session = "mcp-session-id"
    package static let method = "mcp-method"
    package static let name = "mcp-name"
    static let parameterPrefix = "mcp-param-"
    static let lastEventID = "last-event-id"

    /// The parameter that `mcp-name` repeats, `nil` if the method has none.
    package static func namingParameter(of method: String) -> String? {
        switch method {
        case Method.callTool, "prompts/get": "name"
        case "resources/read": "uri"
        default: nil
        }
    }
}

/// Any text as the value of a header field: as it is, or as `=?base64?...?=` if a field could not carry it.
package enum HeaderText {
    private static let prefix = "=?base64?"
    private static let suffix = "?="

    package static func encode(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
        let isTrimmed = !text.hasPrefix(" ") && !text.hasSuffix(" ")
        if isPlain, isTrimmed, !(text.hasPrefix(prefix) && text.hasSuffix(suffix)) { return text }
        return prefix + Base64.encode(text.utf8) + suffix
    }

    /// - Returns: `nil` if the value is malformed.
    package static func decode(_ value: String) -> String? {
        guard value.hasPrefix(prefix), value.hasSuffix(suffix), value.utf8.count >= prefix.utf8.count + suffix.utf8.count
        else { return value }
        guard let bytes = Base64.decode(value.dropFirst(prefix.count).dropLast(suffix.count)) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }
}

/// The arguments of a tool that are repeated in header fields.
package struct ParameterHeaders: Sendable {
    /// An argument and the field that repeats it.
    struct Parameter: Sendable {
        /// The names of the properties that lead to the argument.
        let path: [String]
        /// The field's name without its prefix.
        let header: String
    }

    /// Why the marks of a schema cannot be honoured; such a tool must not be used over HTTP.
    package struct Problem: Error, CustomStringConvertible {
        package let description: String
    }

    private static let mark = "x-mcp-header"
    /// Positions in a schema that are looked at.
    private static let maximumPositions = 20_000
    private static let maximumMarkedDepth = 64
    /// Servers and what is before them take about as many fields.
    private static let maximumMarks = 100
    private static let schemaKeys: Set<String> = [
        "items", "contains", "unevaluatedItems", "additionalProperties", "propertyNames", "unevaluatedProperties", "not",
        "if", "then", "else", "contentSchema",
    ]
    private static let schemaListKeys: Set<String> = ["allOf", "anyOf", "oneOf", "prefixItems"]
    private static let schemaMapKeys: Set<String> = ["patternProperties", "dependentSchemas", "$defs", "definitions"]

    let parameters: [Parameter]

    /// Finds the marks in an input schema. They are allowed on properties that nothing but `properties` leads to.
    package init(_ schema: JSONValue) throws(Problem) {
        var found: [Parameter] = []
        var open: [(path: [String]?, schema: JSONObject)] = schema.objectValue.map { [([], $0)] } ?? []
        var positions = 0
        func push(_ value: JSONValue, _ path: [String]?) {
            if let object = value.objectValue { open.append((path, object)) }
        }
        while let (path, schema) = open.popLast() {
            positions += 1
            guard positions <= Self.maximumPositions else { throw Problem(description: "its schema is too large") }
            if let mark = schema[Self.mark] {
                let header = try Self.header(mark, path, schema)
                guard !found.contains(where: { $0.header.lowercased() == header.header.lowercased() }) else {
                    throw Problem(description: "two parameters share the header \"\(header.header)\"")
                }
                guard found.count < Self.maximumMarks else {
                    throw Problem(description: "more than \(Self.maximumMarks) parameters have headers")
                }
                found.append(header)
            }
            for (key, value) in schema.members {
                if key == "properties" {
                    for (name, property) in value.objectValue?.members ?? [] { push(property, path.map { $0 + [name] }) }
                } else if Self.schemaKeys.contains(key) {
                    push(value, nil)
                } else if Self.schemaListKeys.contains(key) {
                    for element in value.arrayValue ?? [] { push(element, nil) }
                } else if Self.schemaMapKeys.contains(key) {
                    for (_, element) in value.objectValue?.members ?? [] { push(element, nil) }
                }
            }
        }
        parameters = found
    }

    /// The schema without its marks where they are allowed, for clients that need not repeat arguments.
    package static func withoutMarks(_ schema: JSONValue, depth: Int = 0) -> JSONValue {
        guard var rules = schema.objectValue, depth < maximumMarkedDepth else { return schema }
        rules[mark] = nil
        if let properties = rules["properties"]?.objectValue {
            rules["properties"] = .object(
                JSONObject(uniqueMembers: properties.members.map { ($0.key, withoutMarks($0.value, depth: depth + 1)) }))
        }
        return .object(rules)
    }

    private static func header(
        _ mark: JSONValue, _ path: [String]?, _ schema: JSONObject
    ) throws(Problem) -> Parameter {
        guard let path, !path.isEmpty else { throw Problem(description: "\(Self.mark) is not on a plain property") }
        guard let header = mark.stringValue, HTTPHeaders.isName(header), header.utf8.count <= 100 else {
            throw Problem(description: "\(Self.mark) is not the name of a header")
        }
        guard ["string", "integer", "boolean"].contains(schema["type"]?.stringValue ?? "") else {
            throw Problem(description: "\(Self.mark) is only allowed on strings, integers and booleans")
        }
        return Parameter(path: path, header: header)
    }

    /// The fields for a call with these arguments.
    package func fields(for arguments: JSONText) -> [(name: String, value: String)] {
        parameters.compactMap { parameter in
            var value: JSONText? = arguments
            for key in parameter.path { value = value?[key] }
            guard let text = Self.text(value?.value) else { return nil }
            return (HeaderName.parameterPrefix + parameter.header, HeaderText.encode(text))
        }
    }

    private static func text(_ value: JSONValue?) -> String? {
        switch value {
        case .string(let text)?: text
        case .bool(let flag)?: flag ? "true" : "false"
        case .integer?, .number?, .bigNumber?: value?.text
        case .null?, .array?, .object?, nil: nil
        }
    }
}
