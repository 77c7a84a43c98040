import Synchronization
import Testing

@testable import MCPHub

/// A hub whose configuration names fixture servers.
private final class ReloadedHub: Sendable {
    let recorded = RecordedLog()
    let hub: Hub
    let executor: ScriptExecutor

    init(
        _ servers: [HubConfiguration.Server], _ settings: CodeExecutionSettings = CodeExecutionSettings(),
        body: @escaping @Sendable (ScriptJob) -> Result<JSONText, ScriptFailure> = { _ in .success(JSONText(1)) }
    ) {
        hub = Hub(Self.configuration(servers), log: recorded.log)
        executor = ScriptExecutor(hub: hub, engine: ScriptedEngine(body), settings: settings, log: .silent)
        hub.start()
        hub.waitUntilSettled()
    }

    static func server(
        _ name: String, _ mark: String = "", maximumConcurrency: Int? = nil
    ) -> HubConfiguration.Server {
        HubConfiguration.Server(
            name: name,
            endpoint: .process(command: "/usr/bin/python3", arguments: [Fixture.path], environment: [("MARK", mark)]),
            timeout: .seconds(60), isRequired: false, maximumConcurrency: maximumConcurrency)
    }

    static func configuration(_ servers: [HubConfiguration.Server]) -> HubConfiguration {
        var configuration = HubConfiguration()
        configuration.servers = servers
        return configuration
    }

    func reload(_ servers: [HubConfiguration.Server]) { hub.reload(Self.configuration(servers)) }

    func stop() {
        executor.close()
        hub.stop()
    }

    /// The environment variable of a server, or the code of the failure.
    static func mark(_ server: String, _ tools: any ScriptTools) -> String {
        switch tools.call(.init(server: server, tool: "environment", arguments: nil)) {
        case .success(let result): result.unwrapped.value["MARK"]?.stringValue ?? "?"
        case .failure(let failure): failure.code.rawValue
        }
    }

    func mark(_ server: String) -> String { Self.mark(server, dispatcher()) }

    func dispatcher() -> ToolDispatcher { ToolDispatcher(hub: hub, cancellation: Cancellation(), log: .silent) }

    /// Waits for the log to say that the child of `server` has ended.
    func tools(of server: String) -> Int { hub.toolsByServer.first { $0.name == server }?.tools.count ?? 0 }
}

@Suite struct Reloading {
    @Test(.timeLimit(.minutes(20)))
    func keepsRestartsAddsAndRemovesServers() throws {
        let hub = ReloadedHub([ReloadedHub.server("same"), ReloadedHub.server("changed", "old"), ReloadedHub.server("gone")])
        defer { hub.stop() }
        // A tool that only the running process knows.
        _ = try hub.dispatcher().call(.init(server: "same", tool: "add_tool", arguments: JSONText(["name": "extra"]))).get()
        _ = try hub.dispatcher().call(.init(server: "hub", tool: "refreshTools", arguments: nil)).get()
        #expect(hub.tools(of: "same") == 28)
        let before = hub.hub.serverSet.servers
        hub.reload([ReloadedHub.server("new", "fresh"), ReloadedHub.server("changed", "new"), ReloadedHub.server("same")])
        #expect(hub.tools(of: "same") == 28)
        #expect(hub.mark("changed") == "new")
        #expect(hub.mark("new") == "fresh")
        #expect(hub.mark("gone") == "UNKNOWN_SERVER")
        #expect(hub.hub.serverSet.server("same") === before[0])
        let note = try #require(hub.recorded.messages.first { $0["message"] == "servers of the new configuration" })
        #expect(note["added"] == ["new"] && note["restarted"] == ["changed"] && note["removed"] == ["gone"] && note["kept"] == 1)
        // Nobody holds the former ones any more.
        while before[1].phase != .stopped || before[2].phase != .stopped { sleepBriefly() }
        #expect(before[0].phase == .ready)
    }

    private func sleepBriefly() { _ = Completion<Int>().wait(until: .after(.milliseconds(10))) }

