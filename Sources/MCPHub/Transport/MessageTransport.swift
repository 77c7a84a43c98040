// How messages reach a peer. A session above sees whole messages; whether they are lines on a pipe, HTTP
// requests or calls within this process is the transport's business.

/// What a transport reports.
enum TransportEvent: Sendable {
    /// One message, without framing.
    case message([UInt8])
    /// The connection is over. Nothing follows.
    case closed(reason: String)
}

/// A transport could not be opened or used.
struct TransportError: Error, Sendable, CustomStringConvertible {
    /// For operators: may name commands and addresses.
    let description: String
}

/// A connection that carries JSON-RPC messages.
protocol MessageTransport: Sendable {
    /// Opens the connection.
    ///
    /// - Parameter receive: called for every event, one at a time, on threads of the transport.
    func open(_ receive: @escaping @Sendable (TransportEvent) -> Void) throws(TransportError)

    /// Sends one message. Never waits for the peer.
    func send(_ message: [UInt8]) throws(TransportError)

    /// Tells the peer that nobody waits for the answer to request `id` any more.
    func cancel(_ id: RequestID, reason: String)

    /// Ends the connection and returns when nothing of it is left.
    func close()
}

extension MessageTransport {
    func cancel(_ id: RequestID, reason: String) {
        let params: JSONValue = ["requestId": id.value, "reason": .string(reason)]
        let message = RPCMessage.notification(method: Method.cancelled, params: JSONText(params))
        // A peer that cannot be reached has nothing to cancel.
        try? send(message.encoded())
    }
}
