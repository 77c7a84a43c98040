// The boundary between the hub and whatever runs JavaScript. JSON crosses it as UTF-8 bytes; everything else about
// an execution (tools, logs, limits on them) stays on this side.

import JSSyntax

/// Runs scripts.
public protocol ScriptEngine: Sendable {
    /// The name of the time zone that scripts see unless they are given another, `nil` if it has none.
    var timeZone: String? { get }

    /// The problems of a script that can be found without running it.
    func check(_ source: String, language: SourceLanguage) -> [ScriptFailure]

    /// Runs one script to its end on the calling thread, whose stack is of `ScriptJob.stackBytes`.
    func run(_ job: ScriptJob) -> ScriptResult
}

/// One script to run.
public struct ScriptJob: Sendable {
    /// The stack of the threads that run scripts: large, since a tree-walking interpreter recurses with the script.
    public static let stackBytes = 16 << 20

    /// The text as submitted.
    public let source: String
    /// The language of the text, unless a code fence around it names another.
    public let language: SourceLanguage
    /// Wall clock limit, which began to run just now.
    public let timeout: Duration
    /// The moment at which `timeout` is over.
    public let deadline: Deadline
    public let memoryBytes: Int
    public let steps: UInt64?
    /// The value of `input`, a JSON object.
    public let input: JSONText
    /// Thrown when the client does not want the result any more.
    public let cancellation: Cancellation
    public internal(set) var tools: any ScriptTools
    public let logs: LogCollector
    /// Calls of one batch that run at the same time, unless the script says otherwise.
    public let maximumParallel: Int
    /// What the script sees of chance and time.
    public internal(set) var surroundings = ScriptSurroundings()
}

/// What a script sees of chance and time; what is `nil` is the host's own.
public struct ScriptSurroundings: Sendable {
    /// Makes `Math.random` repeat.
    public var randomSeed: UInt64?
    /// The present time in milliseconds since 1970.
    public var clock: (@Sendable () -> Double)?
    /// The name of the time zone, or its rules.
    public var timeZone: String?

    public init() {}
}

/// The tools as a script sees them. Its functions block, and are called by the thread of the script alone.
public protocol ScriptTools: Sendable {
    /// The tools that may be called, `[{name, server, tool, description, inputSchema}]`.
    ///
    /// - Parameter query: words to look for; all tools if it is empty.
    func tools(matching query: String) -> JSONText

    /// Everything about one tool, its signature included.
    func describe(_ name: String) throws(ToolFailure) -> JSONText

    /// "; did you mean ...?" for a name that is no tool.
    func suggestion(for name: String) -> String

    /// Makes one call.
    func call(_ request: ToolDispatcher.Request) -> ToolDispatcher.Answer

    /// Makes several calls, up to `maximumParallel` at the same time.
    ///
    /// - Returns: the answers in the order of the requests.
    func callAll(_ requests: [ToolDispatcher.Request], maximumParallel: Int) -> [ToolDispatcher.Answer]

    /// Refuses a call whose arguments cannot even be sent.
    func refuse(_ request: ToolDispatcher.Request, _ message: String) -> ToolDispatcher.Answer

    /// Why the execution is over, although its script has not ended; asked after each call.
    var ending: ExecutionEnding? { get }
}

/// Why an execution is over although its script has not ended.
public enum ExecutionEnding: String, Sendable {
    case deadline
    case cancelled
}

/// A part of an execution that took time.
public struct ExecutionPhase: Sendable {
    public enum Kind: String, Sendable {
        /// Waiting for a thread.
        case queue
        /// Waiting for servers that are being connected for the first time.
        case servers
        case parse
        case analyse
        /// Making a realm with the host functions.
        case prepare
        case run
        case serialise
    }

    public let kind: Kind
    public let start: ContinuousClock.Instant
    public let duration: Duration

    public init(_ kind: Kind, start: ContinuousClock.Instant, duration: Duration) {
        self.kind = kind
        self.start = start
        self.duration = duration
    }
}

/// What a script came to.
public struct ScriptResult: Sendable {
    public let result: Result<JSONText, ScriptFailure>
    public let statistics: EngineStatistics
    /// What the engine did, in order.
    public let phases: [ExecutionPhase]

    public init(_ result: Result<JSONText, ScriptFailure>, statistics: EngineStatistics, phases: [ExecutionPhase] = []) {
        self.result = result
        self.statistics = statistics
        self.phases = phases
    }

    /// The same without a result that is larger than a number of bytes.
    func limited(to maximumBytes: Int) -> ScriptResult {
        guard case .success(let value) = result, value.count > maximumBytes else { return self }
        let failure = ScriptFailure(
            .outputLimit, "script result of \(value.count) bytes exceeds the limit of \(maximumBytes) bytes of JSON",
            hint: "Filter, slice or summarise in the script, and return only what is needed.")
        return ScriptResult(.failure(failure), statistics: statistics, phases: phases)
    }
}
