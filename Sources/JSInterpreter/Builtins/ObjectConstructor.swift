// The Object constructor, sec-object-constructor, and its functions.

enum ObjectConstructor {
    static let table = BuiltinTable(
        .constructor(.Object, 1, construct, prototype: .objectPrototype),
        [
            .method(.assign, 2, assign),
            .method(.create, 2, create),
            .method(.defineProperties, 2, defineProperties),
            .method(.defineProperty, 3, defineProperty),
            .method(.entries, 1, entries),
            .method(.freeze, 1, freeze),
            .method(.fromEntries, 1, fromEntries),
            .method(.getOwnPropertyDescriptor, 2, getOwnPropertyDescriptor),
            .method(.getOwnPropertyDescriptors, 1, getOwnPropertyDescriptors),
            .method(.getOwnPropertyNames, 1, getOwnPropertyNames),
            .method(.getOwnPropertySymbols, 1, getOwnPropertySymbols),
            .method(.getPrototypeOf, 1, getPrototypeOf),
            .method(.groupBy, 2, groupBy),
            .method(.hasOwn, 2, hasOwn),
            .method(.is, 2, isSame),
            .method(.isExtensible, 1, isExtensible),
            .method(.isFrozen, 1, isFrozen),
            .method(.isSealed, 1, isSealed),
            .method(.keys, 1, keys),
            .method(.preventExtensions, 1, preventExtensions),
            .method(.seal, 1, seal),
            .method(.setPrototypeOf, 2, setPrototypeOf),
            .method(.values, 1, values),
        ])

    /// sec-object-value
    static func construct(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        if let newTarget = arguments.newTarget.asObject, newTarget != arguments.callee {
            return Value(try context.ordinaryCreateFromConstructor(arguments.newTarget, .objectPrototype))
        }
        let value = arguments[0]
        return Value(value.isNullish ? context.makeObject() : try context.toObject(value))
    }

    // MARK: Making objects

    /// sec-object.assign
    static func assign(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let target = try context.toObject(arguments[0])
        var index = 1
        while index < arguments.count {
            if !arguments[index].isNullish { try assign(context.toObject(arguments[index]), to: target, context) }
            index += 1
        }
        return Value(target)
    }

    private static func assign(_ source: JSObject, to target: JSObject, _ context: Context) throws(JSThrow) {
        for key in try source.ownPropertyKeys(context) {
            try context.pay()
            // A plain property needs no descriptor, as long as the source stays plain.
            if !source.isExotic, let location = key.isIndex ? nil : source.findOwn(key, context),
                !location.attributes.contains(.accessor)
            {
                if location.attributes.contains(.enumerable) {
                    try context.setOrThrow(target, key, context.slotValue(source, location.slot))
                }
                continue
            }
            guard let descriptor = try source.getOwnProperty(key, context), descriptor.isEnumerable else { continue }
            try context.setOrThrow(target, key, context.get(source, key))
        }
    }

    /// sec-object.create
    static func create(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let prototype = arguments[0]
        guard prototype.isObject || prototype.isNull else {
            throw context.throwError(.typeError, "Object prototype may only be an Object or null: \(context.describe(prototype))")
        }
        let object = context.ordinaryObjectCreate(prototype.asObject)
        if !arguments[1].isUndefined { try objectDefineProperties(object, arguments[1], context) }
        return Value(object)
    }

    /// sec-object.fromentries
    static func fromEntries(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let iterable = try context.requireObjectCoercible(arguments[0], "Object.fromEntries")
        let object = context.makeObject()
        try context.forEachValue(of: iterable) { (item) throws(JSThrow) in
            guard let entry = item.asObject else {
                throw context.throwError(.typeError, "Iterator value \(context.describe(item)) is not an entry object")
            }
            let key = try context.getElement(entry, 0)
            let value = try context.getElement(entry, 1)
            try context.createDataPropertyOrThrow(object, context.toPropertyKey(key), value)
        }
        return Value(object)
    }

    /// sec-object.groupby. The groups grow in the object that is returned: nobody sees it before.
    static func groupBy(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let items = try context.requireObjectCoercible(arguments[0], "Object.groupBy")
        let callback = arguments[1]
        guard callback.isCallable else { throw context.throwError(.typeError, "\(context.describe(callback)) is not a function") }
        let groups = context.ordinaryObjectCreate(nil)
        var index = 0
        try context.forEachValue(of: items) { (value) throws(JSThrow) in
            let key = try context.toPropertyKey(context.call(callback, .undefined, value, Value(index)))
            let group: JSObject
            if let known = try context.get(groups, key).asObject {
                group = known
            } else {
                group = context.makeArray()
                try context.createDataPropertyOrThrow(groups, key, Value(group))
            }
            try context.append(value, to: group)
            index += 1
        }
        return Value(groups)
    }

    // MARK: Properties

    /// sec-object.defineproperties
    static func defineProperties(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let object = arguments[0].asObject else {
            throw context.throwError(.typeError, "Object.defineProperties called on non-object")
        }
        try objectDefineProperties(object, arguments[1], context)
        return arguments[0]
    }

