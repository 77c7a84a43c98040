// How messages reach a peer. A session above sees whole messages; whether they are lines on a pipe, HTTP
// requests or calls within this process is the transport's business.

import MCPProtocol

/// What a transport reports.
package enum TransportEvent: Sendable {
    /// One message, without framing.
    case message([UInt8])
    /// The request with this identifier will get no answer, or has got it already; others are not concerned.
    case ended(RequestID, SessionError)
    /// The connection has to be made anew, but what is in flight may still be answered.
    case lost(reason: String)
    /// The connection is over. Nothing follows.
    case closed(reason: String)
}

/// A transport could not be opened or used.
package struct TransportError: Error, Sendable, CustomStringConvertible {
    /// For operators: may name commands and addresses.
    package let description: String

    package init(description: String) { self.description = description }
}

/// A message on its way to a server, with what some transports tell beside it.
package struct OutgoingMessage: Sendable {
    /// What the message is.
    package enum Kind: Sendable {
        case request(RequestID)
        case notification
        /// The answer to a request of the server.
        case answer
    }

    /// The message as one line of JSON.
    package let bytes: [UInt8]
    package let kind: Kind
    /// Empty for answers.
    package let method: String
    /// What the request calls or reads.
    package let name: String?
    /// What was agreed on, `nil` before that.
    package let era: ProtocolEra?
    /// Header fields that repeat arguments.
    package let fields: [(name: String, value: String)]

    package init(
        bytes: [UInt8], kind: Kind, method: String = "", name: String? = nil, era: ProtocolEra?,
        fields: [(name: String, value: String)] = []
    ) {
        self.bytes = bytes
        self.kind = kind
        self.method = method
        self.name = name
        self.era = era
        self.fields = fields
    }
}

/// A connection that carries JSON-RPC messages.
package protocol MessageTransport: Sendable {
    /// Opens the connection.
    ///
    /// - Parameter receive: called for every event, one at a time, on threads of the transport.
    func open(_ receive: @escaping @Sendable (TransportEvent) -> Void) throws(TransportError)

    /// Sends one message. Never waits for the peer.
    func send(_ message: OutgoingMessage) throws(TransportError)

    /// Begins to listen to what a server of the old era sends without being asked, where that takes something.
    func listen()

    /// Tells the peer that nobody waits for the answer to request `id` any more.
    func cancel(_ id: RequestID, reason: String)

    /// Ends the connection and returns when nothing of it is left.
    func close()
}

extension MessageTransport {
    package func listen() {}

    package func cancel(_ id: RequestID, reason: String) {
        // A peer that cannot be reached has nothing to cancel.
        try? send(.cancellation(of: id, reason: reason))
    }
}

extension OutgoingMessage {
    package static func notification(_ method: String, _ params: JSONText? = nil, era: ProtocolEra? = nil) -> OutgoingMessage {
        let message = RPCMessage.notification(method: method, params: params)
        return OutgoingMessage(bytes: message.encoded(), kind: .notification, method: method, era: era)
    }

    package static func cancellation(of id: RequestID, reason: String, era: ProtocolEra? = nil) -> OutgoingMessage {
        let params: JSONValue = ["requestId": id.value, "reason": .string(reason)]
        return .notification(Method.cancelled, JSONText(params), era: era)
    }
}
