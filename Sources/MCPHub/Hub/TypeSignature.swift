// Tools as the declarations a model reads best: TypeScript, on one line, or on several with comments. Types that refer to
// themselves get names and are declared after the tool. What is too large is cut, and says so.

/// Writes the types of one schema document, and the signatures of tools.
struct TypeSignature {
    /// How much is read of a schema at most, and when that gives too long a text, the next.
    private static let lineLimits = [(6, 60, 30, 400), (4, 40, 20, 300), (3, 25, 12, 200), (2, 20, 8, 150), (1, 12, 5, 100)].map {
        SchemaTypeReader.Limits(depth: $0.0, members: $0.1, choices: $0.2, schemas: $0.3, hasComments: false)
    }
    private static let longestLine = 2000
    private static let declarationLimits = [(8, 100, 50, 1500), (5, 60, 30, 800), (3, 40, 20, 400), (2, 25, 12, 200), (1, 20, 8, 100)].map {
        SchemaTypeReader.Limits(depth: $0.0, members: $0.1, choices: $0.2, schemas: $0.3, hasComments: true)
    }
    private static let longestDeclaration = 16_000
    private static let longestDescription = 4000
    /// The mark of what was left out.
    static let ellipsis = "…"

    private let document: SchemaDocument

    init(_ root: JSONValue) { document = SchemaDocument(root: root) }

    /// The type of the values that fit a schema of the document, on one line, for messages.
    func text(for schema: JSONValue) -> String {
        var names = TypeNames()
        let named = names.add(document, root: "Params", includingRepeated: false)
        for limits in Self.lineLimits {
            var reader = SchemaTypeReader(document, limits: limits, names: named)
            let text = TypeText.line(reader.type(schema))
            if text.utf8.count <= Self.longestLine { return text }
        }
        return Self.ellipsis
    }

    // MARK: Tools

    /// `server__tool(params: {...}): Result` on one line.
    static func signature(server: String, tool: ToolDefinition) -> String {
        for limits in lineLimits {
            let types = ToolTypes(tool, limits: limits)
            var text = head(server, tool, TypeText.line(types.parameters)) + TypeText.line(types.result)
            for declared in types.declared { text += "; type \(declared.name) = \(TypeText.line(declared.type))" }
            if types.isCut { text += " /* shortened */" }
            if text.utf8.count <= longestLine { return text }
        }
        return head(server, tool, ellipsis) + ellipsis + " /* shortened */"
    }

    /// The signature on several lines, with everything that people should know in comments.
    static func declaration(server: String, tool: ToolDefinition) -> String {
        let comment = TypeText.comment(self.comment(tool), indentation: "")
        for limits in declarationLimits {
            let types = ToolTypes(tool, limits: limits)
            var text = comment + head(server, tool, TypeText.block(types.parameters)) + TypeText.block(types.result)
            for declared in types.declared {
                text += "\n" + TypeText.comment(declared.comment, indentation: "")
                text += "type \(declared.name) = \(TypeText.block(declared.type))"
            }
            if types.isCut { text += "\n// Shortened: \(ellipsis) stands for what the JSON Schemas say in addition." }
            if text.utf8.count <= longestDeclaration { return text }
        }
        return comment + head(server, tool, ellipsis) + ellipsis + "\n// Shortened: see the JSON Schemas."
    }

    private static func head(_ server: String, _ tool: ToolDefinition, _ parameters: String) -> String {
        let isOptional = (tool.inputSchema["required"]?.arrayValue ?? []).isEmpty
        let parameters = parameters == "object" ? "{}" : parameters
        return "\(server)\(ServerName.separator)\(tool.name)(params\(isOptional ? "?" : ""): \(parameters)): "
    }

    /// The description, what the result means, and the hints that the server gives.
    private static func comment(_ tool: ToolDefinition) -> String {
        var parts: [String] = []
        let rules: JSONObject = ["description": .string(tool.description)]
        let description = SchemaComment.description(of: rules, limit: longestDescription)
        parts.append(description.isEmpty ? tool.title ?? "" : description)
        if let result = tool.outputSchema?.objectValue.map({ SchemaComment.description(of: $0) }), !result.isEmpty {
            parts.append("Returns: " + result)
        }
        let hints = [
            ("readOnlyHint", "read-only"), ("destructiveHint", "destructive"), ("idempotentHint", "idempotent"),
            ("openWorldHint", "open world"),
        ].filter { tool.annotations[$0.0] == true }.map(\.1)
        if !hints.isEmpty { parts.append("[" + hints.joined(separator: ", ") + "]") }
        return parts.filter { !$0.isEmpty }.joined(separator: "\n")
    }
}

