import Testing

import JSInterpreter

@Suite struct InteractiveUseTests {
    private let options = ScriptOptions(allowsRedeclaration: true)

    @Test func declarationsReplaceEarlierOnes() throws {
        let interpreter = Interpreter()
        for (source, expected) in [
            ("let x = 1; function read() { return x } x", 1.0), ("let x = x2 = 2, x2; x", nil), ("let x = 2; x", 2), ("read()", 2),
            ("const x = 3; read()", 3), ("x = 4", nil), ("let x = 5; x = 6; read()", 6), ("class x {} read() === x ? 7 : 0", 7),
        ] as [(String, Double?)] {
            let script = try Script(source: source, options: options)
            if let expected {
                #expect(try interpreter.evaluate(script).number == expected, "\(source)")
            } else {
                #expect(throws: ExecutionError.self) { try interpreter.evaluate(script) }
            }
        }
        #expect(throws: ExecutionError.self) { try interpreter.evaluate(Script(source: "let x = 1")) }
    }

    @Test func theUncaughtValueIsKept() throws {
        let interpreter = Interpreter(gcStress: true)
        #expect(interpreter.uncaughtValue == nil)
        #expect(throws: ExecutionError.self) { try interpreter.evaluate(Script(source: "throw {code: 'E' + 1}")) }
        _ = try interpreter.evaluate(Script(source: "Array(100).fill({}).map(() => ({}))"))
        let value = try #require(interpreter.uncaughtValue)
        #expect(try interpreter.inspect(value) == "{ code: 'E1' }")
    }

    @Test func anInterpreterGoesOnAfterATermination() throws {
        let first = CancellationToken()
        let interpreter = Interpreter(cancellation: first)
        _ = try interpreter.evaluate(Script(source: "let kept = 1"))
        first.cancel()
        #expect(throws: ExecutionError.self) { try interpreter.evaluate(Script(source: "kept = 2; for (;;);")) }
        interpreter.recover(cancellation: CancellationToken())
        #expect(try interpreter.evaluate(Script(source: "let sum = 0; for (let i = 0; i < 100000; i++) sum += kept; sum")).number == 200000)
    }

    @Test func memoryComesBackAfterItsLimit() throws {
        let interpreter = Interpreter(limits: Limits(memoryBytes: 20 << 20))
        #expect(throws: ExecutionError.self) { try interpreter.evaluate(Script(source: "{ const a = []; for (;;) a.push({a}) }")) }
        interpreter.recover(cancellation: nil)
        #expect(try interpreter.evaluate(Script(source: "Array(100000).fill(1).length")).number == 100000)
    }
}
