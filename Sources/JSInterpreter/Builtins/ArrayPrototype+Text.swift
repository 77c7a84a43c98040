// `join`, `toString` and `toLocaleString` of arrays.

extension ArrayPrototype {
    /// sec-array.prototype.join
    static func join(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        let separator = arguments[0].isUndefined ? context.makeString(unit: 0x2C) : try context.toString(arguments[0])
        return Value(
            try joinElements(of: object, length, separator, context) { (value) throws(JSThrow) in try context.toString(value) })
    }

    /// sec-array.prototype.tolocalestring
    static func toLocaleString(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        return Value(
            try joinElements(of: object, length, context.makeString(unit: 0x2C), context) { (value) throws(JSThrow) in
                try context.toString(context.invokeMethod(value, PropertyKey(.toLocaleString)))
            })
    }

    /// sec-array.prototype.tostring
    static func toString(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let array = try context.toObject(arguments.thisValue)
        let function = try context.get(array, PropertyKey(.join))
        if function.isCallable { return try context.call(function, Value(array)) }
        return try ObjectPrototype.toString(context, arguments)
    }

    /// The elements' texts with a separator between them; undefined and null are empty, and so is, as in all engines, an array
    /// that is being joined already.
    private static func joinElements(
        of object: JSObject, _ length: Int, _ separator: JSString, _ context: Context,
        _ text: (Value) throws(JSThrow) -> JSString
    ) throws(JSThrow) -> JSString {
        if context.objectsBeingJoined.contains(object) { return context.emptyString }
        try context.checkNativeStack()
        context.objectsBeingJoined.append(object)
        defer { context.objectsBeingJoined.removeLast() }

        let pieces = RootList(context.heap)
        var isWide = false
        var total = 0
        var index = 0
        while index < length {
            try context.pay()
            let element = try context.getElement(object, index)
            let piece = element.isNullish ? context.emptyString : try context.flattened(text(element))
            if piece.isWide { isWide = true }
            total += piece.length
            if index > 0 { total += separator.length }
            if total > JSString.maximumLength { throw context.throwError(.rangeError, "Invalid string length") }
            try pieces.append(Value(piece))
            index += 1
        }
        if length == 0 { return context.emptyString }
        if length == 1 { return pieces[0].uncheckedString }

        let between = try context.flattened(separator)
        if between.isWide && between.length > 0 { isWide = true }
        try context.pay(total / 64)
        let result = try context.allocateString(length: total, isWide: isWide)
        var position = 0
        for index in pieces.indices {
            if index > 0 && between.length > 0 {
                context.copyUnits(of: between, from: 0, count: between.length, to: result, at: position)
                position += between.length
            }
            let piece = pieces[index].uncheckedString
            context.copyUnits(of: piece, from: 0, count: piece.length, to: result, at: position)
            position += piece.length
        }
        return result
    }
}
