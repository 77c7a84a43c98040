import Testing

@testable import MCPHub

@Suite struct Configuration {
    private func parse(_ text: String, _ environment: [String: String] = [:]) throws -> HubConfiguration {
        try HubConfiguration(json: Array(text.utf8), environment: { environment[$0] })
    }

    private func problems(_ text: String) -> [String] {
        do {
            _ = try parse(text)
            return []
        } catch let error as ConfigurationError {
            return error.problems
        } catch {
            return ["\(error)"]
        }
    }

    @Test func readsServersInOrderAndExpandsVariables() throws {
        let configuration = try parse(
            """
            {"mcpServers": {
              "zeta": {"command": "${BIN}/zeta", "args": ["--root", "${ROOT:-/srv}", "$HOME", 3], "env": {"TOKEN": "x-${TOKEN}"},
                       "timeout": 2.5, "required": true},
              "alpha": {"url": "https://${HOST}/mcp", "headers": {"Authorization": "Bearer ${TOKEN}"}},
              "off": {"command": "${UNSET}", "enable": false},
              "also-off": {"disabled": true}
            }}
            """, ["BIN": "/opt/bin", "TOKEN": "secret", "HOST": "example.org"])
        #expect(configuration.servers.map(\.name) == ["zeta", "alpha"])
        #expect(configuration.servers[0].timeout == .milliseconds(2500))
        #expect(configuration.servers[0].isRequired)
        #expect(configuration.servers[1].timeout == .seconds(60))
        guard case .process(let command, let arguments, let environment) = configuration.servers[0].endpoint,
            case .http(let url, let headers) = configuration.servers[1].endpoint
        else {
            Issue.record("wrong endpoints")
            return
        }
        #expect(command == "/opt/bin/zeta")
        #expect(arguments == ["--root", "/srv", "$HOME", "3"])
        #expect(environment.map(\.name) == ["TOKEN"] && environment.map(\.value) == ["x-secret"])
        #expect(url == "https://example.org/mcp")
        #expect(headers.first?.value == "Bearer secret")
        #expect(configuration.warnings.isEmpty)
    }

    @Test func readsLimits() throws {
        let settings = try parse(
            """
            {"codeExecution": {"enabled": true, "executeTimeoutMs": 500, "timeoutMs": 600000, "memoryLimitMB": 64, "stepLimit": 1000,
             "maxToolCalls": 7, "maxResultBytes": 2000, "poolSize": 3, "maxParallel": 2, "allowedServers": ["a"]}}
            """
        ).codeExecution
        #expect(settings.isEnabled)
        #expect(settings.executeTimeout == .milliseconds(500))
        #expect(settings.codeExecutionTimeout == .seconds(600))
        #expect(settings.memoryBytes == 64 << 20)
        #expect(settings.steps == 1000)
        #expect(settings.maximumToolCalls == 7)
        #expect(settings.maximumResultBytes == 2000)
        #expect(settings.poolSize == 3)
        #expect(settings.maximumParallel == 2)
        #expect(settings.allowedServers == ["a"])
    }

    @Test(arguments: [
        ("{", "not JSON: unexpected end of JSON at line 1, column 2"),
        ("[]", "must be a JSON object with a member \"mcpServers\""),
        (#"{"mcpServers": []}"#, "mcpServers: [] must be an object of servers by name"),
        (#"{"mcpServers": {"a": {}}}"#,
         "mcpServers.a: has neither \"command\" nor \"url\"; give the program to start or the address to call"),
        (#"{"mcpServers": {"a": {"command": "x", "url": "http://y"}}}"#,
         "mcpServers.a: has both \"command\" and \"url\"; keep one of them"),
        (#"{"mcpServers": {"a": {"command": "x", "timeout": "soon"}}}"#,
         "mcpServers.a.timeout: \"soon\" must be a number of seconds above 0, such as 30"),
        (#"{"mcpServers": {"a": {"command": "x", "timeout": 30000}}}"#,
         "mcpServers.a.timeout: 30000 is in seconds and at most 3600; for milliseconds divide by 1000"),
        (#"{"mcpServers": {"a": {"command": "x", "env": {"K": "${MISSING}"}}}}"#,
         "mcpServers.a.env.K: environment variable MISSING is not set; set it, or give a default as ${MISSING:-text}"),
        (#"{"mcpServers": {"a__b": {"command": "x"}}}"#,
         "mcpServers.a__b: a server name must not contain \"__\" or end in \"_\", since \"__\" ends it in tool names; rename it"),
        (#"{"mcpServers": {"hub": {"command": "x"}}}"#,
         "mcpServers.hub: the name \"hub\" belongs to the built-in tools; rename it"),
        (#"{"codeExecution": {"poolSize": 101}}"#,
         "codeExecution.poolSize: 101 must be a whole number from 1 to 100 (scripts at a time)"),
        (#"{"codeExecution": {"poolsize": 5}}"#,
         "codeExecution.poolsize: is not a setting; did you mean \"poolSize\"?; known are enabled, executeTimeoutMs, timeoutMs, memoryLimitMB, stepLimit, maxToolCalls, maxResultBytes, poolSize, maxParallel, allowedServers"),
        (#"{"mcpServers": {"a": {"url": "ftp://x"}}}"#, "mcpServers.a.url: must begin with http:// or https://"),
    ])
    func namesPlaceValueAndRemedy(_ text: String, _ expected: String) {
        #expect(problems(text) == [expected])
    }

    @Test func reportsAllProblemsAndHidesSecrets() {
        let found = problems(
            #"{"mcpServers": {"a": {"command": 1e99, "args": "x", "env": {"PASSWORD": ["hunter2"]}}, "b": 5}}"#)
        #expect(found.count == 3)
        #expect(!found.joined().contains("hunter2"))
    }

    @Test func warnsAboutUnknownSettings() throws {
        let configuration = try parse(#"{"mcpServer": {}, "mcpServers": {"a": {"command": "x", "arguments": []}}}"#)
        #expect(configuration.warnings == [
            "\"mcpServer\" is not a setting; did you mean \"mcpServers\"?", "mcpServers.a.arguments is not a setting",
        ])
    }
}
