// A test file: its source and what its front matter says, as INTERPRETING.md of test262 describes it.

/// One way to run a test.
enum Variant: String, Sendable, CaseIterable {
    case sloppy, strict, raw
}

struct TestCase: Sendable {
    struct Negative: Sendable {
        let phase: String
        let type: String
    }

    let source: String
    let flags: Set<String>
    let includes: [String]
    let features: [String]
    let negative: Negative?

    init(source: String) {
        self.source = source
        let entries = TestCase.frontMatter(source)
        flags = Set(entries["flags"] ?? [])
        includes = entries["includes"] ?? []
        features = entries["features"] ?? []
        if let phase = entries["negative.phase"]?.first, let type = entries["negative.type"]?.first {
            negative = Negative(phase: phase, type: type)
        } else {
            negative = nil
        }
    }

    var variants: [Variant] {
        if flags.contains("raw") { return [.raw] }
        if flags.contains("onlyStrict") { return [.strict] }
        if flags.contains("noStrict") { return [.sloppy] }
        return [.sloppy, .strict]
    }

    // MARK: Scope

    private static let foreignFlags: Set<String> = ["module", "async", "CanBlockIsFalse", "CanBlockIsTrue"]
    private static let foreignFeatures: Set<String> = [
        "Atomics", "Atomics.waitAsync", "Atomics.pause", "SharedArrayBuffer", "Temporal", "ShadowRealm", "AbstractModuleSource", "IsHTMLDDA",
        "host-gc-required", "cross-realm", "async-functions", "async-iteration", "top-level-await", "dynamic-import", "import.meta",
        "import-attributes", "import-defer", "import-text", "import-bytes", "json-modules", "source-phase-imports",
        "explicit-resource-management", "decorators", "Promise", "promise-try", "promise-with-resolvers", "Array.fromAsync",
        "immutable-arraybuffer", "await-dictionary", "nonextensible-applies-to-private", "canonical-tz",
    ]
    private static let foreignTexts = ["$262.createRealm", "$262.agent", "$262.AbstractModuleSource"]

    /// Whether a synchronous engine without modules and code from strings has to run this test.
    var isInScope: Bool {
        flags.isDisjoint(with: TestCase.foreignFlags) && !features.contains { TestCase.foreignFeatures.contains($0) || $0.hasPrefix("Intl") }
            && !includes.contains("wellKnownIntrinsicObjects.js") && !TestCase.foreignTexts.contains { source.contains($0) }
    }

    // MARK: Front matter

    /// The entries between `/*---` and `---*/`: lists, and `negative` flattened.
    private static func frontMatter(_ source: String) -> [String: [String]] {
        guard let text = between("/*---", "---*/", source) else { return [:] }
        var entries: [String: [String]] = [:]
        var key = ""
        for line in text.split(whereSeparator: { $0.isNewline }) {
            let trimmed = trim(line)
            if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
            let isIndented = line.first == " " || line.first == "\t"
            if trimmed.hasPrefix("- ") {
                entries[key, default: []].append(unquoted(trim(trimmed.dropFirst(2))))
                continue
            }
            guard let colon = trimmed.firstIndex(of: ":") else { continue }
            let name = String(trimmed[..<colon])
            let value = trim(trimmed[trimmed.index(after: colon)...])
            if isIndented {
                if key == "negative" { entries["negative.\(name)"] = [value] }
                continue
            }
            key = name
            if value.hasPrefix("[") {
                let items = value.dropFirst().prefix { $0 != "]" }
                entries[key] = items.split(separator: ",").map { unquoted(trim($0)) }.filter { !$0.isEmpty }
            }
        }
        return entries
    }

    private static func between(_ start: String, _ end: String, _ source: String) -> Substring? {
        let bytes = source.utf8
        guard let from = firstRange(of: start, in: bytes, from: bytes.startIndex),
            let to = firstRange(of: end, in: bytes, from: from.upperBound)
        else { return nil }
        return source[from.upperBound..<to.lowerBound]
    }

    private static func firstRange(of text: String, in bytes: String.UTF8View, from start: String.Index) -> Range<String.Index>? {
        var index = start
        while index < bytes.endIndex {
            if bytes[index...].starts(with: text.utf8) { return index..<bytes.index(index, offsetBy: text.utf8.count) }
            index = bytes.index(after: index)
        }
        return nil
    }

    private static func trim(_ text: some StringProtocol) -> String {
        var slice = text[...]
        while let first = slice.first, first.isWhitespace { slice.removeFirst() }
        while let last = slice.last, last.isWhitespace { slice.removeLast() }
        return String(slice)
    }

    private static func unquoted(_ text: String) -> String {
        text.count >= 2 && (text.hasPrefix("\"") || text.hasPrefix("'")) ? String(text.dropFirst().dropLast()) : text
    }
}
