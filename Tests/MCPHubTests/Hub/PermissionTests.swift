import Testing

@testable import MCPHub

@Suite struct PermissionRules {
    private func permissions(_ section: String) throws -> Permissions {
        Permissions(try HubConfiguration(json: Array("{\"codeExecution\": \(section)}".utf8)) { _ in nil }.codeExecution)
    }

    private func entry(_ name: String, readOnly: Bool? = nil) throws -> CatalogueEntry {
        let (server, tool) = try #require(ToolName.split(name))
        let annotations: JSONObject = readOnly.map { ["readOnlyHint": .bool($0)] } ?? [:]
        return CatalogueEntry(
            server: server,
            tool: ToolDefinition(name: tool, description: "", inputSchema: ["type": "object"], annotations: annotations))
    }

    @Test(arguments: [
        ("github__get_repo", "github__get_repo", true), ("github__get_repo", "github__get_repos", false),
        ("github__*", "github__x", true), ("github__*", "github__", true), ("github__*", "github", false),
        ("*__delete_*", "a__delete_b", true), ("*__delete_*", "a__undelete_b", false), ("*", "", true), ("", "", true),
        ("", "a", false), ("a*b*c", "aXbYbZc", true), ("a*b*c", "aXbYbZ", false), ("**a**", "bab", true),
        ("a.c", "abc", false), ("Get", "get", false), ("*é", "caf\u{e9}", true),
    ])
    func patternsFitWholeNames(_ pattern: String, _ name: String, _ fits: Bool) {
        #expect(NamePattern(pattern).matches(name) == fits)
    }

    @Test func patternsWithManyStarsTakeLittleTime() {
        let pattern = NamePattern(String(repeating: "a*", count: 100) + "b")
        #expect(!pattern.matches(String(repeating: "a", count: 500)))
    }

