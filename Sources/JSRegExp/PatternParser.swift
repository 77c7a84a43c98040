// Pattern text to tree (`sec-patterns`), with the grammar of Annex B where neither `u` nor `v` is given.
//
// The parser is the grammar by recursive descent: disjunctions, terms, quantifiers and groups here, escapes and classes in
// files of their own. It reports the early errors of `sec-patterns-static-semantics-early-errors`, in words that users
// of other engines know. Two things cannot be known while reading from left to right: how many groups there are, which
// decides whether `\7` is a reference or an octal escape, and whether any is named, which decides what `\k` means. A
// scan before parsing finds both.

import JSUnicode

/// What is known of a pattern beside its tree.
struct ParsedPattern {
    var root: PatternNode
    /// The number of groups, the whole match included.
    var captureCount: Int
    /// The group names in source order, each with the groups that carry it.
    var groupNames: [(name: [UInt16], indices: [Int])]
    /// For each group, whether a backreference at or before its end refers to it.
    var isReferencedEarly: [Bool]
}

struct PatternParser {
    /// The most groups of a pattern.
    static let maximumCaptureCount = 1 << 16
    /// The longest pattern, in code units.
    static let maximumPatternLength = 1 << 18
    private static let maximumNesting = 1000
    /// How many ranges may be copied into classes, and parts of sequences and names into what is around them, in all.
    private static let maximumClassWork = 1 << 20

    let pattern: [UInt16]
    var position = 0
    let isUnicodeMode: Bool
    let isUnicodeSetsMode: Bool
    /// False to only check the pattern; classes are then empty.
    let buildsSets: Bool
    private let stackLimit: NativeStackLimit

    /// The number of groups in the whole pattern, the whole match excluded.
    private var totalGroupCount = 0
    /// Whether `\k` is a reference and never an identity escape (the grammar parameter NamedCaptureGroups).
    private(set) var hasNamedGroups: Bool

    // The flags that a group can modify.
    private(set) var ignoreCase: Bool
    private var multiline: Bool
    private var dotAll: Bool

    private var nesting = 0
    private var captureCount = 1
    private var isClosed: [Bool] = [true]
    private var isReferencedEarly: [Bool] = [false]
    private var groupNames: [(name: [UInt16], indices: [Int])] = []
    private var groupNameIndex: [[UInt16]: Int] = [:]
    private var namedReferences: [(node: PatternNode, name: [UInt16], ignoreCase: Bool, offset: Int, groupsBefore: Int)] =
        []
    private var numberedReferences: [(group: Int, groupsBefore: Int)] = []
    private var nameScope = NameScope()
    /// How many ranges were copied or compared so far.
    private(set) var classWork = 0
    var propertyCache: [[UInt16]: CodePointSet] = [:]

    var caseMode: CaseMode {
        ignoreCase ? (isUnicodeMode ? .folding : .legacy) : .sensitive
    }

    init(pattern: [UInt16], flags: RegExpFlags, stackLimit: NativeStackLimit, buildsSets: Bool) {
        self.pattern = pattern
        isUnicodeMode = flags.isUnicodeMode
        isUnicodeSetsMode = flags.contains(.unicodeSets)
        self.buildsSets = buildsSets
        self.stackLimit = stackLimit
        hasNamedGroups = flags.isUnicodeMode
        ignoreCase = flags.contains(.ignoreCase)
        multiline = flags.contains(.multiline)
        dotAll = flags.contains(.dotAll)
    }

    mutating func parse() throws(RegExpSyntaxError) -> ParsedPattern {
        guard pattern.count <= Self.maximumPatternLength else { throw tooLarge() }
        scanGroups()
        let root = try parseDisjunction()
        if position < pattern.count { throw error("Unmatched ')'") }
        try resolveReferences()
        return ParsedPattern(
            root: root, captureCount: captureCount, groupNames: groupNames, isReferencedEarly: isReferencedEarly)
    }

    // MARK: Text

    var current: UInt16? {
        position < pattern.count ? pattern[position] : nil
    }

    func lookahead(_ distance: Int) -> UInt16? {
        position + distance < pattern.count ? pattern[position + distance] : nil
    }