    /// sec-objectdefineproperties
    private static func objectDefineProperties(_ object: JSObject, _ value: Value, _ context: Context) throws(JSThrow) {
        let properties = try context.toObject(value)
        var descriptors: [(PropertyKey, PropertyDescriptor)] = []
        // Keys and values wait here, where the collector sees them, until all descriptors are read.
        let roots = RootList(context.heap)
        var reserved = 0
        defer { context.heap.unreserve(reserved) }
        for key in try properties.ownPropertyKeys(context) {
            try context.pay()
            guard let property = try properties.getOwnProperty(key, context), property.isEnumerable else { continue }
            let descriptor = try context.toPropertyDescriptor(context.get(properties, key))
            if !key.isIndex { try roots.append(Value(bits: key.bits)) }
            for value in [descriptor.value, descriptor.getter, descriptor.setter] where value.isCell { try roots.append(value) }
            // Twice: while the array grows, the old one is there too.
            let bytes = 2 * MemoryLayout<(PropertyKey, PropertyDescriptor)>.stride
            try context.heap.reserve(bytes)
            reserved += bytes
            descriptors.append((key, descriptor))
        }
        for (key, descriptor) in descriptors { try context.definePropertyOrThrow(object, key, descriptor) }
        withExtendedLifetime(roots) {}
    }

    /// sec-object.defineproperty
    static func defineProperty(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let object = arguments[0].asObject else {
            throw context.throwError(.typeError, "Object.defineProperty called on non-object")
        }
        let key = try context.toPropertyKey(arguments[1])
        let descriptor = try context.toPropertyDescriptor(arguments[2])
        try context.definePropertyOrThrow(object, key, descriptor)
        return arguments[0]
    }

    /// sec-object.getownpropertydescriptor
    static func getOwnPropertyDescriptor(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments[0])
        let key = try context.toPropertyKey(arguments[1])
        return try context.fromPropertyDescriptor(object.getOwnProperty(key, context))
    }

    /// sec-object.getownpropertydescriptors
    static func getOwnPropertyDescriptors(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments[0])
        let descriptors = context.makeObject()
        for key in try object.ownPropertyKeys(context) {
            try context.pay()
            let descriptor = try context.fromPropertyDescriptor(object.getOwnProperty(key, context))
            if !descriptor.isUndefined { try context.createDataPropertyOrThrow(descriptors, key, descriptor) }
        }
        return Value(descriptors)
    }

    /// sec-object.hasown
    static func hasOwn(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments[0])
        let key = try context.toPropertyKey(arguments[1])
        return Value(try context.hasOwnProperty(object, key))
    }

    // MARK: Lists of properties

    /// sec-object.entries
    static func entries(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try context.enumerableOwnProperties(context.toObject(arguments[0]), .entries))
    }

    /// sec-object.keys
    static func keys(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try context.enumerableOwnProperties(context.toObject(arguments[0]), .keys))
    }

    /// sec-object.values
    static func values(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try context.enumerableOwnProperties(context.toObject(arguments[0]), .values))
    }

    /// sec-object.getownpropertynames
    static func getOwnPropertyNames(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try getOwnPropertyKeys(context, arguments[0], symbols: false)
    }

    /// sec-object.getownpropertysymbols
    static func getOwnPropertySymbols(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try getOwnPropertyKeys(context, arguments[0], symbols: true)
    }

    /// sec-getownpropertykeys
    private static func getOwnPropertyKeys(_ context: Context, _ value: Value, symbols: Bool) throws(JSThrow) -> Value {
        let names = context.makeArray()
        for key in try context.toObject(value).ownPropertyKeys(context) where key.isSymbol == symbols {
            try context.pay()
            try context.append(context.value(of: key), to: names)
        }
        return Value(names)
    }

    // MARK: Prototypes

    /// sec-object.getprototypeof
    static func getPrototypeOf(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(orNull: try context.toObject(arguments[0]).getPrototypeOf(context))
    }

    /// sec-object.setprototypeof
    static func setPrototypeOf(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let value = try context.requireObjectCoercible(arguments[0], "Object.setPrototypeOf")
        let prototype = arguments[1]
        guard prototype.isObject || prototype.isNull else {
            throw context.throwError(.typeError, "Object prototype may only be an Object or null: \(context.describe(prototype))")
        }
        if let object = value.asObject { try context.setPrototypeOrThrow(object, prototype.asObject) }
        return value
    }

    // MARK: Integrity

    /// sec-object.freeze
    static func freeze(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let object = arguments[0].asObject else { return arguments[0] }
        guard try context.setIntegrityLevel(object, frozen: true) else { throw context.throwError(.typeError, "Cannot freeze") }
        return arguments[0]
    }

    /// sec-object.seal
    static func seal(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let object = arguments[0].asObject else { return arguments[0] }
        guard try context.setIntegrityLevel(object, frozen: false) else { throw context.throwError(.typeError, "Cannot seal") }
        return arguments[0]
    }

    /// sec-object.preventextensions
    static func preventExtensions(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let object = arguments[0].asObject else { return arguments[0] }
        guard try object.preventExtensions(context) else {
            throw context.throwError(.typeError, "Cannot prevent extensions of \(context.describe(arguments[0]))")
        }
        return arguments[0]
    }

    /// sec-object.isextensible
    static func isExtensible(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let object = arguments[0].asObject else { return .false }
        return Value(try object.isExtensible(context))
    }

    /// sec-object.isfrozen
    static func isFrozen(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let object = arguments[0].asObject else { return .true }
        return Value(try context.testIntegrityLevel(object, frozen: true))
    }

    /// sec-object.issealed
    static func isSealed(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let object = arguments[0].asObject else { return .true }
        return Value(try context.testIntegrityLevel(object, frozen: false))
    }

    /// sec-object.is
    static func isSame(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try context.sameValue(arguments[0], arguments[1]))
    }
}
