// How requests to a server fail, whatever carries them.

import MCPProtocol

/// Why a request has no result.
package enum SessionError: Error, Sendable, CustomStringConvertible {
    /// The server answered with an error.
    case refused(RPCError)
    /// The deadline passed; the server was told to stop.
    case timedOut
    /// The request was cancelled; the server was told to stop.
    case cancelled
    /// The connection is over.
    case closed(reason: String)
    /// The request may have reached the server, but its answer will not come.
    case lost(reason: String)
    /// The request cannot have reached the server.
    case unreachable(reason: String)
    /// The connection had ended before the request was sent.
    case unsent
    /// The server has refused the request, because it has forgotten the session.
    case expired
    /// The server answers, but not so that it can be used.
    case unusable(reason: String)

    /// For the operator's log.
    package var description: String {
        switch self {
        case .refused(let error): error.description
        case .timedOut: "no answer in time"
        case .cancelled: "cancelled"
        case .closed(let reason), .lost(let reason), .unreachable(let reason), .unusable(let reason): reason
        case .unsent: "the connection ended"
        case .expired: "the session has expired"
        }
    }
}
