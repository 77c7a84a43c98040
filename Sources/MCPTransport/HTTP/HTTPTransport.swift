// A server behind a URL: Streamable HTTP as a client speaks it. Every message is a POST of its own; the answer is JSON or
// a stream of events. In the old era a session identifier connects them, and a GET opens a stream for what belongs to
// no request; in the modern era a `subscriptions/listen` request does. Such a stream is opened again when it ends. Where nothing of
// that is to be had, the server may be one of the first version of the protocol (`EventStreamTransport`).

import Dispatch
import MCPPlatform
import MCPProtocol
import Synchronization

/// A connection to a server behind a URL.
package final class HTTPTransport: MessageTransport {
    /// The body that explains an error may be so large.
    static let maximumErrorBody = 1 << 20
    /// How long the server may take to hear that the session is over.
    private static let farewellTime = Duration.seconds(1)

    fileprivate struct State {
        var client: (any HTTPRequests)?
        var receive: (@Sendable (TransportEvent) -> Void)?
        var session: String?
        /// What was agreed on, as the latest message says.
        var era: ProtocolEra?
        var calls: [RequestID: HTTPCall] = [:]
        var stream: ChangeStream?
        /// Whether `notifications/initialized` is on its way; nothing may overtake it.
        var isInitializing = false
        var waiting: [OutgoingMessage] = []
        /// Takes everything over if the server is of the first version of the protocol.
        var successor: EventStreamTransport?
        var isClosed = false
    }

    fileprivate let address: String
    private let headers: [(name: String, value: String)]
    fileprivate let maximumAnswer: Int
    fileprivate let log: Log
    fileprivate let state = Mutex(State())

    /// - Parameters:
    ///   - headers: sent with every request.
    ///   - maximumAnswer: bytes of an answer, and of each event of a stream.
    package init(
        _ address: String, headers: [(name: String, value: String)], maximumAnswer: Int = LineReader.defaultLimit, log: Log
    ) {
        self.address = address
        self.headers = headers
        self.maximumAnswer = maximumAnswer
        self.log = log
    }

    package func open(_ receive: @escaping @Sendable (TransportEvent) -> Void) throws(TransportError) {
        guard Self.isAddress(address) else {
            throw TransportError(description: "\"url\" is not a valid address")
        }
        let client = try Self.client(address)
        state.withLock { state in
            state.client = client
            state.receive = receive
        }
    }

    /// Makes requests to an address.
    static func client(_ address: String) throws(TransportError) -> any HTTPRequests {
        do {
            return if let origin = HTTPOrigin(address) { try HTTPConnections(origin) } else { HTTPClient(address) }
        } catch {
            throw TransportError(description: error.description)
        }
    }

    /// Whether a text is the address of something on some host. The rest is for those who make the request to find out.
    private static func isAddress(_ text: String) -> Bool {
        guard let scheme = ["http://", "https://"].first(where: { text.lowercased().hasPrefix($0) }),
            text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
        else { return false }
        let authority = text.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        return !host.isEmpty && !host.hasPrefix(":")
    }

    // MARK: Sending

    package func send(_ message: OutgoingMessage) throws(TransportError) {
        if let successor = state.withLock({ $0.successor }) { return try successor.send(message) }
        let (isClosed, mustWait) = state.withLock { state in
            if state.isClosed || state.client == nil { return (true, false) }
            if state.isInitializing {
                state.waiting.append(message)
                return (false, true)
            }
            if message.method == Method.initialized { state.isInitializing = true }
            if let era = message.era { state.era = era }
            return (false, false)
        }
        if isClosed { throw TransportError(description: "not connected") }
        if !mustWait { post(message) }
    }

    private func post(_ message: OutgoingMessage) {
        if message.method == Method.listen, case .request = message.kind {
            return open(ChangeStream(self, .post(message)))
        }
        let call = HTTPCall(message, self)
        if case .request(let id) = message.kind { state.withLock { $0.calls[id] = call } }
        call.start()
    }

    /// Goes on with what had to wait.
    fileprivate func initialized() {
        let waiting = state.withLock { state in
            state.isInitializing = false
            defer { state.waiting = [] }
            return state.waiting
        }
        for message in waiting { post(message) }
    }

    /// Starts an HTTP request.
    ///
    /// - Returns: a number by which it can be cancelled.
    fileprivate func request(
        _ method: String, _ fields: [(name: String, value: String)], body: [UInt8]?, _ receiver: any HTTPReceiver
    ) -> Int? {
        guard let client = state.withLock({ $0.client }) else { return nil }
        var all: [(name: String, value: String)] = [("User-Agent", "\(ProductInfo.name)/\(ProductInfo.version)")]
        all += headers
        all.append(("Accept", body == nil ? EventStream.contentType : "application/json, \(EventStream.contentType)"))
        if body != nil { all.append(("Content-Type", "application/json")) }
        return client.start(method, all + fields, body: body, receiver)
    }

    /// The fields by which the old era recognises a session.
    fileprivate func sessionFields(_ era: ProtocolEra?) -> [(name: String, value: String)] {
        guard case .legacy(let version)? = era else { return [] }
        let session = state.withLock { $0.session }
        return [("MCP-Protocol-Version", version)] + (session.map { [("Mcp-Session-Id", $0)] } ?? [])
    }

    /// The fields that belong to a message.
    fileprivate func fields(_ message: OutgoingMessage) -> [(name: String, value: String)] {
        guard case .modern(let version)? = message.era else { return sessionFields(message.era) }
        var fields = [(name: "MCP-Protocol-Version", value: version), (name: "Mcp-Method", value: message.method)]
        if let name = message.name { fields.append(("Mcp-Name", HeaderText.encode(name))) }
        return fields + message.fields
    }

    // MARK: Receiving

    fileprivate func emit(_ event: TransportEvent) { state.withLock { $0.isClosed ? nil : $0.receive }?(event) }

    fileprivate func cancel(exchange number: Int) { state.withLock { $0.client }?.cancel(number) }

    fileprivate var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Takes the identifier of the session from the answer to `initialize`.
    fileprivate func beginSession(_ identifier: String?) {
        guard let identifier, !identifier.isEmpty, identifier.utf8.count <= 1000,
            identifier.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return }
        state.withLock { $0.session = identifier }
    }

    fileprivate var hasSession: Bool { state.withLock { $0.session != nil } }

    fileprivate func ended(_ call: HTTPCall, _ id: RequestID) {
        state.withLock { if $0.calls[id] === call { $0.calls[id] = nil } }
    }

    // MARK: Listening

    package func listen() {
        // The stream that is there has everything.
        if state.withLock({ $0.successor != nil }) { return }
        open(ChangeStream(self, .get(era: state.withLock { $0.era })))
    }

    private func open(_ stream: ChangeStream) {
        let isOpen = state.withLock { state in
            if state.isClosed || state.stream != nil { return false }
            state.stream = stream
            return true
        }
        if isOpen { stream.start() }
    }

    // MARK: The first version of the protocol

    /// Goes over to the transport of the first version with a request to which this one gets only `refusal`.
    fileprivate func handOver(_ message: OutgoingMessage, _ id: RequestID, _ refusal: SessionError) {
        let successor = EventStreamTransport(address, headers: headers, maximumEvent: maximumAnswer, log: log) { [weak self] in
            self?.state.withLock { $0.successor.take() }?.close()
            self?.emit(.ended(id, refusal))
        }
        let isOpen = state.withLock { state in
            if !state.isClosed { state.successor = successor }
            return !state.isClosed
        }
        guard isOpen else { return emit(.ended(id, refusal)) }
        do {
            try successor.open { [weak self] event in self?.emit(event) }
            try successor.send(message)
        } catch {
            emit(.ended(id, refusal))
        }
    }

    // MARK: Ending

    package func cancel(_ id: RequestID, reason: String) {
        if let successor = state.withLock({ $0.successor }) { return successor.cancel(id, reason: reason) }
        guard let call = state.withLock({ $0.calls.removeValue(forKey: id) }) else { return }
        call.cancel()
        if case .modern? = call.message.era { return }
        // In the old era closing the connection means nothing.
        try? send(.cancellation(of: id, reason: reason, era: call.message.era))
    }

    package func close() {
        let (client, session, era) = state.withLock { state in
            // Who closes first also says farewell.
            guard !state.isClosed else { return (nil as (any HTTPRequests)?, nil as String?, nil as ProtocolEra?) }
            state.isClosed = true
            state.receive = nil
            state.calls = [:]
            state.waiting = []
            state.stream = nil
            return (state.client, state.session, state.era)
        }
        state.withLock { $0.successor.take() }?.close()
        guard let client else { return }
        if session != nil {
            let farewell = Farewell()
            if request("DELETE", sessionFields(era), body: nil, farewell) != nil {
                _ = farewell.done.wait(until: .after(Self.farewellTime))
            }
        }
        state.withLock { $0.client = nil }
        client.close()
    }

    /// Waits for the end of an exchange, whatever it is.
    private struct Farewell: HTTPReceiver {
        let done = Completion<Bool>()
        func began(status: Int, headers: HTTPHeaders) {}
        func received(_ bytes: [UInt8]) -> String? { nil }
        func ended(_ failure: HTTPFailure?) { done.finish(true) }
    }
}

