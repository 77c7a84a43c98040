// The properties of WeakRef.prototype, sec-properties-of-the-weak-ref-prototype-object.

enum WeakRefPrototype {
    static let table = BuiltinTable(
        .ordinary,
        [
            .intrinsic(.constructor, .weakRef),
            .method(.deref, 0, deref),
            .toStringTag(.WeakRef),
        ])

    /// sec-weak-ref.prototype.deref
    private static func deref(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let object = arguments.thisValue.asObject, object.kind == .weakRef, let data = object.payload(as: WeakRefData.self) else {
            throw context.throwError(
                .typeError,
                "Method WeakRef.prototype.deref called on incompatible receiver \(context.describe(arguments.thisValue))")
        }
        return data.target
    }
}
