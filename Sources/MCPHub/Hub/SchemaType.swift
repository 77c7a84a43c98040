// JSON Schemas as types in the sense of TypeScript, before they are written down.
//
// A schema comes from a server, which may be hostile or just verbose, so reading one is bounded in every direction: depth,
// members, alternatives, number of schemas. What is left out stays visible as a cut, and recursive references become names.

/// A type as TypeScript has them.
indirect enum SchemaType: Equatable, Sendable {
    /// `string`, `unknown`, a literal, a declared name, ...
    case name(String)
    case array(SchemaType)
    case tuple([Element], rest: SchemaType?)
    case record(key: SchemaType, value: SchemaType)
    /// Members, and the type of all other members if the schema gives one.
    case object([Member], index: SchemaType?, isCut: Bool)
    case union([SchemaType])
    case intersection([SchemaType])
    /// What a limit left out.
    case cut

    /// An element of a tuple.
    struct Element: Equatable, Sendable {
        let type: SchemaType
        let isOptional: Bool
    }

    /// A property of an object.
    struct Member: Equatable, Sendable {
        let name: String
        let isOptional: Bool
        let type: SchemaType
        /// What is to know about the property, for people.
        let comment: String
    }

    static let unknown = SchemaType.name("unknown")
    static let object = SchemaType.name("object")
    static let null = SchemaType.name("null")
}

/// Reads the schemas of one document as types.
struct SchemaTypeReader {
    /// How much of a schema is read.
    struct Limits {
        /// Levels of objects and arrays.
        var depth: Int
        /// Properties of one object.
        var members: Int
        /// Alternatives of a union.
        var choices: Int
        /// Schemas altogether.
        var schemas: Int
        /// Whether properties get comments.
        var hasComments: Bool
    }

    /// Whatever is the shape of a schema, reading it recurses no deeper.
    private static let maximumRecursion = 48
    private static let longestText = 100
    private static let longestTuple = 16
    /// Arrays whose length is fixed and at most this are written as tuples.
    private static let longestFixedArray = 4

    private let document: SchemaDocument
    private let limits: Limits
    /// The names of the references that are not expanded in place.
    private let names: [String: String]
    private var schemasLeft: Int
    /// Whether something was left out.
    private(set) var isCut = false
    /// The references with names that were met, in the order in which they were.
    private(set) var met: [String] = []

    init(_ document: SchemaDocument, limits: Limits, names: [String: String]) {
        self.document = document
        self.limits = limits
        self.names = names
        schemasLeft = limits.schemas
    }

    /// The type of the values that fit a schema.
    mutating func type(_ schema: JSONValue) -> SchemaType { type(schema, 0, 0) }

    private mutating func cut() -> SchemaType {
        isCut = true
        return .cut
    }

    private mutating func type(_ schema: JSONValue, _ depth: Int, _ recursion: Int) -> SchemaType {
        schemasLeft -= 1
        guard schemasLeft >= 0, recursion < Self.maximumRecursion else { return cut() }
        guard let rules = schema.objectValue else { return schema == .bool(false) ? .name("never") : .unknown }
        let plain = typeWithoutNull(rules, depth, recursion + 1)
        return rules["nullable"] == true ? Self.union([plain, .null]) : plain
    }

    private mutating func typeWithoutNull(_ rules: JSONObject, _ depth: Int, _ recursion: Int) -> SchemaType {
        if let reference = rules["$ref"]?.stringValue {
            if let name = names[reference] {
                if !met.contains(reference) { met.append(reference) }
                return .name(name)
            }
            guard let target = document.resolve(reference) else { return .unknown }
            return type(target, depth, recursion)
        }
        if let constant = rules["const"] { return literal(constant) }
        if let choices = rules["enum"]?.arrayValue {
            let shown = choices.prefix(limits.choices).map { literal($0) }
            return Self.union(shown + (choices.count > shown.count ? [cut()] : []))
        }
        var parts = [baseType(rules, depth, recursion)]
        for key in ["anyOf", "oneOf"] {
            if let alternatives = rules[key]?.arrayValue, !alternatives.isEmpty {
                parts.append(union(of: alternatives, depth, recursion))
            }
        }
        for part in (rules["allOf"]?.arrayValue ?? []).prefix(limits.choices) { parts.append(type(part, depth, recursion)) }
        if let count = rules["allOf"]?.arrayValue?.count, count > limits.choices { parts.append(cut()) }
        return Self.intersection(parts)
    }

