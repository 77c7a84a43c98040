// WeakRefPrototype

enum WeakRefPrototype {
    static let table = BuiltinTable(.ordinary, [])
}
