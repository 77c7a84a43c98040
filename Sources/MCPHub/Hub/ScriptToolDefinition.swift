// The tools that run scripts, with descriptions from which a model can write a correct script at once. Their text
// is read on every request of every client, so each sentence has to earn its tokens.

enum ScriptToolDefinition {
    /// Servers are named with their tools up to this many bytes of description.
    private static let catalogueBudget = 3000

    /// The definition of `execute` or `code_execution`.
    ///
    /// - Parameter servers: the tools that scripts can call now.
    static func definition(_ format: OutcomeFormat, servers: [(name: String, tools: [ToolDefinition])]) -> ToolDefinition {
        ToolDefinition(
            name: format.rawValue,
            title: format == .execute ? "Run a script" : "Code execution",
            description: description(format) + catalogue(servers),
            inputSchema: inputSchema(format), outputSchema: ExecutionOutcome.schema(format),
            annotations: ["readOnlyHint": false, "destructiveHint": true, "idempotentHint": false, "openWorldHint": true])
    }

    private static func description(_ format: OutcomeFormat) -> String {
        let call =
            format == .execute
            ? """
            - mcp.callTool("server__tool", params) returns the tool's result: its structured content, or its text \
            (parsed if it is JSON), or its content parts. A failure throws an Error with code, tool, message.
            - mcp.callTools([{tool: "server__tool", params}, ...]) runs calls in parallel; returns \
            [{ok: true, result} | {ok: false, error: {code, message}}, ...] in the same order.
            """
            : """
            - call_tool(server, tool, args) returns {ok: true, result} or {ok: false, error: {code, message}}; it does \
            not throw. result is the structured content, or the text (parsed if it is JSON), or the content parts.
            - call_tools([{server, tool, args}, ...], {max_parallel}) runs up to 100 calls in parallel; returns such \
            envelopes in the same order.
            """
        let outcome = format == .execute ? "{result, logs, toolCalls, stats} or {error, ...}" : "{ok, value | error, logs, toolCalls, stats}"
        return """
            Run one synchronous JavaScript (ES2025) script that calls tools of the connected servers, and get only \
            what it returns. Use it to combine, filter or repeat tool calls in one step.
            \(call)
            - mcp.tools(query?) lists tools; mcp.describe("server__tool") gives schemas and a typed signature. Look up \
            parameters before calling an unknown tool.
            - input is the request's input object. mcp.log(level, message, fields?) and console.log are collected.
            End with `return value` or an expression; the value must be JSON and small (1 MB at most). No async/await, \
            Promise, timers, import, require, fetch, eval, Function: calls are synchronous and return their results.
            Returns \(outcome).
            """
    }

    /// The servers with as many of their tools as the budget allows.
    private static func catalogue(_ servers: [(name: String, tools: [ToolDefinition])]) -> String {
        let servers = servers.filter { !$0.tools.isEmpty }.sorted { $0.name < $1.name }
        if servers.isEmpty { return "" }
        var text = "\nServers and their tools:"
        var left = catalogueBudget
        for (index, (name, tools)) in servers.enumerated() {
            let share = left / (servers.count - index)
            var line = "\n- \(name): "
            let names = tools.map(\.name).sorted()
            for (position, tool) in names.enumerated() {
                let part = position == 0 ? tool : ", " + tool
                if line.utf8.count + part.utf8.count > share, position > 0 {
                    line += ", ... (\(names.count) tools)"
                    break
                }
                line += part
            }
            left = max(0, left - line.utf8.count)
            text += line
        }
        return text
    }

    private static func inputSchema(_ format: OutcomeFormat) -> JSONValue {
        var properties: JSONObject = [
            "code": ["type": "string", "description": "The script, at most 102400 bytes"]
        ]
        properties["script"] = ["type": "string", "description": "The name of a stored script to run instead of code"]
        properties["language"] = [
            "type": "string", "enum": ["javascript", "typescript"],
            "description": "javascript by default; types of typescript are erased, not checked",
        ]
        properties["input"] = ["type": "object", "description": "Available to the script as `input`"]
        properties["options"] = [
            "type": "object",
            "properties": [
                "timeout_ms": [
                    "type": "integer", "minimum": 1, "maximum": 600_000, "description": "Time limit, tool calls included",
                ],
                "max_tool_calls": ["type": "integer", "minimum": 0, "description": "Most tool calls, 0 for any number"],
                "allowed_servers": [
                    "type": "array", "items": ["type": "string"], "description": "The only servers the script may call",
                ],
                "allowed_tools": [
                    "type": "array", "items": ["type": "string", "maxLength": 500], "maxItems": 100,
                    "description": "The only tools the script may call, as server__tool; * stands for any characters",
                ],
                "read_only": ["type": "boolean", "description": "Allow only tools marked as read-only"],
            ],
            "additionalProperties": false,
        ]
        var schema: JSONObject = ["type": "object", "properties": .object(properties)]
        schema["additionalProperties"] = false
        return .object(schema)
    }
}
