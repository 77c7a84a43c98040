// A recording that was read: the first line says what was run and how, the last what it came to, and those between what the
// script asked and was told.

import JSSyntax

/// Why a file is no recording.
public struct RecordingError: Error, CustomStringConvertible {
    public let description: String
}

/// An execution that was recorded.
public struct Recording: Sendable {
    /// How it ended.
    struct Outcome: Sendable {
        /// The member `result` or `error`.
        let member: (key: String, value: JSONText)
        let logs: [JSONText]
        let steps: UInt64

        /// The type of the failure, `nil` for success.
        var failureType: FailureType? {
            member.key == "error" ? member.value["type"]?.value.stringValue.flatMap(FailureType.init(rawValue:)) : nil
        }
    }

    public let executionID: String
    /// The version of the program that made it.
    public let program: String
    let source: String
    let language: SourceLanguage
    let input: JSONText
    let timeout: Duration
    let memoryBytes: Int
    let steps: UInt64?
    let maximumResultBytes: Int
    let maximumParallel: Int
    let seed: UInt64
    let timeZone: String?
    let events: [RecordedEvent]
    let outcome: Outcome
    /// What the script read from the clock, in milliseconds since 1970, each with how often in a row.
    let clock: [(time: Double, count: Int)]

    /// Reads a file.
    public init(parsing bytes: [UInt8]) throws(RecordingError) {
        var lines: [JSONText] = []
        for line in bytes.split(separator: 0x0A) {
            guard let text = try? JSONText(validating: Array(line)), text.isObject else {
                throw RecordingError(description: "line \(lines.count + 1) is not a JSON object")
            }
            lines.append(text)
        }
        guard let first = lines.first, first["recording"]?.value == .string(Recorder.signature) else {
            throw RecordingError(description: "not a recording of jsexec")
        }
        guard first["version"]?.value == JSONValue(Recorder.version) else {
            throw RecordingError(description: "this program reads recordings of version \(Recorder.version) only")
        }
        guard let last = lines.last, last["event"]?.value == "outcome" else {
            throw RecordingError(description: "the recording has no end; the program that wrote it was interrupted")
        }
        func missing(_ name: String) -> RecordingError { RecordingError(description: "line 1: \"\(name)\" is missing or wrong") }
        func text(_ name: String) throws(RecordingError) -> String {
            guard let text = first[name]?.value.stringValue else { throw missing(name) }
            return text
        }
        func limit(_ name: String, _ range: ClosedRange<Int>) throws(RecordingError) -> Int {
            guard let number = first["limits"]?[name]?.value.integerValue, range.contains(number) else {
                throw missing("limits." + name)
            }
            return number
        }
        executionID = try text("executionId")
        program = try text("program")
        source = try text("source")
        // Recordings of former versions do not name it.
        if let name = first["language"]?.value {
            guard let language = name.stringValue.flatMap(SourceLanguage.init(rawValue:)) else { throw missing("language") }
            self.language = language
        } else {
            language = SourceLanguage.javaScript
        }
        guard let input = first["input"], input.isObject else { throw missing("input") }
        self.input = input
        timeout = .milliseconds(try limit("timeoutMs", 0...Int(CodeExecutionSettings.timeoutRange.upperBound.milliseconds)))
        memoryBytes = try limit("memoryBytes", CodeExecutionSettings.memoryRange)
        steps = try first["limits"]?["steps"] == nil ? nil : UInt64(clamping: limit("steps", 0...Int.max))
        maximumResultBytes = try limit("maxResultBytes", 0...Int.max)
        maximumParallel = try limit("maxParallel", CodeExecutionSettings.parallelRange)
        guard let seed = UInt64(try text("seed")) else { throw missing("seed") }
        self.seed = seed
        timeZone = first["timeZone"]?.value.stringValue
        var events: [RecordedEvent] = []
        for (index, line) in lines.enumerated().dropFirst().dropLast() {
            guard let event = RecordedEvent(line) else { throw RecordingError(description: "line \(index + 1) is no event") }
            events.append(event)
        }
        self.events = events
        guard let outcome = Outcome(last), let clock = Self.readings(last["clock"]) else {
            throw RecordingError(description: "line \(lines.count) is no outcome")
        }
        self.outcome = outcome
        self.clock = clock
    }

    private static func readings(_ json: JSONText?) -> [(time: Double, count: Int)]? {
        guard let entries = json?.value.arrayValue else { return nil }
        var readings: [(time: Double, count: Int)] = []
        for entry in entries {
            guard let pair = entry.arrayValue, pair.count == 2, let time = pair[0].doubleValue,
                let count = pair[1].integerValue, count > 0
            else { return nil }
            readings.append((time, count))
        }
        return readings
    }
}

extension Recording.Outcome {
    fileprivate init?(_ line: JSONText) {
        let members = line.members
        guard let member = members.first(where: { $0.key == "result" || $0.key == "error" }),
            let logs = line["logs"], logs.isArray, let steps = line["steps"]?.value.integerValue
        else { return nil }
        self.init(member: member, logs: logs.elements, steps: UInt64(clamping: steps))
    }
}
