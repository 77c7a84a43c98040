// The hub over HTTP: one endpoint for both eras. In the modern era a POST stands for itself, and closing its connection
// cancels it. In the old era `initialize` opens a session, which a header field names from then on; a GET opens a
// stream for what belongs to no request, and a DELETE ends the session.

import Synchronization

/// What an operator can set about the HTTP server.
public struct HTTPSettings: Sendable {
    /// What clients have to show as `Authorization: Bearer TOKEN`, `nil` to let everybody in.
    public var token: String?
    /// Names under which clients may reach this server, besides IP addresses and `localhost`.
    public var allowedHosts: Set<String> = []
    /// Web pages that may use this server, besides those of this machine: `https://example.com`.
    public var allowedOrigins: Set<String> = []
    /// Bytes of the body of a request.
    public var maximumRequestBytes = 4 << 20
    /// Connections at the same time.
    public var maximumConnections = 256

    public static let requestRange = 1024...(1 << 30)
    public static let connectionRange = 1...10_000

    public init() {}

    /// Why a text cannot be a token, `nil` if it can.
    public static func problem(withToken token: String) -> String? {
        guard token.utf8.count >= 16 else { return "must have at least 16 characters; make one with: openssl rand -hex 32" }
        guard token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return "must consist of printable ASCII characters" }
        return nil
    }
}

/// Serves MCP to HTTP clients.
final class HTTPEndpoint: HTTPRequestHandler {
    /// Where MCP is.
    static let path = "/mcp"
    /// Where the numbers for Prometheus are.
    static let metricsPath = "/metrics"
    private static let maximumSessions = 256
    /// A session that was not used for so long may be forgotten.
    private static let sessionTime = Duration.seconds(3600)
    private static let maximumRequests = 256

    private struct State {
        var sessions: [String: HTTPSession] = [:]
        /// The modern requests that are being answered.
        var requests: [ObjectIdentifier: ServerConnection] = [:]
        /// Requests of both eras that are being answered.
        var inFlight = 0
        var isFinishing = false
    }

    private let handler: RequestHandler
    private let metrics: MetricsPage
    private let access: Mutex<HTTPAccess>
    private let log: Log
    private let state = Mutex(State())

    init(_ handler: RequestHandler, metrics: MetricsPage, settings: HTTPSettings, log: Log) {
        self.handler = handler
        self.metrics = metrics
        self.log = log
        access = Mutex(HTTPAccess(settings))
    }

    /// Changes who may use the server. Requests that were let in go on.
    func apply(_ settings: HTTPSettings) { access.withLock { $0 = HTTPAccess(settings) } }

    // MARK: Before the body

    func refusal(of head: HTTPRequestHead) -> HTTPResponse? {
        if let refusal = access.withLock({ $0 }).refusal(of: head) {
            log.warn("refused a request", ["status": JSONValue(refusal.status), "path": .string(TextSanitizer.clean(head.path, limit: 200))])
            return refusal
        }
        if head.path == Self.metricsPath {
            return head.method == "GET" ? nil : .text(405, "the method is not allowed", ["allow": "GET"])
        }
        guard head.path == Self.path else { return .text(404, "MCP is at \(Self.path)") }
        switch head.method {
        case "POST":
            let type = head.headers["content-type"]?.prefix { $0 != ";" } ?? ""
            guard HTTPHeaders.trimmed(type).lowercased() == "application/json" else {
                return .text(415, "the content type must be application/json")
            }
            let acceptance = HTTPReply.Acceptance(head)
            return acceptance.json || acceptance.events
                ? nil : .text(406, "the client must accept application/json or \(EventStream.contentType)")
        case "GET", "DELETE":
            // The modern era has neither.
            let version = head.headers[HeaderName.protocolVersion]
            return version.map(ProtocolVersion.modern.contains) == true
                ? .text(405, "this protocol version knows POST only", ["allow": "POST"]) : nil
        default:
            return .text(405, "the method is not allowed", ["allow": "POST, GET, DELETE"])
        }
    }

    func didAnswer(status: Int) { metrics.hub.metrics.countAnswer(status: status) }

    // MARK: Requests

    func handle(_ head: HTTPRequestHead, body: [UInt8], _ exchange: HTTPExchange) {
        if head.path == Self.metricsPath { return exchange.respond(metrics.response) }
        switch head.method {
        case "POST": post(head, body, exchange)
        case "GET": openStream(head, exchange)
        default: endSession(head, exchange)
        }
    }

    private func post(_ head: HTTPRequestHead, _ body: [UInt8], _ exchange: HTTPExchange) {
        let text: JSONText
        do {
            text = try JSONText(validating: body)
        } catch {
            return exchange.respond(HTTPReply.refusal(400, RPCError.parseError, "not JSON: \(error)"))
        }
        if text.isArray { return postBatch(head, text, exchange) }
        let message: RPCMessage
        do {
            message = try RPCMessage(text)
        } catch {
            let id = text["id"].flatMap { RequestID($0.value) }
            return exchange.respond(HTTPReply.response(RPCMessage.failure(id: id, error: error).encoded(), 400))
        }
        if HeaderRules.isModern(head.headers, message) {
            postModern(head, message, exchange)
        } else {
            postLegacy(head, message, exchange)
        }
    }

