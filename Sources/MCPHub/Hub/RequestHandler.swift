// The hub as a server: what each method does, whichever era, transport or connection the request came by.

import Synchronization

/// Where the answer to a request goes, and what it may send meanwhile.
struct RequestContext: Sendable {
    let era: ProtocolEra
    let cancellation: Cancellation
    /// Sends a notification that belongs to the request.
    let notify: @Sendable (RPCMessage) -> Void
    /// Gives the answer; called exactly once, on any thread.
    let respond: @Sendable (Result<JSONText, RPCError>) -> Void
}

/// Answers requests. It keeps no state between them.
final class RequestHandler: Sendable {
    private let hub: Hub
    private let executor: ScriptExecutor
    private let scripts: StoredScripts?
    private let log: Log

    init(hub: Hub, executor: ScriptExecutor, scripts: StoredScripts?, log: Log) {
        self.hub = hub
        self.executor = executor
        self.scripts = scripts
        self.log = log
    }

    private var settings: CodeExecutionSettings { executor.settings }

    // MARK: Descriptions

    static let capabilities: JSONValue = ["tools": ["listChanged": true]]

    private static let instructions =
        "Call `execute` with a synchronous JavaScript that calls the tools of the connected servers and returns only "
        + "what is needed. `search`, `list` and `inspect` find tools; `invoke` calls a single one."

    /// The tools that clients can call.
    var tools: [ToolDefinition] {
        let servers = hub.toolsByServer
        let settings = settings
        let permitted = Permissions(settings).permitted(servers)
        var tools = [ScriptToolDefinition.definition(.execute, servers: permitted)]
        if settings.isEnabled { tools.append(ScriptToolDefinition.definition(.codeExecution, servers: permitted)) }
        return tools + [.search, .list, .inspect, .invoke, .refreshTools].map { (tool: BuiltInTool) in tool.definition }
    }

    /// The answer to `initialize`.
    func initializeResult(_ params: JSONText?) -> (version: String, result: JSONText) {
        let requested = params?["protocolVersion"]?.value.stringValue ?? ""
        let version = ProtocolVersion.legacy.contains(requested) ? requested : ProtocolVersion.legacy[0]
        return (
            version,
            JSONText([
                "protocolVersion": .string(version), "capabilities": Self.capabilities,
                "serverInfo": ProductInfo.value, "instructions": .string(Self.instructions),
            ])
        )
    }

    // MARK: Methods

    /// Answers a request other than `initialize`, `ping` and subscriptions, which belong to the connection.
    func handle(_ method: String, _ params: JSONText?, _ context: RequestContext) {
        switch method {
        case Method.discover:
            guard case .modern = context.era else { return unknown(method, context) }
            context.respond(
                .success(
                    complete(
                        [
                            "supportedVersions": .array(ProtocolVersion.modern.map { .string($0) }),
                            "capabilities": Self.capabilities, "instructions": .string(Self.instructions),
                        ], isCacheable: true, context.era)))
        case Method.listTools: listTools(params, context)
        case Method.callTool: callTool(params, context)
        default: unknown(method, context)
        }
    }

    private func unknown(_ method: String, _ context: RequestContext) {
        context.respond(.failure(RPCError(RPCError.methodNotFound, "Method not found: \(method)")))
    }

    /// Adds what the modern era wants in every result.
    private func complete(_ members: JSONObject, isCacheable: Bool, _ era: ProtocolEra) -> JSONText {
        var result = members
        if case .modern = era {
            result["resultType"] = "complete"
            if isCacheable {
                // The tools follow those of other servers, which may change at any time.
                result["ttlMs"] = 0
                result["cacheScope"] = "private"
            }
            result["_meta"] = [MetaKey.serverInfo: ProductInfo.value]
        }
        return JSONText(.object(result))
    }

    private func listTools(_ params: JSONText?, _ context: RequestContext) {
        if params?["cursor"] != nil {
            // The list has one page, so no cursor was ever given out.
            return context.respond(.failure(RPCError(RPCError.invalidParams, "Invalid cursor")))
        }
        inBackground(context, unless: hub.isSettled) { [self] in
            hub.waitForStartup()
            let list: JSONObject = ["tools": .array(tools.map(\.value))]
            context.respond(.success(complete(list, isCacheable: true, context.era)))
        }
    }

    /// Runs `body` on a thread of its own unless that is not necessary.
    private func inBackground(
        _ context: RequestContext, unless isQuick: Bool, _ body: @escaping @Sendable () -> Void
    ) {
        if isQuick { return body() }
        do {
            try NativeThread.start(body)
        } catch {
            context.respond(.failure(RPCError(RPCError.internalError, "the hub is overloaded")))
        }
    }

    // MARK: Tools

    private func callTool(_ params: JSONText?, _ context: RequestContext) {
        guard let name = params?["name"]?.value.stringValue else {
            return context.respond(.failure(RPCError(RPCError.invalidParams, "\"name\" must be a string")))
        }
        let arguments = params?["arguments"] ?? JSONText([:])
        guard arguments.isObject else {
            return context.respond(.failure(RPCError(RPCError.invalidParams, "\"arguments\" must be an object")))
        }
        switch BuiltInTool(rawValue: name) {
        case .execute:
            runScript(.execute, arguments, params, context)
        case .codeExecution:
            guard settings.isEnabled else {
                return respond(
                    ToolResult(
                        text: "code_execution is disabled; set codeExecution.enabled to true in the configuration, or use execute",
                        isError: true), context)
            }
            runScript(.codeExecution, arguments, params, context)
        case let tool?:
            inBackground(context, unless: tool != .invoke && tool != .refreshTools && hub.isSettled) { [self] in
                hub.waitForStartup()
                respond(callBuiltIn(tool, arguments, context), context)
            }
        case nil:
            let advice =
                hub.catalogue.entry(named: name) == nil
                ? "" : "; call it with invoke, or from a script as mcp.callTool(\"\(name)\", params)"
            context.respond(.failure(RPCError(RPCError.invalidParams, "Unknown tool: \(name)\(advice)")))
        }
    }

