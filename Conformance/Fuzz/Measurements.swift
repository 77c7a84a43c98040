// What the system says of this process: time, memory, threads, descriptors.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

import ConformanceSystem
import MCPPlatform

enum ProcessorTime {
    /// Milliseconds that this thread has used: what other work on the machine costs is not the engine's fault.
    static func thread() -> Int {
        var time = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000
    }
}

enum Resident {
    /// The most bytes of memory that this process has ever had.
    static var peak: Int {
        var usage = rusage()
        #if canImport(Darwin)
            unsafe getrusage(RUSAGE_SELF, &usage)
            return usage.ru_maxrss
        #elseif canImport(Musl)
            unsafe getrusage(RUSAGE_SELF, &usage)
            return usage.ru_maxrss << 10
        #else
            unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
            return usage.ru_maxrss << 10
        #endif
    }

    /// The bytes of memory that this process has now; 0 where the system does not say.
    static var now: Int {
        guard let text = try? Files.text("/proc/self/statm") else { return 0 }
        let fields = text.split(separator: " ")
        return fields.count > 1 ? (Int(fields[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
    }

    /// Lets `recentPeak` begin anew, where the system can do that.
    static func resetPeak() { try? Files.write("5", to: "/proc/self/clear_refs") }

    /// The most bytes of memory since `resetPeak`; 0 where the system does not say.
    static var recentPeak: Int {
        guard let status = try? Files.text("/proc/self/status") else { return 0 }
        for line in status.split(separator: "\n") where line.hasPrefix("VmHWM:") {
            return (line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) << 10
        }
        return 0
    }

    /// The number of threads of this process; 0 where the system does not say.
    static var threads: Int { Files.names(inDirectory: "/proc/self/task").count }

    /// The number of open descriptors of this process; 0 where the system does not say.
    static var descriptors: Int { Files.names(inDirectory: "/proc/self/fd").count }
}
