import Testing

@testable import JSInterpreter

@Suite struct TypedArrayTests {
    @Test(arguments: [
        ("[...new Uint8Array([1, 256, -1, 1.9, 'x'])].join()", "1,0,255,1,0"),
        ("[...new Uint8ClampedArray([1, 256, -1, 1.5, 2.5, NaN])].join()", "1,255,0,2,2,0"),
        ("[...new Int16Array([40000, -40000])].join()", "-25536,25536"),
        ("[...new Float32Array([0.1])][0]", "0.10000000149011612"),
        ("[...new Float16Array([0.1, 65520])].join()", "0.0999755859375,Infinity"),
        ("[...new BigInt64Array([2n ** 63n, -1n])].join() + [...new BigUint64Array([-1n])]", "-9223372036854775808,-118446744073709551615"),
        ("const a = new Uint8Array(4); a[1] = 300; a[9] = 1; a['1.5'] = 2; a.x = 3; [Object.keys(a), a[9], '1.5' in a].join()", "0,1,2,3,x,,false"),
        ("const a = new Uint16Array(new Uint8Array([1, 2, 3])); a.join('-') + a.byteLength", "1-2-36"),
        ("const b = new ArrayBuffer(8); const a = new Uint8Array(b, 2, 4); a.fill(7); new Uint8Array(b).join()", "0,0,7,7,7,7,0,0"),
        ("new Uint8Array([3, 1, 2]).sort().join() + new Float64Array([3, -0, 0, NaN, -1]).sort().join()", "1,2,3-1,0,0,3,NaN"),
        ("const n = 5000; const a = Float64Array.from({length: n}, (_, i) => Math.sin(i * 7919)); a.sort(); let ok = true; for (let i = 1; i < n; i++) if (a[i - 1] > a[i]) ok = false; ok", "true"),
        ("const n = 5000; const a = Int32Array.from({length: n}, (_, i) => (i * 7919 - 9999) | 0); a.sort(); let ok = true; for (let i = 1; i < n; i++) if (a[i - 1] > a[i]) ok = false; ok", "true"),
        ("new Int8Array([1, 2, 3]).toSorted((a, b) => b - a).join()", "3,2,1"),
        ("new Uint8Array([1, 2, 3, 4]).copyWithin(1, 0, 3).join() + new Uint8Array([1, 2, 3]).reverse().join()", "1,1,2,33,2,1"),
        ("const a = new Float64Array([1, NaN, 3]); [a.indexOf(NaN), a.includes(NaN), a.indexOf(3), a.lastIndexOf(1), new Uint8Array([255]).indexOf(-1)].join()", "-1,true,2,0,-1"),
        ("const a = new Uint8Array([1, 2, 3, 4]); const s = a.subarray(1, 3); s[0] = 9; a.join() + '|' + a.slice(-2).join()", "1,9,3,4|3,4"),
        ("const a = new Uint8Array(4); a.set([1, 2], 1); a.set(new Float32Array([3.7]), 3); a.join()", "0,1,2,3"),
        ("new Uint8Array([1, 2, 3]).with(1, 9).join() + new Uint8Array([1, 2]).at(-1)", "1,9,32"),
        ("try { new Uint8Array(-1) } catch (e) { e.name }", "RangeError"),
        ("try { new Uint32Array(new ArrayBuffer(5)) } catch (e) { e.message }", "byte length of Uint32Array should be a multiple of 4"),
        ("try { new ArrayBuffer(2 ** 50) } catch (e) { e.message }", "Array buffer allocation failed"),
        ("Object.prototype.toString.call(new Uint8Array()) + new DataView(new ArrayBuffer(1))", "[object Uint8Array][object DataView]"),
    ])
    func elements(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }

