import Testing

@Suite struct ExpressionTests {
    @Test(arguments: [
        ("`a${1 + 1}b${'c'}`", "a2bc"),
        ("`${`${1}`}`", "1"),
        ("``", ""),
        ("function t(s, ...v) { return s[0] + s.raw[1] + v[0] + v.length } t`a${7}\\n`", "a\\n71"),
        ("const f = s => s; const g = () => f`x`; '' + (g() === g()) + (g() === f`x`)", "truefalse"),
        ("const o = {p: 3, t(s) { return this.p + s[0] }}; o.t`x`", "3x"),
        ("function t(s) { return typeof s[0] + s.raw[0] } t`\\u`", "undefined\\u"),
    ])
    func templates(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }

    @Test(arguments: [
        ("const a = null; '' + a?.b + a?.b.c.d + a?.[0] + a?.()", "undefinedundefinedundefinedundefined"),
        ("const a = {b: {c: 1}}; a?.b?.c", "1"),
        ("const a = {b: null}; '' + a?.b?.c.d.e", "undefined"),
        ("const o = {x: 4, f() { return this.x }}; '' + o.f?.() + o?.f() + o?.['f']?.() + (o?.f)() + o.g?.()", "4444undefined"),
        ("let n = 0; null?.[n++]; n", "0"),
        ("const o = {a: 1}; '' + delete o?.a + o.a + delete null?.a", "trueundefinedtrue"),
        ("let n = 0; const o = {get a() { n++; return {b() { return this.c }, c: 5} }}; o.a?.b() + n", "6"),
        ("const f = undefined; '' + f?.(1)(2)(3)", "undefined"),
        ("try { ({}).a.b?.c } catch (e) { e.message }", "Cannot read properties of undefined (reading 'b')"),
        ("const o = {a: {b: {f() { return this.v }, v: 8}}}; o?.a?.b?.f?.()", "8"),
    ])
    func optionalChains(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }

    @Test(arguments: [
        ("const a = [1, 2]; [...a, 3, ...a].length", "5"),
        ("[...[], , ...[1]].length", "2"),
        ("function f(...r) { return r.length } '' + f(...[1, 2], 3, ...[4]) + f(...[])", "40"),
        ("function f(a, b) { return a - b } f(...[5, 3])", "2"),
        ("const o = {k: 2, f(a, b) { return this.k + a + b }}; o.f(...[1, 1])", "4"),
        ("function P(a, b) { this.s = a + b } new P(...[1, 2]).s", "3"),
        ("const o = {a: 1, ...{b: 2, a: 3}, ...null, ...undefined, ...[9]}; '' + o.a + o.b + o[0]", "329"),
        ("try { f(...5) } catch (e) { e.message } function f() {}", "5 is not iterable"),
        ("function f() { return arguments.length } const a = []; for (let i = 0; i < 1000; i++) a[i] = i; f(...a, ...a)", "2000"),
    ])
    func spread(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }
}
