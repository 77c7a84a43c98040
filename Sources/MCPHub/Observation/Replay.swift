// Running a recorded script again, without servers and without waiting: it is told what it was told then, in the order in which it
// asked. The first thing that is not as it was ends the replay, since what follows means nothing.
//
// What ended a script by the clock (its deadline, or a client that cancelled) has no moment of its own in a replay. If it happened
// in a call the recording says so; else the script is ended at the step that it had reached.

import Synchronization

/// What a replay found.
public struct ReplayReport: Sendable {
    /// The first difference, `nil` if there is none: `{what, event?, index?, recorded, replayed}`.
    public let difference: JSONText?
    /// `{same, executionId, events, steps, difference?, ...}`.
    public let json: JSONText
}

extension Recording {
    /// Longer than any execution may take.
    private static let patience = CodeExecutionSettings.timeoutRange.upperBound

    /// Runs the script again.
    ///
    /// - Parameters:
    ///   - source: another script to run in its place, in the same language.
    ///   - engine: what runs it.
    public func replay(source: String? = nil, engine: any ScriptEngine) -> ReplayReport {
        let cancellation = Cancellation()
        let tools = ReplayTools(events, cancellation)
        let clock = ReplayClock(self.clock)
        let logs = LogCollector()
        let endsAtStep = endStep
        var job = ScriptJob(
            source: source ?? self.source, language: language, timeout: timeout, deadline: .after(Self.patience),
            memoryBytes: memoryBytes, steps: endsAtStep ?? steps, input: input, cancellation: cancellation, tools: tools, logs: logs,
            maximumParallel: maximumParallel)
        job.surroundings.randomSeed = seed
        job.surroundings.clock = { clock.read() }
        job.surroundings.timeZone = timeZone
        // On a thread like the one that the script ran on: its stack bounds how deep calls go.
        let pool = ThreadPool(size: 1, stackBytes: ScriptJob.stackBytes)
        let finished = Completion<ScriptResult>()
        let theJob = job
        pool.submit(Cancellation()) { _ in finished.finish(engine.run(theJob).limited(to: maximumResultBytes)) }
        let result = finished.wait()
        pool.close()
        var difference = tools.difference
        if difference == nil, let result {
            difference =
                logDifference(logs.entries) ?? resultDifference(result, isEndedByStep: endsAtStep != nil) ?? clock.difference
        }
        return report(difference, steps: result?.statistics.steps ?? 0, isChanged: source != nil)
    }

    /// The steps that may be taken by a script that was ended by the clock while it was computing: it stops when it takes one more.
    private var endStep: UInt64? {
        guard let type = outcome.failureType, type == .timeout || type == .cancelled else { return nil }
        if case .ending? = events.last { return nil }
        return outcome.steps > 0 ? outcome.steps - 1 : 0
    }

    private func report(_ difference: JSONText?, steps: UInt64, isChanged: Bool) -> ReplayReport {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("same")
        writer.bool(difference == nil)
        writer.key("executionId")
        writer.string(executionID)
        writer.key("events")
        writer.integer(events.count)
        writer.key("steps")
        writer.integer(Int(clamping: steps))
        if isChanged {
            writer.key("changedScript")
            writer.bool(true)
        }
        if program != ProductInfo.version {
            writer.key("recordedBy")
            writer.string(program)
            writer.key("replayedBy")
            writer.string(ProductInfo.version)
        }
        if let difference {
            writer.key("difference")
            writer.raw(difference)
        }
        writer.endObject()
        return ReplayReport(difference: difference, json: JSONText(trusted: writer.bytes))
    }

    private func logDifference(_ replayed: [JSONText]) -> JSONText? {
        for index in 0..<max(outcome.logs.count, replayed.count) {
            let left = index < outcome.logs.count ? outcome.logs[index] : nil
            let right = index < replayed.count ? replayed[index] : nil
            if left?.bytes != right?.bytes { return Difference(what: "logs", index: index, recorded: left, replayed: right).json }
        }
        return nil
    }

    private func resultDifference(_ replayed: ScriptResult, isEndedByStep: Bool) -> JSONText? {
        let member: (key: String, value: JSONText)
        switch replayed.result {
        case .success(let value): member = ("result", value)
        case .failure(let failure):
            if isEndedByStep, failure.type == .stepLimit { return nil }
            member = ("error", JSONText(failure.value(.execute)))
        }
        if member.key != outcome.member.key || member.value.bytes != outcome.member.value.bytes {
            return Difference(what: member.key == outcome.member.key ? member.key : "outcome", recorded: Self.object(outcome.member), replayed: Self.object(member)).json
        }
        // When a collector runs is not the script's doing.
        if outcome.failureType == .memoryLimit || replayed.statistics.steps == outcome.steps { return nil }
        return Difference(
            what: "steps", recorded: JSONText(JSONValue(Int(clamping: outcome.steps))),
            replayed: JSONText(JSONValue(Int(clamping: replayed.statistics.steps)))
        ).json
    }

    private static func object(_ member: (key: String, value: JSONText)) -> JSONText {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key(member.key)
        writer.raw(member.value)
        writer.endObject()
        return JSONText(trusted: writer.bytes)
    }
}

