// The methods of Date.prototype that give text or another primitive.

import JSNumerics

extension DatePrototype {
    static let toUTCStringTable = BuiltinTable(.function("toUTCString", 0, toUTCString), [])

    /// What a text shows.
    enum Content { case date, time, dateAndTime }

    /// sec-todatestring, sec-datestring, sec-timestring
    static func text(_ time: Double, _ content: Content, _ context: Context) throws(JSThrow) -> Value {
        if time.isNaN { return invalidDate(context) }
        let local = context.localTime.localTime(time)
        var text: [UInt8] = []
        if content != .time { text += DateMath.dateString(local) ?? [] }
        if content == .dateAndTime { text.append(0x20) }
        if content != .date {
            text += DateMath.timeString(local, offset: local - time) ?? []
            let zone = context.localTime.zone
            text += " (\(zone.longName(of: zone.period(at: time))))".utf8
        }
        return Value(try context.makeString(latin1: text))
    }

    private static func invalidDate(_ context: Context) -> Value { Value(context.makeString("Invalid Date")) }

    /// sec-date.prototype.tostring
    static func toString(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try text(context.thisTimeValue(arguments.thisValue), .dateAndTime, context)
    }

    /// sec-date.prototype.todatestring
    static func toDateString(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try text(context.thisTimeValue(arguments.thisValue), .date, context)
    }

    /// sec-date.prototype.totimestring
    static func toTimeString(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try text(context.thisTimeValue(arguments.thisValue), .time, context)
    }

    /// sec-date.prototype.toutcstring
    private static func toUTCString(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let text = DateMath.utcString(try context.thisTimeValue(arguments.thisValue)) else { return invalidDate(context) }
        return Value(try context.makeString(latin1: text))
    }

    /// sec-date.prototype.toisostring
    static func toISOString(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let text = DateMath.isoString(try context.thisTimeValue(arguments.thisValue)) else {
            throw context.throwError(.rangeError, "Invalid time value")
        }
        return Value(try context.makeString(latin1: text))
    }

    /// sec-date.prototype.tojson
    static func toJSON(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let primitive = try context.toPrimitive(Value(object), .number)
        if let number = primitive.asNumber, !number.isFinite { return .null }
        return try context.invokeMethod(Value(object), PropertyKey(.toISOString))
    }

    /// sec-date.prototype-%symbol.toprimitive%
    static func toPrimitive(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let object = arguments.thisValue.asObject else {
            throw context.throwError(.typeError, "Date.prototype [ @@toPrimitive ] called on non-object")
        }
        for hint in [PrimitiveHint.string, .default, .number] where try context.isStrictlyEqual(arguments[0], hint.value) {
            return try context.ordinaryToPrimitive(object, hint == .number ? .number : .string)
        }
        throw context.throwError(.typeError, "Invalid hint: \(arguments[0].asString.map { context.abridged($0) } ?? context.describe(arguments[0]))")
    }

    // MARK: For people

    /// sec-date.prototype.tolocalestring
    static func toLocaleString(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try localeText(context, arguments, .dateAndTime)
    }

    /// sec-date.prototype.tolocaledatestring
    static func toLocaleDateString(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try localeText(context, arguments, .date)
    }

    /// sec-date.prototype.tolocaletimestring
    static func toLocaleTimeString(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try localeText(context, arguments, .time)
    }

    private static func localeText(_ context: Context, _ arguments: Arguments, _ content: Content) throws(JSThrow) -> Value {
        let time = try context.thisTimeValue(arguments.thisValue)
        let format = try LocaleDateFormat(arguments[1], content, context)
        if time.isNaN { return invalidDate(context) }
        return Value(context.makeString(format.text(time)))
    }
}
