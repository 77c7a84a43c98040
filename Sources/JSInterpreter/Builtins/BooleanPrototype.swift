// BooleanPrototype

enum BooleanPrototype {
    static let table = BuiltinTable(.ordinary, [])
}
