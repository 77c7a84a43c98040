// How much a listing says about each tool. Listings are read by models, so every level above the name has to be asked for or
// be worth its tokens.

/// A level of detail.
public enum ToolDetail: String, Sendable, CaseIterable {
    /// Name and summary.
    case name
    /// The typed signature on one line, and the summary.
    case signature
    /// Everything: descriptions and schemas, or the declaration with comments.
    case full

    /// The schema of the argument by which callers choose.
    static func schema(_ description: String) -> JSONValue {
        ["enum": .array(allCases.map { .string($0.rawValue) }), "description": .string(description)]
    }

    /// What arguments ask for.
    init?(_ arguments: JSONValue) {
        guard let level = arguments["detail"]?.stringValue.flatMap(ToolDetail.init(rawValue:)) else { return nil }
        self = level
    }
}

extension CatalogueEntry {
    private static let longestSummary = 160

    /// The first line of the description, or the title.
    var summary: String {
        let first = tool.description.split(separator: "\n").first { $0.contains { $0 != " " && $0 != "\r" } }
        let line = TextSanitizer.clean(first.map(String.init) ?? tool.title ?? "", limit: Self.longestSummary + 1)
        let scalars = line.unicodeScalars
        if scalars.count <= Self.longestSummary { return line }
        return String(String.UnicodeScalarView(scalars.prefix(Self.longestSummary))) + TypeSignature.ellipsis
    }

    var signature: String { TypeSignature.signature(server: server, tool: tool) }

    /// What listings say about the tool: at the highest level all that is needed to call it.
    func listing(_ detail: ToolDetail) -> JSONValue {
        switch detail {
        case .name: ["name": .string(name), "summary": .string(summary)]
        case .signature: ["name": .string(name), "signature": .string(signature), "summary": .string(summary)]
        case .full:
            [
                "name": .string(name), "server": .string(server), "tool": .string(tool.name),
                "description": .string(tool.description), "inputSchema": tool.inputSchema,
            ]
        }
    }

    /// What there is to know about the tool: at the highest level everything.
    func details(_ detail: ToolDetail) -> JSONValue {
        var object = listing(detail).objectValue ?? [:]
        switch detail {
        case .name: break
        case .signature:
            object["summary"] = nil
            object["description"] = .string(tool.description)
        case .full:
            object["title"] = tool.title.map { .string($0) }
            object["outputSchema"] = tool.outputSchema
            if !tool.annotations.isEmpty { object["annotations"] = .object(tool.annotations) }
            object["signature"] = .string(signature)
        }
        return .object(object)
    }

    /// The tool as text in a list.
    func line(_ detail: ToolDetail) -> String {
        let end = summary.isEmpty ? "" : " - " + summary
        return switch detail {
        case .name: "- " + name + end
        case .signature: "- " + signature + end
        case .full: "\n" + declaration
        }
    }

    /// The tool as text by itself.
    func text(_ detail: ToolDetail) -> String {
        switch detail {
        case .name: name + (summary.isEmpty ? "" : " - " + summary)
        case .signature: signature + (tool.description.isEmpty ? "" : "\n\n" + tool.description)
        case .full: declaration
        }
    }

    private var declaration: String { TypeSignature.declaration(server: server, tool: tool) }
}
