// The four normalization forms of UAX 15.
//
// The text is worked off in segments: a code point that is a possible start of a combining sequence, and all that follows
// up to the next one. Each is decomposed, its combining marks are put in canonical order and, for NFC and NFKC,
// it is composed again. A code point whose decomposition begins with something that can combine with what came
// before does not start a segment.

/// The normalization forms of Unicode.
public enum NormalizationForm: Sendable {
    case nfc, nfd, nfkc, nfkd

    var isCompatibility: Bool { self == .nfkc || self == .nfkd }
    var composes: Bool { self == .nfc || self == .nfkc }

    /// A string grows by no more than this factor in normalization, counted in code units.
    public var maximumExpansion: Int { isCompatibility ? 18 : 4 }

    /// Every code unit below this one is unchanged by the form and does not combine with others below it.
    var firstRelevantUnit: UInt16 {
        switch self {
        case .nfc: 0x300
        case .nfd: 0xC0
        case .nfkc, .nfkd: 0xA0
        }
    }
}

/// Normalization of UTF-16 strings.
public enum Normalization {
    /// Whether `units` is seen to be in `form` at a glance: all characters are below the first one that matters for it. False
    /// does not mean that the string is not normalized.
    public static func isTriviallyNormalized(_ units: Span<UInt16>, form: NormalizationForm) -> Bool {
        for index in units.indices where units[index] >= form.firstRelevantUnit { return false }
        return true
    }

    /// `units` in normalization form `form`. Lone surrogates are left as they are.
    ///
    /// - Parameter pay: is told again and again of how many code points have been worked off, and may end the work by throwing.
    public static func normalize<Failure: Error>(
        _ units: Span<UInt16>, form: NormalizationForm, pay: (Int) throws(Failure) -> Void
    ) throws(Failure) -> [UInt16] {
        var result: [UInt16] = []
        var paid = 0
        result.reserveCapacity(units.count)
        let first = form.firstRelevantUnit
        var segment = Segment()
        var position = 0
        while position < units.count {
            if position - paid >= Segment.quantum {
                try pay(position - paid)
                paid = position
            }
            // A code unit that is followed by one that cannot change it needs no work.
            let unit = units[position]
            if unit < first && (position + 1 == units.count || units[position + 1] < first) {
                try segment.flush(composing: form.composes, into: &result, pay)
                result.append(unit)
                position += 1
                continue
            }
            let codePoint = units.nextCodePoint(&position)
            let start = segment.codePoints.count
            decompose(codePoint, compatibility: form.isCompatibility, into: &segment.codePoints)
            if start > 0, startsSegment(decomposed: segment.codePoints[start]) {
                try segment.flush(composing: form.composes, first: start, into: &result, pay)
            }
        }
        try segment.flush(composing: form.composes, into: &result, pay)
        return result
    }

    /// Whether a code unit is known to begin a character that never changes with what comes before it: what is below the first
    /// combining mark, ideographs, and the syllables of Hangul. Others may do so, too.
    public static func startsSegment(_ unit: UInt16) -> Bool {
        unit < 0x300 || 0x3400 <= unit && unit < 0xA000 || 0xAC00 <= unit && unit < 0xD7A4
    }

    /// Whether a decomposed code point never changes with what comes before it.
    private static func startsSegment(decomposed codePoint: UInt32) -> Bool {
        codePoint < 0x300
            || NormalizationData.combiningClass[codePoint] == 0 && !NormalizationData.combinesWithPrevious(codePoint)
    }

    /// Appends the full decomposition of `codePoint`.
    private static func decompose(_ codePoint: UInt32, compatibility: Bool, into result: inout [UInt32]) {
        if Hangul.syllables.contains(codePoint) {
            Hangul.decompose(codePoint, into: &result)
            return
        }
        let data = NormalizationData.self
        var index = data.canonicalIndex[codePoint]
        if index == 0 && compatibility { index = data.compatibilityIndex[codePoint] }
        if index == 0 {
            result.append(codePoint)
            return
        }
        // Mappings are at most a few steps deep: none leads back to where it came from.
        let count = Int(data.mappings[Int(index)])
        for offset in 1...count {
            decompose(data.mappings[Int(index) + offset], compatibility: compatibility, into: &result)
        }
    }
}

