// What to write instead: for errors that a script threw because a name is wrong (one that other hosts have, or a misspelled one),
// and for results that are not JSON.

import JSInterpreter
import MCPHub

enum RuntimeHints {
    /// In bytes. Longer messages are about no name that somebody has mistyped.
    private static let longestMessage = 500

    /// What to write instead, if the message of an error and its place say enough.
    ///
    /// - Parameters:
    ///   - message: as scripts see it, after the name of the error.
    ///   - line, column: the place in `source`, from 1.
    static func hint(_ message: String, source: String, line: Int?, column: Int?) -> String? {
        // Scripts make messages of any length, and this takes time that no limit of theirs sees.
        guard message.utf8.count <= longestMessage else { return nil }
        if let name = subject(of: message, "ReferenceError: ", [" is not defined"]) {
            return absent[name] ?? didYouMean(name, source)
        }
        if let callee = subject(of: message, "TypeError: ", [" is not a function", " is not a constructor"]) {
            if let hint = absent[callee] { return hint }
            // What is read from a value that is known by name; a whole expression tells nothing.
            guard let dot = callee.lastIndex(of: ".") else { return nil }
            return didYouMean(String(callee[callee.index(after: dot)...]), source)
        }
        if message.hasPrefix("TypeError: Cannot read properties of undefined"), let line, let column {
            return word(in: source, line: line, column: column).flatMap { absent[$0] }
        }
        return nil
    }

    /// What to return instead of a value that is not JSON.
    ///
    /// - Parameter message: names the value's path, then says what it is.
    static func hint(result message: String) -> String? {
        notJSON.first { message.hasSuffix($0.ending) }?.hint
    }

    private static let notJSON: [(ending: String, hint: String)] = [
        (" is a function", "Return what the function returns: call it, or leave it out."),
        (" is a symbol", "Return its description, or leave it out."),
        (" is a BigInt", "Convert it: String(value) keeps every digit, Number(value) those of a double."),
        (" is NaN", numberHint), (" is Infinity", numberHint), (" is -Infinity", numberHint),
        (" refers back to an object that contains it", "Return the fields that are wanted in an object of its own: ({id: node.id, name: node.name})."),
    ]
    private static let numberHint = "JSON has finite numbers only: check what was divided or parsed, or return null instead."

    /// The text between a beginning and one of several ends.
    private static func subject(of message: String, _ beginning: String, _ ends: [String]) -> String? {
        guard message.hasPrefix(beginning) else { return nil }
        for end in ends where message.hasSuffix(end) { return String(message.dropFirst(beginning.count).dropLast(end.count)) }
        return nil
    }

    private static func didYouMean(_ name: String, _ source: String) -> String? {
        guard !name.isEmpty, name.utf8.allSatisfy(isWordPart) else { return nil }
        var known = languageNames
        known.formUnion(words(of: source))
        known.remove(name)
        return NameSuggestions.misspelled(name, among: known.sorted()).map { "Did you mean \($0)?" }
    }

    // MARK: Names

    /// The names of all builtins, and what the host adds.
    private static let languageNames: Set<String> = {
        let source = """
            const names = new Set();
            for (const name of Object.getOwnPropertyNames(globalThis)) {
              names.add(name);
              for (const holder of [globalThis[name], globalThis[name]?.prototype]) {
                if (Object(holder) === holder) for (const key of Object.getOwnPropertyNames(holder)) names.add(key);
              }
            }
            [...names].join();
            """
        var names: Set<String> = ["mcp", "callTool", "callTools", "tools", "describe", "log", "call_tool", "call_tools", "input", "console"]
        if let script = try? Script(source: source), let list = try? Interpreter().evaluate(script).string {
            for name in list.split(separator: ",") { names.insert(String(name)) }
        }
        return names
    }()

    /// What looks like a name in a source. Comments and strings are not told apart: their words are good enough for a suggestion.
    private static func words(of source: String) -> Set<String> {
        Set(source.utf8.split { !isWordPart($0) }.compactMap { String($0) })
    }

    /// The name at a place; where the name of a property is, that of which it is read.
    private static func word(in source: String, line: Int, column: Int) -> String? {
        let lines = source.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.indices.contains(line - 1), column >= 1 else { return nil }
        let before = lines[line - 1].prefix(column - 1)
        if before.last == UInt8(ascii: ".") {
            let start = before.dropLast().lastIndex { !isWordPart($0) }
            return String(before[(start.map(before.index(after:)) ?? before.startIndex)...].dropLast())
        }
        return String(lines[line - 1].dropFirst(column - 1).prefix(while: isWordPart))
    }

    private static func isWordPart(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 0x80
    }

    // MARK: What other hosts have

    private static let absent: [String: String] = {
        let groups: [(names: [String], hint: String)] = [
            (
                ["fetch", "XMLHttpRequest", "WebSocket", "axios"],
                "Scripts have no network of their own: call a tool that fetches; mcp.tools('fetch') looks for one."
            ),
            (
                ["require", "module", "exports"],
                "Scripts have no modules: use the language itself, and tools through mcp.callTool(name, params)."
            ),
            (
                ["process", "fs", "path", "os", "Deno", "Bun"],
                "Scripts have no files, processes or environment of their own: call tools; mcp.tools('file') looks for some."
            ),
            (
                ["window", "document", "navigator", "location", "localStorage", "sessionStorage", "self", "global"],
                "Scripts do not run in a browser: they have the language, mcp, console and input. The global object is globalThis."
            ),
            (
                ["Intl"],
                "Use toLocaleString(locale, options) of numbers and dates, and localeCompare(other, locale, options) of strings."
            ),
            (["performance"], "Use Date.now()."),
            (["URL", "URLSearchParams"], "Use encodeURIComponent, decodeURIComponent and the methods of strings."),
            (["Buffer", "TextEncoder", "TextDecoder"], "Use Uint8Array and the methods of strings; encodeURIComponent(text) tells the bytes of UTF-8."),
            (["crypto"], "Use Math.random() for identifiers that need not be secret."),
        ]
        return Dictionary(uniqueKeysWithValues: groups.flatMap { group in group.names.map { ($0, group.hint) } })
    }()
}