    private mutating func union(of alternatives: [JSONValue], _ depth: Int, _ recursion: Int) -> SchemaType {
        var types: [SchemaType] = []
        for alternative in alternatives.prefix(limits.choices) { types.append(type(alternative, depth, recursion)) }
        if alternatives.count > types.count { types.append(cut()) }
        return Self.union(types)
    }

    /// What `type` and the keywords of single types say.
    private mutating func baseType(_ rules: JSONObject, _ depth: Int, _ recursion: Int) -> SchemaType {
        switch rules["type"] {
        case .string(let name): return type(named: name, rules, depth, recursion)
        case .array(let names):
            var types: [SchemaType] = []
            for name in names.prefix(8).compactMap(\.stringValue) { types.append(type(named: name, rules, depth, recursion)) }
            return Self.union(types)
        default:
            if ["properties", "additionalProperties", "patternProperties", "required"].contains(where: { rules[$0] != nil }) {
                let object = objectType(rules, depth, recursion)
                return object == .object ? .unknown : object
            }
            return rules["items"] != nil || rules["prefixItems"] != nil ? arrayType(rules, depth, recursion) : .unknown
        }
    }

    private mutating func type(
        named name: String, _ rules: JSONObject, _ depth: Int, _ recursion: Int
    ) -> SchemaType {
        switch name {
        case "integer": .name("number")
        case "string", "number", "boolean", "null": .name(name)
        case "array": arrayType(rules, depth, recursion)
        case "object": objectType(rules, depth, recursion)
        default: .unknown
        }
    }

    // MARK: Arrays

    private mutating func arrayType(_ rules: JSONObject, _ depth: Int, _ recursion: Int) -> SchemaType {
        let items = rules["items"]
        if let prefix = rules["prefixItems"]?.arrayValue ?? items?.arrayValue, !prefix.isEmpty {
            return tupleType(prefix, rest: items?.arrayValue == nil ? items : rules["additionalItems"], rules, depth, recursion)
        }
        guard let items, items.objectValue != nil else { return .array(.unknown) }
        guard depth < limits.depth else { return .array(cut()) }
        let element = type(items, depth + 1, recursion)
        if let count = rules["minItems"]?.integerValue, count == rules["maxItems"]?.integerValue,
            (1...Self.longestFixedArray).contains(count)
        {
            return .tuple(Array(repeating: .init(type: element, isOptional: false), count: count), rest: nil)
        }
        return .array(element)
    }

    private mutating func tupleType(
        _ prefix: [JSONValue], rest: JSONValue?, _ rules: JSONObject, _ depth: Int, _ recursion: Int
    ) -> SchemaType {
        guard depth < limits.depth else { return cut() }
        // Without `minItems` all elements may be missing; but nobody who writes a tuple means that.
        let required = rules["minItems"]?.integerValue ?? prefix.count
        var elements: [SchemaType.Element] = []
        for (index, element) in prefix.prefix(Self.longestTuple).enumerated() {
            elements.append(.init(type: type(element, depth + 1, recursion), isOptional: index >= required))
        }
        if prefix.count > elements.count { return .tuple(elements, rest: cut()) }
        let isFull = rules["maxItems"]?.integerValue.map { $0 <= prefix.count } ?? false
        guard let rest, rest.objectValue != nil, !isFull else { return .tuple(elements, rest: nil) }
        return .tuple(elements, rest: type(rest, depth + 1, recursion))
    }

    // MARK: Objects

