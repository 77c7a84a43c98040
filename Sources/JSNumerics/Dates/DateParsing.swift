// Date.parse.
//
// A text in the Date Time String Format (ISO 8601) is read exactly. Everything else goes to a tolerant reader for the formats
// that `toString` and `toUTCString` print and for those that people write (`Nov 21 2026 10:00`, `11/21/2026 3:04 PM`,
// `2026-11-21 10:00 GMT+2`). It collects numbers, names and signs in any order and decides at the end what they
// mean, with the results that V8 has made customary.

extension DateMath {
    /// `Date.parse(text)` for Latin-1 text: a time value, or nil if the text is not a date.
    /// - Parameter localOffset: milliseconds that the local time zone is ahead of UTC at a local time; asked for texts without a
    ///   time zone of their own.
    public static func parse(_ text: [UInt8], localOffset: (Double) -> Double) -> Double? {
        var reader = DateReader(text)
        if reader.startsWithNegativeZeroYear { return nil }
        let parsed: ParsedDate
        if let date = reader.readDateTimeStringFormat() {
            parsed = date
        } else {
            reader.position = 0
            guard let date = reader.readTolerantly() else { return nil }
            parsed = date
        }
        let day = makeDay(year: Double(parsed.year), month: Double(parsed.month - 1), date: Double(parsed.day))
        let time = makeTime(
            hour: Double(parsed.hour), minute: Double(parsed.minute), second: Double(parsed.second),
            millisecond: Double(parsed.millisecond))
        var value = makeDate(day: day, time: time)
        if let offsetMinutes = parsed.offsetMinutes {
            value -= Double(offsetMinutes) * millisecondsPerMinute
        } else if value.magnitude <= maximumTime + millisecondsPerDay {
            value -= localOffset(value)
        }
        let clipped = timeClip(value)
        return clipped.isNaN ? nil : clipped
    }
}

/// What a text says, all in range; months count from 1.
private struct ParsedDate {
    var year = 0
    var month = 1
    var day = 1
    var hour = 0
    var minute = 0
    var second = 0
    var millisecond = 0
    /// Nil for local time.
    var offsetMinutes: Int?

    var isInRange: Bool {
        guard (1...12).contains(month), (1...31).contains(day), (0...59).contains(minute), (0...59).contains(second) else {
            return false
        }
        return (0...23).contains(hour) || (hour == 24 && minute == 0 && second == 0 && millisecond == 0)
    }
}

private struct DateReader {
    let text: [UInt8]
    var position = 0

    init(_ text: [UInt8]) {
        self.text = text
    }

    var isAtEnd: Bool { position >= text.count }

    /// The character at `position`, 0 at the end.
    var current: UInt8 { position < text.count ? text[position] : 0 }

    mutating func skip(_ character: UInt8) -> Bool {
        guard !isAtEnd, current == character else { return false }
        position += 1
        return true
    }

    static func isDigit(_ character: UInt8) -> Bool { character >= 0x30 && character <= 0x39 }

    // MARK: Date Time String Format

    /// The year -000000 is an error in every format.
    var startsWithNegativeZeroYear: Bool {
        guard text.count >= 7, text[0] == 0x2D else { return false }
        for index in 1...6 where text[index] != 0x30 { return false }
        return true
    }

    /// Exactly `count` digits.
    mutating func fixedNumber(_ count: Int) -> Int? {
        guard text.count - position >= count else { return nil }
        var value = 0
        for index in position..<position + count {
            guard Self.isDigit(text[index]) else { return nil }
            value = value * 10 + Int(text[index] - 0x30)
        }
        position += count
        return value
    }

    mutating func readDateTimeStringFormat() -> ParsedDate? {
        var date = ParsedDate()
        if current == 0x2B || current == 0x2D {
            let isNegative = current == 0x2D
            position += 1
            guard let year = fixedNumber(6) else { return nil }
            date.year = isNegative ? -year : year
        } else {
            guard let year = fixedNumber(4) else { return nil }
            date.year = year
        }
        if skip(0x2D) {
            guard let month = fixedNumber(2) else { return nil }
            date.month = month
            if skip(0x2D) {
                guard let day = fixedNumber(2) else { return nil }
                date.day = day
            }
        }
        if isAtEnd {
            // A date alone is in UTC.
            date.offsetMinutes = 0
            return date.isInRange ? date : nil
        }
        guard skip(0x54) || skip(0x74), let hour = fixedNumber(2), skip(0x3A), let minute = fixedNumber(2) else { return nil }
        date.hour = hour
        date.minute = minute
        if skip(0x3A) {
            guard let second = fixedNumber(2) else { return nil }
            date.second = second
            if skip(0x2E) {
                guard let millisecond = fraction() else { return nil }
                date.millisecond = millisecond
            }
        }
        if skip(0x5A) || skip(0x7A) {
            date.offsetMinutes = 0
        } else if current == 0x2B || current == 0x2D {
            let isNegative = current == 0x2D
            position += 1
            // The colon may be missing, as in the basic format of ISO 8601.
            guard let hours = fixedNumber(2), skip(0x3A) || !isAtEnd, let minutes = fixedNumber(2), hours < 24, minutes < 60
            else { return nil }
            date.offsetMinutes = (hours * 60 + minutes) * (isNegative ? -1 : 1)
        }
        return isAtEnd && date.isInRange ? date : nil
    }

