// The WeakSet constructor, sec-weakset-constructor.

enum WeakSetConstructor {
    static let table = BuiltinTable(.constructor(.WeakSet, 0, construct, prototype: .weakSetPrototype), [])

    /// sec-weakset-iterable
    private static func construct(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        if arguments.newTarget.isUndefined { throw context.throwError(.typeError, "Constructor WeakSet requires 'new'") }
        let set = try context.ordinaryCreateFromConstructor(arguments.newTarget, .weakSetPrototype, kind: .weakSet, inlineSlots: 0)
        set.setPayload(WeakTable(hasValues: false))
        let iterable = arguments[0]
        if iterable.isNullish { return Value(set) }
        let adder = try context.get(set, PropertyKey(.add))
        guard adder.isCallable else {
            throw context.throwError(
                .typeError, "'\(context.describe(adder))' returned for property 'add' of object '#<WeakSet>' is not a function")
        }
        try context.forEachValue(of: iterable) { (value) throws(JSThrow) in _ = try context.call(adder, Value(set), value) }
        return Value(set)
    }
}
