// Calls in tail position of strict code need no stack, sec-tail-position-calls. Each program calls itself more often than the value
// stack has room for.

import Testing

@Suite struct TailCallTests {
    @Test(arguments: [
        ("itself", "function f(n) { if (n === 0) return 'end'; return f(n - 1); } return f(N);"),
        ("as the only statement", "function f(n) { return n === 0 ? 'end' : f(n - 1); } return f(N);"),
        ("each other", "function even(n) { return n === 0 ? 'end' : odd(n - 1); } function odd(n) { return n === 0 ? 'odd' : even(n - 1); } return even(N);"),
        ("alternate of a conditional", "function f(n) { return n > 0 ? f(n - 1) : 'end'; } return f(N);"),
        ("right of &&", "function f(n) { return n === 0 ? 'end' : n > 0 && f(n - 1); } return f(N);"),
        ("right of ||", "function f(n) { return n === 0 ? 'end' : n < 0 || f(n - 1); } return f(N);"),
        ("right of ??", "function f(n) { return n === 0 ? 'end' : null ?? f(n - 1); } return f(N);"),
        ("last of a sequence", "function f(n) { return n === 0 ? 'end' : (0, 1, f(n - 1)); } return f(N);"),
        ("in parentheses", "function f(n) { return n === 0 ? 'end' : ((f(n - 1))); } return f(N);"),
        ("method", "const o = { m(n) { return n === 0 ? this.end : this.m(n - 1); }, end: 'end' }; return o.m(N);"),
        ("computed method", "const o = { m(n) { return n === 0 ? this.end : this[('m', 'm')](n - 1); }, end: 'end' }; return o.m(N);"),
        ("method of a class", "class C { end = 'end'; m(n) { return n === 0 ? this.end : this.m(n - 1); } } return new C().m(N);"),
        ("static method", "class C { static m(n) { return n === 0 ? 'end' : C.m(n - 1); } } return C.m(N);"),
        ("private method", "class C { #m(n) { return n === 0 ? 'end' : this.#m(n - 1); } m(n) { return this.#m(n); } } return new C().m(N);"),
        ("super method", "class A { m(n) { return this.m(n); } } class B extends A { m(n) { return n === 0 ? 'end' : super.m(n - 1); } } return new B().m(N);"),
        ("getter", "let n = N; const o = { get p() { return n-- === 0 ? 'end' : read(); } }; function read() { return f(); } function f() { return n-- <= 0 ? 'end' : read(); } return o.p;"),
        ("arrow function", "const f = n => n === 0 ? 'end' : f(n - 1); return f(N);"),
        ("arrow function with a body", "const o = { m() { const f = n => { if (n === 0) return this.end; return f(n - 1); }; return f(N); }, end: 'end' }; return o.m();"),
        ("optional call", "const o = { m(n) { return n === 0 ? 'end' : o?.m?.(n - 1); } }; return o.m(N);"),
        ("with many arguments", "function f(n, a, b, c, d) { return n === 0 ? d : f(n - 1, d, a, b, c); } return f(N, 'x', 'y', 'z', 'end');"),
        ("with fewer arguments than parameters", "function f(n, a, b) { if (b !== undefined) return 'stale'; a = b = 1; return n === 0 ? 'end' : f(n - 1); } return f(N);"),
        ("with more arguments than parameters", "function f(n) { PAD return n === 0 ? arguments[3] : f(n - 1, 1, 2, 'end'); } return f(K);"),
        ("with rest parameters", "function f(n, ...rest) { PAD return n === 0 ? rest[1] : f(n - 1, 1, 'end'); } return f(K);"),
        ("with default parameters", "function f(n, a = n) { return n === 0 ? 'end' + a : f(n - 1); } return f(N) === 'end0' ? 'end' : 'wrong';"),
        ("with spread arguments", "function f(n, a) { PAD return n === 0 ? a : f(...[n - 1, 'end']); } return f(K);"),
        ("with captured variables", "function f(n, last) { PAD const own = n; return n === 0 ? 'end' + last() : f(n - 1, () => own); } return f(K) === 'end1' ? 'end' : 'wrong';"),
        ("frames of different sizes", "function small(n) { return n === 0 ? 'end' : large(n - 1); } function large(n) { let a = n, b = a, c = b, d = c, e = d, g = e; if (g !== n) return 'wrong'; return n === 0 ? 'end' : small(n - 1); } return small(N);"),
        ("tagged template", "let n = N; function f() { return n-- === 0 ? 'end' : f`${n}`; } return f();"),
        ("tagged template with a method", "let n = N; const o = { f() { return n-- === 0 ? 'end' : o.f`a`; } }; return o.f();"),
        ("bound function", "let bound; function f(a, n) { return n === 0 ? a + this.d : bound(n - 1); } bound = f.bind({ d: 'd' }, 'en'); return bound(N);"),
        ("sloppy callee", "const f = sloppy; function g(n) { return f(n); } return sloppy(7) === 'sloppy' && g(3) === 'sloppy' ? 'end' : 'wrong';"),
        ("in a block", "function f(n) { { const m = n - 1; { if (n === 0) return 'end'; return f(m); } } } return f(N);"),
        ("in if and else", "function f(n) { if (n === 0) { return 'end'; } else if (n % 2) { return f(n - 1); } else return f(n - 1); } return f(N);"),
        ("in while", "function f(n) { while (true) { if (n === 0) return 'end'; return f(n - 1); } } return f(N);"),
        ("in do", "function f(n) { do { if (n === 0) return 'end'; return f(n - 1); } while (true); } return f(N);"),
        ("in for", "function f(n) { for (let i = 0; ; i++) { if (n === 0) return 'end'; return f(n - 1); } } return f(N);"),
        ("in for-in", "function f(n) { PAD for (const k in { a: 1 }) { if (n === 0) return 'end'; return f(n - 1); } } return f(K);"),
        ("in switch", "function f(n) { switch (n) { case 0: return 'end'; case 1: return f(n - 1); default: return f(n - 1); } } return f(N);"),
        ("in a labelled block", "function f(n) { a: { b: { if (n === 0) break a; return f(n - 1); } } return 'end'; } return f(N);"),
        ("in catch", "function f(n) { try { throw n; } catch (m) { if (m === 0) return 'end'; return f(m - 1); } } return f(N);"),
        ("in finally", "function f(n) { try { } finally { if (n === 0) return 'end'; return f(n - 1); } } return f(N);"),
        ("in finally after catch", "function f(n) { try { throw 1; } catch { } finally { return n === 0 ? 'end' : f(n - 1); } } return f(N);"),
        ("of a constructed function", "function f(n) { return n === 0 ? {end: 'end'} : f(n - 1); } function F(n) { return f(n); } return new F(N).end;"),
        ("of a callback of a builtin", "function f(n) { return n === 0 ? 'end' : f(n - 1); } return [N].map(n => f(n))[0];"),
        ("to a generator function", "function* g() { yield 'end'; } function f(n) { return n === 0 ? g() : f(n - 1); } return f(N).next().value;"),
    ])
    func callsInTailPositionNeedNoStack(name: String, source: String) throws {
        // Programs that allocate at every call are slow when each allocation collects: they have large frames and are called less.
        let prelude = "function sloppy() { return this === globalThis ? 'sloppy' : 'strict'; } const N = 45000, K = 1000;"
        let source = withLargeFrames(source)
        #expect(try run("\(prelude) return (function () { 'use strict'; \(source) })();") == "end")
    }

