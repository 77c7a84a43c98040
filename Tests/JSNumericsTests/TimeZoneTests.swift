// Time zones: rules as text, files of the time zone database, periods.

import Testing

@testable import JSNumerics

@Suite struct TimeZoneTests {
    private func hours(_ zone: TimeZoneRules, _ year: Double, _ month: Double, _ day: Double, _ hour: Double = 0) -> Double {
        let time = DateMath.makeDate(
            day: DateMath.makeDay(year: year, month: month - 1, date: day),
            time: DateMath.makeTime(hour: hour, minute: 0, second: 0, millisecond: 0))
        return zone.period(at: time).offset / DateMath.millisecondsPerHour
    }

    @Test func rulesOfBothHemispheres() throws {
        let newYork = try #require(TimeZoneRules(posix: "EST5EDT,M3.2.0,M11.1.0"))
        #expect(hours(newYork, 2026, 3, 8, 6) == -5)
        #expect(hours(newYork, 2026, 3, 8, 7) == -4)
        #expect(hours(newYork, 2026, 11, 1, 5) == -4)
        #expect(hours(newYork, 2026, 11, 1, 6) == -5)
        let sydney = try #require(TimeZoneRules(posix: "AEST-10AEDT,M10.1.0,M4.1.0/3"))
        #expect(hours(sydney, 2026, 1, 1) == 11)
        #expect(hours(sydney, 2026, 7, 1) == 10)
        #expect(hours(sydney, 2025, 12, 31, 23) == 11)
        // Winter time is the exception in Ireland, and its rule says so.
        let dublin = try #require(TimeZoneRules(posix: "IST-1GMT0,M10.5.0,M3.5.0/1"))
        #expect(hours(dublin, 2026, 1, 1) == 0)
        #expect(hours(dublin, 2026, 7, 1) == 1)
    }

    @Test func rulesCountDaysInThreeWays() throws {
        let julian = try #require(TimeZoneRules(posix: "AAA0BBB,J60/0,J61/0"))
        #expect(hours(julian, 2024, 2, 29) == 0)
        #expect(hours(julian, 2024, 3, 1) == 1)
        let zeroBased = try #require(TimeZoneRules(posix: "AAA0BBB,59/0,60/0"))
        #expect(hours(zeroBased, 2024, 2, 29) == 1)
        #expect(hours(zeroBased, 2025, 3, 1) == 1)
        let quoted = try #require(TimeZoneRules(posix: "<+0530>-5:30"))
        #expect(hours(quoted, 2026, 1, 1) == 5.5)
    }

    @Test(arguments: ["", "A", "AB5", "EST", "EST5EDT,M3.2.0", "EST5EDT,M13.2.0,M11.1.0", "EST5EDT,M3.2.0,M11.1.0x", "EST99", "<EST5", "EST5EDT,J0,J1"])
    func textsThatAreNoRule(text: String) {
        #expect(TimeZoneRules(posix: text) == nil)
    }

    @Test func periodsMeetEachOther() throws {
        let zone = try #require(TimeZoneRules(posix: "CET-1CEST,M3.5.0,M10.5.0/3"))
        var time = 0.0
        for _ in 0..<200 {
            let period = zone.period(at: time)
            #expect(period.start <= time && time < period.end)
            #expect(zone.period(at: period.end).start == period.end)
            #expect(zone.period(at: period.end - 1) == period)
            time = period.end
        }
        #expect(zone.period(at: -DateMath.maximumTime).offset == 7_200_000)
        #expect(zone.period(at: .nan).offset == 3_600_000)
    }

    @Test func localTimesThatAreSkippedOrOccurTwice() throws {
        let zone = try #require(TimeZoneRules(posix: "CET-1CEST,M3.5.0,M10.5.0/3"))
        func offset(_ month: Double, _ day: Double, _ hour: Double) -> Double {
            zone.offset(atLocalTime: DateMath.makeDate(
                day: DateMath.makeDay(year: 2026, month: month - 1, date: day), time: hour * DateMath.millisecondsPerHour))
        }
        #expect(offset(3, 29, 1.9) == 3_600_000)
        #expect(offset(3, 29, 2.5) == 3_600_000)
        #expect(offset(3, 29, 3) == 7_200_000)
        #expect(offset(10, 25, 1.9) == 7_200_000)
        #expect(offset(10, 25, 2.5) == 7_200_000)
        #expect(offset(10, 25, 3) == 3_600_000)
    }

    /// A file of version 2 with two types, two transitions and a rule.
    private static func file(rule: String = "BBB-2") -> [UInt8] {
        func word(_ value: Int, _ size: Int) -> [UInt8] {
            (0..<size).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
        }
        func header(_ times: Int, _ types: Int, _ characters: Int) -> [UInt8] {
            Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15) + [0, 0, 0, times, types, characters].flatMap { word($0, 4) }
        }
        return header(0, 0, 0) + header(2, 2, 8) + word(-5_000_000_000, 8) + word(1_000, 8) + [0, 1]
            + word(-3_600, 4) + [0, 0] + word(7_200, 4) + [1, 4] + Array("AAA\0BBB\0".utf8) + Array("\n\(rule)\n".utf8)
    }

    @Test func files() throws {
        let zone = try #require(TimeZoneRules(file: Self.file()))
        #expect(zone.period(at: -6e12).offset == -3_600_000)
        let first = zone.period(at: 0)
        #expect(first == TimeZoneRules.Period(start: -5e12, end: 1e6, offset: -3_600_000, isDaylightSaving: false, abbreviation: "AAA"))
        #expect(zone.period(at: 1e6) == TimeZoneRules.Period(start: 1e6, end: .infinity, offset: 7_200_000, isDaylightSaving: false, abbreviation: "BBB"))
        // Without a rule the last type remains.
        let withoutRule = try #require(TimeZoneRules(file: Self.file(rule: "")))
        #expect(withoutRule.period(at: 1e12).isDaylightSaving)
    }

    @Test func damagedFiles() {
        let file = Self.file()
        for length in 0..<file.count - 8 { #expect(TimeZoneRules(file: Array(file[..<length])) == nil || length > 110) }
        for index in file.indices {
            for byte: UInt8 in [0, 1, 0x7F, 0xFF] {
                var damaged = file
                damaged[index] = byte
                _ = TimeZoneRules(file: damaged)?.period(at: 1e12)
            }
        }
    }

    @Test func names() throws {
        let newYork = try #require(TimeZoneRules(posix: "EST5EDT,M3.2.0,M11.1.0"))
        let winter = newYork.period(at: 0)
        #expect(newYork.longName(of: winter) == "Eastern Standard Time")
        #expect(TimeZoneNames.shortName(winter.abbreviation, offset: winter.offset) == "EST")
        #expect(TimeZoneNames.shortName("IST", offset: 19_800_000) == "GMT+5:30")
        #expect(TimeZoneNames.shortName("CET", offset: 3_600_000) == "GMT+1")
        let unknown = try #require(TimeZoneRules(posix: "<-03>3"))
        #expect(unknown.longName(of: unknown.period(at: 0)) == "GMT-03:00")
        #expect(TimeZoneRules.utc.longName(of: TimeZoneRules.utc.period(at: 0)) == "Coordinated Universal Time")
    }
}
