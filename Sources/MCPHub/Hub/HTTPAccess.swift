// Who may use the HTTP server. A web page on any site can make a browser send requests to this machine; such requests
// carry the page's origin, or, if the page's name was made to point here, that name as the host. Programs carry neither.

/// Checks requests before anything else is done with them.
struct HTTPAccess: Sendable {
    private let settings: HTTPSettings

    init(_ settings: HTTPSettings) { self.settings = settings }

    /// Why a request is refused, `nil` if it is not.
    func refusal(of head: HTTPRequestHead) -> HTTPResponse? {
        guard isAllowed(host: head.headers["host"] ?? "") else {
            return .text(421, "this host name is not allowed; add it to http.allowedHosts in the configuration")
        }
        if let origin = head.headers["origin"], !isAllowed(origin: origin) {
            return .text(403, "this origin is not allowed; add it to http.allowedOrigins in the configuration")
        }
        guard let token = settings.token else { return nil }
        let words = (head.headers["authorization"] ?? "").split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].lowercased() == "bearer", Self.areEqual(HTTPHeaders.trimmed(words[1]), token) else {
            return .text(401, "a bearer token is needed", ["www-authenticate": "Bearer realm=\"jsexec\""])
        }
        return nil
    }

    /// Addresses cannot be made to point elsewhere, names can.
    private func isAllowed(host: String) -> Bool {
        guard let name = Self.name(ofHost: host) else { return false }
        return Self.isThisMachine(name) || IPAddress.isValid(name) || settings.allowedHosts.contains(name)
            || settings.allowedHosts.contains(host.lowercased())
    }

    private func isAllowed(origin: String) -> Bool {
        let origin = origin.lowercased()
        if settings.allowedOrigins.contains(origin) { return true }
        for scheme in ["http://", "https://"] where origin.hasPrefix(scheme) {
            if let name = Self.name(ofHost: String(origin.dropFirst(scheme.count))), Self.isThisMachine(name) { return true }
        }
        return false
    }

    private static func isThisMachine(_ name: String) -> Bool { name == "localhost" || IPAddress.isLoopback(name) }

    /// The host without its port, in lower case, `nil` if it is malformed.
    static func name(ofHost host: String) -> String? {
        var name = Substring(host.lowercased())
        var port: Substring = ""
        if name.first == "[" {
            guard let end = name.firstIndex(of: "]") else { return nil }
            port = name[name.index(after: end)...]
            name = name[name.index(after: name.startIndex)..<end]
            guard port.isEmpty || port.first == ":" else { return nil }
            port = port.dropFirst()
        } else if let colon = name.firstIndex(of: ":") {
            port = name[name.index(after: colon)...]
            name = name[..<colon]
        }
        guard port.isEmpty || UInt16(port) != nil, !name.isEmpty else { return nil }
        return String(name)
    }

    /// Takes the same time wherever the texts differ.
    private static func areEqual(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