    private func postModern(_ head: HTTPRequestHead, _ message: RPCMessage, _ exchange: HTTPExchange) {
        let acceptance = HTTPReply.Acceptance(head)
        guard case .request(let id, let method, _) = message else {
            // A client cancels by closing the connection, so there is no notification that means something.
            let version = head.headers[HeaderName.protocolVersion] ?? ""
            guard ProtocolVersion.modern.contains(version), case .notification = message else {
                return exchange.respond(
                    HTTPReply.refusal(400, RPCError.invalidRequest, "a body must be a request or a notification"))
            }
            return exchange.respond(HTTPResponse(202))
        }
        if let error = HeaderRules.problem(head.headers, message) {
            return HTTPReply(exchange, acceptance, isModern: true).answer(.failure(id: id, error: error))
        }
        if method == Method.listen, !acceptance.events {
            return exchange.respond(.text(406, "the client must accept \(EventStream.contentType)"))
        }
        let connection = ServerConnection(handler, log: log, announce: { _ in false })
        let isAdmitted = state.withLock { state in
            guard state.inFlight < Self.maximumRequests, !state.isFinishing else { return false }
            state.inFlight += 1
            state.requests[ObjectIdentifier(connection)] = connection
            return true
        }
        guard isAdmitted else { return exchange.respond(Self.overloaded(id)) }
        let reply = HTTPReply(exchange, acceptance, isModern: true) { [weak self, weak connection] in
            self?.ended(connection)
        }
        connection.receive(message, reply)
        exchange.disconnection.addHandler { connection.abandon() }
    }

    private static func overloaded(_ id: RequestID?) -> HTTPResponse {
        var response = HTTPReply.response(
            RPCMessage.failure(id: id, error: RPCError(RPCError.internalError, "the hub is overloaded")).encoded(), 503)
        response.headers.append("retry-after", "1")
        return response
    }

    private func ended(_ connection: ServerConnection?) {
        state.withLock { state in
            state.inFlight -= 1
            if let connection { state.requests[ObjectIdentifier(connection)] = nil }
        }
    }

    // MARK: Sessions

    private func postLegacy(_ head: HTTPRequestHead, _ message: RPCMessage, _ exchange: HTTPExchange) {
        let acceptance = HTTPReply.Acceptance(head)
        if case .request(_, Method.initialize, _) = message, head.headers[HeaderName.session] == nil {
            guard let session = beginSession() else { return exchange.respond(Self.overloaded(nil)) }
            return session.connection.receive(
                message, HTTPReply(exchange, acceptance, isModern: false, session: session.identifier))
        }
        guard let session = session(head, exchange) else { return }
        guard case .request(let id, _, _) = message else {
            session.connection.receive(message, HTTPReply(exchange, acceptance, isModern: false))
            return exchange.respond(HTTPResponse(202))
        }
        guard admit() else { return exchange.respond(Self.overloaded(id)) }
        // A client of this era that loses its connection has not cancelled its request.
        session.connection.receive(
            message, HTTPReply(exchange, acceptance, isModern: false) { [weak self] in self?.ended(nil) })
    }

    private func postBatch(_ head: HTTPRequestHead, _ text: JSONText, _ exchange: HTTPExchange) {
        let version = head.headers[HeaderName.protocolVersion] ?? ProtocolVersion.batching
        guard head.headers[HeaderName.session] != nil, version == ProtocolVersion.batching else {
            return exchange.respond(HTTPReply.refusal(400, RPCError.invalidRequest, "a body must be one message"))
        }
        guard let session = session(head, exchange) else { return }
        guard session.connection.legacyVersion == ProtocolVersion.batching else {
            return exchange.respond(HTTPReply.refusal(400, RPCError.invalidRequest, "a body must be one message"))
        }
        guard admit() else { return exchange.respond(Self.overloaded(nil)) }
        let reply = HTTPReply(exchange, .init(head), isModern: false) { [weak self] in self?.ended(nil) }
        if !session.connection.receive(batch: text, reply) {
            exchange.respond(HTTPResponse(202))
            ended(nil)
        }
    }

    /// Counts a request, unless there are too many.
    private func admit() -> Bool {
        state.withLock { state in
            guard state.inFlight < Self.maximumRequests, !state.isFinishing else { return false }
            state.inFlight += 1
            return true
        }
    }

    /// The session that a request names; otherwise the request is answered.
    private func session(_ head: HTTPRequestHead, _ exchange: HTTPExchange) -> HTTPSession? {
        let names = head.headers.values(HeaderName.session)
        guard let name = names.first, names.count == 1 else {
            exchange.respond(
                HTTPReply.refusal(
                    400, RPCError.invalidRequest,
                    "\(HeaderName.session) is missing; begin with initialize, or name a modern protocol version"))
            return nil
        }
        guard let session = state.withLock({ $0.sessions[name] }) else {
            exchange.respond(HTTPReply.refusal(404, RPCError.invalidRequest, "the session does not exist; initialize again"))
            return nil
        }
        session.use()
        return session
    }

