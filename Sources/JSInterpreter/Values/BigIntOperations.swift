// The operations of sec-numeric-types-bigint on engine values.
//
// Each has up to three ways. Numbers below 2**127 are computed in registers. Larger ones are read where they are, and the result is
// written where it stays (`LimbArithmetic`, `BigIntRoom`). Products and quotients of very large ones, and powers, go through
// `BigIntValue`, whose algorithms are faster there. All that can take long or much memory asks the context first.

import JSNumerics
import JSSyntax

/// Long arithmetic at the expense of a context.
@safe
struct ContextArithmeticBudget: ArithmeticBudget {
    private unowned(unsafe) let context: Context
    fileprivate var reservedBytes = 0

    fileprivate init(_ context: Context) { unsafe self.context = context }

    func spend(steps: Int) throws(JSThrow) { try unsafe context.pay(steps) }

    mutating func reserve(bytes: Int) throws(JSThrow) {
        try unsafe context.heap.reserve(bytes)
        reservedBytes += bytes
    }

    /// A copy of a number.
    mutating func value(of number: JSBigInt) throws(JSThrow) -> BigIntValue {
        if number.count > 8 { try reserve(bytes: number.count * 8) }
        return number.value
    }
}

extension Context {
    /// Calls `body` with a budget; what it reserved is given back afterwards, the result is then accounted by itself.
    func withArithmeticBudget<Result>(
        _ body: (inout ContextArithmeticBudget) throws(JSThrow) -> Result
    ) throws(JSThrow) -> Result {
        var budget = ContextArithmeticBudget(self)
        defer { heap.unreserve(budget.reservedBytes) }
        return try body(&budget)
    }

    /// The value of digits; nil if they are not digits, or too many.
    func parseBigInt(_ digits: [UInt8], radix: Int, isNegative: Bool) throws(JSThrow) -> BigIntValue? {
        var budget = ContextArithmeticBudget(self)
        defer { heap.unreserve(budget.reservedBytes) }
        return try BigIntValue.parse(digits: digits.span, radix: radix, isNegative: isNegative, &budget)
    }

    /// A binary operator on two BigInts, sec-applystringornumericbinaryoperator.
    func bigIntArithmetic(_ operation: BinaryOperator, _ left: JSBigInt, _ right: JSBigInt) throws(JSThrow) -> Value {
        switch operation {
        case .add: try bigIntAdd(left, right)
        case .subtract: try bigIntSubtract(left, right)
        case .multiply: try bigIntMultiply(left, right)
        case .divide: try bigIntDivide(left, right)
        case .remainder: try bigIntRemainder(left, right)
        case .exponentiate: try bigIntExponentiate(left, right)
        case .shiftLeft: try bigIntLeftShift(left, right)
        case .shiftRight: try bigIntSignedRightShift(left, right)
        case .shiftRightUnsigned: try bigIntUnsignedRightShift(left, right)
        case .bitwiseAnd: try bigIntBitwiseAnd(left, right)
        case .bitwiseOr: try bigIntBitwiseOr(left, right)
        case .bitwiseXor: try bigIntBitwiseXor(left, right)
        default: .undefined
        }
    }

    /// An operation on copies of the operands.
    private func bigIntOperation(
        _ left: JSBigInt, _ right: JSBigInt,
        _ body: (BigIntValue, BigIntValue, inout ContextArithmeticBudget) throws(JSThrow) -> BigIntValue?
    ) throws(JSThrow) -> Value {
        let result = try withArithmeticBudget { (budget) throws(JSThrow) in
            let x = try budget.value(of: left)
            let y = try budget.value(of: right)
            return try body(x, y, &budget)
        }
        guard let result else { throw bigIntTooLarge() }
        return try makeBigInt(result)
    }

    /// Pays for reading and writing so many limbs.
    @inline(__always) private func payForLimbs(_ count: Int) throws(JSThrow) {
        // Small results cost less than asking about them.
        if count > 8 { try pay(1 + count >> 6) }
    }

