import JSInterpreter
import MCPEngine
import Testing

@testable import MCPHub

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A directory `scripts` for one test.
private final class ScriptDirectory: Sendable {
    let path: String
    let log: Log
    private let lines = Monitor([JSONValue]())

    init(_ files: KeyValuePairs<String, String> = [:]) throws {
        path = (ProcessEnvironment.value("TMPDIR") ?? "/tmp") + "/mcphub-test-\(UInt64.random(in: .min ... .max))/"
        let lines = lines
        log = Log(minimum: .warn) { line in
            lines.withLock { $0.append((try? JSONValue(parsing: line)) ?? "not JSON") }
        }
        guard unsafe mkdir(path, 0o700) == 0, unsafe mkdir(path + "scripts", 0o700) == 0 else {
            throw FileError(path: path, reason: "cannot be made")
        }
        for (name, text) in files { try write(name, text) }
    }

    deinit {
        for name in Files.names(inDirectory: path + "scripts/") { unsafe unlink(path + "scripts/" + name) }
        unsafe rmdir(path + "scripts")
        unsafe rmdir(path)
    }

    func write(_ name: String, _ text: String) throws {
        let descriptor = unsafe open(path + "scripts/" + name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError(path: name, reason: "cannot be written") }
        Files.writeAll(descriptor, Array(text.utf8))
        Files.close(descriptor)
    }

    var scripts: StoredScripts { StoredScripts(configurationDirectory: path, engine: JavaScriptEngine(), log: log) }

    /// `file:line:column problem` of each line of the log.
    var problems: [String] {
        lines.withLock { $0 }.map { line in
            let file = line["path"]?.stringValue?.split(separator: "/").last.map(String.init) ?? "?"
            return "\(file):\(line["line"]?.integerValue ?? 0):\(line["column"]?.integerValue ?? 0) \(line["problem"]?.stringValue ?? "")"
        }
    }
}

private func header(_ members: String, _ code: String = "return 1") -> String { "/*---\n\(members)\n---*/\n\(code)\n" }

@Suite struct StoredScriptFiles {
    @Test func theHeaderSaysWhatAScriptIs() throws {
        let directory = try ScriptDirectory([
            "all.ts": header(
                """
                title: All of it
                description: Does
                  several things.
                inputSchema: {
                  "properties": {"n": {"type": "number"}},
                  "required": ["n"]
                }
                timeoutMs: 2500
                memoryLimitMB: 20

                maxToolCalls: 3
                allowedServers: ["github"]
                allowedTools: ["github__list_*"]
                readOnly: true
                """, "return input.n as number"),
            "plain.js": "return 2",
        ])
        let script = try directory.scripts.script(named: "all")
        #expect(script.language == .typeScript)
        let tool = try #require(script.tool)
        #expect(tool.name == "script__all")
        #expect(tool.title == "All of it")
        #expect(tool.description == "Does several things.")
        #expect(
            tool.inputSchema
                == ["properties": ["n": ["type": "number"]], "required": ["n"], "type": "object"])
        #expect(tool.annotations == ["readOnlyHint": true])
        var rules = ScriptRules()
        rules.timeout = .milliseconds(2500)
        rules.memoryBytes = 20 << 20
        rules.maximumToolCalls = 3
        rules.allowedServers = ["github"]
        rules.allowedTools = [NamePattern("github__list_*")]
        rules.isReadOnly = true
        #expect(script.rules == rules)
        #expect(try directory.scripts.script(named: "plain").tool == nil)
        #expect(directory.scripts.published.map(\.name) == ["all"])
        #expect(directory.scripts.script(forTool: "script__all")?.name == "all")
        #expect(directory.scripts.script(forTool: "script__plain") == nil)
        #expect(directory.scripts.script(forTool: "all") == nil)
        #expect(directory.problems == [])
    }

    @Test(arguments: [
        ("timeoutMs: 0", "x.js:2:12 timeoutMs must be a whole number from 1 to 600000"),
        ("memoryLimitMB: \"1\"", "x.js:2:16 memoryLimitMB must be a whole number from 1 to 4096"),
        ("description: a\ntimeout: 1", "x.js:3:10 timeout is not a member of a header"),
        ("inputSchema: {\n  \"type\": object\n}", "x.js:3:11 inputSchema is not JSON"),
        ("inputSchema: {\"type\": \"array\"}", "x.js:2:14 inputSchema must describe an object"),
        ("allowedServers: \"github\"", "x.js:2:17 allowedServers must be an array of strings"),
        ("readOnly: yes", "x.js:2:11 readOnly is not JSON"), ("readOnly: 1", "x.js:2:11 readOnly must be true or false"),
        ("description:", "x.js:2:13 description is empty"), ("maxToolCalls: 1\nmaxToolCalls: 2", "x.js:3:15 maxToolCalls is there twice"),
        ("just words", "x.js:2:1 this is not a member of a header"), ("  indented: 1", "x.js:2:1 this line belongs to no member"),
    ])
    func problemsOfHeadersHavePositions(members: String, problem: String) throws {
        let directory = try ScriptDirectory(["x.js": header(members)])
        let error = #expect(throws: StoredScriptProblem.self) { try directory.scripts.script(named: "x") }
        #expect(error?.remedy != nil)
        #expect(directory.problems.count == 1)
        #expect(directory.problems.first?.hasPrefix(problem) == true, "\(directory.problems)")
    }

    @Test func aHeaderNeedsAnEnd() throws {
        let directory = try ScriptDirectory(["x.js": "#!/usr/bin/env jsexec\n/*---\ndescription: a\n*/ return 1"])
        #expect(throws: StoredScriptProblem.self) { try directory.scripts.script(named: "x") }
        #expect(directory.problems == ["x.js:2:1 the header has no end"])
    }

    @Test func scriptsThatCannotRunAreNotPublished() throws {
        let directory = try ScriptDirectory(["x.js": header("description: a", "let a = ;")])
        #expect(directory.scripts.published.isEmpty)
        #expect(directory.problems == ["x.js:4:9 syntax_error: SyntaxError: Unexpected token ';' (Line 4:9)"])
        // Whoever runs it gets the error with its frame.
        #expect(try directory.scripts.script(named: "x").tool == nil)
    }

    @Test func filesAreReadAgainWhenTheyChange() throws {
        let directory = try ScriptDirectory(["x.js": header("description: one")])
        let scripts = directory.scripts
        let before = scripts.fingerprint
        #expect(scripts.published.compactMap(\.description) == ["one"])
        try directory.write("x.js", header("description: another"))
        try directory.write("y.ts", header("description: new"))
        #expect(scripts.fingerprint != before)
        #expect(scripts.published.compactMap(\.description) == ["another", "new"])
        try directory.write("x.js", header("timeoutMs: -1"))
        #expect(scripts.published.map(\.name) == ["y"])
        _ = scripts.published
        #expect(directory.problems.count == 1)
    }

    @Test(arguments: ["", "../x", "a/b", "a.js", "ä", String(repeating: "a", count: 65)])
    func namesAreNamesOfFiles(name: String) throws {
        let directory = try ScriptDirectory()
        let error = #expect(throws: StoredScriptProblem.self) { try directory.scripts.script(named: name) }
        #expect(error?.message.hasPrefix("a script name has") == true)
    }

    @Test func missingScripts() throws {
        let directory = try ScriptDirectory()
        #expect(throws: StoredScriptProblem.self) { try directory.scripts.script(named: "nothing") }
        #expect(StoredScripts(configurationDirectory: "/does/not/exist/", engine: JavaScriptEngine()).published.isEmpty)
        #expect(directory.problems == [])
    }
}

