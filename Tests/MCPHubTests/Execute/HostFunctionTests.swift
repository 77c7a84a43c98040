import Testing

@testable import MCPHub

@Suite struct HostFunctions {
    private let scripts = ScriptRunner()

    /// The same with a collection at every allocation, which must not make a difference.
    private func check(_ source: String, _ expected: String, input: JSONValue = [:]) {
        #expect(scripts.result(source, input: input) == expected)
        let stressed = ScriptRunner(gcStress: true)
        #expect(stressed.run(source, input: input, timeout: .seconds(120)).summary == expected)
    }

    // MARK: mcp.callTool

    @Test func callToolGivesTheUnwrappedResult() {
        check(
            #"return mcp.callTool("filesystem__list_directory", { path: "/var/log" }).map(name => name.toUpperCase())"#,
            #"["APP.LOG","ERROR.LOG","MESSAGES","SYSTEM.LOG"]"#)
        check(#"return mcp.callTool("server1__get_stats", null)"#, #"{"server":"server1","count":128,"uptimeSeconds":86400}"#)
        check(#"return Object.keys(mcp.callTool("server__get_data", undefined))"#, #"["title","tags","size","ratio","ready","parent"]"#)
    }

    @Test(arguments: [
        #"mcp.callTool()"#, #"mcp.callTool("server__tool")"#, #"mcp.callTool("server__tool", {}, {})"#,
    ])
    func callToolTakesExactlyTwoArguments(_ source: String) {
        #expect(
            scripts.result(source)
                == "runtime_error: TypeError: mcp.callTool requires 2 arguments: toolName (e.g., 'server__tool'), params")
    }

    @Test func namesNeedASeparator() {
        #expect(
            scripts.result(#"mcp.callTool("read_file", {})"#).hasPrefix(
                "runtime_error: TypeError: toolName must be in format 'server__tool' (e.g., 'github__search_repos'); "
                    + "did you mean filesystem__read_file"))
        #expect(scripts.result(#"mcp.callTool(Symbol("x"), {})"#).hasPrefix("runtime_error: TypeError: toolName must be"))
    }

    @Test func failuresAreToolErrors() {
        check(
            """
            try {
              mcp.callTool("filesystem__read_file", { path: "/nowhere" });
            } catch (error) {
              return [error instanceof Error, error.name, error.tool, error.code, error.message, String(error),
                Object.keys(error), error.stack.split("\\n").at(-1).trim()];
            }
            """,
            #"[true,"ToolError","filesystem__read_file","TOOL_ERROR","ENOENT: no such file or directory: /nowhere","#
                + #""ToolError: ENOENT: no such file or directory: /nowhere",["tool","code"],"at script:2:3"]"#)
        let failure = scripts.run("let a = 1;\n  mcp.callTool('filesystem__read_file', { path: '/nowhere' });").failure
        #expect(failure?.description == "runtime_error: ToolError: ENOENT: no such file or directory: /nowhere")
        #expect(failure?.line == 2)
        #expect(failure?.column == 3)
        #expect(failure?.codeFrame?.contains("> 2 |   mcp.callTool") == true)
    }

    @Test func failuresSayWhatToDoInstead() {
        func message(_ call: String) -> String {
            scripts.run("try { \(call) } catch (e) { return e.code + ' ' + e.message }").summary
        }
        #expect(message(#"mcp.callTool("githb__get_repo", {})"#) == #""UNKNOWN_SERVER unknown server \"githb\"; did you mean github?""#)
        #expect(
            message(#"mcp.callTool("github__getrepo", {})"#).hasPrefix(
                #""UNKNOWN_TOOL server \"github\" has no tool \"getrepo\"; did you mean github__get_repo"#))
        #expect(
            message(#"mcp.callTool("filesystem__read_file", { paht: "/tmp" })"#).contains(
                #"lacks the required property \"path\" (string: An absolute path)"#))
        for (params, type) in [
            (#""param""#, "string"), ("3", "number"), ("[1]", "array"), ("true", "boolean"), ("() => 1", "function"),
            ("Symbol()", "symbol"), ("1n", "bigint"), (#"{ toJSON() { return "text" } }"#, "string"), ("{ toJSON() {} }", "undefined"),
        ] {
            #expect(
                message(#"mcp.callTool("server__tool", \#(params))"#)
                    == #""INVALID_ARGS params must be an object, got \#(type)""#)
        }
        #expect(
            scripts.result(#"const a = {}; a.self = a; mcp.callTool("server__tool", a)"#).hasPrefix("runtime_error: TypeError: "))
        #expect(
            scripts.result(#"mcp.callTool("server__tool", { get param() { throw new RangeError("mine") } })"#)
                == "runtime_error: RangeError: mine")
        #expect(
            message(#"mcp.callTool("server__tool", { param: "x".repeat(5000000) })"#)
                == #""INVALID_ARGS arguments of 5000012 bytes exceed the limit of 1048576 bytes of JSON""#)
        let deep = "let deep = {}; for (let i = 0; i < 1000; i++) deep = { deep }; "
        #expect(
            scripts.result(deep + #"try { mcp.callTool("server__tool", deep) } catch (e) { return e.message }"#)
                == #""JSON nested deeper than 500 levels""#)
        #expect(
            scripts.run(deep + #"mcp.log("info", "deep", deep)"#).logLines
                == [#"info: deep {"note":"fields left out, nested too deeply"}"#])
    }

    @Test func limitsApplyToCalls() {
        let outcome = scripts.run(
            """
            const codes = [];
            for (const name of ["server1__get_stats", "server2__get_stats", "server1__get_stats", "server1__get_stats"]) {
              try { codes.push(mcp.callTool(name, {}).count) } catch (error) { codes.push(error.code + ": " + error.message) }
            }
            return codes;
            """, maximumToolCalls: 2, allowedServers: ["server1"])
        #expect(
            outcome.summary
                == #"[128,"SERVER_NOT_ALLOWED: server not allowed: server2; refused by the request's allowed_servers",128,"MAX_TOOL_CALLS_EXCEEDED: exceeded max tool calls limit: 2"]"#)
        #expect(outcome.toolCallCount == 2)
        #expect(outcome.toolCalls.map { $0.errorCode?.rawValue } == [nil, "SERVER_NOT_ALLOWED", nil, "MAX_TOOL_CALLS_EXCEEDED"])
    }

    // MARK: Envelopes and batches

    @Test func callToolWithEnvelopesNeverThrows() {
        check(
            #"return [call_tool("server1", "get_stats", {}), call_tool("server1", "nope", {}).error.code, call_tool("x").error.code]"#,
            #"[{"ok":true,"result":{"server":"server1","count":128,"uptimeSeconds":86400}},"UNKNOWN_TOOL","INVALID_ARGS"]"#)
        check(
            #"const { ok, result } = call_tool("filesystem", "file_exists", { path: "/tmp" }, { raw: true }); return [ok, result]"#,
            #"[true,{"content":[{"type":"text","text":"true"}],"structuredContent":true,"isError":false}]"#)
        check(
            #"return call_tool("filesystem", "read_file", { path: "/x" }, { raw: true })"#,
            #"{"ok":false,"error":{"code":"TOOL_ERROR","message":"ENOENT: no such file or directory: /x"},"#
                + #""result":{"content":[{"type":"text","text":"ENOENT: no such file or directory: /x"}],"isError":true}}"#)
    }

    @Test func batchesAnswerInOrder() {
        check(
            """
            return mcp.callTools([
              { tool: "server2__get_stats" }, { tool: "nope__x", params: {} }, { tool: "server1__get_stats", params: {} },
            ], { maxParallel: 2 }).map(answer => answer.ok ? answer.result.count : answer.error.code);
            """, #"[64,"UNKNOWN_SERVER",128]"#)
        check(
            """
            return call_tools([{ server: "server1", tool: "get_stats" }, { server: "server2", tool: "get_stats", args: {} }])
              .map(answer => answer.result.count);
            """, "[128,64]")
        check("return [call_tools([]), mcp.callTools([])]", "[[],[]]")
    }

    @Test(arguments: [
        ("call_tools()", "call_tools requires 1 argument: requests (an array of {server, tool, args})"),
        ("call_tools(3)", "call_tools: requests must be an array of {server, tool, args}"),
        ("call_tools([{ server: 'server1', tool: 'get_stats' }, 3])", "call_tools: element 1: must be an object {server, tool, args}"),
        ("call_tools([{ tool: 'get_stats' }])", "call_tools: element 0: server must be a non-empty string"),
        ("call_tools([{}, { server: 's', tool: 't', args: { x: 1n } }])", "call_tools: element 1: TypeError: Do not know how to serialize a BigInt"),
        ("call_tools([], { max_parallel: 33 })", "call_tools: options.max_parallel must be between 1 and 32, got 33"),
        ("call_tools(Array(101).fill({ server: 's', tool: 't' }))", "call_tools: batch of 101 exceeds the maximum of 100 requests"),
    ])
    func malformedBatchesSendNothing(_ source: String, _ message: String) {
        let outcome = scripts.run("const { ok, error } = \(source); return [ok, error.code, error.message]")
        #expect(outcome.summary == #"[false,"INVALID_ARGS","\#(message)"]"#)
        #expect(outcome.toolCalls.isEmpty)
    }

    @Test func malformedBatchesOfMcpThrow() {
        #expect(
            scripts.result("mcp.callTools([{ tool: 'x' }])")
                == "runtime_error: TypeError: mcp.callTools: element 0: toolName must be in format 'server__tool' "
                + "(e.g., 'github__search_repos')")
        #expect(scripts.result("try { mcp.callTools({}) } catch (e) { return e.code }") == #""INVALID_ARGS""#)
    }

    // MARK: The catalogue

    @Test func toolsCanBeFound() {
        check(#"return mcp.tools("repos").slice(0, 2).map(tool => tool.name).sort()"#, #"["github__list_repos","github__search_repos"]"#)
        #expect(scripts.result("return Object.keys(mcp.tools()[0])") == #"["name","server","tool","description","inputSchema"]"#)
        #expect(
            scripts.result(#"return mcp.tools().length === mcp.callTool("hub__search", { query: "" }).length"#) == "true")
        check(
            #"return mcp.describe("filesystem__read_file").signature"#,
            #""filesystem__read_file(params: { path: string }): string""#)
        #expect(
            scripts.result(#"try { mcp.describe("filesystem__read") } catch (e) { return [e.name, e.code, e.message] }"#).hasPrefix(
                #"["ToolError","UNKNOWN_TOOL","unknown tool \"filesystem__read\"; did you mean filesystem__read_file"#))
    }

    // MARK: Logs and input

    @Test func logsAreCollected() {
        for gcStress in [false, true] {
            let outcome = ScriptRunner(gcStress: gcStress).run(
                #"""
                mcp.log("info", "Starting");
                mcp.log("debug", "Found files", { count: 42, nested: { a: ["x\u001b[31m"] } });
                mcp.log("trace", "what\u001b[1mever\u0007");
                mcp.log("warn", 12);
                mcp.log("error", "bad fields", { big: 1n });
                mcp.log("info", "no fields", "text");
                console.log("text", 1, true, null, undefined);
                console.log({ a: [1, { b: "x" }], f() {} }, [undefined], new Map([[1, 2]]));
                console.log("%s has %d", "list", 3, "items");
                mcp.log("info", { shown: true });
                console.info(); console.debug("d"); console.warn("w"); console.error("e");
                """#, timeout: .seconds(120))
            #expect(outcome.summary == "null")
            #expect(
                outcome.logLines == [
                    "info: Starting", #"debug: Found files {"count":42,"nested":{"a":["x"]}}"#, "info: whatever",
                    "warn: 12",
                    #"error: bad fields {"note":"the fields are not JSON: TypeError: Do not know how to serialize a BigInt"}"#,
                    "info: no fields", "info: text 1 true null undefined",
                    "info: { a: [ 1, { b: 'x' } ], f: [Function: f] } [ undefined ] Map(1) { 1 => 2 }",
                    "info: list has 3 items", "info: { shown: true }", "info: ", "debug: d", "warn: w", "error: e",
                ])
        }
        #expect(
            scripts.result("mcp.log('info')")
                == "runtime_error: TypeError: mcp.log requires at least 2 arguments: level, message")
    }

    @Test func logsAreLimited() {
        let many = scripts.run("for (let i = 0; i < 3000; i++) console.log(i); return 1")
        #expect(many.logs.count == 1000)
        #expect(many.logLines.last == "info: 999")
        let long = scripts.run(#"mcp.log("info", "x".repeat(100000)); console.log("y".repeat(100000))"#)
        #expect(long.logs.map { $0.value["message"]?.stringValue?.count } == [10_000, 10_000])
    }

    @Test func inputIsAFreshCopy() {
        check("input.list.push(4); return input", #"{"list":[1,2,3,4],"__proto__":null}"#, input: ["list": [1, 2, 3], "__proto__": nil])
        #expect(scripts.result("return [input, typeof input]") == #"[{},"object"]"#)
        #expect(scripts.result("const input = { path: 1 }; return input") == #"{"path":1}"#)
    }

    @Test func hostObjectsCannotBeChanged() {
        for change in ["mcp.callTool = 1", "mcp.x = 1", "delete mcp.log", "console.log = null", "mcp.callTool.x = 1"] {
            #expect(scripts.result(change).hasPrefix("runtime_error: TypeError: "), "\(change)")
        }
        #expect(scripts.result("Object.isFrozen(mcp) && Object.isFrozen(console) && Object.isFrozen(mcp.callTool)") == "true")
    }

    // MARK: Results

    @Test(arguments: [
        ("return { items: [1, 2, 3, { callback() {} }] }", "result.items[3].callback is a function"),
        ("return Symbol.iterator", "result is a symbol"),
        ("return [1n]", "result[0] is a BigInt"),
        ("return { a: NaN }", "result.a is NaN"),
        ("const a = {}; a.b = [a]; return a", "result.b[0] refers back to an object that contains it"),
    ])
    func resultsMustBeJSON(_ source: String, _ message: String) {
        let failure = scripts.run(source).failure
        #expect(failure?.description == "serialization_error: " + message)
        #expect(failure?.hint != nil)
    }

    @Test func resultsKeepTheirOrderAndToJSON() {
        check("({ z: 1, a: [undefined, null], m: { toJSON() { return 'j' } }, u: undefined })", #"{"z":1,"a":[null,null],"m":"j"}"#)
        check("let x = 1;", "null")
        #expect(scripts.result("const a = { b: {} }; a.b.c = a; return a").hasPrefix("serialization_error: result.b.c "))
        #expect(scripts.result("return { get x() { throw new TypeError('mine') } }") == "runtime_error: TypeError: mine")
        #expect(scripts.result("return 'x'.repeat(1100000)").hasPrefix("output_limit: script result of 1100002 bytes exceeds"))
    }
}
