// What an interpreter leaves behind when it goes: nothing.

import Testing

@testable import JSInterpreter

@Suite struct ReleaseTests {
    /// Runs a script and tells whether its executable code and that of its functions are still there when the interpreter is gone.
    private func isReleased(_ source: String) throws -> Bool {
        weak var executable: ScriptExecutable?
        weak var function: FunctionCode?
        weak var context: Context?
        do {
            let interpreter = Interpreter(limits: Limits(memoryBytes: 16 << 20, steps: 10_000))
            _ = try? interpreter.evaluate(try Script(source: source))
            for code in interpreter.context.executables {
                if let code = code as? ScriptExecutable { executable = code }
                if let code = code as? FunctionCode { function = code }
            }
            context = interpreter.context
            #expect(executable != nil && function != nil)
        }
        return executable == nil && function == nil && context == nil
    }

    @Test(arguments: [
        "1", "function f() { return 1 } f()", "(() => 1)()", "new (class A extends Array { #x = 1; static s = () => this; constructor() { super(); this.#x } })",
        "String.raw`a${1}`", "function* g() { yield () => 1 } [...g()]", "(function f() { f() })()", "throw new Error('x')", "null.x", "while (true) {}",
        "({ get a() { return eval }, b() { return super.x } }).b()", "new Function('return () => 1')()()", "new Proxy(function () {}, { apply: () => 1 })()",
    ])
    func codeGoesWithItsInterpreter(source: String) throws { #expect(try isReleased(source)) }
}
