// The hub as a program: an MCP server on standard input and output in front of all the servers it knows.

/// Serves a hub to clients.
public final class HubServer: Sendable {
    /// After the end of input, requests in flight may take this long to finish.
    private static let finishingTime = Duration.milliseconds(1500)

    private let hub: Hub
    private let executor: ScriptExecutor
    private let handler: RequestHandler
    private let log: Log

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
        defer {
            executor.close()
            hub.stop()
        }
        let missing = hub.missingRequiredServers()
        if !missing.isEmpty { return missing }
        guard let writer = try? LineWriter(output, closesDescriptor: false) else { return [] }
        let connection = ServerConnection(handler, log: log) { message in _ = writer.write(message) }
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
        log.info("shutting down")
        connection.finish(.after(Self.finishingTime))
        writer.close()
        writer.waitUntilFinished(.after(Self.finishingTime))
        return []
    }
}
