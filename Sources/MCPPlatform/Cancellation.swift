// One switch per request: a client that cancels, a deadline that passes or a hub that shuts down throws it,
// and whoever waits on behalf of the request is woken.

import Synchronization

/// A switch that can be thrown once, and tells everybody who asked to be told.
public final class Cancellation: Sendable {
    private struct State {
        var isCancelled = false
        var nextKey = 0
        var handlers: [Int: @Sendable () -> Void] = [:]
    }

    private let state = Mutex(State())

    public init() {}

    /// Whether it has been thrown.
    public var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// Throws the switch and runs the handlers. Further calls do nothing.
    public func cancel() {
        let handlers = state.withLock { state in
            state.isCancelled = true
            defer { state.handlers = [:] }
            return state.handlers.sorted { $0.key < $1.key }.map(\.value)
        }
        for handler in handlers { handler() }
    }

    /// Runs `handler` when the switch is thrown, or at once if it has been thrown already. The handler stays until
    /// the object goes.
    package func addHandler(_ handler: @escaping @Sendable () -> Void) {
        let isCancelled = state.withLock { state in
            if state.isCancelled { return true }
            state.nextKey += 1
            state.handlers[state.nextKey] = handler
            return false
        }
        if isCancelled { handler() }
    }

    /// Runs `body`, and `handler` when the switch is thrown meanwhile, or at once if it has been thrown already.
    /// The handler runs on the thread that throws the switch.
    public func withHandler<Result>(
        _ handler: @escaping @Sendable () -> Void, _ body: () throws -> Result
    ) rethrows -> Result {
        let key: Int? = state.withLock { state in
            if state.isCancelled { return nil }
            state.nextKey += 1
            state.handlers[state.nextKey] = handler
            return state.nextKey
        }
        guard let key else {
            handler()
            return try body()
        }
        defer { state.withLock { $0.handlers[key] = nil } }
        return try body()
    }
}
