// A script that an operator has stored, with what its file says about it.

import JSSyntax

/// What the author of a script allows it, besides what the configuration allows all scripts: the narrower rule holds.
public struct ScriptRules: Sendable, Equatable {
    /// Replaces the default time limit; requests may shorten it.
    public var timeout: Duration?
    public var memoryBytes: Int?
    public var maximumToolCalls: Int?
    /// The only servers that may be called.
    public var allowedServers: Set<String>?
    /// The only tools that may be called, as patterns for `server__tool`.
    public var allowedTools: [NamePattern]?
    /// Whether only tools may be called that declare themselves read-only.
    public var isReadOnly = false

    public init() {}
}

/// A script in a file.
public struct StoredScript: Sendable {
    /// What the names of the tools begin with.
    static let toolPrefix = ServerName.script + ServerName.separator

    /// The name of the file without its extension.
    public let name: String
    public let source: String
    public let language: SourceLanguage
    var title: String?
    /// What the script does; scripts with a description are published as tools.
    var description: String?
    /// The JSON Schema of `input`, an object.
    var inputSchema: JSONValue = ["type": "object"]
    var rules = ScriptRules()
    /// Whether the script can be run, as far as can be told without running it.
    var isSound = true

    init(name: String, source: String, language: SourceLanguage) {
        self.name = name
        self.source = source
        self.language = language
    }

    /// The tool that clients see; `nil` if the script is not published.
    var tool: ToolDefinition? {
        guard isSound, let description else { return nil }
        return ToolDefinition(
            name: Self.toolPrefix + name, title: title, description: description, inputSchema: inputSchema,
            annotations: rules.isReadOnly ? ["readOnlyHint": true] : [:])
    }

    /// The request to run the script.
    ///
    /// - Throws: what is wrong with the input.
    public func request(input: JSONText, format: OutcomeFormat) throws(StoredScriptProblem) -> ExecutionRequest {
        let problems = SchemaValidator.problems(with: input.value, schema: inputSchema)
        if !problems.isEmpty {
            throw StoredScriptProblem("invalid input of the script \"\(name)\": " + problems.joined(separator: "; "))
        }
        var request = ExecutionRequest(source: source, format: format)
        request.language = language
        request.input = input
        request.rules = rules
        return request
    }
}

/// What is wrong with a stored script, or with a request for one.
public struct StoredScriptProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file, `nil` if it is not about a file.
    public var path: String?
    /// The position in the file, from 1.
    public var line: Int?
    public var column: Int?
    public let message: String
    /// What to write instead.
    public var remedy: String?

    init(
        _ message: String, line: Int? = nil, column: Int? = nil, remedy: String? = nil, path: String? = nil
    ) {
        self.path = path
        self.message = message
        self.line = line
        self.column = column
        self.remedy = remedy
    }

    /// `path:line:column: message; remedy`
    public var description: String {
        let place = [path, line.map { "\($0)" }, line == nil ? nil : column.map { "\($0)" }].compactMap { $0 }
        return place.map { $0 + ":" }.joined() + (place.isEmpty ? "" : " ") + message + (remedy.map { "; " + $0 } ?? "")
    }
}
