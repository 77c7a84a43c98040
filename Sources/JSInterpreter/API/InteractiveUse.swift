// What an interactive host needs beyond running scripts: to see what was thrown, and to go on after it has ended a script.

extension Interpreter {
    /// The value that was thrown when a call of this interpreter last failed with `ExecutionError.exception`; nil if none has.
    public var uncaughtValue: JSValue? { context.uncaught.isEmpty ? nil : JSValue(context.uncaught, self) }

    /// Lets scripts run again after a termination. What the ended script has done so far stays done.
    ///
    /// - Parameter cancellation: Ends what runs from now on when it is cancelled, in place of the token given before.
    public func recover(cancellation: CancellationToken?) {
        context.termination = nil
        context.cancellation = cancellation
        context.interruptSoon()
    }
}
