import Testing

@testable import JSSyntax

@Suite struct ExpressionTests {
    @Test(arguments: [
        ("a + b * c ** d ** e", "(add a (multiply b (exponentiate c (exponentiate d e))))"),
        ("a - b - c", "(subtract (subtract a b) c)"),
        ("a < b == c >>> 1", "(equal (less a b) (shiftRightUnsigned c 1.0))"),
        ("a || b && c", "(or a (and b c))"),
        ("(a ?? b) || c", "(or (coalesce a b) c)"),
        ("a ?? b ?? c", "(coalesce (coalesce a b) c)"),
        ("!typeof -a", "(logicalNot (typeof (minus a)))"),
        ("(-a) ** 2", "(exponentiate (minus a) 2.0)"),
        ("a ? b : c ? d : e", "(? a b (? c d e))"),
        ("a = b = c", "(= a (= b c))"),
        ("a += b ??= c", "(add= a (coalesce= b c))"),
        ("a, b, c", "(sequence a b c)"),
        ("a++ + --b.c", "(add (postfix-increment a) (prefix-decrement (. b c)))"),
        ("a\n++b", "a (prefix-increment b)"),
        ("new a.b(c)(d)", "(call (new (. a b) c) d)"),
        ("new new a(b)(c)", "(new (new a b) c)"),
        ("new a", "(new a)"),
        ("a?.b.c(d)[e]?.(f)", "(chain (?.call ([] (call (. (?. a b) c) d) e) f))"),
        ("(a?.b).c", "(. (chain (?. a b)) c)"),
        ("a?.5:1", "(? a 0.5 1.0)"),
        ("f(...a, b,)", "(call f ...a b)"),
        ("[a, , ...b, ,]", "(array a _ ...b _)"),
        ("a in b instanceof c", "(instanceOf (in a b) c)"),
        ("delete a.b", "(delete (. a b))"),
        ("a = (b, c)", "(= a (sequence b c))"),
        ("if.a", nil),
        ("a.if.class", "(. (. a if) class)"),
    ] as [(String, String?)])
    func expressions(source: String, expected: String?) {
        #expect((try? SyntaxPrinter.print(source)) == expected)
    }

    @Test(arguments: [
        ("0x1F", "31.0"), ("0b101", "5.0"), ("0o17", "15.0"), ("017", "15.0"), ("089", "89.0"), ("1_000", "1000.0"),
        (".5e1", "5.0"), ("5.", "5.0"), ("0", "0.0"), ("9007199254740993", "9007199254740992.0"),
        ("0x20000000000001", "9007199254740992.0"), ("0x20000000000003", "9.007199254740996e+15"),
        ("1e400", "inf"), ("0xFFn", "16:ffn"), ("00n", nil), ("0n", "10:0n"), ("1_0n", "10:10n"), ("3in []", nil),
        ("1__0", nil), ("1_", nil), ("0_1", nil), ("0x", nil), ("08.5", "8.5"), ("07.5", nil),
    ] as [(String, String?)])
    func numbers(source: String, expected: String?) {
        #expect((try? SyntaxPrinter.print(source)) == expected)
    }

