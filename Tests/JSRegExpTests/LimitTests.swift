import JSRegExp
import Testing

private func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
}

@Test(arguments: ["(a+)+$", "^(?:aa|(a))*[a!]x", "(?:a*)*$", "(a?){30}a{30}$", "(.*)*x", "^(([a-z])+.)+[A-Z]([a-z])+$", "(?=(a+)+$)", #"(a+)+\1$"#])
func catastrophicPatternsStop(_ pattern: String) throws {
    let budget = TestBudget(refills: 20)
    let text = Array((repeated("a", 40) + "!").utf16)
    #expect(throws: OutOfBudget.self) { try compile(pattern).exec(text, budget: budget) }
    #expect(budget.refills == 21)
}

@Test func stepsAreTheSameEveryTime() throws {
    let program = try compile("(a+)+b|c")
    let text = [UInt8](repeating: 0x61, count: 16)
    var counts: Set<Int> = []
    let scratch = MatchScratch()
    for _ in 0..<3 {
        let budget = TestBudget()
        #expect(try program.execLatin1(text, scratch: scratch, budget: budget) == nil)
        counts.insert(budget.refills)
    }
    #expect(counts.count == 1)
    #expect(counts.first.map { $0 > 1 } == true)
}

@Test(arguments: ["b", ".*b", "[^b]*b", "a*?b", "(?:a|c)*b", "(?:aa)*b", "[ab]b", "(a)*b", "(?!b)[^]*b", "(?:a{2}){3,}b"])
func longInputsMatch(_ pattern: String) throws {
    let count = 1 << 20
    var text = [UInt8](repeating: 0x61, count: count)
    text.append(0x62)
    let budget = TestBudget(refills: 100_000, bytes: 1 << 28)
    let captures = try compile(pattern, "s").execLatin1(text, budget: budget)
    #expect(captures?[1] == Int32(count + 1))
    #expect(budget.refills >= count / 8 / TestBudget.quantum)
}

@Test func scansOfLongInputsArePaidFor() throws {
    let text = [UInt8](repeating: 0x61, count: 10_000_000)
    for pattern in ["b", "a*", "[^b]*", "b|c|d|e|f", ".*?b", "a+c", #"\d{3}"#] {
        let budget = TestBudget(refills: 20)
        #expect(throws: OutOfBudget.self, "\(pattern)") { try compile(pattern).execLatin1(text, budget: budget) }
    }
}

@Test func theBacktrackStackIsAccounted() throws {
    let text = [UInt8](repeating: 0x61, count: 1 << 20)
    let budget = TestBudget(refills: 10_000, bytes: 1 << 20)
    #expect(throws: OutOfBudget.self) { try compile("(a)*c").execLatin1(text, budget: budget) }
    #expect(budget.peakBytes > 1 << 19)
}

@Test func scratchIsTrimmed() throws {
    let scratch = MatchScratch()
    #expect(scratch.byteCount == 0)
    let text = [UInt8](repeating: 0x61, count: 1 << 16)
    #expect(try compile("(a)*").execLatin1(text, scratch: scratch) != nil)
    #expect(scratch.byteCount > 1 << 18)
    scratch.trim(toBytes: 1 << 16)
    #expect(scratch.byteCount == 0)
    #expect(try compile("(a)*").execLatin1(text, scratch: scratch) != nil)
}

@Test(arguments: ["(", "(?:", "(?=", "(?<!", "(?i:"])
func deepNestingIsASyntaxError(_ opening: String) throws {
    let count = 100_000 / opening.utf16.count
    let pattern = repeated(opening, count) + repeated(")", count)
    #expect(try syntaxError(pattern)?.message == "Regular expression too large")
}

@Test func deeplyNestedClassesAreASyntaxError() throws {
    #expect(try syntaxError(repeated("[", 50_000) + repeated("]", 50_000), "v")?.message == "Regular expression too large")
}

@Test func moderateNestingCompiles() throws {
    #expect(try exec(repeated("(?:", 20) + "a" + repeated(")*", 20), "", "aaa") == ["aaa"])
}

@Test func theStackLimitIsRespected() throws {
    #expect(throws: RegExpSyntaxError.self) {
        try RegExpProgram(pattern: Array("((a))".utf16), flags: [], stackLimit: .max)
    }
}

@Test func countedRepetitionsStaySmall() throws {
    #expect(try compile("(?:a{1000}){1000}").byteCount < 4096)
    #expect(try compile("(?:(?:(?:ab){999}){999}){999}").byteCount < 4096)
    #expect(try compile("(?:[a-c]x){3,100000}").byteCount < 4096)
    #expect(try exec("(?:a{10}){10}b", "", repeated("a", 105) + "b")?.first == repeated("a", 100) + "b")
    #expect(try exec("^(?:ab){2,4}$", "", "ababab") == ["ababab"])
    #expect(try exec("^(?:ab){2,4}$", "", "ab") == nil)
    #expect(try exec("^(?:(a)b){3,}$", "", "abababab") == ["abababab", "a"])
    #expect(try exec("b{9007199254740991}", "u", "") == nil)
    #expect(try exec("b{9007199254740991,}?", "", "a") == nil)
    #expect(try exec("b{0,9007199254740991}", "", "bbb") == ["bbb"])
    #expect(try syntaxError("a{99999999999999999999,99999999999999999998}") != nil)
    #expect(try syntaxError("a{99999999999999999998,099999999999999999999}") == nil)
}

@Test func tooLargeProgramsAreASyntaxError() throws {
    #expect(try syntaxError(repeated("a", 1 << 19))?.message == "Regular expression too large")
    #expect(try syntaxError(repeated("()", 70_000))?.message == "Too many captures")
    #expect(throws: RegExpSyntaxError.self) { try compile(repeated(#"[\p{L}\p{N}]"#, 20_000), "u") }
}

@Test func manyAlternativesMatch() throws {
    let words = (0..<3000).map { "w\($0)x" }
    let program = try compile("^(?:" + words.joined(separator: "|") + ")$")
    #expect(try program.exec(Array("w2999x".utf16)) == [0, 6])
    #expect(try program.exec(Array("w3000x".utf16)) == nil)
}

/// What compiling copies again and again counts, so that it ends as soon as it would take long.
@Test func copiesInNestedGroupsAreLimited() throws {
    let names = (0..<10_000).map { "(?<n\($0)>)" }.joined()
    let classes = (0..<20_000).map { "[\(UnicodeScalar(UInt16(0x3400 + 2 * ($0 % 10_000))) ?? "x")]" }.joined()
    for (pattern, flags) in [
        (repeated("(?:", 18) + names + repeated("|)", 18), ""), (repeated("(?:", 18) + repeated("a", 100_000) + repeated("b)", 18), ""),
        ("[" + classes + "]", "v"), ("[" + repeated(#"\p{RGI_Emoji}"#, 140) + "]", "v"),
    ] {
        #expect(throws: RegExpSyntaxError.self) { try compile(pattern, flags) }
    }
    // Patterns that are long, or nested, or have many names are none of that.
    for (pattern, flags) in [
        (repeated("(?:", 5) + repeated("a", 100_000) + repeated("b)", 5), ""), (repeated("(?:", 3) + names + repeated("|)", 3), ""),
        (#"[[\p{L}\p{N}]--[\p{Lu}a-f]--\p{ASCII}]"#, "v"),
        (#"[\p{RGI_Emoji}&&\p{Basic_Emoji}]"#, "v"),
    ] {
        _ = try compile(pattern, flags)
    }
}

@Test func literalsThatMatchArePaidFor() throws {
    let text = [UInt8](repeating: 0x61, count: 100) + [UInt8](repeating: 0x62, count: 100_000) + [0x78]
    for flags in ["", "i"] {
        let budget = TestBudget(refills: 20)
        let program = try compile("^a*a*a*a*" + repeated("b", 100_000) + "[cd]", flags)
        #expect(throws: OutOfBudget.self) { try program.execLatin1(text, budget: budget) }
    }
}

@Test func alternativesThatBeginWithAnythingMatch() throws {
    let program = try compile(repeated(".b|", 20_000) + "z+")
    #expect(try program.execLatin1(Array("\nxb".utf8), budget: TestBudget(refills: 100)) == [1, 3])
    #expect(try program.execLatin1(Array("zz".utf8), budget: TestBudget(refills: 100)) == [0, 2])
}

@Test func longFailuresAreInterrupted() throws {
    let text = [UInt8](repeating: 0x61, count: 100_000) + Array("xc".utf8)
    let budget = TestBudget(refills: 100_000, bytes: 1 << 28)
    #expect(try compile("^(?:(a)){100000}c").execLatin1(text, budget: budget) == nil)
    // As many steps back as forward, at the least.
    #expect(budget.refills >= 2 * text.count / TestBudget.quantum)
}
