// What scripts can call: `mcp`, `call_tool` and `call_tools`, and what they are given, `input`.
//
// The functions hold the job and nothing of the interpreter, which comes with each call. JSON crosses as UTF-8 in both directions.
// A call waits no longer than the execution may; when that is over, so is the script, whatever it would like to catch.

import JSInterpreter
import MCPHub

/// The host functions of one execution.
struct HostBinding: Sendable {
    /// Longer names are no names of tools.
    private static let nameLimit = 500
    /// The arguments of a call or a batch, in bytes of JSON. Checking them against schemas takes time that no limit of the engine sees.
    static let maximumArgumentBytes = 1 << 20

    let job: ScriptJob

    /// Defines the globals.
    func install(in interpreter: Interpreter) throws(ExecutionError) {
        let mcp = interpreter.makeObject()
        let functions: [(name: String, length: Int, body: (HostCall) throws -> JSValue)] = [
            ("callTool", 2, callTool), ("callTools", 2, { try callTools(.joined, $0) }), ("tools", 1, tools),
            ("describe", 1, describe), ("log", 3, log),
        ]
        for (name, length, body) in functions {
            try interpreter.setProperty(
                name, of: mcp, to: interpreter.makeFunction(name: name, length: length, body))
        }
        interpreter.freeze(mcp)
        interpreter.setGlobal("mcp", to: mcp)
        interpreter.setGlobal("call_tool", to: interpreter.makeFunction(name: "call_tool", length: 3, callToolSeparately))
        interpreter.setGlobal(
            "call_tools", to: interpreter.makeFunction(name: "call_tools", length: 2) { try callTools(.separate, $0) })
        interpreter.setGlobal("input", to: try interpreter.parseJSON(job.input.bytes))
    }

    // MARK: Calls

    /// `mcp.callTool(name, params)`: the unwrapped result; throws for a failure.
    private func callTool(_ call: HostCall) throws -> JSValue {
        guard call.count == 2 else {
            throw HostError(
                .typeError, "mcp.callTool requires 2 arguments: toolName (e.g., 'server__tool'), params")
        }
        let name = try call.interpreter.text(of: call[0], limit: Self.nameLimit)
        guard let (server, tool) = ToolName.split(name) else {
            throw HostError(.typeError, ToolName.formatProblem + job.tools.suggestion(for: name))
        }
        return try value(of: try perform(server, tool, call[1], call.interpreter), call.interpreter)
    }

    /// The value of a result; throws for a failure.
    private func value(of answer: consuming ToolDispatcher.Answer, _ interpreter: Interpreter) throws -> JSValue {
        if case .failure(let failure) = answer { throw HostError(failure) }
        return try Self.value(of: [consume answer], interpreter) { answers in
            guard case .success(let result)? = answers.first else { return [] }
            return result.unwrapped.bytes
        }
    }

    /// `call_tool(server, tool, args, options?)`: the envelope of the result or of the failure.
    private func callToolSeparately(_ call: HostCall) throws -> JSValue {
        let interpreter = call.interpreter
        guard call.count >= 3 else {
            return try interpreter.parseJSON(
                ToolCallEnvelope.malformed("call_tool requires 3 arguments: server, tool, args").bytes)
        }
        let server = try interpreter.text(of: call[0], limit: Self.nameLimit)
        let tool = try interpreter.text(of: call[1], limit: Self.nameLimit)
        let isRaw = call[3].isPlainObject ? try interpreter.property("raw", of: call[3]).boolean ?? false : false
        let answer = try perform(server, tool, call[2], interpreter)
        return try Self.value(of: [consume answer], interpreter) { ToolCallEnvelope.encode($0[0], raw: isRaw).bytes }
    }

    /// The value of a text that is made of answers. What they and the text take is accounted before it is made; they are
    /// gone when the text is read.
    static func value(
        of answers: consuming [ToolDispatcher.Answer], _ interpreter: Interpreter, _ text: ([ToolDispatcher.Answer]) -> [UInt8]
    ) throws(ExecutionError) -> JSValue {
        var answers = answers
        // Each answer is there, and the text of all of them.
        let bytes = answers.reduce(0) { $0 + $1.heldBytes }
        let json = try interpreter.withReservedMemory(2 * bytes) { () throws(ExecutionError) in
            defer { answers = [] }
            return text(answers)
        }
        return try interpreter.parseJSON(json)
    }

