// Requests to one server without TLS, on connections that are used again. Making a connection takes longer than a call of a tool on the
// same machine, and a process in between would take longer still.
//
// A request on a used connection must not get lost in the moment in which the server closes it, since it could not be sent again: nobody
// would know whether the server has begun it. So a connection is used again only if it was quiet for less time than any server waits
// before it closes one, and if nothing has arrived on it, the end included.
//
// One thread waits for all connections. Who makes a request on a waiting connection sends it there and then: that thread hears of
// it with the answer. It alone closes connections.

import MCPPlatform

/// Makes requests to one server.
final class HTTPConnections: HTTPRequests {
    /// Servers keep connections for some seconds at least.
    private static let reuseTime = Duration.seconds(1)
    private static let connectionTime = Duration.seconds(30)
    /// How long the thread may take to end.
    private static let grace = Duration.milliseconds(500)

    private struct Exchange {
        let receiver: any HTTPReceiver
        let request: [UInt8]
    }

    private struct Connection {
        let descriptor: Int32
        /// What is being asked, `nil` while the connection waits.
        var exchange: Int?
        var parser = HTTPResponseParser()
        /// What of the request was not sent yet.
        var output: ArraySlice<UInt8> = []
        var lastUse = ContinuousClock.now
        /// Whether the thread is to close it.
        var isGivenUp = false
    }

    private struct State {
        var exchanges: [Int: Exchange] = [:]
        var connections: [Int: Connection] = [:]
        /// The connections that wait, the one that was used last at the end.
        var waiting: [Int] = []
        var nextNumber = 0
        var hasThread = false
        var isClosed = false
    }

    private let origin: HTTPOrigin
    private let signal: WakeSignal
    private let state = Monitor(State())

    init(_ origin: HTTPOrigin) throws(SystemError) {
        self.origin = origin
        signal = try WakeSignal()
    }

    // MARK: Asking

    func start(
        _ method: String, _ headers: [(name: String, value: String)], body: [UInt8]?, _ receiver: any HTTPReceiver
    ) -> Int? {
        let exchange = Exchange(receiver: receiver, request: encode(method, headers, body))
        let (number, needsConnection, needsThread): (Int?, Bool, Bool) = state.withLockUnnoticed { state in
            if state.isClosed { return (nil, false, false) }
            state.nextNumber += 1
            state.exchanges[state.nextNumber] = exchange
            while let connection = state.waiting.popLast() {
                if send(state.nextNumber, exchange.request[...], on: connection, &state) { return (state.nextNumber, false, false) }
            }
            defer { state.hasThread = true }
            return (state.nextNumber, true, !state.hasThread)
        }
        guard let number, needsConnection else { return number }
        if needsThread { startThread() }
        // Looking up a name and connecting may take as long as they like.
        NativeThread.startOrRun { [self] in connect(for: number) }
        return number
    }

    private func encode(_ method: String, _ headers: [(name: String, value: String)], _ body: [UInt8]?) -> [UInt8] {
        var fields = HTTPHeaders()
        // Of two fields with the same name the later one counts. How the message is delimited is not for others to say.
        for (index, field) in headers.enumerated() {
            let name = field.name.lowercased()
            guard !["content-length", "transfer-encoding", "connection", "accept-encoding"].contains(name),
                !headers[(index + 1)...].contains(where: { $0.name.lowercased() == name }), HTTPHeaders.isName(name),
                HTTPHeaders.isValue(field.value)
            else { continue }
            fields.append(name, field.value)
        }
        var text = "\(method) \(origin.target) HTTP/1.1\r\n"
        if fields["host"] == nil { text += "host: \(origin.authority)\r\n" }
        for (name, value) in fields.fields { text += "\(name): \(value)\r\n" }
        if let body { text += "content-length: \(body.count)\r\n" }
        return Array((text + "\r\n").utf8) + (body ?? [])
    }

    /// Sends a request on a connection that waits.
    ///
    /// - Returns: whether it was sent; if not, nothing of it was.
    private func send(_ number: Int, _ request: ArraySlice<UInt8>, on key: Int, _ state: inout State) -> Bool {
        guard var connection = state.connections[key], !connection.isGivenUp else { return false }
        guard ContinuousClock.now - connection.lastUse < Self.reuseTime, Socket.isQuiet(connection.descriptor),
            let count = Socket.send(connection.descriptor, request)
        else {
            state.connections[key]?.isGivenUp = true
            signal.wake()
            return false
        }
        connection.exchange = number
        connection.parser = HTTPResponseParser()
        connection.output = request.dropFirst(count)
        // Only what is sent at once does not concern the thread.
        if !connection.output.isEmpty { signal.wake() }
        state.connections[key] = connection
        return true
    }

    private func connect(for number: Int) {
        let result = Socket.connect(origin.host, origin.port, until: .after(Self.connectionTime))
        let receiver: (any HTTPReceiver)?
        switch result {
        case .failure(let problem):
            receiver = state.withLockUnnoticed { $0.exchanges.removeValue(forKey: number)?.receiver }
            receiver?.ended(.unreachable(problem.description))
        case .success(let descriptor):
            let isWanted = state.withLockUnnoticed { state in
                guard !state.isClosed, let exchange = state.exchanges[number] else { return false }
                var connection = Connection(descriptor: descriptor, exchange: number)
                connection.output = exchange.request[...]
                state.nextNumber += 1
                state.connections[state.nextNumber] = connection
                return true
            }
            if isWanted { signal.wake() } else { Files.close(descriptor) }
        }
    }

    func cancel(_ number: Int) {
        let isOpen = state.withLockUnnoticed { state in
            guard state.exchanges.removeValue(forKey: number) != nil else { return false }
            if let key = state.connections.first(where: { $0.value.exchange == number })?.key { state.connections[key]?.isGivenUp = true }
            return true
        }
        if isOpen { signal.wake() }
    }

