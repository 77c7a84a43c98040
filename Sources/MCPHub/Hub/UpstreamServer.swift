// One server behind the hub, kept alive: a supervising thread connects, lists the tools, lists them again when
// they change, and connects again, ever less often, when the connection is lost.

/// Why a call to a server gave no result.
enum UpstreamError: Error, Sendable {
    /// The server cannot be reached, or was lost during the call.
    case unavailable(String)
    /// The server answered the request with a protocol error.
    case refused(RPCError)
    case timedOut
    case cancelled
    /// The answer is not what the protocol prescribes.
    case invalid(String)
    /// The call waited in vain for its turn: the server gets only so many calls at the same time.
    case busy(limit: Int)
}

/// A server that the hub is a client of.
final class UpstreamServer: Sendable {
    /// What is to know about a server apart from how to reach it.
    struct Settings: Sendable {
        let name: String
        /// Longest time for connecting and for each call.
        let timeout: Duration
        /// Whether the hub refuses to start without it.
        let isRequired: Bool
        /// Whether calls repeat arguments in header fields when the tool wants that.
        var repeatsArguments = false
        /// Calls that the server gets at the same time, `nil` for any number.
        var maximumConcurrency: Int?
    }

    /// Whether the server can be called.
    enum Phase: Sendable, Equatable {
        case connecting
        case ready
        case failed(String)
        case stopped
    }

    private static let firstDelay = Duration.milliseconds(200)
    private static let longestDelay = Duration.seconds(30)
    /// A connection that held this long counts as a success, after which the delays start again.
    private static let stableAfter = Duration.seconds(10)
    /// Calls to a server that is down make it try again at once, but not more often than this.
    private static let retryInterval = Duration.seconds(1)
    /// How long a call waits for a server that is just connecting.
    private static let connectionWait = Duration.seconds(10)
    /// Calls wait for a server that was lost and is tried again after so long at most.
    private static let shortDelay = Duration.seconds(1)
    /// What was established and held this long is established anew at once when it is lost.
    private static let immediateRetryAfter = Duration.seconds(1)
    /// Servers that keep saying that their tools have changed are not asked more often than this.
    private static let refreshInterval = Duration.milliseconds(250)
    private static let maximumPages = 100
    private static let maximumTools = 10_000

    private struct State {
        var phase = Phase.connecting
        var session: ClientSession?
        /// Counts the sessions, so that a late message about an earlier one is not taken for one about this.
        var sessionNumber = 0
        var tools: [ToolDefinition] = []
        var instructions: String?
        var lostReason: String?
        var toolsAreStale = false
        var retryRequested = false
        var lastAttempt = ContinuousClock.now
        var supervisorRuns = false
        /// Earlier sessions of which some requests may still be answered.
        var retired: [ClientSession] = []
    }

    let settings: Settings
    private let turns: FairLimit?
    private let log: Log
    private let makeTransport: @Sendable () -> any MessageTransport
    private let onChange: @Sendable () -> Void
    private let state = Monitor(State())

    /// - Parameters:
    ///   - makeTransport: a new, unopened transport for every attempt to connect.
    ///   - onChange: called after the tools have changed.
    init(
        _ settings: Settings, log: Log, makeTransport: @escaping @Sendable () -> any MessageTransport,
        onChange: @escaping @Sendable () -> Void
    ) {
        self.settings = settings
        turns = settings.maximumConcurrency.map(FairLimit.init)
        self.log = log.with("server", .string(settings.name))
        self.makeTransport = makeTransport
        self.onChange = onChange
    }

    var name: String { settings.name }

    /// The tools of the server, in its own order. They stay while a lost connection is restored.
    var tools: [ToolDefinition] { state.withLockUnnoticed { $0.tools } }

    /// What the server says about its use.
    var instructions: String? { state.withLockUnnoticed { $0.instructions } }

    var phase: Phase { state.withLockUnnoticed { $0.phase } }

