import Testing

@testable import JSSyntax

@Suite struct ScopeTests {
    /// The scope of the script, and that of each function in it, in the order in which the functions end.
    private func scopes(_ text: String) throws -> [String] {
        let script = try parseScript(SourceText(text))
        let printer = SyntaxPrinter(script: script)
        return [printer.scope(script.scope) ?? ""]
    }

    @Test(arguments: [
        ("var a, b; function a() {} let c; { var d; let e }", "{var:a var:b var:d let:c function:a}"),
        ("function f() {} function g() {} function f() {}", "{var:f var:g function:g function:f}"),
        ("{ function f() {} }", "{hoisted:f}"),
        ("{ { function f() {} } let f }", ""),
        ("let f; { function f() {} }", "{let:f}"),
        ("{ function f() {} } let f", "{let:f}"),
        ("for (let f;;) { function f() {} }", ""),
        ("try {} catch (f) { { function f() {} } }", "{hoisted:f}"),
        ("try {} catch ([f]) { { function f() {} } }", ""),
        ("{ function* f() {} async function g() {} }", ""),
        ("'use strict'; { function f() {} }", ""),
        ("switch (a) { case 1: function f() {} }", "{hoisted:f}"),
        ("if (a) function f() {} else function g() {}", "{hoisted:f hoisted:g}"),
        ("class A {} const b = 1", "{class:A const:b}"),
    ])
    func scriptScopes(source: String, expected: String) throws {
        #expect(try scopes(source)[0] == expected)
    }

    @Test(arguments: [
        "let a; let a", "let a; var a", "var a; let a", "let a; { var a }", "{ var a } let a", "function a() {} let a",
        "let a; function a() {}", "const a = 1; class a {}", "{ function a() {} let a }", "{ let a; function a() {} }",
        "'use strict'; { function a() {} function a() {} }", "{ async function a() {} function a() {} }",
        "try {} catch (a) { let a }", "try {} catch ([a]) { var a }", "try {} catch (a) { function a() {} }",
        "try {} catch ([a, a]) {}", "function f(a) { let a }", "a => { let a }", "for (let a;;) { var a }", "let [a, a] = b",
        "switch (a) { case 1: let b; case 2: let b }", "for (let a of b) { var a }", "{ { var a } let a }",
        "function f() { let a; { var a } }",
    ])
    func redeclarations(source: String) {
        #expect(throws: SyntaxDiagnostic.self) { try parseScript(SourceText(source)) }
    }

    @Test(arguments: [
        "var a; var a", "function a() {} var a", "var a; function a() {}", "{ function a() {} function a() {} }",
        "try {} catch (a) { var a }", "try {} catch (a) { for (var a of b); }", "let a; { let a }", "function f(a) { var a }",
        "let a; function f() { var a }", "function f() { var a } let a", "{ var a } var a", "{ let a } var a", "{ let a } let a",
        "let a; (function a(a) { var a })", "function f(a) { { let a } }", "class A { static { var a; { let a } } }",
        "for (let a;;) { let a }", "try {} catch (a) { { let a } }", "switch (a) { case 1: { let b } case 2: let b }",
    ])
    func noRedeclarations(source: String) {
        #expect(throws: Never.self) { try parseScript(SourceText(source)) }
    }

    private func features(_ text: String) throws -> FunctionFeatures {
        guard case .function(let function) = try parseScript(SourceText(text)).body[0] else { return [] }
        return function.features
    }

    @Test func featuresPassThroughArrowFunctionsOnly() throws {
        #expect(try features("function f() { return () => [this, arguments, new.target] }")
            == [.this, .arguments, .newTarget, .innerFunctions])
        #expect(try features("function f() { return function () { this; arguments } }") == [.innerFunctions])
        #expect(try features("function f() { function g() { eval('a') } }") == [.innerFunctions, .innerDirectEval])
        #expect(try features("function f() { (a = this) => a }") == [.this, .innerFunctions])
        #expect(try features("function* f() { yield 1; with (a) b }") == [.yield, .with])
        #expect(try features("function f() { eval?.('a') }") == [])
    }

    @Test func arrowParametersCountForTheArrow() throws {
        let script = try parseScript(SourceText("(a = arguments, b) => eval('c')"))
        guard case .expression(let statement) = script.body[0], case .function(let arrow) = statement.expression else {
            Issue.record("no arrow")
            return
        }
        #expect(arrow.features == [.arguments, .directEval, .innerDirectEval])
        #expect(arrow.parameters.expectedArgumentCount == 0)
        #expect(arrow.parameters.hasParameterExpressions)
        #expect(!arrow.parameters.isSimple)
        #expect(arrow.bodyScope.containsDirectEval)
        #expect(arrow.parameters.boundNames.map { script.text(of: $0).string } == ["a", "b"])
    }

    @Test func functionTextCoversWhatToStringShows() throws {
        let text = "class A { static async *b(c) { d } get e() {} } (f) => g; async function h() {}"
        let source = SourceText(text)
        let script = try parseScript(source)
        var texts: [String] = []
        guard case .class(let node) = script.body[0] else { return }
        texts.append(source.string(node.range))
        for case .method(let method) in node.elements { texts.append(source.string(method.function.range)) }
        guard case .expression(let statement) = script.body[1] else { return }
        texts.append(source.string(statement.expression.range))
        texts.append(source.string(script.body[2].range))
        #expect(texts == [
            "class A { static async *b(c) { d } get e() {} }", "async *b(c) { d }", "get e() {}", "(f) => g",
            "async function h() {}",
        ])
    }
}

@Suite struct NestingTests {
    @Test(arguments: [
        "[", "(", "{", "function f(){", "a=>", "(a=1)=>", "!", "`${", "if(1);else ", "a**", "a?", "a=", "new ", "async(",
        "class A{a(){", "({a:", "if(1)", "do ", "a[", "switch(1){case 1:", "try{", "class A{static{", "class A{a=",
        "import(", "({get a(){", "class A extends ", "while(1)",
    ])
    func deepNestingIsAnError(opening: String) {
        for prefix in ["", "var "] where prefix.isEmpty || opening == "[" {
            let error = #expect(throws: SyntaxDiagnostic.self) {
                try parseScript(SourceText(prefix + String(repeating: opening, count: 100_000)))
            }
            #expect(error?.message == "Maximum nesting depth exceeded")
        }
    }

    @Test(arguments: ["+a", ".a", "()", ",a", "[0]", "``", "&&a", "??a", "?.a", "-a*a"])
    func longChainsAreFine(link: String) throws {
        let script = try parseScript(SourceText("a" + String(repeating: link, count: 100_000)))
        #expect(script.body.count == 1)
        #expect(script.body[0].depth > (link == ",a" ? 2 : 50_000))
    }

    @Test func namesHaveFixedIndices() throws {
        for (index, text) in NameID.fixedTexts.enumerated() {
            #expect(NameTable.fixed.texts[index] == JSText(text))
        }
        #expect(NameID.fixedTexts[Int(NameID.with.rawValue)] == "with")
        #expect(NameID.fixedTexts[Int(NameID.yield.rawValue)] == "yield")
        #expect(NameID.fixedTexts[Int(NameID.target.rawValue)] == "target")
        #expect(NameID.fixedTexts[Int(NameID.useStrict.rawValue)] == "use strict")
        #expect(NameID.fixedTexts[Int(NameID.privateConstructor.rawValue)] == "#constructor")
        #expect(TokenKind.with.rawValue == UInt8(NameID.with.rawValue))
    }
}
