import Testing

@testable import MCPHub

/// Parameters of a request of the modern era.
private func modern(_ members: JSONObject = [:], token: JSONValue? = nil) -> JSONValue {
    var params = members
    var meta: JSONObject = [
        "io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": [:],
    ]
    meta["progressToken"] = token
    params["_meta"] = .object(meta)
    return .object(params)
}

private func fixtureHub(_ options: [String] = [], exposing exposedTools: ToolExposure = .none) -> Hub {
    var configuration = HubConfiguration()
    configuration.exposedTools = exposedTools
    configuration.servers = [
        HubConfiguration.Server(
            name: "fixture",
            endpoint: .process(command: "/usr/bin/python3", arguments: [Fixture.path] + options, environment: []),
            timeout: .seconds(60), isRequired: false)
    ]
    return makeDemoHub(configuration)
}

extension TestClient {
    fileprivate func names(_ id: Int) -> [String] {
        ask(id, "tools/list", modern())["result"]?["tools"]?.arrayValue?.compactMap { $0["name"]?.stringValue } ?? []
    }

    fileprivate func call(_ id: Int, _ name: String, _ arguments: JSONValue = [:], token: JSONValue? = nil) -> JSONValue {
        ask(id, "tools/call", modern(["name": .string(name), "arguments": arguments], token: token))["result"] ?? .null
    }

    /// The text of the first part of a result.
    fileprivate func text(_ result: JSONValue) -> String {
        result["content"]?.arrayValue?.first?["text"]?.stringValue ?? ""
    }
}

