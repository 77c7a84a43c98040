import Synchronization
import Testing

@testable import MCPHub

/// A client connected to a hub with demonstration servers and a scripted engine.
final class TestClient: Sendable {
    let hub: Hub
    let executor: ScriptExecutor
    let connection: ServerConnection
    private let replies: LineReplies
    private let received: Monitor<[JSONValue]>

    init(
        _ settings: CodeExecutionSettings = CodeExecutionSettings(), hub: Hub = makeDemoHub(), scripts: StoredScripts? = nil,
        _ body: @escaping @Sendable (ScriptJob) -> Result<JSONText, ScriptFailure> = { _ in .success(JSONText(1)) }
    ) {
        self.hub = hub
        let received = Monitor([JSONValue]())
        self.received = received
        executor = ScriptExecutor(hub: hub, engine: ScriptedEngine(body), settings: settings, log: .silent)
        let handler = RequestHandler(hub: hub, executor: executor, scripts: scripts, log: .silent)
        let write: @Sendable ([UInt8]) -> Void = { line in
            received.withLock { $0.append((try? JSONValue(parsing: line)) ?? "not JSON") }
        }
        replies = LineReplies(write: write)
        connection = ServerConnection(handler, log: .silent) { line in
            write(line)
            return true
        }
    }

    func stop() {
        connection.finish(.after(.seconds(5)))
        executor.close()
        hub.stop()
    }

    func send(_ text: String) { connection.receive(line: Array(text.utf8), replies) }

    /// Sends a request and waits for its answer.
    func ask(_ id: Int, _ method: String, _ params: JSONValue? = nil) -> JSONValue {
        var message: JSONObject = ["jsonrpc": "2.0", "id": JSONValue(id), "method": .string(method)]
        message["params"] = params
        send(JSONValue.object(message).text)
        return wait { $0["id"] == JSONValue(id) && $0["method"] == nil } ?? .null
    }

    func wait(_ condition: @escaping (JSONValue) -> Bool) -> JSONValue? {
        received.wait(until: .after(.seconds(20))) { $0.first(where: condition) }
    }

    var messages: [JSONValue] { received.withLock { $0 } }

    func initialize(_ version: String = "2025-11-25") -> JSONValue {
        let answer = ask(
            0, "initialize",
            ["protocolVersion": .string(version), "capabilities": [:], "clientInfo": ["name": "t", "version": "1"]])
        send(#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#)
        return answer
    }
}

private func modern(_ members: JSONObject = [:], token: JSONValue? = nil) -> JSONValue {
    var params = members
    var meta: JSONObject = [
        "io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": [:],
    ]
    meta["progressToken"] = token
    params["_meta"] = .object(meta)
    return .object(params)
}

@Suite struct HubServing {
    @Test func servesTheLegacyEra() throws {
        let client = TestClient()
        defer { client.stop() }
        #expect(client.ask(90, "ping")["result"] == [:])
        #expect(client.ask(91, "tools/list")["error"]?["code"] == -32602)
        let answer = client.initialize("2025-06-18")
        #expect(answer["result"]?["protocolVersion"] == "2025-06-18")
        #expect(answer["result"]?["capabilities"]?["tools"]?["listChanged"] == true)
        #expect(client.ask(1, "ping")["result"] == [:])
        let list = client.ask(2, "tools/list")["result"]
        #expect(list?["resultType"] == nil && list?["ttlMs"] == nil)
        let names = list?["tools"]?.arrayValue?.compactMap { $0["name"]?.stringValue }
        #expect(names == ["execute", "search", "list", "inspect", "invoke", "refreshTools"])
        #expect(client.ask(3, "tools/list", ["cursor": "x"])["error"]?["code"] == -32602)
        #expect(client.ask(4, "nonsense")["error"]?["code"] == -32601)
        #expect(client.ask(5, "server/discover")["error"]?["code"] == -32601)
        let called = client.ask(6, "tools/call", ["name": "execute", "arguments": ["code": "x"]])["result"]
        #expect(called?["structuredContent"]?["result"] == 1)
        #expect(called?["isError"] == false)
        let text = try JSONValue(parsing: called?["content"]?.arrayValue?.first?["text"]?.stringValue ?? "")
        #expect(text == called?["structuredContent"])
        #expect(client.ask(7, "initialize", ["protocolVersion": "1999-01-01"])["result"]?["protocolVersion"] == "2025-11-25")
    }

