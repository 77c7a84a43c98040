// The properties of WeakMap.prototype, sec-properties-of-the-weakmap-prototype-object.

enum WeakMapPrototype {
    static let table = BuiltinTable(
        .ordinary,
        [
            .intrinsic(.constructor, .weakMap),
            .method(.delete, 1, delete),
            .method(.get, 1, get),
            .method(.getOrInsert, 2, getOrInsert),
            .method(.getOrInsertComputed, 2, getOrInsertComputed),
            .method(.has, 1, has),
            .method(.set, 2, set),
            .toStringTag(.WeakMap),
        ])

    private static func this(_ context: Context, _ arguments: Arguments, _ method: StaticString) throws(JSThrow) -> WeakTable {
        if let object = arguments.thisValue.asObject, object.kind == .weakMap, let table = object.payload(as: WeakTable.self) {
            return table
        }
        throw context.throwError(
            .typeError, "Method WeakMap.prototype.\(method) called on incompatible receiver \(context.describe(arguments.thisValue))")
    }

    private static func checkKey(_ context: Context, _ key: Value) throws(JSThrow) {
        if WeakTable.canHold(key, context) { return }
        throw context.throwError(.typeError, "Invalid value used as weak map key")
    }

    /// sec-weakmap.prototype.delete
    private static func delete(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try this(context, arguments, "delete").remove(arguments[0], context))
    }

    /// sec-weakmap.prototype.get
    private static func get(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let table = try this(context, arguments, "get")
        let index = table.find(arguments[0])
        return index < 0 ? .undefined : table.entries.value(at: index)
    }

    /// sec-weakmap.prototype.getorinsert
    private static func getOrInsert(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let table = try this(context, arguments, "getOrInsert")
        try checkKey(context, arguments[0])
        let index = table.find(arguments[0])
        if index >= 0 { return table.entries.value(at: index) }
        try table.set(arguments[0], arguments[1], context)
        return arguments[1]
    }

    /// sec-weakmap.prototype.getorinsertcomputed
    private static func getOrInsertComputed(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let table = try this(context, arguments, "getOrInsertComputed")
        try checkKey(context, arguments[0])
        let callback = arguments[1]
        guard callback.isCallable else { throw context.throwError(.typeError, "\(context.describe(callback)) is not a function") }
        let index = table.find(arguments[0])
        if index >= 0 { return table.entries.value(at: index) }
        let value = try context.call(callback, .undefined, arguments[0])
        try table.set(arguments[0], value, context)
        return value
    }

    /// sec-weakmap.prototype.has
    private static func has(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try this(context, arguments, "has").find(arguments[0]) >= 0)
    }

    /// sec-weakmap.prototype.set
    private static func set(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let table = try this(context, arguments, "set")
        try checkKey(context, arguments[0])
        try table.set(arguments[0], arguments[1], context)
        return arguments.thisValue
    }
}
