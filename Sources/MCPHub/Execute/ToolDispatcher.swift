// The tool calls of one execution: every call, from whatever host function it comes, passes the same gates in the
// same order (rights, name, arguments, budget), waits no longer than the execution may, and is recorded.

import Synchronization

/// Makes the tool calls of one execution.
///
/// Its functions block. They may be called from several threads, which is what a batch does.
public final class ToolDispatcher: ScriptTools {
    /// A call to make.
    public struct Request: Sendable {
        public let server: String
        public let tool: String
        /// The arguments, a JSON object; `nil` for none.
        public let arguments: JSONText?

        public init(server: String, tool: String, arguments: JSONText?) {
            self.server = server
            self.tool = tool
            self.arguments = arguments
        }

        /// The name scripts use.
        public var name: String { server + ServerName.separator + tool }
    }

    /// Gets what a server tells during a call.
    ///
    /// - Parameters:
    ///   - request: the call.
    ///   - finished: the number of calls that have ended so far.
    typealias ProgressHandler = @Sendable (_ request: Request, _ report: ProgressReport, _ finished: Int) -> Void

    /// The result of a call or why it has none.
    public typealias Answer = Result<ToolResult, ToolFailure>

    /// Calls beyond this many are counted, but no longer listed, neither in the outcome nor in the log.
    static let maximumRecords = 1000
    private static let batchThreadStack = 1 << 20
    private static let connectionWait = Duration.seconds(10)

    private struct State {
        var dispatched = 0
        var finished = 0
        var records: [ToolCallRecord] = []
        var waiting = Duration.zero
    }

    private let hub: Hub
    /// The servers as they were when the execution began.
    private let servers: ServerSet
    private let permissions: Permissions
    private let permitted = CachedCatalogue()
    private let maximumCalls: Int?
    /// The most that the answers of a batch may take together.
    private let maximumAnswerBytes: Int
    private let deadline: Deadline
    private let cancellation: Cancellation
    private let log: Log
    private let began: ContinuousClock.Instant
    private let onFinished: @Sendable (_ call: ToolCallRecord, _ count: Int) -> Void
    private let onProgress: ProgressHandler?
    private let state = Mutex(State())

    /// - Parameters:
    ///   - permissions: what may be called.
    ///   - maximumCalls: the budget, `nil` for any number.
    ///   - deadline: when the execution is over.
    ///   - onFinished: called after each call with its number.
    public convenience init(
        hub: Hub, permissions: Permissions = .all, maximumCalls: Int? = nil, deadline: Deadline = .never,
        cancellation: Cancellation, log: Log,
        onFinished: @escaping @Sendable (_ call: ToolCallRecord, _ count: Int) -> Void = { _, _ in }
    ) {
        self.init(
            hub: hub, servers: hub.serverSet, permissions: permissions, maximumCalls: maximumCalls, deadline: deadline,
            cancellation: cancellation, log: log, onFinished: onFinished)
    }

    /// - Parameters:
    ///   - servers: the servers that can be called. Whoever asks for the permissions after the servers never gets new servers
    ///     with old permissions.
    ///   - began: from when the starts of calls are counted.
    ///   - onProgress: called when servers tell how far calls are; without it, they are not asked to.
    init(
        hub: Hub, servers: ServerSet, permissions: Permissions, maximumCalls: Int? = nil, maximumAnswerBytes: Int = .max,
        deadline: Deadline = .never, cancellation: Cancellation, log: Log, began: ContinuousClock.Instant = .now,
        onFinished: @escaping @Sendable (_ call: ToolCallRecord, _ count: Int) -> Void = { _, _ in },
        onProgress: ProgressHandler? = nil
    ) {
        self.hub = hub
        self.servers = servers
        self.permissions = permissions
        self.maximumCalls = maximumCalls
        self.maximumAnswerBytes = maximumAnswerBytes
        self.deadline = deadline
        self.cancellation = cancellation
        self.log = log
        self.began = began
        self.onFinished = onFinished
        self.onProgress = onProgress
    }

    // MARK: The catalogue

