// NumberPrototype

enum NumberPrototype {
    static let table = BuiltinTable(.ordinary, [])
}