    /// Moves behind `character` if it comes next.
    mutating func consume(_ character: Unicode.Scalar) -> Bool {
        guard let current, UInt32(current) == character.value else { return false }
        position += 1
        return true
    }

    func isNext(_ character: Unicode.Scalar, at distance: Int = 0) -> Bool {
        guard let unit = lookahead(distance) else { return false }
        return UInt32(unit) == character.value
    }

    /// Takes one character: a code point in unicode mode, else a code unit. Nil at the end.
    mutating func takeCharacter() -> UInt32? {
        isUnicodeMode ? takeCodePoint() : takeUnit()
    }

    private mutating func takeUnit() -> UInt32? {
        guard let unit = current else { return nil }
        position += 1
        return UInt32(unit)
    }

    mutating func takeCodePoint() -> UInt32? {
        guard let unit = takeUnit() else { return nil }
        guard unit & 0xFC00 == 0xD800, let trail = current, trail & 0xFC00 == 0xDC00 else { return unit }
        position += 1
        return 0x10000 + ((unit & 0x3FF) << 10 | UInt32(trail & 0x3FF))
    }

    func error(_ message: String, at offset: Int? = nil) -> RegExpSyntaxError {
        RegExpSyntaxError(message: message, offset: offset ?? position)
    }

    func tooLarge() -> RegExpSyntaxError {
        error("Regular expression too large")
    }

    /// Enters a level of nesting; every call is paired with one of `leave()` on success.
    mutating func enter() throws(RegExpSyntaxError) {
        nesting += 1
        if nesting > Self.maximumNesting || stackLimit.isReached { throw tooLarge() }
    }

    mutating func leave() {
        nesting -= 1
    }

    /// Pays for `amount` ranges, or what takes as long, that are copied or compared.
    mutating func payClassWork(_ amount: Int) throws(RegExpSyntaxError) {
        classWork += amount
        if classWork > Self.maximumClassWork { throw tooLarge() }
    }

    // MARK: Groups ahead

    /// Counts the groups and finds out whether any is named.
    private mutating func scanGroups() {
        var index = 0
        var classDepth = 0
        while index < pattern.count {
            switch pattern[index] {
            case 0x5C:
                index += 1
            case 0x5B where classDepth == 0 || isUnicodeSetsMode:
                classDepth += 1
            case 0x5D where classDepth > 0:
                classDepth -= 1
            case 0x28 where classDepth == 0:
                guard index + 1 < pattern.count, pattern[index + 1] == 0x3F else {
                    totalGroupCount += 1
                    break
                }
                if index + 3 < pattern.count, pattern[index + 2] == 0x3C, pattern[index + 3] != 0x3D,
                    pattern[index + 3] != 0x21
                {
                    totalGroupCount += 1
                    hasNamedGroups = true
                }
            default:
                break
            }
            index += 1
        }
    }

    // MARK: Disjunction, Alternative

    private mutating func parseDisjunction() throws(RegExpSyntaxError) -> PatternNode {
        try enter()
        nameScope.beginDisjunction()
        var alternatives: [PatternNode] = []
        var items: [PatternNode] = []
        while let unit = current, unit != 0x29 {
            if unit == 0x7C {
                position += 1
                alternatives.append(try sequence(items))
                items.removeAll(keepingCapacity: true)
                try payForNames(nameScope.beginAlternative())
            } else {
                items.append(try parseTerm(unit))
            }
        }
        try payForNames(nameScope.endDisjunction())
        leave()
        let last = try sequence(items)
        let node = alternatives.isEmpty ? last : try alternation(alternatives + [last])
        if node.depth > PatternNode.maximumDepth { throw tooLarge() }
        return node
    }

    /// A sequence. The parts of sequences in it are copied, and for each group around them once more.
    private mutating func sequence(_ items: [PatternNode]) throws(RegExpSyntaxError) -> PatternNode {
        var copied = 0
        for item in items {
            if case .sequence(let inner) = item.kind { copied += inner.count }
        }
        try payClassWork(copied)
        return .sequence(items)
    }

