// The servers behind the hub and the catalogue of their tools.

import Synchronization

/// The servers of a configuration, connected.
public final class Hub: Sendable {
    private let servers: [UpstreamServer]
    private let log: Log
    /// The catalogue, until a server changes its tools.
    private let cached = Mutex<ToolCatalogue?>(nil)
    private let observer = Mutex<(@Sendable () -> Void)?>(nil)
    /// Until when requests wait for servers that are being connected for the first time.
    private let startupDeadline = Mutex(Deadline.never)
    private static let startupTime = Duration.seconds(5)

    /// - Parameters:
    ///   - withDemo: adds the demonstration servers; a configured server of the same name replaces one.
    public init(_ configuration: HubConfiguration, withDemo: Bool = false, log: Log) {
        self.log = log
        let change = Change()
        var servers: [UpstreamServer] = []
        for server in configuration.servers {
            let settings = UpstreamServer.Settings(
                name: server.name, timeout: server.timeout, isRequired: server.isRequired,
                repeatsArguments: server.endpoint.isHTTP)
            let log = log.with("server", .string(server.name))
            servers.append(
                UpstreamServer(
                    settings, log: log, makeTransport: { Self.transport(to: server.endpoint, log: log) },
                    onChange: { change.happened() }))
        }
        if withDemo {
            for demo in DemoServers.all where !servers.contains(where: { $0.name == demo.name }) {
                servers.append(
                    UpstreamServer(
                        .init(name: demo.name, timeout: .seconds(60), isRequired: true), log: log,
                        makeTransport: { DemoTransport(demo) }, onChange: { change.happened() }))
            }
        }
        self.servers = servers
        change.observe { [weak self] in self?.toolsChanged() }
        for warning in configuration.warnings { log.warn("configuration", ["problem": .string(warning)]) }
    }

    /// Carries changes from servers to the hub that is being made of them.
    private final class Change: Sendable {
        private let action = Mutex<(@Sendable () -> Void)?>(nil)
        func observe(_ body: @escaping @Sendable () -> Void) { action.withLock { $0 = body } }
        func happened() { action.withLock { $0 }?() }
    }

    private static func transport(to endpoint: HubConfiguration.Endpoint, log: Log) -> any MessageTransport {
        switch endpoint {
        case .process(let command, let arguments, let environment):
            let ownPath = environment.first { $0.name == "PATH" }?.value
            return ChildProcessTransport(
                .init(
                    command: command, arguments: arguments, environment: environment.map { ($0.name, $0.value) },
                    searchPath: ownPath ?? ProcessEnvironment.value("PATH") ?? "/usr/local/bin:/usr/bin:/bin"),
                log: log)
        case .http(let url, let headers):
            return HTTPTransport(url, headers: headers, log: log)
        }
    }

    // MARK: Life

    /// Begins to connect to all servers at the same time.
    public func start() {
        startupDeadline.withLock { $0 = .after(Self.startupTime) }
        for server in servers { server.start() }
    }

    /// Blocks until each server has been reached or has failed once.
    public func waitUntilSettled(_ deadline: Deadline = .never) {
        for server in servers { _ = server.waitUntilSettled(deadline) }
    }

    /// Whether each server has been reached or has failed once.
    var isSettled: Bool { servers.allSatisfy { $0.phase != .connecting } }

    /// Blocks while the hub is starting: until all servers are settled, but only for its first seconds.
    func waitForStartup() {
        waitUntilSettled(startupDeadline.withLock { $0 })
    }

    /// Blocks until one server is settled.
    func waitUntilSettled(_ name: String, _ deadline: Deadline, _ cancellation: Cancellation) {
        _ = servers.first { $0.name == name }?.waitUntilSettled(deadline, cancellation)
    }

    /// Blocks until each required server has been reached or has failed once.
    ///
    /// - Returns: the names of those that cannot be reached, with reasons.
    public func missingRequiredServers() -> [(name: String, reason: String)] {
        servers.filter(\.settings.isRequired).compactMap { server in
            if case .failed(let reason) = server.waitUntilSettled(.never) { (server.name, reason) } else { nil }
        }
    }

    /// Ends all connections and children, and returns when nothing of them is left.
    public func stop() {
        let done = Monitor(0)
        for server in servers {
            NativeThread.startOrRun {
                server.stop()
                done.withLock { $0 += 1 }
            }
        }
        _ = done.wait { $0 == servers.count ? true : nil }
    }

    /// Calls `body` whenever the catalogue has changed, on any thread.
    func onChange(_ body: @escaping @Sendable () -> Void) { observer.withLock { $0 = body } }

    private func toolsChanged() {
        cached.withLock { $0 = nil }
        observer.withLock { $0 }?()
    }

    // MARK: Tools

    /// The tools of all servers and the hub's own.
    var catalogue: ToolCatalogue {
        cached.withLock { cached in
            if let cached { return cached }
            let catalogue = ToolCatalogue(
                servers: toolsByServer, hubTools: BuiltInTool.forScripts.map(\.definition))
            cached = catalogue
            return catalogue
        }
    }

    /// The tools of each server.
    var toolsByServer: [(name: String, tools: [ToolDefinition])] { servers.map { ($0.name, $0.tools) } }

