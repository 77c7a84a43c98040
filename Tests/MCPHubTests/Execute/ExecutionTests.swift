import Testing

@testable import MCPHub

@Suite struct Executions {
    private func executor(
        _ hub: Hub, _ settings: CodeExecutionSettings = CodeExecutionSettings(), log: Log = .silent,
        _ body: @escaping @Sendable (ScriptJob) -> Result<JSONText, ScriptFailure>
    ) -> ScriptExecutor {
        ScriptExecutor(hub: hub, engine: ScriptedEngine(body), settings: settings, log: log)
    }

    @Test func tellsSuccessInBothForms() throws {
        let hub = makeDemoHub()
        defer { hub.stop() }
        let recorded = RecordedLog()
        let executor = executor(hub, log: recorded.log) { job in
            job.logs.add(level: "warn", message: "hello", fields: JSONText(["n": 1]))
            _ = job.tools.call(.init(server: "server1", tool: "get_stats", arguments: nil))
            return .success(JSONText(["z": 1, "a": job.input.value]))
        }
        defer { executor.close() }
        var request = ExecutionRequest(source: "x", format: .execute)
        request.input = JSONText(["k": true])
        let outcome = executor.execute(request)
        let told = outcome.encoded(.execute).value
        #expect(told.objectValue?.keys == ["result", "logs", "toolCalls", "stats"])
        #expect(told["result"]?.text == #"{"z":1,"a":{"k":true}}"#)
        #expect(told["logs"]?.text == #"[{"level":"warn","message":"hello","fields":{"n":1}}]"#)
        #expect(told["toolCalls"]?.arrayValue?.first?["server"] == "server1")
        #expect(told["stats"]?["steps"] == 42)
        #expect(told["stats"]?["toolCalls"] == 1)
        let other = outcome.encoded(.codeExecution).value
        #expect(other.objectValue?.keys == ["ok", "value", "logs", "toolCalls", "stats"])
        #expect(SchemaValidator.problems(with: told, schema: ExecutionOutcome.schema(.execute)) == [])
        #expect(SchemaValidator.problems(with: other, schema: ExecutionOutcome.schema(.codeExecution)) == [])
        #expect(recorded.messages.count == 3)
        #expect(recorded.messages.allSatisfy { $0["execution_id"] == .string(outcome.executionID) })
    }

