// What the programs of this folder say.

import MCPPlatform

package enum Output {
    package static func error(_ text: String) { write(text, to: 2) }

    /// Unbuffered: what a worker has said must arrive even if it dies next.
    package static func line(_ text: String) { write(text, to: 1) }

    private static func write(_ text: String, to descriptor: Int32) { Files.writeAll(descriptor, Array((text + "\n").utf8)) }

    package static var isTerminal: Bool { Files.isTerminal(2) }
}
