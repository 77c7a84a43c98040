// The properties of WeakSet.prototype, sec-properties-of-the-weakset-prototype-object.

enum WeakSetPrototype {
    static let table = BuiltinTable(
        .ordinary,
        [
            .method(.add, 1, add),
            .intrinsic(.constructor, .weakSet),
            .method(.delete, 1, delete),
            .method(.has, 1, has),
            .toStringTag(.WeakSet),
        ])

    private static func this(_ context: Context, _ arguments: Arguments, _ method: StaticString) throws(JSThrow) -> WeakTable {
        if let object = arguments.thisValue.asObject, object.kind == .weakSet, let table = object.payload(as: WeakTable.self) {
            return table
        }
        throw context.throwError(
            .typeError, "Method WeakSet.prototype.\(method) called on incompatible receiver \(context.describe(arguments.thisValue))")
    }

    /// sec-weakset.prototype.add
    private static func add(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let table = try this(context, arguments, "add")
        guard WeakTable.canHold(arguments[0], context) else {
            throw context.throwError(.typeError, "Invalid value used in weak set")
        }
        try table.add(arguments[0], context)
        return arguments.thisValue
    }

    /// sec-weakset.prototype.delete
    private static func delete(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try this(context, arguments, "delete").remove(arguments[0], context))
    }

    /// sec-weakset.prototype.has
    private static func has(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try this(context, arguments, "has").find(arguments[0]) >= 0)
    }
}
