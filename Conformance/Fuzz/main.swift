// Fuzzing and soaking: programs that nobody would write, run to see whether the engine keeps its promises whatever they do.
//
//     fuzz [run|replay|file|minimise|soak|overshoot] [options]
//
// The session starts workers of its own program, which make cases from a seed and run them: a case that kills its worker is one
// finding, with a number by which it can be made again. What must hold for each case is in `Execution.swift`.
//
// The driver is its own, and not libFuzzer, which wants to be the main program of what it is linked with: the package would not build
// any more without the sanitizer.

import ConformanceSystem
import MCPPlatform

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

Signals.ignoreBrokenPipes()

/// Runs `body` on a thread whose stack is as large as that of scripts.
func onScriptThread(_ options: Options, _ body: @escaping @Sendable () throws -> Bool) throws -> Bool {
    let outcome = ThreadOutcome()
    try NativeThread.run(stackBytes: options.stackKilobytes << 10) {
        do {
            outcome.isGood.store(try body(), ordering: .releasing)
        } catch {
            Output.error("fuzz: \(error)")
        }
    }
    return outcome.isGood.load(ordering: .acquiring)
}

do {
    let options = try Options(Array(CommandLine.arguments.dropFirst()))
    if options.isHelp {
        Output.line(Options.usage)
        exit(0)
    }
    let isGood =
        switch options.mode {
        case .run: try Session(options).run()
        case .worker:
            try onScriptThread(options) {
                try Worker(options).serve()
                return true
            }
        case .replay: try Single(options).replay()
        case .file: try Single(options).runFile()
        case .minimise: try Single(options).minimise()
        case .soak: try Soak(options).run()
        case .overshoot: try Overshoot(options).run()
        }
    exit(isGood ? 0 : 1)
} catch let error as UsageError {
    Output.error("fuzz: \(error.message)\n\(Options.usage)")
    exit(2)
} catch {
    Output.error("fuzz: \(error)")
    exit(2)
}
