// The Number constructor, sec-number-constructor, and the two global functions that are also its properties.

enum NumberConstructor {
    static let table = BuiltinTable(
        .constructor(.Number, 1, construct, prototype: .numberPrototype),
        [
            .constant(.EPSILON, Value(double: 0x1p-52)),
            .method(.isFinite, 1, isFinite),
            .method(.isInteger, 1, isInteger),
            .method(.isNaN, 1, isNaN),
            .method(.isSafeInteger, 1, isSafeInteger),
            .constant(.MAX_SAFE_INTEGER, Value(double: 9007199254740991)),
            .constant(.MAX_VALUE, Value(double: .greatestFiniteMagnitude)),
            .constant(.MIN_SAFE_INTEGER, Value(double: -9007199254740991)),
            .constant(.MIN_VALUE, Value(double: .leastNonzeroMagnitude)),
            .constant(.NaN, .nan),
            .constant(.NEGATIVE_INFINITY, Value(double: -.infinity)),
            .intrinsic(.parseFloat, .parseFloat),
            .intrinsic(.parseInt, .parseInt),
            .constant(.POSITIVE_INFINITY, Value(double: .infinity)),
        ])

    static let parseFloatTable = BuiltinTable(.function("parseFloat", 1, parseFloat), [])
    static let parseIntTable = BuiltinTable(.function("parseInt", 2, parseInt), [])

    /// sec-number-constructor-number-value
    private static func construct(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        var number = Value.zero
        if arguments.count > 0 {
            number = try context.toNumeric(arguments[0])
            if let big = number.asBigInt { number = Value(number: big.double) }
        }
        guard let newTarget = arguments.newTarget.asObject else { return number }
        let prototype = try context.getPrototypeFromConstructor(newTarget, .numberPrototype)
        return Value(context.makePrimitiveWrapper(number, prototype: prototype))
    }

    /// sec-number.isfinite
    private static func isFinite(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(arguments[0].asNumber?.isFinite ?? false)
    }

    /// sec-number.isinteger
    private static func isInteger(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let number = arguments[0].asNumber else { return .false }
        return Value(isIntegralNumber(number))
    }

    /// sec-number.isnan
    private static func isNaN(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(arguments[0].asNumber?.isNaN ?? false)
    }

    /// sec-number.issafeinteger
    private static func isSafeInteger(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let number = arguments[0].asNumber else { return .false }
        return Value(isIntegralNumber(number) && number.magnitude <= 9007199254740991)
    }

    /// sec-isintegralnumber
    private static func isIntegralNumber(_ number: Double) -> Bool {
        number.isFinite && number.rounded(.towardZero) == number
    }

    /// sec-parsefloat-string
    private static func parseFloat(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let value = arguments[0]
        if value.isInt { return value }
        return Value(number: try context.parseFloat(context.toString(value)))
    }

    /// sec-parseint-string-radix
    private static func parseInt(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let value = arguments[0]
        if value.isInt && arguments[1].isUndefined { return value }
        let string = try context.toString(value)
        return Value(number: try context.parseInt(string, radix: context.toInt32(arguments[1])))
    }
}
