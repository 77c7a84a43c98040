// The Reflect object, sec-reflect-object.

enum ReflectObject {
    static let table = BuiltinTable(
        .ordinary,
        [
            .method(.apply, 3, apply),
            .method(.construct, 2, construct),
            .method(.defineProperty, 3, defineProperty),
            .method(.deleteProperty, 2, deleteProperty),
            .method(.get, 2, get),
            .method(.getOwnPropertyDescriptor, 2, getOwnPropertyDescriptor),
            .method(.getPrototypeOf, 1, getPrototypeOf),
            .method(.has, 2, has),
            .method(.isExtensible, 1, isExtensible),
            .method(.ownKeys, 1, ownKeys),
            .method(.preventExtensions, 1, preventExtensions),
            .method(.set, 3, set),
            .method(.setPrototypeOf, 2, setPrototypeOf),
            .toStringTag(.Reflect),
        ])

    private static func target(_ context: Context, _ arguments: Arguments, _ method: String) throws(JSThrow) -> JSObject {
        if let object = arguments[0].asObject { return object }
        throw context.throwError(.typeError, "Reflect.\(method) called on non-object")
    }

    /// sec-reflect.apply
    static func apply(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard arguments[0].isCallable else {
            throw context.throwError(.typeError, "\(context.describe(arguments[0])) is not a function")
        }
        return try context.call(arguments[0], arguments[1], argumentList: arguments[2])
    }

    /// sec-reflect.construct
    static func construct(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard arguments[0].isConstructor, let constructor = arguments[0].asObject else {
            throw context.throwError(.typeError, "\(context.describe(arguments[0])) is not a constructor")
        }
        var newTarget = constructor
        if arguments.count > 2 {
            guard arguments[2].isConstructor, let given = arguments[2].asObject else {
                throw context.throwError(.typeError, "\(context.describe(arguments[2])) is not a constructor")
            }
            newTarget = given
        }
        let list = try context.createListFromArrayLike(arguments[1])
        return Value(try context.construct(constructor, arguments: list, newTarget: newTarget))
    }

    /// sec-reflect.defineproperty
    static func defineProperty(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let target = try target(context, arguments, "defineProperty")
        let key = try context.toPropertyKey(arguments[1])
        let descriptor = try context.toPropertyDescriptor(arguments[2])
        return Value(try target.defineOwnProperty(key, descriptor, context))
    }

    /// sec-reflect.deleteproperty
    static func deleteProperty(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let target = try target(context, arguments, "deleteProperty")
        return Value(try target.delete(context.toPropertyKey(arguments[1]), context))
    }

    /// sec-reflect.get
    static func get(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let target = try target(context, arguments, "get")
        let key = try context.toPropertyKey(arguments[1])
        return try target.get(key, receiver: arguments.count > 2 ? arguments[2] : Value(target), context)
    }

    /// sec-reflect.getownpropertydescriptor
    static func getOwnPropertyDescriptor(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let target = try target(context, arguments, "getOwnPropertyDescriptor")
        let key = try context.toPropertyKey(arguments[1])
        return try context.fromPropertyDescriptor(target.getOwnProperty(key, context))
    }

    /// sec-reflect.getprototypeof
    static func getPrototypeOf(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(orNull: try target(context, arguments, "getPrototypeOf").getPrototypeOf(context))
    }

    /// sec-reflect.has
    static func has(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let target = try target(context, arguments, "has")
        return Value(try target.hasProperty(context.toPropertyKey(arguments[1]), context))
    }

    /// sec-reflect.isextensible
    static func isExtensible(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try target(context, arguments, "isExtensible").isExtensible(context))
    }

    /// sec-reflect.ownkeys
    static func ownKeys(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let keys = context.makeArray()
        for key in try target(context, arguments, "ownKeys").ownPropertyKeys(context) {
            try context.pay()
            try context.append(context.value(of: key), to: keys)
        }
        return Value(keys)
    }

    /// sec-reflect.preventextensions
    static func preventExtensions(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try target(context, arguments, "preventExtensions").preventExtensions(context))
    }

    /// sec-reflect.set
    static func set(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let target = try target(context, arguments, "set")
        let key = try context.toPropertyKey(arguments[1])
        return Value(try target.set(key, arguments[2], receiver: arguments.count > 3 ? arguments[3] : Value(target), context))
    }

    /// sec-reflect.setprototypeof
    static func setPrototypeOf(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let target = try target(context, arguments, "setPrototypeOf")
        let prototype = arguments[1]
        guard prototype.isObject || prototype.isNull else {
            throw context.throwError(.typeError, "Object prototype may only be an Object or null: \(context.describe(prototype))")
        }
        return Value(try target.setPrototypeOf(prototype.asObject, context))
    }
}
