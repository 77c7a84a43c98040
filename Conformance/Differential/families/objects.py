"""Objects: property order, descriptors, integrity levels, prototypes, proxies, Object and Reflect."""

import literals

KEYS = ["'a'", "'b'", "'0'", "1", "'2'", "-1", "'x'", "Symbol.for('s')", "'length'", "'01'", "4294967294", "4294967295", "'__proto__'", "primitive('k', 'a')", "1.5", "null", "'constructor'"]


def descriptor(c):
    parts = []
    if c.chance(0.25):
        parts += c.some(["get() { return trace('get', 1); }", "set(v) { note('set'); }", "get: undefined"], 1, 2)
    else:
        if c.chance(0.7):
            parts.append(f"value: {literals.primitive(c)}")
        if c.chance(0.5):
            parts.append(f"writable: {c.one(['true', 'false', '0', '1'])}")
    for name in ("enumerable", "configurable"):
        if c.chance(0.6):
            parts.append(f"{name}: {c.one(['true', 'false', '1', chr(34) * 2])}")
    text = "{ " + ", ".join(c.shuffled(parts)) + " }"
    return f"spy('d', {text})" if c.chance(0.15) else c.one([text] * 12 + ["null", "1"])


def target(c):
    return c.one([
        literals.plain_object(c), literals.array(c), "(a, b) => 1", "[1, , 3]", "new String('ab')", "Object.create({ a: 1, inherited: 2 }, { own: { value: 1 } })", "{ get a() { return trace('get a', this === o); }, set a(v) { note('set a'); }, b: 2 }", "Object.freeze({ a: 1, n: {} })", "Object.freeze([1, 2])", "Object.preventExtensions({ a: 1 })", "Object.freeze([1, 2, 3])",
        "new Uint8Array(3)", "spy('p', { a: 1, b: 2 })", "spy('q', [1, 2])", "(function () { return arguments; })(1, 2)", "(function (a) { 'use strict'; return arguments; })(1)", "{ 2: 1, b: 1, 1: 1, a: 1, [Symbol.for('s')]: 1, 0: 1 }", "Object.create(null)", "class { static a = 1; static m() {} }", "/x/g", "{ __proto__: { a: 1 }, b: 2 }", "{ __proto__: null, '__proto__': 1 }" if c.chance(0.01) else "{ __proto__: [] }", "{ ['__proto__']: 1 }", "Object.create({ a: 5 })", "new Map()", "new Date(0)",
    ])


def enumeration(o, body):
    """A for-in loop; what it asks of a proxy, and when, is not specified."""
    return f"{{ const keys = []; try {{ for (const k in {o}) {{ {body} }} }} finally {{ pending.length = 0; }} return keys; }}"


def operation(c, o="o"):
    k, v = c.one(KEYS), literals.value(c, 1)
    # V8 converts the key of such an assignment twice.
    plain = c.one(KEYS).replace("primitive('k', 'a')", "'a'")
    return c.one([
        f"Object.defineProperty({o}, {k}, {descriptor(c)})", f"Object.defineProperty({o}, {k}, {descriptor(c)})", f"Object.defineProperties({o}, {{ [{k}]: {descriptor(c)}, b: {descriptor(c)} }})", f"{o}[{k}] = {v}", f"{o}[{k}] = {v}", f"delete {o}[{k}]", f"delete {o}[{k}]", f"{o}[{k}]", f"{k} in {o}",
        f"Object.keys({o})", f"Reflect.ownKeys({o})", f"Object.entries({o})", f"Object.values({o})", f"Object.getOwnPropertyDescriptors({o})", f"Object.getOwnPropertyDescriptor({o}, {k})", f"Object.getOwnPropertyNames({o})", f"Object.getOwnPropertySymbols({o})", f"Object.hasOwn({o}, {k})", f"{o}.hasOwnProperty?.({k})", f"{o}.propertyIsEnumerable?.({k})",
        f"Object.freeze({o}) === {o}", f"Object.seal({o}) === {o}", f"Object.preventExtensions({o}) === {o}", f"[Object.isFrozen({o}), Object.isSealed({o}), Object.isExtensible({o})]", f"Object.assign({o}, {target(c).replace('o)', '0)')})", f"({{ ...{o} }})", f"{{ const {{ a, ...rest }} = {o}; return rest; }}", enumeration(o, "keys.push(k);"), enumeration(o, f"keys.push(k); delete {o}.b; {o}.added = 1;"),
        f"Reflect.set({o}, {k}, {v})", f"Reflect.set({o}, {k}, {v}, {{}})", f"Reflect.get({o}, {k}, 5)", f"Reflect.defineProperty({o}, {k}, {descriptor(c)})", f"Reflect.deleteProperty({o}, {k})", f"Reflect.has({o}, {k})", f"Object.setPrototypeOf({o}, {c.one(['null', '{ a: 9 }', '[]', '1'])}) === {o}", f"{o}.__proto__ === Object.prototype", f"({o}.__proto__ = {c.one(['null', '{ zz: 1 }', '5'])}, Object.getPrototypeOf({o}))", f"{o}.__defineGetter__?.({k}, () => 4)", f"{o}.__lookupGetter__?.({k})",
        f"Object.prototype.toString.call({o})", f"String({o})", f"{o}[{plain}]++", f"{o}[{plain}] ??= {v}", f"({o}.length = {c.one(['0', '1', '5', '-1', '2.5'])}, {o}.length)", f"Object.fromEntries(Object.entries({o}))", f"Object.is({o}[{k}], {v})", f"Object.entries({o}).length", f"{o}.toLocaleString?.()", f"{o}.valueOf?.() === {o}",
    ])


