// Checking arguments against a tool's input schema before they are sent, so that a script learns at once which
// property is wrong and what the tool wants.
//
// The schema comes from a server and the value from a script, so the work is bounded: depth, number of reported problems, and
// work, of which each check takes as much as what it looks at is large. When it is used up, the rest counts as right. What
// is not understood (formats, patterns, other dialects) is left to the server.

/// Checks JSON values against a JSON Schema.
struct SchemaValidator {
    private static let maximumDepth = 64
    /// Checks of small values against small schemas.
    private static let maximumWork = 200_000
    private static let maximumProblems = 5
    private static let longestProblem = 2000

    /// Where a value is. It becomes a text only when there is something wrong with the value: keys may be long.
    private indirect enum Path {
        case root
        case member(Path, String)
        case element(Path, Int)

        var text: String {
            switch self {
            case .root: ""
            case .member(.root, let key): SchemaValidator.shortened(key)
            case .member(let outer, let key): "\(outer.text).\(SchemaValidator.shortened(key))"
            case .element(let outer, let index): "\(outer.text)[\(index)]"
            }
        }
    }

    private let document: SchemaDocument
    private let types: TypeSignature
    private var workLeft = Self.maximumWork
    private var problems: [String] = []
    /// Whether nobody reads what is wrong, only whether anything is.
    private var isProbing = false

    private init(_ schema: JSONValue) {
        document = SchemaDocument(root: schema)
        types = TypeSignature(schema)
    }

    /// What is wrong with `value`, at most five sentences; empty if nothing is.
    static func problems(with value: JSONValue, schema: JSONValue) -> [String] {
        var validator = SchemaValidator(schema)
        validator.check(value, schema, path: .root, depth: 0)
        return validator.problems
    }

    private mutating func complain(_ path: Path, _ problem: @autoclosure () -> String) {
        guard problems.count < Self.maximumProblems else { return }
        if isProbing { return problems.append("") }
        let place = path.text
        let text = (place.isEmpty ? "params" : "\"\(place)\"") + " " + problem()
        problems.append(text.utf8.count <= Self.longestProblem ? text : String(text.prefix(Self.longestProblem)) + "...")
    }

    /// A piece of a message, if somebody reads it.
    private func text(_ make: () -> String) -> String { isProbing ? "" : make() }

    /// Pays for looking at something. Returns whether there is work left.
    private mutating func pay(_ work: Int) -> Bool {
        workLeft -= min(work, Self.maximumWork)
        return workLeft > 0
    }

    /// Whether a value fits, without recording why not.
    private mutating func fits(_ value: JSONValue, _ schema: JSONValue, path: Path, depth: Int) -> Bool {
        let before = (problems, isProbing)
        (problems, isProbing) = ([], true)
        check(value, schema, path: path, depth: depth)
        defer { (problems, isProbing) = before }
        return problems.isEmpty
    }

    private mutating func check(_ value: JSONValue, _ schema: JSONValue, path: Path, depth: Int) {
        guard pay(1), depth < Self.maximumDepth, problems.count < Self.maximumProblems else { return }
        if case .bool(false) = schema { complain(path, "is not allowed") }
        guard let rules = schema.objectValue, pay(rules.count / 8 + Self.size(of: value)) else { return }
        if let reference = rules["$ref"]?.stringValue {
            var work = 0
            let target = document.resolve(reference, work: &work)
            guard pay(work / 8) else { return }
            if let target { check(value, target, path: path, depth: depth + 1) }
        }
        if value == .null, rules["nullable"] == true { return }
        guard checkType(value, rules, path) else { return }
        checkChoices(value, rules, path)
        switch value {
        case .object(let object): checkObject(object, rules, path, depth)
        case .array(let elements): checkArray(elements, rules, path, depth)
        case .string(let text): checkString(text, rules, path)
        case .integer, .number, .bigNumber: checkNumber(value, rules, path)
        case .null, .bool: break
        }
        checkCombinations(value, rules, path, depth)
    }

    // MARK: Any value

    /// What looking at a value without what is in it costs.
    private static func size(of value: JSONValue) -> Int {
        switch value {
        case .string(let text): text.utf8.count / 64
        case .bigNumber(let text): text.utf8.count / 8
        default: 0
        }
    }

    private mutating func checkType(_ value: JSONValue, _ rules: JSONObject, _ path: Path) -> Bool {
        let wanted: [String]
        switch rules["type"] {
        case .string(let name): wanted = [name]
        case .array(let names): wanted = names.compactMap(\.stringValue)
        default: return true
        }
        let actual = value.typeName
        guard pay(wanted.count / 8) else { return false }
        if wanted.isEmpty || wanted.contains(actual) || (actual == "integer" && wanted.contains("number")) { return true }
        complain(path, "must be \(Self.words(for: wanted)), got \(Self.describe(value))")
        return false
    }

