// Executions from request to outcome: limits are settled, the script waits for a thread, runs, and what it did is
// put together, however it ended.

import Synchronization

/// A request to run a script.
public struct ExecutionRequest: Sendable {
    public var source: String
    /// A JSON object.
    public var input = JSONText([:])
    /// The form in which the outcome will be told; it also chooses the default time limit.
    public var format: OutcomeFormat
    /// Time limit, `nil` for the default of the form.
    public var timeout: Duration?
    /// Most tool calls, 0 for any number, `nil` for what the configuration says.
    public var maximumToolCalls: Int?
    /// The only servers that may be called, on top of what the configuration says.
    public var allowedServers: Set<String>?
    /// The only tools that may be called, as patterns for `server__tool`, on top of what the configuration says.
    public var allowedTools: [NamePattern]?
    /// Whether only tools may be called that declare themselves read-only.
    public var isReadOnly = false
    /// Called after each tool call with its number.
    public var onToolCall: @Sendable (_ call: ToolCallRecord, _ count: Int) -> Void = { _, _ in }
    /// Called when servers tell how far calls are.
    var onProgress: ToolDispatcher.ProgressHandler?

    public init(source: String, format: OutcomeFormat) {
        self.source = source
        self.format = format
    }
}

/// Runs scripts against a hub.
public final class ScriptExecutor: Sendable {
    private let hub: Hub
    private let engine: any ScriptEngine
    private let currentSettings: Mutex<CodeExecutionSettings>
    private let pool: InterpreterPool
    private let log: Log

    public init(hub: Hub, engine: any ScriptEngine, settings: CodeExecutionSettings, log: Log) {
        self.hub = hub
        self.engine = engine
        currentSettings = Mutex(settings)
        self.log = log
        pool = InterpreterPool(size: settings.poolSize)
    }

    /// The settings under which executions begin now.
    var settings: CodeExecutionSettings { currentSettings.withLock { $0 } }

    /// Changes the settings of the executions that have not begun yet.
    func apply(_ settings: CodeExecutionSettings) {
        currentSettings.withLock { $0 = settings }
        pool.resize(to: settings.poolSize)
    }

    /// Runs a script and waits for its outcome.
    public func execute(_ request: ExecutionRequest, cancellation: Cancellation = Cancellation()) -> ExecutionOutcome {
        let outcome = Completion<ExecutionOutcome>()
        submit(request, cancellation: cancellation) { outcome.finish($0) }
        // The pool answers every request, so there is always an outcome.
        return outcome.wait()
            ?? ExecutionOutcome(executionID: "", result: .failure(ScriptFailure(.cancelled, "execution was cancelled")))
    }

    /// Runs a script as soon as a thread is free, and hands its outcome to `completion` on that thread.
    func submit(
        _ request: ExecutionRequest, cancellation: Cancellation,
        completion: @escaping @Sendable (ExecutionOutcome) -> Void
    ) {
        let identifier = Self.makeIdentifier()
        let queued = ContinuousClock.now
        pool.submit(cancellation) { [self] admission in
            let log = log.with("execution_id", .string(identifier))
            switch admission {
            case .dropped:
                log.info("execution dropped while waiting")
                completion(
                    ExecutionOutcome(
                        executionID: identifier, result: .failure(ScriptFailure(.cancelled, "execution was cancelled"))))
            case .running:
                let waited = ContinuousClock.now - queued
                let load = pool.load
                log.info(
                    "execution started",
                    [
                        "tool": .string(request.format.rawValue), "source_bytes": JSONValue(request.source.utf8.count),
                        "waited_ms": JSONValue(waited.milliseconds), "running": JSONValue(load.running),
                        "waiting": JSONValue(load.waiting),
                    ])
                completion(run(request, identifier, cancellation, log))
            }
        }
    }

    /// Stops taking scripts and returns when the running ones have ended; they are expected to be cancelled.
    public func close() { pool.close() }

    private static func makeIdentifier() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private func run(
        _ request: ExecutionRequest, _ identifier: String, _ cancellation: Cancellation, _ log: Log
    ) -> ExecutionOutcome {
        hub.waitForStartup()
        let start = ContinuousClock.now
        let servers = hub.serverSet
        let settings = settings
        let timeout =
            request.timeout ?? (request.format == .execute ? settings.executeTimeout : settings.codeExecutionTimeout)
        let deadline = Deadline.after(timeout)
        let tools = ToolDispatcher(
            hub: hub, servers: servers, permissions: permissions(request, settings),
            maximumCalls: maximumCalls(request, settings), deadline: deadline, cancellation: cancellation, log: log,
            onFinished: request.onToolCall, onProgress: request.onProgress)
        let logs = LogCollector()
        var outcome = ExecutionOutcome(
            executionID: identifier, result: .failure(ScriptFailure(.cancelled, "execution was cancelled")))
        let result = engine.run(
            ScriptJob(
                source: request.source, timeout: timeout, deadline: deadline, memoryBytes: settings.memoryBytes,
                steps: settings.steps, input: request.input, cancellation: cancellation, tools: tools, logs: logs,
                maximumParallel: settings.maximumParallel))
        outcome.result = limited(result.result, settings)
        outcome.statistics = result.statistics
        outcome.logs = logs.entries
        outcome.toolCalls = tools.records
        outcome.toolCallCount = tools.callCount
        outcome.timeInTools = tools.timeInTools
        outcome.wallTime = ContinuousClock.now - start
        report(outcome, to: log)
        return outcome
    }

    private func permissions(_ request: ExecutionRequest, _ settings: CodeExecutionSettings) -> Permissions {
        Permissions(settings).narrowed(
            servers: request.allowedServers, tools: request.allowedTools, readOnly: request.isReadOnly)
    }

    private func maximumCalls(_ request: ExecutionRequest, _ settings: CodeExecutionSettings) -> Int? {
        let wanted = request.maximumToolCalls.flatMap { $0 == 0 ? nil : $0 }
        guard let configured = settings.maximumToolCalls else { return wanted }
        return min(configured, wanted ?? configured)
    }

    private func limited(
        _ result: Result<JSONText, ScriptFailure>, _ settings: CodeExecutionSettings
    ) -> Result<JSONText, ScriptFailure> {
        guard case .success(let value) = result, value.count > settings.maximumResultBytes else { return result }
        return .failure(
            ScriptFailure(
                .outputLimit,
                "script result of \(value.count) bytes exceeds the limit of \(settings.maximumResultBytes) bytes of JSON",
                hint: "Filter, slice or summarise in the script, and return only what is needed."))
    }

    private func report(_ outcome: ExecutionOutcome, to log: Log) {
        var failureType = JSONValue.null
        if case .failure(let failure) = outcome.result { failureType = .string(failure.type.rawValue) }
        log.info(
            "execution finished",
            [
                "ok": .bool(!outcome.isFailure), "error_type": failureType,
                "ms": JSONValue(outcome.wallTime.milliseconds), "tool_ms": JSONValue(outcome.timeInTools.milliseconds),
                "tool_calls": JSONValue(outcome.toolCallCount),
                "steps": JSONValue(Int(clamping: outcome.statistics.steps)),
                "peak_memory_bytes": JSONValue(outcome.statistics.peakMemoryBytes),
            ])
    }
}
