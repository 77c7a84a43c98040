"""JSON in and out."""

import literals


def json_text(c, depth=3):
    kind = c.below(9)
    space = lambda: c.one(["", "", "", " ", "\n\t", "\r"])
    if depth <= 0 or kind < 4:
        return c.one(["1", "-0", "0.5", "1e5", "-1E-3", "true", "false", "null", '"a"', '"\\u00e9"', '"\\ud83d"', '"\\n\\\\\\/"', '""', "12345678901234567890", "1e400", '"\U0001f600"', '"__proto__"', "01" if c.chance(0.1) else "10", "+1" if c.chance(0.1) else "11", '"\t"' if c.chance(0.1) else '"b"', ".5" if c.chance(0.1) else "0.25", "1." if c.chance(0.1) else "3", "nul" if c.chance(0.1) else "null", "'a'" if c.chance(0.1) else '"\u2028"', '"\\x41"' if c.chance(0.1) else '"\\b"', "-" if c.chance(0.1) else "-5"])
    if kind < 6:
        return "[" + (space() + "," + space()).join(json_text(c, depth - 1) for _ in range(c.between(0, 3))) + ("," if c.chance(0.03) else "") + space() + "]"
    return "{" + space() + ("," + space()).join(f'"{c.one(["a", "b", "2", "1", "__proto__", "toJSON", "", "a", "length"])}"{space()}:{space()}' + json_text(c, depth - 1) for _ in range(c.between(0, 4))) + space() + "}"


REVIVERS = ["(k, v) => { note(k); return v; }", "(k, v) => k === 'a' ? undefined : v", "function (k, v) { note(k + ':' + (Array.isArray(this) ? 'A' : 'O')); if (k === '0') this[1] = [7]; return v; }", "(k, v) => typeof v === 'number' ? v + 1 : v", "function (k, v) { if (k === 'a') delete this.b; return v; }", "null", "function (k, v) { if (k === 'a') this.b = spy('s', [1]); return v; }"]
REPLACERS = ["null", "['a', 'b']", "[1, '2', 'a', new String('b'), new Number(0), {}]", "(k, v) => { note(k); return v; }", "(k, v) => typeof v === 'number' ? undefined : v", "function (k, v) { note(Array.isArray(this) ? 'A' : 'O'); return k === 'a' ? [v] : v; }", "(k, v) => k === '' ? { x: v, y: undefined } : v", "spy('r', ['a', 'a', '1'])", "[]", "undefined", "(k, v) => typeof v === 'bigint' ? v + 'n' : v"]
SPACES = ["0", "2", "'--'", "'\\t'", "11", "''", "new Number(3)", "new String(' ')", "1.9", "-1", "null", "'0123456789abc'", "{}"]


def special(c):
    return c.one(["{ toJSON(k) { return trace('toJSON', k + '!'); } }", "{ toJSON: 1, a: 1 }", "new Date(0)", "new Date(NaN)", "Object(1n)", "1n", "[undefined, () => 1, Symbol('x')]", "{ a: undefined, b: () => 1, [Symbol.for('s')]: 1 }", "new Map([[1, 2]])", "new Error('m')", "[NaN, Infinity, -0]", "'\\ud800\\udc00\\udc00'", "Object.create({ a: 1 }, { b: { value: 1, enumerable: true }, c: { value: 2 } })", "recording('g', { b: 1, a: 2 })", "spy('s', [1, { a: 1 }])", "spy('s', { a: 1 })", "[1, , 3]", "new String('q')", "new Boolean(true)", "{ get a() { throw new URIError(); } }", "new Uint8Array(2)", "(() => { const x = {}; x.x = [x]; return x; })()", "[[]]", "{ a: [], b: {} }", "'\\u2028\\u007f\\u0000\\\"\\\\'", "Object.assign(() => 1, { toJSON() { return 'f'; } })"])


def json(c):
    lines = []
    for _ in range(6):
        lines.append(f"check(() => JSON.parse({literals.text(json_text(c))}{', ' + c.one(REVIVERS) if c.chance(0.5) else ''}));")
    for _ in range(8):
        value = c.weighted([(3, lambda: special(c)), (2, lambda: literals.value(c, 3)), (3, lambda: f"{{ {c.one('abc')}: {special(c)}, {c.one('ab')}: {literals.value(c)}, 1: {special(c)} }}"), (2, lambda: f"[{special(c)}, {literals.value(c)}]")])()
        lines.append(f"check(() => JSON.stringify({value}{', ' + c.one(REPLACERS) if c.chance(0.6) else ''}{', ' + c.one(SPACES) if c.chance(0.4) else ''}));")
    lines.append(f"check(() => JSON.parse(JSON.stringify({literals.plain_object(c, 3)})));")
    return "\n".join(lines)


CLONED = ["new Map([[{ a: 1 }, new Set([1])]])", "new Date(5)", "/a/giy", "new Error('m')", "new TypeError('t', { cause: 1 })", "[1, , 3]", "Object.assign([1], { x: 1 })", "new Uint8Array([1, 2])", "new Float64Array([1.5]).buffer", "new String('s')", "Object(1n)", "() => 1", "Symbol('s')", "{ get a() { return trace('get', 1); } }", "new WeakMap()", "new (class K { x = 1; get y() { return 2; } })()", "(() => { const x = { n: 1 }; x.x = x; return x; })()", "(() => { const y = {}; return [y, y]; })()", "{ a: () => 1 }", "1n", "-0", "Object(Symbol())", "(function () { return arguments; })(1)", "new DataView(new ArrayBuffer(2))", "recording('g', { b: 1, a: 2 })", "new Proxy({}, {})", "Object.create(null)", "new Boolean(false)", "[NaN, undefined, null]", "globalThis.Map", "(function* () {})()", "Object.freeze({ a: 1 })", "new RangeError('', {})", "Object.assign(new Error('e'), { name: 'Other' })", "Object.assign(new Error('e'), { name: 'TypeError', extra: 1 })"]


def cloning(c):
    lines = []
    for _ in range(10):
        value = c.one(CLONED) if c.chance(0.7) else f"{{ a: {c.one(CLONED)}, b: [{c.one(CLONED)}] }}"
        lines.append(f"check(() => structuredClone({value}));")
    lines.append("check(() => { const x = { n: [] }, y = structuredClone([x, x, x.n]); return [y[0] === y[1], y[0] !== x, y[2] === y[0].n]; });")
    return "\n".join(lines)


FAMILIES = {"json": json, "structured-clone": cloning}
