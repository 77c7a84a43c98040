// What an execution may call. The rules of the configuration and those of the request stand side by side, and a call
// must pass all of them: so a request can narrow what the configuration allows, and never widen it. Each rule knows where
// it was written, so that a refusal can name it.

/// The rules that calls must pass.
public struct Permissions: Sendable {
    private enum Rule {
        /// Only these servers.
        case servers(Set<String>)
        /// Only tools that fit one of these.
        case allowed([NamePattern])
        /// No tool that fits one of these.
        case denied([NamePattern])
        /// Only tools that say of themselves that they change nothing.
        case readOnly
    }

    private struct Clause {
        let rule: Rule
        /// Where the rule was written.
        let source: String
        /// The only server that it is for, `nil` for all.
        var server: String?
        /// Servers that it is not for.
        var exceptions: Set<String> = []
    }

    private var clauses: [Clause] = []
    /// Whether the hub's own tools are free. They are for clients, who have them anyway.
    private var hubIsFree = false

    /// Everything is permitted.
    public static let all = Permissions()

    private init() {}

    /// The rules of the configuration.
    public init(_ settings: CodeExecutionSettings) {
        let path = "codeExecution"
        add(settings.allowedServers.map { .servers($0) }, "\(path).allowedServers")
        add(settings.allowedTools.map { .allowed($0) }, "\(path).allowedTools")
        add(settings.deniedTools.isEmpty ? nil : .denied(settings.deniedTools), "\(path).deniedTools")
        if settings.isReadOnly {
            let decided = settings.servers.filter { $0.value.isReadOnly != nil }.map(\.key)
            clauses.append(Clause(rule: .readOnly, source: "\(path).readOnly", exceptions: Set(decided)))
        }
        for (server, rules) in settings.servers.sorted(by: { $0.key < $1.key }) {
            let path = "\(path).servers.\(server)"
            add(rules.allowedTools.map { .allowed($0) }, "\(path).allowedTools", server)
            add(rules.deniedTools.isEmpty ? nil : .denied(rules.deniedTools), "\(path).deniedTools", server)
            add(rules.isReadOnly == true ? .readOnly : nil, "\(path).readOnly", server)
        }
    }

    private mutating func add(_ rule: Rule?, _ source: String, _ server: String? = nil) {
        if let rule { clauses.append(Clause(rule: rule, source: source, server: server)) }
    }

    /// These rules and those of a request.
    ///
    /// - Parameters:
    ///   - servers: the only servers that may be called, `nil` for all.
    ///   - tools: the only tools that may be called, as patterns for `server__tool`, `nil` for all.
    ///   - readOnly: whether only tools may be called that declare themselves read-only.
    ///   - author: who wrote the rules.
    public func narrowed(
        servers: Set<String>?, tools: [NamePattern]? = nil, readOnly: Bool = false, by author: Author = .request
    ) -> Permissions {
        var result = self
        result.add(servers.map { .servers($0) }, author == .request ? "the request's allowed_servers" : "the script's allowedServers")
        result.add(tools.map { .allowed($0) }, author == .request ? "the request's allowed_tools" : "the script's allowedTools")
        result.add(readOnly ? .readOnly : nil, author == .request ? "the request's read_only" : "the script's readOnly")
        return result
    }

    /// Who narrows the rules of the configuration.
    public enum Author: Sendable {
        case request
        /// The author of a stored script.
        case script
    }

    /// These rules without effect on the hub's own tools. What `invoke` calls is not one of those.
    func freeingHub() -> Permissions {
        var result = self
        result.hubIsFree = true
        return result
    }

    /// Whether there is no rule at all.
    var isUnlimited: Bool { clauses.isEmpty }

    // MARK: Questions

    /// Which rule forbids all calls to a server, `nil` if none does.
    func refusal(ofServer server: String) -> String? {
        first(for: server) { clause in
            if case .servers(let servers) = clause.rule, !servers.contains(server) { "refused by \(clause.source)" } else { nil }
        }
    }

    /// Which rule forbids a tool by its name, `nil` if none does.
    func refusal(server: String, tool: String) -> String? {
        let name = server + ServerName.separator + tool
        // In the section of a server its name may be left out.
        func fits(_ pattern: NamePattern, _ clause: Clause) -> Bool {
            pattern.matches(name) || clause.server != nil && pattern.matches(tool)
        }
        return first(for: server) { clause in
            switch clause.rule {
            case .servers(let servers) where !servers.contains(server):
                return "refused by \(clause.source)"
            case .allowed(let patterns) where !patterns.contains { fits($0, clause) }:
                return "refused by \(clause.source)"
            case .denied(let patterns):
                return patterns.first { fits($0, clause) }.map { "refused by \(clause.source): \"\($0.text)\"" }
            default:
                return nil
            }
        }
    }

    /// Which rule forbids a tool, `nil` if it may be called.
    func refusal(of entry: CatalogueEntry) -> String? {
        if let refusal = refusal(server: entry.server, tool: entry.tool.name) { return refusal }
        // The hub's own tools change nothing; what `invoke` calls is checked itself.
        if entry.server == ServerName.hub || entry.tool.annotations["readOnlyHint"] == true { return nil }
        return first(for: entry.server) { clause in
            guard case .readOnly = clause.rule else { return nil }
            return "refused by \(clause.source): the tool is not marked as read-only (its annotation readOnlyHint is not true)"
        }
    }

    private func first(for server: String, _ refusal: (Clause) -> String?) -> String? {
        if hubIsFree, server == ServerName.hub { return nil }
        for clause in clauses where (clause.server ?? server) == server && !clause.exceptions.contains(server) {
            if let refusal = refusal(clause) { return refusal }
        }
        return nil
    }

    /// The tools of servers that may be called.
    func permitted(
        _ servers: [(name: String, tools: [ToolDefinition])]
    ) -> [(name: String, tools: [ToolDefinition])] {
        if isUnlimited { return servers }
        return servers.filter { refusal(ofServer: $0.name) == nil }.map { server in
            let tools = server.tools.filter { refusal(of: CatalogueEntry(server: server.name, tool: $0)) == nil }
            return (server.name, tools)
        }
    }
}