/// What an answer turns out to be.
private enum AnswerBody {
    /// Why the rest of an answer is not wanted.
    struct Problem: Error {
        let reason: String
    }

    case unknown
    case events(EventStreamParser, limit: Int)
    /// Everything else is collected up to a limit.
    case bytes([UInt8], limit: Int)

    init(_ status: Int, _ headers: HTTPHeaders, limit: Int, errorLimit: Int) {
        let isGood = (200..<300).contains(status)
        let type = HTTPHeaders.trimmed(headers["content-type"]?.prefix { $0 != ";" } ?? "").lowercased()
        if isGood, type == EventStream.contentType {
            self = .events(EventStreamParser(limit: limit), limit: limit)
        } else {
            self = .bytes([], limit: isGood ? limit : errorLimit)
        }
    }

    /// Takes a piece of the answer.
    ///
    /// - Returns: the events that are complete now, or what is wrong.
    mutating func take(_ bytes: [UInt8]) -> Result<[EventStreamParser.Event], Problem> {
        switch self {
        case .unknown: return .success([])
        case .events(var parser, let limit):
            self = .unknown
            defer { self = .events(parser, limit: limit) }
            do {
                return .success(try parser.read(bytes))
            } catch {
                return .failure(Problem(reason: "the server sent an event of more than \(limit) bytes"))
            }
        case .bytes(var collected, let limit):
            self = .unknown
            defer { self = .bytes(collected, limit: limit) }
            collected += bytes
            return collected.count <= limit ? .success([]) : .failure(Problem(reason: "the server sent an answer of more than \(limit) bytes"))
        }
    }
}

