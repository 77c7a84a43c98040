// Requests to one server, by the toolchain's own networking. Answers arrive in pieces and go on to whoever waits for
// them; nothing is collected here.
//
// Every request asks for a connection of its own: a client that sends on a connection that the server is just closing
// cannot know whether the request arrived, and the system's networking then repeats it silently, which must not happen to
// a call that does something.

import Foundation
import Synchronization

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

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

/// Where pieces of answers wait to be looked at. However fast a server sends, only so many wait: then the system's thread
/// that reads for this client is held up, and with it, by and by, the server.
///
/// `@unchecked Sendable`: as its superclass; what it adds is guarded by `waiting`.
private final class PieceQueue: OperationQueue, @unchecked Sendable {
    /// Pieces have at most 16 KB.
    private static let limit = 256

    private let waiting = Monitor(0)

    override func addOperation(_ block: @escaping @Sendable () -> Void) {
        _ = waiting.wait { waiting -> Bool? in
            guard waiting < Self.limit else { return nil }
            waiting += 1
            return true
        }
        super.addOperation { [waiting] in
            block()
            waiting.withLock { $0 -= 1 }
        }
    }
}

/// Sends HTTP requests.
///
/// `@unchecked Sendable`: what changes is guarded by `state`, the rest is set once before the object is shared.
final class HTTPClient: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    /// Deadlines are the business of whoever waits.
    private static let longestWait: Double = 7 * 86_400
    /// How long closing may take.
    private static let closingTime = Duration.seconds(1)

    private struct Exchange {
        let receiver: any HTTPReceiver
        var task: URLSessionDataTask?
    }

    private struct State {
        var session: URLSession?
        var exchanges: [Int: Exchange] = [:]
        /// The numbers of the exchanges by the identifiers of their tasks.
        var numbers: [Int: Int] = [:]
        var nextNumber = 0
    }

    /// Everything that is asked of the session is asked here: it may wait for the thread that reads, which may wait for
    /// those that listen, who must not wait in turn.
    private let control = DispatchQueue(label: "jsexec.http-client")
    private let state = Mutex(State())

    override init() {
        super.init()
        let queue = PieceQueue()
        queue.maxConcurrentOperationCount = 1
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpShouldSetCookies = false
        configuration.httpCookieAcceptPolicy = .never
        configuration.urlCache = nil
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        configuration.timeoutIntervalForRequest = Self.longestWait
        configuration.timeoutIntervalForResource = Self.longestWait
        configuration.httpMaximumConnectionsPerHost = 10_000
        state.withLock { $0.session = URLSession(configuration: configuration, delegate: self, delegateQueue: queue) }
    }

    /// Sends a request.
    ///
    /// - Returns: a number by which it can be cancelled, `nil` if the client is closed.
    func start(
        _ method: String, _ url: URL, _ headers: [(name: String, value: String)], body: [UInt8]?, _ receiver: any HTTPReceiver
    ) -> Int? {
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.timeoutInterval = Self.longestWait
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        request.setValue("close", forHTTPHeaderField: "Connection")
        if let body { request.httpBody = Data(body) }
        let number: Int? = state.withLock { state in
            guard state.session != nil else { return nil }
            state.nextNumber += 1
            state.exchanges[state.nextNumber] = Exchange(receiver: receiver)
            return state.nextNumber
        }
        guard let number else { return nil }
        control.async { [self, request] in
            guard let session = state.withLock({ $0.exchanges[number] == nil ? nil : $0.session }) else { return }
            let task = session.dataTask(with: request)
            let isWanted = state.withLock { state in
                guard state.exchanges[number] != nil else { return false }
                state.exchanges[number]?.task = task
                state.numbers[task.taskIdentifier] = number
                return true
            }
            if isWanted { task.resume() } else { task.cancel() }
        }
        return number
    }

    /// Closes the connection of a request, whose receiver hears nothing more.
    func cancel(_ number: Int) {
        let task = remove { _ in number }?.task
        if let task { control.async { task.cancel() } }
    }

    /// Closes all connections.
    func close() {
        let session = state.withLock { state in
            state.exchanges = [:]
            state.numbers = [:]
            defer { state.session = nil }
            return state.session
        }
        guard let session else { return }
        let done = Completion<Bool>()
        control.async {
            session.invalidateAndCancel()
            done.finish(true)
        }
        _ = done.wait(until: .after(Self.closingTime))
    }

    private func remove(_ number: (State) -> Int?) -> Exchange? {
        state.withLock { state in
            guard let number = number(state), let exchange = state.exchanges.removeValue(forKey: number) else { return nil }
            if let task = exchange.task { state.numbers[task.taskIdentifier] = nil }
            return exchange
        }
    }

    private func receiver(_ task: URLSessionTask) -> (any HTTPReceiver)? {
        state.withLock { state in state.numbers[task.taskIdentifier].flatMap { state.exchanges[$0]?.receiver } }
    }

    // MARK: What the session tells

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        var headers = HTTPHeaders()
        let answer = response as? HTTPURLResponse
        for (name, value) in answer?.allHeaderFields ?? [:] { headers.append("\(name)", "\(value)") }
        receiver(dataTask)?.began(status: answer?.statusCode ?? 0, headers: headers)
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        guard let receiver = receiver(dataTask), let objection = receiver.received(Array(data)) else { return }
        let identifier = dataTask.taskIdentifier
        let exchange = remove { $0.numbers[identifier] }
        if let task = exchange?.task { control.async { task.cancel() } }
        exchange?.receiver.ended(.broken(objection))
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        let identifier = task.taskIdentifier
        remove { $0.numbers[identifier] }?.receiver.ended(error.map(Self.failure))
    }

    /// Redirections are not followed: they could lead requests, and the secrets in their headers, to another server.
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }

    private static func failure(_ error: any Error) -> HTTPFailure {
        let code = (error as? URLError)?.code
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        let words = (underlying ?? error as NSError).localizedDescription
        switch code {
        case .cannotFindHost?: return .unreachable("the host was not found")
        case .cannotConnectToHost?: return .unreachable("the server does not accept connections")
        case .dnsLookupFailed?, .notConnectedToInternet?, .badURL?, .unsupportedURL?, .secureConnectionFailed?,
            .serverCertificateUntrusted?, .serverCertificateHasBadDate?, .serverCertificateNotYetValid?,
            .serverCertificateHasUnknownRoot?, .clientCertificateRejected?, .clientCertificateRequired?:
            return .unreachable(words)
        default: return .broken("\(words) (\(code?.rawValue ?? 0))")
        }
    }
}
