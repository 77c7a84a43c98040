// The data of the host functions that call tools: what a batch may look like, and the envelopes that tell how calls
// ended.

/// Calls to make together.
public struct ToolCallBatch: Sendable {
    public static let maximumRequests = 100

    public let requests: [ToolDispatcher.Request]
    public let maximumParallel: Int

    /// Why a batch is malformed, with the element it is about.
    public struct Problem: Error, Sendable {
        public let message: String

        package init(message: String) { self.message = message }
    }

    /// How the elements name their tools.
    public enum Style: Sendable {
        /// `{server, tool, args}`, for `call_tools`.
        case separate
        /// `{tool: "server__tool", params}`, for `mcp.callTools`.
        case joined

        package var function: String { self == .separate ? "call_tools" : "mcp.callTools" }
        var arguments: String { self == .separate ? "args" : "params" }
        var parallelOption: String { self == .separate ? "max_parallel" : "maxParallel" }
        package var shape: String { self == .separate ? "{server, tool, args}" : "{tool, params}" }
    }

    /// Reads a batch.
    ///
    /// - Parameters:
    ///   - requests: the first argument as JSON, `nil` if there is none.
    ///   - options: the second argument as JSON, `nil` if there is none.
    public init(
        _ style: Style, requests: JSONText?, options: JSONText?, defaultParallel: Int
    ) throws(Problem) {
        func problem(_ message: String) -> Problem { Problem(message: "\(style.function): \(message)") }
        guard let requests else {
            throw Problem(message: "\(style.function) requires 1 argument: requests (an array of \(style.shape))")
        }
        guard requests.isArray else { throw problem("requests must be an array of \(style.shape)") }
        let elements = requests.elements
        guard elements.count <= Self.maximumRequests else {
            throw problem("batch of \(elements.count) exceeds the maximum of \(Self.maximumRequests) requests")
        }
        maximumParallel = try Self.parallel(style, options, defaultParallel)
        var parsed: [ToolDispatcher.Request] = []
        for (index, element) in elements.enumerated() {
            func complain(_ message: String) -> Problem { problem("element \(index): \(message)") }
            guard element.isObject else { throw complain("must be an object \(style.shape)") }
            let (server, tool) = try Self.name(element, style, complain)
            var arguments = element[style.arguments]
            if arguments?.isNull == true { arguments = nil }
            if let arguments, !arguments.isObject { throw complain("\(style.arguments) must be an object") }
            parsed.append(.init(server: server, tool: tool, arguments: arguments))
        }
        self.requests = parsed
    }

    private static func parallel(
        _ style: Style, _ options: JSONText?, _ defaultParallel: Int
    ) throws(Problem) -> Int {
        let option = "options.\(style.parallelOption)"
        guard let options, !options.isNull else { return defaultParallel }
        guard options.isObject else { throw Problem(message: "\(style.function): options must be an object") }
        guard let value = options[style.parallelOption]?.value else { return defaultParallel }
        guard let number = value.integerValue else {
            throw Problem(message: "\(style.function): \(option) must be an integer")
        }
        let range = CodeExecutionSettings.parallelRange
        guard range.contains(number) else {
            throw Problem(
                message: "\(style.function): \(option) must be between \(range.lowerBound) and \(range.upperBound), got \(number)")
        }
        return number
    }

    private static func name(
        _ element: JSONText, _ style: Style, _ complain: (String) -> Problem
    ) throws(Problem) -> (server: String, tool: String) {
        guard let tool = element["tool"]?.value.stringValue, !tool.isEmpty else {
            throw complain("tool must be a non-empty string")
        }
        switch style {
        case .joined:
            guard let name = ToolName.split(tool) else { throw complain(ToolName.formatProblem) }
            return name
        case .separate:
            guard let server = element["server"]?.value.stringValue, !server.isEmpty else {
                throw complain("server must be a non-empty string")
            }
            return (server, tool)
        }
    }
}

/// The forms in which calls that do not throw tell how they ended.
public enum ToolCallEnvelope {
    /// `{ok: true, result}` or `{ok: false, error: {code, message}}`.
    ///
    /// - Parameter raw: gives the whole tool result instead of the unwrapped one, also for a tool's failure.
    public static func encode(_ answer: ToolDispatcher.Answer, raw: Bool = false) -> JSONText {
        var writer = JSONWriter()
        write(answer, raw: raw, to: &writer)
        return JSONText(trusted: writer.bytes)
    }

    /// An array of envelopes.
    public static func encode(_ answers: [ToolDispatcher.Answer]) -> JSONText {
        var writer = JSONWriter()
        writer.beginArray()
        for answer in answers { write(answer, raw: false, to: &writer) }
        writer.endArray()
        return JSONText(trusted: writer.bytes)
    }

    /// The envelope of a call that could not be understood.
    public static func malformed(_ message: String) -> JSONText {
        JSONText([
            "ok": false,
            "error": ["code": .string(ToolErrorCode.invalidArguments.rawValue), "message": .string(message)],
        ])
    }

    private static func write(_ answer: ToolDispatcher.Answer, raw: Bool, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("ok")
        switch answer {
        case .success(let result):
            writer.bool(true)
            writer.key("result")
            writer.raw(raw ? result.json : result.unwrapped)
        case .failure(let failure):
            writer.bool(false)
            writer.key("error")
            writer.value(["code": .string(failure.code.rawValue), "message": .string(failure.message)])
            if raw, let result = failure.result {
                writer.key("result")
                writer.raw(result.json)
            }
        }
        writer.endObject()
    }
}
