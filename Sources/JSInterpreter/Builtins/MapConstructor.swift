// The Map constructor, sec-map-constructor.

enum MapConstructor {
    static let table = BuiltinTable(
        .constructor(.Map, 0, construct, prototype: .mapPrototype),
        [
            .method(.groupBy, 2, groupBy),
            .getter(symbol: .species) { (_, arguments) throws(JSThrow) in arguments.thisValue },
        ])

    /// sec-map-iterable
    private static func construct(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        if arguments.newTarget.isUndefined { throw context.throwError(.typeError, "Constructor Map requires 'new'") }
        let map = try context.ordinaryCreateFromConstructor(arguments.newTarget, .mapPrototype, kind: .map, inlineSlots: 0)
        map.setPayload(OrderedTable(hasValues: true))
        let iterable = arguments[0]
        if iterable.isNullish { return Value(map) }
        let adder = try context.get(map, PropertyKey(.set))
        if context.isBuiltin(adder, MapPrototype.setEntry) {
            try context.forEachEntry(of: iterable) { (key, value) throws(JSThrow) in
                try map.withTable { table throws(JSThrow) in try table.set(try table.key(key, context), value, context) }
            }
        } else {
            try context.addEntries(to: map, from: iterable, adder)
        }
        return Value(map)
    }

    /// sec-map.groupby
    private static func groupBy(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        // sec-groupby with key coercion `collection`: the groups are arrays from the start.
        let items = try context.requireObjectCoercible(arguments[0], "Map.groupBy")
        let callback = arguments[1]
        guard callback.isCallable else { throw context.throwError(.typeError, "\(context.describe(callback)) is not a function") }
        let map = context.makeMap()
        var position = 0
        try context.forEachValue(of: items) { (value) throws(JSThrow) in
            let key = try context.call(callback, .undefined, value, Value(position))
            position += 1
            try map.withTable { table throws(JSThrow) in
                let tableKey = try table.key(key, context)
                let index = table.find(tableKey)
                if index >= 0, let group = table.value(at: index).asObject {
                    try context.append(value, to: group)
                } else {
                    let group = context.makeArray()
                    try context.append(value, to: group)
                    try table.insert(tableKey, Value(group), context)
                }
            }
        }
        return Value(map)
    }
}

extension Context {
    /// An empty Map with the realm's own prototype.
    func makeMap() -> JSObject {
        let map = heap.makeObject(.map, Shape.root(prototype: intrinsic(.mapPrototype), heap), inlineSlots: 0)
        map.setPayload(OrderedTable(hasValues: true))
        return map
    }

    /// sec-add-entries-from-iterable. The adder is checked here.
    func addEntries(to target: JSObject, from iterable: Value, _ adder: Value) throws(JSThrow) {
        guard adder.isCallable else {
            throw throwError(.typeError, "'\(describe(adder))' returned for property 'set' of object '\(describe(Value(target)))' is not a function")
        }
        try forEachEntry(of: iterable) { (key, value) throws(JSThrow) in _ = try call(adder, Value(target), key, value) }
    }

    /// Calls `body` with the key and value of each entry object that an iterable gives.
    func forEachEntry(of iterable: Value, _ body: (Value, Value) throws(JSThrow) -> Void) throws(JSThrow) {
        try forEachValue(of: iterable) { (item) throws(JSThrow) in
            guard let entry = item.asObject else {
                throw throwError(.typeError, "Iterator value \(describe(item)) is not an entry object")
            }
            let key = try getElement(entry, 0)
            try body(key, try getElement(entry, 1))
        }
    }
}
