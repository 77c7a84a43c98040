// The commands that need no servers: run, check and the interactive loop.

import JSInterpreter
import MCPEngine
import MCPHub

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

enum ScriptCommands {
    // MARK: run

    static func run(_ arguments: [String]) throws -> ExitStatus {
        let options = try Options(arguments, valued: ["--profile", "--timeout", "--memory", "--language"], flags: ["--test262"])
        guard !options.operands.isEmpty else { throw UsageError("no files to run") }
        let profile = try options.choice("--profile", ["standard": Profile.standard, "sandbox": .sandbox]) ?? .standard
        let timeout = try options.integer("--timeout", in: 1...Int.max).map { Duration.milliseconds($0) }
        let memory = try options.integer("--memory", in: 1...4096) ?? 4096
        let sources = try options.operands.map { path in (path, try Input.text(path)) }
        let interpreter = Interpreter(profile: profile, limits: Limits(timeout: timeout, memoryBytes: memory << 20))
        let isConformanceHost = options.has("--test262")
        if isConformanceHost { interpreter.addConformanceHost { Output.writeLine($0) } }
        try ScriptConsole.install(in: interpreter, definesPrint: !isConformanceHost)
        try Signals.onEnd { signal in
            Output.flush()
            _exit(128 + signal)
        }
        defer { Output.flush() }
        for (path, source) in sources {
            do {
                let script = try Script(
                    source: source, name: path == "-" ? "stdin" : path,
                    options: ScriptOptions(language: try options.language(ofFile: path)))
                _ = try interpreter.evaluate(script)
            } catch {
                Output.printError(ErrorText.uncaught(error, interpreter))
                return .failure
            }
        }
        return .success
    }

    // MARK: check

    static func check(_ arguments: [String]) throws -> ExitStatus {
        let options = try Options(arguments, valued: ["--language"])
        let path = try options.operand("the file to check")
        let problems = JavaScriptEngine().check(try Input.text(path), language: try options.language(ofFile: path))
        let diagnostics = problems.map { $0.value(.execute) }
        Output.printJSON(JSONText(["ok": .bool(problems.isEmpty), "diagnostics": .array(diagnostics)]))
        for problem in problems { Output.printError(problem.description) }
        return problems.isEmpty ? .success : .failure
    }
}

/// Errors as people read them on a terminal.
enum ErrorText {
    static func uncaught(_ error: any Error, _ interpreter: Interpreter) -> String {
        switch error {
        case let error as ScriptError:
            return "Uncaught " + error.diagnostics.map { "\($0.text)\n\($0.codeFrame)" }.joined(separator: "\n")
        case ExecutionError.exception(let exception):
            // Showing the value may itself be too much for the limits.
            let shown = interpreter.uncaughtValue.flatMap { try? interpreter.inspect($0) }
            return "Uncaught " + (shown ?? (exception.stack.isEmpty ? exception.message : exception.stack))
        case ExecutionError.terminated(let termination):
            return "Terminated: \(termination)"
        default:
            return String(describing: error)
        }
    }
}
