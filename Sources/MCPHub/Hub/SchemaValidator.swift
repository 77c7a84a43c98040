// Checking arguments against a tool's input schema before they are sent, so that a script learns at once which
// property is wrong and what the tool wants.
//
// The schema comes from a server and the value from a script, so the work is bounded: depth, number of checks and
// number of reported problems. What is not understood (formats, patterns, other dialects) is left to the server.

/// Checks JSON values against a JSON Schema.
struct SchemaValidator {
    private static let maximumDepth = 64
    private static let maximumChecks = 200_000
    private static let maximumProblems = 5

    private let document: SchemaDocument
    private let types: TypeSignature
    private var checksLeft = Self.maximumChecks
    private var problems: [String] = []

    private init(_ schema: JSONValue) {
        document = SchemaDocument(root: schema)
        types = TypeSignature(schema)
    }

    /// What is wrong with `value`, at most five sentences; empty if nothing is.
    static func problems(with value: JSONValue, schema: JSONValue) -> [String] {
        var validator = SchemaValidator(schema)
        validator.check(value, schema, path: "", depth: 0)
        return validator.problems
    }

    private mutating func complain(_ path: String, _ problem: String) {
        guard problems.count < Self.maximumProblems else { return }
        problems.append((path.isEmpty ? "params" : "\"\(path)\"") + " " + problem)
    }

    /// Whether a value fits, without recording why not.
    private mutating func fits(_ value: JSONValue, _ schema: JSONValue, path: String, depth: Int) -> Bool {
        let before = problems
        problems = []
        check(value, schema, path: path, depth: depth)
        defer { problems = before }
        return problems.isEmpty
    }

