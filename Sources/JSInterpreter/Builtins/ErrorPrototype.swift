// %Error.prototype%, sec-properties-of-the-error-prototype-object. `stack` is an accessor here, as the proposal for error stacks has it:
// the text is made when it is read.

enum ErrorPrototype {
    static let table = BuiltinTable(
        .ordinary,
        [
            .intrinsic(.constructor, .error),
            .lazy(.message) { Value($0.emptyString) },
            .constant(.name, Name.Error.value, .hidden),
            .method(.toString, 0, toString),
            .accessor(.name(.stack), get: getStack, set: setStack),
        ])

    /// sec-error.prototype.tostring
    static func toString(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let error = arguments.thisValue.asObject else {
            throw context.throwError(
                .typeError, "Error.prototype.toString requires that 'this' be a JSReceiver")
        }
        let nameValue = try context.get(error, PropertyKey(.name))
        let name = nameValue.isUndefined ? Name.Error.string : try context.toString(nameValue)
        let messageValue = try context.get(error, PropertyKey(.message))
        let message = messageValue.isUndefined ? context.emptyString : try context.toString(messageValue)
        if name.length == 0 { return Value(message) }
        if message.length == 0 { return Value(name) }
        return Value(try context.concatenate(context.concatenate(name, context.makeString(": ")), message))
    }

    /// sec-get-error.prototype-stack
    static func getStack(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let error = arguments.thisValue.asObject else {
            throw context.throwError(.typeError, "get Error.prototype.stack called on non-object")
        }
        guard let data = error.payload(as: ErrorData.self) else { return .undefined }
        return data.override.isEmpty ? Value(try context.stackText(of: error, data.trace)) : data.override
    }

    /// sec-set-error.prototype-stack. An error keeps what is assigned in place of its trace; other objects get a property.
    static func setStack(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let object = arguments.thisValue.asObject else {
            throw context.throwError(.typeError, "set Error.prototype.stack called on non-object")
        }
        if let data = object.payload(as: ErrorData.self) {
            data.override = arguments[0]
            return .undefined
        }
        try context.setterThatIgnoresPrototypeProperties(
            arguments.thisValue, home: .errorPrototype, PropertyKey(.stack), arguments[0])
        return .undefined
    }
}
