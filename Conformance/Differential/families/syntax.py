"""Programs of which many are early errors, each run on its own: compared is whether it is accepted."""

import re

from families import classes, destructuring, scopes, statements

TOKEN = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`[^`]*`|[A-Za-z_$#][\w$]*|\d[\w.]*|=>|\.\.\.|[-+*/%&|^<>=!?]+|[\s]+|.", re.S)
INSERTED = ["let", "const", "var", "yield", "static", "get", "of", "in", "async", "arguments", "eval", "new.target", "super", "super()", "this", "=", "=>", "...", ",", ";", "?.", "**", "++", "!", "-", "#x", "break", "continue", "return", "default:", "case 1:", "const l0", "let l0;", "var l0;", "l0:", "0n", "08", "\"\\08\"", "/x/", "/(/", "`${1}`", "\n", "class", "extends", "delete", "typeof", "=1", "?", ":", "||", "??", "&&", "import", "enum", "implements", "interface", "package", "if (1) function q() {}", "while (0) function q() {}", "L: function q() {}", "with (1) {}", "\\u0061", "v\\u0061r", "l\\u0065t", "<!-- x", "--> y", "/* \n */ --> z", "({ a: 1, a: 2 })", "({ __proto__: 1, __proto__: 2 })", "({ a = 1 })", "({ a = 1 } = {})", "(a, b) =>", "(a, a) => 1", "function (a, a) {}", "for (let x, y of [])", "for (let of [])", "for (const x in {}) ;", "for (var i = 0 in {}) ;", "new.target", "[a, ...b,] = c", "({ ...{ a } } = 1)", "({ ...[a] } = 1)", "(a) = 1", "(a, b) = 1", "[(a)] = 1", "({ a: (b) } = 1)", "({ a: (b = 1) } = 1)", "a?.b = 1", "new a?.b()", "a?.`x`", "-1 ** 2", "(-1) ** 2", "a ?? b || c", "(a ?? b) || c", "a => {} ()", "() => {}.x", "() => {} || 1", "class { #a; #a; }", "class { constructor() {} constructor() {} }", "class { static prototype() {} }", "class { get constructor() {} }", "class A extends B { constructor() { super(); } }", "class A { constructor() { super(); } }", "class A { x = arguments; }", "class A { static { return; } }", "class A { #x; m() { delete this.#x; } }", "class A { m() { this.#y; } }", "label: label: ;", "label: { label: ; }", "if (1) let\nx", "if (1) class q {}", "do ; while (0) x", "try {}", "try {} catch ([e, e]) {}", "try {} catch (e) { let e; }", "try {} catch (e) { var e; }", "try {} catch ([e]) { var e; }", "switch (1) { default: default: }", "switch (1) { case 1: let q; case 2: let q; }", "{ function q() {} function q() {} }", "{ function q() {} var q; }", "{ let q; function q() {} }", "let let = 1;", "let [a, a] = [];", "const q;", "var [q];", "throw\n1", "return\n1", "a\n++b", "continue L", "'use strict'", "\"use strict\"; 010", "1.e", "1..a", "1.a", "0b12", "0xg", "1_", "1__0", "0_1", "'\n'", "'\\u{110000}'", "`\\u`", "@x", "a.#b", "\u2028", "\ufeff", "x\u200dy", "\\u{1d7d8}", "function* g() { yield\n* 2; }", "function* g() { function yield() {} }", "function* g(x = yield) {}", "function f(a = super.b) {}", "function f(a = 1) { 'use strict'; }", "({ m() { super(); } })", "({ m() { super.x; } })", "({ get a(x) {} })", "({ set a() {} })", "({ get *a() {} })", "({ yield: 1, let: 2, if: 3 }).if", "({ if })", "({ eval } = 1)", "yield = 1", "let = 1", "static = 1", "(yield) => 1", "var yield", "async = 1", "of = 1", "get = 1"]


def mutate(c, text):
    tokens = TOKEN.findall(text)
    for _ in range(c.between(1, 2)):
        places = [index for index, token in enumerate(tokens) if not token.isspace() and token not in "(){}[]"]
        if not places:
            break
        place = c.one(places)
        kind = c.below(6)
        if kind < 1:
            tokens[place] = ""
        elif kind < 2:
            tokens[place] += " " + tokens[place]
        elif kind < 3:
            other = c.one(places)
            tokens[place], tokens[other] = tokens[other], tokens[place]
        elif kind < 5:
            tokens[place] += " " + c.one(INSERTED) + " "
        else:
            tokens[place] = " " + c.one(INSERTED) + " "
    return "".join(tokens)


def syntax(c):
    kind = c.below(3)
    strict = '"use strict"; ' if c.chance(0.3) else ""
    if kind == 0:
        body = " ".join(c.some(INSERTED, 1, 3))
        if c.chance(0.4):
            body = c.one(["function f() { @ }", "function* g() { @ }", "class A { m() { @ } }", "class A extends B { constructor() { @ } }", "for (;;) { @ }", "L: while (1) { @ }", "switch (1) { case 1: @ }", "() => { @ }", "({ m() { @ } })", "({ get a() { @ } })", "class A { static { @ } }", "x = (@)", "[@]", "f(@)", "function f(@) {}", "(@) => 1", "if (1) @ else ;", "`${@}`", "({ a: @ })", "let x = @;", "for (@ of []) ;", "class A { @ }", "({ @ })", "try { @ } catch (e) { @ }"]).replace("@", body)
    else:
        source = c.one([statements.statements, classes.classes, destructuring.destructuring, scopes.scopes])(c)
        lines = source.split("\n")
        body = mutate(c, "\n".join(lines[:25]) if kind == 1 else c.one(lines) or "x")
    return {"body": f"if (fuel > 1e9) (function () {{ {strict}{body}\n}});", "alone": True}


FAMILIES = {"syntax": syntax}
