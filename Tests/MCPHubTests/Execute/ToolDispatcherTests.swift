import Testing

@testable import MCPHub

@Suite struct ToolDispatch {
    private func dispatcher(
        _ hub: Hub, allowed: Set<String>? = nil, maximum: Int? = nil, deadline: Deadline = .never,
        cancellation: Cancellation = Cancellation()
    ) -> ToolDispatcher {
        ToolDispatcher(
            hub: hub, permissions: Permissions.all.narrowed(servers: allowed), maximumCalls: maximum, deadline: deadline, cancellation: cancellation,
            log: .silent)
    }

    private func request(_ name: String, _ arguments: JSONValue? = nil) throws -> ToolDispatcher.Request {
        let (server, tool) = try #require(ToolName.split(name))
        return .init(server: server, tool: tool, arguments: arguments.map { JSONText($0) })
    }

    private func failure(_ answer: ToolDispatcher.Answer) -> ToolFailure? {
        if case .failure(let failure) = answer { failure } else { nil }
    }

    @Test func callsToolsAndRecordsThem() throws {
        let hub = makeDemoHub()
        defer { hub.stop() }
        let tools = dispatcher(hub)
        let names = try tools.call(request("filesystem__list_directory", ["path": "/tmp/"])).get()
        #expect(names.unwrapped.value.arrayValue?.contains("file1.txt") == true)
        let text = try tools.call(request("filesystem__read_file", ["path": "/tmp/data.json"])).get()
        #expect(text.unwrapped.isString)
        let missing = failure(tools.call(try request("filesystem__read_file", ["path": "/nowhere"])))
        #expect(missing?.code == .toolError)
        #expect(missing?.message == "ENOENT: no such file or directory: /nowhere")
        #expect(missing?.tool == "filesystem__read_file")
        #expect(tools.callCount == 3)
        #expect(tools.records.map(\.errorCode) == [nil, nil, .toolError])
        #expect(tools.records[0].bytes > 10)
    }

    @Test(arguments: [
        ("filesytem__read_file", ToolErrorCode.unknownServer, "unknown server \"filesytem\"; did you mean filesystem?"),
        ("nothing__x", .unknownServer, "unknown server \"nothing\"; the servers are database, filesystem, github, server, server1, server2, hub"),
        ("filesystem__read", .unknownTool, "server \"filesystem\" has no tool \"read\"; did you mean filesystem__read_file?"),
        ("hub__execute", .unknownTool, "a script cannot run another script"),
    ])
    func suggestsNames(_ name: String, _ code: ToolErrorCode, _ message: String) throws {
        let hub = makeDemoHub()
        defer { hub.stop() }
        let found = failure(dispatcher(hub).call(try request(name)))
        #expect(found?.code == code)
        #expect(found?.message.hasPrefix(message.replacing("?", with: "")) == true)
    }

    @Test func checksArgumentsFirst() throws {
        let hub = makeDemoHub()
        defer { hub.stop() }
        let tools = dispatcher(hub, maximum: 1)
        let found = failure(tools.call(try request("github__search_repos", ["limit": "10"])))
        #expect(found?.code == .invalidArguments)
        #expect(found?.message.contains("lacks the required property \"query\" (string: Words to look for)") == true)
        #expect(found?.message.contains("\"limit\" must be an integer, got string \"10\"") == true)
        #expect(found?.message.contains("Usage: github__search_repos(params: { query: string; limit?: number })") == true)
        let notObject = failure(tools.call(try request("server__tool", "param")))
        #expect(notObject?.message == "params must be an object, got string")
        // Refused calls leave the budget alone.
        #expect(tools.callCount == 0)
        #expect(failure(tools.call(try request("server__tool"))) == nil)
        let over = failure(tools.call(try request("server__tool")))
        #expect(over?.code == .tooManyCalls)
        #expect(over?.message == "exceeded max tool calls limit: 1")
    }

