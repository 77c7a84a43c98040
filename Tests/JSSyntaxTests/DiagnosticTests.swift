import Testing

@testable import JSSyntax

@Suite struct DiagnosticTests {
    private func diagnostic(_ text: String) throws -> SyntaxDiagnostic {
        try #require(throws: SyntaxDiagnostic.self) { try parseScript(SourceText(text)) }
    }

    @Test(arguments: [
        ("}", "Unexpected token '}'", 1, 1),
        ("foo(", "Unexpected end of input", 1, 5),
        ("foo(a", "missing ) after argument list", 1, 6),
        ("f(a\nb", "missing ) after argument list", 1, 4),
        ("let a;\nlet a", "Identifier 'a' has already been declared", 2, 5),
        ("const x;", "Missing initializer in const declaration", 1, 7),
        ("'abc", "Invalid or unexpected token", 1, 1),
        ("a = @", "Invalid or unexpected token", 1, 5),
        ("var if", "Unexpected token 'if'", 1, 5),
        ("a b", "Unexpected identifier 'b'", 1, 3),
        ("a 1", "Unexpected number", 1, 3),
        ("a 'b'", "Unexpected string", 1, 3),
        ("1 = 2", "Invalid left-hand side in assignment", 1, 1),
        ("a++ = 1", "Invalid left-hand side in assignment", 1, 1),
        ("++a++", "Invalid left-hand side expression in prefix operation", 1, 3),
        ("return 1", "Illegal return statement", 1, 1),
        ("break", "Illegal break statement", 1, 1),
        ("'use strict'; with (a) {}", "Strict mode code may not include a with statement", 1, 15),
        ("'use strict'; let static", "Unexpected strict mode reserved word", 1, 19),
        ("'use strict'; eval = 1", "Unexpected eval or arguments in strict mode", 1, 15),
        ("await a", "await is only valid in async functions and the top level bodies of modules", 1, 1),
        ("f(await a)", "await is only valid in async functions and the top level bodies of modules", 1, 3),
        ("a => {} + 1", "Unexpected token '+'", 1, 9),
        ("`${a b}`", "Missing } in template expression", 1, 6),
        ("`a", "Unterminated template literal", 1, 1),
        ("v\\u0061r a", "Keyword must not contain escaped characters", 1, 1),
        ("a.#b", "Private field '#b' must be declared in an enclosing class", 1, 3),
        ("'😀' b", "Unexpected identifier 'b'", 1, 6),
        ("a\u{2028}\u{2029}b c", "Unexpected identifier 'c'", 3, 3),
        ("a = /(/g", "Invalid regular expression: /(/g: Unterminated group", 1, 5),
        ("a = /a/gg", "Invalid regular expression flags", 1, 5),
        ("a = /b", "Invalid regular expression: missing /", 1, 5),
        ("try {}", "Missing catch or finally after try", 1, 7),
        ("for (let a = 1 of b);", "for-of loop variable declaration may not have an initializer.", 1, 10),
    ] as [(String, String, Int, Int)])
    func messages(source: String, message: String, line: Int, column: Int) throws {
        let diagnostic = try diagnostic(source)
        #expect(diagnostic.message == message)
        #expect(diagnostic.line == line)
        #expect(diagnostic.column == column)
    }

    @Test func theTextNamesTheLine() throws {
        #expect(try diagnostic("a;\nb;\nconst c = }").text == "SyntaxError: Unexpected token '}' (Line 3:11)")
    }

    @Test func framesShowTheNeighbours() throws {
        #expect(try diagnostic("a;\nb;\n\tc d;\ne").codeFrame == """
              2 | b;
            > 3 |  c d;
                |    ^
              4 | e
            """)
        #expect(try diagnostic("a\n\nb c").codeFrame == """
              2 |
            > 3 | b c
                |   ^
            """)
        #expect(try diagnostic("a = (\n").codeFrame == """
              1 | a = (
            > 2 |
                | ^
            """)
    }

    @Test func framesCutLongLines() throws {
        let frame = try diagnostic(String(repeating: "a + ", count: 100) + "bc d; " + String(repeating: "e; ", count: 100)).codeFrame
        let lines = frame.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.count <= CodeFrame.width + 10 })
        let caret = try #require(lines[1].firstIndex(of: "^"))
        let column = lines[1].distance(from: lines[1].startIndex, to: caret)
        #expect(lines[0][lines[0].index(lines[0].startIndex, offsetBy: column)] == "d")
    }

    @Test(arguments: [
        ("if (a) {\n  b(`${c[1]}`, /[(]/);\n", "The '{' at 1:8 is not closed."),
        ("f(a, [1, 2", "The '[' at 1:6 is not closed."),
        ("a = “b”", "Use straight quotes: ' or \"."),
        ("const a: number = 1", "This looks like TypeScript: remove the type, or choose the language \"typescript\"."),
        ("function f(a: string) {}", "This looks like TypeScript: remove the type, or choose the language \"typescript\"."),
        ("const a = await b", "Remove await: calls return their result directly."),
    ])
    func hints(source: String, hint: String) throws {
        #expect(try diagnostic(source).hint == hint)
    }
}
