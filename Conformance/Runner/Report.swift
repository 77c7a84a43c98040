// What a run says at its end: a summary by folder, and how the outcome differs from what was expected.

import ConformanceSystem
import MCPPlatform

struct Report {
    let options: Options
    let results: [Result]
    let seconds: Double

    /// Prints and writes everything. Returns whether nothing failed that was not expected to.
    func finish() throws -> Bool {
        var expected = try ExpectedFailures(path: options.expected)
        let failures = results.filter { $0.reason != nil }
        let newFailures = failures.filter { !expected.contains($0) }
        let newPasses = results.filter { $0.reason == nil && expected.contains($0) }
        printSummary()
        if options.isVerbose { printList("failing", failures) }
        if !options.updates {
            printList("newly failing", newFailures)
            printList("newly passing", newPasses)
        }
        let passed = results.count - failures.count
        let percent = results.isEmpty ? 0 : Double(passed * 1000 / results.count) / 10
        Output.line("\(results.count) runs in \(seconds) s: \(passed) passed (\(percent)%), \(failures.count) failed")
        Output.line("\(newFailures.count) newly failing, \(newPasses.count) newly passing")
        if let json = options.json { try Files.write(jsonText(failures, passed), to: json) }
        if options.updates {
            expected.update(with: results)
            try expected.write(to: options.expected)
            Output.line("\(expected.count) expected failures written")
            return true
        }
        return newFailures.isEmpty
    }

    private func printList(_ title: String, _ list: [Result]) {
        if list.isEmpty { return }
        Output.line("\(title):")
        for result in list { Output.line("  \(result.key)\(result.reason.map { "  \($0)" } ?? "")") }
    }

    /// Passed and failed runs by the first two directories.
    private func printSummary() {
        var folders: [String: (passed: Int, failed: Int)] = [:]
        for result in results {
            let folder = result.path.split(separator: "/").dropLast().prefix(2).joined(separator: "/")
            if result.reason == nil { folders[folder, default: (0, 0)].passed += 1 } else { folders[folder, default: (0, 0)].failed += 1 }
        }
        for folder in folders.keys.sorted() {
            guard let (passed, failed) = folders[folder] else { continue }
            let name = folder + String(repeating: " ", count: max(1, 48 - folder.count))
            Output.line(name + "\(passed)/\(passed + failed)" + (failed == 0 ? "" : "   \(failed) failed"))
        }
    }

    // MARK: JSON

    private func jsonText(_ failures: [Result], _ passed: Int) -> String {
        var text = "{\n  \"runs\": \(results.count),\n  \"passed\": \(passed),\n  \"seconds\": \(seconds),\n  \"failures\": ["
        for (index, failure) in failures.enumerated() {
            text += index == 0 ? "\n" : ",\n"
            text += "    {\"path\": \(quoted(failure.path)), \"variant\": \(quoted(failure.variant.rawValue)), "
            text += "\"reason\": \(quoted(failure.reason ?? ""))}"
        }
        return text + "\n  ]\n}\n"
    }

    private func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 0x20: result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
