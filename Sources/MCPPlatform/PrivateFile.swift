// Files for what not everybody on the machine may read.

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A file that its owner alone can read, open for writing.
public final class PrivateFile: Sendable {
    private let descriptor: Int32

    /// Makes a file, or empties the one that there is and takes it from other readers.
    public init(creating path: String) throws(FileError) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError(path: path, reason: Files.lastErrorText(), operation: "write") }
        var information = stat()
        let isKnown = unsafe fstat(descriptor, &information) == 0
        // Pipes and devices are as private as whoever made them wanted.
        let isRegular = isKnown && information.st_mode & S_IFMT == S_IFREG
        guard isKnown, !isRegular || fchmod(descriptor, 0o600) == 0 else {
            let reason = Files.lastErrorText()
            Files.close(descriptor)
            throw FileError(path: path, reason: reason, operation: "write")
        }
        self.descriptor = descriptor
    }

    deinit { Files.close(descriptor) }

    /// Writes at the end.
    ///
    /// - Returns: whether all was written.
    package func append(_ bytes: [UInt8]) -> Bool { Files.writeAll(descriptor, bytes) }

    /// Makes a directory that its owner alone can use, unless there is one.
    public static func makeDirectory(_ path: String) throws(FileError) {
        if unsafe mkdir(path, 0o700) == 0 { return }
        let reason = Files.lastErrorText()
        var information = stat()
        guard unsafe stat(path, &information) == 0, information.st_mode & S_IFMT == S_IFDIR else {
            throw FileError(path: path, reason: reason, operation: "make the directory")
        }
    }
}
