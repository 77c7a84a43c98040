// Date.prototype, sec-properties-of-the-date-prototype-object: the table, and the methods that read parts of a date.

import JSNumerics

enum DatePrototype {
    static let table = BuiltinTable(
        .ordinary,
        [
            .intrinsic(.constructor, .date),
            localGetter(.getDate) { Double($0.date) },
            localGetter(.getDay) { Double($0.weekDay) },
            localGetter(.getFullYear) { Double($0.year) },
            localTimeGetter(.getHours, unit: DateMath.millisecondsPerHour, modulus: 24),
            localTimeGetter(.getMilliseconds, unit: 1, modulus: 1_000),
            localTimeGetter(.getMinutes, unit: DateMath.millisecondsPerMinute, modulus: 60),
            localGetter(.getMonth) { Double($0.month) },
            localTimeGetter(.getSeconds, unit: DateMath.millisecondsPerSecond, modulus: 60),
            .method(.getTime, 0) { (context, arguments) throws(JSThrow) in
                Value(number: try context.thisTimeValue(arguments.thisValue))
            },
            .method(.getTimezoneOffset, 0, getTimezoneOffset),
            utcGetter(.getUTCDate) { Double($0.date) },
            utcGetter(.getUTCDay) { Double($0.weekDay) },
            utcGetter(.getUTCFullYear) { Double($0.year) },
            utcTimeGetter(.getUTCHours, unit: DateMath.millisecondsPerHour, modulus: 24),
            utcTimeGetter(.getUTCMilliseconds, unit: 1, modulus: 1_000),
            utcTimeGetter(.getUTCMinutes, unit: DateMath.millisecondsPerMinute, modulus: 60),
            utcGetter(.getUTCMonth) { Double($0.month) },
            utcTimeGetter(.getUTCSeconds, unit: DateMath.millisecondsPerSecond, modulus: 60),
            setter(.setDate, .date, 1, isLocal: true),
            setter(.setFullYear, .year, 3, isLocal: true),
            setter(.setHours, .hour, 4, isLocal: true),
            setter(.setMilliseconds, .millisecond, 1, isLocal: true),
            setter(.setMinutes, .minute, 3, isLocal: true),
            setter(.setMonth, .month, 2, isLocal: true),
            setter(.setSeconds, .second, 2, isLocal: true),
            .method(.setTime, 1, setTime),
            setter(.setUTCDate, .date, 1, isLocal: false),
            setter(.setUTCFullYear, .year, 3, isLocal: false),
            setter(.setUTCHours, .hour, 4, isLocal: false),
            setter(.setUTCMilliseconds, .millisecond, 1, isLocal: false),
            setter(.setUTCMinutes, .minute, 3, isLocal: false),
            setter(.setUTCMonth, .month, 2, isLocal: false),
            setter(.setUTCSeconds, .second, 2, isLocal: false),
            .method(.toDateString, 0, toDateString),
            .method(.toISOString, 0, toISOString),
            .method(.toJSON, 1, toJSON),
            .method(.toLocaleDateString, 0, toLocaleDateString),
            .method(.toLocaleString, 0, toLocaleString),
            .method(.toLocaleTimeString, 0, toLocaleTimeString),
            .method(.toString, 0, toString),
            .method(.toTimeString, 0, toTimeString),
            .intrinsic(.toUTCString, .datePrototypeToUTCString),
            .method(.valueOf, 0) { (context, arguments) throws(JSThrow) in
                Value(number: try context.thisTimeValue(arguments.thisValue))
            },
            .method(symbol: .toPrimitive, 1, attributes: .configurable, toPrimitive),
            .method(.getYear, 0, getYear),
            .method(.setYear, 1, setYear),
            .intrinsic(.toGMTString, .datePrototypeToUTCString),
        ])

    // MARK: Reading parts

    /// A method such as `getDate` that gives a part of the date in local time, sec-date.prototype.getdate and its relatives.
    private static func localGetter(_ name: Name, _ part: @escaping @Sendable (DateMath.Fields) -> Double) -> BuiltinProperty {
        .method(name, 0) { (context, arguments) throws(JSThrow) in
            let time = try context.thisTimeValue(arguments.thisValue)
            guard let fields = DateMath.fields(of: context.localTime.localTime(time)) else { return .nan }
            return Value(number: part(fields))
        }
    }

    /// The same in UTC, sec-date.prototype.getutcdate and its relatives.
    private static func utcGetter(_ name: Name, _ part: @escaping @Sendable (DateMath.Fields) -> Double) -> BuiltinProperty {
        .method(name, 0) { (context, arguments) throws(JSThrow) in
            guard let fields = DateMath.fields(of: try context.thisTimeValue(arguments.thisValue)) else { return .nan }
            return Value(number: part(fields))
        }
    }

    /// A method such as `getHours` that gives a part of the time of the day, for which no calendar is needed.
    private static func localTimeGetter(_ name: Name, unit: Double, modulus: Double) -> BuiltinProperty {
        .method(name, 0) { (context, arguments) throws(JSThrow) in
            let time = try context.thisTimeValue(arguments.thisValue)
            return timePart(context.localTime.localTime(time), unit: unit, modulus: modulus)
        }
    }

    private static func utcTimeGetter(_ name: Name, unit: Double, modulus: Double) -> BuiltinProperty {
        .method(name, 0) { (context, arguments) throws(JSThrow) in
            timePart(try context.thisTimeValue(arguments.thisValue), unit: unit, modulus: modulus)
        }
    }

    private static func timePart(_ time: Double, unit: Double, modulus: Double) -> Value {
        if time.isNaN { return .nan }
        let units = (DateMath.timeWithinDay(time) / unit).rounded(.down)
        return Value(number: units.truncatingRemainder(dividingBy: modulus))
    }

    /// sec-date.prototype.gettimezoneoffset
    private static func getTimezoneOffset(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let time = try context.thisTimeValue(arguments.thisValue)
        if time.isNaN { return .nan }
        return Value(number: (time - context.localTime.localTime(time)) / DateMath.millisecondsPerMinute)
    }

    /// sec-date.prototype.getyear
    private static func getYear(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let time = try context.thisTimeValue(arguments.thisValue)
        guard let fields = DateMath.fields(of: context.localTime.localTime(time)) else { return .nan }
        return Value(fields.year - 1_900)
    }
}

extension Context {
    /// sec-thistimevalue
    @inline(__always) func thisTimeValue(_ value: Value) throws(JSThrow) -> Double {
        try thisDate(value).internalValue.asNumber ?? .nan
    }

    /// The Date object that a method is called on.
    @inline(__always) func thisDate(_ value: Value) throws(JSThrow) -> JSObject {
        if let object = value.asObject, object.kind == .date { return object }
        throw throwError(.typeError, "this is not a Date object.")
    }
}
