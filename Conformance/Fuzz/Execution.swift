// Running one case and looking at what must hold: it ends in its limits, twice in the same way, and leaves nothing behind.

import ConformanceSystem
import JSInterpreter
import JSSyntax
import MCPPlatform
import MCPProtocol

/// What was wrong with a case.
struct Finding: Error {
    enum Kind: String {
        /// The process died.
        case crash
        /// The process had to be ended from outside.
        case hang
        /// A limit of time was passed by more than is allowed.
        case overshoot
        /// The time limit ended what the limit of steps should have: something works without paying.
        case unpaid
        /// Two runs of one program differ.
        case differs
        /// Memory that the system sees beyond the limit.
        case resident
        /// The account of the heap beyond the limit.
        case memory
        /// Something of a realm was left in the process.
        case leak
        /// The sandbox gave something that it must not give.
        case escape
        /// Two readers of one text disagree.
        case disagrees
        /// A fixed program no longer does what it did at first.
        case canary
    }

    let kind: Kind
    let detail: String
}

/// What came of one run of a script.
private struct Outcome: Equatable {
    var result = ""
    var steps: UInt64 = 0
    /// All that was noted, mixed into one number.
    var notes = Checksum()
    /// Whether memory or time, which no two runs use alike, had a say.
    var isRepeatable = true
}

/// FNV-1a.
struct Checksum: Equatable {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ text: String) {
        for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
        value = (value ^ 0xFF) &* 0x100_0000_01B3
    }
}

/// Runs cases on the thread that it is used on.
final class Execution {
    private let harness: Harness
    /// By how much sanitizers and builds without optimisation slow things down.
    private let slack: Int
    private(set) var executions = 0
    private var fingerprint: String?
    /// What the fixed program gave at first, for each profile.
    var canaryTexts: [String] = []

    /// A deadline may be passed by this much processor time.
    private static let tolerance = 100

    init(harness: Harness, slack: Int) {
        self.harness = harness
        self.slack = max(1, slack)
    }

    func check(_ settings: Settings, _ source: [UInt8]) throws(Finding) {
        switch settings.target {
        case .script: try checkScript(settings, String(decoding: source, as: UTF8.self))
        case .syntax: try checkSyntax(settings, source)
        case .json: try checkJSON(source)
        }
    }

    // MARK: Scripts

    private func checkScript(_ settings: Settings, _ source: String) throws(Finding) {
        let start = ProcessorTime.thread()
        let script: Script
        do throws(ScriptError) {
            script = try Script(
                source: source,
                options: ScriptOptions(topLevel: settings.isFunctionBody ? .functionBody : .script, isStrict: settings.isStrict))
        } catch {
            executions += 1
            let elapsed = ProcessorTime.thread() - start
            if elapsed > 1000 * slack { throw Finding(kind: .overshoot, detail: "\(elapsed) ms for the parser") }
            return
        }
        let first = try run(script, settings, stressInterval: 0)
        let second = try run(script, settings, stressInterval: settings.stressInterval)
        guard first.isRepeatable, second.isRepeatable, !Execution.isTimeDependent(source) else { return }
        if first != second {
            throw Finding(
                kind: .differs,
                detail:
                    "\(OneLine.of(first.result)) in \(first.steps) steps, then \(OneLine.of(second.result)) in \(second.steps)"
                    + (first.notes == second.notes ? "" : ", with other notes"))
        }
    }

    /// Whether a program may look at a clock or at what the collector does.
    private static func isTimeDependent(_ source: String) -> Bool {
        ["Date", "now", "WeakRef", "Finalization"].contains { source.utf8.contains($0) }
    }

