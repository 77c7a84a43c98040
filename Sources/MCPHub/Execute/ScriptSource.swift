// The text of a script as it arrives: perhaps too long, perhaps wrapped in a Markdown code fence.

enum ScriptSource {
    static let maximumBytes = 102_400

    /// The script without a surrounding code fence.
    ///
    /// The opening fence becomes an empty line, so that positions stay those of the author's text.
    static func prepare(_ source: String) -> Result<String, ScriptFailure> {
        guard source.utf8.count <= maximumBytes else {
            return .failure(
                ScriptFailure(
                    .validationError, "script exceeds maximum size of \(maximumBytes) bytes",
                    hint: "Pass data as `input` instead of writing it into the script."))
        }
        return .success(withoutFence(source))
    }

    private static func withoutFence(_ source: String) -> String {
        let bytes = Array(source.utf8)
        var start = 0
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
        while start < bytes.count, isSpace(bytes[start]) { start += 1 }
        var end = bytes.count
        while end > start, isSpace(bytes[end - 1]) { end -= 1 }
        let fence = Array("```".utf8)
        guard end - start >= 7, bytes[start...].starts(with: fence), Array(bytes[(end - 3)..<end]) == fence,
            let firstLineEnd = bytes[start..<end].firstIndex(of: UInt8(ascii: "\n")), firstLineEnd < end - 3
        else { return source }
        let information = bytes[(start + 3)..<firstLineEnd]
        let isPlain = information.allSatisfy { $0 != UInt8(ascii: "`") && $0 != UInt8(ascii: ";") }
        // The closing fence stands on a line of its own.
        guard isPlain, bytes[end - 4] == UInt8(ascii: "\n") || firstLineEnd == end - 4 else { return source }
        let linesBefore = bytes[..<start].filter { $0 == UInt8(ascii: "\n") }.count
        let blank = [UInt8](repeating: UInt8(ascii: "\n"), count: linesBefore + 1)
        return String(decoding: blank + bytes[(firstLineEnd + 1)..<(end - 3)], as: UTF8.self)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}
