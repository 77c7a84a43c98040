"""String methods on awkward text, templates, URI functions."""

import literals

PATTERNS = ["/a/", "/a/g", "/(b)|c/g", "/./gu", "/./gs", "/(?<l>[a-c])(x)?/g", "/(?:)/g", "/\\b/g", "/[aeiou]/gi", "/$/gm", "/\\s+/g", "/(a)(b)?/y", "/,/", "/\\u{1f600}/u", "/(.)\\1/g", "/(?=a)/g", "/[^]/g"]
REPLACEMENTS = ['"[$&]"', '"$1$2"', '"$$"', '"$`|$\'"', '"$<l>"', '"$0$10$01"', '"$"', '""', "(...x) => { trace(x.length); return x.join('|'); }", "(m) => m.toUpperCase()", "() => '$&'", "undefined", "() => undefined", '"$11"', '"$<"', '"$<x>$3"']

# A method: the kinds of its arguments. s text, i position, n small count, p text or pattern, r replacement, x anything
METHODS = {
    "at": "i", "charAt": "i", "charCodeAt": "i", "codePointAt": "i", "concat": "xx", "endsWith": "si", "includes": "si", "indexOf": "si", "lastIndexOf": "si",
    "match": "p", "matchAll": "g", "normalize": "f", "padEnd": "ns", "padStart": "ns", "repeat": "n", "replace": "pr", "replaceAll": "gr", "search": "p", "slice": "ii", "split": "pl",
    "startsWith": "si", "substring": "ii", "substr": "ii", "toLowerCase": "", "toUpperCase": "", "toString": "", "trim": "", "trimEnd": "", "trimStart": "", "valueOf": "", "anchor": "s", "big": "",
    "isWellFormed": "", "toWellFormed": "", "link": "s", "codePoints": "",
}


def argument(c, kind):
    if kind == "s":
        return literals.string(c) if c.chance(0.85) else literals.value(c)
    if kind == "i":
        return c.one(literals.POSITIONS)
    if kind == "n":
        return c.one(["0", "1", "2", "3", "5", "8", "13", "-1", "NaN", "2.9", '"4"', "undefined", "Infinity" if c.chance(0.2) else "6", "null"])
    if kind == "p":
        return c.one(PATTERNS) if c.chance(0.5) else literals.string(c) if c.chance(0.8) else literals.value(c)
    if kind == "g":
        return c.one(PATTERNS) if c.chance(0.6) else literals.string(c)
    if kind == "r":
        return c.one(REPLACEMENTS)
    if kind == "f":
        return c.one(['"NFC"', '"NFD"', '"NFKC"', '"NFKD"', "undefined", '"nfc"', "null"])
    if kind == "l":
        return c.one(["undefined", "0", "1", "2", "3", "-1", "Infinity", "4294967297"])
    return literals.value(c)


def call(c, receiver=None):
    method = c.one(sorted(METHODS))
    if method == "codePoints":
        return f"[...{receiver or literals.string(c)}]"
    kinds = METHODS[method]
    count = len(kinds) if c.chance(0.8) else c.between(0, len(kinds))
    arguments = [argument(c, kind) for kind in kinds[:count]]
    if method == "padStart" or method == "padEnd":
        arguments = [item.replace("Infinity", "9") if index == 0 else item for index, item in enumerate(arguments)]
    receiver = receiver or literals.string(c)
    if c.chance(0.08):
        text = f"String.prototype.{method}.call({', '.join([literals.value(c)] + arguments)})"
    else:
        text = f"{receiver}.{method}({', '.join(arguments)})"
    return f"[...{text}]" if method == "matchAll" else text


def methods(c):
    lines = [f"check(() => {call(c)});" for _ in range(14)]
    receiver = literals.string(c)
    for _ in range(3):
        receiver = f"String({call(c, receiver)})"
        lines.append(f"check(() => {receiver});")
    return "\n".join(lines)


# Text with what the rules of case, segmentation and composition are about.
UNICODE = ["A", "i", "I", "\u0130", "\u0131", "\u0307", "\u00df", "\u1e9e", "\u03a3", "\u03c2", "\u03c3", "\u01c4", "\u01c5", "\u01c6", "\ufb03", "\u0149", "\u1f80", "\u1fb3", "\u0345", "\u00e9", "e\u0301", "\u212b", "\u00c5", "A\u030a", "\u1100", "\u1161", "\u11a8", "\uac01", "\u0323", "\u0327", "\u00b4", "\u2126", "\u00bd", "\uff21", "\u3300", "\U00010400", "\U00010428", "\U0001d7d8", "\U0001f468\u200d\U0001f469", "\ud83d", "\ude00", "\u0391\u0342", "\u1e00", "\u2c2f", "\ua7cb", "\u10d0", "\u1c90", "\u13a0", "\uab70", " ", ".", "\u00ad", "\u0fb2\u0f71", "\u0958", "\u2adc", "\u0344", "\U0001d15e", "\u0340", "\u1e0b\u0323", "\u2000", "\u180e", "\u200b", "\u3000", "\u205f"]