    private func run(_ script: Script, _ settings: Settings, stressInterval: Int) throws(Finding) -> Outcome {
        executions += 1
        var outcome = Outcome()
        let host = FuzzHost()
        let start = ProcessorTime.thread()
        do {
            let interpreter = Interpreter(
                profile: settings.isSandbox ? .sandbox : .standard, limits: settings.limits, gcStress: stressInterval > 0,
                gcStressInterval: max(1, stressInterval))
            host.install(in: interpreter)
            do throws(ExecutionError) {
                for name in settings.includes {
                    if let file = harness.script(name) { _ = try interpreter.evaluate(file) }
                }
                let value = try interpreter.evaluate(script)
                outcome.result = try interpreter.inspect(value)
            } catch {
                outcome.result = Execution.describe(error)
                if case .terminated(.deadline) = error { outcome.isRepeatable = false }
                if case .terminated(.memoryLimit) = error { outcome.isRepeatable = false }
            }
            let statistics = interpreter.statistics
            outcome.steps = statistics.steps
            outcome.notes = host.notes
            let limit = settings.memoryMegabytes << 20
            // Near the limit it depends on the collector what still fits.
            if statistics.peakMemoryBytes > limit / 4 { outcome.isRepeatable = false }
            if statistics.peakMemoryBytes > limit + (1 << 20) {
                throw Finding(kind: .memory, detail: "\(statistics.peakMemoryBytes) bytes with a limit of \(limit)")
            }
            try checkTime(settings, ProcessorTime.thread() - start, outcome, isStressed: stressInterval > 0)
            if host.isEscaped { throw Finding(kind: .escape, detail: "code of a string was run") }
            if settings.isSandbox { try checkIntrinsics(interpreter) }
        } catch let finding as Finding {
            throw finding
        } catch {}
        return outcome
    }

    private func checkTime(_ settings: Settings, _ elapsed: Int, _ outcome: Outcome, isStressed: Bool) throws(Finding) {
        let limit = settings.timeoutMilliseconds
        if elapsed > limit + Execution.tolerance * slack {
            throw Finding(kind: .overshoot, detail: "\(elapsed) ms of processor time with a limit of \(limit)")
        }
        if let steps = settings.steps, outcome.result == "terminated: deadline", limit >= 1000, !isStressed, slack == 1,
            elapsed > limit / 2
        {
            throw Finding(kind: .unpaid, detail: "\(outcome.steps) of \(steps) steps took \(elapsed) ms")
        }
    }

    private static func describe(_ error: ExecutionError) -> String {
        switch error {
        case .exception(let exception): "throws \(exception.message)"
        case .terminated(let reason): "terminated: \(reason)"
        case .serialization(let message): "serialization: \(message)"
        }
    }

    // MARK: The sandbox

    /// What can be reached without globals, which scripts may replace: literals and what hangs on them.
    private static let intrinsics = """
        (function (O, seen, out) {
          const visit = (value, path) => {
            if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
            seen.add(value);
            out.push(path + (O.isFrozen(value) ? ' frozen' : ' open'));
            visit(O.getPrototypeOf(value), path + '^');
            for (const key of [...O.getOwnPropertyNames(value), ...O.getOwnPropertySymbols(value)]) {
              const d = O.getOwnPropertyDescriptor(value, key), name = path + '.' + key.toString();
              out.push(name + ' ' + (d.writable ? 'w' : '') + (d.enumerable ? 'e' : '') + (d.configurable ? 'c' : '') + (typeof d.value === 'object' || typeof d.value === 'function' ? '' : String(d.value)));
              visit(d.value, name); visit(d.get, name + '<'); visit(d.set, name + '>');
            }
          };
          let i = 0;
          for (const root of [[], {}, () => {}, function* () {}, /a/, '', 0, true, 1n, Symbol.iterator, [].values(), (function* () {})(), new (class {})()]) {
            const o = O(root);
            visit(O.getPrototypeOf(o), 'root' + i++);
          }
          return out.join('\\n');
        })(({}).constructor, { has: v => list.includes(v), add: v => { list.push(v) } }, [])
        """

    private static let intrinsicsProbe: Script? = {
        let source = "const list = []; return " + intrinsics
        return try? Script(source: source, name: "intrinsics", options: ScriptOptions(topLevel: .functionBody))
    }()

