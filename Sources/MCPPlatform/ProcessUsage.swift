// What this process takes of the machine. Linux tells it in a few small files; elsewhere only the processor time is known.

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The present use of memory, threads and descriptors by this process; `nil` for what the system does not tell.
package struct ProcessUsage {
    /// Time on processors, of all threads.
    package let processorSeconds: Double
    package let residentBytes: Double?
    package let virtualBytes: Double?
    package let threads: Double?
    package let openDescriptors: Double?

    package init() {
        var usage = rusage()
        #if canImport(Glibc)
        unsafe getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        #else
        unsafe getrusage(RUSAGE_SELF, &usage)
        #endif
        processorSeconds = [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
        let fields = Self.statistics()
        threads = fields.count > 17 ? Double(fields[17]) : nil
        virtualBytes = fields.count > 20 ? Double(fields[20]) : nil
        residentBytes = fields.count > 21 ? Double(fields[21]).map { $0 * Double(sysconf(Int32(_SC_PAGESIZE))) } : nil
        openDescriptors = Self.countDescriptors()
    }

    /// The fields of `/proc/self/stat` after the name of the program, which may contain anything; the first is the state.
    private static func statistics() -> [Substring] {
        guard let bytes = try? Files.read("/proc/self/stat", limit: 1 << 16) else { return [] }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.lastIndex(of: ")") else { return [] }
        return text[text.index(after: end)...].split(whereSeparator: \.isWhitespace)
    }

    private static func countDescriptors() -> Double? {
        guard let directory = unsafe opendir("/proc/self/fd") else { return nil }
        defer { unsafe closedir(directory) }
        var count = 0.0
        while unsafe readdir(directory) != nil { count += 1 }
        // Without the two links to directories, and without the descriptor that this takes.
        return max(0, count - 3)
    }
}
