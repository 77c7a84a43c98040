// Scripts that do not want to end, or that want everything. Each meets its limit, tells what it had done until then, and leaves an
// executor that goes on serving others.

import Testing

@testable import MCPHub

@Suite(.serialized) struct HostileScripts {
    /// How long after its time a script may still be running. What the product promises is 100 ms; unoptimised code needs longer
    /// between two looks at the clock and to give its memory back.
    #if DEBUG
    private static let tolerance = Duration.seconds(3)
    #else
    private static let tolerance = Duration.milliseconds(100)
    #endif
    private static let timeout = Duration.milliseconds(300)
    /// The times that a script gets, one after the other, until it could do what it does before it misbehaves, and was ended in time. A
    /// machine that is busy with other work may leave a thread without a processor for as long as it likes, but not every time; a script
    /// that is not ended is late every time.
    private static let attempts = [timeout, timeout, .seconds(1), .seconds(5), .seconds(15)]
    private static let memory = 16 << 20

    /// A script that shows what it has done before it misbehaves, and that tries not to be stopped.
    private static func attempt(_ source: String) -> String {
        """
        console.log("before");
        mcp.callTool("server1__get_stats", {});
        for (;;) {
          try {
            \(source)
          } catch (error) {
            console.log("caught");
          } finally {
            console.log("finally");
          }
        }
        """
    }

    /// Whether a script had begun to misbehave when its end was due, and how long after that it ended.
    private static func isAsWanted(_ outcome: ExecutionOutcome, _ overshoot: Duration) -> Bool {
        outcome.toolCalls.first?.errorCode == nil && !outcome.toolCalls.isEmpty && overshoot < tolerance
    }

    /// Runs a script that does not want to end, and looks at when it does.
    ///
    /// - Parameters:
    ///   - waits: whether the script waits for others; if not, it is late only if it had a processor all the time.
    ///   - minimumCalls: the calls that it makes before it is ended.
    private static func checkTime(_ source: String, _ scripts: ScriptRunner, waits: Bool = false, minimumCalls: Int = 1) -> ExecutionOutcome {
        var last: (outcome: ExecutionOutcome, overshoot: Duration, timeout: Duration)
        var index = 0
        repeat {
            let timeout = attempts[index]
            let start = ContinuousClock.now
            let outcome = scripts.run(attempt(source), timeout: timeout)
            let overshoot = ContinuousClock.now - start - timeout
            last = (outcome, waits ? overshoot : min(overshoot, scripts.processorTime - timeout), timeout)
            index += 1
        } while index < attempts.count && !(isAsWanted(last.outcome, last.overshoot) && last.outcome.toolCalls.count >= minimumCalls)
        #expect(last.overshoot < tolerance)
        #expect(last.outcome.summary == "timeout: script execution exceeded timeout of \(last.timeout.shortText)")
        return last.outcome
    }

    private static func checkTraces(_ outcome: ExecutionOutcome, _ scripts: ScriptRunner) {
        #expect(outcome.logLines == ["info: before"])
        #expect(outcome.toolCalls.first?.tool == "get_stats")
        #expect(outcome.toolCalls.first?.errorCode == nil)
        #expect(outcome.statistics.steps > 0)
        #expect(scripts.result(#"return mcp.callTool("server2__get_stats", {}).count"#) == "64")
    }

    @Test(arguments: [
        "while (true) {}",
        "for (;;) ;",
        #"/(a+)+$/.test("a".repeat(40) + "b")"#,
        #""x".repeat(5000).replace(/(?:x*)*y/g, "")"#,
        "[3, 2, 1].sort(() => { for (;;); })",
        "JSON.stringify({ toJSON() { for (;;); } })",
        "mcp.callTool('server__tool', { toJSON() { for (;;); } })",
        "console.log({ toString() { for (;;); }, get x() { for (;;); } }, { [Symbol.toPrimitive]() { for (;;); } }, `${{ toString() { for (;;); } }}`)",
        "for (;;) { try { null.x } catch {} }",
        "for (;;) mcp.tools()",
        "for (;;) call_tool('nope', 'nope', {})",
        "(function f() { try { f() } finally { f() } })()",
        "(function f() { try { f() } catch { f() } })()",
        "let b = 3n; for (;;) b = b * b % (1n << 100000n);",
        "for (const x of (function* () { for (;;) yield 1; })()) {}",
        "for (const list = Array(1e6).fill(0);;) list.sort();",
        "parseInt('9'.repeat(1e6).replaceAll('9', '99')); for (;;);",
    ])
    func endlessScriptsMeetTheirTime(_ source: String) {
        let scripts = ScriptRunner()
        Self.checkTraces(Self.checkTime(source, scripts), scripts)
    }

    @Test(arguments: [
        "const a = []; while (1) a.push({});",
        #""x".repeat(2 ** 28)"#,
        "Array(1e9).fill(1)",
        "new ArrayBuffer(1e9)",
        "let s = 'é'; for (const parts = [];;) { parts.push(s += 'x'); s.charCodeAt(0); }",
        "const m = new Map(); for (let i = 0;; i++) m.set(i, i);",
        "let o = {}; for (let i = 0;; i++) o['k' + i] = i;",
        "const list = []; for (;;) list.push(mcp.tools());",
    ])
    func greedyScriptsMeetTheirMemory(_ source: String) {
        var settings = CodeExecutionSettings()
        settings.memoryBytes = Self.memory
        let scripts = ScriptRunner(settings)
        let outcome = scripts.run(Self.attempt(source), timeout: .seconds(120))
        #expect(outcome.summary == "memory_limit: script exceeded memory limit of 16MB")
        // Small objects are counted in steps of some kilobytes.
        #expect(outcome.statistics.peakMemoryBytes <= Self.memory + 32 << 10)
        Self.checkTraces(outcome, scripts)
    }

