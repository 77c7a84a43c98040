// The authoring guide is a promise to those who wrote scripts by it.

import Testing

@testable import MCPHub

@Suite struct AuthoringGuide {
    private let scripts = ScriptRunner()

    @Test(arguments: GuideExample.all)
    func exampleRunsAsPrinted(_ example: GuideExample) {
        let outcome = scripts.run(example.source)
        #expect(outcome.summary.replacing(/"timestamp":\d{13}/, with: #""timestamp":0"#) == example.outcome)
        #expect(outcome.logLines == example.logs)
    }

    @Test(arguments: [
        (String(repeating: " ", count: 102_401), "validation_error: script exceeds maximum size of 102400 bytes"),
        (
            "async function f() {}",
            "async_not_allowed: async functions are not allowed - only synchronous code is supported"
        ),
        ("const p = Promise;", "async_not_allowed: Promise usage is not allowed - only synchronous code is supported"),
        ("variable", "runtime_error: ReferenceError: variable is not defined"),
        (
            "mcp.callTool('server__tool')",
            "runtime_error: TypeError: mcp.callTool requires 2 arguments: toolName (e.g., 'server__tool'), params"
        ),
    ])
    func errorMessagesAreThoseOfTheGuide(_ source: String, _ message: String) {
        #expect(scripts.result(source) == message)
    }

    @Test func syntaxErrorsTellTheirPlace() {
        let failure = scripts.run("let a = 1;\nlet b = 2;\nlet longe = a )").failure
        #expect(failure?.type == .syntaxError)
        #expect(failure?.message.hasPrefix("SyntaxError: Unexpected token") == true)
        #expect(failure?.message.hasSuffix("(Line 3:15)") == true)
    }

    @Test(arguments: [
        ("const resultList = [1]; resultlst.map(x => x)", "Did you mean resultList?"),
        ("mpc.callTool('a__b', {})", "Did you mean mcp?"),
        ("mcp.callTol('a__b', {})", "Did you mean callTool?"),
        ("[[1]].flatmap(x => x)", "Did you mean flatMap?"),
        ("json.parse('1')", "Did you mean JSON?"),
        ("new Dat()", nil),
        ("x.y", nil),
        ("undefined.foo", nil),
        ("throw new TypeError('it is not a function')", nil),
        ("throw new TypeError('x'.repeat(500) + '.flatmap is not a function')", nil),
        ("fetch('https://example.com')", "Scripts have no network of their own"),
        ("require('fs')", "Scripts have no modules"),
        ("const env = process.env", "Scripts have no files"),
        ("new Intl.NumberFormat('en')", "Use toLocaleString"),
        ("String(\n  Buffer.from('x'))", "Use Uint8Array"),
    ])
    func errorsOfNamesSayWhatToWrite(_ source: String, _ hint: String?) {
        let failure = scripts.run(source).failure
        #expect(failure?.type == .runtimeError)
        if let hint { #expect(failure?.hint?.hasPrefix(hint) == true, "\(failure?.hint ?? "no hint")") } else { #expect(failure?.hint == nil) }
    }

    @Test func timeoutsAreToldInSeconds() {
        #expect(
            scripts.run("for (;;) {}", timeout: .seconds(1)).summary == "timeout: script execution exceeded timeout of 1s")
        #expect(CodeExecutionSettings().executeTimeout.shortText == "15s")
    }

    @Test func severalBlockedConstructsAreAllReported() {
        let failure = scripts.run("async function f() {\n  await g();\n}\nsetTimeout(f, 1);").failure
        #expect(failure?.diagnostics.map(\.line) == [1, 2, 4])
        #expect(failure?.diagnostics.allSatisfy { $0.hint != nil && $0.codeFrame != nil && $0.type == .asyncNotAllowed } == true)
    }
}
