// What a schema says about a value apart from its type, in words: description, default, ranges, formats.

enum SchemaComment {
    private static let longestDescription = 600
    private static let longestValue = 80
    private static let longestChain = 8

    /// The description and, in brackets, what the type does not say.
    static func text(for schema: JSONValue, in document: SchemaDocument) -> String {
        var description = ""
        var notes: [String] = []
        // A description beside a reference is about this use of what it refers to.
        var current: JSONValue? = schema
        for _ in 0..<longestChain {
            guard let rules = current?.objectValue else { break }
            if description.isEmpty { description = self.description(of: rules) }
            for note in self.notes(rules) where !notes.contains(note) { notes.append(note) }
            current = rules["$ref"]?.stringValue.flatMap(document.resolve) ?? onlyAlternative(rules)
        }
        if let items = resolved(schema, in: document)?["items"]?.objectValue {
            let inner = self.notes(items).filter { $0 != "deprecated" }
            if !inner.isEmpty { notes.append("each " + inner.joined(separator: ", ")) }
        }
        if notes.isEmpty { return description }
        return (description.isEmpty ? "" : description + " ") + "[" + notes.joined(separator: ", ") + "]"
    }

    /// The description that a schema has itself.
    static func description(of rules: JSONObject, limit: Int = longestDescription) -> String {
        shortened(trimmed(TextSanitizer.clean(rules["description"]?.stringValue ?? "", limit: limit + 1)), limit)
    }

    private static func resolved(_ schema: JSONValue, in document: SchemaDocument) -> JSONObject? {
        guard let rules = schema.objectValue else { return nil }
        if let target = rules["$ref"]?.stringValue.flatMap(document.resolve) { return target.objectValue }
        return onlyAlternative(rules)?.objectValue ?? rules
    }

    /// The one alternative beside `null`, which is how many libraries write what may be missing.
    private static func onlyAlternative(_ rules: JSONObject) -> JSONValue? {
        for key in ["anyOf", "oneOf", "allOf"] {
            guard let parts = rules[key]?.arrayValue, parts.count <= 2 else { continue }
            let others = parts.filter { $0["type"] != "null" }
            if others.count == 1 { return others[0] }
        }
        return nil
    }

    private static func notes(_ rules: JSONObject) -> [String] {
        var notes: [String] = []
        if rules["type"] == "integer" || rules["type"]?.arrayValue?.contains("integer") == true { notes.append("integer") }
        if let range = numberRange(rules) { notes.append(range) }
        if let step = rules["multipleOf"] { notes.append("multiple of \(value(step))") }
        if let range = range(rules["minLength"], rules["maxLength"]) { notes.append("length \(range)") }
        if let range = range(rules["minItems"], rules["maxItems"]) { notes.append("\(range) items") }
        if rules["uniqueItems"] == true { notes.append("no duplicates") }
        for (key, word) in [("format", "format"), ("contentEncoding", "encoding"), ("contentMediaType", "content"), ("pattern", "pattern")] {
            if let text = rules[key]?.stringValue { notes.append("\(word) \(single(text))") }
        }
        if let fallback = rules["default"] { notes.append("default \(value(fallback))") }
        if let example = rules["examples"]?.arrayValue?.first ?? rules["example"] { notes.append("e.g. \(value(example))") }
        if rules["deprecated"] == true { notes.append("deprecated") }
        return notes
    }

    private static func numberRange(_ rules: JSONObject) -> String? {
        var (lower, upper) = (rules["minimum"], rules["maximum"])
        // In old dialects `exclusiveMinimum` is a flag on `minimum`.
        var (above, below) = (rules["exclusiveMinimum"], rules["exclusiveMaximum"])
        if above == true { (above, lower) = (lower, nil) }
        if below == true { (below, upper) = (upper, nil) }
        if above?.doubleValue == nil, below?.doubleValue == nil { return range(lower, upper) }
        let bounds = [(">", above), (">=", lower), ("<", below), ("<=", upper)].compactMap { sign, bound in
            bound?.doubleValue == nil ? nil : "\(sign) \(bound.map(value) ?? "")"
        }
        return bounds.joined(separator: ", ")
    }

    private static func range(_ lower: JSONValue?, _ upper: JSONValue?) -> String? {
        switch (lower?.doubleValue == nil ? nil : lower, upper?.doubleValue == nil ? nil : upper) {
        case (let lower?, let upper?): lower == upper ? value(lower) : "\(value(lower))..\(value(upper))"
        case (let lower?, nil): ">= \(value(lower))"
        case (nil, let upper?): "<= \(value(upper))"
        case (nil, nil): nil
        }
    }

    /// A value on one line.
    private static func value(_ value: JSONValue) -> String {
        switch value {
        case .object(let object) where object.count > 10: "{...}"
        case .array(let elements) where elements.count > 10: "[...]"
        case .string(let text) where text.utf8.count > longestValue: shortened(JSONValue.string(prefix(text)).text, longestValue)
        default: single(value.text)
        }
    }

    private static func single(_ text: String) -> String {
        let line = TextSanitizer.clean(text, limit: longestValue + 1).unicodeScalars.map { $0 == "\n" ? " " : $0 }
        return shortened(String(String.UnicodeScalarView(line)), longestValue)
    }

    private static func prefix(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.prefix(longestValue + 1)))
    }

    /// At most `limit` characters, with a mark where the rest was.
    private static func shortened(_ text: String, _ limit: Int) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count > limit else { return text }
        return String(String.UnicodeScalarView(scalars.prefix(limit))) + "…"
    }

    private static func trimmed(_ text: String) -> String {
        let isBlank: (UnicodeScalar) -> Bool = { $0 == " " || $0 == "\n" || $0 == "\t" }
        let end = text.unicodeScalars.reversed().drop(while: isBlank)
        return String(String.UnicodeScalarView(Array(end).reversed().drop(while: isBlank)))
    }
}
