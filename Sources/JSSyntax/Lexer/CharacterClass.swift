// Which bytes and code points begin and continue tokens.

import JSUnicode

/// ASCII bytes.
enum Byte {
    static let numberSign = UInt8(ascii: "#")
    static let exclamation = UInt8(ascii: "!")
    static let at = UInt8(ascii: "@")
    static let backslash = UInt8(ascii: "\\")
    static let slash = UInt8(ascii: "/")
    static let star = UInt8(ascii: "*")
    static let plus = UInt8(ascii: "+")
    static let minus = UInt8(ascii: "-")
    static let less = UInt8(ascii: "<")
    static let greater = UInt8(ascii: ">")
    static let equals = UInt8(ascii: "=")
    static let dot = UInt8(ascii: ".")
    static let underscore = UInt8(ascii: "_")

    /// Letters, `$` and `_`.
    @inline(__always)
    static func isIdentifierStart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x24, 0x5F: true
        default: false
        }
    }

    /// Letters, digits, `$` and `_`: two words of bits, one for each code.
    @inline(__always)
    static func isIdentifierPart(_ byte: UInt8) -> Bool {
        let low: UInt64 = 0x03FF_0010_0000_0000
        let high: UInt64 = 0x07FF_FFFE_87FF_FFFE
        let word = byte < 64 ? low : high
        return byte < 128 && (word &>> UInt64(byte & 63)) & 1 != 0
    }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10
    }

    static func hexadecimalValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

/// Code points.
enum CharacterClass {
    /// IdentifierStartChar
    static func isIdentifierStart(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return Byte.isIdentifierStart(UInt8(truncatingIfNeeded: scalar)) }
        return IdentifierCharacters.isIDStart(scalar)
    }

    /// IdentifierPartChar
    static func isIdentifierPart(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return Byte.isIdentifierPart(UInt8(truncatingIfNeeded: scalar)) }
        return IdentifierCharacters.isIDContinue(scalar) || scalar == 0x200C || scalar == 0x200D
    }

    /// WhiteSpace or LineTerminator outside ASCII.
    static func isWhiteSpaceOrLineTerminator(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2028, 0x2029, 0xFEFF: true
        default: IdentifierCharacters.isSpaceSeparator(scalar)
        }
    }
}