    @Test func servesTheModernEra() {
        let client = TestClient()
        defer { client.stop() }
        let discovered = client.ask(1, "server/discover", modern())["result"]
        #expect(discovered?["supportedVersions"] == ["2026-07-28"])
        #expect(discovered?["resultType"] == "complete")
        #expect(discovered?["ttlMs"] != nil && discovered?["cacheScope"] == "private")
        #expect(discovered?["_meta"]?["io.modelcontextprotocol/serverInfo"]?["name"] == "jsexec")
        #expect(client.ask(2, "ping", modern())["error"]?["code"] == -32601)
        #expect(client.ask(3, "tools/list", [:])["error"]?["code"] == -32602)
        let noCapabilities: JSONValue = ["_meta": ["io.modelcontextprotocol/protocolVersion": "2026-07-28"]]
        #expect(client.ask(4, "tools/list", noCapabilities)["error"]?["code"] == -32602)
        let future: JSONValue = ["_meta": ["io.modelcontextprotocol/protocolVersion": "2099-01-01"]]
        let refused = client.ask(5, "tools/list", future)["error"]
        #expect(refused?["code"] == -32022)
        #expect(refused?["data"] == ["supported": ["2026-07-28"], "requested": "2099-01-01"])
        let list = client.ask(6, "tools/list", modern())["result"]
        #expect(list?["resultType"] == "complete" && list?["ttlMs"] == 0)
        let called = client.ask(7, "tools/call", modern(["name": "execute", "arguments": ["code": "x"]]))["result"]
        #expect(called?["resultType"] == "complete")
        #expect(called?["structuredContent"]?["result"] == 1)
    }

