import Testing

@testable import JSInterpreter

@Suite struct CollectionTests {
    @Test(arguments: [
        ("const m = new Map([[1, 'a'], ['1', 'b'], [NaN, 'c'], [-0, 'd']]); [m.get(1.0), m.get('1'), m.get(NaN), m.get(0), m.size].join()", "a,b,c,d,4"),
        ("Object.is([...new Set([-0])][0], 0)", "true"),
        ("const m = new Map(); m.set(2 ** 53, 1).set(1e300, 2).set(0.5, 3); [m.get(2 ** 53), m.get(1e300), m.get(1 / 2)].join()", "1,2,3"),
        ("const m = new Map([[10n, 1]]); [m.get(5n + 5n), m.get(10), m.has(-10n)].join()", "1,,false"),
        ("const m = new Map([['ab', 1]]); const a = 'a'; [m.get(a + 'b'), m.get('x'.repeat(50) + a), m.has('\\u0100')].join()", "1,,false"),
        ("const k = {}; const s = Symbol(); const m = new Map([[k, 1], [s, 2], [null, 3], [undefined, 4], [true, 5]]); [m.get(k), m.get(s), m.get(null), m.get(undefined), m.get(true), m.get({})].join()", "1,2,3,4,5,"),
        ("[...new Map([['a', 1], ['b', 2]]).set('a', 3)].join('|')", "a,3|b,2"),
        ("const m = new Map([['a', 1], ['b', 2], ['c', 3]]); m.delete('b'); m.set('b', 4); [...m.keys()].join()", "a,c,b"),
        ("const m = new Map(); for (let i = 0; i < 1000; i++) m.set(i, i * i); let sum = 0; for (const [k, v] of m) sum += v - k * k; '' + m.size + sum", "10000"),
        ("const s = new Set(); for (let i = 0; i < 1000; i++) s.add('k' + i % 100); s.size", "100"),
        ("JSON.stringify([...Map.groupBy([1, 2, 3, 4], x => x % 2 ? 'odd' : 'even')])", "[[\"odd\",[1,3]],[\"even\",[2,4]]]"),
        ("const m = new Map(); [m.getOrInsert('a', 1), m.getOrInsert('a', 2), m.getOrInsertComputed('b', k => k + '!'), m.size].join()", "1,1,b!,2"),
        ("try { Map() } catch (e) { e.message }", "Constructor Map requires 'new'"),
        ("try { Map.prototype.get.call({}, 1) } catch (e) { e.message }", "Method Map.prototype.get called on incompatible receiver #<Object>"),
        ("try { new Map([1]) } catch (e) { e.message }", "Iterator value 1 is not an entry object"),
    ])
    func keysAndValues(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }

    @Test(arguments: [
        ("const s = new Set([1, 2, 3]); const r = []; for (const x of s) { r.push(x); s.delete(x); if (x < 3) s.add(x + 10) } r.join()", "1,2,3,11,12"),
        ("const s = new Set([1]); const r = []; s.forEach(x => { r.push(x); if (x < 200) { s.add(x + 1); s.delete(x) } }); r.length + ',' + s.size", "200,1"),
        ("const m = new Map([[1, 1], [2, 2]]); const it = m[Symbol.iterator](); it.next(); m.clear(); m.set(3, 3); it.next().value.join() + it.next().done", "3,3true"),
        ("const m = new Map([[1, 1]]); const it = m.keys(); it.next(); it.next(); m.set(2, 2); it.next().done", "true"),
        ("const s = new Set(); for (let i = 0; i < 100; i++) s.add(i); const it = s.values(); for (let i = 0; i < 50; i++) it.next(); for (let i = 0; i < 90; i++) s.delete(i); for (let i = 100; i < 500; i++) s.add(i); it.next().value + ',' + [...it].length", "90,409"),
        ("const cache = new Map(); for (let i = 0; i < 2000; i++) { cache.set(i, i); if (cache.size > 10) cache.delete(cache.keys().next().value) } [...cache.keys()].join()", "1990,1991,1992,1993,1994,1995,1996,1997,1998,1999"),
    ])
    func changesDuringIteration(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }

