// Numbers, strings, templates and regular expressions.

import JSNumerics

extension Lexer {
    // MARK: Numbers

    mutating func readNumber() throws(ParseFailure) {
        let start = position
        token.kind = .number
        if bytes[position] == UInt8(ascii: "0") {
            switch bytes[position + 1] | 0x20 {
            case UInt8(ascii: "x"): try readRadixLiteral(16)
            case UInt8(ascii: "o"): try readRadixLiteral(8)
            case UInt8(ascii: "b"): try readRadixLiteral(2)
            default:
                if Byte.isDigit(bytes[position + 1]) {
                    try readLegacyNumber()
                } else if bytes[position + 1] == Byte.underscore {
                    throw fail("Numeric separator can not be used after leading 0.", start + 1, start + 2)
                } else {
                    try readDecimal(start: start)
                }
            }
        } else {
            try readDecimal(start: start)
        }
        // The SourceCharacter after a NumericLiteral must not be an IdentifierStart or DecimalDigit.
        let byte = bytes[position]
        if Byte.isIdentifierPart(byte) || byte == Byte.backslash || byte >= 0x80 {
            if byte < 0x80 || UTF8Reader.decode(bytes, at: position).scalar.map(CharacterClass.isIdentifierStart) ?? true {
                throw fail("Invalid or unexpected token", start, min(position + 1, count))
            }
        }
    }

    /// `0x`, `0o` and `0b` literals, Number or BigInt.
    private mutating func readRadixLiteral(_ radix: UInt8) throws(ParseFailure) {
        position += 2
        let digits = position
        try skipDigits(radix)
        if bytes[position] == UInt8(ascii: "n") {
            token.kind = .bigInt
            position += 1
            return
        }
        token.number = NumberParsing.integerLiteral(
            digits: bytes.span.extracting(digits..<position), radix: Int(radix))
    }

    /// LegacyOctalIntegerLiteral and NonOctalDecimalIntegerLiteral.
    private mutating func readLegacyNumber() throws(ParseFailure) {
        let start = position
        var end = position
        var isOctal = true
        while Byte.isDigit(bytes[end]) {
            if bytes[end] >= UInt8(ascii: "8") { isOctal = false }
            end += 1
        }
        if bytes[end] == Byte.underscore {
            throw fail("Numeric separator can not be used after leading 0.", end, end + 1)
        }
        if isOctal {
            token.legacy = .octalLiteral
            position = end
            token.number = NumberParsing.integerLiteral(digits: bytes.span.extracting((start + 1)..<end), radix: 8)
        } else {
            try readDecimal(start: start)
            token.legacy = .decimalLiteral
            if token.kind == .bigInt { throw fail("Invalid or unexpected token", start, position) }
        }
    }

