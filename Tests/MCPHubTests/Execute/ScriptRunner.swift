// Running real scripts against the demonstration servers.

import JSSyntax
import MCPEngine
import Synchronization
import Testing

@testable import MCPHub

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A hub with the demonstration servers and an executor with the real engine.
final class ScriptRunner: Sendable {
    let hub: Hub
    private let executor: ScriptExecutor
    private let engine: TimedEngine

    /// - Parameters:
    ///   - fixture: adds the Python server `fixture`.
    ///   - gcStress: collect garbage at every allocation.
    ///   - files: where traces and recordings go.
    init(
        _ settings: CodeExecutionSettings = CodeExecutionSettings(), fixture: Bool = false, gcStress: Bool = false,
        files: ExecutionFiles = ExecutionFiles()
    ) {
        var configuration = HubConfiguration()
        if fixture {
            configuration.servers = [
                HubConfiguration.Server(
                    name: "fixture",
                    endpoint: .process(command: "/usr/bin/python3", arguments: [Fixture.path], environment: []),
                    timeout: .seconds(60), isRequired: false)
            ]
        }
        hub = makeDemoHub(configuration)
        engine = TimedEngine(JavaScriptEngine(gcStress: gcStress))
        executor = ScriptExecutor(
            hub: hub, engine: engine, settings: settings, files: files, log: .silent)
    }

    deinit {
        executor.close()
        hub.stop()
    }

    func run(
        _ source: String, input: JSONValue = [:], timeout: Duration? = nil, format: OutcomeFormat = .execute,
        maximumToolCalls: Int? = nil, allowedServers: Set<String>? = nil, cancellation: Cancellation = Cancellation()
    ) -> ExecutionOutcome {
        var request = ExecutionRequest(source: source, format: format)
        request.input = JSONText(input)
        request.timeout = timeout
        request.maximumToolCalls = maximumToolCalls
        request.allowedServers = allowedServers
        return executor.execute(request, cancellation: cancellation)
    }

    func run(_ request: ExecutionRequest) -> ExecutionOutcome { executor.execute(request) }

    /// The processor time of the script that ended last.
    var processorTime: Duration { engine.last }

    /// The numbers as a client gets them.
    var metrics: [UInt8] { MetricsPage(hub: hub, executor: executor).response.body }

    /// The result of a script as JSON text, or `type: message` of its failure.
    func result(_ source: String, input: JSONValue = [:]) -> String { run(source, input: input).summary }
}

/// The real engine, and how much processor time a script took of its thread: other work on the machine makes no difference to that.
private final class TimedEngine: ScriptEngine {
    private let engine: JavaScriptEngine
    private let time = Mutex(Duration.zero)

    init(_ engine: JavaScriptEngine) { self.engine = engine }

    var last: Duration { time.withLock { $0 } }
    var timeZone: String? { engine.timeZone }

    func check(_ source: String, language: SourceLanguage) -> [ScriptFailure] { engine.check(source, language: language) }

    func run(_ job: ScriptJob) -> ScriptResult {
        let start = processorTime()
        defer { time.withLock { $0 = processorTime() - start } }
        return engine.run(job)
    }
}

/// What this thread has taken of a processor.
func processorTime() -> Duration {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(Int(time.tv_sec)) + .nanoseconds(Int(time.tv_nsec))
}

extension ExecutionOutcome {
    /// The result as JSON text, or `type: message` of the failure.
    var summary: String {
        switch result {
        case .success(let value): value.string
        case .failure(let failure): failure.description
        }
    }

    var failure: ScriptFailure? {
        if case .failure(let failure) = result { failure } else { nil }
    }

    /// `level: message` and the fields of each log entry.
    var logLines: [String] {
        logs.map { entry in
            let value = entry.value
            let fields = value["fields"].map { " " + $0.text } ?? ""
            return "\(value["level"]?.stringValue ?? "?"): \(value["message"]?.stringValue ?? "?")\(fields)"
        }
    }
}
