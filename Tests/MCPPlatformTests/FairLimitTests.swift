import Testing

@testable import MCPPlatform

@Suite struct FairLimits {
    @Test(.timeLimit(.minutes(20)))
    func letsInWhoHasWaitedLongest() throws {
        let limit = FairLimit(1)
        #expect(limit.enter(until: .never, Cancellation()) == .granted)
        let order = Monitor([Int]())
        for number in 0..<4 {
            let waits = Completion<Bool>()
            try NativeThread.start {
                waits.finish(true)
                #expect(limit.enter(until: .never, Cancellation()) == .granted)
                order.withLock { $0.append(number) }
                limit.leave()
            }
            _ = waits.wait()
            _ = Completion<Int>().wait(until: .after(.milliseconds(50)))
        }
        limit.leave()
        #expect(order.wait { $0.count == 4 ? $0 : nil } == [0, 1, 2, 3])
    }

    @Test(.timeLimit(.minutes(20)))
    func waitingEndsAtTheDeadlineAndWhenCancelled() throws {
        let limit = FairLimit(1)
        let cancellation = Cancellation()
        #expect(limit.enter(until: .never, cancellation) == .granted)
        #expect(limit.enter(until: .after(.milliseconds(20)), cancellation) == .expired)
        try NativeThread.start {
            _ = Completion<Int>().wait(until: .after(.milliseconds(50)))
            cancellation.cancel()
        }
        #expect(limit.enter(until: .never, cancellation) == .cancelled)
        #expect(limit.enter(until: .never, cancellation) == .cancelled)
        limit.leave()
        // Those who gave up took no place.
        #expect(limit.enter(until: .after(.milliseconds(20)), Cancellation()) == .granted)
    }

    @Test(.timeLimit(.minutes(20)))
    func neverLetsInMoreThanItMay() throws {
        let limit = FairLimit(3)
        let state = Monitor((inside: 0, most: 0, ended: 0))
        for number in 0..<16 {
            try NativeThread.start {
                for turn in 0..<200 {
                    let deadline = Deadline.after(.microseconds((number + turn) % 3 == 0 ? 50 : 1_000_000))
                    guard limit.enter(until: deadline, Cancellation()) == .granted else { continue }
                    state.withLock { state in
                        state.inside += 1
                        state.most = max(state.most, state.inside)
                    }
                    state.withLock { $0.inside -= 1 }
                    limit.leave()
                }
                state.withLock { $0.ended += 1 }
            }
        }
        let most = state.wait { $0.ended == 16 ? $0.most : nil }
        #expect(most.map { $0 <= 3 } == true)
        for _ in 0..<3 { #expect(limit.enter(until: .after(.zero), Cancellation()) == .granted) }
        #expect(limit.enter(until: .after(.zero), Cancellation()) == .expired)
    }
}