/// Decomposed code points that belong together.
private struct Segment {
    /// How many code points are worked off before they are paid for.
    static let quantum = 4096

    var codePoints: [UInt32] = []

    /// Writes all code points out, reordered and, if `composing`, composed.
    mutating func flush<Failure: Error>(
        composing: Bool, into result: inout [UInt16], _ pay: (Int) throws(Failure) -> Void
    ) throws(Failure) {
        try flush(composing: composing, first: codePoints.count, into: &result, pay)
    }

    /// Writes the first `count` code points out and keeps the others.
    mutating func flush<Failure: Error>(
        composing: Bool, first count: Int, into result: inout [UInt16], _ pay: (Int) throws(Failure) -> Void
    ) throws(Failure) {
        var remaining = count
        if count > 1 {
            try reorder(first: count, pay)
            if composing { remaining = try compose(first: count, pay) }
        }
        for codePoint in codePoints[..<remaining] { result.append(codePoint: codePoint) }
        codePoints.removeFirst(count)
    }

    /// The Canonical Ordering Algorithm: sorts each run of combining marks by class, stably.
    private mutating func reorder<Failure: Error>(first count: Int, _ pay: (Int) throws(Failure) -> Void) throws(Failure) {
        var start = 0
        while start < count {
            guard NormalizationData.combiningClass[codePoints[start]] != 0 else {
                start += 1
                continue
            }
            var end = start + 1
            var isSorted = true
            var last = NormalizationData.combiningClass[codePoints[start]]
            while end < count {
                if end % Self.quantum == 0 { try pay(Self.quantum) }
                let next = NormalizationData.combiningClass[codePoints[end]]
                if next == 0 { break }
                if next < last { isSorted = false }
                last = next
                end += 1
            }
            if !isSorted {
                var buckets: [Int32: [UInt32]] = [:]
                for (index, codePoint) in codePoints[start..<end].enumerated() {
                    if index % Self.quantum == Self.quantum - 1 { try pay(Self.quantum) }
                    buckets[NormalizationData.combiningClass[codePoint], default: []].append(codePoint)
                }
                var position = start
                for combiningClass in buckets.keys.sorted() {
                    for codePoint in buckets[combiningClass] ?? [] {
                        if position % Self.quantum == 0 { try pay(Self.quantum) }
                        codePoints[position] = codePoint
                        position += 1
                    }
                }
            }
            start = end
        }
    }

    /// The Canonical Composition Algorithm; returns how many code points are left.
    private mutating func compose<Failure: Error>(
        first count: Int, _ pay: (Int) throws(Failure) -> Void
    ) throws(Failure) -> Int {
        var starter: Int?
        var written = 0
        var lastClass: Int32 = 0
        for position in 0..<count {
            if position % Self.quantum == Self.quantum - 1 { try pay(Self.quantum) }
            let codePoint = codePoints[position]
            let combiningClass = NormalizationData.combiningClass[codePoint]
            // Blocked if something between has the same class or a higher one, or is another starter.
            if let starter, written == starter + 1 || (lastClass != 0 && lastClass < combiningClass),
                let composed = NormalizationData.composition(codePoints[starter], codePoint)
            {
                codePoints[starter] = composed
                continue
            }
            if combiningClass == 0 { starter = written }
            lastClass = combiningClass
            codePoints[written] = codePoint
            written += 1
        }
        return written
    }
}

/// Hangul syllables are composed and decomposed by arithmetic (Unicode, section 3.12).
private enum Hangul {
    static let syllables: Range<UInt32> = 0xAC00..<0xD7A4
    static let leading: Range<UInt32> = 0x1100..<0x1113
    static let vowels: Range<UInt32> = 0x1161..<0x1176
    static let trailing: Range<UInt32> = 0x11A8..<0x11C3

