// The tree of a pattern.
//
// Nodes are immutable once built, except that a named backreference learns its groups when the whole pattern has been
// read. Each node knows, from the moment it is built, how long its matches are at least, with which code units they can
// begin, and how deep it is, so that no later pass has to walk the tree to find out. The factories simplify while they
// build: sequences are flat, alternatives of single characters become one set, and common beginnings of neighbouring
// alternatives are taken out, which never changes which match is found first.

import JSUnicode

final class PatternNode {
    enum Kind {
        case empty
        /// One code point in unicode mode, else one code unit, compared exactly.
        case character(UInt32)
        /// One character out of a set that is already closed over case.
        case set(CodePointSet)
        case sequence([PatternNode])
        case alternation([PatternNode])
        case capture(index: Int, body: PatternNode)
        /// A reference to whichever of the groups has captured; no group captures twice at a time.
        case backreference(groups: [Int], ignoreCase: Bool)
        case lineStart(multiline: Bool)
        case lineEnd(multiline: Bool)
        case wordBoundary(negated: Bool, extended: Bool)
        case lookaround(body: PatternNode, behind: Bool, negated: Bool, captures: Range<Int>)
        /// `maximum` is `PatternNode.unbounded` for no limit.
        case loop(body: PatternNode, minimum: Int, maximum: Int, greedy: Bool, captures: Range<Int>)
    }

    /// The limit of a loop that has none, and the greatest count that is told apart from it.
    static let unbounded = Int(Int32.max)
    /// The deepest tree that is compiled.
    static let maximumDepth = 4000

    private(set) var kind: Kind
    /// The least number of code units of a match, at most `Int32.max`.
    let minimumLength: Int
    /// The code units with which a match that is not empty can begin.
    let first: FirstSet
    /// The number of levels of the tree, this one included.
    let depth: Int
    /// About how many instruction words the node compiles to.
    let size: Int
    /// Whether the node contains captures or lookarounds, whose code is not to be repeated.
    let isUnrepeatable: Bool

    var isNullable: Bool { minimumLength == 0 }

    private init(
        _ kind: Kind, minimumLength: Int, first: FirstSet, depth: Int = 1, size: Int = 1, isUnrepeatable: Bool = false
    ) {
        self.kind = kind
        self.minimumLength = min(minimumLength, Self.unbounded)
        self.first = first
        self.depth = depth
        self.size = size
        self.isUnrepeatable = isUnrepeatable
    }

    /// Names the groups of a named backreference, known when the pattern has been read to its end.
    func resolve(groups: [Int], ignoreCase: Bool) {
        kind = .backreference(groups: groups, ignoreCase: ignoreCase)
    }

    // MARK: Leaves

    static func empty() -> PatternNode {
        PatternNode(.empty, minimumLength: 0, first: .empty, size: 0)
    }

    static func character(_ character: UInt32) -> PatternNode {
        var first = FirstSet()
        first.insert(character)
        return PatternNode(.character(character), minimumLength: character > 0xFFFF ? 2 : 1, first: first, size: 2)
    }

    /// A set that is closed over case; a set of one character becomes that character.
    static func set(_ set: CodePointSet) -> PatternNode {
        if let single = set.singleCodePoint, !(0xD800...0xDFFF).contains(single) { return character(single) }
        return PatternNode(.set(set), minimumLength: 1, first: FirstSet(firstUnitsOf: set), size: 3)
    }

    static func backreference(groups: [Int], ignoreCase: Bool) -> PatternNode {
        PatternNode(
            .backreference(groups: groups, ignoreCase: ignoreCase), minimumLength: 0, first: .all, size: 4)
    }

    static func lineStart(multiline: Bool) -> PatternNode {
        PatternNode(.lineStart(multiline: multiline), minimumLength: 0, first: .empty)
    }

    static func lineEnd(multiline: Bool) -> PatternNode {
        PatternNode(.lineEnd(multiline: multiline), minimumLength: 0, first: .empty)
    }

    static func wordBoundary(negated: Bool, extended: Bool) -> PatternNode {
        PatternNode(.wordBoundary(negated: negated, extended: extended), minimumLength: 0, first: .empty)
    }

    // MARK: Composites

    static func capture(index: Int, body: PatternNode) -> PatternNode {
        PatternNode(
            .capture(index: index, body: body), minimumLength: body.minimumLength, first: body.first,
            depth: body.depth + 1, size: body.size + 4, isUnrepeatable: true)
    }

    static func lookaround(
        body: PatternNode, behind: Bool, negated: Bool, captures: Range<Int>
    ) -> PatternNode {
        PatternNode(
            .lookaround(body: body, behind: behind, negated: negated, captures: captures), minimumLength: 0,
            first: .empty, depth: body.depth + 1, size: body.size + 8, isUnrepeatable: true)
    }

    static func loop(
        body: PatternNode, minimum: Int, maximum: Int, greedy: Bool, captures: Range<Int>
    ) -> PatternNode {
        if minimum == 1 && maximum == 1 { return body }
        if maximum == 0 { return empty() }
        let (length, overflow) = body.minimumLength.multipliedReportingOverflow(by: minimum)
        return PatternNode(
            .loop(body: body, minimum: minimum, maximum: maximum, greedy: greedy, captures: captures),
            minimumLength: overflow ? unbounded : length, first: body.first, depth: body.depth + 1,
            size: body.size + 12, isUnrepeatable: body.isUnrepeatable)
    }

