// RegExpPrototype

enum RegExpPrototype {
    static let table = BuiltinTable(.ordinary, [])
}