    static func decompose(_ syllable: UInt32, into result: inout [UInt32]) {
        let index = syllable - 0xAC00
        result.append(0x1100 + index / 588)
        result.append(0x1161 + index % 588 / 28)
        if index % 28 != 0 { result.append(0x11A7 + index % 28) }
    }

    static func compose(_ first: UInt32, _ second: UInt32) -> UInt32? {
        if leading.contains(first), vowels.contains(second) {
            return 0xAC00 + ((first - 0x1100) * 21 + second - 0x1161) * 28
        }
        if syllables.contains(first), (first - 0xAC00) % 28 == 0, trailing.contains(second) {
            return first + second - 0x11A7
        }
        return nil
    }
}

private enum NormalizationData {
    /// Canonical_Combining_Class.
    static let combiningClass: CodePointTrie = {
        var trie = CodePointTrie()
        var reader = TableReader(NormalizationTables.combiningClass)
        var codePoint: UInt32 = 0
        while let gap = reader.next(), let length = reader.next(), let value = reader.next() {
            codePoint += gap
            for _ in 0..<length {
                trie.set(codePoint, to: Int32(value))
                codePoint += 1
            }
        }
        return trie
    }()

    /// Where in `mappings` a decomposition is: its length and then its code points. 0 stands for none.
    static var canonicalIndex: CodePointTrie { tables.canonicalIndex }
    static var compatibilityIndex: CodePointTrie { tables.compatibilityIndex }
    static var mappings: [UInt32] { tables.mappings }

    static func composition(_ first: UInt32, _ second: UInt32) -> UInt32? {
        Hangul.compose(first, second) ?? tables.compositions[UInt64(first) << 32 | UInt64(second)]
    }

    static func combinesWithPrevious(_ codePoint: UInt32) -> Bool {
        tables.secondOfComposition[codePoint] != 0
    }

    private struct Tables {
        var canonicalIndex = CodePointTrie()
        var compatibilityIndex = CodePointTrie()
        var mappings: [UInt32] = [0]
        var compositions: [UInt64: UInt32] = [:]
        var secondOfComposition = CodePointTrie()

        mutating func readCanonical() {
            var reader = TableReader(NormalizationTables.canonical)
            var codePoint: UInt32 = 0
            while let distance = reader.next(), let kind = reader.next(), let first = reader.nextSigned() {
                codePoint += distance
                canonicalIndex.set(codePoint, to: Int32(mappings.count))
                mappings.append(kind == 0 ? 1 : 2)
                mappings.append(shifted(codePoint, by: first))
                guard kind > 0, let second = reader.nextSigned() else { continue }
                mappings.append(shifted(codePoint, by: second))
                if kind == 2 {
                    let pair = UInt64(shifted(codePoint, by: first)) << 32 | UInt64(shifted(codePoint, by: second))
                    compositions[pair] = codePoint
                    secondOfComposition.set(shifted(codePoint, by: second), to: 1)
                }
            }
            for codePoint in Hangul.vowels { secondOfComposition.set(codePoint, to: 1) }
            for codePoint in Hangul.trailing { secondOfComposition.set(codePoint, to: 1) }
        }

        mutating func readCompatibility() {
            var reader = TableReader(NormalizationTables.compatibility)
            var codePoint: UInt32 = 0
            while let distance = reader.next(), let count = reader.next() {
                codePoint += distance
                compatibilityIndex.set(codePoint, to: Int32(mappings.count))
                mappings.append(count)
                for _ in 0..<count { mappings.append(shifted(codePoint, by: reader.nextSigned() ?? 0)) }
            }
        }
    }

    private static let tables: Tables = {
        var tables = Tables()
        tables.readCanonical()
        tables.readCompatibility()
        return tables
    }()
}
