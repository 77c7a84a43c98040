// Dates for people, as `toLocaleString` gives them: the locale is always en-US; of the options of ECMA-402 those are known that
// scripts use most.

import JSNumerics

/// How `toLocaleString` of a Date and its relatives write it.
struct LocaleDateFormat {
    private enum Width: String, CaseIterable { case long, short, narrow }
    private enum Digits: String, CaseIterable { case numeric, twoDigit = "2-digit" }
    private enum Month: String, CaseIterable { case numeric, twoDigit = "2-digit", long, short, narrow }
    private enum Style: String, CaseIterable { case full, long, medium, short }
    private enum HourCycle: String, CaseIterable { case h11, h12, h23, h24 }
    private enum ZoneName: String, CaseIterable { case short, long, shortOffset, longOffset, shortGeneric, longGeneric }

    private var zone: TimeZoneRules
    private var hourCycle = HourCycle.h12
    private var weekday: Width?
    private var era: Width?
    private var year: Digits?
    private var month: Month?
    private var day: Digits?
    private var hour: Digits?
    private var minute: Digits?
    private var second: Digits?
    private var fractionalSecondDigits = 0
    private var zoneName: ZoneName?
    /// What stands between date and time if it is not the usual comma.
    private var joinsWithAt = false

    /// sec-createdatetimeformat
    init(_ value: Value, _ content: DatePrototype.Content, _ context: Context) throws(JSThrow) {
        zone = context.localTime.zone
        if value.isUndefined {
            useDefaults(content)
            return
        }
        let reader = OptionReader(options: try context.toObject(value), content: content, context: context)
        try readHours(reader)
        try readZone(reader)
        weekday = try reader.choice(.weekday)
        era = try reader.choice(.era)
        year = try reader.choice(.year)
        month = try reader.choice(.month)
        day = try reader.choice(.day)
        hour = try reader.choice(.hour)
        minute = try reader.choice(.minute)
        second = try reader.choice(.second)
        fractionalSecondDigits = try reader.fractionalSecondDigits()
        zoneName = try reader.choice(.timeZoneName)
        let dateStyle: Style? = try reader.choice(.dateStyle)
        let timeStyle: Style? = try reader.choice(.timeStyle)
        if dateStyle != nil || timeStyle != nil {
            try useStyles(dateStyle, timeStyle, reader)
            return
        }
        let hasDate = weekday != nil || year != nil || month != nil || day != nil
        let hasTime = hour != nil || minute != nil || second != nil || fractionalSecondDigits > 0
        switch content {
        case .date: if !hasDate { useDefaults(content) }
        case .time: if !hasTime { useDefaults(content) }
        case .dateAndTime: if !hasDate && !hasTime { useDefaults(content) }
        }
        joinsWithAt = month == .long
    }

    private mutating func useDefaults(_ content: DatePrototype.Content) {
        if content != .time { (year, month, day) = (.numeric, .numeric, .numeric) }
        if content != .date { (hour, minute, second) = (.numeric, .numeric, .numeric) }
    }

    private mutating func useStyles(_ dateStyle: Style?, _ timeStyle: Style?, _ reader: OptionReader) throws(JSThrow) {
        let explicit: [(Name, Bool)] = [
            (.weekday, weekday != nil), (.era, era != nil), (.year, year != nil), (.month, month != nil), (.day, day != nil),
            (.hour, hour != nil), (.minute, minute != nil), (.second, second != nil),
            (.fractionalSecondDigits, fractionalSecondDigits > 0), (.timeZoneName, zoneName != nil),
        ]
        if let (name, _) = explicit.first(where: { $0.1 }) {
            throw reader.context.throwError(
                .typeError, "Can't set option \(name.text) when \(dateStyle != nil ? "dateStyle" : "timeStyle") is used")
        }
        if reader.content == .date && timeStyle != nil || reader.content == .time && dateStyle != nil {
            throw reader.context.throwError(.typeError, "Invalid option : \(timeStyle != nil && reader.content == .date ? "timeStyle" : "dateStyle")")
        }
        if let dateStyle {
            weekday = dateStyle == .full ? .long : nil
            month = dateStyle == .short ? .numeric : dateStyle == .medium ? .short : .long
            day = .numeric
            year = dateStyle == .short ? .twoDigit : .numeric
            joinsWithAt = month == .long
        }
        if let timeStyle {
            (hour, minute) = (.numeric, .numeric)
            if timeStyle != .short { second = .numeric }
            zoneName = timeStyle == .full ? .long : timeStyle == .long ? .short : nil
        }
    }

    private mutating func readHours(_ reader: OptionReader) throws(JSThrow) {
        let hour12 = try reader.context.get(reader.options, PropertyKey(.hour12))
        let cycle: HourCycle? = try reader.choice(.hourCycle)
        if hour12.isUndefined {
            hourCycle = cycle ?? .h12
        } else {
            hourCycle = reader.context.toBoolean(hour12) ? .h12 : .h24
        }
    }

    private mutating func readZone(_ reader: OptionReader) throws(JSThrow) {
        guard let name = try reader.text(.timeZone) else { return }
        // The database is in files.
        try reader.context.pay(1_000)
        guard let zone = HostTime.zone(named: name) else {
            throw reader.context.throwError(.rangeError, "Invalid time zone specified: \(name)")
        }
        self.zone = zone
    }

    // MARK: Writing

