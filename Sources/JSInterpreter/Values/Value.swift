// A JavaScript value in 8 bytes.
//
// The encoding puts heap cells first, because reading a property of an object is what scripts do most: a cell is its
// plain address, so no untagging is needed. Numbers take the upper part of the 64-bit space:
//
//     cell        0000 pppp pppp pppp        address of a heap cell, 16-byte aligned
//     empty       0000 0000 0000 0000        no value: a hole in an array, a binding in its temporal dead zone
//     null        0000 0000 0000 0002
//     false,true  0000 0000 0000 0006, ...07
//     undefined   0000 0000 0000 000A
//     lazy        000p pppp pppp pppE        a builtin property that is not materialised yet (see `BuiltinEntry.lazyValue`)
//     double      0002 ... to FFFC ...       the IEEE bits plus 2^49
//     int32       FFFE 0000 iiii iiii
//
// A value is a cell when none of the bits of `notCellMask` is set. Both number forms may hold the same number:
// whoever compares numbers must compare them as numbers, not as bits. NaN has one encoding only, so that bits are equal
// when values are the same. Values are trivially copyable: nothing here is under reference counting; a cell stays
// alive because the collector finds it (see `Heap`).

@safe
struct Value: Equatable {
    let bits: UInt64

    @inline(__always) init(bits: UInt64) { self.bits = bits }

    static let numberTag: UInt64 = 0xFFFE_0000_0000_0000
    static let doubleOffset: UInt64 = 0x0002_0000_0000_0000
    static let notCellMask: UInt64 = 0xFFFE_0000_0000_0002

    @inline(__always) static var empty: Value { Value(bits: 0) }
    @inline(__always) static var null: Value { Value(bits: 0x02) }
    @inline(__always) static var `false`: Value { Value(bits: 0x06) }
    @inline(__always) static var `true`: Value { Value(bits: 0x07) }
    @inline(__always) static var undefined: Value { Value(bits: 0x0A) }
    @inline(__always) static var nan: Value { Value(double: .nan) }
    @inline(__always) static var zero: Value { Value(int: 0) }

    // MARK: Making values

    @inline(__always) init(_ value: Bool) { bits = 0x06 | (value ? 1 : 0) }
    @inline(__always) init(int value: Int32) { bits = Value.numberTag | UInt64(UInt32(bitPattern: value)) }

    /// A number kept as a double, even if it is integral. `NaN` is made canonical.
    @inline(__always) init(double value: Double) {
        bits = (value == value ? value.bitPattern : 0x7FF8_0000_0000_0000) &+ Value.doubleOffset
    }

    /// A number in its preferred form: as an int32 if it is one (and not -0).
    @inline(__always) init(number value: Double) {
        if let int = Int32(exactlyNumber: value) { self.init(int: int) } else { self.init(double: value) }
    }

    @inline(__always) init(_ value: Int) {
        if let int = Int32(exactly: value) { self.init(int: int) } else { self.init(double: Double(value)) }
    }

    @inline(__always) init(_ value: UInt32) {
        if value <= 0x7FFF_FFFF { self.init(int: Int32(bitPattern: value)) } else { self.init(double: Double(value)) }
    }

    @inline(__always) init(_ cell: Cell) { bits = UInt64(cell.address) }
    @inline(__always) init(_ object: JSObject) { bits = UInt64(object.cell.address) }
    @inline(__always) init(_ string: JSString) { bits = UInt64(string.cell.address) }
    @inline(__always) init(_ symbol: JSSymbol) { bits = UInt64(symbol.cell.address) }
    @inline(__always) init(_ bigint: JSBigInt) { bits = UInt64(bigint.cell.address) }

    /// `null` when there is no object.
    @inline(__always) init(orNull object: JSObject?) {
        if let object { self.init(object) } else { self = .null }
    }

    // MARK: Asking what it is

    @inline(__always) var isEmpty: Bool { bits == 0 }
    @inline(__always) var isUndefined: Bool { bits == 0x0A }
    @inline(__always) var isNull: Bool { bits == 0x02 }
    /// undefined or null.
    @inline(__always) var isNullish: Bool { bits & ~0x08 == 0x02 }
    @inline(__always) var isBoolean: Bool { bits & ~1 == 0x06 }
    @inline(__always) var isTrue: Bool { bits == 0x07 }
    @inline(__always) var isInt: Bool { bits >= Value.numberTag }
    @inline(__always) var isNumber: Bool { bits & Value.numberTag != 0 }
    @inline(__always) var isDouble: Bool { isNumber && !isInt }
    @inline(__always) var isCell: Bool { bits & Value.notCellMask == 0 && bits != 0 }
    @inline(__always) var isLazy: Bool { bits & 0xFFFE_0000_0000_000F == 0x0E }

    @inline(__always) var isObject: Bool { isCell && uncheckedCell.isObject }
    @inline(__always) var isString: Bool { isCell && uncheckedCell.kind == .string }
    @inline(__always) var isSymbol: Bool { isCell && uncheckedCell.kind == .symbol }
    @inline(__always) var isBigInt: Bool { isCell && uncheckedCell.kind == .bigint }
    /// Number or BigInt.
    @inline(__always) var isNumeric: Bool { isNumber || isBigInt }
    @inline(__always) var isCallable: Bool { isCell && uncheckedCell.isObject && uncheckedObject.isCallable }
    @inline(__always) var isConstructor: Bool { isCell && uncheckedCell.isObject && uncheckedObject.isConstructor }

    // MARK: Taking it apart

    @inline(__always) var asInt: Int32? { isInt ? uncheckedInt : nil }
    /// The number, whichever form it has.
    @inline(__always) var asNumber: Double? {
        if isInt { return Double(uncheckedInt) }
        return isNumber ? uncheckedDouble : nil
    }
    @inline(__always) var asObject: JSObject? { isObject ? uncheckedObject : nil }
    @inline(__always) var asString: JSString? { isString ? uncheckedString : nil }
    @inline(__always) var asSymbol: JSSymbol? { isSymbol ? JSSymbol(cell: uncheckedCell) : nil }
    @inline(__always) var asBigInt: JSBigInt? { isBigInt ? JSBigInt(cell: uncheckedCell) : nil }
    @inline(__always) var asCell: Cell? { isCell ? uncheckedCell : nil }

    // The unchecked forms: only after the matching question was answered with yes.
    @inline(__always) var uncheckedInt: Int32 { Int32(truncatingIfNeeded: bits) }
    @inline(__always) var uncheckedDouble: Double { Double(bitPattern: bits &- Value.doubleOffset) }
    @inline(__always) var uncheckedNumber: Double { isInt ? Double(uncheckedInt) : uncheckedDouble }
    @inline(__always) var uncheckedCell: Cell { Cell(address: UInt(truncatingIfNeeded: bits)) }
    @inline(__always) var uncheckedObject: JSObject { JSObject(cell: uncheckedCell) }
    @inline(__always) var uncheckedString: JSString { JSString(cell: uncheckedCell) }
}

extension Int32 {
    /// The int32 equal to a number, if there is one; -0 has none.
    @inline(__always) init?(exactlyNumber value: Double) {
        guard value >= -2147483648, value <= 2147483647 else { return nil }
        let int = Int32(value)
        guard Double(int) == value, int != 0 || value.sign == .plus else { return nil }
        self = int
    }
}
