// StringPrototype

enum StringPrototype {
    static let table = BuiltinTable(.ordinary, [])
}
