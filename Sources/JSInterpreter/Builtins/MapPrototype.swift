// The properties of Map.prototype, sec-properties-of-the-map-prototype-object.

enum MapPrototype {
    static let table = BuiltinTable(
        .ordinary,
        [
            .method(.clear, 0, clear),
            .intrinsic(.constructor, .map),
            .method(.delete, 1, delete),
            .intrinsic(.entries, .mapPrototypeEntries),
            .method(.forEach, 1, forEach),
            .method(.get, 1, get),
            .method(.getOrInsert, 2, getOrInsert),
            .method(.getOrInsertComputed, 2, getOrInsertComputed),
            .method(.has, hasEntry),
            .method(.keys, 0) { (context, arguments) throws(JSThrow) in
                Value(TableIterator.make(try this(context, arguments, "keys"), .keys, context))
            },
            .method(.set, setEntry),
            .getter(.size, size),
            .method(.values, 0) { (context, arguments) throws(JSThrow) in
                Value(TableIterator.make(try this(context, arguments, "values"), .values, context))
            },
            .intrinsic(symbol: .iterator, .mapPrototypeEntries),
            .toStringTag(.Map),
        ])

    /// sec-map.prototype.entries, which is also the method of Symbol.iterator.
    static let entriesTable = BuiltinTable(
        .function(
            "entries", 0,
            { (context, arguments) throws(JSThrow) in
                Value(TableIterator.make(try this(context, arguments, "entries"), .entries, context))
            }), [])

    static let hasEntry = BuiltinEntry("has", 1, has)
    static let setEntry = BuiltinEntry("set", 2, set)

    @inline(__always) private static func this(_ context: Context, _ arguments: Arguments, _ method: StaticString) throws(JSThrow) -> JSObject {
        if let object = arguments.thisValue.asObject, object.kind == .map { return object }
        throw context.throwError(
            .typeError, "Method Map.prototype.\(method) called on incompatible receiver \(context.describe(arguments.thisValue))")
    }

    /// sec-map.prototype.clear
    private static func clear(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try this(context, arguments, "clear").withTable { table throws(JSThrow) in table.removeAll(context.heap) }
        return .undefined
    }

    /// sec-map.prototype.delete
    private static func delete(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let key = arguments[0]
        return try this(context, arguments, "delete").withTable { table throws(JSThrow) in
            Value(try table.remove(try table.key(key, context), context))
        }
    }

    /// sec-map.prototype.foreach
    private static func forEach(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let map = try this(context, arguments, "forEach")
        let callback = arguments[0]
        guard callback.isCallable else { throw context.throwError(.typeError, "\(context.describe(callback)) is not a function") }
        let thisArgument = arguments[1]
        try map.withTable { table throws(JSThrow) in
            var cursor = OrderedTable.Cursor()
            while true {
                try context.pay()
                let index = table.next(&cursor, context)
                if index < 0 { return }
                _ = try context.call(callback, thisArgument, table.value(at: index), table.key(at: index), Value(map))
            }
        }
        return .undefined
    }

    /// sec-map.prototype.get
    private static func get(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let key = arguments[0]
        return try this(context, arguments, "get").withTable { table throws(JSThrow) in
            let index = table.find(try table.key(key, context))
            return index < 0 ? .undefined : table.value(at: index)
        }
    }

    /// sec-map.prototype.getorinsert
    private static func getOrInsert(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let key = arguments[0]
        let value = arguments[1]
        return try this(context, arguments, "getOrInsert").withTable { table throws(JSThrow) in
            let tableKey = try table.key(key, context)
            let index = table.find(tableKey)
            if index >= 0 { return table.value(at: index) }
            try table.insert(tableKey, value, context)
            return value
        }
    }

    /// sec-map.prototype.getorinsertcomputed
    private static func getOrInsertComputed(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let map = try this(context, arguments, "getOrInsertComputed")
        let key = arguments[0]
        let callback = arguments[1]
        guard callback.isCallable else { throw context.throwError(.typeError, "\(context.describe(callback)) is not a function") }
        return try map.withTable { table throws(JSThrow) in
            let tableKey = try table.key(key, context)
            let index = table.find(tableKey)
            if index >= 0 { return table.value(at: index) }
            let value = try context.call(callback, .undefined, tableKey.value)
            // The function may have added the key itself.
            try table.set(tableKey, value, context)
            return value
        }
    }

    /// sec-map.prototype.has
    private static func has(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let key = arguments[0]
        return try this(context, arguments, "has").withTable { table throws(JSThrow) in
            Value(table.find(try table.key(key, context)) >= 0)
        }
    }

    /// sec-map.prototype.set
    private static func set(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let key = arguments[0]
        let value = arguments[1]
        try this(context, arguments, "set").withTable { table throws(JSThrow) in
            try table.set(try table.key(key, context), value, context)
        }
        return arguments.thisValue
    }

    /// sec-get-map.prototype.size
    private static func size(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try this(context, arguments, "size").withTable { table throws(JSThrow) in Value(table.count) }
    }
}
