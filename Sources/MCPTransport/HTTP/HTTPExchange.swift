// A request that is being answered. Whoever answers does so from any thread; the bytes go through a mailbox to the
// thread that owns the connection.

import MCPPlatform
import Synchronization

/// Decides about requests and answers them.
package protocol HTTPRequestHandler: Sendable {
    /// Looks at a request before its body is read.
    ///
    /// - Returns: an answer that refuses it, after which the connection is closed; `nil` to go on.
    func refusal(of head: HTTPRequestHead) -> HTTPResponse?

    /// Answers a request, now or later. Called on threads that may take a moment, but must not wait for others.
    func handle(_ head: HTTPRequestHead, body: [UInt8], _ exchange: HTTPExchange)

    /// Is told the status of every answer. Called on the thread of the connections.
    func didAnswer(status: Int)
}

extension HTTPRequestHandler {
    package func didAnswer(status: Int) {}
}

/// What goes to the thread of the connections.
final class HTTPMailbox: Sendable {
    /// Bytes for a connection.
    struct Letter: Sendable {
        let connection: Int
        let bytes: [UInt8]
        /// The status of the answer that begins here, `nil` if it has begun before.
        let status: Int?
        /// Whether the answer is complete.
        let isLast: Bool
        /// Whether the connection can take another request after it.
        let keepsConnection: Bool
    }

    let signal: WakeSignal
    private let letters = Mutex<[Letter]>([])
    private let isEnding = Atomic(false)

    init() throws(SystemError) { signal = try WakeSignal() }

    /// Whether connections take no further requests.
    var endsConnections: Bool { isEnding.load(ordering: .acquiring) }

    /// From now on answers are the last ones of their connections.
    func endConnections() { isEnding.store(true, ordering: .releasing) }

    func post(_ letter: Letter) {
        let wasEmpty = letters.withLock { letters in
            defer { letters.append(letter) }
            return letters.isEmpty
        }
        if wasEmpty { signal.wake() }
    }

    func take() -> [Letter] {
        letters.withLock { letters in
            defer { letters = [] }
            return letters
        }
    }
}

/// The answer to one request: either a whole response, or a stream of pieces.
package final class HTTPExchange: Sendable {
    /// Pieces that may be left out are, when so many bytes wait for a slow client.
    private static let comfortableBacklog = 1 << 20

    private enum Phase {
        case waiting
        case streaming
        case over
    }

    private struct State {
        var phase = Phase.waiting
        var backlog = 0
        var isConnected = true
        var onEnd: [@Sendable () -> Void] = []
        var onSilence: (@Sendable () -> Void)?
    }

    /// Thrown when the client closes the connection before the answer is complete.
    package let disconnection = Cancellation()
    private let head: HTTPRequestHead
    /// The number of the connection.
    let connection: Int
    private let mailbox: HTTPMailbox
    private let state = Mutex(State())

    init(_ head: HTTPRequestHead, connection: Int, mailbox: HTTPMailbox) {
        self.head = head
        self.connection = connection
        self.mailbox = mailbox
    }

    // MARK: Answering

    private var keepsConnection: Bool { head.keepsConnection && !mailbox.endsConnections }

    /// Answers with a whole response, unless there is an answer already.
    package func respond(_ response: HTTPResponse) {
        finish(response.status) { state in
            guard state.phase == .waiting else { return nil }
            return response.encoded(keepsConnection: keepsConnection)
        }
    }

    /// Begins an answer in pieces, unless there is an answer already.
    package func beginStream(_ headers: HTTPHeaders) {
        state.withLock { state in
            guard state.phase == .waiting else { return }
            state.phase = .streaming
            var headers = headers
            if !head.isHTTP10 { headers.append("transfer-encoding", "chunked") }
            let bytes = HTTPResponse.head(200, headers, keepsConnection: keepsConnection) + Array("\r\n".utf8)
            post(bytes, status: 200, isLast: false, &state)
        }
    }

    /// Sends a piece of a stream.
    ///
    /// - Parameter isOptional: whether the piece may be left out when the client is slow.
    /// - Returns: whether it was taken.
    @discardableResult
    package func write(_ piece: [UInt8], isOptional: Bool = false) -> Bool {
        state.withLock { state in
            guard state.phase == .streaming, state.isConnected, !piece.isEmpty else { return false }
            if isOptional, state.backlog > Self.comfortableBacklog { return false }
            post(head.isHTTP10 ? piece : Self.chunk(piece), isLast: false, &state)
            return true
        }
    }

    /// Ends a stream.
    package func endStream(_ piece: [UInt8] = []) {
        finish { state in
            guard state.phase == .streaming else { return nil }
            if head.isHTTP10 { return piece }
            return (piece.isEmpty ? [] : Self.chunk(piece)) + Array("0\r\n\r\n".utf8)
        }
    }

    private func finish(_ status: Int? = nil, _ makeBytes: (State) -> [UInt8]?) {
        let actions = state.withLock { state -> [@Sendable () -> Void] in
            guard let bytes = makeBytes(state) else { return [] }
            state.phase = .over
            post(bytes, status: status, isLast: true, &state)
            state.onSilence = nil
            defer { state.onEnd = [] }
            return state.isConnected ? state.onEnd : []
        }
        for action in actions { action() }
    }

    private func post(_ bytes: [UInt8], status: Int? = nil, isLast: Bool, _ state: inout State) {
        guard state.isConnected else { return }
        state.backlog += bytes.count
        mailbox.post(
            .init(
                connection: connection, bytes: bytes, status: status, isLast: isLast, keepsConnection: keepsConnection))
    }

    private static func chunk(_ bytes: [UInt8]) -> [UInt8] {
        Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8)
    }

    // MARK: Being told

    /// Runs `body` when the answer is complete or the client is gone, whichever is first, or at once if that was before.
    package func onEnd(_ body: @escaping @Sendable () -> Void) {
        let isOver = state.withLock { state in
            if state.phase == .over || !state.isConnected { return true }
            state.onEnd.append(body)
            return false
        }
        if isOver { body() }
    }

    /// Runs `body`, which must be quick, whenever nothing was sent for some seconds.
    package func onSilence(_ body: @escaping @Sendable () -> Void) {
        state.withLock { state in
            if state.phase != .over { state.onSilence = body }
        }
    }

    // MARK: For the thread of the connections

    func reportSilence() { state.withLock { $0.onSilence }?() }

    func didSend(_ count: Int) { state.withLock { $0.backlog -= count } }

    /// The client is gone.
    func disconnect() {
        let actions = state.withLock { state -> [@Sendable () -> Void] in
            guard state.isConnected, state.phase != .over else { return [] }
            state.isConnected = false
            state.onSilence = nil
            defer { state.onEnd = [] }
            return state.onEnd
        }
        disconnection.cancel()
        for action in actions { action() }
    }
}
