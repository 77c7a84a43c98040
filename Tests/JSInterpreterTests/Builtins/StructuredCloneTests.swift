import Testing

import JSInterpreter

@Suite struct StructuredCloneTests {
    @Test(arguments: [
        ("structuredClone(1) + structuredClone('a') + structuredClone(null) + structuredClone(2n) + structuredClone()", "!TypeError: structuredClone requires 1 argument: value"),
        ("[undefined, null, true, 1.5, -0, 'text', 10n].every(v => Object.is(structuredClone(v), v))", "true"),
        ("const o = {a: 1, b: {c: [1, , 3]}, 2: 'x'}; const c = structuredClone(o); JSON.stringify(c) + (c !== o) + (c.b !== o.b) + (1 in c.b.c)", "{\"2\":\"x\",\"a\":1,\"b\":{\"c\":[1,null,3]}}truetruefalse"),
        ("const a = [1, 2]; a.x = 3; const c = structuredClone(a); [Array.isArray(c), c.length, c.x].join()", "true,2,3"),
        ("structuredClone(Object.assign(Array(5), {3: 1})).length", "5"),
        ("const o = {}; o.self = o; o.list = [o, o.list]; const c = structuredClone(o); [c.self === c, c.list[0] === c, c === o].join()", "true,true,false"),
        ("const s = {}; const c = structuredClone([s, s, {s}]); [c[0] === c[1], c[2].s === c[0], c[0] === s].join()", "true,true,false"),
        ("const k = {k: 1}; const c = structuredClone(new Map([[k, {v: k}], ['a', new Set([k, 1])]])); const e = [...c]; [e[0][0] === e[0][1].v, e[0][0] === k, e[1][1].has(e[0][0]), c.size].join()", "true,false,true,2"),
        ("const m = new Map; m.set('m', m); const s = new Set; s.add(s); const c = structuredClone([m, s]); [c[0].get('m') === c[0], c[1].has(c[1])].join()", "true,true"),
        ("const d = structuredClone(new Date(5)); [d instanceof Date, d.getTime(), isNaN(structuredClone(new Date(NaN)))].join()", "true,5,true"),
        ("const r = /a\\/(b)/gi; r.lastIndex = 3; const c = structuredClone(r); [c, c.lastIndex, c.test('A/B'), c !== r].join()", "/a\\/(b)/gi,0,true,true"),
        ("[new Number(3), new String('ab'), new Boolean(false), Object(5n)].map(w => { const c = structuredClone(w); return typeof c + c.valueOf() + (c !== w) }).join()", "object3true,objectabtrue,objectfalsetrue,object5true"),
        ("class Foo { x = 1; get y() { return 2 } #p = 3 } const c = structuredClone(new Foo); [c.constructor === Object, JSON.stringify(c)].join()", "true,{\"x\":1}"),
        ("JSON.stringify(structuredClone({get a() { return [1] }, [Symbol('s')]: 2}))", "{\"a\":[1]}"),
        ("JSON.stringify(structuredClone(Object.defineProperty({a: 1}, 'b', {value: 2})))", "{\"a\":1}"),
        ("Object.getOwnPropertyDescriptor(structuredClone(Object.freeze({a: 1})), 'a').writable", "true"),
        ("JSON.stringify(structuredClone(JSON.parse('{\"__proto__\": {\"x\": 1}}')))", "{\"__proto__\":{\"x\":1}}"),
        ("const o = {get a() { delete this.b; this.d = 1; return 1 }, b: 2, c: 3}; JSON.stringify(structuredClone(o))", "{\"a\":1,\"c\":3}"),
        ("const a = [{get x() { a.length = 1; return 1 }}, 2, 3]; const c = structuredClone(a); JSON.stringify(c) + c.length", "[{\"x\":1},null,null]3"),
        ("const a = [{get x() { a[1] = 'new'; a.push(9); return 1 }}, 2, 3]; JSON.stringify(structuredClone(a))", "[{\"x\":1},\"new\",3]"),
        ("const m = new Map([[1, {get x() { m.clear(); m.set(5, 5); return 1 }}], [2, 2]]); JSON.stringify([...structuredClone(m)])", "[[1,{\"x\":1}],[2,2]]"),
        ("try { structuredClone((function () { return arguments })(1, 2)) } catch (e) { e.name }", "DataCloneError"),
    ])
    func copiesValues(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }

    @Test(arguments: [
        ("const e = new RangeError('r', {cause: {a: 1}}); e.extra = 1; const c = structuredClone(e); [c instanceof RangeError, c.message, c.cause.a, c.extra, c.stack === e.stack, Object.keys(c)].join()", "true,r,1,,true,"),
        ("class MyError extends TypeError {} const c = structuredClone(new MyError('m')); [c.constructor.name, c.name].join()", "TypeError,TypeError"),
        ("const e = new Error('m'); e.name = 'Custom'; const c = structuredClone(e); [c.name, c.constructor === Error].join()", "Error,true"),
        ("const e = new Error; delete e.message; 'message' in structuredClone(e) && Object.hasOwn(structuredClone(e), 'message')", "false"),
        ("const e = new Error('a'); Object.defineProperty(e, 'message', {value: {toString: () => 'made'}}); structuredClone(e).message", "made"),
        ("const e = new Error('a'); e.cause = e; const c = structuredClone(e); c.cause === c", "true"),
    ])
    func copiesErrors(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }

