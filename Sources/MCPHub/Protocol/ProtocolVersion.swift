// The two eras of the Model Context Protocol. Until 2025-11-25 a connection begins with `initialize` and keeps
// state; since 2026-07-28 it is stateless: each request says in `_meta` which version it speaks and what its
// client can do, and each result says whether it is complete.

/// What the two sides of a connection have agreed to speak.
enum ProtocolEra: Sendable, Equatable {
    /// A version negotiated by `initialize`.
    case legacy(version: String)
    /// A stateless version, named in every request.
    case modern(version: String)

    var version: String {
        switch self {
        case .legacy(let version), .modern(let version): version
        }
    }
}

enum ProtocolVersion {
    /// Newest first.
    static let modern = ["2026-07-28"]
    /// Newest first.
    static let legacy = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"]
    /// The one version that has JSON-RPC batches.
    static let batching = "2025-03-26"
}

/// Keys under `_meta` that the protocol defines.
enum MetaKey {
    static let protocolVersion = "io.modelcontextprotocol/protocolVersion"
    static let clientCapabilities = "io.modelcontextprotocol/clientCapabilities"
    static let clientInfo = "io.modelcontextprotocol/clientInfo"
    static let serverInfo = "io.modelcontextprotocol/serverInfo"
    static let subscriptionID = "io.modelcontextprotocol/subscriptionId"
    static let progressToken = "progressToken"
}

/// The name and version under which this program presents itself to clients and servers.
public enum ProductInfo {
    public static let name = "jsexec"
    public static let version = "0.1.0"

    static let value: JSONValue = ["name": .string(name), "title": "jsexec MCP hub", "version": .string(version)]
}

/// The methods used on both sides.
enum Method {
    static let initialize = "initialize"
    static let initialized = "notifications/initialized"
    static let discover = "server/discover"
    static let ping = "ping"
    static let listTools = "tools/list"
    static let callTool = "tools/call"
    static let cancelled = "notifications/cancelled"
    static let progress = "notifications/progress"
    static let toolsChanged = "notifications/tools/list_changed"
    static let listen = "subscriptions/listen"
    static let acknowledged = "notifications/subscriptions/acknowledged"
}
