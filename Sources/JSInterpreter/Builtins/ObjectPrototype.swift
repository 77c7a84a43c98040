// ObjectPrototype

enum ObjectPrototype {
    static let table = BuiltinTable(.ordinary, prototype: .some(nil), [])
}
