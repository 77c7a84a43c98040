// What the header fields of a request must say, so that those in between who read only them see the same request as this
// server does.

enum HeaderRules {
    /// Whether a message is to be treated by the rules of the modern era: it says so itself, or its header names a version
    /// that does not begin with `initialize`.
    static func isModern(_ headers: HTTPHeaders, _ message: RPCMessage) -> Bool {
        if case .request(_, _, let params) = message, params?["_meta"]?[MetaKey.protocolVersion] != nil { return true }
        guard let version = headers[HeaderName.protocolVersion] else { return false }
        return !ProtocolVersion.legacy.contains(version)
    }

    /// What is wrong with the header fields of a modern request, `nil` if nothing is.
    static func problem(_ headers: HTTPHeaders, _ message: RPCMessage) -> RPCError? {
        guard case .request(_, let method, let params) = message else { return nil }
        for name in [HeaderName.protocolVersion, HeaderName.method, HeaderName.name] where headers.values(name).count > 1 {
            return mismatch("the header \(name) is repeated")
        }
        guard let version = params?["_meta"]?[MetaKey.protocolVersion]?.value else {
            return RPCError(RPCError.invalidParams, "params._meta lacks \"\(MetaKey.protocolVersion)\"")
        }
        guard let headerVersion = headers[HeaderName.protocolVersion], version == .string(headerVersion) else {
            return mismatch("the header \(HeaderName.protocolVersion) does not name the version in params._meta")
        }
        // Other versions may have other rules.
        guard ProtocolVersion.modern.contains(headerVersion) else { return .unsupported(headerVersion) }
        guard headers[HeaderName.method] == method else {
            return mismatch("the header \(HeaderName.method) does not name the method of the request")
        }
        if let key = HeaderName.namingParameter(of: method), let name = params?[key]?.value {
            guard let header = headers[HeaderName.name].flatMap(HeaderText.decode), name == .string(header) else {
                return mismatch("the header \(HeaderName.name) does not say what params.\(key) says")
            }
        }
        return nil
    }

    private static func mismatch(_ text: String) -> RPCError { RPCError(RPCError.headerMismatch, text) }
}