/// One message on its way to the server, and what comes back.
private final class HTTPCall: HTTPReceiver {
    private struct State {
        var exchange: Int?
        var status = 0
        var body = AnswerBody.unknown
        /// Whether the answer was seen; only known of streams that can be resumed.
        var isAnswered = false
        var isCancelled = false
        var lastEventID: String?
        var retry: Duration?
        var fruitlessAttempts = 0
        var location: String?
    }

    private static let maximumFruitlessAttempts = 5

    let message: OutgoingMessage
    private let transport: HTTPTransport
    private let state = Mutex(State())

    init(_ message: OutgoingMessage, _ transport: HTTPTransport) {
        self.message = message
        self.transport = transport
    }

    func start() {
        begin(transport.request("POST", transport.fields(message), body: message.bytes, self))
    }

    private func begin(_ exchange: Int?) {
        let isCancelled = state.withLock { state in
            state.exchange = exchange
            return state.isCancelled
        }
        if isCancelled, let exchange { transport.cancel(exchange: exchange) }
        if exchange == nil { finish(.failure(.closed(reason: "not connected"))) }
    }

    func cancel() {
        let exchange = state.withLock { state in
            state.isCancelled = true
            return state.exchange
        }
        if let exchange { transport.cancel(exchange: exchange) }
    }

    // MARK: The answer

    func began(status: Int, headers: HTTPHeaders) {
        if message.method == Method.initialize, (200..<300).contains(status) {
            transport.beginSession(headers[HeaderName.session])
        }
        state.withLock { state in
            state.status = status
            state.location = headers["location"]
            state.body = AnswerBody(status, headers, limit: transport.maximumAnswer, errorLimit: HTTPTransport.maximumErrorBody)
        }
    }

