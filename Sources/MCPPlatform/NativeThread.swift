// Threads with a stack size of our choice. Interpreters need a large one, readers a small one, and the
// hub's blocking style wants real threads instead of a cooperative pool.

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Threads of the operating system.
package enum NativeThread {
    /// Stack for threads that only move messages.
    package static let smallStack = 1 << 20

    /// Starts a thread that runs `body` and then ends.
    ///
    /// - Parameter stackBytes: size of its stack, rounded up to whole pages.
    package static func start(
        stackBytes: Int = smallStack, _ body: @escaping @Sendable () -> Void
    ) throws(SystemError) {
        try Handle(stackBytes: stackBytes, body).detach()
    }

    /// Runs `body` on a thread of its own, or on this one if there is none to get.
    package static func startOrRun(_ body: @escaping @Sendable () -> Void) {
        do {
            try start(body)
        } catch {
            body()
        }
    }

    /// Runs `body` on threads of its own, all at the same time, while the calling thread waits for their end.
    ///
    /// - Parameters:
    ///   - count: the number of threads.
    ///   - stackBytes: size of the stack of each, rounded up to whole pages.
    package static func run(
        count: Int = 1, stackBytes: Int = smallStack, _ body: @escaping @Sendable () -> Void
    ) throws(SystemError) {
        var handles: [Handle] = []
        defer { for handle in handles { handle.join() } }
        for _ in 0..<count { handles.append(try Handle(stackBytes: stackBytes, body)) }
    }

    /// A thread that runs, to be either detached or joined.
    @safe
    private struct Handle {
        private final class Body: Sendable {
            let run: @Sendable () -> Void
            init(_ run: @escaping @Sendable () -> Void) { self.run = run }
        }

        #if canImport(Darwin)
        private let thread: pthread_t?
        #else
        private let thread: pthread_t
        #endif

        init(stackBytes: Int, _ body: @escaping @Sendable () -> Void) throws(SystemError) {
            var attributes = pthread_attr_t()
            unsafe pthread_attr_init(&attributes)
            defer { unsafe pthread_attr_destroy(&attributes) }
            let page = 16_384
            unsafe pthread_attr_setstacksize(&attributes, max(stackBytes, 1 << 18) / page * page + page)
            let argument = unsafe Unmanaged.passRetained(Body(body))
            #if canImport(Darwin)
            var thread: pthread_t?
            let code = unsafe pthread_create(
                &thread, &attributes,
                { pointer in
                    unsafe Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue().run()
                    return nil
                }, argument.toOpaque())
            unsafe self.thread = thread
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
            self.thread = thread
            #endif
            if code != 0 {
                unsafe argument.release()
                throw SystemError("cannot start a thread", code)
            }
        }

        func detach() {
            #if canImport(Darwin)
            if let thread = unsafe thread { unsafe pthread_detach(thread) }
            #else
            pthread_detach(thread)
            #endif
        }

        func join() {
            #if canImport(Darwin)
            if let thread = unsafe thread { unsafe pthread_join(thread, nil) }
            #else
            pthread_join(thread, nil)
            #endif
        }
    }
}
