// What a stored script says about itself, in a comment at its beginning:
//
//     /*---
//     description: Counts the open issues of an organisation.
//     inputSchema: {
//       "type": "object", "properties": {"org": {"type": "string"}}, "required": ["org"]
//     }
//     timeoutMs: 5000
//     allowedServers: ["github"]
//     ---*/
//
// Each member begins at the start of a line. Its value goes on over lines that are indented or begin with a closing bracket.
// `title` and `description` are plain text, everything else is JSON.

/// Reads the header of a script.
struct ScriptHeader {
    private static let opening = "/*---"
    private static let closing = "---*/"
    static let members = [
        "title", "description", "inputSchema", "timeoutMs", "memoryLimitMB", "maxToolCalls", "allowedServers",
        "allowedTools", "readOnly",
    ]

    private struct Member {
        let name: String
        /// The line of the name, and where the value begins in it; both from 1.
        let line: Int
        let column: Int
        var text: String
    }

    private(set) var problems: [StoredScriptProblem] = []
    private var script: StoredScript

    /// The script with what its header says, and what is wrong with the header.
    static func read(_ script: StoredScript) -> (script: StoredScript, problems: [StoredScriptProblem]) {
        var header = ScriptHeader(script: script)
        header.read()
        return (header.script, header.problems)
    }

    private init(script: StoredScript) { self.script = script }

    private mutating func complain(_ member: Member, _ message: String, _ remedy: String) {
        problems.append(
            StoredScriptProblem("\(member.name) \(message)", line: member.line, column: member.column, remedy: remedy))
    }

    private mutating func read() {
        let text = script.source.hasPrefix("\u{FEFF}") ? script.source.dropFirst() : script.source[...]
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let start = lines.first?.hasPrefix("#!") == true ? 1 : 0
        guard lines.count > start, Self.trimmed(lines[start]) == Self.opening else { return }
        guard let end = lines[start...].firstIndex(where: { Self.trimmed($0) == Self.closing }) else {
            problems.append(
                StoredScriptProblem(
                    "the header has no end", line: start + 1, column: 1, remedy: "end it with a line \"\(Self.closing)\""))
            return
        }
        var names: Set<String> = []
        for member in split(lines[(start + 1)..<end]) {
            guard names.insert(member.name).inserted else {
                complain(member, "is there twice", "remove one")
                continue
            }
            apply(member)
        }
    }

    private static func trimmed(_ line: Substring) -> Substring {
        var line = line
        while line.last?.isWhitespace == true { line.removeLast() }
        return line
    }

    private mutating func split(_ lines: ArraySlice<Substring>) -> [Member] {
        var members: [Member] = []
        for (index, line) in zip(lines.indices, lines) {
            if let first = line.first, !first.isWhitespace, first != "}", first != "]" {
                guard let colon = line.firstIndex(of: ":"), line[..<colon].allSatisfy({ $0.isASCII && $0.isLetter }) else {
                    problems.append(
                        StoredScriptProblem(
                            "this is not a member of a header", line: index + 1, column: 1,
                            remedy: "write \"name: value\", and indent the lines on which a value goes on"))
                    continue
                }
                let value = line[line.index(after: colon)...]
                let blanks = value.prefix { $0 == " " || $0 == "\t" }.count
                members.append(
                    Member(
                        name: String(line[..<colon]), line: index + 1,
                        column: line.distance(from: line.startIndex, to: colon) + 2 + blanks,
                        text: String(value.dropFirst(blanks))))
            } else if !members.isEmpty {
                members[members.count - 1].text += "\n" + line
            } else if !Self.trimmed(line).isEmpty {
                problems.append(
                    StoredScriptProblem(
                        "this line belongs to no member", line: index + 1, column: 1, remedy: "write \"name: value\""))
            }
        }
        return members
    }

    // MARK: Members

    private mutating func apply(_ member: Member) {
        switch member.name {
        case "title": script.title = plainText(member)
        case "description": script.description = plainText(member)
        case "inputSchema":
            guard let schema = json(member) else { return }
            guard schema.objectValue != nil, schema["type"] == nil || schema["type"] == "object" else {
                return complain(member, "must describe an object", "write {\"type\": \"object\", \"properties\": {...}}")
            }
            var object = schema.objectValue ?? [:]
            object["type"] = "object"
            script.inputSchema = .object(object)
        case "timeoutMs":
            let range = CodeExecutionSettings.timeoutRange
            if let number = integer(member, range.lowerBound.milliseconds...range.upperBound.milliseconds) {
                script.rules.timeout = .milliseconds(number)
            }
        case "memoryLimitMB":
            let range = CodeExecutionSettings.memoryRange
            if let number = integer(member, (range.lowerBound >> 20)...(range.upperBound >> 20)) {
                script.rules.memoryBytes = number << 20
            }
        case "maxToolCalls": script.rules.maximumToolCalls = integer(member, 0...Int.max)
        case "allowedServers": script.rules.allowedServers = texts(member).map { Set($0) }
        case "allowedTools": script.rules.allowedTools = texts(member)?.map { NamePattern($0) }
        case "readOnly":
            guard let value = json(member) else { return }
            guard case .bool(let isReadOnly) = value else { return complain(member, "must be true or false", "write true") }
            script.rules.isReadOnly = isReadOnly
        default:
            let near = NameSuggestions.nearest(to: member.name, among: Self.members, limit: 1).first
            complain(
                member, "is not a member of a header",
                near.map { "did you mean \($0)?" } ?? "the members are " + Self.members.joined(separator: ", "))
        }
    }

    /// The lines of a text, joined.
    private mutating func plainText(_ member: Member) -> String? {
        let words = member.text.split(whereSeparator: \.isWhitespace)
        if words.isEmpty {
            complain(member, "is empty", "write what the script does")
            return nil
        }
        return words.joined(separator: " ")
    }

    private mutating func json(_ member: Member) -> JSONValue? {
        do throws(JSONError) {
            return try JSONValue(parsing: Array(member.text.utf8))
        } catch {
            problems.append(
                StoredScriptProblem(
                    "\(member.name) is not JSON: \(error.message)", line: member.line + error.line - 1,
                    column: error.line == 1 ? member.column + error.column - 1 : error.column,
                    remedy: "write a JSON value"))
            return nil
        }
    }

    private mutating func integer(_ member: Member, _ range: ClosedRange<Int>) -> Int? {
        guard let value = json(member) else { return nil }
        guard let number = value.integerValue, range.contains(number) else {
            let upper = range.upperBound == .max ? "" : " to \(range.upperBound)"
            complain(member, "must be a whole number from \(range.lowerBound)\(upper)", "write such a number")
            return nil
        }
        return number
    }

    private mutating func texts(_ member: Member) -> [String]? {
        guard let value = json(member) else { return nil }
        let texts = value.arrayValue?.compactMap(\.stringValue)
        guard let texts, texts.count == value.arrayValue?.count else {
            complain(member, "must be an array of strings", "write [\"name\"]")
            return nil
        }
        return texts
    }
}
