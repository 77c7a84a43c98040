// Where texts come from and where results go.

import MCPHub
import Synchronization

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

enum Output {
    /// Prints a result, for people on several lines.
    static func printJSON(_ json: JSONText) {
        print(Files.isTerminal(1) ? json.value.prettyText() : json.string)
    }

    static func print(_ text: String) { Files.writeAll(1, Array((text + "\n").utf8)) }

    static func printError(_ text: String) { Files.writeAll(2, Array((text + "\n").utf8)) }
}

/// A value that another thread may look at.
final class Holder<Value: Sendable>: Sendable {
    private let storage = Mutex<Value?>(nil)

    var value: Value? {
        get { storage.withLock { $0 } }
        set { storage.withLock { $0 = newValue } }
    }
}