def objects(c):
    lines = ['"use strict";'] if c.chance(0.5) else []
    for _ in range(2):
        text = target(c)
        lines.append("{ const o = " + text + ";")
        for _ in range(8):
            body = operation(c)
            if "Uint8Array" in text or text.startswith("["):
                # V8 seals typed arrays with elements, which cannot be, and forgets that an array is sealed when an element changes.
                body = body.replace("Object.seal", "Object.freeze").replace("Object.isSealed", "Object.isFrozen")
            if "[" in text:
                body = body.replace("4294967294", "70000")  # joining four thousand million elements takes too long
            lines.append(f"check(() => {body if body.startswith('{ const') else '(' + body + ')'});")
        lines.append("log(o); }")
    return "\n".join(lines)


TRAPS = {
    "get": ["1", "undefined", "Reflect.get(...x)", "x[2] === p"], "set": ["true", "false", "Reflect.set(...x)"], "has": ["true", "false", "1"], "deleteProperty": ["true", "false", "Reflect.deleteProperty(...x)"], "ownKeys": ["[]", "['a']", "['a', 'b', 'z']", "['a', 'a']", "[1]", "Reflect.ownKeys(x[0]).reverse()", "['b', Symbol.iterator]", "null"],
    "getOwnPropertyDescriptor": ["undefined", "{ value: 1, configurable: true }", "{ value: 1, configurable: true, enumerable: true, writable: true }", "1", "{ value: 2, configurable: false }", "Reflect.getOwnPropertyDescriptor(...x)"], "defineProperty": ["true", "false", "Reflect.defineProperty(...x)"], "getPrototypeOf": ["null", "Array.prototype", "1"], "setPrototypeOf": ["true", "false"], "isExtensible": ["true", "false"], "preventExtensions": ["true", "Reflect.preventExtensions(...x)", "false"],
}


def proxies(c):
    lines = ['"use strict";'] if c.chance(0.5) else []
    base = c.one(["{ a: 1, b: 2 }", "[1, 2]", "Object.freeze({ a: 1 })", "Object.create({ i: 1 }, { a: { value: 1 }, b: { value: 2, configurable: true, enumerable: true } })", "(a) => 1", "Object.preventExtensions({ a: 1, c: 3 })", "{ get a() { return trace('get', typeof this); }, set a(v) { note('set'); } }"])
    traps = [f"{name}(...x) {{ note('{name}' + (typeof x[1] === 'string' ? ' ' + x[1] : '')); return {c.one(TRAPS[name])}; }}" for name in sorted(set(c.some(sorted(TRAPS), 1, 5)))]
    lines.append(f"const p = new Proxy({base.join(['(', ')'])}, {{ {', '.join(traps)} }});")
    for _ in range(12):
        body = operation(c, "p").replace("4294967294", "70000") if c.chance(0.7) else c.one(["Array.isArray(p)", "JSON.stringify(p)", "p.a", "p.a = 5", "Object.create(p).a", "Object.create(p).a = 3", "'a' in Object.create(p)", "[...p]", "p(1)", "new p(1)", "Array.prototype.concat.call([], p)", "Array.prototype.slice.call(p)", "typeof p", "structuredClone(p)"])
        lines.append(f"check(() => {body if body.startswith('{ const') else '(' + body + ')'});")
    return "\n".join(lines)


FAMILIES = {"objects": objects, "proxies": proxies}
