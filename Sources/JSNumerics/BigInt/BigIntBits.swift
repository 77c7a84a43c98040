// Operations on BigInts as infinite strings of bits in two's complement.

extension BigIntValue {
    public func bitwiseAnd<Budget: ArithmeticBudget>(
        _ other: BigIntValue, _ budget: inout Budget
    ) throws(Budget.Failure) -> BigIntValue {
        try combined(other, &budget) { $0 & $1 }
    }

    public func bitwiseOr<Budget: ArithmeticBudget>(
        _ other: BigIntValue, _ budget: inout Budget
    ) throws(Budget.Failure) -> BigIntValue {
        try combined(other, &budget) { $0 | $1 }
    }

    public func bitwiseXor<Budget: ArithmeticBudget>(
        _ other: BigIntValue, _ budget: inout Budget
    ) throws(Budget.Failure) -> BigIntValue {
        try combined(other, &budget) { $0 ^ $1 }
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
        _ other: BigIntValue, _ budget: inout Budget, _ operation: (UInt64, UInt64) -> UInt64
    ) throws(Budget.Failure) -> BigIntValue {
        let count = max(magnitude.count, other.magnitude.count)
        try budget.linear(count + 1)
        let isNegative = operation(isNegative ? .max : 0, other.isNegative ? .max : 0) != 0
        var left = TwosComplement(self)
        var right = TwosComplement(other)
        var result = Limbs()
        result.reserveCapacity(count + 1)
        var carry = true
        // One digit more than there are, for the carry out of the negation.
        for _ in 0...count {
            let digit = operation(left.next(), right.next())
            if isNegative {
                let (negated, overflow) = (~digit).addingReportingOverflow(carry ? 1 : 0)
                result.append(negated)
                carry = overflow
            } else {
                result.append(digit)
            }
        }
        Magnitude.trim(&result)
        return BigIntValue(isNegative: isNegative, magnitude: result)
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