    private func callBuiltIn(_ tool: BuiltInTool, _ arguments: JSONText, _ context: RequestContext) -> ToolResult {
        let servers = hub.serverSet
        let dispatcher = ToolDispatcher(
            hub: hub, servers: servers, permissions: Permissions(settings).freeingHub(), cancellation: context.cancellation,
            log: log)
        let request = ToolDispatcher.Request(server: ServerName.hub, tool: tool.rawValue, arguments: arguments)
        switch dispatcher.call(request) {
        case .success(let result): return result
        case .failure(let failure):
            return failure.result ?? ToolResult(text: "\(failure.code.rawValue): \(failure.message)", isError: true)
        }
    }

    /// Answers with the result of a tool, fitted to the era.
    private func respond(_ result: ToolResult, _ context: RequestContext) {
        var isModern = false
        if case .modern = context.era { isModern = true }
        var writer = JSONWriter()
        writer.beginObject()
        if isModern {
            writer.key("resultType")
            writer.string("complete")
        }
        for (key, value) in result.json.members where key != "resultType" {
            // Before 2026 structured content had to be an object; the text part says the same.
            if key == "structuredContent", !isModern, !value.isObject { continue }
            writer.key(key)
            writer.raw(value)
        }
        writer.endObject()
        context.respond(.success(JSONText(trusted: writer.bytes)))
    }

    // MARK: Scripts

    private func runScript(
        _ format: OutcomeFormat, _ arguments: JSONText, _ params: JSONText?, _ context: RequestContext
    ) {
        var request: ExecutionRequest
        switch scriptRequest(format, arguments) {
        case .success(let parsed): request = parsed
        case .failure(let problem): return respond(ToolResult(text: problem.description, isError: true), context)
        }
        if let token = params?["_meta"]?[MetaKey.progressToken]?.value, RequestID(token) != nil {
            request.onToolCall = Self.progressReporter(token, context)
        }
        executor.submit(request, cancellation: context.cancellation) { [self] outcome in
            respond(ToolResult(structured: outcome.encoded(format), isError: outcome.isFailure), context)
        }
    }

    private func scriptRequest(
        _ format: OutcomeFormat, _ arguments: JSONText
    ) -> Result<ExecutionRequest, BuiltInTool.Problem> {
        let value = arguments.value
        let schema = ScriptToolDefinition.definition(format, servers: []).inputSchema
        let problems = SchemaValidator.problems(with: value, schema: schema)
        if !problems.isEmpty {
            return .failure(BuiltInTool.Problem(description: "INVALID_ARGS: " + problems.joined(separator: "; ")))
        }
        var source = value["code"]?.stringValue
        if let name = value["script"]?.stringValue {
            guard source == nil else {
                return .failure(BuiltInTool.Problem(description: "INVALID_ARGS: give either \"code\" or \"script\", not both"))
            }
            guard let scripts else {
                return .failure(BuiltInTool.Problem(description: "INVALID_ARGS: there are no stored scripts"))
            }
            switch scripts.source(of: name) {
            case .success(let text): source = text
            case .failure(let problem): return .failure(problem)
            }
        }
        guard let source else {
            return .failure(BuiltInTool.Problem(description: "INVALID_ARGS: give \"code\" or \"script\""))
        }
        var request = ExecutionRequest(source: source, format: format)
        if let input = arguments["input"] { request.input = input }
        let options = value["options"]
        if let milliseconds = options?["timeout_ms"]?.integerValue { request.timeout = .milliseconds(milliseconds) }
        request.maximumToolCalls = options?["max_tool_calls"]?.integerValue
        request.allowedServers = options?["allowed_servers"]?.arrayValue.map { Set($0.compactMap(\.stringValue)) }
        request.allowedTools = options?["allowed_tools"]?.arrayValue?.compactMap(\.stringValue).map(NamePattern.init)
        request.isReadOnly = options?["read_only"]?.boolValue ?? false
        return .success(request)
    }

    /// Tells the client about finished tool calls, at most ten times a second.
    private static func progressReporter(
        _ token: JSONValue, _ context: RequestContext
    ) -> @Sendable (ToolCallRecord, Int) -> Void {
        let reporter = ProgressReporter()
        return { call, count in
            reporter.report(count) {
                context.notify(
                    .notification(
                        method: Method.progress,
                        params: JSONText([
                            "progressToken": token, "progress": JSONValue(count),
                            "message": .string(
                                "\(call.server)__\(call.tool) \(call.errorCode?.rawValue ?? "ok") (\(call.duration.milliseconds) ms)"),
                        ])))
            }
        }
    }
}

/// Keeps progress rare and increasing.
private final class ProgressReporter: Sendable {
    private let last = Mutex<(moment: ContinuousClock.Instant, count: Int)?>(nil)

    func report(_ count: Int, _ send: () -> Void) {
        last.withLock { last in
            let now = ContinuousClock.now
            if let last, now - last.moment < .milliseconds(100) || count <= last.count { return }
            last = (now, count)
            send()
        }
    }
}
