// Operations on BigInts as infinite strings of bits in two's complement.

extension BigIntValue {
    public func bitwiseAnd<Budget: ArithmeticBudget>(
        _ other: BigIntValue, _ budget: inout Budget
    ) throws(Budget.Failure) -> BigIntValue {
        try combined(.and, other, &budget)
    }

    public func bitwiseOr<Budget: ArithmeticBudget>(
        _ other: BigIntValue, _ budget: inout Budget
    ) throws(Budget.Failure) -> BigIntValue {
        try combined(.or, other, &budget)
    }

    public func bitwiseXor<Budget: ArithmeticBudget>(
        _ other: BigIntValue, _ budget: inout Budget
    ) throws(Budget.Failure) -> BigIntValue {
        try combined(.xor, other, &budget)
    }

    /// `-self - 1`, nil if too large.
    public func bitwiseNot<Budget: ArithmeticBudget>(_ budget: inout Budget) throws(Budget.Failure) -> BigIntValue? {
        try negated().subtracting(BigIntValue(1 as UInt64), &budget)
    }

    /// `BigInt.asUintN(bits, self)`: the value modulo `2**bits`; nil if that is too large. A negative number of
    /// `bits` counts as 0.
    public func asUintN<Budget: ArithmeticBudget>(
        bits: Int, _ budget: inout Budget
    ) throws(Budget.Failure) -> BigIntValue? {
        let bits = max(bits, 0)
        if !isNegative && bitCount <= bits { return self }
        if bits > Self.maximumBitCount { return nil }
        try budget.linear((bits + 63) / 64 + 1)
        return BigIntValue(isNegative: false, magnitude: lowBits(bits))
    }

    /// `BigInt.asIntN(bits, self)`: the value modulo `2**bits`, as a signed number of that many bits. A negative
    /// number of `bits` counts as 0.
    public func asIntN<Budget: ArithmeticBudget>(
        bits: Int, _ budget: inout Budget
    ) throws(Budget.Failure) -> BigIntValue {
        if bits <= 0 { return .zero }
        if bitCount < bits { return self }
        // From here on `bits` is at most the size of this value.
        try budget.linear(2 * ((bits + 63) / 64 + 1))
        let low = lowBits(bits)
        if Magnitude.bitCount(low) < bits { return BigIntValue(isNegative: false, magnitude: low) }
        // The complement of `low` in `bits` bits, plus one, is the absolute value.
        return BigIntValue(isNegative: true, magnitude: BigIntValue(isNegative: true, magnitude: low).lowBits(bits))
    }

    /// The lowest `bits` bits in two's complement.
    private func lowBits(_ bits: Int) -> Limbs {
        let count = (bits + 63) / 64
        var digits = TwosComplement(self)
        var result = Limbs()
        result.reserveCapacity(count)
        for _ in 0..<count { result.append(digits.next()) }
        if bits & 63 != 0 { result[count - 1] &= (1 << UInt64(bits & 63)) - 1 }
        Magnitude.trim(&result)
        return result
    }

    private func combined<Budget: ArithmeticBudget>(
        _ operation: LimbArithmetic.BitwiseOperator, _ other: BigIntValue, _ budget: inout Budget
    ) throws(Budget.Failure) -> BigIntValue {
        let count = max(magnitude.count, other.magnitude.count) + 1
        try budget.linear(count)
        var result = Limbs(repeating: 0, count: count)
        Self.combine(operation, self, other, &result)
        Magnitude.trim(&result)
        return BigIntValue(isNegative: operation.isNegative(isNegative, other.isNegative), magnitude: result)
    }

    @inline(never)
    private static func combine(
        _ operation: LimbArithmetic.BitwiseOperator, _ a: BigIntValue, _ b: BigIntValue, _ result: inout Limbs
    ) {
        var out = result.mutableSpan
        _ = LimbArithmetic.combine(
            operation, a.magnitude.span, isNegative: a.isNegative, b.magnitude.span, isNegative: b.isNegative, into: &out)
    }
}

/// The digits of a value in two's complement, least significant first, without end.
private struct TwosComplement {
    private let magnitude: Limbs
    private let isNegative: Bool
    private var position = 0
    private var carry = true

    init(_ value: BigIntValue) {
        magnitude = value.magnitude
        isNegative = value.isNegative
    }

    mutating func next() -> UInt64 {
        let digit = position < magnitude.count ? magnitude[position] : 0
        position += 1
        if !isNegative { return digit }
        let (negated, overflow) = (~digit).addingReportingOverflow(carry ? 1 : 0)
        carry = overflow
        return negated
    }
}