@Suite struct ExposedTools {
    @Test(arguments: [
        ([], []), (["*"], ["fs__read_file", "git__log", "git__read_log"]), (["git"], ["git__log", "git__read_log"]),
        (["g*"], ["git__log", "git__read_log"]), (["*__read_*"], ["fs__read_file", "git__read_log"]),
        (["fs__read_file", "git__lo*g"], ["fs__read_file", "git__log"]), (["read"], []), (["*log"], ["git__log", "git__read_log"]),
        (["fs__*", "fs"], ["fs__read_file"]), (["hub"], []), (["**l*g*"], ["git__log", "git__read_log"]),
    ])
    func choosesByPattern(_ patterns: [String], _ expected: [String]) {
        func tool(_ name: String) -> ToolDefinition { ToolDefinition(name: name, description: "", inputSchema: ["type": "object"]) }
        let catalogue = ToolCatalogue(
            servers: [("git", [tool("log"), tool("read_log"), tool("no spaces"), tool(String(repeating: "n", count: 200))]),
                ("fs", [tool("read_file")])],
            hubTools: BuiltInTool.forScripts.map(\.definition))
        let exposure = ToolExposure(patterns: patterns)
        #expect(exposure.definitions(catalogue).map(\.name) == expected)
        for name in expected { #expect(exposure.entry(named: name, in: catalogue) != nil) }
        #expect(exposure.entry(named: "git__no spaces", in: catalogue) == nil)
    }

    @Test func comparesPatternsInTimeThatIsBounded() {
        let pattern = String(repeating: "*a", count: 60) + "b"
        let catalogue = ToolCatalogue(
            servers: [("s", [ToolDefinition(name: String(repeating: "a", count: 120), description: "", inputSchema: [:])])], hubTools: [])
        #expect(ToolExposure(patterns: [pattern]).definitions(catalogue).isEmpty)
    }

    @Test func listsNothingMoreByDefault() {
        let client = TestClient()
        defer { client.stop() }
        #expect(client.names(1) == ["execute", "search", "list", "inspect", "invoke", "refreshTools"])
    }

    @Test func listsDefinitionsAsServersGiveThem() {
        let client = TestClient(hub: fixtureHub(exposing: ToolExposure(patterns: ["fixture", "github__search*"])))
        defer { client.stop() }
        let tools = client.ask(1, "tools/list", modern())["result"]?["tools"]?.arrayValue ?? []
        let names = tools.compactMap { $0["name"]?.stringValue }
        #expect(names.prefix(6) == ["execute", "search", "list", "inspect", "invoke", "refreshTools"])
        #expect(names.contains("github__search_repos") && !names.contains("github__get_repo"))
        #expect(names.count == 6 + 27 + 1)
        #expect(names.dropFirst(6).elementsEqual(names.dropFirst(6).sorted()))
        let tool = tools.first { $0["name"] == "fixture__with_meta" }
        #expect(tool?["title"] == "With metadata")
        #expect(tool?["description"] == "Fixture tool with_meta")
        #expect(tool?["annotations"] == ["readOnlyHint": true])
        #expect(tool?["_meta"] == ["example.org/kind": "tool"])
        #expect(tool?["inputSchema"]?["type"] == "object")
        #expect(tools.first { $0["name"] == "fixture__numbers" }?["outputSchema"]?["type"] == "array")
        _ = client.initialize()
        let old = client.ask(2, "tools/list")["result"]?["tools"]?.arrayValue ?? []
        #expect(old.first { $0["name"] == "fixture__numbers" }?["outputSchema"] == nil)
        #expect(old.first { $0["name"] == "fixture__structured" }?["outputSchema"] != nil)
    }

    @Test func passesResultsOnUnchanged() {
        let client = TestClient(hub: fixtureHub(exposing: .all))
        defer { client.stop() }
        let image = client.call(1, "fixture__mixed")
        #expect(image["content"]?.arrayValue?.map { $0["type"] } == ["text", "image"])
        #expect(client.call(2, "fixture__structured")["structuredContent"]?.text == #"{"zebra":1,"apple":"x"}"#)
        let failed = client.call(3, "fixture__fail", ["message": "no luck"])
        #expect(failed["isError"] == true && client.text(failed) == "no luck")
        let meta = client.call(4, "fixture__with_meta")["_meta"]
        #expect(meta?["example.org/trace"] == [1, 2])
        #expect(meta?["io.modelcontextprotocol/serverInfo"]?["name"] == "jsexec")
        #expect(client.call(5, "fixture__numbers")["structuredContent"] == [1, 2])
        // Numbers of any size survive.
        client.send(
            #"{"jsonrpc":"2.0","id":6,"method":"tools/call","params":{"name":"fixture__echo","arguments":{"n":12345678901234567890},"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}"#)
        #expect(client.wait { $0["id"] == 6 }?["result"]?["structuredContent"]?.text == #"{"n":12345678901234567890}"#)
        _ = client.initialize()
        let old = client.ask(7, "tools/call", ["name": "fixture__numbers"])["result"] ?? .null
        #expect(old["structuredContent"] == nil && client.text(old) == "[1, 2]")
        let oldMeta = client.ask(8, "tools/call", ["name": "fixture__with_meta"])["result"]?["_meta"]
        #expect(oldMeta == ["example.org/trace": [1, 2]])
    }

    @Test func refusesWhatIsWrong() {
        var settings = CodeExecutionSettings()
        settings.allowedServers = ["fixture", "github"]
        let client = TestClient(settings, hub: fixtureHub(exposing: ToolExposure(patterns: ["fixture", "database"])))
        defer { client.stop() }
        let invalid = client.call(1, "fixture__slow", ["seconds": "long"])
        #expect(invalid["isError"] == true)
        #expect(client.text(invalid).hasPrefix("INVALID_ARGS: invalid arguments: \"seconds\" must be a number"))
        let broken = client.call(2, "fixture__protocol_error")
        #expect(broken["isError"] == true && client.text(broken) == "UPSTREAM_ERROR: internal trouble")
        // Not exposed, not allowed, not there.
        for (id, name) in [(3, "github__get_repo"), (4, "database__query"), (5, "fixture__nothing"), (6, "hub__search")] {
            let answer = client.ask(id, "tools/call", modern(["name": .string(name), "arguments": [:]]))
            #expect(answer["error"]?["code"] == -32602)
        }
        #expect(!client.names(7).contains { $0.hasPrefix("database__") })
    }

    @Test func keepsToPermissions() {
        var settings = CodeExecutionSettings()
        settings.isReadOnly = true
        settings.deniedTools = [NamePattern("github__get_*")]
        let client = TestClient(settings, hub: fixtureHub(exposing: ToolExposure(patterns: ["fixture", "github"])))
        defer { client.stop() }
        #expect(client.names(1).dropFirst(6) == ["fixture__with_meta", "github__list_issues", "github__list_repos", "github__search_repos"])
        #expect(client.ask(2, "tools/call", modern(["name": "fixture__text"]))["error"]?["code"] == -32602)
        #expect(client.text(client.call(3, "fixture__with_meta")) == "see _meta")
    }

    @Test(.timeLimit(.minutes(20)))
    func followsChangesOfTheConfiguration() {
        let client = TestClient()
        defer { client.stop() }
        _ = client.initialize()
        client.hub.onChange { [connection = client.connection] in connection.toolsMayHaveChanged() }
        _ = client.ask(1, "tools/list")
        var configuration = HubConfiguration()
        configuration.exposedTools = ToolExposure(patterns: ["server1"])
        client.hub.reload(configuration)
        #expect(client.wait { $0["method"] == "notifications/tools/list_changed" } != nil)
        #expect(client.names(2).last == "server1__get_stats")
        configuration.exposedTools = .none
        client.hub.reload(configuration)
        #expect(client.names(3).count == 6)
    }

    @Test func passesProgressOn() {
        let client = TestClient(hub: fixtureHub(exposing: .all))
        defer { client.stop() }
        #expect(client.text(client.call(1, "fixture__progress", ["steps": 3], token: "p")) == "done")
        let direct = client.messages.filter { $0["params"]?["progressToken"] == "p" }.compactMap { $0["params"] }
        #expect(direct.first == ["progressToken": "p", "progress": 1, "total": 3, "message": "step 1"])
        #expect(direct.count >= 2)
        #expect(client.text(client.call(2, "invoke", ["name": "fixture__progress", "params": ["steps": 1]], token: 7)) == "done")
        #expect(client.messages.contains { $0["params"]?["progressToken"] == 7 })
        #expect(client.text(client.call(3, "fixture__progress", ["steps": 1])) == "no token")
    }

    @Test(.timeLimit(.minutes(20)))
    func passesCancellationOn() {
        let client = TestClient(hub: fixtureHub(exposing: .all))
        defer { client.stop() }
        _ = client.initialize()
        client.send(
            #"{"jsonrpc":"2.0","id":"c","method":"tools/call","params":{"name":"fixture__progress","arguments":{"steps":40},"_meta":{"progressToken":1}}}"#)
        // Then the server has it.
        #expect(client.wait { $0["method"] == "notifications/progress" } != nil)
        client.send(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"c"}}"#)
        var cancelled: [JSONValue] = []
        for id in 2..<200 where cancelled.isEmpty {
            cancelled = client.ask(id, "tools/call", ["name": "fixture__cancelled"])["result"]?["structuredContent"]?["ids"]?.arrayValue ?? []
        }
        #expect(cancelled.count == 1)
        #expect(!client.messages.contains { $0["id"] == "c" })
    }

    @Test func tellsScriptsProgressWithinCalls() {
        let client = TestClient(hub: fixtureHub()) { job in
            for _ in 0..<2 { _ = job.tools.call(.init(server: "fixture", tool: "progress", arguments: JSONText(["steps": 4]))) }
            return .success(JSONText(1))
        }
        defer { client.stop() }
        _ = client.call(1, "execute", ["code": "x"], token: "p")
        let reports = client.messages.filter { $0["method"] == "notifications/progress" }.compactMap { $0["params"] }
        let progress = reports.compactMap { $0["progress"]?.doubleValue }
        #expect(progress.count >= 4)
        #expect(zip(progress, progress.dropFirst()).allSatisfy { $0 < $1 })
        #expect(progress.allSatisfy { $0 <= 2 })
        #expect(reports.first?["message"] == "fixture__progress: step 1 (1/4)")
        #expect(progress.first == 0.25)
    }
}

@Suite struct ToolPages {
    private func list(_ count: Int, size: Int = 0) -> ToolList {
        ToolList(
            tools: (0..<count).map { index in
                ToolDefinition(
                    name: "t\(index)", description: String(repeating: "x", count: size), inputSchema: ["type": "object"])
            })
    }

    private func allNames(_ list: ToolList) -> (names: [String], pages: Int) {
        var names: [String] = []
        var cursor: String?
        var pages = 0
        while let page = list.page(cursor, .modern(version: "2026-07-28")) {
            names += page.tools.compactMap { $0["name"]?.stringValue }
            pages += 1
            guard let next = page.next else { break }
            cursor = next
        }
        return (names, pages)
    }

    @Test(arguments: [(0, 1), (1, 1), (200, 1), (201, 2), (1001, 6)])
    func haveAllToolsOnce(_ count: Int, _ pages: Int) {
        let seen = allNames(list(count))
        #expect(seen.names == (0..<count).map { "t\($0)" })
        #expect(seen.pages == pages)
    }

    @Test func areNotLarge() {
        #expect(allNames(list(3, size: 400_000)).pages == 2)
        #expect(allNames(list(2, size: 1_100_000)).pages == 2)
    }

    @Test func goOnAfterChanges() throws {
        let era = ProtocolEra.modern(version: "2026-07-28")
        let cursor = try #require(list(300).page(nil, era)?.next)
        let fewer = ToolList(tools: list(300).tools.filter { $0.name != "t0" })
        #expect(fewer.page(cursor, era)?.tools.first?["name"] == "t200")
        #expect(list(100).page(cursor, era)?.tools.isEmpty == true)
        for wrong in ["", "x", "MTIz", "eCB5", Base64.encode("-1 t".utf8), Base64.encode("99999999999999999999 t".utf8)] {
            #expect(list(300).page(wrong, era) == nil)
        }
    }

    @Test func haveDigestsThatTellChanges() {
        #expect(list(3).digest == list(3).digest)
        #expect(list(3).digest != list(4).digest)
        #expect(list(3).digest != list(3, size: 1).digest)
    }

    @Test func areServed() {
        var configuration = HubConfiguration()
        configuration.exposedTools = .all
        let client = TestClient(hub: makeDemoHub(configuration))
        defer { client.stop() }
        let answer = client.ask(1, "tools/list", modern())["result"]
        #expect(answer?["nextCursor"] == nil)
        #expect(answer?["ttlMs"] == 0 && answer?["cacheScope"] == "private")
        #expect(client.ask(2, "tools/list", modern(["cursor": 5]))["error"]?["code"] == -32602)
        #expect(client.ask(3, "tools/list", modern(["cursor": "x"]))["error"]?["code"] == -32602)
    }
}

@Suite struct HubToolCalls {
    @Test func findsAtEveryLevelOfDetail() throws {
        let client = TestClient()
        defer { client.stop() }
        func search(_ id: Int, _ arguments: JSONValue) throws -> [JSONValue] {
            try JSONValue(parsing: client.text(client.call(id, "search", arguments))).arrayValue ?? []
        }
        let full = try search(1, ["query": "search repositories"])
        #expect(full.first?.objectValue?.keys == ["name", "server", "tool", "description", "inputSchema"])
        let names = try search(2, ["query": "search repositories", "detail": "name", "limit": 1])
        #expect(names.map(\.objectValue?.keys) == [["name", "summary"]])
        let signatures = try search(3, ["query": "", "detail": "signature", "server": "github"])
        #expect(signatures.count == 5)
        #expect(signatures.first?["signature"]?.stringValue?.hasPrefix("github__get_repo(params: {") == true)
        #expect(client.call(4, "search", ["query": "", "server": "githib"])["isError"] == true)
        #expect(client.call(5, "search", ["query": "", "detail": "everything"])["isError"] == true)

        let list = client.text(client.call(6, "list", ["server": "github", "detail": "name", "limit": 2, "offset": 1]))
        #expect(list.split(separator: "\n").first == "Total: 5 tools (showing 2 to 3; go on with \"offset\": 3)")
        #expect(list.split(separator: "\n").count == 3)
        let last = client.text(client.call(7, "list", ["server": "github", "offset": 4]))
        #expect(last.hasPrefix("Total: 5 tools (showing 5 to 5)\n- github__"))
        #expect(client.text(client.call(8, "list", ["server": "github", "offset": 9])) == "Total: 5 tools (showing none)")
        #expect(client.text(client.call(9, "list", ["server": "github", "detail": "full"])).contains("\n  /** Words to look for */\n"))

        let short = client.text(client.call(10, "inspect", ["name": "github__search_repos", "detail": "signature"]))
        #expect(short.split(separator: "\n").first == "github__search_repos(params: { query: string; limit?: number }): { total: number; repos: object[] }"
            || short.hasPrefix("github__search_repos(params: { query: string; limit?: number }): "))
        let long = client.text(client.call(11, "inspect", ["name": "github__search_repos"]))
        #expect(long.hasPrefix("/**\n") && long.contains("/** Words to look for */\n  query: string;"))
    }

    @Test(.timeLimit(.minutes(20)))
    func tellsWhatARefreshChanged() {
        let client = TestClient(hub: fixtureHub(["--page-size", "4"]))
        defer { client.stop() }
        _ = client.call(1, "invoke", ["name": "fixture__change_quietly", "params": ["add": "brand_new", "remove": "image"]])
        let first = client.call(2, "refreshTools", ["serverIds": ["fixture", "github", "nothing"]])["structuredContent"]
        #expect(first?["refreshed"] == ["fixture", "github"])
        #expect(first?["changes"] == ["fixture": ["added": ["brand_new"], "removed": ["image"]]])
        #expect(first?["errors"]?["nothing"]?.stringValue?.hasPrefix("unknown server") == true)
        _ = client.call(3, "invoke", ["name": "fixture__change_quietly", "params": ["describe": "Other words"]])
        let second = client.call(4, "refreshTools")["structuredContent"]
        #expect(second?["changes"] == ["fixture": ["changed": ["brand_new"]]])
        #expect(second?["errors"] == nil)
        #expect(client.call(5, "refreshTools")["structuredContent"]?["changes"] == [:])
        // A server that was lost comes back as it was in the beginning.
        _ = client.call(6, "invoke", ["name": "fixture__crash"])
        let third = client.call(7, "refreshTools", ["serverIds": ["fixture"]])["structuredContent"]
        #expect(third?["refreshed"] == ["fixture"])
        // Unless the hub has connected again before it was asked to.
        #expect(third?["changes"] == ["fixture": ["added": ["image"], "removed": ["brand_new"]]] || third?["changes"] == [:])
        let list = client.text(client.call(8, "list", ["server": "fixture", "detail": "name", "limit": 100]))
        #expect(list.contains("fixture__image") && !list.contains("fixture__brand_new"))
    }

    @Test func areThereForScripts() throws {
        let runner = ScriptRunner(fixture: true)
        #expect(
            runner.result(#"return mcp.callTool("hub__search", { query: "search repos", detail: "name", limit: 1 })[0].name"#)
                == "\"github__search_repos\"")
        #expect(runner.result(#"return mcp.callTool("hub__list", { server: "github", detail: "name" }).split("\n").length"#) == "6")
        #expect(runner.result(#"return mcp.callTool("hub__inspect", { name: "github__get_repo" }).includes("owner: string;")"#) == "true")
        #expect(
            runner.result(
                """
                mcp.callTool("fixture__change_quietly", { add: "later" });
                const { changes } = mcp.callTool("hub__refreshTools", {});
                return [changes.fixture.added, mcp.describe("fixture__later").name];
                """) == #"[["later"],"fixture__later"]"#)
        #expect(
            runner.result(#"return mcp.callTool("hub__invoke", { name: "server1__get_stats" }).count"#) == "128")
    }
}
