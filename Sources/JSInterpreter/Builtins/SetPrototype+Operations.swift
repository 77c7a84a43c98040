// The operations of Set.prototype on two sets, sec-set.prototype.union and following. The other operand is any object with `size`,
// `has` and `keys`; when these are the builtin ones of a Set or Map, its table is asked directly.

/// sec-set-records
private struct SetRecord {
    let object: JSObject
    let size: Double
    let has: Value
    let keys: Value
    /// Whether `has` does nothing but look into the object's own table.
    let hasIsBuiltin: Bool

    /// sec-getsetrecord
    init(_ context: Context, _ value: Value) throws(JSThrow) {
        guard let object = value.asObject else {
            throw context.throwError(.typeError, "The \"other\" argument must be of type object")
        }
        self.object = object
        let number = try context.toNumber(try context.get(object, PropertyKey(.size)))
        if number.isNaN { throw context.throwError(.typeError, "The 'size' property must be a number") }
        size = try context.toIntegerOrInfinity(Value(number: number))
        if size < 0 { throw context.throwError(.rangeError, "'\(context.text(context.numberToString(size)))' is an invalid size") }
        has = try context.get(object, PropertyKey(.has))
        guard has.isCallable else { throw context.throwError(.typeError, "The 'has' property must be a function") }
        keys = try context.get(object, PropertyKey(.keys))
        guard keys.isCallable else { throw context.throwError(.typeError, "The 'keys' property must be a function") }
        hasIsBuiltin =
            object.kind == .set && context.isBuiltin(has, SetPrototype.hasEntry)
            || object.kind == .map && context.isBuiltin(has, MapPrototype.hasEntry)
    }

    func contains(_ value: Value, _ context: Context) throws(JSThrow) -> Bool {
        if hasIsBuiltin {
            return try object.withTable { table throws(JSThrow) in table.find(try table.key(value, context)) >= 0 }
        }
        return context.toBoolean(try context.call(has, Value(object), value))
    }

    /// Calls `body` with each key; when it returns false, closes the iterator and stops.
    func forEachKey(_ context: Context, _ body: (Value) throws(JSThrow) -> Bool) throws(JSThrow) {
        var record = try context.getIteratorFromMethod(Value(object), keys)
        while let next = try context.iteratorStepValue(&record) {
            if try !body(next) { return try context.iteratorClose(record) }
        }
    }
}

extension SetPrototype {
    /// Calls `body` with each element of a set, also with those that are added meanwhile, until it returns false.
    private static func forEachElement(_ set: JSObject, _ context: Context, _ body: (Value) throws(JSThrow) -> Bool) throws(JSThrow) {
        try set.withTable { table throws(JSThrow) in
            var cursor = OrderedTable.Cursor()
            while true {
                try context.pay()
                let index = table.next(&cursor, context)
                if index < 0 { return }
                if try !body(table.key(at: index)) { return }
            }
        }
    }

    private static func count(_ set: JSObject) throws(JSThrow) -> Double {
        try set.withTable { table throws(JSThrow) in Double(table.count) }
    }

    private static func contains(_ set: JSObject, _ value: Value, _ context: Context) throws(JSThrow) -> Bool {
        try set.withTable { table throws(JSThrow) in table.find(try table.key(value, context)) >= 0 }
    }

    private static func add(_ value: Value, to set: JSObject, _ context: Context) throws(JSThrow) {
        try set.withTable { table throws(JSThrow) in try table.add(try table.key(value, context), context) }
    }

    private static func remove(_ value: Value, from set: JSObject, _ context: Context) throws(JSThrow) {
        _ = try set.withTable { table throws(JSThrow) in try table.remove(try table.key(value, context), context) }
    }

    private static func copy(_ set: JSObject, _ context: Context) throws(JSThrow) -> JSObject {
        let result = context.makeSet()
        try set.withTable { source throws(JSThrow) in
            try result.withTable { table throws(JSThrow) in try table.copyEntries(of: source, context) }
        }
        return result
    }

    /// sec-set.prototype.union
    static func union(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let set = try this(context, arguments, "union")
        let other = try SetRecord(context, arguments[0])
        var keys = try context.getIteratorFromMethod(Value(other.object), other.keys)
        let result = try copy(set, context)
        while let next = try context.iteratorStepValue(&keys) { try add(next, to: result, context) }
        return Value(result)
    }

    /// sec-set.prototype.intersection
    static func intersection(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let set = try this(context, arguments, "intersection")
        let other = try SetRecord(context, arguments[0])
        let result = context.makeSet()
        if try count(set) <= other.size {
            try forEachElement(set, context) { (element) throws(JSThrow) in
                if try other.contains(element, context) { try add(element, to: result, context) }
                return true
            }
        } else {
            try other.forEachKey(context) { (next) throws(JSThrow) in
                if try contains(set, next, context) { try add(next, to: result, context) }
                return true
            }
        }
        return Value(result)
    }

    /// sec-set.prototype.difference
    static func difference(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let set = try this(context, arguments, "difference")
        let other = try SetRecord(context, arguments[0])
        let result = try copy(set, context)
        if try count(set) <= other.size {
            try forEachElement(set, context) { (element) throws(JSThrow) in
                if try other.contains(element, context) { try remove(element, from: result, context) }
                return true
            }
        } else {
            try other.forEachKey(context) { (next) throws(JSThrow) in
                try remove(next, from: result, context)
                return true
            }
        }
        return Value(result)
    }

    /// sec-set.prototype.symmetricdifference
    static func symmetricDifference(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let set = try this(context, arguments, "symmetricDifference")
        let other = try SetRecord(context, arguments[0])
        var keys = try context.getIteratorFromMethod(Value(other.object), other.keys)
        let result = try copy(set, context)
        while let next = try context.iteratorStepValue(&keys) {
            if try contains(set, next, context) {
                try remove(next, from: result, context)
            } else {
                try add(next, to: result, context)
            }
        }
        return Value(result)
    }

    /// sec-set.prototype.issubsetof
    static func isSubsetOf(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let set = try this(context, arguments, "isSubsetOf")
        let other = try SetRecord(context, arguments[0])
        if try count(set) > other.size { return .false }
        var result = true
        try forEachElement(set, context) { (element) throws(JSThrow) in
            result = try other.contains(element, context)
            return result
        }
        return Value(result)
    }

    /// sec-set.prototype.issupersetof
    static func isSupersetOf(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let set = try this(context, arguments, "isSupersetOf")
        let other = try SetRecord(context, arguments[0])
        if try count(set) < other.size { return .false }
        var result = true
        try other.forEachKey(context) { (next) throws(JSThrow) in
            result = try contains(set, next, context)
            return result
        }
        return Value(result)
    }

    /// sec-set.prototype.isdisjointfrom
    static func isDisjointFrom(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let set = try this(context, arguments, "isDisjointFrom")
        let other = try SetRecord(context, arguments[0])
        var result = true
        if try count(set) <= other.size {
            try forEachElement(set, context) { (element) throws(JSThrow) in
                result = try !other.contains(element, context)
                return result
            }
        } else {
            try other.forEachKey(context) { (next) throws(JSThrow) in
                result = try !contains(set, next, context)
                return result
            }
        }
        return Value(result)
    }
}
