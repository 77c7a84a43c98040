"""Map, Set, the weak kinds, symbols and iterator protocols."""

import literals


def keyed(c):
    key = lambda: c.one(["NaN", "0", "-0", "'a'", "k1", "k2", "undefined", "null", "1", "'1'", "1n", "true", "Symbol.iterator"])
    lines = ["const k1 = {}, k2 = [1], m = new Map(), s = new Set([3, 1, 2]);"]
    for _ in range(14):
        lines.append("check(() => " + c.one([
            f"m.set({key()}, {literals.value(c, 1)}).size", f"m.set({key()}, {key()}).size", f"m.get({key()})", f"m.has({key()})", f"m.delete({key()})", f"s.add({key()}).size", f"s.delete({key()})", f"s.has({key()})", "[...m]", "[...s]", "[...m.entries()].length", "[...s.entries()]", "m.clear()" if c.chance(0.2) else "m.size", "[...m.keys()]", "[...m.values()]",
            f"m.forEach((v, k, x) => {{ note(show(k) + (x === m)); if (m.size < 8) m.set({key()} + '', 1); m.delete({key()}); }})", f"(() => {{ const seen = []; for (const x of s) {{ seen.push(x); if (seen.length < 6) {{ s.delete(x); s.add(x); }} }} return seen; }})()", f"(() => {{ const i = m.entries(), first = i.next(); m.delete({key()}); m.set({key()}, 'n'); return [first, i.next(), [...i]]; }})()", "Map.prototype.get.call(s, 1)", "new Map([1])", f"new Map({literals.value(c)})", f"new Set({literals.value(c)})", "Set()", "Object.prototype.toString.call(m.keys())", "(() => { const i = s.values(); s.clear(); s.add(9); return [...i]; })()", "new (class extends Map { set(...x) { note(x); return super.set(...x); } })([[1, 2], [3, 4]])", "new WeakMap([[k1, 1]]).get(k1)", f"new WeakSet().add({key()}) && 1", f"new WeakMap().set({key()}, 1) && 2", "new WeakRef(k1).deref() === k1", "[...new Map([['a', 1]]).keys()].length",
        ]) + ");")
    lines.append("log(m, s);")
    return "\n".join(lines)


def symbols(c):
    lines = []
    for _ in range(10):
        v = literals.value(c)
        lines.append("check(() => " + c.one([f"Symbol({literals.primitive(c)}).description", f"Symbol.for({literals.primitive(c)}) === Symbol.for({literals.primitive(c)})", f"Symbol.keyFor(Symbol({literals.string(c)}))", f"Symbol() + {v}", f"`${{Symbol('t')}}`", "Symbol('x').toString()", "Object(Symbol.iterator) == Symbol.iterator", "new Symbol()", f"[Symbol.iterator, Symbol.asyncIterator].map(String)", f"Object.prototype.toString.call({{ [Symbol.toStringTag]: {v} }})", f"Object.prototype.toString.call({v})", f"{v} + {{ [Symbol.toPrimitive]: {c.one(['1', 'undefined', 'null', '() => ({})', '(h) => h'])} }}", f"{v} instanceof {{ [Symbol.hasInstance]: {c.one(['(x) => typeof x', 'undefined', 'null', '1'])} }}", f"[1].concat({{ length: 2, 0: 1, [Symbol.isConcatSpreadable]: {literals.primitive(c)} }})", f"'abc'.split({{ [Symbol.split]: (s, l) => s + l }}, 2)", f"'abc'.replace({{ [Symbol.replace]: {c.one(['(s, r) => [s, r]', 'undefined', 'null', '5'])}, toString: () => 'b' }}, 'z')", f"Object(Symbol.for('w')).description", f"Symbol.prototype[Symbol.toPrimitive].call(Object(Symbol('q'))).toString()", f"({{ [Symbol.for('s')]: 1, ...{{ [Symbol.for('s')]: 2 }} }})"]) + ");")
    return "\n".join(lines)


def helpers(c):
    """Iterator helpers, set operations and grouping: of ECMAScript 2024 and 2025."""
    steps = lambda: "".join(c.one([".map((x, i) => trace('m' + i, x))", ".filter((x) => x % 2)", f".take({c.one(['1', '2', '0', '-1', 'NaN', 'Infinity'])})", f".drop({c.one(['1', '0', '3', '1.5'])})", ".flatMap((x) => [x, x])", ".flatMap((x) => 'ab')"]) for _ in range(c.between(1, 3)))
    end = lambda: c.one([".toArray()", ".reduce((a, x) => a + ',' + x)", ".some((x) => x > 1)", ".every((x) => x < 3)", ".find((x) => x > 1)", ".forEach((x) => note(x))", ".next()", ".return()"])
    other = lambda: c.one(["new Set([1, 2, 'a'])", "new Map([[1, 1], [3, 2]])", "{ size: 2, has(x) { note('has ' + x); return x === 1; }, keys() { note('keys'); return [1, 7][Symbol.iterator](); } }", "[1]", "new Set()", "{ size: NaN, has() {}, keys() {} }"])
    lines = []
    for _ in range(6):
        lines.append(f"check(() => Iterator.from(iterable('i', [1, 2, 3, 4])){steps()}{end()});")
        lines.append(f"check(() => new Set([{', '.join(c.some(['1', '2', '3', chr(39) + 'a' + chr(39), '-0', 'NaN'], 0, 4))}]).{c.one(['union', 'intersection', 'difference', 'symmetricDifference', 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom'])}({other()}));")
        lines.append("check(() => " + c.one([f"Object.groupBy({literals.value(c)}, (x, i) => i % 2)", f"Map.groupBy([1, -0, 0, 'a'], (x) => x)", f"Object.groupBy('abca', (x) => x)", f"[1, 2, 3].values(){steps()}{end()}", "Iterator.prototype[Symbol.toStringTag]", "new Iterator()", "new (class extends Iterator {})().toArray", f"(function* () {{ try {{ yield 1; yield 2; }} finally {{ note('f'); }} }})(){steps()}{end()}"]) + ");")
    return {"body": "\n".join(lines), "needs": "typeof Iterator === 'function' && typeof Iterator.from === 'function' && typeof new Set().union === 'function' && typeof Object.groupBy === 'function'"}


FAMILIES = {"collections": keyed, "symbols": symbols, "iterator-helpers": helpers}
