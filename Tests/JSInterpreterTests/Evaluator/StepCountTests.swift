// The count of steps is a property of the script: whatever the collector does meanwhile.

import JSInterpreter
import Testing

@Suite struct StepCountTests {
    private func steps(_ source: String, stressInterval: Int) throws -> UInt64 {
        let interpreter = Interpreter(
            limits: Limits(memoryBytes: 64 << 20, steps: 5_000), gcStress: stressInterval > 0, gcStressInterval: max(1, stressInterval))
        _ = try? interpreter.evaluate(try Script(source: source))
        return interpreter.statistics.steps
    }

    @Test(arguments: [
        "", "let a = []; for (let i = 0; i < 300; i++) a.push({i})", "while (true) ({})", "/(?:a|(b))*c/.exec('ab'.repeat(3000))", "'x'.repeat(100).replace(/x/g, m => m + {})",
        "'a'.repeat(4000).match(/(a|b)*?c/)", "JSON.parse(JSON.stringify(Array.from({length: 50}, (_, i) => ({i, s: 'n' + i}))))", "(1n << 2000n).toString()",
        "[...'abc'.repeat(20)].sort(() => ({}) && 1)", "(function f() { f({}) })()", "class A { #x = {}; static y = [new A] } for (let i = 0; i < 20; i++) new A",
        "({}).x.y",
        "for (let i = 0; i < 600; i++) { class A extends Array { static #p() {} } }",
        "function E(message) { this.message = message } for (let i = 0; i < 30; i++) { try { throw new E('x') } catch {} }",
        "class A { constructor() { this.a = 1 } } class B extends A { constructor() { super(); this.b = 2 } } for (let i = 0; i < 30; i++) new B",
    ])
    func isTheSameUnderCollections(source: String) throws {
        let expected = try steps(source, stressInterval: 0)
        #expect(try steps(source, stressInterval: 3) == expected)
    }

    /// How far a script with a limit of steps comes, and what it says it has taken.
    private func reach(limit: UInt64, _ source: String, stressInterval: Int) throws -> [UInt64] {
        let interpreter = Interpreter(
            limits: Limits(memoryBytes: 64 << 20, steps: limit), gcStress: stressInterval > 0, gcStressInterval: max(1, stressInterval))
        var turns: UInt64 = 0
        interpreter.setGlobal("reach", to: interpreter.makeFunction(name: "reach") { call in
            turns += 1
            return call.interpreter.undefined
        })
        _ = try? interpreter.evaluate(try Script(source: source))
        return [turns, interpreter.statistics.steps]
    }

    /// A collection settles the account of steps, also at the very limit.
    @Test(arguments: ["for (;;) { reach(); ({}) }", "for (;;) { reach(); /(?:a|(b))*c/.exec('abab'); [] }"])
    func limitIsTheSameUnderCollections(source: String) throws {
        for limit in UInt64(200)..<260 {
            let expected = try reach(limit: limit, source, stressInterval: 0)
            #expect(expected[1] == limit)
            for interval in 1...3 { #expect(try reach(limit: limit, source, stressInterval: interval) == expected) }
        }
    }
}
