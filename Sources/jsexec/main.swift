// The command line: finds the command, runs it, and turns what went wrong into an exit status.

import JSInterpreter
import MCPHub

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// How the program ends.
enum ExitStatus: Int32 {
    case success = 0
    /// The script or the tool failed.
    case failure = 1
    /// Bad arguments or configuration.
    case usage = 2
}

/// Scripts recurse on the native stack; the main thread's would be too small for what other engines allow.
private let commandStack = 64 << 20

private func perform(_ command: String?, _ arguments: [String]) throws -> ExitStatus {
    switch command {
    case nil: return try InteractiveLoop.run()
    case "run": return try ScriptCommands.run(arguments)
    case "check": return try ScriptCommands.check(arguments)
    case "exec": return try HubCommands.exec(arguments)
    case "replay": return try HubCommands.replay(arguments)
    case "serve": return try HubCommands.serve(arguments)
    case "config": return try HubCommands.config(arguments)
    case "list": return try HubCommands.list(arguments)
    case "inspect": return try HubCommands.inspect(arguments)
    case "invoke": return try HubCommands.invoke(arguments)
    case "version", "--version":
        Output.print("jsexec \(ProductInfo.version)")
        return .success
    case "help", "--help", "-h":
        guard let topic = arguments.first else {
            Output.print(Usage.general)
            return .success
        }
        guard let text = Usage.text(for: topic) else { throw UsageError("there is no command \"\(topic)\"") }
        Output.print(text)
        return .success
    case let command?:
        throw UsageError("there is no command \"\(command)\"")
    }
}

/// Runs a command and reports what prevented it.
private func status(_ command: String?, _ arguments: [String]) -> ExitStatus {
    if let command, arguments.contains("--help") || arguments.contains("-h"), let text = Usage.text(for: command) {
        Output.print(text)
        return .success
    }
    do {
        return try perform(command, arguments)
    } catch {
        let advice: String
        if error is UsageError {
            let isCommand = command.flatMap { Usage.text(for: $0) } != nil
            advice = isCommand ? "\nSee: jsexec help \(command ?? "")" : "\nSee: jsexec help"
        } else {
            advice = ""
        }
        let text = (error as? UsageError)?.message ?? String(describing: error)
        Output.printError("jsexec: \(text)\(advice)")
        return .usage
    }
}

Signals.ignoreBrokenPipes()
let arguments = Array(CommandLine.arguments.dropFirst())
if [nil, "run", "serve", "exec", "list", "inspect", "invoke"].contains(arguments.first) { Signals.holdEnd() }
try NativeThread.run(stackBytes: commandStack) {
    exit(status(arguments.first, Array(arguments.dropFirst())).rawValue)
}
