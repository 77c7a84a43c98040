// Programs about texts: regular expressions on subjects; numbers, dates and JSON to be read and written.

/// Patterns of a grammar, run over subjects in every way there is.
struct PatternProgram {
    private var random: Random
    private var budget = 0
    private var groups = 0
    private var isUnicode = false

    init(_ random: Random) { self.random = random }

    private static let subjects = [
        "''", "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaab'", "'abcabcabc'", "'foo bar\\nbaz\\r\\nqux'", "'\\ud83d\\ude00\\ud83d'",
        "'\\u{1F600}a\\u{1F600}'", "'a'.repeat(3000)", "'ab'.repeat(500) + 'c'",
        "'\\u0130i\\u0131I\\u017fs\\u212ak'", "'2024-01-02T03:04'", "'x1y22z333'", "'\\u2028\\u2029'", "'((((()))))'",
        "'Aa\\u00c5\\u00e5\\u212b'", "'_$-a1'", "'\\0\\x01\\uffff'",
    ]
    private static let uses = [
        "r.exec(s)", "r.test(s)", "s.match(r)", "s.replace(r, '[$&$1$<n>$`]')", "s.replace(r, (...a) => a.length)",
        "s.split(r, 20)", "s.search(r)", "[...s.matchAll(r)].length", "(r.lastIndex = 3, r.exec(s))",
        "s.replaceAll(r, '')", "String(r)", "r.flags",
    ]

    mutating func program() -> String {
        var text = Grammar.prelude + "var r, s;\n"
        for _ in 0..<1 + random.below(6) {
            budget = 4 + random.below(30)
            groups = 0
            var flags = ""
            for flag in ["d", "g", "i", "m", "s", "y"] where random.chance(25) { flags += flag }
            switch random.below(4) {
            case 0: flags += "u"
            case 1: flags += "v"
            default: break
            }
            isUnicode = flags.hasSuffix("u") || flags.hasSuffix("v")
            let source = disjunction(3)
            text += "T(() => r = new RegExp(\(quoted(source)), '\(flags)'));\n"
            for _ in 0..<1 + random.below(3) {
                text += "s = \(random.pick(PatternProgram.subjects)); T(() => \(random.pick(PatternProgram.uses)));\n"
            }
        }
        return text
    }

    private func quoted(_ source: String) -> String {
        var text = "'"
        for scalar in source.unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "'": text += "\\'"
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "'"
    }

    private mutating func disjunction(_ depth: Int) -> String {
        (0..<random.pick([1, 1, 1, 2, 3])).map { _ in alternative(depth) }.joined(separator: "|")
    }

    private mutating func alternative(_ depth: Int) -> String {
        var text = ""
        for _ in 0..<random.below(5) where budget > 0 { text += term(depth) }
        return text
    }

    private mutating func term(_ depth: Int) -> String {
        budget -= 1
        let atom = atom(depth)
        guard random.chance(40) else { return atom }
        let quantifier = random.pick([
            "*", "+", "?", "{2}", "{0,3}", "{1,}", "{0}", "{3,2}", "{4294967296}", "{0,2147483648}", "{1000}",
            "{99999999999999999999}", "{,3}",
        ])
        return atom + quantifier + (random.chance(30) ? "?" : "")
    }

    private mutating func atom(_ depth: Int) -> String {
        if depth > 0, random.chance(30) {
            let inner = disjunction(depth - 1)
            groups += 1
            return switch random.below(10) {
            case 0: "(?=\(inner))"
            case 1: "(?!\(inner))"
            case 2: "(?<=\(inner))"
            case 3: "(?<!\(inner))"
            case 4: "(?<\(random.pick(["n", "m", "n\(groups)", "\\u{61}", "$"]))>\(inner))"
            case 5: "(?:\(inner))"
            case 6: "(?\(random.pick(["i", "m", "s", "-i", "i-m", "-"])):\(inner))"
            default: "(\(inner))"
            }
        }
        return random.pick([
            "a", "b", "c", "x", "1", " ", ".", ".", "^", "$", "\\b", "\\B", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "[a-z]",
            "[^a]", "[]", "[^]", "[\\d-x]", "[\\b]", "\\1", "\\2", "\\9", "\\0", "\\01", "\\k<n>", "\\k",
            "\\u{1F600}", "\\ud83d", "\\ude00", "\\ud83d\\ude00", "\\x41", "\\cA", "\\c", "\\p{L}", "\\P{Lu}",
            "\\p{Script=Greek}", "\\p{RGI_Emoji}", "\\p{ASCII}", "\\p{Any}", "\u{1F600}", "é", "ſ", "K", "[\u{1F600}-\u{1F610}]",
            "[[a-z]&&[aeiou]]", "[[a-z]--[b]]", "[\\q{abc|d|}]", "[a-\\d]", "[z-a]", "]", "{", "}", "(", ")", "[", "\\", "-",
            "\\-", "/", "\\/", "[^\\p{L}]", "[\\w\\W]", "[\\p{Lu}\\p{Ll}]", "abc", "foo|bar", "a*b*c*", "\\u2028",
        ])
    }
}