    /// Why the tools of a server are not known, `nil` if they are.
    func unavailability(of name: String) -> String? {
        guard let server = servers.first(where: { $0.name == name }), server.tools.isEmpty else { return nil }
        switch server.phase {
        case .ready: return nil
        case .connecting: return "still connecting"
        case .failed(let reason): return "not connected: \(reason)"
        case .stopped: return "shut down"
        }
    }

    /// Calls a tool of a server.
    func call(
        _ request: ToolDispatcher.Request, _ arguments: JSONText, deadline: Deadline, cancellation: Cancellation
    ) throws(UpstreamError) -> ToolResult {
        guard let server = servers.first(where: { $0.name == request.server }) else {
            throw .unavailable("not configured")
        }
        return try server.call(
            request.tool, arguments: arguments, deadline: deadline, cancellation: cancellation)
    }

    // MARK: The hub's own tools

    /// Calls one of the tools that find and describe tools.
    ///
    /// - Parameters:
    ///   - arguments: checked against the tool's schema already.
    ///   - catalogue: what the caller may see.
    func callBuiltIn(
        _ name: String, _ arguments: JSONValue, _ catalogue: ToolCatalogue, deadline: Deadline,
        cancellation: Cancellation
    ) -> ToolResult {
        switch BuiltInTool(rawValue: name) {
        case .search: search(arguments, catalogue)
        case .list: list(arguments, catalogue)
        case .inspect: inspect(arguments, catalogue)
        case .refreshTools: refresh(arguments, catalogue, deadline, cancellation)
        default: ToolResult(text: "unknown tool \"\(name)\"", isError: true)
        }
    }

    private func search(_ arguments: JSONValue, _ catalogue: ToolCatalogue) -> ToolResult {
        let query = arguments["query"]?.stringValue ?? ""
        let found = ToolSearch.search(query, in: catalogue.entries)
        let limit = arguments["limit"]?.integerValue ?? (query.isEmpty ? found.count : 20)
        return ToolResult(text: JSONValue.array(found.prefix(limit).map(\.listing)).text)
    }

    private func list(_ arguments: JSONValue, _ catalogue: ToolCatalogue) -> ToolResult {
        var entries = catalogue.entries
        if let server = arguments["server"]?.stringValue {
            guard catalogue.serverNames.contains(server) else {
                return ToolResult(
                    text: "unknown server \"\(server)\"\(catalogue.serverSuggestion(for: server))", isError: true)
            }
            entries = entries.filter { $0.server == server }
        }
        entries = ToolSearch.search(arguments["query"]?.stringValue ?? "", in: entries)
        let shown = entries.prefix(200)
        var lines = ["Total: \(entries.count) tools" + (shown.count < entries.count ? " (showing first \(shown.count))" : "")]
        for entry in shown {
            let firstLine = entry.tool.description.split(separator: "\n").first.map(String.init) ?? ""
            let summary = TextSanitizer.clean(firstLine, limit: 160)
            lines.append(
                "- " + TypeSignature.signature(server: entry.server, tool: entry.tool)
                    + (summary.isEmpty ? "" : " - " + summary))
        }
        return ToolResult(text: lines.joined(separator: "\n"))
    }

    private func inspect(_ arguments: JSONValue, _ catalogue: ToolCatalogue) -> ToolResult {
        let name = arguments["name"]?.stringValue ?? ""
        guard let entry = catalogue.entry(named: name) else {
            return ToolResult(text: "unknown tool \"\(name)\"\(catalogue.suggestion(for: name))", isError: true)
        }
        var text = TypeSignature.signature(server: entry.server, tool: entry.tool)
        if !entry.tool.description.isEmpty { text += "\n\n" + entry.tool.description }
        text += "\n\nInput schema: " + entry.tool.inputSchema.text
        if let schema = entry.tool.outputSchema { text += "\nOutput schema: " + schema.text }
        if !entry.tool.annotations.isEmpty { text += "\nAnnotations: " + JSONValue.object(entry.tool.annotations).text }
        return ToolResult(text: text)
    }

    private func refresh(
        _ arguments: JSONValue, _ catalogue: ToolCatalogue, _ deadline: Deadline, _ cancellation: Cancellation
    ) -> ToolResult {
        let wanted = arguments["serverIds"]?.arrayValue?.compactMap(\.stringValue)
        let known = catalogue.serverNames.filter { $0 != ServerName.hub }
        var refreshed: [String] = []
        var errors: JSONObject = [:]
        var names: [String] = []
        for name in wanted ?? known where !names.contains(name) { names.append(name) }
        for name in names {
            guard known.contains(name), let server = servers.first(where: { $0.name == name }) else {
                errors[name] = .string("unknown server")
                continue
            }
            do {
                try server.refreshTools(deadline: deadline, cancellation: cancellation)
                refreshed.append(name)
            } catch {
                errors[name] = .string("refresh failed")
            }
        }
        var result: JSONObject = ["refreshed": .array(refreshed.map { .string($0) })]
        if !errors.isEmpty { result["errors"] = .object(errors) }
        return ToolResult(structured: JSONText(.object(result)), isError: false)
    }
}