    // MARK: Life

    /// Begins to connect, in the background, unless that has begun or the server was stopped.
    func start() {
        let begins = state.withLock { state in
            if state.supervisorRuns || state.phase == .stopped { return false }
            state.supervisorRuns = true
            return true
        }
        guard begins else { return }
        do {
            try NativeThread.start { [self] in
                supervise()
                state.withLock { $0.supervisorRuns = false }
            }
        } catch {
            state.withLock { state in
                state.supervisorRuns = false
                state.phase = .failed("no thread available")
            }
        }
    }

    /// Blocks until the first attempt to connect has succeeded or failed.
    func waitUntilSettled(_ deadline: Deadline, _ cancellation: Cancellation = Cancellation()) -> Phase {
        let wake: @Sendable () -> Void = { [state] in state.withLock { _ in } }
        return cancellation.withHandler(wake) {
            state.wait(until: deadline) { $0.phase == .connecting && !cancellation.isCancelled ? nil : $0.phase }
        } ?? .connecting
    }

    /// Ends the connection and the supervision, and returns when nothing is left of them.
    func stop() {
        let sessions = state.withLock { state in
            state.phase = .stopped
            return state.retired + (state.session.map { [$0] } ?? [])
        }
        for session in sessions { session.close() }
        _ = state.wait { $0.supervisorRuns || !$0.retired.isEmpty ? nil : true }
    }

    private func supervise() {
        var delay = Self.firstDelay
        var probes = true
        while phase != .stopped {
            let started = ContinuousClock.now
            state.withLock { state in
                state.lastAttempt = started
                state.retryRequested = false
                if state.phase != .stopped { state.phase = .connecting }
            }
            let session = makeSession()
            do {
                try establish(session, probes: probes)
                let established = ContinuousClock.now
                let reason = serve(session)
                if let reason { log.warn("connection lost", ["reason": .string(reason)]) }
                let held = ContinuousClock.now - established
                if held >= Self.stableAfter { delay = Self.firstDelay }
                let isRetried = held >= Self.immediateRetryAfter
                // Calls wait for a server that will be tried again in a moment.
                lost("connection lost", isRetried: isRetried || delay <= Self.shortDelay)
                retire(session)
                if isRetried { continue }
            } catch {
                // Some old servers end when they are asked something before `initialize`.
                if probes, Self.isInterruption(error) {
                    probes = false
                    session.close()
                    continue
                }
                session.close()
                probes = true
                let reason = String(describing: error)
                log.warn("cannot connect", ["reason": .string(reason), "retry_ms": JSONValue(delay.milliseconds)])
                lost(Self.publicDescription(error), isRetried: false)
            }
            _ = state.wait(until: .after(delay)) { state in
                state.phase == .stopped || state.retryRequested ? true : nil
            }
            delay = min(delay * 2, Self.longestDelay)
        }
    }

    private func makeSession() -> ClientSession {
        let number = state.withLock { state in
            state.sessionNumber += 1
            return state.sessionNumber
        }
        return ClientSession(
            makeTransport(), log: log,
            onNotification: { [weak self] method in
                guard method == Method.toolsChanged else { return }
                self?.state.withLock { if $0.sessionNumber == number { $0.toolsAreStale = true } }
            },
            onClose: { [weak self] reason in
                self?.state.withLock { if $0.sessionNumber == number { $0.lostReason = reason } }
            })
    }

    private func establish(_ session: ClientSession, probes: Bool) throws {
        let stopped = state.withLock { state in
            state.session = session
            state.lostReason = nil
            state.toolsAreStale = false
            return state.phase == .stopped
        }
        if stopped { throw SessionError.closed(reason: "the hub is shutting down") }
        let deadline = Deadline.after(settings.timeout)
        let description = try session.connect(deadline: deadline, probes: probes)
        let tools = try listTools(session, deadline: deadline)
        if description.capabilities["tools"]?["listChanged"] == true { try session.listenToChanges() }
        state.withLock { state in
            if state.phase == .stopped { return }
            state.phase = .ready
            state.tools = tools
            state.instructions = description.instructions
        }
        log.info(
            "connected", ["protocol": .string(description.era.version), "tools": JSONValue(tools.count)])
        onChange()
    }

