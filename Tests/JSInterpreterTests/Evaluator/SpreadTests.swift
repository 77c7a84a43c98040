import Testing

@Suite struct SpreadTests {
    @Test func privateElementsAreNotCopied() throws {
        let script = #"""
            class A { #x = 1; y = 2; static has(o) { return #x in o; } }
            const a = new A(), plain = { z: 1 };
            class Returning { constructor() { return plain; } }
            class B extends Returning { #q = 5; static has(o) { return #q in o; } }
            new B();
            const { y, ...rest } = a;
            return [A.has(a), A.has({ ...a }), A.has({ w: 0, ...a }), A.has(rest),
                B.has(plain), B.has({ ...plain }), B.has({ w: 0, ...plain }), JSON.stringify({ ...a, ...plain })].join();
            """#
        #expect(try run(script) == #"true,false,false,false,true,false,false,{"y":2,"z":1}"#)
    }

    @Test func aCopyIsAnObjectOfItsOwn() throws {
        let script = #"""
            const wide = { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9 };
            const copy = { ...wide }, longer = { ...wide, j: 10 };
            wide.a = 99; wide.k = 11; delete wide.b;
            const frozen = { ...Object.freeze({ f: 1 }) };
            frozen.f = 2;
            const getter = Object.getOwnPropertyDescriptor({ ...{ get g() { return 7; } } }, "g");
            const made = Object.assign(Object.create({ inherited: 1 }), { own: 2 });
            return JSON.stringify([copy, longer, frozen, getter, { ...made }, { ...made }.inherited ?? "none"]);
            """#
        let nine = #""a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8,"i":9"#
        #expect(
            try run(script) == "[{\(nine)},{\(nine),\"j\":10},{\"f\":2},"
                + #"{"value":7,"writable":true,"enumerable":true,"configurable":true},{"own":2},"none"]"#)
    }

    @Test func literalsWithSpreadTakeObjectsOfAnySize() throws {
        let script = #"""
            const copy = (o) => ({ ...o, last: 1 });
            const sizes = [];
            for (const n of [0, 1, 40, 100, 3]) {
                const o = {};
                for (let i = 0; i < n; i++) o["p" + i] = i;
                const c = copy(o);
                sizes.push(Object.keys(c).length, c["p" + (n - 1)], c.last);
            }
            const s = Symbol("s");
            return sizes.join() + Reflect.ownKeys({ ...{ [s]: 1, a: 2, 5: 3 } }).map(String).join();
            """#
        #expect(try run(script) == "1,,1,2,0,1,41,39,1,101,99,1,4,2,15,a,Symbol(s)")
    }
}
