// Recording an execution: everything that the script cannot work out itself goes to a file as it happens, so that the same script
// can be run again without the servers (see Recording.swift). What a script reads from the clock is kept reading by reading, and
// not as a clock that is set again: a script that waits for a time to pass must take the same turns. Equal readings in a
// row are one entry, so there are at most as many entries as milliseconds.

import Synchronization

/// What a recording tells about the request, besides what the engine is given.
struct RecordedOptions: Sendable {
    let executionID: String
    let request: ExecutionRequest
    let maximumResultBytes: Int
    let maximumToolCalls: Int?
    /// The name of the time zone that the script sees.
    let timeZone: String?
}

/// Writes the recording of one execution.
final class Recorder: Sendable {
    /// The value of the member `recording` of the first line.
    static let signature = "jsexec"
    static let version = 1

    private struct State {
        var hasFailed = false
        var clock: [(time: Double, count: Int)] = []
    }

    private let file: PrivateFile
    private let log: Log
    private let state = Mutex(State())

    init(_ file: PrivateFile, log: Log) {
        self.file = file
        self.log = log
    }

    /// Writes what is known before the script runs.
    ///
    /// - Returns: the job with surroundings that can be repeated, and with tools whose answers are kept.
    func begin(_ job: ScriptJob, _ options: RecordedOptions) -> ScriptJob {
        let seed = UInt64.random(in: .min ... .max)
        var job = job
        job.tools = RecordingTools(job.tools, self)
        job.surroundings.randomSeed = seed
        job.surroundings.clock = { [self] in readClock() }
        var limits: JSONObject = [
            "timeoutMs": JSONValue(job.timeout.milliseconds), "memoryBytes": JSONValue(job.memoryBytes),
            "maxResultBytes": JSONValue(options.maximumResultBytes), "maxParallel": JSONValue(job.maximumParallel),
        ]
        limits["steps"] = job.steps.map { JSONValue(Int(clamping: $0)) }
        limits["maxToolCalls"] = options.maximumToolCalls.map { JSONValue($0) }
        let request = options.request
        limits["allowedServers"] = request.allowedServers.map { .array($0.sorted().map { .string($0) }) }
        limits["allowedTools"] = request.allowedTools.map { .array($0.map { .string($0.text) }) }
        if request.isReadOnly { limits["readOnly"] = true }
        var writer = JSONWriter()
        writer.beginObject()
        for (key, value) in [
            ("recording", .string(Self.signature)), ("version", JSONValue(Self.version)), ("program", .string(ProductInfo.version)),
            ("executionId", .string(options.executionID)), ("time", .string(currentTimestamp())),
            ("tool", .string(request.format.rawValue)), ("limits", .object(limits)),
            // As text: not every reader of JSON keeps so large numbers.
            ("seed", .string(String(seed))), ("timeZone", options.timeZone.map { .string($0) } ?? .null), ("source", .string(job.source)),
            ("language", .string(job.language.rawValue)),
        ] as [(String, JSONValue)] {
            writer.key(key)
            writer.value(value)
        }
        writer.key("input")
        writer.raw(job.input)
        writer.endObject()
        write(writer.line)
        return job
    }

    fileprivate func add(_ event: RecordedEvent) { write(event.line) }

    /// Writes what the execution came to.
    func end(_ outcome: ExecutionOutcome) {
        let clock = state.withLock { $0.clock }
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("event")
        writer.string("outcome")
        switch outcome.result {
        case .success(let value):
            writer.key("result")
            writer.raw(value)
        case .failure(let failure):
            writer.key("error")
            writer.value(failure.value(.execute))
        }
        writer.key("logs")
        writer.beginArray()
        for entry in outcome.logs { writer.raw(entry) }
        writer.endArray()
        writer.key("steps")
        writer.integer(Int(clamping: outcome.statistics.steps))
        writer.key("toolCalls")
        writer.value(.array(outcome.toolCalls.map(\.value)))
        writer.key("clock")
        writer.value(.array(clock.map { [.number($0.time), JSONValue($0.count)] }))
        writer.endObject()
        write(writer.line)
    }

    private func readClock() -> Double {
        let time = currentMilliseconds()
        state.withLock { state in
            if let last = state.clock.indices.last, state.clock[last].time == time {
                state.clock[last].count += 1
            } else {
                state.clock.append((time, 1))
            }
        }
        return time
    }

    private func write(_ line: [UInt8]) {
        let isFirstFailure = state.withLock { state in
            if state.hasFailed || file.append(line) { return false }
            state.hasFailed = true
            return true
        }
        if isFirstFailure { log.error("cannot write the recording", ["reason": .string(Files.lastErrorText())]) }
    }
}

/// Passes questions on, and keeps them with their answers.
private final class RecordingTools: ScriptTools {
    private let tools: any ScriptTools
    private let recorder: Recorder

    init(_ tools: any ScriptTools, _ recorder: Recorder) {
        self.tools = tools
        self.recorder = recorder
    }

    func tools(matching query: String) -> JSONText {
        let answer = tools.tools(matching: query)
        recorder.add(.question(.tools(query: query), .json(answer)))
        return answer
    }

    func describe(_ name: String) throws(ToolFailure) -> JSONText {
        do throws(ToolFailure) {
            let answer = try tools.describe(name)
            recorder.add(.question(.description(name: name), .json(answer)))
            return answer
        } catch {
            recorder.add(.question(.description(name: name), .failure(error)))
            throw error
        }
    }

    func suggestion(for name: String) -> String {
        let answer = tools.suggestion(for: name)
        recorder.add(.question(.suggestion(name: name), .text(answer)))
        return answer
    }

    func call(_ request: ToolDispatcher.Request) -> ToolDispatcher.Answer {
        let answer = tools.call(request)
        recorder.add(.question(.call(request), .call(answer)))
        return answer
    }

    func callAll(_ requests: [ToolDispatcher.Request], maximumParallel: Int) -> [ToolDispatcher.Answer] {
        let answers = tools.callAll(requests, maximumParallel: maximumParallel)
        // In the order of the requests, whichever was answered first.
        recorder.add(.question(.batch(requests, maximumParallel: maximumParallel), .batch(answers)))
        return answers
    }

    func refuse(_ request: ToolDispatcher.Request, _ message: String) -> ToolDispatcher.Answer {
        recorder.add(.question(.refusal(request, message: message), .nothing))
        return tools.refuse(request, message)
    }

    var ending: ExecutionEnding? {
        let ending = tools.ending
        if let ending { recorder.add(.ending(ending)) }
        return ending
    }
}
