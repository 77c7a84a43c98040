// Tools of servers that clients can call without a script. By default there are none: what makes a hub worth having is that a
// client sees a few tools instead of all.

/// The tools of servers that clients see beside the hub's own, named `server__tool`.
public struct ToolExposure: Sendable, Equatable {
    public static let none = ToolExposure(patterns: [])
    public static let all = ToolExposure(patterns: ["*"])

    private static let longestName = 128

    let patterns: [NamePattern]

    /// - Parameter patterns: each is compared with names of servers, and with full names of tools.
    public init(patterns: [String]) { self.patterns = patterns.map { NamePattern($0) } }

    /// The tools of a catalogue that clients see, as they see them.
    func definitions(_ catalogue: ToolCatalogue) -> [ToolDefinition] {
        patterns.isEmpty ? [] : catalogue.entries.filter(includes).map(Self.definition)
    }

    /// The tool that clients know by this name.
    func entry(named name: String, in catalogue: ToolCatalogue) -> CatalogueEntry? {
        patterns.isEmpty ? nil : catalogue.entry(named: name).flatMap { includes($0) ? $0 : nil }
    }

    /// Tools whose names the protocol does not allow are left out: there are clients that refuse a whole list because of one.
    private func includes(_ entry: CatalogueEntry) -> Bool {
        guard entry.server != ServerName.hub, Self.isName(entry.name) else { return false }
        return patterns.contains { $0.matches(entry.server) || $0.matches(entry.name) }
    }

    private static func isName(_ name: String) -> Bool {
        name.utf8.count <= longestName
            && name.utf8.allSatisfy {
                ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 &- UInt8(ascii: "0") < 10 || $0 == UInt8(ascii: "_")
                    || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
            }
    }

    private static func definition(_ entry: CatalogueEntry) -> ToolDefinition {
        let tool = entry.tool
        return ToolDefinition(
            name: entry.name, title: tool.title, description: tool.description,
            // The hub repeats arguments in header fields where a server wants that; its clients need not.
            inputSchema: ParameterHeaders.withoutMarks(tool.inputSchema), outputSchema: tool.outputSchema,
            annotations: tool.annotations, others: tool.others)
    }
}
