// The FinalizationRegistry constructor, sec-finalization-registry-constructor.
//
// There is no queue of jobs, so no cleanup callback is ever called. What can be observed is which tokens are registered, and that is
// all that a registry remembers; it holds them weakly.

enum FinalizationRegistryConstructor {
    static let table = BuiltinTable(.constructor(.FinalizationRegistry, 1, construct, prototype: .finalizationRegistryPrototype), [])

    /// sec-finalization-registry-cleanup-callback
    private static func construct(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        if arguments.newTarget.isUndefined {
            throw context.throwError(.typeError, "Constructor FinalizationRegistry requires 'new'")
        }
        guard arguments[0].isCallable else {
            throw context.throwError(.typeError, "FinalizationRegistry: cleanup must be callable")
        }
        let registry = try context.ordinaryCreateFromConstructor(
            arguments.newTarget, .finalizationRegistryPrototype, kind: .finalizationRegistry, inlineSlots: 0)
        registry.setPayload(WeakTable(hasValues: false))
        return Value(registry)
    }
}
