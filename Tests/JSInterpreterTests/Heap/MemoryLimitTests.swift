// Small limits hold as exactly as large ones, although a heap of few megabytes is not collected for its own sake.

import JSInterpreter
import Testing

@Suite struct MemoryLimitTests {
    @Test(arguments: [1, 2, 3], [
        "[({}), ...Array(4294967295)]", "const all = []; while (true) all.push({})", "const [...rest] = (function* () { while (true) yield 1 })()",
        "let s = 'x'; while (true) s += s", "Array.from({ length: 1e9 })", "'x'.repeat(1e8)", "new Uint8Array(1e8)", "new Map(function* () { for (let i = 0;; i++) yield [i, i] }())",
        "7n ** 9999999n", "JSON.stringify(Array(1e7).fill(0))", "Array(1e7).join('xyz')", "let o = {}; for (let i = 0;; i++) o['k' + i] = i",
    ])
    func holds(megabytes: Int, source: String) throws {
        let limit = megabytes << 20
        let interpreter = Interpreter(limits: Limits(timeout: .seconds(600), memoryBytes: limit))
        let error = #expect(throws: ExecutionError.self) { try interpreter.evaluate(try Script(source: source)) }
        if case .terminated(let reason) = error { #expect(reason == .memoryLimit) }
        #expect(interpreter.statistics.peakMemoryBytes <= limit + 256 << 10)
    }
}
