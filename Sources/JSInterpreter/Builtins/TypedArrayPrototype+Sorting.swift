// Sorting typed arrays, sec-%typedarray%.prototype.sort: by the numbers themselves in raw memory (see `ElementSorting`), or by what a
// function says.

extension TypedArrayPrototype {
    private static func checkComparator(_ context: Context, _ comparator: Value) throws(JSThrow) {
        guard comparator.isUndefined || comparator.isCallable else {
            throw context.throwError(.typeError, "The comparison function must be either a function or undefined")
        }
    }

    /// sec-%typedarray%.prototype.sort
    static func sort(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try checkComparator(context, arguments[0])
        let this = try this(context, arguments, "sort")
        try sort(context, this.data, to: this.data, this.length, arguments[0])
        return arguments.thisValue
    }

    /// sec-%typedarray%.prototype.tosorted
    static func toSorted(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try checkComparator(context, arguments[0])
        let this = try this(context, arguments, "toSorted")
        let new = try copy(context, this.data, 0, this.length)
        if let data = new.typedArrayData { try sort(context, data, to: data, this.length, arguments[0]) }
        return Value(new)
    }

    /// sec-sortindexedproperties of all elements, written back.
    private static func sort(
        _ context: Context, _ source: TypedArrayData, to target: TypedArrayData, _ length: Int, _ comparator: Value
    ) throws(JSThrow) {
        if length < 2 { return }
        if comparator.isUndefined {
            return try ElementSorting.sort(source.type, source.address(0), count: length, context)
        }
        let list = RootList(context.heap)
        for index in 0..<length {
            try context.pay()
            try list.append(try source.element(index, context))
        }
        try context.stableSort(list) { (a, b) throws(JSThrow) in
            // sec-typedarray-sortcompare
            try context.pay()
            let order = try context.call(comparator, .undefined, a, b)
            return order.isInt ? order.uncheckedInt > 0 : try context.toNumber(order) > 0
        }
        for index in 0..<length {
            try context.pay()
            try target.setElement(index, list[index], context)
        }
    }
}
