// Running one variant of a test in this process, in a realm of its own.

import ConformanceSystem
import JSInterpreter
import MCPPlatform

enum Outcome: Equatable, Sendable {
    case passed
    case failed(String)
}

/// The harness files of a suite, parsed when first needed.
final class Harness {
    private let suite: String
    private var scripts: [String: Script] = [:]

    init(suite: String) { self.suite = suite }

    func script(_ name: String) throws -> Script {
        if let known = scripts[name] { return known }
        let source = try Files.text("\(suite)/overrides/harness/\(name)") ?? Files.text("\(suite)/harness/\(name)")
        guard let source else { throw UsageError(message: "no harness file \(name)") }
        let script = try Script(source: source, name: name)
        scripts[name] = script
        return script
    }
}

struct TestRun {
    let harness: Harness
    let options: Options

    func run(_ test: TestCase, _ variant: Variant, name: String) -> Outcome {
        let script: Script
        do {
            script = try Script(source: test.source, name: name, options: ScriptOptions(isStrict: variant == .strict))
        } catch {
            if let negative = test.negative, negative.phase == "parse" {
                return negative.type == "SyntaxError" ? .passed : .failed("expected \(negative.type) but got: \(error.message)")
            }
            return .failed("does not parse: \(error.message)")
        }
        if test.negative?.phase == "parse" { return .failed("expected a SyntaxError at parse time") }

        let interpreter = Interpreter(
            limits: Limits(
                timeout: .milliseconds(options.timeoutMilliseconds), memoryBytes: options.memoryMegabytes << 20),
            gcStress: options.stressInterval > 0, gcStressInterval: options.stressInterval)
        interpreter.addConformanceHost { _ in }
        if variant != .raw {
            for include in ["assert.js", "sta.js"] + test.includes {
                do {
                    _ = try interpreter.evaluate(try harness.script(include))
                } catch {
                    return .failed("harness file \(include): \(TestRun.describe(error))")
                }
            }
        }
        do {
            _ = try interpreter.evaluate(script)
        } catch {
            guard let negative = test.negative else { return .failed(TestRun.describe(error)) }
            if case .exception(let exception) = error, exception.constructorName == negative.type { return .passed }
            return .failed("expected \(negative.type) but got: \(TestRun.describe(error))")
        }
        if let negative = test.negative { return .failed("expected \(negative.type) but nothing was thrown") }
        return .passed
    }

    private static func describe(_ error: any Error) -> String {
        switch error {
        case let error as ScriptError: error.message
        case ExecutionError.exception(let exception): exception.message
        case ExecutionError.terminated(.deadline): "timeout"
        case ExecutionError.terminated(let termination): "terminated: \(termination)"
        case let error as UsageError: error.message
        default: String(describing: error)
        }
    }
}
