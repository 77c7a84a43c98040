import Testing

@testable import MCPPlatform

@Suite(.timeLimit(.minutes(20))) struct ThreadPools {
    /// A job that runs until it is released.
    private final class Gate: Sendable {
        let started = Monitor(0)
        private let released = Completion<Bool>()

        func wait() {
            started.withLock { $0 += 1 }
            _ = released.wait(until: .after(.seconds(60)))
        }

        func waitUntilStarted(_ count: Int) { _ = started.wait(until: .after(.seconds(20))) { $0 >= count ? true : nil } }

        func release() { released.finish(true) }
    }

    @Test func jobsStartInTheOrderOfTheirArrival() {
        let pool = ThreadPool(size: 1)
        let gate = Gate()
        pool.submit(Cancellation()) { _ in gate.wait() }
        gate.waitUntilStarted(1)
        let order = Monitor([Int]())
        for index in 0..<500 { pool.submit(Cancellation()) { _ in order.withLock { $0.append(index) } } }
        #expect(pool.load.running == 1 && pool.load.waiting == 500)
        gate.release()
        #expect(order.wait(until: .after(.seconds(120))) { $0.count == 500 ? $0 : nil } == Array(0..<500))
        pool.close()
        #expect(pool.load.running == 0 && pool.load.waiting == 0)
    }

    @Test func cancellingAWaitingJobAnswersAtOnceAndKeepsTheOrder() {
        let pool = ThreadPool(size: 2)
        let gate = Gate()
        for _ in 0..<2 { pool.submit(Cancellation()) { _ in gate.wait() } }
        gate.waitUntilStarted(2)
        let order = Monitor([Int]())
        let dropped = Monitor([Int]())
        let switches = (0..<100).map { _ in Cancellation() }
        for (index, cancellation) in switches.enumerated() {
            pool.submit(cancellation) { admission in
                if case .dropped = admission { dropped.withLock { $0.append(index) } } else { order.withLock { $0.append(index) } }
            }
        }
        for index in stride(from: 99, through: 1, by: -2) { switches[index].cancel() }
        // By the thread that cancels: no job has to end first.
        #expect(dropped.withLock { $0 } == Array(stride(from: 99, through: 1, by: -2)))
        #expect(pool.load.waiting == 50)
        gate.release()
        let ran = order.wait(until: .after(.seconds(120))) { $0.count == 50 ? $0 : nil } ?? []
        #expect(ran.sorted() == Array(stride(from: 0, through: 98, by: 2)))
        // A switch that is thrown late changes nothing.
        switches[0].cancel()
        pool.close()
        #expect(dropped.withLock { $0.count } == 50)
    }

    @Test func aSwitchThatWasThrownBeforeDropsTheJob() {
        let pool = ThreadPool(size: 1)
        let gate = Gate()
        pool.submit(Cancellation()) { _ in gate.wait() }
        gate.waitUntilStarted(1)
        let cancellation = Cancellation()
        cancellation.cancel()
        let dropped = Completion<Bool>()
        pool.submit(cancellation) { if case .dropped = $0 { dropped.finish(true) } }
        #expect(dropped.wait(until: .after(.seconds(60))) == true)
        gate.release()
        pool.close()
    }

    @Test func closingAnswersEveryJob() {
        let pool = ThreadPool(size: 3)
        let gate = Gate()
        let answers = Monitor((ran: 0, dropped: 0))
        for _ in 0..<300 {
            pool.submit(Cancellation()) { admission in
                switch admission {
                case .running:
                    gate.wait()
                    answers.withLock { $0.ran += 1 }
                case .dropped: answers.withLock { $0.dropped += 1 }
                }
            }
        }
        gate.waitUntilStarted(3)
        NativeThread.startOrRun {
            // Those that wait are answered while others still run.
            _ = answers.wait(until: .after(.seconds(20))) { $0.dropped == 297 ? true : nil }
            gate.release()
        }
        pool.close()
        #expect(answers.withLock { $0.ran } == 3)
        #expect(answers.withLock { $0.dropped } == 297)
        let late = Completion<Bool>()
        pool.submit(Cancellation()) { if case .dropped = $0 { late.finish(true) } }
        #expect(late.wait(until: .after(.seconds(60))) == true)
    }

    @Test func aJobThatHoldsItsSwitchGoesWhenItHasRun() {
        final class Witness: Sendable {}
        let pool = ThreadPool(size: 1)
        weak var witness: Witness?
        let done = Completion<Bool>()
        do {
            let object = Witness()
            witness = object
            let cancellation = Cancellation()
            pool.submit(cancellation) { _ in
                _ = (cancellation.isCancelled, object)
                done.finish(true)
            }
        }
        _ = done.wait(until: .after(.seconds(10)))
        pool.close()
        #expect(witness == nil)
    }

    @Test func growsAndShrinks() throws {
        let pool = ThreadPool(size: 1)
        let (running, mayEnd) = (Monitor(0), Completion<Bool>())
        for _ in 0..<3 {
            pool.submit(Cancellation()) { _ in
                running.withLock { $0 += 1 }
                _ = mayEnd.wait()
            }
        }
        _ = running.wait { $0 == 1 ? true : nil }
        #expect(pool.load == .init(size: 1, running: 1, waiting: 2))
        pool.resize(to: 3)
        #expect(running.wait(until: .after(.seconds(20))) { $0 == 3 ? true : nil } == true)
        pool.resize(to: 1)
        mayEnd.finish(true)
        let done = Completion<Bool>()
        pool.submit(Cancellation()) { _ in done.finish(true) }
        #expect(done.wait(until: .after(.seconds(20))) == true)
        pool.close()
        #expect(pool.load == .init(size: 1, running: 0, waiting: 0))
    }
}
