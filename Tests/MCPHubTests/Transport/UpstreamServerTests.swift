import Testing

@testable import MCPHub
@testable import MCPTransport

@Suite struct UpstreamServers {
    private func call(
        _ server: UpstreamServer, _ tool: String, _ arguments: JSONValue = [:], timeout: Duration = .seconds(20),
        cancellation: Cancellation = Cancellation()
    ) throws -> ToolResult {
        try server.call(tool, arguments: JSONText(arguments), deadline: .after(timeout), cancellation: cancellation)
    }

    @Test(arguments: [["--era", "legacy"], ["--era", "modern"], ["--era", "both"], ["--era", "legacy", "--die-on-probe"]])
    func speaksBothErasAndFollowsCursors(_ options: [String]) throws {
        let server = Fixture.start(options)
        defer { server.stop() }
        #expect(server.phase == .ready)
        #expect(server.tools.count == 27)
        #expect(server.instructions == "Use with care.")
        #expect(!server.tools.contains { $0.name == "as_task" || $0.name == "no_schema" })
        #expect(try call(server, "structured").unwrapped.string == #"{"zebra": 1, "apple": "x"}"#)
    }

    @Test func asksInTheOldWayWhenTheProbeIsNotAnswered() throws {
        let server = Fixture.start(["--silent-probe", "--era", "legacy"])
        defer { server.stop() }
        #expect(try call(server, "text").unwrapped.string == #""plain text""#)
    }

    @Test(.timeLimit(.minutes(20)))
    func takesTheModernAnswerOfAServerThatIsSlowToStart() throws {
        // By the time it reads, it finds the probe and `initialize`, and refuses the latter.
        let server = Fixture.start(["--era", "modern", "--start-delay", "5.5"])
        defer { server.stop() }
        #expect(server.phase == .ready)
        #expect(try call(server, "text").unwrapped.string == #""plain text""#)
    }

    @Test func givesEveryContentType() throws {
        let server = Fixture.start()
        defer { server.stop() }
        #expect(try call(server, "json_text").unwrapped.string == #"{"zebra": 1, "apple": [12345678901234567890, 1.50]}"#)
        #expect(try call(server, "two_texts").unwrapped.string == #""first\nsecond""#)
        #expect(try call(server, "empty").unwrapped.string == "null")
        for (tool, type) in [
            ("image", "image"), ("audio", "audio"), ("resource_link", "resource_link"), ("embedded", "resource"),
        ] {
            #expect(try call(server, tool).unwrapped.value.arrayValue?.first?["type"] == .string(type))
        }
        #expect(try call(server, "mixed").unwrapped.value.arrayValue?.count == 2)
        let failure = try call(server, "fail", ["message": "no such thing"])
        #expect(failure.isError)
        #expect(failure.message == "no such thing")
        #expect(try call(server, "huge", ["bytes": 5_000_000]).unwrapped.count == 5_000_002)
    }