/// Numbers, dates and JSON as text.
struct TextProgram {
    private var random: Random

    init(_ random: Random) { self.random = random }

    mutating func program() -> String {
        var text = Grammar.prelude
        for _ in 0..<4 + random.below(12) {
            let subject = random.chance(60) ? quoted(randomText()) : random.pick(Literals.strings)
            let number = random.pick(Literals.numbers)
            let small = random.pick(["0", "1", "2", "10", "16", "36", "37", "100", "101", "-1", "NaN", "21", "20"])
            let call =
                switch random.below(24) {
                case 0: "Number(\(subject))"
                case 1: "parseFloat(\(subject))"
                case 2: "parseInt(\(subject), \(small))"
                case 3: "BigInt(\(subject))"
                case 4: "(\(numberText())).toString(\(small))"
                case 5: "(\(numberText())).toFixed(\(small))"
                case 6: "(\(numberText())).toPrecision(\(small))"
                case 7: "(\(numberText())).toExponential(\(small))"
                case 8:
                    "(\(random.pick(Literals.bigInts)) \(random.pick(["*", "/", "%", "**", "<<", ">>", "&", "|", "^", "-"])) \(random.pick(Literals.bigInts))).toString(\(small))"
                case 9: "BigInt.asIntN(\(small), \(random.pick(Literals.bigInts)))"
                case 10: "Date.parse(\(dateText()))"
                case 11: "new Date(\(dateText())).toISOString()"
                case 12: "new Date(\(number), \(small), \(number), \(small), \(number)).getTime()"
                case 13:
                    "new Date(\(number)).\(random.pick(["toString", "toUTCString", "toLocaleString", "toJSON", "getTimezoneOffset", "getDay", "toDateString"]))()"
                case 14:
                    "(d => (d.\(random.pick(["setMonth", "setFullYear", "setHours", "setUTCDate", "setMilliseconds", "setYear"]))(\(number), \(small)), +d))(new Date(\(random.pick(["0", number]))))"
                case 15: "JSON.parse(\(quoted(jsonText(4))))"
                case 16:
                    "JSON.stringify(JSON.parse(\(quoted(jsonText(4))), (k, v) => \(random.pick(["v", "k", "undefined", "[v]", "this", "v && v.a"]))))"
                case 17: "JSON.stringify(\(jsonText(3)), null, \(random.pick(["1", "'--'", "20", "NaN", "'\\ud800'"])))"
                case 18:
                    "\(random.pick(["encodeURIComponent", "decodeURIComponent", "encodeURI", "decodeURI", "escape", "unescape"]))(\(subject))"
                case 19: "\(subject).normalize('\(random.pick(["NFC", "NFD", "NFKC", "NFKD"]))')"
                case 20:
                    "\(subject).\(random.pick(["toUpperCase", "toLowerCase", "trim", "isWellFormed", "toWellFormed", "toLocaleUpperCase"]))()"
                case 21: "\(subject).localeCompare(\(subject))"
                case 22:
                    "Math.\(random.pick(["sin", "cos", "tan", "exp", "log1p", "cbrt", "fround", "f16round", "clz32", "pow", "atan2", "hypot", "round", "sumPrecise"]))(\(numberText()), \(number))"
                default: "Uint8Array.\(random.pick(["fromBase64", "fromHex"]))(\(subject))"
                }
            text += "T(() => \(call));\n"
        }
        return text
    }