    @Test(arguments: [
        ("[...new Set([1, 2]).union(new Set([2, 3]))].join()", "1,2,3"),
        ("[...new Set([1, 2, 3]).intersection(new Map([[3, 0], [1, 0]]))].join()", "3,1"),
        ("[...new Set([1, 2, 3]).difference(new Set([2]))].join()", "1,3"),
        ("[...new Set([1, 2]).symmetricDifference(new Set([2, 3]))].join()", "1,3"),
        ("[new Set([1]).isSubsetOf(new Set([1, 2])), new Set([1, 2]).isSupersetOf(new Set([3])), new Set([1]).isDisjointFrom(new Set([2]))].join()", "true,false,true"),
        ("[...new Set([1, 2]).union({size: 1, has: () => true, keys: () => [7][Symbol.iterator]()})].join()", "1,2,7"),
        ("try { new Set().union([1]) } catch (e) { e.name }", "TypeError"),
    ])
    func setOperations(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }

    @Test(arguments: [
        ("const w = new WeakMap(); const k = {}; w.set(k, 1); [w.get(k), w.has({}), w.get(1), w.delete(k), w.has(k)].join()", "1,false,,true,false"),
        ("try { new WeakMap().set('a', 1) } catch (e) { e.message }", "Invalid value used as weak map key"),
        ("try { new WeakSet().add(Symbol.for('x')) } catch (e) { e.message }", "Invalid value used in weak set"),
        ("const s = new WeakSet(); s.add(Symbol.iterator); s.has(Symbol.iterator)", "true"),
        ("const o = {}; new WeakRef(o).deref() === o", "true"),
        ("const r = new FinalizationRegistry(() => {}); const t = {}; r.register({}, 1, t); [r.unregister(t), r.unregister(t)].join()", "true,false"),
    ])
    func weakCollections(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }

    /// A chain of ephemerons, each value the next key, in the order that is worst for a collector that looks for them one by one.
    @Test func ephemeronsKeepWhatTheyMust() throws {
        let source = """
            const w = new WeakMap();
            let key = {last: true};
            for (let i = 0; i < 20000; i++) { const next = {}; w.set(next, key); key = next }
            let garbage; for (let i = 0; i < 300000; i++) garbage = {i};
            let length = 0; while (!key.last) { key = w.get(key); length++ }
            length
            """
        #expect(try Interpreter().evaluate(Script(source: source)).number == 20_000)
    }

    @Test func weakCollectionsForgetDeadKeys() throws {
        let source = "const w = new WeakMap(); for (let i = 0; i < 400000; i++) w.set({}, new Array(100).fill(i)); 'done'"
        let interpreter = Interpreter(limits: Limits(memoryBytes: 40 << 20))
        #expect(try interpreter.evaluate(Script(source: source)).string == "done")
    }

    @Test(arguments: [
        "const m = new Map(); for (let i = 0; ; i++) m.set(i, i)",
        "const s = new Set(); for (let i = 0; ; i++) s.add('key ' + i)",
        "const all = []; for (;;) all.push(new Map())",
    ])
    func growthIsAccounted(source: String) throws {
        let interpreter = Interpreter(limits: Limits(memoryBytes: 8 << 20))
        #expect(throws: ExecutionError.self) { try interpreter.evaluate(Script(source: source)) }
        #expect(interpreter.statistics.peakMemoryBytes < 10 << 20)
    }

    @Test func tablesSurviveCollectionAtEveryAllocation() throws {
        let source = """
            const m = new Map(), w = new WeakMap(), s = new Set();
            for (let i = 0; i < 60; i++) { const k = {i}; m.set('k' + i, [i]); w.set(k, m.get('k' + i)); s.add(k) }
            let sum = 0;
            for (const k of s) sum += w.get(k)[0];
            for (const [k, v] of m) sum += v[0];
            sum
            """
        let interpreter = Interpreter(gcStress: true)
        #expect(try interpreter.evaluate(Script(source: source)).number == 3540)
    }
}
