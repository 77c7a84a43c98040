import Testing

@Suite struct DestructuringTests {
    @Test(arguments: [
        ("const [a, b] = [1, 2]; a + b", "3"),
        ("const [a, , b = 5, ...c] = [1, 2, undefined, 4, 6]; '' + a + b + c.length + c[1]", "1526"),
        ("let [a = 1, b = a + 1] = []; a + b", "3"),
        ("const {a, b: c, d = 4} = {a: 1, b: 2}; '' + a + c + d", "124"),
        ("const k = 'x'; const {[k]: v, ...rest} = {x: 1, y: 2, z: 3}; '' + v + rest.y + rest.z + rest.x", "123undefined"),
        ("const {a: {b: [, c]}} = {a: {b: [1, 2]}}; c", "2"),
        ("let a = 1, b = 2; [a, b] = [b, a]; '' + a + b", "21"),
        ("const o = {}; [o.a, o['b']] = [1, 2]; ({x: o.c, y: o.d = 9} = {x: 3}); '' + o.a + o.b + o.c + o.d", "1239"),
        ("function f({a, b = 2}, [c] = [3]) { return '' + a + b + c } f({a: 1})", "123"),
        ("const f = ({a}) => a; f({a: 7})", "7"),
        ("const {length} = 'abc'; length", "3"),
        ("let r = ''; for (const [k, v] of [['a', 1], ['b', 2]]) r += k + v; r", "a1b2"),
        ("const {0: a, 1: b} = ['x', 'y']; a + b", "xy"),
        ("let log = ''; const o = n => (log += n, {}); [o('a').x, o('b').y] = [1, 2]; log", "ab"),
        ("const {f = function () {}, g = () => 1} = {}; f.name + g.name", "fg"),
        ("const {0: a, 1: b, 2: c = '-'} = 'xy'; let d; ({0: d} = new String('z')); a + b + c + d", "xy-z"),
        ("let r = ''; for (const {1: a, length: n} in {ab: 1, cd: 2}) r += a + n; r", "b2d2"),
        ("let v; const r = ({v} = {v: 5}); '' + v + r.v", "55"),
        ("try { const {a} = null } catch (e) { e.message }", "Cannot destructure property 'a' of 'null' as it is null."),
        ("try { const [a] = {} } catch (e) { e.message }", "object is not iterable"),
        ("const a = 1; try { [a] = [2] } catch (e) { e.message }", "Assignment to constant variable."),
        ("try { let [a = b, b] = [] } catch (e) { e.message }", "Cannot access 'b' before initialization"),
    ])
    func patternsTakeValuesApart(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }
}
