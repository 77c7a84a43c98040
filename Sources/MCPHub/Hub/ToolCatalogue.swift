// All tools that scripts can call, in an order that does not depend on which server answered first.

/// A tool and the server it belongs to.
struct CatalogueEntry: Sendable {
    let server: String
    let tool: ToolDefinition

    /// The name scripts use.
    var name: String { server + ServerName.separator + tool.name }

    /// What listings say about the tool.
    var listing: JSONValue {
        [
            "name": .string(name), "server": .string(server), "tool": .string(tool.name),
            "description": .string(tool.description), "inputSchema": tool.inputSchema,
        ]
    }

    /// Everything about the tool.
    var details: JSONValue {
        var object = listing.objectValue ?? [:]
        object["title"] = tool.title.map { .string($0) }
        object["outputSchema"] = tool.outputSchema
        if !tool.annotations.isEmpty { object["annotations"] = .object(tool.annotations) }
        object["signature"] = .string(TypeSignature.signature(server: server, tool: tool))
        return .object(object)
    }
}

/// A snapshot of the tools of all servers.
struct ToolCatalogue: Sendable {
    /// Sorted by server and tool; the hub's own tools come last.
    let entries: [CatalogueEntry]
    /// The names of all configured servers, reachable or not, and the hub.
    let serverNames: [String]

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
    }

    private init(entries: [CatalogueEntry], serverNames: [String]) {
        self.entries = entries
        self.serverNames = serverNames
    }

    /// The part of the catalogue that a script with these rights may use.
    func limited(to permissions: Permissions) -> ToolCatalogue {
        if permissions.isUnlimited { return self }
        return ToolCatalogue(
            entries: entries.filter { permissions.refusal(of: $0) == nil },
            serverNames: serverNames.filter { permissions.refusal(ofServer: $0) == nil })
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
