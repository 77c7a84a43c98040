// One connection of a client to the server: reads requests one after the other, writes answers, and knows how long it
// is willing to wait for what. Used by the thread of the connections alone.

import MCPPlatform

/// The state of a connection.
final class HTTPServerConnection {
    /// How long a client may take.
    struct Patience: Sendable {
        /// From the first byte of a request to the end of its head.
        var head = Duration.seconds(10)
        /// From the first byte of a request to its end.
        var request = Duration.seconds(60)
        /// Between requests.
        var idle = Duration.seconds(120)
        /// Until a client reads something of what waits for it.
        var write = Duration.seconds(30)
        /// For what a client still sends when its connection is being closed.
        var linger = Duration.seconds(2)
        /// After so long without a byte of an answer, whoever makes it is reminded.
        var silence = Duration.seconds(15)
    }

    private enum Phase {
        /// Waits for a request, or for the rest of one.
        case reading
        /// The body of this request is missing.
        case readingBody(HTTPRequestHead)
        case answering(HTTPExchange)
        /// Everything was said; what the client still sends is thrown away, so that it is not reset before it has read.
        case lingering
        case closed
    }

    /// A request that is complete.
    struct Request {
        let head: HTTPRequestHead
        let body: [UInt8]
        let exchange: HTTPExchange
    }

    private static let readSize = 1 << 16
    /// Bytes of further requests that are read while one is being answered.
    private static let pipelineLimit = 1 << 16
    private static let lingerLimit = 1 << 20

    private let descriptor: Int32
    private let number: Int
    private let mailbox: HTTPMailbox
    private let handler: any HTTPRequestHandler
    private let patience: Patience
    private var parser: HTTPRequestParser
    private var phase = Phase.reading
    private var output: [[UInt8]] = []
    /// What of the first piece of the output was sent.
    private var sent = 0
    /// The bytes in the output.
    private(set) var pendingBytes = 0
    private var closesAfterOutput = false
    private var clientHasFinished = false
    private var lingered = 0
    /// Whether the time for the request that is being read runs.
    private var isTimed = false
    private var headDeadline = Deadline.never
    private var phaseDeadline: Deadline
    private var writeDeadline = Deadline.never
    private var silenceDeadline = Deadline.never

    init(
        _ descriptor: Int32, number: Int, mailbox: HTTPMailbox, handler: any HTTPRequestHandler,
        limits: HTTPRequestParser.Limits, patience: Patience
    ) {
        self.descriptor = descriptor
        self.number = number
        self.mailbox = mailbox
        self.handler = handler
        self.patience = patience
        parser = HTTPRequestParser(limits: limits)
        phaseDeadline = .after(patience.idle)
    }

    var isClosed: Bool { if case .closed = phase { true } else { false } }

    /// Whether nothing is being read, answered or written.
    var isIdle: Bool {
        if case .reading = phase { parser.isBetweenRequests && output.isEmpty } else { false }
    }

    // MARK: Waiting

    /// What the connection waits for.
    func register(in set: inout PollSet) {
        let wantsInput: Bool
        switch phase {
        case .reading, .readingBody, .lingering: wantsInput = !clientHasFinished
        case .answering: wantsInput = !clientHasFinished && parser.bufferedCount < Self.pipelineLimit
        case .closed: wantsInput = false
        }
        set.add(descriptor, read: wantsInput, write: !output.isEmpty)
    }

    /// When something has to happen even if nothing arrives.
    var deadline: Deadline { min(min(headDeadline, phaseDeadline), min(writeDeadline, silenceDeadline)) }

    /// Does what is due.
    func checkDeadlines() {
        if writeDeadline.isPast { return close() }
        if case .answering(let exchange) = phase, silenceDeadline.isPast {
            silenceDeadline = .after(patience.silence)
            exchange.reportSilence()
        }
        guard headDeadline.isPast || phaseDeadline.isPast else { return }
        switch phase {
        case .reading where parser.isBetweenRequests: close()
        case .reading, .readingBody: fail(HTTPFault(408, "the request took too long"))
        case .lingering, .closed: close()
        case .answering: break
        }
    }

    // MARK: Input

