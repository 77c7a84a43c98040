// Reading JSON from UTF-8 bytes. `JSONReader` holds the grammar's tokens and a validating skip that uses
// no native stack; `JSONParser` builds values on top of it. Both stop at a depth limit, so that input of
// a peer cannot exhaust the stack.

/// Why a text is not JSON, and where.
public struct JSONError: Error, Sendable, CustomStringConvertible {
    /// What is wrong, in words.
    public let message: String
    /// Offset of the offending byte.
    public let offset: Int
    /// Line of the offending byte, from 1.
    public let line: Int
    /// Column of the offending byte in its line, from 1, counted in bytes.
    public let column: Int

    public var description: String { "\(message) at line \(line), column \(column)" }
}

/// Recognises the tokens of JSON at a position in a byte array.
struct JSONReader {
    /// Arrays and objects may be nested this deep.
    static let maximumDepth = 500

    let bytes: [UInt8]
    let end: Int
    var position: Int
    /// The values that `skipValue` has passed, arrays and objects included, and the objects among them.
    private(set) var valueCount = 0
    private(set) var objectCount = 0

    init(_ bytes: [UInt8], range: Range<Int>? = nil) {
        self.bytes = bytes
        position = range?.lowerBound ?? 0
        end = range?.upperBound ?? bytes.count
    }

    func failure(_ message: String, at offset: Int? = nil) -> JSONError {
        let offset = min(offset ?? position, bytes.count)
        var line = 1
        var lineStart = 0
        for index in 0..<offset where bytes[index] == UInt8(ascii: "\n") {
            line += 1
            lineStart = index + 1
        }
        return JSONError(message: message, offset: offset, line: line, column: offset - lineStart + 1)
    }

    func unexpected() -> JSONError {
        guard position < end else { return failure("unexpected end of JSON") }
        let byte = bytes[position]
        let shown = byte > 0x20 && byte < 0x7F ? "'\(Character(UnicodeScalar(byte)))'" : "byte \(byte)"
        return failure("unexpected \(shown)")
    }

    mutating func skipWhitespace() {
        while position < end {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    /// Consumes `byte`, or fails.
    mutating func expect(_ byte: UInt8) throws(JSONError) {
        guard position < end, bytes[position] == byte else { throw unexpected() }
        position += 1
    }

    /// Consumes the remaining white space, and fails if anything else follows.
    mutating func expectEnd() throws(JSONError) {
        skipWhitespace()
        guard position == end else { throw failure("unexpected text after the JSON value") }
    }

    mutating func expectWord(_ word: StaticString) throws(JSONError) {
        let start = position
        for index in 0..<word.utf8CodeUnitCount {
            guard position < end, unsafe bytes[position] == word.utf8Start[index] else {
                position = start
                throw unexpected()
            }
            position += 1
        }
    }

    /// Consumes a string token.
    ///
    /// - Returns: the bytes between the quotes, and whether they contain escapes.
    mutating func scanString() throws(JSONError) -> (content: Range<Int>, hasEscapes: Bool) {
        try expect(UInt8(ascii: "\""))
        let start = position
        var hasEscapes = false
        var index = position
        while true {
            index = endOfPlainText(from: index)
            guard index < end else { break }
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                position = index + 1
                return (start..<index, hasEscapes)
            }
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                position = index
                try skipEscape()
                index = position
            } else {
                throw failure("control character in a string", at: index)
            }
        }
        position = end
        throw failure("string without closing quote", at: start - 1)
    }

    /// Where the first byte from `index` on is that means something in a string: a quote, a backslash or a control character. Looks at
    /// eight bytes at a time: most of a large message is text.
    private func endOfPlainText(from index: Int) -> Int {
        let lowBits: UInt64 = 0x0101_0101_0101_0101
        let highBits: UInt64 = 0x8080_8080_8080_8080
        var index = index
        return unsafe bytes.withUnsafeBytes { buffer in
            while index <= end - 8 {
                let word = unsafe UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                let quotes = word ^ lowBits &* UInt64(UInt8(ascii: "\""))
                let backslashes = word ^ lowBits &* UInt64(UInt8(ascii: "\\"))
                // The high bit of a byte that is zero, or less than a blank, is set; borrows reach only bytes behind the first such one.
                let found = (quotes &- lowBits) & ~quotes | (backslashes &- lowBits) & ~backslashes | (word &- lowBits &* 0x20) & ~word
                if found & highBits != 0 { return index + (found & highBits).trailingZeroBitCount / 8 }
                index += 8
            }
            while index < end {
                let byte = unsafe buffer[index]
                if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
                index += 1
            }
            return index
        }
    }

