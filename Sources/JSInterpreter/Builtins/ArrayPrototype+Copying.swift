// The methods of `Array.prototype` that make new arrays of the elements.

extension ArrayPrototype {
    /// sec-array.prototype.concat
    static func concat(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let result = try context.arraySpeciesCreate(object, 0)
        var next = 0
        var item = Value(object)
        var index = 0
        while true {
            try context.pay()
            if let source = item.asObject, try isConcatSpreadable(source, context) {
                next = try appendAll(of: source, to: result, at: next, context)
            } else {
                if next >= maximumLength { throw tooManyElements(context) }
                try context.createElement(result, next, item)
                next += 1
            }
            if index == arguments.count { break }
            item = arguments[index]
            index += 1
        }
        try context.setLength(result, next)
        return Value(result)
    }

    private static func appendAll(
        of source: JSObject, to result: JSObject, at start: Int, _ context: Context
    ) throws(JSThrow) -> Int {
        let length = try context.lengthOfArrayLike(source)
        if start + length > maximumLength { throw tooManyElements(context) }
        if source.kind == .array && source != result && !source.hasSparseElements && source.elements.count == length
            && result.isPlainArray && result.elements.count == start && Int(result.arrayLength) == start
            && start + length <= Int(PropertyKey.maximumIndex) && context.prototypesHaveNoElements(source)
        {
            try context.appendElements(of: source, 0, length, to: result)
            return start + length
        }
        var index = 0
        while index < length {
            try context.pay()
            if let value = try context.presentElement(source, index) { try context.createElement(result, start + index, value) }
            index += 1
        }
        return start + length
    }

    /// sec-isconcatspreadable
    private static func isConcatSpreadable(_ object: JSObject, _ context: Context) throws(JSThrow) -> Bool {
        let spreadable = try context.get(object, PropertyKey(WellKnownSymbol.isConcatSpreadable))
        return spreadable.isUndefined ? try context.isArray(Value(object)) : context.toBoolean(spreadable)
    }

    // MARK: Flattening

    /// sec-array.prototype.flat
    static func flat(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        let depth = arguments[0].isUndefined ? 1 : try context.toIntegerOrInfinity(arguments[0])
        let result = try context.arraySpeciesCreate(object, 0)
        _ = try flattenIntoArray(result, object, length, 0, max(0, depth), context)
        return Value(result)
    }

    /// sec-array.prototype.flatmap
    static func flatMap(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        let mapper = try callback(context, arguments[0])
        let result = try context.arraySpeciesCreate(object, 0)
        _ = try flattenIntoArray(result, object, length, 0, 1, mapper: mapper, thisArgument: arguments[1], context)
        return Value(result)
    }

    /// sec-flattenintoarray. Returns where the next element goes.
    private static func flattenIntoArray(
        _ target: JSObject, _ source: JSObject, _ length: Int, _ start: Int, _ depth: Double, mapper: Value = .undefined,
        thisArgument: Value = .undefined, _ context: Context
    ) throws(JSThrow) -> Int {
        try context.checkNativeStack()
        var next = start
        var index = 0
        while index < length {
            try context.pay()
            if var element = try context.presentElement(source, index) {
                if !mapper.isUndefined {
                    element = try context.call(mapper, thisArgument, element, Value(index), Value(source))
                }
                if depth > 0, let inner = element.asObject, try context.isArray(element) {
                    let innerLength = try context.lengthOfArrayLike(inner)
                    next = try flattenIntoArray(target, inner, innerLength, next, depth - 1, context)
                } else {
                    if next >= maximumLength { throw tooManyElements(context) }
                    try context.createElement(target, next, element)
                    next += 1
                }
            }
            index += 1
        }
        return next
    }

    // MARK: Parts and changed copies

    /// sec-array.prototype.slice
    static func slice(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        var index = try context.toRelativeIndex(arguments[0], length: length)
        let final = arguments[1].isUndefined ? length : try context.toRelativeIndex(arguments[1], length: length)
        let count = max(final - index, 0)
        let result = try context.arraySpeciesCreate(object, count)
        if object.kind == .array && !object.hasSparseElements && final <= object.elements.count && result.isPlainArray
            && result != object && result.elements.count == 0 && context.prototypesHaveNoElements(object)
        {
            try context.appendElements(of: object, index, final, to: result)
            try context.setLength(result, count)
            return Value(result)
        }
        var next = 0
        while index < final {
            try context.pay()
            if let value = try context.presentElement(object, index) { try context.createElement(result, next, value) }
            index += 1
            next += 1
        }
        try context.setOrThrow(result, PropertyKey(.length), Value(next))
        return Value(result)
    }

    /// sec-array.prototype.toreversed
    static func toReversed(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        let result = try context.arrayCreate(Double(length))
        try result.reserveElements(min(length, object.elements.count), context)
        var index = 0
        while index < length {
            try context.pay()
            try context.createElement(result, index, context.getElement(object, length - 1 - index))
            index += 1
        }
        return Value(result)
    }

    /// sec-array.prototype.tospliced
    static func toSpliced(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        let start = try context.toRelativeIndex(arguments[0], length: length)
        let insertCount = max(0, arguments.count - 2)
        let skipCount: Int
        switch arguments.count {
        case 0: skipCount = 0
        case 1: skipCount = length - start
        default: skipCount = min(max(try context.toClampedInteger(arguments[1]), 0), length - start)
        }
        let newLength = length + insertCount - skipCount
        if newLength > maximumLength { throw tooManyElements(context) }
        let result = try context.arrayCreate(Double(newLength))
        try result.reserveElements(min(newLength, object.elements.count + insertCount), context)
        var index = 0
        while index < newLength {
            try context.pay()
            let value =
                index < start
                ? try context.getElement(object, index)
                : index < start + insertCount
                    ? arguments[index - start + 2] : try context.getElement(object, index - insertCount + skipCount)
            try context.createElement(result, index, value)
            index += 1
        }
        return Value(result)
    }

    /// sec-array.prototype.with
    static func with(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        let relative = try context.toClampedInteger(arguments[0])
        guard relative >= -length && relative < length else {
            throw context.throwError(.rangeError, "Invalid index : \(relative)")
        }
        let position = relative >= 0 ? relative : length + relative
        let result = try context.arrayCreate(Double(length))
        try result.reserveElements(min(length, object.elements.count), context)
        var index = 0
        while index < length {
            try context.pay()
            try context.createElement(result, index, index == position ? arguments[1] : context.getElement(object, index))
            index += 1
        }
        return Value(result)
    }
}
