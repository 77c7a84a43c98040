// DataViewPrototype

enum DataViewPrototype {
    static let table = BuiltinTable(.ordinary, [])
}
