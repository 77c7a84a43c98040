// What passes between a script and the hub while it runs, as a recording keeps it: each question with its answer is a line of
// JSON. Arguments and results stay the text that they were, byte by byte, but for line breaks between their parts.

/// Something that a script wants from the hub.
enum ScriptQuestion: Sendable {
    case call(ToolDispatcher.Request)
    /// Calls that are made together.
    case batch([ToolDispatcher.Request], maximumParallel: Int)
    /// A call whose arguments cannot be sent.
    case refusal(ToolDispatcher.Request, message: String)
    case tools(query: String)
    case description(name: String)
    case suggestion(name: String)

    /// What is different, in one word, `nil` if nothing is.
    func difference(from other: ScriptQuestion) -> String? {
        switch (self, other) {
        case (.call(let left), .call(let right)): return left.difference(from: right)
        case (.batch(let left, let leftParallel), .batch(let right, let rightParallel)):
            for (left, right) in zip(left, right) {
                if let difference = left.difference(from: right) { return difference }
            }
            if left.count != right.count { return "calls" }
            return leftParallel == rightParallel ? nil : "maxParallel"
        case (.refusal(let left, let leftMessage), .refusal(let right, let rightMessage)):
            return left.difference(from: right) ?? (leftMessage.hasSameBytes(rightMessage) ? nil : "message")
        case (.tools(let left), .tools(let right)): return left.hasSameBytes(right) ? nil : "query"
        case (.description(let left), .description(let right)), (.suggestion(let left), .suggestion(let right)):
            return left.hasSameBytes(right) ? nil : "name"
        default: return "event"
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.key("event")
        switch self {
        case .call(let request):
            writer.string("call")
            request.write(to: &writer)
        case .batch(let requests, let maximumParallel):
            writer.string("batch")
            writer.key("maxParallel")
            writer.integer(maximumParallel)
            writer.key("calls")
            writer.beginArray()
            for request in requests {
                writer.beginObject()
                request.write(to: &writer)
                writer.endObject()
            }
            writer.endArray()
        case .refusal(let request, let message):
            writer.string("refusal")
            request.write(to: &writer)
            writer.key("message")
            writer.string(message)
        case .tools(let query):
            writer.string("tools")
            writer.key("query")
            writer.string(query)
        case .description(let name):
            writer.string("description")
            writer.key("name")
            writer.string(name)
        case .suggestion(let name):
            writer.string("suggestion")
            writer.key("name")
            writer.string(name)
        }
    }

    var json: JSONText {
        var writer = JSONWriter()
        writer.beginObject()
        write(to: &writer)
        writer.endObject()
        return JSONText(trusted: writer.bytes)
    }
}

/// What a script was told.
enum ScriptAnswer: Sendable {
    case call(ToolDispatcher.Answer)
    case batch([ToolDispatcher.Answer])
    case json(JSONText)
    case failure(ToolFailure)
    case text(String)
    case nothing

    func write(to writer: inout JSONWriter) {
        switch self {
        case .call(let answer):
            writer.key("answer")
            Self.write(answer, to: &writer)
        case .batch(let answers):
            writer.key("answers")
            writer.beginArray()
            for answer in answers { Self.write(answer, to: &writer) }
            writer.endArray()
        case .json(let json):
            writer.key("answer")
            writer.raw(json)
        case .failure(let failure):
            writer.key("error")
            Self.write(failure, to: &writer)
        case .text(let text):
            writer.key("answer")
            writer.string(text)
        case .nothing: break
        }
    }

    private static func write(_ answer: ToolDispatcher.Answer, to writer: inout JSONWriter) {
        writer.beginObject()
        switch answer {
        case .success(let result):
            writer.key("result")
            writer.raw(result.json)
        case .failure(let failure):
            writer.key("error")
            write(failure, to: &writer)
        }
        writer.endObject()
    }

    private static func write(_ failure: ToolFailure, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("code")
        writer.string(failure.code.rawValue)
        writer.key("tool")
        writer.string(failure.tool)
        writer.key("message")
        writer.string(failure.message)
        if let result = failure.result {
            writer.key("result")
            writer.raw(result.json)
        }
        writer.endObject()
    }
}

/// A line of a recording between its first and its last.
enum RecordedEvent: Sendable {
    case question(ScriptQuestion, ScriptAnswer)
    /// The execution was over after what came before.
    case ending(ExecutionEnding)

