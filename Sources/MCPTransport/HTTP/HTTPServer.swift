// An HTTP/1.1 server. One thread owns all connections and moves their bytes; it never waits for anything but the
// network. Complete requests go to a few other threads, which make answers or have them made. So hundreds of idle or slow
// clients cost little more than their sockets.

import MCPPlatform
import Synchronization

/// Serves HTTP on one address.
package final class HTTPServer: Sendable {
    /// How much the server takes on.
    package struct Limits: Sendable {
        package var parser = HTTPRequestParser.Limits()
        var patience = HTTPServerConnection.Patience()
        package var connections = 256
        /// Bytes of answers that wait for slow clients, of all connections together.
        var pendingBytes = 256 << 20

        package init() {}
    }

    private static let workers = 8
    /// How long to leave new connections waiting when there are no descriptors for them.
    private static let exhaustionPause = Duration.milliseconds(100)

    private struct State {
        var accepts = true
        /// When the remaining connections are closed whatever they are doing.
        var closing: Deadline?
        var isFinished = false
    }

    /// The port that the server listens on.
    package let port: UInt16
    private let listener: Int32
    private let handler: any HTTPRequestHandler
    private let limits: Limits
    private let log: Log
    private let mailbox: HTTPMailbox
    private let pool = ThreadPool(size: HTTPServer.workers)
    private let state = Monitor(State())

    /// Begins to listen, and to serve.
    package init(_ address: SocketAddress, limits: Limits, handler: any HTTPRequestHandler, log: Log) throws(SystemError) {
        self.handler = handler
        self.limits = limits
        self.log = log
        mailbox = try HTTPMailbox()
        (listener, port) = try Socket.listen(address)
        do {
            try NativeThread.start { [self] in
                serve()
                state.withLock { $0.isFinished = true }
            }
        } catch {
            Files.close(listener)
            throw SystemError(description: "cannot start a thread for the server")
        }
    }

    /// Takes no more connections. Requests on those that there are get status 503, and each answer says that it is the last one.
    package func stopAccepting() {
        mailbox.endConnections()
        state.withLock { $0.accepts = false }
        mailbox.signal.wake()
    }

    /// Closes all connections, as soon as what is to be sent has been sent, but not later than the deadline.
    package func close(_ deadline: Deadline) {
        state.withLock { state in
            state.accepts = false
            state.closing = deadline
        }
        mailbox.signal.wake()
        _ = state.wait { $0.isFinished ? true : nil }
        pool.close()
    }

    // MARK: The thread of the connections

    private func serve() {
        var connections: [Int: HTTPServerConnection] = [:]
        var nextNumber = 0
        var isListening = true
        var pause: Deadline?
        while true {
            if pause?.isPast == true { pause = nil }
            let (accepts, closing) = state.withLock { ($0.accepts, $0.closing) }
            if !accepts, isListening {
                isListening = false
                Files.close(listener)
            }
            if let closing {
                for connection in connections.values where connection.isIdle { connection.closeSoon() }
                if closing.isPast { for connection in connections.values { connection.close() } }
                connections = connections.filter { !$0.value.isClosed }
                if connections.isEmpty { return }
            }
            let order = connections.keys.sorted()
            wait(order.compactMap { connections[$0] }, isListening && pause == nil, min(closing ?? .never, pause ?? .never)) { index, readiness in
                guard let connection = connections[order[index]] else { return }
                if readiness.canWrite { connection.write() }
                if readiness.canRead, !connection.isClosed { take(connection.read()) }
                if readiness.isBroken, !readiness.canRead { connection.close() }
            }
            for letter in mailbox.take() {
                guard let connection = connections[letter.connection] else { continue }
                connection.deliver(letter)
                if letter.isLast { take(connection.advance()) }
            }
            for connection in connections.values { connection.checkDeadlines() }
            shed(connections)
            connections = connections.filter { !$0.value.isClosed }
            guard isListening, pause == nil else { continue }
            accepting: while true {
                switch Socket.accept(listener) {
                case .connection(let descriptor):
                    let connection = HTTPServerConnection(
                        descriptor, number: nextNumber, mailbox: mailbox, handler: handler, limits: limits.parser,
                        patience: limits.patience)
                    if connections.count >= limits.connections {
                        log.warn("refused a connection", ["reason": "too many connections"])
                        connection.refuse()
                    } else {
                        connections[nextNumber] = connection
                        nextNumber += 1
                    }
                case .exhausted:
                    log.warn("cannot accept a connection", ["reason": "no descriptors"])
                    pause = .after(Self.exhaustionPause)
                    break accepting
                case .nothing: break accepting
                }
            }
        }
    }

    /// Waits until something is ready, and hands out what is.
    private func wait(
        _ connections: [HTTPServerConnection], _ isListening: Bool, _ latest: Deadline,
        _ body: (Int, PollSet.Readiness) -> Void
    ) {
        var set = PollSet()
        set.add(mailbox.signal.descriptor, read: true, write: false)
        if isListening { set.add(listener, read: true, write: false) }
        let first = isListening ? 2 : 1
        var deadline = latest
        for connection in connections {
            connection.register(in: &set)
            deadline = min(deadline, connection.deadline)
        }
        // A millisecond more, so that what is due is past when the time is over.
        set.wait((deadline.remaining ?? .seconds(60)) + .milliseconds(1))
        if set[0].canRead { mailbox.signal.reset() }
        for index in connections.indices { body(index, set[first + index]) }
    }

    /// Has a complete request answered.
    private func take(_ request: HTTPServerConnection.Request?) {
        guard let request else { return }
        let handler = handler
        guard !mailbox.endsConnections else {
            return request.exchange.respond(.text(503, "the server is shutting down", ["retry-after": "1"]))
        }
        // What a disconnection means is for the handler to say.
        pool.submit(Cancellation()) { admission in
            switch admission {
            case .running: handler.handle(request.head, body: request.body, request.exchange)
            case .dropped: request.exchange.respond(.text(503, "the server is shutting down", ["retry-after": "1"]))
            }
        }
    }

    /// Gives up the slowest readers when too much waits for them.
    private func shed(_ connections: [Int: HTTPServerConnection]) {
        var total = connections.values.reduce(0) { $0 + $1.pendingBytes }
        while total > limits.pendingBytes,
            let slowest = connections.values.max(by: { $0.pendingBytes < $1.pendingBytes }), slowest.pendingBytes > 0
        {
            log.warn("closed a connection", ["reason": "too much waits for its client"])
            total -= slowest.pendingBytes
            slowest.close()
        }
    }
}
