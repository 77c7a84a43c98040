// JSON Schemas as the types a model reads best: a TypeScript-like signature in one line.

/// Writes types for the schemas of one document.
struct TypeSignature {
    private static let maximumDepth = 5
    private static let maximumLength = 2000
    private static let maximumMembers = 60

    private let document: SchemaDocument

    init(_ root: JSONValue) { document = SchemaDocument(root: root) }

    /// `server__tool(params: {...}): Result`.
    static func signature(server: String, tool: ToolDefinition) -> String {
        let input = TypeSignature(tool.inputSchema)
        var parameters = input.text(for: tool.inputSchema)
        if parameters == "object" || parameters == "{}" { parameters = "{}" }
        let isOptional = (tool.inputSchema["required"]?.arrayValue ?? []).isEmpty
        let result = tool.outputSchema.map { TypeSignature($0).text(for: $0) } ?? "unknown"
        return "\(server)\(ServerName.separator)\(tool.name)(params\(isOptional ? "?" : ""): \(parameters)): \(result)"
    }

    /// The type of the values that fit a schema.
    func text(for schema: JSONValue) -> String {
        let text = type(schema, depth: 0)
        return text.utf8.count <= Self.maximumLength ? text : shallowText(for: schema)
    }

    /// The type of a schema that would be too long in full.
    private func shallowText(for schema: JSONValue) -> String {
        let text = type(schema, depth: Self.maximumDepth - 1)
        return text.utf8.count <= 2 * Self.maximumLength ? text : "object"
    }

    private func type(_ schema: JSONValue, depth: Int) -> String {
        guard let rules = schema.objectValue else { return schema == .bool(false) ? "never" : "unknown" }
        if let reference = rules["$ref"]?.stringValue {
            guard depth < Self.maximumDepth, let target = document.resolve(reference) else { return "unknown" }
            return type(target, depth: depth + 1)
        }
        if let constant = rules["const"] { return literal(constant) }
        if let choices = rules["enum"]?.arrayValue {
            return union(choices.prefix(30).map(literal) + (choices.count > 30 ? ["..."] : []))
        }
        for key in ["anyOf", "oneOf"] {
            if let parts = rules[key]?.arrayValue, !parts.isEmpty {
                return union(parts.prefix(8).map { type($0, depth: depth + 1) })
            }
        }
        if let parts = rules["allOf"]?.arrayValue, !parts.isEmpty {
            let types = parts.prefix(8).map { parenthesized(type($0, depth: depth + 1)) }
            return types.joined(separator: " & ")
        }
        switch rules["type"] {
        case .string(let name):
            let named = type(named: name, rules, depth)
            return rules["nullable"] == true ? union([named, "null"]) : named
        case .array(let names):
            return union(names.compactMap(\.stringValue).map { type(named: $0, rules, depth) })
        default:
            return rules["properties"] == nil ? "unknown" : type(named: "object", rules, depth)
        }
    }

    private func type(named name: String, _ rules: JSONObject, _ depth: Int) -> String {
        switch name {
        case "integer": return "number"
        case "string", "number", "boolean", "null": return name
        case "array":
            if let prefix = rules["prefixItems"]?.arrayValue, depth < Self.maximumDepth {
                return "[" + prefix.prefix(8).map { type($0, depth: depth + 1) }.joined(separator: ", ") + "]"
            }
            guard let items = rules["items"], items.objectValue != nil, depth < Self.maximumDepth else {
                return "unknown[]"
            }
            return parenthesized(type(items, depth: depth + 1)) + "[]"
        case "object": return objectType(rules, depth)
        default: return "unknown"
        }
    }

    private func objectType(_ rules: JSONObject, _ depth: Int) -> String {
        let properties = rules["properties"]?.objectValue ?? [:]
        if properties.isEmpty {
            if let values = rules["additionalProperties"], values.objectValue != nil, depth < Self.maximumDepth {
                return "Record<string, \(type(values, depth: depth + 1))>"
            }
            return "object"
        }
        guard depth < Self.maximumDepth else { return "object" }
        let required = Set(rules["required"]?.arrayValue?.compactMap(\.stringValue) ?? [])
        var members = properties.members.prefix(Self.maximumMembers).map { key, schema in
            "\(memberName(key))\(required.contains(key) ? "" : "?"): \(type(schema, depth: depth + 1))"
        }
        if properties.count > Self.maximumMembers { members.append("...") }
        return "{ " + members.joined(separator: "; ") + " }"
    }

    private func memberName(_ key: String) -> String {
        let isIdentifier =
            !key.isEmpty && key.utf8.first.map { $0 &- UInt8(ascii: "0") >= 10 } == true
            && key.utf8.allSatisfy {
                ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 &- UInt8(ascii: "0") < 10 || $0 == UInt8(ascii: "_")
                    || $0 == UInt8(ascii: "$")
            }
        return isIdentifier ? key : JSONValue.string(key).text
    }

    private func literal(_ value: JSONValue) -> String {
        switch value {
        case .array, .object: "object"
        default: value.text
        }
    }

    private func union(_ types: [String]) -> String {
        var unique: [String] = []
        for type in types where !unique.contains(type) { unique.append(type) }
        return unique.isEmpty ? "unknown" : unique.joined(separator: " | ")
    }

    private func parenthesized(_ type: String) -> String {
        type.contains(" | ") || type.contains(" & ") ? "(\(type))" : type
    }
}
