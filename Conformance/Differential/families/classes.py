"""Random classes: fields, private names, accessors, static blocks, computed keys, super, and how they are used."""

import literals

KEYS = ["a", "b", "c", "'d e'", "1", "[note('key') ?? 'k']", "[trace('key', 'b')]", "[primitive('key', 'z')]", "[Symbol.toStringTag]"]


class Writer:
    def __init__(self, c, derived):
        self.c, self.derived = c, derived
        # V8 evaluates computed keys before it looks at what a class extends.
        self.keys = KEYS if derived in ("", " extends Object") else KEYS[:5]
        # The private names so far, and those of them that are fields.
        self.private, self.static_private, self.fields = [], [], []

    def expression(self, static=False):
        c = self.c
        own = self.static_private if static else self.private
        choices = [literals.primitive(c), "this.a", "typeof this", "new.target === undefined", "trace('t', 1)", "this.b ?? 0"]
        if own:
            name = c.one(own)
            choices += [f"this.{name}", f"this.{name}", f"(this.{name} = {literals.primitive(c)})", f"{name} in this", f"this?.{name}", f"[this.{name}] = [7]", f"({{ a: this.{name} }} = {{ a: 5 }}).a"]
            # V8 does not read a private name that it cannot write.
            choices += [f"this.{name}++"] if name in self.fields else []
        if self.derived:
            choices += ["super.a", "super.m?.()", "super['b']", "(super.a = 3)", "super.toString === Object.prototype.toString", "super.x", "(() => super.m?.call(this))()"]
        return c.one(choices)

    def member(self):
        c = self.c
        static = c.chance(0.35)
        word = "static " if static else ""
        value = self.expression(static)
        key = c.one(self.keys)
        kind = c.below(12)
        if kind < 3:
            return f"{word}{key} = {value};"
        if kind < 4:
            return f"{word}{key};"
        if kind < 6:
            return f"{word}{c.one(['', '', '*'])}{key}({c.one(['', 'x', 'x = 1', '...x'])}) {{ note('m'); return {value}; }}"
        if kind < 7:
            return f"{word}get {key}() {{ note('get'); return {value}; }}"
        if kind < 8:
            return f"{word}set {key}(v) {{ note('set'); {value}; }}"
        if kind < 9:
            return f"static {{ note('block'); {value if not value.startswith('[') else '(' + value + ')'}; }}"
        if kind < 11:
            name = f"#{c.one('pqr')}{len(self.private) + len(self.static_private)}"
            if kind < 10:
                text = f"{word}{name} = {value};"
                self.fields.append(name)
            else:
                text = c.one([f"{word}{name}() {{ return {value}; }}", f"{word}get {name}() {{ note('get private'); return {value}; }}", f"{word}get {name}() {{ return 1; }} {word}set {name}(v) {{ note('set private'); }}"])
            (self.static_private if static else self.private).append(name)
            return text
        return c.one([f"{word}f = () => {value};", f"{word}g = function () {{ return this === undefined; }};", "m(x) { return [x, typeof this]; }", "static m() { return 'sm'; }", "toString() { return 'T'; }", "static name = 'N';" if c.chance(0.3) else "static length = 5;", "static 'name'() {}", "get; set; static; async; static static = 1;"])

    def constructor(self):
        c = self.c
        value = self.expression()
        if not self.derived:
            return c.one(["", "", f"constructor(x) {{ note('ctor ' + (new.target === C0)); this.y = {value}; }}", "constructor() { return { other: 1 }; }" if c.chance(0.3) else f"constructor(...x) {{ ({value}); }}"])
        return c.one(["", "", f"constructor(x) {{ note('before'); super(x); note('after'); ({value}); }}", "constructor() { this.a; super(); }", "constructor() { }", f"constructor(x) {{ super(...[x]); return {literals.primitive(c)}; }}", "constructor() { const f = () => super(); f(); f(); }", "constructor() { try { super(failing('s') + 1); } finally { super(); } }", "constructor() { super(); return { z: 1 }; }"])


def classes(c):
    lines = [c.one(['"use strict";', ""])]
    count = c.between(2, 3)
    for index in range(count):
        base = "" if index == 0 and c.chance(0.8) else c.one([f" extends C{index - 1}"] * 6 + [" extends null", " extends Array", " extends Map", " extends Error", " extends (note('heritage'), Object)", " extends function () { this.q = 1; }", " extends 5", " extends Object.create.bind(null, {})"]) if index else " extends Object"
        writer = Writer(c, base)
        members = [writer.member() for _ in range(c.between(2, 6))]
        members.insert(c.below(len(members) + 1), writer.constructor())
        lines.append(f"var C{index};")
        lines.append(f"check(() => {{ C{index} = class{c.one(['', f' K{index}'])}{base} {{\n  " + "\n  ".join(members) + "\n}; return Reflect.ownKeys(C%d); });" % index)
        lines.append(f"check(() => Reflect.ownKeys(C{index}.prototype));")
    for _ in range(6):
        k = f"C{c.below(count)}"
        lines.append("check(() => " + c.one([f"new {k}({literals.primitive(c)})", f"new {k}().m(1)", f"{k}.m?.()", f"{k}()", f"{k}.a", f"new {k}().a", f"(new {k}().b = 2)", f"new {k}().f?.()", f"Object.entries(new {k}())", f"{k}.g?.()", f"Object.getOwnPropertyDescriptors({k})", f"Object.getOwnPropertyDescriptors({k}.prototype)", f"String(new {k}())", f"new (class extends {k} {{ a = super.a; c = 3; }})()", f"Reflect.construct({k}, [1], Date) instanceof Date", f"[...(new {k}().a?.() ?? [])]", f"{k}.name", f"new {k}() instanceof C0", f"({{ __proto__: new {k}() }}).b", f"JSON.stringify(new {k}())", f"{k}.prototype.constructor === {k}", f"structuredClone(new {k}())"]) + ");")
    return "\n".join(lines)


FAMILIES = {"classes": classes}