    @Test func passesOnArgumentsUnchanged() throws {
        let server = Fixture.start()
        defer { server.stop() }
        let arguments = try JSONValue(parsing: #"{"z":1,"a":{"y":[1,2.5,null,"é\n"],"b":9007199254740993}}"#)
        #expect(try call(server, "echo", arguments).unwrapped.value.text == arguments.text)
    }

    @Test func givesTheChildOnlyItsOwnEnvironment() throws {
        let server = Fixture.start(environment: [("GREETING", "hello"), ("EMPTY", "")])
        defer { server.stop() }
        var environment = try #require(try call(server, "environment").unwrapped.value.objectValue)
        // Python sets this one itself when it finds no locale.
        environment["LC_CTYPE"] = nil
        #expect(environment == ["GREETING": "hello", "EMPTY": ""])
    }

    @Test func ignoresGarbageAndForwardsStandardError() throws {
        let recorded = RecordedLog()
        let server = Fixture.start(log: recorded.log)
        #expect(try call(server, "garbage").unwrapped.string == #""clean""#)
        #expect(try call(server, "twice").unwrapped.string == #""first answer""#)
        #expect(try call(server, "text").unwrapped.string == #""plain text""#)
        server.stop()
        let ignored = recorded.messages.filter { $0["message"] == "ignored a line that is no message" }
        #expect(ignored.count == 2)
        #expect(ignored.first?["server"] == "fixture")
        #expect(recorded.messages.contains { $0["line"] == "red on stderr" })
    }

    @Test func answersWhatALegacyServerAsks() throws {
        let server = Fixture.start(["--era", "legacy"])
        defer { server.stop() }
        let answers = try #require(try call(server, "ask_client").unwrapped.value["answers"]?.arrayValue)
        #expect(answers.first?["result"] == [:])
        #expect(answers.last?["error"]?["code"] == -32601)
    }

    @Test func reportsProtocolErrors() throws {
        let server = Fixture.start()
        defer { server.stop() }
        func failure(_ tool: String) -> UpstreamError? {
            do {
                _ = try call(server, tool)
                return nil
            } catch {
                return error as? UpstreamError
            }
        }
        guard case .refused(let error)? = failure("protocol_error") else { throw SessionError.timedOut }
        #expect(error.message == "internal trouble")
        guard case .invalid? = failure("needs_input") else { throw SessionError.timedOut }
    }

    @Test(.timeLimit(.minutes(20)), arguments: ["legacy", "modern"])
    func cancelsAtTheDeadlineAndOnRequest(_ era: String) throws {
        let server = Fixture.start(["--era", era])
        defer { server.stop() }
        let clock = ContinuousClock()
        let time = clock.measure {
            #expect(throws: UpstreamError.self) {
                _ = try call(server, "slow", ["seconds": 60], timeout: .milliseconds(100))
            }
        }
        #expect(time < .seconds(50))
        let cancellation = Cancellation()
        try NativeThread.start {
            _ = Completion<Int>().wait(until: .after(.milliseconds(100)))
            cancellation.cancel()
        }
        #expect(throws: UpstreamError.self) {
            _ = try call(server, "slow", ["seconds": 3], cancellation: cancellation)
        }
        let ids = try #require(try call(server, "cancelled").unwrapped.value["ids"]?.arrayValue)
        #expect(ids.count == 2)
        // The late answers arrive and are ignored.
        _ = try call(server, "slow", ["seconds": 3.2])
        #expect(try call(server, "text").unwrapped.string == #""plain text""#)
    }

    @Test(.timeLimit(.minutes(20)))
    func restartsAServerThatCrashes() throws {
        let server = Fixture.start()
        defer { server.stop() }
        do {
            _ = try call(server, "crash")
            Issue.record("the call succeeded")
        } catch UpstreamError.unavailable(let message) {
            #expect(message.contains("lost during the call"))
        }
        let deadline = Deadline.after(.seconds(20))
        var result: ToolResult?
        while result == nil, !deadline.isPast { result = try? call(server, "text") }
        #expect(result?.unwrapped.string == #""plain text""#)
    }

    @Test(.timeLimit(.minutes(20)), arguments: ["legacy", "modern"])
    func listsToolsAgainWhenTheyChange(_ era: String) throws {
        let changes = Monitor(0)
        let server = Fixture.start(["--era", era], onChange: { changes.withLock { $0 += 1 } })
        defer { server.stop() }
        _ = try call(server, "add_tool", ["name": "brand_new"])
        _ = changes.wait(until: .after(.seconds(60))) { _ in
            server.tools.contains { $0.name == "brand_new" } ? true : nil
        }
        #expect(server.tools.contains { $0.name == "brand_new" })
    }

    @Test(arguments: ["legacy", "modern"])
    func passesOnProgress(_ era: String) throws {
        let server = Fixture.start(["--era", era])
        defer { server.stop() }
        let reports = Monitor([ProgressReport]())
        let result = try server.call(
            "progress", arguments: JSONText(["steps": 3]), deadline: .after(.seconds(20)), cancellation: Cancellation(),
            onProgress: { report in reports.withLock { $0.append(report) } })
        #expect(result.message == "done")
        let seen = reports.withLock { $0 }
        #expect(seen.map(\.progress) == [1, 2, 3])
        #expect(seen.map(\.total) == [3, 3, 3])
        #expect(seen.map(\.message) == ["step 1", "step 2", "step 3"])
        // Who does not want to know does not ask.
        #expect(try call(server, "progress", ["steps": 1]).message == "no token")
    }

    @Test func saysWhyItCannotConnect() {
        let recorded = RecordedLog()
        var command = Fixture.command()
        command.command = "no-such-command-anywhere"
        let log = recorded.log
        let server = UpstreamServer(
            .init(name: "missing", timeout: .seconds(5), isRequired: false), log: log,
            makeTransport: { [command] in ChildProcessTransport(command, log: log) }, onChange: {})
        server.start()
        #expect(server.waitUntilSettled(.after(.seconds(60))) == .failed("the server could not be started or reached"))
        server.stop()
        #expect(recorded.messages.contains { $0["reason"]?.stringValue?.contains("not found in PATH") == true })
    }

    @Test(.timeLimit(.minutes(20)))
    func endsAChildThatDoesNotWantToEnd() throws {
        let server = Fixture.start(["--ignore-eof"])
        #expect(server.phase == .ready)
        let time = ContinuousClock().measure { server.stop() }
        #expect(time < .seconds(60))
        #expect(server.phase == .stopped)
    }
}
