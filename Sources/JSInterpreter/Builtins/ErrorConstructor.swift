// The Error constructor, sec-error-constructor, and what all error constructors do.

enum ErrorConstructor {
    static let table = BuiltinTable(
        .constructor(.Error, 1, construct, prototype: .errorPrototype),
        [
            .method(.captureStackTrace, 2, captureStackTrace),
            .method(.isError, 1, isError),
        ])

    /// sec-error-message
    static func construct(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try makeError(context, arguments, .errorPrototype, message: arguments[0], options: arguments[1]))
    }

    /// The steps that the error constructors share.
    static func makeError(
        _ context: Context, _ arguments: Arguments, _ fallback: Intrinsic, message: Value, options: Value
    ) throws(JSThrow) -> JSObject {
        let newTarget = arguments.newTarget.asObject ?? arguments.callee
        let prototype = try context.getPrototypeFromConstructor(newTarget, fallback)
        // The constructor itself is not part of the trace.
        let error = context.makeErrorObject(prototype: prototype, skipping: 1)
        if !message.isUndefined {
            try error.addOwn(PropertyKey(.message), Value(context.toString(message)), .hidden, context)
        }
        try installErrorCause(error, options, context)
        return error
    }

    /// sec-installerrorcause
    private static func installErrorCause(_ error: JSObject, _ options: Value, _ context: Context) throws(JSThrow) {
        guard let options = options.asObject, try context.hasProperty(options, PropertyKey(.cause)) else { return }
        try error.addOwn(PropertyKey(.cause), context.get(options, PropertyKey(.cause)), .hidden, context)
    }

    /// sec-error.iserror
    static func isError(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(arguments[0].asObject?.kind == .error)
    }

    /// `Error.captureStackTrace(object, function)` of V8: gives the object a property `stack` that tells where this call is; with a
    /// function, the trace begins with the caller of that function.
    static func captureStackTrace(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let object = arguments[0].asObject else {
            throw context.throwError(.typeError, "Invalid argument: \(context.describe(arguments[0])) is not an object")
        }
        let caller = arguments[1].asObject
        let trace = context.captureStackTrace(skipping: 1, above: caller?.isCallable == true ? caller : nil)
        let text = Value(try context.stackText(of: object, trace))
        try context.definePropertyOrThrow(object, PropertyKey(.stack), PropertyDescriptor(text, .hidden))
        return .undefined
    }
}