    /// Alternatives; sets among them may become one set.
    private mutating func alternation(_ alternatives: [PatternNode]) throws(RegExpSyntaxError) -> PatternNode {
        var copied = 0
        for alternative in alternatives {
            if case .set(let set) = alternative.kind { copied += set.ranges.count }
        }
        try payClassWork(copied)
        return .alternation(alternatives)
    }

    /// Pays for group names that are looked up and copied, each of which takes as long as some ranges.
    private mutating func payForNames(_ count: Int) throws(RegExpSyntaxError) { try payClassWork(4 * count) }

    // MARK: Term

    private mutating func parseTerm(_ unit: UInt16) throws(RegExpSyntaxError) -> PatternNode {
        let firstCapture = captureCount
        let atom: PatternNode
        var isQuantifiable = true
        switch unit {
        case 0x5E:  // ^
            position += 1
            return .lineStart(multiline: multiline)
        case 0x24:  // $
            position += 1
            return .lineEnd(multiline: multiline)
        case 0x28:  // (
            (atom, isQuantifiable) = try parseGroup()
        case 0x2E:  // .
            position += 1
            atom = .set(characters(dotAll ? .all : CodePointSet.lineTerminators.inverted()))
        case 0x5B:  // [
            atom = try parseCharacterClass()
        case 0x5C:  // \
            if isNext("b", at: 1) || isNext("B", at: 1) {
                let negated = isNext("B", at: 1)
                position += 2
                return .wordBoundary(negated: negated, extended: isUnicodeMode && ignoreCase)
            }
            atom = try parseAtomEscape()
        case 0x2A, 0x2B, 0x3F:  // * + ?
            throw error("Nothing to repeat")
        case 0x7B:  // {
            if try parseBraces() != nil { throw error("Nothing to repeat") }
            if isUnicodeMode { throw error("Lone quantifier brackets") }
            position += 1
            atom = try characterNode(UInt32(unit))
        case 0x7D, 0x5D:  // } ]
            if isUnicodeMode { throw error("Lone quantifier brackets") }
            position += 1
            atom = try characterNode(UInt32(unit))
        default:
            atom = try characterNode(takeCharacter() ?? 0)
        }
        let afterAtom = position
        let node = try parseQuantifier(of: atom, firstCapture: firstCapture)
        if position > afterAtom, !isQuantifiable { throw error("Invalid quantifier") }
        return node
    }

    /// A set as far as the characters of the input go: code points in unicode mode, else code units.
    func characters(_ set: CodePointSet) -> CodePointSet {
        isUnicodeMode ? set : set.intersection(CodePointSet(0...0xFFFF))
    }

    /// One character, compared as the flags say.
    func characterNode(_ character: UInt32) throws(RegExpSyntaxError) -> PatternNode {
        let isCaseless = character < 0x80 && !(0x61...0x7A).contains(character | 0x20)
        guard ignoreCase, buildsSets, !isCaseless else {
            return isUnicodeMode && (0xD800...0xDFFF).contains(character)
                ? .set(CodePointSet(character...character)) : .character(character)
        }
        if character < 0x80 {
            let letters = isUnicodeMode ? CodePointSet.foldingLetters : CodePointSet.legacyLetters
            return .set(letters[Int(character & 0x1F)])
        }
        return .set(CodePointSet(character...character).closed(under: caseMode))
    }

    private mutating func parseQuantifier(
        of atom: PatternNode, firstCapture: Int
    ) throws(RegExpSyntaxError) -> PatternNode {
        let minimum: Int
        let maximum: Int
        switch current {
        case 0x2A:
            position += 1
            (minimum, maximum) = (0, PatternNode.unbounded)
        case 0x2B:
            position += 1
            (minimum, maximum) = (1, PatternNode.unbounded)
        case 0x3F:
            position += 1
            (minimum, maximum) = (0, 1)
        case 0x7B:
            guard let braces = try parseBraces() else {
                if isUnicodeMode { throw error("Incomplete quantifier") }
                return atom
            }
            position = braces.end
            (minimum, maximum) = (braces.minimum, braces.maximum)
        default:
            return atom
        }
        let greedy = !consume("?")
        return .loop(
            body: atom, minimum: minimum, maximum: maximum, greedy: greedy, captures: firstCapture..<captureCount)
    }

