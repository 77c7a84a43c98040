// Single cases: shown, run again, made smaller.

import ConformanceSystem
import MCPPlatform
import Synchronization

/// What a thread tells whoever waits for it.
final class ThreadOutcome: Sendable {
    let isGood = Atomic<Bool>(false)
}

struct Single: Sendable {
    let options: Options

    init(_ options: Options) { self.options = options }

    /// Prints the case with the number that a run has told, and runs it in this process.
    func replay() throws -> Bool {
        let parts = options.subject.split(separator: ":").compactMap { UInt64($0) }
        guard parts.count == 2 else { throw UsageError(message: "replay needs SEED:NUMBER") }
        let maker = try CaseMaker(options)
        let file = maker.make(seed: parts[0], number: parts[1]).file
        Output.line(String(decoding: file, as: UTF8.self))
        return try run(file, harness: maker.corpus.harness)
    }

    /// Runs a saved case in this process.
    func runFile() throws -> Bool {
        guard let file = try Files.bytes(options.subject) else { throw UsageError(message: "no file \(options.subject)") }
        let harness = try Corpus(root: Options.packageDirectory, directories: options.corpora).harness
        return try run(file, harness: harness)
    }

    private func run(_ file: [UInt8], harness: String?) throws -> Bool {
        let slack = options.slack
        return try onScriptThread(options) {
            let (settings, source) = Settings.split(file)
            do throws(Finding) {
                try Execution(harness: Harness(directory: harness), slack: slack).check(settings, source)
                Output.line("// no finding")
                return true
            } catch {
                Output.line("// \(error.kind.rawValue): \(error.detail)")
                return false
            }
        }
    }

    /// Makes a saved case smaller and prints it.
    func minimise() throws -> Bool {
        guard let file = try Files.bytes(options.subject) else { throw UsageError(message: "no file \(options.subject)") }
        for kind in [Finding.Kind.crash, .hang, .overshoot, .unpaid, .differs, .memory, .escape, .disagrees] {
            var minimizer = Minimizer(options, kind, scratch: options.subject + ".tmp")
            let smaller = minimizer.minimise(file)
            if smaller.count < file.count {
                Output.line("// \(kind.rawValue)\n" + String(decoding: smaller, as: UTF8.self))
                return true
            }
        }
        Output.line("// no finding, or nothing to leave out")
        return false
    }
}
