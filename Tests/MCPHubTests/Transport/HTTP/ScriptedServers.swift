// Servers that do what a test wants: one that is an MCP server over HTTP with a few tools, and one that answers with
// any bytes at all.

import Synchronization

@testable import MCPHub
@testable import MCPTransport

/// An MCP server whose behaviour is a set of switches.
final class ScriptedServer: HTTPRequestHandler, Sendable {
    struct Behaviour: Sendable {
        var isModern = true
        /// Answers are streams of events.
        var streams = false
        /// Clients that listen get their stream.
        var hasChangeStream = true
        var tools: [JSONValue] = ScriptedServer.tools
        var pageSize = 2
    }

    struct Received: Sendable {
        let head: HTTPRequestHead
        let message: JSONValue
        let connection: Int

        var method: String { message["method"]?.stringValue ?? head.method }
    }

    private struct State {
        var behaviour: Behaviour
        var sessions: Set<String> = []
        var received: [Received] = []
        var streams: [(id: JSONValue?, exchange: HTTPExchange)] = []
        var disconnections = 0
    }

    static let tools: [JSONValue] = ["echo", "slow", "drop", "resumable", "refuse", "odd"].map(tool)

    static func tool(_ name: String) -> JSONValue {
        ["name": .string(name), "inputSchema": ["type": "object"]]
    }

    private let state: Monitor<State>
    private let server = Mutex<HTTPServer?>(nil)
    let port: UInt16

    /// Who makes the requests.
    enum Way: CaseIterable, Sendable {
        case direct
        case process
    }

    /// - Parameter idle: after so long it closes connections on which nothing is asked.
    init(_ behaviour: Behaviour = Behaviour(), port: UInt16 = 0, idle: Duration = .seconds(120)) throws {
        state = Monitor(State(behaviour: behaviour))
        let handler = Handler()
        var limits = HTTPServer.Limits()
        limits.patience.idle = idle
        let server = try HTTPServer(SocketAddress(parsing: "\(port)"), limits: limits, handler: handler, log: .silent)
        self.port = server.port
        self.server.withLock { $0 = server }
        handler.target.withLock { $0 = self }
    }

    /// Stands between, since the server must exist before its port is known.
    private final class Handler: HTTPRequestHandler {
        let target = Mutex<ScriptedServer?>(nil)
        func refusal(of head: HTTPRequestHead) -> HTTPResponse? { nil }
        func handle(_ head: HTTPRequestHead, body: [UInt8], _ exchange: HTTPExchange) {
            target.withLock { $0 }?.handle(head, body: body, exchange)
        }
    }

    /// Breaks all connections.
    func stop() { server.withLock { $0 }?.close(.after(.zero)) }

    func connect(_ way: Way = .direct, log: Log = .silent, onChange: @escaping @Sendable () -> Void = {}) -> UpstreamServer {
        // The name of a user is left to those who know what to do with it.
        Self.connect("http://\(way == .direct ? "" : "user@")127.0.0.1:\(port)/mcp", log: log, onChange: onChange)
    }

    static func connect(
        _ address: String, timeout: Duration = .seconds(20), maximumAnswer: Int = 1 << 20, log: Log = .silent, onChange: @escaping @Sendable () -> Void = {}
    ) -> UpstreamServer {
        let server = UpstreamServer(
            .init(name: "remote", timeout: timeout, isRequired: false, repeatsArguments: true), log: log,
            makeTransport: { HTTPTransport(address, headers: [("X-Secret", "s3cret")], maximumAnswer: maximumAnswer, log: log) }, onChange: onChange)
        server.start()
        _ = server.waitUntilSettled(.after(.seconds(30)))
        return server
    }

    // MARK: What happened

    var received: [Received] { state.withLock { $0.received } }
    func received(_ method: String) -> [Received] { received.filter { $0.method == method } }
    func calls(_ tool: String) -> [Received] { received(Method.callTool).filter { $0.message["params"]?["name"] == .string(tool) } }

    func wait(_ condition: @escaping (ScriptedServer.Received) -> Bool) -> Bool {
        state.wait(until: .after(.seconds(20))) { $0.received.contains(where: condition) ? true : nil } ?? false
    }

    func waitForDisconnection() -> Bool { state.wait(until: .after(.seconds(20))) { $0.disconnections > 0 ? true : nil } ?? false }

