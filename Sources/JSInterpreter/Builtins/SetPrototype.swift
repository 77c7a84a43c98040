// The properties of Set.prototype, sec-properties-of-the-set-prototype-object. The set operations are in a file of their own.

enum SetPrototype {
    static let table = BuiltinTable(
        .ordinary,
        [
            .method(.add, addEntry),
            .method(.clear, 0, clear),
            .intrinsic(.constructor, .set),
            .method(.delete, 1, delete),
            .method(.difference, 1, difference),
            .method(.entries, 0) { (context, arguments) throws(JSThrow) in
                Value(TableIterator.make(try this(context, arguments, "entries"), .entries, context))
            },
            .method(.forEach, 1, forEach),
            .method(.has, hasEntry),
            .method(.intersection, 1, intersection),
            .method(.isDisjointFrom, 1, isDisjointFrom),
            .method(.isSubsetOf, 1, isSubsetOf),
            .method(.isSupersetOf, 1, isSupersetOf),
            .intrinsic(.keys, .setPrototypeValues),
            .getter(.size, size),
            .method(.symmetricDifference, 1, symmetricDifference),
            .method(.union, 1, union),
            .intrinsic(.values, .setPrototypeValues),
            .intrinsic(symbol: .iterator, .setPrototypeValues),
            .toStringTag(.Set),
        ])

    /// sec-set.prototype.values, which is also `keys` and the method of Symbol.iterator.
    static let valuesTable = BuiltinTable(
        .function(
            "values", 0,
            { (context, arguments) throws(JSThrow) in
                Value(TableIterator.make(try this(context, arguments, "values"), .keys, context))
            }), [])

    static let addEntry = BuiltinEntry("add", 1, add)
    static let hasEntry = BuiltinEntry("has", 1, has)

    @inline(__always) static func this(_ context: Context, _ arguments: Arguments, _ method: StaticString) throws(JSThrow) -> JSObject {
        if let object = arguments.thisValue.asObject, object.kind == .set { return object }
        throw context.throwError(
            .typeError, "Method Set.prototype.\(method) called on incompatible receiver \(context.describe(arguments.thisValue))")
    }

    /// sec-set.prototype.add
    private static func add(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let value = arguments[0]
        try this(context, arguments, "add").withTable { table throws(JSThrow) in
            try table.add(try table.key(value, context), context)
        }
        return arguments.thisValue
    }

    /// sec-set.prototype.clear
    private static func clear(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try this(context, arguments, "clear").withTable { table throws(JSThrow) in table.removeAll(context.heap) }
        return .undefined
    }

    /// sec-set.prototype.delete
    private static func delete(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let value = arguments[0]
        return try this(context, arguments, "delete").withTable { table throws(JSThrow) in
            Value(try table.remove(try table.key(value, context), context))
        }
    }

    /// sec-set.prototype.foreach
    private static func forEach(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let set = try this(context, arguments, "forEach")
        let callback = arguments[0]
        guard callback.isCallable else { throw context.throwError(.typeError, "\(context.describe(callback)) is not a function") }
        let thisArgument = arguments[1]
        try set.withTable { table throws(JSThrow) in
            var cursor = OrderedTable.Cursor()
            while true {
                try context.pay()
                let index = table.next(&cursor, context)
                if index < 0 { return }
                let value = table.key(at: index)
                _ = try context.call(callback, thisArgument, value, value, Value(set))
            }
        }
        return .undefined
    }

    /// sec-set.prototype.has
    private static func has(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let value = arguments[0]
        return try this(context, arguments, "has").withTable { table throws(JSThrow) in
            Value(table.find(try table.key(value, context)) >= 0)
        }
    }

    /// sec-get-set.prototype.size
    private static func size(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try this(context, arguments, "size").withTable { table throws(JSThrow) in Value(table.count) }
    }
}