    private func beginSession() -> HTTPSession? {
        let session = HTTPSession(handler, log: log)
        let (isAdmitted, forgotten) = state.withLock { state -> (Bool, [HTTPSession]) in
            guard !state.isFinishing else { return (false, []) }
            var forgotten = state.sessions.values.filter { $0.idleTime > Self.sessionTime && $0.isIdle }
            if state.sessions.count - forgotten.count >= Self.maximumSessions {
                // Clients that went away without saying so are the ones that have been silent for longest.
                guard let oldest = state.sessions.values.filter(\.isIdle).max(by: { $0.idleTime < $1.idleTime }) else {
                    return (false, forgotten)
                }
                forgotten.append(oldest)
            }
            for session in forgotten { state.sessions[session.identifier] = nil }
            state.sessions[session.identifier] = session
            return (true, forgotten)
        }
        for session in forgotten { session.end() }
        return isAdmitted ? session : nil
    }

    private func openStream(_ head: HTTPRequestHead, _ exchange: HTTPExchange) {
        guard HTTPReply.Acceptance(head).events else {
            return exchange.respond(.text(406, "the client must accept \(EventStream.contentType)"))
        }
        session(head, exchange)?.open(exchange)
    }

    private func endSession(_ head: HTTPRequestHead, _ exchange: HTTPExchange) {
        guard let session = session(head, exchange) else { return }
        state.withLock { $0.sessions[session.identifier] = nil }
        session.end()
        exchange.respond(HTTPResponse(204))
    }

    // MARK: For the server

    /// Tells the clients that want to know.
    func toolsMayHaveChanged() {
        let connections = connections
        if connections.isEmpty { return }
        let digest = handler.tools.digest
        for connection in connections { connection.toolsMayHaveChanged(digest) }
    }

    private var connections: [ServerConnection] {
        state.withLock { $0.sessions.values.map(\.connection) + Array($0.requests.values) }
    }

    /// Takes no more requests; lets those in flight finish until the deadline, then cancels them. Each gets an answer.
    func finish(_ deadline: Deadline) {
        state.withLock { $0.isFinishing = true }
        let connections = connections
        let done = Monitor(0)
        for connection in connections {
            let finish: @Sendable () -> Void = {
                connection.finish(deadline)
                done.withLock { $0 += 1 }
            }
            // Those with nothing to wait for need no thread.
            if connection.isIdle { finish() } else { NativeThread.startOrRun(finish) }
        }
        _ = done.wait { $0 == connections.count ? true : nil }
        let sessions = state.withLock { state in
            defer { state.sessions = [:] }
            return Array(state.sessions.values)
        }
        for session in sessions { session.end() }
    }
}

/// A session of the old era.
final class HTTPSession: Sendable {
    private struct State {
        var streams: [HTTPExchange] = []
        var lastUse = ContinuousClock.now
        var isOver = false
    }

    /// What the client names the session by: nobody can guess it.
    let identifier: String
    let connection: ServerConnection
    private let streams: Streams

    /// The streams that the client has opened, the newest last.
    private final class Streams: Sendable {
        let state = Mutex(State())

        /// Sends a message on one of them.
        func send(_ message: [UInt8]) -> Bool {
            let open = state.withLock { $0.streams }
            return open.reversed().contains { $0.write(EventStream.event(message)) }
        }
    }

    init(_ handler: RequestHandler, log: Log) {
        let streams = Streams()
        self.streams = streams
        connection = ServerConnection(handler, log: log, announce: { streams.send($0) })
        identifier = (0..<4).map { _ in
            let digits = String(UInt64.random(in: .min ... .max), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    var idleTime: Duration { ContinuousClock.now - streams.state.withLock { $0.lastUse } }

    var isIdle: Bool { streams.state.withLock { $0.streams.isEmpty } && connection.isIdle }

    func use() { streams.state.withLock { $0.lastUse = ContinuousClock.now } }

    /// Answers a request with a stream of what belongs to no request.
    func open(_ exchange: HTTPExchange) {
        exchange.beginStream(EventStream.headers)
        exchange.write(EventStream.comment)
        exchange.onSilence { [weak exchange] in _ = exchange?.write(EventStream.comment, isOptional: true) }
        let isOver = streams.state.withLock { state in
            if !state.isOver { state.streams.append(exchange) }
            return state.isOver
        }
        if isOver { return exchange.endStream() }
        let streams = streams
        exchange.onEnd { [weak exchange] in
            streams.state.withLock { state in state.streams.removeAll { $0 === exchange } }
        }
        exchange.disconnection.addHandler { [weak exchange] in exchange?.endStream() }
        connection.toolsMayHaveChanged()
    }

    /// Cancels what is in flight and ends the streams.
    func end() {
        connection.abandon()
        let open = streams.state.withLock { state in
            state.isOver = true
            defer { state.streams = [] }
            return state.streams
        }
        for exchange in open { exchange.endStream() }
    }
}
