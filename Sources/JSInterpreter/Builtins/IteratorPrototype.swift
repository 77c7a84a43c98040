// IteratorPrototype

enum IteratorPrototype {
    static let table = BuiltinTable(.ordinary, [])
}