    func received(_ bytes: [UInt8]) -> String? {
        let (events, canResume): (Result<[EventStreamParser.Event], AnswerBody.Problem>, Bool) = state.withLock { state in
            let events = state.body.take(bytes)
            if case .events(let parser, _) = state.body {
                if let id = parser.lastEventID { state.lastEventID = id }
                if let retry = parser.retryMilliseconds { state.retry = .milliseconds(retry) }
                if case .success(let events) = events, !events.isEmpty { state.fruitlessAttempts = 0 }
            }
            return (events, state.lastEventID != nil)
        }
        switch events {
        case .failure(let problem): return problem.reason
        case .success(let events):
            for event in events where event.type == "message" && !event.data.isEmpty {
                if canResume, isAnswer(event.data) { state.withLock { $0.isAnswered = true } }
                transport.emit(.message(event.data))
            }
            return nil
        }
    }

    private func isAnswer(_ bytes: [UInt8]) -> Bool {
        switch try? RPCMessage(parsing: bytes) {
        case .response?, .failure?: true
        case .request?, .notification?, nil: false
        }
    }

    func ended(_ failure: HTTPFailure?) {
        if resume(failure) { return }
        let (status, body, location, isResuming) = state.withLock { ($0.status, $0.body, $0.location, $0.fruitlessAttempts > 0) }
        if isResuming, failure != nil || !(200..<300).contains(status) {
            return finish(.failure(.lost(reason: "the connection was interrupted and could not be resumed")))
        }
        switch (failure, body) {
        case (.unreachable(let reason)?, _):
            transport.emit(.lost(reason: reason))
            finish(.failure(.unreachable(reason: reason)))
        case (.broken(let reason)?, _):
            finish(.failure(.lost(reason: reason)))
        case (nil, .events):
            // If the answer was among the events, nobody waits any more.
            finish(.failure(.lost(reason: "the server ended its answer too early")))
        case (nil, .bytes(let bytes, _)) where (200..<300).contains(status):
            finish(.success(bytes))
        case (nil, .bytes(let bytes, _)):
            refused(status, bytes, location)
        case (nil, .unknown):
            finish(.failure(.lost(reason: "the server did not answer")))
        }
    }

    private func refused(_ status: Int, _ bytes: [UInt8], _ location: String?) {
        let answer = try? RPCMessage(parsing: bytes)
        if status == 404, transport.hasSession, message.method != Method.initialize {
            // An answer to the request itself says that a method or tool is missing, everything else that the session is.
            var isOwnAnswer = false
            if case .request(let id) = message.kind, case .failure(id, _)? = answer { isOwnAnswer = true }
            if !isOwnAnswer {
                transport.emit(.lost(reason: "the session has expired"))
                return finish(.failure(.expired))
            }
        }
        if case .failure? = answer { return finish(.success(bytes)) }
        let refusal = Self.refusal(status, location)
        if case .request(let id) = message.kind, message.method == Method.initialize, [400, 404, 405].contains(status) {
            transport.ended(self, id)
            return transport.handOver(message, id, refusal)
        }
        finish(.failure(refusal))
    }

    private static func refusal(_ status: Int, _ location: String?) -> SessionError {
        var words = "HTTP status \(status)"
        switch status {
        case 401, 403: words += "; check \"headers\" in the configuration"
        case 300..<400: words += ", a redirection to \(location ?? "nowhere"), which is not followed; check \"url\" in the configuration"
        default: break
        }
        return .refused(RPCError(RPCError.internalError, words))
    }

    /// Hands on the end of the exchange.
    private func finish(_ outcome: Result<[UInt8], SessionError>) {
        guard case .request(let id) = message.kind else {
            if case .failure(let error) = outcome { logFailure(error) }
            if message.method == Method.initialized { transport.initialized() }
            return
        }
        transport.ended(self, id)
        switch outcome {
        case .success([]):
            transport.emit(.ended(id, .lost(reason: "the server accepted the request without answering it")))
        case .success(let bytes):
            // Errors about what could not be read as a request do not name it.
            if case .failure(nil, let error)? = try? RPCMessage(parsing: bytes) {
                transport.emit(.message(RPCMessage.failure(id: id, error: error).encoded()))
            } else {
                transport.emit(.message(bytes))
            }
            transport.emit(.ended(id, .lost(reason: "the server sent something else than an answer")))
        case .failure(let error):
            transport.emit(.ended(id, error))
        }
    }

    private func logFailure(_ error: SessionError) {
        transport.log.warn("cannot send a message", ["method": .string(message.method), "reason": .string(error.description)])
    }

    // MARK: Going on after an interruption

