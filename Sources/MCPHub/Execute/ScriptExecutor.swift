// Executions from request to outcome: limits are settled, the script waits for a thread, runs, and what it did is
// put together, however it ended.

import JSSyntax
import Synchronization

/// A request to run a script.
public struct ExecutionRequest: Sendable {
    public var source: String
    /// The language of the text, unless a code fence around it names another.
    public var language = SourceLanguage.javaScript
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
    /// What the author of the script allows, which holds besides what the request says.
    public var rules = ScriptRules()
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
    private let pool: ThreadPool
    private let files: ExecutionFiles
    private let log: Log

    /// - Parameter files: where traces and recordings go.
    public init(
        hub: Hub, engine: any ScriptEngine, settings: CodeExecutionSettings, files: ExecutionFiles = ExecutionFiles(), log: Log
    ) {
        self.hub = hub
        self.engine = engine
        currentSettings = Mutex(settings)
        self.files = files
        self.log = log
        pool = ThreadPool(size: settings.poolSize, stackBytes: ScriptJob.stackBytes)
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
            let wait = ExecutionPhase(.queue, start: queued, duration: ContinuousClock.now - queued)
            var outcome = ExecutionOutcome(
                executionID: identifier, result: .failure(ScriptFailure(.cancelled, "execution was cancelled")))
            outcome.queueTime = wait.duration
            switch admission {
            case .dropped:
                log.info("execution dropped while waiting", ["waited_ms": JSONValue(wait.duration.milliseconds)])
            case .running:
                let load = pool.load
                log.info(
                    "execution started",
                    [
                        "tool": .string(request.format.rawValue), "source_bytes": JSONValue(request.source.utf8.count),
                        "waited_ms": JSONValue(wait.duration.milliseconds), "running": JSONValue(load.running),
                        "waiting": JSONValue(load.waiting),
                    ])
                outcome.phases = [wait]
                run(request, cancellation, log, &outcome)
                report(outcome, to: log)
                files.writeTrace(of: outcome, request.format, log: log)
            }
            hub.metrics.count(outcome, request.format)
            completion(outcome)
        }
    }

    /// What the threads are doing.
    var load: ThreadPool.Load { pool.load }

    /// Stops taking scripts and returns when the running ones have ended; they are expected to be cancelled.
    public func close() { pool.close() }

    private static func makeIdentifier() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private func run(
        _ request: ExecutionRequest, _ cancellation: Cancellation, _ log: Log, _ outcome: inout ExecutionOutcome
    ) {
        let admitted = ContinuousClock.now
        hub.waitForStartup()
        let start = ContinuousClock.now
        let servers = hub.serverSet
        let settings = settings
        outcome.began = start
        outcome.phases.append(ExecutionPhase(.servers, start: admitted, duration: start - admitted))
        let timeout = self.timeout(request, settings)
        let deadline = Deadline.after(timeout)
        let memoryBytes = min(settings.memoryBytes, request.rules.memoryBytes ?? .max)
        let tools = ToolDispatcher(
            hub: hub, servers: servers, permissions: permissions(request, settings),
            maximumCalls: maximumCalls(request, settings), maximumAnswerBytes: memoryBytes, deadline: deadline,
            cancellation: cancellation, log: log, began: start,
            onFinished: request.onToolCall, onProgress: request.onProgress)
        let logs = LogCollector()
        var job = ScriptJob(
            source: request.source, language: request.language, timeout: timeout, deadline: deadline,
            memoryBytes: memoryBytes, steps: settings.steps,
            input: request.input, cancellation: cancellation, tools: tools, logs: logs,
            maximumParallel: settings.maximumParallel)
        let recorder = files.makeRecorder(outcome.executionID, log: log)
        if let recorder {
            let options = RecordedOptions(
                executionID: outcome.executionID, request: request, maximumResultBytes: settings.maximumResultBytes,
                maximumToolCalls: maximumCalls(request, settings), timeZone: engine.timeZone)
            job = recorder.begin(job, options)
        }
        let result = engine.run(job).limited(to: settings.maximumResultBytes)
        outcome.result = result.result
        outcome.statistics = result.statistics
        outcome.phases += result.phases
        outcome.logs = logs.entries
        outcome.toolCalls = tools.records
        outcome.toolCallCount = tools.callCount
        outcome.timeInTools = tools.timeInTools
        outcome.wallTime = ContinuousClock.now - start
        recorder?.end(outcome)
    }

    private func permissions(_ request: ExecutionRequest, _ settings: CodeExecutionSettings) -> Permissions {
        Permissions(settings).narrowed(
            servers: request.allowedServers, tools: request.allowedTools, readOnly: request.isReadOnly
        ).narrowed(
            servers: request.rules.allowedServers, tools: request.rules.allowedTools, readOnly: request.rules.isReadOnly,
            by: .script)
    }

    private func timeout(_ request: ExecutionRequest, _ settings: CodeExecutionSettings) -> Duration {
        let usual = request.format == .execute ? settings.executeTimeout : settings.codeExecutionTimeout
        guard let limit = request.rules.timeout else { return request.timeout ?? usual }
        return min(limit, request.timeout ?? limit)
    }

    private func maximumCalls(_ request: ExecutionRequest, _ settings: CodeExecutionSettings) -> Int? {
        // In requests and in scripts 0 stands for any number.
        let wanted = [request.maximumToolCalls, request.rules.maximumToolCalls].compactMap { $0 == 0 ? nil : $0 }
        return (wanted + [settings.maximumToolCalls]).compactMap { $0 }.min()
    }

    private func report(_ outcome: ExecutionOutcome, to log: Log) {
        var failureType = JSONValue.null
        if case .failure(let failure) = outcome.result { failureType = .string(failure.type.rawValue) }
        log.info(
            "execution finished",
            [
                "ok": .bool(!outcome.isFailure), "error_type": failureType,
                "ms": JSONValue(outcome.wallTime.milliseconds),
                "queue_ms": JSONValue(outcome.queueTime.milliseconds), "tool_ms": JSONValue(outcome.timeInTools.milliseconds),
                "tool_calls": JSONValue(outcome.toolCallCount),
                "steps": JSONValue(Int(clamping: outcome.statistics.steps)),
                "peak_memory_bytes": JSONValue(outcome.statistics.peakMemoryBytes),
            ])
    }
}