    func waitForStreams(_ count: Int) -> Bool {
        state.wait(until: .after(.seconds(20))) { $0.streams.count >= count ? true : nil } ?? false
    }

    // MARK: What is to happen

    func change(_ body: (inout Behaviour) -> Void) { state.withLock { body(&$0.behaviour) } }
    func forgetSessions() { state.withLock { $0.sessions = [] } }

    func announceChange() {
        for (id, exchange) in state.withLock({ $0.streams }) {
            let params = id.map { JSONText(["_meta": [MetaKey.subscriptionID: $0]]) }
            exchange.write(EventStream.event(RPCMessage.notification(method: Method.toolsChanged, params: params).encoded()))
        }
    }

    func endStreams() {
        let streams = state.withLock { state in
            defer { state.streams = [] }
            return state.streams
        }
        for (_, exchange) in streams { exchange.endStream() }
    }

    // MARK: Serving

    func refusal(of head: HTTPRequestHead) -> HTTPResponse? { nil }

    func handle(_ head: HTTPRequestHead, body: [UInt8], _ exchange: HTTPExchange) {
        let message = (try? JSONValue(parsing: body)) ?? .null
        let (behaviour, isKnown) = state.withLock { state in
            state.received.append(Received(head: head, message: message, connection: exchange.connection))
            return (state.behaviour, head.headers[HeaderName.session].map(state.sessions.contains))
        }
        let state = state
        exchange.disconnection.addHandler { state.withLock { $0.disconnections += 1 } }
        if isKnown == false { return exchange.respond(HTTPReply.refusal(404, -32600, "no such session")) }
        let method = message["method"]?.stringValue ?? ""
        if head.method == "GET" {
            if let last = head.headers[HeaderName.lastEventID] {
                exchange.beginStream(EventStream.headers)
                return exchange.endStream(EventStream.event(RPCMessage.response(id: .integer(Int64(last) ?? 0), result: Self.text("resumed")).encoded()))
            }
            guard behaviour.hasChangeStream else { return exchange.respond(HTTPResponse(405)) }
            exchange.beginStream(EventStream.headers)
            exchange.write(EventStream.comment)
            return self.state.withLock { $0.streams.append((nil, exchange)) }
        }
        if head.method == "DELETE" { return exchange.respond(HTTPResponse(204)) }
        guard let id = message["id"].flatMap({ RequestID($0) }) else { return exchange.respond(HTTPResponse(202)) }
        if !behaviour.isModern {
            if method == Method.initialize {
                let session = "session-\(UInt32.random(in: .min ... .max))"
                self.state.withLock { _ = $0.sessions.insert(session) }
                var response = HTTPReply.response(
                    RPCMessage.response(
                        id: id,
                        result: JSONText([
                            "protocolVersion": "2025-06-18", "serverInfo": ["name": "t", "version": "1"],
                            "capabilities": ["tools": ["listChanged": true]],
                        ])
                    ).encoded(), 200)
                response.headers.append("Mcp-Session-Id", session)
                return exchange.respond(response)
            }
            if isKnown == nil { return exchange.respond(HTTPReply.refusal(400, -32600, "Missing session ID")) }
        }
        answer(id, method, message["params"] ?? [:], behaviour, head, exchange)
    }

