// The hub as a client of one server: requests and their answers, whichever era the server speaks.
//
// Calls block their thread until the answer, their deadline or their cancellation, whichever is first; the
// answers arrive on the transport's thread.

import Synchronization

/// What a server told about itself when the session began.
struct ServerDescription: Sendable {
    let era: ProtocolEra
    let capabilities: JSONObject
    let instructions: String?
    /// The server's own name and version, for logs only.
    let information: JSONObject
}

/// How far a request is, as the server tells.
struct ProgressReport: Sendable {
    private static let longestMessage = 1000

    let progress: Double
    let total: Double?
    let message: String?

    /// Reads the parameters of a notification.
    ///
    /// - Returns: `nil` if they have no number.
    init?(_ params: JSONText) {
        guard let progress = params["progress"]?.value.doubleValue, progress.isFinite else { return nil }
        self.progress = progress
        total = params["total"]?.value.doubleValue.flatMap { $0.isFinite ? $0 : nil }
        message = params["message"]?.value.stringValue.map { TextSanitizer.clean($0, limit: Self.longestMessage) }
    }
}

/// A session with one server over one transport.
final class ClientSession: Sendable {
    /// How long a server may take to answer the first question of a client of the modern era. Old servers that do
    /// not answer an unknown method at all are then asked in the old way.
    static let probeTimeout = Duration.seconds(5)
    /// Further unreadable messages are not logged.
    private static let loggedUnreadableMessages = 20

    typealias Answer = Result<JSONText, SessionError>
    typealias ProgressHandler = @Sendable (ProgressReport) -> Void

    private struct State {
        var nextID: Int64 = 1
        var pending: [Int64: Completion<Answer>] = [:]
        /// Who wants to know how far requests are.
        var progressHandlers: [Int64: ProgressHandler] = [:]
        var era: ProtocolEra?
        var closedReason: String?
        var unreadableMessages = 0
    }

    private let transport: any MessageTransport
    private let log: Log
    private let state = Monitor(State())
    private let onNotification: @Sendable (String) -> Void
    private let onClose: @Sendable (String) -> Void

    /// - Parameters:
    ///   - onNotification: gets the method of every notification of the server.
    ///   - onClose: called when the connection has to be made anew: it has ended, by itself or by `close`, or the server
    ///     can only be reached over another one.
    init(
        _ transport: any MessageTransport, log: Log, onNotification: @escaping @Sendable (String) -> Void,
        onClose: @escaping @Sendable (String) -> Void
    ) {
        self.transport = transport
        self.log = log
        self.onNotification = onNotification
        self.onClose = onClose
    }

    // MARK: Beginning

    /// Opens the transport and finds out which era the server speaks.
    ///
    /// - Parameter probes: whether to ask in the modern way first; otherwise `initialize` is sent at once.
    func connect(deadline: Deadline, probes: Bool = true) throws -> ServerDescription {
        try transport.open { [weak self] event in self?.receive(event) }
        guard probes else { return try initialize(deadline: deadline) }
        state.withLock { $0.era = .modern(version: ProtocolVersion.modern[0]) }
        let probe = try start(Method.discover).answer
        if let answer = probe.wait(until: min(deadline, .after(Self.probeTimeout))) {
            switch answer {
            case .failure(.closed(let reason)): throw SessionError.closed(reason: reason)
            case .failure(.unsent): throw SessionError.unsent
            case .failure(.lost(let reason)): throw SessionError.lost(reason: reason)
            case .failure(.unreachable(let reason)): throw SessionError.unreachable(reason: reason)
            default: break
            }
            if let description = acceptDiscovery(answer) { return description }
        }
        // Whatever error it was, the server may speak the old protocol. Without any answer it is old and silent about
        // unknown methods, or it is just slow to start; then it refuses `initialize` after it has answered the probe.
        state.withLock { $0.era = nil }
        do {
            return try initialize(deadline: deadline)
        } catch SessionError.refused(let error) {
            let answer = probe.wait(until: .after(.seconds(1)))
            if let answer, let description = acceptDiscovery(answer) { return description }
            if case .success(let discovery)? = answer, let versions = discovery["supportedVersions"] {
                throw SessionError.unusable(reason: "it speaks other versions of the protocol: \(versions.string)")
            }
            throw SessionError.refused(error)
        }
    }

