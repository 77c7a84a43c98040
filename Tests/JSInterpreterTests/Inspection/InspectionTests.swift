import Testing

import JSInterpreter

/// An expression and the text that it should give.
struct InspectionCase: CustomTestStringConvertible {
    let expression: String
    let expected: String
    var testDescription: String { expression }

    /// Reads cases as a terminal would show them: a line `> expression`, then the lines of its text.
    static func list(_ text: String) -> [InspectionCase] {
        var cases: [InspectionCase] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("> ") {
                cases.append(InspectionCase(expression: String(line.dropFirst(2)), expected: ""))
            } else if let last = cases.popLast() {
                let expected = last.expected.isEmpty ? String(line) : last.expected + "\n" + line
                cases.append(InspectionCase(expression: last.expression, expected: expected))
            }
        }
        return cases
    }
}

@Suite struct InspectionTests {
    private func value(_ source: String, _ interpreter: Interpreter) throws -> JSValue {
        try interpreter.evaluate(Script(source: source))
    }

    @Test(arguments: InspectionCase.list(InspectionCases.values))
    func showsValuesAsNodeDoes(_ example: InspectionCase) throws {
        let interpreter = Interpreter()
        #expect(try interpreter.inspect(value("(" + example.expression + ")", interpreter)) == example.expected)
    }

    @Test(arguments: InspectionCase.list(InspectionCases.formats))
    func formatsArgumentsAsNodeDoes(_ example: InspectionCase) throws {
        try checkFormat(example, Interpreter())
    }

    private func checkFormat(_ example: InspectionCase, _ interpreter: Interpreter) throws {
        let array = try value("[" + example.expression + "]", interpreter)
        let count = try interpreter.property("length", of: array).number.flatMap { Int(exactly: $0) } ?? 0
        let arguments = try (0..<count).map { try interpreter.property(String($0), of: array) }
        #expect(try interpreter.formatConsoleArguments(arguments) == example.expected)
    }

    @Test func collectionsInBetweenMakeNoDifference() throws {
        let interpreter = Interpreter(gcStress: true)
        for example in InspectionCase.list(InspectionCases.values) where example.expected.utf8.count < 80 {
            #expect(try interpreter.inspect(value("(" + example.expression + ")", interpreter)) == example.expected)
        }
        for example in InspectionCase.list(InspectionCases.formats) { try checkFormat(example, interpreter) }
    }

    private func inspect(_ source: String, _ limits: Limits = Limits()) throws -> String {
        let interpreter = Interpreter(limits: limits)
        return try interpreter.inspect(value(source, interpreter))
    }

    @Test func longStringsAreCut() throws {
        let shown = try inspect("'x'.repeat(10003)")
        #expect(shown.hasPrefix("'xxx"))
        #expect(shown.hasSuffix("xxx'... 3 more characters"))
        #expect(shown.utf8.count == 10_000 + 2 + "... 3 more characters".utf8.count)
    }

    @Test func errorsShowTheirTrace() throws {
        let shown = try inspect(
            "class ParseError extends Error {}\nfunction parse() { return Object.assign(new ParseError('bad'), {line: 3}) }\nparse()")
        #expect(shown.hasPrefix("ParseError: bad\n    at "))
        #expect(shown.contains("    at parse (script:2:"))
        #expect(shown.hasSuffix(" {\n  line: 3\n}"))
    }

    @Test func tracesLeaveOutWhatTheCauseShows() throws {
        let shown = try inspect(
            """
            const make = (cause) => new Error('e', {cause});
            const a = (c) => make(c), b = (c) => a(c), d = (c) => b(c), f = (c) => d(c);
            let first; const g = () => { first = new Error('i'); return f(first) };
            const h = () => g(), i = () => h(), j = () => i(), k = () => j(), l = () => k();
            l()
            """)
        #expect(shown.contains("lines matching cause stack trace ..."))
        #expect(shown.contains("[cause]: Error: i\n      at "))
    }

    @Test func noCodeOfTheScriptRuns() throws {
        let source = """
            let calls = 0;
            const trap = new Proxy({}, {get(target, name) { calls++; return (...rest) => { calls++; return Reflect[name](...rest) } }});
            class Sly {
                get [Symbol.toStringTag]() { calls++; return 'T' }
                get getter() { calls++ }
                toString() { calls++; return 's' }
                static [Symbol.hasInstance]() { calls++; return true }
                static get name() { calls++; return 'N' }
            }
            const error = new Error('m');
            for (const name of ['name', 'message', 'stack', 'cause', 'errors'])
                Object.defineProperty(error, name, {get() { calls++ }, enumerable: true});
            const array = [1];
            Object.defineProperty(array, 0, {get() { calls++ }});
            globalThis.count = () => calls;
            [new Proxy({a: 1}, trap), new Proxy(new Sly, trap), new Sly, Sly, error, array, Object.create(new Proxy({}, trap))]
            """
        let interpreter = Interpreter()
        _ = try interpreter.inspect(value(source, interpreter))
        #expect(try value("count()", interpreter).number == 0)
    }

    @Test(arguments: [
        "const o = {}, v = 'v'.repeat(200); for (let i = 0; i < 20000; i++) o['k' + i] = v; o",
        "let s = 'x'.repeat(9000), a = Array(100).fill(s); Array(100).fill(a)",
        "const o = {['x'.repeat(1 << 19)]: 1}; const a = []; for (let i = 0; i < 50; i++) a.push(o); a",
    ])
    func hugeTextsEndInTheMemoryLimit(source: String) throws {
        let interpreter = Interpreter(limits: Limits(memoryBytes: 6 << 20))
        let made = try value(source, interpreter)
        do throws(ExecutionError) {
            let text = try interpreter.inspect(made)
            Issue.record("shown in \(text.utf8.count) bytes")
        } catch {
            guard case .terminated(.memoryLimit) = error else {
                Issue.record("\(error)")
                return
            }
        }
    }

    @Test func deepAndWideValuesEndInTime() throws {
        #expect(try inspect("let p = {}; for (let i = 0; i < 10000; i++) p = Object.create(p); p").hasSuffix("{}"))
        #expect(try inspect("let p = {}; for (let i = 0; i < 10000; i++) p = new Proxy(p, {}); p") == "{}")
        #expect(try inspect("let p = {a: 1}; for (let i = 0; i < 10000; i++) p = {p}; p") == "{ p: { p: { p: [Object] } } }")
        #expect(try inspect("const a = []; a[4000000000] = 1; a") == "[ <4000000000 empty items>, 1 ]")
        let stepped = Interpreter(limits: Limits(steps: 2_000_000))
        let array = try value("const o = {}; for (let i = 0; i < 1000; i++) o['k' + i] = o['l' + i] = {i}; Array(100).fill(Array(100).fill(o))", stepped)
        #expect(throws: ExecutionError.self) { try stepped.inspect(array) }
    }
}