    @Test(arguments: [
        ("const b = new ArrayBuffer(4, {maxByteLength: 16}); const a = new Uint8Array(b); const f = new Uint8Array(b, 0, 4); b.resize(8); a.length + ',' + f.length", "8,4"),
        ("const b = new ArrayBuffer(8, {maxByteLength: 16}); const f = new Uint8Array(b, 4, 4); b.resize(6); [f.length, f[0], f.byteOffset].join()", "0,,0"),
        ("const b = new ArrayBuffer(4, {maxByteLength: 8}); new Uint8Array(b).fill(1); b.resize(2); b.resize(6); new Uint8Array(b).join()", "1,1,0,0,0,0"),
        ("const b = new ArrayBuffer(4); const a = new Uint8Array(b); a[0] = 5; const c = b.transfer(8); [b.detached, a.length, c.byteLength, new Uint8Array(c)[0]].join()", "true,0,8,5"),
        ("try { new ArrayBuffer(1).resize(2) } catch (e) { e.name }", "TypeError"),
        ("const v = new DataView(new ArrayBuffer(16), 1); v.setInt16(0, -2); v.setFloat64(3, 0.1, true); v.setBigUint64(3, 1n); [v.getUint16(0), v.getInt16(0, true), v.getBigInt64(3)].join()", "65534,-257,1"),
        ("try { new DataView(new ArrayBuffer(1)).getInt16(0) } catch (e) { e.message }", "Offset is outside the bounds of the DataView"),
    ])
    func buffers(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }

    @Test(arguments: [
        ("Uint8Array.fromBase64('SGVsbG8=').join() + new Uint8Array([72, 101]).toBase64()", "72,101,108,108,111SGU="),
        ("new Uint8Array([255, 254]).toBase64({alphabet: 'base64url', omitPadding: true})", "__4"),
        ("Uint8Array.fromBase64(' S G\\nk ').join() + Uint8Array.fromHex('00fFa0').join() + new Uint8Array([1, 171]).toHex()", "72,1050,255,16001ab"),
        ("const a = new Uint8Array(4); const r = a.setFromBase64('AQIDBAUG'); [r.read, r.written, ...a].join()", "4,3,1,2,3,0"),
        ("try { Uint8Array.fromBase64('A') } catch (e) { e.name }", "SyntaxError"),
        ("try { Uint8Array.fromHex('0') } catch (e) { e.name }", "SyntaxError"),
    ])
    func texts(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }

    @Test(arguments: [
        "const all = []; for (;;) all.push(new Uint8Array(1000))",
        "new Float64Array(1e9)",
        "const b = new ArrayBuffer(0, {maxByteLength: 2 ** 31}); for (let n = 1; ; n *= 2) b.resize(n)",
        "Uint8Array.from({length: 2 ** 40})",
    ])
    func memoryIsAccounted(source: String) throws {
        let interpreter = Interpreter(limits: Limits(memoryBytes: 8 << 20))
        #expect(throws: ExecutionError.self) { try interpreter.evaluate(Script(source: source)) }
        #expect(interpreter.statistics.peakMemoryBytes < 10 << 20)
    }

    /// Work on large memory stops at its deadline.
    @Test(arguments: [
        "const a = new Uint8Array(1e9); for (;;) a.fill(1)",
        "const a = new Float64Array(1e8).fill(1); for (;;) a.map(x => x)",
        "const a = new Float64Array(1e7); for (;;) a.sort()",
        "const a = new Uint8Array(1e8); for (;;) a.indexOf(1)",
        "const a = new Uint8Array(1e8); for (;;) a.slice()",
        "const a = new Uint8Array(1e8); for (;;) a.join('')",
    ])
    func longWorkIsStopped(source: String) throws {
        let interpreter = Interpreter(limits: Limits(timeout: .milliseconds(200), memoryBytes: 3 << 30))
        let start = HostileTests.processorTime()
        #expect(throws: ExecutionError.self) { try interpreter.evaluate(Script(source: source)) }
        // Generous: this is a debug build.
        #expect(HostileTests.processorTime() - start < .seconds(3))
    }
}
