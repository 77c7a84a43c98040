// HTTP as the first version of the protocol (2024-11-05) had it, for the servers of that time that are still there: a GET opens a stream
// of events, the first of which names the address to which messages are posted. The answers are events of that stream.

import MCPProtocol
import MCPPlatform
import Synchronization

/// A connection to a server behind a URL that gives a stream of events and an address for messages.
final class EventStreamTransport: MessageTransport {
    /// How long the stream may take to name the address.
    private static let patience = Duration.seconds(5)

    fileprivate struct State {
        /// Makes the request for the stream.
        var stream: (any HTTPRequests)?
        /// Posts messages.
        var messages: (any HTTPRequests)?
        var receive: (@Sendable (TransportEvent) -> Void)?
        /// What could not be sent before.
        var waiting: [OutgoingMessage] = []
        var isClosed = false
    }

    private let address: String
    private let headers: [(name: String, value: String)]
    fileprivate let maximumEvent: Int
    fileprivate let log: Log
    fileprivate let state = Mutex(State())
    private let onAbsence: @Sendable () -> Void

    /// - Parameters:
    ///   - headers: sent with every request.
    ///   - maximumEvent: bytes of an event.
    ///   - onAbsence: called once, instead of any event, if there is no such stream at the address.
    init(
        _ address: String, headers: [(name: String, value: String)], maximumEvent: Int, log: Log, onAbsence: @escaping @Sendable () -> Void
    ) {
        self.address = address
        self.headers = headers
        self.maximumEvent = maximumEvent
        self.log = log
        self.onAbsence = onAbsence
    }

    func open(_ receive: @escaping @Sendable (TransportEvent) -> Void) throws(TransportError) {
        let stream = try HTTPTransport.client(address)
        state.withLock { state in
            state.stream = stream
            state.receive = receive
        }
        _ = stream.start("GET", headers + [("Accept", EventStream.contentType)], body: nil, EventReceiver(self))
        Later.run(after: Self.patience) { [weak self] in
            if let self, state.withLock({ $0.messages == nil }) { giveUp() }
        }
    }

    func send(_ message: OutgoingMessage) throws(TransportError) {
        let (isClosed, messages) = state.withLock { state in
            if !state.isClosed, state.messages == nil { state.waiting.append(message) }
            return (state.isClosed, state.messages)
        }
        if isClosed { throw TransportError(description: "not connected") }
        if let messages { post(message, messages) }
    }

    private func post(_ message: OutgoingMessage, _ messages: any HTTPRequests) {
        let fields = headers + [("Content-Type", "application/json"), ("Accept", "application/json, \(EventStream.contentType)")]
        _ = messages.start("POST", fields, body: message.bytes, PostReceiver(message, self))
    }

    func close() {
        let (stream, messages) = state.withLock { state in
            state.isClosed = true
            state.receive = nil
            state.waiting = []
            defer { (state.stream, state.messages) = (nil, nil) }
            return (state.stream, state.messages)
        }
        messages?.close()
        stream?.close()
    }

    // MARK: What the server says

    fileprivate func emit(_ event: TransportEvent) { state.withLock { $0.isClosed ? nil : $0.receive }?(event) }

    /// Takes the address for messages. Messages may hold secrets, which only the server itself is to see.
    fileprivate func begin(_ reference: String) {
        guard state.withLock({ $0.messages == nil && !$0.isClosed }) else { return }
        guard let endpoint = Self.resolve(reference, against: address), let messages = try? HTTPTransport.client(endpoint) else {
            return emit(.closed(reason: "the server names an address for messages that is not its own"))
        }
        let waiting = state.withLock { state in
            state.messages = messages
            defer { state.waiting = [] }
            return state.waiting
        }
        for message in waiting { post(message, messages) }
    }

    fileprivate func ended(_ reason: String) {
        if state.withLock({ $0.messages == nil }) { giveUp() } else { emit(.closed(reason: reason)) }
    }

