// The methods of `Array.prototype` that call a function for each element.
//
// The function may do anything to the object meanwhile, so every turn looks at it afresh; `presentElement` makes that cheap for
// arrays that stay as they are.

extension ArrayPrototype {
    /// sec-array.prototype.every
    static func every(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        let predicate = try callback(context, arguments[0])
        let thisArgument = arguments[1]
        var index = 0
        while index < length {
            if let value = try context.presentElement(object, index) {
                let result = try context.call(predicate, thisArgument, value, Value(index), Value(object))
                if !context.toBoolean(result) { return .false }
            }
            index += 1
        }
        return .true
    }

    /// sec-array.prototype.some
    static func some(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        let predicate = try callback(context, arguments[0])
        let thisArgument = arguments[1]
        var index = 0
        while index < length {
            if let value = try context.presentElement(object, index) {
                let result = try context.call(predicate, thisArgument, value, Value(index), Value(object))
                if context.toBoolean(result) { return .true }
            }
            index += 1
        }
        return .false
    }

    /// sec-array.prototype.foreach
    static func forEach(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        let function = try callback(context, arguments[0])
        let thisArgument = arguments[1]
        var index = 0
        while index < length {
            if let value = try context.presentElement(object, index) {
                _ = try context.call(function, thisArgument, value, Value(index), Value(object))
            }
            index += 1
        }
        return .undefined
    }

    /// sec-array.prototype.map
    static func map(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        let function = try callback(context, arguments[0])
        let thisArgument = arguments[1]
        let result = try context.arraySpeciesCreate(object, length)
        if result.isPlainArray { try result.reserveElements(min(length, object.elements.count), context) }
        var index = 0
        while index < length {
            if let value = try context.presentElement(object, index) {
                let mapped = try context.call(function, thisArgument, value, Value(index), Value(object))
                try context.createElement(result, index, mapped)
            }
            index += 1
        }
        return Value(result)
    }

    /// sec-array.prototype.filter
    static func filter(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        let predicate = try callback(context, arguments[0])
        let thisArgument = arguments[1]
        let result = try context.arraySpeciesCreate(object, 0)
        var next = 0
        var index = 0
        while index < length {
            if let value = try context.presentElement(object, index) {
                if context.toBoolean(try context.call(predicate, thisArgument, value, Value(index), Value(object))) {
                    try context.createElement(result, next, value)
                    next += 1
                }
            }
            index += 1
        }
        return Value(result)
    }

    /// sec-array.prototype.reduce
    static func reduce(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        let function = try callback(context, arguments[0])
        var index = 0
        var accumulator = Value.empty
        if arguments.count > 1 {
            accumulator = arguments[1]
        } else {
            while index < length && accumulator.isEmpty {
                accumulator = try context.presentElement(object, index) ?? .empty
                index += 1
            }
            if accumulator.isEmpty { throw context.throwError(.typeError, "Reduce of empty array with no initial value") }
        }
        while index < length {
            if let value = try context.presentElement(object, index) {
                accumulator = try context.call(function, .undefined, accumulator, value, Value(index), Value(object))
            }
            index += 1
        }
        return accumulator
    }

    /// sec-array.prototype.reduceright
    static func reduceRight(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        let function = try callback(context, arguments[0])
        var index = length - 1
        var accumulator = Value.empty
        if arguments.count > 1 {
            accumulator = arguments[1]
        } else {
            while index >= 0 && accumulator.isEmpty {
                accumulator = try context.presentElement(object, index) ?? .empty
                index -= 1
            }
            if accumulator.isEmpty { throw context.throwError(.typeError, "Reduce of empty array with no initial value") }
        }
        while index >= 0 {
            if let value = try context.presentElement(object, index) {
                accumulator = try context.call(function, .undefined, accumulator, value, Value(index), Value(object))
            }
            index -= 1
        }
        return accumulator
    }

    // MARK: Finding

    /// sec-array.prototype.find
    static func find(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try findViaPredicate(context, arguments, ascending: true).value
    }

    /// sec-array.prototype.findindex
    static func findIndex(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try findViaPredicate(context, arguments, ascending: true).index)
    }

    /// sec-array.prototype.findlast
    static func findLast(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try findViaPredicate(context, arguments, ascending: false).value
    }

    /// sec-array.prototype.findlastindex
    static func findLastIndex(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try findViaPredicate(context, arguments, ascending: false).index)
    }

    /// sec-findviapredicate; index -1 and undefined for none.
    private static func findViaPredicate(
        _ context: Context, _ arguments: Arguments, ascending: Bool
    ) throws(JSThrow) -> (index: Int, value: Value) {
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        let predicate = try callback(context, arguments[0])
        let thisArgument = arguments[1]
        var index = ascending ? 0 : length - 1
        while ascending ? index < length : index >= 0 {
            try context.pay()
            let value = try context.getElement(object, index)
            if context.toBoolean(try context.call(predicate, thisArgument, value, Value(index), Value(object))) {
                return (index, value)
            }
            index += ascending ? 1 : -1
        }
        return (-1, .undefined)
    }
}
