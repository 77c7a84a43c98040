// The Set constructor, sec-set-constructor.

enum SetConstructor {
    static let table = BuiltinTable(
        .constructor(.Set, 0, construct, prototype: .setPrototype),
        [.getter(symbol: .species) { (_, arguments) throws(JSThrow) in arguments.thisValue }])

    /// sec-set-iterable
    private static func construct(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        if arguments.newTarget.isUndefined { throw context.throwError(.typeError, "Constructor Set requires 'new'") }
        let set = try context.ordinaryCreateFromConstructor(arguments.newTarget, .setPrototype, kind: .set, inlineSlots: 0)
        set.setPayload(OrderedTable(hasValues: false))
        let iterable = arguments[0]
        if iterable.isNullish { return Value(set) }
        let adder = try context.get(set, PropertyKey(.add))
        if context.isBuiltin(adder, SetPrototype.addEntry) {
            try context.forEachValue(of: iterable) { (value) throws(JSThrow) in
                try set.withTable { table throws(JSThrow) in try table.add(try table.key(value, context), context) }
            }
            return Value(set)
        }
        guard adder.isCallable else {
            throw context.throwError(
                .typeError, "'\(context.describe(adder))' returned for property 'add' of object '#<Set>' is not a function")
        }
        try context.forEachValue(of: iterable) { (value) throws(JSThrow) in _ = try context.call(adder, Value(set), value) }
        return Value(set)
    }
}

extension Context {
    /// An empty Set with the realm's own prototype.
    func makeSet() -> JSObject {
        let set = heap.makeObject(.set, Shape.root(prototype: intrinsic(.setPrototype), heap), inlineSlots: 0)
        set.setPayload(OrderedTable(hasValues: false))
        return set
    }
}
