// The two eras of the Model Context Protocol. Until 2025-11-25 a connection begins with `initialize` and keeps
// state; since 2026-07-28 it is stateless: each request says in `_meta` which version it speaks and what its
// client can do, and each result says whether it is complete.

/// What the two sides of a connection have agreed to speak.
package enum ProtocolEra: Sendable, Equatable {
    /// A version negotiated by `initialize`.
    case legacy(version: String)
    /// A stateless version, named in every request.
    case modern(version: String)

    package var version: String {
        switch self {
        case .legacy(let version), .modern(let version): version
        }
    }
}

package enum ProtocolVersion {
    /// Newest first.
    package static let modern = ["2026-07-28"]
    /// Newest first.
    package static let legacy = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"]
    /// The one version that has JSON-RPC batches.
    package static let batching = "2025-03-26"
}

/// Keys under `_meta` that the protocol defines.
package enum MetaKey {
    package static let protocolVersion = "io.modelcontextprotocol/protocolVersion"
    package static let clientCapabilities = "io.modelcontextprotocol/clientCapabilities"
    package static let clientInfo = "io.modelcontextprotocol/clientInfo"
    package static let serverInfo = "io.modelcontextprotocol/serverInfo"
    package static let subscriptionID = "io.modelcontextprotocol/subscriptionId"
    package static let progressToken = "progressToken"
}

/// The name and version under which this program presents itself to clients and servers.
package enum ProductInfo {
    package static let name = "jsexec"
    package static let version = "0.1.0"

    package static let value: JSONValue = ["name": .string(name), "title": "jsexec MCP hub", "version": .string(version)]
}

/// The methods used on both sides.
package enum Method {
    package static let initialize = "initialize"
    package static let initialized = "notifications/initialized"
    package static let discover = "server/discover"
    package static let ping = "ping"
    package static let listTools = "tools/list"
    package static let callTool = "tools/call"
    package static let cancelled = "notifications/cancelled"
    package static let progress = "notifications/progress"
    package static let toolsChanged = "notifications/tools/list_changed"
    package static let listen = "subscriptions/listen"
    package static let acknowledged = "notifications/subscriptions/acknowledged"
}
