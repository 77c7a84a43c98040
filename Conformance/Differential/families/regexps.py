"""Random patterns on short random text, and the methods that match."""

import literals

ALPHABET = "abcxAB01_-. \n\u00e9"
UNICODE_ALPHABET = "ab\U0001f600\ud83d\ude00\u00df\u017f\u212aKs\u03c3\u03c2\u0130\u00e9\U00010400\U00010428"
CLASSES = ["\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "."]
PROPERTIES = ["\\p{L}", "\\P{L}", "\\p{Lu}", "\\p{ASCII}", "\\p{Script=Greek}", "\\p{Emoji}", "\\P{Ll}", "\\p{Any}", "\\p{Nd}"]


class Writer:
    def __init__(self, c, flags):
        self.c, self.flags = c, flags
        self.unicode = "u" in flags or "v" in flags
        # Groups: how many, the numbers of those that are closed, and their names.
        self.groups, self.closed, self.names = 0, [], []
        self.repetition = 0

    def character(self):
        c = self.c
        if self.unicode and c.chance(0.35):
            return c.one(["\\u{1f600}", "\U0001f600", "\\ud83d\\ude00", "\\ud83d", "\\u{df}", "\u212a", "\u017f", "\\u03c3", "\u00e9", "\U00010400", "K", "s"])
        if c.chance(0.08):
            return c.one(["\\x61", "\\u0062", "\\n", "\\.", "\\-" if "u" not in self.flags and "v" not in self.flags else "\\/", "\\cJ", "\\t", "\\0", "\\$"])
        if not self.unicode and c.chance(0.06):
            return c.one(["\\a", "\\u{61}", "\\x6", "\\c", "\\07", "\\101", "\\8", "]", "{", "}", "a{", "b{,3}", "\\k", "\\e", "\\ca"])
        return c.one("aabbcxAB01_- \u00e9")

    def escape(self):
        return self.c.one(CLASSES) if not self.unicode or self.c.chance(0.6) else self.c.one(PROPERTIES)

    def character_class(self, depth=0):
        c = self.c
        parts = []
        if "v" in self.flags and depth < 2 and c.chance(0.6):
            operands = [c.one(["[a-c]", "[b-x]", "\\w", "\\d", "\\p{L}", "[A-B0]", "\\q{ab|c|\\u{1f600}}", "\\q{}", "[\\w--a]", "[^b]"]) if depth or c.chance(0.7) else self.character_class(depth + 1) for _ in range(c.between(1, 3))]
            operator = c.one(["--", "&&", ""])
            return "[" + ("^" if c.chance(0.2) else "") + operator.join(operands) + "]"
        for _ in range(c.between(0 if c.chance(0.1) else 1, 4)):
            kind = c.below(6)
            if kind < 2:
                parts.append(c.one(["a-c", "b-x", "0-1", "A-B", "a-B" if c.chance(0.05) else "A-a", "x-z"] + (["\\u{1f5ff}-\\u{1f601}", "\\ud83d-\\udfff", "\u03c0-\u03c3"] if self.unicode else ["\\x61-\\x63", "\\b", "\\cA", "\\d-x", "\\1", "\\B" if c.chance(0.3) else "^"])))
            elif kind < 3:
                parts.append(self.escape())
            else:
                parts.append(c.one(["a", "b", "c", "x", "B", "0", "_", "\\n", "\\]", ".", "\u00e9"] + (["\U0001f600", "\\ud83d", "s", "\u212a"] if self.unicode else ["-", "$", "("])))
        return "[" + ("^" if c.chance(0.25) else "") + "".join(parts) + "]"

    def group(self, depth):
        c = self.c
        kind = c.below(12)
        if kind < 4:
            self.groups += 1
            number = self.groups
            text = "(" + self.alternatives(depth - 1) + ")"
            self.closed.append(number)
            return text
        if kind < 6:
            name = c.one(["n", "o", "x1", "$", "\u00e9", "o"]) + str(len(self.names))
            self.groups += 1
            number = self.groups
            self.names.append(None)
            text = f"(?<{name}>" + self.alternatives(depth - 1) + ")"
            self.closed.append(number)
            self.names[self.names.index(None)] = name
            return text
        if kind < 8:
            return "(?:" + self.alternatives(depth - 1) + ")"
        return c.one(["(?=", "(?!", "(?<=", "(?<!"]) + self.alternatives(depth - 1) + ")"

    def quantifier(self):
        c = self.c
        return c.one(["*", "+", "?", "{2}", "{1,2}", "{0,3}", "{2,}", "{0}", "{0,1}", "{1}"]) + ("?" if c.chance(0.35) else "")

    def term(self, depth):
        c = self.c
        kind = c.below(20)
        if kind < 8:
            atom = self.character()
        elif kind < 10:
            atom = self.escape()
        elif kind < 13:
            atom = self.character_class()
        elif kind < 17 and depth > 0:
            repeats = c.chance(0.4) and self.repetition < 2
            self.repetition += repeats
            atom = self.group(depth)
            self.repetition -= repeats
            if not repeats or (atom.startswith(("(?<=", "(?<!")) or self.unicode and atom.startswith(("(?=", "(?!"))):
                return atom
            return atom + self.quantifier()
        elif kind < 18:
            return c.one(["^", "$", "\\b", "\\B"])
        elif kind < 19 and self.closed:
            # Not to a group from its inside: V8 then sees what the group matched in an earlier match.
            atom = f"\\{c.one(self.closed)}"
            names = [name for name in self.names if name]
            if names and c.chance(0.4):
                atom = f"\\k<{c.one(names)}>"
        else:
            atom = self.character()
        if self.repetition < 2 and c.chance(0.35) and not (atom.endswith("}") and atom[0] not in "\\[") and atom not in ("{", "a{", "b{,3}", "\\c"):
            return atom + self.quantifier()
        return atom

    def alternatives(self, depth):
        c = self.c
        return "|".join("".join(self.term(depth) for _ in range(c.weighted([(1, 0), (4, 1), (6, 2), (3, 3)]))) for _ in range(c.weighted([(7, 1), (2, 2), (1, 3)])))


def flag_text(c):
    flags = "".join(flag for flag, probability in (("d", 0.1), ("g", 0.45), ("i", 0.35), ("m", 0.25), ("s", 0.2)) if c.chance(probability))
    flags += c.weighted([(6, ""), (3, "u"), (2, "v")])
    if "v" in flags:
        flags = flags.replace("i", "")  # V8 does not fold the operands of set operations and of complements
    return flags + ("y" if c.chance(0.12) else "")


def subject(c, flags):
    letters = ALPHABET + "ababab" if not set("uv") & set(flags) else ALPHABET + UNICODE_ALPHABET * 2
    if "i" in flags:
        letters += "AbBc\u00c9"
    return "".join(c.some(letters, 0, 11))


def pattern(c, flags=None):
    flags = flag_text(c) if flags is None else flags
    source = Writer(c, flags).alternatives(3)
    if set("uv") & set(flags):
        # V8 finds empty matches in the middle of surrogate pairs: a match has to begin with a character.
        source = f"(?=[^])(?:{source})"
    return source, flags


def matching(c):
    lines = []
    for _ in range(8):
        source, flags = pattern(c)
        lines.append(f"check(() => {{ const e = new RegExp({literals.text(source)}, {literals.text(flags)}); return [e.source, e.flags]; }});")
        subjects = ", ".join(literals.text(subject(c, flags)) for _ in range(4))
        lines.append(f"for (const s of [{subjects}]) {{")
        lines.append(f"  const e = () => new RegExp({literals.text(source)}, {literals.text(flags)});")
        uses = ["e().exec(s)", "s.match(e())", "s.replace(e(), '[$&|$1|$2]')", "s.split(e())", "s.search(e())", "e().test(s)", "[...s.matchAll(e())]", "(() => { const x = e(); x.lastIndex = 1; return [x.exec(s)?.index, x.lastIndex, x.exec(s)?.index, x.lastIndex]; })()", "s.split(e(), 3)", "s.replaceAll(e(), \"$'-$`-$<n0>\")", "e().exec(s)?.groups", "e().exec(s)?.indices"]
        if "g" not in flags or not set("uv") & set(flags):
            # Otherwise V8 gives empty texts for the groups that took no part in an empty match.
            uses.append("s.replace(e(), (...x) => JSON.stringify(x))")
        for use in c.shuffled(uses)[:4]:
            lines.append(f"  check(() => {use});")
        lines.append("}")
    return "\n".join(lines)


def protocol(c):
    """The methods of regular expressions on objects that are not quite regular expressions."""
    lines = ["class Logged extends RegExp { exec(s) { note('exec ' + this.lastIndex); return super.exec(s); } }",
             "const fake = (...results) => ({ exec(s) { note('exec'); return results.shift() ?? null; }, flags: 'g', lastIndex: 0, global: true, unicode: false });"]
    for _ in range(10):
        source, flags = pattern(c, c.one(["", "g", "y", "gy", "gi", "u", "gu"]))
        e = f"new Logged({literals.text(source)}, '{flags}')"
        s = literals.text(subject(c, flags))
        result = c.one(["['a']", "{ 0: 'b', index: 1, length: 1 }", "{ index: -1, length: 2, groups: { n: 1 } }", "[]", "['', 'q']", "1", "{ get index() { note('index'); return 1; }, get 0() { return 'x'; }, get length() { note('length'); return 1; } }"])
        lines.append("check(() => " + c.one([
            f"{s}.replace({e}, '<$&>')", f"{s}.replace({e}, (...x) => x.length)", f"{s}.split({e})", f"{s}.match({e})", f"{s}.search({e})", f"take({s}.matchAll(new Logged({literals.text(source)}, 'g{flags.replace('g', '')}')))", f"{e}.test({s})",
            f"RegExp.prototype[Symbol.replace].call(fake({result}), {s}, '$0$1$&$<n>')", f"RegExp.prototype[Symbol.match].call(fake({result}), {s})", f"RegExp.prototype[Symbol.search].call(fake({result}), {s})",
            f"RegExp.prototype.test.call(fake({result}), {s})", f"String(RegExp.prototype.toString.call({{ source: {s}, flags: 'q' }}))", f"RegExp({e}) instanceof Logged", f"new RegExp({e}, 'm').flags", f"new RegExp({s}).source",
            f"(() => {{ const x = {e}; x.lastIndex = {c.one(literals.POSITIONS)}; return [x.exec({s}), x.lastIndex]; }})()", f"(() => {{ const x = {e}; Object.freeze(x); return x.exec({s}); }})()", f"Object.getOwnPropertyNames({e}.exec({s}) ?? [])", f"/{c.one(['a', 'b|c', '(?:)'])}/g.compile('b').source",
            f"[{e}.dotAll, {e}.sticky, {e}.hasIndices, RegExp.prototype.flags, RegExp.prototype.source]",
        ]) + ");")
    return "\n".join(lines)


def syntax(c):
    """Pattern texts of which many are errors: which ones is what is compared."""
    tokens = ["a", "(", ")", "[", "]", "{", "}", "*", "+", "?", "|", "^", "$", ".", "\\", "-", "1", "2", ",", ":", "=", "!", "<", ">", "(?", "(?<n>", "\\k<n>", "\\1", "\\b", "\\d", "\\u", "\\u{", "\\x4", "\\c", "\\p{L}", "\\p{", "[^", "[a-", "-]", "(?=", "(?<!", "{1}", "{2,1}", "{,1}", "&&", "--", "\\q{a|b}", "é", "\U0001f600", "\\ud83d", "/", "\\0", "\\00", "\\B", "[\\b]", "(?:"]
    lines = []
    for _ in range(25):
        source = "".join(c.some(tokens, 1, 6))
        flags = c.one(["", "", "u", "v", "i", "iu", "gimsuyd", "uv", "gg", "x"]) if c.chance(0.9) else c.one(["y", "d"])
        lines.append(f"check(() => new RegExp({literals.text(source)}, {literals.text(flags)}).exec('aa1b-[](){{}}.\\u00e9'));")
    return "\n".join(lines)


FAMILIES = {"regexps": matching, "regexp-protocol": protocol, "regexp-syntax": syntax}