@Suite struct StoredScriptRuns {
    private let runner = ScriptRunner()

    private func run(_ text: String, input: JSONValue = [:], _ change: (inout ExecutionRequest) -> Void = { _ in }) throws -> String {
        let directory = try ScriptDirectory(["x.ts": text])
        var request = try directory.scripts.script(named: "x").request(input: JSONText(input), format: .execute)
        change(&request)
        return runner.run(request).summary
    }

    @Test func inputIsChecked() throws {
        let text = header(#"inputSchema: {"properties": {"n": {"type": "number"}}, "required": ["n"]}"#, "return (input.n as number) * 2")
        #expect(try run(text, input: ["n": 4]) == "8")
        let error = #expect(throws: StoredScriptProblem.self) { try run(text, input: ["n": "4"]) }
        #expect(error?.message.contains("\"n\"") == true)
    }

    @Test func rulesOfTheScriptNarrowTheRequest() throws {
        let calls = "return [mcp.callTool('github__list_repos', {org: 'example'}).length, call_tool('server1', 'get_stats', {}).error?.message]"
        #expect(try run(header(#"allowedServers: ["github"]"#, calls)).contains("the script's allowedServers"))
        #expect(try run(header(#"allowedTools: ["github__*"]"#, calls)).contains("the script's allowedTools"))
        let narrowed = try run(header(#"allowedServers: ["github", "server1"]"#, calls)) { $0.allowedServers = ["github"] }
        #expect(narrowed.contains("the request's allowed_servers"))
        #expect(try run(header("maxToolCalls: 1", calls)).contains("exceeded max tool calls limit: 1"))
        #expect(try run(header("maxToolCalls: 5", calls)) { $0.maximumToolCalls = 1 }.contains("limit: 1"))
    }

    @Test func limitsOfTheScriptHold() throws {
        #expect(try run(header("timeoutMs: 50", "for (;;);")) == "timeout: script execution exceeded timeout of 50ms")
        #expect(
            try run(header("timeoutMs: 60000", "for (;;);")) { $0.timeout = .milliseconds(40) }
                == "timeout: script execution exceeded timeout of 40ms")
        #expect(
            try run(header("memoryLimitMB: 2", "const a = []; for (;;) a.push(new Array(1000).fill(1))"))
                == "memory_limit: script exceeded memory limit of 2MB")
    }
}
