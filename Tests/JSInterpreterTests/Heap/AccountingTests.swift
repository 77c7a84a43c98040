// What is accounted besides cells: the tree of a script and its nodes, tables of the engine, memory that the host takes.

import JSInterpreter
import Testing

@Suite struct AccountingTests {
    private static func run(_ source: String, memoryBytes: Int = 50 << 20) throws -> (result: Double?, statistics: Statistics) {
        let interpreter = Interpreter(limits: Limits(timeout: .seconds(600), memoryBytes: memoryBytes))
        let value = try interpreter.evaluate(try Script(source: source))
        return (value.number, interpreter.statistics)
    }

    private static func termination(_ source: String, memoryBytes: Int) throws -> Termination? {
        do {
            _ = try run(source, memoryBytes: memoryBytes)
            return nil
        } catch ExecutionError.terminated(let reason) {
            return reason
        }
    }

    // MARK: The script itself

    /// Scripts in which there is a node for every few bytes.
    static let dense = [
        "0;[" + String(repeating: "a=>a,", count: 20_000) + "].length",
        "0;" + String(repeating: "(class{});", count: 10_000) + "0",
        "({" + String(repeating: "a(){},", count: 16_000) + "}),0",
        String(repeating: "{let a}", count: 14_000) + "0",
        "var t=()=>0;" + String(repeating: "t``;", count: 25_000) + "0",
        "var a=0;" + String(repeating: "a++;", count: 25_000) + "0",
    ]

    @Test(arguments: AccountingTests.dense)
    func treesAndNodesCount(source: String) throws {
        #expect(try AccountingTests.run(source).statistics.peakMemoryBytes > 40 * source.utf8.count)
        #expect(try AccountingTests.termination(source, memoryBytes: 2 << 20) == .memoryLimit)
    }

    @Test func aFunctionCountsWhenItIsFirstCalled() throws {
        let body = String(repeating: "a = a + b * c - d;", count: 5000)
        let source = "let a = 1, b = 1, c = 1, d = 1; function f() { \(body) } "
        let uncalled = try AccountingTests.run(source + "0").statistics.peakMemoryBytes
        let called = try AccountingTests.run(source + "f(); f(); 0").statistics.peakMemoryBytes
        #expect(called > uncalled + 2 << 20)
        #expect(try AccountingTests.termination(source + "f()", memoryBytes: uncalled + 1 << 20) == .memoryLimit)
        #expect(try AccountingTests.termination(source, memoryBytes: uncalled + 1 << 20) == nil)
    }

    /// The tree of a script is shared by its runs, and counts once in each realm.
    @Test func runningAScriptAgainDoesNotCountItsTreeAgain() throws {
        let script = try Script(source: "var x = 1; if (false) { \(String(repeating: "x = x + 1;", count: 5000)) }; x")
        let interpreter = Interpreter(limits: Limits(memoryBytes: 50 << 20))
        _ = try interpreter.evaluate(script)
        let once = interpreter.statistics.peakMemoryBytes
        _ = try interpreter.evaluate(script)
        let tree = try AccountingTests.run("if (false) { \(String(repeating: "x = x + 1;", count: 5000)) }; 0").statistics.peakMemoryBytes
        #expect(interpreter.statistics.peakMemoryBytes < once + tree)
    }

    @Test(arguments: AccountingTests.dense)
    func theSameStepsWhateverTheLimit(source: String) throws {
        let first = try AccountingTests.run(source, memoryBytes: 50 << 20).statistics.steps
        #expect(try AccountingTests.run(source, memoryBytes: 500 << 20).statistics.steps == first)
    }

    // MARK: Tables

    /// More cells at once than the collector has room to remember.
    @Test func wideHeapsAreMarkedWhole() throws {
        let count = 100_000
        let source = """
            const wide = []
            for (let i = 0; i < \(count); i++) wide.push({value: i, inner: [{value: 1}]})
            const map = new Map(wide.map(o => [o, {value: 2}])), weak = new WeakMap(wide.map(o => [o, {value: 3}]))
            const nested = [wide, [map, [weak]]]
            for (let round = 0; round < 10; round++) Array.from({length: 20000}, () => ({}))
            let sum = 0
            for (const o of nested[0]) sum += o.inner[0].value + map.get(o).value + weak.get(o).value
            sum + wide[\(count - 1)].value
            """
        #expect(try AccountingTests.run(source, memoryBytes: 500 << 20).result == Double(6 * count + count - 1))
    }

