import Testing

@testable import JSSyntax

@Suite struct SourceTextTests {
    @Test func positionsCountLinesAndUTF16Columns() {
        let text = SourceText("a\nbé😀c\r\nd\re\u{2028}f")
        #expect(text.lineCount == 5)
        #expect(text.position(at: 0) == SourcePosition(line: 1, column: 1))
        #expect(text.position(at: 2) == SourcePosition(line: 2, column: 1))
        #expect(text.position(at: 9) == SourcePosition(line: 2, column: 5))
        #expect(text.position(at: 1000) == SourcePosition(line: 5, column: 2))
        #expect(String(decoding: text.line(2), as: UTF8.self) == "bé😀c")
        #expect(String(decoding: text.line(4), as: UTF8.self) == "e")
        #expect(text.line(6).isEmpty)
    }

    @Test func textIsStoredCanonically() {
        #expect(JSText("abc") == JSText(latin1: [97, 98, 99]))
        #expect(JSText(utf8: Array("é€".utf8)).utf16 == [0xE9, 0x20AC])
        #expect(JSText(utf8: [0xED, 0xA0, 0x80]).utf16 == [0xD800])
        #expect(JSText(utf8: [0xFF, 0x41]).utf16 == [0xFFFD, 0x41])
        #expect(JSText(utf16: [0xD83D, 0xDE00]).string == "😀")
    }
}
