// A worker: makes cases and runs them, one after the other, in a process of its own that may die of them.
//
// The protocol, in lines. From the session: "cases SEED FROM COUNT" or "file PATH". From the worker: "ready" first, "at NUMBER" before each case,
// "bad NUMBER TAB kind TAB detail" after one with a finding, and "done EXECUTIONS NAME=COUNT..." at the end of each order.

import ConformanceSystem
import JSInterpreter
import MCPPlatform

final class Worker {
    private let options: Options
    private let maker: CaseMaker
    private let execution: Execution
    /// What the process took before it ran anything of size.
    private var baseline = 0
    private var casesRun = 0
    /// A script may take this much more than its limit.
    private static let residentTolerance = 20 << 20
    /// Until here pools and the allocator have grown to what such cases need.
    private static let warmUp = 25_000
    private static let growthInterval = 5000
    private var residentAfterWarmUp = 0

    init(_ options: Options) throws {
        self.options = options
        maker = try CaseMaker(options)
        execution = Execution(harness: Harness(directory: maker.corpus.harness), slack: options.slack)
        baseline = Resident.peak
    }

    func serve() {
        Output.line("ready")
        while let line = readLine() {
            let words = line.split(separator: " ", maxSplits: 3).map(String.init)
            switch words.first {
            case "cases":
                guard words.count == 4, let seed = UInt64(words[1]), let from = UInt64(words[2]), let count = UInt64(words[3])
                else { return }
                runCases(seed, from..<from + count)
            case "file":
                runFile(words.dropFirst().joined(separator: " "))
            default: return
            }
        }
    }

    private func runCases(_ seed: UInt64, _ numbers: Range<UInt64>) {
        let before = execution.executions
        var counts: [FuzzCase.Category: Int] = [:]
        for number in numbers {
            Output.line("at \(number)")
            let fuzzCase = maker.make(seed: seed, number: number)
            counts[fuzzCase.category, default: 0] += 1
            run(fuzzCase.settings, fuzzCase.source, number)
        }
        let list = counts.map { "\($0.key.rawValue)=\($0.value)" }.sorted().joined(separator: " ")
        Output.line("done \(execution.executions - before) \(list)")
    }

    private func runFile(_ path: String) {
        Output.line("at 0")
        let before = execution.executions
        if let bytes = try? Files.bytes(path) {
            let (settings, source) = Settings.split(bytes)
            run(settings, source, 0)
        }
        Output.line("done \(execution.executions - before)")
    }

    private func run(_ settings: Settings, _ source: [UInt8], _ number: UInt64) {
        do throws(Finding) {
            try execution.check(settings, source)
            casesRun += 1
            try checkResident(settings)
            if casesRun % 500 == 0 { try execution.checkCanary() }
        } catch {
            Output.line("bad \(number)\t\(error.kind.rawValue)\t\(OneLine.of(error.detail))")
        }
    }

    private func checkResident(_ settings: Settings) throws(Finding) {
        // Shadow memory of a sanitizer is no memory of scripts.
        guard options.slack == 1 else { return }
        let allowed = (max(32, settings.memoryMegabytes) << 20) + Worker.residentTolerance
        let peak = Resident.peak
        if peak > baseline + allowed {
            let detail = "\((peak - baseline) >> 20) MB more than before, the largest limit so far is 32 MB"
            baseline = peak
            throw Finding(kind: .resident, detail: detail)
        }
        if casesRun == Worker.warmUp { residentAfterWarmUp = Resident.now }
        if casesRun > Worker.warmUp, casesRun % Worker.growthInterval == 0 {
            let now = Resident.now
            if now > residentAfterWarmUp + Worker.residentTolerance {
                let detail = "\((now - residentAfterWarmUp) >> 20) MB more after \(casesRun) cases"
                residentAfterWarmUp = now
                throw Finding(kind: .leak, detail: detail)
            }
        }
    }
}

extension CaseMaker {
    init(_ options: Options) throws {
        self.init(
            standard: try Catalogue(.standard), sandbox: try Catalogue(.sandbox),
            corpus: try Corpus(root: Options.packageDirectory, directories: options.corpora), categories: options.categories)
    }
}
