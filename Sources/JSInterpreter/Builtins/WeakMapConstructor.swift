// The WeakMap constructor, sec-weakmap-constructor.

enum WeakMapConstructor {
    static let table = BuiltinTable(.constructor(.WeakMap, 0, construct, prototype: .weakMapPrototype), [])

    /// sec-weakmap-iterable
    private static func construct(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        if arguments.newTarget.isUndefined { throw context.throwError(.typeError, "Constructor WeakMap requires 'new'") }
        let map = try context.ordinaryCreateFromConstructor(arguments.newTarget, .weakMapPrototype, kind: .weakMap, inlineSlots: 0)
        map.setPayload(WeakTable(hasValues: true))
        let iterable = arguments[0]
        if !iterable.isNullish {
            try context.addEntries(to: map, from: iterable, try context.get(map, PropertyKey(.set)))
        }
        return Value(map)
    }
}
