// Calls that run at the same time: `mcp.callTools` and `call_tools`.

import JSInterpreter
import MCPHub

extension HostBinding {
    /// Both functions: the envelopes in the order of the requests. A batch that cannot be understood sends nothing: `call_tools`
    /// answers with one envelope, `mcp.callTools` throws.
    func callTools(_ style: ToolCallBatch.Style, _ call: HostCall) throws -> JSValue {
        let interpreter = call.interpreter
        let batch: ToolCallBatch
        let treeBytes: Int
        do {
            let requests = try requests(style, call[0], interpreter)
            treeBytes = requests?.treeBytes ?? 0
            batch = try ToolCallBatch(
                style, requests: requests?.text, options: try options(style, call[1], interpreter),
                defaultParallel: job.maximumParallel)
        } catch let problem as ToolCallBatch.Problem {
            switch style {
            case .separate: return try interpreter.parseJSON(ToolCallEnvelope.malformed(problem.message).bytes)
            case .joined:
                throw HostError(
                    .typeError, problem.message, properties: [("code", ToolErrorCode.invalidArguments.rawValue)])
            }
        }
        let answers = try interpreter.withReservedMemory(treeBytes) { () throws(ExecutionError) in
            job.tools.callAll(batch.requests, maximumParallel: batch.maximumParallel)
        }
        try endIfOver()
        return try Self.value(of: consume answers, interpreter) { ToolCallEnvelope.encode($0).bytes }
    }

    private func options(
        _ style: ToolCallBatch.Style, _ value: JSValue, _ interpreter: Interpreter
    ) throws -> JSONText? {
        guard let json = try interpreter.stringifyJSON(value) else { return nil }
        switch Self.check(json) {
        case .success(let options): return options.text
        case .failure(let problem): throw ToolCallBatch.Problem(message: "\(style.function): options: \(problem.message)")
        }
    }

    private func requests(
        _ style: ToolCallBatch.Style, _ value: JSValue, _ interpreter: Interpreter
    ) throws -> Arguments? {
        let json: [UInt8]?
        do throws(ExecutionError) {
            json = try interpreter.stringifyJSON(value)
        } catch {
            guard case .exception = error else { throw error }
            throw try problem(style, value, interpreter)
        }
        guard let json else { return nil }
        switch Self.check(json) {
        case .success(let requests): return requests
        case .failure(let problem): throw ToolCallBatch.Problem(message: "\(style.function): \(problem.message)")
        }
    }

    /// Finds the element of a batch that has no JSON form.
    private func problem(
        _ style: ToolCallBatch.Style, _ value: JSValue, _ interpreter: Interpreter
    ) throws(ExecutionError) -> ToolCallBatch.Problem {
        for index in 0..<ToolCallBatch.maximumRequests {
            do throws(ExecutionError) {
                _ = try interpreter.stringifyJSON(try interpreter.property("\(index)", of: value))
            } catch {
                guard case .exception(let exception) = error else { throw error }
                return ToolCallBatch.Problem(message: "\(style.function): element \(index): \(exception.message)")
            }
        }
        return ToolCallBatch.Problem(message: "\(style.function): requests must be an array of \(style.shape)")
    }
}
