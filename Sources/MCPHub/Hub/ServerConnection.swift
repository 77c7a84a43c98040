// A client's connection to the hub over a stream of lines: which era it speaks, which of its requests are in flight,
// what it wants to be told.

import Synchronization

/// One client on a stream.
final class ServerConnection: Sendable {
    private struct State {
        /// The version that `initialize` settled, if it was called.
        var legacyVersion: String?
        var inFlight: [RequestID: Cancellation] = [:]
        /// The requests by which a modern client listens to changes of the tools.
        var listeners: [RequestID] = []
        /// The tools as the client has last seen them.
        var listedTools: [UInt8]?
    }

    private let handler: RequestHandler
    private let log: Log
    private let write: @Sendable ([UInt8]) -> Void
    private let state = Monitor(State())

    /// - Parameter write: sends one message; may be called on any thread.
    init(_ handler: RequestHandler, log: Log, write: @escaping @Sendable ([UInt8]) -> Void) {
        self.handler = handler
        self.log = log
        self.write = write
    }

    private func send(_ message: RPCMessage) { write(message.encoded()) }

    // MARK: Receiving

    /// Takes one line from the client.
    func receive(_ line: [UInt8]) {
        let text: JSONText
        do {
            text = try JSONText(validating: line)
        } catch {
            log.warn("ignored a line that is not JSON", ["reason": .string(error.description)])
            return
        }
        if text.isArray, state.withLock({ $0.legacyVersion }) == ProtocolVersion.batching {
            return receiveBatch(text)
        }
        receive(text, send: { [weak self] in self?.send($0) })
    }

    private func receive(_ text: JSONText, send: @escaping @Sendable (RPCMessage) -> Void) {
        do {
            switch try RPCMessage(text) {
            case .request(let id, let method, let params): handle(id, method, params, send)
            case .notification(let method, let params): handleNotification(method, params)
            case .response, .failure: log.warn("ignored an answer, since the hub asks nothing")
            }
        } catch {
            send(.failure(id: text["id"].flatMap { RequestID($0.value) }, error: error))
        }
    }

    /// Version 2025-03-26 alone allows several messages in an array, answered by an array.
    private func receiveBatch(_ text: JSONText) {
        let messages = text.elements
        let isNotification: (JSONText) -> Bool = { $0["method"] != nil && $0["id"] == nil }
        let collector = BatchCollector(expected: messages.filter { !isNotification($0) }.count, write: write)
        for message in messages { receive(message, send: { collector.add($0) }) }
    }

    private func handleNotification(_ method: String, _ params: JSONText?) {
        switch method {
        case Method.cancelled:
            guard let id = params?["requestId"].flatMap({ RequestID($0.value) }) else { return }
            let cancellation = state.withLock { state in
                state.listeners.removeAll { $0 == id }
                return state.inFlight.removeValue(forKey: id)
            }
            cancellation?.cancel()
        default:
            break
        }
    }

    private func handle(
        _ id: RequestID, _ method: String, _ params: JSONText?, _ send: @escaping @Sendable (RPCMessage) -> Void
    ) {
        if method == Method.initialize, params?["_meta"]?[MetaKey.protocolVersion] == nil {
            let (version, result) = handler.initializeResult(params)
            state.withLock { $0.legacyVersion = version }
            return send(.response(id: id, result: result))
        }
        let era: ProtocolEra
        do {
            era = try self.era(of: params, method)
        } catch {
            return send(.failure(id: id, error: error))
        }
        if method == Method.ping, case .legacy = era { return send(.response(id: id, result: JSONText([:]))) }
        if method == Method.listen, case .modern = era { return listen(id, params, send) }
        start(id, method, params, era, send)
    }

    /// Which era a request belongs to.
    private func era(of params: JSONText?, _ method: String) throws(RPCError) -> ProtocolEra {
        let meta = params?["_meta"]
        guard let versionText = meta?[MetaKey.protocolVersion] else {
            if let version = state.withLock({ $0.legacyVersion }) { return .legacy(version: version) }
            // Allowed before `initialize`.
            if method == Method.ping { return .legacy(version: ProtocolVersion.legacy[0]) }
            throw RPCError(
                RPCError.invalidParams,
                "params._meta lacks \"\(MetaKey.protocolVersion)\", and there was no initialize request")
        }
        guard let version = versionText.value.stringValue else {
            throw RPCError(RPCError.invalidParams, "_meta[\"\(MetaKey.protocolVersion)\"] must be a string")
        }
        guard ProtocolVersion.modern.contains(version) else {
            throw RPCError(
                RPCError.unsupportedProtocolVersion, "Unsupported protocol version: \(version)",
                data: ["supported": .array(ProtocolVersion.modern.map { .string($0) }), "requested": .string(version)])
        }
        guard let capabilities = meta?[MetaKey.clientCapabilities], capabilities.isObject else {
            throw RPCError(RPCError.invalidParams, "params._meta lacks \"\(MetaKey.clientCapabilities)\"")
        }
        return .modern(version: version)
    }