    /// Pays for so many products of two limbs.
    @inline(__always) private func payForProducts(_ count: Int) throws(JSThrow) {
        if count > 64 { try pay(1 + count >> 4) }
    }

    private func smallBigInt(_ value: Int128) -> JSBigInt { JSBigInt(cell: makeBigInt(value).uncheckedCell) }

    // MARK: Sums

    /// The sum with a small number: `++` and `--`.
    func bigIntIncrement(_ value: JSBigInt, _ delta: Int32) throws(JSThrow) -> Value {
        if let number = value.int128 {
            let (sum, overflow) = number.addingReportingOverflow(Int128(delta))
            if !overflow { return makeBigInt(sum) }
        }
        return try bigIntSum(value, value.isNegative, smallBigInt(Int128(delta)), delta < 0)
    }

    /// sec-numeric-types-bigint-unaryMinus
    func bigIntUnaryMinus(_ value: JSBigInt) throws(JSThrow) -> Value {
        if let number = value.int128 { return makeBigInt(0 &- number) }
        try payForLimbs(value.count)
        let room = try makeRoom(limbs: value.count)
        let limbs = unsafe value.limbs
        unsafe _ = room.limbs.update(fromContentsOf: limbs)
        return try finish(room, count: value.count, isNegative: !value.isNegative)
    }

    /// sec-numeric-types-bigint-add
    func bigIntAdd(_ left: JSBigInt, _ right: JSBigInt) throws(JSThrow) -> Value {
        if let a = left.int128, let b = right.int128 {
            let (sum, overflow) = a.addingReportingOverflow(b)
            if !overflow { return makeBigInt(sum) }
        }
        return try bigIntSum(left, left.isNegative, right, right.isNegative)
    }

    /// sec-numeric-types-bigint-subtract
    func bigIntSubtract(_ left: JSBigInt, _ right: JSBigInt) throws(JSThrow) -> Value {
        if let a = left.int128, let b = right.int128 {
            let (difference, overflow) = a.subtractingReportingOverflow(b)
            if !overflow { return makeBigInt(difference) }
        }
        return try bigIntSum(left, left.isNegative, right, !right.isNegative)
    }

    /// The sum of the absolute values of two numbers with the given signs.
    private func bigIntSum(
        _ left: JSBigInt, _ leftIsNegative: Bool, _ right: JSBigInt, _ rightIsNegative: Bool
    ) throws(JSThrow) -> Value {
        let size = max(left.count, right.count) + 1
        try payForLimbs(size)
        if leftIsNegative == rightIsNegative {
            let room = try makeRoom(limbs: size)
            let a = unsafe left.limbs
            let b = unsafe right.limbs
            var out = unsafe room.limbs.mutableSpan
            let count = unsafe LimbArithmetic.add(a.span, b.span, into: &out)
            return try finish(room, count: count, isNegative: leftIsNegative)
        }
        if left.compareMagnitudes(right) < 0 { return try bigIntDifference(right, left, isNegative: rightIsNegative) }
        return try bigIntDifference(left, right, isNegative: leftIsNegative)
    }

    /// The difference of absolute values, of which the first one is not the smaller one.
    private func bigIntDifference(_ left: JSBigInt, _ right: JSBigInt, isNegative: Bool) throws(JSThrow) -> Value {
        let room = try makeRoom(limbs: left.count)
        let a = unsafe left.limbs
        let b = unsafe right.limbs
        var out = unsafe room.limbs.mutableSpan
        let count = unsafe LimbArithmetic.subtract(a.span, b.span, into: &out)
        return try finish(room, count: count, isNegative: isNegative)
    }

    // MARK: Products

