// Calendar arithmetic, formats and the reader of dates.

import Testing

@testable import JSNumerics

/// Texts with the time value that they stand for in a time zone three hours ahead of UTC.
private let dates: [(String, Double?)] = [
        ("2026-11-21", 1795219200000),
        ("2026-11", 1793491200000),
        ("2026", 1767225600000),
        ("+002026-11-21", 1795219200000),
        ("-000001-01-01", -62198755200000),
        ("-000000-01-01", nil),
        ("-000000", nil),
        ("2026-11-21T10:00", 1795244400000),
        ("2026-11-21T10:00:05", 1795244405000),
        ("2026-11-21T10:00:05.5", 1795244405500),
        ("2026-11-21T10:00:05.123456Z", 1795255205123),
        ("2026-11-21T10:00Z", 1795255200000),
        ("2026-11-21T10:00+02:00", 1795248000000),
        ("2026-11-21T10:00-0530", 1795275000000),
        ("2026-11-21T24:00:00Z", 1795305600000),
        ("2026-11-21T24:00:01Z", nil),
        ("2026-11-21T25:00Z", nil),
        ("2026-11-21T10:60Z", nil),
        ("2026-13-01", nil),
        ("2026-00-01", nil),
        ("2026-11-32", nil),
        ("2026-02-30", 1772409600000),
        ("2026-02-30T00:00Z", 1772409600000),
        ("2026-11-21T10", nil),
        ("2026-11-21T", nil),
        ("2026-11-21 10:00", 1795244400000),
        ("2026-11-21 10:00:30.250", 1795244430250),
        ("2026-11-21 10:00 +02:00", 1795248000000),
        ("2026-11-21 10:00:00-05:00", 1795273200000),
        ("2026-11-21 10:00Z", 1795255200000),
        ("2026-11-21 10:00 UTC", 1795255200000),
        ("2026/11/21", 1795208400000),
        ("11/21/2026", 1795208400000),
        ("11/21/26", 1795208400000),
        ("11/21/50", -603169200000),
        ("11-21-2026", 1795208400000),
        ("11/21/2026 10:00", 1795244400000),
        ("11/21/2026 3:04 PM", 1795262640000),
        ("11/21/2026 12:00 AM", 1795208400000),
        ("11/21/2026 3:04PM", nil),
        ("11/21/2026 1:02:03:004", 1795212123004),
        ("11/21/2026 1:00:00,5", nil),
        ("11/21/2026 1:00+", nil),
        ("11/21/2026 1:00+02", 1795215600000),
        ("2026-11-21_10:00", nil),
        ("Nov_21_2026", nil),
        ("11/21/2026 12:00 PM", 1795251600000),
        ("11/21/2026 13:00 PM", nil),
        ("11/21/2026 3 PM", nil),
        ("Nov 21 2026 10:00", 1795244400000),
        ("Nov 21, 2026", 1795208400000),
        ("November 21, 2026 10:00:00", 1795244400000),
        ("21 Nov 2026", 1795208400000),
        ("21 November 2026 10:00 GMT", 1795255200000),
        ("21-Nov-2026", 1795208400000),
        ("Sat Nov 21 2026 10:00:00 GMT+0200 (Eastern European Standard Time)", 1795248000000),
        ("Sat Nov 21 2026 10:00:00 GMT+0200", 1795248000000),
        ("Sat, 21 Nov 2026 10:00:00 GMT", 1795255200000),
        ("Sat Nov 21 2026", 1795208400000),
        ("Sat, 21 Nov 2026 10:00:00 EST", 1795273200000),
        ("Sat, 21 Nov 2026 10:00:00 PDT", 1795280400000),
        ("Nov 21 2026 10:00 GMT-8", 1795284000000),
        ("Nov 21 2026 10:00 GMT+5:30", 1795235400000),
        ("Nov 21 2026 10:00 GMT+12345", nil),
        ("Nov 2026", 1793480400000),
        ("Nov", nil),
        ("21", nil),
        ("13", nil),
        ("32", 1956517200000),
        ("99", 915138000000),
        ("2026 Nov 21", 1795208400000),
        ("", nil),
        ("   ", nil),
        ("hello", nil),
        ("hello 2026", 1767214800000),
        ("2026 hello", nil),
        ("foo2026", nil),
        ("Nov 21 2026 (comment) 10:00", 1795244400000),
        ("Nov 21 2026 (unclosed", 1795208400000),
        ("Nov 21 2026)", nil),
        ("12:30", nil),
        ("Nov 21 2026 10:60", 1795244400000),
        ("Nov 21 2026 24:00", 1795294800000),
        ("Nov 21 2026 24:01", nil),
        ("Nov 21 2026 10:00:00.5", 1795244400500),
        ("1/2/3", 1041454800000),
        ("1/2/3/4", nil),
        ("0", 946674000000),
        ("1", 978296400000),
        ("2026-1-5", 1767560400000),
        ("2026-1-5 9:07", 1767593220000),
        ("Tue Feb 01 2022 00:00:00 GMT+0000 (Coordinated Universal Time)", 1643673600000),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Mon, 01 Jan -0001 00:00:00 GMT", nil),
        ("Sat Jan 01 10000 00:00:00 GMT", 253402300800000),
        ("+275760-09-13T00:00:00.000Z", 8640000000000000),
        ("+275760-09-13T00:00:00.001Z", nil),
        ("-271821-04-20T00:00:00.000Z", -8640000000000000),
        ("-271821-04-19T23:59:59.999Z", nil),
        ("2026-11-21t10:00z", 1795255200000),
        ("2026-11-21T10:00:00 Z", nil),
        ("20261121", nil),
        ("2026-11-21T10:00:00.Z", nil),
        ("2026-11-21T10:00:60Z", nil),
        ("Sept 5 2026", 1788555600000),
        ("Sat 21 Nov 2026 10:00:00 Z", 1795255200000),
        ("1 Jan 2026 10:00 am", 1767250800000),
        ("1 Jan 2026 10:00:00 PM", 1767294000000),
        ("2026-11-21T1:00", nil),
        ("2026-11-21T10:00+2", nil),
        ("2026-11-21T10:00+24:00", nil),
        ("-000001Z", -62198755200000),
        ("-000001-02-03 10:00 Z", -62195868000000),
        ("2026-11-21-10:00", nil),
        ("no.5", 988664400000),
        ("no5", nil),
        ("21 Nov 2026 GMT+1 10:00", 1795251600000),
]

