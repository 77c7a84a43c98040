// Where texts come from and where results go.

import MCPHub
import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

enum Input {
    /// The bytes of a file, or of standard input for `-`.
    static func bytes(_ path: String) throws -> [UInt8] {
        do {
            return path == "-" ? try Files.readAll(0) : try Files.read(path)
        } catch {
            throw UsageError(error.description)
        }
    }

    /// The text of a file, or of standard input for `-`.
    static func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }
}

/// Standard output and standard error. What scripts print is collected and written in large pieces, or line by line on a terminal;
/// it is never left behind when something else is written or the program ends through `flush`.
enum Output {
    private struct Pending {
        var bytes: [UInt8] = []
        var lastWritten = ContinuousClock.now
    }

    private static let pending = Mutex(Pending())
    private static let isTerminal = Files.isTerminal(1)
    private static let pieceSize = 1 << 16
    /// Whoever reads along should not wait longer than this while lines keep coming.
    private static let patience = Duration.milliseconds(50)

    /// Prints a result, for people on several lines.
    static func printJSON(_ json: JSONText) {
        print(isTerminal ? json.value.prettyText() : json.string)
    }

    /// Prints a line at once.
    static func print(_ text: String) {
        writeLine(text)
        flush()
    }

    /// Prints a line soon.
    static func writeLine(_ text: String) {
        pending.withLock { pending in
            pending.bytes.append(contentsOf: text.utf8)
            pending.bytes.append(0x0A)
            if isTerminal || pending.bytes.count >= pieceSize || ContinuousClock.now - pending.lastWritten > patience {
                write(&pending)
            }
        }
    }

    /// Prints a text that does not end its line.
    static func printPrompt(_ text: String) {
        pending.withLock { pending in
            pending.bytes.append(contentsOf: text.utf8)
            write(&pending)
        }
    }

    /// Writes what has been collected.
    static func flush() {
        pending.withLock { write(&$0) }
    }

    private static func write(_ pending: inout Pending) {
        // When nobody reads any more there is nothing to go on for.
        if !pending.bytes.isEmpty && !Files.writeAll(1, pending.bytes) { exit(ExitStatus.failure.rawValue) }
        pending.bytes.removeAll(keepingCapacity: true)
        pending.lastWritten = .now
    }

    static func printError(_ text: String) {
        flush()
        Files.writeAll(2, Array((text + "\n").utf8))
    }
}

/// A value that another thread may look at.
final class Holder<Value: Sendable>: Sendable {
    private let storage = Mutex<Value?>(nil)

    var value: Value? {
        get { storage.withLock { $0 } }
        set { storage.withLock { $0 = newValue } }
    }
}
