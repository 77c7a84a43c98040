// Soaking: many executions of good, failing and hostile scripts in one process, as a hub runs them, tool calls included. The process
// may not grow, and each script has to do the same every time.

import ConformanceSystem
import JSInterpreter
import MCPEngine
import MCPHub
import Synchronization

final class Soak: Sendable {
    private let total: Int
    private let programs: [String]
    private let hub: Hub
    private let executor: ScriptExecutor
    private let state = Mutex(State())

    /// What a script did the first time.
    private struct Seen: Equatable {
        let outcome: String
        let logs: String
        let steps: UInt64
    }

    private struct State {
        var next = 0
        var first: [Int: Seen] = [:]
        var counts: [String: Int] = [:]
        var differences: [String] = []
    }

    /// What the process has at some time.
    private struct Footprint {
        let resident: Int
        let threads: Int
        let descriptors: Int

        static var now: Footprint {
            Footprint(resident: Resident.now, threads: Resident.threads, descriptors: Resident.descriptors)
        }

        var text: String { "\(resident >> 20) MB resident, \(threads) threads, \(descriptors) descriptors" }
    }

    private static let steps: UInt64 = 100_000
    private static let memoryBytes = 8 << 20
    private static let callers = 3
    /// What the C library may keep in its pools more than after the first tenth.
    private static let tolerance = 20 << 20

    init(_ options: Options) throws {
        total = max(100, options.executions ?? 100_000)
        programs =
            try Soak.scripts
            + Corpus.probes(Options.packageDirectory + "/Tests/JSInterpreterTests/Hostile/Probes").filter(\.isSandbox).map(
                \.source)
        hub = Hub(HubConfiguration(), withDemo: true, log: .silent)
        hub.start()
        var settings = CodeExecutionSettings()
        settings.steps = Soak.steps
        settings.memoryBytes = Soak.memoryBytes
        settings.executeTimeout = .seconds(2)
        settings.poolSize = Soak.callers
        executor = ScriptExecutor(hub: hub, engine: JavaScriptEngine(), settings: settings, log: .silent)
    }

    func run() throws -> Bool {
        let start = ContinuousClock.now
        var footprints: [Footprint] = []
        for part in 1...10 {
            let end = total / 10 * part
            try NativeThread.run(count: Soak.callers) { self.executeAll(until: end) }
            let footprint = Footprint.now
            footprints.append(footprint)
            Output.line("\(end) executions: \(footprint.text)")
        }
        executor.close()
        hub.stop()
        let seconds = max(1, Int((ContinuousClock.now - start) / .seconds(1)))
        let final = state.withLock { $0 }
        Output.line("\(final.next) executions of \(programs.count) scripts in \(seconds) s (\(final.next / seconds) a second)")
        for (outcome, count) in final.counts.sorted(by: { $0.key < $1.key }) { Output.line("  \(outcome): \(count)") }
        let problems = final.differences.prefix(20).map { "differs: \($0)" } + Soak.growth(footprints)
        for problem in problems { Output.line(problem) }
        if problems.isEmpty { Output.line("no growth, no differences") }
        return problems.isEmpty
    }

    private static func growth(_ footprints: [Footprint]) -> [String] {
        guard let first = footprints.first, let last = footprints.last else { return [] }
        var problems: [String] = []
        if last.resident > first.resident + tolerance {
            problems.append("memory has grown from \(first.resident >> 20) to \(last.resident >> 20) MB")
        }
        if last.threads > first.threads { problems.append("threads have grown from \(first.threads) to \(last.threads)") }
        if last.descriptors > first.descriptors {
            problems.append("descriptors have grown from \(first.descriptors) to \(last.descriptors)")
        }
        return problems
    }

    private func executeAll(until end: Int) {
        while true {
            let index: Int? = state.withLock { state in
                guard state.next < end else { return nil }
                state.next += 1
                return state.next - 1
            }
            guard let index else { return }
            // Neighbours in the list are of one kind: a stride mixes them.
            let program = index &* 7919 % programs.count
            let outcome = executor.execute(ExecutionRequest(source: programs[program], format: .execute))
            note(outcome, of: program)
        }
    }