    /// - Parameter time: a time value that is not NaN.
    func text(_ time: Double) -> String {
        let period = zone.period(at: time)
        guard let fields = DateMath.fields(of: time + period.offset) else { return "Invalid Date" }
        let date = dateText(fields)
        var clock = clockText(fields)
        let zoneText = zoneName.map { self.text($0, period) }
        if let zoneText, !clock.isEmpty { clock += " " + zoneText }
        var parts = [date, clock].filter { !$0.isEmpty }
        if let zoneText, clock.isEmpty { parts.append(zoneText) }
        let isWeekdayAlone = weekday != nil && year == nil && month == nil && day == nil
        return parts.joined(separator: joinsWithAt ? " at " : isWeekdayAlone ? " " : ", ")
    }

    private func dateText(_ fields: DateMath.Fields) -> String {
        let weekdayText = weekday.map { LocaleDateFormat.abbreviate(LocaleDateFormat.weekdays[fields.weekDay], $0) }
        // Years before year 1 count backwards from 1.
        let eraYear = fields.year > 0 ? fields.year : 1 - fields.year
        let yearText = year.map { $0 == .twoDigit ? LocaleDateFormat.padded(eraYear % 100) : String(eraYear) }
        let dayText = day.map { $0 == .twoDigit ? LocaleDateFormat.padded(fields.date) : String(fields.date) }
        var text: String
        switch month {
        case .numeric, .twoDigit:
            let monthText = month == .twoDigit ? LocaleDateFormat.padded(fields.month + 1) : String(fields.month + 1)
            text = [monthText, dayText, yearText].compactMap { $0 }.joined(separator: "/")
        case .long, .short, .narrow:
            let width: Width = month == .long ? .long : month == .short ? .short : .narrow
            text = LocaleDateFormat.abbreviate(LocaleDateFormat.months[fields.month], width)
            if let dayText { text += " " + dayText }
            if let yearText { text += (dayText == nil ? " " : ", ") + yearText }
        case nil:
            if let yearText, let dayText { text = "\(yearText) (day: \(dayText))" } else { text = yearText ?? dayText ?? "" }
        }
        if let era { text += (text.isEmpty ? "" : " ") + LocaleDateFormat.eraName(fields.year, era) }
        guard let weekdayText else { return text }
        if text.isEmpty { return weekdayText }
        return day != nil && month != nil ? weekdayText + ", " + text : text + " " + weekdayText
    }

    private func clockText(_ fields: DateMath.Fields) -> String {
        var parts: [String] = []
        let isTwelveHours = hourCycle == .h11 || hourCycle == .h12
        if let hour {
            let shown =
                switch hourCycle {
                case .h11: fields.hour % 12
                case .h12: fields.hour % 12 == 0 ? 12 : fields.hour % 12
                case .h23: fields.hour
                case .h24: fields.hour == 0 ? 24 : fields.hour
                }
            parts.append(hour == .twoDigit || !isTwelveHours ? LocaleDateFormat.padded(shown) : String(shown))
        }
        let showsSecond = second != nil || (fractionalSecondDigits > 0 && minute != nil)
        if minute != nil {
            parts.append(hour != nil || showsSecond ? LocaleDateFormat.padded(fields.minute) : String(fields.minute))
        }
        if showsSecond {
            var text = minute != nil ? LocaleDateFormat.padded(fields.second) : String(fields.second)
            if fractionalSecondDigits > 0 { text += "." + fraction(fields) }
            parts.append(text)
        } else if fractionalSecondDigits > 0 {
            parts.append(fraction(fields))
        }
        let text = parts.joined(separator: ":")
        return hour != nil && isTwelveHours ? text + (fields.hour < 12 ? " AM" : " PM") : text
    }

    private func fraction(_ fields: DateMath.Fields) -> String {
        String((String(1_000 + fields.millisecond).dropFirst()).prefix(fractionalSecondDigits))
    }

    private func text(_ name: ZoneName, _ period: TimeZoneRules.Period) -> String {
        switch name {
        case .short, .shortGeneric: TimeZoneNames.shortName(period.abbreviation, offset: period.offset)
        case .long, .longGeneric: zone.longName(of: period)
        case .shortOffset: TimeZoneNames.shortOffset(period.offset)
        case .longOffset: TimeZoneNames.longOffset(period.offset)
        }
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    private static func abbreviate(_ name: String, _ width: Width) -> String {
        switch width {
        case .long: name
        case .short: String(name.prefix(3))
        case .narrow: String(name.prefix(1))
        }
    }

    private static func eraName(_ year: Int, _ width: Width) -> String {
        switch width {
        case .long: year > 0 ? "Anno Domini" : "Before Christ"
        case .short: year > 0 ? "AD" : "BC"
        case .narrow: year > 0 ? "A" : "B"
        }
    }

    private static let weekdays: [String] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    private static let months: [String] = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]
}

/// Reads options, sec-getoption.
private struct OptionReader {
    let options: JSObject
    let content: DatePrototype.Content
    let context: Context

    func text(_ name: Name) throws(JSThrow) -> String? {
        let value = try context.get(options, PropertyKey(name))
        return value.isUndefined ? nil : context.abridged(try context.toString(value))
    }

    /// One of the values that an option may have.
    func choice<Choice: RawRepresentable>(_ name: Name) throws(JSThrow) -> Choice? where Choice.RawValue == String {
        guard let text = try text(name) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let method =
            switch content {
            case .date: "toLocaleDateString"
            case .time: "toLocaleTimeString"
            case .dateAndTime: "toLocaleString"
            }
        throw context.throwError(.rangeError, "Value \(text) out of range for Date.prototype.\(method) options property \(name.text)")
    }

    func fractionalSecondDigits() throws(JSThrow) -> Int {
        let value = try context.get(options, PropertyKey(.fractionalSecondDigits))
        if value.isUndefined { return 0 }
        let number = try context.toNumber(value)
        guard number >= 1, number <= 3 else { throw context.throwError(.rangeError, "fractionalSecondDigits value is out of range.") }
        return Int(number)
    }
}