    /// The tools that may be called, an array; each is `{name, server, tool, description, inputSchema}` at the full level.
    ///
    /// - Parameters:
    ///   - query: words to look for; all tools if it is empty.
    ///   - server: only tools of this server.
    public func tools(matching query: String, server: String?, detail: ToolDetail) -> JSONText {
        JSONText(.array(limitedCatalogue.search(query, server: server).map { $0.listing(detail) }))
    }

    /// The tools at the full level.
    public func tools(matching query: String) -> JSONText { tools(matching: query, server: nil, detail: .full) }

    /// Everything about one tool, its signature included.
    public func describe(_ name: String) throws(ToolFailure) -> JSONText { try describe(name, detail: .full) }

    /// One tool; at the full level everything about it, its signature included.
    public func describe(_ name: String, detail: ToolDetail) throws(ToolFailure) -> JSONText {
        let catalogue = limitedCatalogue
        if let entry = catalogue.entry(named: name) { return JSONText(entry.details(detail)) }
        throw ToolFailure(.unknownTool, tool: name, "unknown tool \"\(name)\"\(catalogue.suggestion(for: name))")
    }

    /// "; did you mean ...?" for a name that is no tool.
    public func suggestion(for name: String) -> String { limitedCatalogue.suggestion(for: name) }

    var limitedCatalogue: ToolCatalogue {
        permitted.value(servers.version) { servers.catalogue.limited(to: permissions) }
    }

    /// Why the execution is over, although its script has not ended.
    public var ending: ExecutionEnding? {
        if cancellation.isCancelled { return .cancelled }
        return deadline.isPast ? .deadline : nil
    }

    /// The calls so far, in the order in which they ended, at most 1000 of them.
    public var records: [ToolCallRecord] { state.withLock { $0.records } }
    /// The number of calls that were sent to servers.
    public var callCount: Int { state.withLock { $0.dispatched } }
    /// The time spent in calls; calls of a batch add up.
    public var timeInTools: Duration { state.withLock { $0.waiting } }

    // MARK: Calls

    /// Makes one call.
    public func call(_ request: Request) -> Answer {
        if request.server == ServerName.hub, request.tool == BuiltInTool.invoke.rawValue { return callInvoke(request) }
        let start = ContinuousClock.now
        let answer: Answer
        do {
            let entry = try admit(request)
            answer = dispatch(request, entry)
        } catch {
            answer = .failure(error)
        }
        record(request, answer, start)
        return answer
    }

    /// Refuses a call whose arguments cannot even be sent, and records that.
    public func refuse(_ request: Request, _ message: String) -> Answer {
        let answer = Answer.failure(ToolFailure(.invalidArguments, tool: request.name, message))
        record(request, answer, .now)
        return answer
    }

    /// Makes several calls, up to `maximumParallel` at the same time.
    ///
    /// - Returns: the answers in the order of the requests.
    public func callAll(_ requests: [Request], maximumParallel: Int) -> [Answer] {
        struct Batch {
            /// The bytes of the answers so far.
            var heldBytes = 0
            var next = 0
            var answers: [Answer?]
            var running = 0
        }
        let batch = Monitor(Batch(answers: Array(repeating: nil, count: requests.count)))
        @Sendable func work() {
            while let index = batch.withLock({ batch -> Int? in
                guard batch.next < requests.count else { return nil }
                batch.next += 1
                return batch.next - 1
            }) {
                let answer = call(requests[index])
                batch.withLock { batch in
                    batch.heldBytes += answer.heldBytes
                    batch.answers[index] =
                        batch.heldBytes <= maximumAnswerBytes ? answer : .failure(Self.tooLarge(requests[index], answer))
                }
            }
        }
        // This thread is one of the workers, so the batch makes progress even if there are no others to get.
        for _ in 1..<max(1, min(maximumParallel, requests.count)) {
            batch.withLock { $0.running += 1 }
            do {
                try NativeThread.start(stackBytes: Self.batchThreadStack) {
                    work()
                    batch.withLock { $0.running -= 1 }
                }
            } catch {
                batch.withLock { $0.running -= 1 }
                break
            }
        }
        work()
        let answers = batch.wait { $0.running == 0 ? $0.answers : nil } ?? []
        return zip(requests, answers).map { request, answer in
            answer ?? .failure(ToolFailure(.upstreamError, tool: request.name, "the call was not made"))
        }
    }

