// What an operator can set: the servers behind the hub, in the `mcpServers` form that MCP programs share, and the
// limits of script execution.

/// The configuration of a hub.
public struct HubConfiguration: Sendable {
    /// How a server is reached.
    public enum Endpoint: Sendable {
        /// A child process that speaks on its standard streams.
        case process(command: String, arguments: [String], environment: [(name: String, value: String)])
        /// Streamable HTTP.
        case http(url: String, headers: [(name: String, value: String)])

        var isHTTP: Bool { if case .http = self { true } else { false } }
    }

    /// A server behind the hub.
    public struct Server: Sendable {
        /// The part of tool names before `__`.
        public let name: String
        public let endpoint: Endpoint
        /// Longest time for connecting and for each call.
        public let timeout: Duration
        /// Whether the hub refuses to start when this server cannot be reached.
        public let isRequired: Bool
    }

    /// The enabled servers, in the order of the file.
    public var servers: [Server] = []
    /// How scripts are run.
    public var codeExecution = CodeExecutionSettings()
    /// How clients reach the hub over HTTP.
    public var http = HTTPSettings()
    /// What is odd but does not prevent starting, for the log.
    public var warnings: [String] = []
    /// The directory of the configuration file, next to which stored scripts are looked for.
    public var directory: String?

    public init() {}
}

/// The limits of script execution. The ranges hold for the file as for each request.
public struct CodeExecutionSettings: Sendable {
    /// Whether the tool `code_execution` is offered; `execute` always is.
    public var isEnabled = false
    /// Default time limit of `execute`.
    public var executeTimeout = Duration.seconds(15)
    /// Default time limit of `code_execution`.
    public var codeExecutionTimeout = Duration.seconds(120)
    /// Bytes that a script may use.
    public var memoryBytes = 50 << 20
    /// Steps that a script may take, `nil` for any number.
    public var steps: UInt64?
    /// Tool calls that a script may make, `nil` for any number.
    public var maximumToolCalls: Int?
    /// Largest result, in bytes of JSON.
    public var maximumResultBytes = 1 << 20
    /// Scripts that run at the same time.
    public var poolSize = 10
    /// Calls of one batch that run at the same time, unless the script says otherwise.
    public var maximumParallel = 8
    /// The only servers that scripts may call, `nil` for all.
    public var allowedServers: Set<String>?

    public static let timeoutRange: ClosedRange<Duration> = .milliseconds(1)...(.seconds(600))
    public static let memoryRange = (1 << 20)...(4 << 30)
    public static let poolRange = 1...100
    public static let parallelRange = 1...32

    public init() {}
}

/// What is wrong with a configuration: every problem, not just the first.
public struct ConfigurationError: Error, CustomStringConvertible {
    /// One sentence for each problem, naming the place, the value and the remedy.
    public let problems: [String]

    public var description: String { problems.joined(separator: "\n") }
}
