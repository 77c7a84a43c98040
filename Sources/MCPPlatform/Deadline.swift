// Points in time: deadlines on the monotonic clock, and timestamps for logs on the calendar.

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A moment on the monotonic clock after which something is over, or never.
public struct Deadline: Sendable, Comparable {
    private let instant: ContinuousClock.Instant?

    /// A deadline that never passes.
    public static let never = Deadline(instant: nil)

    /// The deadline `duration` from now.
    public static func after(_ duration: Duration) -> Deadline {
        Deadline(instant: ContinuousClock.now.advanced(by: duration))
    }

    /// The time left, negative once it has passed, `nil` if it never passes.
    public var remaining: Duration? {
        instant.map { ContinuousClock.now.duration(to: $0) }
    }

    /// Whether the moment has been reached.
    public var isPast: Bool {
        remaining.map { $0 <= .zero } ?? false
    }

    public static func < (left: Deadline, right: Deadline) -> Bool {
        guard let leftInstant = left.instant else { return false }
        guard let rightInstant = right.instant else { return true }
        return leftInstant < rightInstant
    }
}

extension Duration {
    /// The whole milliseconds in this duration, rounded to the nearest.
    package var milliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(clamping: seconds.multipliedReportingOverflow(by: 1000).partialValue)
            + Int((attoseconds + 500_000_000_000_000) / 1_000_000_000_000_000)
    }

    /// This duration in seconds.
    package var seconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }

    /// How people write this duration: `250ms`, `15s`, `1.5s`.
    package var shortText: String {
        let milliseconds = milliseconds
        if milliseconds < 1000 { return "\(milliseconds)ms" }
        if milliseconds % 1000 == 0 { return "\(milliseconds / 1000)s" }
        return "\(Double(milliseconds) / 1000)s"
    }
}

/// The present time in whole milliseconds since 1970.
package func currentMilliseconds() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec / 1_000_000)
}

/// The present time in UTC as RFC 3339 text with milliseconds, for log lines.
package func currentTimestamp() -> String {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return timestamp(seconds: Int(time.tv_sec), milliseconds: Int(time.tv_nsec) / 1_000_000)
}

/// RFC 3339 text for a moment given in seconds since 1970.
package func timestamp(seconds: Int, milliseconds: Int) -> String {
    func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let days = (seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400
    let secondOfDay = seconds - days * 86_400
    // Days are counted from 0000-03-01, so that the leap day is the last of its year; 400 years are 146097 days.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2) + "T"
        + padded(secondOfDay / 3600, 2) + ":" + padded(secondOfDay / 60 % 60, 2) + ":" + padded(secondOfDay % 60, 2)
        + "." + padded(milliseconds, 3) + "Z"
}
