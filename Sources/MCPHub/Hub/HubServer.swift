// The hub as a program: an MCP server in front of all the servers it knows, for one client on standard input and
// output, or for many over HTTP.

import Synchronization

/// Serves a hub to clients.
public final class HubServer: Sendable {
    /// Requests in flight may take this long to finish when the end of input, or of the server, has come.
    private static let finishingTime = Duration.milliseconds(1500)

    /// A way by which clients come.
    private struct Service: Sendable {
        /// How long requests in flight may take to finish when this program is asked to end.
        let grace: Duration
        /// Lets requests in flight finish until a deadline, and answers the others.
        let finish: @Sendable (Deadline) -> Void
        /// Sends what is still to be sent.
        let close: @Sendable () -> Void
        /// Goes over to other settings of HTTP, or says why that is not possible.
        let apply: @Sendable (HTTPSettings) throws(TransportError) -> Void
    }

    private struct State {
        var service: Service?
        var isShuttingDown = false
        var isDown = false
        var scriptWatch: FileWatch?
    }

    private let hub: Hub
    private let executor: ScriptExecutor
    private let handler: RequestHandler
    private let log: Log
    private let scripts: StoredScripts?
    private let state = Monitor(State())
    /// Held while the configuration changes.
    private let reloading = Mutex(())

    /// - Parameter files: where traces and recordings of executions go.
    public init(
        _ configuration: HubConfiguration, withDemo: Bool = false, engine: any ScriptEngine,
        files: ExecutionFiles = ExecutionFiles(), log: Log
    ) {
        let hub = Hub(configuration, withDemo: withDemo, log: log)
        let executor = ScriptExecutor(
            hub: hub, engine: engine, settings: configuration.codeExecution, files: files, log: log)
        self.hub = hub
        self.executor = executor
        self.log = log
        let scripts = configuration.directory.map { StoredScripts(configurationDirectory: $0, engine: engine, log: log) }
        self.scripts = scripts
        handler = RequestHandler(hub: hub, executor: executor, scripts: scripts, log: log)
    }

    /// Serves one client whose messages are the lines of `input`, until their end.
    ///
    /// - Returns: the required servers that could not be reached, in which case nothing was served.
    public func serve(input: Int32, output: Int32) -> [(name: String, reason: String)] {
        hub.start()
        let missing = hub.missingRequiredServers()
        guard missing.isEmpty, let writer = try? LineWriter(output, isOwn: false) else {
            shutDown()
            return missing
        }
        let connection = ServerConnection(handler, log: log, announce: { writer.write($0) })
        begin(
            Service(
                // A host that ends its server this way does not wait for it.
                grace: .zero, finish: { connection.finish($0) },
                close: {
                    writer.close()
                    writer.waitUntilFinished(.after(Self.finishingTime))
                }, apply: { _ in }))
        hub.onChange { [weak connection] in connection?.toolsMayHaveChanged() }
        log.info("serving", ["version": .string(ProductInfo.version)])
        let replies = LineReplies { _ = writer.write($0) }
        var reader = LineReader(input)
        reading: while true {
            switch reader.next() {
            case .line(let line):
                if !line.isEmpty { connection.receive(line: line, replies) }
            case .end:
                break reading
            case .tooLong:
                log.error("a message exceeds \(LineReader.defaultLimit >> 20) MB")
                break reading
            }
        }
        shutDown(grace: Self.finishingTime)
        return []
    }

