import Foundation
import JSInterpreter

let arguments = CommandLine.arguments.dropFirst()
let interpreter = Interpreter(limits: Limits(memoryBytes: 1 << 30), gcStress: ProcessInfo.processInfo.environment["STRESS"] != nil)
for file in arguments {
    do {
        let script = try Script(source: String(contentsOfFile: file, encoding: .utf8), name: file)
        let start = ContinuousClock.now
        let value = try interpreter.evaluate(script)
        print(value.string ?? value.number.map { "\($0)" } ?? value.typeName, ContinuousClock.now - start)
    } catch { print(error) }
}
