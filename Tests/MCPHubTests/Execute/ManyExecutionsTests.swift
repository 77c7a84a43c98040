import MCPEngine
import Testing

@testable import MCPHub

@Suite(.serialized, .timeLimit(.minutes(20))) struct ManyExecutions {
    @Test func hundredsShareAFewThreads() {
        var settings = CodeExecutionSettings()
        settings.poolSize = 3
        let hub = makeDemoHub()
        defer { hub.stop() }
        let executor = ScriptExecutor(hub: hub, engine: JavaScriptEngine(), settings: settings, log: .silent)
        let answers = Monitor([Int: String]())
        for index in 0..<300 {
            var request = ExecutionRequest(
                source: "const s = mcp.callTool('server1__get_stats', {}); let n = 0; while (n < 500) n++; return input.i * 1000 + s.count + n - 628",
                format: .execute)
            request.input = JSONText(["i": JSONValue(index)])
            executor.submit(request, cancellation: Cancellation()) { outcome in answers.withLock { $0[index] = outcome.summary } }
        }
        let all = answers.wait(until: .after(.seconds(500))) { $0.count == 300 ? $0 : nil }
        #expect(all?.allSatisfy { $0.value == String($0.key * 1000) } == true)
        executor.close()
        let read = ReadMetrics(MetricsPage(hub: hub, executor: executor).response.body)
        #expect(read?[#"jsexec_executions_total{tool="execute",outcome="success"}"#] == 300)
        #expect(read?["jsexec_execution_queue_seconds_count"] == 300)
        #expect(read?["jsexec_pool_in_use"] == 0 && read?["jsexec_pool_queue_depth"] == 0)
    }

    @Test func aScriptThatWaitsForAToolHoldsNobodyUp() throws {
        var settings = CodeExecutionSettings()
        settings.poolSize = 2
        let runner = ScriptRunner(settings, fixture: true)
        let slow = Completion<FailureType?>()
        let cancellation = Cancellation()
        NativeThread.startOrRun {
            let source = "for (;;) call_tool('fixture', 'slow', {seconds: 10})"
            slow.finish(runner.run(source, timeout: .seconds(600), cancellation: cancellation).failure?.type)
        }
        while ReadMetrics(runner.metrics)?["jsexec_pool_in_use"] != 1 { _ = Completion<Bool>().wait(until: .after(.milliseconds(10))) }
        for _ in 0..<50 { #expect(runner.result("mcp.callTool('server1__get_stats', {}).count") == "128") }
        #expect(slow.wait(until: .after(.milliseconds(1))) == nil)
        cancellation.cancel()
        #expect(slow.wait(until: .after(.seconds(60))) == .some(.cancelled))
    }

    @Test func droppedExecutionsAreToldAndCounted() {
        var settings = CodeExecutionSettings()
        settings.poolSize = 1
        let recorded = RecordedLog()
        let hub = makeDemoHub()
        defer { hub.stop() }
        let executor = ScriptExecutor(hub: hub, engine: JavaScriptEngine(), settings: settings, log: recorded.log)
        let running = Cancellation()
        let first = Completion<ExecutionOutcome>()
        executor.submit(.init(source: "for (;;);", format: .execute), cancellation: running) { first.finish($0) }
        let waiting = Cancellation()
        let second = Completion<ExecutionOutcome>()
        executor.submit(.init(source: "1", format: .codeExecution), cancellation: waiting) { second.finish($0) }
        waiting.cancel()
        let dropped = second.wait(until: .after(.seconds(20)))
        #expect(dropped?.failure?.type == .cancelled && dropped?.began == nil && dropped?.phases.isEmpty == true)
        running.cancel()
        #expect(first.wait(until: .after(.seconds(60)))?.failure?.type == .cancelled)
        executor.close()
        let read = ReadMetrics(MetricsPage(hub: hub, executor: executor).response.body)
        #expect(read?[#"jsexec_executions_total{tool="code_execution",outcome="cancelled"}"#] == 1)
        #expect(read?["jsexec_execution_queue_seconds_count"] == 2)
        #expect(recorded.messages.contains { $0["message"] == "execution dropped while waiting" && $0["execution_id"] == .string(dropped?.executionID ?? "") })
    }
}

@Suite(.timeLimit(.minutes(20))) struct Ledger {
    @Test func tellsEachCallWithTimesAndSizes() throws {
        let recorded = RecordedLog()
        let hub = makeDemoHub()
        defer { hub.stop() }
        let executor = ScriptExecutor(hub: hub, engine: JavaScriptEngine(), settings: .init(), log: recorded.log)
        defer { executor.close() }
        let source = """
            mcp.callTool('server1__get_stats', {});
            call_tool('filesystem', 'read_file', {path: '/nowhere'});
            call_tool('hub', 'invoke', {name: 'no separator'});
            call_tool('server1', 'get_stats', 5);
            """
        let outcome = executor.execute(.init(source: source, format: .execute))
        let calls = outcome.encoded(.execute).value["toolCalls"]?.arrayValue ?? []
        #expect(calls.map { $0["tool"] } == ["get_stats", "read_file", "invoke", "get_stats"])
        #expect(calls.map { $0["argumentBytes"] } == [2, 19, 23, 0])
        #expect(calls.map { $0["errorCode"] } == [nil, "TOOL_ERROR", "INVALID_ARGS", "INVALID_ARGS"])
        #expect(calls[0].objectValue?.keys == ["server", "tool", "ok", "startMs", "ms", "argumentBytes", "bytes"])
        let starts = outcome.toolCalls.map(\.start)
        #expect(starts == starts.sorted() && starts[0] >= .zero)
        let lines = recorded.messages.filter { $0["message"] == "tool call" }
        #expect(lines.map { $0["code"] } == [.null, "TOOL_ERROR", "INVALID_ARGS", "INVALID_ARGS"])
        #expect(lines.map { $0["argument_bytes"] } == [2, 19, 23, 0])
        #expect(lines.allSatisfy { $0["level"] == "info" && $0["start_ms"] != nil && $0["result_bytes"] != nil })
        #expect(recorded.messages.allSatisfy { $0["execution_id"] == .string(outcome.executionID) })
    }

    @Test func callsWithoutEndDoNotFillTheLog() {
        let recorded = RecordedLog()
        let hub = makeDemoHub()
        defer { hub.stop() }
        let executor = ScriptExecutor(hub: hub, engine: JavaScriptEngine(), settings: .init(), log: recorded.log)
        defer { executor.close() }
        let outcome = executor.execute(.init(source: "for (let i = 0; i < 1500; i++) call_tool('x', 'y', {})", format: .execute))
        #expect(outcome.toolCalls.count == 1000)
        #expect(recorded.messages.filter { $0["message"] == "tool call" }.count == 1000)
    }
}
