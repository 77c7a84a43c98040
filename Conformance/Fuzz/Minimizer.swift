// Delta debugging: leaves out lines, then tokens, of a case as long as what was found is found again. Each try runs in a worker.

import ConformanceSystem
import MCPPlatform

struct Minimizer {
    private let options: Options
    private let kind: Finding.Kind
    /// Where tries are put for the worker to read.
    private let scratch: String
    private var worker: WorkerProcess?
    private let end: ContinuousClock.Instant
    private static let time = Duration.seconds(90)

    init(_ options: Options, _ kind: Finding.Kind, scratch: String) {
        self.options = options
        self.kind = kind
        self.scratch = scratch
        end = .now + Minimizer.time
    }

    /// The smallest file found that has the same kind of finding; the file itself if that does not repeat.
    mutating func minimise(_ file: [UInt8]) -> [UInt8] {
        defer {
            worker?.finish()
            worker = nil
            Files.remove(scratch)
        }
        guard fails(file) else { return file }
        let (settings, source) = Settings.split(file)
        let head = Array((settings.line + "\n").utf8)
        var pieces = source.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) + [0x0A] }
        reduce(&pieces, head)
        pieces = Tokens.split(String(decoding: pieces.joined(), as: UTF8.self)).map { Array($0.utf8) }
        // What is not UTF-8 would change by itself.
        if settings.target != .script { pieces = Array(source).map { [$0] } }
        reduce(&pieces, head)
        return head + Array(pieces.joined())
    }

    private mutating func reduce(_ pieces: inout [[UInt8]], _ head: [UInt8]) {
        var size = max(1, pieces.count / 2)
        while size >= 1 {
            var start = 0
            var hasChanged = false
            while start < pieces.count, ContinuousClock.now < end {
                var candidate = pieces
                candidate.removeSubrange(start..<min(start + size, pieces.count))
                if fails(head + Array(candidate.joined())) {
                    pieces = candidate
                    hasChanged = true
                } else {
                    start += size
                }
            }
            if ContinuousClock.now >= end { return }
            if !(hasChanged && size == 1) { size /= 2 }
        }
    }

    /// Whether a file has a finding of the kind.
    private mutating func fails(_ file: [UInt8]) -> Bool {
        do {
            try Files.write(file, to: scratch)
            let current = try worker ?? Session.startWorker(options)
            worker = current
            current.send("file \(scratch)")
            var isFound = false
            while true {
                switch current.receive(timeoutMilliseconds: 5000 * options.slack) {
                case .ended:
                    _ = current.causeOfDeath()
                    worker = nil
                    return kind == .crash
                case .silent:
                    _ = current.end()
                    worker = nil
                    return kind == .hang
                case .line(let line):
                    if line.hasPrefix("bad "), line.split(separator: "\t").dropFirst().first == kind.rawValue[...] {
                        isFound = true
                    }
                    if line.hasPrefix("done") { return isFound }
                }
            }
        } catch {
            return false
        }
    }
}
