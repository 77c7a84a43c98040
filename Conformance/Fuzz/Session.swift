// A whole run: workers, what they are told to do, what they find, and the figures at the end.

import ConformanceSystem
import MCPPlatform
import Synchronization

final class Session: Sendable {
    private let options: Options
    private let state: Mutex<State>
    private let end: ContinuousClock.Instant
    private let start = ContinuousClock.now
    private static let casesPerOrder: UInt64 = 200
    /// A case that says nothing for so long hangs.
    private static let silenceMilliseconds = 15_000
    /// Minimising takes time: it is done for so many findings of a run.
    private static let minimisedFindings = 10

    private struct State {
        var next: UInt64 = 0
        var executions = 0
        var cases: [String: Int] = [:]
        var findings: [String: Int] = [:]
        var minimised = 0
        var reported = ContinuousClock.now
    }

    init(_ options: Options) {
        self.options = options
        state = Mutex(State())
        end = start + .seconds(options.seconds ?? (options.executions == nil ? 60 : 1 << 30))
    }

    /// Runs cases until the time is over. Returns whether there were no findings.
    func run() throws -> Bool {
        try Files.makeDirectory(options.findings)
        try NativeThread.run(count: options.jobs > 0 ? options.jobs : Processors.count) { self.work() }
        let final = state.withLock { $0 }
        Output.line(progress(final))
        for (category, count) in final.cases.sorted(by: { $0.key < $1.key }) { Output.line("  \(category): \(count) cases") }
        if final.findings.isEmpty {
            Output.line("no findings")
            return true
        }
        for (kind, count) in final.findings.sorted(by: { $0.key < $1.key }) { Output.line("  \(kind): \(count) findings") }
        Output.line("saved in \(options.findings)")
        return false
    }

    private func progress(_ state: State) -> String {
        let seconds = max(1, Int((ContinuousClock.now - start) / .seconds(1)))
        let findings = state.findings.reduce(0) { $0 + $1.value }
        return "\(state.executions) executions in \(seconds) s (\(state.executions / seconds) a second), \(findings) findings"
    }

    /// The numbers of the next cases; nil when it is time to end.
    private func takeOrder() -> UInt64? {
        guard ContinuousClock.now < end else { return nil }
        return state.withLock { state in
            if let most = options.executions, state.executions >= most { return nil }
            defer { state.next += Session.casesPerOrder }
            return state.next
        }
    }

    private func work() {
        var worker: WorkerProcess?
        while var from = takeOrder() {
            let until = from + Session.casesPerOrder
            while from < until {
                let current: WorkerProcess
                do {
                    current = try worker ?? Session.startWorker(options)
                } catch {
                    Output.error("fuzz: \(error)")
                    return
                }
                current.send("cases \(options.seed) \(from) \(until - from)")
                if let killer = collect(current, from) {
                    from = killer + 1
                    worker = nil
                } else {
                    from = until
                    worker = current
                }
            }
        }
        worker?.finish()
    }

    /// Starts a worker and waits until it has read its corpus, which takes long on a busy machine.
    static func startWorker(_ options: Options) throws(SystemError) -> WorkerProcess {
        let worker = try WorkerProcess(arguments: options.workerArguments)
        guard case .line("ready") = worker.receive(timeoutMilliseconds: 300_000) else { throw SystemError(description: "a worker does not start") }
        return worker
    }

    /// Collects what a worker says about an order. If it dies or hangs, gives the number of the case.
    private func collect(_ worker: WorkerProcess, _ from: UInt64) -> UInt64? {
        var number = from
        while true {
            switch worker.receive(timeoutMilliseconds: Session.silenceMilliseconds * options.slack) {
            case .ended:
                add(Finding(kind: .crash, detail: worker.causeOfDeath()), number)
                return number
            case .silent:
                _ = worker.end()
                add(Finding(kind: .hang, detail: "no end after \(Session.silenceMilliseconds * options.slack) ms"), number)
                return number
            case .line(let line):
                if line.hasPrefix("at ") {
                    number = UInt64(line.dropFirst(3)) ?? number
                } else if line.hasPrefix("bad ") {
                    let fields = line.split(separator: "\t", maxSplits: 2).map(String.init)
                    if fields.count == 3, let kind = Finding.Kind(rawValue: fields[1]) {
                        add(Finding(kind: kind, detail: fields[2]), number)
                    }
                } else if line.hasPrefix("done ") {
                    count(line)
                    return nil
                }
            }
        }
    }

    private func count(_ line: String) {
        let words = line.split(separator: " ").dropFirst()
        let text: String? = state.withLock { state in
            state.executions += words.first.flatMap { Int($0) } ?? 0
            for word in words.dropFirst() {
                let parts = word.split(separator: "=")
                if parts.count == 2 { state.cases[String(parts[0]), default: 0] += Int(parts[1]) ?? 0 }
            }
            guard ContinuousClock.now - state.reported > .seconds(Output.isTerminal ? 5 : 60) else { return nil }
            state.reported = .now
            return progress(state)
        }
        if let text { Output.error(text) }
    }

    private func add(_ finding: Finding, _ number: UInt64) {
        Output.line("\(options.seed):\(number) \(finding.kind.rawValue): \(finding.detail)")
        let minimises = state.withLock { state in
            state.findings[finding.kind.rawValue, default: 0] += 1
            state.minimised += 1
            return state.minimised <= Session.minimisedFindings
        }
        guard let maker = try? CaseMaker(options) else { return }
        let name = "\(options.findings)/\(options.seed)-\(number)-\(finding.kind.rawValue)"
        let file = maker.make(seed: options.seed, number: number).file
        do {
            try Files.write(file, to: name + ".js")
            if minimises, ![.leak, .resident].contains(finding.kind) {
                var minimizer = Minimizer(options, finding.kind, scratch: name + ".tmp")
                try Files.write(minimizer.minimise(file), to: name + ".min.js")
            }
        } catch {
            Output.error("fuzz: \(error)")
        }
    }
}
