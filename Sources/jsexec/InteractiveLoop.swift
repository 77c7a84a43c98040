// The interactive loop: reads lines, goes on reading while what was typed is the beginning of something, evaluates, and shows
// the value. On a terminal it prompts, and Ctrl-C ends a running evaluation; from a file or pipe it only shows values.

import JSInterpreter
import MCPHub
import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

struct InteractiveLoop {
    private let interpreter = Interpreter(limits: Limits(memoryBytes: 4 << 30))
    private let isInteractive = Files.isTerminal(0)
    private let attention = Attention()
    private var entries = 0
    private var hasFailed = false

    /// Reads until the end of the input.
    static func run() throws -> ExitStatus {
        var loop = InteractiveLoop()
        try loop.start()
        while let entry = loop.readEntry() {
            if entry.hasPrefix(".") && !entry.hasPrefix("..") && entry.dropFirst().first?.isLetter == true {
                if !loop.perform(entry) { break }
            } else if !entry.allSatisfy(\.isWhitespace) {
                loop.evaluate(entry, name: nil)
            }
        }
        Output.flush()
        return loop.hasFailed && !loop.isInteractive ? .failure : .success
    }

    private func start() throws {
        try ScriptConsole.install(in: interpreter)
        try Signals.onEverySignal { [attention, isInteractive] signal in
            guard signal == SIGINT && isInteractive && attention.interrupt() else {
                Output.flush()
                _exit(128 + signal)
            }
        }
        if isInteractive { Output.print("jsexec \(ProductInfo.version). Type .help for help, .exit or Ctrl-D to leave.") }
    }

    // MARK: Reading

    /// One complete entry, perhaps of several lines; `nil` at the end of the input.
    private func readEntry() -> String? {
        guard var source = readLine(prompt: "> ") else { return nil }
        while isIncomplete(source) {
            guard let line = readLine(prompt: "... ") else { return source }
            // Ctrl-C drops what was typed before.
            source = attention.takeInterruption() ? line : source + "\n" + line
        }
        return source
    }

    private func readLine(prompt: String) -> String? {
        if isInteractive { Output.printPrompt(prompt) }
        let line = Swift.readLine(strippingNewline: true)
        if line == nil && isInteractive { Output.print("") }
        return line
    }

    /// Whether more lines could make a script of what is not one yet.
    private func isIncomplete(_ source: String) -> Bool {
        guard let problem = problem(in: source) else { return false }
        // What begins with a brace may be an object.
        if source.hasPrefix("{") {
            if self.problem(in: "(\(source)\n)") == nil { return false }
            if self.problem(in: "(" + source)?.message == "Unexpected end of input" { return true }
        }
        if problem.message == "Unexpected end of input" || problem.message == "Unterminated template literal" { return true }
        // The error is at the end if closing what is open makes another one of it, or none.
        let closing: String
        if problem.message.hasPrefix("missing )") {
            closing = "\n)"
        } else if problem.message == "Invalid or unexpected token" {
            closing = "*/"
        } else {
            return false
        }
        return self.problem(in: source + closing)?.text != problem.text
    }

    private func problem(in source: String) -> (message: String, text: String)? {
        do {
            _ = try Script(source: source, name: "repl")
            return nil
        } catch {
            return error.diagnostics.first.map { ($0.message, $0.text) }
        }
    }

    // MARK: Evaluating

    private mutating func evaluate(_ source: String, name: String?) {
        entries += 1
        interpreter.recover(cancellation: attention.begin())
        defer { attention.end() }
        do {
            let value = try interpreter.evaluate(script(source, name: name ?? "repl:\(entries)"))
            interpreter.setGlobal("_", to: value)
            if name == nil && (isInteractive || !value.isUndefined) { Output.writeLine(try interpreter.inspect(value)) }
        } catch {
            hasFailed = true
            if let value = interpreter.uncaughtValue { interpreter.setGlobal("_error", to: value) }
            if case ExecutionError.terminated(.cancelled) = error {
                Output.printError("Interrupted")
            } else {
                Output.printError(ErrorText.uncaught(error, interpreter))
            }
        }
    }

    /// The script of an entry; braces at its start are those of an object if that is possible.
    private func script(_ source: String, name: String) throws(ScriptError) -> Script {
        let options = ScriptOptions(allowsRedeclaration: true)
        if source.hasPrefix("{"), !source.hasSuffix(";"),
            let object = try? Script(source: "(\(source)\n)", name: name, options: options)
        {
            return object
        }
        return try Script(source: source, name: name, options: options)
    }

    // MARK: Commands

    /// Returns whether to go on.
    private mutating func perform(_ command: String) -> Bool {
        let words = command.split(separator: " ", maxSplits: 1)
        switch words.first {
        case ".exit": return false
        case ".help":
            Output.print(
                """
                .exit        leave, as Ctrl-D does
                .help        show this text
                .load FILE   run a script
                _            the last value; _error the last exception
                Ctrl-C ends a running script, or drops an unfinished one.
                """)
        case ".load":
            let path = words.count > 1 ? words[1].trimming(while: \.isWhitespace) : ""
            do {
                evaluate(try Input.text(path), name: path)
            } catch {
                hasFailed = true
                Output.printError((error as? UsageError)?.message ?? String(describing: error))
            }
        default:
            hasFailed = true
            Output.printError("There is no command \(words.first ?? ""): type .help for help")
        }
        return true
    }
}

extension Substring {
    fileprivate func trimming(while isSpace: (Character) -> Bool) -> String {
        var rest = drop(while: isSpace)
        while let last = rest.last, isSpace(last) { rest.removeLast() }
        return String(rest)
    }
}

/// What Ctrl-C means at the moment: shared by the loop and the thread that waits for signals.
private final class Attention: Sendable {
    private struct State {
        /// Of the running evaluation.
        var cancellation: CancellationToken?
        /// Ctrl-C was pressed since the last evaluation.
        var isInterrupted = false
    }

    private let state = Mutex(State())

    func begin() -> CancellationToken {
        let token = CancellationToken()
        state.withLock { $0 = State(cancellation: token) }
        return token
    }

    func end() { state.withLock { $0.cancellation = nil } }

    /// Whether Ctrl-C was pressed since the last time; forgets it.
    func takeInterruption() -> Bool {
        state.withLock { state in
            defer { state.isInterrupted = false }
            return state.isInterrupted
        }
    }

    /// Ends what runs, or says how to leave. False when somebody has asked twice to leave.
    func interrupt() -> Bool {
        let (cancellation, isSecond) = state.withLock { state in
            defer { if state.cancellation == nil { state.isInterrupted = true } }
            return (state.cancellation, state.isInterrupted)
        }
        if let cancellation {
            cancellation.cancel()
        } else if isSecond {
            return false
        } else {
            Output.printPrompt("\n(To leave press Ctrl-C again or Ctrl-D, or type .exit)\n> ")
        }
        return true
    }
}
