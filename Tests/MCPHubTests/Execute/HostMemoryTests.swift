// What the hub itself takes for a script counts against the memory of the script: answers of tools while they become values, trees of
// arguments while they are checked, and the log.

import Testing

@testable import MCPHub

@Suite(.serialized) struct HostMemoryTests {
    private static func runner(megabytes: Int, fixture: Bool = false) -> ScriptRunner {
        var settings = CodeExecutionSettings()
        settings.memoryBytes = megabytes << 20
        return ScriptRunner(settings, fixture: fixture)
    }

    private static let timeout = Duration.seconds(300)

    @Test(arguments: [
        #"mcp.callTool("fixture__huge", { bytes: 6e6 })"#,
        #"call_tool("fixture", "huge", { bytes: 6e6 })"#,
        #"call_tool("fixture", "huge", { bytes: 6e6 }, { raw: true })"#,
        #"mcp.callTools([{ tool: "fixture__huge", params: { bytes: 6e6 } }])"#,
    ])
    func answersCount(_ call: String) {
        let small = Self.runner(megabytes: 8, fixture: true)
        #expect(small.run("try { \(call) } catch {} finally {}; for (;;);", timeout: Self.timeout).failure?.type == .memoryLimit)
        let large = Self.runner(megabytes: 40, fixture: true)
        let outcome = large.run("\(call); return 1", timeout: Self.timeout)
        #expect(outcome.summary == "1")
        // The message, and its text or value.
        #expect(outcome.statistics.peakMemoryBytes > 12_000_000)
    }

    @Test func answersOfABatchCountTogether() {
        let scripts = Self.runner(megabytes: 24, fixture: true)
        let outcome = scripts.run(
            #"""
            const answers = call_tools(Array(12).fill({ server: "fixture", tool: "huge", args: { bytes: 3e6 } }), { max_parallel: 2 });
            return [answers.some(a => a.ok), answers.filter(a => !a.ok).map(a => a.error)[0]];
            """#, timeout: Self.timeout)
        // As much as fits is held, and then there may be too little left for the values.
        if let failure = outcome.failure { #expect(failure.type == .memoryLimit) } else {
            #expect(outcome.summary.contains("the results of the batch take more memory than the script may have"))
        }
        #expect(outcome.toolCallCount == 12)
    }

    @Test func theTreeOfArgumentsCounts() {
        let scripts = Self.runner(megabytes: 16)
        let source = #"call_tool("server1", "get_stats", { a: Array(100000).fill({}) }); return 1"#
        #expect(scripts.run(source, timeout: Self.timeout).failure?.type == .memoryLimit)
        #expect(scripts.run(#"call_tool("server1", "get_stats", { a: "x".repeat(9e5) }); return 1"#, timeout: Self.timeout).summary == "1")
    }

    @Test func theLogCounts() {
        let scripts = Self.runner(megabytes: 8)
        let outcome = scripts.run(#"for (let i = 0; i < 1000; i++) console.log("é".repeat(10000)); return 1"#, timeout: Self.timeout)
        #expect(outcome.failure?.type == .memoryLimit)
        #expect(!outcome.logs.isEmpty && outcome.logs.count < 200)
        let large = Self.runner(megabytes: 50).run(
            #"for (let i = 0; i < 2000; i++) console.log("x".repeat(20000)); return 1"#, timeout: Self.timeout)
        #expect(large.summary == "1")
        #expect(large.logs.count == 1000)
    }
}
