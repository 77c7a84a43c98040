// How one case is run. The settings stand in the first line of a saved case, so that a file is all that is needed to repeat it.

import JSInterpreter

struct Settings: Sendable, Equatable {
    /// What takes the bytes of a case.
    enum Target: String, Sendable, CaseIterable {
        /// The engine runs them as a script.
        case script
        /// The parser alone takes them, valid UTF-8 or not.
        case syntax
        /// The JSON readers of engine and hub take them, and have to agree.
        case json
    }

    var target = Target.script
    var isSandbox = false
    /// A function body, as in the hub, not a Script.
    var isFunctionBody = false
    var isStrict = false
    var steps: UInt64? = 200_000
    var timeoutMilliseconds = 2000
    var memoryMegabytes = 16
    /// 0: no stress; otherwise the second run collects at every so many allocations.
    var stressInterval = 0
    /// Files of test262's harness that run first.
    var includes: [String] = []

    private static let mark = "// fuzz:"

    /// One line, to be put before the text of a case.
    var line: String {
        var words = [Settings.mark, "target=\(target.rawValue)"]
        if isSandbox { words.append("sandbox") }
        if isFunctionBody { words.append("body") }
        if isStrict { words.append("strict") }
        if let steps { words.append("steps=\(steps)") }
        words += ["timeout=\(timeoutMilliseconds)", "memory=\(memoryMegabytes)"]
        if stressInterval > 0 { words.append("stress=\(stressInterval)") }
        if !includes.isEmpty { words.append("includes=\(includes.joined(separator: ","))") }
        return words.joined(separator: " ")
    }

    init() {}

    /// Reads the line that `line` made. nil if it is none.
    init?(line: String) {
        guard line.hasPrefix(Settings.mark) else { return nil }
        steps = nil
        for word in line.split(separator: " ").dropFirst(2) {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            let value = parts.count > 1 ? parts[1] : ""
            switch parts[0] {
            case "target": target = Target(rawValue: value) ?? .script
            case "sandbox": isSandbox = true
            case "body": isFunctionBody = true
            case "strict": isStrict = true
            case "steps": steps = UInt64(value)
            case "timeout": timeoutMilliseconds = Int(value) ?? timeoutMilliseconds
            case "memory": memoryMegabytes = Int(value) ?? memoryMegabytes
            case "stress": stressInterval = Int(value) ?? 0
            case "includes": includes = value.split(separator: ",").map(String.init)
            default: break
            }
        }
    }

    /// The settings in the first line of a file, and the rest of it. A file without such a line is a script with settings as usual.
    static func split(_ bytes: [UInt8]) -> (settings: Settings, source: [UInt8]) {
        let end = bytes.firstIndex(of: 0x0A) ?? bytes.count
        guard let settings = Settings(line: String(decoding: bytes[..<end], as: UTF8.self)) else { return (Settings(), bytes) }
        return (settings, Array(bytes[min(end + 1, bytes.count)...]))
    }

    var limits: Limits {
        Limits(timeout: .milliseconds(timeoutMilliseconds), memoryBytes: memoryMegabytes << 20, steps: steps, randomSeed: 1)
    }
}
