// SetPrototype

enum SetPrototype {
    static let table = BuiltinTable(.ordinary, [])
}
