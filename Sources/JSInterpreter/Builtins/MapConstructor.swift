// MapConstructor

enum MapConstructor {
    static let table = BuiltinTable(.constructor(.Map, 0, { (_, _) throws(JSThrow) in .undefined }, prototype: .mapPrototype), [])
}
