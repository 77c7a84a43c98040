import Testing

@testable import JSSyntax

@Suite struct ValidatorTests {
    private func refusals(_ text: String) throws -> [SyntaxDiagnostic] {
        let options = ParseOptions(allowsTopLevelReturn: true, recognizesRefusedSyntax: true)
        return Validator.validate(try parseScript(ScriptSource.prepare(text), options: options))
    }

    /// Each refusal as `type@line:column` with the first word of its message.
    private func summary(_ text: String) throws -> [String] {
        try refusals(text).map { refusal in
            "\(refusal.kind.errorType == "async_not_allowed" ? "async" : "validation")@\(refusal.line):\(refusal.column) "
                + (refusal.message.split(separator: " ").first.map(String.init) ?? "")
        }
    }

    @Test(arguments: [
        ("async function f() {}", ["async@1:1 async"]),
        ("const f = async () => 1", ["async@1:11 async"]),
        ("const f = async x => 1", ["async@1:11 async"]),
        ("({async a() {}, async *b() {}})", ["async@1:3 async", "async@1:17 async"]),
        ("class A { static async a() {} }", ["async@1:18 async"]),
        ("async function f() {\n  const a = await g();\n}", ["async@1:1 async", "async@2:13 await"]),
        ("const a = await mcp.callTool('a__b', {})", ["async@1:11 await"]),
        ("function f() { return [await g()] }", ["async@1:24 await"]),
        ("for await (const a of b) {}", ["async@1:1 await"]),
        ("new Promise(r => r(1))", ["async@1:5 Promise"]),
        ("Promise.all([])", ["async@1:1 Promise"]),
        ("const p = window.Promise", ["async@1:18 Promise"]),
        ("globalThis['Promise']", ["async@1:12 Promise"]),
        ("globalThis[`Promise`]", ["async@1:12 Promise"]),
        ("globalThis?.Promise", ["async@1:13 Promise"]),
        ("const {Promise} = globalThis", ["async@1:8 Promise"]),
        ("const {Promise: P} = globalThis", ["async@1:17 Promise"]),
        ("({Promise} = a)", ["async@1:3 Promise"]),
        ("Promise = 1", ["async@1:1 Promise"]),
        ("typeof Promise", ["async@1:8 Promise"]),
        ("a = {Promise}", ["async@1:6 Promise"]),
        ("class A extends Promise {}", ["async@1:17 Promise"]),
        ("(a = Promise) => a", ["async@1:6 Promise"]),
        ("setTimeout(() => {}, 1)", ["async@1:1 setTimeout"]),
        ("window.setInterval(f)", ["async@1:8 setInterval"]),
        ("[setImmediate, queueMicrotask]", ["async@1:2 setImmediate", "async@1:16 queueMicrotask"]),
        ("import a from 'b'", ["validation@1:1 import"]),
        ("export const a = Promise", ["validation@1:1 export", "async@1:18 Promise"]),
        ("import('a')", ["validation@1:1 dynamic"]),
        ("import.meta.url", ["validation@1:1 import.meta"]),
        ("eval('1')", ["validation@1:1 eval()"]),
        ("Function('a')", ["validation@1:1 the"]),
        ("new Function('a')", ["validation@1:1 the"]),
        ("`${await a}`", ["async@1:4 await"]),
        ("switch (a) { case Promise: try { setTimeout } catch (e) { } }", ["async@1:19 Promise", "async@1:34 setTimeout"]),
        ("\u{1D4D0}; '😀'; Promise", ["async@1:11 Promise"]),
    ])
    func refused(source: String, expected: [String]) throws {
        #expect(try summary(source) == expected)
    }

    @Test(arguments: [
        "compromisePromise()", "const a = {Promise: 1, setTimeout() {}, 'eval': 2}", "'Promise'; `async ${1} await`",
        "// async function await Promise\n/* setTimeout */ 1", "a.async(); a.await; const async = 1", "eval", "a.eval('1')",
        "a.import(); a.export = 1", "Function.prototype", "a instanceof Function", "return 1", "const asyncs = ['await']",
        "class A { Promise() {} }", "const f = function () { return a.constructor === Array }", "a['Pro' + 'mise']",
        "function* g() { yield 1 }", "const {a: {b}} = c", "label: for (;;) break label",
    ])
    func allowed(source: String) throws {
        #expect(try summary(source) == [])
    }

