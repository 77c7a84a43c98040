// The local time of a realm: the abstract operations LocalTime and UTC. The period of the last answer is remembered, because scripts
// ask about neighbouring times again and again.

import JSNumerics

struct LocalTime {
    let zone: TimeZoneRules
    private var start = Double.infinity
    private var end = -Double.infinity
    private var offset = 0.0

    init(_ zone: TimeZoneRules) { self.zone = zone }

    /// Milliseconds that local time is ahead of UTC at a time value.
    @inline(__always) mutating func offset(at time: Double) -> Double {
        if time >= start && time < end { return offset }
        return lookUp(time)
    }

    @inline(never) private mutating func lookUp(_ time: Double) -> Double {
        let period = zone.period(at: time)
        start = period.start
        end = period.end
        offset = period.offset
        return offset
    }

    /// sec-localtime
    @inline(__always) mutating func localTime(_ time: Double) -> Double { time + offset(at: time) }

    /// sec-utc-t
    mutating func utc(_ local: Double) -> Double {
        guard local.isFinite else { return .nan }
        return local - offset(atLocalTime: local)
    }

    /// Milliseconds that local time is ahead of UTC when clocks show a time.
    mutating func offset(atLocalTime local: Double) -> Double {
        // Further than a day from any change, no local time is skipped or occurs twice.
        let time = local - offset
        if time >= start + DateMath.millisecondsPerDay && time < end - DateMath.millisecondsPerDay { return offset }
        return zone.offset(atLocalTime: local)
    }
}
