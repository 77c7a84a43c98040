// The command line.

import ConformanceSystem

struct UsageError: Error {
    let message: String
}

struct Options: Sendable {
    static let usage = """
        usage: conformance --suite DIR [options]
          --suite DIR      the directory that contains test/ and harness/ of test262; overrides/harness/ is looked up first
          --filter TEXT    only tests whose path contains TEXT; may be given several times
          --list FILE      only the tests named in FILE, one path a line
          --threads N      worker processes (default: the number of processors)
          --timeout MS     for one test (default 10000)
          --memory MB      for one test (default 1024)
          --stack MB       native stack of a worker (default 16)
          --expected FILE  the list of expected failures (default: expected-failures.txt beside the runner's sources)
          --update         write the present failures of the tests that ran to that list
          --json FILE      write the results to FILE
          --gc-stress N    collect garbage at every Nth allocation
          --verbose        print every failure, expected or not
        """

    var suite = ""
    var filters: [String] = []
    var list: String?
    var workers = 0
    var timeoutMilliseconds = 10_000
    var memoryMegabytes = 1024
    var stackBytes = 16 << 20
    var expected = Options.defaultExpected
    var updates = false
    var json: String?
    /// 0: no stress.
    var stressInterval = 0
    var isVerbose = false
    var isWorker = false
    var isHelp = false

    /// Where this file is, when the package was built, says where the list is.
    private static let defaultExpected: String = {
        let directory = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        return "/" + directory + "/expected-failures.txt"
    }()

    init(_ arguments: [String]) throws(UsageError) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--help", "-h": isHelp = true
            case "--suite": suite = try Options.value(argument, &rest)
            case "--filter": filters.append(try Options.value(argument, &rest))
            case "--list": list = try Options.value(argument, &rest)
            case "--threads": workers = try Options.number(argument, &rest)
            case "--timeout": timeoutMilliseconds = try Options.number(argument, &rest)
            case "--memory": memoryMegabytes = try Options.number(argument, &rest)
            case "--stack": stackBytes = try Options.number(argument, &rest) << 20
            case "--expected": expected = try Options.value(argument, &rest)
            case "--update": updates = true
            case "--json": json = try Options.value(argument, &rest)
            case "--gc-stress": stressInterval = try Options.number(argument, &rest)
            case "--verbose": isVerbose = true
            case "--worker": isWorker = true
            default: throw UsageError(message: "unknown argument \(argument)")
            }
        }
        if suite.isEmpty && !isHelp { throw UsageError(message: "--suite is missing") }
        while suite.count > 1 && suite.hasSuffix("/") { suite.removeLast() }
        if workers == 0 { workers = Processors.count }
    }

    /// What a worker of this session is started with.
    var workerArguments: [String] {
        var arguments = [
            "--worker", "--suite", suite, "--timeout", String(timeoutMilliseconds), "--memory", String(memoryMegabytes), "--stack",
            String(stackBytes >> 20),
        ]
        if stressInterval > 0 { arguments += ["--gc-stress", String(stressInterval)] }
        return arguments
    }

    private static func value(_ option: String, _ rest: inout ArraySlice<String>) throws(UsageError) -> String {
        guard let value = rest.popFirst() else { throw UsageError(message: "\(option) needs a value") }
        return value
    }

    private static func number(_ option: String, _ rest: inout ArraySlice<String>) throws(UsageError) -> Int {
        guard let number = Int(try value(option, &rest)), number > 0, number < 1 << 40 else {
            throw UsageError(message: "\(option) needs a positive number")
        }
        return number
    }
}
