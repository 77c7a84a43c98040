// `console` and `print` for scripts on the command line: lines on standard output, as Node formats them.

import JSInterpreter

/// The console of one interpreter.
final class ScriptConsole {
    private var indentation = ""
    private var counts: [String: Int] = [:]
    private var timers: [String: ContinuousClock.Instant] = [:]

    /// Defines the global `console` and, unless the host of the conformance suite brings its own, `print`.
    static func install(in interpreter: Interpreter, definesPrint: Bool = true) throws(ExecutionError) {
        let state = ScriptConsole()
        let console = interpreter.makeObject()
        func define(_ name: String, _ body: @escaping (HostCall) throws -> Void) throws(ExecutionError) {
            let function = interpreter.makeFunction(name: name) { call in
                try body(call)
                return call.interpreter.undefined
            }
            try interpreter.setProperty(name, of: console, to: function)
        }
        for name in ["log", "info", "debug", "warn", "error", "table"] {
            try define(name) { state.write(try $0.interpreter.formatConsoleArguments($0.allArguments)) }
        }
        try define("dir") { state.write(try $0.interpreter.inspect($0[0])) }
        try define("assert", state.assert)
        try define("count", state.count)
        try define("countReset") { state.counts[try state.label($0)] = nil }
        for name in ["group", "groupCollapsed"] {
            try define(name) { call in
                if call.count > 0 { state.write(try call.interpreter.formatConsoleArguments(call.allArguments)) }
                state.indentation += "  "
            }
        }
        try define("groupEnd") { _ in state.indentation = String(state.indentation.dropLast(2)) }
        try define("time") { state.timers[try state.label($0)] = .now }
        try define("timeLog") { try state.showTime($0) }
        try define("timeEnd") { call in
            try state.showTime(call)
            state.timers[try state.label(call)] = nil
        }
        interpreter.setGlobal("console", to: console)
        guard definesPrint else { return }
        interpreter.setGlobal(
            "print",
            to: interpreter.makeFunction(name: "print") { call in
                Output.writeLine(try call.allArguments.map { try call.interpreter.text(of: $0) }.joined(separator: " "))
                return call.interpreter.undefined
            })
    }

    private func write(_ text: String) {
        if indentation.isEmpty { return Output.writeLine(text) }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) { Output.writeLine(indentation + line) }
    }

    private func label(_ call: HostCall) throws -> String {
        call[0].isUndefined ? "default" : try call.interpreter.text(of: call[0])
    }

    private func assert(_ call: HostCall) throws {
        if call[0].isTruthy { return }
        let rest = Array(call.allArguments.dropFirst())
        if rest.first?.string != nil {
            let message = try call.interpreter.formatConsoleArguments(rest)
            write("Assertion failed: " + message)
        } else if rest.isEmpty {
            write("Assertion failed")
        } else {
            write("Assertion failed " + (try call.interpreter.formatConsoleArguments(rest)))
        }
    }

    private func count(_ call: HostCall) throws {
        let label = try label(call)
        let count = (counts[label] ?? 0) + 1
        counts[label] = count
        write("\(label): \(count)")
    }

    private func showTime(_ call: HostCall) throws {
        let label = try label(call)
        guard let start = timers[label] else { return }
        let microseconds = (ContinuousClock.now - start) / .microseconds(1)
        let milliseconds = microseconds.rounded() / 1000
        let rest = Array(call.allArguments.dropFirst())
        let suffix = rest.isEmpty ? "" : " " + (try call.interpreter.formatConsoleArguments(rest))
        write("\(label): \(milliseconds)ms\(suffix)")
    }
}
