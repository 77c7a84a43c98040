// Number.prototype, sec-properties-of-the-number-prototype-object.

import JSNumerics

enum NumberPrototype {
    static let table = BuiltinTable(
        .special(make),
        [
            .intrinsic(.constructor, .number),
            .method(.toExponential, 1, toExponential),
            .method(.toFixed, 1, toFixed),
            .method(.toLocaleString, 0, toLocaleString),
            .method(.toPrecision, 1, toPrecision),
            .method(.toString, 1, toString),
            .method(.valueOf, 0, valueOf),
        ])

    /// The prototype is itself a Number object whose value is 0.
    private static func make(_ context: Context, _ shape: Shape) -> JSObject {
        let object = context.heap.makeObject(.primitiveWrapper, shape, inlineSlots: 0)
        object.setPayloadValue(1, .undefined)
        object.internalValue = .zero
        return object
    }

    /// sec-number.prototype.toexponential
    private static func toExponential(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let number = try context.thisNumberValue(arguments.thisValue, "toExponential")
        let fractionDigits = try context.toIntegerOrInfinity(arguments[0])
        if !number.isFinite { return Value(context.numberToString(number)) }
        guard fractionDigits >= 0, fractionDigits <= 100 else {
            throw context.throwError(.rangeError, "toExponential() argument must be between 0 and 100")
        }
        let digits = arguments[0].isUndefined ? nil : Int(fractionDigits)
        return Value(try context.makeString(latin1: NumberFormatting.toExponential(number, fractionDigits: digits)))
    }

    /// sec-number.prototype.tofixed
    private static func toFixed(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let number = try context.thisNumberValue(arguments.thisValue, "toFixed")
        let fractionDigits = try context.toIntegerOrInfinity(arguments[0])
        guard fractionDigits >= 0, fractionDigits <= 100 else {
            throw context.throwError(.rangeError, "toFixed() digits argument must be between 0 and 100")
        }
        if !number.isFinite || number.magnitude >= 1e21 { return Value(context.numberToString(number)) }
        return Value(try context.makeString(latin1: NumberFormatting.toFixed(number, fractionDigits: Int(fractionDigits))))
    }

    /// sec-number.prototype.tolocalestring
    private static func toLocaleString(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let number = try context.thisNumberValue(arguments.thisValue, "toLocaleString")
        let format = try LocaleNumberFormat(arguments[1], context)
        return Value(try format.text(number, context))
    }

    /// sec-number.prototype.toprecision
    private static func toPrecision(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let number = try context.thisNumberValue(arguments.thisValue, "toPrecision")
        if arguments[0].isUndefined { return Value(context.numberToString(number)) }
        let precision = try context.toIntegerOrInfinity(arguments[0])
        if !number.isFinite { return Value(context.numberToString(number)) }
        guard precision >= 1, precision <= 100 else {
            throw context.throwError(.rangeError, "toPrecision() argument must be between 1 and 100")
        }
        return Value(try context.makeString(latin1: NumberFormatting.toPrecision(number, precision: Int(precision))))
    }

    /// sec-number.prototype.tostring
    private static func toString(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let number = try context.thisNumberValue(arguments.thisValue, "toString")
        let radix = arguments[0].isUndefined ? 10 : try context.toIntegerOrInfinity(arguments[0])
        guard radix >= 2, radix <= 36 else {
            throw context.throwError(.rangeError, "toString() radix argument must be between 2 and 36")
        }
        if radix == 10 { return Value(context.numberToString(number)) }
        return Value(try context.makeString(latin1: NumberFormatting.numberToString(number, radix: Int(radix))))
    }

    /// sec-number.prototype.valueof
    private static func valueOf(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(number: try context.thisNumberValue(arguments.thisValue, "valueOf"))
    }
}

extension Context {
    /// sec-thisnumbervalue
    fileprivate func thisNumberValue(_ value: Value, _ method: StaticString) throws(JSThrow) -> Double {
        if let number = value.asNumber { return number }
        if let object = value.asObject, object.kind == .primitiveWrapper, let number = object.internalValue.asNumber {
            return number
        }
        throw throwError(.typeError, "Number.prototype.\(method) requires that 'this' be a Number")
    }
}
