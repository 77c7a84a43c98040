// Threads with a stack size of our choice. Interpreters need a large one, readers a small one, and the
// hub's blocking style wants real threads instead of a cooperative pool.

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The system has no thread to give.
struct ThreadCreationError: Error {
    let code: Int32
}

/// A detached thread of the operating system.
enum NativeThread {
    /// Stack for threads that only move messages.
    static let smallStack = 1 << 20

    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts a thread that runs `body` and then ends.
    ///
    /// - Parameter stackBytes: size of its stack, rounded up to whole pages.
    static func start(
        stackBytes: Int = smallStack, _ body: @escaping @Sendable () -> Void
    ) throws(ThreadCreationError) {
        var attributes = pthread_attr_t()
        unsafe pthread_attr_init(&attributes)
        defer { unsafe pthread_attr_destroy(&attributes) }
        let page = 16_384
        unsafe pthread_attr_setstacksize(&attributes, max(stackBytes, 1 << 18) / page * page + page)
        unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        let argument = unsafe Unmanaged.passRetained(Body(body))
        #if canImport(Darwin)
        var thread: pthread_t?
        let code = unsafe pthread_create(
            &thread, &attributes,
            { pointer in
                unsafe Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue().run()
                return nil
            }, argument.toOpaque())
        #else
        var thread = pthread_t()
        let code = unsafe pthread_create(
            &thread, &attributes,
            { pointer in
                if let pointer = unsafe pointer {
                    unsafe Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue().run()
                }
                return nil
            }, argument.toOpaque())
        #endif
        if code != 0 {
            unsafe argument.release()
            throw ThreadCreationError(code: code)
        }
    }

    /// Runs `body` on a thread of its own, or on this one if there is none to get.
    static func startOrRun(_ body: @escaping @Sendable () -> Void) {
        do {
            try start(body)
        } catch {
            body()
        }
    }
}

/// The thread of a command, instead of the main thread, whose stack the system chooses.
public enum CommandThread {
    /// Runs `body` on a thread with the given stack while the calling thread waits.
    public static func run(stackBytes: Int, _ body: @escaping @Sendable () -> Void) throws {
        let finished = Completion<Bool>()
        try NativeThread.start(stackBytes: stackBytes) {
            body()
            finished.finish(true)
        }
        _ = finished.wait()
    }
}