    static func sequence(_ items: [PatternNode]) -> PatternNode {
        var flat: [PatternNode] = []
        flat.reserveCapacity(items.count)
        for item in items {
            switch item.kind {
            case .empty: continue
            case .sequence(let inner): flat += inner
            default: flat.append(item)
            }
        }
        if flat.count <= 1 { return flat.first ?? empty() }
        var length = 0
        var first = FirstSet.empty
        var depth = 0
        var size = 0
        var isUnrepeatable = false
        for item in flat {
            if length == 0 { first = first.union(item.first) }
            length = min(length + item.minimumLength, unbounded)
            depth = max(depth, item.depth)
            size = min(size + item.size, unbounded)
            isUnrepeatable = isUnrepeatable || item.isUnrepeatable
        }
        return PatternNode(
            .sequence(flat), minimumLength: length, first: first, depth: depth + 1, size: size,
            isUnrepeatable: isUnrepeatable)
    }

    static func alternation(_ alternatives: [PatternNode]) -> PatternNode {
        simplifiedAlternation(alternatives, factoringDepth: 4)
    }

    private static func simplifiedAlternation(_ alternatives: [PatternNode], factoringDepth: Int) -> PatternNode {
        var merged: [PatternNode] = []
        merged.reserveCapacity(alternatives.count)
        var index = 0
        while index < alternatives.count {
            let node = alternatives[index]
            var end = index + 1
            if node.isSingleCharacter {
                while end < alternatives.count && alternatives[end].isSingleCharacter { end += 1 }
                merged.append(end - index == 1 ? node : setOfAll(alternatives[index..<end]))
            } else if factoringDepth > 0, let leading = node.leadingCharacter {
                while end < alternatives.count, alternatives[end].leadingCharacter == leading { end += 1 }
                merged.append(
                    end - index == 1
                        ? node : factored(alternatives[index..<end], factoringDepth: factoringDepth - 1))
            } else {
                merged.append(node)
            }
            index = end
        }
        if merged.count == 1 { return merged[0] }
        var length = unbounded
        var first = FirstSet.empty
        var depth = 0
        var size = 0
        var isUnrepeatable = false
        for item in merged {
            length = min(length, item.minimumLength)
            first = first.union(item.first)
            depth = max(depth, item.depth)
            size = min(size + item.size + 4, unbounded)
            isUnrepeatable = isUnrepeatable || item.isUnrepeatable
        }
        return PatternNode(
            .alternation(merged), minimumLength: length, first: first, depth: depth + 1, size: size,
            isUnrepeatable: isUnrepeatable)
    }

    private static func setOfAll(_ nodes: ArraySlice<PatternNode>) -> PatternNode {
        var ranges: [ClosedRange<UInt32>] = []
        for node in nodes {
            switch node.kind {
            case .character(let character): ranges.append(character...character)
            case .set(let set): ranges += set.ranges
            default: continue
            }
        }
        return set(CodePointSet(ranges))
    }

    /// `abc|abd` as `ab(?:c|d)`; the alternatives share at least their first character.
    private static func factored(_ alternatives: ArraySlice<PatternNode>, factoringDepth: Int) -> PatternNode {
        let lists = alternatives.map(\.items)
        var shared = 0
        search: while let candidate = lists[0].dropFirst(shared).first?.exactCharacter {
            for list in lists where list.dropFirst(shared).first?.exactCharacter != candidate { break search }
            shared += 1
        }
        let rests = lists.map { sequence(Array($0.dropFirst(shared))) }
        return sequence(
            Array(lists[0].prefix(shared)) + [simplifiedAlternation(rests, factoringDepth: factoringDepth)])
    }

    // MARK: Questions

    /// The parts of a sequence, or the node itself.
    var items: [PatternNode] {
        switch kind {
        case .empty: []
        case .sequence(let items): items
        default: [self]
        }
    }

    var isSingleCharacter: Bool {
        switch kind {
        case .character, .set: true
        default: false
        }
    }

    var exactCharacter: UInt32? {
        if case .character(let character) = kind { return character }
        return nil
    }

    private var leadingCharacter: UInt32? {
        if case .sequence(let items) = kind { return items[0].exactCharacter }
        return exactCharacter
    }

    /// The code units at the current position with which this node, followed by something that begins in `follow`,
    /// can match.
    func entry(follow: FirstSet) -> FirstSet {
        switch kind {
        case .lineEnd(let multiline):
            return follow.intersection(multiline ? .lineEnd : .end)
        case .wordBoundary(negated: false, _):
            var result = follow
            result.startsWithWordBoundary = true
            return result
        case .lookaround(let body, behind: false, negated: false, _):
            return follow.intersection(body.entry(follow: .all))
        case .capture(_, let body) where body.isNullable:
            return body.entry(follow: follow)
        default:
            return isNullable ? first.union(follow) : first
        }
    }
}
