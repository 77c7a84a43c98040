// Threads that work off a queue. Their number bounds how many jobs run at the same time; the others wait in the order of
// their arrival.

/// A bounded set of threads.
package final class ThreadPool: Sendable {
    /// How a submitted job ended up.
    package enum Admission: Sendable {
        /// It runs now, on a thread of the pool.
        case running
        /// It was cancelled while it waited, or the pool is closed; it runs on another thread and must be brief.
        case dropped
    }

    private struct Job {
        let number: Int
        let body: @Sendable (Admission) -> Void
    }

    private struct State {
        var queue: [Job] = []
        var nextNumber = 0
        /// Jobs that run at the same time.
        var size: Int
        var threads = 0
        /// Threads that look for a job, or are about to.
        var idle = 0
        var running = 0
        var isClosed = false
    }

    /// What the threads are doing.
    package struct Load: Sendable, Equatable {
        /// Jobs that can run at the same time.
        package let size: Int
        /// Jobs that run.
        package let running: Int
        /// Jobs that wait.
        package let waiting: Int
    }

    private let stackBytes: Int
    private let state: Monitor<State>

    /// - Parameters:
    ///   - size: jobs that run at the same time.
    ///   - stackBytes: stack of each thread.
    package init(size: Int, stackBytes: Int = NativeThread.smallStack) {
        state = Monitor(State(size: size))
        self.stackBytes = stackBytes
    }

    /// What the threads are doing now.
    package var load: Load { state.withLockUnnoticed { Load(size: $0.size, running: $0.running, waiting: $0.queue.count) } }

    /// Runs `body` on a thread of the pool as soon as one is free.
    ///
    /// - Parameter cancellation: takes the job out of the queue; a running job has to watch it itself.
    package func submit(_ cancellation: Cancellation, _ body: @escaping @Sendable (Admission) -> Void) {
        let state = state
        // All threads that wait here are alike, and nobody who closes the pool waits for jobs to come.
        let (job, isClosed, needsThread) = state.withLockForOne { state in
            let job = Job(number: state.nextNumber, body: body)
            state.nextNumber += 1
            if state.isClosed { return (job, true, false) }
            state.queue.append(job)
            let needsThread = state.idle < state.queue.count && state.threads < state.size
            if needsThread { state.threads += 1 }
            return (job, false, needsThread)
        }
        if isClosed { return body(.dropped) }
        // The handler stays with the switch, and the job may hold the switch: only the queue holds the job.
        cancellation.addHandler { [number = job.number] in
            let waiting = state.withLock { state -> Job? in
                guard let index = state.queue.firstIndex(where: { $0.number == number }) else { return nil }
                return state.queue.remove(at: index)
            }
            waiting?.body(.dropped)
        }
        if needsThread { startThread() }
    }

    /// Changes how many jobs run at the same time. Those that run stay, even if they are more.
    package func resize(to size: Int) {
        let missing = state.withLock { state in
            state.size = size
            let missing = max(0, min(state.queue.count - state.idle, size - state.threads))
            state.threads += missing
            return missing
        }
        for _ in 0..<missing { startThread() }
    }

    private func startThread() {
        let state = state
        do {
            try NativeThread.start(stackBytes: stackBytes) {
                while let job = Self.nextJob(state) {
                    job.body(.running)
                    state.withLockUnnoticed { $0.running -= 1 }
                }
                // Who closes the pool waits for the last one.
                state.withLock { _ in }
            }
        } catch {
            // Without any thread nobody would ever look at the queue.
            let abandoned = state.withLock { state -> [Job] in
                state.threads -= 1
                guard state.threads == 0 else { return [] }
                defer { state.queue = [] }
                return state.queue
            }
            for job in abandoned { job.body(.dropped) }
        }
    }

    /// The next job for a thread; `nil` if the thread is to end, which is then no longer counted.
    private static func nextJob(_ state: Monitor<State>) -> Job? {
        state.withLockUnnoticed { $0.idle += 1 }
        return state.wait { state -> Job?? in
            let isSurplus = state.threads > state.size
            if !isSurplus, !state.queue.isEmpty {
                state.idle -= 1
                state.running += 1
                return .some(state.queue.removeFirst())
            }
            if isSurplus || state.isClosed {
                state.idle -= 1
                state.threads -= 1
                return .some(nil)
            }
            return nil
        } ?? nil
    }

    /// Takes no more jobs, drops those that wait, and returns when the running ones have ended.
    package func close() {
        let waiting = state.withLock { state in
            state.isClosed = true
            defer { state.queue = [] }
            return state.queue
        }
        for job in waiting { job.body(.dropped) }
        _ = state.wait { $0.threads == 0 ? true : nil }
    }
}
