// FinalizationRegistryPrototype

enum FinalizationRegistryPrototype {
    static let table = BuiltinTable(.ordinary, [])
}
