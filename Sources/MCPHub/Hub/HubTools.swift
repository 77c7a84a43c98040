// What the hub's own tools do, other than running scripts: find, describe and refresh the tools of the servers. They answer with
// text that is short to read, or with JSON where scripts will want to go on with it.

extension Hub {
    /// Tools that `search` gives for a query with words, unless the caller says otherwise.
    private static let usualMatches = 20

    /// Calls one of the tools that find and describe tools.
    ///
    /// - Parameters:
    ///   - arguments: checked against the tool's schema already.
    ///   - catalogue: what the caller may see.
    func callBuiltIn(
        _ name: String, _ arguments: JSONValue, _ catalogue: ToolCatalogue, deadline: Deadline,
        cancellation: Cancellation
    ) -> ToolResult {
        switch BuiltInTool(rawValue: name) {
        case .search: search(arguments, catalogue)
        case .list: list(arguments, catalogue)
        case .inspect: inspect(arguments, catalogue)
        case .refreshTools: refresh(arguments, catalogue, deadline, cancellation)
        default: ToolResult(text: "unknown tool \"\(name)\"", isError: true)
        }
    }

    // MARK: Finding

    private func search(_ arguments: JSONValue, _ catalogue: ToolCatalogue) -> ToolResult {
        let query = arguments["query"]?.stringValue ?? ""
        let server = arguments["server"]?.stringValue
        if let problem = Self.problem(server, catalogue) { return problem }
        let found = catalogue.search(query, server: server)
        let limit = arguments["limit"]?.integerValue ?? (query.isEmpty ? found.count : Self.usualMatches)
        let detail = ToolDetail(arguments) ?? .full
        return ToolResult(text: JSONValue.array(found.prefix(limit).map { $0.listing(detail) }).text)
    }

    private func list(_ arguments: JSONValue, _ catalogue: ToolCatalogue) -> ToolResult {
        let server = arguments["server"]?.stringValue
        if let problem = Self.problem(server, catalogue) { return problem }
        let entries = catalogue.search(arguments["query"]?.stringValue ?? "", server: server)
        let detail = ToolDetail(arguments) ?? .signature
        let offset = min(arguments["offset"]?.integerValue ?? 0, entries.count)
        let shown = entries.dropFirst(offset).prefix(arguments["limit"]?.integerValue ?? Self.usualPage(detail))
        var heading = "Total: \(entries.count) tools"
        if shown.count < entries.count {
            heading += " (showing \(shown.isEmpty ? "none" : "\(offset + 1) to \(offset + shown.count)")"
            heading += shown.endIndex < entries.count ? "; go on with \"offset\": \(shown.endIndex))" : ")"
        }
        return ToolResult(text: ([heading] + shown.map { $0.line(detail) }).joined(separator: "\n"))
    }

    /// Tools that `list` shows at once.
    private static func usualPage(_ detail: ToolDetail) -> Int {
        switch detail {
        case .name: 500
        case .signature: 200
        case .full: 50
        }
    }

    private func inspect(_ arguments: JSONValue, _ catalogue: ToolCatalogue) -> ToolResult {
        let name = arguments["name"]?.stringValue ?? ""
        guard let entry = catalogue.entry(named: name) else {
            return ToolResult(text: "unknown tool \"\(name)\"\(catalogue.suggestion(for: name))", isError: true)
        }
        return ToolResult(text: entry.text(ToolDetail(arguments) ?? .full))
    }

    /// What to answer when a server is asked for that does not exist.
    private static func problem(_ server: String?, _ catalogue: ToolCatalogue) -> ToolResult? {
        guard let server, !catalogue.serverNames.contains(server) else { return nil }
        return ToolResult(text: "unknown server \"\(server)\"\(catalogue.serverSuggestion(for: server))", isError: true)
    }

    // MARK: Refreshing

    /// Asks servers for their tools again, all at the same time, and tells what has changed.
    private func refresh(
        _ arguments: JSONValue, _ catalogue: ToolCatalogue, _ deadline: Deadline, _ cancellation: Cancellation
    ) -> ToolResult {
        let wanted = arguments["serverIds"]?.arrayValue?.compactMap(\.stringValue)
        var names: [String] = []
        for name in wanted ?? catalogue.serverNames where !names.contains(name) && (name != ServerName.hub || wanted != nil) {
            names.append(name)
        }
        typealias Answer = Result<ToolChanges, UpstreamError>
        let answers = Monitor([String: Answer]())
        let known = names.compactMap { name in
            catalogue.serverNames.contains(name) ? servers.first { $0.name == name } : nil
        }
        for server in known {
            NativeThread.startOrRun {
                let answer = server.changesOnRefresh(deadline: deadline, cancellation: cancellation)
                answers.withLock { $0[server.name] = answer }
            }
        }
        let complete = answers.wait { $0.count == known.count ? $0 : nil } ?? [:]
        var refreshed: [JSONValue] = []
        var changes: JSONObject = [:]
        var errors: JSONObject = [:]
        for name in names {
            switch complete[name] {
            case .success(let change)?:
                refreshed.append(.string(name))
                if !change.isEmpty { changes[name] = change.value }
            case .failure(let error)?: errors[name] = .string(error.reason)
            case nil:
                errors[name] = .string(
                    name == ServerName.hub ? "the hub's own tools do not change" : "unknown server\(catalogue.serverSuggestion(for: name))")
            }
        }
        var result: JSONObject = ["refreshed": .array(refreshed), "changes": .object(changes)]
        if !errors.isEmpty { result["errors"] = .object(errors) }
        return ToolResult(structured: JSONText(.object(result)), isError: false)
    }
}

extension UpstreamServer {
    /// Lists the tools again and compares.
    fileprivate func changesOnRefresh(
        deadline: Deadline, cancellation: Cancellation
    ) -> Result<ToolChanges, UpstreamError> {
        let before = tools
        do throws(UpstreamError) {
            try refreshTools(deadline: deadline, cancellation: cancellation, retries: true)
        } catch {
            return .failure(error)
        }
        return .success(ToolChanges(from: before, to: tools))
    }
}

extension UpstreamError {
    /// The reason in words, for scripts and models.
    fileprivate var reason: String {
        switch self {
        case .unavailable(let reason), .invalid(let reason): reason
        case .refused(let error): error.message
        case .timedOut: "no answer in time"
        case .cancelled: "cancelled"
        case .busy: "busy"
        }
    }
}

/// The difference between two lists of tools of one server.
struct ToolChanges: Sendable {
    /// Names beyond this many are only counted.
    private static let maximumNames = 100

    let added: [String]
    let removed: [String]
    /// Tools that are described differently.
    let changed: [String]

    init(from old: [ToolDefinition], to new: [ToolDefinition]) {
        // Servers may name a tool twice, but only the first is taken.
        let before = Dictionary(old.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let after = Set(new.map(\.name))
        added = new.map(\.name).filter { before[$0] == nil }
        removed = old.map(\.name).filter { !after.contains($0) }
        changed = new.filter { tool in before[tool.name].map { $0.value != tool.value } ?? false }.map(\.name)
    }

    var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }

    /// `{added?, removed?, changed?}`.
    var value: JSONValue {
        var object: JSONObject = [:]
        for (key, names) in [("added", added), ("removed", removed), ("changed", changed)] where !names.isEmpty {
            var shown = names.prefix(Self.maximumNames).map { JSONValue.string($0) }
            if names.count > shown.count { shown.append(.string("\(TypeSignature.ellipsis) \(names.count - shown.count) more")) }
            object[key] = .array(shown)
        }
        return .object(object)
    }
}
