// Requests to one server that are made by a process of its own, `jsexec-http`, which is started with the first one: what TLS takes is
// loaded only where it is needed. Answers arrive in pieces and go on to whoever waits for them; nothing is collected here.

import HTTPFrames
import MCPPlatform
import Synchronization

/// Why there is no answer, or only a part of one.
enum HTTPFailure: Error, Sendable {
    /// The request cannot have reached the server.
    case unreachable(String)
    /// The request may have reached the server.
    case broken(String)
}

/// Takes the answer to one request; its functions are called one at a time.
protocol HTTPReceiver: Sendable {
    func began(status: Int, headers: HTTPHeaders)

    /// - Returns: why the rest is not wanted, `nil` if it is.
    func received(_ bytes: [UInt8]) -> String?

    /// - Parameter failure: `nil` if the answer is complete. Nothing follows.
    func ended(_ failure: HTTPFailure?)
}

/// Makes requests to one server.
protocol HTTPRequests: Sendable {
    /// Sends a request.
    ///
    /// - Returns: a number by which it can be cancelled, `nil` if there are to be no more requests. When the request cannot be made at
    ///   all, the receiver hears so.
    func start(
        _ method: String, _ headers: [(name: String, value: String)], body: [UInt8]?, _ receiver: any HTTPReceiver
    ) -> Int?

    /// Closes the connection of a request, whose receiver hears nothing more.
    func cancel(_ number: Int)

    /// Closes all connections.
    func close()
}

/// Has requests made by a process.
final class HTTPClient: HTTPRequests {
    /// The program beside this one that makes the requests.
    private static let program = "jsexec-http"
    /// What the process may need to know of the environment to get through to a server.
    private static let environment = [
        "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "all_proxy", "no_proxy",
        "SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE", "URLSessionCertificateAuthorityInfoFile", "LD_LIBRARY_PATH",
        "DYLD_LIBRARY_PATH", "HOME", "LANG", "TZ",
    ]
    /// How long the process may take to end.
    private static let grace = Duration.milliseconds(500)

    private struct State {
        var process: ChildProcess?
        var receivers: [UInt32: any HTTPReceiver] = [:]
        var nextNumber: UInt32 = 0
        var isClosed = false
    }

    private let address: String
    private let state = Mutex(State())
    /// Held while a frame is written, so that frames do not mix.
    private let writing = Mutex(())

    init(_ address: String) { self.address = address }

    func start(
        _ method: String, _ headers: [(name: String, value: String)], body: [UInt8]?, _ receiver: any HTTPReceiver
    ) -> Int? {
        let process: ChildProcess
        do {
            guard let running = try runningProcess() else { return nil }
            process = running
        } catch {
            NativeThread.startOrRun { receiver.ended(.unreachable(error.description)) }
            return 0
        }
        let number: UInt32? = state.withLock { state in
            guard !state.isClosed, state.process === process else { return nil }
            repeat { state.nextNumber = state.nextNumber &+ 1 } while state.nextNumber == 0 || state.receivers[state.nextNumber] != nil
            state.receivers[state.nextNumber] = receiver
            return state.nextNumber
        }
        guard let number else { return nil }
        let texts = [method, address] + headers.flatMap { [$0.name, $0.value] }
        send(Frame(.start, number, Frame.payload(texts, body ?? [])), to: process)
        return Int(number)
    }

    func cancel(_ number: Int) {
        let number = UInt32(truncatingIfNeeded: number)
        let process = state.withLock { state in state.receivers.removeValue(forKey: number) == nil ? nil : state.process }
        if let process { send(Frame(.cancel, number), to: process) }
    }

    func close() {
        let process = state.withLock { state in
            state.isClosed = true
            state.receivers = [:]
            defer { state.process = nil }
            return state.process
        }
        guard let process else { return }
        writing.withLock { _ in Files.close(process.standardInput) }
        process.terminate(grace: Self.grace)
    }

    // MARK: The process

    /// The process that makes the requests, started if there is none; `nil` if the client is closed.
    private func runningProcess() throws(SystemError) -> ChildProcess? {
        try state.withLock { state throws(SystemError) in
            if state.isClosed { return nil }
            if let process = state.process { return process }
            let path = Executable.directory + "/" + Self.program
            guard Files.isExecutable(path) else {
                throw SystemError(
                    description: "the program \(Self.program), which makes requests over TLS or through a proxy, is not beside this one; "
                        + "`swift build` builds it")
            }
            let environment = Self.environment.compactMap { name in ProcessEnvironment.value(name).map { (name, $0) } }
            let process: ChildProcess
            do {
                process = try ChildProcess(executable: path, arguments: [], environment: environment)
            } catch {
                // Scripts see this, and must not see paths.
                throw SystemError(description: "the program \(Self.program) cannot be started")
            }
            Files.close(process.standardError)
            do {
                try NativeThread.start { [self] in readFrames(of: process) }
            } catch {
                Files.close(process.standardInput)
                Files.close(process.standardOutput)
                throw SystemError(description: "cannot start a thread for requests")
            }
            state.process = process
            return process
        }
    }

    private func send(_ frame: Frame, to process: ChildProcess) {
        writing.withLock { _ in
            // When the process is gone, the thread that reads from it tells everybody who waits.
            guard state.withLock({ $0.process === process }) else { return }
            Files.writeAll(process.standardInput, frame.bytes)
        }
    }

    private func readFrames(of process: ChildProcess) {
        var frames = FrameReader { Files.readSome(process.standardOutput, upTo: 1 << 16) }
        while let frame = frames.next() { take(frame, from: process) }
        Files.close(process.standardOutput)
        let abandoned = state.withLock { state -> [any HTTPReceiver]? in
            // `close` was first.
            guard state.process === process else { return nil }
            state.process = nil
            defer { state.receivers = [:] }
            return Array(state.receivers.values)
        }
        guard let abandoned else { return }
        writing.withLock { _ in Files.close(process.standardInput) }
        for receiver in abandoned { receiver.ended(.broken("the process that makes the requests has ended")) }
    }

    private func take(_ frame: Frame, from process: ChildProcess) {
        let receiver = state.withLock { state in
            switch frame.kind {
            case .began, .received: state.receivers[frame.exchange]
            default: state.receivers.removeValue(forKey: frame.exchange)
            }
        }
        guard let receiver else { return }
        switch frame.kind {
        case .began:
            let texts = frame.texts?.texts ?? []
            var headers = HTTPHeaders()
            for index in stride(from: 1, to: texts.count - 1, by: 2) { headers.append(texts[index], texts[index + 1]) }
            receiver.began(status: texts.first.flatMap { Int($0) } ?? 0, headers: headers)
        case .received:
            guard let objection = receiver.received(frame.payload) else { return }
            let isOpen = state.withLock { $0.receivers.removeValue(forKey: frame.exchange) != nil }
            send(Frame(.cancel, frame.exchange), to: process)
            if isOpen { receiver.ended(.broken(objection)) }
        case .unreachable: receiver.ended(.unreachable(String(decoding: frame.payload, as: UTF8.self)))
        case .broken: receiver.ended(.broken(String(decoding: frame.payload, as: UTF8.self)))
        case .ended: receiver.ended(nil)
        case .start, .cancel: break
        }
    }
}
