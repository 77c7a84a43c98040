// %Iterator.prototype%, sec-properties-of-the-iterator-prototype-object. The methods that return iterators are in
// `IteratorPrototype+Helpers`.

enum IteratorPrototype {
    static let table = BuiltinTable(
        .ordinary,
        [
            .accessor(.name(.constructor), get: getConstructor, set: setConstructor),
            .method(.chunks, 1, chunks),
            .method(.drop, 1, drop),
            .method(.every, 1, every),
            .method(.filter, 1, filter),
            .method(.find, 1, find),
            .method(.flatMap, 1, flatMap),
            .method(.forEach, 1, forEach),
            .method(.includes, 1, includes),
            .method(.map, 1, map),
            .method(.reduce, 1, reduce),
            .method(.some, 1, some),
            .method(.take, 1, take),
            .method(.toArray, 0, toArray),
            .method(.windows, 1, windows),
            .method(symbol: .iterator, 0, iterator),
            .accessor(.symbol(.toStringTag), get: getToStringTag, set: setToStringTag),
        ])

    /// sec-%iterator.prototype%-%symbol.iterator%
    static func iterator(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value { arguments.thisValue }

    // MARK: Accessors in place of data properties, so that assigning to them on other iterators makes own properties

    /// sec-get-iterator.prototype.constructor
    static func getConstructor(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(context.intrinsic(.iterator))
    }

    /// sec-set-iterator.prototype.constructor
    static func setConstructor(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try context.setterThatIgnoresPrototypeProperties(
            arguments.thisValue, home: .iteratorPrototype, PropertyKey(.constructor), arguments[0])
        return .undefined
    }

    /// sec-get-iterator.prototype-%symbol.tostringtag%
    static func getToStringTag(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value { Name.Iterator.value }

    /// sec-set-iterator.prototype-%symbol.tostringtag%
    static func setToStringTag(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try context.setterThatIgnoresPrototypeProperties(
            arguments.thisValue, home: .iteratorPrototype, PropertyKey(WellKnownSymbol.toStringTag), arguments[0])
        return .undefined
    }

    // MARK: What the methods begin with

    /// `this` as an object.
    static func thisObject(_ context: Context, _ arguments: Arguments, _ method: String) throws(JSThrow) -> JSObject {
        if let object = arguments.thisValue.asObject { return object }
        throw context.throwError(.typeError, "Iterator.prototype.\(method) called on non-object")
    }

    /// The error for an argument that is not valid; the iterator that it was meant for is closed.
    static func rejectArgument(
        _ context: Context, _ object: JSObject, _ kind: ErrorKind, _ message: String
    ) -> JSThrow {
        context.iteratorClose(
            IteratorRecord(iterator: object, nextMethod: .undefined), throwing: context.throwError(kind, message))
    }

    /// The iterator that `this` is, for a method with a function as its argument.
    static func begin(_ context: Context, _ arguments: Arguments, _ method: String) throws(JSThrow) -> IteratorRecord {
        let object = try thisObject(context, arguments, method)
        guard arguments[0].isCallable else {
            throw rejectArgument(context, object, .typeError, "\(context.describe(arguments[0])) is not a function")
        }
        return try context.getIteratorDirect(object)
    }

    /// Calls `body` with each value and its number until it returns a result; then the iterator is closed, as when it throws.
    private static func firstResult(
        _ context: Context, _ iterated: inout IteratorRecord, from start: Int = 0,
        _ body: (Value, Value) throws(JSThrow) -> Value?
    ) throws(JSThrow) -> Value? {
        var counter = start
        while let value = try context.iteratorStepValue(&iterated) {
            let result: Value?
            do throws(JSThrow) {
                result = try body(value, Value(counter))
            } catch {
                throw context.iteratorClose(iterated, throwing: error)
            }
            if let result {
                try context.iteratorClose(iterated)
                return result
            }
            counter += 1
        }
        return nil
    }

    // MARK: Methods that consume the iterator

    /// sec-iterator.prototype.every
    static func every(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        var iterated = try begin(context, arguments, "every")
        let predicate = arguments[0]
        return try firstResult(context, &iterated) { (value, counter) throws(JSThrow) in
            context.toBoolean(try context.call(predicate, .undefined, value, counter)) ? nil : .false
        } ?? .true
    }

    /// sec-iterator.prototype.some
    static func some(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        var iterated = try begin(context, arguments, "some")
        let predicate = arguments[0]
        return try firstResult(context, &iterated) { (value, counter) throws(JSThrow) in
            context.toBoolean(try context.call(predicate, .undefined, value, counter)) ? .true : nil
        } ?? .false
    }

    /// sec-iterator.prototype.find
    static func find(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        var iterated = try begin(context, arguments, "find")
        let predicate = arguments[0]
        return try firstResult(context, &iterated) { (value, counter) throws(JSThrow) in
            context.toBoolean(try context.call(predicate, .undefined, value, counter)) ? value : nil
        } ?? .undefined
    }

    /// sec-iterator.prototype.foreach
    static func forEach(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        var iterated = try begin(context, arguments, "forEach")
        let function = arguments[0]
        _ = try firstResult(context, &iterated) { (value, counter) throws(JSThrow) in
            _ = try context.call(function, .undefined, value, counter)
            return nil
        }
        return .undefined
    }

    /// sec-iterator.prototype.includes
    static func includes(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try thisObject(context, arguments, "includes")
        var toSkip = 0.0
        if !arguments[1].isUndefined {
            guard let number = arguments[1].asNumber, number.isInfinite || number == number.rounded(.towardZero) else {
                throw rejectArgument(context, object, .typeError, "\(context.describe(arguments[1])) is not an integer")
            }
            guard number >= 0, number.isInfinite || number <= 9007199254740991 else {
                throw rejectArgument(context, object, .rangeError, "\(context.describe(arguments[1])) must not be negative or too large")
            }
            toSkip = number
        }
        var iterated = try context.getIteratorDirect(object)
        let sought = arguments[0]
        var skipped = 0.0
        while let value = try context.iteratorStepValue(&iterated) {
            if skipped < toSkip {
                skipped += 1
            } else if try context.sameValueZero(value, sought) {
                try context.iteratorClose(iterated)
                return .true
            }
        }
        return .false
    }

    /// sec-iterator.prototype.reduce
    static func reduce(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        var iterated = try begin(context, arguments, "reduce")
        let reducer = arguments[0]
        var accumulator = arguments[1]
        var start = 0
        if arguments.count < 2 {
            guard let first = try context.iteratorStepValue(&iterated) else {
                throw context.throwError(.typeError, "Reduce of a done iterator with no initial value")
            }
            accumulator = first
            start = 1
        }
        _ = try firstResult(context, &iterated, from: start) { (value, counter) throws(JSThrow) in
            accumulator = try context.call(reducer, .undefined, accumulator, value, counter)
            return nil
        }
        return accumulator
    }

    /// sec-iterator.prototype.toarray
    static func toArray(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        var iterated = try context.getIteratorDirect(thisObject(context, arguments, "toArray"))
        let array = context.makeArray()
        while let value = try context.iteratorStepValue(&iterated) {
            if array.arrayLength == PropertyKey.maximumIndex { throw context.throwError(.rangeError, "Invalid array length") }
            try context.append(value, to: array)
        }
        return Value(array)
    }
}

extension Context {
    /// sec-setterthatignoresprototypeproperties
    func setterThatIgnoresPrototypeProperties(_ this: Value, home: Intrinsic, _ key: PropertyKey, _ value: Value) throws(JSThrow) {
        guard let object = this.asObject else {
            throw throwError(.typeError, "Cannot set property '\(describe(key))' on \(describe(this))")
        }
        if object == intrinsic(home) { throw readOnlyError(object, key) }
        if try object.getOwnProperty(key, self) == nil {
            try createDataPropertyOrThrow(object, key, value)
        } else {
            try setOrThrow(object, key, value)
        }
    }
}