    @Test(arguments: [
        ("'a\\n\\x41\\u0042\\u{43}\\\nd'", "'a\nABCd'"),
        (#"'\101\0\8'"#, "'A\u{0}8'"),
        ("`a${b}c${d}`", "(template 'a' b 'c' d '')"),
        ("`a${`b${c}`}`", "(template 'a' (template 'b' c '') '')"),
        (#"f`\u{`"#, "(tag f (template undefined))"),
        (#"`\u{`"#, nil),
        (#"f`\01${a}b`"#, "(tag f (template undefined a 'b'))"),
        ("/[/]a/gi", "/[/]a/gi"),
        ("a\n/b/g", "(divide (divide a b) g)"),
        ("'a\nb'", nil), ("`a", nil), ("/a", nil), ("'\\u{110000}'", nil), ("'\u{2028}'", "'\u{2028}'"),
        ("\\u0061b", "ab"), ("\\u{62}", "b"), ("v\\u0061r", nil), ("ünï", "ünï"),
    ] as [(String, String?)])
    func texts(source: String, expected: String?) {
        #expect((try? SyntaxPrinter.print(source)) == expected)
    }

    @Test func rawTemplateTextNormalisesLineTerminators() throws {
        let script = try parseScript(SourceText("`a\\\r\n\rb\\u0041`"))
        guard case .expression(let statement) = script.body[0], case .template(let node) = statement.expression else {
            Issue.record("no template")
            return
        }
        #expect(script.text(of: node.elements[0].raw).string == "a\\\n\nb\\u0041")
        #expect(node.elements[0].cooked.map { script.text(of: $0).string } == "a\nbA")
    }

    @Test(arguments: [
        ("[a, b = 1, [c], ...d] = e", "(= (array-pattern a (= b 1.0) (array-pattern c) ...d) e)"),
        ("({a, b: c.d, [e]: f = 1, ...g} = h)", "(= (object-pattern (a a) (b (. c d)) ([e] (= f 1.0)) ...g) h)"),
        ("({a = 1} = {})", "(= (object-pattern (a (= a 1.0))) (object))"),
        ("[(a), (b.c)] = d", "(= (array-pattern a (. b c)) d)"),
        ("[(a) = function () {}] = []", "(= (array-pattern (=() a (normal ()))) (array))"),
        ("(a) = 1", "(=() a 1.0)"),
        ("({a: {b = 1}} = c)", "(= (object-pattern (a (object-pattern (b (= b 1.0))))) c)"),
        ("[x = {a: ({})}] = []", "(= (array-pattern (= x (object (a (object))))) (array))"),
        ("[({}).a] = b", "(= (array-pattern (. (object) a)) b)"),
        ("for ([a] of b);", "(for-of (array-pattern a) b (empty))"),
        ("({a = 1})", nil), ("({a}) = 1", nil), ("[(a = 1)] = 1", nil), ("[([a])] = 1", nil), ("[...a,] = b", nil),
        ("[...a, b] = c", nil), ("({...{a}} = b)", nil), ("({...a, b} = c)", nil), ("[a?.b] = c", nil),
        ("[f()] = a", nil), ("({a() {}} = b)", nil), ("f({a = 1})", nil), ("[{a = 1}].b", nil), ("({a: 1} = b)", nil),
        ("({a = 1}, b) => 0", "(arrow ((object-pattern (a (= a 1.0))) b) => 0.0)"),
    ] as [(String, String?)])
    func assignmentPatterns(source: String, expected: String?) {
        #expect((try? SyntaxPrinter.print(source)) == expected)
    }

    @Test(arguments: [
        ("a => b => c", "(arrow (a) => (arrow (b) => c))"),
        ("() => {}", "(arrow ())"),
        ("(a, {b, c: [d] = e}, ...f) => ({})",
         "(arrow (a (object-pattern (b b) (c (= (array-pattern d) e))) ...f) => (object))"),
        ("(a, b,) => a", "(arrow (a b) => a)"),
        ("async a => a", "(async arrow (a) => a)"),
        ("async (a, b) => a", "(async arrow (a b) => a)"),
        ("async(a, b)", "(call async a b)"),
        ("async\n(a)", "(call async a)"),
        ("async", "async"),
        ("a ? (b) : (c) => d", "(? a b (arrow (c) => d))"),
        ("a => {}\n/b/", "(arrow (a)) /b/"),
        ("a => {} + 1", nil), ("a\n=> b", nil), ("()", nil), ("(a,)", nil), ("(...a)", nil), ("([(a)]) => 1", nil),
        ("((a)) => 1", nil), ("({a: b.c}) => 1", nil), ("(a, a) => 1", nil), ("1 + a => b", nil), ("(a)() => b", nil),
        ("async (a)\n=> b", nil), ("(a = 1) => { 'use strict' }", nil), ("({a: {b: c.d} = {}}) => 1", nil),
        ("async (await) => 1", nil), ("async (a = await) => 1", nil), ("(...a = []) => 1", nil), ("(...a,) => 1", nil),
        ("function* g() { (a = yield) => 1 }", nil),
    ] as [(String, String?)])
    func arrows(source: String, expected: String?) {
        #expect((try? SyntaxPrinter.print(source)) == expected)
    }

    @Test(arguments: [
        ("({a, 'b': 1, 2: 3, [c]: 4, 0x10n: 5})", "(object (a a) (b 1.0) (2.0 3.0) ([c] 4.0) (16 5.0))"),
        ("({get a() {}, set b(c) {}, async d() {}, *e() {}, async *f() {}})",
         "(object (a (getter ())) (b (setter (c))) (d (async method ())) (e (method* ())) (f (async method* ())))"),
        ("({get, set: 1, async() {}, static: 2})", "(object (get get) (set 1.0) (async (method ())) (static 2.0))"),
        ("({__proto__: a, ['__proto__']: b, __proto__})", "(object (prototype a) (['__proto__'] b) (__proto__ __proto__))"),
        ("({__proto__: a, '__proto__': b})", nil),
        ("({__proto__: a, '__proto__': b} = c)", "(= (object-pattern (__proto__ a) (__proto__ b)) c)"),
        ("({get a(b) {}})", nil), ("({set a() {}})", nil), ("({if})", nil), ("({async a})", nil), ("({a b})", nil),
    ] as [(String, String?)])
    func objects(source: String, expected: String?) {
        #expect((try? SyntaxPrinter.print(source)) == expected)
    }

    @Test(arguments: [
        ("class A extends B { constructor() { super(); } static #x = 1; #y; get z() { return this.#y } static { } }",
         "(class A extends B (derivedConstructor () (super-call)) (static-field #x (fieldInitializer () => 1.0)) "
            + "(field #y) (instance z (getter () (return (. this #y)))) (staticBlock ()))"),
        ("class A { static; get; async\nb() {} 'constructor'() {} }",
         "(class A (constructor ()) (field static) (field get) (field async) (instance b (method ())))"),
        ("class A { #a; b(c) { return #a in c } }",
         "(class A (field #a) (instance b (method (c) (return (private-in #a c)))))"),
        ("class A { get #a() {} set #a(b) {} }", "(class A (instance #a (getter ())) (instance #a (setter (b))))"),
        ("class A { constructor() {} constructor() {} }", nil), ("class A { #a; #a }", nil), ("class A { b() { c.#d } }", nil),
        ("class A { constructor() { super() } }", nil), ("class A { get constructor() {} }", nil),
        ("class A { static prototype() {} }", nil), ("class A { a = arguments }", nil), ("class A { #constructor }", nil),
        ("class A { static get #a() {} set #a(b) {} }", nil), ("class A { static { await } }", nil),
        ("class A extends B { a = super() }", nil), ("class A { #a; b() { delete this.#a } }", nil),
        ("class A { static { return } }", nil), ("class A extends B.#a { #a }", nil), ("class let {}", nil),
    ] as [(String, String?)])
    func classes(source: String, expected: String?) {
        #expect((try? SyntaxPrinter.print(source)) == expected)
    }
}

@Suite struct StatementTests {
    @Test(arguments: [
        ("if (a) b; else if (c) d", "(if a b (if c d))"),
        ("for (let i = 0, j; i < 1; i++) { }",
         "(for {let:i let:j} (let (= i 0.0) j) (less i 1.0) (postfix-increment i) (block))"),
        ("for (;;) break", "(for _ _ _ (break))"),
        ("for (var a in b) c", "(for-in (var a) b c)"),
        ("for (const [a] of b, c) d", nil),
        ("for (const [a] of b) d", "(for-of {const:a} (const (array-pattern a)) b d)"),
        ("for (var a = 1 in b) c", "(for-in (var a 1.0) b c)"),
        ("for (a.b in c);", "(for-in (. a b) c (empty))"),
        ("for (let in a);", "(for-in let a (empty))"),
        ("for (let of a);", nil), ("for (async of a);", nil), ("for (async of => 1;;) break", "(for (async arrow (of) => 1.0) _ _ (break))"),
        ("for (var i = 0 in {}, 1;;);", nil), ("for (let a, b of c);", nil), ("for (let a = 1 of b);", nil),
        ("for (x = (1 in a);;) break", "(for (= x (in 1.0 a)) _ _ (break))"),
        ("do a\nwhile (b) c", "(do a b) c"),
        ("a: b: for (;;) continue a", "(label a (label b (for _ _ _ (continue a))))"),
        ("a: { continue a }", nil), ("a: a: b", nil), ("break", nil), ("continue", nil), ("for (;;) { function f() { break } }", nil),
        ("switch (a) { case 1: let b; default: c }", "(switch {let:b} a (case 1.0 (let b)) (case default c))"),
        ("switch (a) { default: default: }", nil),
        ("try { a } catch ({b}) { c } finally { d }",
         "(try (block a) (catch {catchParameter:b} (object-pattern (b b)) (block c)) (finally (block d)))"),
        ("try {} catch {}", "(try (block) (catch (block)))"), ("try {}", nil), ("throw\na", nil),
        ("with (a) b", "(with a b)"), ("'use strict'; with (a) b", nil), ("return 1", nil),
        ("a\nb", "a b"), ("a b", nil), ("{ a } b", "(block a) b"), ("if (a) function f() {}", "(if a (block {function:f function:f} (normal f ())))"),
        ("while (a) function f() {}", nil), ("if (a) class B {}", nil), ("if (a) let\n{}", "(if a let) (block)"),
        ("if (a) let [b] = c", nil), ("l: function f() {}", "(label l (normal f ()))"), ("if (a) l: function f() {}", nil),
        ("l: function* g() {}", nil), ("let let = 1", nil), ("let\nlet = 1", nil), ("var let = 1", "(var (= let 1.0))"),
        ("yield: 1", "(label yield 1.0)"), ("await: 1", "(label await 1.0)"), ("var await, async, of, get", "(var await async of get)"),
        ("'use strict'; yield", nil), ("'use strict'; 010", nil), ("'\\01'; 'use strict'", nil),
        ("function f() { 'use strict'; eval = 1 }", nil), ("function eval() { 'use strict' }", nil),
        ("function f(a, a) { 'use strict' }", nil), ("function f(a, a) {}", "(normal f (a a))"), ("function f(a, [a]) {}", nil),
        ("function f(a = 1) { 'use strict' }", nil), ("delete a", "(delete a)"), ("'use strict'; delete a", nil),
        ("'use strict'; arguments++", nil), ("f() = 1", "(= (call f) 1.0)"), ("'use strict'; f() = 1", nil), ("f() &&= 1", nil),
        ("new.target", nil), ("function f() { new.target }", "(normal f () new.target)"), ("super.a", nil),
        ("function* g() { yield* a; yield\nb }", "(normal* g () (yield* a) (yield) b)"), ("function* g(a = yield) {}", nil),
        ("async function f() { for await (a of b) await c }", "(async normal f () (for-await a b (await c)))"),
        ("-1 ** 2", nil), ("a && b ?? c", nil), ("a ?? b || c", nil), ("new a?.b()", nil), ("a?.`b`", nil), ("a?.b = 1", nil),
        ("<!-- a\nb --> c\n--> d", "(greater (postfix-decrement b) c)"), ("a <!-- b\n/* \n */ --> c", "a"), ("#!a\nb", "b"), ("\u{FEFF}a", "a"), ("/* a", nil),
        ("import a from 'b'", nil), ("export default 1", nil), ("import.meta", nil), ("import('a')", "(import 'a')"), ("await a", nil),
    ] as [(String, String?)])
    func statements(source: String, expected: String?) {
        #expect((try? SyntaxPrinter.print(source)) == expected)
    }

    @Test func refusedSyntaxIsRecognisedOnRequest() throws {
        let options = ParseOptions(allowsTopLevelReturn: true, recognizesRefusedSyntax: true)
        func print(_ text: String) throws -> String { try SyntaxPrinter.print(text, options) }
        #expect(try print("import a, {b as c} from 'd'\nimport * as e from 'f' with {type: 'json'}; import 'g'") == "(import) (import) (import)")
        #expect(try print("export default function () {}\nexport const a = 1; export {a as b}; export * from 'c'")
            == "(export (normal ())) (export (const (= a 1.0))) (export) (export)")
        #expect(try print("const a = await b(c)") == "(const (= a (await (call b c))))")
        #expect(try print("function f() { return await [a] }") == "(normal f () (return (await (array a))))")
        #expect(try print("for await (const a of b) {}") == "(for-await {const:a} (const a) b (block))")
        #expect(try print("await; import.meta; return 1") == "await import.meta (return 1.0)")
    }
}
