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
            return error.problems.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }

    @Test func readsWhichToolsAreExposed() throws {
        #expect(try parse("{}").exposedTools == .none)
        #expect(try parse(#"{"exposeTools": false}"#).exposedTools == .none)
        #expect(try parse(#"{"exposeTools": true}"#).exposedTools == .all)
        #expect(try parse(#"{"exposeTools": ["github", "*__search*"]}"#).exposedTools == ToolExposure(patterns: ["github", "*__search*"]))
        for (wrong, shown) in [("1", "1 "), ("\"github\"", "\"github\" "), ("[1]", ""), ("[\"\"]", ""), ("{}", "{} ")] {
            #expect(
                problems("{\"exposeTools\": \(wrong)}")
                    == ["exposeTools: \(shown)must be true, false or an array of patterns; write [\"github\", \"*__search*\"]"])
        }
    }

    @Test func passesOnOnlyWhatIsNamed() throws {
        func environment(_ text: String) throws -> [String] {
            let server = try parse(text, ["PATH": "/bin", "HOME": "/home/me", "SECRET": "x"]).servers.first
            guard case .process(_, _, let environment)? = server?.endpoint else { return [] }
            return environment.map { "\($0.name)=\($0.value)" }
        }
        #expect(try environment(#"{"mcpServers": {"a": {"command": "x"}}}"#).isEmpty)
        let text = #"{"passEnv": ["PATH", "HOME", "UNSET"], "mcpServers": {"a": {"command": "x", "env": {"K": "v", "HOME": "/srv"}}}}"#
        #expect(try environment(text) == ["K=v", "HOME=/srv", "PATH=/bin"])
        for wrong in ["true", "[1]", #"[""]"#, #"["A=B"]"#] {
            #expect(problems("{\"passEnv\": \(wrong)}").first?.contains("must be an array of names of environment variables") == true)
        }
        // Launchers look for programs themselves.
        func warnings(_ text: String) throws -> [String] { try parse(text, ["PATH": "/bin"]).warnings.map(\.path) }
        #expect(try warnings(#"{"mcpServers": {"a": {"command": "/opt/uvx"}, "b": {"command": "server"}}}"#) == ["mcpServers.a.command"])
        #expect(try warnings(#"{"passEnv": ["PATH"], "mcpServers": {"a": {"command": "npx"}}}"#).isEmpty)
        #expect(try warnings(#"{"mcpServers": {"a": {"command": "npx", "env": {"PATH": "/x"}}}}"#).isEmpty)
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
             "maxToolCalls": 7, "maxResultBytes": 2000, "poolSize": 3, "maxParallel": 2, "allowedServers": ["a"],
             "allowedTools": ["a__*"], "deniedTools": ["*__delete_*"], "readOnly": true,
             "servers": {"a": {"allowedTools": ["get_*"], "deniedTools": ["get_secret"], "readOnly": false}}}}
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
        #expect(settings.allowedTools?.map(\.text) == ["a__*"])
        #expect(settings.deniedTools.map(\.text) == ["*__delete_*"])
        #expect(settings.isReadOnly)
        #expect(settings.servers["a"]?.allowedTools?.map(\.text) == ["get_*"])
        #expect(settings.servers["a"]?.deniedTools.map(\.text) == ["get_secret"])
        #expect(settings.servers["a"]?.isReadOnly == false)
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
        (#"{"codeExecution": {"deniedTool": ["a__b"]}}"#,
         "codeExecution.deniedTool: is not a setting; did you mean \"deniedTools\"?"),
        (#"{"codeExecutions": {}}"#, "codeExecutions: is not a setting; did you mean \"codeExecution\"?"),
        (#"{"codeExecution": {"servers": {"github": {"blocked": []}}}}"#,
         "codeExecution.servers.github.blocked: is not a setting; known are allowedTools, deniedTools, readOnly"),
        (#"{"mcpServers": {"a": {"command": "x", "deniedTools": []}}}"#,
         "mcpServers.a.deniedTools: is not a setting of a server; move it to codeExecution.servers.a.deniedTools"),
        (#"{"mcpServers": {"a": {"command": "x", "maxConcurrency": 0}}}"#,
         "mcpServers.a.maxConcurrency: 0 must be a whole number from 1 to 1000 (calls at a time)"),
        (#"{"codeExecution": {"deniedTools": ["delete"]}}"#,
         "codeExecution.deniedTools[0]: \"delete\" fits no tool, since tools are called server__tool; write \"*__delete\" for the tools of this name of all servers, \"delete__*\" for all tools of a server"),
        (#"{"codeExecution": {"allowedTools": ["a__b", 5]}}"#,
         "codeExecution.allowedTools[1]: 5 must be a string, since the list is one of tool names such as github__get_repo or github__*"),
        (#"{"codeExecution": {"allowedServers": "github"}}"#, "codeExecution.allowedServers: \"github\" must be an array of server names"),
        (#"{"codeExecution": {"deniedTools": ["a__b"], "readOnly": true, "deniedTools": []}}"#,
         "codeExecution.deniedTools: is given more than once; keep one of them"),
        (#"{"codeExecution": {"readOnly": "yes"}}"#, "codeExecution.readOnly: \"yes\" must be true or false"),
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
        let configuration = try parse(
            """
            {"mcpServer": {}, "mcpServers": {"a": {"command": "x", "autoApprove": [], "maxconcurency": 2}, "off": {"enabled": false}},
             "codeExecution": {"poolsize": 5, "allowedServers": ["a", "off", "hub", "github", "b"],
                               "allowedTools": ["a__x", "githup__*", "*__get"], "servers": {"gitub": {}}}}
            """)
        #expect(configuration.warnings.map(\.description) == [
            "mcpServer: is not a setting; did you mean \"mcpServers\"?",
            "mcpServers.a.autoApprove: is not a setting; known are \(ConfigurationKeys.server.joined(separator: ", "))",
            "mcpServers.a.maxconcurency: is not a setting; did you mean \"maxConcurrency\"?",
            "codeExecution.poolsize: is not a setting; did you mean \"poolSize\"?",
            "codeExecution.allowedServers[4]: there is no server \"b\"; did you mean \"a\"?",
            "codeExecution.allowedTools[1]: there is no server \"githup\"; did you mean \"github\"?",
            "codeExecution.servers.gitub: there is no server \"gitub\"; did you mean \"github\"?",
        ])
        #expect(configuration.servers.map(\.name) == ["a"])
        #expect(configuration.disabledServers == ["off"])
    }

    @Test func showsNoSecretsInReports() throws {
        let file = try TemporaryFile(
            """
            {"mcpServers": {
               "a": {"command": "${HIDDEN}", "args": ["hunter2", "${HIDDEN}"], "env": {"TOKEN": "${HIDDEN}", "PLAIN": "hunter2"}, "timeout": 2.5},
               "b": {"url": "https://hunter2@example.org/${HIDDEN}", "headers": {"Authorization": "Bearer ${HIDDEN}"}, "maxConcurrency": 3},
               "c": {"command": "x", "disabled": true}},
             "codeExecution": {"maxToolCalls": 5, "servers": {"a": {"deniedTools": ["delete_*"], "readOnly": true}}, "colour": 1},
             "http": {"token": "hunter2hunter2hunter2"}}
            """)
        let (report, isUsable) = HubConfiguration.report(file: file.path) { $0 == "HIDDEN" ? "swordfish" : nil }
        #expect(isUsable)
        #expect(!report.string.contains("hunter2") && !report.string.contains("swordfish"))
        let value = report.value
        #expect(value["ok"] == true && value["problems"] == [])
        #expect(value["warnings"]?.arrayValue?.map { $0["path"] } == ["codeExecution.colour", "mcpServers.a.command"])
        #expect(value["servers"] == [
            ["name": "a", "enabled": true, "transport": "stdio", "env": ["TOKEN", "PLAIN"], "required": false, "timeout": 2.5, "maxConcurrency": nil],
            ["name": "b", "enabled": true, "transport": "http", "headers": ["Authorization"], "required": false, "timeout": 60, "maxConcurrency": 3],
            ["name": "c", "enabled": false],
        ])
        #expect(value["codeExecution"]?.objectValue?.keys == ConfigurationKeys.codeExecution)
        #expect(value["codeExecution"]?["maxToolCalls"] == 5)
        #expect(value["codeExecution"]?["memoryLimitMB"] == 50)
        #expect(value["codeExecution"]?["servers"]?["a"] == ["allowedTools": nil, "deniedTools": ["delete_*"], "readOnly": true])
        let unset = HubConfiguration.report(file: file.path) { _ in nil }
        #expect(!unset.isUsable)
        let problems = unset.report.value["problems"]?.arrayValue ?? []
        #expect(problems.count == 5)
        #expect(problems.first == [
            "path": "mcpServers.a.command", "message": "environment variable HIDDEN is not set",
            "remedy": "set it, or give a default as ${HIDDEN:-text}",
        ])
        #expect(!unset.report.string.contains("hunter2"))
    }

    @Test func reportsWhatCannotBeRead() throws {
        let (report, isUsable) = HubConfiguration.report(file: "/does/not/exist")
        #expect(!isUsable && report.value["ok"] == false)
        #expect(report.value["problems"]?.arrayValue?.count == 1)
        let defaults = HubConfiguration.report(file: nil)
        #expect(defaults.isUsable && defaults.report.value["codeExecution"]?["poolSize"] == 10)
        let file = try TemporaryFile(#"{"codeExecution": {"poolSize": 0, "timeoutMs": "1s", "maxParallel": 4}}"#)
        let wrong = HubConfiguration.report(file: file.path).report.value
        #expect(wrong["problems"]?.arrayValue?.map { $0["value"] } == ["1s", 0])
        #expect(wrong["codeExecution"]?["maxParallel"] == 4)
    }

    /// The first column of the tables in each section of the reference.
    @Test func theReferenceNamesEverySetting() throws {
        let root = #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()
        let page = String(decoding: try Files.read(root + "/docs/configuration.md"), as: UTF8.self)
        var sections: [String: [String]] = [:]
        var section = ""
        for line in page.split(separator: "\n") {
            if let heading = line.firstMatch(of: /^## `(.+)`$/) {
                section = String(heading.1)
            } else if line.hasPrefix("## ") {
                section = ""
            } else if let row = line.firstMatch(of: /^\| ((?:`\w+`(?:, )?)+) \|/), !section.isEmpty {
                sections[section, default: []] += row.1.matches(of: /`(\w+)`/).map { String($0.1) }
            }
        }
        #expect(sections == [
            "mcpServers.NAME": ConfigurationKeys.server, "codeExecution": ConfigurationKeys.codeExecution,
            "codeExecution.servers.NAME": ConfigurationKeys.serverRules, "http": ConfigurationKeys.http,
        ])
    }
}
