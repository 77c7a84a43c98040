// One client of the hub: which era it speaks, which of its requests are in flight, what it wants to be told. How its
// messages come and go is the transport's business: a stream of lines has one connection from beginning to end; over HTTP
// a session of the old era has one, and in the modern era every request has one of its own.

import Synchronization

/// One client.
final class ServerConnection: Sendable {
    private struct Request {
        let cancellation: Cancellation
        let reply: any ReplyChannel
    }

    private typealias Listener = (id: RequestID, reply: any ReplyChannel)

    private struct State {
        /// The version that `initialize` settled, if it was called.
        var legacyVersion: String?
        var inFlight: [RequestID: Request] = [:]
        /// The requests by which a modern client listens to changes of the tools.
        var listeners: [Listener] = []
        /// The digest of the tools as the client has last seen them.
        var listedTools: UInt64?
        var isFinishing = false

        /// Whether it is the kind of client that is told, or has asked for it.
        var isToldOfChanges: Bool { legacyVersion != nil || !listeners.isEmpty }
    }

    /// After cancellation, requests may take this long to be answered.
    private static let cancellationTime = Duration.seconds(1)

    private let handler: RequestHandler
    private let log: Log
    private let announce: @Sendable ([UInt8]) -> Bool
    private let state = Monitor(State())

    /// - Parameter announce: sends a message that belongs to no request, and tells whether there was a way to; may be
    ///   called on any thread.
    init(_ handler: RequestHandler, log: Log, announce: @escaping @Sendable ([UInt8]) -> Bool) {
        self.handler = handler
        self.log = log
        self.announce = announce
    }

    /// The version that `initialize` settled, `nil` if it was not called.
    var legacyVersion: String? { state.withLock { $0.legacyVersion } }

    /// Whether nothing is in flight.
    var isIdle: Bool { state.withLock { $0.inFlight.isEmpty && $0.listeners.isEmpty } }

    // MARK: Receiving

    /// Takes one line from the client.
    func receive(line: [UInt8], _ reply: any ReplyChannel) {
        do {
            let text = try JSONText(validating: line)
            if text.isArray, legacyVersion == ProtocolVersion.batching {
                receive(batch: text, reply)
            } else {
                receive(text, reply)
            }
        } catch {
            log.warn("ignored a line that is not JSON", ["reason": .string(error.description)])
        }
    }

    private func receive(_ text: JSONText, _ reply: any ReplyChannel) {
        do {
            receive(try RPCMessage(text), reply)
        } catch {
            reply.answer(.failure(id: text["id"].flatMap { RequestID($0.value) }, error: error))
        }
    }

    /// Takes one message. Only requests are answered.
    func receive(_ message: RPCMessage, _ reply: any ReplyChannel) {
        switch message {
        case .request(let id, let method, let params): handle(id, method, params, reply)
        case .notification(let method, let params): handleNotification(method, params)
        case .response, .failure: log.warn("ignored an answer, since the hub asks nothing")
        }
    }

    /// Takes several messages in an array, which version 2025-03-26 alone allows; they are answered by an array.
    ///
    /// - Returns: whether there will be an answer.
    @discardableResult
    func receive(batch text: JSONText, _ reply: any ReplyChannel) -> Bool {
        let messages = text.elements
        guard !messages.isEmpty else {
            reply.answer(.failure(id: nil, error: RPCError(RPCError.invalidRequest, "a batch must not be empty")))
            return true
        }
        let expected = messages.filter(Self.isAnswered).count
        guard expected > 0 else {
            for message in messages { receive(message, reply) }
            return false
        }
        let replies = BatchReplies(expected: expected, reply: reply)
        for message in messages { receive(message, replies) }
        return true
    }

    /// Whether a message of a batch is a request, or is malformed.
    private static func isAnswered(_ text: JSONText) -> Bool {
        switch try? RPCMessage(text) {
        case .notification?, .response?, .failure?: false
        case .request?, nil: true
        }
    }

    private func handleNotification(_ method: String, _ params: JSONText?) {
        guard method == Method.cancelled, let id = params?["requestId"].flatMap({ RequestID($0.value) }) else { return }
        let (request, listeners) = state.withLock { state in
            let listeners = state.listeners.filter { $0.id == id }
            state.listeners.removeAll { $0.id == id }
            return (state.inFlight.removeValue(forKey: id), listeners)
        }
        for listener in listeners { listener.reply.withdraw() }
        request?.reply.withdraw()
        request?.cancellation.cancel()
    }

