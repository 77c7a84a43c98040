// The servers behind the hub and the catalogue of their tools.

import Synchronization

/// The servers of a configuration, connected.
public final class Hub: Sendable {
    private struct State {
        var set: ServerSet
        /// The tools of servers that clients can call directly.
        var exposedTools: ToolExposure
        /// Until when requests wait for servers that are being connected for the first time.
        var startupDeadline = Deadline.never
        var isStopped = false
    }

    private let state: Mutex<State>
    /// The servers that have not ended yet, those of earlier configurations included.
    private let living = Monitor<[UpstreamServer]>([])
    private let changes = ChangeCounter()
    private let withDemo: Bool
    private let log: Log
    /// What is counted about executions, calls and requests.
    public let metrics = HubMetrics()
    private let observer = Mutex<(@Sendable () -> Void)?>(nil)
    private static let startupTime = Duration.seconds(5)

    /// - Parameters:
    ///   - withDemo: adds the demonstration servers; a configured server of the same name replaces one.
    public init(_ configuration: HubConfiguration, withDemo: Bool = false, log: Log) {
        self.withDemo = withDemo
        self.log = log
        state = Mutex(State(set: ServerSet([], changes: changes), exposedTools: configuration.exposedTools))
        _ = replaceServers(by: configuration)
        for warning in configuration.warnings { log.warn("configuration", ["problem": .string(warning.description)]) }
    }

    // MARK: Servers

    /// The present servers. Whoever holds the set can call them, even when the configuration has changed.
    var serverSet: ServerSet { state.withLock { $0.set } }

    var servers: [UpstreamServer] { serverSet.servers }

    /// Makes the servers of a configuration the present ones. Servers that it describes as before stay.
    ///
    /// - Returns: the new servers, not started yet, and the names of those that are no longer among the present ones.
    private func replaceServers(by configuration: HubConfiguration) -> (added: [UpstreamServer], removed: [String]) {
        var added: [UpstreamServer] = []
        // The old set is to end outside of the lock: it may be the last one with some server.
        let old: ServerSet? = state.withLock { state in
            if state.isStopped { return nil }
            let old = state.set
            var members: [ServerSet.Member] = []
            for server in configuration.servers {
                members.append(
                    old.members.first { $0.configuration == server } ?? makeMember(makeServer(server), server, &added))
            }
            if withDemo {
                for demo in DemoServers.all where !members.contains(where: { $0.server.name == demo.name }) {
                    members.append(
                        old.members.first { $0.configuration == nil && $0.server.name == demo.name }
                            ?? makeMember(makeServer(demo), nil, &added))
                }
            }
            state.set = ServerSet(members, changes: changes)
            state.exposedTools = configuration.exposedTools
            living.withLock { $0 += added }
            return old
        }
        let present = servers
        let removed = old?.servers.filter { server in !present.contains { $0 === server } }.map(\.name) ?? []
        return (added, removed)
    }

    private func makeMember(
        _ server: UpstreamServer, _ configuration: HubConfiguration.Server?, _ added: inout [UpstreamServer]
    ) -> ServerSet.Member {
        added.append(server)
        let living = living
        return ServerSet.Member(server, configuration: configuration) { server in
            guard living.withLock({ $0.contains { $0 === server } }) else { return }
            NativeThread.startOrRun {
                server.stop()
                living.withLock { $0.removeAll { $0 === server } }
            }
        }
    }

    private func makeServer(_ server: HubConfiguration.Server) -> UpstreamServer {
        let settings = UpstreamServer.Settings(
            name: server.name, timeout: server.timeout, isRequired: server.isRequired,
            repeatsArguments: server.endpoint.isHTTP, maximumConcurrency: server.maximumConcurrency)
        let log = log.with("server", .string(server.name)).redacting(server.endpoint.secrets)
        return UpstreamServer(
            settings, log: log, makeTransport: { Self.transport(to: server.endpoint, log: log) },
            onChange: { [weak self] in self?.toolsChanged() })
    }

    private func makeServer(_ demo: DemoServer) -> UpstreamServer {
        UpstreamServer(
            .init(name: demo.name, timeout: .seconds(60), isRequired: true), log: log,
            makeTransport: { DemoTransport(demo) }, onChange: { [weak self] in self?.toolsChanged() })
    }

    private static func transport(to endpoint: HubConfiguration.Endpoint, log: Log) -> any MessageTransport {
        switch endpoint {
        case .process(let command, let arguments, let environment):
            return ChildProcessTransport(
                .init(command: command, arguments: arguments, environment: environment), log: log)
        case .http(let url, let headers):
            return HTTPTransport(url, headers: headers, log: log)
        }
    }

    // MARK: Life

    /// Begins to connect to all servers at the same time.
    public func start() {
        state.withLock { $0.startupDeadline = .after(Self.startupTime) }
        for server in servers { server.start() }
    }

    /// Goes over to another configuration. Servers that it describes as before are left alone; new and changed ones are
    /// connected; what it no longer has is stopped as soon as no call and no execution that began before needs it.
    ///
    /// Blocks until the new servers have been reached or have failed, at most for some seconds.
    func reload(_ configuration: HubConfiguration) {
        for warning in configuration.warnings { log.warn("configuration", ["problem": .string(warning.description)]) }
        let (added, removed) = replaceServers(by: configuration)
        func names(_ names: [String]) -> JSONValue { .array(names.sorted().map { .string($0) }) }
        let restarted = added.map(\.name).filter(removed.contains)
        log.info(
            "servers of the new configuration",
            [
                "added": names(added.map(\.name).filter { !restarted.contains($0) }), "restarted": names(restarted),
                "removed": names(removed.filter { !restarted.contains($0) }),
                "kept": JSONValue(servers.count - added.count),
            ])
        if !added.isEmpty { state.withLock { $0.startupDeadline = .after(Self.startupTime) } }
        for server in added { server.start() }
        changes.increment()
        waitForStartup()
        toolsChanged()
    }

    /// Blocks until each server has been reached or has failed once.
    public func waitUntilSettled(_ deadline: Deadline = .never) { serverSet.waitUntilSettled(deadline) }

    /// Whether each server has been reached or has failed once.
    var isSettled: Bool { serverSet.isSettled }

    /// Blocks while the hub is starting: until all servers are settled, but only for its first seconds.
    func waitForStartup() {
        let (set, deadline) = state.withLock { ($0.set, $0.startupDeadline) }
        set.waitUntilSettled(deadline)
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
        state.withLock { $0.isStopped = true }
        for server in living.withLock({ $0 }) {
            NativeThread.startOrRun { [living] in
                server.stop()
                living.withLock { $0.removeAll { $0 === server } }
            }
        }
        _ = living.wait { $0.isEmpty ? true : nil }
    }

    /// Calls `body` whenever the catalogue has changed, on any thread.
    func onChange(_ body: @escaping @Sendable () -> Void) { observer.withLock { $0 = body } }

    /// Lets everybody know that the list of tools is another one.
    func toolsChanged() {
        changes.increment()
        observer.withLock { $0 }?()
    }

    // MARK: Tools

    /// The tools of servers that clients can call directly.
    var exposedTools: ToolExposure { state.withLock { $0.exposedTools } }

    /// The tools of all servers and the hub's own.
    var catalogue: ToolCatalogue { serverSet.catalogue }

    /// The tools of each server.
    var toolsByServer: [(name: String, tools: [ToolDefinition])] { serverSet.toolsByServer }

    /// The state of each server.
    var serverStates: [(name: String, phase: UpstreamServer.Phase, toolCount: Int)] {
        servers.map { ($0.name, $0.phase, $0.tools.count) }
    }
}
