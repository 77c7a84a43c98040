// A queue of lines in front of a file descriptor. A peer that does not read must not block the script that calls it beyond its deadline,
// so a thread of its own writes what does not fit at once. Into a pipe of our own, which can be asked not to block, whoever has a line
// writes it himself as long as it fits: waking a thread takes longer than writing, and a peer that is gone is noticed there and then.

import MCPPlatform

/// Writes lines to a file descriptor.
package final class LineWriter: Sendable {
    /// More than this waiting means that the peer has stopped reading.
    private static let limit = 256 << 20

    private struct State {
        /// The lines, or rests of them, that wait for the thread.
        var lines: [ArraySlice<UInt8>] = []
        var bytes = 0
        /// Whether the thread is writing what it has taken.
        var isWriting = false
        var isClosed = false
        var isBroken = false
        var isFinished = false
    }

    private let descriptor: Int32
    private let isOwn: Bool
    private let state = Monitor(State())

    /// Starts writing to `descriptor`.
    ///
    /// - Parameter isOwn: whether nobody else uses the descriptor: it is made not to block, and closed after the last line.
    package init(_ descriptor: Int32, isOwn: Bool) throws(SystemError) {
        self.descriptor = descriptor
        self.isOwn = isOwn
        if isOwn { Files.avoidBlocking(descriptor) }
        let state = state
        try NativeThread.start {
            while let lines = Self.nextLines(state) {
                for line in lines where !Files.writeAll(descriptor, line) {
                    state.withLock { $0.isBroken = true }
                    break
                }
            }
            if isOwn { Files.close(descriptor) }
            state.withLock { $0.isFinished = true }
        }
    }

    private static func nextLines(_ state: Monitor<State>) -> [ArraySlice<UInt8>]? {
        state.withLockUnnoticed { $0.isWriting = false }
        return state.wait { state -> [ArraySlice<UInt8>]?? in
            if state.isBroken { return .some(nil) }
            if !state.lines.isEmpty {
                defer {
                    state.lines = []
                    state.bytes = 0
                    state.isWriting = true
                }
                return state.lines
            }
            return state.isClosed ? .some(nil) : nil
        } ?? nil
    }

    /// Appends a line; its newline is added.
    ///
    /// - Returns: whether the line was taken; `false` if the other end is gone, the writer is closed or the
    ///   queue is full. Then nothing of it was written.
    package func write(_ line: [UInt8]) -> Bool {
        var line = line
        line.append(UInt8(ascii: "\n"))
        let (isTaken, concernsThread) = state.withLockUnnoticed { state in
            guard !state.isClosed, !state.isBroken, state.bytes + line.count < Self.limit else { return (false, false) }
            var rest = line[...]
            if isOwn, state.lines.isEmpty, !state.isWriting {
                guard let count = Files.writeSome(descriptor, rest) else {
                    state.isBroken = true
                    return (false, true)
                }
                rest = rest.dropFirst(count)
                if rest.isEmpty { return (true, false) }
            }
            state.bytes += rest.count
            state.lines.append(rest)
            return (true, true)
        }
        if concernsThread { state.withLock { _ in } }
        return isTaken
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
