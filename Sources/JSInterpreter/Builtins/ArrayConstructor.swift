// The Array constructor, sec-array-constructor, and its functions.

enum ArrayConstructor {
    static let table = BuiltinTable(
        .constructor(.Array, 1, construct, prototype: .arrayPrototype),
        [
            .method(.from, 1, from),
            .method(.isArray, 1, isArray),
            .method(.of, 0, of),
            .species,
        ])

    /// sec-array
    static func construct(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let newTarget = arguments.newTarget.asObject ?? arguments.callee
        let prototype =
            newTarget == context.intrinsic(.array)
            ? nil : try context.getPrototypeFromConstructor(newTarget, .arrayPrototype)
        if arguments.count == 1 {
            guard let length = arguments[0].asNumber else {
                let array = try context.arrayCreate(0, prototype: prototype)
                try context.createElement(array, 0, arguments[0])
                return Value(array)
            }
            guard Double(try context.toUint32(arguments[0])) == length else {
                throw context.throwError(.rangeError, "Invalid array length")
            }
            return Value(try context.arrayCreate(length, prototype: prototype))
        }
        let array = try context.arrayCreate(0, prototype: prototype)
        try array.reserveElements(arguments.count, context)
        for index in 0..<arguments.count { try context.append(arguments[index], to: array) }
        return Value(array)
    }

    /// sec-array.isarray
    static func isArray(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try context.isArray(arguments[0]))
    }

    /// sec-array.of
    static func of(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let array = try makeResult(context, arguments.thisValue, length: arguments.count)
        for index in 0..<arguments.count { try context.createElement(array, index, arguments[index]) }
        try context.setLength(array, arguments.count)
        return Value(array)
    }

    /// sec-array.from
    static func from(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let items = arguments[0]
        let mapper = arguments[1]
        if !mapper.isUndefined && !mapper.isCallable {
            throw context.throwError(.typeError, "\(context.describe(mapper)) is not a function")
        }
        let thisArgument = arguments[2]
        let iteratorMethod = try context.getMethod(items, PropertyKey(WellKnownSymbol.iterator))
        if !iteratorMethod.isUndefined {
            let array = try makeResult(context, arguments.thisValue, length: nil)
            var record = try context.getIteratorFromMethod(items, iteratorMethod)
            var index = 0
            try context.forEachValue(of: &record) { (value) throws(JSThrow) in
                let mapped = mapper.isUndefined ? value : try context.call(mapper, thisArgument, value, Value(index))
                try context.createElement(array, index, mapped)
                index += 1
            }
            try context.setLength(array, index)
            return Value(array)
        }
        let arrayLike = try context.toObject(items)
        let length = try context.lengthOfArrayLike(arrayLike)
        let array = try makeResult(context, arguments.thisValue, length: length)
        var index = 0
        while index < length {
            try context.pay()
            let value = try context.getElement(arrayLike, index)
            let mapped = mapper.isUndefined ? value : try context.call(mapper, thisArgument, value, Value(index))
            try context.createElement(array, index, mapped)
            index += 1
        }
        try context.setLength(array, length)
        return Value(array)
    }

    /// What `this` constructs, with the length as its argument if there is one; an array if it is no constructor.
    private static func makeResult(_ context: Context, _ constructor: Value, length: Int?) throws(JSThrow) -> JSObject {
        guard constructor.isConstructor, let object = constructor.asObject, object != context.intrinsic(.array) else {
            return try context.arrayCreate(Double(length ?? 0))
        }
        guard let length else { return try context.construct(object) }
        return try context.construct(object, arguments: [Value(length)])
    }
}
