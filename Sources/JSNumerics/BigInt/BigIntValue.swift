// BigInt values: a sign and a magnitude.
//
// Operations whose result could be larger than `maximumBitCount` return nil in that case (a RangeError in ECMAScript), before
// any work is done. Errors come from the budget only.

/// An integer of arbitrary size.
public struct BigIntValue: Sendable, Hashable {
    /// Whether the value is below zero.
    public private(set) var isNegative: Bool

    /// The absolute value: 64-bit digits, least significant first, none for zero, no zero at the end.
    public private(set) var magnitude: [UInt64]

    /// The most bits that a magnitude may have.
    public static let maximumBitCount = 1 << 30

    public static let zero = BigIntValue(isNegative: false, magnitude: [])

    /// A value of digits as in `magnitude`: the last one is not zero. There is no negative zero.
    public init(isNegative: Bool, magnitude: [UInt64]) {
        self.isNegative = isNegative && !magnitude.isEmpty
        self.magnitude = magnitude
    }

    /// Nil if `magnitude` is too large.
    private init?(isNegative: Bool, limited magnitude: Limbs) {
        if magnitude.count > Self.maximumBitCount / 64, Magnitude.bitCount(magnitude) > Self.maximumBitCount { return nil }
        self.init(isNegative: isNegative, magnitude: magnitude)
    }

    public init(_ value: Int64) {
        self.init(isNegative: value < 0, magnitude: value == 0 ? [] : [value.magnitude])
    }

    public init(_ value: UInt64) {
        self.init(isNegative: false, magnitude: value == 0 ? [] : [value])
    }

    /// Nil unless `value` is an integer.
    public init?(exactly value: Double) {
        guard value.isFinite, value.rounded(.towardZero) == value else { return nil }
        if value == 0 {
            self = .zero
        } else if value.magnitude < 0x1p64 {
            self.init(isNegative: value < 0, magnitude: [UInt64(value.magnitude)])
        } else {
            let shift = Int(value.exponent) - 52
            let limbs = Magnitude.shiftLeft([value.significandBitPattern | 1 << 52], by: shift)
            self.init(isNegative: value < 0, magnitude: limbs)
        }
    }

    public var isZero: Bool { magnitude.isEmpty }

    /// The number of bits of the absolute value.
    public var bitCount: Int { Magnitude.bitCount(magnitude) }