    private func handle(_ id: RequestID, _ method: String, _ params: JSONText?, _ reply: any ReplyChannel) {
        if method == Method.initialize, params?["_meta"]?[MetaKey.protocolVersion] == nil {
            let (version, result) = handler.initializeResult(params)
            state.withLock { $0.legacyVersion = version }
            return reply.answer(.response(id: id, result: result))
        }
        let era: ProtocolEra
        do {
            era = try self.era(of: params, method)
        } catch {
            return reply.answer(.failure(id: id, error: error))
        }
        if method == Method.ping, case .legacy = era { return reply.answer(.response(id: id, result: JSONText([:]))) }
        if method == Method.listen, case .modern = era { return listen(id, params, reply) }
        start(id, method, params, era, reply)
    }

    /// Which era a request belongs to.
    private func era(of params: JSONText?, _ method: String) throws(RPCError) -> ProtocolEra {
        let meta = params?["_meta"]
        guard let versionText = meta?[MetaKey.protocolVersion] else {
            if let version = legacyVersion { return .legacy(version: version) }
            // Allowed before `initialize`.
            if method == Method.ping { return .legacy(version: ProtocolVersion.legacy[0]) }
            throw RPCError(
                RPCError.invalidParams,
                "params._meta lacks \"\(MetaKey.protocolVersion)\", and there was no initialize request")
        }
        guard let version = versionText.value.stringValue else {
            throw RPCError(RPCError.invalidParams, "_meta[\"\(MetaKey.protocolVersion)\"] must be a string")
        }
        guard ProtocolVersion.modern.contains(version) else { throw .unsupported(version) }
        guard let capabilities = meta?[MetaKey.clientCapabilities], capabilities.isObject else {
            throw RPCError(RPCError.invalidParams, "params._meta lacks \"\(MetaKey.clientCapabilities)\"")
        }
        return .modern(version: version)
    }

    private func start(
        _ id: RequestID, _ method: String, _ params: JSONText?, _ era: ProtocolEra, _ reply: any ReplyChannel
    ) {
        let cancellation = Cancellation()
        let problem: RPCError? = state.withLock { state in
            if state.isFinishing { return .shuttingDown }
            guard state.inFlight[id] == nil else {
                return RPCError(RPCError.invalidRequest, "a request with this id is in flight")
            }
            state.inFlight[id] = Request(cancellation: cancellation, reply: reply)
            return nil
        }
        if let problem { return reply.answer(.failure(id: id, error: problem)) }
        let state = state
        let context = RequestContext(
            era: era, cancellation: cancellation,
            notify: { message in
                if state.withLock({ $0.inFlight[id]?.cancellation === cancellation }) { reply.notify(message) }
            },
            listed: { digest in state.withLock { $0.listedTools = digest } },
            respond: { result in
                // Nothing is sent for a cancelled request. The entry goes last, so that an empty list means
                // that all answers have been sent.
                guard state.withLock({ $0.inFlight[id]?.cancellation === cancellation }) else { return }
                switch result {
                case .success(let result): reply.answer(.response(id: id, result: result))
                case .failure(let error): reply.answer(.failure(id: id, error: error))
                }
                state.withLock { if $0.inFlight[id]?.cancellation === cancellation { $0.inFlight[id] = nil } }
            })
        handler.handle(method, params, context)
    }

    // MARK: Changes of the tools

    private func listen(_ id: RequestID, _ params: JSONText?, _ reply: any ReplyChannel) {
        let wantsTools = params?["notifications"]?["toolsListChanged"]?.value == true
        let problem: RPCError? = state.withLock { state in
            if state.isFinishing { return .shuttingDown }
            if state.listeners.contains(where: { $0.id == id }) {
                return RPCError(RPCError.invalidRequest, "a subscription with this id is open")
            }
            // The acknowledgement is to be the first that the client hears of the subscription.
            reply.notify(
                .notification(
                    method: Method.acknowledged,
                    params: JSONText([
                        "_meta": [MetaKey.subscriptionID: id.value],
                        "notifications": wantsTools ? ["toolsListChanged": true] : [:],
                    ])))
            if wantsTools { state.listedTools = state.listedTools ?? handler.tools.digest }
            state.listeners.append((id, reply))
            return nil
        }
        if let problem { reply.answer(.failure(id: id, error: problem)) }
    }

