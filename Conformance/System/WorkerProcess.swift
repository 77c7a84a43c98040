// A worker as the process that started it sees it: a child process of the same program, with pipes.

import MCPPlatform

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

package final class WorkerProcess {
    private var process: pid_t = 0
    private var input: Int32 = -1
    private var output: Int32 = -1
    private var errors: Int32 = -1
    private var buffer: [UInt8] = []

    /// Starts this program once more, with these arguments behind its name.
    package init(arguments: [String]) throws(SystemError) {
        var toChild: [Int32] = [0, 0]
        var fromChild: [Int32] = [0, 0]
        guard unsafe pipe(&toChild) == 0, unsafe pipe(&fromChild) == 0 else { throw SystemError("pipe") }
        errors = try WorkerProcess.temporaryFile()
        // Another worker must not inherit these: a pipe that somebody still holds open has no end.
        for descriptor in [toChild[1], fromChild[0], errors] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = unsafe posix_spawn_file_actions_t()
        #endif
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe _ = posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
        unsafe posix_spawn_file_actions_adddup2(&actions, errors, 2)
        for descriptor in [toChild[0], fromChild[1]] {
            unsafe posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        // A crash is reported by name; its backtrace would only take time.
        let environment = ["SWIFT_BACKTRACE=enable=no"] + WorkerProcess.inheritedEnvironment
        let code = unsafe WorkerProcess.withCStrings([Executable.path] + arguments) { arguments in
            unsafe WorkerProcess.withCStrings(environment) { environment in
                unsafe posix_spawn(&process, Executable.path, &actions, nil, arguments, environment)
            }
        }
        for descriptor in [toChild[0], fromChild[1]] { close(descriptor) }
        input = toChild[1]
        output = fromChild[0]
        if code != 0 { throw SystemError("posix_spawn", code) }
    }

    /// Calls `body` with strings in the form that the system wants for arguments: pointers, and nil at the end.
    private static func withCStrings(
        _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Int32
    ) -> Int32 {
        var pointers = unsafe strings.map { unsafe strdup($0) }
        unsafe pointers.append(nil)
        defer { unsafe pointers.withUnsafeBufferPointer { unsafe $0.forEach { unsafe free($0) } } }
        return unsafe pointers.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return ENOMEM }
            return unsafe body(base)
        }
    }

    /// The time zone, and what sanitizers are told.
    private static var inheritedEnvironment: [String] {
        ["TZ", "ASAN_OPTIONS", "TSAN_OPTIONS"].compactMap { (name: String) in
            guard let value = unsafe getenv(name) else { return nil }
            return unsafe "\(name)=\(String(cString: value))"
        }
    }

    /// A file without a name: however much a worker writes to standard error, it never waits for a reader.
    private static func temporaryFile() throws(SystemError) -> Int32 {
        guard let file = unsafe tmpfile() else { throw SystemError("tmpfile") }
        defer { unsafe _ = fclose(file) }
        return dup(unsafe fileno(file))
    }

    package func send(_ line: String) {
        // A worker that is gone shows when its answer is read.
        Files.writeAll(input, Array((line + "\n").utf8))
    }

    package enum Answer {
        case line(String)
        case ended
        case silent
    }

    /// The next line, waiting at most so many milliseconds for each piece of it.
    package func receive(timeoutMilliseconds: Int) -> Answer {
        while true {
            if let end = buffer.firstIndex(of: 0x0A) {
                let line = String(decoding: buffer[..<end], as: UTF8.self)
                buffer.removeSubrange(...end)
                return .line(line)
            }
            var request = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            let ready = unsafe poll(&request, 1, Int32(clamping: timeoutMilliseconds))
            if ready < 0 && errno == EINTR { continue }
            if ready <= 0 { return .silent }
            guard let bytes = Files.readSome(output, upTo: 1 << 14), !bytes.isEmpty else { return .ended }
            buffer += bytes
        }
    }

    /// Ends the worker, and says what ended it.
    package func end() -> String {
        var status: Int32 = 0
        kill(process, SIGKILL)
        while unsafe waitpid(process, &status, 0) < 0 && errno == EINTR {}
        let lastWords = readErrors()
        close(input)
        close(output)
        close(errors)
        return lastWords
    }

    /// How the worker died by itself, from its status and its last words.
    package func causeOfDeath() -> String {
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0 && errno == EINTR {}
        let lastWords = readErrors()
        close(input)
        close(output)
        close(errors)
        let signal = status & 0x7F
        let cause = signal == 0 ? "exit \((status >> 8) & 0xFF)" : "signal \(signal)"
        return lastWords.isEmpty ? "crash (\(cause))" : "crash (\(cause)): \(lastWords)"
    }

    /// Closes the pipe that the worker reads from, which ends it.
    package func finish() {
        close(input)
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0 && errno == EINTR {}
        close(output)
        close(errors)
    }

    /// The first line with words of what the worker wrote to standard error.
    private func readErrors() -> String {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe pread(errors, $0.baseAddress, $0.count, 0) }
        if count <= 0 { return "" }
        let lines = String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n")
        return OneLine.of(String(lines.first { $0.contains(where: \.isLetter) } ?? ""))
    }
}