    /// Serves clients over HTTP until `shutDown` is called.
    ///
    /// - Returns: the required servers that could not be reached, in which case nothing was served.
    /// - Throws: what prevents listening, with a description for people.
    public func serve(
        http address: SocketAddress, settings: HTTPSettings
    ) throws -> [(name: String, reason: String)] {
        try Self.checkAccess(address, settings)
        hub.start()
        let missing = hub.missingRequiredServers()
        guard missing.isEmpty else {
            shutDown()
            return missing
        }
        let endpoint = HTTPEndpoint(
            handler, metrics: MetricsPage(hub: hub, executor: executor), settings: settings, log: log)
        var limits = HTTPServer.Limits()
        limits.parser.body = settings.maximumRequestBytes
        limits.connections = settings.maximumConnections
        let server: HTTPServer
        do {
            server = try HTTPServer(address, limits: limits, handler: endpoint, log: log)
        } catch {
            shutDown()
            throw error
        }
        begin(
            Service(
                grace: Self.finishingTime,
                finish: { deadline in
                    server.stopAccepting()
                    endpoint.finish(deadline)
                }, close: { server.close(.after(Self.finishingTime)) },
                apply: { [log] new throws(TransportError) in
                    try Self.checkAccess(address, new)
                    endpoint.apply(new)
                    if new.maximumRequestBytes != settings.maximumRequestBytes
                        || new.maximumConnections != settings.maximumConnections
                    {
                        log.warn("http.maxRequestBytes and http.maxConnections change when jsexec is started again")
                    }
                }))
        hub.onChange { [weak endpoint] in endpoint?.toolsMayHaveChanged() }
        log.info(
            "serving",
            [
                "version": .string(ProductInfo.version),
                "url": .string("http://\(address.hostInURL):\(server.port)\(HTTPEndpoint.path)"),
            ])
        _ = state.wait { $0.isDown ? true : nil }
        return []
    }

    private static func checkAccess(_ address: SocketAddress, _ settings: HTTPSettings) throws(TransportError) {
        guard address.isLoopback || settings.token != nil else {
            throw TransportError(
                description: "to listen on \(address.host), which other machines can reach, set a token: http.token in the "
                    + "configuration, or the environment variable JSEXEC_HTTP_TOKEN")
        }
    }

    /// Goes over to another configuration while clients are served. Executions that have begun end as they began: with the
    /// limits, rights and servers of the former configuration. If the new one cannot be had, that is logged and the former
    /// one stays.
    ///
    /// Blocks until new servers have been reached or have failed, at most for some seconds. May be called on any thread.
    ///
    /// - Parameter load: gives the configuration and its settings for HTTP.
    public func reload(_ load: () throws -> (HubConfiguration, HTTPSettings)) {
        reloading.withLock { _ in
            do {
                let (configuration, settings) = try load()
                // Serving may be about to begin.
                let service: Service?? = state.wait { state in
                    if state.isShuttingDown { return .some(nil) }
                    return state.service.map { .some($0) }
                }
                guard let service = service ?? nil else { return }
                try service.apply(settings)
                executor.apply(configuration.codeExecution)
                hub.reload(configuration)
                log.info("configuration reloaded")
            } catch {
                let problems = (error as? ConfigurationError)?.problems.map(\.description) ?? [String(describing: error)]
                log.error(
                    "the configuration cannot be used, the former one stays",
                    ["problems": .array(problems.map { .string($0) })])
            }
        }
    }

    private func begin(_ service: Service) {
        watchScripts()
        let isLate = state.withLock { state in
            state.service = service
            return state.isShuttingDown
        }
        if isLate {
            service.finish(.after(.zero))
            service.close()
        }
    }

    /// Tells clients when stored scripts have been added, removed or written.
    private func watchScripts() {
        guard let scripts else { return }
        let (hub, log) = (hub, log)
        do {
            let watch = try FileWatch({ scripts.fingerprint }, since: scripts.fingerprint) {
                log.info("stored scripts have changed", ["published": JSONValue(scripts.published.count)])
                hub.toolsChanged()
            }
            state.withLock { $0.scriptWatch = watch }
        } catch {
            log.warn("changes of stored scripts are not noticed", ["reason": .string(String(describing: error))])
        }
    }

    /// Stops serving: lets requests in flight finish for a moment, cancels the others, ends the servers and returns when
    /// nothing is left. May be called on any thread, and more than once.
    public func shutDown() { shutDown(grace: nil) }

    private func shutDown(grace: Duration?) {
        let (isFirst, service) = state.withLock { state in
            defer { state.isShuttingDown = true }
            state.scriptWatch?.stop()
            return (!state.isShuttingDown, state.service)
        }
        guard isFirst else {
            _ = state.wait { $0.isDown ? true : nil }
            return
        }
        log.info("shutting down")
        if let service {
            service.finish(.after(grace ?? service.grace))
            service.close()
        }
        executor.close()
        hub.stop()
        state.withLock { $0.isDown = true }
    }
}