    private mutating func check(_ value: JSONValue, _ schema: JSONValue, path: String, depth: Int) {
        checksLeft -= 1
        guard checksLeft > 0, depth < Self.maximumDepth, problems.count < Self.maximumProblems else { return }
        if schema == .bool(false) { complain(path, "is not allowed") }
        guard let rules = schema.objectValue else { return }
        if let reference = rules["$ref"]?.stringValue, let target = document.resolve(reference) {
            check(value, target, path: path, depth: depth + 1)
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

    private mutating func checkType(_ value: JSONValue, _ rules: JSONObject, _ path: String) -> Bool {
        let wanted: [String]
        switch rules["type"] {
        case .string(let name): wanted = [name]
        case .array(let names): wanted = names.compactMap(\.stringValue)
        default: return true
        }
        let actual = value.typeName
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
    private static func describe(_ value: JSONValue) -> String {
        switch value {
        case .object: "an object"
        case .array: "an array"
        case .string(let text):
            text.utf8.count <= 40 ? "string \(value.text)" : "a string of \(text.unicodeScalars.count) characters"
        default: value.text
        }
    }

    private mutating func checkChoices(_ value: JSONValue, _ rules: JSONObject, _ path: String) {
        if let choices = rules["enum"]?.arrayValue, !choices.contains(value) {
            let shown = choices.prefix(20).map(\.text).joined(separator: ", ") + (choices.count > 20 ? ", ..." : "")
            complain(path, "must be one of \(shown), got \(Self.describe(value))")
        }
        if let constant = rules["const"], constant != value {
            complain(path, "must be \(Self.describe(constant)), got \(Self.describe(value))")
        }
    }

    private mutating func checkCombinations(
        _ value: JSONValue, _ rules: JSONObject, _ path: String, _ depth: Int
    ) {
        for part in rules["allOf"]?.arrayValue ?? [] { check(value, part, path: path, depth: depth + 1) }
        if let parts = rules["anyOf"]?.arrayValue, !parts.isEmpty {
            let fitting = countFitting(value, parts, path, depth, upTo: 1)
            if fitting == 0 { complainAboutAlternatives(value, parts, path, depth) }
        }
        if let parts = rules["oneOf"]?.arrayValue, !parts.isEmpty {
            let fitting = countFitting(value, parts, path, depth, upTo: 2)
            if fitting == 0 { complainAboutAlternatives(value, parts, path, depth) }
            if fitting > 1 { complain(path, "fits more than one of the alternatives \(describe(parts))") }
        }
        if let excluded = rules["not"], fits(value, excluded, path: path, depth: depth + 1) {
            complain(path, "must not be \(types.text(for: excluded))")
        }
        if let condition = rules["if"] {
            let branch = fits(value, condition, path: path, depth: depth + 1) ? rules["then"] : rules["else"]
            if let branch { check(value, branch, path: path, depth: depth + 1) }
        }
    }

    private mutating func countFitting(
        _ value: JSONValue, _ parts: [JSONValue], _ path: String, _ depth: Int, upTo limit: Int
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
        _ value: JSONValue, _ parts: [JSONValue], _ path: String, _ depth: Int
    ) {
        let similar = parts.filter { part in
            let type = part["$ref"]?.stringValue.flatMap(document.resolve)?["type"] ?? part["type"]
            return type?.stringValue == value.typeName
        }
        if similar.count == 1 {
            check(value, similar[0], path: path, depth: depth + 1)
        } else {
            complain(path, "must be \(describe(parts)), got \(Self.describe(value))")
        }
    }

    // MARK: Objects and arrays

    private mutating func checkObject(_ object: JSONObject, _ rules: JSONObject, _ path: String, _ depth: Int) {
        let properties = rules["properties"]?.objectValue ?? [:]
        func inner(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
        for name in rules["required"]?.arrayValue?.compactMap(\.stringValue) ?? [] where object[name] == nil {
            let property = properties[name]
            var wanted = property.map { types.text(for: $0) } ?? "unknown"
            if let description = property?["description"]?.stringValue, !description.isEmpty {
                wanted += ": " + TextSanitizer.clean(description, limit: 120)
            }
            complain(path, "lacks the required property \"\(name)\" (\(wanted))")
        }
        for (key, value) in object.members {
            if let property = properties[key] {
                check(value, property, path: inner(key), depth: depth + 1)
            } else if rules["patternProperties"] == nil, let additional = rules["additionalProperties"] {
                if additional == .bool(false) {
                    let known = properties.keys.prefix(30).map { "\"\($0)\"" }.joined(separator: ", ")
                    complain(path, "has no property \"\(Self.shortened(key))\"; the properties are \(known.isEmpty ? "none" : known)")
                } else {
                    check(value, additional, path: inner(key), depth: depth + 1)
                }
            }
        }
        if let minimum = rules["minProperties"]?.integerValue, object.count < minimum {
            complain(path, "must have at least \(minimum) properties, got \(object.count)")
        }
        if let maximum = rules["maxProperties"]?.integerValue, object.count > maximum {
            complain(path, "must have at most \(maximum) properties, got \(object.count)")
        }
    }

    private static func shortened(_ key: String) -> String {
        key.utf8.count > 60 ? String(key.prefix(57)) + "..." : key
    }

    private mutating func checkArray(_ elements: [JSONValue], _ rules: JSONObject, _ path: String, _ depth: Int) {
        let prefix = rules["prefixItems"]?.arrayValue ?? rules["items"]?.arrayValue ?? []
        let rest = rules["items"]?.arrayValue == nil ? rules["items"] : rules["additionalItems"]
        for (index, element) in elements.enumerated() {
            guard problems.count < Self.maximumProblems else { break }
            let schema = index < prefix.count ? prefix[index] : rest
            if let schema { check(element, schema, path: "\(path)[\(index)]", depth: depth + 1) }
        }
        if let minimum = rules["minItems"]?.integerValue, elements.count < minimum {
            complain(path, "must have at least \(minimum) elements, got \(elements.count)")
        }
        if let maximum = rules["maxItems"]?.integerValue, elements.count > maximum {
            complain(path, "must have at most \(maximum) elements, got \(elements.count)")
        }
    }

    // MARK: Strings and numbers

    private mutating func checkString(_ text: String, _ rules: JSONObject, _ path: String) {
        let minimum = rules["minLength"]?.integerValue
        let maximum = rules["maxLength"]?.integerValue
        if minimum == nil && maximum == nil { return }
        let length = text.unicodeScalars.count
        if let minimum, length < minimum { complain(path, "must have at least \(minimum) characters, got \(length)") }
        if let maximum, length > maximum { complain(path, "must have at most \(maximum) characters, got \(length)") }
    }

    private mutating func checkNumber(_ value: JSONValue, _ rules: JSONObject, _ path: String) {
        guard let number = value.doubleValue else { return }
        // In old dialects `exclusiveMinimum` is a flag on `minimum`.
        if let minimum = rules["minimum"]?.doubleValue {
            let isExclusive = rules["exclusiveMinimum"] == true
            if number < minimum || (isExclusive && number == minimum) {
                complain(path, "must be \(isExclusive ? "more than" : "at least") \(JSONValue.number(minimum).text), got \(value.text)")
            }
        }
        if let maximum = rules["maximum"]?.doubleValue {
            let isExclusive = rules["exclusiveMaximum"] == true
            if number > maximum || (isExclusive && number == maximum) {
                complain(path, "must be \(isExclusive ? "less than" : "at most") \(JSONValue.number(maximum).text), got \(value.text)")
            }
        }
        if let bound = rules["exclusiveMinimum"]?.doubleValue, number <= bound {
            complain(path, "must be more than \(JSONValue.number(bound).text), got \(value.text)")
        }
        if let bound = rules["exclusiveMaximum"]?.doubleValue, number >= bound {
            complain(path, "must be less than \(JSONValue.number(bound).text), got \(value.text)")
        }
        if let step = rules["multipleOf"]?.integerValue, step > 0, let integer = value.integerValue, integer % step != 0 {
            complain(path, "must be a multiple of \(step), got \(value.text)")
        }
    }
}