    private func quoted(_ text: String) -> String {
        var quoted = "'"
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "'": quoted += "\\" + String(scalar)
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "'"
    }

    private static let pieces = [
        "0", "1", "9", "00", "12345678901234567890", ".", "e", "E", "+", "-", "x", "0x", "0b", "0o", "_", "n", " ", "\u{A0}",
        "\u{FEFF}", "Infinity", "NaN", "e308", "e-324", "e99999999999", "f", "%", "%E4", "%F0%9F%98%80", "%u0041",
        "é", "e\u{301}", "\u{1F600}", "ﬃ", "ß", "İ", "\u{0}", "=", "==", "AAAA", "/", "\\", "\"", ",", ":", "T", "Z",
    ]

    private mutating func randomText() -> String { (0..<random.below(12)).map { _ in random.pick(TextProgram.pieces) }.joined() }

    private mutating func numberText() -> String {
        switch random.below(3) {
        case 0: random.pick(Literals.numbers)
        case 1:
            "\(random.chance(50) ? "-" : "")\(random.next() >> UInt64(random.below(64)))\(random.chance(50) ? "." + String(random.next()) : "")e\(random.below(640) - 320)"
        default: "new Float64Array(new BigUint64Array([\(random.next())n]).buffer)[0]"
        }
    }

    private mutating func dateText() -> String {
        let fields = [
            "2020", "-000001", "+275760", "99", "13", "00", "12", "31", "24", "60", "59.999", "Jan", "February", "Tue", "GMT",
            "+0530", "-99:99", "Z", "T", "PM", "(x", "1e3", "EST", "0",
        ]
        let separators = ["-", ":", " ", "/", ", ", "T", ".", ""]
        return quoted((0..<random.below(10)).map { _ in random.pick(fields) + random.pick(separators) }.joined())
    }

    // MARK: JSON

    private mutating func jsonText(_ depth: Int) -> String {
        switch random.below(depth > 0 ? 10 : 6) {
        case 0: random.pick(["null", "true", "false"])
        case 1: random.pick(["0", "-0", "1", "1.5", "1e5", "-1E-7", "12345678901234567890", "1e400", "5e-324", "0.1"])
        case 2:
            random.pick([
                "\"\"", "\"a\"", "\"\\u0041\"", "\"\\ud83d\\ude00\"", "\"\\ud800\"", "\"\\n\\\"\\/\"", "\"é\u{1F600}\"",
                "\"__proto__\"",
            ])
        case 3, 4, 5: random.pick(["[]", "{}", "1", "[1,2]", "{\"a\":1,\"a\":2}", "{\"0\":1,\"b\":{},\"length\":3}", " [ ] "])
        case 6, 7: "[" + (0..<random.below(5)).map { _ in jsonText(depth - 1) }.joined(separator: ",") + "]"
        default:
            "{"
                + (0..<random.below(5)).map { _ in "\"\(random.pick(Literals.propertyNames))\":\(jsonText(depth - 1))" }.joined(
                    separator: ", ") + "}"
        }
    }

    /// A JSON text, most likely with faults, in bytes.
    mutating func json() -> [UInt8] {
        var bytes = Array(jsonText(5).utf8)
        for _ in 0..<random.below(5) {
            let at = random.below(bytes.count + 1)
            switch random.below(6) {
            case 0: bytes.insert(UInt8(random.below(256)), at: at)
            case 1: if at < bytes.count { bytes.remove(at: at) }
            case 2: if at < bytes.count { bytes[at] = UInt8(random.below(256)) }
            case 3:
                bytes.insert(
                    contentsOf: random.pick([
                        "\\u", "\\ud8", "\"", "1.", "-", "01", "1e", "\u{FEFF}", "nul", "\u{0}", ",", "]", "}", "\\x",
                    ]).utf8, at: at)
            case 4:
                let piece = random.pick(["[", "{\"a\":", "[[", "[{\"x\":"])
                bytes.insert(
                    contentsOf: Array(repeatElement(Array(piece.utf8), count: random.pick([5, 500, 100_000])).joined()), at: at)
            default: bytes = Array(bytes[..<at])
            }
        }
        return bytes
    }
}
