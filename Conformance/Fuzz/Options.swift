// The command line.

struct UsageError: Error {
    let message: String
}

struct Options: Sendable {
    static let usage = """
        usage: fuzz [run] [options]             make and run cases
               fuzz replay SEED:NUMBER [options] show one case, and run it
               fuzz file PATH [options]          run a saved case
               fuzz minimise PATH [options]      make a saved case smaller, as long as it still fails
               fuzz soak [options]               executions in one process that must not grow
               fuzz overshoot [options]          how far limits are passed by scripts that use up all they can
          --seconds N      how long to make cases (default 60)
          --executions N   how many executions, for soak (default 100000), or at most, for run
          --seed S         what the cases are made from (default 1)
          --jobs N         worker processes (default: the number of processors)
          --only NAMES     only cases of these categories, separated by commas:
                           grammar, calls, mutated, patterns, texts, syntax, json
          --corpus DIR     more programs to change: a directory of scripts, or test262; may be given several times
          --findings DIR   where cases with findings are saved (default .build/fuzz-findings)
          --stack KB       native stack of the scripts (default 1024)
          --slack N        limits of time are N times as wide: for sanitizers and debug builds (default 1)
        """

    enum Mode: String, Sendable {
        case run, replay, file, minimise, soak, overshoot, worker
    }

    var mode = Mode.run
    var subject = ""
    var seconds: Int?
    var executions: Int?
    var seed: UInt64 = 1
    var jobs = 0
    var categories: [FuzzCase.Category] = []
    var corpora: [String] = []
    var findings = ".build/fuzz-findings"
    var stackKilobytes = 1024
    var slack = 1
    var isHelp = false

    init(_ arguments: [String]) throws(UsageError) {
        var rest = arguments[...]
        if let first = rest.first, !first.hasPrefix("-") {
            guard let mode = Mode(rawValue: first) else { throw UsageError(message: "unknown command \(first)") }
            self.mode = mode
            rest.removeFirst()
            if [.replay, .file, .minimise].contains(mode) {
                guard let subject = rest.popFirst() else { throw UsageError(message: "\(first) needs an argument") }
                self.subject = subject
            }
        }
        while let argument = rest.popFirst() {
            switch argument {
            case "--help", "-h": isHelp = true
            case "--seconds": seconds = try Options.number(argument, &rest)
            case "--executions": executions = try Options.number(argument, &rest)
            case "--seed": seed = UInt64(try Options.number(argument, &rest))
            case "--jobs": jobs = try Options.number(argument, &rest)
            case "--only":
                for name in try Options.value(argument, &rest).split(separator: ",") {
                    guard let category = FuzzCase.Category(rawValue: String(name)) else {
                        throw UsageError(message: "unknown category \(name)")
                    }
                    categories.append(category)
                }
            case "--corpus": corpora.append(try Options.value(argument, &rest))
            case "--findings": findings = try Options.value(argument, &rest)
            case "--stack": stackKilobytes = try Options.number(argument, &rest)
            case "--slack": slack = try Options.number(argument, &rest)
            default: throw UsageError(message: "unknown argument \(argument)")
            }
        }
    }

    /// What a worker of this run is started with.
    var workerArguments: [String] {
        var arguments = ["worker", "--stack", String(stackKilobytes), "--slack", String(slack)]
        if !categories.isEmpty { arguments += ["--only", categories.map(\.rawValue).joined(separator: ",")] }
        for corpus in corpora { arguments += ["--corpus", corpus] }
        return arguments
    }

    /// Where this file is, when the package was built, says where the package is.
    static let packageDirectory: String = {
        "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    }()

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
