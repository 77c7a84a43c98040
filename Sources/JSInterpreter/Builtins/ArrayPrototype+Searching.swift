// The methods of `Array.prototype` that look for values.

extension ArrayPrototype {
    /// sec-array.prototype.at
    static func at(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        let relative = try context.toClampedInteger(arguments[0])
        guard relative >= -length && relative < length else { return .undefined }
        return try context.getElement(object, relative >= 0 ? relative : length + relative)
    }

    /// sec-array.prototype.includes
    static func includes(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        if length == 0 { return .false }
        let sought = arguments[0]
        var index = try context.toRelativeIndex(arguments[1], length: length)
        // A number as a key of `sought` compares fast only against numbers; NaN finds NaN.
        if let number = sought.asNumber, !number.isNaN, context.hasMovableElements(object) {
            return Value(try position(of: number, in: object, from: index, context) != nil)
        }
        while index < length {
            try context.pay()
            if try context.sameValueZero(context.getElement(object, index), sought) { return .true }
            index += 1
        }
        return .false
    }

    /// sec-array.prototype.indexof
    static func indexOf(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        if length == 0 { return Value(-1) }
        let sought = arguments[0]
        var index = try context.toRelativeIndex(arguments[1], length: length)
        if let number = sought.asNumber, context.hasMovableElements(object) {
            return Value(try position(of: number, in: object, from: index, context) ?? -1)
        }
        while index < length {
            try context.pay()
            if let value = try context.presentElement(object, index), try context.isStrictlyEqual(value, sought) {
                return Value(index)
            }
            index += 1
        }
        return Value(-1)
    }

    /// The first position of a number among the dense elements of an array, or nil. Runs no code.
    private static func position(of number: Double, in array: JSObject, from start: Int, _ context: Context) throws(JSThrow) -> Int? {
        let elements = array.elements
        let count = elements.count
        let int = Int32(exactlyNumber: number == 0 ? 0 : number).map { Value(int: $0) }
        var index = start
        while index < count {
            let end = min(count, index + 4096)
            try context.pay((end - index) / 8 + 1)
            while index < end {
                let value = elements[index]
                if value == int { return index }
                if value.isDouble && value.uncheckedDouble == number { return index }
                index &+= 1
            }
        }
        return nil
    }

    /// sec-array.prototype.lastindexof
    static func lastIndexOf(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        if length == 0 { return Value(-1) }
        let sought = arguments[0]
        let from = arguments.count > 1 ? try context.toClampedInteger(arguments[1]) : length - 1
        if from < -length { return Value(-1) }
        var index = from >= 0 ? min(from, length - 1) : length + from
        while index >= 0 {
            try context.pay()
            if let value = try context.presentElement(object, index), try context.isStrictlyEqual(value, sought) {
                return Value(index)
            }
            index -= 1
        }
        return Value(-1)
    }
}