    @Test func answersMistakesInCalls() {
        let client = TestClient()
        defer { client.stop() }
        _ = client.initialize()
        #expect(client.ask(1, "tools/call", ["name": "nope"])["error"]?["code"] == -32602)
        let hint = client.ask(2, "tools/call", ["name": "github__get_stats"])["error"]?["message"]?.stringValue
        #expect(hint?.contains("call it with invoke") == true)
        #expect(client.ask(3, "tools/call", [:])["error"]?["code"] == -32602)
        let noCode = client.ask(4, "tools/call", ["name": "execute", "arguments": [:]])["result"]
        #expect(noCode?["isError"] == true)
        #expect(noCode?["content"]?.arrayValue?.first?["text"]?.stringValue?.contains("\"code\"") == true)
        let badOptions: JSONValue = ["code": "x", "options": ["timeout_ms": 600_001]]
        #expect(client.ask(5, "tools/call", ["name": "execute", "arguments": badOptions])["result"]?["isError"] == true)
        let disabled = client.ask(6, "tools/call", ["name": "code_execution", "arguments": ["code": "x"]])["result"]
        #expect(disabled?["isError"] == true)
        client.send("garbage")
        client.send(#"{"jsonrpc":"2.0","id":7}"#)
        #expect(client.wait { $0["id"] == 7 }?["error"]?["code"] == -32600)
    }

    @Test func passesSettingsToTheScript() {
        var settings = CodeExecutionSettings()
        settings.isEnabled = true
        settings.allowedServers = ["github", "database"]
        let client = TestClient(settings) { job in
            let calls: [JSONValue] = ["github", "database", "server1"].map { server in
                switch job.tools.call(.init(server: server, tool: "get_stats", arguments: nil)) {
                case .success: "ok"
                case .failure(let failure): .string(failure.code.rawValue)
                }
            }
            return .success(JSONText(["timeout": JSONValue(job.timeout.milliseconds), "input": job.input.value, "calls": .array(calls)]))
        }
        defer { client.stop() }
        let plain = client.ask(1, "tools/call", modern(["name": "code_execution", "arguments": ["code": "x"]]))["result"]
        #expect(plain?["structuredContent"]?["ok"] == true)
        #expect(plain?["structuredContent"]?["value"] == ["timeout": 120_000, "input": [:], "calls": ["ok", "ok", "SERVER_NOT_ALLOWED"]])
        let options: JSONValue = ["timeout_ms": 50, "max_tool_calls": 1, "allowed_servers": ["database", "server1"]]
        let limited = client.ask(
            2, "tools/call", modern(["name": "execute", "arguments": ["code": "x", "input": ["z": 1, "a": 2], "options": options]]))["result"]
        #expect(limited?["structuredContent"]?["result"]?["timeout"] == 50)
        #expect(limited?["structuredContent"]?["result"]?["input"]?.text == #"{"z":1,"a":2}"#)
        #expect(limited?["structuredContent"]?["result"]?["calls"] == ["SERVER_NOT_ALLOWED", "ok", "SERVER_NOT_ALLOWED"])
    }

    @Test func reportsProgressAndFailures() {
        let client = TestClient { job in
            _ = job.tools.call(.init(server: "server1", tool: "get_stats", arguments: nil))
            return .failure(ScriptFailure(.runtimeError, "Error: no"))
        }
        defer { client.stop() }
        let result = client.ask(
            1, "tools/call", modern(["name": "execute", "arguments": ["code": "x"]], token: "t1"))["result"]
        #expect(result?["isError"] == true)
        #expect(result?["structuredContent"]?["error"]?["type"] == "runtime_error")
        let progress = client.messages.filter { $0["method"] == "notifications/progress" }
        #expect(progress.count == 1)
        #expect(progress.first?["params"]?["progressToken"] == "t1")
        #expect(progress.first?["params"]?["progress"] == 1)
    }

    @Test(.timeLimit(.minutes(20)))
    func cancelsScriptsWithoutAnswer() {
        let stopped = Completion<Bool>()
        let started = Completion<Bool>()
        let client = TestClient { job in
            let cancelled = Completion<Bool>()
            job.cancellation.addHandler { cancelled.finish(true) }
            started.finish(true)
            stopped.finish(cancelled.wait(until: .after(.seconds(20))) ?? false)
            return .failure(ScriptFailure(.cancelled, "cancelled"))
        }
        _ = client.initialize()
        client.send(#"{"jsonrpc":"2.0","id":"c","method":"tools/call","params":{"name":"execute","arguments":{"code":"x"}}}"#)
        _ = started.wait(until: .after(.seconds(20)))
        client.send(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"c"}}"#)
        #expect(stopped.wait(until: .after(.seconds(20))) == true)
        client.stop()
        #expect(!client.messages.contains { $0["id"] == "c" })
    }

    @Test(.timeLimit(.minutes(20)))
    func answersWhatIsInFlightWhenItEnds() {
        let started = Completion<Bool>()
        let client = TestClient { job in
            let cancelled = Completion<Bool>()
            job.cancellation.addHandler { cancelled.finish(true) }
            started.finish(true)
            _ = cancelled.wait(until: .after(.seconds(20)))
            return .failure(ScriptFailure(.cancelled, "cancelled"))
        }
        _ = client.initialize()
        client.send(#"{"jsonrpc":"2.0","id":"c","method":"tools/call","params":{"name":"execute","arguments":{"code":"x"}}}"#)
        _ = started.wait(until: .after(.seconds(20)))
        client.connection.finish(.after(.zero))
        let answer = client.wait { $0["id"] == "c" }?["result"]
        #expect(answer?["structuredContent"]?["error"]?["type"] == "cancelled")
        #expect(client.ask(1, "tools/list")["error"]?["code"] == -32603)
        client.stop()
    }

    @Test func answersBatchesOfTheVersionThatHasThem() {
        let client = TestClient()
        defer { client.stop() }
        _ = client.initialize("2025-03-26")
        client.send(#"[{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","method":"x"},{"jsonrpc":"2.0","id":2,"method":"y"}]"#)
        let answers = client.wait { $0.arrayValue != nil }?.arrayValue
        #expect(answers?.count == 2)
        #expect(answers?.contains { $0["id"] == 2 && $0["error"]?["code"] == -32601 } == true)
        client.send("[]")
        #expect(client.wait { $0["id"] == .null }?["error"]?["code"] == -32600)
    }

    @Test func callsSingleToolsForClients() {
        let client = TestClient()
        defer { client.stop() }
        _ = client.initialize()
        func call(_ id: Int, _ name: String, _ arguments: JSONValue) -> JSONValue? {
            client.ask(id, "tools/call", ["name": .string(name), "arguments": arguments])["result"]
        }
        let invoked = call(1, "invoke", ["name": "github__list_repos", "params": ["org": "example"]])
        // Not an object, so old clients only get the text.
        #expect(invoked?["structuredContent"] == nil)
        #expect(invoked?["content"]?.arrayValue?.first?["text"]?.stringValue?.hasPrefix("[{\"name\"") == true)
        let failed = call(2, "invoke", ["name": "filesystem__read_file", "params": ["path": "/x"]])
        #expect(failed?["isError"] == true)
        let found = call(3, "search", ["query": "repos"])?["content"]?.arrayValue?.first?["text"]?.stringValue ?? ""
        #expect(try! JSONValue(parsing: found).arrayValue?.first?["name"] == "github__list_repos")
        let wrong = call(4, "inspect", ["name": "github__get_rep"])
        #expect(wrong?["isError"] == true)
        let missing = call(5, "search", [:])
        #expect(missing?["isError"] == true)
    }

    @Test func toolDescriptionTeachesTheScriptInterface() {
        let client = TestClient()
        defer { client.stop() }
        _ = client.initialize()
        let tool = client.ask(1, "tools/list")["result"]?["tools"]?.arrayValue?.first
        let description = tool?["description"]?.stringValue ?? ""
        for word in ["mcp.callTool", "return", "mcp.describe", "input", "synchronous", "read_file"] {
            #expect(description.contains(word))
        }
        #expect(description.utf8.count < 5000)
        #expect(tool?["outputSchema"]?["type"] == "object")
    }
}
