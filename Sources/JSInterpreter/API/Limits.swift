// What a script may use.

import Synchronization

/// Limits of one execution. Every limit is enforced while the script runs; reaching one ends the script in a way that it
/// cannot observe or prevent.
public struct Limits: Sendable {
    /// Wall-clock time from the start of the run, time in host functions included. nil: none.
    public var timeout: Duration?
    /// Every byte the engine allocates for the script. 1 MB to 4 GB.
    public var memoryBytes: Int
    /// Steps: calls, loop turns, elements touched by builtins. The same script and input always stop at the same step. nil: none.
    public var steps: UInt64?
    /// Makes `Math.random` repeat. nil: seeded by the system.
    public var randomSeed: UInt64?
    /// Native stack in bytes, which bounds how deep calls go. Calls go equally deep whatever else is on the stack if the thread has
    /// at least a quarter of a megabyte more. nil: what the thread has.
    public var stackBytes: UInt?

    public init(
        timeout: Duration? = nil, memoryBytes: Int = 50 << 20, steps: UInt64? = nil, randomSeed: UInt64? = nil,
        stackBytes: UInt? = nil
    ) {
        self.timeout = timeout
        self.memoryBytes = memoryBytes
        self.steps = steps
        self.randomSeed = randomSeed
        self.stackBytes = stackBytes
    }
}

/// Ends executions from another thread.
public final class CancellationToken: Sendable {
    private let flag = Atomic<Bool>(false)
    private let handlers = Mutex<[UInt64: @Sendable () -> Void]>([:])
    private let nextID = Atomic<UInt64>(0)

    public init() {}

    /// Whether `cancel` was called.
    public var isCancelled: Bool { flag.load(ordering: .relaxed) }

    /// Ends every execution that uses this token, at its next step. Calls the handlers once, on this thread.
    public func cancel() {
        guard !flag.exchange(true, ordering: .acquiringAndReleasing) else { return }
        let waiting = handlers.withLock { handlers in
            defer { handlers = [:] }
            return Array(handlers.values)
        }
        for handler in waiting { handler() }
    }

    /// Calls `handler` when the token is cancelled, at once if it is already: for host functions that wait.
    /// Returns what `removeHandler` needs.
    public func onCancel(_ handler: @escaping @Sendable () -> Void) -> UInt64 {
        let id = nextID.wrappingAdd(1, ordering: .relaxed).newValue
        handlers.withLock { $0[id] = handler }
        if isCancelled, let late = handlers.withLock({ $0.removeValue(forKey: id) }) { late() }
        return id
    }

    public func removeHandler(_ id: UInt64) {
        _ = handlers.withLock { $0.removeValue(forKey: id) }
    }
}