    @Test(arguments: [
        ("const b = new Uint8Array([1, 2, 3]).buffer; const c = structuredClone(b); new Uint8Array(c)[0] = 9; [...new Uint8Array(b), c.byteLength].join()", "1,2,3,3"),
        ("const b = new ArrayBuffer(8); const c = structuredClone([new Uint8Array(b, 2, 3), new DataView(b, 1), b]); [c[0].buffer === c[1].buffer, c[1].buffer === c[2], c[0].byteOffset, c[0].length, c[1].byteLength].join()", "true,true,2,3,7"),
        ("const t = structuredClone(new (class F extends Float64Array {})([1.5, NaN])); [t.constructor.name, ...t].join()", "Float64Array,1.5,NaN"),
        ("const b = new ArrayBuffer(4, {maxByteLength: 8}); const c = structuredClone({b, t: new Uint8Array(b)}); c.b.resize(8); [c.b.maxByteLength, c.t.length, b.byteLength].join()", "8,8,4"),
        ("const b = new Uint8Array([1, 2]).buffer; const t = new Uint8Array(b, 1); const c = structuredClone({t, b}, {transfer: [b]}); [b.detached, b.byteLength, t.length, c.t[0], c.b.byteLength, c.t.buffer === c.b].join()", "true,0,0,2,2,true"),
        ("const b = new ArrayBuffer(4, {maxByteLength: 8}); const c = structuredClone({get x() { b.resize(6); new Uint8Array(b)[5] = 7; return 1 }, b}, {transfer: new Set([b])}); [c.b.byteLength, new Uint8Array(c.b)[5], c.b.maxByteLength].join()", "6,7,8"),
        ("const b = new ArrayBuffer(1); structuredClone(1, {transfer: [b]}) + '' + b.detached", "1true"),
        ("const b = new ArrayBuffer(1); try { structuredClone(() => 1, {transfer: [b]}) } catch (e) { e.name + b.detached }", "DataCloneErrorfalse"),
    ])
    func copiesAndTransfersBuffers(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }

    @Test(arguments: [
        "() => 1", "class A {}", "Math.max", "Symbol('x')", "Object(Symbol('x'))", "new WeakMap", "new WeakSet", "new WeakRef({})",
        "new Proxy({}, {})", "(function* () {})()", "[1].values()", "new Map().entries()", "''[Symbol.iterator]()", "{a: [{b() {}}]}",
        "new Map([[() => 1, 1]])", "new Set([Symbol()])", "globalThis",
        "(() => { const b = new ArrayBuffer(1); b.transfer(); return b })()",
        "(() => { const t = new Uint8Array(1); t.buffer.transfer(); return t })()",
    ])
    func refusesWhatHasNoCopy(expression: String) throws {
        #expect(
            try run("try { structuredClone(\(expression)) } catch (e) { [e instanceof Error, e.name, e.code, e.message.endsWith('could not be cloned.')].join() }")
                == "true,DataCloneError,25,true")
    }

    @Test(arguments: [
        ("structuredClone(1, 2)", "!TypeError: The options argument must be either an object or undefined"),
        ("structuredClone(1, {transfer: 5})", "!TypeError: The property 'options.transfer' must be a sequence"),
        ("structuredClone(1, {transfer: [1]})", "!TypeError: Found invalid object in transferList: 1"),
        ("structuredClone(1, {transfer: [{}]})", "!DataCloneError: Value not transferable: #<Object>"),
        ("const b = new ArrayBuffer(1); structuredClone(1, {transfer: [b, b]})", "!DataCloneError: Transfer list contains duplicate ArrayBuffer"),
        ("const b = new ArrayBuffer(1); b.transfer(); structuredClone(1, {transfer: [b]})", "!DataCloneError: An ArrayBuffer is detached and could not be cloned."),
        ("structuredClone({get a() { throw 'mine' }})", "!\"mine\""),
        ("structuredClone(1, null) + structuredClone(1, {}) + structuredClone(1, undefined)", "3"),
        ("structuredClone.length + structuredClone.name", "1structuredClone"),
    ])
    func checksArguments(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }

    @Test func isThereInTheSandbox() throws {
        let interpreter = Interpreter(profile: .sandbox)
        let script = try Script(
            source: "const c = structuredClone({a: [new Date(1), /x/, new Map([[1, new Error('e')]])]}); c.a[0].getTime() + c.a[2].get(1).message + Object.isFrozen(structuredClone)",
            options: ScriptOptions(topLevel: .functionBody))
        #expect(try interpreter.evaluate(script).string == "1etrue")
    }

    @Test func limitsHold() throws {
        let deep = "let a = []; for (let i = 0; i < 100000; i++) a = [a]; try { structuredClone(a) } catch (e) { e.name }"
        #expect(try Interpreter().evaluate(Script(source: deep)).string == "RangeError")
        let growing = Interpreter(limits: Limits(memoryBytes: 20 << 20))
        let bomb = "let a = ['x'.repeat(10)]; for (let i = 0; i < 30; i++) a = [structuredClone(a), structuredClone(a)]"
        #expect(throws: ExecutionError.self) { try growing.evaluate(Script(source: bomb)) }
        let counted = Interpreter(limits: Limits(steps: 100_000))
        #expect(throws: ExecutionError.self) { try counted.evaluate(Script(source: "const a = Array(90000).fill({}); structuredClone(a); structuredClone(a)")) }
    }
}