    @Test func tellsFailureInBothForms() {
        let failure = ScriptFailure(
            .runtimeError, "ReferenceError: x is not defined", line: 3, column: 5, codeFrame: "> 3 | x", hint: "declare it",
            stack: "at <script> (script:3:5)")
        var outcome = ExecutionOutcome(executionID: "e", result: .failure(failure))
        outcome.logs = [JSONText(["level": "info", "message": "m"])]
        #expect(failure.description == "runtime_error: ReferenceError: x is not defined")
        #expect(
            outcome.encoded(.execute).value["error"]?.text == """
                {"type":"runtime_error","message":"ReferenceError: x is not defined","line":3,"column":5,\
                "codeFrame":"> 3 | x","hint":"declare it","stack":"at <script> (script:3:5)"}
                """)
        let other = outcome.encoded(.codeExecution).value
        #expect(other["ok"] == false)
        #expect(other["error"]?["code"] == "RUNTIME_ERROR")
        #expect(other["logs"]?.arrayValue?.count == 1)
        #expect(FailureType.memoryLimit.code == "MEMORY_LIMIT_EXCEEDED")
        #expect(FailureType.asyncNotAllowed.code == "ASYNC_NOT_ALLOWED")
    }

    @Test func limitsTheResult() {
        let hub = makeDemoHub()
        defer { hub.stop() }
        let executor = executor(hub) { job in
            .success(JSONText(.string(String(repeating: "x", count: Int(job.source) ?? 0))))
        }
        defer { executor.close() }
        func type(_ source: String) -> FailureType? {
            if case .failure(let failure) = executor.execute(.init(source: source, format: .execute)).result {
                failure.type
            } else {
                nil
            }
        }
        #expect(type("10") == nil)
        #expect(type("1048574") == nil)
        #expect(type("1048575") == .outputLimit)
    }

    @Test func runsAsManyAtATimeAsThePoolHasThreads() throws {
        let hub = makeDemoHub()
        defer { hub.stop() }
        var settings = CodeExecutionSettings()
        settings.poolSize = 2
        let counts = Monitor((running: 0, most: 0))
        let executor = executor(hub, settings) { _ in
            counts.withLock {
                $0.running += 1
                $0.most = max($0.most, $0.running)
            }
            _ = Completion<Int>().wait(until: .after(.milliseconds(20)))
            counts.withLock { $0.running -= 1 }
            return .success(JSONText(1))
        }
        let finished = Monitor([Int]())
        for index in 0..<10 {
            executor.submit(.init(source: "", format: .execute), cancellation: Cancellation()) { _ in
                finished.withLock { $0.append(index) }
            }
        }
        let order = finished.wait(until: .after(.seconds(20))) { $0.count == 10 ? $0 : nil }
        #expect(order?.count == 10)
        #expect(counts.withLock { $0.most } == 2)
        executor.close()
    }

    @Test func dropsWaitingExecutions() throws {
        let hub = makeDemoHub()
        defer { hub.stop() }
        var settings = CodeExecutionSettings()
        settings.poolSize = 1
        let release = Completion<Bool>()
        let executor = executor(hub, settings) { job in
            _ = release.wait()
            return .success(JSONText(1))
        }
        let first = Completion<ExecutionOutcome>()
        let second = Completion<ExecutionOutcome>()
        executor.submit(.init(source: "", format: .execute), cancellation: Cancellation()) { first.finish($0) }
        let cancellation = Cancellation()
        executor.submit(.init(source: "", format: .execute), cancellation: cancellation) { second.finish($0) }
        cancellation.cancel()
        guard case .failure(let failure)? = second.wait(until: .after(.seconds(60)))?.result else {
            Issue.record("not dropped")
            return
        }
        #expect(failure.type == .cancelled)
        release.finish(true)
        #expect(first.wait(until: .after(.seconds(60)))?.isFailure == false)
        executor.close()
        #expect(executor.execute(.init(source: "", format: .execute)).isFailure)
    }
}

@Suite struct Logs {
    @Test func keepsTheRulesOfTheLog() {
        let logs = LogCollector()
        logs.add(level: "trace", message: "a\u{1B}[31mred\u{1B}[0m\u{7}\r\nb\tc\u{9B}1md\u{1B}]0;title\u{7}e\u{1B}(Bf")
        logs.add(level: "error", message: String(repeating: "é", count: 20_000), fields: JSONText([1]))
        logs.add(level: "debug", message: "", fields: JSONText(["a\u{1B}[1m": ["x\u{0}y", 1], "n": nil]))
        logs.add(level: "info", message: "", fields: JSONText(["big": .string(String(repeating: "x", count: 20_000))]))
        #expect(logs.entries[0].value == ["level": "info", "message": "ared\nb\tcdef"])
        #expect(logs.entries[1].value["message"]?.stringValue?.count == 10_000)
        #expect(logs.entries[1].value["fields"] == nil)
        #expect(logs.entries[2].value["fields"] == ["a": ["xy", 1], "n": nil])
        #expect(logs.entries[3].value["fields"]?["note"] != nil)
        for _ in 0..<2000 { logs.add(level: "info", message: "x") }
        #expect(logs.entries.count == 1000)
    }

    @Test func countsSurrogatePairsAsTwo() {
        #expect(TextSanitizer.clean("😀😀😀", limit: 5) == "😀😀")
        #expect(TextSanitizer.clean("ab\u{1B}", limit: 5) == "ab")
        #expect(TextSanitizer.clean("\u{1B}[", limit: 5) == "")
    }
}
