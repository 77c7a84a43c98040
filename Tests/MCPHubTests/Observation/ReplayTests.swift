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

/// A directory that goes with its object.
private final class Scratch: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/jsexec-test-XXXXXX".utf8CString)
        unsafe mkdtemp(&template)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        for name in names { unsafe unlink(path + "/" + name) }
        unsafe rmdir(path)
    }

    var names: [String] {
        guard let directory = unsafe opendir(path) else { return [] }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}

@Suite(.serialized, .timeLimit(.minutes(20))) struct Replays {
    /// Runs a script and gives its recording.
    ///
    /// - Parameter cancelsAfter: cancels it so long after its recording has begun.
    private func record(
        _ source: String, input: JSONValue = [:], fixture: Bool = false, settings: CodeExecutionSettings = .init(),
        timeout: Duration? = nil, maximumToolCalls: Int? = nil, cancelsAfter delay: Duration? = nil
    ) throws -> (outcome: ExecutionOutcome, bytes: [UInt8]) {
        let scratch = Scratch()
        var files = ExecutionFiles()
        files.recordings = .directory(scratch.path)
        let runner = ScriptRunner(settings, fixture: fixture, files: files)
        let cancellation = Cancellation()
        if let delay {
            try NativeThread.start { [path = scratch.path] in
                while Files.names(inDirectory: path).isEmpty { _ = Completion<Bool>().wait(until: .after(.milliseconds(5))) }
                _ = Completion<Bool>().wait(until: .after(delay))
                cancellation.cancel()
            }
        }
        let outcome = runner.run(
            source, input: input, timeout: timeout, maximumToolCalls: maximumToolCalls, cancellation: cancellation)
        let path = scratch.path + "/" + outcome.executionID + ".jsonl"
        var information = stat()
        #expect(unsafe stat(path, &information) == 0)
        #expect(information.st_mode & 0o777 == 0o600)
        return (outcome, try Files.read(path))
    }

    private func difference(_ bytes: [UInt8], source: String? = nil) throws -> JSONValue? {
        try Recording(parsing: bytes).replay(source: source, engine: JavaScriptEngine()).difference?.value
    }

    @Test(arguments: [
        "return [Math.random(), Date.now(), new Date().toString(), Math.random(), input]",
        // A script that waits for the clock takes the same turns.
        "const end = Date.now() + 30; let turns = 0; while (Date.now() < end) turns++; return turns",
        "mcp.callTool('github__search_repos', {query: 'mcp'}).map(r => { console.log(r); return r.name })",
        "try { mcp.callTool('filesystem__read_file', {path: '/nowhere'}) } catch (e) { return [e.code, e.message, e.tool, e.stack] }",
        "return [mcp.tools('repositories'), mcp.describe('github__get_repo'), mcp.tools().length]",
        "try { mcp.describe('nothing__x') } catch (e) { return e.message }",
        "try { mcp.callTool('noseparator', {}) } catch (e) { return e.message }",
        "call_tool('server1', 'get_stats', {}, {raw: true})", "call_tool('server1', 'get_stats', 5)",
        "call_tool('hub', 'invoke', {name: 'server1__get_stats'})", "call_tool('hub', 'search', {query: 'file'})",
        "mcp.callTools([{tool: 'a'}])", "call_tools([{server: 'server1', tool: 'get_stats'}, 5])",
        "mcp.log('warn', 'é\\u2028', {a: [1]}); console.error(new Map([[1, {b: 2}]]), Symbol('x'))",
        "null.x", "var ;", "setTimeout(f)", "({f() {}})", "'x'.repeat(2e6)", "return undefined", "",
        "const a = []; for (;;) a.push(new Array(1000).fill(a.length))",
        "function f() { return 1 + f() } try { f() } catch (e) { return e.message }",
    ])
    func theSameHappensAgain(_ source: String) throws {
        let (outcome, bytes) = try record(source, input: ["n": 1.5, "s": "\u{1F600}"])
        let recording = try Recording(parsing: bytes)
        #expect(recording.executionID == outcome.executionID)
        let report = recording.replay(engine: JavaScriptEngine())
        #expect(report.difference == nil, "\(report.json.string)")
        #expect(report.json.value["same"] == true)
        // The file is all that a replay needs, so any number of them is the same.
        #expect(recording.replay(engine: JavaScriptEngine()).difference == nil)
    }

    @Test func batchesAreAnsweredInTheOrderOfTheirRequests() throws {
        let source = """
            const answers = mcp.callTools([0.3, 0.05, 0.2, 0.1].map(seconds => ({tool: "fixture__slow", params: {seconds}})));
            const more = call_tools([{server: "fixture", tool: "nothing"}, {server: "server1", tool: "get_stats"}], {max_parallel: 2});
            console.log(more);
            return [answers, Date.now()];
            """
        let (outcome, bytes) = try record(source, fixture: true)
        // They did not end in that order.
        let ends = outcome.toolCalls.prefix(4).map { $0.start + $0.duration }
        #expect(!outcome.isFailure && ends == ends.sorted())
        let recording = try Recording(parsing: bytes)
        for _ in 0..<3 { #expect(recording.replay(engine: JavaScriptEngine()).difference == nil) }
    }

    @Test func budgetsHoldAsTheyDid() throws {
        let source = "mcp.callTools([1, 2, 3].map(() => ({tool: 'server1__get_stats'})), {maxParallel: 3})"
        let (_, bytes) = try record(source, maximumToolCalls: 2)
        #expect(try difference(bytes) == nil)
        var settings = CodeExecutionSettings()
        settings.steps = 5000
        let (limited, other) = try record("let n = 0; for (;;) { n++; if (n % 100 === 0) console.log(n) }", settings: settings)
        #expect(limited.failure?.type == .stepLimit)
        #expect(try difference(other) == nil)
    }

    @Test(arguments: [
        "let n = 0; for (;;) { n++; if (n % 10000 === 0) console.log(n, Date.now()) }",
        "mcp.callTool('fixture__slow', {seconds: 0.01}); console.log('called'); for (;;) [3, 1, 2].sort()",
        "console.log('before'); mcp.callTool('fixture__slow', {seconds: 20})",
        "console.log('before'); try { mcp.callTools([{tool: 'fixture__slow', params: {seconds: 20}}]) } finally { console.log('never') }",
    ])
    func whatTheClockEndedEndsThereAgain(_ source: String) throws {
        let (outcome, bytes) = try record(source, fixture: true, timeout: .milliseconds(300))
        #expect(outcome.failure?.type == .timeout)
        #expect(try difference(bytes) == nil)
        let (cancelled, other) = try record(source, fixture: true, cancelsAfter: .milliseconds(300))
        #expect(cancelled.failure?.type == .cancelled)
        #expect(try difference(other) == nil)
    }

    private static let script = """
        const a = mcp.callTool("server1__get_stats", {});
        console.log("first", a.count);
        const b = mcp.callTool("filesystem__read_file", {path: "/tmp/data.json"});
        mcp.callTools([{tool: "server2__get_stats"}, {tool: "server1__get_stats"}], {maxParallel: 2});
        mcp.log("info", "last");
        return a.count;
        """

    @Test(arguments: [
        // Another tool, another argument, another order, other calls.
        ("server1__get_stats\", {})", "server2__get_stats\", {})", "tool", 1),
        ("path: \"/tmp/data.json\"", "path: \"/tmp/other.json\"", "arguments", 2),
        ("mcp.callTool(\"server1__get_stats\", {})", "mcp.callTool(\"filesystem__read_file\", {path: \"/tmp/data.json\"})", "order", 1),
        ("{tool: \"server2__get_stats\"}, ", "", "tool", 3), (", {tool: \"server1__get_stats\"}]", "]", "calls", 3),
        ("maxParallel: 2", "maxParallel: 1", "maxParallel", 3), ("mcp.callTools(", "mcp.tools('x'); mcp.callTools(", "event", 3),
        ("return a.count", "mcp.tools(); return a.count", "extra", 4), ("const b =", "return a.count; const b =", "missing", 2),
        ("null", "null", "none", nil),
    ] as [(String, String, String, Int?)])
    func theFirstDifferenceOfTheCallsIsTold(_ old: String, _ new: String, _ what: String, _ event: Int?) throws {
        let (_, bytes) = try record(Self.script)
        let found = try difference(bytes, source: Self.script.replacing(old, with: new))
        guard let event else {
            #expect(found == nil)
            return
        }
        #expect(found?["what"] == .string(what))
        #expect(found?["event"] == JSONValue(event))
        #expect(what == "extra" || found?["recorded"]?["event"] != nil)
        #expect(what == "missing" || found?["replayed"]?["event"] != nil)
    }

    @Test func differencesOfLogsResultsAndStepsAreTold() throws {
        let (_, bytes) = try record(Self.script)
        func changed(_ old: String, _ new: String) throws -> JSONValue? {
            try difference(bytes, source: Self.script.replacing(old, with: new))
        }
        let log = try changed("\"first\"", "\"other\"")
        #expect(log?["what"] == "logs" && log?["index"] == 0)
        #expect(log?["recorded"]?["message"] == "first 128" && log?["replayed"]?["message"] == "other 128")
        let missing = try changed("mcp.log(\"info\", \"last\");", "")
        #expect(missing?["what"] == "logs" && missing?["index"] == 1 && missing?["replayed"] == .null)
        let result = try changed("return a.count", "return a.count + 1")
        #expect(result?["what"] == "result" && result?["recorded"] == ["result": 128] && result?["replayed"] == ["result": 129])
        let failure = try changed("return a.count", "throw 1")
        #expect(failure?["what"] == "outcome" && failure?["replayed"]?["error"]?["type"] == "runtime_error")
        let steps = try changed("return a.count", "for (let i = 0; i < 10; i++); return a.count")
        #expect(steps?["what"] == "steps")
        let clock = try changed("return a.count", "return a.count + 0 * Date.now()")
        #expect(clock?["what"] == "steps" || clock?["what"] == "clock")
    }

    @Test func changedAnswersChangeWhatFollows() throws {
        let (_, bytes) = try record(Self.script)
        let text = String(decoding: bytes, as: UTF8.self)
        let edited = text.replacing("\"count\":128", with: "\"count\":129")
        #expect(edited != text)
        let found = try difference(Array(edited.utf8))
        #expect(found?["what"] == "logs" && found?["replayed"]?["message"] == "first 129")
    }

    @Test(arguments: [
        ("", "not a recording of jsexec"), ("{}", "not a recording of jsexec"), ("nonsense", "line 1 is not a JSON object"),
        ("[1]", "line 1 is not a JSON object"), (#"{"recording":"jsexec","version":2}"#, "version 1 only"),
        (#"{"recording":"jsexec","version":1}"#, "has no end"),
        (#"{"recording":"jsexec","version":1}"# + "\n" + #"{"event":"outcome"}"#, "\"executionId\" is missing"),
    ])
    func otherFilesAreRefused(_ text: String, _ problem: String) {
        #expect { try Recording(parsing: Array(text.utf8)) } throws: { error in
            String(describing: error).contains(problem)
        }
    }

    @Test func damagedRecordingsAreRefused() throws {
        let (_, bytes) = try record(Self.script)
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        #expect(lines.count == 5)
        func problem(_ lines: [String]) -> String {
            do {
                _ = try Recording(parsing: Array(lines.joined(separator: "\n").utf8))
                return ""
            } catch {
                return error.description
            }
        }
        #expect(problem(lines) == "")
        #expect(problem(Array(lines.dropLast())) == "the recording has no end; the program that wrote it was interrupted")
        #expect(problem([lines[0], #"{"event":"call"}"#] + lines[2...]) == "line 2 is no event")
        #expect(problem([lines[0], lines[1], #"{"event":"batch","calls":[{}],"answers":[],"maxParallel":1}"#] + lines[3...]) == "line 3 is no event")
        #expect(problem(Array(lines.dropLast()) + [#"{"event":"outcome","result":1,"logs":[],"steps":1,"clock":[[1]]}"#]) == "line 5 is no outcome")
        for name in ["seed", "input", "source", "memoryBytes", "timeoutMs", "maxParallel"] {
            #expect(problem([lines[0].replacing("\"\(name)\":", with: "\"x\":")] + lines[1...]).contains(name))
        }
    }

    @Test func filesThatCannotBeWrittenStopNothing() {
        var files = ExecutionFiles()
        files.recordings = .directory("/nowhere/at/all")
        files.traces = .directory("/nowhere/at/all")
        let recorded = RecordedLog()
        let hub = makeDemoHub()
        defer { hub.stop() }
        let executor = ScriptExecutor(hub: hub, engine: JavaScriptEngine(), settings: .init(), files: files, log: recorded.log)
        defer { executor.close() }
        let outcome = executor.execute(.init(source: "40 + 2", format: .execute))
        #expect(outcome.summary == "42")
        let errors = recorded.messages.filter { $0["level"] == "error" }
        #expect(errors.count == 2 && errors.allSatisfy { $0["execution_id"] == .string(outcome.executionID) })
    }

    @Test func existingFilesAreTakenFromOtherReaders() throws {
        let scratch = Scratch()
        let path = scratch.path + "/open"
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT, 0o644)
        Files.writeAll(descriptor, [1, 2, 3])
        Files.close(descriptor)
        unsafe chmod(path, 0o644)
        let file = try PrivateFile(creating: path)
        #expect(file.append([4]))
        var information = stat()
        #expect(unsafe stat(path, &information) == 0 && information.st_mode & 0o777 == 0o600)
        #expect(try Files.read(path) == [4])
        #expect { try PrivateFile(creating: scratch.path + "/no/file") } throws: { String(describing: $0).hasPrefix("cannot write ") }
        #expect { try PrivateFile.makeDirectory(path) } throws: { String(describing: $0).hasPrefix("cannot make the directory ") }
        try PrivateFile.makeDirectory(scratch.path)
    }

    @Test func eachExecutionHasFilesOfItsOwn() throws {
        let scratch = Scratch()
        var files = ExecutionFiles()
        files.recordings = .directory(scratch.path)
        files.traces = .directory(scratch.path)
        let runner = ScriptRunner(files: files)
        let identifiers = (0..<3).map { runner.run("return \($0)").executionID }
        #expect(scratch.names == identifiers.flatMap { [$0 + ".jsonl", $0 + ".trace.json"] }.sorted())
        for identifier in identifiers {
            #expect(try difference(Files.read(scratch.path + "/" + identifier + ".jsonl")) == nil)
            #expect(try JSONValue(parsing: Files.read(scratch.path + "/" + identifier + ".trace.json"))["traceEvents"] != nil)
        }
    }
}