    /// Names that die make room in the table of names, and those that live are still found there.
    @Test func namesSurviveTheSweepOfTheirTable() throws {
        let source = """
            const kept = {}
            for (let i = 0; i < 100000; i++) {
                ({})['dying' + i] = 1
                if (i % 100 === 0) kept['kept' + i] = i
            }
            let found = 0
            for (let i = 0; i < 100000; i += 100) if (kept['ke' + 'pt' + i] === i) found++
            found
            """
        #expect(try AccountingTests.run(source, memoryBytes: 20 << 20).result == 1000)
    }

    @Test(arguments: [
        "const all = []; for (let i = 0; i < 20000; i++) { const p = {}; Object.create(p); all.push(p) } 0",
        "const m = new WeakMap, all = []; for (let i = 0; i < 20000; i++) { const k = {}; m.set(k, i); all.push(k) } 0",
    ])
    func entriesOfTheEnginesTablesCount(source: String) throws {
        let plain = try AccountingTests.run("const all = []; for (let i = 0; i < 20000; i++) { const p = {}; all.push(p) } 0")
        #expect(try AccountingTests.run(source).statistics.peakMemoryBytes > plain.statistics.peakMemoryBytes + 20_000 * 96)
    }

    // MARK: The host

    @Test func memoryOfTheHostCounts() throws {
        let interpreter = Interpreter(limits: Limits(memoryBytes: 8 << 20))
        try interpreter.reserveMemory(3 << 20)
        try interpreter.withReservedMemory(3 << 20) {}
        try interpreter.withReservedMemory(3 << 20) {}
        #expect(interpreter.statistics.peakMemoryBytes >= 6 << 20)
        let error = #expect(throws: ExecutionError.self) { try interpreter.reserveMemory(6 << 20) }
        guard case .terminated(.memoryLimit) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func aHostFunctionThatTakesTooMuchEndsTheScript() throws {
        let interpreter = Interpreter(limits: Limits(memoryBytes: 8 << 20))
        interpreter.setGlobal("take", to: interpreter.makeFunction(name: "take") { call in
            try call.interpreter.reserveMemory(Int(call[0].number ?? 0))
            return call.interpreter.undefined
        })
        let script = try Script(source: "let n = 0; try { for (;;) { take(1e6); n++ } } catch { n = -1 } finally { n = -2 }")
        let error = #expect(throws: ExecutionError.self) { try interpreter.evaluate(script) }
        guard case .terminated(.memoryLimit) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func jsonOfTheHostCountsWhileItIsRead() throws {
        let text = Array(("[" + String(repeating: "1,", count: 1_000_000) + "1]").utf8)
        let interpreter = Interpreter(limits: Limits(memoryBytes: 9 << 20))
        #expect(throws: ExecutionError.self) { _ = try interpreter.parseJSON(text) }
        let large = Interpreter(limits: Limits(memoryBytes: 40 << 20))
        _ = try large.parseJSON(text)
        #expect(large.statistics.peakMemoryBytes > 10 << 20)
    }

    /// The bytes are gone when the tree is made, also if they had to become a string first.
    @Test func jsonOfTheHostIsFreedBeforeItsTreeIsMade() throws {
        func peak(_ character: String) throws -> Int {
            let text = "[\"\(String(repeating: character, count: 3))\"" + String(repeating: ",1", count: 1_000_000) + "]"
            let interpreter = Interpreter(limits: Limits(memoryBytes: 100 << 20))
            _ = try interpreter.parseJSON(Array(text.utf8))
            return interpreter.statistics.peakMemoryBytes
        }
        #expect(try peak("é") < peak("e") + 1 << 20)
    }
}
