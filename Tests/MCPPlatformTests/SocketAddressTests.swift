import Testing

@testable import MCPPlatform

@Suite struct SocketAddresses {
    @Test func readsAddresses() throws {
        #expect(try SocketAddress(parsing: "8080") == SocketAddress(parsing: "127.0.0.1:8080"))
        #expect(try SocketAddress(parsing: "localhost:0").isLoopback)
        #expect(try SocketAddress(parsing: "[::1]:80").isLoopback)
        #expect(try !SocketAddress(parsing: "0.0.0.0:80").isLoopback)
        #expect(try !SocketAddress(parsing: "[::]:80").isLoopback)
        for bad in ["", "x", "65536", "-1", "+1", "host:80", "::1:80", "127.0.0.1:", "[::1]", "1.2.3:80", ":80"] {
            #expect(throws: SocketAddress.Problem.self, "\(bad)") { try SocketAddress(parsing: bad) }
        }
    }
}
