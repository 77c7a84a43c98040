// Generators that pause in the middle of an expression: nothing is evaluated twice, nothing too late.
//
// Each program logs what it does; see `GeneratorProgram`. The expected logs are those of other engines, save where these deviate
// from the specification.

import Testing

@Suite struct GeneratorExpressionTests {
    @Test(arguments: generatorExpressionPrograms)
    func logs(_ program: GeneratorProgram) throws {
        #expect(try program.log() == program.expected)
    }
}

private let generatorExpressionPrograms: [GeneratorProgram] = [
    GeneratorProgram(
        "call arguments",
        #"""
        function* g() { return f(log("a"), yield 1, log("b"), yield 2, log("c")); }
        function f(...list) { return list.join(); }
        drive(g(), "x", "y");
        """#,
        logs: #"""
        start | a | > 1 | b | > 2 | c | = a,x,b,y,c
        """#),
    GeneratorProgram(
        "call arguments with spread before a yield",
        #"""
        function* g() { return f(...it("s", 2), yield 1, ...it("t", 2), yield 2, ...it("u", 1)); }
        function f(...list) { return list.join(); }
        drive(g(), "x", "y");
        """#,
        logs: #"""
        start | s0 | s1 | s end | > 1 | t0 | t1 | t end | > 2 | u0 | u end | = s0,s1,x,t0,t1,y,u0
        """#),
    GeneratorProgram(
        "spread of a yielded value",
        #"""
        function* g() { return f(...yield 1, ...(yield 2)); }
        function f(...list) { return list.join(); }
        drive(g(), [1, 2], "ab");
        """#,
        logs: #"""
        start | > 1 | > 2 | = 1,2,a,b
        """#),
    GeneratorProgram(
        "method read once before its arguments",
        #"""
        const o = { get m() { log("get m"); return function (...list) { return this === o ? list.join() : "wrong this"; }; } };
        function* g() { return o.m(yield 1, yield 2); }
        drive(g(), "x", "y");
        """#,
        logs: #"""
        start | get m | > 1 | > 2 | = x,y
        """#),
    GeneratorProgram(
        "method call with spread reads the method once",
        #"""
        const o = { get m() { log("get m"); return function (...list) { return this === o ? list.join() : "wrong this"; }; } };
        function* g() { return o.m(...(yield 1), yield 2); }
        drive(g(), [1, 2], "y");
        """#,
        logs: #"""
        start | get m | > 1 | > 2 | = 1,2,y
        """#),
    GeneratorProgram(
        "computed method",
        #"""
        const o = { m(x) { return this === o && x; } };
        function* g() { return key("o", o)[key("m", yield 0)](yield 1); }
        drive(g(), "m", "y");
        """#,
        logs: #"""
        start | o | > 0 | m | > 1 | = y
        """#),
    GeneratorProgram(
        "callee that is an expression",
        #"""
        function* g() { return (log("callee"), x => x + "!")(yield 1); }
        drive(g(), "y");
        """#,
        logs: #"""
        start | callee | > 1 | = y!
        """#),
    GeneratorProgram(
        "callee evaluated before the arguments, even if reassigned in the pause",
        #"""
        let f = x => "first " + x;
        function* g() { return f(yield 1); }
        const i = g(); show(i.next()); f = x => "second " + x; show(i.next("y"));
        """#,
        logs: #"""
        > 1 | = first y
        """#),
    GeneratorProgram(
        "variable read before the pause",
        #"""
        let x = 1;
        function* g() { return x + (yield 0) + x; }
        const i = g(); show(i.next()); x = 10; show(i.next(100));
        """#,
        logs: #"""
        > 0 | = 111
        """#),
    GeneratorProgram(
        "local variable read before the pause",
        #"""
        function* g(x) { const change = () => { x = 50; }; return [x, yield change, x].join(); }
        const i = g(7); i.next().value(); show(i.next("y"));
        """#,
        logs: #"""
        = 7,y,50
        """#),
    GeneratorProgram(
        "template literal converts to strings in order",
        #"""
        const s = n => ({ toString() { log("toString " + n); return n; } });
        function* g() { return `<${s("a")}|${yield 1}|${s("b")}|${yield 2}|${s("c")}>`; }
        drive(g(), s("y"), s("z"));
        """#,
        logs: #"""
        start | toString a | > 1 | toString y | toString b | > 2 | toString z | toString c | = <a|y|b|z|c>
        """#),
    GeneratorProgram(
        "template literal with a symbol before a yield",
        #"""
        function* g() { return `${Symbol("q")}${log("not reached")}${yield 1}`; }
        drive(g());
        """#,
        logs: #"""
        start | threw TypeError
        """#),
    GeneratorProgram(
        "tagged template",
        #"""
        function* g() { return tag`a${log("x")}b${yield 1}c${log("y")}d${yield 2}`; }
        function tag(strings, ...values) { return strings.raw.join("/") + " " + values.join(); }
        drive(g(), "v", "w");
        """#,
        logs: #"""
        start | x | > 1 | y | > 2 | = a/b/c/d/ x,v,y,w
        """#),
    GeneratorProgram(
        "tagged template with a method that is a getter",
        #"""
        const o = { get t() { log("get t"); return function (s, v) { return (this === o) + s.join("/") + v; }; } };
        function* g() { return o.t`a${yield 1}b`; }
        drive(g(), "v");
        """#,
        logs: #"""
        start | get t | > 1 | = truea/bv
        """#),
    GeneratorProgram(
        "tagged template with a yielded tag",
        #"""
        function* g() { return (yield 1)`a${yield 2}b`; }
        drive(g(), (s, v) => s.join("/") + v, "v");
        """#,
        logs: #"""
        start | > 1 | > 2 | = a/bv
        """#),
    GeneratorProgram(
        "tagged template has one template object",
        #"""
        function* g() { while (true) yield (s => s)`a${yield 1}`; }
        const i = g(); i.next(); const a = i.next().value; i.next(); const b = i.next().value; log(a === b);
        """#,
        logs: #"""
        true
        """#),
    GeneratorProgram(
        "yield as object and key of an assignment",
        #"""
        const a = { n: "a" };
        function* g() { return (yield 1)[yield 2] = yield 3; }
        drive(g(), a, "k", "v"); log(JSON.stringify(a));
        """#,
        logs: #"""
        start | > 1 | > 2 | > 3 | = v | {"n":"a","k":"v"}
        """#),
    GeneratorProgram(
        "assignment evaluates object and key once",
        #"""
        const a = {};
        function* g() { return key("obj", a)[key("prop", "k")] = yield 1; }
        drive(g(), "v"); log(JSON.stringify(a));
        """#,
        logs: #"""
        start | obj | prop | > 1 | = v | {"k":"v"}
        """#),
    GeneratorProgram(
        "assignment converts the key after the value",
        #"""
        const k = { toString() { log("key to string"); return "k"; } }; const a = {};
        function* g() { return a[k] = (log("before"), yield 1); }
        drive(g(), "v"); log(JSON.stringify(a));
        """#,
        logs: #"""
        start | before | > 1 | key to string | = v | {"k":"v"}
        """#),
    GeneratorProgram(
        "nested assignments",
        #"""
        const a = {}, b = {};
        function* g() { return key("a", a).x = key("b", b).y = yield 1; }
        drive(g(), 5); log(JSON.stringify([a, b]));
        """#,
        logs: #"""
        start | a | b | > 1 | = 5 | [{"x":5},{"y":5}]
        """#),
    GeneratorProgram(
        "compound assignment to a variable",
        #"""
        let x = 1;
        function* g() { x += yield 1; return x; }
        const i = g(); show(i.next()); x = 100; show(i.next(5));
        """#,
        logs: #"""
        > 1 | = 6
        """#),
    GeneratorProgram(
        "compound assignment to a captured variable",
        #"""
        function* g() { let x = 1; const set = v => x = v; x += yield set; return x; }
        const i = g(); i.next().value(100); show(i.next(5));
        """#,
        logs: #"""
        = 6
        """#),
    GeneratorProgram(
        "compound assignment to a property reads it once",
        #"""
        let v = 1; const o = { get p() { log("get"); return v; }, set p(n) { log("set " + n); v = n; } };
        function* g() { return key("o", o).p += yield 1; }
        const i = g(); show(i.next()); v = 100; show(i.next(5));
        """#,
        logs: #"""
        o | get | > 1 | set 6 | = 6
        """#),
    GeneratorProgram(
        "compound assignment to a computed property",
        #"""
        const k = { toString() { log("key to string"); return "k"; } };
        const o = { get k() { log("get"); return 1; }, set k(n) { log("set " + n); } };
        function* g() { return key("o", o)[key("k", k)] += yield 1; }
        drive(g(), 5);
        """#,
        logs: #"""
        start | o | k | key to string | get | > 1 | set 6 | = 6
        """#),
    GeneratorProgram(
        "compound assignment with a yield in each part",
        #"""
        const o = { k: 1 };
        function* g() { return (yield "o")[yield "k"] += yield "v"; }
        drive(g(), o, "k", 5); log(JSON.stringify(o));
        """#,
        logs: #"""
        start | > o | > k | > v | = 6 | {"k":6}
        """#),
    GeneratorProgram(
        "compound assignment with an array index",
        #"""
        const a = [1, 2, 3];
        function* g() { a[log(1)] *= yield 1; return a; }
        drive(g(), 7);
        """#,
        logs: #"""
        start | 1 | > 1 | = [1,14,3]
        """#),
    GeneratorProgram(
        "compound assignment to null",
        #"""
        function* g() { null[key("k", "k")] += yield 1; }
        drive(g());
        """#,
        logs: #"""
        start | k | threw TypeError
        """#),
    GeneratorProgram(
        "logical assignments",
        #"""
        const o = { a: 0, b: 1, c: null, get d() { log("get d"); return undefined; }, set d(v) { log("set d " + v); } };
        function* g() { o.a ||= yield "a"; o.b &&= yield "b"; o.c ??= yield "c"; o.d ??= yield "d"; o.b ||= yield "never"; return o.a + o.b + o.c; }
        drive(g(), 1, 2, 3, 4);
        """#,
        logs: #"""
        start | > a | > b | > c | get d | > d | set d 4 | = 6
        """#),
    GeneratorProgram(
        "update of a yielded target",
        #"""
        const o = { n: 5 };
        function* g() { return [(yield 1).n++, --(yield 2)[yield 3]]; }
        drive(g(), o, o, "n");
        """#,
        logs: #"""
        start | > 1 | > 2 | > 3 | = [5,5]
        """#),
    GeneratorProgram(
        "compound assignment to a private field",
        #"""
        class C { #p = 1; get #q() { log("get q"); return 10; } set #q(v) { log("set q " + v); } *g() { this.#p += yield 1; key("this", this).#q += yield 2; return this.#p; } }
        drive(new C().g(), 5, 6);
        """#,
        logs: #"""
        start | > 1 | this | get q | > 2 | set q 16 | = 6
        """#),
    GeneratorProgram(
        "compound assignment to super properties",
        #"""
        class A { get p() { log("get p"); return 1; } set p(v) { log("set p " + v); } }
        class B extends A { *g() { super.p += yield 1; super[key("k", "p")] += yield 2; return super.p; } }
        drive(new B().g(), 5, 6);
        """#,
        logs: #"""
        start | get p | > 1 | set p 6 | k | get p | > 2 | set p 7 | get p | = 1
        """#),
    GeneratorProgram(
        "super method call with a yield",
        #"""
        class A { m(...list) { return this.n + list.join(); } }
        class B extends A { n = "B:"; *g() { return super.m(yield 1, ...yield 2); } }
        drive(new B().g(), 5, [6, 7]);
        """#,
        logs: #"""
        start | > 1 | > 2 | = B:5,6,7
        """#),
    GeneratorProgram(
        "super property with a yielded key",
        #"""
        class A { get p() { return "p of " + this.n; } }
        class B extends A { n = "B"; *g() { return super[yield 1] + (super.q = yield 2); } }
        drive(new B().g(), "p", 6);
        """#,
        logs: #"""
        start | > 1 | > 2 | = p of B6
        """#),
    GeneratorProgram(
        "optional chain with a yielded key",
        #"""
        function* g() { return key("a", yield "obj")?.[yield "key"]; }
        drive(g(), { k: 1 }, "k"); drive(g(), null);
        """#,
        logs: #"""
        start | > obj | a | > key | = 1 | start | > obj | a | = undefined
        """#),
    GeneratorProgram(
        "optional chain keeps its parts",
        #"""
        const o = { get b() { log("get b"); return { c: x => "c " + x }; } };
        function* g() { return key("o", o)?.b?.c(yield 1); }
        drive(g(), "y");
        """#,
        logs: #"""
        start | o | get b | > 1 | = c y
        """#),
    GeneratorProgram(
        "optional call with yielded arguments",
        #"""
        const o = { get m() { log("get m"); return function (x) { return (this === o) + x; }; } };
        function* g() { return key("o", o).m?.(yield 1, log("after")); }
        drive(g(), "y");
        """#,
        logs: #"""
        start | o | get m | > 1 | after | = truey
        """#),
    GeneratorProgram(
        "optional chain that ends early",
        #"""
        function* g() { return [undefined?.[yield "never"], null?.a(yield "never"), yield 1]; }
        drive(g(), "y");
        """#,
        logs: #"""
        start | > 1 | = [null,null,"y"]
        """#),
    GeneratorProgram(
        "optional chain on a call with yield",
        #"""
        function* g() { return f(yield 1)?.[log("k")]?.[yield 2]; }
        function f(x) { log("f " + x); return { k: { z: "deep" } }; }
        drive(g(), "y", "z");
        """#,
        logs: #"""
        start | > 1 | f y | k | > 2 | = deep
        """#),
    GeneratorProgram(
        "delete in an optional chain",
        #"""
        const o = { a: { b: 1, c: 2 } };
        function* g() { return delete key("o", o)?.a[yield 1]; }
        drive(g(), "b"); log(JSON.stringify(o));
        """#,
        logs: #"""
        start | o | > 1 | = true | {"a":{"c":2}}
        """#),
    GeneratorProgram(
        "callee in parentheses keeps its this",
        #"""
        const o = { get m() { log("get m"); return function (x) { return this === o && x; }; } };
        function* g() { return (o?.m)(yield 1); }
        drive(g(), "y");
        """#,
        logs: #"""
        start | get m | > 1 | = y
        """#),
    GeneratorProgram(
        "new with spread and yield",
        #"""
        class P { constructor(...list) { this.list = list; } }
        function* g() { return new (log("P"), P)(...yield 1, log("mid"), ...it("s", 2), yield 2).list; }
        drive(g(), [1, 2], "y");
        """#,
        logs: #"""
        start | P | > 1 | mid | s0 | s1 | s end | > 2 | = [1,2,"mid","s0","s1","y"]
        """#),
    GeneratorProgram(
        "new of a yielded constructor",
        #"""
        function* g() { return new (yield 1)(yield 2); }
        drive(g(), class { constructor(x) { this.x = x; } }, "y");
        """#,
        logs: #"""
        start | > 1 | > 2 | = {"x":"y"}
        """#),
    GeneratorProgram(
        "new.target and this across a pause",
        #"""
        function* g() { return [this.n, yield 1, this.n, new.target]; }
        drive(g.call({ n: "me" }), "y");
        """#,
        logs: #"""
        start | > 1 | = ["me","y","me",null]
        """#),
    GeneratorProgram(
        "object literal with computed keys",
        #"""
        function* g() { return { [key("k1", "a")]: yield 1, [yield 2]: log("v"), [key("k3", "c")]: yield 3 }; }
        drive(g(), "x", "b", "z");
        """#,
        logs: #"""
        start | k1 | > 1 | > 2 | v | k3 | > 3 | = {"a":"x","b":"v","c":"z"}
        """#),
    GeneratorProgram(
        "object literal converts computed keys once",
        #"""
        const k = n => ({ toString() { log("key " + n); return n; } });
        function* g() { return { [k("a")]: yield 1, [k("b")]: yield 2 }; }
        drive(g(), "x", "y");
        """#,
        logs: #"""
        start | key a | > 1 | key b | > 2 | = {"a":"x","b":"y"}
        """#),
    GeneratorProgram(
        "object literal with spread before a yield",
        #"""
        const source = { get a() { log("get a"); return 1; }, get b() { log("get b"); return 2; } };
        function* g() { return { ...source, c: yield 1, ...(yield 2), d: yield 3 }; }
        drive(g(), "x", { e: 5, c: "over" }, "z");
        """#,
        logs: #"""
        start | get a | get b | > 1 | > 2 | > 3 | = {"a":1,"b":2,"c":"over","e":5,"d":"z"}
        """#),
    GeneratorProgram(
        "object literal with accessors and methods",
        #"""
        function* g() { return { get a() { return "got"; }, m() { return super.toString === Object.prototype.toString; }, b: yield 1, set a(v) {}, get [yield 2]() { return "computed"; } }; }
        const i = g(); i.next(); i.next("x"); const o = i.next("q").value; log(o.a); log(o.m()); log(o.b); log(o.q); log(Object.keys(o));
        """#,
        logs: #"""
        got | true | x | computed | ["a","m","b","q"]
        """#),
    GeneratorProgram(
        "object literal with __proto__",
        #"""
        function* g() { return { __proto__: { p: "inherited" }, a: yield 1 }; }
        const i = g(); i.next(); log(i.next("x").value.p);
        """#,
        logs: #"""
        inherited
        """#),
    GeneratorProgram(
        "object literal names functions by yielded keys",
        #"""
        function* g() { return { [yield 1]: function () {}, [yield 2]: class {}, f: yield 3 }; }
        const i = g(); i.next(); i.next("one"); i.next("two"); const o = i.next(3).value; log(o.one.name + " " + o.two.name);
        """#,
        logs: #"""
        one two
        """#),
    GeneratorProgram(
        "plain object literal",
        #"""
        function* g() { return { a: log(1), b: yield 1, c: log(2), d: yield 2 }; }
        drive(g(), "x", "y");
        """#,
        logs: #"""
        start | 1 | > 1 | 2 | > 2 | = {"a":1,"b":"x","c":2,"d":"y"}
        """#),
    GeneratorProgram(
        "array literal with holes and spread",
        #"""
        function* g() { const a = [log(1), , yield 1, , ...it("s", 2), yield 2, ,]; return a.length + " " + (1 in a) + " " + a.join(); }
        drive(g(), "x", "y");
        """#,
        logs: #"""
        start | 1 | > 1 | s0 | s1 | s end | > 2 | = 8 false 1,,x,,s0,s1,y,
        """#),
    GeneratorProgram(
        "array literal consumes an iterator once",
        #"""
        const source = it("s", 3);
        function* g() { return [...source, yield 1, ...source, yield 2]; }
        drive(g(), "x", "y");
        """#,
        logs: #"""
        start | s0 | s1 | s2 | s end | > 1 | > 2 | = ["s0","s1","s2","x","y"]
        """#),
    GeneratorProgram(
        "logical and conditional operators",
        #"""
        function* g() { return [(yield 1) && (yield 2), (yield 3) || (yield 4), (yield 5) ?? (yield 6), (yield 7) ? yield 8 : yield 9]; }
        drive(g(), 0, 0, "four", null, "six", false, "nine");
        """#,
        logs: #"""
        start | > 1 | > 3 | > 4 | > 5 | > 6 | > 7 | > 9 | = [0,"four","six","nine"]
        """#),
    GeneratorProgram(
        "condition is evaluated once",
        #"""
        function* g() { return log("c") ? (yield 1) + (yield 2) : log("never"); }
        drive(g(), 10, 20);
        """#,
        logs: #"""
        start | c | > 1 | > 2 | = 30
        """#),
    GeneratorProgram(
        "comma and void",
        #"""
        function* g() { return (log("a"), yield 1, log("b"), void (yield 2), yield 3); }
        drive(g(), 1, 2, 3);
        """#,
        logs: #"""
        start | a | > 1 | b | > 2 | > 3 | = 3
        """#),
    GeneratorProgram(
        "in, instanceof, typeof, delete",
        #"""
        const o = { k: 1 };
        function* g() { return [(yield 1) in key("o", o), key("l", []) instanceof (yield 2), typeof (yield 3), delete key("o", o)[yield 4]]; }
        drive(g(), "k", Array, "s", "k"); log(JSON.stringify(o));
        """#,
        logs: #"""
        start | > 1 | o | l | > 2 | > 3 | o | > 4 | = [true,true,"string",true] | {}
        """#),
    GeneratorProgram(
        "yields nested in yields",
        #"""
        function* g() { return yield (yield (yield 1) + "a") + "b"; }
        drive(g(), "x", "y", "z");
        """#,
        logs: #"""
        start | > 1 | > xa | > yb | = z
        """#),
]