    private mutating func readDecimal(start: Int) throws(ParseFailure) {
        if bytes[position] != Byte.dot {
            // Most literals are short integers.
            var value: UInt64 = 0
            var end = position
            while Byte.isDigit(bytes[end]), end - start < 15 {
                value = value &* 10 &+ UInt64(bytes[end] & 0x0F)
                end &+= 1
            }
            let byte = bytes[end]
            if !Byte.isIdentifierPart(byte), byte != Byte.dot {
                position = end
                token.number = Double(value)
                return
            }
            try skipDigits(10)
            if bytes[position] == UInt8(ascii: "n") {
                token.kind = .bigInt
                position += 1
                return
            }
        }
        if bytes[position] == Byte.dot {
            position += 1
            if Byte.isDigit(bytes[position]) {
                try skipDigits(10)
            } else if bytes[position] == Byte.underscore {
                throw fail("Numeric separators are not allowed here.", position, position + 1)
            }
        }
        if bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if bytes[position] == Byte.plus || bytes[position] == Byte.minus { position += 1 }
            guard Byte.isDigit(bytes[position]) else {
                throw fail("Invalid or unexpected token", start, min(position + 1, count))
            }
            try skipDigits(10)
        }
        token.number = NumberParsing.decimalLiteral(bytes.span.extracting(start..<position))
    }

    /// Skips digits with separators between them: at least one digit.
    private mutating func skipDigits(_ radix: UInt8) throws(ParseFailure) {
        var hasSeparator = false
        var isAfterDigit = false
        while true {
            let byte = bytes[position]
            if byte == Byte.underscore {
                guard isAfterDigit else {
                    let message =
                        hasSeparator
                        ? "Only one underscore is allowed as numeric separator"
                        : "Numeric separators are not allowed here."
                    throw fail(message, position, position + 1)
                }
                hasSeparator = true
                isAfterDigit = false
            } else if let digit = Byte.hexadecimalValue(byte), digit < radix {
                isAfterDigit = true
            } else {
                break
            }
            position += 1
        }
        guard isAfterDigit else {
            let message =
                hasSeparator
                ? "Numeric separators are not allowed at the end of numeric literals" : "Invalid or unexpected token"
            throw fail(message, hasSeparator ? position - 1 : Int(token.start), min(position + 1, count))
        }
    }

    /// The radix and digits of the BigInt token.
    func bigIntDigits() -> (radix: UInt8, digits: [UInt8]) {
        var start = Int(token.start)
        let end = Int(token.end) - 1
        var radix: UInt8 = 10
        if bytes[start] == UInt8(ascii: "0"), end - start > 2 {
            switch bytes[start + 1] | 0x20 {
            case UInt8(ascii: "x"): radix = 16
            case UInt8(ascii: "o"): radix = 8
            case UInt8(ascii: "b"): radix = 2
            default: break
            }
            if radix != 10 { start += 2 }
        }
        var digits: [UInt8] = []
        digits.reserveCapacity(end - start)
        for byte in bytes[start..<end] where byte != Byte.underscore {
            if digits.isEmpty, byte == UInt8(ascii: "0") { continue }
            digits.append(byte >= UInt8(ascii: "A") ? byte | 0x20 : byte)
        }
        return (radix, digits.isEmpty ? [UInt8(ascii: "0")] : digits)
    }

    /// The decimal digits of the BigInt token; nil if the value is larger than a BigInt can be.
    func bigIntDecimal() -> [UInt8]? {
        let (radix, digits) = bigIntDigits()
        if radix == 10 { return digits }
        var budget = UnlimitedBudget()
        return BigIntValue.parse(digits: digits.span, radix: Int(radix), &budget)?.text(&budget)
    }

    // MARK: Strings

    mutating func readString() throws(ParseFailure) {
        let quote = bytes[position]
        let start = position + 1
        var end = start
        var hash = NameTable.initialHash
        token.kind = .string
        while true {
            let byte = bytes[end]
            if byte == quote {
                position = end + 1
                token.name = names.intern(ascii: bytes, start..<end, hash: hash)
                return
            }
            if byte < 0x20 && (byte == 0x0A || byte == 0x0D || byte == 0) || byte >= 0x80 || byte == Byte.backslash { break }
            hash = NameTable.combine(hash, UInt16(byte))
            end &+= 1
        }
        var units = bytes[start..<end].map { UInt16($0) }
        position = end
        while bytes[position] != quote {
            if position >= count || bytes[position] == 0x0A || bytes[position] == 0x0D {
                throw fail("Invalid or unexpected token", start - 1, position)
            }
            if bytes[position] == Byte.backslash {
                switch readEscape(into: &units) {
                case .valid: break
                case .legacy(let legacy): if token.legacy == .none { token.legacy = legacy }
                case .invalid(let message, let start): throw fail(message, start, min(position, count))
                }
            } else {
                try readCharacter(into: &units)
            }
        }
        position += 1
        token.name = names.intern(JSText(utf16: units))
    }

    /// Reads one code point of a string or template.
    private mutating func readCharacter(into units: inout [UInt16]) throws(ParseFailure) {
        let decoded = UTF8Reader.decode(bytes, at: position)
        guard let scalar = decoded.scalar else { throw invalidToken() }
        JSText.append(scalar, to: &units)
        position += decoded.length
    }

    private enum EscapeOutcome {
        case valid
        case legacy(LegacySyntax)
        case invalid(String, start: Int)
    }

    /// Reads an EscapeSequence or LineContinuation at a backslash. After an invalid one `position` is behind the part that
    /// was understood.
    private mutating func readEscape(into units: inout [UInt16]) -> EscapeOutcome {
        let start = position
        let byte = bytes[position + 1]
        position += 2
        switch byte {
        case UInt8(ascii: "n"): units.append(0x0A)
        case UInt8(ascii: "t"): units.append(0x09)
        case UInt8(ascii: "r"): units.append(0x0D)
        case UInt8(ascii: "b"): units.append(0x08)
        case UInt8(ascii: "f"): units.append(0x0C)
        case UInt8(ascii: "v"): units.append(0x0B)
        case 0x0D: if bytes[position] == 0x0A { position += 1 }
        case 0x0A: break
        case UInt8(ascii: "x"):
            guard let high = Byte.hexadecimalValue(bytes[position]), let low = Byte.hexadecimalValue(bytes[position + 1])
            else { return .invalid("Invalid hexadecimal escape sequence", start: start) }
            units.append(UInt16(high) << 4 | UInt16(low))
            position += 2
        case UInt8(ascii: "u"):
            guard let scalar = readUnicodeEscape(after: position) else {
                let isTooLarge = bytes[position] == UInt8(ascii: "{") && Byte.hexadecimalValue(bytes[position + 1]) != nil
                return .invalid(
                    isTooLarge ? "Undefined Unicode code-point" : "Invalid Unicode escape sequence", start: start)
            }
            JSText.append(scalar, to: &units)
        case UInt8(ascii: "0") where !Byte.isDigit(bytes[position]):
            units.append(0)
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            // LegacyOctalEscapeSequence: up to three digits, at most 0o377
            var value = UInt16(byte & 7)
            var digits = 1
            while digits < (byte <= UInt8(ascii: "3") ? 3 : 2), bytes[position] & 0xF8 == 0x30 {
                value = value << 3 | UInt16(bytes[position] & 7)
                position += 1
                digits += 1
            }
            units.append(value)
            return .legacy(.octalEscape)
        case UInt8(ascii: "8"), UInt8(ascii: "9"):
            units.append(UInt16(byte))
            return .legacy(.digitEscape)
        case 0 where start + 1 >= count:
            position = count
            return .invalid("Invalid or unexpected token", start: start)
        case 0x80...:
            position = start + 1
            if isLineOrParagraphSeparator(position) {
                position += 3
                return .valid
            }
            let decoded = UTF8Reader.decode(bytes, at: position)
            guard let scalar = decoded.scalar else { return .invalid("Invalid or unexpected token", start: position) }
            position += decoded.length
            JSText.append(scalar, to: &units)
        default: units.append(UInt16(byte))
        }
        return .valid
    }

    // MARK: Templates

    /// A piece of a template, up to `${` or the closing back quote.
    struct TemplatePiece {
        var element: TemplateElement
        var isLast: Bool
        /// What is wrong with its first invalid escape, if it has one.
        var invalidEscape: Failure?
    }

    /// Reads the characters of a template from `start`, which is behind the back quote or the `}`. Afterwards `position` is
    /// behind the piece, and `token` is the piece: the next call of `next` continues after it.
    mutating func readTemplatePiece(from start: Int) throws(ParseFailure) -> TemplatePiece {
        position = start
        var end = start
        var hash = NameTable.initialHash
        while true {
            let byte = bytes[end]
            if byte == UInt8(ascii: "`") || byte == UInt8(ascii: "$") && bytes[end + 1] == UInt8(ascii: "{") {
                let text = names.intern(ascii: bytes, start..<end, hash: hash)
                position = end
                return finishPiece(TemplateElement(cooked: text, raw: text), nil)
            }
            if byte >= 0x80 || byte == Byte.backslash || byte == 0x0D || byte == 0 { break }
            hash = NameTable.combine(hash, UInt16(byte))
            end &+= 1
        }
        var cooked: [UInt16] = []
        var raw: [UInt16] = []
        var invalidEscape: Failure?
        while true {
            if position >= count { throw fail("Unterminated template literal", Int(token.start), count) }
            let byte = bytes[position]
            if byte == UInt8(ascii: "`") || byte == UInt8(ascii: "$") && bytes[position + 1] == UInt8(ascii: "{") { break }
            if byte == Byte.backslash {
                let start = position
                let outcome = readEscape(into: &cooked)
                if position > count { position = count }
                if invalidEscape == nil { invalidEscape = Lexer.templateFailure(outcome, start, position) }
                appendRaw(start..<position, to: &raw)
            } else if byte == 0x0D {
                position += bytes[position + 1] == 0x0A ? 2 : 1
                cooked.append(0x0A)
                raw.append(0x0A)
            } else {
                let before = cooked.count
                try readCharacter(into: &cooked)
                raw.append(contentsOf: cooked[before...])
            }
        }
        let rawName = names.intern(JSText(utf16: raw))
        let cookedName = invalidEscape == nil ? names.intern(JSText(utf16: cooked)) : nil
        return finishPiece(TemplateElement(cooked: cookedName, raw: rawName), invalidEscape)
    }

    private mutating func finishPiece(_ element: TemplateElement, _ invalidEscape: Failure?) -> TemplatePiece {
        let isLast = bytes[position] == UInt8(ascii: "`")
        position += isLast ? 1 : 2
        token.kind = .template
        token.end = UInt32(truncatingIfNeeded: position)
        return TemplatePiece(element: element, isLast: isLast, invalidEscape: invalidEscape)
    }

    private static func templateFailure(_ outcome: EscapeOutcome, _ start: Int, _ end: Int) -> Failure? {
        let message: String
        switch outcome {
        case .valid: return nil
        case .legacy(.digitEscape): message = "\\8 and \\9 are not allowed in template strings."
        case .legacy: message = "Octal escape sequences are not allowed in template strings"
        case .invalid(let text, start: _): message = text
        }
        return Failure(
            message: message,
            range: SourceRange(start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end)))
    }

    /// TRV of an escape: the characters as written, with line terminators normalised.
    private func appendRaw(_ range: Range<Int>, to raw: inout [UInt16]) {
        var index = range.lowerBound
        while index < range.upperBound {
            let decoded = UTF8Reader.decode(bytes, at: index)
            if decoded.scalar == 0x0D {
                raw.append(0x0A)
                index += bytes[index + 1] == 0x0A && index + 1 < range.upperBound ? 2 : 1
            } else {
                JSText.append(decoded.scalar ?? 0xFFFD, to: &raw)
                index += decoded.length
            }
        }
    }

    // MARK: Regular expressions

    /// Reads `/pattern/flags` from the start of the token, which is `/` or `/=`. Afterwards `token` covers the literal,
    /// and the next call of `next` continues after it.
    mutating func readRegularExpression() throws(ParseFailure) -> (pattern: NameID, flags: NameID) {
        let start = Int(token.start)
        var isInClass = false
        position = start + 1
        while true {
            let byte = bytes[position]
            if position >= count || byte == 0x0A || byte == 0x0D || isLineOrParagraphSeparator(position) {
                throw fail("Invalid regular expression: missing /", start, position)
            }
            if byte == Byte.slash, !isInClass { break }
            if byte == UInt8(ascii: "[") { isInClass = true }
            if byte == UInt8(ascii: "]") { isInClass = false }
            position += 1
            if byte == Byte.backslash {
                if position >= count || bytes[position] == 0x0A || bytes[position] == 0x0D
                    || isLineOrParagraphSeparator(position)
                {
                    throw fail("Invalid regular expression: missing /", start, position)
                }
                position += 1
            }
        }
        let patternEnd = position
        position += 1
        let flagsStart = position
        while true {
            let byte = bytes[position]
            if byte == Byte.backslash { throw fail("Invalid regular expression flags", start, position + 1) }
            if byte >= 0x80 {
                let decoded = UTF8Reader.decode(bytes, at: position)
                guard let scalar = decoded.scalar, CharacterClass.isIdentifierPart(scalar) else { break }
                position += decoded.length
            } else {
                guard Byte.isIdentifierPart(byte) else { break }
                position += 1
            }
        }
        token.end = UInt32(truncatingIfNeeded: position)
        let pattern = names.intern(JSText(utf8: bytes[(start + 1)..<patternEnd]))
        let flags = names.intern(JSText(utf8: bytes[flagsStart..<position]))
        return (pattern, flags)
    }
}
