// The boundary between the hub and whatever runs JavaScript. JSON crosses it as UTF-8 bytes; everything else about
// an execution (tools, logs, limits on them) stays on this side.

/// Runs scripts.
public protocol ScriptEngine: Sendable {
    /// Runs one script to its end on the calling thread.
    func run(_ job: ScriptJob) -> ScriptResult
}

/// One script to run.
public struct ScriptJob: Sendable {
    /// The text as submitted.
    public let source: String
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
    public let tools: ToolDispatcher
    public let logs: LogCollector
    /// Calls of one batch that run at the same time, unless the script says otherwise.
    public let maximumParallel: Int
}

/// What a script came to.
public struct ScriptResult: Sendable {
    public let result: Result<JSONText, ScriptFailure>
    public let statistics: EngineStatistics

    public init(_ result: Result<JSONText, ScriptFailure>, statistics: EngineStatistics) {
        self.result = result
        self.statistics = statistics
    }
}