    private static func words(for types: [String]) -> String {
        types.map { type in
            switch type {
            case "null": "null"
            case "array", "object", "integer": "an \(type)"
            default: "a \(type)"
            }
        }.joined(separator: " or ")
    }

    /// A value in a message: short ones in full, large ones by their type.
    static func describe(_ value: JSONValue) -> String {
        switch value {
        case .object: "an object"
        case .array: "an array"
        case .string(let text):
            text.utf8.count <= 40 ? "string \(value.text)" : "a string of \(text.unicodeScalars.count) characters"
        case .bigNumber(let text): text.utf8.count <= 40 ? text : "a number of \(text.utf8.count) characters"
        default: value.text
        }
    }

    private mutating func checkChoices(_ value: JSONValue, _ rules: JSONObject, _ path: Path) {
        if let choices = rules["enum"]?.arrayValue {
            guard pay(choices.count / 4 * (1 + Self.size(of: value))) else { return }
            if !choices.contains(value) {
                complain(path, "must be one of \(Self.list(choices)), got \(Self.describe(value))")
            }
        }
        if let constant = rules["const"], constant != value {
            complain(path, "must be \(Self.describe(constant)), got \(Self.describe(value))")
        }
    }

    private static func list(_ choices: [JSONValue]) -> String {
        let shown = choices.prefix(20).map { choice in
            if case .string(let text) = choice, text.utf8.count <= 200 { choice.text } else { describe(choice) }
        }
        return shown.joined(separator: ", ") + (choices.count > 20 ? ", ..." : "")
    }

    private mutating func checkCombinations(
        _ value: JSONValue, _ rules: JSONObject, _ path: Path, _ depth: Int
    ) {
        for part in rules["allOf"]?.arrayValue ?? [] { check(value, part, path: path, depth: depth + 1) }
        if let parts = rules["anyOf"]?.arrayValue, !parts.isEmpty {
            let fitting = countFitting(value, parts, path, depth, upTo: 1)
            if fitting == 0 { complainAboutAlternatives(value, parts, path, depth) }
        }
        if let parts = rules["oneOf"]?.arrayValue, !parts.isEmpty {
            let fitting = countFitting(value, parts, path, depth, upTo: 2)
            if fitting == 0 { complainAboutAlternatives(value, parts, path, depth) }
            if fitting > 1 {
                let alternatives = text { describe(parts) }
                complain(path, "fits more than one of the alternatives \(alternatives)")
            }
        }
        if let excluded = rules["not"], fits(value, excluded, path: path, depth: depth + 1) {
            let type = text { types.text(for: excluded) }
            complain(path, "must not be \(type)")
        }
        if let condition = rules["if"] {
            let branch = fits(value, condition, path: path, depth: depth + 1) ? rules["then"] : rules["else"]
            if let branch { check(value, branch, path: path, depth: depth + 1) }
        }
    }

    private mutating func countFitting(
        _ value: JSONValue, _ parts: [JSONValue], _ path: Path, _ depth: Int, upTo limit: Int
    ) -> Int {
        var count = 0
        for part in parts where fits(value, part, path: path, depth: depth + 1) {
            count += 1
            if count == limit { break }
        }
        return count
    }

    private func describe(_ parts: [JSONValue]) -> String {
        parts.prefix(8).map { types.text(for: $0) }.joined(separator: " | ")
    }

    /// With one alternative of the right type, its own complaint is the helpful one; else all are listed.
    private mutating func complainAboutAlternatives(
        _ value: JSONValue, _ parts: [JSONValue], _ path: Path, _ depth: Int
    ) {
        if isProbing { return complain(path, "") }
        var work = parts.count
        let similar = parts.prefix(100).filter { part in
            let type = part["$ref"]?.stringValue.flatMap { document.resolve($0, work: &work) }?["type"] ?? part["type"]
            return type?.stringValue == value.typeName
        }
        guard pay(work / 8) else { return }
        if similar.count == 1 {
            check(value, similar[0], path: path, depth: depth + 1)
        } else {
            let alternatives = describe(parts)
            complain(path, "must be \(alternatives), got \(Self.describe(value))")
        }
    }

    // MARK: Objects and arrays

    private mutating func checkObject(_ object: JSONObject, _ rules: JSONObject, _ path: Path, _ depth: Int) {
        let properties = rules["properties"]?.objectValue ?? [:]
        let required = rules["required"]?.arrayValue ?? []
        guard pay((object.count + properties.count + required.count) / 8) else { return }
        let schemas = JSONMemberTable(properties, lookups: object.count)
        let values = JSONMemberTable(object, lookups: required.count)
        for name in required.lazy.compactMap(\.stringValue) where values[name] == nil {
            let wanted = text { self.wanted(properties[name]) }
            complain(path, "lacks the required property \"\(Self.shortened(name))\" (\(wanted))")
            if problems.count >= Self.maximumProblems { return }
        }
        let others = rules["patternProperties"] == nil ? rules["additionalProperties"] : nil
        for (key, value) in object.members {
            guard problems.count < Self.maximumProblems else { break }
            if let property = schemas[key] {
                check(value, property, path: .member(path, key), depth: depth + 1)
            } else if case .bool(false)? = others {
                complain(path, "has no property \"\(Self.shortened(key))\"; the properties are \(Self.names(of: properties))")
            } else if let others {
                check(value, others, path: .member(path, key), depth: depth + 1)
            }
        }
        if let minimum = rules["minProperties"]?.integerValue, object.count < minimum {
            complain(path, "must have at least \(minimum) properties, got \(object.count)")
        }
        if let maximum = rules["maxProperties"]?.integerValue, object.count > maximum {
            complain(path, "must have at most \(maximum) properties, got \(object.count)")
        }
    }

