// The interactive loop: reads lines, goes on reading while what was typed is the beginning of something, evaluates,
// and prints the value.

import JSInterpreter
import MCPHub

struct InteractiveLoop {
    private let interpreter = Interpreter(limits: Limits(memoryBytes: 4 << 30))
    private var entries = 0

    /// Reads until the end of the input.
    static func run() -> ExitStatus {
        var loop = InteractiveLoop()
        Output.print("jsexec \(ProductInfo.version). Type .exit or press Ctrl-D to leave.")
        while let source = loop.readEntry() {
            if source == ".exit" { break }
            if !source.isEmpty { loop.evaluate(source) }
        }
        return .success
    }

    /// One complete entry, perhaps of several lines; `nil` at the end of the input.
    private mutating func readEntry() -> String? {
        guard var source = readLine(prompt: "> ") else { return nil }
        if source == ".exit" { return source }
        while isIncomplete(source) {
            guard let line = readLine(prompt: "... ") else { return source }
            // An empty line ends an entry that would otherwise never end.
            if line.isEmpty { return source }
            source += "\n" + line
        }
        return source
    }

    private func readLine(prompt: String) -> String? {
        Files.writeAll(1, Array(prompt.utf8))
        let line = Swift.readLine(strippingNewline: true)
        if line == nil { Output.print("") }
        return line
    }

    /// Whether more lines could make a script of what is not one yet.
    private func isIncomplete(_ source: String) -> Bool {
        do {
            _ = try Script(source: source, name: "repl")
            return false
        } catch {
            let message = error.diagnostics.first?.message ?? ""
            return ["Unexpected end of input", "Unterminated template", "Unterminated comment"]
                .contains { message.hasPrefix($0) }
        }
    }

    private mutating func evaluate(_ source: String) {
        entries += 1
        do {
            let value = try interpreter.evaluate(try Script(source: source, name: "repl:\(entries)"))
            Output.print(value.string.map { JSONText(.string($0)).string } ?? value.number.map { "\($0)" } ?? value.typeName)
        } catch {
            Output.printError(ErrorText.uncaught(error))
        }
    }
}