    /// Reads `{n}`, `{n,}` or `{n,m}` from the current position without moving; nil if something else is there.
    private func parseBraces() throws(RegExpSyntaxError) -> (minimum: Int, maximum: Int, end: Int)? {
        var index = position + 1
        func digits() -> ArraySlice<UInt16> {
            let start = index
            while index < pattern.count, (0x30...0x39).contains(pattern[index]) { index += 1 }
            return pattern[start..<index].drop { $0 == 0x30 }
        }
        func value(_ digits: ArraySlice<UInt16>) -> Int {
            digits.count > 10 ? PatternNode.unbounded
                : min(digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }, PatternNode.unbounded)
        }
        let start = index
        let lower = digits()
        guard index > start, index < pattern.count else { return nil }
        let minimum = value(lower)
        if pattern[index] == 0x7D { return (minimum, minimum, index + 1) }
        guard pattern[index] == 0x2C else { return nil }
        index += 1
        let middle = index
        let upper = digits()
        guard index < pattern.count, pattern[index] == 0x7D else { return nil }
        if index == middle { return (minimum, PatternNode.unbounded, index + 1) }
        let isOutOfOrder =
            lower.count != upper.count ? lower.count > upper.count : upper.lexicographicallyPrecedes(lower)
        if isOutOfOrder { throw error("numbers out of order in {} quantifier", at: index + 1) }
        return (minimum, value(upper), index + 1)
    }

    // MARK: Groups

    private mutating func parseGroup() throws(RegExpSyntaxError) -> (node: PatternNode, isQuantifiable: Bool) {
        position += 1
        guard isNext("?") else {
            return (try parseCapture(name: nil), true)
        }
        switch lookahead(1) {
        case 0x3A:  // :
            position += 2
            return (try parseGroupBody(), true)
        case 0x3D, 0x21:  // = !
            let negated = isNext("!", at: 1)
            position += 2
            return (try parseLookaround(behind: false, negated: negated), !isUnicodeMode)
        case 0x3C:  // <
            if isNext("=", at: 2) || isNext("!", at: 2) {
                let negated = isNext("!", at: 2)
                position += 3
                return (try parseLookaround(behind: true, negated: negated), false)
            }
            position += 2
            let start = position
            guard let name = try parseGroupName() else { throw error("Invalid capture group name", at: start) }
            return (try parseCapture(name: name), true)
        case 0x69, 0x6D, 0x73, 0x2D:  // i m s -
            position += 1
            return (try parseModifiers(), true)
        default:
            position += 1
            throw error("Invalid group")
        }
    }

    private mutating func parseGroupBody() throws(RegExpSyntaxError) -> PatternNode {
        let body = try parseDisjunction()
        guard consume(")") else { throw error("Unterminated group") }
        return body
    }

    private mutating func parseLookaround(behind: Bool, negated: Bool) throws(RegExpSyntaxError) -> PatternNode {
        let firstCapture = captureCount
        let body = try parseGroupBody()
        return .lookaround(body: body, behind: behind, negated: negated, captures: firstCapture..<captureCount)
    }

    private mutating func parseCapture(name: [UInt16]?) throws(RegExpSyntaxError) -> PatternNode {
        let index = captureCount
        guard index < Self.maximumCaptureCount else { throw error("Too many captures") }
        captureCount += 1
        isReferencedEarly.append(false)
        isClosed.append(false)
        if let name {
            guard nameScope.insert(name) else { throw error("Duplicate capture group name") }
            if let known = groupNameIndex[name] {
                groupNames[known].indices.append(index)
            } else {
                groupNameIndex[name] = groupNames.count
                groupNames.append((name, [index]))
            }
        }
        let body = try parseGroupBody()
        isClosed[index] = true
        return .capture(index: index, body: body)
    }

    private mutating func parseModifiers() throws(RegExpSyntaxError) -> PatternNode {
        var added: [UInt16] = []
        var removed: [UInt16] = []
        var isRemoving = false
        while !isNext(":") {
            guard let unit = current else { throw error("Invalid group") }
            switch unit {
            case 0x2D:
                if isRemoving { throw error("Multiple dashes in flag group") }
                isRemoving = true
            case 0x69, 0x6D, 0x73:
                if added.contains(unit) || removed.contains(unit) { throw error("Repeated flag in flag group") }
                if isRemoving { removed.append(unit) } else { added.append(unit) }
            default:
                throw error("Invalid group")
            }
            position += 1
        }
        if added.isEmpty && removed.isEmpty { throw error("Invalid flag group") }
        position += 1
        let saved = (ignoreCase, multiline, dotAll)
        for (flags, value) in [(added, true), (removed, false)] {
            if flags.contains(0x69) { ignoreCase = value }
            if flags.contains(0x6D) { multiline = value }
            if flags.contains(0x73) { dotAll = value }
        }
        let body = try parseGroupBody()
        (ignoreCase, multiline, dotAll) = saved
        return body
    }

    // MARK: References

    /// Reads the number of `\1` and so on if there are so many groups; nil, without moving, otherwise.
    mutating func parseBackreferenceIndex() -> Int? {
        var index = position
        var value = 0
        while index < pattern.count, (0x30...0x39).contains(pattern[index]) {
            value = value * 10 + Int(pattern[index] - 0x30)
            if value > totalGroupCount { return nil }
            index += 1
        }
        position = index
        return value
    }

    mutating func numberedReference(to group: Int) -> PatternNode {
        if group >= isClosed.count {
            numberedReferences.append((group, captureCount))
        } else if !isClosed[group] {
            isReferencedEarly[group] = true
        }
        return .backreference(groups: [group], ignoreCase: ignoreCase)
    }

    mutating func namedReference(to name: [UInt16], offset: Int) -> PatternNode {
        let node = PatternNode.backreference(groups: [], ignoreCase: ignoreCase)
        if let index = groupNameIndex[name] {
            for group in groupNames[index].indices where !isClosed[group] { isReferencedEarly[group] = true }
        }
        namedReferences.append((node, name, ignoreCase, offset, captureCount))
        return node
    }

    /// References ahead are known only now.
    private mutating func resolveReferences() throws(RegExpSyntaxError) {
        for reference in numberedReferences { isReferencedEarly[reference.group] = true }
        for reference in namedReferences {
            guard let index = groupNameIndex[reference.name] else {
                throw error("Invalid named capture referenced", at: reference.offset)
            }
            let groups = groupNames[index].indices
            try payClassWork(groups.count)
            for group in groups where group >= reference.groupsBefore { isReferencedEarly[group] = true }
            reference.node.resolve(groups: groups, ignoreCase: reference.ignoreCase)
        }
    }
}

