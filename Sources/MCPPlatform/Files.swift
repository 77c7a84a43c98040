// Files and descriptors: whole-file reading, writing everything, the process environment.

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A file operation that the operating system refused.
public struct FileError: Error, CustomStringConvertible {
    /// The path as it was given.
    public let path: String
    /// The system's own words, such as `No such file or directory`.
    public let reason: String
    /// What was to be done.
    private let operation: String

    package init(path: String, reason: String, operation: String = "read") {
        self.path = path
        self.reason = reason
        self.operation = operation
    }

    public var description: String { "cannot \(operation) \(path): \(reason)" }
}

/// Reading and writing through file descriptors.
package enum Files {
    /// The bytes of the file at `path`.
    ///
    /// - Parameter limit: files larger than this many bytes are refused.
    package static func read(_ path: String, limit: Int = 1 << 30) throws(FileError) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path, reason: lastErrorText()) }
        defer { close(descriptor) }
        do {
            return try readAll(descriptor, limit: limit)
        } catch {
            throw FileError(path: path, reason: error.reason)
        }
    }

    /// The bytes up to the end of the stream `descriptor`.
    package static func readAll(_ descriptor: Int32, limit: Int = 1 << 30) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            guard let chunk = readSome(descriptor, upTo: 1 << 16) else {
                throw FileError(path: "input", reason: lastErrorText())
            }
            if chunk.isEmpty { return bytes }
            bytes += chunk
            if bytes.count > limit { throw FileError(path: "input", reason: "larger than \(limit) bytes") }
        }
    }

    /// The next bytes of a stream: empty at its end, `nil` on an error.
    package static func readSome(_ descriptor: Int32, upTo count: Int) -> [UInt8]? {
        while true {
            var result = 0
            let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
                result = unsafe systemRead(descriptor, buffer.baseAddress, count)
                initialized = max(0, result)
            }
            if result >= 0 { return bytes }
            if errno != EINTR { return nil }
        }
    }

    /// Writes all of `bytes`, however often the system takes only a part.
    ///
    /// - Returns: whether everything was taken; `false` if the other end is gone.
    @discardableResult
    package static func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool { writeAll(descriptor, bytes[...]) }

    /// Writes all of `bytes`, however often the system takes only a part, and whether the descriptor blocks or not.
    ///
    /// - Returns: whether everything was taken; `false` if the other end is gone.
    package static func writeAll(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            guard let written = writeSome(descriptor, rest) else { return false }
            rest = rest.dropFirst(written)
            if written == 0 {
                var set = PollSet()
                set.add(descriptor, read: false, write: true)
                set.wait(.seconds(60))
            }
        }
        return true
    }

    /// Writes as much of `bytes` as fits now, or all of them if the descriptor blocks.
    ///
    /// - Returns: the number of bytes written, `nil` if the other end is gone.
    package static func writeSome(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> Int? {
        while true {
            let written = unsafe bytes.withUnsafeBytes { unsafe systemWrite(descriptor, $0.baseAddress, $0.count) }
            if written >= 0 { return written }
            if errno == EAGAIN || errno == EWOULDBLOCK { return 0 }
            if errno != EINTR { return nil }
        }
    }

    /// Makes reading and writing return instead of waiting. That concerns everybody who shares the open file.
    package static func avoidBlocking(_ descriptor: Int32) { _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) }

    /// Writes as much of `bytes` as fits now.
    static func writeOnce(_ descriptor: Int32, _ bytes: [UInt8]) {
        _ = unsafe bytes.withUnsafeBytes { unsafe systemWrite(descriptor, $0.baseAddress, $0.count) }
    }

    /// Removes a file, if there is one.
    package static func remove(_ path: String) { unsafe _ = unlink(path) }

    /// The names of what is in a directory, in no order, without those that begin with a dot; empty if it cannot be read.
    package static func names(inDirectory path: String) -> [String] {
        guard let stream = unsafe opendir(path), let nameOffset = MemoryLayout<dirent>.offset(of: \.d_name) else {
            return []
        }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe UnsafeRawPointer(entry).advanced(by: nameOffset).assumingMemoryBound(to: CChar.self)
            if unsafe name.pointee != CChar(UInt8(ascii: ".")) { names.append(unsafe String(cString: name)) }
        }
        return names
    }

    /// Whether `path` is a regular file that this process may run.
    package static func isExecutable(_ path: String) -> Bool {
        var information = stat()
        guard unsafe stat(path, &information) == 0 else { return false }
        guard information.st_mode & S_IFMT == S_IFREG else { return false }
        return unsafe access(path, X_OK) == 0
    }

    /// Whether a descriptor belongs to a terminal.
    package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    package static func close(_ descriptor: Int32) {
        _ = systemClose(descriptor)
    }

    package static func lastErrorText() -> String { errorText(errno) }

    /// The system's words for an error number.
    static func errorText(_ code: Int32) -> String {
        guard let text = unsafe strerror(code) else { return "error \(code)" }
        return unsafe String(cString: text)
    }
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    unsafe read(descriptor, buffer, count)
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    unsafe write(descriptor, buffer, count)
}

private func systemClose(_ descriptor: Int32) -> Int32 {
    close(descriptor)
}

/// The environment variables of this process.
public enum ProcessEnvironment {
    /// The value of one variable, `nil` if it is not set.
    public static func value(_ name: String) -> String? {
        guard let text = unsafe getenv(name) else { return nil }
        return unsafe String(cString: text)
    }
}
