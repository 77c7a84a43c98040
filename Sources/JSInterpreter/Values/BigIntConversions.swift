// BigInts compared with, and made from, other values.

import JSNumerics

extension Context {
    // MARK: Comparing

    /// sec-numeric-types-bigint-equal
    func bigIntEqual(_ left: JSBigInt, _ right: JSBigInt) throws(JSThrow) -> Bool {
        try payForUnits(left.count * 8)
        return left.isEqual(to: right)
    }

    /// sec-numeric-types-bigint-lessThan
    func bigIntLessThan(_ left: JSBigInt, _ right: JSBigInt) throws(JSThrow) -> Bool {
        try payForUnits(left.count * 8)
        return left.compare(right) < 0
    }

    /// The steps of sec-islooselyequal for a BigInt and a number or string.
    func isBigIntEqual(_ big: JSBigInt, _ other: Value) throws(JSThrow) -> Bool {
        if let number = other.asNumber { return big.compare(number) == 0 }
        if let string = other.asString {
            guard let parsed = try stringToBigInt(string) else { return false }
            return try bigIntEqual(big, parsed)
        }
        if let otherBig = other.asBigInt { return try bigIntEqual(big, otherBig) }
        return false
    }

    /// The steps of sec-islessthan for two primitives of which at least one is a BigInt: nil for undefined.
    func isBigIntLess(_ left: Value, _ right: Value) throws(JSThrow) -> Bool? {
        guard let a = try comparable(left), let b = try comparable(right) else { return nil }
        if let x = a.asBigInt {
            if let y = b.asBigInt { return try bigIntLessThan(x, y) }
            return x.compare(b.uncheckedNumber).map { $0 < 0 }
        }
        if let y = b.asBigInt { return y.compare(a.uncheckedNumber).map { $0 > 0 } }
        let x = a.uncheckedNumber
        let y = b.uncheckedNumber
        return x.isNaN || y.isNaN ? nil : x < y
    }

    /// A number or BigInt; nil for a string that is none.
    private func comparable(_ value: Value) throws(JSThrow) -> Value? {
        if value.isBigInt { return value }
        if let string = value.asString { return try stringToBigInt(string).map { Value($0) } }
        return Value(number: try toNumber(value))
    }

    // MARK: Converting

    /// sec-tobigint
    func toBigInt(_ value: Value) throws(JSThrow) -> JSBigInt {
        let primitive = try toPrimitive(value, .number)
        if let big = primitive.asBigInt { return big }
        if primitive.isBoolean { return JSBigInt(cell: makeBigInt(primitive.isTrue ? 1 : 0).uncheckedCell) }
        if let string = primitive.asString {
            guard let parsed = try stringToBigInt(string) else {
                throw throwError(.syntaxError, "Cannot convert \(abridged(string)) to a BigInt")
            }
            return parsed
        }
        throw throwError(.typeError, "Cannot convert \(describe(primitive)) to a BigInt")
    }

    /// sec-numbertobigint
    func numberToBigInt(_ number: Double) throws(JSThrow) -> Value {
        if let int = Int64(exactly: number) { return makeBigInt(Int128(int)) }
        guard let value = BigIntValue(exactly: number) else {
            throw throwError(
                .rangeError,
                "The number \(text(numberToString(number))) cannot be converted to a BigInt because it is not an integer")
        }
        return try makeBigInt(value)
    }

    /// sec-tobigint64, as the bits of the result.
    func toBigInt64Bits(_ value: Value) throws(JSThrow) -> UInt64 { try toBigInt(value).lowBits }
}
