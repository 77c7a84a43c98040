// Scripts that an operator has put next to the configuration, to be run by name.
//
// Files are read when somebody asks, and again when their fingerprint has changed, so that nobody has to be told. Those
// with a description are published as tools. What is wrong with a file is logged once for each state of it.

import JSSyntax
import Synchronization

/// The scripts in the directory `scripts` beside the configuration file.
public final class StoredScripts: Sendable {
    private static let maximumBytes = 1 << 20
    /// Files beyond this many are not looked at.
    private static let maximumFiles = 1000
    /// The extensions of files, the first one first.
    private static let languages: KeyValuePairs<String, SourceLanguage> = [".js": .javaScript, ".ts": .typeScript]

    private struct Loaded {
        let fingerprint: FileFingerprint?
        let script: Result<StoredScript, StoredScriptProblem>
    }

    private let directory: String
    private let engine: any ScriptEngine
    private let log: Log
    private let loaded = Mutex<[String: Loaded]>([:])

    /// - Parameters:
    ///   - configurationDirectory: with a slash at its end.
    ///   - engine: what will run the scripts.
    public init(configurationDirectory: String, engine: any ScriptEngine, log: Log = .silent) {
        directory = configurationDirectory + "scripts/"
        self.engine = engine
        self.log = log
    }

    // MARK: Scripts

    /// The script `name`, which is the file `name.js` or, if there is none, `name.ts`.
    public func script(named name: String) throws(StoredScriptProblem) -> StoredScript {
        guard Self.isName(name) else {
            throw StoredScriptProblem("a script name has 1 to 64 letters, digits, \"_\" and \"-\"")
        }
        var problem: StoredScriptProblem?
        for (fileExtension, language) in Self.languages {
            switch load(name, fileExtension, language) {
            case .success(let script): return script
            case .failure(let failure):
                if FileFingerprint(directory + name + fileExtension) != nil { throw failure }
                problem = problem ?? failure
            }
        }
        throw problem ?? StoredScriptProblem("there is no stored script \"\(name)\"")
    }

    /// The published scripts, in the order of their names.
    var published: [StoredScript] {
        names.compactMap { try? script(named: $0) }.filter { $0.tool != nil }
    }

    /// The script behind the tool `name`, `nil` if no such tool is published.
    func script(forTool name: String) -> StoredScript? {
        guard name.hasPrefix(StoredScript.toolPrefix),
            let script = try? script(named: String(name.dropFirst(StoredScript.toolPrefix.count)))
        else { return nil }
        return script.tool == nil ? nil : script
    }

    /// What changes when a file is added, removed or written.
    var fingerprint: [FileFingerprint] {
        var fingerprints: [FileFingerprint] = []
        for name in names {
            for (fileExtension, _) in Self.languages {
                if let fingerprint = FileFingerprint(directory + name + fileExtension) { fingerprints.append(fingerprint) }
            }
        }
        return fingerprints
    }

    // MARK: Files

    /// The names of the files, without extensions.
    private var names: [String] {
        var names: Set<String> = []
        for file in Files.names(inDirectory: directory).prefix(Self.maximumFiles) {
            for (fileExtension, _) in Self.languages where file.hasSuffix(fileExtension) {
                let name = String(file.dropLast(fileExtension.count))
                if Self.isName(name) { names.insert(name) }
            }
        }
        return names.sorted()
    }

    private static func isName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy {
                ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 &- UInt8(ascii: "0") < 10 || $0 == UInt8(ascii: "_")
                    || $0 == UInt8(ascii: "-")
            }
    }

    private func load(
        _ name: String, _ fileExtension: String, _ language: SourceLanguage
    ) -> Result<StoredScript, StoredScriptProblem> {
        let path = directory + name + fileExtension
        let fingerprint = FileFingerprint(path)
        if let known = loaded.withLock({ $0[path] }), known.fingerprint == fingerprint, fingerprint != nil { return known.script }
        let (script, problems) = read(path, name, language)
        loaded.withLock { $0[path] = fingerprint == nil ? nil : Loaded(fingerprint: fingerprint, script: script) }
        if fingerprint != nil { for problem in problems { report(problem) } }
        return script
    }

    private func report(_ problem: StoredScriptProblem) {
        log.warn(
            "stored script",
            [
                "path": problem.path.map { .string($0) } ?? .null, "line": problem.line.map { JSONValue($0) } ?? .null,
                "column": problem.column.map { JSONValue($0) } ?? .null, "problem": .string(problem.message),
                "remedy": problem.remedy.map { .string($0) } ?? .null,
            ])
    }

    /// Reads a file. A script with a bad header is not run: it may allow more than its author wanted. What is wrong with the
    /// rest is told by whoever runs it.
    private func read(
        _ path: String, _ name: String, _ language: SourceLanguage
    ) -> (script: Result<StoredScript, StoredScriptProblem>, problems: [StoredScriptProblem]) {
        let bytes: [UInt8]
        do {
            bytes = try Files.read(path, limit: Self.maximumBytes)
        } catch {
            let problem = StoredScriptProblem("no stored script \"\(name)\" can be read: \(error.reason)", path: path)
            return (.failure(problem), [problem])
        }
        let source = String(decoding: bytes, as: UTF8.self)
        var (script, problems) = ScriptHeader.read(StoredScript(name: name, source: source, language: language))
        for index in problems.indices { problems[index].path = path }
        if let first = problems.first { return (.failure(first), problems) }
        for failure in engine.check(source, language: language) {
            script.isSound = false
            problems.append(
                StoredScriptProblem(
                    failure.description, line: failure.line, column: failure.column, remedy: failure.hint, path: path))
        }
        return (.success(script), problems)
    }
}
