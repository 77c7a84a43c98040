// %Symbol.prototype%, sec-properties-of-the-symbol-prototype-object.

enum SymbolPrototype {
    static let table = BuiltinTable(
        .ordinary,
        [
            .intrinsic(.constructor, .symbol),
            .method(.toString, 0, toString),
            .method(.valueOf, 0, valueOf),
            .getter(.description, description),
            .method(symbol: .toPrimitive, 1, attributes: .configurable, toPrimitive),
            .toStringTag(.Symbol),
        ])

    /// sec-symbol.prototype.tostring
    static func toString(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let symbol = try thisSymbolValue(context, arguments.thisValue, "toString")
        return Value(try context.symbolDescriptiveString(symbol))
    }

    /// sec-symbol.prototype.valueof
    static func valueOf(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try thisSymbolValue(context, arguments.thisValue, "valueOf"))
    }

    /// sec-symbol.prototype.description
    static func description(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try thisSymbolValue(context, arguments.thisValue, "description").description
    }

    /// sec-symbol.prototype-%symbol.toprimitive%
    static func toPrimitive(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try thisSymbolValue(context, arguments.thisValue, "[Symbol.toPrimitive]"))
    }

    /// sec-thissymbolvalue
    private static func thisSymbolValue(_ context: Context, _ value: Value, _ method: String) throws(JSThrow) -> JSSymbol {
        if let symbol = value.asSymbol { return symbol }
        if let object = value.asObject, object.kind == .primitiveWrapper, let symbol = object.internalValue.asSymbol { return symbol }
        throw context.throwError(.typeError, "Symbol.prototype.\(method) requires that 'this' be a Symbol")
    }
}

extension Context {
    /// sec-symboldescriptivestring
    func symbolDescriptiveString(_ symbol: JSSymbol) throws(JSThrow) -> JSString {
        let description = symbol.description.asString ?? emptyString
        return try concatenate(concatenate(makeString("Symbol("), description), makeString(")"))
    }
}
