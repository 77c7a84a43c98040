// The stdio transport as a client sees it: the peer is a child process, messages are lines on its pipes, and
// what it writes to stderr becomes log lines.

import MCPPlatform
import Synchronization

/// A connection to a server that runs as a child process.
package final class ChildProcessTransport: MessageTransport {
    /// What to run.
    package struct Command: Sendable {
        /// A path, or a name that is looked up in the directories of `searchPath`.
        package var command: String
        package var arguments: [String]
        /// All environment variables of the child.
        package var environment: [(String, String)]
        /// Directories separated by colons.
        var searchPath: String

        /// The path of the program, `nil` if it is not found. The child's environment says nothing about where the hub finds it.
        package var location: String? {
            if command.contains("/") { return command }
            return searchPath.split(separator: ":").map { "\($0)/\(command)" }.first(where: Files.isExecutable)
        }
    }

    /// How long a server may take to end by itself, and again after SIGTERM.
    private static let grace = Duration.seconds(2)
    private static let standardErrorLineLimit = 4000

    private struct Connection {
        let process: ChildProcess
        let writer: LineWriter
    }

    private let command: Command
    private let log: Log
    private let connection = Mutex<Connection?>(nil)

    package init(_ command: Command, log: Log) {
        self.command = command
        self.log = log
    }

    package func open(_ receive: @escaping @Sendable (TransportEvent) -> Void) throws(TransportError) {
        guard let path = command.location else {
            throw TransportError(
                description: "command \"\(command.command)\" not found in PATH; install it or give its full path")
        }
        let process: ChildProcess
        do {
            process = try ChildProcess(executable: path, arguments: command.arguments, environment: command.environment)
        } catch {
            throw TransportError(description: error.description)
        }
        do {
            let writer = try LineWriter(process.standardInput, isOwn: true)
            connection.withLock { $0 = Connection(process: process, writer: writer) }
            let log = log
            try NativeThread.start { Self.forwardStandardError(of: process, to: log) }
            try NativeThread.start { Self.readMessages(of: process, receive) }
        } catch {
            close()
            throw TransportError(description: "cannot start threads for \(command.command)")
        }
    }

    private static func readMessages(
        of process: ChildProcess, _ receive: @Sendable (TransportEvent) -> Void
    ) {
        var reader = LineReader(process.standardOutput)
        reading: while true {
            switch reader.next() {
            case .line(let line):
                if !line.isEmpty { receive(.message(line)) }
            case .end:
                break reading
            case .tooLong:
                receive(.closed(reason: "sent a message of more than \(LineReader.defaultLimit >> 20) MB"))
                Files.close(process.standardOutput)
                return
            }
        }
        Files.close(process.standardOutput)
        // The end of its output is normally the end of the process; wait a little to be able to say how it ended.
        let exit = process.waitForExit(until: .after(.seconds(1)))
        receive(.closed(reason: exit.map { "process \($0)" } ?? "process closed its output"))
    }

    private static func forwardStandardError(of process: ChildProcess, to log: Log) {
        var reader = LineReader(process.standardError, limit: 1 << 20)
        while case .line(let line) = reader.next() {
            let text = String(decoding: line, as: UTF8.self)
            let clean = TextSanitizer.clean(text, limit: standardErrorLineLimit)
            if !clean.isEmpty { log.info("server stderr", ["line": .string(clean)]) }
        }
        Files.close(process.standardError)
    }

    package func send(_ message: OutgoingMessage) throws(TransportError) {
        guard let writer = connection.withLock({ $0?.writer }), writer.write(message.bytes) else {
            throw TransportError(description: "the process does not read its input any more")
        }
    }

    package func close() {
        guard let connection = connection.withLock({ $0 }) else { return }
        connection.writer.close()
        connection.process.terminate(grace: Self.grace)
    }
}

extension ChildProcessTransport.Command {
    /// What the configuration says, looked up in the `PATH` that it gives or else in the hub's.
    package init(command: String, arguments: [String], environment: [(name: String, value: String)]) {
        let ownPath = environment.first { $0.name == "PATH" }?.value
        self.init(
            command: command, arguments: arguments, environment: environment.map { ($0.name, $0.value) },
            searchPath: ownPath ?? ProcessEnvironment.value("PATH") ?? "/usr/local/bin:/usr/bin:/bin")
    }
}
