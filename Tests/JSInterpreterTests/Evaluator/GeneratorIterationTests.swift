// Generators as iterations take them: `for`-`of`, spread and `yield*` ask for values without result objects, and a `yield` that is a whole
// statement pauses without an error. Nobody may be able to tell.
//
// The expected logs are those of other engines.

import Testing

@Suite struct GeneratorIterationTests {
    @Test(arguments: generatorIterationPrograms)
    func logs(_ program: GeneratorProgram) throws {
        #expect(try program.log() == program.expected)
    }
}

private let generatorIterationPrograms: [GeneratorProgram] = [
    GeneratorProgram(
        "statements that yield inside try, loops and switch, taken by for-of",
        #"""
        function* g() {
          try { yield 1; for (let i = 0; i < 2; i++) { switch (i) { case 0: yield "a"; default: yield "b" + i; } } }
          finally { log("finally"); yield "last"; }
          with_label: { yield 2; if (true) break with_label; yield 3; }
          for (const x of [4, 5]) { yield x; continue; }
          for (const k in { p: 0 }) yield k;
          if (true) yield "if"; else yield "else";
        }
        for (const x of g()) log(x);
        """#,
        logs: #"""
        1 | a | b0 | b1 | finally | last | 2 | 4 | 5 | p | if
        """#),
    GeneratorProgram(
        "a generator that drops the last reference to itself",
        #"""
        function start() {
          let self = (function* () { self = null; const kept = []; for (let i = 0; i < 300; i++) kept.push({ i }); yield kept.length; })();
          return self.next().value;
        }
        log(start());
        """#,
        logs: #"""
        300
        """#),
    GeneratorProgram(
        "leaving a for-of early runs the finally block of the generator",
        #"""
        function* g() { try { yield 1; yield 2; } finally { log("closed by for-of"); } }
        for (const x of g()) { log(x); break; }
        const [first] = g(); log(first);
        try { for (const x of g()) throw new RangeError(x); } catch (e) { log(e.name + e.message); }
        """#,
        logs: #"""
        1 | closed by for-of | closed by for-of | 1 | closed by for-of | RangeError1
        """#),
    GeneratorProgram(
        "a yield in a finally block while the generator is closed",
        #"""
        function* g() { try { yield 1; } finally { yield 2; log("after"); } }
        const it1 = g(); for (const x of it1) { log(x); break; }
        show(it1.next()); show(it1.next());
        """#,
        logs: #"""
        1 | after | = undefined | = undefined
        """#),
    GeneratorProgram(
        "delegation to generators, arrays and iterators with getters",
        #"""
        function* inner() { const got = yield "i1"; log("got " + got); yield "i2"; return "inner result"; }
        const plain = { [Symbol.iterator]() { let n = 0; return { next(v) { log("next " + v); return { get done() { log("done?"); return n > 1; }, get value() { log("value"); return n++; } }; } }; } };
        function* g() { yield* [10]; log(yield* inner()); yield* plain; }
        for (const x of g()) log(x);
        drive(g(), "A", "B", "C");
        """#,
        logs: #"""
        10 | i1 | got undefined | i2 | inner result | next undefined | done? | done? | value | 0 | next undefined | done? | done? | value | 1 | next undefined | done? | value | start | > 10 | > i1 | got B | > i2 | inner result | next undefined | done? | done? | value | > 0
        """#),
    GeneratorProgram(
        "delegation sees a next method that was replaced",
        #"""
        function* inner() { yield 1; yield 2; }
        function* g() { yield* inner(); }
        const proto = Object.getPrototypeOf(inner.prototype), next = proto.next;
        proto.next = function (v) { log("patched"); return next.call(this, v); };
        log([...g()].join());
        proto.next = next;
        log([...g()].join());
        """#,
        logs: #"""
        patched | patched | patched | patched | patched | patched | 1,2 | 1,2
        """#),
    GeneratorProgram(
        "an error out of a generator ends a for-of without closing",
        #"""
        function* g() { yield 1; throw new TypeError("inside"); }
        const it2 = g();
        it2.return = () => { log("never"); return {}; };
        try { for (const x of it2) log(x); } catch (e) { log(e.message); }
        show(it2.next());
        """#,
        logs: #"""
        1 | inside | = undefined
        """#),
    GeneratorProgram(
        "a generator that iterates over itself",
        #"""
        let self;
        function* g() { yield 1; for (const x of self) yield x; }
        self = g();
        try { for (const x of self) log(x); } catch (e) { log(e.name + ": " + e.message); }
        """#,
        logs: #"""
        1 | TypeError: Generator is already running
        """#),
    GeneratorProgram(
        "yield as the update and initialiser of a for loop",
        #"""
        function* g() { let i = 0; for (yield "init"; i < 2; yield "update " + i++) yield "body " + i; }
        for (const x of g()) log(x);
        """#,
        logs: #"""
        init | body 0 | update 0 | body 1 | update 1
        """#),
]