    func close() {
        state.withLock { state in
            state.isClosed = true
            state.exchanges = [:]
        }
        signal.wake()
        _ = state.wait(until: .after(Self.grace)) { $0.hasThread ? nil : true }
    }

    // MARK: The thread of the connections

    private func startThread() {
        do {
            try NativeThread.start { [self] in
                serve()
                state.withLock { $0.hasThread = false }
            }
        } catch {
            let abandoned = state.withLock { state in
                state.hasThread = false
                defer { state.exchanges = [:] }
                return state.exchanges.values.map(\.receiver)
            }
            for receiver in abandoned { receiver.ended(.unreachable("there is no thread for requests")) }
        }
    }

    private func serve() {
        while true {
            let (isClosed, removed, open, deadline) = state.withLockUnnoticed { state in sweep(&state) }
            for descriptor in removed { Files.close(descriptor) }
            if isClosed { return }
            var set = PollSet()
            set.add(signal.descriptor, read: true, write: false)
            for connection in open { set.add(connection.descriptor, read: true, write: connection.isWriting) }
            set.wait((deadline.remaining ?? .seconds(60)) + .milliseconds(1))
            if set[0].canRead { signal.reset() }
            for (index, connection) in open.enumerated() {
                let readiness = set[index + 1]
                if readiness.canWrite { write(connection.key) }
                if readiness.canRead || readiness.isBroken { read(connection.key, connection.descriptor) }
            }
        }
    }

    /// Takes out what is to be closed.
    ///
    /// - Returns: whether that is everything, for good; the sockets to close; what to wait for, and until when.
    private func sweep(
        _ state: inout State
    ) -> (isClosed: Bool, removed: [Int32], open: [(key: Int, descriptor: Int32, isWriting: Bool)], deadline: Deadline) {
        var removed: [Int32] = []
        var open: [(key: Int, descriptor: Int32, isWriting: Bool)] = []
        var deadline = Deadline.never
        let now = ContinuousClock.now
        for (key, connection) in state.connections {
            let isOld = connection.exchange == nil && now - connection.lastUse >= Self.reuseTime
            if state.isClosed || connection.isGivenUp || isOld {
                removed.append(connection.descriptor)
                state.connections[key] = nil
                state.waiting.removeAll { $0 == key }
            } else {
                open.append((key, connection.descriptor, !connection.output.isEmpty))
                if connection.exchange == nil { deadline = min(deadline, .after(Self.reuseTime - (now - connection.lastUse))) }
            }
        }
        return (state.isClosed, removed, open, deadline)
    }

    /// Sends what fits of a request. That it cannot be sent shows when reading.
    private func write(_ key: Int) {
        state.withLockUnnoticed { state in
            guard let connection = state.connections[key], !connection.output.isEmpty else { return }
            let count = Socket.send(connection.descriptor, connection.output) ?? connection.output.count
            state.connections[key]?.output = connection.output.dropFirst(count)
        }
    }

    private func read(_ key: Int, _ descriptor: Int32) {
        switch Socket.receive(descriptor, upTo: 1 << 16) {
        case .nothing: break
        case .bytes(let bytes): take(bytes, key)
        case .end, .lost: ended(key)
        }
    }

    private func take(_ bytes: [UInt8], _ key: Int) {
        let (exchange, receiver, outcome) = state.withLockUnnoticed {
            state -> (Int?, (any HTTPReceiver)?, Result<[HTTPResponseParser.Event], HTTPFault>) in
            guard let exchange = state.connections[key]?.exchange, let receiver = state.exchanges[exchange]?.receiver else {
                // Nobody has asked for anything.
                state.connections[key]?.isGivenUp = true
                return (nil, nil, .success([]))
            }
            do throws(HTTPFault) {
                return (exchange, receiver, .success(try state.connections[key]?.parser.read(bytes) ?? []))
            } catch {
                return (exchange, receiver, .failure(error))
            }
        }
        guard let exchange, let receiver else { return }
        switch outcome {
        case .failure(let fault): finish(exchange, key, .broken(fault.reason))
        case .success(let events):
            for event in events {
                switch event {
                case .head(let status, let headers): receiver.began(status: status, headers: headers)
                case .piece(let piece):
                    if let objection = receiver.received(piece) { return finish(exchange, key, .broken(objection)) }
                case .end: finish(exchange, key, nil)
                }
            }
        }
    }

    /// An answer is complete, or there will be none. The connection waits before anybody hears of it: what is asked next takes it.
    private func finish(_ exchange: Int, _ key: Int, _ failure: HTTPFailure?) {
        let receiver = state.withLockUnnoticed { state in
            if var connection = state.connections[key] {
                connection.exchange = nil
                connection.lastUse = .now
                // A server that answers before it has the whole request does not want the rest.
                if failure == nil, connection.parser.keepsConnection, connection.output.isEmpty, !connection.isGivenUp {
                    state.waiting.append(key)
                } else {
                    connection.isGivenUp = true
                }
                state.connections[key] = connection
            }
            return state.exchanges.removeValue(forKey: exchange)?.receiver
        }
        receiver?.ended(failure)
    }

    /// The other side has closed a connection.
    private func ended(_ key: Int) {
        let (exchange, isComplete) = state.withLockUnnoticed { state in
            state.connections[key]?.isGivenUp = true
            state.waiting.removeAll { $0 == key }
            return (state.connections[key]?.exchange, state.connections[key]?.parser.isCompleteAtEnd ?? false)
        }
        guard let exchange else { return }
        finish(exchange, key, isComplete ? nil : .broken("the server closed the connection"))
    }
}
