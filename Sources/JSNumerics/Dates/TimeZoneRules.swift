// A time zone: how far its clocks are ahead of UTC at each time.
//
// What is known of the past is a list of transitions; what is expected of the future is a rule that repeats every year (see
// `DaylightRule`). Both come from the files of the time zone database (see `TimeZoneFile`). A question is answered with a whole
// period in which nothing changes, so that callers can remember the answer.

/// The clocks of one time zone.
public struct TimeZoneRules: Sendable {
    /// A stretch of time without change.
    public struct Period: Sendable, Equatable {
        /// The first time value of the period; -∞ if there is none.
        public let start: Double
        /// The first time value after the period; ∞ if there is none.
        public let end: Double
        /// Milliseconds that local time is ahead of UTC.
        public let offset: Double
        /// Whether daylight saving time is in force.
        public let isDaylightSaving: Bool
        /// The zone's own abbreviation for the time in force: `CEST`.
        public let abbreviation: String
    }

    /// A kind of local time.
    struct LocalTimeType: Sendable, Equatable {
        /// Seconds ahead of UTC.
        var offset: Int
        var isDaylightSaving: Bool
        var abbreviation: String
    }

    /// A change of the local time.
    struct Transition: Sendable, Equatable {
        /// Seconds since 1970 in UTC.
        var time: Int
        /// The index of the type that begins here.
        var type: Int
    }

    /// Not empty; the first one is in force before the first transition.
    private let types: [LocalTimeType]
    /// In ascending order.
    private let transitions: [Transition]
    /// For what comes after the last transition; without it the last type remains in force.
    private let rule: DaylightRule?

    /// - Parameters:
    ///   - types: Not empty.
    ///   - transitions: In ascending order; each type is an index of `types`.
    init?(types: [LocalTimeType], transitions: [Transition], rule: DaylightRule?) {
        guard !types.isEmpty, transitions.allSatisfy({ types.indices.contains($0.type) }) else { return nil }
        for (earlier, later) in zip(transitions, transitions.dropFirst()) where earlier.time > later.time { return nil }
        self.types = types
        self.transitions = transitions
        self.rule = rule
    }

    init(rule: DaylightRule) {
        types = [rule.standard]
        transitions = []
        self.rule = rule
    }

    /// Coordinated universal time.
    public static let utc = TimeZoneRules(
        rule: DaylightRule(standard: LocalTimeType(offset: 0, isDaylightSaving: false, abbreviation: "UTC"), daylight: nil))

    // MARK: Asking

    /// The period that contains a time value; the one of 1970 for what is no time value.
    public func period(at time: Double) -> Period {
        let seconds = time.magnitude <= DateMath.maximumTime * 2 ? Int((time / 1_000).rounded(.down)) : 0
        // The number of transitions at or before the time.
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].time <= seconds { low = middle + 1 } else { high = middle }
        }
        if low == transitions.count, let rule {
            let (start, end, type) = rule.period(at: seconds)
            return period(from: [start, transitions.last?.time].compactMap { $0 }.max(), to: end, type)
        }
        return period(
            from: low > 0 ? transitions[low - 1].time : nil, to: low < transitions.count ? transitions[low].time : nil,
            types[low > 0 ? transitions[low - 1].type : 0])
    }

    private func period(from start: Int?, to end: Int?, _ type: LocalTimeType) -> Period {
        Period(
            start: start.map { Double($0) * 1_000 } ?? -.infinity, end: end.map { Double($0) * 1_000 } ?? .infinity,
            offset: Double(type.offset) * 1_000, isDaylightSaving: type.isDaylightSaving, abbreviation: type.abbreviation)
    }

    /// Milliseconds that a local time is ahead of UTC. Of a local time that occurs twice the first one is meant; one that is skipped is
    /// read with the offset from before the change.
    public func offset(atLocalTime local: Double) -> Double {
        let before = period(at: local - DateMath.millisecondsPerDay).offset
        let after = period(at: local + DateMath.millisecondsPerDay).offset
        if before == after || period(at: local - before).offset == before { return before }
        return period(at: local - after).offset == after ? after : before
    }

    /// The English name of the time in force in a period: `Central European Summer Time`, or `GMT+03:00` if none is known.
    public func longName(of period: Period) -> String {
        if let name = TimeZoneNames.longName(period.abbreviation, offset: period.offset) { return name }
        // A zone that has no letters for its time now has no name here.
        if let present = rule?.standard.abbreviation.first, present == "+" || present == "-" {
            return TimeZoneNames.longOffset(period.offset)
        }
        // Names of the past (local mean time, war time) are called as the same kind of time was later.
        var later = types.reversed().filter { $0.isDaylightSaving == period.isDaylightSaving }
        if let rule, !period.isDaylightSaving { later.insert(rule.standard, at: 0) }
        for type in later {
            if let name = TimeZoneNames.longName(type.abbreviation, offset: Double(type.offset) * 1_000) { return name }
        }
        return TimeZoneNames.longOffset(period.offset)
    }
}

