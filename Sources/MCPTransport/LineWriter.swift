// A queue of lines in front of a file descriptor. A peer that does not read must not block the script that
// calls it beyond its deadline, so a thread of its own does the writing.

import MCPPlatform

/// Writes lines to a file descriptor in the background.
package final class LineWriter: Sendable {
    /// More than this waiting means that the peer has stopped reading.
    private static let limit = 256 << 20

    private struct State {
        var lines: [[UInt8]] = []
        var bytes = 0
        var isClosed = false
        var isBroken = false
        var isFinished = false
    }

    private let state = Monitor(State())

    /// Starts writing to `descriptor`, and closes it after the last line if `closesDescriptor` is set.
    package init(_ descriptor: Int32, closesDescriptor: Bool) throws(SystemError) {
        let state = state
        try NativeThread.start {
            while let lines = Self.nextLines(state) {
                for line in lines where !Files.writeAll(descriptor, line) {
                    state.withLock { $0.isBroken = true }
                    break
                }
            }
            if closesDescriptor { Files.close(descriptor) }
            state.withLock { $0.isFinished = true }
        }
    }

    private static func nextLines(_ state: Monitor<State>) -> [[UInt8]]? {
        state.wait { state -> [[UInt8]]?? in
            if state.isBroken { return .some(nil) }
            if !state.lines.isEmpty {
                defer {
                    state.lines = []
                    state.bytes = 0
                }
                return state.lines
            }
            return state.isClosed ? .some(nil) : nil
        } ?? nil
    }

    /// Appends a line; its newline is added.
    ///
    /// - Returns: whether the line was taken; `false` if the other end is gone, the writer is closed or the
    ///   queue is full.
    package func write(_ line: [UInt8]) -> Bool {
        state.withLock { state in
            guard !state.isClosed, !state.isBroken, state.bytes + line.count < Self.limit else { return false }
            var line = line
            line.append(UInt8(ascii: "\n"))
            state.bytes += line.count
            state.lines.append(line)
            return true
        }
    }

    /// Takes no more lines; what is queued is still written.
    package func close() {
        state.withLock { $0.isClosed = true }
    }

    /// Blocks until everything is written or the other end is gone.
    package func waitUntilFinished(_ deadline: Deadline) {
        _ = state.wait(until: deadline) { $0.isFinished ? true : nil }
    }
}