    private func answer(
        _ id: RequestID, _ method: String, _ params: JSONValue, _ behaviour: Behaviour, _ head: HTTPRequestHead, _ exchange: HTTPExchange
    ) {
        let reply: (JSONText) -> Void = { result in
            let message = RPCMessage.response(id: id, result: result).encoded()
            if behaviour.streams {
                exchange.beginStream(EventStream.headers)
                exchange.write(EventStream.event(Array(#"{"jsonrpc":"2.0","method":"notifications/x"}"#.utf8)))
                exchange.endStream(EventStream.event(message))
            } else {
                exchange.respond(HTTPReply.response(message, 200))
            }
        }
        switch method {
        case Method.discover where behaviour.isModern:
            reply(JSONText(["resultType": "complete", "supportedVersions": ["2026-07-28"], "capabilities": ["tools": ["listChanged": true]]]))
        case Method.listTools:
            let start = params["cursor"]?.stringValue.flatMap { Int($0) } ?? 0
            let end = start + behaviour.pageSize
            var result: JSONObject = ["tools": .array(Array(behaviour.tools.dropFirst(start).prefix(behaviour.pageSize)))]
            if end < behaviour.tools.count { result["nextCursor"] = .string("\(end)") }
            reply(JSONText(.object(result)))
        case Method.listen where behaviour.hasChangeStream:
            exchange.beginStream(EventStream.headers)
            exchange.write(
                EventStream.event(
                    RPCMessage.notification(method: Method.acknowledged, params: JSONText(["_meta": [MetaKey.subscriptionID: id.value]])).encoded()))
            state.withLock { $0.streams.append((id.value, exchange)) }
        case Method.callTool:
            call(params["name"]?.stringValue ?? "", params["arguments"] ?? [:], id, head, exchange, reply)
        default:
            exchange.respond(HTTPReply.response(RPCMessage.failure(id: id, error: RPCError(-32601, "Method not found")).encoded(), 404))
        }
    }

    private func call(
        _ tool: String, _ arguments: JSONValue, _ id: RequestID, _ head: HTTPRequestHead, _ exchange: HTTPExchange, _ reply: (JSONText) -> Void
    ) {
        switch tool {
        case "slow": break
        case "resumable":
            exchange.beginStream(EventStream.headers)
            exchange.endStream(Array("id: \(id)\nretry: 10\ndata:\n\n".utf8))
        case "refuse":
            if head.headers["mcp-param-key"] == nil { change { $0.tools = [Self.keyedTool] } }
            guard head.headers["mcp-param-key"] == "=?base64?w6k=?=" else {
                return exchange.respond(HTTPReply.response(RPCMessage.failure(id: id, error: RPCError(-32020, "header")).encoded(), 400))
            }
            reply(Self.text("accepted"))
        case "odd":
            let status = arguments["status"]?.integerValue ?? 200
            exchange.respond(
                HTTPResponse(
                    status, ["content-type": .init(arguments["type"]?.stringValue ?? "application/json"), "location": "/elsewhere"],
                    body: Array((arguments["body"]?.stringValue ?? "").utf8)))
        default: reply(JSONText(["content": [], "structuredContent": arguments]))
        }
    }

    static let keyedTool: JSONValue = [
        "name": "refuse", "inputSchema": ["type": "object", "properties": ["key": ["type": "string", "x-mcp-header": "Key"]]],
    ]

    static func text(_ text: String) -> JSONText { JSONText(["content": [["type": "text", "text": .string(text)]]]) }
}

/// A server that sends the same bytes to everybody, whatever they say.
final class ByteServer: Sendable {
    private let listener: Int32
    let port: UInt16
    private let state = Monitor((connections: 0, isStopped: false))

    /// - Parameters:
    ///   - piece: the index of the piece to its bytes, `nil` to end.
    init(_ piece: @escaping @Sendable (Int) -> [UInt8]?) throws {
        (listener, port) = try Socket.listen(SocketAddress(parsing: "0"))
        let (listener, state) = (listener, state)
        try NativeThread.start {
            while !state.withLock({ $0.isStopped }) {
                var set = PollSet()
                set.add(listener, read: true, write: false)
                set.wait(.milliseconds(50))
                guard case .connection(let descriptor) = Socket.accept(listener) else { continue }
                state.withLock { $0.connections += 1 }
                NativeThread.startOrRun {
                    defer { Files.close(descriptor) }
                    var index = 0
                    while !state.withLock({ $0.isStopped }), let bytes = piece(index) {
                        index += 1
                        var rest = bytes[...]
                        while !rest.isEmpty, !state.withLock({ $0.isStopped }) {
                            guard let count = Socket.send(descriptor, rest) else { return }
                            rest = rest.dropFirst(count)
                            if count == 0 {
                                var set = PollSet()
                                set.add(descriptor, read: false, write: true)
                                set.wait(.milliseconds(50))
                            }
                        }
                    }
                    // Let the client read before the connection goes.
                    Socket.finishSending(descriptor)
                    _ = Completion<Bool>().wait(until: .after(.milliseconds(50)))
                }
            }
            Files.close(listener)
        }
    }

    var connections: Int { state.withLock { $0.connections } }
    func stop() { state.withLock { $0.isStopped = true } }
}
