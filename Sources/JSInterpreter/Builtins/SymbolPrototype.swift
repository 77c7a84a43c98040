// SymbolPrototype

enum SymbolPrototype {
    static let table = BuiltinTable(.ordinary, [])
}