    /// Reads what has arrived.
    ///
    /// - Returns: a request that has become complete.
    func read() -> Request? {
        switch Socket.receive(descriptor, upTo: Self.readSize) {
        case .nothing: return nil
        case .lost:
            close()
            return nil
        case .end:
            clientHasFinished = true
            switch phase {
            case .answering(let exchange):
                // A client that hangs up may have only closed its sending side; it can still get its answer, if
                // whoever makes it goes on.
                exchange.disconnection.cancel()
            case .reading, .readingBody, .lingering, .closed:
                if output.isEmpty { close() } else { closesAfterOutput = true }
            }
            return nil
        case .bytes(let bytes):
            if case .lingering = phase {
                lingered += bytes.count
                if lingered > Self.lingerLimit { close() }
                return nil
            }
            parser.append(bytes)
            return advance()
        }
    }

    /// Reads on in what has arrived.
    func advance() -> Request? {
        while true {
            switch phase {
            case .reading, .readingBody: break
            case .answering, .lingering, .closed: return nil
            }
            if closesAfterOutput { return nil }
            if !isTimed, !parser.isBetweenRequests {
                isTimed = true
                headDeadline = .after(patience.head)
                phaseDeadline = .after(patience.request)
            }
            do {
                guard let event = try parser.next() else { return nil }
                switch event {
                case .head(let head, let awaitsContinue):
                    headDeadline = .never
                    if let refusal = handler.refusal(of: head) {
                        reply(refusal)
                        return nil
                    }
                    phase = .readingBody(head)
                    if awaitsContinue, parser.bufferedCount == 0 { enqueue(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)) }
                case .body(let body):
                    guard case .readingBody(let head) = phase else { return nil }
                    let exchange = HTTPExchange(head, connection: number, mailbox: mailbox)
                    phase = .answering(exchange)
                    isTimed = false
                    phaseDeadline = .never
                    silenceDeadline = .after(patience.silence)
                    return Request(head: head, body: body, exchange: exchange)
                }
            } catch {
                fail(error)
                return nil
            }
        }
    }

    private func fail(_ fault: HTTPFault) { reply(.text(fault.status, fault.reason)) }

    /// Answers without a handler, and closes the connection.
    private func reply(_ response: HTTPResponse) {
        headDeadline = .never
        phaseDeadline = .never
        closesAfterOutput = true
        handler.didAnswer(status: response.status)
        enqueue(response.encoded(keepsConnection: false))
    }

    // MARK: Output

    /// Sends what the exchange has to say.
    func deliver(_ letter: HTTPMailbox.Letter) {
        guard case .answering(let exchange) = phase else { return }
        silenceDeadline = .after(patience.silence)
        if let status = letter.status { handler.didAnswer(status: status) }
        if letter.isLast {
            phase = .reading
            silenceDeadline = .never
            phaseDeadline = .after(patience.idle)
            if !letter.keepsConnection || clientHasFinished { closesAfterOutput = true }
            // Nobody needs to know any more how much of it waits.
            exchange.didSend(letter.bytes.count)
        }
        enqueue(letter.bytes)
    }

    private func enqueue(_ bytes: [UInt8]) {
        if !bytes.isEmpty {
            if output.isEmpty { writeDeadline = .after(patience.write) }
            output.append(bytes)
            pendingBytes += bytes.count
        }
        write()
    }

    /// Sends as much of the output as fits.
    func write() {
        while let piece = output.first {
            guard let count = Socket.send(descriptor, piece[sent...]) else { return close() }
            if count == 0 { return }
            writeDeadline = .after(patience.write)
            sent += count
            pendingBytes -= count
            if case .answering(let exchange) = phase { exchange.didSend(count) }
            if sent == piece.count {
                output.removeFirst()
                sent = 0
            }
        }
        writeDeadline = .never
        if closesAfterOutput { linger() }
    }

    // MARK: Ending

    /// Says that there are too many connections, and closes this one.
    func refuse() {
        handler.didAnswer(status: 503)
        _ = Socket.send(descriptor, HTTPResponse.text(503, "too many connections").encoded(keepsConnection: false)[...])
        close()
    }

    /// Closes the connection when what waits is written.
    func closeSoon() {
        closesAfterOutput = true
        if output.isEmpty, !isClosed { linger() }
    }

    private func linger() {
        guard !clientHasFinished else { return close() }
        Socket.finishSending(descriptor)
        phase = .lingering
        phaseDeadline = .after(patience.linger)
    }

    /// Closes the connection at once.
    func close() {
        if case .closed = phase { return }
        if case .answering(let exchange) = phase { exchange.disconnect() }
        phase = .closed
        output = []
        pendingBytes = 0
        Files.close(descriptor)
    }
}
