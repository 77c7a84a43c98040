"""Random expressions: operators of all kinds on operands of mixed types, with conversions that record their order."""

import literals

BINARY = ["+", "-", "*", "/", "%", "&", "|", "^", ">>", ">>>", "<<", "<", ">", "<=", ">=", "==", "!=", "===", "!=="]
COMPARISONS = ["<", ">", "<=", ">=", "==", "!=", "===", "!=="]
ASSIGNMENTS = ["=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", ">>=", ">>>=", "&&=", "||=", "??="]
EXACT_MATH = ["abs", "ceil", "floor", "round", "trunc", "sign", "fround", "clz32", "max", "min", "imul", "sqrt"]
APPROXIMATE_MATH = ["sin", "cos", "tan", "atan", "atan2", "exp", "log", "log2", "log10", "log1p", "expm1", "cbrt", "hypot", "pow", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "asin", "acos"]
CONVERSIONS = ["String", "Number", "Boolean", "parseInt", "parseFloat", "isNaN", "isFinite", "Number.isInteger", "Number.isSafeInteger", "Object", "BigInt", "typeof ", "JSON.stringify", "Array.isArray", "Symbol.for", "[].concat", "Array.of", "escape", "encodeURIComponent"]


class Writer:
    """Writes expressions over the variables u, v, w, the object o and the array r."""

    def __init__(self, c):
        self.c = c

    def operand(self):
        c = self.c
        return c.weighted([(5, literals.primitive), (2, lambda c: literals.object_value(c, 1)), (4, lambda c: c.one("uvw")), (1, lambda c: self.member())])(c)

    def member(self):
        c = self.c
        return c.one(["o.a", "o.b", 'o["c"]', "o?.a", "o.nothing?.b", "r[0]", "r[1]", "r.length", "r?.[u]", "o[v]", "r.at(-1)", "o.m()", "o.m?.(u)", "o.a.b?.c", "o.g", "w?.x", "(o?.nothing).x", "delete o.a", "delete o?.b", "o.nothing?.[u++].y"])

    def assignment(self, depth):
        c = self.c
        target = c.one(["u", "v", "w", "o.a", "o.g", "r[1]", "o[trace('k', 'b')]", "r[trace('i', 2)]", "trace('o', o).c"])
        kind = c.below(9)
        if kind == 0:
            return f"{target}{c.one(['++', '--'])}"
        if kind == 1:
            return f"{c.one(['++', '--'])}{target}"
        if kind == 2:
            # V8 converts the key of a compound assignment twice.
            return f"(o[u] = {self.operand()})"
        if kind == 3:
            return f"([{target}, u = {self.operand()}] = [{self.operand()}, {self.operand()}])"
        if kind == 4:
            return f"({{a: {target}, ...w}} = {{a: {self.operand()}, z: 1}})"
        return f"({target} {c.one(ASSIGNMENTS)} {self.expression(depth - 1)})"

    def expression(self, depth):
        c = self.c
        if depth <= 0 or c.chance(0.12):
            return self.operand()
        kind = c.below(24)
        a = lambda: self.expression(depth - 1)
        if kind < 9:
            return f"({a()} {c.one(BINARY)} {a()})"
        if kind < 10:
            return f"approx(({a()}) ** ({c.one(['0', '1', '2', '3', '-1', '0.5', '2n', '3n', 'NaN', 'Infinity', 'coercible(1, 2, 3)'])}))"
        if kind < 12:
            return f"({c.one(['- ', '+ ', '~', '!', 'typeof ', 'void ', '- - ', '!!'])}{a()})"
        if kind < 14:
            return f"({a()} {c.one(['&&', '||'])} {a()})" if c.chance(0.7) else f"({a()} ?? {a()})"
        if kind < 15:
            return f"({a()} ? {a()} : {a()})"
        if kind < 16:
            return f"({a()}, {a()})"
        if kind < 19:
            return self.assignment(depth)
        if kind < 20:
            return f"`{c.one(['', 'x', '$'])}${{{a()}}}-${{{a()}}}`"
        if kind < 21:
            return f"({a()} {c.one(['in', 'instanceof'])} {c.one(['o', 'r', 'Array', 'Object', 'w', '({ a: 1 })', 'spy(1, r)', '{ [Symbol.hasInstance](x) { return trace(1, x); } }'])})"
        if kind < 22:
            return f"Math.{c.one(EXACT_MATH)}({', '.join(a() for _ in range(c.between(0, 3)))})" if c.chance(0.6) else f"approx(Math.{c.one(APPROXIMATE_MATH)}({', '.join(a() for _ in range(c.between(1, 2)))}))"
        if kind < 23:
            return f"{c.one(CONVERSIONS)}({a()}{', ' + c.one(['2', '10', '16', '36', 'undefined']) if c.chance(0.2) else ''})"
        return c.one([
            lambda: f"((x, y = x) => [x, y])({a()})", lambda: f"[{a()}, , ...[{a()}, {a()}]]", lambda: f"({{[{a()}]: {a()}, ...{a()}}})",
            lambda: f"(function () {{ return [this === undefined, arguments.length, typeof arguments[0]]; }})({a()})",
            lambda: f"((q) => q`a${{{a()}}}b`)((s, ...x) => [s, s.raw, x])", lambda: f"new (class {{ p = {a()}; }})()", lambda: f"[{a()}, {a()}].{c.one(['join()', 'toString()', 'includes(u)', 'indexOf(v)', 'concat(w)', 'reverse()', 'flat()', 'lastIndexOf(NaN)'])}",
        ])()