/// The group names that may take part in a match together with what is read now. Two groups may have the same name only
/// if no match goes through both, because they are in different alternatives of a disjunction.
private struct NameScope {
    private var active: Set<[UInt16]> = []
    /// For each disjunction around the current position, the names of its earlier and of its present alternatives.
    private var disjunctions: [(earlier: [[UInt16]], present: [[UInt16]])] = []

    mutating func beginDisjunction() {
        disjunctions.append(([], []))
    }

    /// Returns how many names were touched.
    mutating func beginAlternative() -> Int {
        guard var disjunction = disjunctions.popLast() else { return 0 }
        let count = disjunction.present.count
        for name in disjunction.present { active.remove(name) }
        disjunction.earlier += disjunction.present
        disjunction.present = []
        disjunctions.append(disjunction)
        return count
    }

    /// Returns how many names were touched.
    mutating func endDisjunction() -> Int {
        guard let ended = disjunctions.popLast() else { return 0 }
        let names = ended.earlier + ended.present
        active.formUnion(ended.earlier)
        if !disjunctions.isEmpty { disjunctions[disjunctions.count - 1].present += names }
        return names.count
    }

    /// False if a group of the same name may take part as well.
    mutating func insert(_ name: [UInt16]) -> Bool {
        guard active.insert(name).inserted else { return false }
        if !disjunctions.isEmpty { disjunctions[disjunctions.count - 1].present.append(name) }
        return true
    }
}