@Suite struct DateMathTests {
    @Test func parsing() {
        for (text, expected) in dates {
            let value = DateMath.parse(Array(text.utf8)) { _ in 3 * DateMath.millisecondsPerHour }
            #expect(value == expected, "\(text)")
        }
    }

    @Test func theOwnFormatsAreRead() {
        var random = Reproducible(15)
        for _ in 0..<2000 {
            let time = Double(random.below(17_280_000_000_001)) * 1000 - 8.64e15
            let zero = { (_: Double) in 0.0 }
            #expect(DateMath.parse(DateMath.isoString(time) ?? [], localOffset: zero) == time)
            guard let year = DateMath.fields(of: time)?.year, (100...9999).contains(year) else { continue }
            #expect(DateMath.parse(DateMath.utcString(time) ?? [], localOffset: zero) == time)
            let local = (DateMath.dateString(time) ?? []) + [0x20] + (DateMath.timeString(time, offset: 0) ?? [])
            #expect(DateMath.parse(local, localOffset: zero) == time)
        }
    }

    @Test func formats() {
        var random = Reproducible(13)
        var hash = ContentHash()
        for _ in 0..<20000 {
            let time = Double(Int64(random.below(17_280_000_000_000_001)) - 8_640_000_000_000_000)
            hash.add(unterminated: DateMath.isoString(time) ?? [])
            hash.add(DateMath.utcString(time) ?? [])
            hash.add(unterminated: Array("\(DateMath.fields(of: time)?.weekDay ?? -1)".utf8))
            hash.add(unterminated: DateMath.dateString(time) ?? [])
            hash.add(unterminated: [0x20])
            hash.add((DateMath.timeString(time, offset: 0) ?? []))
        }
        #expect(hash.value == 0x1BB0_F183_A2A7_A4BF)
        #expect(string(DateMath.timeString(0, offset: -12_600_000) ?? []) == "00:00:00 GMT-0330")
        #expect(DateMath.isoString(.nan) == nil)
        #expect(DateMath.isoString(8.64e15 + 1) == nil)
        #expect(DateMath.utcString(.infinity) == nil)
    }

