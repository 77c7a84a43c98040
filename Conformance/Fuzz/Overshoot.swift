// How far limits are passed: the scripts of the hostile corpus that use up all the time and memory they can get, on as many threads as
// the machine has processors, against the clock on the wall; and one by one, against the memory that the system sees.

import ConformanceSystem
import JSInterpreter
import MCPPlatform
import Synchronization

final class Overshoot: Sendable {
    private let options: Options
    private let entries: [Corpus.Entry]
    private let state = Mutex(State())
    private static let deadlines = [10, 50, 200]
    private static let memoryLimits = [4 << 20, 16 << 20, 50 << 20]
    private static let largestMedian = 5.0
    private static let largestMaximum = 100.0
    private static let residentTolerance = 20 << 20

    /// By how many milliseconds one script has passed its deadline.
    private struct Sample {
        let name: String
        /// By the clock on the wall.
        let elapsed: Double
        /// By the processor time of its thread alone.
        let processor: Double
    }

    private struct State {
        var next = 0
        var samples: [Sample] = []
        /// Milliseconds that the threads have lived, and how many of these they had a processor.
        var elapsed = 0.0
        var processor = 0.0
    }

    init(_ options: Options) throws {
        self.options = options
        entries = try Corpus.probes(Options.packageDirectory + "/Tests/JSInterpreterTests/Hostile/Probes")
    }

    func run() throws -> Bool {
        // Memory first, with the smallest limit: what was freed before is there to be used again, and hides growth.
        let isInMemory = try onScriptThread(options) { try self.measureMemory() }
        let isInTime = try measureTime()
        return isInTime && isInMemory
    }

    // MARK: Time

    private func measureTime() throws -> Bool {
        let jobs = options.jobs > 0 ? options.jobs : Processors.count
        try NativeThread.run(count: jobs, stackBytes: options.stackKilobytes << 10) { self.work() }
        let final = state.withLock { $0 }
        // On a machine that does other work, too, the clock on the wall says more of that than of the engine.
        let isAlone = final.processor > final.elapsed * 0.9
        let isInTime = judge(final.samples, "by the clock", jobs, \.elapsed)
        let isCheap = judge(final.samples, "by processor time", jobs, \.processor)
        if !isAlone { Output.line("the machine is busy with other work: the clock does not count") }
        return (isInTime || !isAlone) && isCheap
    }

    private func judge(
        _ samples: [Sample], _ measure: String, _ jobs: Int, _ value: KeyPath<Sample, Double>
    ) -> Bool {
        let sorted = samples.sorted { $0[keyPath: value] < $1[keyPath: value] }
        guard let worst = sorted.last else { return true }
        let median = sorted[sorted.count / 2][keyPath: value]
        Output.line(
            "time: \(sorted.count) scripts ended by their deadline on \(jobs) threads; beyond it \(measure): "
                + "median \(Overshoot.text(median)), 99 of 100 under \(Overshoot.text(sorted[sorted.count * 99 / 100][keyPath: value])), "
                + "at most \(Overshoot.text(worst[keyPath: value])) (\(worst.name))")
        return median < Overshoot.largestMedian && worst[keyPath: value] < Overshoot.largestMaximum
    }

    private func work() {
        while true {
            let index = state.withLock { state in
                state.next += 1
                return state.next - 1
            }
            guard index < entries.count * Overshoot.deadlines.count else { return }
            let entry = entries[index % entries.count]
            let limit = Duration.milliseconds(Overshoot.deadlines[index / entries.count])
            guard let script = Overshoot.script(entry) else { continue }
            let start = ContinuousClock.now
            let startOfProcessor = ProcessorTime.thread()
            let isTimeout = Overshoot.evaluate(script, entry, limit, memoryBytes: 50 << 20)
            let elapsed = (ContinuousClock.now - start) / .milliseconds(1)
            let processor = Double(ProcessorTime.thread() - startOfProcessor)
            let deadline = limit / .milliseconds(1)
            state.withLock { state in
                state.elapsed += elapsed
                state.processor += processor
                if isTimeout || elapsed > deadline {
                    state.samples.append(
                        Sample(name: OneLine.of(entry.name), elapsed: elapsed - deadline, processor: max(0, processor - deadline)))
                }
            }
        }
    }

    private static func script(_ entry: Corpus.Entry) -> Script? {
        try? Script(source: entry.source, options: ScriptOptions(topLevel: entry.isSandbox ? .functionBody : .script))
    }

    /// Runs a script in a realm of its own; the time that taking it down takes counts. Returns whether the deadline ended it.
    private static func evaluate(_ script: Script, _ entry: Corpus.Entry, _ limit: Duration, memoryBytes: Int) -> Bool {
        let interpreter = Interpreter(
            profile: entry.isSandbox ? .sandbox : .standard, limits: Limits(timeout: limit, memoryBytes: memoryBytes))
        do throws(ExecutionError) {
            _ = try interpreter.serializeResult(try interpreter.evaluate(script))
        } catch {
            if case .terminated(.deadline) = error { return true }
        }
        return false
    }

    private static func text(_ milliseconds: Double) -> String { "\((milliseconds * 100).rounded() / 100) ms" }

    // MARK: Memory

    private func measureMemory() throws -> Bool {
        var holds = true
        for limit in Overshoot.memoryLimits {
            var worst = 0
            var name = ""
            for entry in entries + Overshoot.denseScripts {
                Resident.resetPeak()
                let before = Resident.now
                // What the tree takes counts, too.
                guard let script = Overshoot.script(entry) else { continue }
                _ = Overshoot.evaluate(script, entry, .milliseconds(500), memoryBytes: limit)
                let growth = Resident.recentPeak - before
                if growth > worst { (worst, name) = (growth, OneLine.of(entry.name)) }
            }
            if worst == 0 {
                Output.line("memory: this system does not say what a process uses")
                return true
            }
            Output.line("memory: limit \(limit >> 20) MB, resident growth at most \(worst >> 20) MB (\(name))")
            holds = holds && worst <= limit + Overshoot.residentTolerance
        }
        return holds
    }

    /// Scripts as long as they may be, in which there is a node of the tree for every few bytes.
    private static var denseScripts: [Corpus.Entry] {
        func entry(_ before: String, _ repeated: String, _ after: String) -> Corpus.Entry {
            let count = (100_000 - before.utf8.count - after.utf8.count) / repeated.utf8.count
            return Corpus.Entry(
                name: "many of \(repeated)", source: before + String(repeating: repeated, count: count) + after, isSandbox: true)
        }
        return [
            entry("[", "a=>a,", "].length"), entry("", "(class{});", "0"), entry("({", "a(){},", "}),0"), entry("", "{let a}", "0"),
            entry("var t=()=>0;", "t``;", "0"), entry("var a=0;", "a++;", "0"), entry("var a;", "a?.b;", "0"), entry("var a;a=", "a?a:", "a"),
            entry("[", ",", "].length"), entry("", ";", "0"), entry("(function(){", "a;", "})"), entry("var a=1;for(;;){", "a=>a;", "}"),
            entry("function f(){", "(()=>{});", "}for(;;)f()"), entry("var a;", "[]=[];", "0"), entry("var a={};", "a?.a;", "0"),
        ]
    }
}