/// The types of a tool's parameters and result, and the types they name.
private struct ToolTypes {
    struct Declared {
        let name: String
        let type: SchemaType
        let comment: String
    }

    private(set) var parameters = SchemaType.unknown
    private(set) var result = SchemaType.unknown
    private(set) var declared: [Declared] = []
    private(set) var isCut = false

    init(_ tool: ToolDefinition, limits: SchemaTypeReader.Limits) {
        var names = TypeNames()
        parameters = read(tool.inputSchema, "Params", limits, &names)
        if let schema = tool.outputSchema { result = read(schema, "Result", limits, &names) }
    }

    private mutating func read(
        _ schema: JSONValue, _ root: String, _ limits: SchemaTypeReader.Limits, _ names: inout TypeNames
    ) -> SchemaType {
        let document = SchemaDocument(root: schema)
        let named = names.add(document, root: root, includingRepeated: limits.hasComments)
        var reader = SchemaTypeReader(document, limits: limits, names: named)
        let type = reader.type(named["#"] == nil ? schema : ["$ref": "#"])
        var next = 0
        while next < reader.met.count {
            let reference = reader.met[next]
            next += 1
            guard let name = named[reference], let target = document.resolve(reference) else { continue }
            if declared.contains(where: { $0.name == name }) { continue }
            let comment = limits.hasComments && reference != "#" ? target.objectValue.map { SchemaComment.description(of: $0) } : nil
            declared.append(Declared(name: name, type: reader.type(target), comment: comment ?? ""))
        }
        isCut = isCut || reader.isCut
        return type
    }
}

/// Gives names to the types that need one, each a different one.
private struct TypeNames {
    private var taken: [String: JSONValue] = [:]

    /// The names of the references of a document that are not to be expanded in place.
    mutating func add(_ document: SchemaDocument, root: String, includingRepeated: Bool) -> [String: String] {
        let references = SchemaReferences(document)
        var wanted = references.recursive
        if includingRepeated {
            wanted += references.repeated.filter { reference in
                !wanted.contains(reference) && document.resolve(reference).map(Self.isWorthAName) ?? false
            }
        }
        var names: [String: String] = [:]
        for reference in wanted {
            guard let target = document.resolve(reference) else { continue }
            let wish = reference == "#" ? root : Self.identifier(reference)
            var name = wish
            var number = 2
            // The same definition in the schemas of parameters and result is the same type.
            while let other = taken[name], other != target || references.recursive.contains(reference) {
                name = "\(wish)\(number)"
                number += 1
            }
            taken[name] = target
            names[reference] = name
        }
        return names
    }

    private static func isWorthAName(_ target: JSONValue) -> Bool {
        ["properties", "anyOf", "oneOf", "allOf"].contains { target[$0] != nil } || target["enum"]?.arrayValue?.count ?? 0 > 3
    }

    /// A type name made of the last part of a reference.
    private static func identifier(_ reference: String) -> String {
        var name = ""
        var startsWord = true
        for byte in (reference.split(separator: "/").last ?? "").utf8.prefix(100) {
            let isLetter = (byte | 0x20) &- UInt8(ascii: "a") < 26
            let isDigit = byte &- UInt8(ascii: "0") < 10
            guard isLetter || isDigit && !name.isEmpty else {
                startsWord = true
                continue
            }
            name.unicodeScalars.append(UnicodeScalar(startsWord && isLetter ? byte & 0xDF : byte))
            startsWord = false
        }
        return name.isEmpty ? "Type" : name
    }
}

/// Types as text.
private enum TypeText {
    private static let widestLine = 90

    /// A type on one line.
    static func line(_ type: SchemaType) -> String {
        text(type) { members, index, isCut in
            var parts = members.map { "\(name($0)): \(line($0.type))" }
            if let index { parts.append("[key: string]: \(line(index))") }
            if isCut { parts.append(TypeSignature.ellipsis) }
            return parts.isEmpty ? "{}" : "{ " + parts.joined(separator: "; ") + " }"
        } inner: { line($0) }
    }

