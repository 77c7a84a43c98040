// NativeErrors

enum NativeErrors {
    struct Pair: Sendable {
        let constructor: BuiltinTable
        let prototype: BuiltinTable
    }

    static let evalError = Pair(
        constructor: BuiltinTable(.constructor(.EvalError, 1, { (_, _) throws(JSThrow) in .undefined }, prototype: .evalErrorPrototype), []),
        prototype: BuiltinTable(.ordinary, []))
    static let rangeError = Pair(
        constructor: BuiltinTable(.constructor(.RangeError, 1, { (_, _) throws(JSThrow) in .undefined }, prototype: .rangeErrorPrototype), []),
        prototype: BuiltinTable(.ordinary, []))
    static let referenceError = Pair(
        constructor: BuiltinTable(.constructor(.ReferenceError, 1, { (_, _) throws(JSThrow) in .undefined }, prototype: .referenceErrorPrototype), []),
        prototype: BuiltinTable(.ordinary, []))
    static let syntaxError = Pair(
        constructor: BuiltinTable(.constructor(.SyntaxError, 1, { (_, _) throws(JSThrow) in .undefined }, prototype: .syntaxErrorPrototype), []),
        prototype: BuiltinTable(.ordinary, []))
    static let typeError = Pair(
        constructor: BuiltinTable(.constructor(.TypeError, 1, { (_, _) throws(JSThrow) in .undefined }, prototype: .typeErrorPrototype), []),
        prototype: BuiltinTable(.ordinary, []))
    static let uriError = Pair(
        constructor: BuiltinTable(.constructor(.URIError, 1, { (_, _) throws(JSThrow) in .undefined }, prototype: .uriErrorPrototype), []),
        prototype: BuiltinTable(.ordinary, []))
}
