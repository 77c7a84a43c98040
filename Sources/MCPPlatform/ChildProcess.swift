// A child process with pipes on its three standard streams and exactly the environment it is given.
//
// The child leads a process group of its own: a Ctrl-C at the terminal reaches the hub alone, which then shuts
// its servers down in order, and what a launcher such as a shell script has started ends with it.

import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A process that this process has started.
package final class ChildProcess: Sendable {
    /// How a process ended.
    package enum Exit: Sendable, Equatable, CustomStringConvertible {
        case status(Int32)
        case signal(Int32)

        package var description: String {
            switch self {
            case .status(let code): "exited with status \(code)"
            case .signal(let number): "was ended by signal \(number)"
            }
        }
    }

    /// The write end of the child's standard input; belongs to the caller.
    package let standardInput: Int32
    /// The read end of the child's standard output; belongs to the caller.
    package let standardOutput: Int32
    /// The read end of the child's standard error; belongs to the caller.
    package let standardError: Int32

    private let identifier: pid_t
    /// How the process ended; while it is `nil`, `identifier` names our process and no other.
    private let exit: Monitor<Exit?>

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - executable: path of the program.
    ///   - arguments: without the program's own name.
    ///   - environment: all that the child will see.
    package init(executable: String, arguments: [String], environment: [(String, String)]) throws(SystemError) {
        let started = try Self.spawning.withLock { _ throws(SystemError) in
            try Self.start(executable, arguments: arguments, environment: environment)
        }
        standardInput = started.input
        standardOutput = started.output
        standardError = started.error
        identifier = started.identifier
        exit = Monitor(nil)
        let identifier = identifier
        do {
            let exit = exit
            try NativeThread.start { Self.reap(identifier, exit) }
        } catch {
            kill(-identifier, SIGKILL)
            throw SystemError(description: "cannot start a thread to watch \(executable)")
        }
    }

    /// Held while pipes are made and handed to a child, and while other descriptors are made: a child that is started by
    /// another thread before they are marked must not inherit them.
    static let spawning = Mutex(())

    private struct Started {
        let identifier: pid_t
        let input: Int32
        let output: Int32
        let error: Int32
    }

    private static func start(
        _ executable: String, arguments: [String], environment: [(String, String)]
    ) throws(SystemError) -> Started {
        let (input, output, error) = try Pipe.three()
        let result = spawn(
            executable, arguments: [executable] + arguments,
            environment: environment.map { "\($0.0)=\($0.1)" }, input: input, output: output, error: error)
        Files.close(input.readEnd)
        Files.close(output.writeEnd)
        Files.close(error.writeEnd)
        switch result {
        case .success(let identifier):
            return Started(
                identifier: identifier, input: input.writeEnd, output: output.readEnd, error: error.readEnd)
        case .failure(let failure):
            Files.close(input.writeEnd)
            Files.close(output.readEnd)
            Files.close(error.readEnd)
            throw failure
        }
    }

    private struct Pipe {
        let readEnd: Int32
        let writeEnd: Int32

        static func three() throws(SystemError) -> (Pipe, Pipe, Pipe) {
            var pipes: [Pipe] = []
            do {
                for _ in 0..<3 { pipes.append(try Pipe()) }
            } catch {
                for pipe in pipes { pipe.close() }
                throw error
            }
            return (pipes[0], pipes[1], pipes[2])
        }

        private func close() {
            Files.close(readEnd)
            Files.close(writeEnd)
        }

        init() throws(SystemError) {
            var ends: [Int32] = [0, 0]
            guard unsafe pipe(&ends) == 0 else {
                throw SystemError("cannot create a pipe")
            }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            readEnd = ends[0]
            writeEnd = ends[1]
        }
    }

    private static func spawn(
        _ executable: String, arguments: [String], environment: [String], input: Pipe, output: Pipe, error: Pipe
    ) -> Result<pid_t, SystemError> {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        var attributes: posix_spawnattr_t?
        let platformFlags = POSIX_SPAWN_CLOEXEC_DEFAULT
        #else
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        let platformFlags: Int32 = 0
        #endif
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        unsafe posix_spawn_file_actions_adddup2(&actions, input.readEnd, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, output.writeEnd, 1)
        unsafe posix_spawn_file_actions_adddup2(&actions, error.writeEnd, 2)
        // This process ignores SIGPIPE and may block the signals that end it; a child must start without that.
        var none = sigset_t()
        unsafe sigemptyset(&none)
        var all = sigset_t()
        unsafe sigfillset(&all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        let flags = Int32(POSIX_SPAWN_SETPGROUP) | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags | Int32(platformFlags)))

        var identifier: pid_t = 0
        let code = unsafe withCStrings(arguments) { argumentList in
            unsafe withCStrings(environment) { environmentList in
                unsafe posix_spawn(&identifier, executable, &actions, &attributes, argumentList, environmentList)
            }
        }
        if code == 0 { return .success(identifier) }
        return .failure(SystemError("cannot start \(executable)", code))
    }

    /// Runs `body` with a null-terminated array of C strings.
    private static func withCStrings<Result>(
        _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers: [UnsafeMutablePointer<CChar>?] = unsafe strings.map { unsafe strdup($0) }
        unsafe pointers.append(nil)
        defer { for unsafe pointer in unsafe pointers { unsafe free(pointer) } }
        return unsafe pointers.withUnsafeMutableBufferPointer { buffer in
            // The array holds at least the terminator, so it has an address.
            let address = unsafe buffer.baseAddress.unsafelyUnwrapped
            return unsafe body(address)
        }
    }

    private static func reap(_ identifier: pid_t, _ exit: Monitor<Exit?>) {
        // Wait without reaping first: until it is reaped, the number cannot be given to another process.
        var information = unsafe siginfo_t()
        while unsafe waitid(P_PID, id_t(identifier), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        exit.withLock { exit in
            // Whatever the program has left behind in its group.
            kill(-identifier, SIGKILL)
            var status: Int32 = 0
            while unsafe waitpid(identifier, &status, 0) < 0, errno == EINTR {}
            let signal = status & 0x7F
            exit = signal == 0 ? .status((status >> 8) & 0xFF) : .signal(signal)
        }
    }

    /// Sends a signal to the process and its group, if it still runs.
    private func send(_ signal: Int32) {
        exit.withLock { exit in
            if exit == nil { kill(-identifier, signal) }
        }
    }

    /// Blocks until the process has ended.
    ///
    /// - Returns: how it ended, or `nil` if the deadline passed first.
    package func waitForExit(until deadline: Deadline = .never) -> Exit? {
        exit.wait(until: deadline) { $0 }
    }

    /// Ends the process: waits for it to go by itself, then asks, then insists.
    package func terminate(grace: Duration) {
        if waitForExit(until: .after(grace)) != nil { return }
        send(SIGTERM)
        if waitForExit(until: .after(grace)) != nil { return }
        send(SIGKILL)
        _ = waitForExit()
    }
}