    /// The milliseconds of a decimal fraction of a second; digits after the third one are dropped.
    mutating func fraction() -> Int? {
        guard Self.isDigit(current) else { return nil }
        var value = 0
        var unit = 100
        while Self.isDigit(current) {
            value += Int(current - 0x30) * unit
            unit /= 10
            position += 1
        }
        return value
    }

    // MARK: Other formats

    /// The date at the beginning of a text in the Date Time String Format that goes on in another format: up to three numbers.
    /// Unlike elsewhere, a year may have a sign, and a hyphen after the day is none between numbers.
    private mutating func datePrefix() -> [Int] {
        let isSigned = current == 0x2B || current == 0x2D
        let isNegative = current == 0x2D
        if isSigned { position += 1 }
        guard let year = isolatedNumber(isSigned ? 6 : 4, in: 0...999_999) else {
            position = 0
            return []
        }
        var numbers = [isNegative ? -year : year]
        for range in [1...12, 1...31] {
            guard skip(0x2D), let number = isolatedNumber(2, in: range) else { break }
            numbers.append(number)
        }
        return numbers
    }

    /// A number with exactly `count` digits, no more following.
    private mutating func isolatedNumber(_ count: Int, in range: ClosedRange<Int>) -> Int? {
        let start = position
        if let number = fixedNumber(count), !Self.isDigit(current), range.contains(number) { return number }
        position = start
        return nil
    }

    mutating func readTolerantly() -> ParsedDate? {
        var numbers = datePrefix()
        var namedMonth: Int?
        var times: [Int] = []
        var isTimeComplete = false
        var halfDay: Int?
        var zone = Zone()
        var hasReadNumber = !numbers.isEmpty

        while !isAtEnd {
            let character = current
            if Self.isDigit(character) {
                hasReadNumber = true
                let (number, _) = self.number()
                if current == 0x3A && !zone.expectsMinutes {
                    guard !isTimeComplete, times.count < 4 else { return nil }
                    position += 1
                    times.append(number)
                } else if zone.expectsMinutes && number < 60 {
                    zone.minutes = number
                } else if !times.isEmpty && !isTimeComplete && times.count < 4 && number < (times.count == 3 ? 1_000 : 60) {
                    times.append(number)
                    if times.count == 3 && skip(0x2E) {
                        guard let millisecond = fraction() else { return nil }
                        times.append(millisecond)
                    } else if !mayFollowTime(current) {
                        return nil
                    }
                    isTimeComplete = true
                } else {
                    guard numbers.count < 3 else { return nil }
                    numbers.append(number)
                    _ = skip(0x2D)
                }
            } else if Self.isLetter(character) {
                let word = self.word()
                if let month = Self.monthNumber(word) {
                    namedMonth = month
                    _ = skip(0x2D)
                } else if word == Self.code("am") || word == Self.code("pm"), !times.isEmpty {
                    halfDay = word == Self.code("am") ? 0 : 12
                    isTimeComplete = true
                } else if hasReadNumber, let offset = Self.zoneOffset(word) {
                    zone = Zone(offset: offset)
                } else if hasReadNumber ? !Self.isDayName(word) : Self.isDigit(current) && text[position - 1] != 0x2E {
                    // Other words may only come before the first number, and apart from it.
                    return nil
                }
            } else if character == 0x2B || character == 0x2D {
                position += 1
                if zone.isUTC || !times.isEmpty {
                    if !times.isEmpty { isTimeComplete = true }
                    hasReadNumber = true
                    zone = Zone()
                    zone.sign = character == 0x2D ? -1 : 1
                    let (number, length) = self.number()
                    if current == 0x3A {
                        position += 1
                        zone.hours = number
                    } else if (1...2).contains(length) {
                        zone.hours = number
                        zone.minutes = 0
                    } else if (3...4).contains(length) {
                        zone.hours = number / 100
                        zone.minutes = number % 100
                    } else {
                        return nil
                    }
                } else if hasReadNumber {
                    return nil
                }
            } else if character == 0x28 {
                skipParentheses()
            } else if character == 0x29 && hasReadNumber {
                return nil
            } else {
                position += 1
            }
        }
        guard var date = Self.date(numbers, namedMonth) else { return nil }
        times.append(contentsOf: repeatElement(0, count: 4 - times.count))
        date.hour = times[0]
        if let halfDay {
            guard (0...12).contains(date.hour) else { return nil }
            date.hour = date.hour % 12 + halfDay
        }
        date.minute = times[1]
        date.second = times[2]
        date.millisecond = times[3]
        date.offsetMinutes = zone.offset
        return date.isInRange ? date : nil
    }

