"""Random statements: loops, labels, exceptions, closures, generators and scopes of all kinds nested in each other.

Variables with var are v0 ... v5, with let, const and class l0 ... l5, functions in blocks b0 ... b2; a name of one kind is never
declared as another kind, so that no program is an early error. Reading a name that is not declared, or not yet, is a part of the
game. Every loop and function calls tick(), which ends a program that runs for too long."""

VARS = [f"v{i}" for i in range(5)]
LETS = [f"l{i}" for i in range(5)]
BLOCK_FUNCTIONS = ["b0", "b1", "b2"]


class Context:
    """Where a statement stands."""

    def __init__(self, **changes):
        self.loops = self.switches = 0
        self.labels, self.loop_labels = (), ()
        self.function = self.generator = self.derived = False
        self.strict = False
        self.visible = ()
        self.constants = frozenset()
        # Names of functions in the blocks around. V8 hoists a function out of a block although the block around declares the name too.
        self.block_functions = ()
        self.__dict__.update(changes)

    def with_(self, **changes):
        return Context(**{**self.__dict__, **changes})


class Writer:
    def __init__(self, c):
        self.c = c
        self.counter = 0
        self.budget = c.between(25, 70)

    def fresh(self, prefix):
        self.counter += 1
        return f"{prefix}{self.counter}"

    # Expressions

    def name(self, context):
        c = self.c
        if context.visible and c.chance(0.5):
            return c.one(context.visible)
        return c.one(VARS) if c.chance(0.9) else c.one(LETS)

    def expression(self, context, depth=2):
        c = self.c
        if depth <= 0 or c.chance(0.3):
            return c.weighted([(4, lambda: str(c.between(0, 5))), (6, lambda: self.name(context)), (1, lambda: c.one(['"s"', "undefined", "null", "true", "NaN"])), (0.5, lambda: f"typeof {c.one(LETS + BLOCK_FUNCTIONS)}")])()
        a = lambda: self.expression(context, depth - 1)
        kind = c.below(17)
        if kind < 5:
            return f"({a()} {c.one(['+', '-', '*', '%', '&', '|', '^', '<', '>', '==='])} {a()})"
        if kind < 6:
            return f"({a()} {c.one(['&&', '||', '??'])} 1 ? {a()} : {a()})" if c.chance(0.5) else f"({a()} ? {a()} : {a()})"
        if kind < 8:
            return f"({self.assignable(context)} {c.one(['=', '=', '+=', '-=', '??=', '||=', '&&='])} {a()})"
        if kind < 9:
            return c.one([f"{self.assignable(context)}++", f"--{self.assignable(context)}"])
        if kind < 11:
            return f"T({self.label()}, {a()})"
        if kind < 12:
            return f"f({c.one(VARS + BLOCK_FUNCTIONS + ['g0', 'g1'])}, {a()})"
        if kind < 13 and context.generator:
            return f"(yield {a()})" if c.chance(0.8) else f"(yield* {c.one(['[1, 2]', 'inner(' + a() + ')', chr(34) + 'xy' + chr(34), '[]', 'iterable(9, [1, 2])'])})"
        if kind < 14:
            if context.derived:
                return a()
            inner = self.in_function(context)
            return f"(() => {{ tick(); {self.simple(inner)} return {self.expression(inner, depth - 1)}; }})()"
        if kind < 15:
            return f"[{a()}, {a()}]" + c.one(["", "[0]", ".length", ".map((x) => x)"])
        if kind < 16:
            return f"{{ a: {a()} }}".join(["(", ").a"])
        return c.one([f"({a()}, {a()})", f"`${{{a()}}}`", f"- {a()}", f"!{a()}", f"void {a()}", "(typeof this)", f"(function () {{ tick(); return arguments.length + {self.expression(context.with_(generator=False), depth - 1)}; }})({a()}, 1)", "arguments.length", "arguments[0]", f"(delete {c.one(VARS)})" if not context.strict else "7", f"({a()})?.x"])

    def assignable(self, context):
        c = self.c
        names = [name for name in context.visible if name not in context.constants] if c.chance(0.9) else list(context.visible)
        return c.one(names) if names and c.chance(0.5) else c.one(VARS)

    def label(self):
        self.counter += 1
        return str(self.counter)

    # Statements

    def simple(self, context):
        c = self.c
        return c.one([f"T({self.label()}, {self.expression(context)});", f"{self.assignable(context)} = {self.expression(context)};", f"{self.expression(context)};", f"T({self.label()}, {self.name(context)});"])

    def expression_statement(self, context):
        text = self.expression(context)
        return f"({text});" if text.startswith(("{", "function", "[")) else text + ";"

    def jump(self, context):
        c = self.c
        choices = [f"throw {self.expression(context, 1)};"]
        if context.loops:
            choices += ["break;", "continue;", "break;", "continue;"]
        elif context.switches:
            choices += ["break;", "break;"]
        for label in context.labels:
            choices += [f"break {label};"]
        for label in context.loop_labels:
            choices += [f"continue {label};"]
        if context.function:
            choices += [f"return {self.expression(context, 1)};", "return;"]
        text = c.one(choices)
        return text if c.chance(0.35) else f"if ({self.expression(context)}) {text}"

    def block(self, context, low=1, high=4, functions=True):
        """Statements in a scope of their own, without the braces."""
        c = self.c
        declared = []
        if c.chance(0.5):
            declared = sorted(set(c.some(LETS, 1, 2)))
        kinds = {name: c.weighted([(5, "let"), (3, "const"), (1, "class"), (0.5, "bare")]) for name in declared}
        constants = {name for name in declared if kinds[name] == "const"}
        inner = context.with_(visible=tuple(set_add(context.visible, declared)), constants=frozenset((context.constants - set(declared)) | constants))
        statements = []
        for name in declared:
            early = c.chance(0.12)
            text = {"let": f"let {name} = {self.expression(inner if early else context)};", "const": f"const {name} = {self.expression(context)};", "class": f"class {name} {{ static x = T({self.label()}, {c.one(['1', '2'])}); static valueOf() {{ return 4; }} }}", "bare": f"let {name};"}[kinds[name]]
            statements.append(text)
        if functions and c.chance(0.2) and len(inner.block_functions) < len(BLOCK_FUNCTIONS):
            text, inner = self.block_function(inner)
            statements.append(text)
        body = [self.statement(inner) for _ in range(c.between(low, high))]
        if c.chance(0.15):
            statements = c.shuffled(statements + body)
        else:
            statements += body
        return " ".join(statements)

    def block_function(self, context):
        """A function declaration, and the context of what is in the same block."""
        c = self.c
        name = c.one([name for name in BLOCK_FUNCTIONS if name not in context.block_functions])
        body = self.in_function(context)
        text = f"function {name}({c.one(['', 'v0', 'v1, v2', 'l0'])}) {{ tick(); {self.statement(body)} return {self.expression(body)}; }}"
        return text, context.with_(block_functions=context.block_functions + (name,))

    def in_function(self, context, generator=False):
        return context.with_(loops=0, switches=0, labels=(), loop_labels=(), function=True, generator=generator, block_functions=())

    def statement(self, context):
        c = self.c
        self.budget -= 1
        if self.budget <= 0:
            return f"T({self.label()});"
        kind = c.weighted([(14, "simple"), (5, "if"), (3, "for"), (2, "while"), (2, "forof"), (1.5, "forin"), (2.5, "switch"), (5, "try"), (2, "label"), (3, "block"), (4, "jump"), (2.5, "function"), (2, "closure"), (1, "with"), (1, "destructure"), (1.5, "generator"), (1, "class")])
        return getattr(self, "write_" + kind)(context)

    def write_simple(self, context):
        c = self.c
        if c.chance(0.5):
            return f"T({self.label()}, {self.expression(context)});"
        if c.chance(0.2):
            return f"var {c.one(VARS)} = {self.expression(context)};"
        return self.expression_statement(context)

    def write_if(self, context):
        text = f"if ({self.expression(context)}) {{ {self.block(context)} }}"
        if self.c.chance(0.5):
            text += f" else {{ {self.block(context)} }}"
        return text

    def loop(self, context):
        return context.with_(loops=1, switches=0)

    def write_for(self, context):
        c = self.c
        inner = self.loop(context)
        kind = c.below(5)
        if kind == 0:
            i = c.one(LETS)
            declared = inner.with_(visible=tuple(set_add(inner.visible, [i])), constants=inner.constants - {i})
            push = f" fs.push(() => {i}{c.one(['', '++', ' += 2'])});" if c.chance(0.6) else ""
            update = c.one([f"{i}++", f"{i} += 2", f"fs.push(() => {i}), {i}++"])
            return f"for (let {i} = {c.between(0, 2)}{', q = () => ' + i if c.chance(0.2) else ''}; tick() && {i} < {c.between(2, 4)}; {update}) {{{push} {self.block(declared)} }}"
        if kind == 1:
            v = c.one(VARS)
            return f"for (var {v} = 0; tick() && {v} < {c.between(1, 4)}; {v}++) {{ {self.block(inner)} }}"
        if kind == 2:
            k = self.fresh("k")
            return f"let {k} = 0; for (; tick() && {k}++ < {c.between(1, 3)}; T({self.label()})) {{ {self.block(inner)} }}"
        if kind == 3:
            k = self.fresh("k")
            return f"for (let {k} = 0; ; ) {{ tick(); if ({k}++ > {c.between(0, 2)}) break; {self.block(inner)} }}"
        i = c.one(LETS)
        declared = inner.with_(visible=tuple(set_add(inner.visible, [i])), constants=inner.constants | {i})
        k = self.fresh("k")
        return f"let {k} = 0; for (const {i} = {self.expression(context)}; tick() && {k}++ < {c.between(1, 2)}; ) {{ {self.block(declared)} }}"

    def write_while(self, context):
        c = self.c
        k = self.fresh("k")
        inner = self.loop(context)
        if c.chance(0.5):
            return f"let {k} = 0; while (tick() && {k}++ < {c.between(1, 3)}) {{ {self.block(inner)} }}"
        return f"let {k} = 0; do {{ {self.block(inner)} }} while (tick() && {k}++ < {c.between(1, 3)}{' && ' + self.expression(context) if c.chance(0.3) else ''})" + c.one([";", "", ";"])

    def head(self, context):
        """The left side of for-in and for-of, and the context of the body."""
        c = self.c
        inner = self.loop(context)
        kind = c.below(6)
        if kind < 3:
            i = c.one(LETS)
            constant = c.chance(0.5)
            names = inner.constants | {i} if constant else inner.constants - {i}
            return f"{'const' if constant else 'let'} {i}", inner.with_(visible=tuple(set_add(inner.visible, [i])), constants=frozenset(names))
        if kind < 4:
            return f"var {c.one(VARS)}", inner
        if kind < 5:
            return c.one(VARS), inner
        return c.one(["o.x", f"[{c.one(VARS)}]", f"o[T({self.label()}, 'y')]", f"{{ length: {c.one(VARS)} }}"]), inner

    def write_forof(self, context):
        c = self.c
        head, inner = self.head(context)
        values = c.one(["[1, 2, 3]", '"ab"', f"iterable({self.label()}, [0, 1, 2])", f"[[0], [{self.expression(context, 1)}], 'z']", f"iterable({self.label()}, [1, 2, 3], {{ failAt: {c.between(0, 2)} }})", f"iterable({self.label()}, [1, 2], {{ returns: {c.one(['1', 'undefined', chr(34) + 'throw' + chr(34), '{}'])} }})", f"inner({self.expression(context, 1)})", "new Set([1, 2])", "new Map([[1, 2]])", "[{ length: 1 }, [2]]", "[1, , 3]", "f(g0)"])
        close = f" if ({self.expression(context, 1)}) fs.push(() => {head.split()[-1]});" if head.startswith(("let", "const")) and c.chance(0.3) else ""
        return f"for ({head} of {values}) {{ tick();{close} {self.block(inner)} }}"

    def write_forin(self, context):
        c = self.c
        head, inner = self.head(context)
        values = c.one(["{ a: 1, 2: 2, 1: 1, b: 3 }", '"ab"', "[5, , 6]", "null", "Object.create({ p: 1, q: 2 }, { q: { value: 1, enumerable: false }, r: { value: 1, enumerable: true } })", "o", "5", "class { static s = 1; }", "(function () { return arguments; })(1, 2)"])
        mutation = c.one(["", "", "", " delete o.x; o.z = 1;", " o.w = 1;"])
        return f"for ({head} in {values}) {{ tick();{mutation} {self.block(inner)} }}"

    def write_switch(self, context):
        c = self.c
        inner = context.with_(switches=1)
        cases = []
        default = c.between(-1, 3)
        for index in range(c.between(1, 4)):
            if index == default:
                cases.append(f"default: {self.statement(inner) if c.chance(0.8) else ''}")
            test = self.expression(context, 1) if c.chance(0.4) else f"T({self.label()}, {c.between(0, 3)})"
            body = " ".join(self.statement(inner) for _ in range(c.between(0, 2)))
            cases.append(f"case {test}: {body}{' break;' if c.chance(0.35) else ''}")
        declaration = ""
        if c.chance(0.25):
            name = c.one(LETS)
            declaration = f"case {c.between(0, 2)}: let {name} = {c.between(0, 9)}; fs.push(() => {name}); "
            return f"switch ({self.expression(context)}) {{ {declaration}{' '.join(cases)} }}"
        return f"switch ({self.expression(context)}) {{ {' '.join(cases)} }}"

    def write_try(self, context):
        c = self.c
        text = f"try {{ {self.block(context)} }}"
        with_finally = c.chance(0.55)
        if not with_finally or c.chance(0.6):
            parameter = c.one(["", "(e)", "(e)", "([e])", "({ length: e })", "(e)"])
            inner = context.with_(visible=context.visible + ("e",)) if parameter else context
            first = f"e = e?.name ?? e; T({self.label()}, e); " if parameter == "(e)" else ""
            if c.chance(0.9):
                first = "tick(); " + first
            text += f" catch {parameter} {{ {first}{self.block(inner)} }}"
        if with_finally:
            text += f" finally {{ T({self.label()}); {self.block(context, 0, 2)} }}"
        return text

    def write_label(self, context):
        c = self.c
        label = self.fresh("L")
        if c.chance(0.65):
            inner = context.with_(labels=context.labels + (label,), loop_labels=context.loop_labels + (label,))
            text = c.one([self.write_for, self.write_while, self.write_forof, self.write_forin])(inner)
            if text.startswith("let k"):
                declaration, _, rest = text.partition("; ")
                return f"{declaration}; {label}: {rest}"
            return f"{label}: {text}"
        inner = context.with_(labels=context.labels + (label,))
        return f"{label}: {{ {self.block(inner)} }}" if c.chance(0.7) else f"{label}: {self.write_try(inner)}"

    def write_block(self, context):
        return f"{{ {self.block(context)} }}"

    def write_jump(self, context):
        return self.jump(context)

    def write_function(self, context):
        """A function that is called at once, or a block function."""
        c = self.c
        inner = self.in_function(context)
        if c.chance(0.4) and len(context.block_functions) < len(BLOCK_FUNCTIONS):
            function, context = self.block_function(context)
            return f"{{ {function} {self.block(context, 1, 2, functions=False)} T({self.label()}, f({c.one(BLOCK_FUNCTIONS)}, 1)); }}"
        parameters = ", ".join(c.one(["{} = {}", "{}", "{}"]).format(name, self.expression(inner, 1)) for name in c.shuffled(VARS)[: c.between(0, 3)])
        rest = c.one(["", "", "...v9"])
        parameters = ", ".join(part for part in (parameters, rest) if part)
        simple = "=" not in parameters and "..." not in parameters
        strict = '"use strict"; ' if simple and c.chance(0.1) and not context.strict and "delete" not in parameters else ""
        if strict:
            inner = inner.with_(strict=True)
        arguments = ", ".join(self.expression(context, 1) for _ in range(c.between(0, 3)))
        hoisted = f"var {c.one(VARS)}; " if c.chance(0.3) else ""
        body = self.block(inner)
        mapped = c.one(["", "", f" T({self.label()}, arguments.length, arguments[0]); arguments[0] = 8; T({self.label()}, v0);"])
        return f"T({self.label()}, (function {c.one(['', 'v8', 'v9'])}({parameters}) {{ {strict}tick(); {hoisted}{body}{mapped} }})({arguments}));"

    def write_closure(self, context):
        c = self.c
        inner = self.in_function(context)
        kind = c.below(3)
        if kind == 0:
            return f"fs.push(() => {self.expression(inner, 2)});" if not context.generator else "fs.push(() => 3);"
        if kind == 1:
            return f"g{c.below(2)} = ({c.one(['v0', 'v1', 'v0, v1 = 2'])}) => {{ tick(); {self.block(inner, 1, 2)} return {self.expression(inner, 1)}; }};" if not context.derived else ""
        return f"T({self.label()}, f(fs[fs.length - 1]));"

    def write_with(self, context):
        c = self.c
        if context.strict:
            return self.write_simple(context)
        target = c.one(["{ v0: 1, l0: 2, get v1() { return T('get', 5); } }", "o", "{ v0: 1, v2: 3 }", "{ v3: 1, [Symbol.unscopables]: { v3: true } }", "[7]", "'str'"])
        return f"with ({target}) {{ {self.block(context)} }}"

    def write_destructure(self, context):
        c = self.c
        a, b = c.one(VARS), c.one(VARS)
        value = c.one([f"[{self.expression(context, 1)}, {self.expression(context, 1)}]", f"iterable({self.label()}, [1, 2, 3])", "[[, 3]]", "'ab'", "null"])
        return f"[{a} = {self.expression(context, 1)}, {c.one(['', '...'])}{b}] = {value};" if c.chance(0.6) else f"({{ x: {a} = {self.expression(context, 1)}, length: {b} }} = {value});"

    def write_generator(self, context):
        c = self.c
        inner = self.in_function(context, generator=True)
        name = self.fresh("it")
        steps = " ".join(f"f(() => T({self.label()}, {name}.{c.weighted([(6, 'next'), (1, 'return'), (1, 'throw')])}({c.between(0, 3)})));" for _ in range(c.between(2, 5)))
        body = self.block(inner, 2, 5)
        yields = f"T({self.label()}, yield {self.expression(inner, 1)});"
        body = body + " " + yields if c.chance(0.5) else f"try {{ {yields} {body} }} finally {{ T({self.label()}); {yields if c.chance(0.4) else ''} }}"
        if c.chance(0.3):
            return f"for (const {name} of (function* () {{ tick(); {body} }})()) {{ tick(); T({self.label()}, {name}); {self.jump(self.loop(context)) if c.chance(0.5) else ''} }}"
        return f"const {name} = (function* ({c.one(['', 'v0 = T(0, 1)', 'v1'])}) {{ tick(); {body} }})(); {steps}"

    def write_class(self, context):
        c = self.c
        inner = self.in_function(context).with_(strict=True, derived=True)
        inside = lambda: self.expression(inner.with_(visible=tuple(x for x in inner.visible)), 1).replace("arguments.length", "1").replace("arguments[0]", "2")
        members = c.some([lambda: f"p{c.below(3)} = T({self.label()}, {inside()});", lambda: f"static s{c.below(3)} = T({self.label()}, {inside()});", lambda: f"[T({self.label()}, 'c')]() {{ return {inside()}; }}", lambda: f"static {{ T({self.label()}, {inside()}); }}", lambda: f"get q() {{ return T({self.label()}, {inside()}); }}"], 1, 4)
        return f"{{ class C {{ {' '.join(member() for member in members)} }} const c = new C(); T({self.label()}, c.q); f(() => c.c()); }}"


