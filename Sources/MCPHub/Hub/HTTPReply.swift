// The reply to one POST: a JSON answer if that is all there is to say, a stream of events as soon as there is something
// to say before the answer, or when the answer is long in coming and the connection must not look dead.

import Synchronization

/// Answers one POST.
final class HTTPReply: ReplyChannel {
    private enum Phase {
        case waiting
        case streaming
        case over
    }

    /// What the client can read.
    struct Acceptance: Sendable {
        let json: Bool
        let events: Bool

        /// - Parameter head: a request; without an `accept` field it takes anything.
        init(_ head: HTTPRequestHead) {
            let types = head.headers.list("accept").map { type in
                HTTPHeaders.trimmed(type.prefix { $0 != ";" })
            }
            let takesAll = types.isEmpty || types.contains("*/*")
            json = takesAll || types.contains("application/json") || types.contains("application/*")
            events = types.contains(EventStream.contentType) || types.contains("text/*") || types.contains("*/*")
        }
    }

    private let exchange: HTTPExchange
    private let acceptance: Acceptance
    private let isModern: Bool
    private let session: String?
    private let phase = Mutex(Phase.waiting)
    private let onEnd: @Sendable () -> Void

    /// - Parameters:
    ///   - isModern: whether the status of an answer tells errors, as the modern era wants.
    ///   - session: the identifier of the session that begins with this answer, if one does.
    ///   - onEnd: called once, when there is nothing more to say.
    init(
        _ exchange: HTTPExchange, _ acceptance: Acceptance, isModern: Bool, session: String? = nil,
        onEnd: @escaping @Sendable () -> Void = {}
    ) {
        self.exchange = exchange
        self.acceptance = acceptance
        self.isModern = isModern
        self.session = session
        self.onEnd = onEnd
        if acceptance.events {
            exchange.onSilence { [weak self] in self?.keepAlive() }
        }
    }

    func notify(_ message: RPCMessage) {
        guard acceptance.events else { return }
        phase.withLock { phase in
            guard phase != .over else { return }
            stream(&phase)
            exchange.write(EventStream.event(message.encoded()), isOptional: true)
        }
    }

    func answer(_ message: RPCMessage) {
        var status = 200
        if case .failure(_, let error) = message, isModern { status = Self.status(of: error) }
        end(message.encoded(), status)
    }

    func answer(batch messages: [RPCMessage]) { end(RPCMessage.encoded(batch: messages), 200) }

    func withdraw() {
        finish { phase in
            if acceptance.events {
                stream(&phase)
                exchange.endStream()
            } else {
                let error = RPCError(RPCError.internalError, "the request was cancelled")
                exchange.respond(Self.response(RPCMessage.failure(id: nil, error: error).encoded(), 200))
            }
        }
    }

    private func end(_ message: [UInt8], _ status: Int) {
        finish { phase in
            if phase == .waiting, acceptance.json {
                var response = Self.response(message, status)
                if let session { response.headers.append(HeaderName.session, session) }
                exchange.respond(response)
            } else {
                stream(&phase)
                exchange.endStream(EventStream.event(message))
            }
        }
    }

    private func finish(_ body: (inout Phase) -> Void) {
        let isFirst = phase.withLock { phase in
            guard phase != .over else { return false }
            body(&phase)
            phase = .over
            return true
        }
        if isFirst { onEnd() }
    }

    private func stream(_ phase: inout Phase) {
        guard phase == .waiting else { return }
        phase = .streaming
        var headers = EventStream.headers
        if let session { headers.append(HeaderName.session, session) }
        exchange.beginStream(headers)
    }

    private func keepAlive() {
        phase.withLock { phase in
            guard phase != .over else { return }
            stream(&phase)
            exchange.write(EventStream.comment, isOptional: true)
        }
    }

    // MARK: Answers as JSON

    static func response(_ message: [UInt8], _ status: Int) -> HTTPResponse {
        HTTPResponse(status, ["content-type": "application/json"], body: message)
    }

    /// The answer to what is not even a request.
    static func refusal(_ status: Int, _ code: Int, _ message: String) -> HTTPResponse {
        response(RPCMessage.failure(id: nil, error: RPCError(code, message)).encoded(), status)
    }

    private static func status(of error: RPCError) -> Int {
        switch error.code {
        case RPCError.methodNotFound: 404
        case RPCError.parseError, RPCError.invalidRequest, RPCError.invalidParams, RPCError.headerMismatch,
            RPCError.missingClientCapability, RPCError.unsupportedProtocolVersion:
            400
        default: 200
        }
    }
}