    /// Keeps the tool list fresh until the connection ends.
    ///
    /// - Returns: why it ended, `nil` if the hub ends it.
    private func serve(_ session: ClientSession) -> String? {
        enum Event {
            case lost(String)
            case stopped
            case stale
        }
        var nextRefresh = Deadline.after(.zero)
        while true {
            let event = state.wait { state -> Event? in
                if state.phase == .stopped { return .stopped }
                if let reason = state.lostReason { return .lost(reason) }
                return state.toolsAreStale ? .stale : nil
            }
            switch event {
            case .lost(let reason): return reason
            case .stopped, nil: return nil
            case .stale:
                let isOver = state.wait(until: nextRefresh) { $0.phase == .stopped || $0.lostReason != nil ? true : nil }
                if isOver == true { continue }
                state.withLock { $0.toolsAreStale = false }
                refresh(session)
                nextRefresh = .after(Self.refreshInterval)
            }
        }
    }

    private func lost(_ reason: String, isRetried: Bool) {
        state.withLock { state in
            state.session = nil
            if state.phase != .stopped { state.phase = isRetried ? .connecting : .failed(reason) }
        }
    }

    /// Closes a session when what is in flight has ended, which need not end with the connection.
    private func retire(_ session: ClientSession) {
        guard session.isBusy else { return session.close() }
        let isStopped = state.withLock { state in
            state.retired.append(session)
            return state.phase == .stopped
        }
        if isStopped { session.close() }
        let deadline = Deadline.after(settings.timeout)
        NativeThread.startOrRun { [self] in
            session.waitUntilIdle(deadline)
            session.close()
            state.withLock { state in state.retired.removeAll { $0 === session } }
        }
    }

    /// Whether the server ended the connection without a word.
    private static func isInterruption(_ error: any Error) -> Bool {
        switch error {
        case SessionError.closed, SessionError.lost, SessionError.unsent: true
        default: false
        }
    }

    // MARK: Tools

    private func refresh(_ session: ClientSession) {
        do {
            let tools = try listTools(session, deadline: .after(settings.timeout))
            state.withLock { $0.tools = tools }
            log.info("tools changed", ["tools": JSONValue(tools.count)])
            onChange()
        } catch {
            log.warn("cannot list tools", ["reason": .string(String(describing: error))])
        }
    }

    /// Lists the tools again now, after connecting again if the connection is lost.
    ///
    /// - Parameter retries: connects again even if that has just failed.
    func refreshTools(deadline: Deadline, cancellation: Cancellation, retries: Bool = false) throws(UpstreamError) {
        let deadline = min(deadline, .after(settings.timeout))
        if retries { requestRetry(after: .zero) }
        let session = try readySession(deadline: deadline, cancellation: cancellation)
        do {
            let tools = try listTools(session, deadline: deadline, cancellation: cancellation)
            state.withLock { $0.tools = tools }
            onChange()
        } catch {
            throw .unavailable(Self.publicDescription(error))
        }
    }

    private func listTools(
        _ session: ClientSession, deadline: Deadline, cancellation: Cancellation? = nil
    ) throws -> [ToolDefinition] {
        var tools: [ToolDefinition] = []
        var cursor: String?
        var seenCursors: Set<String> = []
        for _ in 0..<Self.maximumPages {
            let page = try session.request(
                Method.listTools, deadline: deadline, cancellation: cancellation,
                members: { writer in
                    if let cursor {
                        writer.key("cursor")
                        writer.string(cursor)
                    }
                }
            ).value
            guard let definitions = page["tools"]?.arrayValue else {
                throw SessionError.unusable(reason: "its list of tools has no \"tools\"")
            }
            for definition in definitions { add(definition, to: &tools) }
            guard let next = page["nextCursor"]?.stringValue else { return tools }
            guard seenCursors.insert(next).inserted else {
                log.warn("the pages of tools go round in a circle", ["tools": JSONValue(tools.count)])
                return tools
            }
            if tools.count >= Self.maximumTools { break }
            cursor = next
        }
        log.warn("the list of tools is too long, the rest is ignored", ["tools": JSONValue(tools.count)])
        return tools
    }

