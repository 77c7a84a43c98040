// The operations of sec-numeric-types-bigint on engine values. All that can take long or much memory asks the context first.

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

    private func makeBigInt(limited value: BigIntValue?) throws(JSThrow) -> Value {
        guard let value else { throw throwError(.rangeError, "Maximum BigInt size exceeded") }
        return try makeBigInt(value)
    }

    private func bigIntOperation(
        _ body: (inout ContextArithmeticBudget) throws(JSThrow) -> BigIntValue?
    ) throws(JSThrow) -> Value {
        try makeBigInt(limited: withArithmeticBudget(body))
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

    /// The sum with a small number: `++` and `--`.
    func bigIntIncrement(_ value: JSBigInt, _ delta: Int32) throws(JSThrow) -> Value {
        try bigIntOperation { (budget) throws(JSThrow) in
            try value.value.adding(BigIntValue(Int64(delta)), &budget)
        }
    }

    // MARK: Arithmetic

    /// sec-numeric-types-bigint-unaryMinus
    func bigIntUnaryMinus(_ value: JSBigInt) throws(JSThrow) -> Value { try makeBigInt(value.value.negated()) }

    /// sec-numeric-types-bigint-add
    func bigIntAdd(_ left: JSBigInt, _ right: JSBigInt) throws(JSThrow) -> Value {
        try bigIntOperation { (budget) throws(JSThrow) in try left.value.adding(right.value, &budget) }
    }

    /// sec-numeric-types-bigint-subtract
    func bigIntSubtract(_ left: JSBigInt, _ right: JSBigInt) throws(JSThrow) -> Value {
        try bigIntOperation { (budget) throws(JSThrow) in try left.value.subtracting(right.value, &budget) }
    }

    /// sec-numeric-types-bigint-multiply
    func bigIntMultiply(_ left: JSBigInt, _ right: JSBigInt) throws(JSThrow) -> Value {
        try bigIntOperation { (budget) throws(JSThrow) in try left.value.multiplied(by: right.value, &budget) }
    }

    /// sec-numeric-types-bigint-divide
    func bigIntDivide(_ left: JSBigInt, _ right: JSBigInt) throws(JSThrow) -> Value {
        try makeBigInt(bigIntDivision(left, right).quotient)
    }

    /// sec-numeric-types-bigint-remainder
    func bigIntRemainder(_ left: JSBigInt, _ right: JSBigInt) throws(JSThrow) -> Value {
        try makeBigInt(bigIntDivision(left, right).remainder)
    }

    private func bigIntDivision(
        _ left: JSBigInt, _ right: JSBigInt
    ) throws(JSThrow) -> (quotient: BigIntValue, remainder: BigIntValue) {
        let result = try withArithmeticBudget { (budget) throws(JSThrow) in
            try left.value.dividedWithRemainder(by: right.value, &budget)
        }
        guard let result else { throw throwError(.rangeError, "Division by zero") }
        return result
    }

    /// sec-numeric-types-bigint-exponentiate
    func bigIntExponentiate(_ base: JSBigInt, _ exponent: JSBigInt) throws(JSThrow) -> Value {
        if exponent.value.isNegative { throw throwError(.rangeError, "Exponent must be non-negative") }
        return try bigIntOperation { (budget) throws(JSThrow) in try base.value.raised(to: exponent.value, &budget) }
    }

    // MARK: Bits

    /// sec-numeric-types-bigint-leftShift
    func bigIntLeftShift(_ value: JSBigInt, _ count: JSBigInt) throws(JSThrow) -> Value {
        try bigIntOperation { (budget) throws(JSThrow) in try value.value.shiftedLeft(by: count.value, &budget) }
    }

    /// sec-numeric-types-bigint-signedRightShift
    func bigIntSignedRightShift(_ value: JSBigInt, _ count: JSBigInt) throws(JSThrow) -> Value {
        try bigIntOperation { (budget) throws(JSThrow) in try value.value.shiftedRight(by: count.value, &budget) }
    }

    /// sec-numeric-types-bigint-unsignedRightShift: there is none.
    func bigIntUnsignedRightShift(_ value: JSBigInt, _ count: JSBigInt) throws(JSThrow) -> Value {
        throw throwError(.typeError, "BigInts have no unsigned right shift, use >> instead")
    }

    /// sec-numeric-types-bigint-bitwiseAND
    func bigIntBitwiseAnd(_ left: JSBigInt, _ right: JSBigInt) throws(JSThrow) -> Value {
        try bigIntOperation { (budget) throws(JSThrow) in try left.value.bitwiseAnd(right.value, &budget) }
    }

    /// sec-numeric-types-bigint-bitwiseOR
    func bigIntBitwiseOr(_ left: JSBigInt, _ right: JSBigInt) throws(JSThrow) -> Value {
        try bigIntOperation { (budget) throws(JSThrow) in try left.value.bitwiseOr(right.value, &budget) }
    }

    /// sec-numeric-types-bigint-bitwiseXOR
    func bigIntBitwiseXor(_ left: JSBigInt, _ right: JSBigInt) throws(JSThrow) -> Value {
        try bigIntOperation { (budget) throws(JSThrow) in try left.value.bitwiseXor(right.value, &budget) }
    }

    /// sec-numeric-types-bigint-bitwiseNOT
    func bigIntBitwiseNot(_ value: JSBigInt) throws(JSThrow) -> Value {
        try bigIntOperation { (budget) throws(JSThrow) in try value.value.bitwiseNot(&budget) }
    }

    // MARK: Comparing

    /// sec-numeric-types-bigint-equal
    func bigIntEqual(_ left: JSBigInt, _ right: JSBigInt) -> Bool { left.value == right.value }

    /// sec-numeric-types-bigint-lessThan
    func bigIntLessThan(_ left: JSBigInt, _ right: JSBigInt) -> Bool { left.value.compare(right.value) < 0 }

    /// The steps of sec-islooselyequal for a BigInt and a number or string.
    func isBigIntEqual(_ big: JSBigInt, _ other: Value) throws(JSThrow) -> Bool {
        if let number = other.asNumber { return big.value.compare(number) == 0 }
        if let string = other.asString { return try stringToBigInt(string) == big.value }
        if let otherBig = other.asBigInt { return big.value == otherBig.value }
        return false
    }

    /// The steps of sec-islessthan for two primitives of which at least one is a BigInt: nil for undefined.
    func isBigIntLess(_ left: Value, _ right: Value) throws(JSThrow) -> Bool? {
        guard let a = try comparable(left), let b = try comparable(right) else { return nil }
        switch (a, b) {
        case (.big(let x), .big(let y)): return x.compare(y) < 0
        case (.big(let x), .number(let y)): return x.compare(y).map { $0 < 0 }
        case (.number(let x), .big(let y)): return y.compare(x).map { $0 > 0 }
        case (.number(let x), .number(let y)): return x.isNaN || y.isNaN ? nil : x < y
        }
    }

    private enum Comparable {
        case big(BigIntValue)
        case number(Double)
    }

    private func comparable(_ value: Value) throws(JSThrow) -> Comparable? {
        if let big = value.asBigInt { return .big(big.value) }
        if let string = value.asString { return try stringToBigInt(string).map { .big($0) } }
        return .number(try toNumber(value))
    }

    // MARK: Converting

    /// sec-tobigint
    func toBigInt(_ value: Value) throws(JSThrow) -> JSBigInt {
        let primitive = try toPrimitive(value, .number)
        if let big = primitive.asBigInt { return big }
        if primitive.isBoolean { return try newBigInt(BigIntValue(primitive.isTrue ? 1 as Int64 : 0)) }
        if let string = primitive.asString {
            guard let parsed = try stringToBigInt(string) else {
                throw throwError(.syntaxError, "Cannot convert \(abridged(string)) to a BigInt")
            }
            return try newBigInt(parsed)
        }
        throw throwError(.typeError, "Cannot convert \(describe(primitive)) to a BigInt")
    }

    /// sec-numbertobigint
    func numberToBigInt(_ number: Double) throws(JSThrow) -> Value {
        guard let value = BigIntValue(exactly: number) else {
            throw throwError(
                .rangeError,
                "The number \(text(numberToString(number))) cannot be converted to a BigInt because it is not an integer")
        }
        return try makeBigInt(value)
    }

    /// sec-tobigint64, as the bits of the result.
    func toBigInt64Bits(_ value: Value) throws(JSThrow) -> UInt64 {
        let big = try toBigInt(value).value
        let low = big.magnitude.first ?? 0
        return big.isNegative ? 0 &- low : low
    }

    private func newBigInt(_ value: BigIntValue) throws(JSThrow) -> JSBigInt { JSBigInt(cell: try makeBigInt(value).uncheckedCell) }
}