    /// Why a result is dropped that the script could not take in.
    private static func tooLarge(_ request: Request, _ answer: Answer) -> ToolFailure {
        ToolFailure(
            .upstreamError, tool: request.name,
            "the results of the batch take more memory than the script may have, with \(answer.heldBytes) bytes of this call; "
                + "ask for less or make fewer calls at once")
    }

    /// `hub__invoke` is the call that it asks for.
    private func callInvoke(_ request: Request) -> Answer {
        let arguments = request.arguments?.value ?? [:]
        if let refusal = permissions.refusal(server: request.server, tool: request.tool) {
            let answer = Answer.failure(notAllowed(request, refusal))
            record(request, answer, .now)
            return answer
        }
        switch BuiltInTool.invocation(arguments) {
        case .failure(let problem): return refuse(request, problem.description)
        case .success(let target):
            if target.server == ServerName.hub, target.tool == BuiltInTool.invoke.rawValue {
                return refuse(request, "invoke cannot invoke itself")
            }
            return call(target)
        }
    }

    private func notAllowed(_ request: Request, _ refusal: String) -> ToolFailure {
        if let refusal = permissions.refusal(ofServer: request.server) {
            return ToolFailure(
                .serverNotAllowed, tool: request.name, "server not allowed: \(request.server); \(refusal)")
        }
        return ToolFailure(.serverNotAllowed, tool: request.name, "tool not allowed: \(request.name); \(refusal)")
    }

    /// Passes a request through the gates.
    private func admit(_ request: Request) throws(ToolFailure) -> CatalogueEntry {
        if let refusal = permissions.refusal(ofServer: request.server) { throw notAllowed(request, refusal) }
        let catalogue = servers.catalogue
        guard catalogue.serverNames.contains(request.server) else {
            if request.server == ServerName.script {
                throw ToolFailure(
                    .unknownServer, tool: request.name,
                    "a script cannot run a stored script; clients can, by its name as a tool or with the argument \"script\" of execute")
            }
            throw ToolFailure(
                .unknownServer, tool: request.name,
                "unknown server \"\(request.server)\"\(limitedCatalogue.serverSuggestion(for: request.server))")
        }
        if let refusal = permissions.refusal(server: request.server, tool: request.tool) { throw notAllowed(request, refusal) }
        let entry = try find(request, catalogue)
        if let refusal = permissions.refusal(of: entry) { throw notAllowed(request, refusal) }
        try checkArguments(request, entry)
        try spendBudget(request)
        return entry
    }

    private func find(_ request: Request, _ catalogue: ToolCatalogue) throws(ToolFailure) -> CatalogueEntry {
        if let entry = catalogue.entry(server: request.server, tool: request.tool) { return entry }
        if request.server == ServerName.hub, BuiltInTool(rawValue: request.tool) != nil {
            throw ToolFailure(.unknownTool, tool: request.name, "a script cannot run another script")
        }
        // Nothing is known yet about a server that has never been reached.
        if servers.unavailability(of: request.server) != nil {
            servers.waitUntilSettled(request.server, min(deadline, .after(Self.connectionWait)), cancellation)
            if let entry = servers.catalogue.entry(server: request.server, tool: request.tool) { return entry }
        }
        if let reason = servers.unavailability(of: request.server) {
            throw ToolFailure(.upstreamError, tool: request.name, "server \"\(request.server)\" is \(reason)")
        }
        throw ToolFailure(
            .unknownTool, tool: request.name,
            "server \"\(request.server)\" has no tool \"\(request.tool)\"\(suggestion(for: request.name))")
    }

    private func checkArguments(_ request: Request, _ entry: CatalogueEntry) throws(ToolFailure) {
        let arguments = request.arguments ?? JSONText([:])
        guard arguments.isObject else {
            throw ToolFailure(
                .invalidArguments, tool: request.name, "params must be an object, got \(arguments.value.typeName)")
        }
        let problems = SchemaValidator.problems(with: arguments.value, schema: entry.tool.inputSchema)
        if problems.isEmpty { return }
        let signature = TypeSignature.signature(server: entry.server, tool: entry.tool)
        throw ToolFailure(
            .invalidArguments, tool: request.name,
            "invalid arguments: \(problems.joined(separator: "; ")). Usage: \(signature)")
    }

