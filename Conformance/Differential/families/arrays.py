"""Arrays and array-likes: every method, holes, species, sorting."""

import literals

CALLBACKS = ["(x, i, a) => { note(i + ':' + typeof x + (a === r)); return x; }", "(x) => x > 1", "(x, i) => i % 2", "function (x) { note(typeof this); return this === 7; }", "(x, i) => { if (i === 1) r.length = 2; return x; }", "(x, i) => { if (i < 3) r.push(i); return true; }", "(x, i) => { delete r[i + 1]; return 1; }", "(x, i) => { if (i === 2) throw new SyntaxError('2'); }", "() => undefined", "1", "(x) => typeof x === 'number'", "(x) => [x, [x]]", "(x, i) => (r[i + 1] = 'w', x)"]
FOLDS = ["(a, x, i) => { note(i); return a + '|' + String(x); }", "(a, x) => x", "(a, x, i, r) => a + r.length", "(...x) => x.length"]
KINDS = {
    "at": "p", "concat": "vv", "copyWithin": "ppp", "entries": "", "every": "c", "fill": "vpp", "filter": "c", "find": "c", "findIndex": "c", "findLast": "c", "findLastIndex": "c", "flat": "d", "flatMap": "c", "forEach": "c", "includes": "vp", "indexOf": "vp", "join": "j", "keys": "", "lastIndexOf": "vp", "map": "c", "pop": "", "push": "vv", "reduce": "fv", "reduceRight": "fv", "reverse": "", "shift": "", "slice": "pp", "some": "c", "splice": "ppvv", "toString": "", "unshift": "vv", "values": "", "with": "pv", "toSpliced": "ppv", "toReversed": "", "toSorted": "", "sort": "",
}


def receiver(c):
    items = [c.one(["1", "2", "3", "'a'", "'b'", "NaN", "undefined", "", "null", "-0", "[4, [5, [6]]]", "{ a: 1 }", "10", "9", "1.5", "true"]) for _ in range(c.between(0, 6))]
    text = "[" + ", ".join(items) + ("," if items and items[-1] == "" else "") + "]"
    return c.weighted([
        (8, text), (1, "spy('r', " + text + ")"), (1, f"{{ length: {c.one(['2', '3', '0', chr(39) + '2' + chr(39), '-1', '2.7', 'NaN'])}, 0: 'x', 1: 'y', 5: 'z' }}"), (1, f"Object.freeze({text})"), (1, f"Object.assign({text}, {{ length: {c.between(0, 9)} }})"), (0.6, f"new (class Own extends Array {{ constructor(...x) {{ super(...x); note('new ' + x); }} }})(3, 1, 2)"),
        (0.4, f"Object.assign({text}, {{ constructor: {{ [Symbol.species]: function (n) {{ note('species ' + n); this.s = n; }} }} }})"), (0.3, "'text'"), (0.3, "(function () { return arguments; })(3, 1, 2)"), (0.3, "Object.defineProperty([1, 2, 3], 1, { get() { return trace('get 1', 5); }, configurable: true })"), (0.3, "Object.defineProperty([3, 1, 2], 'length', { writable: false })"), (0.2, "Object.setPrototypeOf([1, , 3], { 1: 'inherited', __proto__: Array.prototype })"), (0.2, "new Uint8Array([3, 1, 2])"), (0.2, "null"), (0.2, "[5, 4, 3, 2, 1, 0]"), (0.2, "Array(5)"), (0.2, "recording('g', { length: 2, 0: 'p', 1: 'q' })"),
    ])


def argument(c, kind):
    if kind == "p":
        return c.one([p for p in literals.POSITIONS]) if c.chance(0.85) else "coercible('p', 1, 'x')"
    if kind == "c":
        return c.one(CALLBACKS) + (", 7" if c.chance(0.15) else "")
    if kind == "f":
        return c.one(FOLDS)
    if kind == "d":
        return c.one(["", "0", "1", "2", "Infinity", "-1", "'1'", "undefined"])
    if kind == "j":
        return c.one(["", "'-'", "''", "undefined", "null", "1", "coercible('j', 1, '#')"])
    return c.one(["1", "2", "'a'", "NaN", "undefined", "[7, [8]]", "-0", "{ length: 1, 0: 'k', [Symbol.isConcatSpreadable]: true }", "Object.assign([1], { [Symbol.isConcatSpreadable]: false })", literals.primitive(c)])


def call(c, method, kinds):
    count = len(kinds) if c.chance(0.75) else c.between(min(1, len(kinds)), len(kinds))
    arguments = [argument(c, kind) for kind in kinds[:count]]
    invocation = f"r.{method}({', '.join(arguments)})" if c.chance(0.6) else f"Array.prototype.{method}.call({', '.join(['r'] + [a for a in arguments if a])})"
    return f"take({invocation})" if method in ("keys", "values", "entries") else invocation


