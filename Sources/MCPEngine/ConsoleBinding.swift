// `console`: the log that scripts write without thinking. Its lines are entries of the same list as those of `mcp.log`.

import JSInterpreter
import MCPHub

/// The `console` of one execution.
struct ConsoleBinding: Sendable {
    let logs: LogCollector

    func install(in interpreter: Interpreter) throws(ExecutionError) {
        let console = interpreter.makeObject()
        for (name, level) in [("log", "info"), ("info", "info"), ("debug", "debug"), ("warn", "warn"), ("error", "error")] {
            let function = interpreter.makeFunction(name: name) { [logs] call in
                if !logs.isFull {
                    let message = try LogText.format(call.allArguments, call.interpreter)
                    try logs.add(level: level, message: message, in: call.interpreter)
                }
                return call.interpreter.undefined
            }
            try interpreter.setProperty(name, of: console, to: function)
        }
        interpreter.freeze(console)
        interpreter.setGlobal("console", to: console)
    }
}

extension LogCollector {
    /// Adds an entry and accounts for it in the memory of the script: four times, because the outcome, which carries it out, has it
    /// as text and as structured content.
    func add(level: String, message: String, fields: JSONText? = nil, in interpreter: Interpreter) throws(ExecutionError) {
        let bytes = add(level: level, message: message, fields: fields)
        try interpreter.reserveMemory(4 * bytes)
    }
}

/// What goes into the log.
enum LogText {
    /// Of a message only the start is looked at, in UTF-16 code units; the log keeps less.
    private static let limit = 4 * LogCollector.maximumMessageLength

    /// Values shown the way Node shows them.
    static func format(_ values: [JSValue], _ interpreter: Interpreter) throws(ExecutionError) -> String {
        if values.count == 1, values[0].isString { return try interpreter.text(of: values[0], limit: limit) }
        return try interpreter.formatConsoleArguments(values)
    }
}