    /// Tells the client, if it wants to know and has seen other tools.
    ///
    /// - Parameter digest: of the tools now, if it is known.
    func toolsMayHaveChanged(_ digest: UInt64? = nil) {
        guard state.withLock({ $0.listedTools != nil && $0.isToldOfChanges }) else { return }
        let current = digest ?? handler.tools.digest
        // Noted before it is told: the client may list the tools again at once, and must then hear of the next change.
        let due: (listed: UInt64, listeners: [Listener])? = state.withLock { state in
            guard let listed = state.listedTools, listed != current, state.isToldOfChanges else { return nil }
            // Who listens is told of every change; who does not has to list the tools again first.
            state.listedTools = state.listeners.isEmpty ? nil : current
            return (listed, state.listeners)
        }
        guard let due else { return }
        for listener in due.listeners {
            listener.reply.notify(
                .notification(
                    method: Method.toolsChanged,
                    params: JSONText(["_meta": [MetaKey.subscriptionID: listener.id.value]])))
        }
        if due.listeners.isEmpty, !announce(RPCMessage.notification(method: Method.toolsChanged, params: nil).encoded()) {
            // There was no way to tell it: next time.
            state.withLock { $0.listedTools = $0.listedTools ?? due.listed }
        }
    }

    // MARK: Ending

    /// Cancels what is in flight, for a client that is gone.
    func abandon() {
        let (requests, listeners) = state.withLock { state in
            defer {
                state.inFlight = [:]
                state.listeners = []
            }
            return (Array(state.inFlight.values), state.listeners)
        }
        for listener in listeners { listener.reply.withdraw() }
        for request in requests {
            request.reply.withdraw()
            request.cancellation.cancel()
        }
    }

    /// Takes no more requests, lets those in flight finish until the deadline, then cancels them. Each gets an answer.
    func finish(_ deadline: Deadline) {
        state.withLock { $0.isFinishing = true }
        _ = state.wait(until: deadline) { $0.inFlight.isEmpty ? true : nil }
        for request in state.withLock({ Array($0.inFlight.values) }) { request.cancellation.cancel() }
        // Scripts end now and say how far they came.
        _ = state.wait(until: .after(Self.cancellationTime)) { $0.inFlight.isEmpty ? true : nil }
        let (listeners, remaining) = state.withLock { state in
            defer {
                state.inFlight = [:]
                state.listeners = []
            }
            return (state.listeners, state.inFlight)
        }
        for (id, request) in remaining { request.reply.answer(.failure(id: id, error: .shuttingDown)) }
        for (id, reply) in listeners {
            reply.answer(
                .response(
                    id: id, result: JSONText(["resultType": "complete", "_meta": [MetaKey.subscriptionID: id.value]])))
        }
    }
}

extension RPCError {
    static let shuttingDown = RPCError(internalError, "the hub is shutting down")

    static func unsupported(_ version: String) -> RPCError {
        RPCError(
            unsupportedProtocolVersion, "Unsupported protocol version: \(version)",
            data: ["supported": .array(ProtocolVersion.modern.map { .string($0) }), "requested": .string(version)])
    }
}

/// Gathers the answers to a batch and sends them together.
private final class BatchReplies: ReplyChannel {
    private let reply: any ReplyChannel
    private let state: Mutex<(missing: Int, answers: [RPCMessage])>

    init(expected: Int, reply: any ReplyChannel) {
        self.reply = reply
        state = Mutex((expected, []))
    }

    func notify(_ message: RPCMessage) { reply.notify(message) }
    func answer(_ message: RPCMessage) { add([message]) }
    func answer(batch messages: [RPCMessage]) { add(messages) }
    func withdraw() { add([]) }

    private func add(_ messages: [RPCMessage]) {
        let complete: [RPCMessage]? = state.withLock { state in
            state.missing -= 1
            state.answers += messages
            return state.missing == 0 ? state.answers : nil
        }
        guard let complete else { return }
        if complete.isEmpty { reply.withdraw() } else { reply.answer(batch: complete) }
    }
}
