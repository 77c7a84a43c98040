// Noticing that files were changed. Looking at its date once a second costs next to nothing, works on every system and
// file system, and does not mind how the file is replaced.

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What changes with the content of a file.
package struct FileFingerprint: Sendable, Equatable {
    private let device: UInt64
    private let node: UInt64
    private let size: Int64
    private let seconds: Int64
    private let nanoseconds: Int64

    /// The fingerprint of the file at `path`, following links; `nil` if there is none.
    package init?(_ path: String) {
        var information = stat()
        guard unsafe stat(path, &information) == 0 else { return nil }
        #if canImport(Darwin)
        let time = information.st_mtimespec
        #else
        let time = information.st_mtim
        #endif
        device = UInt64(truncatingIfNeeded: information.st_dev)
        node = UInt64(truncatingIfNeeded: information.st_ino)
        size = Int64(truncatingIfNeeded: information.st_size)
        seconds = Int64(truncatingIfNeeded: time.tv_sec)
        nanoseconds = Int64(truncatingIfNeeded: time.tv_nsec)
    }
}

/// Calls somebody when files have changed.
package final class FileWatch: Sendable {
    private enum Event {
        case triggered
        case stopped
    }

    private struct State {
        var isTriggered = false
        var isStopped = false
    }

    private let state = Monitor(State())

    /// Begins to watch.
    ///
    /// - Parameters:
    ///   - seen: the fingerprint of the file when it was last read.
    ///   - interval: how often to look. A file must be unchanged for as long before it counts as written.
    ///   - onChange: called on a thread of the watch, one call at a time. Not called while there is no file.
    package convenience init(
        _ path: String, since seen: FileFingerprint?, interval: Duration = .seconds(1),
        onChange: @escaping @Sendable () -> Void
    ) throws {
        try self.init({ FileFingerprint(path) }, since: seen, interval: interval, onChange: onChange)
    }

    /// Begins to watch something that has a fingerprint.
    ///
    /// - Parameter fingerprint: gives the present one, `nil` while there is nothing to see.
    package init<Fingerprint: Equatable & Sendable>(
        _ fingerprint: @escaping @Sendable () -> Fingerprint?, since seen: Fingerprint?,
        interval: Duration = .seconds(1), onChange: @escaping @Sendable () -> Void
    ) throws {
        let state = state
        try NativeThread.start {
            var seen = seen
            var unfinished: Fingerprint?
            while true {
                let event = state.wait(until: .after(interval)) { state -> Event? in
                    if state.isStopped { return .stopped }
                    guard state.isTriggered else { return nil }
                    state.isTriggered = false
                    return .triggered
                }
                if event == .stopped { return }
                let current = fingerprint()
                if event == nil {
                    guard let current, current != seen else { continue }
                    guard current == unfinished else {
                        unfinished = current
                        continue
                    }
                }
                seen = current
                onChange()
            }
        }
    }

    /// Has `onChange` called soon, whether the file has changed or not.
    package func trigger() { state.withLock { $0.isTriggered = true } }

    /// Ends watching. A call of `onChange` may still be running.
    package func stop() { state.withLock { $0.isStopped = true } }
}
