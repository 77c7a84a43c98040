// WeakSetPrototype

enum WeakSetPrototype {
    static let table = BuiltinTable(.ordinary, [])
}