    @Test func allowsOnlySomeServers() throws {
        let hub = makeDemoHub()
        defer { hub.stop() }
        let tools = dispatcher(hub, allowed: ["github", "hub"])
        #expect(failure(tools.call(try request("database__get_stats")))?.code == .serverNotAllowed)
        #expect(failure(tools.call(try request("nowhere__x")))?.code == .serverNotAllowed)
        #expect(failure(tools.call(try request("github__get_stats"))) == nil)
        let listed = try tools.call(request("hub__search", ["query": ""])).get().unwrapped.value.arrayValue ?? []
        #expect(Set(listed.compactMap { $0["server"]?.stringValue }) == ["github", "hub"])
        // No way around by `invoke`.
        let invoked = failure(tools.call(try request("hub__invoke", ["name": "database__get_stats"])))
        #expect(invoked?.code == .serverNotAllowed)
        let hubless = dispatcher(hub, allowed: ["github"])
        #expect(failure(hubless.call(try request("hub__invoke", ["name": "github__get_stats"])))?.code == .serverNotAllowed)
    }

    @Test func offersTheHubsOwnTools() throws {
        let hub = makeDemoHub()
        defer { hub.stop() }
        let tools = dispatcher(hub)
        let all = try tools.call(request("hub__search", ["query": ""])).get().unwrapped.value.arrayValue ?? []
        #expect(all.count == hub.catalogue.entries.count)
        #expect(all.first?.objectValue?.keys == ["name", "server", "tool", "description", "inputSchema"])
        #expect(all.filter { $0["server"] == "github" }.count == 5)
        let list = try tools.call(request("hub__list", ["server": "server1"])).get().unwrapped.value.stringValue
        #expect(list == "Total: 1 tools\n- server1__get_stats(params?: {}): { count: number } - Statistics of server1")
        let inspected = try tools.call(request("hub__inspect", ["name": "github__get_repo"])).get().unwrapped.value
        #expect(inspected.stringValue?.contains("\ngithub__get_repo(params: {") == true)
        let invoked = try tools.call(request("hub__invoke", ["name": "server1__get_stats", "params": "{}"])).get()
        #expect(invoked.unwrapped.value["count"] == 128)
        let refreshed = try tools.call(request("hub__refreshTools", ["serverIds": ["github", "nope"]])).get()
        #expect(
            refreshed.unwrapped.string.hasPrefix(
                #"{"refreshed":["github"],"changes":{},"errors":{"nope":"unknown server; the servers are "#))
    }

    @Test(.timeLimit(.minutes(20)))
    func runsBatchesInParallelAndInOrder() throws {
        let server = HubConfiguration.Server(
            name: "fixture",
            endpoint: .process(command: "/usr/bin/python3", arguments: [Fixture.path], environment: []),
            timeout: .seconds(60), isRequired: false)
        var configuration = HubConfiguration()
        configuration.servers = [server]
        let hub = makeDemoHub(configuration)
        defer { hub.stop() }
        let tools = dispatcher(hub)
        let requests = try (0..<8).map { try request($0 == 3 ? "fixture__nope" : "fixture__slow", ["seconds": 3]) }
        let time = ContinuousClock().measure {
            let answers = tools.callAll(requests, maximumParallel: 8)
            #expect(answers.map { failure($0)?.code } == [nil, nil, nil, .unknownTool, nil, nil, nil, nil])
        }
        // One after the other they take 21 seconds.
        #expect(time < .seconds(18))
        #expect(tools.callAll([], maximumParallel: 8).isEmpty)
        let budget = dispatcher(hub, maximum: 2)
        let limited = budget.callAll(requests, maximumParallel: 1)
        #expect(limited.filter { failure($0)?.code == .tooManyCalls }.count == 5)
        // A deadline ends all calls of a batch.
        let short = dispatcher(hub, deadline: .after(.milliseconds(100)))
        let cut = short.callAll(requests, maximumParallel: 2)
        #expect(cut.allSatisfy { failure($0)?.code == .timeout || failure($0)?.code == .unknownTool })
    }
}
