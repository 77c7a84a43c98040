// Where the answer to a message of a client goes. On a stream all answers share the lines; over HTTP each has an answer
// of its own.

/// Takes what a client is told about one of its messages.
protocol ReplyChannel: Sendable {
    /// Sends a notification that belongs to the request. After the answer it does nothing.
    func notify(_ message: RPCMessage)

    /// Sends the answer. Nothing follows.
    func answer(_ message: RPCMessage)

    /// Sends the answers to a batch. Nothing follows.
    func answer(batch messages: [RPCMessage])

    /// The client has withdrawn the request, so there is no answer. Nothing follows.
    func withdraw()
}

/// Replies as lines of a stream.
struct LineReplies: ReplyChannel {
    /// Sends one line; may be called on any thread.
    let write: @Sendable ([UInt8]) -> Void

    func notify(_ message: RPCMessage) { write(message.encoded()) }
    func answer(_ message: RPCMessage) { write(message.encoded()) }
    func answer(batch messages: [RPCMessage]) { write(RPCMessage.encoded(batch: messages)) }
    func withdraw() {}
}

extension RPCMessage {
    /// Messages in one array, which only version 2025-03-26 knows.
    static func encoded(batch messages: [RPCMessage]) -> [UInt8] {
        [UInt8(ascii: "[")] + Array(messages.map { $0.encoded() }.joined(separator: [UInt8(ascii: ",")])) + [UInt8(ascii: "]")]
    }
}