    @Test func fieldsAndDaysAgree() {
        var random = Reproducible(16)
        for _ in 0..<20000 {
            let time = Double(Int64(random.below(17_280_000_000_000_001)) - 8_640_000_000_000_000)
            guard let fields = DateMath.fields(of: time) else {
                Issue.record("no fields")
                return
            }
            let day = DateMath.makeDay(year: Double(fields.year), month: Double(fields.month), date: Double(fields.date))
            let timeInDay = DateMath.makeTime(
                hour: Double(fields.hour), minute: Double(fields.minute), second: Double(fields.second),
                millisecond: Double(fields.millisecond))
            if DateMath.makeDate(day: day, time: timeInDay) != time { Issue.record("\(time)") }
        }
    }

    @Test func makingDays() {
        #expect(DateMath.makeDay(year: 1970, month: 0, date: 1) == 0)
        #expect(DateMath.makeDay(year: 2000, month: 1, date: 30) == 11017)
        #expect(DateMath.makeDay(year: 2026, month: -1, date: 1) == DateMath.makeDay(year: 2025, month: 11, date: 1))
        #expect(DateMath.makeDay(year: 2026, month: 25.9, date: 1.9) == DateMath.makeDay(year: 2028, month: 1, date: 1))
        #expect(DateMath.makeDay(year: 1970, month: 0, date: 1e300) == 1e300)
        for bad in [Double.nan, .infinity, -.infinity] {
            #expect(DateMath.makeDay(year: bad, month: 0, date: 1).isNaN)
            #expect(DateMath.makeDay(year: 2000, month: bad, date: 1).isNaN)
            #expect(DateMath.makeDay(year: 2000, month: 0, date: bad).isNaN)
            #expect(DateMath.makeTime(hour: bad, minute: 0, second: 0, millisecond: 0).isNaN)
            #expect(DateMath.makeDate(day: bad, time: 0).isNaN)
            #expect(DateMath.timeClip(bad).isNaN)
        }
        #expect(DateMath.makeDay(year: 1e300, month: 0, date: 1).isNaN)
        #expect(DateMath.makeDay(year: 0, month: 1e300, date: 1).isNaN)
        #expect(DateMath.makeDate(day: 1e308, time: 0).isNaN)
    }

    @Test func clipping() {
        #expect(DateMath.timeClip(8.64e15) == 8.64e15)
        #expect(DateMath.timeClip(8.64e15 + 1).isNaN)
        #expect(DateMath.timeClip(-0.9).sign == .plus)
        #expect(DateMath.timeClip(-1.9) == -1)
        #expect(DateMath.makeFullYear(99.9) == 1999)
        #expect(DateMath.makeFullYear(-0.9) == 1900)
        #expect(DateMath.makeFullYear(100) == 100)
        #expect(DateMath.makeFullYear(-1) == -1)
        #expect(DateMath.makeFullYear(.nan).isNaN)
        #expect(DateMath.timeWithinDay(-1) == 86_399_999)
        #expect(DateMath.day(-1) == -1)
    }
}