    private mutating func objectType(_ rules: JSONObject, _ depth: Int, _ recursion: Int) -> SchemaType {
        let properties = rules["properties"]?.objectValue ?? [:]
        let required = rules["required"]?.arrayValue?.compactMap(\.stringValue) ?? []
        let isEmpty = properties.isEmpty && required.isEmpty
        let others = rules["additionalProperties"]
        let isIndexed = others?.objectValue != nil || rules["patternProperties"]?.objectValue?.isEmpty == false
        if isEmpty && !isIndexed {
            switch others {
            case .bool(false)?: return .name("{}")
            case .bool(true)?: return .record(key: .name("string"), value: .unknown)
            default: return .object
            }
        }
        guard depth < limits.depth else { return cut() }
        let (members, isShort) = self.members(properties, required, depth, recursion)
        if isShort { isCut = true }
        guard isIndexed else { return .object(members, index: nil, isCut: isShort) }
        var values: [SchemaType] = []
        for pattern in rules["patternProperties"]?.objectValue?.members.prefix(limits.choices) ?? [] {
            values.append(type(pattern.value, depth + 1, recursion))
        }
        if let others, others.objectValue != nil { values.append(type(others, depth + 1, recursion)) }
        let value = Self.union(values)
        if !isEmpty { return .object(members, index: value, isCut: isShort) }
        let key = rules["propertyNames"].map { type($0, depth + 1, recursion) } ?? .name("string")
        return .record(key: key == .unknown ? .name("string") : key, value: value)
    }

    private mutating func members(
        _ properties: JSONObject, _ required: [String], _ depth: Int, _ recursion: Int
    ) -> (members: [SchemaType.Member], isShort: Bool) {
        var missing = Set(required)
        var members: [SchemaType.Member] = []
        var isShort = false
        // What is required is worth more than what is not.
        var optionalLeft = limits.members - properties.members.lazy.filter { missing.contains($0.key) }.prefix(limits.members).count
        for (key, schema) in properties.members {
            let isRequired = missing.remove(key) != nil
            if !isRequired { optionalLeft -= 1 }
            guard members.count < limits.members else { return (members, true) }
            guard isRequired || optionalLeft >= 0, key.utf8.count <= Self.longestText else {
                isShort = true
                continue
            }
            members.append(
                SchemaType.Member(
                    name: key, isOptional: !isRequired, type: type(schema, depth + 1, recursion),
                    comment: limits.hasComments ? SchemaComment.text(for: schema, in: document) : ""))
        }
        for name in required where missing.remove(name) != nil {
            guard members.count < limits.members else { return (members, true) }
            guard name.utf8.count <= Self.longestText else {
                isShort = true
                continue
            }
            members.append(SchemaType.Member(name: name, isOptional: false, type: .unknown, comment: ""))
        }
        return (members, isShort)
    }

    // MARK: Pieces

    private mutating func literal(_ value: JSONValue) -> SchemaType {
        switch value {
        case .array: return .array(.unknown)
        case .object: return .object
        case .string(let text) where text.utf8.count > Self.longestText: return cut()
        default: return .name(value.text)
        }
    }

    /// The union of types, without repetitions.
    private static func union(_ types: [SchemaType]) -> SchemaType {
        var unique: [SchemaType] = []
        for type in types {
            let members: [SchemaType] = if case .union(let members) = type { members } else { [type] }
            for member in members where !unique.contains(member) { unique.append(member) }
        }
        if unique.isEmpty || unique.contains(.unknown) { return .unknown }
        return unique.count == 1 ? unique[0] : .union(unique)
    }

    /// What is of all the types. Parts that add nothing are left out.
    private static func intersection(_ types: [SchemaType]) -> SchemaType {
        var unique: [SchemaType] = []
        for type in types where type != .unknown && !unique.contains(type) { unique.append(type) }
        // `string & "a"` is "a", and `object & { a: string }` is the latter.
        let general: [SchemaType] = [.name("string"), .name("number"), .name("boolean"), .object, .array(.unknown)]
        if unique.count > 1 {
            let special = unique.filter { !general.contains($0) }
            if !special.isEmpty { unique = special }
        }
        if unique.isEmpty { return .unknown }
        return unique.count == 1 ? unique[0] : .intersection(unique)
    }
}
