// Where this program is.

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The program that this process runs.
package enum Executable {
    /// Its path.
    package static let path = reported ?? CommandLine.arguments.first ?? ""

    /// The directory that it is in.
    package static let directory = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."

    private static var reported: String? {
        #if canImport(Darwin)
        var size: UInt32 = 0
        _ = unsafe _NSGetExecutablePath(nil, &size)
        var bytes = [CChar](repeating: 0, count: Int(size) + 1)
        guard unsafe _NSGetExecutablePath(&bytes, &size) == 0 else { return nil }
        return String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        #else
        var bytes = [CChar](repeating: 0, count: 4096)
        let length = unsafe readlink("/proc/self/exe", &bytes, bytes.count)
        guard length > 0, length < bytes.count else { return nil }
        return String(decoding: bytes.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        #endif
    }
}
