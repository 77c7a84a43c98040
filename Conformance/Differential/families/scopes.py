"""Scopes: hoisting, temporal dead zones, closures of loops, functions in blocks, arguments, with, and how calls find `this`."""

import literals


def snippets(c):
    n = lambda: str(c.between(0, 4))
    v = lambda: literals.primitive(c)
    e = lambda: c.one(["x", "typeof x", "x = 5", "x++", "f", "typeof f", "f()", "this === undefined", "arguments.length", "arguments[0]", "(() => x)()", "(() => arguments[0])()", "y", "typeof y", "delete x", "z = 3", "typeof z", "new.target"])
    body = lambda: " ".join(c.one([f"note(show({e()}));", f"var x = {v()};", f"note(show({e()}));", f"{{ let x = {v()}; note(show({e()})); }}", f"{{ function f() {{ return {n()}; }} note(show({e()})); }}", f"if ({c.one(['true', 'false'])}) {{ function f() {{ return {n()}; }} }}", f"try {{ {e()}; let y = {v()}; note(show({e()})); }} catch (x) {{ note(x.name); var x = {n()}; }}", f"var f = {n()};", f"function f() {{ return {n()}; }}", f"{{ class x {{ static s = x.name; }} note(show(typeof ({e()}))); }}", f"switch ({n()}) {{ case 0: let x = 1; case 1: function f() {{ return 'switch'; }} default: note(show({e()})); }}", f"for (let x = 0; x < 2; x++) {{ note(show({e()})); if (fs.length < 9) fs.push(() => {e()}); }}", f"for (var x of [1, 2]) note(show({e()}));", f"L: {{ note(show({e()})); if ({n()} > 2) break L; var y = {v()}; }}", f"x: {{ function f() {{ return 'labelled'; }} }}", f"arguments[0] = {v()};", f"x = {v()};", f"fs.push(() => {e()});"]) for _ in range(c.between(2, 6)))
    parameters = c.one(["", "x", "x, y", f"x = {v()}", f"x, y = x", f"x = y, y", "{ x, y } = {}", "...x", "x, f = () => x", "f, x = () => f", f"x = {e()}", "[x = 1] = []", "x, x" if c.chance(0.3) else "y", "arguments" if c.chance(0.2) else "x"])
    return n, v, e, body, parameters


def scopes(c):
    strict = c.chance(0.25)
    lines = ['"use strict";'] if strict else []
    lines.append("const fs = []; fuel = 100;")
    for _ in range(5):
        n, v, e, body, parameters = snippets(c)
        text = body()
        if strict:
            text = text.replace("delete x", "x").replace("x: { function f() { return 'labelled'; } }", "")
            parameters = {"x, x": "x", "arguments": "x"}.get(parameters, parameters).replace("delete x", "x")
        arguments = ", ".join(v() for _ in range(c.between(0, 3)))
        lines.append("check(() => { " + c.one([f"return (function {c.one(['f', 'g', '', 'x'])}({parameters}) {{ tick(); {text} }})({arguments});", f"function f0({parameters}) {{ tick(); {text} return x; }} return f0({arguments});", f"return (function ({parameters}) {{ tick(); {text} return (() => {{ {body().replace('delete x', 'x') if strict else body()} }})(); }}).call({v()}, {arguments or '1'});"]) + " });")
        lines.append("for (const g of fs.splice(0)) check(g);")
    text = "\n".join(lines)
    return text.replace("x: { function f() { return 'labelled'; } }", "") if strict else text


def calls(c):
    v = lambda: literals.value(c, 1)
    lines = ['"use strict";'] if c.chance(0.3) else []
    lines.append("function f(a, b = 2, ...c) { note(show(typeof this === 'object' && this !== null && this !== globalThis ? Object.prototype.toString.call(this) : typeof this)); return [a, b, c, new.target === undefined]; } function g(a, b) { arguments[0] = 9; b = 8; return [a, arguments[1], arguments.length, typeof this]; }")
    for _ in range(12):
        lines.append("check(() => " + c.one([
            f"f({v()}, {v()})", f"f.call({v()}, {v()})", f"f.apply({v()}, {c.one(['[1, 2, 3, 4]', 'null', '{ length: 2, 0: 1 }', '5', 'undefined', 'spy(1, [1])'])})", f"f.bind({v()}, 1)({v()})", f"new (f.bind({v()}, 1))(2)", f"g({v()})", f"g({v()}, {v()}, 1)", f"g.call({v()}, 1, 2)", f"new g(1, 2)", f"f.bind(1, 2).name + f.bind(1, 2, 3).length", f"(0, {{ f }}.f)(1)", f"{{ f }}.f(1)".join(["(", ")"]), f"[f][0](1)", f"((x) => x)(...{c.one(['[1, 2]', chr(34) + 'ab' + chr(34), 'iterable(1, [4])', 'null', '[, 1]'])})", f"trace('callee', f)(trace('a', 1), trace('b', 2))", f"trace('o', {{ f }})[trace('k', 'f')](trace('a', 1))", f"undefined?.[trace('k', 1)](trace('a', 2))", f"({{ f }})?.f(1)", f"({{ }}).f?.(trace('no', 1))", f"{v()}(trace('argument', 1))", f"new ({c.one(['f', '(() => 1)', 'Symbol', 'Math.max', '{}', '({ m() {} }).m', 'class { constructor() { return 1; } }', 'Date.prototype.getTime', '(function* () {})'])})({v()})",
            "(function self(n) { return n ? [self.length, ...self(n - 1)] : []; })(3)", "(function self() { self = 1; return typeof self; })()", "((a, b = a, c = () => a) => { var a; a = 5; return [a, b, c()]; })(1)", "(function (a, b = () => arguments[0]) { a = 3; return [b(), arguments.length]; })(1)", "Function.prototype.call.call(f, 1, 2)", "Function.prototype.toString.call(f).length > 10", "[f.length, g.length, f.name, (() => {}).name, (class { }).name, (function () {}).name]", "(() => { const a = () => {}, b = class {}, c = function () {}; let [d = () => {}] = []; return [a, b, c, d, { e() {}, f: () => {}, ['g' + 1]: () => {}, get h() { return 1; } }]; })()", "Reflect.apply(f, 1, [2, 3])", "Reflect.construct(g, [1], Array) instanceof Array", "f.hasOwnProperty('caller')", "Object.getOwnPropertyNames(function () {}).sort()", "(function () { return Object.getOwnPropertyNames(arguments); })(1, 2)", "(function () { 'use strict'; return Object.getOwnPropertyDescriptor(arguments, 'callee') !== undefined; })()", "(function (a) { delete arguments[0]; arguments[0] = 2; return [a, arguments[0]]; })(1)", "(function (a) { Object.defineProperty(arguments, '0', { writable: false, value: 5 }); a = 6; return [a, arguments[0]]; })(1)", "(function (a, b) { return [...arguments].concat(Array.prototype.slice.call(arguments, 1)); })(1, 2, 3)", "(function (a) { arguments.length = 0; return [...arguments]; })(1)",
        ]) + ");")
    return "\n".join(lines)


FAMILIES = {"scopes": scopes, "calls": calls}
