"""Numbers to text and back."""

import literals

TEXTS = ["", "  ", "0x", "0xg", "0b2", "0o8", "1e", "1e+", ".", "+", "-", "+-1", "1__0", "1_0", "Infinityx", "-infinity", "0x-1", "-0x10", "1e400", "-1e-400", "0.0000001", "1e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "9007199254740993", "1.7976931348623158e308", "1.7976931348623159e308", "\u00a012\u2003", "12\u180e", "1,000", "0.1e1.5", "00012", "-.5e-3", "5.e2", "0x1.8p1", "\uff11", "1e1000000000000", "0e99999", "0." + "0" * 40 + "1", "1" + "0" * 30, "123456789012345678901234567890.5", "\n7\n", "7\0"]


def digits(c):
    text = c.one(["", "-", "+"]) + "".join(c.some("0123456789", 1, c.one([3, 20, 40])))
    if c.chance(0.6):
        text += "." + "".join(c.some("0123456789", 0, c.one([3, 25])))
    if c.chance(0.4):
        text += c.one("eE") + c.one(["", "-", "+"]) + str(c.below(c.one([10, 330])))
    return text


def formatting(c):
    lines = []
    for _ in range(14):
        value = literals.double(c) if c.chance(0.8) else c.one(literals.NUMBERS)
        value = f"({value})"
        lines.append("check(() => " + c.one([
            f"{value}.toString({c.one(['', '2', '3', '5', '7', '10', '16', '32', '36', '1', '37', 'undefined', 'null', '10.5'])})",
            f"{value}.toFixed({c.one(['', '0', '1', '2', '3', '5', '10', '20', '100', '-1', '101', 'NaN'])})",
            f"{value}.toExponential({c.one(['', '0', '1', '2', '5', '16', '20', '100', '-1', '101', 'undefined'])})",
            f"{value}.toPrecision({c.one(['', '1', '2', '3', '6', '15', '16', '17', '21', '100', '0', '101', 'undefined'])})",
            f"String({value})", f"{value} + ''", f"[{value}, -{value}, 1 / {value}]", f"parseFloat(String({value})) === {value}", f"JSON.stringify({value})",
            f"[{value} | 0, {value} >>> 0, ~~{value}, {value} << 3]", f"Math.round({value})", f"Math.fround({value})", f"{value} % {literals.double(c)}", f"{value} * {literals.double(c)}", f"{value} / {literals.double(c)}", f"{value} + {literals.double(c)}",
            f"Math.sqrt({value})", f"approx(Math.hypot({value}, 3))", f"approx({value} ** {c.one(['2', '0.5', '-1', '3', '1 / 3'])})", f"({{ [{value}]: 1 }})", f"new Float32Array([{value}])[0]", f"[{value}].toLocaleString().length > 0", f"Number.isInteger({value})", f"`${{{value}}}`", f"[...new Uint8Array(new Float64Array([{value}]).buffer)].reverse()",
        ]) + ");")
    return "\n".join(lines)


def parsing(c):
    lines = []
    for _ in range(16):
        text = literals.text(c.weighted([(3, c.one(TEXTS)), (5, digits(c)), (2, "".join(c.some(" +-.0123456789eExXbBn_Infity\t", 1, 8))), (2, c.one(literals.STRINGS))]))
        short = text[:10] + text[-1] if len(text) > 11 and "\\" not in text else text  # large numbers may be approximated
        lines.append("check(() => " + c.one([f"Number({text})", f"parseFloat({text})", f"parseInt({text})", f"+{text}", f"parseInt({short}, {c.one(['0', '2', '3', '8', '10', '16', '36', '37', '1', '-1', '4294967298', 'NaN', 'null'])})", f"isNaN({text})", f"{text} * 1", f"{text} | 0", f"{text} == {literals.number(c)}", f"Number.parseFloat({text}).toString()", f"JSON.parse({text})", f"[{text} - 0, {text} < 1]"]) + ");")
    return "\n".join(lines)


def literal_forms(c):
    lines = []
    for _ in range(12):
        whole = "".join(c.some("0123456789", 1, 4))
        form = c.one([
            str(int(whole)) + "." , "." + whole, str(int(whole)) + "e" + str(c.below(40)), "1" + whole + "_" + whole, "0x" + whole, "0X" + whole + "F", "0b1" + c.one("01") * c.between(1, 40), "0o" + "".join(c.some("01234567", 1, 20)),
            str(int(whole)) + "." + whole + "E-" + str(c.below(30)), "0" + "".join(c.some("1234567", 1, 6)), "0" + "".join(c.some("789", 1, 6)), "0" + "".join(c.some("89", 1, 3)) + ".5", str(int(whole)) + "n", "0x" + whole + "n", "0.0" + whole + "e" + str(c.below(320)), whole.strip("0").rjust(1, "1") * 8, "0b" + "10" * c.between(20, 40), "0xfffffffffffff" + whole,
        ])
        lines.append(f"check(() => {form});")
    return "\n".join(lines)


FAMILIES = {"number-formatting": formatting, "number-parsing": parsing, "number-literals": literal_forms}
