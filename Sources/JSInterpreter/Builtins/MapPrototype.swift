// MapPrototype

enum MapPrototype {
    static let table = BuiltinTable(.ordinary, [])
}
