"""Destructuring and iteration: patterns of all kinds against values that record what is read from them."""

import literals


class Pattern:
    """A random pattern. `targets` are what it assigns to: fresh names in a declaration, anything assignable otherwise."""

    def __init__(self, c, declaration):
        self.c, self.declaration = c, declaration
        self.names = []

    def target(self, plain=False):
        if self.declaration or plain or self.c.chance(0.4):
            name = f"n{len(self.names)}"
            self.names.append(name)
            return name
        return self.c.one(["o.p", "o[trace('k', 'q')]", "trace('o', o).r", "r[trace('i', 0)]", "o.s", "x", "y"])

    def element(self, depth, plain=False):
        c = self.c
        text = self.pattern(depth - 1) if depth > 0 and not plain and c.chance(0.3) else self.target(plain)
        if c.chance(0.4):
            text += " = " + c.one([f"trace('d{c.below(9)}', {literals.primitive(c)})", "[]", "{}", "function () {}", "() => {}", "class {}", f"trace('e', [{literals.primitive(c)}, [2], {{ a: 3 }}])", "(() => { throw new TypeError(); })()"])
        return text

    def rest(self, depth):
        return "..." + (self.pattern(depth - 1) if self.c.chance(0.3) and depth > 0 else self.target())

    def pattern(self, depth):
        c = self.c
        if c.chance(0.5):
            items = [self.element(depth) if c.chance(0.85) else "" for _ in range(c.between(0, 3))]
            if c.chance(0.3):
                items.append(self.rest(depth))
            elif items and items[-1] == "":
                items.append("")
            return "[" + ", ".join(items) + "]"
        items = []
        for _ in range(c.between(0, 3)):
            key = c.one(["a", "b", "c", "0", "1", "length", "'a-b'", "[trace('key', 'b')]", "[primitive('key', 'c')]", "[Symbol.iterator]", "xy"])
            # V8 evaluates the first target before it finds that the value is undefined or null.
            items.append(f"{key}: {self.element(depth, plain=not items)}")
        if c.chance(0.3):
            items.append("..." + self.target(plain=not items))
        return "{" + ", ".join(items) + "}"


def source(c, depth=2):
    nested = lambda: source(c, depth - 1) if depth > 0 and c.chance(0.5) else literals.primitive(c)
    kind = c.below(11)
    if kind < 3:
        returns = c.one(["", "", ", { returns: 1 }", ", { returns: 'throw' }", f", {{ failAt: {c.below(3)} }}", ", { returns: null }"])
        return f"iterable('i{c.below(9)}', [{', '.join(nested() for _ in range(c.between(0, 4)))}]{returns})"
    if kind < 5:
        return f"recording('g', {{ a: {nested()}, b: {nested()}, c: {nested()}, 0: {nested()} }})"
    if kind < 7:
        return f"spy('s', {c.one([f'[{nested()}, {nested()}]', f'{{ a: {nested()}, b: {nested()}, length: 1 }}'])})"
    if kind < 9:
        return f"[{nested()}, {c.one(['', nested()])}, {nested()}]"
    return c.one([literals.value(c), f"({{ a: {nested()}, 0: {nested()}, [Symbol.iterator]: [].values }})", "new Map([[1, [2, 3]], ['a', 'b']])", "'\U0001f600a'", "(function* () { try { yield 1; yield [2]; } finally { note('closed'); } })()", "(function () { return arguments; })(1, [2], 3)"])


def destructuring(c):
    lines = ["let x, y; const o = {}, r = [];"]
    for _ in range(8):
        declaration = c.chance(0.55)
        pattern = Pattern(c, declaration)
        text = pattern.pattern(2)
        value = source(c)
        names = ", ".join(pattern.names)
        if declaration:
            lines.append("check(() => { " + c.one([
                f"const {text} = {value}; return [{names}];", f"var {text} = {value}; return [{names}];", f"let {text} = {value}; return [{names}];", f"return (({text}) => [{names}])({value});", f"return (function ({text}, last = {pattern.names[0] if pattern.names else 1}) {{ return [{names}, last, arguments.length]; }})({value});",
                f"for (const {text} of [{value}, {source(c)}]) note(show([{names}]));", f"try {{ throw {value}; }} catch ({text}) {{ return [{names}]; }}", f"for (let {text} = {value}; ; ) return [{names}];", f"return new (class {{ constructor({text}) {{ this.all = [{names}]; }} }})({value});", f"return [...(function* ({text}) {{ yield {names or '1'}; }})({value})];", f"for (var {text} in {{ ab: 1, cd: 2 }}) note(show([{names}]));",
            ]) + " });")
        else:
            declared = f"let {names}; " if names else ""
            expression = f"({text} = {value})"
            lines.append(f"check(() => {{ {declared}{c.one([f'const all = {expression}; ', f'for ({text} of [{value}]) note(1); ', expression + '; '])}return [{names}]; }});")
    lines.append("log(x, y, o, r);")
    return "\n".join(lines)


def iteration(c):
    lines = ["const f = (...x) => x.length + ':' + x.map((y) => show(y));"]
    for _ in range(10):
        a, b = source(c, 1), source(c, 1)
        lines.append("check(() => " + c.one([
            f"[...{a}, ...{b}]", f"f(...{a}, 1, ...{b})", f"new Set({a})", f"new Map({a})", f"Array.from({a}, (...x) => f(...x))", f"Array.from({{ length: {c.one(literals.SMALL_INTEGERS)}, 0: 1, 1: 2 }})", f"Object.fromEntries({a.replace('failAt', 'works')})", f"new (class {{ constructor(...x) {{ this.x = x; }} }})(...{a})",
            f"Math.max(...{a})", f"(() => {{ for (const x of {a}) {{ note(show(x)); {c.one(['break', 'continue', 'throw 1', 'return 2', 'note(5)'])}; }} }})()", f"(() => {{ outer: for (const x of {a}) for (const y of {b}) {{ note(show(y)); {c.one(['break outer', 'continue outer', 'break', 'return x', 'throw x'])}; }} }})()",
            f"take((function* () {{ const x = yield* {a}; note(show(x)); yield 9; }})(), {c.between(0, 5)})", f"{{ ...{a}, z: 1 }}".join(["(", ")"]), f"Object.assign({{}}, {a}, {b})", f"new Uint8Array({a})", f"Array.from.call(class K {{ constructor(...x) {{ note('new' + x); }} }}, {a})", f"String.raw({{ raw: {a} }}, 1, 2)", f"f.apply(null, {a})", f"Reflect.construct(Date, {a}).getTime() > 0",
            f"new Map([[1, 2]]).forEach.call(new Map({a}), (...x) => note(x.length))", f"new WeakSet({a}) && 1", f"Object.entries({a})",
        ]) + ");")
    return "\n".join(lines)


FAMILIES = {"destructuring": destructuring, "iteration": iteration}
