// The conformance runner: runs the tests of test262 and compares the outcome with what is expected.
//
//     conformance --suite DIR [options]
//
// The runner starts worker processes of its own program, gives each one test at a time, and starts a new one when a test kills it:
// so a crash is one failed test, with a name. Within a worker every test runs in a fresh realm.

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

do {
    let options = try Options(Array(CommandLine.arguments.dropFirst()))
    if options.isHelp {
        Output.line(Options.usage)
    } else if options.isWorker {
        // Scripts recurse on the native stack: the thread's size decides how deep.
        try NativeThread.run(stackBytes: options.stackBytes) { Worker(options).serve() }
    } else {
        exit(try Session(options).run() ? 0 : 1)
    }
} catch let error as UsageError {
    Output.error("conformance: \(error.message)\n\(Options.usage)")
    exit(2)
} catch {
    Output.error("conformance: \(error)")
    exit(2)
}
