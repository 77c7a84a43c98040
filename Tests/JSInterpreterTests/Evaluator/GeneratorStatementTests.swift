// Generators that pause in statements, patterns, classes and delegations: nothing is evaluated twice, nothing too late.
//
// Each program logs what it does; see `GeneratorProgram`. The expected logs are those of other engines, save where these deviate
// from the specification.

import Testing

@Suite struct GeneratorStatementTests {
    @Test(arguments: generatorStatementPrograms)
    func logs(_ program: GeneratorProgram) throws {
        #expect(try program.log() == program.expected)
    }
}

private let generatorStatementPrograms: [GeneratorProgram] = [
    GeneratorProgram(
        "yield in a loop condition",
        #"""
        function* g() { let n = 0; while (yield n) n++; do n += 10; while (yield n); for (; yield n; n++); return n; }
        drive(g(), true, true, false, true, false, true, false);
        """#,
        logs: #"""
        start | > 0 | > 1 | > 2 | > 12 | > 22 | > 22 | > 23 | = 23
        """#),
    GeneratorProgram(
        "yield in each part of a for loop",
        #"""
        function* g() { for (let i = yield "init"; i < (yield "test"); i += yield "update") log("i " + i); return "end"; }
        drive(g(), 0, 10, 6, 10, 6, 10);
        """#,
        logs: #"""
        start | > init | > test | i 0 | > update | > test | i 6 | > update | > test | = end
        """#),
    GeneratorProgram(
        "closures of a for loop with pauses",
        #"""
        function* g() { const fs = []; for (let i = 0; i < 3; i++) { fs.push(() => i); yield i; } return fs.map(f => f()).join(); }
        drive(g(), 0, 0, 0);
        """#,
        logs: #"""
        start | > 0 | > 1 | > 2 | = 0,1,2
        """#),
    GeneratorProgram(
        "for-of over a yielded iterable",
        #"""
        function* g() { for (const x of yield "iterable") log(x + (yield x)); return "end"; }
        drive(g(), [1, 2], "a", "b");
        """#,
        logs: #"""
        start | > iterable | > 1 | 1a | > 2 | 2b | = end
        """#),
    GeneratorProgram(
        "for-of with destructuring defaults that yield",
        #"""
        function* g() { for (const { a = yield "a", b: [c = yield "c"] = [] } of [{}, { a: 1 }, { b: [2] }]) log(a + "," + c); }
        drive(g(), 10, 20, 30, 40);
        """#,
        logs: #"""
        start | > a | > c | 10,20 | > c | 1,30 | > a | 40,2 | = undefined
        """#),
    GeneratorProgram(
        "for-of with a property target that yields",
        #"""
        const o = {}; let n = 0;
        function* g() { for (key("o" + n++, o)[yield n] of ["x", "y"]) log(JSON.stringify(o)); }
        drive(g(), "p", "q");
        """#,
        logs: #"""
        start | o0 | > 1 | {"p":"x"} | o1 | > 2 | {"p":"x","q":"y"} | = undefined
        """#),
    GeneratorProgram(
        "for-of closes the iterator when the generator is ended",
        #"""
        function* g() { for (const x of closing(["a", "b"])) { try { yield x; } finally { log("finally"); } } }
        drive(g(), R("r")); drive(g(), T("t")); drive(g(), 1, 1, 1);
        """#,
        logs: #"""
        start | > a | finally | closed | = r | start | > a | finally | closed | threw t | start | > a | finally | > b | finally | = undefined | = undefined
        """#),
    GeneratorProgram(
        "for-of closes the iterator when the target throws",
        #"""
        function* g() { try { for (null[yield 1] of closing(["a"])); } catch (e) { log(e instanceof TypeError); } return "end"; }
        drive(g(), "k");
        """#,
        logs: #"""
        start | > 1 | closed | true | = end
        """#),
    GeneratorProgram(
        "for-in over a yielded object",
        #"""
        function* g() { for (const k in yield "object") log(k + (yield k)); return "end"; }
        drive(g(), { a: 1, b: 2 }, "x", "y");
        """#,
        logs: #"""
        start | > object | > a | ax | > b | by | = end
        """#),
    GeneratorProgram(
        "for-in with a property target",
        #"""
        const o = {};
        function* g() { for (o[yield "k"] in { a: 1, b: 2 }) yield JSON.stringify(o); }
        drive(g(), "x", 0, "y", 0);
        """#,
        logs: #"""
        start | > k | > {"x":"a"} | > k | > {"x":"a","y":"b"} | = undefined
        """#),
    GeneratorProgram(
        "for-in with a destructuring default",
        #"""
        function* g() { for (const { length, [yield "k"]: c = yield "d" } in { ab: 1 }) log(length + c); }
        drive(g(), "zzz", "def");
        """#,
        logs: #"""
        start | > k | > d | 2def | = undefined
        """#),
    GeneratorProgram(
        "switch with yields in every place",
        #"""
        function* g() { switch (yield "d") { case yield "c1": log("one"); case yield "c2": log("two " + (yield "body")); break; default: log("def"); } return "end"; }
        drive(g(), 5, 5, "b"); drive(g(), 5, 6, 5, "b"); drive(g(), 5, 6, 7);
        """#,
        logs: #"""
        start | > d | > c1 | one | > body | two b | = end | start | > d | > c1 | > c2 | > body | two b | = end | start | > d | > c1 | > c2 | def | = end
        """#),
    GeneratorProgram(
        "switch evaluates the discriminant once",
        #"""
        function* g() { switch (log("x")) { case yield 1: return "one"; case yield 2: return "two"; default: return yield 3; } }
        drive(g(), "a", "x"); drive(g(), "a", "b", "c");
        """#,
        logs: #"""
        start | x | > 1 | > 2 | = two | start | x | > 1 | > 2 | > 3 | = c
        """#),
    GeneratorProgram(
        "switch default in the middle",
        #"""
        function* g() { switch (yield 1) { case 1: log(1); default: log("d"); yield 2; case 2: log(2); } return "end"; }
        drive(g(), 9, 0); drive(g(), 2); drive(g(), 1, 0);
        """#,
        logs: #"""
        start | > 1 | d | > 2 | 2 | = end | start | > 1 | 2 | = end | start | > 1 | 1 | d | > 2 | 2 | = end
        """#),
    GeneratorProgram(
        "labelled continue out of try and finally",
        #"""
        function* g() { outer: for (let i = 0; i < 2; i++) { for (let j = 0; j < 2; j++) { try { yield i + "" + j; if (j == 0) continue outer; } finally { log("fin " + (yield "f")); } } } return "end"; }
        drive(g(), 1, 2, 3, 4);
        """#,
        logs: #"""
        start | > 00 | > f | fin 2 | > 10 | > f | fin 4 | = end
        """#),
    GeneratorProgram(
        "break out of nested finally blocks",
        #"""
        function* g() { a: { try { try { yield 1; break a; } finally { yield 2; log("inner"); } } finally { yield 3; log("outer"); } } return "end"; }
        drive(g(), 0, 0, 0);
        """#,
        logs: #"""
        start | > 1 | > 2 | inner | > 3 | outer | = end
        """#),
    GeneratorProgram(
        "return overridden in finally",
        #"""
        function* g() { try { return yield 1; } finally { if (yield 2) return "over"; } }
        drive(g(), "a", false); drive(g(), "a", true);
        """#,
        logs: #"""
        start | > 1 | > 2 | = a | start | > 1 | > 2 | = over
        """#),
    GeneratorProgram(
        "try, catch and finally with a yield in each",
        #"""
        function* g() { try { yield "t"; throw "e"; } catch (e) { yield "c" + e; } finally { yield "f"; } return "end"; }
        drive(g(), 0, 0, 0); drive(g(), T("x"), 0, 0); drive(g(), 0, T("y"), 0); drive(g(), R("r"), 0); drive(g(), 0, R("r"), 0);
        """#,
        logs: #"""
        start | > t | > ce | > f | = end | start | > t | > cx | > f | = end | start | > t | > ce | > f | threw y | start | > t | > f | = r | start | > t | > ce | > f | = r
        """#),
    GeneratorProgram(
        "throw in finally replaces the exception",
        #"""
        function* g() { try { throw "first"; } finally { yield 1; throw "second"; } }
        drive(g(), 0);
        """#,
        logs: #"""
        start | > 1 | threw second
        """#),
    GeneratorProgram(
        "an exception waits while finally pauses",
        #"""
        function* g() { try { throw "kept"; } finally { try { throw "other"; } catch (e) { log(e); yield 1; } yield 2; } }
        drive(g(), 0, 0);
        """#,
        logs: #"""
        start | other | > 1 | > 2 | threw kept
        """#),
    GeneratorProgram(
        "return waits while finally pauses",
        #"""
        function* g() { try { yield 1; } finally { const x = (() => { return "noise"; })(); yield x; } }
        drive(g(), R("kept"), 0);
        """#,
        logs: #"""
        start | > 1 | > noise | = kept
        """#),
    GeneratorProgram(
        "two returns",
        #"""
        function* g() { try { yield 1; } finally { try { yield 2; } finally { yield 3; } } }
        drive(g(), R("a"), R("b"), 0, 0);
        """#,
        logs: #"""
        start | > 1 | > 2 | > 3 | = b | = undefined
        """#),
    GeneratorProgram(
        "catch parameter patterns that yield",
        #"""
        function* g() { try { throw { a: undefined, get b() { log("get b"); return undefined; } }; } catch ({ a = yield "a", b = yield "b", [yield "k"]: c = yield "c" }) { return [a, b, c]; } }
        drive(g(), 1, 2, "z", 3);
        """#,
        logs: #"""
        start | > a | get b | > b | > k | > c | = [1,2,3]
        """#),
    GeneratorProgram(
        "declarations with patterns",
        #"""
        function* g() { const { a = yield 1, b: { c = yield 2 } = key("default", {}), ...rest } = key("source", { d: 4 }), [e = yield 3, , ...f] = key("list", [undefined, 0, 7, 8]); return [a, c, rest.d, e, f.join("+")]; }
        drive(g(), "A", "C", "E");
        """#,
        logs: #"""
        start | source | > 1 | default | > 2 | list | > 3 | = ["A","C",4,"E","7+8"]
        """#),
    GeneratorProgram(
        "object pattern reads each getter once",
        #"""
        const o = { get a() { log("get a"); return undefined; }, get b() { log("get b"); return undefined; } };
        function* g() { let a, b; ({ a = yield 1, b = yield 2 } = key("o", o)); return [a, b]; }
        drive(g(), "A", "B");
        """#,
        logs: #"""
        start | o | get a | > 1 | get b | > 2 | = ["A","B"]
        """#),
    GeneratorProgram(
        "object pattern with computed keys",
        #"""
        const k = n => ({ toString() { log("key " + n); return n; } });
        function* g() { const { [k("a")]: x = yield 1, [yield 2]: y, [k("c")]: z = yield 3, ...rest } = { b: "B", q: "Q", a: undefined }; return [x, y, z, JSON.stringify(rest)]; }
        drive(g(), "A", "b", "C");
        """#,
        logs: #"""
        start | key a | > 1 | > 2 | key c | > 3 | = ["A","B","C","{\"q\":\"Q\"}"]
        """#),
    GeneratorProgram(
        "pattern with property targets",
        #"""
        const o = {};
        function* g() { return [key("o1", o)[yield "k1"] = yield "d1", key("o2", o).x = yield "d2"] = key("value", [undefined, undefined]); }
        drive(g(), "a", 1, 2); log(JSON.stringify(o));
        """#,
        logs: #"""
        start | value | o1 | > k1 | > d1 | o2 | > d2 | = [null,null] | {"a":1,"x":2}
        """#),
    GeneratorProgram(
        "object pattern with property targets",
        #"""
        const o = {};
        function* g() { ({ a: key("o1", o)[yield "k"] = yield "d", b: key("o2", o)[key("k2", "y")], ...key("o3", o)[yield "r"] } = key("value", { b: 2, c: 3 })); }
        drive(g(), "x", 1, "z"); log(JSON.stringify(o));
        """#,
        logs: #"""
        start | value | o1 | > k | > d | o2 | k2 | o3 | > r | = undefined | {"x":1,"y":2,"z":{"c":3}}
        """#),
    GeneratorProgram(
        "array pattern closes its iterator when ended in a default",
        #"""
        function* g() { const [a = yield 1, b] = closing([undefined, 2]); return [a, b]; }
        drive(g(), "A"); drive(g(), R("r")); drive(g(), T("t"));
        """#,
        logs: #"""
        start | > 1 | closed | = ["A",2] | start | > 1 | closed | = r | start | > 1 | closed | threw t
        """#),
    GeneratorProgram(
        "nested array patterns",
        #"""
        function* g() { let a, b, c; [[a = yield 1, [b = yield 2]], ...[c = yield 3]] = key("v", [[undefined, [undefined]]]); return [a, b, c]; }
        drive(g(), 1, 2, 3);
        """#,
        logs: #"""
        start | v | > 1 | > 2 | > 3 | = [1,2,3]
        """#),
    GeneratorProgram(
        "pattern in a loop starts afresh",
        #"""
        function* g() { for (let i = 0; i < 2; i++) { const { a = yield i, b: [c = yield i + 10] = [] } = {}; log(a + c); } }
        drive(g(), 1, 2, 3, 4);
        """#,
        logs: #"""
        start | > 0 | > 10 | 3 | > 1 | > 11 | 7 | = undefined
        """#),
    GeneratorProgram(
        "destructuring null while pausing",
        #"""
        function* g() { try { const { a = yield 1 } = null; } catch (e) { log(e instanceof TypeError); } try { [g.x = yield 2] = undefined; } catch (e) { log("no"); } }
        try { drive(g()); } catch (e) { log(e.name); }
        """#,
        logs: #"""
        start | true | no | = undefined
        """#),
    GeneratorProgram(
        "class with computed keys",
        #"""
        function* g() { return class { [key("k1", "a")]() { return 1; } [yield 1]() { return 2; } static [key("k3", "c")] = log("init"); static [yield 2]() { return 4; } get [yield 3]() { return 5; } }; }
        const i = g(); show(i.next()); show(i.next("b")); show(i.next("d")); const C = i.next("e").value; log(Object.getOwnPropertyNames(C.prototype).join()); log(new C().b() + C.d() + new C().e);
        """#,
        logs: #"""
        k1 | > 1 | k3 | > 2 | > 3 | init | constructor,a,b,e | 11
        """#),
    GeneratorProgram(
        "class declaration with computed keys",
        #"""
        function* g() { class C { [yield 1]() { return "one"; } [yield 2]() { return "two"; } static name2 = C.name; } return C; }
        const i = g(); i.next(); i.next("a"); const C = i.next("b").value; log(new C().a() + new C().b() + C.name2);
        """#,
        logs: #"""
        onetwoC
        """#),
    GeneratorProgram(
        "class with a yielded heritage",
        #"""
        function* g() { class C extends (yield 1) { #p = 1; static [yield 2] = super.s; [yield 3] = this.#p; static { log("static block"); } } return C; }
        class A { static s = "super s"; }
        const i = g(); i.next(); i.next(A); i.next("x"); const C = i.next("y").value; log(C.x); log(new C().y); log(Object.getPrototypeOf(C) === A);
        """#,
        logs: #"""
        static block | super s | 1 | true
        """#),
    GeneratorProgram(
        "class evaluated in a loop",
        #"""
        function* g() { const list = []; for (let i = 0; i < 2; i++) list.push(class { [yield i]() { return i; } }); return list; }
        const i = g(); i.next(); i.next("a"); const l = i.next("b").value; log(new l[0]().a() + "," + new l[1]().b() + "," + (l[0] === l[1]));
        """#,
        logs: #"""
        0,1,false
        """#),
    GeneratorProgram(
        "class heritage that throws after the pause",
        #"""
        function* g() { try { class C extends (yield 1) {} } catch (e) { log(e.name); } return class { [yield 2]() {} }.name; }
        drive(g(), 5, "k");
        """#,
        logs: #"""
        start | > 1 | TypeError | > 2 | = 
        """#),
    GeneratorProgram(
        "class with field initialisers and yields in keys",
        #"""
        function* g() { return new (class { [yield "a"] = log("init a"); [key("b", "b")] = log("init b"); static [yield "c"] = log("init c"); }); }
        drive(g(), "A", "C");
        """#,
        logs: #"""
        start | > a | b | > c | init c | init a | init b | = {"A":"init a","b":"init b"}
        """#),
    GeneratorProgram(
        "class in the arguments of a call",
        #"""
        function* g() { return [log("first"), class { static [yield 1] = 1; }, yield 2].length; }
        drive(g(), "k", 0);
        """#,
        logs: #"""
        start | first | > 1 | > 2 | = 3
        """#),
    GeneratorProgram(
        "yield* and its result",
        #"""
        function* inner() { const x = yield 1; return "inner " + x; }
        function* g() { return log("before") + (yield* inner()) + (yield* inner()); }
        drive(g(), "a", "b");
        """#,
        logs: #"""
        start | before | > 1 | > 1 | = beforeinner ainner b
        """#),
    GeneratorProgram(
        "nested yield* with throw and return",
        #"""
        function* c() { try { yield "c"; } catch (e) { log("caught " + e); yield "again"; } finally { log("c done"); } }
        function* b() { try { yield* c(); } finally { yield "b fin"; } }
        function* a() { const r = yield* b(); return "a " + r; }
        drive(a(), T("e"), 0, 0); drive(a(), R("r"), 0, 0); drive(a(), T("e"), R("q"), 0);
        """#,
        logs: #"""
        start | > c | caught e | > again | c done | > b fin | = a undefined | start | > c | c done | > b fin | = a r | = undefined | start | > c | caught e | > again | c done | > b fin | = a q
        """#),
    GeneratorProgram(
        "yield* of an iterator without throw or return",
        #"""
        const source = { [Symbol.iterator]() { return { next(v) { log("next " + v); return { value: 1, done: false }; } }; } };
        function* g() { try { yield* source; } catch (e) { log(e instanceof TypeError); } }
        drive(g(), "a", T("t")); drive(g(), R("r"));
        """#,
        logs: #"""
        start | next undefined | > 1 | next a | > 1 | true | = undefined | start | next undefined | > 1 | = r
        """#),
    GeneratorProgram(
        "yield* passes result objects on",
        #"""
        const result = { value: 7, done: false, extra: "kept" };
        function* g() { yield* { [Symbol.iterator]() { return { next() { return result; } }; } }; }
        log(g().next() === result);
        """#,
        logs: #"""
        true
        """#),
    GeneratorProgram(
        "yield* in arguments and after another yield",
        #"""
        function* g() { return [yield "a", ...(yield* [1, 2], [yield "b"]), yield* (function* () { return yield "c"; })()]; }
        drive(g(), "A", 0, 0, "B", "C");
        """#,
        logs: #"""
        start | > a | > 1 | > 2 | > b | > c | = ["A","B","C"]
        """#),
    GeneratorProgram(
        "yield* of a yielded iterable",
        #"""
        function* g() { return yield* yield "which"; }
        drive(g(), [1, 2], 0, 0);
        """#,
        logs: #"""
        start | > which | > 1 | > 2 | = undefined
        """#),
    GeneratorProgram(
        "yield* of an array modified meanwhile",
        #"""
        const a = [1, 2];
        function* g() { yield* a; return "end"; }
        const i = g(); show(i.next()); a.push(3); show(i.next()); show(i.next()); show(i.next());
        """#,
        logs: #"""
        > 1 | > 2 | > 3 | = end
        """#),
    GeneratorProgram(
        "with statement around yields",
        #"""
        const o = { x: 1, get y() { log("get y"); return 2; }, set y(v) { log("set y " + v); } };
        function* g() { with (key("o", o)) { x = yield x; y += yield y; var z = yield "z"; } return [o.x, z]; }
        drive(g(), 10, 20, 30);
        """#,
        logs: #"""
        start | o | > 1 | get y | get y | > 2 | set y 22 | > z | = [10,30]
        """#),
    GeneratorProgram(
        "with statement: the object is chosen before the pause",
        #"""
        const o = { x: 1 };
        function* g() { let x = "outer"; with (o) { x = yield "v"; } return x; }
        const i = g(); show(i.next()); delete o.x; show(i.next("new")); log(o.x);
        """#,
        logs: #"""
        > v | = outer | new
        """#),
    GeneratorProgram(
        "with statement asks a proxy once",
        #"""
        const p = new Proxy({ x: 1 }, { has(t, k) { if (typeof k == "string" && k == "x") log("has x"); return k in t; } });
        function* g() { with (p) { x = yield "v"; } }
        drive(g(), 5);
        """#,
        logs: #"""
        start | has x | > v | has x | = undefined
        """#),
    GeneratorProgram(
        "if with a yielded condition",
        #"""
        function* g() { if (yield 1) log("then " + (yield 2)); else log("else " + (yield 3)); return "end"; }
        drive(g(), true, "a"); drive(g(), false, "b");
        """#,
        logs: #"""
        start | > 1 | > 2 | then a | = end | start | > 1 | > 3 | else b | = end
        """#),
    GeneratorProgram(
        "throw of a yielded value",
        #"""
        function* g() { try { throw yield 1; } catch (e) { return "caught " + e; } }
        drive(g(), "x");
        """#,
        logs: #"""
        start | > 1 | = caught x
        """#),
    GeneratorProgram(
        "exceptions leave no stale values",
        #"""
        function* g() { for (let i = 0; i < 2; i++) { try { log([log("a" + i), yield i, log("b" + i)].join()); } catch (e) { log("caught " + e); } } }
        drive(g(), T("t"), "v");
        """#,
        logs: #"""
        start | a0 | > 0 | caught t | a1 | > 1 | b1 | a1,v,b1 | = undefined
        """#),
    GeneratorProgram(
        "exceptions inside patterns leave no stale values",
        #"""
        function* g() { for (let i = 0; i < 2; i++) { try { const { a = yield i, b = yield "b" + i } = { get b() { log("get b"); } }; log(a + b); } catch (e) { log("caught " + e); } } }
        drive(g(), T("t"), "v", "w");
        """#,
        logs: #"""
        start | > 0 | caught t | > 1 | get b | > b1 | vw | = undefined
        """#),
    GeneratorProgram(
        "exceptions inside classes leave no stale values",
        #"""
        function* g() { for (let i = 0; i < 2; i++) { try { const C = class { static [yield "k" + i] = i; static [yield "l" + i] = i; }; log(Object.keys(C)); } catch (e) { log("caught " + e); } } }
        drive(g(), "x", T("t"), "y", "z");
        """#,
        logs: #"""
        start | > k0 | > l0 | caught t | > k1 | > l1 | ["y","z"] | = undefined
        """#),
    GeneratorProgram(
        "loops inside expressions of inner functions",
        #"""
        function* g() { const f = function* () { yield* [1, 2]; }; return [...f(), yield [...f()], ...f()].join(); }
        drive(g(), "y");
        """#,
        logs: #"""
        start | > [1,2] | = 1,2,y,1,2
        """#),
    GeneratorProgram(
        "recursion of generators",
        #"""
        function* walk(t) { if (t) { yield* walk(t.l); yield t.v; yield* walk(t.r); } }
        log([...walk({ v: 2, l: { v: 1 }, r: { v: 4, l: { v: 3 } } })].join());
        """#,
        logs: #"""
        1,2,3,4
        """#),
    GeneratorProgram(
        "a generator that resumes itself",
        #"""
        let i; function* g() { try { i.next(); } catch (e) { log(e.name); } yield 1; try { i.return(); } catch (e) { log(e.name); } }
        i = g(); show(i.next()); show(i.next());
        """#,
        logs: #"""
        TypeError | > 1 | TypeError | = undefined
        """#),
    GeneratorProgram(
        "many yields in one expression",
        #"""
        function* g() { return (yield 1) + (yield 2) * (yield 3) - (yield 4) / (yield 5) + `${yield 6}${yield 7}`; }
        drive(g(), 1, 2, 3, 4, 5, 6, 7);
        """#,
        logs: #"""
        start | > 1 | > 2 | > 3 | > 4 | > 5 | > 6 | > 7 | = 6.267
        """#),
    GeneratorProgram(
        "arguments object across pauses",
        #"""
        function* g(a) { arguments[0] = "changed"; yield a; return [arguments.length, a, arguments[1]]; }
        drive(g("x", "y"), 0);
        """#,
        logs: #"""
        start | > changed | = [2,"changed","y"]
        """#),
    GeneratorProgram(
        "block functions and lexical scopes across pauses",
        #"""
        function* g() { let r = []; for (const x of [1, 2]) { const f = () => x * y; let y = yield x; r.push(f); { function h() { return y; } r.push(h); } } return r.map(f => f()); }
        drive(g(), 10, 20);
        """#,
        logs: #"""
        start | > 1 | > 2 | = [10,10,40,20]
        """#),
    GeneratorProgram(
        "regular expression and function literals around a pause",
        #"""
        function* g() { return [/a/g, function () {}, yield 1, /a/g].length + (yield () => 1)(); }
        drive(g(), 0, () => 5);
        """#,
        logs: #"""
        start | > 1 | > function | = 9
        """#),
]
