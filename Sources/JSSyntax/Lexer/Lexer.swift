// The lexer: bytes to tokens, one at a time.
//
// It always holds one token, the next one to be consumed, read without knowing the grammar's context: `/` is a division.
// Where the grammar wants a regular expression or the rest of a template, the parser asks to read again from the
// token's start (see LexerLiterals.swift). The bytes are followed by a few zeros, so that looking ahead needs no check for
// the end of the text.

/// Thrown when parsing stops. What went wrong is in `Lexer.failure`: an empty error costs nothing to propagate.
struct ParseFailure: Error {}

struct Lexer {
    /// What went wrong, and where.
    struct Failure {
        var message: String
        var range: SourceRange
        var hint: String?
    }

    /// The bytes of the source and some zeros, see `SourceText.padded`.
    let bytes: [UInt8]
    /// The number of bytes of the source.
    let count: Int
    /// The offset of the next byte to read; never above `count`.
    var position = 0
    /// The next token to be consumed.
    var token: Token
    /// The end of the token before it.
    var previousEnd: UInt32 = 0
    var names: NameTable
    var failure: Failure?

    init(_ source: SourceText, names: NameTable = .fixed) {
        self.names = names
        count = source.count
        bytes = source.padded
        // A line terminator before the first token makes `-->` a comment at the start of the text.
        token = Token(
            kind: .end, start: 0, end: 0, newlineBefore: true, hasEscape: false, legacy: .none,
            name: NameID(rawValue: 0), number: 0)
        if count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
        if bytes[position] == Byte.numberSign, bytes[position + 1] == Byte.exclamation { skipLine() }
    }

