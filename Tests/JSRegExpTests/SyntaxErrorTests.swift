import JSRegExp
import Testing

@Test(arguments: [
    ("", 0), ("d", 1), ("g", 2), ("i", 4), ("m", 8), ("s", 16), ("u", 32), ("v", 64), ("y", 128), ("yusmigd", 191),
])
func flagsAreRead(_ text: String, _ rawValue: Int) {
    #expect(RegExpFlags(parsing: text.utf16).map { Int($0.rawValue) } == rawValue)
}

@Test(arguments: ["gg", "uv", "vgu", "x", "G", "ı"])
func invalidFlagsAreRejected(_ text: String) {
    #expect(RegExpFlags(parsing: text.utf16) == nil)
}

/// Messages are V8's.
@Test(arguments: [
    (#"[-a]"#, "v", #"Invalid character in character class"#),
    (#"[a-]"#, "v", #"Invalid character in character class"#),
    (#"[0-9-]"#, "v", #"Invalid character class"#),
    (#"[(]"#, "v", #"Invalid character in character class"#),
    (#"[a-b-c]"#, "v", #"Invalid character class"#),
    (#"[|]"#, "v", #"Invalid character in character class"#),
    (#"[a--]"#, "v", #"Invalid character in character class"#),
    (#"[a&&]"#, "v", #"Invalid character in character class"#),
    (#"[a&&&b]"#, "v", #"Invalid character in character class"#),
    (#"[&&a]"#, "v", #"Invalid set operation in character class"#),
    (#"[--a]"#, "v", #"Invalid character in character class"#),
    (#"[!!]"#, "v", #"Invalid set operation in character class"#),
    (#"[a-b&&c]"#, "v", #"Invalid set operation in character class"#),
    (#"[\d-a]"#, "v", #"Invalid character class"#),
    (#"[a-\d]"#, "v", #"Invalid character class"#),
    (#"[[a]-b]"#, "v", #"Invalid character class"#),
    (#"[a&&b-c]"#, "v", #"Invalid set operation in character class"#),
    (#"[a&&b--c]"#, "v", #"Invalid set operation in character class"#),
    (#"[a"#, "v", #"Unterminated character class"#),
    (#"[a&&"#, "v", #"Unterminated character class"#),
    (#"\q{a}"#, "v", #"Invalid escape"#),
    (#"[\q{a"#, "v", #"Unterminated character class"#),
    (#"[\q{(}]"#, "v", #"Invalid character in character class"#),
    (#"[\q]"#, "v", #"Invalid escape"#),
    (#"[^\q{ab}]"#, "v", #"Negated character class may contain strings"#),
    (#"[\P{RGI_Emoji}]"#, "v", #"Invalid property name in character class"#),
    (#"\p{RGI_Emoji}"#, "u", #"Invalid property name"#),
    (#"[\u{110000}]"#, "v", #"Invalid Unicode escape"#),
    (#"[\u{110000}]"#, "u", #"Invalid Unicode escape"#),
    (#"\u{"#, "u", #"Invalid Unicode escape"#),
    (#"(?<\u{zz}>a)"#, "", #"Invalid Unicode escape"#),
    (#"(?<a\u0020>a)"#, "", #"Invalid capture group name"#),
    (#"(?<>a)"#, "", #"Invalid capture group name"#),
    (#"(?<1>a)"#, "", #"Invalid capture group name"#),
    (#"(?<a"#, "", #"Invalid capture group name"#),
    (#"\k<a"#, "u", #"Invalid capture group name"#),
    (#"\k<b>(?<a>.)"#, "", #"Invalid named capture referenced"#),
    (#"\k(?<a>.)"#, "", #"Invalid named reference"#),
    (#"[\k](?<a>.)"#, "", #"Invalid escape"#),
    (#"(?<a>.)(?<a>.)"#, "", #"Duplicate capture group name"#),
    (#"[b-a]"#, "", #"Range out of order in character class"#),
    (#"a{2,1}"#, "", #"numbers out of order in {} quantifier"#),
    (#"{1}"#, "", #"Nothing to repeat"#),
    (#"a**"#, "", #"Nothing to repeat"#),
    (#"("#, "", #"Unterminated group"#),
    (#")"#, "", #"Unmatched ')'"#),
    (#"(?"#, "", #"Invalid group"#),
    (#"(?a"#, "", #"Invalid group"#),
    (#"["#, "", #"Unterminated character class"#),
    (#"\"#, "", #"\ at end of pattern"#),
    (#"[\"#, "", #"\ at end of pattern"#),
    (#"\1"#, "u", #"Invalid escape"#),
    (#"[\1]"#, "u", #"Invalid class escape"#),
    (#"\00"#, "u", #"Invalid decimal escape"#),
    (#"[\00]"#, "u", #"Invalid class escape"#),
    (#"\c"#, "u", #"Invalid Unicode escape"#),
    (#"[\c]"#, "u", #"Invalid Unicode escape"#),
    (#"\x"#, "u", #"Invalid escape"#),
    (#"\-"#, "u", #"Invalid escape"#),
    (#"\p"#, "u", #"Invalid property name"#),
    (#"\p{"#, "u", #"Invalid property name"#),
    (#"\p{Foo}"#, "u", #"Invalid property name"#),
    (#"[\p{Foo}]"#, "u", #"Invalid property name in character class"#),
    (#"\p{Script}"#, "u", #"Invalid property name"#),
    (#"\p{Script=}"#, "u", #"Invalid property name"#),
    (#"a{"#, "u", #"Incomplete quantifier"#),
    (#"}"#, "u", #"Lone quantifier brackets"#),
    (#"]"#, "u", #"Lone quantifier brackets"#),
    (#"[\d-a]"#, "u", #"Invalid character class"#),
    (#"\8"#, "u", #"Invalid escape"#),
    (#"(?i"#, "", #"Invalid group"#),
    (#"(?-:a)"#, "", #"Invalid flag group"#),
    (#"(?ii:a)"#, "", #"Repeated flag in flag group"#),
    (#"(?i-i:a)"#, "", #"Repeated flag in flag group"#),
    (#"(?i--s:a)"#, "", #"Multiple dashes in flag group"#),
    (#"(?u:a)"#, "", #"Invalid group"#),
    (#"(?<a>.)|(?:(?<b>.)|(?<a>.))(?<b>.)"#, "", #"Duplicate capture group name"#),
    (#"(?:(?<a>x)|y)(?<a>z)"#, "", #"Duplicate capture group name"#),
    (#"(?=(?<a>x))(?<a>z)"#, "", #"Duplicate capture group name"#),
    (#"(?<=a)?"#, "", #"Invalid quantifier"#),
    (#"(?=a)*"#, "u", #"Invalid quantifier"#),
])
func earlyErrors(_ pattern: String, _ flags: String, _ message: String) throws {
    #expect(try syntaxError(pattern, flags)?.message == message)
}

@Test(arguments: [
    (#"\u{1}"#, ""),
    (#"(?<a>x)|(?<a>y)"#, ""),
    (#"(?:(?<a>x)|(?<a>y))(?:(?<b>x)|(?<b>y))"#, ""),
    (#"(?<a>x)|(?:(?<b>y)|(?<a>z))"#, ""),
    (#"(?i:a)(?-i:b)(?ms-i:c)"#, ""),
    (#"(?=a)*"#, ""),
    (#"a{"#, ""),
    (#"a{1"#, ""),
    (#"a{,5}"#, ""),
    (#"]}"#, ""),
    (#"\c\8\_\u{1"#, ""),
    (#"[\c][\d-z][a-\d]"#, ""),
    (#"\k<a>"#, ""),
    (#"(?<π>a)\k<π>"#, ""),
    (#"(?<\u{1d4d0}>a)"#, ""),
    (#"(?<𝒜>a)\k<\ud835\udc9c>"#, ""),
    (#"[\q{}]"#, "v"),
    (#"[^\q{a}]"#, "v"),
    (#"[a&&b&&c][a--b--c][[a-z]--b]"#, "v"),
])
func validPatterns(_ pattern: String, _ flags: String) throws {
    #expect(try syntaxError(pattern, flags) == nil)
}

@Test func errorsSayWhereTheyAre() throws {
    #expect(try syntaxError("ab(c")?.offset == 4)
    #expect(try syntaxError("ab)c")?.offset == 2)
    #expect(try syntaxError("ab**")?.offset == 3)
    #expect(try syntaxError("😀[z-a]", "u")?.offset == 3)
}

@Test func groupNamesAreInSourceOrder() throws {
    let program = try compile("(a)(?<y>b)(?:(?<x>c)|(?<z>d)|(?<x>e))")
    #expect(program.captureCount == 6)
    #expect(program.groupNames.map { String(decoding: $0.name, as: UTF16.self) } == ["y", "x", "z"])
    #expect(program.groupNames.map(\.indices) == [[2], [3, 5], [4]])
}
