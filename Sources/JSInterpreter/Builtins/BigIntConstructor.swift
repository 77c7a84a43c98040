// The BigInt constructor, sec-bigint-constructor.

enum BigIntConstructor {
    static let table = BuiltinTable(
        .constructor(.BigInt, 1, construct, prototype: .bigIntPrototype),
        [
            .method(.asIntN, 2, asIntN),
            .method(.asUintN, 2, asUintN),
        ])

    /// sec-bigint-constructor-number-value
    private static func construct(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        if !arguments.newTarget.isUndefined { throw context.throwError(.typeError, "BigInt is not a constructor") }
        let primitive = try context.toPrimitive(arguments[0], .number)
        if let number = primitive.asNumber { return try context.numberToBigInt(number) }
        return Value(try context.toBigInt(primitive))
    }

    /// sec-bigint.asintn
    private static func asIntN(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let bits = try context.toIndex(arguments[0])
        return try context.bigIntAsIntN(bits, context.toBigInt(arguments[1]))
    }

    /// sec-bigint.asuintn
    private static func asUintN(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let bits = try context.toIndex(arguments[0])
        return try context.bigIntAsUintN(bits, context.toBigInt(arguments[1]))
    }
}
