// AggregateError, sec-aggregate-error-objects.

enum AggregateError {
    static let table = BuiltinTable(
        .constructor(.AggregateError, 2, construct, prototype: .aggregateErrorPrototype), prototype: .error, [])

    static let prototypeTable = BuiltinTable(
        .ordinary, prototype: .errorPrototype,
        [
            .intrinsic(.constructor, .aggregateError),
            .lazy(.message) { Value($0.emptyString) },
            .constant(.name, Name.AggregateError.value, .hidden),
        ])

    /// sec-aggregate-error
    static func construct(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let error = try ErrorConstructor.makeError(
            context, arguments, .aggregateErrorPrototype, message: arguments[1], options: arguments[2])
        let errors = try context.iterableToList(arguments[0])
        try error.addOwn(PropertyKey(.errors), Value(context.makeArray(errors)), .hidden, context)
        return Value(error)
    }
}