    /// The value as an `Int64`, or nil if it is out of range.
    public var int64: Int64? {
        if magnitude.count > 1 { return nil }
        let low = magnitude.first ?? 0
        if !isNegative { return Int64(exactly: low) }
        return low <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- low) : nil
    }

    /// The nearest double, ties to even; an infinity if the value is out of range.
    public var double: Double {
        let absolute = Magnitude.double(magnitude)
        return isNegative ? -absolute : absolute
    }

    // MARK: Comparison

    /// -1, 0 or 1.
    public func compare(_ other: BigIntValue) -> Int {
        if isNegative != other.isNegative { return isNegative ? -1 : 1 }
        let result = Magnitude.compare(magnitude, other.magnitude)
        return isNegative ? -result : result
    }

    /// -1, 0 or 1 for the mathematical values, or nil if `other` is NaN.
    public func compare(_ other: Double) -> Int? {
        if other.isNaN { return nil }
        if other.isInfinite { return other < 0 ? 1 : -1 }
        let integer = other.rounded(.towardZero)
        guard let truncated = BigIntValue(exactly: integer) else { return nil }
        let result = compare(truncated)
        if result != 0 || integer == other { return result }
        return other > integer ? -1 : 1
    }

    // MARK: Arithmetic

    public func negated() -> BigIntValue {
        BigIntValue(isNegative: !isNegative, magnitude: magnitude)
    }

    /// `self + other`, nil if too large.
    public func adding<Budget: ArithmeticBudget>(
        _ other: BigIntValue, _ budget: inout Budget
    ) throws(Budget.Failure) -> BigIntValue? {
        try budget.linear(max(magnitude.count, other.magnitude.count) + 1)
        return sum(other.magnitude, isNegative: other.isNegative)
    }

    /// `self - other`, nil if too large.
    public func subtracting<Budget: ArithmeticBudget>(
        _ other: BigIntValue, _ budget: inout Budget
    ) throws(Budget.Failure) -> BigIntValue? {
        try budget.linear(max(magnitude.count, other.magnitude.count) + 1)
        return sum(other.magnitude, isNegative: !other.isNegative)
    }

    private func sum(_ other: Limbs, isNegative otherIsNegative: Bool) -> BigIntValue? {
        if isNegative == otherIsNegative {
            return BigIntValue(isNegative: isNegative, limited: Magnitude.add(magnitude, other))
        }
        if Magnitude.compare(magnitude, other) >= 0 {
            return BigIntValue(isNegative: isNegative, magnitude: Magnitude.subtract(magnitude, other))
        }
        return BigIntValue(isNegative: otherIsNegative, magnitude: Magnitude.subtract(other, magnitude))
    }

    /// `self * other`, nil if too large.
    public func multiplied<Budget: ArithmeticBudget>(
        by other: BigIntValue, _ budget: inout Budget
    ) throws(Budget.Failure) -> BigIntValue? {
        // The product has as many bits as both factors together, or one less.
        if bitCount + other.bitCount > Self.maximumBitCount + 1 { return nil }
        let product = try Magnitude.multiply(magnitude, other.magnitude, &budget)
        return BigIntValue(isNegative: isNegative != other.isNegative, limited: product)
    }

    /// Quotient, rounded toward zero, and remainder, with the sign of `self`; nil if `divisor` is zero.
    public func dividedWithRemainder<Budget: ArithmeticBudget>(
        by divisor: BigIntValue, _ budget: inout Budget
    ) throws(Budget.Failure) -> (quotient: BigIntValue, remainder: BigIntValue)? {
        if divisor.isZero { return nil }
        let (quotient, remainder) = try Magnitude.divide(magnitude, divisor.magnitude, &budget)
        return (
            BigIntValue(isNegative: isNegative != divisor.isNegative, magnitude: quotient),
            BigIntValue(isNegative: isNegative, magnitude: remainder)
        )
    }

    /// `self ** exponent`, nil if too large. `exponent` must not be negative (that is a RangeError of its own); nil as well then.
    public func raised<Budget: ArithmeticBudget>(
        to exponent: BigIntValue, _ budget: inout Budget
    ) throws(Budget.Failure) -> BigIntValue? {
        if exponent.isNegative { return nil }
        if exponent.isZero { return BigIntValue(1 as UInt64) }
        let isOdd = exponent.magnitude[0] & 1 == 1
        if isZero { return self }
        if magnitude == [1] { return BigIntValue(isNegative: isNegative && isOdd, magnitude: [1]) }
        // The result has at least (bitCount - 1) * exponent + 1 bits.
        guard let power = exponent.int64.flatMap({ Int(exactly: $0) }), power <= Self.maximumBitCount,
            (bitCount - 1) * power < Self.maximumBitCount
        else { return nil }
        if magnitude.count == 1, magnitude[0].nonzeroBitCount == 1 {
            try budget.linear((bitCount - 1) * power / 64 + 1)
            let result = Magnitude.shiftLeft([1], by: (bitCount - 1) * power)
            return BigIntValue(isNegative: isNegative && isOdd, limited: result)
        }
        let result = try Magnitude.power(magnitude, power, &budget)
        return BigIntValue(isNegative: isNegative && isOdd, limited: result)
    }

    // MARK: Shifts

    /// `self << count`, a right shift if `count` is negative (rounding down); nil if too large.
    public func shiftedLeft<Budget: ArithmeticBudget>(
        by count: BigIntValue, _ budget: inout Budget
    ) throws(Budget.Failure) -> BigIntValue? {
        if isZero || count.isZero { return self }
        if count.isNegative { return try shiftedDown(by: count.magnitude, &budget) }
        guard count.magnitude.count == 1, let bits = Int(exactly: count.magnitude[0]),
            bits <= Self.maximumBitCount, bits + bitCount <= Self.maximumBitCount
        else { return nil }
        try budget.linear(bits / 64 + magnitude.count + 1)
        return BigIntValue(isNegative: isNegative, magnitude: Magnitude.shiftLeft(magnitude, by: bits))
    }

    /// `self >> count`, a left shift if `count` is negative; nil if too large.
    public func shiftedRight<Budget: ArithmeticBudget>(
        by count: BigIntValue, _ budget: inout Budget
    ) throws(Budget.Failure) -> BigIntValue? {
        try shiftedLeft(by: count.negated(), &budget)
    }

    private func shiftedDown<Budget: ArithmeticBudget>(
        by count: Limbs, _ budget: inout Budget
    ) throws(Budget.Failure) -> BigIntValue {
        guard count.count == 1, let bits = Int(exactly: count[0]), bits < bitCount else {
            return isNegative ? BigIntValue(-1 as Int64) : .zero
        }
        try budget.linear(magnitude.count + 1)
        var result = Magnitude.shiftRight(magnitude, by: bits)
        if isNegative && Magnitude.hasSetBit(magnitude, below: bits) { result = Magnitude.add(result, [1]) }
        return BigIntValue(isNegative: isNegative, magnitude: result)
    }
}