/// A rule that repeats every year.
struct DaylightRule: Sendable, Equatable {
    /// A day of the year.
    enum Day: Sendable, Equatable {
        /// 1 to 365: 29 February is never counted.
        case withoutLeapDay(Int)
        /// 0 to 365: 29 February is counted.
        case zeroBased(Int)
        /// The weekday (0 is Sunday) of week 1 to 5 of a month, where 5 is the last one; months count from 1.
        case weekDay(month: Int, week: Int, day: Int)
    }

    /// A local time of the year.
    struct YearTime: Sendable, Equatable {
        var day: Day
        /// Seconds after midnight; may lie outside of the day.
        var seconds: Int

        /// Seconds since 1970 as local clocks show them.
        func seconds(in year: Int) -> Int {
            let dayNumber: Int
            switch day {
            case .zeroBased(let day): dayNumber = DateMath.dayNumber(year: year, month: 0, date: 1) + day
            case .withoutLeapDay(let day):
                // Day 60 is 1 March in every year.
                dayNumber =
                    day < 60
                    ? DateMath.dayNumber(year: year, month: 0, date: day)
                    : DateMath.dayNumber(year: year, month: 2, date: 1) + day - 60
            case .weekDay(let month, let week, let weekDay):
                let first = DateMath.dayNumber(year: year, month: month - 1, date: 1)
                let next =
                    month == 12 ? DateMath.dayNumber(year: year + 1, month: 0, date: 1) : DateMath.dayNumber(year: year, month: month, date: 1)
                let firstWeekDay = ((first + 4) % 7 + 7) % 7
                var day = first + (weekDay - firstWeekDay + 7) % 7 + (week - 1) * 7
                if day >= next { day -= 7 }
                dayNumber = day
            }
            return dayNumber * 86_400 + seconds
        }
    }

    struct Daylight: Sendable, Equatable {
        var type: TimeZoneRules.LocalTimeType
        var start: YearTime
        var end: YearTime
    }

    var standard: TimeZoneRules.LocalTimeType
    var daylight: Daylight?

    /// What is in force at a time in seconds since 1970, and from when to when.
    func period(at seconds: Int) -> (start: Int?, end: Int?, type: TimeZoneRules.LocalTimeType) {
        guard let daylight, let year = DateMath.fields(of: Double(seconds) * 1_000)?.year else { return (nil, nil, standard) }
        var changes: [(time: Int, type: TimeZoneRules.LocalTimeType)] = []
        for year in year - 1...year + 1 {
            changes.append((daylight.start.seconds(in: year) - standard.offset, daylight.type))
            changes.append((daylight.end.seconds(in: year) - daylight.type.offset, standard))
        }
        changes.sort { $0.time < $1.time }
        guard let next = changes.firstIndex(where: { $0.time > seconds }), next > 0 else { return (nil, nil, standard) }
        return (changes[next - 1].time, changes[next].time, changes[next - 1].type)
    }
}
