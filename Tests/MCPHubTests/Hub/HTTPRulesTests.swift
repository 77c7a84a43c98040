import Testing

@testable import MCPHub
@testable import MCPTransport

private func head(_ fields: HTTPHeaders, _ method: String = "POST") -> HTTPRequestHead {
    HTTPRequestHead(method: method, path: "/mcp", isHTTP10: false, headers: fields)
}

@Suite struct HTTPRules {
    @Test func letsOnlyKnownHostsAndOriginsIn() {
        var settings = HTTPSettings()
        settings.allowedHosts = ["hub.example.com", "other.example.com:8080"]
        settings.allowedOrigins = ["https://app.example.com"]
        let access = HTTPAccess(settings)
        func status(_ host: String, _ origin: String? = nil) -> Int? {
            var headers: HTTPHeaders = ["host": host]
            if let origin { headers.append("origin", origin) }
            return access.refusal(of: head(headers))?.status
        }
        for host in ["127.0.0.1", "127.0.0.1:80", "localhost:8080", "LOCALHOST", "[::1]:1", "192.168.0.7:80", "Hub.example.com:1", "other.example.com:8080"] {
            #expect(status(host) == nil, "\(host)")
        }
        for host in ["", "evil.example.com", "localhost.evil.com", "127.0.0.1.evil.com", "other.example.com", "127.0.0.1:x", "[::1", "[::1]x", "localhost:99999", "a@localhost", ":80"] {
            #expect(status(host) == 421, "\(host)")
        }
        for origin in ["http://localhost:3000", "https://127.0.0.1", "http://[::1]:5", "https://app.example.com"] {
            #expect(status("localhost", origin) == nil, "\(origin)")
        }
        for origin in ["http://evil.example.com", "null", "", "http://localhost.evil.com", "http://192.168.0.7", "https://app.example.com.evil.com", "http://app.example.com", "file://"] {
            #expect(status("localhost", origin) == 403, "\(origin)")
        }
    }

    @Test func asksForTheToken() {
        var settings = HTTPSettings()
        settings.token = "0123456789abcdef"
        let access = HTTPAccess(settings)
        func status(_ authorization: String?) -> Int? {
            var headers: HTTPHeaders = ["host": "localhost"]
            if let authorization { headers.append("authorization", authorization) }
            return access.refusal(of: head(headers))?.status
        }
        #expect(status("Bearer 0123456789abcdef") == nil)
        #expect(status("bearer  0123456789abcdef") == nil)
        for wrong in [nil, "", "Bearer", "Bearer ", "Bearer 0123456789abcdeF", "Bearer 0123456789abcde", "0123456789abcdef", "Basic 0123456789abcdef"] {
            #expect(status(wrong) == 401, "\(wrong ?? "none")")
        }
        #expect(access.refusal(of: head(["host": "localhost"]))?.headers["www-authenticate"] == "Bearer realm=\"jsexec\"")
        #expect(HTTPSettings.problem(withToken: "short") != nil)
        #expect(HTTPSettings.problem(withToken: "has a blank in its middle") != nil)
        #expect(HTTPSettings.problem(withToken: "0123456789abcdef") == nil)
    }

    @Test func comparesHeadersWithTheMessage() throws {
        let call = #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"é","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}"#
        let message = try RPCMessage(parsing: Array(call.utf8))
        let good: HTTPHeaders = [
            "mcp-protocol-version": "2026-07-28", "mcp-method": "tools/call", "mcp-name": HeaderText.encode("é"),
        ]
        #expect(HeaderRules.problem(good, message) == nil)
        #expect(HeaderRules.isModern(HTTPHeaders(), message))
        func problem(_ change: (inout [(name: String, value: String)]) -> Void) -> Int? {
            var fields = good.fields
            change(&fields)
            var headers = HTTPHeaders()
            for (name, value) in fields { headers.append(name, value) }
            return HeaderRules.problem(headers, message)?.code
        }
        #expect(problem { $0.remove(at: 0) } == -32020)
        #expect(problem { $0.remove(at: 1) } == -32020)
        #expect(problem { $0.remove(at: 2) } == -32020)
        #expect(problem { $0[0].value = "2025-11-25" } == -32020)
        #expect(problem { $0[1].value = "tools/list" } == -32020)
        #expect(problem { $0[2].value = "é" } == nil)
        #expect(problem { $0[2].value = "e" } == -32020)
        #expect(problem { $0[2].value = "=?base64?w6k?=" } == -32020)
        #expect(problem { $0.append(("mcp-name", "other")) } == -32020)
        let future = try RPCMessage(parsing: Array(call.replacing("2026-07-28", with: "2099-01-01").utf8))
        #expect(HeaderRules.problem(["mcp-protocol-version": "2099-01-01"], future)?.code == -32022)
        let old = try RPCMessage(parsing: Array(#"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#.utf8))
        #expect(!HeaderRules.isModern(["mcp-protocol-version": "2025-11-25"], old))
        #expect(!HeaderRules.isModern(HTTPHeaders(), old))
        #expect(HeaderRules.isModern(["mcp-protocol-version": "2026-07-28"], old))
        #expect(HeaderRules.problem(["mcp-protocol-version": "2026-07-28"], old)?.code == -32602)
    }

    @Test func readsTheConfiguration() throws {
        let text = #"{"http":{"token":"${TOKEN}","allowedHosts":["Hub.Example.com"],"allowedOrigins":["https://a.b"],"maxRequestBytes":2048,"maxConnections":3}}"#
        let http = try HubConfiguration(json: Array(text.utf8)) { $0 == "TOKEN" ? "0123456789abcdef" : nil }.http
        #expect(http.token == "0123456789abcdef" && http.allowedHosts == ["hub.example.com"] && http.allowedOrigins == ["https://a.b"])
        #expect(http.maximumRequestBytes == 2048 && http.maximumConnections == 3)
        let bad = #"{"http":{"token":"short","allowedOrigins":["a.b"],"maxConnections":0,"tokens":"short"}}"#
        do {
            _ = try HubConfiguration(json: Array(bad.utf8)) { _ in nil }
            Issue.record("accepted")
        } catch {
            #expect(error.problems.count == 4)
            #expect(!error.description.contains("short"))
        }
    }
}
