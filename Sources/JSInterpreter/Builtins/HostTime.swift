// The clock and the time zones of the host. The only builtin code that asks the operating system for anything.

import JSNumerics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Context {
    /// The current time value, whole milliseconds.
    var currentTime: Double { clock.map { DateMath.timeClip($0()) } ?? HostTime.now() }
}

enum HostTime {
    /// The current time value, whole milliseconds.
    static func now() -> Double {
        var time = timespec()
        guard unsafe clock_gettime(CLOCK_REALTIME, &time) == 0 else { return 0 }
        return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec / 1_000_000)
    }

    /// The time zone of the process, sec-systemtimezoneidentifier: what the environment variable TZ says, or the system's.
    static let localZone: TimeZoneRules = {
        guard let name = setting else { return file(systemZone) ?? .utc }
        if name.hasPrefix("/") { return file(name) ?? .utc }
        return zone(named: name) ?? TimeZoneRules(posix: name) ?? .utc
    }()

    /// The name of that zone, nil if only its rules are known.
    static let localZoneName: String? = {
        if let name = setting, !name.hasPrefix("/") { return zone(named: name) ?? TimeZoneRules(posix: name) == nil ? "UTC" : name }
        let path = resolved(setting ?? systemZone)
        for directory in directories {
            let start = (resolved(directory) ?? directory) + "/"
            if let path, path.hasPrefix(start), zone(named: String(path.dropFirst(start.count))) != nil {
                return String(path.dropFirst(start.count))
            }
        }
        return nil
    }()

    private static let systemZone = "/etc/localtime"

    /// What the environment says about the zone.
    private static var setting: String? {
        environment("TZ").map { $0.hasPrefix(":") ? String($0.dropFirst()) : $0 }
    }

    /// A path without symbolic links, nil if there is no such file.
    private static func resolved(_ path: String) -> String? {
        guard let text = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(text) }
        return unsafe String(cString: text)
    }

    /// A zone of the system's time zone database, by its name: `Europe/Berlin`. Names come from scripts: they cannot leave the directory.
    static func zone(named name: String) -> TimeZoneRules? {
        if ["utc", "etc/utc", "etc/gmt", "gmt"].contains(name.lowercased()) { return .utc }
        let components = name.split(separator: "/", omittingEmptySubsequences: false)
        let isName = components.allSatisfy { component in
            !component.isEmpty
                && component.utf8.allSatisfy { character in
                    (0x61...0x7A).contains(character | 0x20) || (0x30...0x39).contains(character) || character == 0x5F || character == 0x2B
                        || character == 0x2D
                }
        }
        guard isName, components.count <= 3, name.utf8.count <= 64 else { return nil }
        for directory in directories {
            if let rules = file(directory + "/" + name) { return rules }
        }
        return nil
    }

    private static let directories: [String] =
        (environment("TZDIR").map { [$0] } ?? []) + ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/var/db/timezone/zoneinfo"]

    private static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    private static func file(_ path: String) -> TimeZoneRules? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { _ = close(descriptor) }
        // The largest files have a few kilobytes.
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            count = unsafe max(0, read(descriptor, buffer.baseAddress, buffer.count))
        }
        return TimeZoneRules(file: bytes)
    }
}
