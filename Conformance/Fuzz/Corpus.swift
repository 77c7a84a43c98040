// Programs written by people, to be changed: hostile scripts, benchmark programs, and what `--corpus` names.

import ConformanceSystem
import MCPPlatform

struct Corpus: Sendable {
    struct Entry: Sendable {
        let name: String
        let source: String
        var isSandbox = false
        var isStrict = false
        /// Files of test262's harness that it needs.
        var includes: [String] = []
    }

    /// What is there from the start; never empty.
    private var entries: [Entry]
    /// Files that are read when they are chosen.
    private var files: [(path: String, isTest: Bool)] = []
    /// The directory of test262's harness, if a suite was given.
    private(set) var harness: String?

    /// What the package has of its own.
    /// - Parameter directories: More programs; a directory with `test` and `harness` in it is taken for test262.
    init(root: String, directories: [String]) throws(FileError) {
        entries = try Corpus.probes(root + "/Tests/JSInterpreterTests/Hostile/Probes")
        for folder in ["compute", "data", "language", "text"] {
            let directory = "\(root)/Conformance/Benchmarks/\(folder)"
            for path in Files.list(directory) where path.hasSuffix(".js") {
                if let text = try Files.text("\(directory)/\(path)") {
                    entries.append(Entry(name: "\(folder)/\(path)", source: text))
                }
            }
        }
        if entries.isEmpty { entries = [Entry(name: "none", source: "let a = [1, 2, 3]; a.map(x => x + 1)")] }
        for directory in directories {
            let isSuite = try Files.text("\(directory)/harness/assert.js") != nil
            if isSuite { harness = directory + "/harness" }
            let base = isSuite ? directory + "/test" : directory
            for path in Files.list(base) where path.hasSuffix(".js") && !path.contains("_FIXTURE") {
                if isSuite, path.hasPrefix("intl402") || path.hasPrefix("staging") { continue }
                files.append(("\(base)/\(path)", isSuite))
            }
        }
    }

    /// A program of the corpus: as often from what the package has as from elsewhere.
    func pick(_ random: inout Random) -> Entry {
        for _ in 0..<10 where !files.isEmpty && random.chance(60) {
            let (path, isTest) = random.pick(files)
            guard let text = try? Files.text(path), text.utf8.count < 30_000 else { continue }
            if let entry = isTest ? Corpus.test(path, text) : Entry(name: path, source: text) { return entry }
        }
        return random.pick(entries)
    }

    /// The scripts of the hostile corpus: files of them, each begun by `//# name => outcome`.
    static func probes(_ directory: String) throws(FileError) -> [Entry] {
        var entries: [Entry] = []
        for path in Files.list(directory) where path.hasSuffix(".js") {
            var header = ""
            var lines: [Substring] = []
            func add() {
                if !header.isEmpty {
                    entries.append(
                        Entry(
                            name: "\(path): \(header)", source: lines.joined(separator: "\n"),
                            isSandbox: !header.hasSuffix("@standard")))
                }
            }
            for line in (try Files.text("\(directory)/\(path)") ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
                if line.hasPrefix("//# ") {
                    add()
                    header = String(line.dropFirst(4))
                    lines = []
                } else {
                    lines.append(line)
                }
            }
            add()
        }
        return entries
    }

    /// A test of test262 that is a synchronous script; nil for others.
    private static func test(_ path: String, _ text: String) -> Entry? {
        var entry = Entry(name: path, source: text)
        for line in text.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("flags:") {
                if ["async", "module"].contains(where: { line.contains($0) }) { return nil }
                entry.isStrict = line.contains("onlyStrict")
            }
            if line.hasPrefix("includes:"), let open = line.firstIndex(of: "["), let close = line.firstIndex(of: "]") {
                entry.includes = line[line.index(after: open)..<close].split(separator: ",").map {
                    $0.split(separator: " ").joined()
                }
            }
            if line.hasPrefix("---*/") { break }
        }
        entry.includes = ["assert.js", "sta.js"] + entry.includes
        return entry
    }
}
