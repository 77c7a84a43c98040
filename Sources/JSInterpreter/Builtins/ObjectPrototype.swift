// %Object.prototype%, sec-properties-of-the-object-prototype-object, with the accessors of Annex B.

enum ObjectPrototype {
    static let table = BuiltinTable(
        .ordinary, prototype: .some(nil),
        [
            .intrinsic(.constructor, .object),
            .method(.hasOwnProperty, 1, hasOwnProperty),
            .method(.isPrototypeOf, 1, isPrototypeOf),
            .method(.propertyIsEnumerable, 1, propertyIsEnumerable),
            .method(.toLocaleString, 0, toLocaleString),
            .method(.toString, 0, toString),
            .method(.valueOf, 0, valueOf),
            .accessor(.name(.__proto__), get: getProto, set: setProto),
            .method(.__defineGetter__, 2, defineGetter),
            .method(.__defineSetter__, 2, defineSetter),
            .method(.__lookupGetter__, 1, lookupGetter),
            .method(.__lookupSetter__, 1, lookupSetter),
        ])

    /// sec-object.prototype.hasownproperty
    static func hasOwnProperty(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let key = try context.toPropertyKey(arguments[0])
        let object = try context.toObject(arguments.thisValue)
        return Value(try context.hasOwnProperty(object, key))
    }

    /// sec-object.prototype.isprototypeof
    static func isPrototypeOf(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let value = arguments[0].asObject else { return .false }
        let object = try context.toObject(arguments.thisValue)
        var next = try value.getPrototypeOf(context)
        while let ancestor = next {
            if ancestor == object { return .true }
            try context.pay()
            next = try ancestor.getPrototypeOf(context)
        }
        return .false
    }

    /// sec-object.prototype.propertyisenumerable
    static func propertyIsEnumerable(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let key = try context.toPropertyKey(arguments[0])
        let object = try context.toObject(arguments.thisValue)
        return Value(try object.getOwnProperty(key, context)?.isEnumerable ?? false)
    }

    /// sec-object.prototype.tolocalestring
    static func toLocaleString(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try context.invokeMethod(arguments.thisValue, PropertyKey(.toString))
    }

    /// sec-object.prototype.tostring
    static func toString(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let this = arguments.thisValue
        if this.isUndefined { return Value(context.makeString("[object Undefined]")) }
        if this.isNull { return Value(context.makeString("[object Null]")) }
        let object = try context.toObject(this)
        let builtinTag = try context.isArray(Value(object)) ? "Array" : builtinTag(of: object)
        guard let tag = try context.get(object, PropertyKey(WellKnownSymbol.toStringTag)).asString else {
            return Value(context.makeString("[object \(builtinTag)]"))
        }
        return Value(try context.concatenate(context.concatenate(context.makeString("[object "), tag), context.makeString("]")))
    }

    private static func builtinTag(of object: JSObject) -> String {
        if object.isCallable { return "Function" }
        switch object.kind {
        case .arguments: return "Arguments"
        case .error: return "Error"
        case .date: return "Date"
        case .regexp: return "RegExp"
        case .primitiveWrapper:
            let value = object.internalValue
            return value.isBoolean ? "Boolean" : value.isNumber ? "Number" : value.isString ? "String" : "Object"
        default: return "Object"
        }
    }

    /// sec-object.prototype.valueof
    static func valueOf(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try context.toObject(arguments.thisValue))
    }

    // MARK: Annex B

    /// sec-get-object.prototype.__proto__
    static func getProto(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(orNull: try context.toObject(arguments.thisValue).getPrototypeOf(context))
    }

    /// sec-set-object.prototype.__proto__
    static func setProto(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let this = try context.requireObjectCoercible(arguments.thisValue, "Object.prototype.__proto__")
        let prototype = arguments[0]
        guard prototype.isObject || prototype.isNull, let object = this.asObject else { return .undefined }
        try context.setPrototypeOrThrow(object, prototype.asObject)
        return .undefined
    }

    /// sec-object.prototype.__defineGetter__
    static func defineGetter(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        guard arguments[1].isCallable else {
            throw context.throwError(.typeError, "Object.prototype.__defineGetter__: Expecting function")
        }
        var descriptor = PropertyDescriptor()
        descriptor.getter = arguments[1]
        return try defineAccessor(object, arguments[0], descriptor, context)
    }

    /// sec-object.prototype.__defineSetter__
    static func defineSetter(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        guard arguments[1].isCallable else {
            throw context.throwError(.typeError, "Object.prototype.__defineSetter__: Expecting function")
        }
        var descriptor = PropertyDescriptor()
        descriptor.setter = arguments[1]
        return try defineAccessor(object, arguments[0], descriptor, context)
    }

    private static func defineAccessor(
        _ object: JSObject, _ name: Value, _ descriptor: PropertyDescriptor, _ context: Context
    ) throws(JSThrow) -> Value {
        var descriptor = descriptor
        descriptor.attributes = [.enumerable, .configurable]
        descriptor.present = [.enumerable, .configurable]
        try context.definePropertyOrThrow(object, context.toPropertyKey(name), descriptor)
        return .undefined
    }

    /// sec-object.prototype.__lookupGetter__
    static func lookupGetter(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try lookup(context, arguments)?.getter ?? .undefined
    }

    /// sec-object.prototype.__lookupSetter__
    static func lookupSetter(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try lookup(context, arguments)?.setter ?? .undefined
    }

    /// The accessor property of a name that comes first on the prototype chain, if the first property of that name is one.
    private static func lookup(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> PropertyDescriptor? {
        var next: JSObject? = try context.toObject(arguments.thisValue)
        let key = try context.toPropertyKey(arguments[0])
        while let object = next {
            if let descriptor = try object.getOwnProperty(key, context) { return descriptor.isAccessor ? descriptor : nil }
            try context.pay()
            next = try object.getPrototypeOf(context)
        }
        return nil
    }
}

extension Context {
    /// [[SetPrototypeOf]] that throws a TypeError where it returns false.
    func setPrototypeOrThrow(_ object: JSObject, _ prototype: JSObject?) throws(JSThrow) {
        if try object.setPrototypeOf(prototype, self) { return }
        if object.has(.frozenIntrinsic) {
            throw throwError(.typeError, "Cannot change the prototype of \(describe(Value(object))): built-in objects are frozen")
        }
        if object == intrinsic(.objectPrototype) {
            throw throwError(.typeError, "Immutable prototype object 'Object.prototype' cannot have their prototype set")
        }
        if object.kind == .proxy { throw throwError(.typeError, "'setPrototypeOf' on proxy: trap returned falsish") }
        if try !object.isExtensible(self) { throw throwError(.typeError, "\(describe(Value(object))) is not extensible") }
        throw throwError(.typeError, "Cyclic __proto__ value")
    }
}
