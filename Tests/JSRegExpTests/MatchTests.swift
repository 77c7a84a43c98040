import JSRegExp
import Testing

/// Patterns, flags and texts, and the captures of the first match as other engines have them.
private let matchCases: [(pattern: String, flags: String, text: String, captures: [String?]?)] = [
    (#"(z)((a+)?(b+)?(c))*"#, "", "zaacbbbcac", ["zaacbbbcac", "z", "ac", "a", nil, "c"]),
    (#"(?:(a)|b)*"#, "", "ab", ["ab", nil]),
    (#"(a*)*"#, "", "b", ["", nil]),
    (#"(a*)*"#, "", "aab", ["aa", "aa"]),
    (#"(?=(a+))a*b\1"#, "", "baaabac", ["aba", "a"]),
    (#"(.*?)a(?!(a+)b\2c)\2(.*)"#, "", "baaabaac", ["baaabaac", "ba", nil, "abaac"]),
    (#"(?:(?=(a))){1,3}b?"#, "", "ab", ["", "a"]),
    (#"(?:a|ab)(?:c|bcd)(?:d*)"#, "", "abcd", ["abcd"]),
    (#"((a)|(ab))((c)|(bc))"#, "", "abc", ["abc", "a", "a", nil, "bc", nil, "bc"]),
    (#"(\2a)(\1)"#, "", "aaa", ["aa", "a", "a"]),
    (#"(a?)??b"#, "", "ab", ["ab", "a"]),
    (#"(?:)*?x"#, "", "x", ["x"]),
    (#"(a?)+?$"#, "", "aa", ["aa", "a"]),
    (#"()|"#, "", "", ["", ""]),
    (#"(?:(?:(a)|b)+c)+"#, "", "acbc", ["acbc", nil]),
    (#"^(a(b)?)+$"#, "", "aba", ["aba", "a", nil]),
    (#"^(?:(\d+)x)?\s+(\d+)$"#, "", "  10", ["  10", nil, "10"]),
    (#"(?!(a))\1b"#, "", "b", ["b", nil]),
    (#"(?:(x)?(?!\1)y)+"#, "", "xyy", ["xy", "x"]),
    (#"a+?b"#, "", "aaab", ["aaab"]),
    (#"<.+?>"#, "", "<a><b>", ["<a>"]),
    (#"a{2,3}?"#, "", "aaaa", ["aa"]),
    (#"(a+?)(a*)"#, "", "aaa", ["aaa", "a", "aa"]),
    (#"^.*?$"#, "m", "ab\u{A}cd", ["ab"]),
    (#"(?<=\$)\d+(\.\d*)?"#, "", "$10.53", ["10.53", ".53"]),
    (#"(?<!\$)\b\d+"#, "", "$1 22", ["22"]),
    (#"(?<=([abc]+)).\1"#, "", "abcdbc", nil),
    (#"(?<=(\d+)(\d+))$"#, "", "1053", ["", "1", "053"]),
    (#"(?<=\1(\d+))$"#, "", "5353", ["", "53"]),
    (#"(?<=(\w){3})f"#, "", "abcdef", ["f", "c"]),
    (#"(?<=a(?=([^a]{2})d)\w{3})\w\1"#, "", "abcdbcdbcd", nil),
    (#"(?<=^|,)b"#, "", "a,b", ["b"]),
    (#"(?<=😀)a"#, "u", "😀a", ["a"]),
    (#"(?<=^.)a"#, "u", "😀a", ["a"]),
    (#"(?<=\b)a"#, "", " a", ["a"]),
    (#"(?<!abc)\w\w\w"#, "", "abcdef", ["abc"]),
    (#"(?<=(?:a|bc)+)d"#, "", "xabcad", ["d"]),
    (#"(?<=a{2})b"#, "", "aab", ["b"]),
    (#"(?<=(?<a>\w){3})f"#, "", "abcdef", ["f", "c"]),
    (#"(?<=\k<a>(?<a>.))b"#, "", "xxb", ["b", "x"]),
    (#"straße"#, "i", "STRAßE", ["STRAßE"]),
    (#"\u212a"#, "i", "k", nil),
    (#"\u212a"#, "iu", "k", ["k"]),
    (#"[^x]"#, "i", "X", nil),
    (#"[^x]"#, "iu", "X", nil),
    (#"\w"#, "iu", "ſ", ["ſ"]),
    (#"\W"#, "iu", "ſ", nil),
    (#"[\W]"#, "iu", "S", nil),
    (#"\b"#, "iu", "ſ", [""]),
    (#"\u0390"#, "i", "ΐ", nil),
    (#"\u0390"#, "iu", "ΐ", ["ΐ"]),
    (#"[a-z]+"#, "i", "ABCxyz", ["ABCxyz"]),
    (#"(a)\1"#, "i", "aA", ["aA", "a"]),
    (#"(𐐀)\1"#, "iu", "𐐀𐐨", ["𐐀𐐨", "𐐀"]),
    (#"(é)\1"#, "i", "éÉ", ["éÉ", "é"]),
    (#"[Α-Ω]+"#, "i", "αβγς", ["αβγς"]),
    (#"σ+"#, "iu", "Σςσ", ["Σςσ"]),
    (#"ß"#, "iu", "ẞ", ["ẞ"]),
    (#"ß"#, "i", "ẞ", nil),
    (#"\p{Lu}"#, "iu", "a", ["a"]),
    (#"\P{Lu}"#, "iu", "A", ["A"]),
    (#"[^\P{Lu}]"#, "iu", "a", nil),
    (#"\P{Lu}"#, "iv", "a", nil),
    (#"\P{Lu}"#, "iv", "1", ["1"]),
    (#"[\p{Lu}&&\p{ASCII}]"#, "iv", "b", ["b"]),
    (#"^.$"#, "u", "😀", ["😀"]),
    (#"^.$"#, "", "😀", nil),
    (#"^..$"#, "", "😀", ["😀"]),
    (#"[😀-😂]"#, "u", "😁", ["😁"]),
    (#"\ud83d"#, "u", "😀", nil),
    (#"^[^x]$"#, "u", "😀", ["😀"]),
    (#"\u{1F600}"#, "u", "😀", ["😀"]),
    (#"\ud83d\ude00"#, "u", "😀", ["😀"]),
    (#"\S{2}"#, "u", "😀a", ["😀a"]),
    (#".{2}?😁"#, "u", "😀😀😁", ["😀😀😁"]),
    (#".*😁"#, "u", "😀😁😀", ["😀😁"]),
    (#"[^a]*😁b"#, "u", "😀😁😁b😀", ["😀😁😁b"]),
    (#"\p{Script=Greek}+"#, "u", "abcαβγ", ["αβγ"]),
    (#"\p{L}+"#, "u", "1é日本x", ["é日本x"]),
    (#"[\p{L}--[a-z]]"#, "v", "aZ", ["Z"]),
    (#"^\p{RGI_Emoji}$"#, "v", "👨\u{200D}👩\u{200D}👧\u{200D}👦", ["👨\u{200D}👩\u{200D}👧\u{200D}👦"]),
    (#"^\p{RGI_Emoji}$"#, "v", "👍🏽", ["👍🏽"]),
    (#"^\p{RGI_Emoji}$"#, "v", "😀", ["😀"]),
    (#"^\p{RGI_Emoji}$"#, "v", "a", nil),
    (#"^[\q{abc|d|}x]$"#, "v", "abc", ["abc"]),
    (#"^[\q{abc|d|}x]$"#, "v", "d", ["d"]),
    (#"^[\q{abc|d|}x]$"#, "v", "", [""]),
    (#"^[\q{abc|d|}x]$"#, "v", "x", ["x"]),
    (#"^[\q{abc|d|}x]$"#, "v", "ab", nil),
    (#"[\q{a|ab|abc}]"#, "v", "abcd", ["abc"]),
    (#"[[a-z]&&[aeiou]]+"#, "v", "xyeaz", ["ea"]),
    (#"^b"#, "m", "a\u{A}b", ["b"]),
    (#"^b"#, "m", "a\u{D}b", ["b"]),
    (#"^b"#, "m", "a\u{2028}b", ["b"]),
    (#"a$"#, "m", "a\u{A}b", ["a"]),
    (#"a$"#, "", "a\u{A}b", nil),
    (#"."#, "", "\u{A}", nil),
    (#"."#, "", "\u{2028}", nil),
    (#"."#, "s", "\u{A}", ["\u{A}"]),
    (#"\bis\b"#, "", "this is", ["is"]),
    (#"\B."#, "", "ab", ["b"]),
    (#"^"#, "", "", [""]),
    (#"(?:^a|b)c"#, "", "xbc", ["bc"]),
    (#"\08"#, "", "\u{0}8", ["\u{0}8"]),
    (#"\1(a)"#, "", "aa", ["a", "a"]),
    (#"\2"#, "", "\u{2}", ["\u{2}"]),
    (#"\400"#, "", " 0", [" 0"]),
    (#"[\1]"#, "", "\u{1}", ["\u{1}"]),
    (#"\8"#, "", "8", ["8"]),
    (#"\c"#, "", "\\c", ["\\c"]),
    (#"[\c]"#, "", "\\", ["\\"]),
    (#"[\c]"#, "", "c", ["c"]),
    (#"[\c1]"#, "", "\u{11}", ["\u{11}"]),
    (#"\cA"#, "", "\u{1}", ["\u{1}"]),
    (#"\c*"#, "", "\\ccc", ["\\ccc"]),
    (#"a{,2}"#, "", "a{,2}", ["a{,2}"]),
    (#"x{"#, "", "x{", ["x{"]),
    (#"{"#, "", "{", ["{"]),
    (#"]"#, "", "]", ["]"]),
    (#"(?=a){2}a"#, "", "a", ["a"]),
    (#"(?!a)*b"#, "", "b", ["b"]),
    (#"\k<a>"#, "", "k<a>", ["k<a>"]),
    (#"\u{2}"#, "", "uu", ["uu"]),
    (#"\x4"#, "", "x4", ["x4"]),
    (#"[\d-x]+"#, "", "5-x", ["5-x"]),
    (#"[--0]"#, "", ".", ["."]),
    (#"\a\-"#, "", "a-", ["a-"]),
    (#"needle"#, "", "hay needle hay", ["needle"]),
    (#"needle"#, "", "needl", nil),
    (#"ab|cd|ef|gh"#, "", "xxgh", ["gh"]),
    (#"[xyz]1"#, "", "aay1", ["y1"]),
    (#"\d+x"#, "", "12 34x", ["34x"]),
    (#"(\w+)@(\w+)\.com"#, "", "a b@c.com", ["b@c.com", "b", "c"]),
    (#".*x"#, "", "aa\u{A}bx", ["bx"]),
    (#"\w*\d"#, "", "ab c1", ["c1"]),
    (#"^\s*$"#, "m", "a\u{A}\u{A}b", [""]),
    (#"x*"#, "", "aax", [""]),
    (#"[^]*z"#, "", "aaz", ["aaz"]),
    (#"foo|foobar"#, "", "foobar", ["foo"]),
    (#"(?:foobar|foo)b"#, "", "foobar", ["foob"]),
    (#""(?:[^"\\]|\\.)*""#, "", "say \"a\\\"b\" x", ["\"a\\\"b\""]),
    (#"(?:[a-y]|z(?=z))+"#, "", "abzzc", ["abz"]),
    (#"(?:a|b)+?c"#, "", "ababc", ["ababc"]),
    (#"é"#, "", "café", ["é"]),
    (#"[\u0100-\u0200]"#, "", "aĀ", ["Ā"]),
]

@Test func patternsMatch() throws {
    for (pattern, flags, text, captures) in matchCases {
        #expect(try exec(pattern, flags, text) == captures, "/\(pattern)/\(flags) on \(text.debugDescription)")
    }
}

@Test(arguments: [
    ("(?:(?<a>x)|(?<a>y))\\k<a>", "", "xyy", ["yy", nil, "y"]),
    ("(?:(?:(?<a>x)|(?<a>y)|z)\\k<a>){3}", "", "xxzyy", ["xxzyy", nil, "y"]),
    ("(?<=(?:\\k<a>(?<a>x)|(?<a>y)))b", "", "xxb", ["b", "x", nil]),
    ("(?i:a)b", "", "Ab", ["Ab"]),
    ("(?i:a)b", "", "AB", nil),
    ("(?-i:a)b", "i", "aB", ["aB"]),
    ("(?-i:a)b", "i", "AB", nil),
    ("(?i:a(?-i:b))c", "", "Abc", ["Abc"]),
    ("(?i:[a-c]\\w)", "u", "B\u{17F}", ["B\u{17F}"]),
    ("(?i:\\b)a", "u", "\u{17F}a", nil),
    ("\\ba", "u", "\u{17F}a", ["a"]),
    ("(?s:.)(?-s:.)?", "", "\n\n", ["\n"]),
    ("(?m:^)a|b$", "", "\na", ["a"]),
    ("(?-m:^)a", "m", "\na", nil),
    ("(a)(?i:\\1)", "", "aA", ["aA", "a"]),
    // Simple case folding applies to each operand of a set operation.
    ("[a--\u{41}]", "iv", "a", nil),
    ("[\\p{Lu}--[b]]", "iv", "Ba", ["a"]),
    ("[\\q{KS|x}&&\\q{ks}]", "iv", "\u{212A}\u{17F}", ["\u{212A}\u{17F}"]),
    // A position inside a surrogate pair is none in unicode mode.
    ("\\B(?<n>)", "u", "K\u{1F600}a", nil),
] as [(String, String, String, [String?]?)])
func newerSyntaxMatches(_ pattern: String, _ flags: String, _ text: String, _ captures: [String?]?) throws {
    #expect(try exec(pattern, flags, text) == captures)
}

@Test func loneSurrogatesMatchAlone() throws {
    let lead: UInt16 = 0xD83D
    let trail: UInt16 = 0xDE00
    #expect(try compile(#"\ud83d"#, "u").exec([lead]) == [0, 1])
    #expect(try compile(#"\ud83d"#, "u").exec([lead, trail]) == nil)
    #expect(try compile(#"\ud83d"#).exec([lead, trail]) == [0, 1])
    #expect(try compile(#"(?:\ud83d)+"#, "u").exec([lead, lead, trail]) == [0, 1])
    #expect(try compile(#"\ude00"#, "u").exec([lead, trail]) == nil)
    #expect(try compile(#"^\S$"#, "u").exec([lead, trail]) == [0, 2])
    #expect(try compile(#"(\ud83d).*\1"#, "us").exec([lead, 0x20, lead, trail]) == nil)
}

@Test func theSearchStartsAtTheIndex() throws {
    let text = Array("abcabc".utf16)
    #expect(try compile("a").exec(text, at: 1) == [3, 4])
    #expect(try compile("a", "g").exec(text, at: 4) == nil)
    #expect(try compile("^a").exec(text, at: 1) == nil)
    #expect(try compile("(?<=b)c").exec(text, at: 2) == [2, 3])
    #expect(try compile("$").exec(text, at: 6) == [6, 6])
    #expect(try compile("a").exec(text, at: 7) == nil)
    #expect(try compile("a").exec(text, at: -1) == nil)
}

@Test func stickyMatchesOnlyAtTheIndex() throws {
    let text = Array("abcabc".utf16)
    #expect(try compile("a", "y").exec(text, at: 1) == nil)
    #expect(try compile("a", "y").exec(text, at: 3) == [3, 4])
    #expect(try compile("c|b", "y").exec(text, at: 1) == [1, 2])
    #expect(try compile("^b", "y").exec(text, at: 1) == nil)
}

@Test func aStartInsideASurrogatePairIsAtThePair() throws {
    let text = Array("😀a".utf16)
    #expect(try compile(".", "u").exec(text, at: 1) == [0, 2])
    #expect(try compile(".", "uy").exec(text, at: 1) == [0, 2])
    #expect(try compile("a", "u").exec(text, at: 1) == [2, 3])
    #expect(try compile(".").exec(text, at: 1) == [1, 2])
}

@Test func capturesAreCutToTheirBuffer() throws {
    let program = try compile("(a)(b)")
    var captures: [Int32] = [9, 9, 9]
    var fuel = 1000
    let isMatch = try unsafe captures.withUnsafeMutableBufferPointer { captures in
        let text: [UInt8] = [0x61, 0x62]
        return try unsafe text.withUnsafeBufferPointer {
            try unsafe program.match(
                $0, at: 0, captures: captures, scratch: MatchScratch(), fuel: &fuel, budget: TestBudget())
        }
    }
    #expect(isMatch)
    #expect(captures == [0, 2, 0])
    #expect((1..<1000).contains(fuel))
}