/// What is not as it was recorded.
private struct Difference {
    let what: String
    /// The number of the event, from 1, which is on the line after that number.
    var event: Int?
    /// The number of the log entry, from 0.
    var index: Int?
    let recorded: JSONText?
    let replayed: JSONText?

    var json: JSONText {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("what")
        writer.string(what)
        for (key, number) in [("event", event), ("index", index)] {
            guard let number else { continue }
            writer.key(key)
            writer.integer(number)
        }
        for (key, side) in [("recorded", recorded), ("replayed", replayed)] {
            writer.key(key)
            if let side { writer.raw(side) } else { writer.null() }
        }
        writer.endObject()
        return JSONText(trusted: writer.bytes)
    }
}

/// Answers a script from a recording.
private final class ReplayTools: ScriptTools {
    private struct State {
        var next = 0
        var difference: JSONText?
    }

    private let events: [RecordedEvent]
    private let cancellation: Cancellation
    private let state = Mutex(State())

    /// - Parameter cancellation: ends the script at the first difference.
    init(_ events: [RecordedEvent], _ cancellation: Cancellation) {
        self.events = events
        self.cancellation = cancellation
    }

    /// The first difference so far. To be asked when the script has ended: what it did not do is one, too.
    var difference: JSONText? {
        state.withLock { state in
            if state.difference == nil, state.next < events.count {
                state.difference =
                    Difference(what: "missing", event: state.next + 1, recorded: events[state.next].json, replayed: nil).json
            }
            return state.difference
        }
    }

    /// What was answered to a question, `nil` if something else was asked then.
    private func answer(_ question: ScriptQuestion) -> ScriptAnswer? {
        let answer = state.withLock { state -> ScriptAnswer? in
            guard state.difference == nil else { return nil }
            guard state.next < events.count else {
                state.difference = Difference(what: "extra", event: state.next + 1, recorded: nil, replayed: question.json).json
                return nil
            }
            let event = events[state.next]
            var what = "event"
            if case .question(let recorded, let answer) = event {
                guard let difference = recorded.difference(from: question) else {
                    state.next += 1
                    return answer
                }
                what = isAsked(question, after: state.next) ? "order" : difference
            }
            state.difference = Difference(what: what, event: state.next + 1, recorded: event.json, replayed: question.json).json
            return nil
        }
        if answer == nil { cancellation.cancel() }
        return answer
    }

    private func isAsked(_ question: ScriptQuestion, after index: Int) -> Bool {
        events[(index + 1)...].contains { event in
            if case .question(let recorded, _) = event { recorded.difference(from: question) == nil } else { false }
        }
    }

    private static func failure(_ request: ToolDispatcher.Request) -> ToolDispatcher.Answer {
        .failure(ToolFailure(.cancelled, tool: request.name, "the replay has ended"))
    }

    func tools(matching query: String) -> JSONText {
        if case .json(let json)? = answer(.tools(query: query)) { json } else { JSONText([]) }
    }

    func describe(_ name: String) throws(ToolFailure) -> JSONText {
        switch answer(.description(name: name)) {
        case .json(let json): return json
        case .failure(let failure): throw failure
        default: throw ToolFailure(.cancelled, tool: name, "the replay has ended")
        }
    }

    func suggestion(for name: String) -> String {
        if case .text(let text)? = answer(.suggestion(name: name)) { text } else { "" }
    }

    func call(_ request: ToolDispatcher.Request) -> ToolDispatcher.Answer {
        if case .call(let answer)? = answer(.call(request)) { answer } else { Self.failure(request) }
    }

    func callAll(_ requests: [ToolDispatcher.Request], maximumParallel: Int) -> [ToolDispatcher.Answer] {
        if case .batch(let answers)? = answer(.batch(requests, maximumParallel: maximumParallel)) { return answers }
        return requests.map(Self.failure)
    }

    func refuse(_ request: ToolDispatcher.Request, _ message: String) -> ToolDispatcher.Answer {
        _ = answer(.refusal(request, message: message))
        return .failure(ToolFailure(.invalidArguments, tool: request.name, message))
    }

    var ending: ExecutionEnding? {
        state.withLock { state in
            if state.difference != nil { return .cancelled }
            guard state.next < events.count, case .ending(let ending) = events[state.next] else { return nil }
            state.next += 1
            return ending
        }
    }
}

/// Gives a script the readings of the clock that it had.
private final class ReplayClock: Sendable {
    private struct State {
        var index = 0
        /// How often the entry was read.
        var used = 0
        var isExhausted = false
    }

    private let readings: [(time: Double, count: Int)]
    private let state = Mutex(State())

    init(_ readings: [(time: Double, count: Int)]) { self.readings = readings }

    func read() -> Double {
        state.withLock { state in
            if state.index < readings.count, state.used == readings[state.index].count {
                state.index += 1
                state.used = 0
            }
            guard state.index < readings.count else {
                state.isExhausted = true
                return readings.last?.time ?? 0
            }
            state.used += 1
            return readings[state.index].time
        }
    }

    /// That the clock was read more often than it had been.
    var difference: JSONText? {
        guard state.withLock({ $0.isExhausted }) else { return nil }
        let count = readings.reduce(0) { $0 &+ $1.count }
        return Difference(what: "clock", recorded: JSONText(["readings": JSONValue(count)]), replayed: JSONText(["readings": "more"])).json
    }
}
