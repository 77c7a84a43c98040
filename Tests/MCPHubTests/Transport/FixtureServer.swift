// Starting the Python fixture server from tests.

import Synchronization

@testable import MCPHub
@testable import MCPTransport

enum Fixture {
    static let path = #filePath.split(separator: "/").dropLast(2).map { "/" + $0 }.joined()
        + "/Fixtures/fixture_server.py"

    static func command(_ options: [String] = [], environment: [(String, String)] = []) -> ChildProcessTransport.Command {
        ChildProcessTransport.Command(
            command: "python3", arguments: [path] + options, environment: environment,
            // A version manager's launcher would add to the environment; prefer the system's Python.
            searchPath: "/usr/bin:" + (ProcessEnvironment.value("PATH") ?? "/bin"))
    }

    /// A connected server; the caller stops it.
    static func start(
        _ options: [String] = [], environment: [(String, String)] = [], timeout: Duration = .seconds(20),
        log: Log = .silent, onChange: @escaping @Sendable () -> Void = {}
    ) -> UpstreamServer {
        let command = command(options, environment: environment)
        let server = UpstreamServer(
            .init(name: "fixture", timeout: timeout, isRequired: false), log: log,
            makeTransport: { ChildProcessTransport(command, log: log) }, onChange: onChange)
        server.start()
        _ = server.waitUntilSettled(.after(.seconds(20)))
        return server
    }
}

/// Log lines kept for inspection.
final class RecordedLog: Sendable {
    private let lines = Mutex<[JSONValue]>([])

    var log: Log {
        Log(minimum: .debug) { [self] line in
            let value = (try? JSONValue(parsing: line)) ?? "not JSON"
            lines.withLock { $0.append(value) }
        }
    }

    var messages: [JSONValue] { lines.withLock { $0 } }
}
