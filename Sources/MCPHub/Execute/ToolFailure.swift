// How tool calls fail, and the record of the calls of one execution.

/// What kind of failure a tool call had. The texts are part of the interface to scripts.
public enum ToolErrorCode: String, Sendable {
    /// The tool itself reported a failure.
    case toolError = "TOOL_ERROR"
    case unknownServer = "UNKNOWN_SERVER"
    case unknownTool = "UNKNOWN_TOOL"
    /// The arguments do not fit the tool's input schema.
    case invalidArguments = "INVALID_ARGS"
    /// The execution may not call this server, or this tool of it. The message names the rule.
    case serverNotAllowed = "SERVER_NOT_ALLOWED"
    /// The execution has used up its calls.
    case tooManyCalls = "MAX_TOOL_CALLS_EXCEEDED"
    /// The server could not be reached, was lost, or broke the protocol.
    case upstreamError = "UPSTREAM_ERROR"
    /// The server did not answer in time.
    case timeout = "CALL_TIMEOUT"
    /// The execution was cancelled during the call; only records show it.
    case cancelled = "CANCELLED"

    /// Whether the call was refused before it was sent. Refused calls do not count against the budget.
    var isRefusal: Bool {
        switch self {
        case .unknownServer, .unknownTool, .invalidArguments, .serverNotAllowed, .tooManyCalls: true
        case .toolError, .upstreamError, .timeout, .cancelled: false
        }
    }
}

/// A failed tool call.
public struct ToolFailure: Error, Sendable {
    /// Longer messages of servers are cut.
    private static let messageLimit = 10_000

    public let code: ToolErrorCode
    /// The full name of the tool, `server__tool`.
    public let tool: String
    /// The server's own message, or the hub's.
    public let message: String
    /// The whole result, if the tool gave one.
    public let result: ToolResult?

    init(_ code: ToolErrorCode, tool: String, _ message: String, result: ToolResult? = nil) {
        self.code = code
        self.tool = tool
        self.result = result
        let length = message.unicodeScalars.count
        if length > Self.messageLimit {
            let start = String(String.UnicodeScalarView(message.unicodeScalars.prefix(Self.messageLimit)))
            self.message = start + "... (\(length - Self.messageLimit) more characters)"
        } else {
            self.message = message
        }
    }

    /// A failure as it was recorded.
    init(recorded code: ToolErrorCode, tool: String, message: String, result: ToolResult?) {
        self.code = code
        self.tool = tool
        self.message = message
        self.result = result
    }
}

extension ToolDispatcher.Answer {
    /// The bytes of the message that the answer came in, which it keeps alive.
    package var heldBytes: Int {
        switch self {
        case .success(let result): result.json.heldBytes
        case .failure(let failure): failure.result?.json.heldBytes ?? 0
        }
    }
}

/// One tool call of an execution, as the outcome reports it.
public struct ToolCallRecord: Sendable {
    public let server: String
    public let tool: String
    /// When it began, from the start of the execution.
    public let start: Duration
    public let duration: Duration
    /// Bytes of the arguments that the script gave.
    public let argumentBytes: Int
    /// Bytes of the result that the script received.
    public let bytes: Int
    /// The kind of failure, `nil` for success.
    public let errorCode: ToolErrorCode?

    /// Whether the call passed the gates.
    var wasSent: Bool { errorCode?.isRefusal != true }

    /// `{server, tool, ok, startMs, ms, argumentBytes, bytes, errorCode?}`.
    var value: JSONValue {
        var object: JSONObject = [
            "server": .string(server), "tool": .string(tool), "ok": .bool(errorCode == nil),
            "startMs": JSONValue(start.milliseconds), "ms": JSONValue(duration.milliseconds),
            "argumentBytes": JSONValue(argumentBytes), "bytes": JSONValue(bytes),
        ]
        object["errorCode"] = errorCode.map { .string($0.rawValue) }
        return .object(object)
    }
}
