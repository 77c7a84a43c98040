// The BigInt constructor, sec-bigint-constructor.

import JSNumerics

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
        let value = try context.toBigInt(arguments[1]).value
        return try context.makeBigInt(
            context.withArithmeticBudget { (budget) throws(JSThrow) in try value.asIntN(bits: bits, &budget) })
    }

    /// sec-bigint.asuintn
    private static func asUintN(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let bits = try context.toIndex(arguments[0])
        let value = try context.toBigInt(arguments[1]).value
        let result = try context.withArithmeticBudget { (budget) throws(JSThrow) in
            try value.asUintN(bits: bits, &budget)
        }
        guard let result else { throw context.throwError(.rangeError, "Maximum BigInt size exceeded") }
        return try context.makeBigInt(result)
    }
}