    /// What a property is to be, for people.
    private func wanted(_ property: JSONValue?) -> String {
        let type = property.map { types.text(for: $0) } ?? "unknown"
        guard let description = property?["description"]?.stringValue, !description.isEmpty else { return type }
        return type + ": " + TextSanitizer.clean(description, limit: 120)
    }

    private static func names(of properties: JSONObject) -> String {
        if properties.isEmpty { return "none" }
        return properties.members.prefix(30).map { "\"\(shortened($0.key))\"" }.joined(separator: ", ")
    }

    private static func shortened(_ key: String) -> String {
        key.utf8.count > 60 ? String(key.prefix(57)) + "..." : key
    }

    private mutating func checkArray(_ elements: [JSONValue], _ rules: JSONObject, _ path: Path, _ depth: Int) {
        let prefix = rules["prefixItems"]?.arrayValue ?? rules["items"]?.arrayValue ?? []
        let rest = rules["items"]?.arrayValue == nil ? rules["items"] : rules["additionalItems"]
        for (index, element) in elements.enumerated() {
            guard problems.count < Self.maximumProblems, workLeft > 0 else { break }
            let schema = index < prefix.count ? prefix[index] : rest
            if let schema { check(element, schema, path: .element(path, index), depth: depth + 1) }
        }
        if let minimum = rules["minItems"]?.integerValue, elements.count < minimum {
            complain(path, "must have at least \(minimum) elements, got \(elements.count)")
        }
        if let maximum = rules["maxItems"]?.integerValue, elements.count > maximum {
            complain(path, "must have at most \(maximum) elements, got \(elements.count)")
        }
    }

    // MARK: Strings and numbers

    private mutating func checkString(_ text: String, _ rules: JSONObject, _ path: Path) {
        let minimum = rules["minLength"]?.integerValue
        let maximum = rules["maxLength"]?.integerValue
        if minimum == nil && maximum == nil { return }
        let length = text.unicodeScalars.count
        if let minimum, length < minimum { complain(path, "must have at least \(minimum) characters, got \(length)") }
        if let maximum, length > maximum { complain(path, "must have at most \(maximum) characters, got \(length)") }
    }

    private mutating func checkNumber(_ value: JSONValue, _ rules: JSONObject, _ path: Path) {
        guard let number = value.doubleValue else { return }
        // In old dialects `exclusiveMinimum` is a flag on `minimum`.
        if let minimum = rules["minimum"]?.doubleValue {
            let isExclusive = rules["exclusiveMinimum"] == true
            if number < minimum || (isExclusive && number == minimum) {
                complain(path, "must be \(isExclusive ? "more than" : "at least") \(JSONValue.number(minimum).text), got \(Self.describe(value))")
            }
        }
        if let maximum = rules["maximum"]?.doubleValue {
            let isExclusive = rules["exclusiveMaximum"] == true
            if number > maximum || (isExclusive && number == maximum) {
                complain(path, "must be \(isExclusive ? "less than" : "at most") \(JSONValue.number(maximum).text), got \(Self.describe(value))")
            }
        }
        if let bound = rules["exclusiveMinimum"]?.doubleValue, number <= bound {
            complain(path, "must be more than \(JSONValue.number(bound).text), got \(Self.describe(value))")
        }
        if let bound = rules["exclusiveMaximum"]?.doubleValue, number >= bound {
            complain(path, "must be less than \(JSONValue.number(bound).text), got \(Self.describe(value))")
        }
        if let step = rules["multipleOf"]?.integerValue, step > 0, let integer = value.integerValue, integer % step != 0 {
            complain(path, "must be a multiple of \(step), got \(Self.describe(value))")
        }
    }
}

/// Members of an object by key: the object itself, or a table of it if it is large and there are many keys to look for.
private struct JSONMemberTable {
    private let object: JSONObject
    private let table: [String: JSONValue]?

    init(_ object: JSONObject, lookups: Int) {
        self.object = object
        let isWorthATable = object.count > 16 && lookups > 4
        table = isWorthATable
            ? Dictionary(object.members.lazy.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first }) : nil
    }

    subscript(key: String) -> JSONValue? { table.map { $0[key] } ?? object[key] }
}
