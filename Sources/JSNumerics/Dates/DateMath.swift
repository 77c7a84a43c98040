// The abstract operations on time values (`sec-overview-of-date-objects-and-definitions-of-abstract-operations`).
//
// A time value is a number of milliseconds since 1970-01-01T00:00:00Z, here always a Double. The calendar is computed in
// closed form from the number of days, counted in years that begin in March.

/// Calendar arithmetic on time values.
public enum DateMath {
    public static let millisecondsPerDay = 86_400_000.0
    public static let millisecondsPerHour = 3_600_000.0
    public static let millisecondsPerMinute = 60_000.0
    public static let millisecondsPerSecond = 1_000.0

    /// The largest absolute time value.
    public static let maximumTime = 8.64e15

    // MARK: Parts of a time value

    /// The fields of a time value.
    public struct Fields: Sendable, Equatable {
        /// The astronomical year: 0 is 1 BC.
        public var year: Int
        /// 0 (January) to 11.
        public var month: Int
        /// 1 to 31.
        public var date: Int
        public var hour: Int
        public var minute: Int
        public var second: Int
        public var millisecond: Int
        /// 0 (Sunday) to 6.
        public var weekDay: Int
    }

    /// The fields of `time`; nil unless it is finite and within a year of the range of time values, which local times are.
    public static func fields(of time: Double) -> Fields? {
        guard time.magnitude <= maximumTime + 366 * millisecondsPerDay else { return nil }
        let dayNumber = Int(day(time))
        let within = Int(timeWithinDay(time))
        let (year, month, date) = civil(fromDay: dayNumber)
        return Fields(
            year: year, month: month, date: date,
            hour: within / 3_600_000, minute: within / 60_000 % 60, second: within / 1_000 % 60,
            millisecond: within % 1_000,
            weekDay: ((dayNumber + 4) % 7 + 7) % 7)
    }

    /// `Day(t)`.
    public static func day(_ time: Double) -> Double {
        (time / millisecondsPerDay).rounded(.down)
    }

    /// `TimeWithinDay(t)`.
    public static func timeWithinDay(_ time: Double) -> Double {
        let remainder = time.truncatingRemainder(dividingBy: millisecondsPerDay)
        return remainder < 0 ? remainder + millisecondsPerDay : remainder + 0.0
    }

    // MARK: Making time values

    /// `MakeTime(hour, min, sec, ms)`.
    public static func makeTime(hour: Double, minute: Double, second: Double, millisecond: Double) -> Double {
        guard hour.isFinite, minute.isFinite, second.isFinite, millisecond.isFinite else { return .nan }
        let hours = hour.rounded(.towardZero) * millisecondsPerHour
        let minutes = minute.rounded(.towardZero) * millisecondsPerMinute
        let seconds = second.rounded(.towardZero) * millisecondsPerSecond
        return ((hours + minutes) + seconds) + millisecond.rounded(.towardZero) + 0.0
    }

    /// `MakeDay(year, month, date)`.
    public static func makeDay(year: Double, month: Double, date: Double) -> Double {
        guard year.isFinite, month.isFinite, date.isFinite else { return .nan }
        let integerMonth = month.rounded(.towardZero)
        let wholeYear = year.rounded(.towardZero) + (integerMonth / 12).rounded(.down)
        // Far outside of the range of time values, whatever the date.
        guard wholeYear.magnitude <= 1e9 else { return .nan }
        var monthInYear = integerMonth.truncatingRemainder(dividingBy: 12)
        if monthInYear < 0 { monthInYear += 12 }
        let first = dayNumber(year: Int(wholeYear), month: Int(monthInYear), date: 1)
        return Double(first) + date.rounded(.towardZero) - 1
    }

    /// `MakeDate(day, time)`.
    public static func makeDate(day: Double, time: Double) -> Double {
        guard day.isFinite, time.isFinite else { return .nan }
        let result = day * millisecondsPerDay + time
        return result.isFinite ? result : .nan
    }

    /// `MakeFullYear(year)`.
    public static func makeFullYear(_ year: Double) -> Double {
        if year.isNaN { return .nan }
        let truncated = year.rounded(.towardZero)
        return truncated >= 0 && truncated <= 99 ? 1900 + truncated : truncated
    }

    /// `TimeClip(time)`.
    public static func timeClip(_ time: Double) -> Double {
        guard time.magnitude <= maximumTime else { return .nan }
        return time.rounded(.towardZero) + 0.0
    }

    // MARK: The calendar

    /// The number of days since 1970-01-01 of a date; `month` is 0 to 11.
    static func dayNumber(year: Int, month: Int, date: Int) -> Int {
        let shiftedYear = month < 2 ? year - 1 : year
        let era = floorDivide(shiftedYear, 400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * ((month + 10) % 12) + 2) / 5 + date - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        // 719,468 days are between 0000-03-01 and 1970-01-01.
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func civil(fromDay dayNumber: Int) -> (year: Int, month: Int, date: Int) {
        let days = dayNumber + 719_468
        let era = floorDivide(days, 146_097)
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = (monthFromMarch + 2) % 12
        let year = yearOfEra + era * 400 + (month < 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    private static func floorDivide(_ a: Int, _ b: Int) -> Int {
        a >= 0 ? a / b : -((b - 1 - a) / b)
    }
}