    /// Asks for the rest of a stream that ended before the answer, if the server has made that possible.
    ///
    /// - Returns: whether it does.
    private func resume(_ failure: HTTPFailure?) -> Bool {
        guard case .legacy? = message.era, case .request = message.kind, !transport.isClosed else { return false }
        let plan: (id: String, delay: Duration)? = state.withLock { state in
            guard let id = state.lastEventID, !state.isAnswered, !state.isCancelled else { return nil }
            // A server that refuses to resume says so by its status.
            guard case .events = state.body else { return nil }
            state.fruitlessAttempts += 1
            guard state.fruitlessAttempts <= Self.maximumFruitlessAttempts else { return nil }
            return (id, min(state.retry ?? .seconds(1), .seconds(60)))
        }
        guard let plan else { return false }
        Later.run(after: plan.delay) { [self] in
            guard !state.withLock({ $0.isCancelled }), !transport.isClosed else { return }
            let fields = transport.sessionFields(message.era) + [(name: "Last-Event-ID", value: plan.id)]
            begin(transport.request("GET", fields, body: nil, self))
        }
        return true
    }
}

/// The stream of what belongs to no request, opened again whenever it ends.
private final class ChangeStream: HTTPReceiver {
    /// How the stream is opened.
    enum Opening: Sendable {
        case get(era: ProtocolEra?)
        case post(OutgoingMessage)
    }

    private struct State {
        var status = 0
        var body = AnswerBody.unknown
        var hasBeenOpen = false
        var openedAt: ContinuousClock.Instant?
        var delay = ChangeStream.firstDelay
        var retry: Duration?
    }

    private static let firstDelay = Duration.seconds(1)
    private static let longestDelay = Duration.seconds(30)
    private static let stableAfter = Duration.seconds(10)

    private let transport: HTTPTransport
    private let opening: Opening
    private let state = Mutex(State())

    init(_ transport: HTTPTransport, _ opening: Opening) {
        self.transport = transport
        self.opening = opening
    }

    func start() {
        switch opening {
        case .get(let era): _ = transport.request("GET", transport.sessionFields(era), body: nil, self)
        case .post(let message): _ = transport.request("POST", transport.fields(message), body: message.bytes, self)
        }
    }

    func began(status: Int, headers: HTTPHeaders) {
        let wasMissing = state.withLock { state in
            state.status = status
            state.body = AnswerBody(status, headers, limit: transport.maximumAnswer, errorLimit: HTTPTransport.maximumErrorBody)
            guard case .events = state.body else { return false }
            state.openedAt = .now
            defer { state.hasBeenOpen = true }
            return state.hasBeenOpen
        }
        // What changed while nobody listened was not told.
        if wasMissing { transport.emit(.message(OutgoingMessage.notification(Method.toolsChanged).bytes)) }
    }

    func received(_ bytes: [UInt8]) -> String? {
        let events = state.withLock { state in
            let events = state.body.take(bytes)
            if case .events(let parser, _) = state.body, let retry = parser.retryMilliseconds { state.retry = .milliseconds(retry) }
            return events
        }
        switch events {
        case .failure(let problem): return problem.reason
        case .success(let events):
            for event in events where event.type == "message" && !event.data.isEmpty { transport.emit(.message(event.data)) }
            return nil
        }
    }

    func ended(_ failure: HTTPFailure?) {
        guard !transport.isClosed else { return }
        let (status, isStream) = state.withLock { state in
            if case .events = state.body { (state.status, true) } else { (state.status, false) }
        }
        if failure == nil, !isStream, status < 500 {
            // The server has no such stream.
            if status == 404, case .get = opening, transport.hasSession {
                return transport.emit(.lost(reason: "the session has expired"))
            }
            return transport.log.info("the server does not tell when its tools change", ["status": JSONValue(status)])
        }
        let delay = state.withLock { state in
            if let openedAt = state.openedAt, ContinuousClock.now - openedAt >= Self.stableAfter { state.delay = Self.firstDelay }
            state.openedAt = nil
            state.body = .unknown
            state.status = 0
            defer { state.delay = min(state.delay * 2, Self.longestDelay) }
            return max(state.delay, min(state.retry ?? .zero, Self.longestDelay))
        }
        Later.run(after: delay) { [self] in
            if !transport.isClosed { start() }
        }
    }
}

/// Things to do after some time.
enum Later {
    static func run(after delay: Duration, _ body: @escaping @Sendable () -> Void) {
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(delay.milliseconds), execute: body)
    }
}
