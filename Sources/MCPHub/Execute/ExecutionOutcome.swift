// What an execution came to, and the two forms in which it is told: that of the tool `execute` and that of
// `code_execution`.

/// What kind of failure ended a script.
public enum FailureType: String, Sendable, CaseIterable {
    case syntaxError = "syntax_error"
    case validationError = "validation_error"
    case asyncNotAllowed = "async_not_allowed"
    case runtimeError = "runtime_error"
    case serializationError = "serialization_error"
    case timeout = "timeout"
    case stepLimit = "step_limit"
    case memoryLimit = "memory_limit"
    case outputLimit = "output_limit"
    case cancelled = "cancelled"

    /// The code that `code_execution` gives for this type.
    public var code: String {
        switch self {
        case .stepLimit: "STEP_LIMIT_EXCEEDED"
        case .memoryLimit: "MEMORY_LIMIT_EXCEEDED"
        case .outputLimit: "OUTPUT_LIMIT_EXCEEDED"
        default: rawValue.uppercased()
        }
    }
}

/// Why a script has no result.
public struct ScriptFailure: Error, Sendable, CustomStringConvertible {
    public var type: FailureType
    public var message: String
    /// Position in the author's source, from 1.
    public var line: Int?
    public var column: Int?
    /// The lines around the position with a mark under it.
    public var codeFrame: String?
    /// What to write instead.
    public var hint: String?
    public var stack: String?
    /// All problems of a script that was refused before running, if there is more than one.
    public var diagnostics: [ScriptFailure]

    public init(
        _ type: FailureType, _ message: String, line: Int? = nil, column: Int? = nil, codeFrame: String? = nil,
        hint: String? = nil, stack: String? = nil, diagnostics: [ScriptFailure] = []
    ) {
        self.type = type
        self.message = message
        self.line = line
        self.column = column
        self.codeFrame = codeFrame
        self.hint = hint
        self.stack = stack
        self.diagnostics = diagnostics
    }

    /// `type: message`.
    public var description: String { "\(type.rawValue): \(message)" }

    /// The failure in one of the two forms.
    public func value(_ format: OutcomeFormat) -> JSONValue {
        var object: JSONObject =
            format == .execute ? ["type": .string(type.rawValue)] : ["code": .string(type.code)]
        object["message"] = .string(message)
        object["line"] = line.map { JSONValue($0) }
        object["column"] = column.map { JSONValue($0) }
        object["codeFrame"] = codeFrame.map { .string($0) }
        object["hint"] = hint.map { .string($0) }
        object["stack"] = stack.map { .string($0) }
        if !diagnostics.isEmpty { object["diagnostics"] = .array(diagnostics.map { $0.value(format) }) }
        return .object(object)
    }
}

/// The two forms of an outcome.
public enum OutcomeFormat: String, Sendable {
    /// `{result, ...}` or `{error: {type, message, ...}, ...}`.
    case execute
    /// `{ok: true, value, ...}` or `{ok: false, error: {code, message, ...}, ...}`.
    case codeExecution = "code_execution"
}

/// What an engine measured.
public struct EngineStatistics: Sendable {
    public var steps: UInt64
    public var peakMemoryBytes: Int

    public init(steps: UInt64 = 0, peakMemoryBytes: Int = 0) {
        self.steps = steps
        self.peakMemoryBytes = peakMemoryBytes
    }
}

/// What an execution came to.
public struct ExecutionOutcome: Sendable {
    /// Found in every log line about the execution.
    public var executionID: String
    public var result: Result<JSONText, ScriptFailure>
    /// `{level, message, fields?}` for each entry.
    public var logs: [JSONText] = []
    public var toolCalls: [ToolCallRecord] = []
    /// All calls that were sent, listed in `toolCalls` or not.
    public var toolCallCount = 0
    public var timeInTools = Duration.zero
    public var wallTime = Duration.zero
    /// How long it waited for a thread.
    public var queueTime = Duration.zero
    public var statistics = EngineStatistics()
    /// When the script was begun, `nil` if it was not.
    public var began: ContinuousClock.Instant?
    /// What took the time, in order; empty if the script was not begun.
    public var phases: [ExecutionPhase] = []

