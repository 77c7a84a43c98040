// Rules as text, as POSIX writes them into the environment variable TZ: `CET-1CEST,M3.5.0,M10.5.0/3`.

extension TimeZoneRules {
    /// Reads a POSIX time zone such as `EST5EDT,M3.2.0,M11.1.0`; nil if the text is not one.
    public init?(posix text: String) {
        guard let rule = DaylightRule(Array(text.utf8)) else { return nil }
        self.init(rule: rule)
    }
}

extension DaylightRule {
    init?(_ text: [UInt8]) {
        var reader = DaylightRuleReader(text: text)
        guard let name = reader.name(), let offset = reader.time(maximumHours: 24) else { return nil }
        standard = TimeZoneRules.LocalTimeType(offset: -offset, isDaylightSaving: false, abbreviation: name)
        if reader.isAtEnd { return }
        guard let daylightName = reader.name() else { return nil }
        var daylightOffset = 3_600 - offset
        if !reader.isAtEnd, reader.current != 0x2C {
            guard let offset = reader.time(maximumHours: 24) else { return nil }
            daylightOffset = -offset
        }
        // Without dates those of the United States are meant, as in C libraries.
        if reader.isAtEnd { reader = DaylightRuleReader(text: Array(",M3.2.0,M11.1.0".utf8)) }
        guard reader.skip(0x2C), let start = reader.yearTime(), reader.skip(0x2C), let end = reader.yearTime(), reader.isAtEnd
        else { return nil }
        daylight = Daylight(
            type: TimeZoneRules.LocalTimeType(offset: daylightOffset, isDaylightSaving: true, abbreviation: daylightName),
            start: start, end: end)
    }
}

private struct DaylightRuleReader {
    let text: [UInt8]
    var position = 0

    init(text: [UInt8]) { self.text = text }

    var isAtEnd: Bool { position >= text.count }
    /// The character at `position`, 0 at the end.
    var current: UInt8 { isAtEnd ? 0 : text[position] }

    mutating func skip(_ character: UInt8) -> Bool {
        guard !isAtEnd, current == character else { return false }
        position += 1
        return true
    }

    /// Three letters or more, or anything between angle brackets.
    mutating func name() -> String? {
        let isQuoted = skip(0x3C)
        let start = position
        while !isAtEnd, isQuoted ? current != 0x3E : (0x61...0x7A).contains(current | 0x20) { position += 1 }
        let name = text[start..<position]
        guard name.count >= 3, !isQuoted || skip(0x3E) else { return nil }
        return String(decoding: name, as: UTF8.self)
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int? {
        let start = position
        var value = 0
        while (0x30...0x39).contains(current), position - start < 3 {
            value = value * 10 + Int(current - 0x30)
            position += 1
        }
        return position > start && range.contains(value) ? value : nil
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func time(maximumHours: Int) -> Int? {
        let isNegative = current == 0x2D
        if isNegative || current == 0x2B { position += 1 }
        guard let hours = number(0...maximumHours) else { return nil }
        var seconds = hours * 3_600
        if skip(0x3A) {
            guard let minutes = number(0...59) else { return nil }
            seconds += minutes * 60
            if skip(0x3A) {
                guard let rest = number(0...59) else { return nil }
                seconds += rest
            }
        }
        return isNegative ? -seconds : seconds
    }

    /// A day, and after a slash the time of the day.
    mutating func yearTime() -> DaylightRule.YearTime? {
        let day: DaylightRule.Day
        if skip(0x4D) {
            guard let month = number(1...12), skip(0x2E), let week = number(1...5), skip(0x2E), let weekDay = number(0...6) else { return nil }
            day = .weekDay(month: month, week: week, day: weekDay)
        } else if skip(0x4A) {
            guard let number = number(1...365) else { return nil }
            day = .withoutLeapDay(number)
        } else {
            guard let number = number(0...365) else { return nil }
            day = .zeroBased(number)
        }
        if !skip(0x2F) { return DaylightRule.YearTime(day: day, seconds: 7_200) }
        return time(maximumHours: 167).map { DaylightRule.YearTime(day: day, seconds: $0) }
    }
}
