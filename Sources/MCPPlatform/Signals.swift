// Ending in order: the signals that ask a program to end are taken by a thread of their own, which can do what a
// signal handler must not.

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Reactions of the process to signals.
package enum Signals {
    /// Makes writing to a closed pipe an error instead of the end of this process.
    package static func ignoreBrokenPipes() {
        signal(SIGPIPE, SIG_IGN)
    }

    private static let ending = [SIGINT, SIGTERM, SIGHUP]

    /// Holds back the signals that ask this process to end, until `onEnd` says what to do. Must be called on the main
    /// thread before others are started: each thread takes over what is held back.
    package static func holdEnd() {
        var set = signalSet(ending)
        unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Calls `body` on a thread of its own when somebody asks this process to end (SIGINT, SIGTERM, SIGHUP). Needs
    /// `holdEnd`. A second signal of the same kind ends the process at once.
    ///
    /// - Parameter hangup: whether SIGHUP is among them; if not, it waits for `onHangup`.
    package static func onEnd(hangup: Bool = true, _ body: @escaping @Sendable (_ signal: Int32) -> Void) throws {
        try NativeThread.start {
            var set = signalSet(hangup ? ending : ending.filter { $0 != SIGHUP })
            var number: Int32 = 0
            while unsafe sigwait(&set, &number) != 0 {}
            // What follows may take a moment; a second request to end is not to be held up.
            signal(number, SIG_DFL)
            unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
            body(number)
        }
    }

    /// Calls `body` on a thread of its own for every SIGHUP. Needs `holdEnd`.
    package static func onHangup(_ body: @escaping @Sendable () -> Void) throws {
        try NativeThread.start {
            var set = signalSet([SIGHUP])
            while true {
                var number: Int32 = 0
                if unsafe sigwait(&set, &number) == 0 { body() }
            }
        }
    }

    /// Calls `body` on a thread of its own for every signal that asks this process to end. Needs `holdEnd`.
    package static func onEverySignal(_ body: @escaping @Sendable (_ signal: Int32) -> Void) throws {
        try NativeThread.start {
            var set = signalSet(ending)
            while true {
                var number: Int32 = 0
                if unsafe sigwait(&set, &number) == 0 { body(number) }
            }
        }
    }

    private static func signalSet(_ numbers: [Int32]) -> sigset_t {
        var set = sigset_t()
        unsafe sigemptyset(&set)
        for number in numbers { unsafe sigaddset(&set, number) }
        return set
    }
}