    private func spendBudget(_ request: Request) throws(ToolFailure) {
        let isOver = state.withLock { state in
            if let maximumCalls, state.dispatched >= maximumCalls { return true }
            state.dispatched += 1
            return false
        }
        if isOver {
            throw ToolFailure(
                .tooManyCalls, tool: request.name, "exceeded max tool calls limit: \(maximumCalls ?? 0)")
        }
    }

    private func dispatch(_ request: Request, _ entry: CatalogueEntry) -> Answer {
        let arguments = request.arguments ?? JSONText([:])
        if deadline.isPast {
            return .failure(ToolFailure(.timeout, tool: request.name, "the execution ended before the call was sent"))
        }
        do {
            let result =
                request.server == ServerName.hub
                ? hub.callBuiltIn(
                    request.tool, arguments.value, limitedCatalogue, deadline: deadline, cancellation: cancellation)
                : try servers.call(
                    request, arguments, deadline: deadline, cancellation: cancellation, onProgress: progressHandler(request))
            if result.isError {
                let message = result.message
                return .failure(
                    ToolFailure(
                        .toolError, tool: request.name, message.isEmpty ? "the tool reported a failure" : message,
                        result: result))
            }
            return .success(result)
        } catch {
            return .failure(Self.failure(error, request.name))
        }
    }

    private func progressHandler(_ request: Request) -> ClientSession.ProgressHandler? {
        guard let onProgress else { return nil }
        return { [self] report in onProgress(request, report, state.withLock { $0.finished }) }
    }

    private static func failure(_ error: UpstreamError, _ name: String) -> ToolFailure {
        switch error {
        case .unavailable(let reason): ToolFailure(.upstreamError, tool: name, "server is unavailable: \(reason)")
        case .refused(let error) where error.code == RPCError.missingClientCapability:
            ToolFailure(.upstreamError, tool: name, "the tool needs a client capability that scripts do not have: \(error.message)")
        case .refused(let error) where error.code == RPCError.invalidParams:
            ToolFailure(.invalidArguments, tool: name, error.message)
        case .refused(let error): ToolFailure(.upstreamError, tool: name, error.message)
        case .timedOut: ToolFailure(.timeout, tool: name, "no answer in time")
        case .busy(let limit):
            ToolFailure(
                .timeout, tool: name,
                "no turn in time: the server gets at most \(limit) \(limit == 1 ? "call" : "calls") at a time (maxConcurrency)")
        case .cancelled: ToolFailure(.cancelled, tool: name, "cancelled")
        case .invalid(let reason): ToolFailure(.upstreamError, tool: name, reason)
        }
    }

    private func record(_ request: Request, _ answer: Answer, _ start: ContinuousClock.Instant) {
        let end = ContinuousClock.now
        let bytes: Int
        let errorCode: ToolErrorCode?
        switch answer {
        case .success(let result): (bytes, errorCode) = (result.json.count, nil)
        case .failure(let failure): (bytes, errorCode) = (failure.result?.json.count ?? 0, failure.code)
        }
        let record = ToolCallRecord(
            server: request.server, tool: request.tool, start: start - began, duration: end - start,
            argumentBytes: request.arguments?.count ?? 0, bytes: bytes, errorCode: errorCode)
        let count = state.withLock { state in
            if state.records.count < Self.maximumRecords { state.records.append(record) }
            state.waiting += record.duration
            state.finished += 1
            return state.finished
        }
        hub.metrics.count(record, isConfigured: servers.catalogue.serverNames.contains(request.server))
        // A script can make calls that are refused as fast as it can run.
        if count <= Self.maximumRecords { report(record) }
        onFinished(record, count)
    }

    private func report(_ record: ToolCallRecord) {
        log.info(
            "tool call",
            [
                "server": .string(TextSanitizer.clean(record.server, limit: 100)),
                "tool": .string(TextSanitizer.clean(record.tool, limit: 200)), "ok": .bool(record.errorCode == nil),
                "code": record.errorCode.map { .string($0.rawValue) } ?? .null,
                "start_ms": JSONValue(record.start.milliseconds), "ms": JSONValue(record.duration.milliseconds),
                "argument_bytes": JSONValue(record.argumentBytes), "result_bytes": JSONValue(record.bytes),
            ])
    }
}