    private func add(_ json: JSONValue, to tools: inout [ToolDefinition]) {
        guard let tool = ToolDefinition(json) else {
            log.warn("ignored a tool without a name or an input schema", ["tool": json["name"] ?? .null])
            return
        }
        if json["execution"]?["taskSupport"] == "required" {
            log.warn("ignored a tool that can only be called as a task", ["tool": .string(tool.name)])
            return
        }
        if settings.repeatsArguments {
            do throws(ParameterHeaders.Problem) {
                _ = try ParameterHeaders(tool.inputSchema)
            } catch {
                log.warn("ignored a tool", ["tool": .string(tool.name), "reason": .string(error.description)])
                return
            }
        }
        if tools.contains(where: { $0.name == tool.name }) {
            log.warn("ignored a second tool of the same name", ["tool": .string(tool.name)])
            return
        }
        tools.append(tool)
    }

    // MARK: Calls

    /// Calls a tool and waits for its result.
    ///
    /// - Parameters:
    ///   - arguments: a JSON object.
    ///   - deadline: ends the call, waiting for its turn included, in addition to the server's own timeout, which begins when
    ///     it is the call's turn.
    ///   - onProgress: called on other threads when the server tells how far it is; without it, the server is not asked to.
    func call(
        _ tool: String, arguments: JSONText, deadline: Deadline, cancellation: Cancellation,
        onProgress: ClientSession.ProgressHandler? = nil
    ) throws(UpstreamError) -> ToolResult {
        guard let turns else { return try callNow(tool, arguments, deadline, cancellation, onProgress) }
        switch turns.enter(until: deadline, cancellation) {
        case .cancelled: throw .cancelled
        case .expired: throw .busy(limit: turns.limit)
        case .granted: break
        }
        defer { turns.leave() }
        // Its turn may have come because the calls before it ended at the same deadline.
        if deadline.isPast { throw .busy(limit: turns.limit) }
        return try callNow(tool, arguments, deadline, cancellation, onProgress)
    }

    private func callNow(
        _ tool: String, _ arguments: JSONText, _ deadline: Deadline, _ cancellation: Cancellation,
        _ onProgress: ClientSession.ProgressHandler?
    ) throws(UpstreamError) -> ToolResult {
        let deadline = min(deadline, .after(settings.timeout))
        let result: JSONText
        do {
            result = try send(tool, arguments, deadline, cancellation, onProgress)
        } catch {
            // Only what the server has certainly not begun is sent a second time.
            switch error {
            case .expired, .unsent: break
            case .refused(let refusal) where refusal.code == RPCError.headerMismatch && settings.repeatsArguments:
                try refreshTools(deadline: deadline, cancellation: cancellation)
            default: throw Self.callError(error)
            }
            do {
                result = try send(tool, arguments, deadline, cancellation, onProgress)
            } catch {
                throw Self.callError(error)
            }
        }
        guard let toolResult = ToolResult(result) else { throw .invalid("the result is not an object") }
        if toolResult.requiresInput {
            throw .invalid("the tool asks for input from the user, which a script cannot give")
        }
        return toolResult
    }