    /// Looks whether all that a realm is made with is as it was: once in so many runs, because it takes longer than most programs.
    private func checkIntrinsics(_ interpreter: Interpreter) throws(Finding) {
        guard executions % 64 == 0, let probe = Execution.intrinsicsProbe else { return }
        if fingerprint == nil {
            let fresh = Interpreter(profile: .sandbox)
            FuzzHost().install(in: fresh)
            fingerprint = Execution.text(probe, fresh)
        }
        guard let found = Execution.text(probe, interpreter), let expected = fingerprint, found != expected else { return }
        let before = Set(expected.split(separator: "\n"))
        let change = found.split(separator: "\n").first { !before.contains($0) } ?? "something is gone"
        throw Finding(kind: .escape, detail: "an intrinsic object has changed: \(change)")
    }

    /// What a probe gives; nil when the realm is used up.
    private static func text(_ probe: Script, _ interpreter: Interpreter) -> String? {
        do throws(ExecutionError) {
            return try interpreter.text(of: try interpreter.evaluate(probe))
        } catch {
            return nil
        }
    }

    // MARK: Parser and JSON

    private func checkSyntax(_ settings: Settings, _ source: [UInt8]) throws(Finding) {
        executions += 1
        let start = ProcessorTime.thread()
        let text = SourceText(utf8: source)
        for isBody in [false, true] {
            do throws(SyntaxDiagnostic) {
                let syntax = try parseScript(
                    text, options: ParseOptions(allowsTopLevelReturn: isBody, recognizesRefusedSyntax: isBody))
                if isBody { for problem in Validator.validate(syntax) { _ = problem.codeFrame } }
            } catch {
                _ = error.text + (error.codeFrame) + (error.hint ?? "")
            }
        }
        let elapsed = ProcessorTime.thread() - start
        if elapsed > 1000 * slack { throw Finding(kind: .overshoot, detail: "\(elapsed) ms for \(source.count) bytes of source") }
    }

    private func checkJSON(_ source: [UInt8]) throws(Finding) {
        executions += 1
        let interpreter = Interpreter(limits: Limits(timeout: .seconds(2), memoryBytes: 64 << 20))
        var ours: [UInt8]?
        var isExhausted = false
        do throws(ExecutionError) {
            ours = try interpreter.stringifyJSON(try interpreter.parseJSON(source)) ?? []
        } catch {
            if case .exception(let exception) = error, exception.constructorName == "SyntaxError" {} else { isExhausted = true }
        }
        let theirs = try? JSONValue(parsing: source)
        // The hub takes less depth than the engine, and texts must be well-formed for it.
        if !isExhausted, ours == nil, theirs != nil { throw Finding(kind: .disagrees, detail: "JSON that only the hub accepts") }
        guard let theirs else { return }
        let written = theirs.encoded()
        guard let again = try? JSONValue(parsing: written) else {
            throw Finding(kind: .disagrees, detail: "JSON that cannot be read again")
        }
        if again.encoded() != written { throw Finding(kind: .disagrees, detail: "JSON that is written in two ways") }
    }
}

/// Files of test262's harness, parsed once.
final class Harness {
    private let directory: String?
    private var scripts: [String: Script?] = [:]

    init(directory: String?) { self.directory = directory }

    func script(_ name: String) -> Script? {
        if let known = scripts[name] { return known }
        var script: Script?
        if let directory, let text = try? Files.text("\(directory)/\(name)") { script = try? Script(source: text, name: name) }
        scripts[name] = .some(script)
        return script
    }
}

extension String.UTF8View {
    /// Whether a text occurs in this one.
    func contains(_ text: String) -> Bool {
        let wanted = Array(text.utf8)
        guard let first = wanted.first else { return true }
        var rest = self[...]
        while let at = rest.firstIndex(of: first) {
            rest = rest[at...]
            if rest.starts(with: wanted) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}
