// The two representations of an input, and looking for code units in them eight bytes at a time.

/// A code unit of an input: a Latin-1 byte or a UTF-16 unit.
protocol CodeUnit: FixedWidthInteger, UnsignedInteger {
    /// Whether there are code units from 256.
    static var isWide: Bool { get }

    /// A word with the lowest bit of each lane set.
    static var lowBits: UInt64 { get }
}

extension UInt8: CodeUnit {
    static var isWide: Bool { false }
    static var lowBits: UInt64 { 0x0101_0101_0101_0101 }
}

extension UInt16: CodeUnit {
    static var isWide: Bool { true }
    static var lowBits: UInt64 { 0x0001_0001_0001_0001 }
}

extension CodeUnit {
    @inline(__always)
    private static var highBits: UInt64 { lowBits << UInt64(bitWidth &- 1) }

    /// The unit in every lane of a word.
    @inline(__always)
    var repeated: UInt64 { Self.lowBits &* UInt64(truncatingIfNeeded: self) }

    /// The highest bit of the lowest lane that is zero, and perhaps of some lanes above it; zero if no lane is.
    @inline(__always)
    static func lowestZeroLane(_ word: UInt64) -> UInt64 {
        (word &- lowBits) & ~word & highBits
    }

    /// The highest bits of exactly the lanes that are zero.
    @inline(__always)
    static func zeroLanes(_ word: UInt64) -> UInt64 {
        ~(((word & ~highBits) &+ ~highBits) | word | ~highBits)
    }
}

/// The code units of an input, read without bounds checks: the matcher compares every position with `count` first.
@safe
struct InputView<Unit: CodeUnit> {
    private let base: UnsafePointer<Unit>
    let count: Int

    init(_ base: UnsafePointer<Unit>, count: Int) {
        unsafe self.base = unsafe base
        self.count = count
    }

    @inline(__always)
    subscript(position: Int) -> Int {
        unsafe Int(truncatingIfNeeded: base[position])
    }

    /// The class of the unit at a position, or of the end of the input there (see `FirstSet`).
    @inline(__always)
    func unitClass(at position: Int) -> Int {
        if position >= count { return FirstSet.endClass }
        let unit = self[position]
        return Unit.isWide && unit >= 256 ? FirstSet.wideClass : unit
    }

    @inline(__always)
    func isLead(_ position: Int) -> Bool { self[position] & 0xFC00 == 0xD800 }

    @inline(__always)
    func isTrail(_ position: Int) -> Bool { self[position] & 0xFC00 == 0xDC00 }

    /// Whether a position is between the two units of a surrogate pair.
    @inline(__always)
    func isInsidePair(_ position: Int) -> Bool {
        Unit.isWide && position > 0 && position < count && isTrail(position) && isLead(position - 1)
    }

    // MARK: Looking for units

    /// How many units there are in a word.
    @inline(__always)
    private static var lanes: Int { 8 / MemoryLayout<Unit>.size }

    @inline(__always)
    private func word(_ position: Int) -> UInt64 {
        unsafe UInt64(littleEndian: UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self))
    }

    @inline(__always)
    private func lane(_ found: UInt64) -> Int {
        found.trailingZeroBitCount / Unit.bitWidth
    }

    /// The first position in `from..<to` that is equal to the unit, or -1.
    @inline(__always)
    func firstPosition(of a: Unit, from: Int, to: Int) -> Int {
        let wordA = a.repeated
        var position = from
        while position &+ 2 &* Self.lanes <= to {
            let first = Unit.lowestZeroLane(word(position) ^ wordA)
            let second = Unit.lowestZeroLane(word(position &+ Self.lanes) ^ wordA)
            if first | second != 0 {
                return first != 0 ? position &+ lane(first) : position &+ Self.lanes &+ lane(second)
            }
            position &+= 2 &* Self.lanes
        }
        while position < to {
            if unsafe base[position] == a { return position }
            position &+= 1
        }
        return -1
    }

    /// The first position in `from..<to` that is equal to one of two units, or -1.
    @inline(__always)
    func firstPosition(of a: Unit, _ b: Unit, from: Int, to: Int) -> Int {
        let wordA = a.repeated
        let wordB = b.repeated
        var position = from
        while position &+ Self.lanes <= to {
            let next = word(position)
            let found = Unit.lowestZeroLane(next ^ wordA) | Unit.lowestZeroLane(next ^ wordB)
            if found != 0 { return position &+ lane(found) }
            position &+= Self.lanes
        }
        while position < to {
            let unit = unsafe base[position]
            if unit == a || unit == b { return position }
            position &+= 1
        }
        return -1
    }

    /// The first position in `from..<to` that is equal to one of four units, or -1.
    @inline(__always)
    func firstPosition(of a: Unit, _ b: Unit, _ c: Unit, _ d: Unit, from: Int, to: Int) -> Int {
        let wordA = a.repeated
        let wordB = b.repeated
        let wordC = c.repeated
        let wordD = d.repeated
        var position = from
        while position &+ Self.lanes <= to {
            let next = word(position)
            let found = Unit.lowestZeroLane(next ^ wordA) | Unit.lowestZeroLane(next ^ wordB)
                | Unit.lowestZeroLane(next ^ wordC) | Unit.lowestZeroLane(next ^ wordD)
            if found != 0 { return position &+ lane(found) }
            position &+= Self.lanes
        }
        while position < to {
            let unit = unsafe base[position]
            if unit == a || unit == b || unit == c || unit == d { return position }
            position &+= 1
        }
        return -1
    }

    /// The first position in `from..<to` where `a` is, with `b` so many units further, or -1. All positions that far from
    /// the range must be in the input.
    @inline(__always)
    func firstPosition(of a: Unit, with b: Unit, further distance: Int, from: Int, to: Int) -> Int {
        let wordA = a.repeated
        let wordB = b.repeated
        var position = from
        while position &+ Self.lanes <= to {
            let found = Unit.zeroLanes((word(position) ^ wordA) | (word(position &+ distance) ^ wordB))
            if found != 0 { return position &+ lane(found) }
            position &+= Self.lanes
        }
        while position < to {
            if unsafe base[position] == a && base[position &+ distance] == b { return position }
            position &+= 1
        }
        return -1
    }
}

/// Words of a program, read without bounds checks.
@safe
struct WordView {
    private let base: UnsafeMutablePointer<Int32>

    init(_ base: UnsafeMutablePointer<Int32>) {
        unsafe self.base = unsafe base
    }

    @inline(__always)
    subscript(index: Int) -> Int {
        get { unsafe Int(base[index]) }
        nonmutating set { unsafe base[index] = Int32(truncatingIfNeeded: newValue) }
    }

    @inline(__always)
    func opcode(at index: Int) -> Opcode {
        unsafe unsafeBitCast(UInt8(truncatingIfNeeded: base[index]), to: Opcode.self)
    }
}

/// Tables of a program, read without bounds checks.
@safe
struct TableView {
    private let base: UnsafePointer<UInt8>

    init(_ base: UnsafePointer<UInt8>) {
        unsafe self.base = unsafe base
    }

    @inline(__always)
    subscript(index: Int) -> UInt8 {
        unsafe base[index]
    }
}