def methods(c):
    lines = ['"use strict";'] if c.chance(0.3) else []
    for _ in range(10):
        method = c.one(sorted(KINDS))
        r = receiver(c)
        if method == "sort" and r.startswith(("spy", "Object.freeze")):
            r = "[3, , 1, 10]"  # V8 leaves arrays of one element alone
        lines.append(f"{{ const r = {r}; check(() => {call(c, method, KINDS[method])}); log(r); }}" if c.chance(0.7) else f"{{ const r = {r}; for (let i = 0; i < 2; i++) check(() => {call(c, method, KINDS[method])}); log(r); check(() => {call(c, method, KINDS[method])}); }}")
    lines.append("check(() => " + c.one(["Array.of.call(Object, 1, 2)", "Array.from('\U0001f600x', (x) => x.length)", "new Array(-1)", "new Array(3.5)", "Array(3).fill().map((x, i) => i)", "Array(2, 3)", "[,].length", "[1, 2, 3].length = 4294967296", "(() => { const x = [1, 2, 3]; x.length = 1; x[3] = 4; return x; })()", "(() => { const x = []; x[4294967295] = 1; x[4294967294] = 2; return [x.length, Object.keys(x)]; })()", "Object.keys(Array.prototype[Symbol.unscopables]).sort()", "[3, 2, 1].toSorted(1)", "[1, [2, [3, [4]]]].flat(Infinity)", "(() => { const x = [1, 2]; x[1e6] = 1; x.reverse; return [x.indexOf(1, 5), x.length]; })()"]) + ");")
    return "\n".join(lines)


ELEMENTS = ["3", "1", "2", "10", "9", "-1", "-0", "0", "NaN", "Infinity", "'b'", "'a'", "'B'", "'10'", "''", "undefined", "null", "true", "", "[2]", "{ toString() { return 'm'; } }", "5n", "'\U0001f600'", "'\\uffff'", "'\\ud83d'", "1.5", "'é'", "'a\\0'"]
COMPARATORS = ["(a, b) => a - b", "(a, b) => b - a", "(a, b) => String(a).length - String(b).length", "(a, b) => 0", "undefined", "(a, b) => (String(a) > String(b)) - (String(a) < String(b))", "(a, b) => NaN", "(a, b) => String(b).localeCompare(String(a)) && (String(b) > String(a) ? 1 : -1)"]


def sorting(c):
    lines = []
    for _ in range(5):
        r = "[" + ", ".join(c.one(ELEMENTS) for _ in range(c.between(1, 14))) + ",]"
        lines.append(f"check(() => {r}.{c.one(['sort', 'sort', 'toSorted'])}());")
        lines.append(f"check(() => {{ const r = {r}; r.sort(); return [r.length, Object.keys(r).length]; }});")
    numbers = "[" + ", ".join(c.one([str(c.between(-50, 50)), literals.number(c)]) for _ in range(c.between(5, 40))).replace("NaN", "0") + "]"
    for _ in range(3):
        lines.append(f"check(() => {numbers}.sort({c.one(COMPARATORS[:6])}));")
    records = "[" + ", ".join(f"{{ k: {c.below(4)}, n: {index} }}" for index in range(c.between(5, 40))) + "]"
    lines.append(f"check(() => {records}.sort((a, b) => a.k - b.k).map((x) => x.k + '/' + x.n));")
    lines.append(f"check(() => {records}.sort((a, b) => (b.k > a.k) - (b.k < a.k)).map((x) => x.n));")
    lines.append(f"check(() => {records}.toSorted((a, b) => a.k > b.k ? 1 : a.k < b.k ? -1 : 0).map((x) => x.n).join());")
    kind = c.one(["Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint32Array", "Float32Array", "Float64Array", "Float64Array"])
    lines.append(f"check(() => new {kind}({numbers}).{c.one(['sort', 'toSorted'])}({c.one(['', '', '(a, b) => b - a', 'undefined', '(a, b) => 0', '1'])}));")
    lines.append("check(() => new Float64Array([NaN, -0, 0, -Infinity, 1, NaN, -1, -0]).sort());")
    lines.append(f"check(() => [{literals.primitive(c)}, {literals.primitive(c)}, 'z', 1].sort());")
    lines.append("{ const r = spy('r', [3, , 1, undefined, 2]); check(() => r.sort((a, b) => a - b).length); log(r); }" if c.chance(0.1) else f"check(() => [3, 1, 2].sort({c.one(['null', '1', '{}', 'undefined', '(a, b) => { throw new RangeError(); }', '(a, b) => ({ valueOf: () => a - b })'])}).length);")
    words = ", ".join(literals.string(c) for _ in range(12))
    lines.append(f"check(() => [{words}].sort());")
    return "\n".join(lines)


FAMILIES = {"arrays": methods, "sorting": sorting}
