// Servers without a process: the demonstration servers speak the same protocol as real ones, so that everything
// between a script and a server is used as it is, only the pipe is missing.

import Synchronization

/// A demonstration server: a name and some tools over fixed data.
struct DemoServer: Sendable {
    let name: String
    let tools: [DemoTool]
}

/// A tool of a demonstration server.
struct DemoTool: Sendable {
    /// What a call gives.
    enum Answer {
        /// Structured content.
        case value(JSONValue)
        /// A failure that the tool reports.
        case failure(String)
    }

    let definition: ToolDefinition
    let answer: @Sendable (_ arguments: JSONValue) -> Answer

    /// - Parameters:
    ///   - properties: the JSON Schemas of the arguments.
    ///   - output: the JSON Schema of the result.
    init(
        _ name: String, _ description: String, _ properties: JSONObject = [:], required: [String] = [],
        output: JSONValue, answer: @escaping @Sendable (_ arguments: JSONValue) -> Answer
    ) {
        var schema: JSONObject = ["type": "object", "properties": .object(properties)]
        if !required.isEmpty { schema["required"] = .array(required.map { .string($0) }) }
        definition = ToolDefinition(
            name: name, description: description, inputSchema: .object(schema), outputSchema: output,
            annotations: ["readOnlyHint": true, "openWorldHint": false])
        self.answer = answer
    }
}

/// A connection to a demonstration server, within this process.
final class DemoTransport: MessageTransport {
    private let server: DemoServer
    private let receive = Mutex<(@Sendable (TransportEvent) -> Void)?>(nil)

    init(_ server: DemoServer) { self.server = server }

    func open(_ receive: @escaping @Sendable (TransportEvent) -> Void) throws(TransportError) {
        self.receive.withLock { $0 = receive }
    }

    func send(_ message: OutgoingMessage) throws(TransportError) {
        guard let receive = receive.withLock({ $0 }) else { throw TransportError(description: "not connected") }
        guard case .request(let id, let method, let params)? = try? RPCMessage(parsing: message.bytes) else { return }
        let answer: RPCMessage
        do {
            answer = .response(id: id, result: try result(of: method, params))
        } catch {
            answer = .failure(id: id, error: error)
        }
        receive(.message(answer.encoded()))
    }

    func close() { receive.withLock { $0 = nil } }

    private func result(of method: String, _ params: JSONText?) throws(RPCError) -> JSONText {
        switch method {
        case Method.discover:
            return JSONText([
                "resultType": "complete", "supportedVersions": .array(ProtocolVersion.modern.map { .string($0) }),
                "capabilities": ["tools": [:]], "ttlMs": 0, "cacheScope": "public",
            ])
        case Method.listTools:
            return JSONText([
                "resultType": "complete", "tools": .array(server.tools.map(\.definition.value)), "ttlMs": 0,
                "cacheScope": "public",
            ])
        case Method.callTool:
            let name = params?["name"]?.value.stringValue ?? ""
            guard let tool = server.tools.first(where: { $0.definition.name == name }) else {
                throw RPCError(RPCError.invalidParams, "Unknown tool: \(name)")
            }
            return call(tool, params?["arguments"]?.value ?? [:])
        default:
            throw RPCError(RPCError.methodNotFound, "Method not found: \(method)")
        }
    }

    private func call(_ tool: DemoTool, _ arguments: JSONValue) -> JSONText {
        switch tool.answer(arguments) {
        case .value(let value): ToolResult(structured: JSONText(value), isError: false).json
        case .failure(let message): ToolResult(text: message, isError: true).json
        }
    }
}
