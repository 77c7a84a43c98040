// The methods of typed arrays that look at elements without calling anything.

extension TypedArrayPrototype {
    /// sec-%typedarray%.prototype.at
    static func at(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let this = try this(context, arguments, "at")
        let relative = try context.toClampedInteger(arguments[0])
        let index = relative >= 0 ? relative : this.length + max(relative, -this.length - 1)
        return index < 0 || index >= this.length ? .undefined : try this.data.element(index, context)
    }

    /// sec-%typedarray%.prototype.includes
    static func includes(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let this = try this(context, arguments, "includes")
        if this.length == 0 { return .false }
        let start = try context.toRelativeIndex(arguments[1], length: this.length)
        // Elements that are gone by now read as undefined.
        if arguments[0].isUndefined { return Value(start < this.length && this.data.length < this.length) }
        return Value(try firstIndex(of: arguments[0], context, this, from: start, findsNaN: true) >= 0)
    }

    /// sec-%typedarray%.prototype.indexof
    static func indexOf(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let this = try this(context, arguments, "indexOf")
        if this.length == 0 { return Value(int: -1) }
        let start = try context.toRelativeIndex(arguments[1], length: this.length)
        return Value(try firstIndex(of: arguments[0], context, this, from: start, findsNaN: false))
    }

    private static func firstIndex(
        of value: Value, _ context: Context, _ this: This, from start: Int, findsNaN: Bool
    ) throws(JSThrow) -> Int {
        let needle = ElementMemory.Needle(value, this.data.type, findsNaN: findsNaN)
        let end = min(this.length, this.data.length)
        var piece = start
        while piece < end {
            let pieceEnd = min(end, piece + 65536)
            try context.pay((pieceEnd - piece) / 8)
            let found = ElementMemory.firstIndex(of: needle, this.data.type, this.data.address(0), piece, pieceEnd)
            if found >= 0 { return found }
            piece = pieceEnd
        }
        return -1
    }

    /// sec-%typedarray%.prototype.lastindexof
    static func lastIndexOf(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let this = try this(context, arguments, "lastIndexOf")
        if this.length == 0 { return Value(int: -1) }
        let relative = arguments.count > 1 ? try context.toClampedInteger(arguments[1]) : this.length - 1
        var index = relative >= 0 ? min(relative, this.length - 1) : this.length + max(relative, -this.length - 1)
        index = min(index, this.data.length - 1)
        let needle = ElementMemory.Needle(arguments[0], this.data.type, findsNaN: false)
        while index >= 0 {
            if index & 4095 == 0 { try context.pay(512) }
            if ElementMemory.matches(needle, this.data.type, this.data.address(index)) { return Value(index) }
            index -= 1
        }
        return Value(int: -1)
    }

    // MARK: To strings

    /// sec-%typedarray%.prototype.join
    static func join(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let this = try this(context, arguments, "join")
        let separator = arguments[0].isUndefined ? context.makeString(",") : try context.toString(arguments[0])
        return try join(context, this, separator) { (value) throws(JSThrow) in try context.toString(value) }
    }

    /// sec-%typedarray%.prototype.tolocalestring
    static func toLocaleString(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let this = try this(context, arguments, "toLocaleString")
        return try join(context, this, context.makeString(",")) { (value) throws(JSThrow) in
            if value.isNullish { return context.emptyString }
            return try context.toString(try context.invokeMethod(value, PropertyKey(.toLocaleString)))
        }
    }

    private static func join(
        _ context: Context, _ this: This, _ separator: JSString, _ text: (Value) throws(JSThrow) -> JSString
    ) throws(JSThrow) -> Value {
        var builder = TextBuilder(context)
        for index in 0..<this.length {
            try context.pay()
            if index > 0 { try builder.append(separator) }
            let value = try this.data.element(index, context)
            if !value.isUndefined { try builder.append(try text(value)) }
        }
        return Value(try builder.take())
    }
}
