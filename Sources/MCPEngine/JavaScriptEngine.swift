// The engine of this package behind the hub's boundary.

import JSInterpreter
import MCPHub

/// Runs scripts in fresh sandboxed realms.
public struct JavaScriptEngine: ScriptEngine {
    /// The name of the script in stack traces.
    private static let scriptName = "script"

    /// What scripts may use of the stack of a thread of the pool: always the same, so that a replay recurses as deep.
    private static let stackBytes = UInt(ScriptJob.stackBytes - (1 << 20))

    private let gcStress: Bool

    /// - Parameter gcStress: collect garbage at every allocation; for tests.
    public init(gcStress: Bool = false) { self.gcStress = gcStress }

    public var timeZone: String? { Interpreter.hostTimeZone }

    public func run(_ job: ScriptJob) -> ScriptResult {
        let start = ContinuousClock.now
        let script: Script
        do {
            script = try Script(
                source: job.source, name: Self.scriptName,
                options: ScriptOptions(topLevel: .functionBody, language: job.language))
        } catch {
            return ScriptResult(
                .failure(ScriptFailure(error)), statistics: EngineStatistics(),
                phases: [ExecutionPhase(.parse, start: start, duration: ContinuousClock.now - start)])
        }
        let token = CancellationToken()
        return job.cancellation.withHandler({ token.cancel() }) {
            evaluate(
                script, job, token,
                phases: [
                    ExecutionPhase(.parse, start: start, duration: script.parsingTime),
                    ExecutionPhase(.analyse, start: start + script.parsingTime, duration: script.analysisTime),
                ])
        }
    }

    public func check(_ source: String, language: SourceLanguage) -> [ScriptFailure] {
        do {
            _ = try Script(
                source: source, name: Self.scriptName, options: ScriptOptions(topLevel: .functionBody, language: language))
            return []
        } catch {
            let failure = ScriptFailure(error)
            return failure.diagnostics.isEmpty ? [failure] : failure.diagnostics
        }
    }

    private func evaluate(
        _ script: Script, _ job: ScriptJob, _ token: CancellationToken, phases: [ExecutionPhase]
    ) -> ScriptResult {
        var phases = phases
        var kind = ExecutionPhase.Kind.prepare
        var start = ContinuousClock.now
        func begin(_ next: ExecutionPhase.Kind) {
            let now = ContinuousClock.now
            phases.append(ExecutionPhase(kind, start: start, duration: now - start))
            (kind, start) = (next, now)
        }
        let limits = Limits(
            timeout: job.deadline.remaining ?? job.timeout, memoryBytes: job.memoryBytes, steps: job.steps,
            randomSeed: job.surroundings.randomSeed, stackBytes: Self.stackBytes)
        let interpreter = Interpreter(profile: .sandbox, limits: limits, cancellation: token, gcStress: gcStress)
        if let clock = job.surroundings.clock { interpreter.setClock(clock) }
        if let timeZone = job.surroundings.timeZone { _ = interpreter.setTimeZone(timeZone) }
        let result: Result<JSONText, ScriptFailure>
        do {
            try HostBinding(job: job).install(in: interpreter)
            try ConsoleBinding(logs: job.logs).install(in: interpreter)
            begin(.run)
            let value = try interpreter.evaluate(script)
            begin(.serialise)
            result = .success(JSONText(trusted: try interpreter.serializeResult(value)))
        } catch {
            result = .failure(Self.failure(error, job))
        }
        phases.append(ExecutionPhase(kind, start: start, duration: ContinuousClock.now - start))
        let statistics = interpreter.statistics
        return ScriptResult(
            result,
            statistics: EngineStatistics(steps: statistics.steps, peakMemoryBytes: statistics.peakMemoryBytes), phases: phases)
    }

    private static func failure(_ error: ExecutionError, _ job: ScriptJob) -> ScriptFailure {
        switch error {
        case .exception(let exception):
            ScriptFailure(
                .runtimeError, exception.message, line: exception.line, column: exception.column,
                codeFrame: exception.codeFrame,
                hint: RuntimeHints.hint(exception.message, source: job.source, line: exception.line, column: exception.column),
                stack: exception.stack.isEmpty ? nil : exception.stack)
        case .serialization(let message):
            ScriptFailure(.serializationError, message, hint: RuntimeHints.hint(result: message))
        case .terminated(let termination):
            failure(termination, job)
        }
    }

    private static func failure(_ termination: Termination, _ job: ScriptJob) -> ScriptFailure {
        switch termination {
        case .deadline:
            ScriptFailure(
                .timeout, "script execution exceeded timeout of \(job.timeout.shortText)",
                hint: "Make fewer tool calls, run them together with mcp.callTools, or process less data.")
        case .stepLimit:
            ScriptFailure(
                .stepLimit, "script exceeded step limit of \(job.steps ?? 0)",
                hint: "Look for a loop that does not end, or process less data.")
        case .memoryLimit:
            ScriptFailure(
                .memoryLimit, "script exceeded memory limit of \(job.memoryBytes >> 20)MB",
                hint: "Process the data in smaller parts and keep only what is needed.")
        case .cancelled:
            ScriptFailure(.cancelled, "execution was cancelled")
        }
    }
}

extension ScriptFailure {
    /// A script that cannot be run: the first problem, with all of them if there are several.
    init(_ error: ScriptError) {
        let failures = error.diagnostics.map { diagnostic in
            ScriptFailure(
                FailureType(rawValue: diagnostic.kind.errorType) ?? .syntaxError, diagnostic.text, line: diagnostic.line,
                column: diagnostic.column, codeFrame: diagnostic.codeFrame, hint: diagnostic.hint)
        }
        self = failures.first ?? ScriptFailure(.syntaxError, error.message)
        if failures.count > 1 { diagnostics = failures }
    }
}
