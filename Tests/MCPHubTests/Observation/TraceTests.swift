import Testing

@testable import MCPHub

@Suite(.timeLimit(.minutes(20))) struct Traces {
    private struct Span {
        let name: String
        let lane: Int
        let start: Double
        let end: Double
        let arguments: JSONValue
    }

    private func spans(_ outcome: ExecutionOutcome) throws -> [Span] {
        let trace = try JSONValue(parsing: ExecutionTrace.text(outcome, .execute))
        #expect(trace["otherData"]?["execution_id"] == .string(outcome.executionID))
        return (trace["traceEvents"]?.arrayValue ?? []).compactMap { event in
            guard event["ph"] == "X", let start = event["ts"]?.doubleValue, let duration = event["dur"]?.doubleValue else { return nil }
            return Span(
                name: event["name"]?.stringValue ?? "", lane: event["tid"]?.integerValue ?? 0, start: start,
                end: start + duration, arguments: event["args"] ?? [:])
        }
    }

    @Test func phasesFollowEachOtherInsideTheExecution() throws {
        let runner = ScriptRunner()
        let spans = try spans(runner.run("let n = 0; while (n < 1000) n++; return {n}"))
        #expect(spans.map(\.name) == ["queue", "servers", "execution", "parse", "analyse", "prepare", "run", "serialise"])
        let whole = spans[2]
        #expect(whole.arguments["outcome"] == "success")
        var last = 0.0
        for span in spans where span.name != "execution" {
            #expect(span.lane == 1)
            #expect(span.start >= last - 0.01)
            last = span.end
        }
        #expect(spans[3].start >= whole.start && last <= whole.end + 0.01)
        // A script that cannot be parsed has no more phases.
        let refused = try self.spans(runner.run("var ;"))
        #expect(refused.map(\.name) == ["queue", "servers", "execution", "parse"])
        #expect(refused[2].arguments["outcome"] == "syntax_error")
    }

    @Test func callsAtTheSameTimeHaveLanesOfTheirOwn() throws {
        let runner = ScriptRunner(fixture: true)
        let spans = try spans(
            runner.run("mcp.callTools([0.2, 0.2, 0.2].map(seconds => ({tool: 'fixture__slow', params: {seconds}}))); call_tool('x', 'y', {})"))
        let calls = spans.filter { $0.name == "fixture__slow" }
        #expect(Set(calls.map(\.lane)) == [2, 3, 4])
        #expect(calls.allSatisfy { $0.end - $0.start >= 190_000 && $0.arguments["outcome"] == "ok" })
        // The next call takes a lane that has become free.
        let refused = spans.filter { $0.name == "x__y" }
        #expect(refused.map(\.lane) == [2])
        #expect(refused[0].arguments["outcome"] == "UNKNOWN_SERVER")
    }
}