    @Test func recursionIsAnExceptionThatCanBeCaught() {
        let scripts = ScriptRunner()
        #expect(
            scripts.result("function f() { f() } f()") == "runtime_error: RangeError: Maximum call stack size exceeded")
        #expect(
            scripts.result("function f() { f() } try { f() } catch (e) { return [e instanceof RangeError, e.message] }")
                == #"[true,"Maximum call stack size exceeded"]"#)
        #expect(
            scripts.result("let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return a")
                == "runtime_error: RangeError: Maximum call stack size exceeded")
        #expect(scripts.result("return 1") == "1")
    }

    @Test func stepsAreCountedExactly() {
        var settings = CodeExecutionSettings()
        settings.steps = 20_000
        let scripts = ScriptRunner(settings)
        let outcome = scripts.run(Self.attempt("for (;;);"))
        #expect(outcome.summary == "step_limit: script exceeded step limit of 20000")
        #expect(outcome.statistics.steps == 20_000)
        Self.checkTraces(outcome, scripts)
    }

    // MARK: Waiting for tools

    @Test(arguments: [
        #"mcp.callTool("fixture__slow", { seconds: 30 })"#,
        #"call_tool("fixture", "slow", { seconds: 30 })"#,
        #"mcp.callTools(Array(20).fill({ tool: "fixture__slow", params: { seconds: 30 } }), { maxParallel: 4 })"#,
        #"mcp.callTool("hub__invoke", { name: "fixture__slow", params: { seconds: 30 } })"#,
    ])
    func silentToolsMeetTheTime(_ source: String) {
        let scripts = ScriptRunner(fixture: true)
        let outcome = Self.checkTime(source, scripts, waits: true, minimumCalls: 2)
        #expect(outcome.toolCalls.dropFirst().allSatisfy { $0.errorCode == .timeout })
        #expect(outcome.toolCalls.count > 1)
        Self.checkTraces(outcome, scripts)
    }

    @Test(arguments: [
        #"mcp.callTool("fixture__slow", { seconds: 30 })"#,
        #"call_tools(Array(5).fill({ server: "fixture", tool: "slow", args: { seconds: 30 } }))"#,
        "for (;;);",
    ])
    func cancellationEndsScripts(_ source: String) throws {
        let scripts = ScriptRunner(fixture: true)
        var last: (outcome: ExecutionOutcome, overshoot: Duration)
        var index = 0
        repeat {
            let delay = Self.attempts[index]
            let cancellation = Cancellation()
            let cancelled = Completion<ContinuousClock.Instant>()
            try NativeThread.start {
                _ = Completion<Bool>().wait(until: .after(delay))
                cancelled.finish(ContinuousClock.now)
                cancellation.cancel()
            }
            let outcome = scripts.run(Self.attempt(source), timeout: .seconds(60), cancellation: cancellation)
            let end = ContinuousClock.now
            last = (outcome, end - (try #require(cancelled.wait(until: .after(.seconds(60))))))
            index += 1
        } while index < Self.attempts.count && !Self.isAsWanted(last.outcome, last.overshoot)
        #expect(last.outcome.summary == "cancelled: execution was cancelled")
        #expect(last.overshoot < Self.tolerance)
        Self.checkTraces(last.outcome, scripts)
    }

    @Test func theServerIsToldToStop() {
        let scripts = ScriptRunner(fixture: true)
        var told = ""
        for timeout in Self.attempts where !told.contains(/"ids":\[\d+/) {
            // On a busy machine the time may end before the call was sent; then there is nothing to stop.
            _ = scripts.run(#"mcp.callTool("fixture__slow", { seconds: 30 })"#, timeout: timeout)
            told = scripts.run(#"return mcp.callTool("fixture__cancelled", {})"#).summary
        }
        #expect(told.contains(/"ids":\[\d+/), "\(told)")
    }

    @Test func aLostServerIsAnErrorNotAnEnd() {
        let scripts = ScriptRunner(fixture: true)
        let outcome = scripts.run(
            #"try { mcp.callTool("fixture__crash", {}) } catch (e) { return [e.name, e.code, e.message] }"#, timeout: .seconds(60))
        #expect(outcome.summary.hasPrefix(#"["ToolError","UPSTREAM_ERROR","#), "\(outcome.summary)")
        #expect(scripts.result(#"return mcp.callTool("server2__get_stats", {}).count"#) == "64")
    }

    @Test func manyHostileScriptsAtOnceLeaveNothingBehind() {
        let scripts = ScriptRunner()
        let done = Monitor(0)
        for index in 0..<12 {
            do {
                try NativeThread.start {
                    let source = index % 3 == 0 ? "for (;;);" : index % 3 == 1 ? "let a = []; for (;;) a.push([a])" : "/(x+)+y/.test('x'.repeat(50))"
                    #expect(scripts.run(source, timeout: Self.timeout).failure != nil)
                    done.withLock { $0 += 1 }
                }
            } catch {
                Issue.record(error)
                done.withLock { $0 += 1 }
            }
        }
        #expect(done.wait(until: .after(.seconds(60))) { $0 == 12 ? true : nil } == true)
        #expect(scripts.result("return [1, 2].map(x => x * 2)") == "[2,4]")
    }
}
