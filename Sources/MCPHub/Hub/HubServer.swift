// The hub as a program: an MCP server on standard input and output in front of all the servers it knows.

import Synchronization

/// Serves a hub to clients.
public final class HubServer: Sendable {
    /// After the end of input, requests in flight may take this long to finish.
    private static let finishingTime = Duration.milliseconds(1500)

    private let hub: Hub
    private let executor: ScriptExecutor
    private let handler: RequestHandler
    private let log: Log
    private let current = Mutex<ServerConnection?>(nil)

    public init(
        _ configuration: HubConfiguration, withDemo: Bool = false, engine: any ScriptEngine, log: Log
    ) {
        let hub = Hub(configuration, withDemo: withDemo, log: log)
        let executor = ScriptExecutor(hub: hub, engine: engine, settings: configuration.codeExecution, log: log)
        self.hub = hub
        self.executor = executor
        self.log = log
        handler = RequestHandler(
            hub: hub, executor: executor, settings: configuration.codeExecution,
            scripts: configuration.directory.map(StoredScripts.init(configurationDirectory:)), log: log)
    }

    /// Serves one client whose messages are the lines of `input`, until their end.
    ///
    /// - Returns: the required servers that could not be reached, in which case nothing was served.
    public func serve(input: Int32, output: Int32) -> [(name: String, reason: String)] {
        hub.start()
        let missing = hub.missingRequiredServers()
        guard missing.isEmpty, let writer = try? LineWriter(output, closesDescriptor: false) else {
            shutDown(.after(.zero))
            return missing
        }
        let connection = ServerConnection(handler, log: log) { message in _ = writer.write(message) }
        current.withLock { $0 = connection }
        hub.onChange { [weak connection] in connection?.toolsMayHaveChanged() }
        log.info("serving", ["version": .string(ProductInfo.version)])
        var reader = LineReader(input)
        reading: while true {
            switch reader.next() {
            case .line(let line):
                if !line.isEmpty { connection.receive(line) }
            case .end:
                break reading
            case .tooLong:
                log.error("a message exceeds \(LineReader.defaultLimit >> 20) MB")
                break reading
            }
        }
        shutDown(.after(Self.finishingTime))
        writer.close()
        writer.waitUntilFinished(.after(Self.finishingTime))
        return []
    }

    /// Stops serving: cancels what is in flight, ends the servers and returns when nothing is left. May be called on
    /// any thread, and more than once.
    public func shutDown() { shutDown(.after(.zero)) }

    private func shutDown(_ finishing: Deadline) {
        log.info("shutting down")
        current.withLock { $0 }?.finish(finishing)
        executor.close()
        hub.stop()
    }
}