    @Test(arguments: [
        ("sloppy code", "function f(n) { PAD return n === 0 ? 'end' : f(n - 1); } return f(1e5);"),
        ("operand", "'use strict'; function f(n) { PAD return n === 0 ? 0 : 1 + f(n - 1); } return f(1e5);"),
        ("left of &&", "'use strict'; function f(n) { PAD return n === 0 ? 0 : f(n - 1) && 1; } return f(1e5);"),
        ("in try", "'use strict'; function f(n) { PAD try { return n === 0 ? 0 : f(n - 1); } catch (e) { throw e; } } return f(1e5);"),
        ("in catch before finally", "'use strict'; function f(n) { PAD try { throw 1; } catch (e) { return f(n + 1); } finally { } } return f(0);"),
        ("in for-of", "'use strict'; function f(n) { PAD for (const x of [1]) { return f(n + 1); } } return f(0);"),
        ("constructor", "'use strict'; function F(n) { PAD return n === 0 ? {} : new F(n - 1); } return new F(1e5);"),
    ])
    func otherCallsNeedStack(name: String, source: String) throws {
        let source = withLargeFrames(source)
        #expect(try run("try { return (function () { \(source) })(); } catch (e) { return e.name; }") == "RangeError")
    }

    @Test(arguments: [
        ("return f(1);", "TypeError: f is not a function"),
        ("return o.m(1);", "TypeError: o.m is not a function"),
        ("return (class {})();", "TypeError: Class constructor  cannot be invoked without 'new'"),
        ("return parseInt('12px');", "12"),
        ("return Math.max(...[1, 3, 2]);", "3"),
        ("return new Proxy(() => 'called', {})();", "called"),
        ("return (() => this)() === undefined;", "true"),
        ("return (function () { return arguments.length; })(1, 2, 3);", "3"),
        ("return (function () { return new.target; })();", "undefined"),
        ("let log = ''; function g() { log += 'g'; return 1; } function h() { try { return g(); } finally { log += 'f'; } } h(); return log;", "gf"),
        ("let log = ''; function* it() { try { yield 1; } finally { log += 'closed'; } } function g() { log += 'g '; } function h() { for (const x of it()) return g(); } h(); return log;", "g closed"),
        ("class A { constructor() { return g(); } } function g() { return { a: 1 }; } return new A().a;", "1"),
        ("class A {} class B extends A { constructor() { super(); return g(); } } function g() { return undefined; } return new B() instanceof B;", "true"),
        ("class A { x = g(); } function g() { return f2(); } function f2() { return 5; } return new A().x;", "5"),
        ("function g() { throw new Error('thrown'); } function h() { return g(); } try { h(); } catch (e) { return e.message; }", "thrown"),
        ("function g(a) { a = 2; return arguments[0]; } function h(a) { return g(a); } return h(1);", "1"),
    ])
    func tailCallsBehaveLikeCalls(source: String, expected: String) throws {
        let script = "const o = {}; let f; try { return String((function () { 'use strict'; \(source) })()); } catch (e) { return String(e); }"
        #expect(try run(script) == expected)
    }

    @Test func tailCallsPaySteps() throws {
        #expect(try run("'use strict'; function f() { return f(); } return f();", steps: 100_000) == "terminated: stepLimit")
    }

    @Test func stackTracesLackReplacedFrames() throws {
        let trace = try run(
            "'use strict'; function inner() { return new Error('x').stack; } function middle() { return inner(); } function outer() { return middle() + ''; } return outer();")
        #expect(trace.contains("inner") && trace.contains("outer") && !trace.contains("middle"))
    }
}

/// Declares many variables where a program says `PAD`.
private func withLargeFrames(_ source: String) -> String {
    source.replacing("PAD", with: "var " + (0..<300).map { "p\($0)" }.joined(separator: ", ") + ";")
}
