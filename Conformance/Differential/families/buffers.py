"""Typed arrays, DataView and ArrayBuffer."""

import literals

KINDS = ["Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array"]
METHODS = {"at": "p", "copyWithin": "ppp", "every": "c", "fill": "vpp", "filter": "c", "find": "c", "findLast": "c", "findIndex": "c", "includes": "vp", "indexOf": "vp", "join": "j", "lastIndexOf": "vp", "map": "c", "reduce": "f", "reverse": "", "set": "sp", "slice": "pp", "some": "c", "subarray": "pp", "toString": "", "with": "pv", "toReversed": "", "toSorted": "", "sort": "", "keys": "", "entries": "", "values": ""}
VIEWS = ["Int8", "Uint8", "Int16", "Uint16", "Int32", "Uint32", "Float32", "Float64", "BigInt64", "BigUint64"]


def element(c, kind):
    if kind.startswith("Big") != c.chance(0.07):
        return literals.bigint(c)
    return literals.number(c) if c.chance(0.9) else literals.primitive(c)


def receiver(c, kind):
    values = ", ".join(literals.bigint(c) if kind.startswith("Big") else literals.number(c) for _ in range(c.between(1, 5)))
    return c.weighted([(6, f"new {kind}([{values}])"), (1, f"new {kind}({c.between(0, 4)})"), (2, f"new {kind}(new Uint8Array([{', '.join(str(c.below(256)) for _ in range(32))}]).buffer, {c.one(['0', '8', '16', '1', '4', 'undefined'])}, {c.one(['1', '2', 'undefined', '0', '5'])})"), (1, f"{kind}.from([{values}])"), (1, f"{kind}.of({values})")])


def typed_arrays(c):
    lines = []
    for _ in range(10):
        kind, method = c.one(KINDS), c.one(sorted(METHODS))
        arguments = []
        for k in METHODS[method]:
            arguments.append({
                "p": lambda: c.one(literals.POSITIONS), "v": lambda: element(c, kind), "c": lambda: c.one(["(x) => x", "(x, i) => { note(i); return i > 1; }", "(x) => -x", "() => 300.7", "() => 3n", "function () { return this; }"]), "j": lambda: c.one(["", "'-'", "undefined"]), "f": lambda: "(a, x) => a + ',' + x",
                "s": lambda: c.one([f"[{element(c, kind)}]", f"new {c.one(KINDS)}([{'1n' if c.chance(0.3) else '1'}])", "'12'", "{ length: 1, 0: 5 }", "r", "r.subarray(1)", "5", "[failing('f')]"]),
            }[k]())
        if c.chance(0.2):
            arguments = arguments[:1]
        if method == "fill" and len(arguments) > 1 and arguments[1] == "undefined":
            arguments[1] = "null"  # V8 forgets the end after an undefined start
        if method == "set" and "new" in arguments[0]:
            arguments = arguments[:1]  # V8 looks at the length of another typed array before its kind
        invocation = f"r.{method}({', '.join(arguments)})" if method != "fill" or arguments else "r.fill()"
        lines.append(f"check(() => {{ const r = {receiver(c, kind)}; return [{'take(' + invocation + ')' if method in ('keys', 'entries', 'values') else invocation}, r]; }});")
    for _ in range(4):
        kind = c.one(KINDS)
        lines.append(f"check(() => {{ const r = {receiver(c, kind)}; r[{c.one(['0', '1', '9', '-1', '1.5', chr(39) + '-0' + chr(39), chr(39) + '01' + chr(39), chr(39) + '1' + chr(39)])}] = {element(c, kind)}; return [r, Object.keys(r), {c.one(['0', '9', chr(39) + '-0' + chr(39), chr(39) + 'x' + chr(39)])} in r, r.byteLength, r.byteOffset]; }});")
        lines.append("check(() => " + c.one([f"new {kind}({c.one([literals.string(c), literals.object_value(c), c.one(literals.SMALL_INTEGERS)])})", f"new {kind}([{literals.value(c)}, {literals.value(c)}])", f"new {kind}(new {c.one(KINDS)}([{element(c, kind)}]))", f"Object.defineProperty(new {kind}(2), '{c.one(['0', '1', '2', '-0', 'x'])}', {{ value: {element(c, kind)}, writable: {c.one(['true', 'false'])}, enumerable: true, configurable: {c.one(['true', 'false'])} }})", f"Object.freeze(new {kind}({c.below(2)}))", f"{kind}.from({{ length: 2, 0: 1 }}, (x, i) => i)", f"delete new {kind}(1)[{c.one(['0', '1', chr(39) + 'a' + chr(39)])}]", f"Reflect.set(new {kind}(1), {c.one(['0', '1', '-1'])}, {element(c, kind)})", f"Reflect.ownKeys(new {kind}(2))", f"[{kind}.BYTES_PER_ELEMENT, {kind}.name, {kind}.length]"]) + ");")
    return "\n".join(lines)


def views(c):
    lines = [f"const b = new Uint8Array([{', '.join(str(c.one([c.below(256), 0, 255, 127, 128])) for _ in range(16))}]).buffer, d = new DataView(b, {c.one(['0', '1', '3'])});"]
    for _ in range(14):
        kind = c.one(VIEWS)
        position = c.one(["0", "1", "2", "3", "5", "7", "8", "12", "15", "-1", "1.5", "undefined", "'2'", "Infinity"]) if c.chance(0.5) else str(c.below(8))
        if c.chance(0.5):
            lines.append(f"check(() => d.get{kind}({position}{', ' + c.one(['true', 'false', '1']) if c.chance(0.6) else ''}));")
        else:
            lines.append(f"check(() => d.set{kind}({position}, {element(c, kind)}{', true' if c.chance(0.5) else ''}));")
    lines.append("log(new Uint8Array(b));")
    for _ in range(4):
        lines.append("check(() => " + c.one([f"b.slice({c.one(literals.POSITIONS)}, {c.one(literals.POSITIONS)})", f"new DataView(b, {c.one(literals.POSITIONS)}, {c.one(literals.POSITIONS)}).byteLength", f"new ArrayBuffer({c.one(['0', '1', '-1', '1.5', chr(39) + '3' + chr(39), 'NaN'])}).byteLength", f"new ArrayBuffer(4, {{ maxByteLength: 8 }}).resizable", "(() => { const b = new ArrayBuffer(4, { maxByteLength: 8 }), t = new Uint8Array(b), s = new Uint8Array(b, 2), f = new Uint8Array(b, 2, 2); b.resize(" + str(c.below(10)) + "); return [t.length, s.length, f.length, f.byteOffset, b.byteLength, t]; })()", "ArrayBuffer.isView(d)", "[b.byteLength, d.byteOffset, d.byteLength]", "Math.fround(new Float32Array([1.1])[0])", "new Uint8Array(b).subarray(2, 5).buffer === b"]) + ");")
    return "\n".join(lines)


FAMILIES = {"typed-arrays": typed_arrays, "data-views": views}
