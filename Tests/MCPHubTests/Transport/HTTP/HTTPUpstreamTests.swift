import Testing

@testable import MCPHub
@testable import MCPTransport

private func call(
    _ server: UpstreamServer, _ tool: String, _ arguments: JSONValue = [:], timeout: Duration = .seconds(20),
    cancellation: Cancellation = Cancellation()
) throws -> ToolResult {
    try server.call(tool, arguments: JSONText(arguments), deadline: .after(timeout), cancellation: cancellation)
}

/// Why a call has no result.
private func failure(_ server: UpstreamServer, _ tool: String, _ arguments: JSONValue = [:], timeout: Duration = .seconds(20)) -> String {
    do {
        return "no failure: \(try call(server, tool, arguments, timeout: timeout).json.string)"
    } catch UpstreamError.unavailable(let reason) {
        return reason
    } catch UpstreamError.refused(let error) {
        return "refused: \(error.message)"
    } catch {
        return "\(error)"
    }
}

@Suite(.timeLimit(.minutes(20))) struct HTTPUpstreams {
    @Test(arguments: [(true, true), (true, false), (false, true), (false, false)], ScriptedServer.Way.allCases)
    func speaksBothErasAndBothKindsOfAnswers(_ kind: (isModern: Bool, streams: Bool), _ way: ScriptedServer.Way) throws {
        let (isModern, streams) = kind
        let scripted = try ScriptedServer(.init(isModern: isModern, streams: streams))
        defer { scripted.stop() }
        let server = scripted.connect(way)
        defer { server.stop() }
        #expect(server.phase == .ready)
        #expect(server.tools.count == 6)
        let arguments = try JSONValue(parsing: #"{"z":1,"a":{"y":[1,2.5,null,"é\n"]}}"#)
        #expect(try call(server, "echo", arguments).unwrapped.value.text == arguments.text)
        #expect(scripted.calls("echo").count == 1)
        let head = try #require(scripted.calls("echo").first?.head.headers)
        #expect(head["x-secret"] == "s3cret")
        #expect(head["accept"] == "application/json, text/event-stream")
        if isModern {
            #expect(head["mcp-protocol-version"] == "2026-07-28" && head["mcp-method"] == "tools/call" && head["mcp-name"] == "echo")
            #expect(head["mcp-session-id"] == nil)
        } else {
            #expect(head["mcp-protocol-version"] == "2025-06-18" && head["mcp-session-id"]?.hasPrefix("session-") == true)
            #expect(head["mcp-method"] == nil)
            // Nothing overtakes the end of initialization.
            let order = scripted.received.map(\.method).filter { $0 != "GET" }
            #expect(order.prefix(4) == ["server/discover", "initialize", "notifications/initialized", "tools/list"])
            #expect(scripted.received("initialize").first?.head.headers["mcp-protocol-version"] == nil)
            server.stop()
            #expect(scripted.received("DELETE").count == 1)
        }
    }

    @Test(arguments: [true, false])
    func listsToolsAgainWhenTheyChange(_ isModern: Bool) throws {
        let changes = Monitor(0)
        let scripted = try ScriptedServer(.init(isModern: isModern))
        defer { scripted.stop() }
        let server = scripted.connect(onChange: { changes.withLock { $0 += 1 } })
        defer { server.stop() }
        #expect(scripted.waitForStreams(1))
        scripted.change { $0.tools.append(ScriptedServer.tool("new")) }
        scripted.announceChange()
        _ = changes.wait(until: .after(.seconds(20))) { _ in server.tools.count == 7 ? true : nil }
        #expect(server.tools.count == 7)
        // What happens while nobody listens is found out afterwards, and calls go on meanwhile.
        scripted.endStreams()
        scripted.change { $0.tools.append(ScriptedServer.tool("newer")) }
        _ = try call(server, "echo")
        #expect(scripted.waitForStreams(1))
        _ = changes.wait(until: .after(.seconds(20))) { _ in server.tools.count == 8 ? true : nil }
        #expect(server.tools.count == 8)
        #expect(scripted.received(isModern ? "server/discover" : "initialize").count == 1)
    }

    @Test(arguments: [true, false])
    func doesWithoutAStreamOfChanges(_ isModern: Bool) throws {
        let scripted = try ScriptedServer(.init(isModern: isModern, hasChangeStream: false))
        defer { scripted.stop() }
        let server = scripted.connect()
        defer { server.stop() }
        _ = Completion<Bool>().wait(until: .after(.milliseconds(1500)))
        #expect(scripted.received(isModern ? "subscriptions/listen" : "GET").count == 1)
        #expect(try call(server, "echo", ["a": 1]).unwrapped.string == #"{"a":1}"#)
    }

    @Test func beginsAnewWhenTheSessionHasExpired() throws {
        let scripted = try ScriptedServer(.init(isModern: false))
        defer { scripted.stop() }
        let server = scripted.connect()
        defer { server.stop() }
        _ = try call(server, "echo")
        _ = Completion<Bool>().wait(until: .after(.milliseconds(1100)))
        scripted.forgetSessions()
        // Refused calls were not begun, so they are sent again: once.
        #expect(try call(server, "echo", ["again": true]).unwrapped.string == #"{"again":true}"#)
        #expect(scripted.received("initialize").count == 2)
        #expect(scripted.calls("echo").count == 3)
    }

    @Test(arguments: [true, false], ScriptedServer.Way.allCases)
    func tellsTheServerToStop(_ isModern: Bool, _ way: ScriptedServer.Way) throws {
        let scripted = try ScriptedServer(.init(isModern: isModern))
        defer { scripted.stop() }
        let server = scripted.connect(way)
        defer { server.stop() }
        let time = ContinuousClock().measure {
            #expect(failure(server, "slow", timeout: .milliseconds(200)) == "timedOut")
        }
        #expect(time < .seconds(60))
        #expect(scripted.waitForDisconnection())
        let id = scripted.calls("slow").first?.message["id"]
        if isModern {
            #expect(scripted.received("notifications/cancelled").isEmpty)
        } else {
            #expect(scripted.wait { $0.method == "notifications/cancelled" && $0.message["params"]?["requestId"] == id })
        }
        let cancellation = Cancellation()
        try NativeThread.start {
            _ = scripted.wait { $0.message["params"]?["arguments"] == ["second": true] }
            cancellation.cancel()
        }
        #expect(throws: UpstreamError.self) { try call(server, "slow", ["second": true], cancellation: cancellation) }
        #expect(try call(server, "echo", ["a": 1]).unwrapped.string == #"{"a":1}"#)
    }

    @Test func resumesStreamsThatWereInterrupted() throws {
        let scripted = try ScriptedServer(.init(isModern: false))
        defer { scripted.stop() }
        let server = scripted.connect()
        defer { server.stop() }
        #expect(try call(server, "resumable").unwrapped.string == #""resumed""#)
        #expect(scripted.calls("resumable").count == 1)
        #expect(scripted.received.contains { $0.head.headers["last-event-id"] != nil && $0.head.method == "GET" })
    }

    @Test func repeatsArgumentsInHeaders() throws {
        let scripted = try ScriptedServer()
        defer { scripted.stop() }
        scripted.change { behaviour in
            behaviour.tools.append(["name": "broken", "inputSchema": ["type": "object", "x-mcp-header": "A"]])
        }
        let server = scripted.connect()
        defer { server.stop() }
        // A tool that cannot be called as its server wants is no tool.
        #expect(server.tools.count == 6)
        // The server wants a header since a moment ago; it says so, and the tools are listed again.
        #expect(try call(server, "refuse", ["key": "é"]).unwrapped.string == #""accepted""#)
        #expect(scripted.calls("refuse").count == 2)
        #expect(failure(server, "refuse") == "refused: header")
    }

    @Test(arguments: ScriptedServer.Way.allCases)
    func explainsRefusals(_ way: ScriptedServer.Way) throws {
        let recorded = RecordedLog()
        let scripted = try ScriptedServer()
        defer { scripted.stop() }
        let server = scripted.connect(way, log: recorded.log)
        defer { server.stop() }
        func odd(_ status: Int, _ body: String, _ type: String = "application/json") -> String {
            failure(server, "odd", ["status": JSONValue(status), "body": .string(body), "type": .string(type)])
        }
        #expect(odd(401, "who are you").contains("401; check \"headers\""))
        #expect(odd(500, "<html>").contains("HTTP status 500"))
        // Redirections could lead secrets to another server.
        #expect(odd(307, "").contains("redirection to /elsewhere"))
        #expect(odd(301, "").contains("redirection"))
        #expect(scripted.calls("odd").count == 4)
        #expect(odd(400, #"{"jsonrpc":"2.0","id":null,"error":{"code":-32602,"message":"bad"}}"#) == "refused: bad")
        #expect(odd(404, "").contains("HTTP status 404"))
        let doubt = "; the call may or may not have had its effect"
        #expect(odd(202, "") == "the server accepted the request without answering it" + doubt)
        #expect(odd(200, "") == "the server accepted the request without answering it" + doubt)
        #expect(odd(200, "not JSON") == "the server sent something else than an answer" + doubt)
        #expect(odd(200, #"{"jsonrpc":"2.0","id":12345,"result":{}}"#) == "the server sent something else than an answer" + doubt)
        #expect(odd(200, "data: {}\n\n", "text/event-stream") == "the server ended its answer too early" + doubt)
        #expect(odd(200, String(repeating: " ", count: 2 << 20)) == "the server sent an answer of more than 1048576 bytes" + doubt)
        #expect(
            odd(200, "data: " + String(repeating: "x", count: 2 << 20), "text/event-stream")
                == "the server sent an event of more than 1048576 bytes" + doubt)
        #expect(try call(server, "echo", ["a": 1]).unwrapped.string == #"{"a":1}"#)
        #expect(server.phase == .ready)
        #expect(!recorded.messages.contains { $0.text.contains("s3cret") })
    }

    @Test(arguments: ScriptedServer.Way.allCases)
    func doesNotRepeatACallWhoseConnectionBreaks(_ way: ScriptedServer.Way) throws {
        let scripted = try ScriptedServer(.init(hasChangeStream: false))
        let server = scripted.connect(way)
        defer { server.stop() }
        let result = Completion<String>()
        try NativeThread.start { result.finish(failure(server, "slow")) }
        #expect(scripted.wait { $0.message["params"]?["name"] == "slow" })
        scripted.stop()
        #expect(result.wait(until: .after(.seconds(20)))?.contains("may or may not have had its effect") == true)
        #expect(scripted.calls("slow").count == 1)
        // Now nobody is there, which is another thing.
        #expect(failure(server, "echo").contains("does not accept connections"))
        let again = try ScriptedServer(.init(hasChangeStream: false), port: scripted.port)
        defer { again.stop() }
        let deadline = Deadline.after(.seconds(20))
        var answer: String?
        while answer == nil, !deadline.isPast {
            answer = try? call(server, "echo", ["back": 1]).unwrapped.string
            if answer == nil { _ = Completion<Bool>().wait(until: .after(.milliseconds(100))) }
        }
        #expect(answer == #"{"back":1}"#)
        #expect(again.calls("slow").isEmpty)
    }

    @Test func usesConnectionsAgain() throws {
        let scripted = try ScriptedServer(.init(hasChangeStream: false))
        defer { scripted.stop() }
        let server = scripted.connect()
        defer { server.stop() }
        for number in 0..<100 {
            #expect(try call(server, "echo", ["n": JSONValue(number)]).unwrapped.string == #"{"n":\#(number)}"#)
        }
        #expect(scripted.calls("echo").count == 100)
        // On a busy machine some may have waited too long.
        let connections = Set(scripted.calls("echo").map(\.connection))
        #expect(connections.count < 50)
        // Calls at the same time have connections of their own.
        let results = Monitor([Bool]())
        for number in 0..<20 {
            NativeThread.startOrRun {
                let text = try? call(server, "echo", ["n": JSONValue(number)]).unwrapped.string
                results.withLock { $0.append(text == #"{"n":\#(number)}"#) }
            }
        }
        #expect(results.wait(until: .after(.seconds(30))) { $0.count == 20 ? $0 : nil } == Array(repeating: true, count: 20))
        #expect(scripted.calls("echo").count == 120)
    }

    @Test func doesNotUseConnectionsThatTheServerHasClosed() throws {
        // It says nothing of closing them.
        let scripted = try ScriptedServer(.init(hasChangeStream: false), idle: .milliseconds(20))
        defer { scripted.stop() }
        let server = scripted.connect()
        defer { server.stop() }
        for number in 0..<5 {
            _ = Completion<Bool>().wait(until: .after(.milliseconds(100)))
            #expect(try call(server, "echo", ["n": JSONValue(number)]).unwrapped.string == #"{"n":\#(number)}"#)
        }
        #expect(scripted.calls("echo").count == 5)
    }

    @Test func survivesServersThatAreNone() throws {
        let answers: [@Sendable (Int) -> [UInt8]?] = [
            { _ in nil },
            { $0 == 0 ? Array("SSH-2.0-OpenSSH\r\n".utf8) : nil },
            { $0 == 0 ? Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>".utf8) : nil },
            { $0 == 0 ? Array("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{".utf8) : nil },
            { $0 == 0 ? Array("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n".utf8) : nil },
            { $0 == 0 ? Array("HTTP/1.1 999 \0\r\n\r\n".utf8) : nil },
            { $0 < 50 ? [UInt8](repeating: 0xFF, count: 1000) : nil },
        ]
        for answer in answers {
            let bytes = try ByteServer(answer)
            defer { bytes.stop() }
            let server = ScriptedServer.connect("http://127.0.0.1:\(bytes.port)/mcp", timeout: .seconds(2))
            if case .failed = server.phase {} else { Issue.record("\(server.phase)") }
            server.stop()
        }
    }

    @Test func boundsWhatEndlessServersSend() throws {
        let head = Array("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n".utf8)
        let line = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 16)
        for filler in [line, Array("data: x\n\n".utf8) + [], Array(":\n".utf8)] {
            let bytes = try ByteServer { $0 == 0 ? head : filler }
            defer { bytes.stop() }
            let time = ContinuousClock().measure {
                let server = ScriptedServer.connect("http://127.0.0.1:\(bytes.port)/mcp", timeout: .seconds(2))
                if case .failed = server.phase {} else { Issue.record("\(server.phase)") }
                server.stop()
            }
            #expect(time < .seconds(20))
        }
    }

    @Test func oneSilentServerDoesNotDelayOthers() throws {
        let silent = try ByteServer { _ in
            _ = Completion<Bool>().wait(until: .after(.milliseconds(100)))
            return []
        }
        defer { silent.stop() }
        let scripted = try ScriptedServer()
        defer { scripted.stop() }
        var configuration = HubConfiguration()
        configuration.servers = [("silent", silent.port), ("good", scripted.port)].map { name, port in
            HubConfiguration.Server(
                name: name, endpoint: .http(url: "http://127.0.0.1:\(port)/mcp", headers: []), timeout: .seconds(30), isRequired: false)
        }
        let hub = Hub(configuration, log: .silent)
        hub.start()
        hub.serverSet.waitUntilSettled("good", .after(.seconds(20)), Cancellation())
        let result = try? hub.serverSet.call(
            .init(server: "good", tool: "echo", arguments: nil), JSONText(["a": 1]), deadline: .after(.seconds(20)),
            cancellation: Cancellation())
        #expect(result?.unwrapped.string == #"{"a":1}"#)
        #expect(hub.serverSet.server("silent")?.phase == .connecting)
        #expect(ContinuousClock().measure { hub.stop() } < .seconds(20))
    }
}
