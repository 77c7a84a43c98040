// `console`: the log that scripts write without thinking. Its lines are entries of the same list as those of `mcp.log`.

import JSInterpreter

/// The `console` of one execution.
struct ConsoleBinding: Sendable {
    let logs: LogCollector

    func install(in interpreter: Interpreter) throws(ExecutionError) {
        let console = interpreter.makeObject()
        for (name, level) in [("log", "info"), ("info", "info"), ("debug", "debug"), ("warn", "warn"), ("error", "error")] {
            let function = interpreter.makeFunction(name: name) { [logs] call in
                if !logs.isFull {
                    logs.add(level: level, message: try ConsoleText.format(call.allArguments, call.interpreter))
                }
                return call.interpreter.undefined
            }
            try interpreter.setProperty(name, of: console, to: function)
        }
        interpreter.freeze(console)
        interpreter.setGlobal("console", to: console)
    }
}

/// Values as people read them in a log.
enum ConsoleText {
    static func format(_ values: [JSValue], _ interpreter: Interpreter) throws(ExecutionError) -> String {
        var parts: [String] = []
        for value in values {
            if value.isPlainObject || value.isArray, let json = try interpreter.stringifyJSON(value) {
                parts.append(String(decoding: json, as: UTF8.self))
            } else {
                parts.append(try interpreter.text(of: value, limit: HostBinding.messageLimit))
            }
        }
        return parts.joined(separator: " ")
    }
}
