// One place of a script that sees objects of several kinds: what it remembers about one kind must not be used for another.

import Testing

@Suite struct PropertyCacheTests {
    /// The first object of each pair is ordinary and has the prototype of the second one, which answers in its own way.
    @Test(arguments: [
        ("const f = o => o.x; f(Object.create(null)); f(new Proxy({x: 1}, {}))", "1"),
        ("const f = o => (o.x += 2); f(Object.create(null)); f(new Proxy({x: 'p'}, {}))", "p2"),
        ("const f = o => { o.x = 5 }; f(Object.create(null)); f(Object.create(null)); const t = {}; f(new Proxy(t, {})); t.x", "5"),
        ("const f = ({x}) => x; f(Object.create(null)); f(new Proxy({x: 1}, {}))", "1"),
        ("const f = o => o?.x; f(Object.create(null)); f(new Proxy({x: 1}, {}))", "1"),
        ("const f = o => { try { return o.f() } catch (e) { return 0 } }; f(Object.create(null)); f(new Proxy({f: () => 7}, {}))", "7"),
        ("const f = o => o.x, g = function () {}; Object.setPrototypeOf(g, null); f(g); f(new Proxy({x: 1}, {}))", "1"),
        ("const f = o => o.name; f(Object.create(Function.prototype)) + f(function foo() {}) + f(Math.max)", "foomax"),
        ("class A {} const f = o => o.name; f(Object.create(A)) + f(class B extends A {})", "AB"),
        ("const p = {}, f = ({length}) => length, a = [1, 2]; Object.setPrototypeOf(a, p); f(Object.create(p)); f(a)", "2"),
        ("const p = {}, f = ({length}) => length, s = new String('abc'); Object.setPrototypeOf(s, p); f(Object.create(p)); f(s)", "3"),
        ("const p = Uint8Array.prototype, f = o => { o.Infinity = 1; return o.Infinity }; f(Object.create(p)); f(Object.create(p)); typeof f(new Uint8Array(1))", "undefined"),
    ])
    func kindsOfObjectsAreToldApart(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }
}