    private func giveUp() {
        let isFirst = state.withLock { state in
            defer { state.isClosed = true }
            return !state.isClosed
        }
        if isFirst { onAbsence() }
    }

    /// The address that `reference` means on the page at `base`, `nil` if it is somewhere else.
    static func resolve(_ reference: String, against base: String) -> String? {
        guard reference.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let scheme = ["http://", "https://"].first(where: base.lowercased().hasPrefix)
        else { return nil }
        let path = base.dropFirst(scheme.count).drop { $0 != "/" && $0 != "?" && $0 != "#" }
        let origin = String(base.dropLast(path.count))
        if reference.lowercased().hasPrefix("http://") || reference.lowercased().hasPrefix("https://") {
            let rest = reference.dropFirst(origin.count)
            let isOwn = reference.prefix(origin.count).lowercased() == origin.lowercased() && (rest.isEmpty || rest.hasPrefix("/") || rest.hasPrefix("?"))
            return isOwn ? reference : nil
        }
        if reference.hasPrefix("//") { return nil }
        if reference.hasPrefix("/") { return origin + reference }
        let directory = path.prefix { $0 != "?" && $0 != "#" }
        guard let slash = directory.lastIndex(of: "/") else { return origin + "/" + reference }
        return origin + directory[...slash] + reference
    }
}

/// Takes the events.
private final class EventReceiver: HTTPReceiver {
    private let transport: EventStreamTransport
    private let parser: Mutex<EventStreamParser?>

    init(_ transport: EventStreamTransport) {
        self.transport = transport
        parser = Mutex(nil)
    }

    func began(status: Int, headers: HTTPHeaders) {
        let type = HTTPHeaders.trimmed(headers["content-type"]?.prefix { $0 != ";" } ?? "").lowercased()
        guard (200..<300).contains(status), type == EventStream.contentType else { return }
        parser.withLock { $0 = EventStreamParser(limit: transport.maximumEvent) }
    }

    func received(_ bytes: [UInt8]) -> String? {
        let events: [EventStreamParser.Event]? = parser.withLock { parser in
            guard parser != nil else { return [] }
            return try? parser?.read(bytes)
        }
        guard let events else { return "the server sent an event of more than \(transport.maximumEvent) bytes" }
        for event in events {
            switch event.type {
            case "endpoint": transport.begin(String(decoding: event.data, as: UTF8.self))
            case "message" where !event.data.isEmpty: transport.emit(.message(event.data))
            default: break
            }
        }
        return nil
    }

    func ended(_ failure: HTTPFailure?) {
        switch failure {
        case .unreachable(let reason)?, .broken(let reason)?: transport.ended(reason)
        case nil: transport.ended("the server ended its stream of events")
        }
    }
}

/// Takes what a posted message is answered, which is nothing but whether it arrived.
private final class PostReceiver: HTTPReceiver {
    private let message: OutgoingMessage
    private let transport: EventStreamTransport
    private let status = Mutex(0)

    init(_ message: OutgoingMessage, _ transport: EventStreamTransport) {
        self.message = message
        self.transport = transport
    }

    func began(status: Int, headers: HTTPHeaders) { self.status.withLock { $0 = status } }

    func received(_ bytes: [UInt8]) -> String? { nil }

    func ended(_ failure: HTTPFailure?) {
        let error: SessionError
        switch failure {
        case .unreachable(let reason)?: error = .unreachable(reason: reason)
        case .broken(let reason)?: error = .lost(reason: reason)
        case nil:
            let status = status.withLock { $0 }
            if (200..<300).contains(status) { return }
            error = .refused(RPCError(RPCError.internalError, "HTTP status \(status)"))
        }
        if case .request(let id) = message.kind {
            transport.emit(.ended(id, error))
        } else {
            transport.log.warn("cannot send a message", ["method": .string(message.method), "reason": .string(error.description)])
        }
    }
}