def set_add(names, more):
    result = list(names)
    for name in more:
        if name not in result:
            result.append(name)
    return result


HEAD = """\
{strict}let g0 = () => 1, g1 = (x) => x, T = (n, ...x) => {{ note(x.length ? n + ":" + x.map((y) => show(y)) : String(n)); return x[0]; }};
const fs = [], o = {{ x: 1, y: 2 }}, f = (x, ...more) => {{ tick(); try {{ return typeof x === "function" ? x(...more) : "no"; }} catch (e) {{ if (e === "out of fuel") throw e; T("caught", e?.name ?? e); }} }};
function* inner(x) {{ tick(); try {{ const y = yield x; T("inner", y); return y; }} finally {{ T("done"); }} }}
var v0 = 0, v1 = 1, v2 = "2", v3, v4 = 4;
"""


def statements(c):
    writer = Writer(c)
    strict = c.chance(0.3)
    context = Context(function=True, strict=strict)
    body = []
    for _ in range(c.between(2, 5)):
        text = writer.statement(context)
        body.append(("try { " + text + " } catch (e) { T('E', e?.name ?? e); }") if c.chance(0.6) else text)
    body.append("for (const g of fs.slice(0, 12)) f(() => T('fs', g()));")
    body.append("log(v0, v1, v2, v3, v4, o);")
    return HEAD.format(strict='"use strict"; ' if strict else "") + "\n".join(body)


def generators(c):
    writer = Writer(c)
    context = Context(function=True, generator=True)
    writer.budget = 40
    lines = [HEAD.format(strict="")]
    lines.append("function* make(v0) { tick(); " + "\n  ".join(writer.statement(context) for _ in range(c.between(2, 5))) + "\n  return yield* inner(3); }")
    for _ in range(3):
        lines.append("{ const it = make(1);")
        for _ in range(c.between(3, 7)):
            lines.append(f"  check(() => it.{c.weighted([(8, 'next'), (1, 'return'), (1, 'throw')])}({c.one(['', '0', '1', '2', 'null'])}));")
        lines.append("}")
    lines.append("check(() => take(make(2)));")
    lines.append("log(v0, v1, v2, v3, v4, o);")
    return "\n".join(lines)


FAMILIES = {"statements": statements, "generators": generators}