    /// sec-numeric-types-bigint-multiply
    func bigIntMultiply(_ left: JSBigInt, _ right: JSBigInt) throws(JSThrow) -> Value {
        let isNegative = left.isNegative != right.isNegative
        if left.count <= 1 && right.count <= 1 {
            return makeBigInt(magnitude: UInt128(left.low) &* UInt128(right.low), isNegative: isNegative)
        }
        if left.isZero { return Value(left) }
        if right.isZero { return Value(right) }
        guard LimbArithmetic.multipliesDirectly(left.count, right.count) else {
            return try bigIntOperation(left, right) { (x, y, budget) throws(JSThrow) in try x.multiplied(by: y, &budget) }
        }
        try payForProducts(left.count * right.count)
        let room = try makeRoom(limbs: left.count + right.count)
        let a = unsafe left.limbs
        let b = unsafe right.limbs
        var out = unsafe room.limbs.mutableSpan
        let count = unsafe LimbArithmetic.multiply(a.span, b.span, into: &out)
        return try finish(room, count: count, isNegative: isNegative)
    }

    /// sec-numeric-types-bigint-exponentiate
    func bigIntExponentiate(_ base: JSBigInt, _ exponent: JSBigInt) throws(JSThrow) -> Value {
        if exponent.isNegative { throw throwError(.rangeError, "Exponent must be non-negative") }
        if base.count <= 1, exponent.count <= 1, let power = Context.smallPower(base.low, exponent.low) {
            return makeBigInt(magnitude: power, isNegative: base.isNegative && exponent.low & 1 == 1)
        }
        return try bigIntOperation(base, exponent) { (x, y, budget) throws(JSThrow) in try x.raised(to: y, &budget) }
    }

    /// A power that fits into 128 bits.
    private static func smallPower(_ base: UInt64, _ exponent: UInt64) -> UInt128? {
        if base <= 1 { return exponent == 0 ? 1 : UInt128(base) }
        if exponent >= 128 { return nil }
        var result: UInt128 = 1
        for _ in 0..<exponent {
            let (product, overflow) = result.multipliedReportingOverflow(by: UInt128(base))
            if overflow { return nil }
            result = product
        }
        return result
    }

    // MARK: Quotients

    /// sec-numeric-types-bigint-divide
    func bigIntDivide(_ left: JSBigInt, _ right: JSBigInt) throws(JSThrow) -> Value {
        if right.isZero { throw throwError(.rangeError, "Division by zero") }
        let isNegative = left.isNegative != right.isNegative
        if left.count <= 1 && right.count <= 1 {
            return makeBigInt(magnitude: UInt128(left.low / right.low), isNegative: isNegative)
        }
        try payForLimbs(min(left.count, right.count))
        if left.compareMagnitudes(right) < 0 { return makeBigInt(0) }
        guard LimbArithmetic.dividesDirectly(left.count, right.count) else {
            return try bigIntOperation(left, right) { (x, y, budget) throws(JSThrow) in
                try x.dividedWithRemainder(by: y, &budget)?.quotient
            }
        }
        try payForProducts((left.count - right.count + 1) * right.count)
        guard let divisor = right.magnitude128 else {
            return try bigIntLongDivision(left, right, isNegative: isNegative) { size in right.count..<size }
        }
        let room = try makeRoom(limbs: left.count)
        let a = unsafe left.limbs
        var out = unsafe room.limbs.mutableSpan
        let count =
            right.count == 1
            ? unsafe LimbArithmetic.divide(a.span, by: UInt64(truncatingIfNeeded: divisor), into: &out)
            : unsafe LimbArithmetic.divide(a.span, by: divisor, into: &out)
        return try finish(room, count: count, isNegative: isNegative)
    }

    /// sec-numeric-types-bigint-remainder
    func bigIntRemainder(_ left: JSBigInt, _ right: JSBigInt) throws(JSThrow) -> Value {
        if right.isZero { throw throwError(.rangeError, "Division by zero") }
        if left.count <= 1 && right.count <= 1 {
            return makeBigInt(magnitude: UInt128(left.low % right.low), isNegative: left.isNegative)
        }
        try payForLimbs(min(left.count, right.count))
        if left.compareMagnitudes(right) < 0 { return Value(left) }
        guard LimbArithmetic.dividesDirectly(left.count, right.count) else {
            return try bigIntOperation(left, right) { (x, y, budget) throws(JSThrow) in
                try x.dividedWithRemainder(by: y, &budget)?.remainder
            }
        }
        try payForProducts((left.count - right.count + 1) * right.count)
        guard let divisor = right.magnitude128 else {
            return try bigIntLongDivision(left, right, isNegative: left.isNegative) { _ in 0..<right.count }
        }
        let a = unsafe left.limbs
        let remainder =
            right.count == 1
            ? unsafe UInt128(LimbArithmetic.remainder(a.span, by: UInt64(truncatingIfNeeded: divisor)))
            : unsafe LimbArithmetic.remainder(a.span, by: divisor)
        return makeBigInt(magnitude: remainder, isNegative: left.isNegative)
    }

