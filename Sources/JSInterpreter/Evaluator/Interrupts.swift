// Steps: how a script is stopped.
//
// `fuel` goes down at every call and loop turn, in builtins in proportion to what they touch, and in the regular-expression
// matcher for every backtrack. When it is used up the slow path looks at the deadline, the cancellation flag and
// the total of steps, then refills. So no script goes on for longer than one quantum after its time.

extension Context {
    /// Pays for work about to be done.
    @inline(__always) func pay(_ steps: Int = 1) throws(JSThrow) {
        fuel &-= steps
        if fuel < 0 { try refuel() }
    }

    /// Pays for work in a place that cannot throw: the next step looks whether that was too much.
    @inline(__always) func owe(_ steps: Int) { fuel &-= steps }

    /// Pays for going over the units of a string once.
    @inline(__always) func payForUnits(_ count: Int) throws(JSThrow) {
        if count >= 64 { try pay(count / 64) }
    }

    /// Pays for a call whose `this` and arguments are in the frame above `top`.
    @inline(__always) func payForCall(_ frame: Frame, _ argumentCount: Int) throws(JSThrow) {
        fuel &-= 1
        if fuel < 0 { try refuelForCall(frame, argumentCount) }
    }

    /// The slow path may collect, and a collection does not look above `top`.
    @inline(never) private func refuelForCall(_ frame: Frame, _ argumentCount: Int) throws(JSThrow) {
        let top = self.top
        self.top = frame.advanced(by: Frame.firstArgument + argumentCount)
        frame.clearHeader()
        defer { self.top = top }
        try refuel()
    }

    /// All steps taken so far; after a termination, until then.
    var steps: UInt64 { termination == nil ? stepsBeforeQuantum &+ UInt64(max(0, quantum &- fuel)) : stepsBeforeQuantum }

    @inline(never) func refuel() throws(JSThrow) {
        // Counted before anything else: a collection counts what is left of the quantum, too.
        interruptSoon()
        if termination == nil {
            let wantedBytes = heap.atoms.wantedBytes
            if heap.bytes > heap.limit || wantedBytes > 0 || heap.isStressDue() { heap.collect() }
            if heap.bytes > heap.limit {
                termination = .memoryLimit
            } else if wantedBytes > 0, heap.atoms.stillWantsRoom(), heap.bytes + wantedBytes > heap.limit {
                termination = .memoryLimit
            } else if cancellation?.isCancelled == true {
                termination = .cancelled
            } else if let deadline, ContinuousClock.now >= deadline {
                termination = .deadline
            } else if let limit = limits.steps, stepsBeforeQuantum > limit {
                // The count is exact: it stops where the limit is. A collection may settle the account there without a step too many.
                stepsBeforeQuantum = limit
                termination = .stepLimit
            }
        }
        if termination != nil { throw .termination }
        quantum = Context.quantumSteps
        if let limit = limits.steps { quantum = min(quantum, Int(clamping: limit - stepsBeforeQuantum)) }
        fuel = quantum
    }

    /// Makes the script end at its next step.
    func requestTermination(_ reason: Termination) {
        interruptSoon()
        if termination == nil { termination = reason }
    }

    /// Makes the next step take the slow path.
    func interruptSoon() {
        stepsBeforeQuantum = steps
        quantum = 0
        fuel = 0
    }

    /// Throws a RangeError when the native stack is used up. For everything that recurses as deep as a script says.
    @inline(__always) func checkNativeStack() throws(JSThrow) {
        if NativeStack.currentAddress() < nativeStackLimit { throw stackOverflow() }
    }

    @inline(never) func stackOverflow() -> JSThrow {
        // Making the error object needs some stack itself: the reserve below the limit is for that.
        throwError(.rangeError, "Maximum call stack size exceeded")
    }
}