    /// Goes on in the modern era if the answer to `server/discover` names a version in common.
    private func acceptDiscovery(_ answer: Answer) -> ServerDescription? {
        let result: JSONValue
        let supported: JSONValue?
        switch answer {
        case .success(let json):
            result = json.value
            supported = result["supportedVersions"]
        case .failure(.refused(let error)) where error.code == RPCError.unsupportedProtocolVersion:
            result = [:]
            supported = error.data?["supported"]
        case .failure:
            return nil
        }
        let versions = supported?.arrayValue?.compactMap(\.stringValue) ?? []
        guard let version = ProtocolVersion.modern.first(where: versions.contains) else { return nil }
        let era = ProtocolEra.modern(version: version)
        state.withLock { $0.era = era }
        return ServerDescription(
            era: era, capabilities: result["capabilities"]?.objectValue ?? [:],
            instructions: result["instructions"]?.stringValue,
            information: result["_meta"]?[MetaKey.serverInfo]?.objectValue ?? [:])
    }

    private func initialize(deadline: Deadline) throws -> ServerDescription {
        let offered = ProtocolVersion.legacy[0]
        let result = try request(
            Method.initialize, deadline: deadline,
            members: { writer in
                writer.key("protocolVersion")
                writer.string(offered)
                writer.key("capabilities")
                writer.value([:])
                writer.key("clientInfo")
                writer.value(ProductInfo.value)
            }
        ).value
        let version = result["protocolVersion"]?.stringValue ?? ""
        guard ProtocolVersion.legacy.contains(version) else {
            throw SessionError.unusable(reason: "it speaks another version of the protocol: \"\(version)\"")
        }
        let era = ProtocolEra.legacy(version: version)
        state.withLock { $0.era = era }
        try transport.send(.notification(Method.initialized, era: era))
        return ServerDescription(
            era: era, capabilities: result["capabilities"]?.objectValue ?? [:],
            instructions: result["instructions"]?.stringValue,
            information: result["serverInfo"]?.objectValue ?? [:])
    }

    // MARK: Requests

    /// Sends a request and waits for its result.
    ///
    /// - Parameters:
    ///   - name: what the request calls.
    ///   - fields: header fields that repeat arguments.
    ///   - onProgress: called on the transport's thread when the server tells how far it is.
    ///   - members: writes the members of `params`.
    func request(
        _ method: String, name: String? = nil, fields: [(name: String, value: String)] = [], deadline: Deadline,
        cancellation: Cancellation? = nil, onProgress: ProgressHandler? = nil,
        members: (inout JSONWriter) -> Void = { _ in }
    ) throws(SessionError) -> JSONText {
        let (id, completion) = try start(method, name: name, fields: fields, onProgress: onProgress, members: members)
        defer { if onProgress != nil { state.withLock { $0.progressHandlers[id] = nil } } }
        let answer: Answer?
        if let cancellation {
            answer = cancellation.withHandler({ completion.finish(.failure(.cancelled)) }) {
                completion.wait(until: deadline)
            }
        } else {
            answer = completion.wait(until: deadline)
        }
        switch answer {
        case .success(let result):
            return result
        case .failure(.cancelled):
            abandon(id, method, reason: "cancelled")
            throw .cancelled
        case .failure(let error):
            throw error
        case nil:
            abandon(id, method, reason: "timeout")
            throw .timedOut
        }
    }

    /// Asks to be told when the tools change.
    func listenToChanges() throws(SessionError) {
        guard case .modern? = state.withLock({ $0.era }) else { return transport.listen() }
        // It is answered when it ends, which means nothing.
        try start(
            Method.listen, isAwaited: false,
            members: { writer in
                writer.key("notifications")
                writer.value(["toolsListChanged": true])
            })
    }

    /// Sends a request whose answer nobody waits for now.
    @discardableResult
    private func start(
        _ method: String, name: String? = nil, fields: [(name: String, value: String)] = [], isAwaited: Bool = true,
        onProgress: ProgressHandler? = nil, members: (inout JSONWriter) -> Void = { _ in }
    ) throws(SessionError) -> (id: Int64, answer: Completion<Answer>) {
        let completion = Completion<Answer>()
        let (id, era, reason) = state.withLock { state in
            let id = state.nextID
            state.nextID += 1
            if state.closedReason == nil, isAwaited {
                state.pending[id] = completion
                state.progressHandlers[id] = onProgress
            }
            return (id, state.era, state.closedReason)
        }
        if let reason { throw .closed(reason: reason) }
        var writer = JSONWriter()
        writer.beginObject()
        members(&writer)
        var meta: JSONObject = [:]
        if case .modern(let version) = era {
            meta = [
                MetaKey.protocolVersion: .string(version), MetaKey.clientInfo: ProductInfo.value,
                MetaKey.clientCapabilities: [:],
            ]
        }
        // The identifier of a request is a token that no other request has.
        if onProgress != nil { meta[MetaKey.progressToken] = .integer(id) }
        if !meta.isEmpty {
            writer.key("_meta")
            writer.value(.object(meta))
        }
        writer.endObject()
        let message = RPCMessage.request(
            id: .integer(id), method: method, params: JSONText(trusted: writer.bytes))
        do {
            try transport.send(
                OutgoingMessage(
                    bytes: message.encoded(), kind: .request(.integer(id)), method: method, name: name, era: era,
                    fields: fields))
        } catch {
            state.withLock { state in
                state.pending[id] = nil
                state.progressHandlers[id] = nil
            }
            // The end has not been heard of yet. What the server has answered before it may still be on its way.
            onClose(error.description)
            throw .unsent
        }
        return (id, completion)
    }

