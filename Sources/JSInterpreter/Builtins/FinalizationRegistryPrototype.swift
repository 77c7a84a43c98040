// The properties of FinalizationRegistry.prototype, sec-properties-of-the-finalization-registry-prototype-object.

enum FinalizationRegistryPrototype {
    static let table = BuiltinTable(
        .ordinary,
        [
            .intrinsic(.constructor, .finalizationRegistry),
            .method(.register, 2, register),
            .method(.unregister, 1, unregister),
            .toStringTag(.FinalizationRegistry),
        ])

    private static func this(_ context: Context, _ arguments: Arguments, _ method: StaticString) throws(JSThrow) -> WeakTable {
        if let object = arguments.thisValue.asObject, object.kind == .finalizationRegistry,
            let table = object.payload(as: WeakTable.self)
        {
            return table
        }
        throw context.throwError(
            .typeError,
            "Method FinalizationRegistry.prototype.\(method) called on incompatible receiver \(context.describe(arguments.thisValue))")
    }

    /// sec-finalization-registry.prototype.register
    private static func register(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let tokens = try this(context, arguments, "register")
        let target = arguments[0]
        guard WeakTable.canHold(target, context) else {
            throw context.throwError(.typeError, "FinalizationRegistry.prototype.register: invalid target")
        }
        if try context.sameValue(target, arguments[1]) {
            throw context.throwError(.typeError, "FinalizationRegistry.prototype.register: target and holdings must not be same")
        }
        let token = arguments[2]
        if WeakTable.canHold(token, context) {
            try tokens.add(token, context)
        } else if !token.isUndefined {
            throw context.throwError(.typeError, "Invalid unregisterToken ('\(context.describe(token))')")
        }
        return .undefined
    }

    /// sec-finalization-registry.prototype.unregister
    private static func unregister(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let tokens = try this(context, arguments, "unregister")
        guard WeakTable.canHold(arguments[0], context) else {
            throw context.throwError(.typeError, "Invalid unregisterToken ('\(context.describe(arguments[0]))')")
        }
        return Value(try tokens.remove(arguments[0], context))
    }
}
