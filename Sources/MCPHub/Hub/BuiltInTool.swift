// The hub's own tools, as clients see them: running scripts, and finding, describing and calling tools. Scripts
// see them as the server `hub`, except for those that run scripts.

/// The names of the hub's own tools.
enum BuiltInTool: String, CaseIterable, Sendable {
    case execute
    case codeExecution = "code_execution"
    case search
    case list
    case inspect
    case invoke
    case refreshTools

    /// Those that scripts can call as `hub__...`.
    static let forScripts: [BuiltInTool] = [.inspect, .invoke, .list, .refreshTools, .search]

    /// The definition of a tool that does not run scripts.
    var definition: ToolDefinition {
        switch self {
        case .execute, .codeExecution:
            ScriptToolDefinition.definition(self == .execute ? .execute : .codeExecution, servers: [])
        case .search:
            ToolDefinition(
                name: rawValue, title: "Search tools",
                description: "Find tools of all servers by words. Returns a JSON array, best match first; an empty query "
                    + "gives all tools.",
                inputSchema: [
                    "type": "object",
                    "properties": [
                        "query": ["type": "string", "maxLength": 1000, "description": "Words to look for"],
                        "server": ["type": "string", "description": "Only tools of this server"],
                        "detail": ToolDetail.schema(
                            "name: {name, summary}; signature: {name, signature, summary}, all it takes to call a tool; "
                                + "full (default): {name, server, tool, description, inputSchema}"),
                        "limit": [
                            "type": "integer", "minimum": 1, "maximum": 10000,
                            "description": "Most tools to return; by default 20, or all for an empty query",
                        ],
                    ],
                    "required": ["query"], "additionalProperties": false,
                ],
                annotations: Self.readOnly)
        case .list:
            ToolDefinition(
                name: rawValue, title: "List tools",
                description: "List tools as text, one line each, optionally of one server or matching words.",
                inputSchema: [
                    "type": "object",
                    "properties": [
                        "server": ["type": "string", "description": "Only tools of this server"],
                        "query": ["type": "string", "maxLength": 1000, "description": "Only tools that match these words"],
                        "detail": ToolDetail.schema(
                            "name: names and summaries; signature (default): typed signatures, too; full: declarations with comments"),
                        "limit": [
                            "type": "integer", "minimum": 1, "maximum": 10000,
                            "description": "Most tools to show; by default 500, 200 or 50, depending on detail",
                        ],
                        "offset": ["type": "integer", "minimum": 0, "description": "Tools to skip"],
                    ],
                    "additionalProperties": false,
                ],
                annotations: Self.readOnly)
        case .inspect:
            ToolDefinition(
                name: rawValue, title: "Inspect a tool",
                description: "Describe one tool: TypeScript declaration of its parameters and result with comments.",
                inputSchema: [
                    "type": "object",
                    "properties": [
                        "name": ["type": "string", "maxLength": 500, "description": "server__tool"],
                        "detail": ToolDetail.schema(
                            "name: summary; signature: signature on one line, and description; full (default): declaration with comments"),
                    ],
                    "required": ["name"], "additionalProperties": false,
                ],
                annotations: Self.readOnly)
        case .invoke:
            ToolDefinition(
                name: rawValue, title: "Call a tool",
                description: "Call one tool of one server and return its result unchanged.",
                inputSchema: [
                    "type": "object",
                    "properties": [
                        "name": ["type": "string", "maxLength": 500, "description": "server__tool"],
                        "params": [
                            "type": ["object", "string"],
                            "description": "The tool's arguments, an object or its JSON text",
                        ],
                    ],
                    "required": ["name"], "additionalProperties": false,
                ],
                annotations: ["readOnlyHint": false, "destructiveHint": true, "openWorldHint": true])
        case .refreshTools:
            ToolDefinition(
                name: rawValue, title: "Refresh tools",
                description: "Ask servers for their tools again, and connect again to those that were lost. Returns "
                    + "{refreshed: server[], changes: {[server]: {added?, removed?, changed?}}, errors?: {[server]: reason}}.",
                inputSchema: [
                    "type": "object",
                    "properties": [
                        "serverIds": [
                            "type": "array", "items": ["type": "string"], "maxItems": 100,
                            "description": "Servers to ask; all by default",
                        ]
                    ],
                    "additionalProperties": false,
                ],
                annotations: ["readOnlyHint": true, "idempotentHint": true, "openWorldHint": false])
        }
    }

    private static let readOnly: JSONObject = ["readOnlyHint": true, "idempotentHint": true, "openWorldHint": false]

    /// A text that explains why arguments cannot be used.
    struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    /// The call that arguments of `invoke` ask for.
    static func invocation(_ arguments: JSONValue) -> Result<ToolDispatcher.Request, Problem> {
        let problems = SchemaValidator.problems(with: arguments, schema: BuiltInTool.invoke.definition.inputSchema)
        if !problems.isEmpty { return .failure(Problem(description: problems.joined(separator: "; "))) }
        let name = arguments["name"]?.stringValue ?? ""
        guard let (server, tool) = ToolName.split(name) else {
            return .failure(Problem(description: "\"name\" must have the form server__tool, got \"\(name)\""))
        }
        switch arguments["params"] {
        case .string(let text):
            guard let parsed = try? JSONText(validating: Array(text.utf8)), parsed.isObject else {
                return .failure(Problem(description: "\"params\" must be an object or the JSON text of one"))
            }
            return .success(.init(server: server, tool: tool, arguments: parsed))
        case let object?:
            return .success(.init(server: server, tool: tool, arguments: JSONText(object)))
        case nil:
            return .success(.init(server: server, tool: tool, arguments: nil))
        }
    }
}

/// The names by which scripts call tools.
public enum ToolName {
    /// What to tell somebody whose name has no separator.
    public static let formatProblem = "toolName must be in format 'server__tool' (e.g., 'github__search_repos')"

    /// Splits a name at its first `__`.
    ///
    /// - Returns: `nil` if there is none, or nothing before or after it.
    public static func split(_ name: String) -> (server: String, tool: String)? {
        guard let separator = name.range(of: ServerName.separator) else { return nil }
        let server = String(name[..<separator.lowerBound])
        let tool = String(name[separator.upperBound...])
        return server.isEmpty || tool.isEmpty ? nil : (server, tool)
    }
}
