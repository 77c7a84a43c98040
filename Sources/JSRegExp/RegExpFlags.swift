// The flags of a regular expression, and the error that an invalid pattern gives.

/// The flags of a regular expression (`d g i m s u v y`).
public struct RegExpFlags: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8

    @inlinable public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// `d`: results carry the indices of captures.
    @inlinable public static var hasIndices: RegExpFlags { RegExpFlags(rawValue: 1) }
    /// `g`: matching starts at `lastIndex`.
    @inlinable public static var global: RegExpFlags { RegExpFlags(rawValue: 2) }
    /// `i`: characters are compared by their canonical case.
    @inlinable public static var ignoreCase: RegExpFlags { RegExpFlags(rawValue: 4) }
    /// `m`: `^` and `$` match at line terminators.
    @inlinable public static var multiline: RegExpFlags { RegExpFlags(rawValue: 8) }
    /// `s`: `.` matches line terminators.
    @inlinable public static var dotAll: RegExpFlags { RegExpFlags(rawValue: 16) }
    /// `u`: the pattern and the input are sequences of code points.
    @inlinable public static var unicode: RegExpFlags { RegExpFlags(rawValue: 32) }
    /// `v`: as `u`, with set operations and strings in character classes.
    @inlinable public static var unicodeSets: RegExpFlags { RegExpFlags(rawValue: 64) }
    /// `y`: a match starts exactly at `lastIndex`.
    @inlinable public static var sticky: RegExpFlags { RegExpFlags(rawValue: 128) }

    /// Reads flag text, as in `/pattern/flags` or `new RegExp(pattern, flags)`.
    ///
    /// - Returns: `nil` if a code unit is no flag, a flag is repeated, or `u` and `v` are combined.
    public init?(parsing text: some Sequence<UInt16>) {
        var flags: RegExpFlags = []
        for unit in text {
            let flag: RegExpFlags
            switch unit {
            case 0x64: flag = .hasIndices
            case 0x67: flag = .global
            case 0x69: flag = .ignoreCase
            case 0x6D: flag = .multiline
            case 0x73: flag = .dotAll
            case 0x75: flag = .unicode
            case 0x76: flag = .unicodeSets
            case 0x79: flag = .sticky
            default: return nil
            }
            guard flags.insert(flag).inserted else { return nil }
        }
        if flags.contains([.unicode, .unicodeSets]) { return nil }
        self = flags
    }

    /// Whether the pattern and the input are sequences of code points (`u` or `v`).
    var isUnicodeMode: Bool {
        !isDisjoint(with: [.unicode, .unicodeSets])
    }
}

/// Why a pattern is not a valid regular expression.
public struct RegExpSyntaxError: Error, Equatable, Sendable {
    /// A short English sentence without the pattern, for example `Unterminated group`.
    public let message: String
    /// Where in the pattern the problem was noticed, in UTF-16 code units from its start.
    public let offset: Int
    /// How many ranges of character classes had been copied or compared until then.
    public internal(set) var work = 0

    public init(message: String, offset: Int) {
        self.message = message
        self.offset = offset
    }
}
