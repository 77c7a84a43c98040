// Where a match can begin, read off the tree.
//
// Most of the time a matcher spends is spent at positions where no match begins. The analysis finds, for each of the first
// code units of a match, which units can be there: for every distance from the start, the union over all ways through the
// pattern. A position where one of them is not what it can be is no start. From the list it picks what is rare in
// ordinary text and quick to look for: two code units at two distances, one of up to three code units, or a set; or, if
// most units of a text cannot be in a match at all, it skips by the last of the units (as Boyer, Moore and Horspool do). Or
// it finds that a match can only begin at the start of the input or of a line.

import JSUnicode

/// How the matcher finds the next position at which an attempt is worth it.
enum SearchStrategy {
    /// Every position.
    case everywhere
    /// Only at the start of the input.
    case inputStart
    /// Only at the start of the input and behind line terminators.
    case lineStart
    /// Where one of up to three code units is at a distance from the start.
    case units([UInt16], distance: Int)
    /// Where two code units are at two distances from the start.
    case pair(UInt16, distance: Int, UInt16, secondDistance: Int)
    /// Where a code unit of a set is at a distance from the start.
    case set(FirstSet, distance: Int)
    /// Skip by the unit at the last of the places.
    case skip
}

struct SearchAnalysis {
    /// A code unit of a match, counted from its start.
    struct Place {
        var set: FirstSet
        /// The code unit, if there is only one.
        var unit: UInt16?
    }

    private static let maximumPlaces = 8
    /// The most nodes that are visited; nested loops are visited often.
    private static let maximumVisits = 20_000

    private(set) var places: [Place]
    private let isUnicodeMode: Bool
    private let root: PatternNode
    private var visits = 0

    init(_ root: PatternNode, isUnicodeMode: Bool) {
        self.root = root
        self.isUnicodeMode = isUnicodeMode
        places = Array(repeating: Place(set: .empty), count: min(Self.maximumPlaces, root.minimumLength))
        _ = collect(root, from: 1)
        if visits > Self.maximumVisits { places = [] }
    }

    // MARK: Places

    /// A set of distances from the start of a match: bit `n` is for distance `n`.
    private typealias Distances = UInt32

    private func distances(_ shifted: Distances) -> Distances {
        shifted & (1 << Distances(places.count) - 1)
    }

    /// Adds what a node can match from any of the distances; the distances at which it can end.
    private mutating func collect(_ node: PatternNode, from starts: Distances) -> Distances {
        visits += 1
        if starts == 0 || visits > Self.maximumVisits { return 0 }
        switch node.kind {
        case .empty, .lineStart, .lineEnd, .wordBoundary, .lookaround:
            return starts
        case .character(let character):
            var ends = starts
            for unit in CodeGenerator.units(of: character) {
                var set = FirstSet()
                set.insert(UInt32(unit))
                add(set, unit: UInt16(truncatingIfNeeded: unit), at: ends)
                ends = distances(ends << 1)
            }
            return ends
        case .set(let set):
            add(node.first, unit: nil, at: starts)
            let ends = distances(starts << 1)
            guard isUnicodeMode, set.intersects(0x10000...0x10FFFF) else { return ends }
            var trail = FirstSet()
            trail.containsWide = true
            add(trail, unit: nil, at: ends)
            return ends | distances(starts << 2)
        case .sequence(let items):
            var ends = starts
            for item in items {
                ends = collect(item, from: ends)
                if ends == 0 { break }
            }
            return ends
        case .capture(_, let body):
            return collect(body, from: starts)
        case .alternation(let alternatives):
            var ends: Distances = 0
            for alternative in alternatives { ends |= collect(alternative, from: starts) }
            return ends
        case .loop(let body, let minimum, let maximum, _, _):
            return collectLoop(body, minimum, maximum, from: starts)
        case .backreference:
            let lowest = starts & (0 &- starts)
            let ends = distances(~(lowest - 1))
            add(.all, unit: nil, at: ends)
            return ends
        }
    }

    private mutating func collectLoop(
        _ body: PatternNode, _ minimum: Int, _ maximum: Int, from starts: Distances
    ) -> Distances {
        var turn = 0
        var present = starts
        while turn < minimum, present != 0 {
            present = collect(body, from: present)
            turn += 1
            // More turns of a body that may be empty end where the first ones can.
            if body.isNullable, turn > Self.maximumPlaces { break }
        }
        var ends = present
        while turn < maximum, present != 0 {
            present = collect(body, from: present) & ~ends
            ends |= present
            turn += 1
        }
        return ends
    }

    private mutating func add(_ set: FirstSet, unit: UInt16?, at distances: Distances) {
        for index in places.indices where distances & (1 << Distances(index)) != 0 {
            places[index].unit = places[index].set == .empty || places[index].unit == unit ? unit : nil
            places[index].set = places[index].set.union(set)
        }
    }

