// The checked-in list of tests that are known to fail: "path variant reason", sorted. The reason is for people.

import ConformanceSystem
import MCPPlatform

struct ExpectedFailures {
    private var reasons: [String: String] = [:]

    static func key(_ path: String, _ variant: Variant) -> String { "\(path) \(variant.rawValue)" }

    init(path: String) throws(FileError) {
        for line in (try Files.text(path) ?? "").split(separator: "\n") where !line.hasPrefix("#") {
            let fields = line.split(separator: " ", maxSplits: 2)
            guard fields.count >= 2 else { continue }
            reasons["\(fields[0]) \(fields[1])"] = fields.count > 2 ? String(fields[2]) : ""
        }
    }

    var count: Int { reasons.count }

    func contains(_ result: Result) -> Bool { reasons[result.key] != nil }

    /// Adds what fails now with what was reported, and drops what passes. A reason that is there already stays.
    mutating func update(with results: [Result]) {
        for result in results { reasons[result.key] = result.reason.map { reasons[result.key] ?? $0 } }
    }

    func write(to path: String) throws(FileError) {
        var text = "# Tests of test262 that are known to fail: path, variant, reason. Written by `conformance --update`.\n"
        for key in reasons.keys.sorted() { text += "\(key) \(reasons[key] ?? "")\n" }
        try Files.write(text, to: path)
    }
}
