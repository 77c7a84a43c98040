// The Date constructor, sec-date-constructor.

import JSNumerics

enum DateConstructor {
    static let table = BuiltinTable(
        .constructor(.Date, 7, construct, prototype: .datePrototype),
        [
            .method(.now, 0, now),
            .method(.parse, 1, parse),
            .method(.UTC, 7, utc),
        ])

    /// sec-date
    private static func construct(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        if arguments.newTarget.isUndefined { return try DatePrototype.text(context.currentTime, .dateAndTime, context) }
        let dateValue: Double
        switch arguments.count {
        case 0: dateValue = context.currentTime
        case 1: dateValue = try timeValue(arguments[0], context)
        default: dateValue = DateMath.timeClip(context.localTime.utc(try makeDate(arguments, context)))
        }
        let object = try context.ordinaryCreateFromConstructor(arguments.newTarget, .datePrototype, kind: .date, inlineSlots: 0)
        object.initializeDate(Value(number: dateValue))
        return Value(object)
    }

    /// The time value that a single argument of the constructor stands for.
    private static func timeValue(_ value: Value, _ context: Context) throws(JSThrow) -> Double {
        if let object = value.asObject, object.kind == .date { return object.internalValue.asNumber ?? .nan }
        let primitive = try context.toPrimitive(value)
        if let string = primitive.asString { return try context.parseDate(string) }
        return DateMath.timeClip(try context.toNumber(primitive))
    }

    /// The date of the arguments `(year, month, date, hours, minutes, seconds, ms)`, not clipped and without regard to a time zone.
    private static func makeDate(_ arguments: Arguments, _ context: Context) throws(JSThrow) -> Double {
        var parts: (Double, Double, Double, Double, Double, Double, Double) = (.nan, 0, 1, 0, 0, 0, 0)
        parts.0 = try context.toNumber(arguments[0])
        let count = arguments.count
        if count > 1 { parts.1 = try context.toNumber(arguments[1]) }
        if count > 2 { parts.2 = try context.toNumber(arguments[2]) }
        if count > 3 { parts.3 = try context.toNumber(arguments[3]) }
        if count > 4 { parts.4 = try context.toNumber(arguments[4]) }
        if count > 5 { parts.5 = try context.toNumber(arguments[5]) }
        if count > 6 { parts.6 = try context.toNumber(arguments[6]) }
        return DateMath.makeDate(
            day: DateMath.makeDay(year: DateMath.makeFullYear(parts.0), month: parts.1, date: parts.2),
            time: DateMath.makeTime(hour: parts.3, minute: parts.4, second: parts.5, millisecond: parts.6))
    }

    /// sec-date.now
    private static func now(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(double: context.currentTime)
    }

    /// sec-date.parse
    private static func parse(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(number: try context.parseDate(context.toString(arguments[0])))
    }

    /// sec-date.utc
    private static func utc(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(number: DateMath.timeClip(try makeDate(arguments, context)))
    }
}

extension Context {
    /// The time value of a text, NaN if it is not a date.
    func parseDate(_ string: JSString) throws(JSThrow) -> Double {
        let flat = try flattened(string)
        // No format is that long; what V8 reads in long texts is comments.
        if flat.length > 1 << 16 { return .nan }
        try pay(flat.length / 4)
        try heap.reserve(flat.length)
        defer { heap.unreserve(flat.length) }
        let units = StringUnits(flat)
        var text: [UInt8] = []
        text.reserveCapacity(units.count)
        for unit in units {
            // Spaces of other alphabets separate like any other; other characters are letters of unknown words.
            text.append(unit < 0x80 ? UInt8(unit) : isSpace(unit) ? 0x20 : 0x78)
        }
        keepAlive(flat)
        return DateMath.parse(text) { localTime.offset(atLocalTime: $0) } ?? .nan
    }

    private func isSpace(_ unit: UInt16) -> Bool {
        unit == 0xA0 || (0x2000...0x200A).contains(unit) || unit == 0x202F || unit == 0x3000 || unit == 0xFEFF
    }
}

extension JSObject {
    /// Gives a new Date its time value.
    fileprivate func initializeDate(_ time: Value) {
        setPayloadValue(1, .undefined)
        internalValue = time
    }
}

extension Context {
    /// A Date with the realm's own prototype.
    func makeDate(_ time: Value) -> JSObject {
        let object = heap.makeObject(.date, Shape.root(prototype: intrinsic(.datePrototype), heap), inlineSlots: 0)
        object.initializeDate(time)
        return object
    }
}
