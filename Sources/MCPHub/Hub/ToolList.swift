// The answer to `tools/list`, in pages: a hub that passes on the tools of its servers can have thousands.

/// The tools that clients can call, at one moment.
struct ToolList: Sendable {
    private static let longestPage = 200
    private static let largestPage = 1 << 20

    let tools: [ToolDefinition]

    /// A number that is another one for other tools.
    var digest: UInt64 {
        // FNV-1a; nobody gains anything by a collision but a client that is not told of a change.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for tool in tools {
            for byte in tool.value.encoded() { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        return hash
    }

    /// A page of the list.
    ///
    /// - Parameter cursor: what the previous page said, `nil` for the first one.
    /// - Returns: `nil` if the cursor was not given out by this program.
    func page(_ cursor: String?, _ era: ProtocolEra) -> (tools: [JSONValue], next: String?)? {
        guard let start = cursor.map(position) ?? 0 else { return nil }
        var page: [JSONValue] = []
        var bytes = 0
        for tool in tools[start...] {
            let value = Self.value(of: tool, era)
            bytes += value.encoded().count
            if page.count == Self.longestPage || (bytes > Self.largestPage && !page.isEmpty) { break }
            page.append(value)
        }
        let end = start + page.count
        return (page, end < tools.count ? Self.cursor(end, tools[end - 1].name) : nil)
    }

    /// A definition as a version of the protocol has it.
    private static func value(of tool: ToolDefinition, _ era: ProtocolEra) -> JSONValue {
        guard case .legacy = era, let output = tool.outputSchema, output["type"] != "object" else { return tool.value }
        // Before 2026 structured content had to be an object.
        var value = tool.value.objectValue ?? [:]
        value["outputSchema"] = nil
        return .object(value)
    }

    // MARK: Cursors

    /// A cursor names the last tool of its page and its position: if the tools change between two pages, the name helps
    /// to leave nothing out.
    private static func cursor(_ position: Int, _ name: String) -> String { Base64.encode("\(position) \(name)".utf8) }

    private func position(_ cursor: String) -> Int? {
        guard let bytes = Base64.decode(cursor), let text = String(validating: bytes, as: UTF8.self),
            let separator = text.firstIndex(of: " "), let position = Int(text[..<separator]), position > 0
        else { return nil }
        let name = text[text.index(after: separator)...]
        return tools.firstIndex { $0.name == name }.map { $0 + 1 } ?? min(position, tools.count)
    }
}
