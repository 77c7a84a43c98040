import Testing

@Suite struct ControlFlowTests {
    @Test(arguments: [
        ("let r = ''; for (let i = 0; i < 4; i++) switch (i) { case 1: r += 'b'; case 2: r += 'c'; break; default: r += 'd' } r", "dbccd"),
        ("switch (3) { case 1: 'one'; break; default: 'other' }", "other"),
        ("function f(x) { switch (x) { default: return 'd'; case 'a': return 1 } } '' + f('a') + f('b')", "1d"),
        ("switch (0) { case 0: let a = 1; function g() { return a } } g()", "1"),
        ("let r = ''; a: for (const x of [1, 2, 3]) { for (const y of [1, 2]) { if (y === 2) continue a; if (x === 3) break a; r += x } } r", "12"),
        ("a: { break a } 'done'", "done"),
        ("let r = ''; for (const x of [1, 2]) { switch (x) { case 1: continue } r += x } r", "2"),
    ])
    func switchesAndLabels(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }

    @Test(arguments: [
        ("try { throw 1 } catch (e) { e + 1 }", "2"),
        ("try { throw {a: 1, b: 2} } catch ({a, b}) { a + b }", "3"),
        ("try { throw 1 } catch { 'caught' }", "caught"),
        ("let r = ''; try { r += 'a' } finally { r += 'b' } r", "ab"),
        ("function f() { try { return 1 } finally { return 2 } } f()", "2"),
        ("function f() { let x = 1; try { return x } finally { x = 2 } } f()", "1"),
        ("function f() { for (;;) { try { return 1 } finally { break } } return 3 } f()", "3"),
        ("function f() { try { throw 1 } catch (e) { return e } finally { g() } function g() { return 5 } } f()", "1"),
        ("let r = ''; try { try { throw 1 } finally { r += 'f' } } catch (e) { r += e } r", "f1"),
        ("try { try { throw 1 } finally { throw 2 } } catch (e) { e }", "2"),
        ("let r = 0; for (const x of [1, 2, 3]) { try { if (x === 2) continue; r += x } finally { r += 10 } } r", "34"),
        ("try { undefined.x } catch (e) { e.message }", "Cannot read properties of undefined (reading 'x')"),
        ("function f() { f() } try { f() } catch (e) { e.message }", "Maximum call stack size exceeded"),
        ("var e = 1; try { throw 2 } catch (e) { var e = 3 } e", "1"),
        ("throw 5", "!5"),
    ])
    func exceptions(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }

    @Test(arguments: ["for (;;) {}", "while (true) try { for (;;) {} } catch {} finally { continue }", "for (const x of [1]) for (;;) ;"])
    func terminationsAreNotCaught(source: String) throws {
        #expect(try run(source, steps: 10_000) == "terminated: stepLimit")
    }

    @Test(arguments: [
        ("let r = ''; for (const k in {a: 1, b: 2, 3: 4}) r += k; r", "3ab"),
        ("let r = ''; for (const k in [5, 6]) r += k + typeof k; r", "0string1string"),
        ("let r = ''; for (const k in 'ab') r += k; r", "01"),
        ("let r = ''; for (const k in null) r += k; for (const k in undefined) r += k; r + 'none'", "none"),
        ("let r = ''; const o = {a: 1, b: 2, c: 3}; for (const k in o) { r += k; delete o.b } r", "ac"),
        ("function P() { this.own = 1 } P.prototype.up = 2; let r = ''; for (const k in new P()) r += k; r", "ownup"),
        ("function P() { this.x = 1 } P.prototype.x = 2; let r = ''; for (const k in new P()) r += k; r", "x"),
        ("let fs = []; for (const k in {a: 1, b: 2}) fs[fs.length] = () => k; fs[0]() + fs[1]()", "ab"),
        ("const o = {}; for (o.k in {z: 1}); o.k", "z"),
        ("for (var i = 0 in {}); i", "0"),
        ("let r = ''; for (let {length} in {xy: 1}) r += length; r", "2"),
    ])
    func forIn(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }

    @Test(arguments: [
        ("let r = 0; for (const x of [1, 2, 3]) r += x; r", "6"),
        ("let fs = []; for (const x of [1, 2]) fs[fs.length] = () => x; fs[0]() * 10 + fs[1]()", "12"),
        ("let fs = []; for (let i = 0; i < 2; i++) fs[fs.length] = () => i++; '' + fs[0]() + fs[0]() + fs[1]()", "011"),
        ("const a = [1]; let r = 0; for (const x of a) { r += x; if (a.length < 3) a[a.length] = x + 1 } r", "6"),
        ("try { for (const x of x) ; } catch (e) { e.message }", "Cannot access 'x' before initialization"),
        ("try { for (const x of 5) ; } catch (e) { e.message }", "5 is not iterable"),
        ("let o; const f = () => o; o = 3; let r = 0; for (const x of [1, 2].length ? [() => o] : []) r += (() => x())(); r", "3"),
        ("for (const x of [1]) { x; } ", "1"),
    ])
    func forOf(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }
}
