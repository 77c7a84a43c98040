// WeakMapPrototype

enum WeakMapPrototype {
    static let table = BuiltinTable(.ordinary, [])
}
