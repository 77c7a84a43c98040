// What a script sees of the time and place it runs in, for hosts that want it to see something else: a recorded run can only be
// repeated with the clock and the time zone of the first one. For `Math.random` there is `Limits.randomSeed`.

import JSNumerics

extension Interpreter {
    /// The time zone of the process as a name that `setTimeZone` takes, nil if it has none that is known.
    public static var hostTimeZone: String? { HostTime.localZoneName }

    /// Makes `Date` ask `now` for the present time instead of the system's clock.
    ///
    /// - Parameter now: Milliseconds since the beginning of 1970, UTC; fractions are dropped.
    public func setClock(_ now: @escaping () -> Double) { context.clock = now }

    /// Makes local time that of a zone: a name of the time zone database (`Europe/Berlin`), or the rules of a zone as POSIX
    /// writes them (`CET-1CEST,M3.5.0,M10.5.0/3`). To be called before scripts run.
    ///
    /// - Returns: Whether there is such a zone.
    public func setTimeZone(_ name: String) -> Bool {
        guard let zone = HostTime.zone(named: name) ?? TimeZoneRules(posix: name) else { return false }
        context.localTime = LocalTime(zone)
        return true
    }
}