    public init(executionID: String, result: Result<JSONText, ScriptFailure>) {
        self.executionID = executionID
        self.result = result
    }

    public var isFailure: Bool {
        if case .failure = result { true } else { false }
    }

    /// The outcome as JSON.
    public func encoded(_ format: OutcomeFormat) -> JSONText {
        var writer = JSONWriter()
        writer.beginObject()
        if format == .codeExecution {
            writer.key("ok")
            writer.bool(!isFailure)
        }
        switch result {
        case .success(let value):
            writer.key(format == .execute ? "result" : "value")
            writer.raw(value)
        case .failure(let failure):
            writer.key("error")
            writer.value(failure.value(format))
        }
        writer.key("logs")
        writer.beginArray()
        for entry in logs { writer.raw(entry) }
        writer.endArray()
        writer.key("toolCalls")
        writer.value(.array(toolCalls.map(\.value)))
        writer.key("stats")
        writer.value([
            "steps": JSONValue(Int(clamping: statistics.steps)),
            "peakMemoryBytes": JSONValue(statistics.peakMemoryBytes),
            "queuedMs": JSONValue(queueTime.milliseconds), "wallTimeMs": JSONValue(wallTime.milliseconds), "toolTimeMs": JSONValue(timeInTools.milliseconds),
            "toolCalls": JSONValue(toolCallCount), "executionId": .string(executionID),
        ])
        writer.endObject()
        return JSONText(trusted: writer.bytes)
    }

    /// The JSON Schema of `encoded(format)`.
    static func schema(_ format: OutcomeFormat) -> JSONValue {
        let error: JSONValue = [
            "type": "object",
            "properties": [
                format == .execute ? "type" : "code": [
                    "type": "string",
                    "enum": .array(
                        FailureType.allCases.map { .string(format == .execute ? $0.rawValue : $0.code) }),
                ],
                "message": ["type": "string"], "line": ["type": "integer"], "column": ["type": "integer"],
                "codeFrame": ["type": "string"], "hint": ["type": "string"], "stack": ["type": "string"],
                "diagnostics": ["type": "array", "items": ["type": "object"]],
            ],
            "required": [format == .execute ? "type" : "code", "message"],
        ]
        var properties: JSONObject = format == .execute ? ["result": [:]] : ["ok": ["type": "boolean"], "value": [:]]
        properties["error"] = error
        properties["logs"] = [
            "type": "array",
            "items": [
                "type": "object",
                "properties": [
                    "level": ["type": "string"], "message": ["type": "string"], "fields": ["type": "object"],
                ],
                "required": ["level", "message"],
            ],
        ]
        properties["toolCalls"] = [
            "type": "array",
            "items": [
                "type": "object",
                "properties": [
                    "server": ["type": "string"], "tool": ["type": "string"], "ok": ["type": "boolean"],
                    "startMs": ["type": "integer"], "ms": ["type": "integer"], "argumentBytes": ["type": "integer"],
                    "bytes": ["type": "integer"], "errorCode": ["type": "string"],
                ],
                "required": ["server", "tool", "ok", "startMs", "ms", "argumentBytes", "bytes"],
            ],
        ]
        properties["stats"] = [
            "type": "object",
            "properties": [
                "steps": ["type": "integer"], "peakMemoryBytes": ["type": "integer"],
                "queuedMs": ["type": "integer"], "wallTimeMs": ["type": "integer"], "toolTimeMs": ["type": "integer"],
                "toolCalls": ["type": "integer"], "executionId": ["type": "string"],
            ],
        ]
        return [
            "type": "object", "properties": .object(properties),
            "required": format == .execute ? ["logs", "toolCalls", "stats"] : ["ok", "logs", "toolCalls", "stats"],
        ]
    }
}
