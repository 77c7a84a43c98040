// BigInt values: a sign and an absolute value in 64-bit digits ("limbs"), least significant first, none for zero.
//
//     0   header; number = count of limbs; flags below
//     8   a word that is the shape of no object, see `JSString.noHash`
//     16  limbs, in at least two words, which are zero above the limbs | address of the limbs
//     24                                                               | bytes of storage there
//
// Limbs are in the cell up to `maximumInlineCount`, beyond that in storage of their own. The arithmetic on them is in
// `LimbArithmetic`: it reads them where they are and writes the result where it stays.

import JSNumerics

@safe
struct JSBigInt: Equatable {
    let cell: Cell
    @inline(__always) init(cell: Cell) { self.cell = cell }

    enum Flag {
        static let negative: UInt16 = 1
        static let external: UInt16 = 2  // owns storage
    }

    static let limbsOffset = 16
    /// The most limbs that a cell holds.
    static let maximumInlineCount = (Heap.largestSize - limbsOffset) / 8
    /// More are a RangeError.
    static let maximumCount = BigIntValue.maximumBitCount / 64
    fileprivate static let smallAllocator = Heap.allocator(.bigint, size: limbsOffset + 16)

    @inline(__always) var count: Int { Int(cell.number) }
    @inline(__always) var isZero: Bool { cell.number == 0 }
    @inline(__always) var isNegative: Bool { cell.has(Flag.negative) }
    @inline(__always) private var address: UInt {
        cell.has(Flag.external) ? cell.word(16) : cell.address &+ UInt(JSBigInt.limbsOffset)
    }

    /// The limbs. Valid as long as the cell is alive: to be asked for after the last allocation.
    @inline(__always) var limbs: UnsafeBufferPointer<UInt64> {
        unsafe UnsafeBufferPointer(start: UnsafePointer(bitPattern: address), count: count)
    }

    /// The lowest limb of the absolute value.
    @inline(__always) var low: UInt64 { Cell(address: address).load(0, as: UInt64.self) }

    /// The two limbs of the absolute value, if there are no more than two.
    @inline(__always) var magnitude128: UInt128? {
        if cell.number > 2 { return nil }
        return UInt128(cell.load(24, as: UInt64.self)) &<< 64 | UInt128(cell.load(16, as: UInt64.self))
    }

    /// The value, if its absolute value is below 2**127.
    @inline(__always) var int128: Int128? {
        guard cell.number <= 2, cell.load(24, as: Int64.self) >= 0 else { return nil }
        let magnitude = Int128(cell.load(24, as: Int64.self)) &<< 64 | Int128(cell.load(16, as: UInt64.self))
        return isNegative ? 0 &- magnitude : magnitude
    }

    var int64: Int64? { int128.flatMap { Int64(exactly: $0) } }

    /// The low 64 bits in two's complement.
    @inline(__always) var lowBits: UInt64 { isNegative ? 0 &- low : low }

    /// The number of bits of the absolute value.
    var bitCount: Int {
        let limbs = unsafe limbs
        return unsafe limbs.last.map { limbs.count * 64 - $0.leadingZeroBitCount } ?? 0
    }

    /// The nearest double, ties to even; an infinity if the value is out of range.
    var double: Double {
        let limbs = unsafe limbs
        let absolute = unsafe LimbArithmetic.double(limbs.span)
        return isNegative ? -absolute : absolute
    }

    /// A copy of the number, for the operations that `JSNumerics` has on whole values. Whoever asks for that of a number of any
    /// size accounts for it, see `ContextArithmeticBudget.value`.
    var value: BigIntValue { unsafe BigIntValue(isNegative: isNegative, magnitude: Array(limbs)) }

    // MARK: Comparing

    func isEqual(to other: JSBigInt) -> Bool {
        cell.number == other.cell.number && isNegative == other.isNegative && compareMagnitudes(other) == 0
    }

    /// -1, 0 or 1.
    func compare(_ other: JSBigInt) -> Int {
        if let a = int128, let b = other.int128 { return a == b ? 0 : a < b ? -1 : 1 }
        if isNegative != other.isNegative { return isNegative ? -1 : 1 }
        return isNegative ? other.compareMagnitudes(self) : compareMagnitudes(other)
    }

    /// -1, 0 or 1 for the absolute values.
    func compareMagnitudes(_ other: JSBigInt) -> Int {
        let a = unsafe limbs
        let b = unsafe other.limbs
        return unsafe LimbArithmetic.compare(a.span, b.span)
    }

    /// -1, 0 or 1 for the mathematical values, or nil if `number` is NaN.
    func compare(_ number: Double) -> Int? {
        if let int = int64, let other = Int64(exactly: number) { return int == other ? 0 : int < other ? -1 : 1 }
        // Beyond 1,024 bits there are only infinities.
        if count <= 16 { return value.compare(number) }
        if number.isNaN { return nil }
        if number.isInfinite { return number < 0 ? 1 : -1 }
        return isNegative ? -1 : 1
    }

    /// Equal for equal numbers. Who does not know the seed and the multiplier cannot prepare numbers that collide.
    func contentHash(_ seed: UInt64, _ multiplier: UInt64) -> UInt64 {
        let limbs = unsafe limbs
        var hash = isNegative ? ~seed : seed
        for index in 0..<count {
            let product = unsafe (hash ^ limbs[index]).multipliedFullWidth(by: multiplier)
            hash = product.high ^ product.low
        }
        return hash
    }