    private mutating func skipEscape() throws(JSONError) {
        let start = position
        position += 1
        guard position < end else { throw unexpected() }
        switch bytes[position] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 1
        case UInt8(ascii: "u"):
            position += 1
            guard hexadecimalUnit(at: position) != nil else { throw failure("invalid \\u escape", at: start) }
            position += 4
        default:
            throw failure("invalid escape in a string", at: start)
        }
    }

    /// The UTF-16 code unit that four hexadecimal digits at `index` spell.
    private func hexadecimalUnit(at index: Int) -> UInt16? {
        guard index + 4 <= end else { return nil }
        var value: UInt16 = 0
        for offset in 0..<4 {
            let digit: UInt8
            switch bytes[index + offset] {
            case let byte where byte >= 0x30 && byte <= 0x39: digit = byte - 0x30
            case let byte where byte >= 0x41 && byte <= 0x46: digit = byte - 0x41 + 10
            case let byte where byte >= 0x61 && byte <= 0x66: digit = byte - 0x61 + 10
            default: return nil
            }
            value = value << 4 | UInt16(digit)
        }
        return value
    }

    /// The UTF-8 bytes of a scanned string. An unpaired surrogate becomes U+FFFD.
    func decodedBytes(_ content: Range<Int>, hasEscapes: Bool) -> [UInt8] {
        guard hasEscapes else { return Array(bytes[content]) }
        var result: [UInt8] = []
        result.reserveCapacity(content.count)
        var index = content.lowerBound
        while index < content.upperBound {
            let plainEnd = min(endOfPlainText(from: index), content.upperBound)
            result += bytes[index..<plainEnd]
            index = plainEnd
            guard index + 1 < content.upperBound, bytes[index] == UInt8(ascii: "\\") else {
                // Nothing, in a string that was scanned.
                result += bytes[index..<content.upperBound]
                break
            }
            let escape = bytes[index + 1]
            index += 2
            switch escape {
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "u"):
                let scalar = decodeScalar(&index)
                result += Array(String(Character(scalar)).utf8)
            default: result.append(escape)
            }
        }
        return result
    }

    /// The scalar whose escape has its first hexadecimal digit at `index`, a surrogate pair being two escapes.
    private func decodeScalar(_ index: inout Int) -> UnicodeScalar {
        let replacement: UnicodeScalar = "\u{FFFD}"
        guard let first = hexadecimalUnit(at: index) else { return replacement }
        index += 4
        guard first >> 11 == 0b11011 else { return UnicodeScalar(first) ?? replacement }
        guard first < 0xDC00, index + 1 < end, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u"), let second = hexadecimalUnit(at: index + 2),
            second >= 0xDC00, second < 0xE000
        else { return replacement }
        index += 6
        let value = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
        return UnicodeScalar(value) ?? replacement
    }

    /// Consumes a number token.
    ///
    /// - Returns: its bytes, and whether it has neither fraction nor exponent.
    mutating func scanNumber() throws(JSONError) -> (range: Range<Int>, isInteger: Bool) {
        let start = position
        if position < end, bytes[position] == UInt8(ascii: "-") { position += 1 }
        guard position < end else { throw unexpected() }
        if bytes[position] == UInt8(ascii: "0") {
            position += 1
        } else {
            try scanDigits()
        }
        var isInteger = true
        if position < end, bytes[position] == UInt8(ascii: ".") {
            isInteger = false
            position += 1
            try scanDigits()
        }
        if position < end, bytes[position] | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            position += 1
            if position < end, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            try scanDigits()
        }
        return (start..<position, isInteger)
    }

    private mutating func scanDigits() throws(JSONError) {
        let start = position
        while position < end, bytes[position] &- 0x30 < 10 { position += 1 }
        if position == start { throw unexpected() }
    }

    /// Consumes one value of any kind, checking its syntax.
    mutating func skipValue() throws(JSONError) {
        /// For each open container, whether it is an object.
        var open: [Bool] = []
        while true {
            skipWhitespace()
            guard position < end else { throw unexpected() }
            var opened = false
            valueCount &+= 1
            switch bytes[position] {
            case UInt8(ascii: "{"):
                position += 1
                objectCount &+= 1
                try pushContainer(&open, isObject: true)
                opened = true
            case UInt8(ascii: "["):
                position += 1
                try pushContainer(&open, isObject: false)
                opened = true
            case UInt8(ascii: "\""): _ = try scanString()
            case UInt8(ascii: "t"): try expectWord("true")
            case UInt8(ascii: "f"): try expectWord("false")
            case UInt8(ascii: "n"): try expectWord("null")
            default: _ = try scanNumber()
            }
            // A value has ended or a container has begun: go on to where the next value starts.
            while let isObject = open.last {
                skipWhitespace()
                guard position < end else { throw unexpected() }
                if bytes[position] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                    position += 1
                    open.removeLast()
                    opened = false
                    continue
                }
                if !opened { try expect(UInt8(ascii: ",")) }
                if isObject {
                    skipWhitespace()
                    _ = try scanString()
                    skipWhitespace()
                    try expect(UInt8(ascii: ":"))
                }
                break
            }
            if open.isEmpty { return }
        }
    }

    private func pushContainer(_ open: inout [Bool], isObject: Bool) throws(JSONError) {
        guard open.count < Self.maximumDepth else {
            throw failure("JSON nested deeper than \(Self.maximumDepth) levels")
        }
        open.append(isObject)
    }
}
