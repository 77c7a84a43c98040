// The methods of typed arrays that call a function for elements.

extension TypedArrayPrototype {
    /// Calls the callback with each element, its index and the array, until `body` returns a result.
    @inline(__always) private static func visit(
        _ context: Context, _ arguments: Arguments, _ method: String, backwards: Bool = false,
        _ body: (_ result: Value, _ element: Value, _ index: Int) throws(JSThrow) -> Value?
    ) throws(JSThrow) -> Value? {
        let this = try this(context, arguments, method)
        let callback = try callback(context, arguments)
        let thisArgument = arguments[1]
        for step in 0..<this.length {
            try context.pay()
            let index = backwards ? this.length &- 1 &- step : step
            let element = try this.data.element(index, context)
            let result = try context.call(callback, thisArgument, element, Value(index), Value(this.object))
            if let found = try body(result, element, index) { return found }
        }
        return nil
    }

    /// sec-%typedarray%.prototype.every
    static func every(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try visit(context, arguments, "every") { (result, _, _) throws(JSThrow) in context.toBoolean(result) ? nil : .false } ?? .true
    }

    /// sec-%typedarray%.prototype.some
    static func some(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try visit(context, arguments, "some") { (result, _, _) throws(JSThrow) in context.toBoolean(result) ? .true : nil } ?? .false
    }

    /// sec-%typedarray%.prototype.foreach
    static func forEach(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try visit(context, arguments, "forEach") { (_, _, _) throws(JSThrow) in nil } ?? .undefined
    }

    /// sec-%typedarray%.prototype.find
    static func find(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try visit(context, arguments, "find") { (result, element, _) throws(JSThrow) in
            context.toBoolean(result) ? element : nil
        } ?? .undefined
    }

    /// sec-%typedarray%.prototype.findindex
    static func findIndex(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try visit(context, arguments, "findIndex") { (result, _, index) throws(JSThrow) in
            context.toBoolean(result) ? Value(index) : nil
        } ?? Value(int: -1)
    }

    /// sec-%typedarray%.prototype.findlast
    static func findLast(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try visit(context, arguments, "findLast", backwards: true) { (result, element, _) throws(JSThrow) in
            context.toBoolean(result) ? element : nil
        } ?? .undefined
    }

    /// sec-%typedarray%.prototype.findlastindex
    static func findLastIndex(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try visit(context, arguments, "findLastIndex", backwards: true) { (result, _, index) throws(JSThrow) in
            context.toBoolean(result) ? Value(index) : nil
        } ?? Value(int: -1)
    }

    /// sec-%typedarray%.prototype.filter
    static func filter(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let this = try this(context, arguments, "filter")
        let kept = RootList(context.heap)
        _ = try visit(context, arguments, "filter") { (result, element, _) throws(JSThrow) in
            if context.toBoolean(result) { try kept.append(element) }
            return nil
        }
        let count = kept.count
        let new = try context.typedArraySpeciesCreate(this.object, this.data, length: count, "%TypedArray%.prototype.filter")
        for index in 0..<count {
            try context.pay()
            try new.setTypedArrayElement(index, kept[index], context)
        }
        return Value(new)
    }

    /// sec-%typedarray%.prototype.map
    static func map(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let this = try this(context, arguments, "map")
        let callback = try callback(context, arguments)
        let thisArgument = arguments[1]
        let new = try context.typedArraySpeciesCreate(this.object, this.data, length: this.length, "%TypedArray%.prototype.map")
        for index in 0..<this.length {
            try context.pay()
            let element = try this.data.element(index, context)
            let mapped = try context.call(callback, thisArgument, element, Value(index), Value(this.object))
            try new.setTypedArrayElement(index, mapped, context)
        }
        return Value(new)
    }

    /// sec-%typedarray%.prototype.reduce
    static func reduce(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try reduce(context, arguments, "reduce", backwards: false)
    }

    /// sec-%typedarray%.prototype.reduceright
    static func reduceRight(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try reduce(context, arguments, "reduceRight", backwards: true)
    }

    private static func reduce(_ context: Context, _ arguments: Arguments, _ method: String, backwards: Bool) throws(JSThrow) -> Value {
        let this = try this(context, arguments, method)
        let callback = try callback(context, arguments)
        var step = 0
        var accumulator = arguments[1]
        if arguments.count < 2 {
            guard this.length > 0 else {
                throw context.throwError(.typeError, "Reduce of empty array with no initial value")
            }
            accumulator = try this.data.element(backwards ? this.length - 1 : 0, context)
            step = 1
        }
        while step < this.length {
            try context.pay()
            let index = backwards ? this.length &- 1 &- step : step
            let element = try this.data.element(index, context)
            accumulator = try context.call(callback, .undefined, accumulator, element, Value(index), Value(this.object))
            step &+= 1
        }
        return accumulator
    }
}
