// A value guarded by a lock, with the possibility to wait until the value has some property.
//
// Everything in the hub that has to block (a script waiting for a tool, a call waiting for a server
// to come back, a pool thread waiting for work) waits on a monitor: one primitive, one way to get it right.
// `Mutex` of the standard library has no condition variable, hence this wrapper around the POSIX ones.

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A value that threads share, change under a lock, and can wait for.
///
/// `@unchecked Sendable`: `state` is only touched between `pthread_mutex_lock` and `pthread_mutex_unlock`
/// of `mutex`, and the two POSIX objects live at stable addresses until `deinit`.
@safe
package final class Monitor<State: Sendable>: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>
    private var state: State

    package init(_ initial: State) {
        state = initial
        unsafe mutex = .allocate(capacity: 1)
        unsafe mutex.initialize(to: pthread_mutex_t())
        unsafe condition = .allocate(capacity: 1)
        unsafe condition.initialize(to: pthread_cond_t())
        unsafe pthread_mutex_init(mutex, nil)
        #if canImport(Darwin)
        unsafe pthread_cond_init(condition, nil)
        #else
        var attributes = pthread_condattr_t()
        unsafe pthread_condattr_init(&attributes)
        unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        unsafe pthread_cond_init(condition, &attributes)
        unsafe pthread_condattr_destroy(&attributes)
        #endif
    }

    deinit {
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }

    /// Runs `body` with exclusive access to the value and wakes all waiters afterwards.
    package func withLock<Result>(_ body: (inout State) throws -> Result) rethrows -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer {
            unsafe pthread_cond_broadcast(condition)
            unsafe pthread_mutex_unlock(mutex)
        }
        return try body(&state)
    }

    /// Runs `body` with exclusive access to the value and wakes nobody: for looking at it, and for changes that nobody waits for.
    package func withLockUnnoticed<Result>(_ body: (inout State) throws -> Result) rethrows -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return try body(&state)
    }

    /// Runs `body` with exclusive access to the value and wakes one waiter afterwards: for changes that concern one waiter, whichever
    /// it is.
    package func withLockForOne<Result>(_ body: (inout State) throws -> Result) rethrows -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer {
            unsafe pthread_cond_signal(condition)
            unsafe pthread_mutex_unlock(mutex)
        }
        return try body(&state)
    }

    /// Blocks until `body` returns a value, trying again after every change of the state. Other waiters do not notice what `body` changes.
    ///
    /// - Returns: what `body` returned, or `nil` if the deadline passed first.
    package func wait<Result>(until deadline: Deadline = .never, for body: (inout State) -> Result?) -> Result? {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while true {
            if let result = body(&state) { return result }
            guard let remaining = deadline.remaining else {
                unsafe pthread_cond_wait(condition, mutex)
                continue
            }
            if remaining <= .zero { return nil }
            waitOnce(for: remaining)
        }
    }

    private func waitOnce(for duration: Duration) {
        let (seconds, attoseconds) = min(duration, .seconds(3600)).components
        let nanoseconds = attoseconds / 1_000_000_000
        #if canImport(Darwin)
        var interval = timespec(tv_sec: Int(seconds), tv_nsec: Int(nanoseconds))
        unsafe pthread_cond_timedwait_relative_np(condition, mutex, &interval)
        #else
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        time.tv_sec += Int(seconds)
        time.tv_nsec += Int(nanoseconds)
        if time.tv_nsec >= 1_000_000_000 {
            time.tv_nsec -= 1_000_000_000
            time.tv_sec += 1
        }
        unsafe pthread_cond_timedwait(condition, mutex, &time)
        #endif
    }
}

/// A value that becomes known once; the first one given wins.
package struct Completion<Value: Sendable>: Sendable {
    private let monitor = Monitor<Value?>(nil)

    package init() {}

    /// Gives the value. Later values are ignored.
    ///
    /// - Returns: whether this was the first one.
    @discardableResult
    package func finish(_ value: Value) -> Bool {
        monitor.withLock { current in
            if current != nil { return false }
            current = value
            return true
        }
    }

    /// Blocks until the value is known.
    ///
    /// - Returns: the value, or `nil` if the deadline passed first.
    package func wait(until deadline: Deadline = .never) -> Value? {
        monitor.wait(until: deadline) { $0 }
    }
}
