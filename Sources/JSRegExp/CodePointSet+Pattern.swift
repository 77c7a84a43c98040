// The sets of the pattern language: `\d`, `\s`, `\w`, `.`, and closing a set over case.

import JSUnicode

/// How characters are compared without regard to case.
enum CaseMode {
    /// Exactly.
    case sensitive
    /// By the upper case of single code units (`i` without `u` or `v`).
    case legacy
    /// By simple case folding (`i` with `u` or `v`).
    case folding
}

extension CodePointSet {
    /// The only member of a set that has one member.
    var singleCodePoint: UInt32? {
        guard ranges.count == 1, let range = ranges.first, range.lowerBound == range.upperBound else { return nil }
        return range.lowerBound
    }

    static let digits = CodePointSet(0x30...0x39)

    static let wordCharacters = CodePointSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])

    /// WordCharacters with `i` in unicode mode: U+017F and U+212A fold to `s` and `k`.
    static let extendedWordCharacters = wordCharacters.union(CodePointSet([0x17F...0x17F, 0x212A...0x212A]))

    /// WhiteSpace and LineTerminator.
    static let whiteSpace = CodePointSet([
        0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
        0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
    ])

    static let lineTerminators = CodePointSet([0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029])

    /// The set with every character that is equal to a member.
    func closed(under mode: CaseMode) -> CodePointSet {
        guard mode != .sensitive, let last = ranges.last else { return self }
        if last.lowerBound <= 0x80, last.upperBound >= 0xFFFF {
            let others = mode == .folding ? CodePointSet([0x4B...0x4B, 0x53...0x53]) : CodePointSet()
            return union(intersection(CodePointSet(0...0x7F)).union(others).closed(under: mode))
        }
        if last.upperBound >= 0x80 {
            return mode == .legacy ? closedUnderLegacyCanonicalization() : closedUnderSimpleCaseFolding()
        }
        var added: [ClosedRange<UInt32>] = []
        for range in ranges {
            Self.append(range, within: 0x41...0x5A, shiftedBy: 0x20, to: &added)
            Self.append(range, within: 0x61...0x7A, shiftedBy: -0x20, to: &added)
        }
        let result = union(CodePointSet(added))
        guard mode == .folding else { return result }
        var further: [ClosedRange<UInt32>] = []
        if result.contains(0x73) { further.append(0x17F...0x17F) }
        if result.contains(0x6B) { further.append(0x212A...0x212A) }
        return result.union(CodePointSet(further))
    }

    /// The characters that are equal to an ASCII letter, by the letter's five low bits.
    static let legacyLetters = letters(.legacy)
    static let foldingLetters = letters(.folding)

    private static func letters(_ mode: CaseMode) -> [CodePointSet] {
        (0..<32).map { CodePointSet(0x60 + $0...0x60 + $0).closed(under: mode) }
    }

    /// How much work `closed(under:)` is, in comparisons.
    func closingWork(under mode: CaseMode) -> Int {
        guard mode != .sensitive, let last = ranges.last, last.upperBound >= 0x80 else { return ranges.count }
        return 500 + ranges.count
    }

    private static func append(
        _ range: ClosedRange<UInt32>, within letters: ClosedRange<UInt32>, shiftedBy distance: Int32,
        to added: inout [ClosedRange<UInt32>]
    ) {
        let lower = Swift.max(range.lowerBound, letters.lowerBound)
        let upper = Swift.min(range.upperBound, letters.upperBound)
        guard lower <= upper else { return }
        added.append(
            UInt32(bitPattern: Int32(bitPattern: lower) &+ distance)...UInt32(
                bitPattern: Int32(bitPattern: upper) &+ distance))
    }
}
