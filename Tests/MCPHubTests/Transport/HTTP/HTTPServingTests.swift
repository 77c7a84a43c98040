import Synchronization
import Testing

@testable import MCPHub
@testable import MCPTransport

/// A hub with demonstration servers and a scripted engine, on a port of this machine.
private final class TestServer: Sendable {
    let hub: Hub
    let executor: ScriptExecutor
    let endpoint: HTTPEndpoint
    let server: HTTPServer

    init(
        _ settings: HTTPSettings = HTTPSettings(), configuration: HubConfiguration = HubConfiguration(),
        _ change: (inout HTTPServer.Limits) -> Void = { _ in },
        _ body: @escaping @Sendable (ScriptJob) -> Result<JSONText, ScriptFailure> = { _ in .success(JSONText(1)) }
    ) throws {
        hub = makeDemoHub(configuration)
        executor = ScriptExecutor(hub: hub, engine: ScriptedEngine(body), settings: .init(), log: .silent)
        let handler = RequestHandler(hub: hub, executor: executor, scripts: nil, log: .silent)
        let endpoint = HTTPEndpoint(
            handler, metrics: MetricsPage(hub: hub, executor: executor), settings: settings, log: .silent)
        self.endpoint = endpoint
        var limits = HTTPServer.Limits()
        limits.parser.body = settings.maximumRequestBytes
        limits.connections = settings.maximumConnections
        change(&limits)
        server = try HTTPServer(SocketAddress(parsing: "127.0.0.1:0"), limits: limits, handler: endpoint, log: .silent)
        hub.onChange { endpoint.toolsMayHaveChanged() }
    }

    func stop() {
        server.stopAccepting()
        endpoint.finish(.after(.zero))
        server.close(.after(.seconds(2)))
        executor.close()
        hub.stop()
    }

    func stopAccepting() { server.stopAccepting() }

    func client() throws -> LoopbackClient { try LoopbackClient(port: server.port) }
}

private let json = ["Content-Type": "application/json", "Accept": "application/json, text/event-stream"]

private func message(_ id: Int?, _ method: String, _ params: JSONValue? = nil) -> String {
    var object: JSONObject = ["jsonrpc": "2.0"]
    object["id"] = id.map { JSONValue($0) }
    object["method"] = .string(method)
    object["params"] = params
    return JSONValue.object(object).text
}

private let meta: JSONValue = [
    "io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": [:],
    "progressToken": "p",
]

extension LoopbackClient {
    /// Sends a request of the modern era.
    fileprivate func modern(_ id: Int, _ method: String, _ members: JSONObject = [:], headers: [String: String] = [:]) {
        var params = members
        params["_meta"] = meta
        var fields = json
        fields["MCP-Protocol-Version"] = "2026-07-28"
        fields["Mcp-Method"] = method
        if let name = members["name"]?.stringValue { fields["Mcp-Name"] = name }
        for (name, value) in headers { fields[name] = value.isEmpty ? nil : value }
        request("POST", "/mcp", fields, body: message(id, method, .object(params)))
    }

    fileprivate func execute(_ id: Int) { modern(id, "tools/call", ["name": "execute", "arguments": ["code": "x"]]) }

    /// Opens a session of the old era.
    fileprivate func initialize(_ version: String = "2025-11-25") -> [String: String] {
        let params: JSONValue = ["protocolVersion": .string(version), "capabilities": [:], "clientInfo": ["name": "t", "version": "1"]]
        request("POST", "/mcp", json, body: message(0, "initialize", params))
        var headers = json
        headers["Mcp-Session-Id"] = response()?.headers["mcp-session-id"]
        headers["MCP-Protocol-Version"] = version
        request("POST", "/mcp", headers, body: message(nil, "notifications/initialized"))
        #expect(response()?.status == 202)
        return headers
    }
}

extension String {
    /// How often a text occurs.
    fileprivate func occurrences(of text: String) -> Int { split(separator: text, omittingEmptySubsequences: false).count - 1 }
}

/// A script that runs until it is cancelled.
private final class EndlessScript: Sendable {
    let started = Monitor(0)
    let cancelled = Monitor(0)

