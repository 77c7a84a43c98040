"""Long sequences of changes to a few values: objects whose shape changes under the same accesses, arrays that change how they are
kept, strings made of pieces, numbers that leave the range of integers. Each access is evaluated many times at the same place of
the program, as what an engine remembers about places is what may go wrong."""

import literals

NAMES = ["x", "y", "z", "m", "0", "1", "length"]

OBJECTS = ["{ x: 1, y: 2 }", "{ y: 1, x: 2 }", "{}", "new Point(1, 2)", "new Point(3, 4)", "new Sub(5)", "Object.create(proto)", "Object.create(new Point(7, 8))", "[1, 2]", "Object.create(null)", "function () {}", "new Proxy({ x: 'p' }, {})", "{ get x() { return 'getter'; }, set x(v) { note('setter ' + show(v)); } }", "'xy'", "5", "new Sub('s')", "Object.freeze({ x: 'f' })", "class { static x = 1; }", "new Map()", "{ __proto__: proto, y: 0 }"]


def shapes(c):
    strict = '"use strict";\n' if c.chance(0.5) else ""
    lines = [strict + """const proto = { x: "px", m() { return "pm" + typeof this.x; } };
class Point { constructor(x, y) { this.x = x; this.y = y; } m() { return this.y; } }
class Sub extends Point { z = 9; constructor(x) { super(x, x); } get q() { return super.m(); } }
const uses = [(o) => o.x, (o) => { o.x = 1; return o.x; }, (o) => o.m(), (o) => o.x++, (o) => (o.x += 2), (o) => "x" in o, (o) => Object.keys(o).join(), (o) => o.y ?? "none", (o) => { const { x, y, ...rest } = o; return [x, y, rest]; }, (o) => { let keys = ""; for (const k in o) keys += k; return keys; }, (o) => delete o.y, (o) => o.length, (o) => ({ ...o }), (o) => o?.z?.w, (o) => JSON.stringify(o), (o) => o.hasOwnProperty("x"), (o) => { o.z = o; return o.z === o; }, (o) => o.q, (o) => typeof o.x, (o) => (o.y ||= 3)];
const reads = [(o, k) => o[k], (o, k) => { o[k] = 7; return o[k]; }, (o, k) => k in o, (o, k) => delete o[k], (o, k) => o[k]?.(), (o, k) => ++o[k], (o, k) => Object.getOwnPropertyDescriptor(o, k)];"""]
    count = c.between(3, 5)
    lines.append(f"const all = [{', '.join(c.one(OBJECTS) for _ in range(count))}];")
    lines.append("try {")
    uses = [c.below(20) for _ in range(4)]
    for _ in range(c.between(10, 20)):
        kind = c.below(12)
        one = f"all[{c.below(count)}]"
        name = c.one(NAMES)
        if kind < 6:
            lines.append(f"for (const o of all) check(() => uses[{c.one(uses)}](o));")
        elif kind < 7:
            lines.append(f"for (const o of all) check(() => reads[{c.below(7)}](o, {literals.text(name)}));")
        else:
            lines.append("check(() => { " + c.one([
                f"{one}.{name if not name.isdigit() else 'w'} = {literals.primitive(c)};", f"delete {one}.{c.one('xyz')};", f"Object.defineProperty({one}, {literals.text(name)}, {{ get() {{ return 'g'; }}, configurable: {c.one(['true', 'false'])}, enumerable: {c.one(['true', 'false'])} }});", f"Object.defineProperty({one}, {literals.text(name)}, {{ value: {literals.primitive(c)}, writable: {c.one(['true', 'false'])}, configurable: true, enumerable: true }});",
                f"Object.setPrototypeOf({one}, {c.one(['proto', 'null', 'Point.prototype', 'Array.prototype', '{ x: 1, y: 2, z: 3 }', 'Sub.prototype'])});", f"Object.{c.one(['freeze', 'seal', 'preventExtensions'])}({one});", f"proto.{c.one('xyz')} = {literals.primitive(c)};", f"delete proto.{c.one('xm')};", f"Point.prototype.{c.one('xyzm')} = {c.one(['() => 0', '1', 'undefined', 'function () { return this.x; }'])};", f"Object.defineProperty(Point.prototype, '{c.one('xyz')}', {{ set(v) {{ note('caught ' + show(v)); }}, get() {{ return 'proto'; }}, configurable: true }});", f"delete Point.prototype.{c.one('xyz')};", f"Object.setPrototypeOf(Point.prototype, proto);", f"all[{c.below(count)}] = {c.one(OBJECTS)};", f"Object.assign({one}, {{ x: {literals.primitive(c)}, w: 1 }});", f"for (let i = 0; i < 40; i++) {one}['n' + i] = i;", f"for (let i = 0; i < 40; i++) delete {one}['n' + i];", "Object.prototype.y = 'op';", "delete Object.prototype.y;", f"Sub.prototype.m = () => 'sub'; Object.setPrototypeOf(Sub.prototype, {c.one(['proto', 'Point.prototype'])});",
            ]) + " });")
    lines.append("log(all);")
    lines.append("} finally { delete Object.prototype.y; }")
    return "\n".join(lines)