    private func abandon(_ id: Int64, _ method: String, reason: String) {
        state.withLock { $0.pending[id] = nil }
        // The protocol forbids cancelling `initialize`; nobody will use its late answer.
        if method != Method.initialize { transport.cancel(.integer(id), reason: reason) }
    }

    // MARK: Receiving

    private func receive(_ event: TransportEvent) {
        switch event {
        case .message(let bytes):
            do {
                handle(try RPCMessage(parsing: bytes))
            } catch {
                ignore(bytes, error)
            }
        case .ended(let id, let error):
            if case .integer(let number) = id, let completion = state.withLock({ $0.pending.removeValue(forKey: number) }) {
                completion.finish(.failure(error))
            }
        case .lost(let reason):
            onClose(reason)
        case .closed(let reason):
            closed(reason)
        }
    }

    /// Reports what is no message. Who waits for just this answer need not wait longer.
    private func ignore(_ bytes: [UInt8], _ error: RPCError) {
        let count = state.withLock { state in
            state.unreadableMessages += 1
            return state.unreadableMessages
        }
        if count <= Self.loggedUnreadableMessages {
            let start = TextSanitizer.clean(String(decoding: bytes.prefix(200), as: UTF8.self), limit: 200)
            let isLast = count == Self.loggedUnreadableMessages
            log.warn(
                "ignored a line that is no message",
                ["reason": .string(error.message), "line": .string(start), "note": isLast ? "further ones are not logged" : .null])
        }
        if let id = RPCMessage.request(answeredByUnreadable: bytes) {
            complete(id, .failure(.lost(reason: "the server's answer cannot be read: \(error.message)")))
        }
    }

    private func handle(_ message: RPCMessage) {
        switch message {
        case .response(let id, let result):
            complete(id, .success(result))
        case .failure(let id, let error):
            if let id {
                complete(id, .failure(.refused(error)))
            } else {
                log.warn("server reported an error", ["error": .string(error.description)])
            }
        case .notification(Method.progress, let params):
            if let params { progressed(params) }
        case .notification(let method, _):
            onNotification(method)
        case .request(let id, let method, _):
            answer(id, method)
        }
    }

    private func progressed(_ params: JSONText) {
        guard case .integer(let id)? = params["progressToken"]?.value,
            let handler = state.withLock({ $0.pending[id] == nil ? nil : $0.progressHandlers[id] }),
            let report = ProgressReport(params)
        else { return }
        handler(report)
    }

    private func complete(_ id: RequestID, _ answer: Answer) {
        guard case .integer(let number) = id, let completion = state.withLock({ $0.pending.removeValue(forKey: number) })
        else {
            log.debug("ignored an answer that nobody waits for", ["id": id.value])
            return
        }
        completion.finish(answer)
    }

    /// Servers of the old era may ask their client; this one offers nothing but `ping`.
    private func answer(_ id: RequestID, _ method: String) {
        let era = state.withLock { $0.era }
        if case .modern = era {
            log.warn("ignored a request of the server", ["method": .string(method)])
            return
        }
        let message: RPCMessage =
            method == Method.ping
            ? .response(id: id, result: JSONText([:]))
            : .failure(id: id, error: RPCError(RPCError.methodNotFound, "this client does not support \(method)"))
        try? transport.send(OutgoingMessage(bytes: message.encoded(), kind: .answer, era: era))
    }

    // MARK: Ending

    /// Whether somebody waits for an answer.
    var isBusy: Bool { state.withLock { !$0.pending.isEmpty } }

    /// Blocks until nobody waits for an answer.
    func waitUntilIdle(_ deadline: Deadline) {
        _ = state.wait(until: deadline) { $0.pending.isEmpty ? true : nil }
    }

    private func closed(_ reason: String) {
        let pending: [Completion<Answer>]? = state.withLock { state in
            if state.closedReason != nil { return nil }
            state.closedReason = reason
            defer { state.pending = [:] }
            return Array(state.pending.values)
        }
        guard let pending else { return }
        for completion in pending { completion.finish(.failure(.closed(reason: reason))) }
        onClose(reason)
    }

    /// Ends the session: requests in flight fail, and nothing of the transport is left on return.
    func close() {
        closed("the connection was closed")
        transport.close()
    }
}