    private func note(_ outcome: ExecutionOutcome, of program: Int) {
        let text: String
        let kind: String
        switch outcome.result {
        case .success(let value):
            text = value.string
            kind = "success"
        case .failure(let failure):
            text = failure.description
            kind = failure.type.rawValue
        }
        let seen = Seen(
            outcome: text, logs: outcome.logs.map(\.string).joined(separator: "\n"), steps: outcome.statistics.steps)
        // How much time and memory there was is not up to the script alone, and the hub gives every execution a seed of its own.
        let isRepeatable =
            kind != FailureType.timeout.rawValue && kind != FailureType.memoryLimit.rawValue
            && outcome.statistics.peakMemoryBytes < Soak.memoryBytes / 2
            && !["Date", "random"].contains { programs[program].utf8.contains($0) }
        state.withLock { state in
            state.counts[kind, default: 0] += 1
            guard isRepeatable else { return }
            guard let first = state.first[program] else {
                state.first[program] = seen
                return
            }
            if first != seen {
                state.differences.append(
                    "\(OneLine.of(programs[program])): \(OneLine.of(first.outcome)) in \(first.steps) steps, then \(OneLine.of(seen.outcome)) in \(seen.steps)"
                )
            }
        }
    }

    /// Scripts as people write them, and scripts that fail as those of people do.
    private static let scripts = [
        "const xs = Array.from({length: 200}, (_, i) => ({id: i, group: 'g' + i % 7, total: i * 1.5})); const by = {}; for (const x of xs) (by[x.group] ??= []).push(x.total); Object.fromEntries(Object.entries(by).map(([k, v]) => [k, v.reduce((a, b) => a + b, 0)]))",
        "mcp.tools().map(t => t.name).length",
        "mcp.callTool('filesystem__list_directory', {path: '/'})",
        "mcp.callTools([{tool: 'filesystem__list_directory', params: {path: '/'}}, {tool: 'nobody__nothing', params: {}}]).length",
        "call_tool('nobody', 'nothing', {})",
        "mcp.callTool('nobody__nothing', {})",
        "console.log('a', {b: [1, 2, {c: new Map([[1, 2]])}]}); mcp.log('warn', 'text', {n: 1}); 1",
        "JSON.parse(JSON.stringify({a: [1, 'two', null, {b: true}], c: 'x'.repeat(500)}))",
        "'the quick brown fox jumps over the lazy dog'.split(' ').map(w => w[0].toUpperCase() + w.slice(1)).join(' ').replace(/o/g, '0')",
        "class Stack { #items = []; push(x) { this.#items.push(x); return this } get size() { return this.#items.length } } new Stack().push(1).push(2).size",
        "function* numbers() { for (let i = 0; i < 50; i++) yield i * i } [...numbers()].filter(n => n % 3 === 1)",
        "const s = new Set([3, 1, 2, 3]); const m = new Map(); for (const x of s) m.set(x, String(x).padStart(4, '0')); [...m].sort((a, b) => a[0] - b[0])",
        "let a = 1n; for (let i = 1n; i < 60n; i++) a *= i; String(a)",
        "Math.random() < 2",
        "undefined.x", "throw new TypeError('mine')", "let x = 1; let x = 2", "async function f() {}", "setTimeout(() => 1)",
        "eval('1')", "({a: () => 1})", "const a = {}; a.a = a; a", "(", "while (true) {}",
        "function f() { return f() + 1 } f()", "const a = []; while (true) a.push(new Array(1000).fill(0))",
        "'x'.repeat(2 ** 29)", "/(a+)+$/.test('a'.repeat(40) + 'b')", "[].constructor.constructor('return 1')()",
        "Array.prototype.sum = 1; 'use strict'; [].sum",
        "const parts = []; for (let i = 0; i < 3000; i++) parts.push({i}); parts.length",
    ]
}