    // MARK: Strategy

    func strategy() -> SearchStrategy {
        switch Self.leadingAnchor(of: root) {
        case .input: return .inputStart
        case .line: return .lineStart
        case .none: break
        }
        let commonness = places.map(commonness)
        let rarest = places.indices.sorted { commonness[$0] < commonness[$1] }
        guard let best = rarest.first else { return .everywhere }
        let exact = rarest.filter { places[$0].unit != nil }
        if exact.count >= 2, let first = places[exact[0]].unit, let second = places[exact[1]].unit {
            return .pair(first, distance: exact[0], second, secondDistance: exact[1])
        }
        let place = places[best]
        if let unit = place.unit { return .units([unit], distance: best) }
        if !place.set.containsWide, (1...3).contains(place.set.narrowCount) {
            var units: [UInt16] = []
            place.set.forEachNarrowUnit { units.append(UInt16($0)) }
            return .units(units, distance: best)
        }
        if expectedSkip() >= Self.usefulSkip { return .skip }
        if commonness[best] >= Self.uselessCommonness { return .everywhere }
        return .set(place.set, distance: best)
    }

    /// From how many code units at a time skipping is quicker than looking at every unit.
    private static let usefulSkip = 3

    /// How far one look at the last place moves on, in ordinary text.
    private func expectedSkip() -> Int {
        guard places.count >= Self.usefulSkip else { return 0 }
        var sum = 0
        var total = 0
        var seen = FirstSet.empty
        for (index, place) in places.enumerated().reversed() {
            place.set.forEachNarrowUnit { unit in
                if !seen.contains(Int(unit)) { sum += Self.commonness(of: unit) * (places.count - 1 - index) }
            }
            seen = seen.union(place.set)
        }
        FirstSet.all.forEachNarrowUnit { unit in
            total += Self.commonness(of: unit)
            if !seen.contains(Int(unit)) { sum += Self.commonness(of: unit) * places.count }
        }
        return sum / total
    }

    /// The sum of the commonness of 256 units from which looking for them gains nothing.
    private static let uselessCommonness = 5000

    private func commonness(_ place: Place) -> Int {
        if let unit = place.unit, unit >= 256 { return 3 }
        var sum = place.set.containsWide ? 40 : 0
        place.set.forEachNarrowUnit { sum += Self.commonness(of: $0) }
        return sum
    }

    /// How often a character occurs in text, roughly and on no scale.
    private static func commonness(of unit: UInt8) -> Int {
        switch unit {
        case 0x20: 180
        case 0x65, 0x74, 0x61, 0x6F, 0x69, 0x6E, 0x73, 0x72: 120  // e t a o i n s r
        case 0x61...0x7A: 60
        case 0x30, 0x31, 0x32: 70
        case 0x30...0x39: 50
        case 0x41...0x5A: 25
        case 0x0A, 0x2C, 0x2E, 0x2D, 0x22, 0x2F, 0x3A, 0x3D, 0x5F: 40  // newline , . - " / : = _
        case 0x21...0x7E: 12
        default: 3
        }
    }

    private enum Anchor {
        case none, line, input
    }

    private static func leadingAnchor(of node: PatternNode) -> Anchor {
        switch node.kind {
        case .lineStart(let multiline): return multiline ? .line : .input
        case .sequence(let items): return items.first.map(leadingAnchor) ?? .none
        case .capture(_, let body): return leadingAnchor(of: body)
        case .alternation(let alternatives):
            var result = Anchor.input
            for alternative in alternatives {
                switch leadingAnchor(of: alternative) {
                case .none: return .none
                case .line: result = .line
                case .input: break
                }
            }
            return result
        default: return .none
        }
    }

    // MARK: Leading run

    /// The greedy loop over one set, without limit, with which every attempt begins, if there is one and the pattern has
    /// no backreferences. If an attempt fails, then so does each that begins within the run: it would take a part of the
    /// same characters and go on at the same positions.
    static func leadingRun(of root: PatternNode) -> PatternNode? {
        var node = root
        while true {
            switch node.kind {
            case .sequence(let items):
                guard let first = items.first else { return nil }
                node = first
            case .capture(_, let body):
                node = body
            case .loop(let body, _, PatternNode.unbounded, true, _) where body.isSingleCharacter:
                return containsBackreference(root) ? nil : node
            default:
                return nil
            }
        }
    }

    private static func containsBackreference(_ node: PatternNode) -> Bool {
        switch node.kind {
        case .backreference: true
        case .sequence(let items), .alternation(let items): items.contains(where: containsBackreference)
        case .capture(_, let body), .lookaround(let body, _, _, _), .loop(let body, _, _, _, _):
            containsBackreference(body)
        default: false
        }
    }
}
