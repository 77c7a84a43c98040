// The Symbol constructor, sec-symbol-constructor, with the registry of `Symbol.for`.

enum SymbolConstructor {
    static let table = BuiltinTable(
        .constructor(.Symbol, 0, construct, prototype: .symbolPrototype),
        [
            .constant(.asyncIterator, WellKnownSymbol.asyncIterator.value),
            .method(.for, 1, registered),
            .constant(.hasInstance, WellKnownSymbol.hasInstance.value),
            .constant(.isConcatSpreadable, WellKnownSymbol.isConcatSpreadable.value),
            .constant(.iterator, WellKnownSymbol.iterator.value),
            .method(.keyFor, 1, keyFor),
            .constant(.match, WellKnownSymbol.match.value),
            .constant(.matchAll, WellKnownSymbol.matchAll.value),
            .constant(.replace, WellKnownSymbol.replace.value),
            .constant(.search, WellKnownSymbol.search.value),
            .constant(.species, WellKnownSymbol.species.value),
            .constant(.split, WellKnownSymbol.split.value),
            .constant(.toPrimitive, WellKnownSymbol.toPrimitive.value),
            .constant(.toStringTag, WellKnownSymbol.toStringTag.value),
            .constant(.unscopables, WellKnownSymbol.unscopables.value),
        ])

    /// sec-symbol-description
    static func construct(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard arguments.newTarget.isUndefined else { throw context.throwError(.typeError, "Symbol is not a constructor") }
        let description = arguments[0].isUndefined ? .undefined : Value(try context.toString(arguments[0]))
        return Value(context.makeSymbol(description: description))
    }

    /// sec-symbol.for
    static func registered(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let string = try context.toString(arguments[0])
        let key = context.key(of: string)
        if let known = context.symbolRegistry[key] { return Value(known) }
        try context.heap.reserve(64)
        let symbol = context.makeSymbol(description: Value(string))
        context.symbolRegistry[key] = symbol
        return Value(symbol)
    }

    /// sec-symbol.keyfor
    static func keyFor(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let symbol = arguments[0].asSymbol else {
            throw context.throwError(.typeError, "\(context.describe(arguments[0])) is not a symbol")
        }
        guard let description = symbol.description.asString, context.symbolRegistry[context.key(of: description)] == symbol else {
            return .undefined
        }
        return Value(description)
    }
}