    func run(_ job: ScriptJob) -> Result<JSONText, ScriptFailure> {
        let stop = Completion<Bool>()
        job.cancellation.addHandler { stop.finish(true) }
        started.withLock { $0 += 1 }
        if stop.wait(until: .after(.seconds(30))) == true { cancelled.withLock { $0 += 1 } }
        return .failure(ScriptFailure(.cancelled, "cancelled"))
    }

    func waitUntilStarted(_ count: Int = 1) { _ = started.wait(until: .after(.seconds(20))) { $0 >= count ? true : nil } }

    func wasCancelled(_ count: Int = 1) -> Bool {
        cancelled.wait(until: .after(.seconds(20))) { $0 >= count ? true : nil } ?? false
    }
}

@Suite(.timeLimit(.minutes(20))) struct HTTPServing {
    @Test func servesTheModernEra() throws {
        let server = try TestServer()
        defer { server.stop() }
        let client = try server.client()
        client.modern(1, "server/discover")
        let discovered = try #require(client.response())
        #expect(discovered.status == 200 && discovered.headers["content-type"] == "application/json")
        #expect(discovered.headers["mcp-session-id"] == nil)
        #expect(discovered.json["result"]?["supportedVersions"] == ["2026-07-28"])
        client.modern(2, "tools/list")
        #expect(client.response()?.json["result"]?["tools"]?.arrayValue?.count == 6)
        client.execute(3)
        #expect(client.response()?.json["result"]?["structuredContent"]?["result"] == 1)
        // Errors show in the status.
        client.modern(4, "nonsense")
        let unknown = client.response()
        #expect(unknown?.status == 404 && unknown?.json["error"]?["code"] == -32601 && unknown?.json["id"] == 4)
        client.modern(5, "ping")
        #expect(client.response()?.status == 404)
        client.modern(6, "tools/call", ["name": "nope"])
        #expect(client.response()?.status == 400)
        client.modern(7, "tools/list", headers: ["Mcp-Method": "other"])
        let mismatch = client.response()
        #expect(mismatch?.status == 400 && mismatch?.json["error"]?["code"] == -32020 && mismatch?.json["id"] == 7)
        client.modern(8, "tools/list", headers: ["MCP-Protocol-Version": ""])
        #expect(client.response()?.json["error"]?["code"] == -32020)
        client.request("POST", "/mcp", json.merging(["MCP-Protocol-Version": "2099-01-01"]) { $1 }, body: message(9, "tools/list"))
        #expect(client.response()?.status == 400)
        client.request("POST", "/mcp", json.merging(["MCP-Protocol-Version": "2026-07-28"]) { $1 }, body: message(nil, "notifications/x"))
        #expect(client.response()?.status == 202)
        client.request("POST", "/mcp", json, body: "{")
        let garbage = client.response()
        #expect(garbage?.status == 400 && garbage?.json["error"]?["code"] == -32700 && garbage?.json["id"] == .null)
        for method in ["GET", "DELETE"] {
            let client = try server.client()
            client.request(method, "/mcp", ["MCP-Protocol-Version": "2026-07-28", "Accept": "text/event-stream"])
            #expect(client.response()?.status == 405)
        }
    }

    @Test func servesSessions() throws {
        let server = try TestServer()
        defer { server.stop() }
        let client = try server.client()
        let headers = client.initialize("2025-06-18")
        #expect((headers["Mcp-Session-Id"] ?? "").count == 64)
        func ask(_ id: Int, _ method: String, _ headers: [String: String]) -> LoopbackClient.Response? {
            client.request("POST", "/mcp", headers, body: message(id, method))
            return client.response()
        }
        #expect(ask(1, "ping", headers)?.json["result"] == [:])
        #expect(ask(2, "tools/list", headers)?.json["result"]?["tools"]?.arrayValue?.count == 6)
        let unknown = ask(3, "nonsense", headers)
        #expect(unknown?.status == 200 && unknown?.json["error"]?["code"] == -32601)
        #expect(ask(4, "tools/list", json)?.status == 400)
        #expect(ask(5, "tools/list", json.merging(["Mcp-Session-Id": "x"]) { $1 })?.status == 404)
        client.request("POST", "/mcp", headers, body: "[" + message(6, "ping") + "]")
        #expect(client.response()?.status == 400)
        // Both eras at one endpoint.
        client.modern(7, "tools/list")
        #expect(client.response()?.json["result"]?["resultType"] == "complete")
        client.request("DELETE", "/mcp", headers)
        #expect(client.response()?.status == 204)
        #expect(ask(8, "ping", headers)?.status == 404)
        client.request("DELETE", "/mcp", headers)
        #expect(client.response() != nil || client.isAtEnd)
    }

    @Test func answersBatchesOfTheVersionThatHasThem() throws {
        let server = try TestServer()
        defer { server.stop() }
        let client = try server.client()
        let headers = client.initialize("2025-03-26")
        client.request("POST", "/mcp", headers, body: "[" + [message(1, "ping"), message(nil, "x"), message(2, "y")].joined(separator: ",") + "]")
        #expect(client.response()?.json.arrayValue?.count == 2)
        client.request("POST", "/mcp", headers, body: "[" + message(nil, "x") + "]")
        #expect(client.response()?.status == 202)
        client.request("POST", "/mcp", headers, body: "[]")
        #expect(client.response()?.json["error"]?["code"] == -32600)
    }

    @Test func streamsProgress() throws {
        let server = try TestServer { _ in } _: { job in
            _ = job.tools.call(.init(server: "server1", tool: "get_stats", arguments: nil))
            return .success(JSONText(2))
        }
        defer { server.stop() }
        let client = try server.client()
        client.execute(1)
        let response = try #require(client.response())
        #expect(response.headers["content-type"] == "text/event-stream")
        #expect(response.events.map { $0["method"]?.stringValue } == ["notifications/progress", nil])
        #expect(response.events.last?["result"]?["structuredContent"]?["result"] == 2)
        // Who cannot read streams gets the answer alone.
        client.modern(2, "tools/call", ["name": "execute", "arguments": ["code": "x"]], headers: ["Accept": "application/json"])
        #expect(client.response()?.json["result"]?["structuredContent"]?["result"] == 2)
        // Who cannot read anything else gets a stream.
        client.modern(3, "tools/list", headers: ["Accept": "text/event-stream"])
        #expect(client.response()?.events.count == 1)
    }

    @Test func keepsSilentStreamsAlive() throws {
        let script = EndlessScript()
        let server = try TestServer(HTTPSettings(), { $0.patience.silence = .milliseconds(50) }, script.run)
        let client = try server.client()
        client.execute(1)
        #expect(client.read(through: ":\n\n").contains("text/event-stream"))
        #expect(client.read(through: ":\n\n").hasSuffix(":\n\n"))
        server.stop()
        #expect(client.readToEnd().contains(#""type":"cancelled""#))
    }

    @Test func tellsSubscribersOfChangedTools() throws {
        let upstream = try ScriptedServer()
        defer { upstream.stop() }
        var configuration = HubConfiguration()
        configuration.servers = [
            HubConfiguration.Server(
                name: "remote", endpoint: .http(url: "http://127.0.0.1:\(upstream.port)/mcp", headers: []),
                timeout: .seconds(60), isRequired: true)
        ]
        let server = try TestServer(configuration: configuration)
        let listener = try server.client()
        listener.modern(5, "subscriptions/listen", ["notifications": ["toolsListChanged": true]])
        let opening = listener.read(through: "acknowledged")
        #expect(opening.contains("200 OK") && opening.contains("text/event-stream"))
        let client = try server.client()
        let headers = client.initialize()
        client.request("POST", "/mcp", headers, body: message(1, "tools/list"))
        #expect(client.response()?.status == 200)
        let stream = try server.client()
        stream.request("GET", "/mcp", headers.merging(["Accept": "text/event-stream"]) { $1 })
        #expect(stream.read(through: ":\n\n").contains("200 OK"))
        // Nothing has changed yet, so nobody is told.
        server.endpoint.toolsMayHaveChanged()
        #expect(upstream.waitForStreams(1))
        for name in ["new", "newer"] {
            upstream.change { $0.tools.append(ScriptedServer.tool(name)) }
            upstream.announceChange()
            let told = listener.read(through: "list_changed")
            #expect(told.occurrences(of: "list_changed") == 1)
            #expect(listener.read(through: "\n\n").contains(#""io.modelcontextprotocol/subscriptionId":5"#))
        }
        // A client of the old era has to ask again before it is told of the next change.
        #expect(stream.read(through: "\n\n").contains("notifications/tools/list_changed"))
        server.stop()
        let end = listener.readToEnd()
        #expect(end.contains(#""resultType":"complete""#) && !end.contains("list_changed"))
        #expect(!stream.readToEnd().contains("list_changed"))
    }

    @Test func cancelsWhenAModernClientHangsUp() throws {
        let script = EndlessScript()
        let server = try TestServer(HTTPSettings(), { _ in }, script.run)
        defer { server.stop() }
        do {
            let client = try server.client()
            client.execute(1)
            script.waitUntilStarted()
        }
        #expect(script.wasCancelled())
        do {
            let client = try server.client()
            client.resetOnClose()
            client.execute(1)
            script.waitUntilStarted(2)
        }
        #expect(script.wasCancelled(2))
    }

    @Test func cancelsWhenASessionAsksForIt() throws {
        let script = EndlessScript()
        let server = try TestServer(HTTPSettings(), { _ in }, script.run)
        defer { server.stop() }
        let client = try server.client()
        let headers = client.initialize()
        let caller = try server.client()
        caller.request(
            "POST", "/mcp", headers, body: message(7, "tools/call", ["name": "execute", "arguments": ["code": "x"]]))
        script.waitUntilStarted()
        client.request("POST", "/mcp", headers, body: message(nil, "notifications/cancelled", ["requestId": 7]))
        #expect(client.response()?.status == 202)
        #expect(script.wasCancelled())
        // There is no answer, but the exchange ends.
        let response = caller.response()
        #expect(response?.status == 200 && response?.events.isEmpty == true)
    }

    @Test func goesOnWhenAClientOfASessionHangsUp() throws {
        let script = EndlessScript()
        let server = try TestServer(HTTPSettings(), { _ in }, script.run)
        defer { server.stop() }
        let client = try server.client()
        let headers = client.initialize()
        let call = message(7, "tools/call", ["name": "execute", "arguments": ["code": "x"]])
        do {
            let caller = try server.client()
            caller.request("POST", "/mcp", headers, body: call)
            script.waitUntilStarted()
        }
        #expect(script.cancelled.wait(until: .after(.milliseconds(300))) { $0 > 0 ? true : nil } == nil)
        // A client that has only stopped sending gets its answer.
        let caller = try server.client()
        caller.request("POST", "/mcp", headers, body: message(8, "ping"))
        caller.finish()
        #expect(caller.response()?.json["result"] == [:])
        #expect(caller.readToEnd() == "")
        client.request("DELETE", "/mcp", headers)
        #expect(client.response()?.status == 204)
        #expect(script.wasCancelled())
    }

    @Test func answersEverybodyWhenItEnds() throws {
        let script = EndlessScript()
        let server = try TestServer(HTTPSettings(), { _ in }, script.run)
        let clients = try (0..<5).map { _ in try server.client() }
        for (index, client) in clients.enumerated() { client.execute(index) }
        let idle = try server.client()
        script.waitUntilStarted(5)
        server.stop()
        for (index, client) in clients.enumerated() {
            let answer = client.response()?.json
            #expect(answer?["id"] == JSONValue(index))
            #expect(answer?["result"]?["structuredContent"]?["error"]?["type"] == "cancelled")
        }
        #expect(idle.readToEnd() == "")
        #expect(throws: TransportError.self) { try server.client() }
    }

    @Test func whoAsksWhileItEndsIsToldSo() throws {
        let script = EndlessScript()
        let server = try TestServer(HTTPSettings(), { _ in }, script.run)
        let (busy, early) = (try server.client(), try server.client())
        early.modern(1, "tools/list")
        #expect(early.response()?.headers["connection"] == "keep-alive")
        busy.execute(2)
        script.waitUntilStarted()
        server.stopAccepting()
        // Its connection was let be, for it may have been about to ask.
        early.modern(3, "tools/list")
        let refusal = early.response()
        #expect(refusal?.status == 503)
        #expect(refusal?.headers["connection"] == "close")
        #expect(early.readToEnd() == "")
        server.stop()
        let answer = busy.response()
        #expect(answer?.json["result"]?["structuredContent"]?["error"]?["type"] == "cancelled")
        #expect(answer?.headers["connection"] == "close")
    }

    @Test func refusesStrangers() throws {
        var settings = HTTPSettings()
        settings.token = "0123456789abcdef"
        let server = try TestServer(settings)
        defer { server.stop() }
        func status(_ text: String) throws -> Int? {
            let client = try server.client()
            client.send(text)
            defer { #expect(client.readToEnd() == "") }
            return client.response()?.status
        }
        let body = "Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n" + String(repeating: "x", count: 100_000)
        // The body is not waited for.
        #expect(try status("POST /mcp HTTP/1.1\r\nHost: localhost\r\n" + body) == 401)
        #expect(try status("POST /mcp HTTP/1.1\r\nHost: evil.example.com\r\n" + body) == 421)
        #expect(try status("POST /mcp HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example.com\r\n" + body) == 403)
        let token = "Authorization: Bearer 0123456789abcdef\r\n"
        #expect(try status("POST /mcp HTTP/1.1\r\nHost: localhost\r\n\(token)Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}") == 415)
        #expect(try status("POST /mcp HTTP/1.1\r\nHost: localhost\r\n\(token)Accept: text/html\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}") == 406)
        #expect(try status("POST /other HTTP/1.1\r\nHost: localhost\r\n\(token)Content-Length: 2\r\n\r\n{}") == 404)
        #expect(try status("PUT /mcp HTTP/1.1\r\nHost: localhost\r\n\(token)Content-Length: 2\r\n\r\n{}") == 405)
        #expect(try status("POST /mcp HTTP/1.1\r\nHost: localhost\r\n\(token)Content-Type: application/json\r\nContent-Length: 5000000\r\n\r\n") == 413)
        #expect(try status("POST /mcp HTTP/1.1\r\nHost: localhost\r\n\(token)Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n") == 400)
        let client = try server.client()
        client.modern(1, "tools/list", headers: ["Authorization": "Bearer 0123456789abcdef"])
        #expect(client.response()?.status == 200)
    }

    @Test func encouragesClientsThatAsk() throws {
        let server = try TestServer()
        defer { server.stop() }
        let client = try server.client()
        let body = message(1, "ping")
        client.request("POST", "/mcp", json.merging(["Expect": "100-continue", "Content-Length": "\(body.utf8.count)"]) { $1 })
        #expect(client.read(through: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
        client.send(body)
        #expect(client.response()?.status == 400)
    }

    @Test func answersPipelinedRequestsInOrder() throws {
        let server = try TestServer()
        defer { server.stop() }
        let client = try server.client()
        for id in 0..<50 { client.modern(id, id % 3 == 0 ? "tools/list" : "server/discover") }
        for id in 0..<50 { #expect(client.response()?.json["id"] == JSONValue(id)) }
    }

    @Test func speaksToOldProxies() throws {
        let server = try TestServer { _ in } _: { job in
            _ = job.tools.call(.init(server: "server1", tool: "get_stats", arguments: nil))
            return .success(JSONText(2))
        }
        defer { server.stop() }
        let client = try server.client()
        let body = message(1, "tools/call", ["name": "execute", "arguments": ["code": "x"], "_meta": meta])
        client.send(
            "POST /mcp HTTP/1.0\r\nContent-Type: application/json\r\nAccept: */*\r\nHost: [::1]:80\r\nMCP-Protocol-Version: 2026-07-28\r\n"
                + "Mcp-Method: tools/call\r\nMcp-Name: execute\r\nContent-Length: \(body.utf8.count)\r\n\r\n" + body)
        let answer = client.readToEnd()
        #expect(answer.contains("connection: close") && !answer.contains("chunked") && answer.contains("notifications/progress"))
        #expect(answer.hasSuffix("\n\n"))
    }

    @Test func doesNotWaitForSlowClients() throws {
        let server = try TestServer(
            HTTPSettings(),
            { limits in
                limits.patience.head = .milliseconds(500)
                limits.patience.request = .seconds(1)
                limits.patience.idle = .seconds(4)
            })
        defer { server.stop() }
        let slow = try (0..<20).map { _ in try server.client() }
        for client in slow { client.send("POST /mcp HTTP/1.1\r\nHost: localhost\r\nX:") }
        let stuck = try server.client()
        stuck.request("POST", "/mcp", json.merging(["Content-Length": "100"]) { $1 })
        let idle = try server.client()
        // Meanwhile others are served.
        let client = try server.client()
        client.modern(1, "tools/list")
        #expect(client.response()?.status == 200)
        for client in slow { #expect(client.response()?.status == 408) }
        #expect(stuck.response()?.status == 408)
        #expect(idle.readToEnd() == "")
    }

    @Test func givesUpOnClientsThatDoNotRead() throws {
        let big = String(repeating: "x", count: 900_000)
        let server = try TestServer(
            HTTPSettings(), { $0.patience.write = .milliseconds(300) }, { _ in .success(JSONText(.string(big))) })
        defer { server.stop() }
        let client = try server.client()
        for id in 0..<40 { client.execute(id) }
        let deadline = Deadline.after(.seconds(60))
        while client.send(" "), !deadline.isPast { _ = Completion<Bool>().wait(until: .after(.milliseconds(20))) }
        #expect(!deadline.isPast)
        let other = try server.client()
        other.execute(1)
        #expect(other.response()?.json["result"]?["structuredContent"]?["result"] == .string(big))
    }

    @Test func limitsConnections() throws {
        var settings = HTTPSettings()
        settings.maximumConnections = 3
        let server = try TestServer(settings)
        defer { server.stop() }
        var clients = try (0..<3).map { _ in try server.client() }
        for client in clients {
            client.modern(1, "tools/list")
            #expect(client.response()?.status == 200)
        }
        #expect(try server.client().response()?.status == 503)
        clients.removeLast()
        let deadline = Deadline.after(.seconds(10))
        var status: Int?
        while status != 200, !deadline.isPast {
            let client = try server.client()
            client.modern(1, "tools/list")
            status = client.response()?.status
        }
        #expect(status == 200)
    }

    @Test func servesManyClientsAtOnce() throws {
        let server = try TestServer()
        defer { server.stop() }
        let idle = try (0..<100).map { _ in try server.client() }
        let done = Monitor(0)
        for index in 0..<16 {
            try NativeThread.start {
                var good = 0
                if let client = try? server.client() {
                    for id in 0..<30 {
                        client.execute(index * 1000 + id)
                        let answer = client.response()?.json
                        if answer?["id"] == JSONValue(index * 1000 + id), answer?["result"]?["isError"] == false { good += 1 }
                    }
                }
                done.withLock { [good] in $0 += good }
            }
        }
        _ = done.wait(until: .after(.seconds(60))) { $0 == 16 * 30 ? true : nil }
        #expect(done.withLock { $0 } == 16 * 30)
        #expect(idle.count == 100)
    }

    @Test func survivesNoise() throws {
        let server = try TestServer(HTTPSettings(), { $0.patience.head = .milliseconds(100) })
        defer { server.stop() }
        for text in ["\u{16}\u{3}\u{1}\u{2}", "GET", "\r\n", "GET /mcp HTTP/1.1\r\nHost: localhost\r\n\r\n", "{}\n", "POST /mcp HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\nzz\r\n"] {
            for resets in [true, false] {
                let client = try server.client()
                if resets { client.resetOnClose() }
                client.send(text)
                if !resets { client.finish(); _ = client.readToEnd() }
            }
        }
        let client = try server.client()
        client.modern(1, "tools/list")
        #expect(client.response()?.status == 200)
    }
}