    /// Records an error; the result is for `throw`.
    mutating func fail(_ message: String, _ start: Int, _ end: Int) -> ParseFailure {
        failure = Failure(
            message: message,
            range: SourceRange(start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end)))
        return ParseFailure()
    }

    /// Replaces `token` by the first token of the text.
    mutating func start() throws(ParseFailure) {
        try read(newline: true)
    }

    /// Replaces `token` by the one after it.
    @inline(__always)
    mutating func next() throws(ParseFailure) {
        previousEnd = token.end
        try read(newline: false)
    }

    private mutating func read(newline: Bool) throws(ParseFailure) {
        let newline = try skipTrivia(newline)
        token.newlineBefore = newline
        token.start = UInt32(truncatingIfNeeded: position)
        token.hasEscape = false
        token.legacy = .none
        try readToken()
        token.end = UInt32(truncatingIfNeeded: position)
    }

    // MARK: White space and comments

    /// Skips white space and comments; the result tells whether there was a line terminator, or one is given.
    private mutating func skipTrivia(_ newlineBefore: Bool) throws(ParseFailure) -> Bool {
        var newline = newlineBefore
        while true {
            switch bytes[position] {
            case 0x20, 0x09, 0x0B, 0x0C:
                position &+= 1
            case 0x0A, 0x0D:
                position &+= 1
                newline = true
            case Byte.slash:
                if bytes[position + 1] == Byte.slash {
                    skipLine()
                } else if bytes[position + 1] == Byte.star {
                    if try skipBlockComment() { newline = true }
                } else {
                    return newline
                }
            case Byte.less:
                // SingleLineHTMLOpenComment (Annex B.1.1)
                guard bytes[position + 1] == Byte.exclamation, bytes[position + 2] == Byte.minus,
                    bytes[position + 3] == Byte.minus
                else { return newline }
                skipLine()
            case Byte.minus:
                // SingleLineHTMLCloseComment: only at the start of a line
                guard newline, bytes[position + 1] == Byte.minus, bytes[position + 2] == Byte.greater else {
                    return newline
                }
                skipLine()
            case 0x80...:
                let (scalar, length) = UTF8Reader.decode(bytes, at: position)
                guard let scalar, CharacterClass.isWhiteSpaceOrLineTerminator(scalar) else { return newline }
                if scalar == 0x2028 || scalar == 0x2029 { newline = true }
                position += length
            default:
                return newline
            }
        }
    }

    /// Skips to the next line terminator, which remains.
    private mutating func skipLine() {
        while position < count {
            let byte = bytes[position]
            if byte == 0x0A || byte == 0x0D || isLineOrParagraphSeparator(position) { return }
            position &+= 1
        }
    }

    private mutating func skipBlockComment() throws(ParseFailure) -> Bool {
        let start = position
        var newline = false
        position += 2
        while position < count {
            let byte = bytes[position]
            if byte == Byte.star, bytes[position + 1] == Byte.slash {
                position += 2
                return newline
            }
            if byte == 0x0A || byte == 0x0D || isLineOrParagraphSeparator(position) { newline = true }
            position &+= 1
        }
        throw fail("Invalid or unexpected token", start, min(start + 2, count))
    }

    /// Whether U+2028 or U+2029 is at an offset.
    @inline(__always)
    func isLineOrParagraphSeparator(_ index: Int) -> Bool {
        bytes[index] == 0xE2 && bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8
    }

    // MARK: Tokens

    private mutating func readToken() throws(ParseFailure) {
        let byte = bytes[position]
        if Byte.isIdentifierStart(byte) {
            try readName()
            return
        }
        switch byte {
        case 0:
            guard position >= count else { throw invalidToken() }
            token.kind = .end
        case UInt8(ascii: "("): single(.leftParenthesis)
        case UInt8(ascii: ")"): single(.rightParenthesis)
        case UInt8(ascii: "{"): single(.leftBrace)
        case UInt8(ascii: "}"): single(.rightBrace)
        case UInt8(ascii: "["): single(.leftBracket)
        case UInt8(ascii: "]"): single(.rightBracket)
        case UInt8(ascii: ";"): single(.semicolon)
        case UInt8(ascii: ","): single(.comma)
        case UInt8(ascii: ":"): single(.colon)
        case UInt8(ascii: "~"): single(.bitwiseNot)
        case UInt8(ascii: "`"): single(.template)
        case UInt8(ascii: "\""), UInt8(ascii: "'"): try readString()
        case UInt8(ascii: "0")...UInt8(ascii: "9"): try readNumber()
        case Byte.numberSign: try readPrivateName()
        case Byte.backslash: try readEscapedName(prefix: [])
        case 0x80...: try readEscapedName(prefix: [])
        default: try readPunctuator(byte)
        }
    }

    @inline(__always)
    private mutating func single(_ kind: TokenKind) {
        token.kind = kind
        position &+= 1
    }

    private mutating func take(_ kind: TokenKind, _ length: Int) {
        token.kind = kind
        position += length
    }

    private mutating func readPunctuator(_ byte: UInt8) throws(ParseFailure) {
        let second = bytes[position + 1]
        let third = bytes[position + 2]
        let equals = second == Byte.equals
        switch byte {
        case Byte.dot:
            if Byte.isDigit(second) {
                try readNumber()
            } else if second == Byte.dot, third == Byte.dot {
                take(.ellipsis, 3)
            } else {
                take(.dot, 1)
            }
        case UInt8(ascii: "="):
            if equals {
                third == Byte.equals ? take(.strictEqual, 3) : take(.equal, 2)
            } else {
                second == Byte.greater ? take(.arrow, 2) : take(.assign, 1)
            }
        case Byte.exclamation:
            if equals {
                third == Byte.equals ? take(.strictNotEqual, 3) : take(.notEqual, 2)
            } else {
                take(.logicalNot, 1)
            }
        case Byte.plus:
            if second == byte { take(.increment, 2) } else { equals ? take(.plusAssign, 2) : take(.plus, 1) }
        case Byte.minus:
            if second == byte { take(.decrement, 2) } else { equals ? take(.minusAssign, 2) : take(.minus, 1) }
        case Byte.star:
            if second == byte {
                third == Byte.equals ? take(.starStarAssign, 3) : take(.starStar, 2)
            } else {
                equals ? take(.starAssign, 2) : take(.star, 1)
            }
        case Byte.slash: equals ? take(.slashAssign, 2) : take(.slash, 1)
        case UInt8(ascii: "%"): equals ? take(.percentAssign, 2) : take(.percent, 1)
        case Byte.less:
            if second == byte {
                third == Byte.equals ? take(.shiftLeftAssign, 3) : take(.shiftLeft, 2)
            } else {
                equals ? take(.lessOrEqual, 2) : take(.less, 1)
            }
        case Byte.greater: readGreater()
        case UInt8(ascii: "&"):
            if second == byte {
                third == Byte.equals ? take(.logicalAndAssign, 3) : take(.logicalAnd, 2)
            } else {
                equals ? take(.ampersandAssign, 2) : take(.ampersand, 1)
            }
        case UInt8(ascii: "|"):
            if second == byte {
                third == Byte.equals ? take(.logicalOrAssign, 3) : take(.logicalOr, 2)
            } else {
                equals ? take(.barAssign, 2) : take(.bar, 1)
            }
        case UInt8(ascii: "^"): equals ? take(.caretAssign, 2) : take(.caret, 1)
        case UInt8(ascii: "?"):
            if second == byte {
                third == Byte.equals ? take(.coalesceAssign, 3) : take(.coalesce, 2)
            } else if second == Byte.dot, !Byte.isDigit(third) {
                take(.questionDot, 2)
            } else {
                take(.question, 1)
            }
        default:
            throw invalidToken()
        }
    }

    private mutating func readGreater() {
        guard bytes[position + 1] == Byte.greater else {
            bytes[position + 1] == Byte.equals ? take(.greaterOrEqual, 2) : take(.greater, 1)
            return
        }
        if bytes[position + 2] == Byte.greater {
            bytes[position + 3] == Byte.equals ? take(.shiftRightUnsignedAssign, 4) : take(.shiftRightUnsigned, 3)
        } else {
            bytes[position + 2] == Byte.equals ? take(.shiftRightAssign, 3) : take(.shiftRight, 2)
        }
    }

    mutating func invalidToken() -> ParseFailure {
        let length = position < count ? UTF8Reader.decode(bytes, at: position).length : 0
        return fail("Invalid or unexpected token", position, min(position + length, count))
    }

    // MARK: Names

    private mutating func readName() throws(ParseFailure) {
        let start = position
        var end = position
        var hash = NameTable.initialHash
        var byte = bytes[end]
        repeat {
            hash = NameTable.combine(hash, UInt16(byte))
            end &+= 1
            byte = bytes[end]
        } while Byte.isIdentifierPart(byte)
        if byte == Byte.backslash || byte >= 0x80 {
            try readEscapedName(prefix: [])
            return
        }
        position = end
        let name = names.intern(ascii: bytes, start..<end, hash: hash)
        setName(name)
    }

    /// Makes the token a name or keyword.
    @inline(__always)
    private mutating func setName(_ name: NameID) {
        token.name = name
        if !name.isReservedWord {
            token.kind = .identifier
        } else if token.hasEscape {
            token.kind = .escapedKeyword
        } else {
            token.kind = TokenKind(rawValue: UInt8(truncatingIfNeeded: name.rawValue)) ?? .identifier
        }
    }

    private mutating func readPrivateName() throws(ParseFailure) {
        let next = bytes[position + 1]
        guard Byte.isIdentifierStart(next) || next == Byte.backslash || next >= 0x80 else { throw invalidToken() }
        position += 1
        try readEscapedName(prefix: [UInt16(Byte.numberSign)])
        token.kind = .privateName
    }

    /// Reads a name that may have escapes and characters outside ASCII.
    private mutating func readEscapedName(prefix: [UInt16]) throws(ParseFailure) {
        var units = prefix
        var isFirst = true
        while true {
            let scalar: UInt32
            let start = position
            if bytes[position] == Byte.backslash {
                guard bytes[position + 1] == UInt8(ascii: "u"), let value = readUnicodeEscape(after: position + 2) else {
                    throw fail("Invalid Unicode escape sequence", start, min(start + 2, count))
                }
                scalar = value
                token.hasEscape = true
            } else {
                let decoded = UTF8Reader.decode(bytes, at: position)
                guard let value = decoded.scalar, position < count else { break }
                scalar = value
                position += decoded.length
            }
            let isValid = isFirst ? CharacterClass.isIdentifierStart(scalar) : CharacterClass.isIdentifierPart(scalar)
            if !isValid {
                if bytes[start] == Byte.backslash {
                    throw fail("Invalid Unicode escape sequence", start, position)
                }
                position = start
                break
            }
            JSText.append(scalar, to: &units)
            isFirst = false
        }
        if isFirst { throw invalidToken() }
        setName(names.intern(JSText(utf16: units)))
    }

    /// Reads `XXXX` or `{X...}` at an offset and moves behind it; nil if it is malformed, then `position` does not move.
    mutating func readUnicodeEscape(after index: Int) -> UInt32? {
        var offset = index
        var value: UInt32 = 0
        if bytes[offset] == UInt8(ascii: "{") {
            offset += 1
            var hasDigits = false
            while let digit = Byte.hexadecimalValue(bytes[offset]) {
                value = value << 4 | UInt32(digit)
                if value > 0x10FFFF { return nil }
                hasDigits = true
                offset += 1
            }
            guard hasDigits, bytes[offset] == UInt8(ascii: "}") else { return nil }
            position = offset + 1
            return value
        }
        for _ in 0..<4 {
            guard let digit = Byte.hexadecimalValue(bytes[offset]) else { return nil }
            value = value << 4 | UInt32(digit)
            offset += 1
        }
        position = offset
        return value
    }
}