    /// Decides which of the numbers are year, month and day.
    private static func date(_ numbers: [Int], _ namedMonth: Int?) -> ParsedDate? {
        guard !numbers.isEmpty else { return nil }
        let parts = numbers + repeatElement(1, count: 3 - numbers.count)
        let startsWithDay = (1...31).contains(parts[0])
        var date = ParsedDate()
        if let namedMonth {
            date.month = namedMonth
            date.year = startsWithDay ? parts[1] : parts[0]
            date.day = startsWithDay ? parts[0] : parts[1]
        } else if startsWithDay {
            (date.month, date.day, date.year) = (parts[0], parts[1], parts[2])
        } else {
            (date.year, date.month, date.day) = (parts[0], parts[1], parts[2])
        }
        if (0...49).contains(date.year) { date.year += 2000 } else if (50...99).contains(date.year) { date.year += 1900 }
        return date
    }

    /// A time zone in the making.
    private struct Zone {
        var sign = 1
        var hours: Int?
        var minutes: Int?

        init() {}

        init(offset hours: Int) {
            sign = hours < 0 ? -1 : 1
            self.hours = abs(hours)
            minutes = 0
        }

        var isUTC: Bool { hours == 0 && minutes == 0 }
        var expectsMinutes: Bool { hours != nil && minutes == nil }
        var offset: Int? { hours.map { sign * ($0 * 60 + (minutes ?? 0)) } }
    }

    /// The number at `position` and how many digits it has; digits after the ninth significant one are dropped.
    private mutating func number() -> (value: Int, length: Int) {
        var value = 0
        let start = position
        while Self.isDigit(current) {
            if value < 100_000_000 { value = value * 10 + Int(current - 0x30) }
            position += 1
        }
        return (value, position - start)
    }

    /// Whether a character belongs to a word. As in V8, every one from `A` on does, so that `_` does not separate.
    private static func isLetter(_ character: UInt8) -> Bool { character >= 0x41 }

    /// Whether a character may follow the last number of a time: a space, a sign, `Z` or the end.
    private func mayFollowTime(_ character: UInt8) -> Bool {
        switch character {
        case 0x2B, 0x2D, 0x5A, 0x7A, 0x20, 0x09...0x0D: true
        default: isAtEnd
        }
    }

    /// The word at `position` in lower case: its first three letters in a number, and a fourth byte if there are more.
    private mutating func word() -> UInt32 {
        var code: UInt32 = 0
        var length = 0
        while Self.isLetter(current) {
            if length < 3 { code = code << 8 | UInt32(current | 0x20) }
            if length == 3 { code |= 0x0100_0000 }
            length += 1
            position += 1
        }
        _ = skip(0x2E)
        return code
    }

    private static func code(_ word: String) -> UInt32 {
        word.utf8.reduce(0) { $0 << 8 | UInt32($1 | 0x20) }
    }

    private static func monthNumber(_ word: UInt32) -> Int? {
        DateMath.monthNames.firstIndex { code($0) == word & 0xFF_FFFF }.map { $0 + 1 }
    }

    private static func isDayName(_ word: UInt32) -> Bool {
        let names: [String] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
        return names.contains { code($0) == word & 0xFF_FFFF }
    }

    /// The hours ahead of UTC of a time zone name.
    private static func zoneOffset(_ word: UInt32) -> Int? {
        let zones: [(String, Int)] = [
            ("z", 0), ("ut", 0), ("utc", 0), ("gmt", 0), ("est", -5), ("edt", -4), ("cst", -6), ("cdt", -5), ("mst", -7),
            ("mdt", -6), ("pst", -8), ("pdt", -7),
        ]
        return zones.first { code($0.0) == word }?.1
    }

    /// Skips a comment in parentheses, which may be nested; what is not closed reaches to the end.
    private mutating func skipParentheses() {
        var depth = 0
        while !isAtEnd {
            if current == 0x28 { depth += 1 }
            if current == 0x29 { depth -= 1 }
            position += 1
            if depth == 0 { return }
        }
    }
}