    /// A type on as many lines as are good to read.
    static func block(_ type: SchemaType, indentation: String = "") -> String {
        if !hasComments(type) {
            let line = line(type)
            if line.utf8.count + indentation.utf8.count <= widestLine { return line }
        }
        let inner = indentation + "  "
        return text(type) { members, index, isCut in
            var lines = members.map { member in
                comment(member.comment, indentation: inner) + inner + name(member) + ": "
                    + block(member.type, indentation: inner) + ";\n"
            }
            if let index { lines.append(inner + "[key: string]: " + block(index, indentation: inner) + ";\n") }
            if isCut { lines.append(inner + TypeSignature.ellipsis + "\n") }
            return lines.isEmpty ? "{}" : "{\n" + lines.joined() + indentation + "}"
        } inner: { block($0, indentation: indentation) }
    }

    /// A comment in front of a declaration, empty for an empty text.
    static func comment(_ text: String, indentation: String) -> String {
        if text.isEmpty { return "" }
        let lines = escaped(text).split(separator: "\n", omittingEmptySubsequences: false)
        if lines.count == 1, text.utf8.count <= 2 * widestLine { return "\(indentation)/** \(lines[0]) */\n" }
        return indentation + "/**\n" + lines.map { "\(indentation) *\($0.isEmpty ? "" : " ")\($0)\n" }.joined() + indentation + " */\n"
    }

    /// - Parameters:
    ///   - object: writes an object.
    ///   - inner: writes parts of other types.
    private static func text(
        _ type: SchemaType, object: ([SchemaType.Member], SchemaType?, Bool) -> String, inner: (SchemaType) -> String
    ) -> String {
        switch type {
        case .name(let name): name
        case .cut: TypeSignature.ellipsis
        case .array(let element): parenthesized(element, inner) + "[]"
        case .tuple(let elements, let rest):
            "["
                + (elements.map { $0.isOptional ? parenthesized($0.type, inner) + "?" : inner($0.type) }
                    + (rest.map { [$0 == .cut ? TypeSignature.ellipsis : "...\(parenthesized($0, inner))[]"] } ?? []))
                .joined(separator: ", ") + "]"
        case .record(let key, let value): "Record<\(inner(key)), \(inner(value))>"
        case .object(let members, let index, let isCut): object(members, index, isCut)
        case .union(let types): types.map { parenthesized($0, inner, isInUnion: true) }.joined(separator: " | ")
        case .intersection(let types): types.map { parenthesized($0, inner) }.joined(separator: " & ")
        }
    }

    private static func parenthesized(
        _ type: SchemaType, _ inner: (SchemaType) -> String, isInUnion: Bool = false
    ) -> String {
        switch type {
        case .union: "(\(inner(type)))"
        case .intersection: isInUnion ? inner(type) : "(\(inner(type)))"
        default: inner(type)
        }
    }

    private static func name(_ member: SchemaType.Member) -> String {
        let key = member.name
        let isIdentifier =
            key.utf8.first.map { $0 &- UInt8(ascii: "0") >= 10 } == true
            && key.utf8.allSatisfy {
                ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 &- UInt8(ascii: "0") < 10 || $0 == UInt8(ascii: "_")
                    || $0 == UInt8(ascii: "$")
            }
        return (isIdentifier ? key : JSONValue.string(key).text) + (member.isOptional ? "?" : "")
    }

    private static func hasComments(_ type: SchemaType) -> Bool {
        switch type {
        case .name, .cut: false
        case .array(let element): hasComments(element)
        case .tuple(let elements, let rest): elements.contains { hasComments($0.type) } || rest.map(hasComments) ?? false
        case .record(let key, let value): hasComments(key) || hasComments(value)
        case .object(let members, let index, _):
            members.contains { !$0.comment.isEmpty || hasComments($0.type) } || index.map(hasComments) ?? false
        case .union(let types), .intersection(let types): types.contains(where: hasComments)
        }
    }

    /// The text without the end of a comment in it.
    private static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var previous: UnicodeScalar = " "
        for scalar in text.unicodeScalars {
            if previous == "*" && scalar == "/" { result.append("\\") }
            result.append(scalar)
            previous = scalar
        }
        return String(result)
    }
}