    func finalize(_ heap: Heap) {
        if cell.has(Flag.external) { heap.freeStorage(cell.word(16), bytes: Int(cell.word(24))) }
    }
}

/// Room for the limbs of a BigInt to be. Between `makeRoom` and `finish` nothing else allocates or throws.
@safe
struct BigIntRoom {
    fileprivate let address: UInt
    fileprivate let capacity: Int

    /// In storage of its own, or in a cell.
    @inline(__always) fileprivate var isExternal: Bool { capacity > JSBigInt.maximumInlineCount }

    /// The room, with undefined contents.
    @inline(__always) var limbs: UnsafeMutableBufferPointer<UInt64> {
        unsafe UnsafeMutableBufferPointer(start: UnsafeMutablePointer(bitPattern: address), count: capacity)
    }
}

extension Context {
    // MARK: Small numbers

    @inline(__always) func makeBigInt(_ value: Int128) -> Value { makeBigInt(magnitude: value.magnitude, isNegative: value < 0) }

    func makeBigInt(magnitude: UInt128, isNegative: Bool) -> Value {
        let low = UInt64(truncatingIfNeeded: magnitude)
        let high = UInt64(truncatingIfNeeded: magnitude >> 64)
        let cell = heap.allocate(JSBigInt.smallAllocator)
        cell.initializeHeader(
            .bigint, flags: isNegative && magnitude != 0 ? JSBigInt.Flag.negative : 0,
            number: high != 0 ? 2 : low != 0 ? 1 : 0)
        cell.setWord(JSString.noHash, 8)
        cell.store(low, 16)
        cell.store(high, 24)
        return Value(cell)
    }

    // MARK: Numbers of any size

    /// Room for that many limbs, accounted for.
    func makeRoom(limbs capacity: Int) throws(JSThrow) -> BigIntRoom {
        if capacity <= JSBigInt.maximumInlineCount {
            let cell = heap.allocate(.bigint, size: JSBigInt.limbsOffset + max(capacity, 2) * 8)
            return BigIntRoom(address: cell.address &+ UInt(JSBigInt.limbsOffset), capacity: capacity)
        }
        return BigIntRoom(address: try heap.allocateStorage(bytes: capacity * 8), capacity: capacity)
    }

    /// The BigInt of the first `count` limbs of a room; the last one of them is not zero.
    func finish(_ room: BigIntRoom, count: Int, isNegative: Bool) throws(JSThrow) -> Value {
        let flags = isNegative && count > 0 ? JSBigInt.Flag.negative : 0
        if room.isExternal { return try finishExternal(room, count: count, flags: flags) }
        let cell = Cell(address: room.address &- UInt(JSBigInt.limbsOffset))
        initialize(cell, count: count, flags: flags)
        return Value(cell)
    }

    @inline(__always) private func initialize(_ cell: Cell, count: Int, flags: UInt16) {
        cell.initializeHeader(.bigint, flags: flags, number: UInt32(truncatingIfNeeded: count))
        cell.setWord(JSString.noHash, 8)
        if count < 2 {
            cell.setWord(0, 24)
            if count == 0 { cell.setWord(0, 16) }
        }
    }

    @inline(never)
    private func finishExternal(_ room: BigIntRoom, count: Int, flags: UInt16) throws(JSThrow) -> Value {
        if count > JSBigInt.maximumCount {
            heap.freeStorage(room.address, bytes: room.capacity * 8)
            throw bigIntTooLarge()
        }
        if count <= JSBigInt.maximumInlineCount {
            let cell = heap.allocate(.bigint, size: JSBigInt.limbsOffset + max(count, 2) * 8)
            RawBytes.copy(count * 8, from: room.address, to: cell.address &+ UInt(JSBigInt.limbsOffset))
            heap.freeStorage(room.address, bytes: room.capacity * 8)
            initialize(cell, count: count, flags: flags)
            return Value(cell)
        }
        var address = room.address
        var bytes = room.capacity * 8
        if count < room.capacity / 2 {
            address = try heap.resizeStorage(address, bytes: bytes, to: count * 8)
            bytes = count * 8
        }
        let cell = heap.allocate(JSBigInt.smallAllocator)
        cell.initializeHeader(.bigint, flags: flags | JSBigInt.Flag.external, number: UInt32(truncatingIfNeeded: count))
        cell.setWord(JSString.noHash, 8)
        cell.setWord(address, 16)
        cell.setWord(UInt(bytes), 24)
        return Value(cell)
    }

    /// A BigInt of limbs that are no part of a cell and may end in zeros.
    func makeBigInt(limbs: UnsafeBufferPointer<UInt64>, isNegative: Bool) throws(JSThrow) -> Value {
        var count = limbs.count
        while count > 0, unsafe limbs[count - 1] == 0 { count -= 1 }
        let room = try makeRoom(limbs: count)
        RawBytes.copy(count * 8, from: UInt(bitPattern: limbs.baseAddress), to: room.address)
        return try finish(room, count: count, isNegative: isNegative)
    }

    func makeBigInt(_ value: BigIntValue) throws(JSThrow) -> Value {
        let magnitude = value.magnitude
        let count = magnitude.count
        let room = try makeRoom(limbs: count)
        unsafe magnitude.withUnsafeBytes { bytes in
            RawBytes.copy(count * 8, from: UInt(bitPattern: bytes.baseAddress), to: room.address)
        }
        return try finish(room, count: count, isNegative: value.isNegative)
    }

    func bigIntTooLarge() -> JSThrow { throwError(.rangeError, "Maximum BigInt size exceeded") }
}