    /// Makes a call whose arguments are a value of the script.
    private func perform(
        _ server: String, _ tool: String, _ params: JSValue, _ interpreter: Interpreter
    ) throws(ExecutionError) -> ToolDispatcher.Answer {
        let request = ToolDispatcher.Request(server: server, tool: tool, arguments: nil)
        if params.isUndefined || params.isNull { return try send(request) }
        guard params.isPlainObject else {
            return job.tools.refuse(
                request, "params must be an object, got \(params.isArray ? "array" : params.typeName)")
        }
        guard let json = try interpreter.stringifyJSON(params) else {
            return job.tools.refuse(request, "params must be an object, got undefined")
        }
        switch Self.check(json) {
        case .failure(let problem): return job.tools.refuse(request, problem.message)
        case .success(let arguments):
            return try interpreter.withReservedMemory(arguments.treeBytes) { () throws(ExecutionError) in
                try send(.init(server: server, tool: tool, arguments: arguments.text))
            }
        }
    }

    private func send(_ request: ToolDispatcher.Request) throws(ExecutionError) -> ToolDispatcher.Answer {
        let answer = job.tools.call(request)
        try endIfOver()
        return answer
    }

    /// Ends the script when its time is over or nobody wants its result any more.
    func endIfOver() throws(ExecutionError) {
        switch job.tools.ending {
        case .cancelled: throw .terminated(.cancelled)
        case .deadline: throw .terminated(.deadline)
        case nil: break
        }
    }

    /// Arguments that can be sent, and about what their tree takes while they are checked against a schema.
    struct Arguments {
        let text: JSONText
        let treeBytes: Int
    }

    /// Why arguments cannot be sent, although they are JSON.
    struct ArgumentProblem: Error {
        let message: String
    }

    /// Checks arguments or a whole batch.
    static func check(_ json: [UInt8]) -> Result<Arguments, ArgumentProblem> {
        guard json.count <= maximumArgumentBytes else {
            return .failure(ArgumentProblem(
                message: "arguments of \(json.count) bytes exceed the limit of \(maximumArgumentBytes) bytes of JSON"))
        }
        do throws(JSONError) {
            var treeBytes = 0
            let text = try JSONText(validating: json, treeBytes: &treeBytes)
            return .success(Arguments(text: text, treeBytes: treeBytes))
        } catch {
            return .failure(ArgumentProblem(message: error.message))
        }
    }

    // MARK: The catalogue

    /// `mcp.tools(query?)`
    private func tools(_ call: HostCall) throws -> JSValue {
        let query = call[0].isUndefined ? "" : try call.interpreter.text(of: call[0], limit: Self.nameLimit)
        return try call.interpreter.parseJSON(job.tools.tools(matching: query).bytes)
    }

    /// `mcp.describe(name)`
    private func describe(_ call: HostCall) throws -> JSValue {
        guard call.count >= 1 else {
            throw HostError(.typeError, "mcp.describe requires 1 argument: toolName (e.g., 'server__tool')")
        }
        let name = try call.interpreter.text(of: call[0], limit: Self.nameLimit)
        let description: JSONText
        do throws(ToolFailure) {
            description = try job.tools.describe(name)
        } catch {
            throw HostError(error)
        }
        return try call.interpreter.parseJSON(description.bytes)
    }

    // MARK: The log

    /// `mcp.log(level, message, fields?)`
    private func log(_ call: HostCall) throws -> JSValue {
        let interpreter = call.interpreter
        guard call.count >= 2 else {
            throw HostError(.typeError, "mcp.log requires at least 2 arguments: level, message")
        }
        if job.logs.isFull { return interpreter.undefined }
        let level = try interpreter.text(of: call[0], limit: Self.nameLimit)
        let message = try LogText.format([call[1]], interpreter)
        try job.logs.add(level: level, message: message, fields: try fields(call[2], interpreter), in: interpreter)
        return interpreter.undefined
    }

    /// What a log call gives is never a reason to end a script: fields that are not JSON are replaced by a note.
    private func fields(_ value: JSValue, _ interpreter: Interpreter) throws(ExecutionError) -> JSONText? {
        guard value.isPlainObject else { return nil }
        do throws(ExecutionError) {
            return try interpreter.stringifyJSON(value).map { JSONText(trusted: $0) }
        } catch {
            guard case .exception(let exception) = error else { throw error }
            return JSONText(["note": .string("the fields are not JSON: \(exception.message)")])
        }
    }
}

extension HostError {
    /// The exception for a failed call.
    init(_ failure: ToolFailure) {
        self.init(
            .error, failure.message, name: "ToolError", properties: [("tool", failure.tool), ("code", failure.code.rawValue)])
    }
}
