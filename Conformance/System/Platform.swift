// What the programs of this folder need of the system: files, threads, child processes, in terms of POSIX.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

package struct SystemError: Error, CustomStringConvertible {
    package let operation: String
    package let code: Int32

    package init(_ operation: String, _ code: Int32 = errno) {
        self.operation = operation
        self.code = code
    }

    package var description: String { unsafe "\(operation): \(String(cString: strerror(code)))" }
}

package enum Output {
    package static func error(_ text: String) { write(text, to: 2) }

    /// Unbuffered: what a worker has said must arrive even if it dies next.
    package static func line(_ text: String) { write(text, to: 1) }

    private static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array((text + "\n").utf8)[...]
        while !bytes.isEmpty {
            let written = unsafe bytes.withUnsafeBytes { unsafe systemWrite(descriptor, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            if written <= 0 { return }
            bytes = bytes.dropFirst(written)
        }
    }

    package static var isTerminal: Bool { isatty(2) == 1 }
}

package enum Platform {
    package static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// Writing to a worker that died is an error like any other.
    package static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

    /// The path of this program.
    package static var executable: String {
        #if os(Linux)
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                guard let base = bytes.baseAddress else { return 0 }
                return unsafe readlink("/proc/self/exe", base.assumingMemoryBound(to: CChar.self), bytes.count)
            }
            if count > 0 { return String(decoding: buffer[..<count], as: UTF8.self) }
        #endif
        return CommandLine.arguments[0]
    }
}

package enum Files {
    /// The text of a file; nil if there is none.
    package static func read(_ path: String) throws(SystemError) -> String? {
        try readBytes(path).map { String(decoding: $0, as: UTF8.self) }
    }

    package static func write(_ text: String, to path: String) throws(SystemError) { try write(Array(text.utf8), to: path) }

    package static func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
        guard let file = unsafe fopen(path, "w") else { throw SystemError(path) }
        defer { unsafe _ = fclose(file) }
        let isComplete = unsafe bytes.withUnsafeBytes { unsafe fwrite($0.baseAddress, 1, $0.count, file) == $0.count }
        if !isComplete { throw SystemError(path) }
    }

    package static func readBytes(_ path: String) throws(SystemError) -> [UInt8]? {
        let descriptor = unsafe open(path, O_RDONLY)
        if descriptor < 0 {
            if errno == ENOENT { return nil }
            throw SystemError(path)
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe Int(systemRead(descriptor, $0.baseAddress, $0.count)) }
            if count < 0 {
                if errno == EINTR { continue }
                throw SystemError(path)
            }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    /// Makes a directory if it is not there.
    package static func makeDirectory(_ path: String) throws(SystemError) {
        if unsafe mkdir(path, 0o777) != 0 && errno != EEXIST { throw SystemError(path) }
    }

    package static func remove(_ path: String) { unsafe _ = unlink(path) }

    /// The names of what is in a directory.
    package static func names(_ directory: String) throws(SystemError) -> [String] {
        guard let stream = unsafe opendir(directory) else { throw SystemError(directory) }
        defer { unsafe _ = closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
                unsafe String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }

    /// The paths of all files under a directory, relative to it, sorted.
    package static func list(_ directory: String) throws(SystemError) -> [String] {
        var found: [String] = []
        var pending = [""]
        while let relative = pending.popLast() {
            let path = relative.isEmpty ? directory : "\(directory)/\(relative)"
            for name in try names(path) {
                let child = relative.isEmpty ? name : "\(relative)/\(name)"
                var status = stat()
                guard unsafe stat("\(directory)/\(child)", &status) == 0 else { continue }
                if status.st_mode & S_IFMT == S_IFDIR { pending.append(child) } else { found.append(child) }
            }
        }
        return found.sorted()
    }
}

package func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
        unsafe Glibc.read(descriptor, buffer, count)
    #elseif canImport(Musl)
        unsafe Musl.read(descriptor, buffer, count)
    #else
        unsafe Darwin.read(descriptor, buffer, count)
    #endif
}

package func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
        unsafe Glibc.write(descriptor, buffer, count)
    #elseif canImport(Musl)
        unsafe Musl.write(descriptor, buffer, count)
    #else
        unsafe Darwin.write(descriptor, buffer, count)
    #endif
}

/// A thread of the system.
@safe
package struct Thread {
    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    #if canImport(Darwin)
        private let handle: pthread_t?
    #else
        private let handle: pthread_t
    #endif

    /// Starts a thread with a stack of some size.
    package init(stackBytes: Int, _ body: @escaping @Sendable () -> Void) throws(SystemError) {
        var attributes = pthread_attr_t()
        unsafe pthread_attr_init(&attributes)
        defer { unsafe pthread_attr_destroy(&attributes) }
        unsafe pthread_attr_setstacksize(&attributes, stackBytes)
        let argument = unsafe Unmanaged.passRetained(Body(body))
        #if canImport(Darwin)
            var thread: pthread_t?
            let code = unsafe pthread_create(
                &thread, &attributes,
                { pointer in
                    unsafe Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue().run()
                    return nil
                }, argument.toOpaque())
            unsafe handle = thread
        #else
            var thread = pthread_t()
            let code = unsafe pthread_create(
                &thread, &attributes,
                { pointer in
                    if let pointer = unsafe pointer { unsafe Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue().run() }
                    return nil
                }, argument.toOpaque())
            handle = thread
        #endif
        if code != 0 {
            unsafe argument.release()
            throw SystemError("pthread_create", code)
        }
    }

    package func join() {
        #if canImport(Darwin)
            if let handle = unsafe handle { _ = unsafe pthread_join(handle, nil) }
        #else
            pthread_join(handle, nil)
        #endif
    }
}