    @Test(arguments: [
        (#"{"allowedServers": ["github"]}"#, "database__query", "refused by codeExecution.allowedServers"),
        (#"{"allowedTools": ["github__get_*"]}"#, "github__delete_repo", "refused by codeExecution.allowedTools"),
        (#"{"deniedTools": ["x__y", "github__delete_*"]}"#, "github__delete_repo",
         "refused by codeExecution.deniedTools: \"github__delete_*\""),
        // What is denied stays denied, whatever allows it.
        (#"{"allowedTools": ["github__delete_repo"], "deniedTools": ["*__delete_*"]}"#, "github__delete_repo",
         "refused by codeExecution.deniedTools: \"*__delete_*\""),
        (#"{"servers": {"github": {"deniedTools": ["delete_*"]}}}"#, "github__delete_repo",
         "refused by codeExecution.servers.github.deniedTools: \"delete_*\""),
        (#"{"servers": {"github": {"deniedTools": ["github__delete_*"]}}}"#, "github__delete_repo",
         "refused by codeExecution.servers.github.deniedTools: \"github__delete_*\""),
        (#"{"servers": {"github": {"allowedTools": ["get_*"]}}}"#, "github__delete_repo",
         "refused by codeExecution.servers.github.allowedTools"),
        (#"{"allowedTools": ["github__*"], "servers": {"github": {"allowedTools": ["get_*"]}}}"#, "github__delete_repo",
         "refused by codeExecution.servers.github.allowedTools"),
        (#"{"readOnly": true}"#, "github__delete_repo",
         "refused by codeExecution.readOnly: the tool is not marked as read-only (its annotation readOnlyHint is not true)"),
        (#"{"servers": {"github": {"readOnly": true}}}"#, "github__delete_repo",
         "refused by codeExecution.servers.github.readOnly: the tool is not marked as read-only (its annotation readOnlyHint is not true)"),
        (#"{"readOnly": true, "servers": {"github": {"readOnly": false}}}"#, "github__delete_repo", nil),
        (#"{"servers": {"database": {"allowedTools": [], "readOnly": true}}}"#, "github__delete_repo", nil),
        (#"{"allowedServers": ["github"], "allowedTools": ["*__delete_repo"]}"#, "github__delete_repo", nil),
        (#"{"allowedTools": []}"#, "github__get_repo", "refused by codeExecution.allowedTools"),
        ("{}", "github__delete_repo", nil),
    ])
    func namesTheRule(_ section: String, _ name: String, _ refusal: String?) throws {
        #expect(try permissions(section).refusal(of: entry(name, readOnly: false)) == refusal)
        #expect(try permissions(section).refusal(of: entry(name)) == refusal)
    }

    @Test func readOnlyToolsMustSaySo() throws {
        let rules = try permissions(#"{"readOnly": true}"#)
        #expect(try rules.refusal(of: entry("github__get", readOnly: true)) == nil)
        #expect(try rules.refusal(of: entry("hub__invoke", readOnly: false)) == nil)
        let lifted = try permissions(#"{"readOnly": true, "servers": {"github": {"readOnly": false}}}"#)
        #expect(try lifted.refusal(of: entry("database__drop")) != nil)
    }

    @Test func requestsOnlyNarrow() throws {
        let configured = try permissions(#"{"allowedServers": ["github"], "deniedTools": ["github__delete_*"]}"#)
        let asked = configured.narrowed(servers: ["github", "database"], tools: ["*"].map(NamePattern.init), readOnly: false)
        #expect(asked.refusal(ofServer: "database") == "refused by codeExecution.allowedServers")
        #expect(asked.refusal(server: "github", tool: "delete_repo") == "refused by codeExecution.deniedTools: \"github__delete_*\"")
        #expect(asked.refusal(server: "github", tool: "get_repo") == nil)
        let narrow = configured.narrowed(servers: nil, tools: [NamePattern("github__get_*")], readOnly: true)
        #expect(narrow.refusal(server: "github", tool: "list") == "refused by the request's allowed_tools")
        #expect(try narrow.refusal(of: entry("github__get_x"))?.hasPrefix("refused by the request's read_only") == true)
        #expect(try narrow.refusal(of: entry("github__get_x", readOnly: true)) == nil)
        #expect(Permissions.all.narrowed(servers: nil).isUnlimited)
    }
}

@Suite struct PermissionsOfExecutions {
    @Test func refusedToolsAreNamedAndNotListed() throws {
        var settings = CodeExecutionSettings()
        settings.deniedTools = [NamePattern("github__list_*")]
        let scripts = ScriptRunner(settings)
        let outcome = scripts.run(
            """
            const names = mcp.tools().map(tool => tool.name);
            const found = mcp.callTool("hub__search", { query: "" }).map(tool => tool.name);
            let refusal, described;
            try { mcp.callTool("github__list_repos", { org: "x" }) } catch (error) { refusal = [error.code, error.message] }
            try { mcp.describe("github__list_repos") } catch (error) { described = error.code }
            const invoked = call_tool("hub", "invoke", { name: "github__list_repos" });
            return { listed: names.concat(found).filter(name => name.startsWith("github__list")), refusal, described, invoked: invoked.error.code }
            """, maximumToolCalls: 1)
        #expect(
            outcome.summary == """
                {"listed":[],"refusal":["SERVER_NOT_ALLOWED","tool not allowed: github__list_repos; \
                refused by codeExecution.deniedTools: \\"github__list_*\\""],"described":"UNKNOWN_TOOL","invoked":"SERVER_NOT_ALLOWED"}
                """)
        // The search was the only call that counts.
        #expect(outcome.toolCallCount == 1)
    }

    @Test func requestsForbidWhatChangesThings() throws {
        let scripts = ScriptRunner(fixture: true)
        var request = ExecutionRequest(
            source: """
                [call_tool("fixture", "text", {}), call_tool("github", "list_repos", { org: "example" })].map(x => x.ok || x.error.message)
                    .concat(mcp.tools().filter(tool => tool.server === "fixture").length)
                """, format: .execute)
        request.isReadOnly = true
        #expect(
            scripts.run(request).summary == """
                ["tool not allowed: fixture__text; refused by the request's read_only: the tool is not marked as read-only \
                (its annotation readOnlyHint is not true)",true,1]
                """)
        request.isReadOnly = false
        request.allowedTools = [NamePattern("fixture__te*")]
        #expect(
            scripts.run(request).summary == """
                [true,"tool not allowed: github__list_repos; refused by the request's allowed_tools",1]
                """)
    }
}
