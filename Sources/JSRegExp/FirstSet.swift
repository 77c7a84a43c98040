// What may come first: a set of code units, the unit at which a match of some part of a pattern can begin.
//
// Units below 256 are told apart; all others are one class, and the end of the input is another. The set is an over-
// approximation, so a unit outside it proves that the part cannot match, and nothing else. With these sets the code
// generator chooses between alternatives without trying them, and finds loops that need no backtracking.

import JSUnicode

struct FirstSet: Hashable {
    /// The class of all code units from 256.
    static let wideClass = 256
    /// The class of the end of the input.
    static let endClass = 257
    static let classCount = 258

    private var bits0: UInt64 = 0
    private var bits1: UInt64 = 0
    private var bits2: UInt64 = 0
    private var bits3: UInt64 = 0
    /// Contains some code unit from 256.
    var containsWide = false
    /// Contains the end of the input.
    var containsEnd = false
    /// What follows starts with `\b`, so that it cannot match between two word characters.
    var startsWithWordBoundary = false

    static let empty = FirstSet()

    static let all: FirstSet = {
        var set = FirstSet()
        set.bits0 = .max
        set.bits1 = .max
        set.bits2 = .max
        set.bits3 = .max
        set.containsWide = true
        set.containsEnd = true
        return set
    }()

    /// Line terminators and the end of the input.
    static let lineEnd: FirstSet = {
        var set = FirstSet()
        set.insert(0x0A)
        set.insert(0x0D)
        set.containsWide = true
        set.containsEnd = true
        return set
    }()

    static let end: FirstSet = {
        var set = FirstSet()
        set.containsEnd = true
        return set
    }()

    static let wordCharacters: FirstSet = {
        var set = FirstSet()
        set.insert(from: 0x30, through: 0x39)
        set.insert(from: 0x41, through: 0x5A)
        set.insert(0x5F)
        set.insert(from: 0x61, through: 0x7A)
        return set
    }()

    private subscript(word index: Int) -> UInt64 {
        get {
            switch index {
            case 0: bits0
            case 1: bits1
            case 2: bits2
            default: bits3
            }
        }
        set {
            switch index {
            case 0: bits0 = newValue
            case 1: bits1 = newValue
            case 2: bits2 = newValue
            default: bits3 = newValue
            }
        }
    }

    /// Adds a code unit, or the first code unit of a code point.
    mutating func insert(_ character: UInt32) {
        if character < 256 {
            self[word: Int(character >> 6)] |= 1 << UInt64(character & 63)
        } else {
            containsWide = true
        }
    }

    /// Adds the characters `first...last`.
    mutating func insert(from first: UInt32, through last: UInt32) {
        guard first <= last else { return }
        if last >= 256 { containsWide = true }
        guard first < 256 else { return }
        let last = min(last, 255)
        for index in Int(first >> 6)...Int(last >> 6) {
            let base = UInt32(index) << 6
            let low = max(first, base) - base
            let high = min(last, base + 63) - base
            self[word: index] |= (UInt64.max >> UInt64(63 - high)) & (UInt64.max << UInt64(low))
        }
    }

    /// The set of the first code units of the characters of a set.
    init(firstUnitsOf set: CodePointSet) {
        for range in set.ranges {
            insert(from: range.lowerBound, through: range.upperBound)
            if range.upperBound >= 256 { break }
        }
    }

    init() {}

    /// Whether a class (a unit below 256, `wideClass` or `endClass`) belongs to the set.
    func contains(_ unitClass: Int) -> Bool {
        switch unitClass {
        case Self.wideClass: containsWide
        case Self.endClass: containsEnd
        default: self[word: (unitClass >> 6) & 3] & (1 << UInt64(unitClass & 63)) != 0
        }
    }

    func union(_ other: FirstSet) -> FirstSet {
        var result = self
        for index in 0..<4 { result[word: index] |= other[word: index] }
        result.containsWide = containsWide || other.containsWide
        result.containsEnd = containsEnd || other.containsEnd
        result.startsWithWordBoundary = startsWithWordBoundary && other.startsWithWordBoundary
        return result
    }

    func intersection(_ other: FirstSet) -> FirstSet {
        var result = self
        for index in 0..<4 { result[word: index] &= other[word: index] }
        result.containsWide = containsWide && other.containsWide
        result.containsEnd = containsEnd && other.containsEnd
        result.startsWithWordBoundary = startsWithWordBoundary || other.startsWithWordBoundary
        return result
    }

    /// Whether the two sets have no code unit in common. The end of the input is not a code unit.
    func isDisjointInUnits(with other: FirstSet) -> Bool {
        for index in 0..<4 where self[word: index] & other[word: index] != 0 { return false }
        return !(containsWide && other.containsWide)
    }

    /// Whether every code unit of the set is an ASCII word character.
    var isSubsetOfWordCharacters: Bool {
        if containsWide { return false }
        for index in 0..<4 where self[word: index] & ~Self.wordCharacters[word: index] != 0 { return false }
        return true
    }

    /// Whether the set says nothing, because it contains everything.
    var isAll: Bool {
        bits0 == .max && bits1 == .max && bits2 == .max && bits3 == .max && containsWide && containsEnd
    }

    /// The number of code units below 256 in the set.
    var narrowCount: Int {
        bits0.nonzeroBitCount + bits1.nonzeroBitCount + bits2.nonzeroBitCount + bits3.nonzeroBitCount
    }

    /// Calls a function with each code unit below 256 in the set, in order.
    @inline(__always)
    func forEachNarrowUnit(_ body: (UInt8) -> Void) {
        for index in 0..<4 {
            var bits = self[word: index]
            while bits != 0 {
                body(UInt8(truncatingIfNeeded: index << 6 | bits.trailingZeroBitCount))
                bits &= bits - 1
            }
        }
    }

    /// A table by unit class that has a value for the members of the set.
    func fill(_ table: inout [UInt8], bits: UInt8) {
        forEachNarrowUnit { table[Int($0)] |= bits }
        if containsWide { table[Self.wideClass] |= bits }
        if containsEnd { table[Self.endClass] |= bits }
    }
}
