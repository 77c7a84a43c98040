// SymbolConstructor

enum SymbolConstructor {
    static let table = BuiltinTable(.constructor(.Symbol, 0, { (_, _) throws(JSThrow) in .undefined }, prototype: .symbolPrototype), [])
}