    /// Divides with room for both results, and keeps one of them.
    private func bigIntLongDivision(
        _ left: JSBigInt, _ right: JSBigInt, isNegative: Bool, _ part: (Int) -> Range<Int>
    ) throws(JSThrow) -> Value {
        let size = left.count + 1
        let storage = try heap.allocateStorage(bytes: size * 8)
        defer { heap.freeStorage(storage, bytes: size * 8) }
        let working = unsafe UnsafeMutableBufferPointer<UInt64>(start: UnsafeMutablePointer(bitPattern: storage), count: size)
        let a = unsafe left.limbs
        let b = unsafe right.limbs
        var out = unsafe working.mutableSpan
        unsafe LimbArithmetic.divide(a.span, b.span, into: &out)
        return try unsafe makeBigInt(limbs: UnsafeBufferPointer(rebasing: working[part(size)]), isNegative: isNegative)
    }

    // MARK: Shifts

    /// sec-numeric-types-bigint-leftShift
    func bigIntLeftShift(_ value: JSBigInt, _ count: JSBigInt) throws(JSThrow) -> Value {
        if count.isNegative { return try bigIntShiftRight(value, Context.shiftCount(count)) }
        return try bigIntShiftLeft(value, Context.shiftCount(count))
    }

    /// sec-numeric-types-bigint-signedRightShift
    func bigIntSignedRightShift(_ value: JSBigInt, _ count: JSBigInt) throws(JSThrow) -> Value {
        if count.isNegative { return try bigIntShiftLeft(value, Context.shiftCount(count)) }
        return try bigIntShiftRight(value, Context.shiftCount(count))
    }

    /// sec-numeric-types-bigint-unsignedRightShift: there is none.
    func bigIntUnsignedRightShift(_ value: JSBigInt, _ count: JSBigInt) throws(JSThrow) -> Value {
        throw throwError(.typeError, "BigInts have no unsigned right shift, use >> instead")
    }

    /// The absolute value of a shift count; all that are more than a BigInt has bits are the same.
    @inline(__always) private static func shiftCount(_ count: JSBigInt) -> Int {
        let limit = UInt64(BigIntValue.maximumBitCount + 1)
        return count.count <= 1 ? Int(truncatingIfNeeded: min(count.low, limit)) : Int(truncatingIfNeeded: limit)
    }

    @inline(__always) private func bigIntShiftLeft(_ value: JSBigInt, _ bits: Int) throws(JSThrow) -> Value {
        if let number = value.int128, bits < number.magnitude.leadingZeroBitCount { return makeBigInt(number &<< Int128(bits)) }
        return try bigIntShiftLimbsLeft(value, bits)
    }

    private func bigIntShiftLimbsLeft(_ value: JSBigInt, _ bits: Int) throws(JSThrow) -> Value {
        if value.isZero || bits == 0 { return Value(value) }
        if bits + value.bitCount > BigIntValue.maximumBitCount { throw bigIntTooLarge() }
        let size = bits / 64 + value.count + 1
        try payForLimbs(size)
        let room = try makeRoom(limbs: size)
        let a = unsafe value.limbs
        var out = unsafe room.limbs.mutableSpan
        let count = unsafe LimbArithmetic.shiftLeft(a.span, by: bits, into: &out)
        return try finish(room, count: count, isNegative: value.isNegative)
    }

