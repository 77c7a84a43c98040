// toUppercase and toLowercase of the Unicode Default Case Conversion algorithm, with the mappings of SpecialCasing.txt that
// depend on no language.

/// Full case conversion. Lone surrogates are left as they are.
public enum CaseMapping {
    /// A string grows by no more than this factor in a case conversion, counted in code units.
    public static let maximumExpansion = 3

    /// The upper case form of a Latin-1 character, or nil if that is not one Latin-1 character (U+00B5, U+00DF, U+00FF).
    public static func uppercase(latin1 character: UInt8) -> UInt8? {
        switch character {
        case 0x61...0x7A, 0xE0...0xF6, 0xF8...0xFE: character - 0x20
        case 0xB5, 0xDF, 0xFF: nil
        default: character
        }
    }

    /// The lower case form of a Latin-1 character.
    public static func lowercase(latin1 character: UInt8) -> UInt8 {
        switch character {
        case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE: character + 0x20
        default: character
        }
    }

    /// The upper case form of a string in UTF-16.
    public static func toUppercase(_ units: Span<UInt16>) -> [UInt16] {
        var result: [UInt16] = []
        result.reserveCapacity(units.count)
        var position = 0
        while position < units.count {
            appendUppercase(of: units.nextCodePoint(&position), to: &result)
        }
        return result
    }

    /// The lower case form of a string in UTF-16.
    public static func toLowercase(_ units: Span<UInt16>) -> [UInt16] {
        var result: [UInt16] = []
        result.reserveCapacity(units.count)
        var position = 0
        while position < units.count {
            let start = position
            let codePoint = units.nextCodePoint(&position)
            switch codePoint {
            case 0x41...0x5A:
                result.append(UInt16(codePoint + 0x20))
            case 0..<0x80:
                result.append(UInt16(codePoint))
            case 0x130:
                result.append(0x69)
                result.append(0x307)
            case 0x3A3:
                result.append(isFinalSigma(units, at: start) ? 0x3C2 : 0x3C3)
            default:
                result.append(codePoint: shifted(codePoint, by: lowercaseDistance[codePoint]))
            }
        }
        return result
    }

    /// Appends the upper case form of one code point.
    public static func appendUppercase(of codePoint: UInt32, to result: inout [UInt16]) {
        if codePoint < 0x80 {
            result.append(UInt16(codePoint >= 0x61 && codePoint <= 0x7A ? codePoint - 0x20 : codePoint))
            return
        }
        let distance = uppercaseDistance[codePoint]
        if distance == seeSpecial, let mapping = uppercaseSpecial[codePoint] {
            for target in mapping { result.append(codePoint: target) }
        } else {
            result.append(codePoint: shifted(codePoint, by: distance))
        }
    }

    /// The upper case form of a code point if it is a single code point.
    static func singleUppercase(_ codePoint: UInt32) -> UInt32? {
        let distance = uppercaseDistance[codePoint]
        return distance == seeSpecial ? nil : shifted(codePoint, by: distance)
    }

    /// The condition Final_Sigma of SpecialCasing.txt: a cased letter before, none after, case-ignorable
    /// characters between not counted.
    private static func isFinalSigma(_ units: Span<UInt16>, at position: Int) -> Bool {
        var before = position
        while true {
            guard before > 0 else { return false }
            let codePoint = units.previousCodePoint(&before)
            if caseIgnorable.contains(codePoint) { continue }
            if !cased.contains(codePoint) { return false }
            break
        }
        var after = position + 1
        while after < units.count {
            let codePoint = units.nextCodePoint(&after)
            if caseIgnorable.contains(codePoint) { continue }
            return !cased.contains(codePoint)
        }
        return true
    }

    // MARK: Tables

    /// The distance that stands for an entry of `uppercaseSpecial`.
    private static let seeSpecial = Int32.min
    private static let caseIgnorable = PropertyTables.requiredBinary("Case_Ignorable")
    private static let cased = PropertyTables.requiredBinary("Cased")
    private static let lowercaseDistance = CodePointTrie(runs: CaseTables.lowercase)

    private static let uppercaseSpecial: [UInt32: [UInt32]] = {
        var mappings: [UInt32: [UInt32]] = [:]
        var reader = TableReader(CaseTables.uppercaseSpecial)
        var codePoint: UInt32 = 0
        while let distance = reader.next(), let count = reader.next() {
            codePoint += distance
            mappings[codePoint] = (0..<count).compactMap { _ in reader.next() }
        }
        return mappings
    }()

    private static let uppercaseDistance: CodePointTrie = {
        var trie = CodePointTrie(runs: CaseTables.uppercase)
        for codePoint in uppercaseSpecial.keys { trie.set(codePoint, to: seeSpecial) }
        return trie
    }()
}

/// `codePoint` moved by a distance from a table, which never leaves the code space.
@inline(__always)
func shifted(_ codePoint: UInt32, by distance: Int32) -> UInt32 {
    codePoint &+ UInt32(bitPattern: distance)
}

extension CodePointTrie {
    /// Reads runs of: gap from the end of the run before, length, stride, distance.
    init(runs text: String) {
        self.init()
        var reader = TableReader(text)
        var end: UInt32 = 0
        while let gap = reader.next(), let length = reader.next(), let stride = reader.next(),
            let distance = reader.nextSigned()
        {
            var codePoint = end + gap
            for _ in 0..<length {
                set(codePoint, to: distance)
                end = codePoint + 1
                codePoint += stride
            }
        }
    }
}
