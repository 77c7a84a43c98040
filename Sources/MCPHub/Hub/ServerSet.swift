// The servers that belong together because one configuration named them. Whoever may still call a server holds a set with
// it, an execution from its beginning to its end. When the last set with a server goes, the server is stopped: so a new
// configuration takes nothing away from what began under the old one, and nobody counts calls.

import Synchronization

/// The servers of one configuration.
final class ServerSet: Sendable {
    /// A server that is stopped when it is in no set any more.
    final class Member: Sendable {
        let server: UpstreamServer
        /// What the server was made from, `nil` for a demonstration server.
        let configuration: HubConfiguration.Server?
        private let stop: @Sendable (UpstreamServer) -> Void

        /// - Parameter stop: called when nobody holds the member any more, on any thread.
        init(
            _ server: UpstreamServer, configuration: HubConfiguration.Server?,
            stop: @escaping @Sendable (UpstreamServer) -> Void
        ) {
            self.server = server
            self.configuration = configuration
            self.stop = stop
        }

        deinit { stop(server) }
    }

    let members: [Member]
    /// Counts the changes of tools of all servers, so that a catalogue is known to be old.
    private let changes: ChangeCounter
    private let cached = CachedCatalogue()

    init(_ members: [Member], changes: ChangeCounter) {
        self.members = members
        self.changes = changes
    }

    var servers: [UpstreamServer] { members.map(\.server) }

    func server(_ name: String) -> UpstreamServer? { members.first { $0.server.name == name }?.server }

    /// The tools of each server.
    var toolsByServer: [(name: String, tools: [ToolDefinition])] { members.map { ($0.server.name, $0.server.tools) } }

    /// The tools of all servers and the hub's own.
    var catalogue: ToolCatalogue {
        cached.value(version) { ToolCatalogue(servers: toolsByServer, hubTools: BuiltInTool.forScripts.map(\.definition)) }
    }

    /// Becomes another number when tools change.
    var version: Int { changes.value }

    /// Blocks until each server has been reached or has failed once.
    func waitUntilSettled(_ deadline: Deadline) {
        for server in servers { _ = server.waitUntilSettled(deadline) }
    }

    /// Blocks until one server is settled.
    func waitUntilSettled(_ name: String, _ deadline: Deadline, _ cancellation: Cancellation) {
        _ = server(name)?.waitUntilSettled(deadline, cancellation)
    }

    /// Whether each server has been reached or has failed once.
    var isSettled: Bool { members.allSatisfy { $0.server.phase != .connecting } }

    /// Why the tools of a server are not known, `nil` if they are.
    func unavailability(of name: String) -> String? {
        guard let server = server(name), server.tools.isEmpty else { return nil }
        switch server.phase {
        case .ready: return nil
        case .connecting: return "still connecting"
        case .failed(let reason): return "not connected: \(reason)"
        case .stopped: return "shut down"
        }
    }

    /// Calls a tool of a server.
    func call(
        _ request: ToolDispatcher.Request, _ arguments: JSONText, deadline: Deadline, cancellation: Cancellation,
        onProgress: ClientSession.ProgressHandler? = nil
    ) throws(UpstreamError) -> ToolResult {
        guard let server = server(request.server) else { throw .unavailable("not configured") }
        return try server.call(
            request.tool, arguments: arguments, deadline: deadline, cancellation: cancellation, onProgress: onProgress)
    }
}

/// A catalogue that is made anew when tools have changed.
final class CachedCatalogue: Sendable {
    private let cached = Mutex<(version: Int, catalogue: ToolCatalogue)?>(nil)

    /// The catalogue of this version of the tools, which `make` makes if it is not there.
    func value(_ version: Int, make: () -> ToolCatalogue) -> ToolCatalogue {
        cached.withLock { cached in
            if let cached, cached.version == version { return cached.catalogue }
            let catalogue = make()
            cached = (version, catalogue)
            return catalogue
        }
    }
}

/// A number that only grows.
final class ChangeCounter: Sendable {
    private let count = Atomic(0)

    var value: Int { count.load(ordering: .acquiring) }

    func increment() { count.wrappingAdd(1, ordering: .acquiringAndReleasing) }
}
