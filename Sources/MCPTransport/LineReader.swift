// Line framing: one message per line, read from a descriptor by a thread of its own.

import MCPPlatform

/// Reads lines from a file descriptor until its end.
package struct LineReader {
    /// A longer line is not a message but a fault.
    package static let defaultLimit = 128 << 20

    private let descriptor: Int32
    private let limit: Int
    private var pending: [UInt8] = []
    private var chunk: ArraySlice<UInt8> = []

    /// What reading a line gave.
    package enum Outcome {
        /// A line without its end, which is LF or CRLF.
        case line([UInt8])
        case end
        /// The line exceeds the limit; the stream cannot be used any more.
        case tooLong
    }

    package init(_ descriptor: Int32, limit: Int = Self.defaultLimit) {
        self.descriptor = descriptor
        self.limit = limit
    }

    /// Blocks until a line is complete. Text after the last newline counts as a line.
    package mutating func next() -> Outcome {
        while true {
            if let newline = chunk.firstIndex(of: UInt8(ascii: "\n")) {
                pending += chunk[..<newline]
                chunk = chunk[(newline + 1)...]
                return .line(takePending())
            }
            pending += chunk
            if pending.count > limit { return .tooLong }
            chunk = (Files.readSome(descriptor, upTo: 1 << 16) ?? [])[...]
            if chunk.isEmpty { return pending.isEmpty ? .end : .line(takePending()) }
        }
    }

    private mutating func takePending() -> [UInt8] {
        defer { pending = [] }
        if pending.last == UInt8(ascii: "\r") { pending.removeLast() }
        return pending
    }
}
