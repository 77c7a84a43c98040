// Time values to text: the formats that the specification fixes. All results are ASCII.

extension DateMath {
    static let monthNames: [String] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let dayNames: [String] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

    /// `Date.prototype.toISOString`; nil for NaN and what is out of range.
    public static func isoString(_ time: Double) -> [UInt8]? {
        guard time.magnitude <= maximumTime, let fields = fields(of: time) else { return nil }
        var text: [UInt8] = []
        text.reserveCapacity(27)
        if (0...9999).contains(fields.year) {
            append(fields.year, digits: 4, to: &text)
        } else {
            text.append(fields.year < 0 ? 0x2D : 0x2B)
            append(abs(fields.year), digits: 6, to: &text)
        }
        text.append(0x2D)
        append(fields.month + 1, digits: 2, to: &text)
        text.append(0x2D)
        append(fields.date, digits: 2, to: &text)
        text.append(0x54)
        appendTime(fields, to: &text)
        text.append(0x2E)
        append(fields.millisecond, digits: 3, to: &text)
        text.append(0x5A)
        return text
    }

    /// `ToUTCString` without the case of NaN, for which it is nil: `Tue, 01 Feb 2022 00:00:00 GMT`.
    public static func utcString(_ time: Double) -> [UInt8]? {
        guard let fields = fields(of: time) else { return nil }
        var text: [UInt8] = []
        append(dayNames[fields.weekDay], to: &text)
        append(", ", to: &text)
        append(fields.date, digits: 2, to: &text)
        append(" ", to: &text)
        append(monthNames[fields.month], to: &text)
        append(" ", to: &text)
        appendYear(fields.year, to: &text)
        append(" ", to: &text)
        appendTime(fields, to: &text)
        append(" GMT", to: &text)
        return text
    }

    /// `DateString(tv)` of a local time: `Tue Feb 01 2022`; nil for NaN.
    public static func dateString(_ localTime: Double) -> [UInt8]? {
        guard let fields = fields(of: localTime) else { return nil }
        var text: [UInt8] = []
        append(dayNames[fields.weekDay], to: &text)
        append(" ", to: &text)
        append(monthNames[fields.month], to: &text)
        append(" ", to: &text)
        append(fields.date, digits: 2, to: &text)
        append(" ", to: &text)
        appendYear(fields.year, to: &text)
        return text
    }

    /// `TimeString(tv)` of a local time, and the offset of `TimeZoneString` without its name: `00:00:00 GMT+0000`; nil for NaN.
    /// - Parameter offset: milliseconds of the local time ahead of UTC.
    public static func timeString(_ localTime: Double, offset: Double) -> [UInt8]? {
        guard let fields = fields(of: localTime), offset.magnitude < millisecondsPerDay * 4 else { return nil }
        var text: [UInt8] = []
        appendTime(fields, to: &text)
        append(offset < 0 ? " GMT-" : " GMT+", to: &text)
        let minutes = Int(offset.magnitude / millisecondsPerMinute)
        append(minutes / 60, digits: 2, to: &text)
        append(minutes % 60, digits: 2, to: &text)
        return text
    }

    private static func appendTime(_ fields: Fields, to text: inout [UInt8]) {
        append(fields.hour, digits: 2, to: &text)
        text.append(0x3A)
        append(fields.minute, digits: 2, to: &text)
        text.append(0x3A)
        append(fields.second, digits: 2, to: &text)
    }

    private static func appendYear(_ year: Int, to text: inout [UInt8]) {
        if year < 0 { text.append(0x2D) }
        append(abs(year), digits: 4, to: &text)
    }

    private static func append(_ string: String, to text: inout [UInt8]) {
        text.append(contentsOf: string.utf8)
    }

    /// Appends a number that is not negative, with zeros in front up to `digits` digits, of which there are at least two.
    private static func append(_ value: Int, digits: Int, to text: inout [UInt8]) {
        var divisor = 10
        for _ in 2..<digits { divisor *= 10 }
        while value / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            text.append(UInt8(truncatingIfNeeded: 0x30 + value / divisor % 10))
            divisor /= 10
        }
    }
}