def elements(c):
    lines = ['"use strict";'] if c.chance(0.4) else []
    start = c.one(["[]", "[1, 2, 3]", "[1.5, 2, , 4]", "new Array(5)", "Array(3).fill(0)", "[...'abc']", "Array.from({ length: 40 }, (x, i) => i)", "[[1], [2]]", "Array.from({ length: 9 }, (x, i) => i * 1.5)"])
    lines.append(f"let a = {start}; const b = [7, 8, 9];")
    lines.append("const sum = () => { let s = 0; for (let i = 0; i < a.length && i < 60; i++) s += typeof a[i] === 'number' ? a[i] : 100; return s; };")
    lines.append("try {")
    position = lambda: c.one(["0", "1", "2", "3", "5", "a.length", "a.length - 1", "a.length + 3", "20", "60", "-1", "'1'", "1.5"])
    for _ in range(c.between(12, 24)):
        v = literals.primitive(c)
        lines.append("check(() => { " + c.one([
            f"return a.push({v});", f"return a.push(1, {v}, 3);", "return a.pop();", "return a.shift();", f"return a.unshift({v});", f"return a.unshift({v}, 2);", f"return a.splice({position()}, {c.between(0, 3)}{c.one(['', ', ' + v, ', 1, 2, 3'])});", f"a.length = {c.one(['0', '1', '2', '5', '10', 'a.length - 1', 'a.length + 2', '100', '5000'])};", f"a[{position()}] = {v};", f"a[{position()}] = {v};", f"delete a[{position()}];", "a.reverse();", f"a.fill({v}, {c.below(3)}, {c.below(8)});", f"a.copyWithin({c.below(4)}, {c.below(4)});", "if (a.length > 1) a.sort((x, y) => String(x) < String(y) ? -1 : String(x) > String(y) ? 1 : 0);", f"a = a.concat({c.one(['b', v, '[, 1]', 'a'])}).slice(0, 200);", f"a = a.slice({position()}, {position()});", "a = a.map((x, i) => i);", f"a = a.filter((x) => x !== {v});", "a = [...a];", "return sum();", "return sum();", "return a.length;", f"return a.indexOf({v});", f"return a.includes({v});", "return a.join('|').slice(0, 80);", "return Object.keys(a).length;", f"return a.at({position()});", f"Object.defineProperty(a, {c.below(5)}, {{ get() {{ return 'g'; }}, configurable: true, enumerable: true }});", f"Object.defineProperty(a, {c.below(5)}, {{ value: {v}, writable: false, configurable: true, enumerable: true }});", "Object.freeze(b); return b.push(1);", "for (let i = 0; i < 30; i++) a[i] = i;", "for (let i = a.length; i < 12; i++) a.push(i / 2);", "for (let i = 5; i >= 0; i--) a[i] = i;", "for (const x of a) if (a.length < 20) a.push(x); else break;", "for (const i in a) if (i > 2) delete a[i];", f"a[{c.one(['1000', '70000', '4294967294'])}] = {v}; a.length = 6;", "Array.prototype[2] = 'ap'; const seen = a[2]; delete Array.prototype[2]; return seen;", "a.forEach((x, i) => { if (i === 1) a.length = 2; });", "return a.lastIndexOf(a[0]);", "let n = 0; a.reduce((s, x) => { n++; return x; }, 0); return n;", "[a[0], a[1]] = [a[1], a[0]];", "const [x, ...rest] = a; a = rest;", "return a.flat().length;", "a = a.toSpliced?.(1, 1) ?? a;", "a.x = 1; return a.hasOwnProperty(1);", "a = Array.from(a);", "return JSON.stringify(a).length;", "return a.findLastIndex((x) => x === undefined);",
        ]) + " });")
        if c.chance(0.25):
            lines.append("log(a.slice(0, 60), a.length);")
    lines.append("log(a.slice(0, 60), a.length, Object.keys(a).slice(0, 20));")
    lines.append("} finally { delete Array.prototype[2]; }")
    return "\n".join(lines)


