// TypedArrayPrototype

enum TypedArrayPrototype {
    static let table = BuiltinTable(.ordinary, [])
}
