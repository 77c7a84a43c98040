// A whole run: which tests, the workers that run them, and what is reported.

import ConformanceSystem
import MCPPlatform
import Synchronization

/// What came of one variant of one test.
struct Result: Sendable {
    let path: String
    let variant: Variant
    let outcome: Outcome

    var key: String { ExpectedFailures.key(path, variant) }
    var reason: String? { if case .failed(let reason) = outcome { reason } else { nil } }
}

final class Session: Sendable {
    let options: Options

    init(_ options: Options) { self.options = options }

    /// Runs everything. Returns whether nothing failed that was not expected to.
    func run() throws -> Bool {
        let tests = try selectTests()
        if tests.isEmpty { throw UsageError(message: "no tests found") }
        let start = ContinuousClock.now
        let results = try runAll(tests)
        let seconds = Double((ContinuousClock.now - start) / .milliseconds(1)) / 1000
        return try Report(options: options, results: results, seconds: seconds).finish()
    }

    // MARK: Selecting

    private func selectTests() throws -> [String] {
        var paths: [String]
        if let list = options.list {
            guard let text = try Files.text(list) else { throw UsageError(message: "no file \(list)") }
            paths = text.split(separator: "\n").map { line in
                let path = line.split(separator: " ", maxSplits: 1).first.map(String.init) ?? ""
                return path.hasPrefix("test/") ? String(path.dropFirst(5)) : path
            }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
        } else {
            paths = Files.list(options.suite + "/test").filter { path in
                path.hasSuffix(".js") && !path.contains("_FIXTURE") && !path.hasPrefix("intl402/") && !path.hasPrefix("staging/")
                    && !path.hasPrefix("harness/")
            }
        }
        if !options.filters.isEmpty { paths = paths.filter { path in options.filters.contains { path.contains($0) } } }
        return paths
    }

    // MARK: Running

    private struct State {
        var next = 0
        var results: [Result] = []
        var shown = 0
    }

    private func runAll(_ tests: [String]) throws(SystemError) -> [Result] {
        let state = Mutex(State())
        let take: @Sendable () -> String? = {
            state.withLock { state in
                guard state.next < tests.count else { return nil }
                state.next += 1
                return tests[state.next - 1]
            }
        }
        let report: @Sendable ([Result]) -> Void = { results in
            state.withLock { state in
                state.results += results
                let percent = state.next * 100 / tests.count
                if Output.isTerminal ? percent > state.shown : percent >= state.shown + 10 {
                    state.shown = percent
                    let failures = state.results.count { $0.reason != nil }
                    Output.error("\(percent)%  \(state.results.count) runs, \(failures) failed")
                }
            }
        }
        try NativeThread.run(count: min(options.workers, tests.count)) { self.work(take, report) }
        return state.withLock { $0.results }.sorted { ($0.path, $0.variant.rawValue) < ($1.path, $1.variant.rawValue) }
    }

    /// Feeds one worker after the other until there are no tests left.
    private func work(_ take: () -> String?, _ report: ([Result]) -> Void) {
        var worker: WorkerProcess?
        while let path = take() {
            var results: [Result] = []
            if let source = try? Files.text("\(options.suite)/test/\(path)"), !TestCase(source: source).isInScope { continue }
            while true {
                let current: WorkerProcess
                do {
                    current = try worker ?? WorkerProcess(arguments: options.workerArguments)
                } catch {
                    Output.error("conformance: \(error)")
                    return
                }
                current.send("\(path)\t\(results.count)")
                if let death = collect(current, path, &results) {
                    results.append(Result(path: path, variant: death.variant, outcome: .failed(death.reason)))
                    worker = nil
                } else {
                    worker = current
                    break
                }
            }
            report(results)
        }
        worker?.finish()
    }

    /// Collects what a worker says about a test. If it dies or is silent for too long, says in which variant, and why.
    private func collect(
        _ worker: WorkerProcess, _ path: String, _ results: inout [Result]
    ) -> (variant: Variant, reason: String)? {
        var running = Variant.sloppy
        while true {
            // A test may time out in the worker; only one that is beyond that is ended from here.
            switch worker.receive(timeoutMilliseconds: options.timeoutMilliseconds * 2 + 20_000) {
            case .ended: return (running, worker.causeOfDeath())
            case .silent:
                _ = worker.end()
                return (running, "hangs: does not heed its time limit")
            case .line("done"): return nil
            case .line(let line):
                let fields = line.split(separator: "\t", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
                guard fields.count >= 2, let variant = Variant(rawValue: fields[1]) else { continue }
                if fields[0] == "begin" { running = variant }
                if fields[0] == "end", fields.count >= 3 {
                    let outcome = fields[2] == "pass" ? Outcome.passed : .failed(fields.count > 3 ? fields[3] : "")
                    results.append(Result(path: path, variant: variant, outcome: outcome))
                }
            }
        }
    }
}
