// What the hub counts. Labels take their values from fixed lists and from the configuration: the names of servers are as many
// as an operator has written down, and calls to servers that do not exist share one name. Names of tools are no labels.

/// The numbers of one hub.
public final class HubMetrics: Sendable {
    /// Stands for all servers that are not configured.
    static let unknownServer = "(unknown)"

    private static let seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60, 120, 300, 600]

    private let executions = Counter(
        "jsexec_executions_total", "Executions that ended, by the tool that was called and by what they came to.",
        labels: ["tool", "outcome"])
    private let executionSeconds = Histogram(
        "jsexec_execution_duration_seconds", "Time from the start of a script to its end, tool calls included.",
        labels: ["tool"], bounds: seconds)
    private let queueSeconds = Histogram(
        "jsexec_execution_queue_seconds", "Time that executions waited for a thread, dropped ones included.", bounds: seconds)
    private let steps = Histogram(
        "jsexec_execution_steps", "Steps that scripts took.", bounds: (2...10).map { power in (0..<power).reduce(1.0) { value, _ in value * 10 } })
    private let memory = Histogram(
        "jsexec_execution_peak_memory_bytes", "Most memory that scripts had at once.",
        bounds: (16...32).filter { $0 % 2 == 0 }.map { Double(1 << $0) })
    private let resultBytes = Counter("jsexec_execution_result_bytes_total", "Bytes of JSON that scripts returned.")
    private let calls = Counter(
        "jsexec_tool_calls_total", "Calls of tools by scripts and by invoke, refused ones included, by code; ok if they succeeded.",
        labels: ["server", "code"])
    private let callSeconds = Histogram(
        "jsexec_upstream_call_duration_seconds", "Time that calls took which were sent to servers.", labels: ["server"],
        bounds: seconds)
    private let argumentBytes = Counter(
        "jsexec_tool_call_argument_bytes_total", "Bytes of JSON of the arguments of tool calls.", labels: ["server"])
    private let answerBytes = Counter(
        "jsexec_tool_call_result_bytes_total", "Bytes of JSON of the results of tool calls.", labels: ["server"])
    private let responses = Counter(
        "jsexec_http_requests_total", "HTTP requests that were answered, by status.", labels: ["status"])
    private let started = currentMilliseconds()

    init() {}

    // MARK: Counting

    /// An execution has ended, or was dropped before it began.
    func count(_ outcome: ExecutionOutcome, _ format: OutcomeFormat) {
        queueSeconds.observe(outcome.queueTime.seconds)
        switch outcome.result {
        case .success(let value):
            executions.add(1, format.rawValue, "success")
            resultBytes.add(value.count)
        case .failure(let failure): executions.add(1, format.rawValue, failure.type.rawValue)
        }
        guard outcome.began != nil else { return }
        executionSeconds.observe(outcome.wallTime.seconds, format.rawValue)
        steps.observe(Double(outcome.statistics.steps))
        memory.observe(Double(outcome.statistics.peakMemoryBytes))
    }

    /// A tool call has ended.
    ///
    /// - Parameter isConfigured: whether its server is.
    func count(_ call: ToolCallRecord, isConfigured: Bool) {
        let server = isConfigured ? call.server : Self.unknownServer
        calls.add(1, server, call.errorCode?.rawValue ?? "ok")
        argumentBytes.add(call.argumentBytes, server)
        answerBytes.add(call.bytes, server)
        if call.wasSent, server != ServerName.hub { callSeconds.observe(call.duration.seconds, server) }
    }

    /// An HTTP request was answered.
    func countAnswer(status: Int) { responses.add(1, String(status)) }

    // MARK: Telling

    /// Everything that was counted, and what holds now.
    func text(_ now: Snapshot) -> [UInt8] {
        var text = MetricsText()
        text.family("jsexec_build_info", .gauge, "The version of this program.")
        text.sample("jsexec_build_info", [(name: "version", value: ProductInfo.version)], 1)
        executions.write(to: &text)
        executionSeconds.write(to: &text)
        queueSeconds.write(to: &text)
        steps.write(to: &text)
        memory.write(to: &text)
        resultBytes.write(to: &text)
        now.writePool(to: &text)
        calls.write(to: &text)
        callSeconds.write(to: &text)
        argumentBytes.write(to: &text)
        answerBytes.write(to: &text)
        now.writeServers(to: &text)
        responses.write(to: &text)
        ProcessUsage().write(to: &text)
        text.gauge("process_start_time_seconds", "When the hub was made, in seconds since 1970.", started / 1000)
        return text.bytes
    }

    /// What holds at one moment.
    struct Snapshot: Sendable {
        var pool: ThreadPool.Load
        var servers: [(name: String, phase: UpstreamServer.Phase, toolCount: Int)]

        fileprivate func writePool(to text: inout MetricsText) {
            text.gauge("jsexec_pool_size", "Scripts that can run at the same time.", Double(pool.size))
            text.gauge("jsexec_pool_in_use", "Scripts that run.", Double(pool.running))
            text.gauge("jsexec_pool_available", "Scripts that could start at once.", Double(max(0, pool.size - pool.running)))
            text.gauge("jsexec_pool_queue_depth", "Executions that wait for a thread.", Double(pool.waiting))
        }

        fileprivate func writeServers(to text: inout MetricsText) {
            text.family("jsexec_upstream_connection_state", .gauge, "1 for the state that the connection to a server is in.")
            for server in servers {
                for state in ["connecting", "ready", "failed", "stopped"] {
                    text.sample(
                        "jsexec_upstream_connection_state", [(name: "server", value: server.name), (name: "state", value: state)],
                        server.phase.name == state ? 1 : 0)
                }
            }
            text.family("jsexec_upstream_tools", .gauge, "Tools that a server offers.")
            for server in servers {
                text.sample("jsexec_upstream_tools", [(name: "server", value: server.name)], Double(server.toolCount))
            }
        }
    }
}

/// The numbers of a hub as they are at the moment of a request.
struct MetricsPage: Sendable {
    let hub: Hub
    let executor: ScriptExecutor

    var response: HTTPResponse {
        HTTPResponse(
            200, ["content-type": MetricsText.contentType, "cache-control": "no-store"],
            body: hub.metrics.text(.init(pool: executor.load, servers: hub.serverStates)))
    }
}

extension UpstreamServer.Phase {
    /// The name without the reason.
    fileprivate var name: String {
        switch self {
        case .connecting: "connecting"
        case .ready: "ready"
        case .failed: "failed"
        case .stopped: "stopped"
        }
    }
}