    /// The line, with its line break.
    var line: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        switch self {
        case .question(let question, let answer):
            question.write(to: &writer)
            answer.write(to: &writer)
        case .ending(let ending):
            writer.key("event")
            writer.string("ending")
            writer.key("reason")
            writer.string(ending.rawValue)
        }
        writer.endObject()
        return writer.line
    }

    /// What was asked, or that the execution was over.
    var json: JSONText {
        switch self {
        case .question(let question, _): question.json
        case .ending(let ending): JSONText(["event": "ending", "reason": .string(ending.rawValue)])
        }
    }

    /// Reads a line.
    ///
    /// - Returns: `nil` if it is none that `line` writes.
    init?(_ line: JSONText) {
        guard let (question, answer) = Self.read(line) else {
            guard line["event"]?.value == "ending", let text = line["reason"]?.value.stringValue,
                let reason = ExecutionEnding(rawValue: text)
            else { return nil }
            self = .ending(reason)
            return
        }
        self = .question(question, answer)
    }

    private static func read(_ line: JSONText) -> (ScriptQuestion, ScriptAnswer)? {
        switch line["event"]?.value.stringValue {
        case "call":
            guard let request = ToolDispatcher.Request(recorded: line), let answer = line["answer"].flatMap(readAnswer) else { return nil }
            return (.call(request), .call(answer))
        case "batch":
            guard let calls = line["calls"], let answers = line["answers"], let parallel = line["maxParallel"]?.value.integerValue
            else { return nil }
            let requests = calls.elements.compactMap(ToolDispatcher.Request.init(recorded:))
            let read = answers.elements.compactMap(readAnswer)
            guard requests.count == calls.elements.count, read.count == requests.count else { return nil }
            return (.batch(requests, maximumParallel: parallel), .batch(read))
        case "refusal":
            guard let request = ToolDispatcher.Request(recorded: line), let message = line["message"]?.value.stringValue else { return nil }
            return (.refusal(request, message: message), .nothing)
        case "tools":
            guard let query = line["query"]?.value.stringValue, let answer = line["answer"] else { return nil }
            return (.tools(query: query), .json(answer))
        case "description":
            guard let name = line["name"]?.value.stringValue else { return nil }
            if let answer = line["answer"] { return (.description(name: name), .json(answer)) }
            return line["error"].flatMap(readFailure).map { (.description(name: name), .failure($0)) }
        case "suggestion":
            guard let name = line["name"]?.value.stringValue, let answer = line["answer"]?.value.stringValue else { return nil }
            return (.suggestion(name: name), .text(answer))
        default: return nil
        }
    }

    private static func readAnswer(_ json: JSONText) -> ToolDispatcher.Answer? {
        if let result = json["result"] { return ToolResult(result).map { .success($0) } }
        return json["error"].flatMap(readFailure).map { .failure($0) }
    }

    private static func readFailure(_ json: JSONText) -> ToolFailure? {
        guard let code = json["code"]?.value.stringValue.flatMap(ToolErrorCode.init(rawValue:)),
            let tool = json["tool"]?.value.stringValue, let message = json["message"]?.value.stringValue
        else { return nil }
        return ToolFailure(recorded: code, tool: tool, message: message, result: json["result"].flatMap { ToolResult($0) })
    }
}

extension ToolDispatcher.Request {
    /// Reads what `write` has written.
    fileprivate init?(recorded json: JSONText) {
        guard let server = json["server"]?.value.stringValue, let tool = json["tool"]?.value.stringValue else { return nil }
        self.init(server: server, tool: tool, arguments: json["arguments"])
    }

    fileprivate func write(to writer: inout JSONWriter) {
        writer.key("server")
        writer.string(server)
        writer.key("tool")
        writer.string(tool)
        if let arguments {
            writer.key("arguments")
            writer.raw(arguments)
        }
    }

    fileprivate func difference(from other: ToolDispatcher.Request) -> String? {
        guard server.hasSameBytes(other.server), tool.hasSameBytes(other.tool) else { return "tool" }
        return arguments?.bytes == other.arguments?.bytes ? nil : "arguments"
    }
}

extension String {
    /// Whether two texts are the same; `==` finds those equal, too, that only look the same.
    func hasSameBytes(_ other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}

extension JSONWriter {
    /// What was written as one line. A line break in JSON is white space, since strings have it escaped.
    var line: [UInt8] { bytes.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 } + [0x0A] }
}
