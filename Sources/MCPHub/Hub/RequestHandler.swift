// The hub as a server: what each method does, whichever era, transport or connection the request came by.

import JSSyntax

/// Where the answer to a request goes, and what it may send meanwhile.
struct RequestContext: Sendable {
    let era: ProtocolEra
    let cancellation: Cancellation
    /// Sends a notification that belongs to the request.
    let notify: @Sendable (RPCMessage) -> Void
    /// Takes the digest of the tools of which the client is about to get the first page.
    let listed: @Sendable (UInt64) -> Void
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

    /// The tools that clients can call: those that run scripts, those that find tools, and those of servers that are exposed.
    var tools: ToolList {
        let servers = hub.serverSet
        let settings = settings
        let permissions = Permissions(settings)
        let permitted = permissions.permitted(servers.toolsByServer)
        var tools = [ScriptToolDefinition.definition(.execute, servers: permitted)]
        if settings.isEnabled { tools.append(ScriptToolDefinition.definition(.codeExecution, servers: permitted)) }
        tools += [.search, .list, .inspect, .invoke, .refreshTools].map { (tool: BuiltInTool) in tool.definition }
        tools += hub.exposedTools.definitions(servers.catalogue.limited(to: permissions))
        return ToolList(tools: tools + (scripts?.published ?? []).compactMap(\.tool))
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
        let cursor = params?["cursor"]
        inBackground(context, unless: hub.isSettled) { [self] in
            hub.waitForStartup()
            let tools = tools
            guard cursor?.isString ?? true, let page = tools.page(cursor?.value.stringValue, context.era) else {
                return context.respond(.failure(RPCError(RPCError.invalidParams, "Invalid cursor")))
            }
            if cursor == nil { context.listed(tools.digest) }
            var list: JSONObject = ["tools": .array(page.tools)]
            list["nextCursor"] = page.next.map { .string($0) }
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
                let request = ToolDispatcher.Request(server: ServerName.hub, tool: tool.rawValue, arguments: arguments)
                respond(call(request, params, context), context)
            }
        case nil:
            if let script = scripts?.script(forTool: name) { return runTool(script, arguments, params, context) }
            inBackground(context, unless: hub.exposedTools == .none) { [self] in callExposed(name, arguments, params, context) }
        }
    }

    /// Calls a tool of a server for a client that knows it by its full name.
    private func callExposed(
        _ name: String, _ arguments: JSONText, _ params: JSONText?, _ context: RequestContext
    ) {
        let exposedTools = hub.exposedTools
        if exposedTools != .none { hub.waitForStartup() }
        let known = hub.catalogue
        let catalogue = known.limited(to: Permissions(settings))
        guard let entry = exposedTools.entry(named: name, in: catalogue) else {
            let advice =
                known.entry(named: name) == nil
                ? "" : "; call it with invoke, or from a script as mcp.callTool(\"\(name)\", params)"
            return context.respond(.failure(RPCError(RPCError.invalidParams, "Unknown tool: \(name)\(advice)")))
        }
        let request = ToolDispatcher.Request(server: entry.server, tool: entry.tool.name, arguments: arguments)
        respond(call(request, params, context), context)
    }

    /// Makes a single call, and passes on what the server tells meanwhile.
    private func call(
        _ request: ToolDispatcher.Request, _ params: JSONText?, _ context: RequestContext
    ) -> ToolResult {
        var onProgress: ToolDispatcher.ProgressHandler?
        if let reporter = ProgressReporter(params, context) { onProgress = { _, report, _ in reporter.direct(report) } }
        let servers = hub.serverSet
        let dispatcher = ToolDispatcher(
            hub: hub, servers: servers, permissions: Permissions(settings).freeingHub(), cancellation: context.cancellation,
            log: log, onProgress: onProgress)
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
        var meta: JSONObject = [:]
        let result = isModern ? result : result.withStructuredObject
        for (key, value) in result.members where key != "resultType" {
            if key == "_meta" {
                meta = value.value.objectValue ?? [:]
                continue
            }
            writer.key(key)
            writer.raw(value)
        }
        // The hub is the server of this result, whoever made it.
        meta[MetaKey.serverInfo] = nil
        if isModern { meta[MetaKey.serverInfo] = ProductInfo.value }
        if !meta.isEmpty {
            writer.key("_meta")
            writer.value(.object(meta))
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
        report(progressOf: &request, params, context)
        executor.submit(request, cancellation: context.cancellation) { [self] outcome in
            respond(ToolResult(structured: outcome.encoded(format), isError: outcome.isFailure), context)
        }
    }

    /// Tells the client how far a script is, if it wants to know.
    private func report(progressOf request: inout ExecutionRequest, _ params: JSONText?, _ context: RequestContext) {
        guard let reporter = ProgressReporter(params, context) else { return }
        request.onToolCall = { call, count in reporter.finished(call, count) }
        request.onProgress = { call, report, count in reporter.nested(call, report, count) }
    }

    /// Runs a published script. Its result is that of the tool.
    private func runTool(
        _ script: StoredScript, _ arguments: JSONText, _ params: JSONText?, _ context: RequestContext
    ) {
        var request: ExecutionRequest
        do {
            request = try script.request(input: arguments, format: .execute)
        } catch {
            return respond(ToolResult(text: "INVALID_ARGS: \(error.message)", isError: true), context)
        }
        report(progressOf: &request, params, context)
        executor.submit(request, cancellation: context.cancellation) { [self] outcome in
            switch outcome.result {
            case .success(let value): respond(ToolResult(value: value), context)
            case .failure(let failure): respond(ToolResult(text: failure.description, isError: true), context)
            }
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
        let code = value["code"]?.stringValue
        var request: ExecutionRequest
        if let name = value["script"]?.stringValue {
            guard code == nil else {
                return .failure(BuiltInTool.Problem(description: "INVALID_ARGS: give either \"code\" or \"script\", not both"))
            }
            guard let scripts else {
                return .failure(BuiltInTool.Problem(description: "INVALID_ARGS: there are no stored scripts"))
            }
            do {
                request = try scripts.script(named: name).request(input: arguments["input"] ?? JSONText([:]), format: format)
            } catch {
                return .failure(BuiltInTool.Problem(description: "INVALID_ARGS: \(error.message)"))
            }
        } else if let code {
            request = ExecutionRequest(source: code, format: format)
            if let input = arguments["input"] { request.input = input }
            if let language = value["language"]?.stringValue.flatMap(SourceLanguage.init(rawValue:)) {
                request.language = language
            }
        } else {
            return .failure(BuiltInTool.Problem(description: "INVALID_ARGS: give \"code\" or \"script\""))
        }
        let options = value["options"]
        if let milliseconds = options?["timeout_ms"]?.integerValue { request.timeout = .milliseconds(milliseconds) }
        request.maximumToolCalls = options?["max_tool_calls"]?.integerValue
        request.allowedServers = options?["allowed_servers"]?.arrayValue.map { Set($0.compactMap(\.stringValue)) }
        request.allowedTools = options?["allowed_tools"]?.arrayValue?.compactMap(\.stringValue).map(NamePattern.init)
        request.isReadOnly = options?["read_only"]?.boolValue ?? false
        return .success(request)
    }
}