    /// A right shift rounds down.
    @inline(__always) private func bigIntShiftRight(_ value: JSBigInt, _ bits: Int) throws(JSThrow) -> Value {
        if let number = value.int128 { return makeBigInt(number &>> Int128(min(bits, 127))) }
        return try bigIntShiftLimbsRight(value, bits)
    }

    private func bigIntShiftLimbsRight(_ value: JSBigInt, _ bits: Int) throws(JSThrow) -> Value {
        if bits == 0 { return Value(value) }
        if bits >= value.bitCount { return makeBigInt(value.isNegative ? -1 : 0) }
        try payForLimbs(value.count)
        let room = try makeRoom(limbs: value.count - bits / 64 + 1)
        let a = unsafe value.limbs
        var out = unsafe room.limbs.mutableSpan
        let count = unsafe LimbArithmetic.shiftRight(a.span, by: bits, roundingUp: value.isNegative, into: &out)
        return try finish(room, count: count, isNegative: value.isNegative)
    }

    // MARK: Bits

    /// sec-numeric-types-bigint-bitwiseAND
    func bigIntBitwiseAnd(_ left: JSBigInt, _ right: JSBigInt) throws(JSThrow) -> Value {
        if let a = left.int128, let b = right.int128 { return makeBigInt(a & b) }
        return try bigIntCombine(.and, left, right)
    }

    /// sec-numeric-types-bigint-bitwiseOR
    func bigIntBitwiseOr(_ left: JSBigInt, _ right: JSBigInt) throws(JSThrow) -> Value {
        if let a = left.int128, let b = right.int128 { return makeBigInt(a | b) }
        return try bigIntCombine(.or, left, right)
    }

    /// sec-numeric-types-bigint-bitwiseXOR
    func bigIntBitwiseXor(_ left: JSBigInt, _ right: JSBigInt) throws(JSThrow) -> Value {
        if let a = left.int128, let b = right.int128 { return makeBigInt(a ^ b) }
        return try bigIntCombine(.xor, left, right)
    }

    private func bigIntCombine(
        _ operation: LimbArithmetic.BitwiseOperator, _ left: JSBigInt, _ right: JSBigInt
    ) throws(JSThrow) -> Value {
        let size = max(left.count, right.count) + 1
        try payForLimbs(size)
        let room = try makeRoom(limbs: size)
        let a = unsafe left.limbs
        let b = unsafe right.limbs
        var out = unsafe room.limbs.mutableSpan
        let count = unsafe LimbArithmetic.combine(
            operation, a.span, isNegative: left.isNegative, b.span, isNegative: right.isNegative, into: &out)
        return try finish(room, count: count, isNegative: operation.isNegative(left.isNegative, right.isNegative))
    }

    /// sec-numeric-types-bigint-bitwiseNOT: `-value - 1`
    func bigIntBitwiseNot(_ value: JSBigInt) throws(JSThrow) -> Value {
        if let number = value.int128 { return makeBigInt(~number) }
        return try bigIntSum(value, !value.isNegative, smallBigInt(-1), true)
    }

    /// sec-bigint.asuintn without the conversion of its arguments
    func bigIntAsUintN(_ bits: Int, _ value: JSBigInt) throws(JSThrow) -> Value {
        if bits <= 64 { return makeBigInt(Int128(bits == 64 ? value.lowBits : value.lowBits & (1 &<< UInt64(bits) &- 1))) }
        let result = try withArithmeticBudget { (budget) throws(JSThrow) in
            try budget.value(of: value).asUintN(bits: bits, &budget)
        }
        guard let result else { throw bigIntTooLarge() }
        return try makeBigInt(result)
    }

    /// sec-bigint.asintn without the conversion of its arguments
    func bigIntAsIntN(_ bits: Int, _ value: JSBigInt) throws(JSThrow) -> Value {
        if bits <= 64 {
            let top = Int64(bitPattern: value.lowBits << UInt64(64 - bits))
            return makeBigInt(Int128(top >> Int64(64 - bits)))
        }
        return try makeBigInt(
            withArithmeticBudget { (budget) throws(JSThrow) in try budget.value(of: value).asIntN(bits: bits, &budget) })
    }
}