VARIABLES = """\
let u = {0}, v = {1}, w = {2};
const r = [{3}, {4}, {5}], o = {{ a: {6}, b: {7}, m() {{ return this === o; }}, get g() {{ return trace("get g", {8}); }}, set g(x) {{ trace("set g"); }} }};
"""


def mixed(c):
    writer = Writer(c)
    lines = ['"use strict";'] if c.chance(0.4) else []
    lines.append(VARIABLES.format(*[literals.primitive(c) for _ in range(9)]))
    for _ in range(c.between(5, 10)):
        lines.append(f"check(() => {writer.expression(c.between(2, 4))});")
    lines.append("log(u, v, w, o, r);")
    return "\n".join(lines)


def operators(c):
    """One operator between all pairs of a few values, recorded."""
    values = [literals.value(c) for _ in range(6)]
    operator = c.one(BINARY)
    lines = [f"const values = [{', '.join('() => ' + value for value in values)}];"]
    shown = f"values[i]() {operator} values[k]()"
    lines.append(f"for (let i = 0; i < 6; i++) for (let k = 0; k < 6; k++) check(() => {shown});")
    for operator in c.some(COMPARISONS, 2, 3):
        a, b = literals.object_value(c), literals.value(c)
        lines.append(f"check(() => {a} {operator} {b});")
        lines.append(f"check(() => {b} {operator} {a});")
    return "\n".join(lines)


def bigints(c):
    lines = []
    for _ in range(14):
        a, b = literals.bigint(c), literals.bigint(c)
        kind = c.below(8)
        if kind < 4:
            lines.append(f"check(() => ({a}) {c.one(['+', '-', '*', '/', '%', '&', '|', '^'])} ({b}));")
        elif kind < 5:
            lines.append(f"check(() => ({a}) {c.one(['<<', '>>', '**', '>>>'])} ({c.one(['0n', '1n', '2n', '7n', '64n', '63n', '33n', '-1n', '-64n', '-70n'])}));")
        elif kind < 6:
            lines.append(f"check(() => BigInt.{c.one(['asIntN', 'asUintN'])}({c.one(['0', '1', '8', '32', '63', '64', '65', '100', '-1', '1.5', '2**53', chr(34) + '8' + chr(34)])}, {a}));")
        elif kind < 7:
            lines.append(c.one([
                f"check(() => ({a}).toString({c.one(['2', '3', '7', '10', '16', '32', '36', '1', '37', 'undefined'])}));",
                f"check(() => BigInt({literals.primitive(c)}));", f"check(() => Number({a}));", f"check(() => ({a}) == {literals.primitive(c)});",
                f"check(() => ({a}) < {literals.primitive(c)});", f"check(() => -({a}) | ~({b}));", f"check(() => parseInt({a}) + Math.trunc(Number({b})));",
                f"check(() => BigInt({literals.text(c.one(['', ' 12 ', '0x1f', '-0x1', '1e3', '0b11', '0o17', '-5', '+7', '1.0', '12n', '--1', '٣']))}));",
                f"check(() => [{a}, {b}, {literals.number(c)}, {literals.number(c)}, {literals.bigint(c)}].sort((x, y) => x < y ? -1 : x > y ? 1 : 0));",
                f"check(() => [{a}, {b}, {literals.bigint(c)}].sort());", f"check(() => Number({c.bits(c.between(50, 1100))}n));",
                f"check(() => BigInt({literals.double(c)}));", f"check(() => ({c.bits(c.between(60, 500))}n) / ({c.bits(c.between(1, 200))}n) % ({c.bits(70)}n));",
            ]))
        else:
            lines.append(f"check(() => {{ let x = {a}; x{c.one(['++', '--'])}; x {c.one(['+=', '*=', '-=', '<<=', '&='])} {c.one(['3n', '-5n', '1n', '17n'])}; return x; }});")
    return "\n".join(lines)


FAMILIES = {"expressions": mixed, "operators": operators, "bigints": bigints}
