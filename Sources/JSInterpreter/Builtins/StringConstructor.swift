// StringConstructor

enum StringConstructor {
    static let table = BuiltinTable(.constructor(.String, 0, { (_, _) throws(JSThrow) in .undefined }, prototype: .stringPrototype), [])
}
