// GeneratorPrototype

enum GeneratorPrototype {
    static let table = BuiltinTable(.ordinary, [])
}
