// BigInt.prototype, sec-properties-of-the-bigint-prototype-object.

enum BigIntPrototype {
    static let table = BuiltinTable(
        .ordinary,
        [
            .intrinsic(.constructor, .bigInt),
            .method(.toLocaleString, 0, toLocaleString),
            .method(.toString, 0, toString),
            .method(.valueOf, 0, valueOf),
            .toStringTag(.BigInt),
        ])

    /// sec-bigint.prototype.tolocalestring
    private static func toLocaleString(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let big = try context.thisBigIntValue(arguments.thisValue, "toLocaleString")
        let format = try LocaleNumberFormat(arguments[1], context)
        return Value(try format.text(big, context))
    }

    /// sec-bigint.prototype.tostring
    private static func toString(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let big = try context.thisBigIntValue(arguments.thisValue, "toString")
        let radix = arguments[0].isUndefined ? 10 : try context.toIntegerOrInfinity(arguments[0])
        guard radix >= 2, radix <= 36 else {
            throw context.throwError(.rangeError, "toString() radix must be between 2 and 36")
        }
        return Value(try context.bigIntToString(big, radix: Int(radix)))
    }

    /// sec-bigint.prototype.valueof
    private static func valueOf(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try context.thisBigIntValue(arguments.thisValue, "valueOf"))
    }
}

extension Context {
    /// sec-thisbigintvalue
    fileprivate func thisBigIntValue(_ value: Value, _ method: StaticString) throws(JSThrow) -> JSBigInt {
        if let big = value.asBigInt { return big }
        if let object = value.asObject, object.kind == .primitiveWrapper, let big = object.internalValue.asBigInt { return big }
        throw throwError(.typeError, "BigInt.prototype.\(method) requires that 'this' be a BigInt")
    }
}
