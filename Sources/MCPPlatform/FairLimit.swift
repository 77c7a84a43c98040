// A limit on how many may do something at the same time. Whoever comes when it is reached waits, in the order of arrival.

/// Lets a number of threads in at the same time, the others in the order in which they came.
package final class FairLimit: Sendable {
    /// How waiting ended.
    package enum Outcome: Sendable {
        /// The caller is in, and has to call `leave`.
        case granted
        case cancelled
        /// The deadline came first.
        case expired
    }

    private struct State {
        var inside = 0
        var nextTicket = 0
        var queue: [(ticket: Int, turn: Completion<Outcome>)] = []
    }

    package let limit: Int
    private let state = Monitor(State())

    package init(_ limit: Int) { self.limit = limit }

    /// Blocks until it is the caller's turn.
    package func enter(until deadline: Deadline, _ cancellation: Cancellation) -> Outcome {
        let turn = Completion<Outcome>()
        let ticket: Int? = state.withLock { state in
            if state.inside < limit {
                state.inside += 1
                return nil
            }
            state.nextTicket += 1
            state.queue.append((state.nextTicket, turn))
            return state.nextTicket
        }
        guard let ticket else { return .granted }
        let outcome = cancellation.withHandler({ turn.finish(.cancelled) }) { turn.wait(until: deadline) }
        if outcome == .granted { return .granted }
        // Somebody may leave right now and pass the turn on to this one.
        if outcome == nil, !turn.finish(.expired), turn.wait() == .granted { return .granted }
        state.withLock { state in state.queue.removeAll { $0.ticket == ticket } }
        return outcome ?? .expired
    }

    /// Gives the caller's place to the one who has waited longest.
    package func leave() {
        state.withLock { state in
            while !state.queue.isEmpty {
                if state.queue.removeFirst().turn.finish(.granted) { return }
            }
            state.inside -= 1
        }
    }
}
