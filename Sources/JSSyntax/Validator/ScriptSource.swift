// From the text that somebody submits to the source text of a script.
//
// Models put scripts between Markdown fences, editors put byte order marks in front of them, and both are accepted. What is
// taken away is replaced by blanks, so that lines and columns are those of the text as submitted.

/// The preparation of submitted scripts.
public enum ScriptSource {
    /// The greatest size of a script in UTF-8 bytes.
    public static let maximumSize = 102_400

    /// The source text of a submitted script: without a Markdown code fence around it and without a `#!` line. The
    /// byte order mark is left to the lexer. The info string of the fence tells the language of the text.
    /// - Throws: a diagnostic of kind `validation` if the text is larger than `maximumSize` bytes.
    public static func prepare(_ text: String, name: String = "script", maximumSize: Int = maximumSize)
        throws(SyntaxDiagnostic) -> SourceText
    {
        var bytes = Array(text.utf8.prefix(maximumSize + 1))
        if bytes.count > maximumSize {
            let start = SourceText(utf8: Array(bytes.prefix(1024)), name: name)
            throw SyntaxDiagnostic(
                kind: .validation, message: "script exceeds maximum size of \(maximumSize) bytes",
                range: SourceRange(start: 0, end: 0), source: start,
                hint: "Shorten the script; pass large data as input instead of writing it into the source.")
        }
        let (content, language) = blankFence(&bytes)
        if content + 1 < bytes.count, bytes[content] == Byte.numberSign, bytes[content + 1] == Byte.exclamation {
            blank(content..<lineEnd(bytes, content), &bytes)
        }
        return SourceText(utf8: bytes, name: name, language: language)
    }

    /// Blanks out the fence if the first and the last line that are not blank are one. The result is where the content
    /// starts, and the language that the fence names.
    private static func blankFence(_ bytes: inout [UInt8]) -> (content: Int, language: SourceLanguage?) {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let opening = skipBlanks(bytes, start)
        let length = fenceLength(bytes, opening)
        let openingEnd = lineEnd(bytes, opening)
        guard length >= 3, isInfoString(bytes[(opening + length)..<openingEnd]) else { return (start, nil) }
        var end = bytes.count
        while end > openingEnd, isBlank(bytes[end - 1]) { end -= 1 }
        var closing = end
        while closing > openingEnd, bytes[closing - 1] == bytes[opening] { closing -= 1 }
        guard end - closing >= length, isAloneOnLine(bytes, closing, after: openingEnd) else { return (start, nil) }
        let word = bytes[(opening + length)..<openingEnd].filter { !isBlank($0) }
        let language = SourceLanguage(abbreviation: String(decoding: word, as: UTF8.self))
        blank(opening..<openingEnd, &bytes)
        blank(closing..<end, &bytes)
        var content = openingEnd
        if content < bytes.count, bytes[content] == 0x0D { content += 1 }
        if content < bytes.count, bytes[content] == 0x0A { content += 1 }
        return (content, language)
    }

    /// The number of back quotes or tildes at an offset.
    private static func fenceLength(_ bytes: [UInt8], _ start: Int) -> Int {
        guard start < bytes.count, bytes[start] == UInt8(ascii: "`") || bytes[start] == UInt8(ascii: "~") else {
            return 0
        }
        var end = start
        while end < bytes.count, bytes[end] == bytes[start] { end += 1 }
        return end - start
    }

    /// Whether this is one word at most, such as `javascript`.
    private static func isInfoString(_ bytes: ArraySlice<UInt8>) -> Bool {
        let words = bytes.split { $0 == 0x20 || $0 == 0x09 }
        guard let word = words.first else { return true }
        return words.count == 1
            && word.allSatisfy { Byte.isIdentifierPart($0) || $0 == Byte.minus || $0 == Byte.plus || $0 == Byte.dot }
    }

    private static func isAloneOnLine(_ bytes: [UInt8], _ offset: Int, after limit: Int) -> Bool {
        var index = offset
        while index > limit, bytes[index - 1] == 0x20 || bytes[index - 1] == 0x09 { index -= 1 }
        return index > limit && (bytes[index - 1] == 0x0A || bytes[index - 1] == 0x0D)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    private static func skipBlanks(_ bytes: [UInt8], _ start: Int) -> Int {
        var index = start
        while index < bytes.count, isBlank(bytes[index]) { index += 1 }
        return index
    }

    private static func lineEnd(_ bytes: [UInt8], _ start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
        return index
    }

    private static func blank(_ range: Range<Int>, _ bytes: inout [UInt8]) {
        for index in range { bytes[index] = 0x20 }
    }
}
