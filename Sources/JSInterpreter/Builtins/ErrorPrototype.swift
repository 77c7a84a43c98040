// ErrorPrototype

enum ErrorPrototype {
    static let table = BuiltinTable(.ordinary, [])
}