def texts(c):
    """Strings that grow from pieces: kept as ropes and slices by an engine, read in all ways."""
    pieces = [literals.string(c) for _ in range(3)] + ["'ab'", "'\u00e9'", "'\U0001f600'", "String(n)", "s", "s.slice(1, 9)", "t.repeat(2)", "`<${n}>`", "t[0]", "n"]
    lines = ["let s = '', t = 'start', n = 0; const o = {}, m = new Map();", "const cap = (x) => x.length > 3000 ? x.slice(100, 400) : x;"]
    for _ in range(c.between(10, 18)):
        p, q = c.one(pieces), c.one(pieces)
        lines.append(c.one([f"for (let i = 0; i < {c.between(2, 9)}; i++) {{ s = cap(s + {p}); n++; }}", f"for (let i = 0; i < {c.between(2, 9)}; i++) s = cap({p} + s + {q});", f"s += {p}; s = cap(s);", f"t = cap(s + t);", f"t = s.slice({c.below(9)}, {c.between(0, 60)});", f"t = cap(t.replace({p}, {q}));", "[s, t] = [t, s];", f"t = s.substring({c.below(20)}) + t.at(-1);", f"t = cap(s.split({p}).join({q}));", f"t = s.trim().toUpperCase() + t.toLowerCase().slice(0, 9);", "t = [s, t].join('-').slice(0, 500);"]))
        lines.append("check(() => " + c.one([f"[s.length, s.slice(0, 70), s.charCodeAt({c.below(50)})]", "s < t", "s === t + ''", f"s.indexOf({p})", f"s.lastIndexOf({p})", "(o[s] = n, o[cap(s + '')] === n)", "(m.set(s, n), m.get(s.slice(0, 5) + s.slice(5)))", f"s.includes({p}, 3)", f"s.startsWith({p}) || t.endsWith({q})", "[...s].length", f"s[{c.below(30)}]", "JSON.stringify(s).length", f"s.match(/[a-c]+/g)?.length", f"s.at(-{c.between(1, 9)})", "s.codePointAt(s.length >> 1)", "s.replace(/a/g, 'bb').length", "encodeURIComponent(s.toWellFormed?.() ?? 'x').length", "s.localeCompare(s)", "isNaN(s)", f"s.split('').reverse().join('').slice(0, 50)", "(() => { let h = 0; for (let i = 0; i < s.length; i++) h = h * 31 + s.charCodeAt(i) | 0; return h; })()", "(() => { let h = 0; for (const x of s) h = h * 33 + x.codePointAt(0) >>> 0; return h; })()"]) + ");")
    lines.append("log(s.slice(0, 200), t.slice(0, 200), n, Object.keys(o).length);")
    return "\n".join(lines)


def arithmetic(c):
    """A loop over a few variables whose values run through the ranges of integers, doubles and texts."""
    names = "abcd"
    start = lambda: c.one(["0", "1", "-1", "2147483647", "-2147483648", "1073741823", "4294967295", "0.5", "-0", "9007199254740991", "65535", "1e9", "NaN", "'5'", "true", "123456789", "46341"])
    operand = lambda: c.one([c.one(names), c.one(names), "i", "1", "2", "3", "-1", "0.5", "7", "1e9", "65536", "2147483647", "-2147483648"])
    lines = [c.one(['"use strict";', ""])]
    lines.append("const run = (" + ", ".join(names) + ") => { let i = 0; const trail = []; for (; i < 12; i++) {")
    for _ in range(c.between(3, 7)):
        target = c.one(names)
        kind = c.below(10)
        if kind < 3:
            lines.append(f"  {target} {c.one(['+=', '-=', '*=', '|=', '&=', '^=', '>>=', '>>>=', '<<=', '%=', '/='])} {operand()};")
        elif kind < 5:
            lines.append(f"  {target} = {operand()} {c.one(['+', '-', '*', '%', '|', '&', '^', '<<', '>>', '>>>', '/'])} {operand()} {c.one(['+', '-', '*', '|', '&', '>>>'])} {operand()};")
        elif kind < 7:
            lines.append(f"  {c.one([target + '++', '--' + target, target + ' = -' + target, target + ' = ~' + target, target + ' = +' + target, target + ' = ' + target + '++ + ' + target])};")
        elif kind < 8:
            lines.append(f"  if ({operand()} {c.one(['<', '>', '<=', '>=', '==', '===', '!=', '!=='])} {operand()}) {target} = {operand()} {c.one(['+', '-', '*'])} {operand()}; else {c.one(names)}{c.one(['++', '--'])};")
        else:
            lines.append(f"  {target} = Math.{c.one(['imul', 'max', 'min', 'abs', 'floor', 'round', 'trunc', 'sign', 'fround', 'clz32'])}({operand()}, {operand()});")
        if c.chance(0.2):
            lines.append(f"  if (typeof {target} === 'string') {target} = {target}.length;")
    lines.append("  for (const x of [a, b, c, d]) trail.push(typeof x === 'string' ? x.slice(0, 12) : x); if (typeof a === 'string') a = a.slice(0, 9); if (typeof b === 'string') b = +b; if (typeof c === 'string') c = 3; if (typeof d === 'string') d = d.length;")
    lines.append("} return trail; };")
    for _ in range(4):
        lines.append(f"check(() => run({', '.join(start() for _ in names)}));")
    return "\n".join(lines)


FAMILIES = {"shapes": shapes, "elements": elements, "texts": texts, "arithmetic": arithmetic}
