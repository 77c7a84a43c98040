// An execution as a picture: the trace event format of Chrome, which Perfetto and `chrome://tracing` open. The first lane is the
// script with its phases; tool calls are on the lanes below, as many as there were calls at the same time.

/// Writes traces.
enum ExecutionTrace {
    private static let process = 1
    private static let scriptLane = 1

    /// The trace of an execution that has ended: as many calls as the outcome lists.
    static func text(_ outcome: ExecutionOutcome, _ format: OutcomeFormat) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("displayTimeUnit")
        writer.string("ms")
        writer.key("otherData")
        writer.value(["execution_id": .string(outcome.executionID), "version": .string(ProductInfo.version)])
        writer.key("traceEvents")
        writer.beginArray()
        for event in events(outcome, format) { writer.value(event) }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    private static func events(_ outcome: ExecutionOutcome, _ format: OutcomeFormat) -> [JSONValue] {
        guard let began = outcome.began else { return [] }
        let origin = outcome.phases.first?.start ?? began
        var events: [JSONValue] = [name("process_name", "execution \(outcome.executionID)", lane: 0), lane(scriptLane, "script")]
        var summary: JSONObject = [
            "tool": .string(format.rawValue), "outcome": "success", "steps": JSONValue(Int(clamping: outcome.statistics.steps)),
            "peak_memory_bytes": JSONValue(outcome.statistics.peakMemoryBytes), "tool_calls": JSONValue(outcome.toolCallCount),
        ]
        if case .failure(let failure) = outcome.result { summary["outcome"] = .string(failure.type.rawValue) }
        // What encloses others comes first.
        let inner = outcome.phases.filter { $0.start >= began }
        for phase in outcome.phases where phase.start < began {
            events.append(span(phase.kind.rawValue, "phase", scriptLane, phase.start - origin, phase.duration, [:]))
        }
        events.append(span("execution", "execution", scriptLane, began - origin, outcome.wallTime, summary))
        for phase in inner {
            events.append(span(phase.kind.rawValue, "phase", scriptLane, phase.start - origin, phase.duration, [:]))
        }
        return events + calls(outcome.toolCalls, began - origin)
    }

    private static func calls(_ calls: [ToolCallRecord], _ offset: Duration) -> [JSONValue] {
        /// When each lane is free again.
        var ends: [Duration] = []
        var spans: [JSONValue] = []
        for call in calls.sorted(by: { $0.start < $1.start }) {
            let free = ends.firstIndex { $0 <= call.start }
            let index = free ?? ends.count
            if free == nil { ends.append(.zero) }
            ends[index] = call.start + call.duration
            spans.append(
                span(
                    call.server + ServerName.separator + call.tool, "tool", scriptLane + 1 + index, offset + call.start,
                    call.duration,
                    [
                        "outcome": .string(call.errorCode?.rawValue ?? "ok"), "argument_bytes": JSONValue(call.argumentBytes),
                        "result_bytes": JSONValue(call.bytes),
                    ]))
        }
        return ends.indices.map { lane(scriptLane + 1 + $0, "tool calls \($0 + 1)") } + spans
    }

    /// An event with a beginning and an end, in microseconds.
    private static func span(
        _ name: String, _ category: String, _ lane: Int, _ start: Duration, _ duration: Duration, _ arguments: JSONObject
    ) -> JSONValue {
        [
            "name": .string(name), "cat": .string(category), "ph": "X", "pid": JSONValue(process), "tid": JSONValue(lane),
            "ts": .number(microseconds(start)), "dur": .number(microseconds(duration)), "args": .object(arguments),
        ]
    }

    private static func lane(_ lane: Int, _ title: String) -> JSONValue { name("thread_name", title, lane: lane) }

    private static func name(_ event: String, _ title: String, lane: Int) -> JSONValue {
        [
            "name": .string(event), "ph": "M", "pid": JSONValue(process), "tid": JSONValue(lane),
            "args": ["name": .string(title)],
        ]
    }

    /// To the nanosecond.
    private static func microseconds(_ duration: Duration) -> Double {
        let (seconds, attoseconds) = duration.components
        return Double(seconds) * 1e6 + Double(attoseconds / 1_000_000_000) / 1000
    }
}
