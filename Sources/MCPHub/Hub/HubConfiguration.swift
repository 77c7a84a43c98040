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

        /// What must not be seen in a log, even if the server says it.
        var secrets: [String] {
            switch self {
            case .process(_, _, let environment): environment.map(\.value)
            // Of `Bearer TOKEN` the second word is the secret.
            case .http(_, let headers): headers.flatMap { [$0.value] + $0.value.split(separator: " ").dropFirst().map(String.init) }
            }
        }
    }

    /// A server behind the hub.
    public struct Server: Sendable, Equatable {
        /// The part of tool names before `__`.
        public let name: String
        public let endpoint: Endpoint
        /// Longest time for connecting and for each call.
        public let timeout: Duration
        /// Whether the hub refuses to start when this server cannot be reached.
        public let isRequired: Bool
        /// Calls that the server gets at the same time; others wait for their turn. `nil` for any number.
        public var maximumConcurrency: Int?

        public static let concurrencyRange = 1...1000
    }

    /// The enabled servers, in the order of the file.
    public var servers: [Server] = []
    /// The names of the servers that are switched off, in the order of the file.
    public var disabledServers: [String] = []
    /// How scripts are run.
    public var codeExecution = CodeExecutionSettings()
    /// The tools of servers that clients can call directly.
    public var exposedTools = ToolExposure.none
    /// How clients reach the hub over HTTP.
    public var http = HTTPSettings()
    /// What is odd but does not prevent starting, for the log.
    public var warnings: [ConfigurationProblem] = []
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
    /// The only tools that scripts may call, as patterns for `server__tool`, `nil` for all.
    public var allowedTools: [NamePattern]?
    /// Tools that scripts may not call, whatever else allows them.
    public var deniedTools: [NamePattern] = []
    /// Whether scripts may only call tools that declare themselves read-only.
    public var isReadOnly = false
    /// Further rules for single servers.
    public var servers: [String: ServerRules] = [:]

    /// What scripts may do with one server, besides what holds for all.
    public struct ServerRules: Sendable {
        /// The only tools that scripts may call, as patterns for the tool's name with or without that of the server, `nil` for all.
        public var allowedTools: [NamePattern]?
        /// Tools that scripts may not call.
        public var deniedTools: [NamePattern] = []
        /// Replaces `isReadOnly` of the settings for this server, unless it is `nil`.
        public var isReadOnly: Bool?

        public init() {}
    }

    public static let timeoutRange: ClosedRange<Duration> = .milliseconds(1)...(.seconds(600))
    public static let memoryRange = (1 << 20)...(4 << 30)
    public static let poolRange = 1...100
    public static let parallelRange = 1...32

    public init() {}
}

extension HubConfiguration.Endpoint: Equatable {
    public static func == (left: Self, right: Self) -> Bool {
        func same(_ left: [(name: String, value: String)], _ right: [(name: String, value: String)]) -> Bool {
            left.elementsEqual(right) { $0 == $1 }
        }
        switch (left, right) {
        case (
            .process(let command, let arguments, let environment),
            .process(let otherCommand, let otherArguments, let otherEnvironment)
        ):
            return command == otherCommand && arguments == otherArguments && same(environment, otherEnvironment)
        case (.http(let url, let headers), .http(let otherURL, let otherHeaders)):
            return url == otherURL && same(headers, otherHeaders)
        default:
            return false
        }
    }
}
