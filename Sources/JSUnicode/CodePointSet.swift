// Sets of code points.
//
// A set is the sorted list of its boundaries: the first member, the first non-member after it, the next
// member, and so on. A code point is a member if an odd number of boundaries is at or below it; complement,
// union and intersection are walks over the lists.

/// A set of Unicode code points, surrogates included (`0...0x10FFFF`).
public struct CodePointSet: Sendable, Hashable {
    /// Strictly increasing; an even number of them. Even indices start a range, odd indices are one past its end.
    let boundaries: [UInt32]

    static let limit: UInt32 = 0x110000

    init(boundaries: [UInt32]) {
        self.boundaries = boundaries
    }

    /// The empty set.
    public init() {
        boundaries = []
    }

    /// The code points in `range`; what lies above U+10FFFF is left out.
    public init(_ range: ClosedRange<UInt32>) {
        self.init([range])
    }

    /// The code points of all `ranges`, which may overlap and come in any order; what lies above U+10FFFF is left out.
    public init(_ ranges: [ClosedRange<UInt32>]) {
        var sorted = ranges
        if !zip(ranges, ranges.dropFirst()).allSatisfy({ $0.lowerBound <= $1.lowerBound }) {
            sorted.sort { $0.lowerBound < $1.lowerBound }
        }
        var result: [UInt32] = []
        for range in sorted {
            guard range.lowerBound < Self.limit else { break }
            let end = min(range.upperBound, Self.limit - 1) + 1
            if let last = result.last, range.lowerBound <= last {
                result[result.count - 1] = max(last, end)
            } else {
                result.append(range.lowerBound)
                result.append(end)
            }
        }
        boundaries = result
    }

    /// All code points.
    public static let all = CodePointSet(boundaries: [0, limit])

    public var isEmpty: Bool { boundaries.isEmpty }

    /// The number of code points.
    public var count: Int {
        var sum = 0
        for range in ranges { sum += range.count }
        return sum
    }

    /// The ranges of the set: sorted, disjoint and not adjacent.
    public var ranges: Ranges { Ranges(boundaries: boundaries) }

    /// A view of a set as a collection of ranges.
    public struct Ranges: RandomAccessCollection, Sendable {
        let boundaries: [UInt32]

        public var startIndex: Int { 0 }
        public var endIndex: Int { boundaries.count / 2 }

        public subscript(position: Int) -> ClosedRange<UInt32> {
            boundaries[2 * position]...boundaries[2 * position + 1] - 1
        }
    }

    public func contains(_ codePoint: UInt32) -> Bool {
        boundariesNotAbove(codePoint) & 1 == 1
    }

    /// Whether the set has a member in `range`.
    public func intersects(_ range: ClosedRange<UInt32>) -> Bool {
        let before = boundariesNotAbove(range.lowerBound)
        return before & 1 == 1 || (before < boundaries.count && boundaries[before] <= range.upperBound)
    }

    private func boundariesNotAbove(_ codePoint: UInt32) -> Int {
        var low = 0
        var high = boundaries.count
        while low < high {
            let middle = (low + high) / 2
            if boundaries[middle] <= codePoint { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The complement in `0...0x10FFFF`.
    public func inverted() -> CodePointSet {
        var result: [UInt32] = []
        result.reserveCapacity(boundaries.count + 2)
        if boundaries.first != 0 { result.append(0) }
        result.append(contentsOf: boundaries.first == 0 ? boundaries.dropFirst() : boundaries[...])
        if result.last == Self.limit { result.removeLast() } else { result.append(Self.limit) }
        return CodePointSet(boundaries: result)
    }

    public func union(_ other: CodePointSet) -> CodePointSet {
        if isEmpty { return other }
        if other.isEmpty { return self }
        return combined(with: other) { $0 || $1 }
    }

    public func intersection(_ other: CodePointSet) -> CodePointSet {
        combined(with: other) { $0 && $1 }
    }

    public func subtracting(_ other: CodePointSet) -> CodePointSet {
        combined(with: other) { $0 && !$1 }
    }

    public mutating func formUnion(_ other: CodePointSet) {
        self = union(other)
    }

    @inline(__always)
    private func combined(with other: CodePointSet, _ isMember: (Bool, Bool) -> Bool) -> CodePointSet {
        let left = boundaries
        let right = other.boundaries
        var i = 0
        var j = 0
        var inside = false
        var result: [UInt32] = []
        while i < left.count || j < right.count {
            let next = min(i < left.count ? left[i] : .max, j < right.count ? right[j] : .max)
            if i < left.count, left[i] == next { i += 1 }
            if j < right.count, right[j] == next { j += 1 }
            let member = isMember(i & 1 == 1, j & 1 == 1)
            if member != inside {
                inside = member
                result.append(next)
            }
        }
        return CodePointSet(boundaries: result)
    }
}
