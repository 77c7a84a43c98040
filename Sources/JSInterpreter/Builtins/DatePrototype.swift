// DatePrototype

enum DatePrototype {
    static let table = BuiltinTable(.ordinary, [])
}
