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
public enum Signals {
    /// Makes writing to a closed pipe an error instead of the end of this process.
    public static func ignoreBrokenPipes() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// Calls `body` on a thread of its own when somebody asks this process to end (SIGINT, SIGTERM, SIGHUP). Must be
    /// called before other threads are started, so that they leave these signals to it. A second signal ends the
    /// process at once.
    public static func onEnd(_ body: @escaping @Sendable (_ signal: Int32) -> Void) throws {
        var set = sigset_t()
        unsafe sigemptyset(&set)
        for number in [SIGINT, SIGTERM, SIGHUP] { unsafe sigaddset(&set, number) }
        unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
        let ending = set
        try NativeThread.start {
            var set = ending
            var number: Int32 = 0
            while unsafe sigwait(&set, &number) != 0 {}
            // What follows may take a moment; a second request to end is not to be held up.
            signal(number, SIG_DFL)
            unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
            body(number)
        }
    }
}
