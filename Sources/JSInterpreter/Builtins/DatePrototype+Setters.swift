// The methods of Date.prototype that change a date.

import JSNumerics

extension DatePrototype {
    /// The parts of a date in the order in which setters take them.
    enum Part: Int, Sendable { case year, month, date, hour, minute, second, millisecond }

    /// A method such as `setMinutes(min, sec, ms)`: takes the part `first` and up to `maximum - 1` that follow it,
    /// sec-date.prototype.setminutes and its relatives.
    static func setter(_ name: Name, _ first: Part, _ maximum: Int, isLocal: Bool) -> BuiltinProperty {
        .method(name, maximum) { (context, arguments) throws(JSThrow) in
            let object = try context.thisDate(arguments.thisValue)
            var time = object.internalValue.asNumber ?? .nan
            var given = (0.0, 0.0, 0.0, 0.0)
            let count = max(1, min(arguments.count, maximum))
            given.0 = try context.toNumber(arguments[0])
            if count > 1 { given.1 = try context.toNumber(arguments[1]) }
            if count > 2 { given.2 = try context.toNumber(arguments[2]) }
            if count > 3 { given.3 = try context.toNumber(arguments[3]) }
            if time.isNaN {
                // Only a year makes a date of what is none.
                if first != .year { return .nan }
                time = 0
            } else if isLocal {
                time = context.localTime.localTime(time)
            }
            let changed = replacing(first, count, of: time, by: given)
            return store(isLocal ? context.localTime.utc(changed) : changed, in: object)
        }
    }

    private static func replacing(_ first: Part, _ count: Int, of time: Double, by given: (Double, Double, Double, Double)) -> Double {
        guard let fields = DateMath.fields(of: time) else { return .nan }
        /// The given value of a part, or the one that it has.
        func part(_ part: Part, _ current: Int) -> Double {
            switch part.rawValue - first.rawValue {
            case 0: given.0
            case 1 where count > 1: given.1
            case 2 where count > 2: given.2
            case 3 where count > 3: given.3
            default: Double(current)
            }
        }
        let day = DateMath.makeDay(
            year: part(.year, fields.year), month: part(.month, fields.month), date: part(.date, fields.date))
        let timeOfDay = DateMath.makeTime(
            hour: part(.hour, fields.hour), minute: part(.minute, fields.minute), second: part(.second, fields.second),
            millisecond: part(.millisecond, fields.millisecond))
        return DateMath.makeDate(day: day, time: timeOfDay)
    }

    private static func store(_ time: Double, in object: JSObject) -> Value {
        let clipped = Value(number: DateMath.timeClip(time))
        object.internalValue = clipped
        return clipped
    }

    /// sec-date.prototype.settime
    static func setTime(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.thisDate(arguments.thisValue)
        return store(try context.toNumber(arguments[0]), in: object)
    }

    /// sec-date.prototype.setyear
    static func setYear(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.thisDate(arguments.thisValue)
        let time = object.internalValue.asNumber ?? .nan
        let year = try context.toNumber(arguments[0])
        let local = time.isNaN ? 0 : context.localTime.localTime(time)
        let changed = replacing(.year, 1, of: local, by: (DateMath.makeFullYear(year), 0, 0, 0))
        return store(context.localTime.utc(changed), in: object)
    }
}
