// Progress of a request, as its client is told: seldom enough, and always more than before.

import Synchronization

/// Tells one client how far one request is.
final class ProgressReporter: Sendable {
    private static let interval = Duration.milliseconds(100)
    /// The step that makes progress out of a message without any.
    private static let smallestStep = 0.001

    private let token: JSONValue
    private let notify: @Sendable (RPCMessage) -> Void
    private let last = Mutex<(moment: ContinuousClock.Instant, progress: Double)?>(nil)

    /// - Parameter params: those of the request.
    /// - Returns: `nil` if the client does not want to be told.
    init?(_ params: JSONText?, _ context: RequestContext) {
        guard let token = params?["_meta"]?[MetaKey.progressToken]?.value, RequestID(token) != nil else { return nil }
        self.token = token
        notify = context.notify
    }

    /// Another call of a script has ended.
    func finished(_ call: ToolCallRecord, _ count: Int) {
        let outcome = call.errorCode?.rawValue ?? "ok"
        send(
            Double(count), total: nil,
            "\(call.server)\(ServerName.separator)\(call.tool) \(outcome) (\(call.duration.milliseconds) ms)")
    }

    /// A server tells how far a call of a script is, after `count` others have ended.
    func nested(_ request: ToolDispatcher.Request, _ report: ProgressReport, _ count: Int) {
        let share = report.total.map { $0 > 0 ? min(max(report.progress / $0, 0), 0.99) : 0 } ?? 0
        var text = request.name
        if let message = report.message, !message.isEmpty { text += ": " + message }
        if let total = report.total { text += " (\(JSONValue.number(report.progress).text)/\(JSONValue.number(total).text))" }
        send(Double(count) + share, below: Double(count) + 1, total: nil, text)
    }

    /// A server tells how far the one call is that the request consists of.
    func direct(_ report: ProgressReport) { send(report.progress, total: report.total, report.message) }

    /// - Parameter bound: smaller progress than before is raised, but not up to this.
    private func send(_ progress: Double, below bound: Double? = nil, total: Double?, _ message: String?) {
        last.withLock { last in
            let now = ContinuousClock.now
            var progress = progress
            if let last {
                if now - last.moment < Self.interval { return }
                if progress <= last.progress {
                    guard let bound, last.progress + Self.smallestStep < bound else { return }
                    progress = last.progress + Self.smallestStep
                }
            }
            last = (now, progress)
            var params: JSONObject = ["progressToken": token, "progress": .number(progress)]
            params["total"] = total.map { .number($0) }
            params["message"] = message.map { .string($0) }
            notify(.notification(method: Method.progress, params: JSONText(.object(params))))
        }
    }
}