    @Test func messagesAreThoseOfTheContract() throws {
        func message(_ text: String) throws -> String {
            let first = try #require(try refusals(text).first)
            return first.kind.errorType + ": " + first.message
        }
        #expect(try message("async () => 1")
            == "async_not_allowed: async functions are not allowed - only synchronous code is supported")
        #expect(try message("await a") == "async_not_allowed: await keyword is not allowed - only synchronous code is supported")
        #expect(try message("Promise") == "async_not_allowed: Promise usage is not allowed - only synchronous code is supported")
        #expect(try message("setTimeout") == "async_not_allowed: setTimeout is not allowed - only synchronous code is supported")
        #expect(try message("eval('1')").hasPrefix("validation_error: eval"))
    }

    @Test func everyRefusalHasAFrameAndAHint() throws {
        let all = try refusals("const a = 1;\nconst b = await f(a);\nsetTimeout(b);\nreturn import('c');")
        #expect(all.count == 3)
        #expect(all.allSatisfy { $0.hint != nil })
        #expect(all[0].codeFrame == """
              1 | const a = 1;
            > 2 | const b = await f(a);
                |           ^^^^^
              3 | setTimeout(b);
            """)
    }

    @Test func aHugeNumberOfRefusalsIsCut() throws {
        let all = try refusals(String(repeating: "Promise;", count: 12_000))
        #expect(all.count == Validator.maximumDiagnostics)
    }

    @Test func deepChainsAreWalkedWithoutRecursion() throws {
        #expect(try summary("Promise" + String(repeating: "+a", count: 50_000)) == ["async@1:1 Promise"])
        #expect(try summary("Promise" + String(repeating: ".a", count: 50_000)) == ["async@1:1 Promise"])
    }
}

@Suite struct ScriptSourceTests {
    private func prepared(_ text: String) throws -> String {
        String(decoding: try ScriptSource.prepare(text).utf8, as: UTF8.self)
    }

    @Test func aSurroundingFenceBecomesBlank() throws {
        #expect(try prepared("```javascript\na\n```") == "             \na\n   ")
        #expect(try prepared("\n ```\na\n```\n") == "\n    \na\n   \n")
        #expect(try prepared("~~~js\r\na\r\n~~~\r\n") == "     \r\na\r\n   \r\n")
        #expect(try prepared("````\n```\n````") == "    \n```\n    ")
        #expect(try prepared("\u{FEFF}```js\n#!x\na\n```") == "\u{FEFF}     \n   \na\n   ")
        #expect(try prepared("#!/usr/bin/env node\na") == "                   \na")
    }

    @Test(arguments: ["a\n```", "```\na", "```js a b\nc\n```", "``\na\n``", "`a`", "```", "a = `\n```", "```\na\n~~~", ""])
    func otherTextIsLeftAlone(text: String) throws {
        #expect(try prepared(text) == text)
    }

    @Test func positionsAreThoseOfTheSubmittedText() throws {
        let source = try ScriptSource.prepare("```js\nconst a = 1;\nconst b = ;\n```")
        let error = #expect(throws: SyntaxDiagnostic.self) { try parseScript(source) }
        #expect(error?.text == "SyntaxError: Unexpected token ';' (Line 3:11)")
        let marked = #expect(throws: SyntaxDiagnostic.self) { try parseScript(try ScriptSource.prepare("\u{FEFF}a b")) }
        #expect(marked?.column == 3)
    }

    @Test func theSizeIsLimited() throws {
        #expect(try ScriptSource.prepare(String(repeating: "a", count: 102_400)).utf8.count == 102_400)
        let error = #expect(throws: SyntaxDiagnostic.self) {
            try ScriptSource.prepare(String(repeating: "é", count: 51_201))
        }
        #expect(error?.kind == .validation)
        #expect(error?.message == "script exceeds maximum size of 102400 bytes")
        #expect(error?.hint != nil)
    }
}
