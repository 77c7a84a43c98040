// Addresses of servers that can be asked without TLS and without a proxy.

import MCPPlatform

/// Where a request goes that needs neither TLS nor anybody in between.
struct HTTPOrigin: Sendable, Equatable {
    /// A name, or an IP address.
    let host: String
    let port: UInt16
    /// Host and port as the address has them.
    let authority: String
    /// Path and query.
    let target: String

    private static let proxies = ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"]

    /// - Returns: `nil` if the address wants more than this: TLS, a user's name, a proxy, characters that have to be encoded.
    init?(_ address: String) {
        let scheme = "http://"
        guard address.lowercased().hasPrefix(scheme) else { return nil }
        let rest = address.dropFirst(scheme.count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let path = rest[authority.endIndex...].prefix { $0 != "#" }
        guard path.utf8.allSatisfy(Self.isTargetByte), let (host, port) = Self.parts(authority) else { return nil }
        let isHere = host == "localhost" || IPAddress.isLoopback(host)
        #if canImport(Darwin)
        // Whether there is a proxy for others is a matter of the system's settings.
        guard isHere else { return nil }
        #else
        guard isHere || Self.proxies.allSatisfy({ ProcessEnvironment.value($0)?.isEmpty ?? true }) else { return nil }
        #endif
        self.host = host
        self.port = port
        self.authority = String(authority)
        target = path.hasPrefix("/") ? String(path) : "/" + path
    }

    private static func parts(_ authority: Substring) -> (host: String, port: UInt16)? {
        let host: Substring
        let rest: Substring
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            host = authority[authority.index(after: authority.startIndex)..<end]
            rest = authority[authority.index(after: end)...]
            guard host.contains(":"), IPAddress.isValid(String(host)) else { return nil }
        } else {
            host = authority.prefix { $0 != ":" }
            rest = authority[host.endIndex...]
            guard !host.isEmpty, host.utf8.allSatisfy(isNameByte) else { return nil }
        }
        if rest.isEmpty { return (String(host), 80) }
        guard rest.hasPrefix(":"), rest.dropFirst().utf8.allSatisfy({ $0 &- 0x30 < 10 }), let port = UInt16(rest.dropFirst()), port > 0
        else { return nil }
        return (String(host), port)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static func isTargetByte(_ byte: UInt8) -> Bool {
        isNameByte(byte) || "~:/?[]@!$&'()*+,;=%".utf8.contains(byte)
    }
}
