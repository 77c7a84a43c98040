// A file for one test.

@testable import MCPHub

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A file that goes when nobody holds it any more.
final class TemporaryFile: Sendable {
    let path: String

    init(_ text: String) throws {
        let directory = ProcessEnvironment.value("TMPDIR") ?? "/tmp"
        path = "\(directory)/mcphub-test-\(UInt64.random(in: .min ... .max)).json"
        try write(text)
    }

    /// Replaces what the file says.
    func write(_ text: String) throws {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError(path: path, reason: "cannot be written") }
        Files.writeAll(descriptor, Array(text.utf8))
        Files.close(descriptor)
    }

    func remove() { unsafe unlink(path) }

    deinit { unsafe unlink(path) }
}
