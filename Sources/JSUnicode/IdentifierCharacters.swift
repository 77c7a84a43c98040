// The code point classes that the lexical grammar refers to. Latin-1 is answered without a table.

/// Character classes of the lexical grammar.
public enum IdentifierCharacters {
    private static let idStart = PropertyTables.requiredBinary("ID_Start")
    private static let idContinue = PropertyTables.requiredBinary("ID_Continue")

    /// Whether `codePoint` has the property ID_Start. `$` and `_` do not.
    public static func isIDStart(_ codePoint: UInt32) -> Bool {
        if codePoint < 0x80 { return codePoint | 0x20 >= 0x61 && codePoint | 0x20 <= 0x7A }
        if codePoint < 0x100 { return isLatin1Letter(codePoint) }
        return idStart.contains(codePoint)
    }

    /// Whether `codePoint` has the property ID_Continue. `$`, ZWNJ and ZWJ do not, `_` does.
    public static func isIDContinue(_ codePoint: UInt32) -> Bool {
        if codePoint < 0x80 {
            return codePoint | 0x20 >= 0x61 && codePoint | 0x20 <= 0x7A
                || codePoint >= 0x30 && codePoint <= 0x39 || codePoint == 0x5F
        }
        if codePoint < 0x100 { return isLatin1Letter(codePoint) || codePoint == 0xB7 }
        return idContinue.contains(codePoint)
    }

    private static func isLatin1Letter(_ codePoint: UInt32) -> Bool {
        codePoint >= 0xC0 && codePoint != 0xD7 && codePoint != 0xF7
            || codePoint == 0xAA || codePoint == 0xB5 || codePoint == 0xBA
    }

    /// Whether `codePoint` has the General_Category Space_Separator (Zs).
    public static func isSpaceSeparator(_ codePoint: UInt32) -> Bool {
        switch codePoint {
        case 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }
}