    private func send(
        _ tool: String, _ arguments: JSONText, _ deadline: Deadline, _ cancellation: Cancellation,
        _ onProgress: ClientSession.ProgressHandler?
    ) throws(SessionError) -> JSONText {
        let session: ClientSession
        do {
            session = try readySession(deadline: deadline, cancellation: cancellation)
        } catch {
            switch error {
            case .timedOut: throw .timedOut
            case .cancelled: throw .cancelled
            case .unavailable(let reason), .invalid(let reason): throw .unreachable(reason: reason)
            case .busy: throw .timedOut
            case .refused(let error): throw .refused(error)
            }
        }
        return try session.request(
            Method.callTool, name: tool, fields: repeatedArguments(tool, arguments), deadline: deadline,
            cancellation: cancellation, onProgress: onProgress,
            members: { writer in
                writer.key("name")
                writer.string(tool)
                writer.key("arguments")
                writer.raw(arguments)
            })
    }

    private func repeatedArguments(_ tool: String, _ arguments: JSONText) -> [(name: String, value: String)] {
        guard settings.repeatsArguments, let schema = tools.first(where: { $0.name == tool })?.inputSchema else { return [] }
        return (try? ParameterHeaders(schema))?.fields(for: arguments) ?? []
    }

    private static func callError(_ error: SessionError) -> UpstreamError {
        switch error {
        case .refused(let error): .refused(error)
        case .timedOut: .timedOut
        case .cancelled: .cancelled
        case .closed(let reason):
            .unavailable("the connection was lost during the call, which may or may not have had its effect (\(reason))")
        case .lost(let reason): .unavailable("\(reason); the call may or may not have had its effect")
        case .unreachable(let reason), .unusable(let reason): .unavailable(reason)
        case .expired: .unavailable("the server forgets its sessions at once")
        case .unsent: .unavailable("the server ends its connections at once")
        }
    }

    private func readySession(
        deadline: Deadline, cancellation: Cancellation
    ) throws(UpstreamError) -> ClientSession {
        // As a rule it is there, and nobody has to be woken.
        let present = state.withLockUnnoticed { $0.phase == .ready && $0.lostReason == nil ? $0.session : nil }
        if let present { return present }
        requestRetry()
        let wake: @Sendable () -> Void = { [state] in state.withLock { _ in } }
        let waited = min(deadline, .after(Self.connectionWait))
        let outcome = cancellation.withHandler(wake) {
            state.wait(until: waited) { state -> (Phase, ClientSession?)? in
                if cancellation.isCancelled { return (state.phase, nil) }
                // A connection that is known to be lost is as good as none.
                let isConnecting = state.phase == .connecting || state.phase == .ready && state.lostReason != nil
                return isConnecting ? nil : (state.phase, state.session)
            }
        }
        if cancellation.isCancelled { throw .cancelled }
        switch outcome {
        case (.ready, let session?)?: return session
        case (.failed(let reason), _)?: throw .unavailable("not connected: \(reason)")
        case (.stopped, _)?: throw .unavailable("the hub is shutting down")
        default: throw deadline.isPast ? .timedOut : .unavailable("still connecting")
        }
    }

    /// Makes the supervisor try now instead of after its delay, unless it has tried a moment ago.
    private func requestRetry(after interval: Duration = retryInterval) {
        state.withLock { state in
            guard case .failed = state.phase, ContinuousClock.now - state.lastAttempt >= interval else { return }
            state.retryRequested = true
            state.phase = .connecting
        }
    }

    // MARK: Words

    /// For scripts: without commands, paths and addresses of the host.
    private static func publicDescription(_ error: any Error) -> String {
        switch error {
        case SessionError.refused(let error): "the server refused the connection: \(error.message)"
        case SessionError.timedOut: "the server did not answer in time"
        case SessionError.closed(let reason): "the server ended the connection (\(reason))"
        case SessionError.lost(let reason), SessionError.unreachable(let reason): reason
        case SessionError.unusable(let reason): "the server cannot be used: \(reason)"
        case SessionError.expired, SessionError.unsent: "the server ended the connection"
        default: "the server could not be started or reached"
        }
    }
}
