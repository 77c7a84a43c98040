// All tools that scripts can call, in an order that does not depend on which server answered first.

import Synchronization

/// A tool and the server it belongs to.
struct CatalogueEntry: Sendable {
    let server: String
    let tool: ToolDefinition

    /// The name scripts use.
    var name: String { server + ServerName.separator + tool.name }
}

/// A snapshot of the tools of all servers.
struct ToolCatalogue: Sendable {
    /// Sorted by server and tool; the hub's own tools come last.
    let entries: [CatalogueEntry]
    /// The names of all configured servers, reachable or not, and the hub.
    let serverNames: [String]
    private let index: LazyIndex

    init(servers: [(name: String, tools: [ToolDefinition])], hubTools: [ToolDefinition]) {
        var entries: [CatalogueEntry] = []
        for (name, tools) in servers.sorted(by: { $0.name < $1.name }) {
            for tool in tools.sorted(by: { $0.name < $1.name }) {
                entries.append(CatalogueEntry(server: name, tool: tool))
            }
        }
        entries += hubTools.map { CatalogueEntry(server: ServerName.hub, tool: $0) }
        self.entries = entries
        serverNames = servers.map(\.name).sorted() + [ServerName.hub]
        index = LazyIndex(entries)
    }

    private init(entries: [CatalogueEntry], serverNames: [String], index: LazyIndex) {
        self.entries = entries
        self.serverNames = serverNames
        self.index = index
    }

    /// The index of a catalogue and its parts, made when it is first needed.
    private final class LazyIndex: Sendable {
        private let entries: [CatalogueEntry]
        private let made = Mutex<ToolSearch?>(nil)

        init(_ entries: [CatalogueEntry]) { self.entries = entries }

        var value: ToolSearch {
            made.withLock { made in
                if let made { return made }
                let index = ToolSearch(entries)
                made = index
                return index
            }
        }
    }

    /// The tools that match words, best first; all of them in order if there are no words.
    ///
    /// - Parameter server: only tools of this server.
    func search(_ query: String, server: String? = nil) -> [CatalogueEntry] {
        let candidates = server.map { server in entries.filter { $0.server == server } } ?? entries
        return index.value.search(query, in: candidates)
    }

    /// The part of the catalogue that a script with these rights may use.
    func limited(to permissions: Permissions) -> ToolCatalogue {
        if permissions.isUnlimited { return self }
        return ToolCatalogue(
            entries: entries.filter { permissions.refusal(of: $0) == nil },
            serverNames: serverNames.filter { permissions.refusal(ofServer: $0) == nil }, index: index)
    }

    func entry(server: String, tool: String) -> CatalogueEntry? {
        entries.first { $0.server == server && $0.tool.name == tool }
    }

    /// The entry with this full name.
    func entry(named name: String) -> CatalogueEntry? {
        entries.first { $0.name == name }
    }

    /// "; did you mean ...?" with the nearest full names, or a pointer to the catalogue.
    func suggestion(for name: String) -> String {
        let names = NameSuggestions.nearest(to: name, among: entries.map(\.name), limit: 3)
        if names.isEmpty { return "; mcp.tools() lists all tools" }
        return "; did you mean \(names.joined(separator: ", "))?"
    }

    /// "; did you mean ...?" with the nearest server names, or all of them.
    func serverSuggestion(for name: String) -> String {
        let names = NameSuggestions.nearest(to: name, among: serverNames, limit: 3)
        if !names.isEmpty { return "; did you mean \(names.joined(separator: ", "))?" }
        let shown = serverNames.prefix(20).joined(separator: ", ")
        return "; the servers are \(shown)\(serverNames.count > 20 ? ", ..." : "")"
    }
}