    private func start(
        _ id: RequestID, _ method: String, _ params: JSONText?, _ era: ProtocolEra,
        _ send: @escaping @Sendable (RPCMessage) -> Void
    ) {
        let cancellation = Cancellation()
        let isNew = state.withLock { state in
            if state.inFlight[id] != nil { return false }
            state.inFlight[id] = cancellation
            return true
        }
        guard isNew else {
            return send(.failure(id: id, error: RPCError(RPCError.invalidRequest, "a request with this id is in flight")))
        }
        let state = state
        let context = RequestContext(
            era: era, cancellation: cancellation,
            notify: { message in
                if state.withLock({ $0.inFlight[id] != nil }) { send(message) }
            },
            respond: { result in
                // Nothing is sent for a cancelled request. The entry goes last, so that an empty list means
                // that all answers have been sent.
                guard state.withLock({ $0.inFlight[id] != nil }) else { return }
                switch result {
                case .success(let result):
                    if method == Method.listTools { state.withLock { $0.listedTools = result["tools"]?.bytes } }
                    send(.response(id: id, result: result))
                case .failure(let error): send(.failure(id: id, error: error))
                }
                state.withLock { $0.inFlight[id] = nil }
            })
        handler.handle(method, params, context)
    }

    // MARK: Changes of the tools

    private func listen(_ id: RequestID, _ params: JSONText?, _ send: @Sendable (RPCMessage) -> Void) {
        let wantsTools = params?["notifications"]?["toolsListChanged"]?.value == true
        if wantsTools { state.withLock { $0.listeners.append(id) } }
        send(
            .notification(
                method: Method.acknowledged,
                params: JSONText([
                    "_meta": [MetaKey.subscriptionID: id.value],
                    "notifications": wantsTools ? ["toolsListChanged": true] : [:],
                ])))
    }

    /// Tells the client, if it wants to know and has seen other tools.
    func toolsMayHaveChanged() {
        let (listed, listeners, isLegacy) = state.withLock { ($0.listedTools, $0.listeners, $0.legacyVersion != nil) }
        guard let listed, listed != JSONValue.array(handler.tools.map(\.value)).encoded() else { return }
        state.withLock { $0.listedTools = nil }
        if isLegacy { send(.notification(method: Method.toolsChanged, params: nil)) }
        for id in listeners {
            send(
                .notification(
                    method: Method.toolsChanged, params: JSONText(["_meta": [MetaKey.subscriptionID: id.value]])))
        }
    }

    // MARK: Ending

    /// Lets requests in flight finish until the deadline, then cancels them.
    func finish(_ deadline: Deadline) {
        _ = state.wait(until: deadline) { $0.inFlight.isEmpty ? true : nil }
        let (listeners, remaining) = state.withLock { state in
            defer {
                state.inFlight = [:]
                state.listeners = []
            }
            return (state.listeners, Array(state.inFlight.values))
        }
        for cancellation in remaining { cancellation.cancel() }
        for id in listeners {
            send(
                .response(
                    id: id,
                    result: JSONText(["resultType": "complete", "_meta": [MetaKey.subscriptionID: id.value]])))
        }
    }
}

/// Gathers the answers to a batch and sends them together.
private final class BatchCollector: Sendable {
    private let expected: Int
    private let answers = Mutex<[[UInt8]]>([])
    private let write: @Sendable ([UInt8]) -> Void

    init(expected: Int, write: @escaping @Sendable ([UInt8]) -> Void) {
        self.expected = expected
        self.write = write
    }

    func add(_ message: RPCMessage) {
        if case .notification = message { return write(message.encoded()) }
        let complete: [[UInt8]]? = answers.withLock { answers in
            answers.append(message.encoded())
            return answers.count == expected ? answers : nil
        }
        if let complete {
            write([UInt8(ascii: "[")] + Array(complete.joined(separator: [UInt8(ascii: ",")])) + [UInt8(ascii: "]")])
        }
    }
}
