"""The source text of interesting values: what the families have in common."""

import json
import struct

NUMBERS = [
    "0", "-0", "1", "-1", "2", "3", "7", "10", "0.1", "0.5", "1.5", "-1.5", "2.5", "NaN", "Infinity", "-Infinity", "255", "256", "65535", "65536",
    "2147483647", "2147483648", "-2147483648", "-2147483649", "4294967295", "4294967296", "9007199254740991", "9007199254740992",
    "-9007199254740991", "1e21", "1e-7", "123456789", "1e300", "5e-324", "1.7976931348623157e308", "0.000001", "100", "-7", "33", "31", "32", "1e16",
]
SMALL_INTEGERS = ["0", "1", "2", "3", "4", "5", "-1", "-2", "-3", "7", "10"]
POSITIONS = SMALL_INTEGERS + ["-0", "NaN", "Infinity", "-Infinity", "1.7", "-1.2", "undefined", "null", '"2"', "true", "1e10", "-1e10", "4294967296", '"x"', "2147483648"]
BIGINTS = ["0n", "1n", "-1n", "2n", "3n", "-7n", "10n", "255n", "-256n", "9007199254740993n", "18446744073709551615n", "-9223372036854775808n", "0xffffffffffffn", "123456789012345678901234567890n"]
STRINGS = [
    "", " ", "a", "b", "abc", "ABC", "aBc", "0", "1", "-0", "-1", "1.5", ".5", "5.", "1e3", "1e1000", "0x1F", "0b101", "0o17", "  12  ", "12px", "1n", "1_000", "NaN", "Infinity", "-Infinity", "+5",
    "\u00e9", "e\u0301", "\U0001f600", "a\U0001f600b", "\ud83d", "\ude00x", "\u00df", "\u0130", "\u01c5", "\ufb00", "\u1e9b\u0323", "\u03a3\u03b1\u03a3", "\u2028", "\u00a0x\ufeff",
    "a,b,,c", "aXbXc", "$&$1", "the quick brown fox", "\n\t", "\ufeff1", "__proto__", "constructor", "length", "true", "null", "undefined", "hello", "aaa", "abab", "mississippi", "x\0y", "10", "9", "\u0131I\u0049", "\u212a", "\uac00\u1100\u1161",
]
PRIMITIVES = ["undefined", "null", "true", "false", 'Symbol("s")', "Symbol.iterator"]
KEYS = ["a", "b", "c", "length", "0", "1", "2", "name", "x", "-1", "1.5", "01", "4294967295", "toString"]


def text(value):
    """A string literal."""
    return json.dumps(value)


def string(c):
    if c.chance(0.75):
        return text(c.one(STRINGS))
    return text("".join(c.some("abcABC 01_.,-$\u00e9\u00df\U0001f600\ud83d\u0301\u0307\n", 1, 9)))


def double(c):
    """A random double: of any bits, a short decimal, a neighbour of a power, an integer."""
    kind = c.below(6)
    if kind == 0:
        value = struct.unpack("<d", struct.pack("<Q", c.bits(64)))[0]
        if value != value:
            return "NaN"
        return "Infinity" if value == float("inf") else "-Infinity" if value == -float("inf") else repr(value)
    if kind == 1:
        return c.one(["", "-"]) + str(c.below(1000)) + "." + str(c.below(1000)).rjust(c.between(1, 4), "0")
    if kind == 2:
        return c.one(["", "-"]) + str(c.bits(c.between(1, 64)))
    if kind == 3:
        value = float(c.one([2, 10, 5])) ** c.between(-60, 60)
        value = struct.unpack("<d", struct.pack("<q", struct.unpack("<q", struct.pack("<d", value))[0] + c.between(-2, 2)))[0]
        return repr(value)
    if kind == 4:
        return f"{c.one(['', '-'])}{c.between(1, 9)}.{c.bits(c.between(1, 50))}e{c.between(-30, 30)}"
    return c.one(["", "-"]) + str(c.below(100)) + c.one([".5", ".25", ".05", ".005", ".45", ".15", ".115", ".0005"])


def number(c):
    return c.one(NUMBERS) if c.chance(0.7) else double(c)


def bigint(c):
    return c.one(BIGINTS) if c.chance(0.7) else c.one(["", "-"]) + str(c.bits(c.between(1, 130))) + "n"


def primitive(c):
    kind = c.below(10)
    if kind < 4:
        return number(c)
    if kind < 7:
        return string(c)
    if kind < 8:
        return bigint(c)
    return c.one(PRIMITIVES)


def array(c, depth=2):
    items = []
    for _ in range(c.between(0, 5)):
        items.append("" if c.chance(0.08) else value(c, depth - 1))
    return "[" + ", ".join(items) + ("," if items and items[-1] == "" else "") + "]"


def plain_object(c, depth=2):
    members = {}
    for _ in range(c.between(0, 4)):
        members[c.one(KEYS)] = value(c, depth - 1)
    return "{" + ", ".join(f"{text(key)}: {item}" for key, item in members.items()) + "}"


def converted(c):
    """What an object is converted to. V8 compares a BigInt with the number in such a text, which is no BigInt."""
    value = primitive(c)
    return '"7"' if value.strip('"') in ("1.5", ".5", "5.", "1e3", "1e1000", "Infinity", "-Infinity") else value


def object_value(c, depth=2):
    """An object of some kind, conversions recorded if it has its own."""
    name = text(c.one("pqrs"))
    kind = c.below(14)
    if kind < 2:
        return f"coercible({name}, {converted(c)}, {converted(c)})"
    if kind < 4:
        return f"primitive({name}, {converted(c)})"
    if kind < 5:
        return f"failing({name})"
    if kind < 8:
        return array(c, depth)
    if kind < 11:
        return "(" + plain_object(c, depth) + ")"
    return c.one([
        f"new Date({c.bits(40)})", "/a(b)?/g", "new Map([[1, 2]])", "new Set([1, 'a'])", f"new Number({number(c)})", f"new String({string(c)})",
        "new Boolean(false)", f"Object({bigint(c)})", 'Object(Symbol("o"))', "new Uint8Array([1, 2, 300])", "(() => 1)", "class K {}", "Math", "Object.create(null)", "new Error('m')", "[]", "({})", "function f(a, b) {}",
    ])


def value(c, depth=2):
    if depth <= 0 or c.chance(0.65):
        return primitive(c)
    return object_value(c, depth)
