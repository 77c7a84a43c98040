// %Boolean.prototype%, sec-properties-of-the-boolean-prototype-object: itself a Boolean object.

enum BooleanPrototype {
    static let table = BuiltinTable(
        .special(make),
        [
            .intrinsic(.constructor, .boolean),
            .method(.toString, 0, toString),
            .method(.valueOf, 0, valueOf),
        ])

    private static func make(_ context: Context, _ shape: Shape) -> JSObject {
        let object = context.heap.makeObject(.primitiveWrapper, shape, inlineSlots: 3)
        object.internalValue = .false
        return object
    }

    /// sec-boolean.prototype.tostring
    static func toString(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try thisBooleanValue(context, arguments.thisValue, "toString").isTrue ? Name.true.value : Name.false.value
    }

    /// sec-boolean.prototype.valueof
    static func valueOf(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try thisBooleanValue(context, arguments.thisValue, "valueOf")
    }

    /// sec-thisbooleanvalue
    private static func thisBooleanValue(_ context: Context, _ value: Value, _ method: String) throws(JSThrow) -> Value {
        if value.isBoolean { return value }
        if let object = value.asObject, object.kind == .primitiveWrapper, object.internalValue.isBoolean {
            return object.internalValue
        }
        throw context.throwError(.typeError, "Boolean.prototype.\(method) requires that 'this' be a Boolean")
    }
}
