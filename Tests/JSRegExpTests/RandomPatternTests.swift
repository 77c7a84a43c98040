import JSRegExp
import Testing

/// Reads `%` and four digits as a code unit.
private func units(_ text: Substring) -> [UInt16] {
    var result: [UInt16] = []
    var rest = Array(text.utf16)[...]
    while let unit = rest.popFirst() {
        guard unit == 0x25 else {
            result.append(unit)
            continue
        }
        result.append(UInt16(String(decoding: rest.prefix(4), as: UTF16.self), radix: 16) ?? 0)
        rest = rest.dropFirst(4)
    }
    return result
}

@Test func randomPatternsMatchAsExpected() throws {
    for line in randomPatternCases.split(separator: "\n") {
        let fields = line.split(separator: " ")
        let pattern = units(fields[0])
        let flags = try #require(RegExpFlags(parsing: fields[1] == "-" ? [] : Array(fields[1].utf16)))
        if fields[2].first == "!" {
            let message = String(decoding: units(fields[2].dropFirst()), as: UTF16.self)
            do {
                _ = try RegExpProgram(pattern: pattern, flags: flags)
                Issue.record("no error: \(line)")
            } catch {
                #expect(error.message == message, "\(line)")
            }
            continue
        }
        let program = try RegExpProgram(pattern: pattern, flags: flags)
        let scratch = MatchScratch()
        for field in fields[2...] {
            let parts = field.split(separator: "=", omittingEmptySubsequences: false)
            let input = parts[0].split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
            let captures = try program.exec(
                units(input[1]), at: try #require(Int(input[0])), scratch: scratch)
            let text = captures.map { $0.map(String.init).joined(separator: ",") } ?? "null"
            #expect(text == parts[1], "\(line)")
        }
    }
}