def unicode(c):
    lines = []
    for _ in range(14):
        value = "".join(c.some(UNICODE, 1, 6)) if c.chance(0.8) else "".join(chr(c.one([c.below(0x3000), c.below(0x3000), c.between(0xa000, 0xd7ff), c.between(0xf900, 0xffff), c.between(0x10000, 0x1ffff)])) for _ in range(4))
        if not assigned_early(value):
            value = "\u00e9\u0130"
        text = literals.text(value)
        lines.append("check(() => " + c.one([
            f"{text}.toLowerCase()", f"{text}.toUpperCase()", f"{text}.normalize({argument(c, 'f')})", f"{text}.trim().length", f"[...{text}].map((x) => x.codePointAt(0).toString(16))",
            f"encodeURIComponent({text})", f"escape({text})", f"{text}.split('')", f"new RegExp({text}, 'i').test({text}.toUpperCase())", f"new RegExp({text}, 'iu').test({text}.toLowerCase())",
            f"{text}.toLocaleUpperCase()", f"{text}.toWellFormed?.()", f"JSON.stringify({text})", f"{text} < {text}.normalize('NFD')", f"{text}.match(/\\w|\\s|\\b/giu)",
        ]) + ");")
    return "\n".join(lines)


def assigned_early(value):
    """Whether no character was assigned, or got a case pair, after Unicode 15, which the oldest supported node knows."""
    return all(not (0xa7c0 <= ord(x) <= 0xa7ff or 0x1c80 <= ord(x) <= 0x1c8f or 0x2ff0 <= ord(x) <= 0x2fff or ord(x) in (0x31ef,) or 0x105c0 <= ord(x) <= 0x105ff or 0x10d40 <= ord(x) <= 0x10d8f or 0x10ec0 <= ord(x) <= 0x10eff or 0x11380 <= ord(x) <= 0x113ff or 0x116d0 <= ord(x) <= 0x116ff or 0x11bc0 <= ord(x) <= 0x11bff or 0x13460 <= ord(x) <= 0x143ff or 0x16100 <= ord(x) <= 0x1613f or 0x16d40 <= ord(x) <= 0x16d7f or 0x18cff <= ord(x) <= 0x18d7f or 0x1cc00 <= ord(x) <= 0x1ceff or 0x1e5d0 <= ord(x) <= 0x1e5ff) for x in value)


PIECES = ["", "a", "\\n", "\\x41", "\\u0042", "\\u{1f600}", "\\\\", "\\`", "$", "\\$", "\n", "\r\n", "\\0", "}", "\\\n", "é", "\u2028"]


def templates(c):
    lines = ["const tag = (strings, ...values) => [strings, strings.raw, values, Object.isFrozen(strings)], seen = [];", "const same = (strings) => { const was = seen.includes(strings); seen.push(strings); return was; };"]
    for _ in range(8):
        parts = []
        for _ in range(c.between(0, 4)):
            parts.append(c.one(PIECES))
            if c.chance(0.6):
                parts.append("${" + (literals.value(c) if c.chance(0.7) else f"`<${{{literals.primitive(c)}}}>`") + "}")
        body = "".join(parts).replace("$$", "$ $")
        lines.append("check(() => " + c.one([f"`{body}`", f"tag`{body}`", f"tag`\\u{body}`", f"tag`\\xg{body}`", f"String.raw`{body}`", f"[0, 1].map(() => same`{body}`)", f"[same`{body}`, same`{body}`]", f"({{ t() {{ return this === undefined || typeof this; }} }}).t`{body}`", f"new (class {{ constructor(s) {{ this.s = s; }} }})`{body}`" if c.chance(0.3) else f"tag`{body}`"]) + ");")
    return "\n".join(lines)


def uri(c):
    lines = []
    for _ in range(12):
        text = "".join(c.some(["a", "%", "%41", "%C3%A9", "%F0%9F%98%80", "%c3", "%E2%82", "%ED%A0%80", "%2f", "%23", ";/?:@&=+$,#", "é", "\U0001f600", "\ud83d", "-_.!~*'()", "%u0041", "%uD83D", " ", "%0", "%FF", "%C0%80", "%F4%90%80%80", "+"], 0, 5))
        lines.append(f"check(() => {c.one(['encodeURI', 'encodeURIComponent', 'decodeURI', 'decodeURIComponent', 'escape', 'unescape'])}({literals.text(text)}));")
    return "\n".join(lines)


LOCALE_WORDS = ["a", "b", "A", "B", "ab", "aB", "Ab", "10", "2", "é", "e", "f", "z", "ä", "ab c", "ab-c", "", "_", "ñ", "n", "o", "ö", "résumé", "resume", "Résumé", "co-op", "coop", "CO-OP", "ß", "ss"]


def locale_compare(c):
    lines = []
    for _ in range(8):
        lines.append(f"check(() => Math.sign({literals.text(c.one(LOCALE_WORDS))}.localeCompare({literals.text(c.one(LOCALE_WORDS))})));")
    words = ", ".join(literals.text(word) for word in c.shuffled(LOCALE_WORDS)[:10])
    lines.append(f"check(() => [{words}].sort((a, b) => a.localeCompare(b)));")
    return "\n".join(lines)


FAMILIES = {"strings": methods, "unicode": unicode, "templates": templates, "uri": uri, "collation": locale_compare}
