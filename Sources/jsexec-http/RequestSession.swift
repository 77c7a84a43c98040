// Requests by the toolchain's own networking. Answers arrive in pieces and go on to the hub; nothing is collected here.
//
// Every request asks for a connection of its own: a client that sends on a connection that the server is just closing
// cannot know whether the request arrived, and the system's networking then repeats it silently, which must not happen to
// a call that does something.

import Foundation
import HTTPFrames
import Synchronization

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Where pieces of answers wait to be written. However fast a server sends, only so many wait: then the system's thread
/// that reads for this process is held up, and with it, by and by, the server.
///
/// `@unchecked Sendable`: as its superclass; what it adds is a semaphore.
private final class PieceQueue: OperationQueue, @unchecked Sendable {
    /// Pieces have at most 16 KB.
    private let room = DispatchSemaphore(value: 256)

    override func addOperation(_ block: @escaping @Sendable () -> Void) {
        room.wait()
        super.addOperation { [room] in
            block()
            room.signal()
        }
    }
}

/// Makes the requests that the hub asks for.
///
/// `@unchecked Sendable`: what changes is guarded by `state`, the rest is set once before the object is shared.
final class RequestSession: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    /// Deadlines are the business of the hub.
    private static let longestWait: Double = 7 * 86_400

    private struct State {
        var tasks: [UInt32: URLSessionDataTask] = [:]
        /// The exchanges by the identifiers of their tasks.
        var exchanges: [Int: UInt32] = [:]
    }

    /// Everything that is asked of the session is asked here: it may wait for the thread that reads, which may wait for the hub.
    private let control = DispatchQueue(label: "jsexec-http.control")
    private let state = Mutex(State())
    /// Held while a frame is written.
    private let output = Mutex(())
    private let configuration: URLSessionConfiguration
    private lazy var session: URLSession = {
        let queue = PieceQueue()
        queue.maxConcurrentOperationCount = 1
        return URLSession(configuration: configuration, delegate: self, delegateQueue: queue)
    }()

    override init() {
        configuration = .ephemeral
        configuration.httpShouldSetCookies = false
        configuration.httpCookieAcceptPolicy = .never
        configuration.urlCache = nil
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        configuration.timeoutIntervalForRequest = Self.longestWait
        configuration.timeoutIntervalForResource = Self.longestWait
        configuration.httpMaximumConnectionsPerHost = 10_000
        super.init()
    }

    // MARK: What the hub asks for

    func start(_ frame: Frame) {
        guard let (texts, body) = frame.texts, texts.count >= 2, let url = URL(string: texts[1]) else {
            return write(Frame(.unreachable, frame.exchange, Array("the address is not valid".utf8)))
        }
        var request = URLRequest(url: url)
        request.httpMethod = texts[0]
        request.timeoutInterval = Self.longestWait
        for index in stride(from: 2, to: texts.count - 1, by: 2) {
            request.setValue(texts[index + 1], forHTTPHeaderField: texts[index])
        }
        request.setValue("close", forHTTPHeaderField: "Connection")
        if !body.isEmpty { request.httpBody = Data(body) }
        control.async { [self, request] in
            let task = session.dataTask(with: request)
            state.withLock { state in
                state.tasks[frame.exchange] = task
                state.exchanges[task.taskIdentifier] = frame.exchange
            }
            task.resume()
        }
    }

    func cancel(_ exchange: UInt32) {
        control.async { [self] in
            let task = state.withLock { state in
                let task = state.tasks.removeValue(forKey: exchange)
                if let task { state.exchanges[task.taskIdentifier] = nil }
                return task
            }
            task?.cancel()
        }
    }

    private func write(_ frame: Frame) {
        output.withLock { _ in
            // The hub is gone: nobody wants an answer any more.
            do { try FileHandle.standardOutput.write(contentsOf: Data(frame.bytes)) } catch { exit(0) }
        }
    }

    // MARK: What the session tells

    private func exchange(_ task: URLSessionTask) -> UInt32? { state.withLock { $0.exchanges[task.taskIdentifier] } }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        if let exchange = exchange(dataTask) {
            let answer = response as? HTTPURLResponse
            var texts = ["\(answer?.statusCode ?? 0)"]
            for (name, value) in answer?.allHeaderFields ?? [:] { texts += ["\(name)", "\(value)"] }
            write(Frame(.began, exchange, Frame.payload(texts)))
        }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        guard let exchange = exchange(dataTask) else { return }
        write(Frame(.received, exchange, Array(data)))
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        let exchange = state.withLock { state in
            let exchange = state.exchanges.removeValue(forKey: task.taskIdentifier)
            if let exchange { state.tasks[exchange] = nil }
            return exchange
        }
        guard let exchange else { return }
        write(error.map { Self.failure($0, exchange) } ?? Frame(.ended, exchange))
    }

    /// Redirections are not followed: they could lead requests, and the secrets in their headers, to another server.
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }

    private static func failure(_ error: any Error, _ exchange: UInt32) -> Frame {
        let code = (error as? URLError)?.code
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        let words = (underlying ?? error as NSError).localizedDescription
        func unreachable(_ reason: String) -> Frame { Frame(.unreachable, exchange, Array(reason.utf8)) }
        switch code {
        case .cannotFindHost?: return unreachable("the host was not found")
        case .cannotConnectToHost?: return unreachable("the server does not accept connections")
        case .dnsLookupFailed?, .notConnectedToInternet?, .badURL?, .secureConnectionFailed?,
            .serverCertificateUntrusted?, .serverCertificateHasBadDate?, .serverCertificateNotYetValid?,
            .serverCertificateHasUnknownRoot?, .clientCertificateRejected?, .clientCertificateRequired?:
            return unreachable(words)
        default: return Frame(.broken, exchange, Array("\(words) (\(code?.rawValue ?? 0))".utf8))
        }
    }
}
