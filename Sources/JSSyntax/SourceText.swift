// The text of one script, and positions in it.
//
// Offsets are UTF-8 byte offsets everywhere: the lexer reads bytes, a range is two 32-bit numbers, and the text of a
// function for `Function.prototype.toString` is a slice. Lines and columns are worked out only when somebody asks.
// Source text may contain lone surrogates (a script can be made from an ECMAScript string); they are kept as
// three-byte sequences, as in WTF-8.

import Synchronization

/// A half-open range of UTF-8 byte offsets into a `SourceText`.
public struct SourceRange: Sendable, Equatable, Hashable {
    /// The offset of the first byte.
    public let start: UInt32
    /// The offset after the last byte.
    public let end: UInt32

    public init(start: UInt32, end: UInt32) {
        self.start = start
        self.end = end
    }

    /// The range from the start of this one to the end of `other`.
    @inlinable
    public func union(_ other: SourceRange) -> SourceRange {
        SourceRange(start: start, end: other.end)
    }
}

/// A position for people: both numbers count from 1; the column counts UTF-16 code units.
public struct SourcePosition: Sendable, Equatable, Hashable {
    public let line: Int
    public let column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// The immutable text of one script, with its line table.
public final class SourceText: Sendable {
    /// The name shown in stack traces and messages, `"script"` by default.
    public let name: String
    /// The text in UTF-8. Lone surrogates are three bytes, as in WTF-8.
    public var utf8: ArraySlice<UInt8> { padded[..<count] }
    /// The number of bytes of the text.
    public let count: Int
    /// The text and `paddingCount` zeros, so that the lexer can look ahead without asking for the end.
    let padded: [UInt8]
    static let paddingCount = 4
    /// The language that the text was marked with when it was submitted; nil if it was not marked.
    public let language: SourceLanguage?
    /// The offset at which each line starts: found when somebody first asks.
    private let knownLineStarts = Mutex<[UInt32]>([])

    /// The greatest length in bytes that a source text can have; offsets are 32 bits wide.
    public static var maximumLength: Int { Int(UInt32.max) - 1 }

    /// Makes a source text from UTF-8 bytes, which are not checked: what is not well-formed is a syntax error later.
    /// Bytes after `maximumLength` are dropped.
    public convenience init(utf8: [UInt8], name: String = "script", language: SourceLanguage? = nil) {
        self.init(taking: utf8, name: name, language: language)
    }

    public convenience init(_ text: String, name: String = "script") {
        var padded: [UInt8] = []
        padded.reserveCapacity(text.utf8.count + SourceText.paddingCount)
        padded.append(contentsOf: text.utf8)
        self.init(taking: padded, name: name, language: nil)
    }

    /// - Parameter bytes: At best with room for the padding.
    private init(taking bytes: consuming [UInt8], name: String, language: SourceLanguage?) {
        self.name = name
        self.language = language
        if bytes.count > SourceText.maximumLength { bytes.removeLast(bytes.count - SourceText.maximumLength) }
        count = bytes.count
        for _ in 0..<SourceText.paddingCount { bytes.append(0) }
        padded = bytes
    }

    private var lineStarts: [UInt32] {
        knownLineStarts.withLock { known in
            if known.isEmpty { known = SourceText.findLineStarts(utf8) }
            return known
        }
    }

    /// The number of lines; at least 1.
    public var lineCount: Int { lineStarts.count }

    /// The line and column of a byte offset. An offset past the end means the end.
    public func position(at offset: UInt32) -> SourcePosition {
        let bounded = min(Int(offset), count)
        let lineStarts = lineStarts
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(lineStarts[middle]) <= bounded { low = middle } else { high = middle }
        }
        let start = min(Int(lineStarts[low]), bounded)
        return SourcePosition(line: low + 1, column: SourceText.utf16Length(padded[start..<bounded]) + 1)
    }

    /// The bytes of a line, counted from 1, without its terminator; empty for a line that does not exist.
    public func line(_ number: Int) -> ArraySlice<UInt8> {
        let lineStarts = lineStarts
        guard number >= 1, number <= lineStarts.count else { return [] }
        let utf8 = utf8
        let start = Int(lineStarts[number - 1])
        var end = number < lineStarts.count ? Int(lineStarts[number]) : count
        if end > start, utf8[end - 1] == 0x0A { end -= 1 }
        if end > start, utf8[end - 1] == 0x0D { end -= 1 }
        if number < lineStarts.count, end - start >= 3, utf8[end - 3] == 0xE2, utf8[end - 2] == 0x80,
            utf8[end - 1] == 0xA8 || utf8[end - 1] == 0xA9
        {
            end -= 3
        }
        return utf8[start..<end]
    }

    /// The bytes of a range, which is clamped to the text.
    public func slice(_ range: SourceRange) -> ArraySlice<UInt8> {
        let end = min(Int(range.end), count)
        return padded[min(Int(range.start), end)..<end]
    }

    /// The text of a range as ECMAScript string content.
    public func text(_ range: SourceRange) -> JSText {
        JSText(utf8: slice(range))
    }

    /// The text of a range for messages; what is not well-formed becomes U+FFFD.
    public func string(_ range: SourceRange) -> String {
        String(decoding: slice(range), as: UTF8.self)
    }

    /// The number of UTF-16 code units that UTF-8 bytes stand for.
    static func utf16Length(_ bytes: ArraySlice<UInt8>) -> Int {
        var count = 0
        for byte in bytes {
            // A lead byte starts one code unit, or two if the sequence has four bytes; trail bytes add none.
            if byte & 0xC0 != 0x80 { count += byte >= 0xF0 ? 2 : 1 }
        }
        return count
    }

    private static func findLineStarts(_ bytes: ArraySlice<UInt8>) -> [UInt32] {
        // A byte order mark is not part of the first line.
        var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var starts = [UInt32(truncatingIfNeeded: index)]
        let count = bytes.count
        while index < count {
            let byte = bytes[index]
            index += 1
            if byte == 0x0A {
                starts.append(UInt32(truncatingIfNeeded: index))
            } else if byte == 0x0D {
                if index < count, bytes[index] == 0x0A { index += 1 }
                starts.append(UInt32(truncatingIfNeeded: index))
            } else if byte == 0xE2, index + 1 < count, bytes[index] == 0x80,
                bytes[index + 1] == 0xA8 || bytes[index + 1] == 0xA9
            {
                index += 2
                starts.append(UInt32(truncatingIfNeeded: index))
            }
        }
        return starts
    }
}
