// The Boolean constructor, sec-boolean-constructor.

enum BooleanConstructor {
    static let table = BuiltinTable(.constructor(.Boolean, 1, construct, prototype: .booleanPrototype), [])

    /// sec-boolean-constructor-boolean-value
    static func construct(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let value = Value(context.toBoolean(arguments[0]))
        if arguments.newTarget.isUndefined { return value }
        let object = try context.ordinaryCreateFromConstructor(
            arguments.newTarget, .booleanPrototype, kind: .primitiveWrapper, inlineSlots: 0)
        object.internalValue = value
        return Value(object)
    }
}