    @Test(.timeLimit(.minutes(20)))
    func executionsEndAsTheyBegan() throws {
        let (begun, goOn) = (Completion<Bool>(), Completion<Bool>())
        let hub = ReloadedHub([ReloadedHub.server("a", "old"), ReloadedHub.server("b", "old")]) { job in
            let first = ReloadedHub.mark("a", job.tools)
            begun.finish(true)
            _ = goOn.wait()
            let marks = [first, ReloadedHub.mark("a", job.tools), ReloadedHub.mark("b", job.tools)]
            return .success(JSONText(.array(marks.map { .string($0) })))
        }
        defer { hub.stop() }
        let outcome = Completion<ExecutionOutcome>()
        hub.executor.submit(ExecutionRequest(source: "", format: .execute), cancellation: Cancellation()) { outcome.finish($0) }
        _ = begun.wait()
        let before = hub.hub.serverSet.servers
        var settings = CodeExecutionSettings()
        settings.allowedServers = ["b"]
        hub.executor.apply(settings)
        hub.reload([ReloadedHub.server("b", "new")])
        #expect(hub.mark("b") == "new")
        #expect(before.allSatisfy { $0.phase == .ready })
        goOn.finish(true)
        #expect(outcome.wait()?.summary == #"["old","old","old"]"#)
        while !before.allSatisfy({ $0.phase == .stopped }) { sleepBriefly() }
        let next = hub.executor.execute(ExecutionRequest(source: "", format: .execute))
        #expect(next.summary == #"["SERVER_NOT_ALLOWED","SERVER_NOT_ALLOWED","new"]"#)
    }

    @Test(.timeLimit(.minutes(20)))
    func openCallsOfRemovedServersEnd() throws {
        let hub = ReloadedHub([ReloadedHub.server("a")])
        let server = try #require(hub.hub.serverSet.servers.first)
        let answer = Completion<ToolDispatcher.Answer>()
        let started = Completion<Bool>()
        try NativeThread.start { [hub] in
            let tools = hub.dispatcher()
            started.finish(true)
            answer.finish(tools.call(.init(server: "a", tool: "slow", arguments: JSONText(["seconds": 0.7]))))
        }
        _ = started.wait()
        hub.reload([])
        #expect(try answer.wait()?.get().unwrapped.value == "awake")
        while server.phase != .stopped { sleepBriefly() }
        hub.stop()
    }

    @Test(.timeLimit(.minutes(20)))
    func stoppingWaitsForFormerServersToo() throws {
        let hub = ReloadedHub([ReloadedHub.server("a")])
        let tools = hub.dispatcher()
        let server = try #require(hub.hub.serverSet.servers.first)
        hub.reload([])
        #expect(ReloadedHub.mark("a", tools) == "")
        hub.stop()
        #expect(server.phase == .stopped)
        hub.reload([ReloadedHub.server("late")])
        #expect(hub.hub.serverSet.servers.isEmpty)
    }

    @Test(.timeLimit(.minutes(20)))
    func clientsAreToldOfOtherTools() throws {
        let hub = ReloadedHub([ReloadedHub.server("a")])
        defer { hub.stop() }
        let announced = Monitor(0)
        let handler = RequestHandler(hub: hub.hub, executor: hub.executor, scripts: nil, log: .silent)
        let connection = ServerConnection(handler, log: .silent) { line in
            if String(decoding: line, as: UTF8.self).contains("notifications/tools/list_changed") { announced.withLock { $0 += 1 } }
            return true
        }
        hub.hub.onChange { connection.toolsMayHaveChanged() }
        let replies = LineReplies { _ in }
        for line in [
            #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}"#,
            #"{"jsonrpc":"2.0","id":2,"method":"tools/list"}"#,
        ] { connection.receive(line: Array(line.utf8), replies) }
        hub.reload([ReloadedHub.server("a")])
        #expect(announced.withLock { $0 } == 0)
        hub.reload([ReloadedHub.server("b")])
        #expect(announced.withLock { $0 } == 1)
    }

    @Test(.timeLimit(.minutes(20)))
    func oneOfManyCallsAtATime() throws {
        let hub = ReloadedHub([ReloadedHub.server("a", maximumConcurrency: 2)])
        defer { hub.stop() }
        func request(_ seconds: Double) -> ToolDispatcher.Request {
            .init(server: "a", tool: "slow", arguments: JSONText(["seconds": .number(seconds)]))
        }
        let time = ContinuousClock().measure {
            let answers = hub.dispatcher().callAll(Array(repeating: request(0.3), count: 6), maximumParallel: 6)
            #expect(answers.allSatisfy { (try? $0.get()) != nil })
        }
        #expect(time >= .milliseconds(890))
        let short = ToolDispatcher(hub: hub.hub, deadline: .after(.seconds(3)), cancellation: Cancellation(), log: .silent)
        let answers = short.callAll(Array(repeating: request(10), count: 3), maximumParallel: 3)
        let messages = answers.compactMap { answer -> String? in
            if case .failure(let failure) = answer, failure.code == .timeout { failure.message } else { nil }
        }
        #expect(messages.count == 3)
        #expect(messages.contains("no turn in time: the server gets at most 2 calls at a time (maxConcurrency)"))
    }
}
