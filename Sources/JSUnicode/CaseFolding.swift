// What "ignore case" means in regular expressions (`sec-runtime-semantics-canonicalize-ch`).
//
// With the flag `u` or `v` two characters are equal if their simple case foldings are; without, if their upper case forms
// are, as far as these are single code units. Each relation has a map to a representative and, for the
// compiler of patterns, the classes of characters that share one.

/// Comparison of characters without regard to case.
public enum CaseFolding {
    // MARK: Unicode mode

    /// The simple case folding of `codePoint`: mappings of status C and S in CaseFolding.txt.
    public static func simpleCaseFolding(_ codePoint: UInt32) -> UInt32 {
        if codePoint < 0x80 { return codePoint >= 0x41 && codePoint <= 0x5A ? codePoint + 0x20 : codePoint }
        return shifted(codePoint, by: foldingDistance[codePoint])
    }

    /// All code points with the same simple case folding as `codePoint`, in increasing order, itself included.
    public static func caseFoldingEquivalents(of codePoint: UInt32) -> [UInt32] {
        unicodeClasses.members(of: simpleCaseFolding(codePoint))
    }

    // MARK: Legacy mode

    /// Canonicalize for patterns that have the flag `i` but neither `u` nor `v`.
    public static func canonicalizeLegacy(_ unit: UInt16) -> UInt16 {
        if unit < 0x80 { return unit >= 0x61 && unit <= 0x7A ? unit - 0x20 : unit }
        guard let upper = CaseMapping.singleUppercase(UInt32(unit)), upper >= 0x80, upper < 0x10000 else { return unit }
        return UInt16(upper)
    }

    /// All code units with the same `canonicalizeLegacy` as `unit`, in increasing order, itself included.
    public static func legacyEquivalents(of unit: UInt16) -> [UInt16] {
        legacyClasses.members(of: UInt32(canonicalizeLegacy(unit))).map { UInt16($0) }
    }

    // MARK: Tables

    private static let foldingDistance = CodePointTrie(runs: CaseTables.folding)

    static let unicodeClasses = EquivalenceClasses(below: 0x20000) { simpleCaseFolding($0) }
    static let legacyClasses = EquivalenceClasses(below: 0x10000) { UInt32(canonicalizeLegacy(UInt16($0))) }
}

/// The classes, of more than one member, of a relation that is given by a map to representatives.
struct EquivalenceClasses: Sendable {
    /// The members of each class, increasing.
    let classes: [[UInt32]]
    private let classOfRepresentative: [UInt32: Int]

    /// - Parameter limit: `representative` is the identity from here on.
    init(below limit: UInt32, _ representative: (UInt32) -> UInt32) {
        var classes: [[UInt32]] = []
        var classOfRepresentative: [UInt32: Int] = [:]
        for codePoint in 0..<limit {
            let target = representative(codePoint)
            guard target != codePoint else { continue }
            if let index = classOfRepresentative[target] {
                classes[index].append(codePoint)
            } else {
                classOfRepresentative[target] = classes.count
                classes.append([target, codePoint])
            }
        }
        for index in classes.indices { classes[index].sort() }
        self.classes = classes
        self.classOfRepresentative = classOfRepresentative
    }

    func members(of representative: UInt32) -> [UInt32] {
        guard let index = classOfRepresentative[representative] else { return [representative] }
        return classes[index]
    }
}

extension CodePointSet {
    /// The set with all code points that have the same simple case folding as a member.
    public func closedUnderSimpleCaseFolding() -> CodePointSet {
        closed(under: CaseFolding.unicodeClasses) { CaseFolding.simpleCaseFolding($0) }
    }

    /// The set with all code units that have the same `CaseFolding.canonicalizeLegacy` as a member.
    public func closedUnderLegacyCanonicalization() -> CodePointSet {
        closed(under: CaseFolding.legacyClasses) { codePoint in
            UInt16(exactly: codePoint).map { UInt32(CaseFolding.canonicalizeLegacy($0)) } ?? codePoint
        }
    }

    /// The simple case foldings of all members (`MaybeSimpleCaseFolding`).
    public func simpleCaseFolded() -> CodePointSet {
        var removed: [ClosedRange<UInt32>] = []
        var added: [ClosedRange<UInt32>] = []
        for members in CaseFolding.unicodeClasses.classes {
            for member in members where contains(member) {
                let folded = CaseFolding.simpleCaseFolding(member)
                added.append(folded...folded)
                if folded != member { removed.append(member...member) }
            }
        }
        return removed.isEmpty ? self : subtracting(CodePointSet(removed)).union(CodePointSet(added))
    }

    private func closed(under classes: EquivalenceClasses, _ representative: (UInt32) -> UInt32) -> CodePointSet {
        var added: [ClosedRange<UInt32>] = []
        if count < 256 {
            for range in ranges {
                for codePoint in range {
                    for member in classes.members(of: representative(codePoint)) { added.append(member...member) }
                }
            }
        } else {
            for members in classes.classes where members.contains(where: contains) {
                for member in members { added.append(member...member) }
            }
        }
        return union(CodePointSet(added))
    }
}
