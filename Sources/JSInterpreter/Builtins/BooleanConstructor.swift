// BooleanConstructor

enum BooleanConstructor {
    static let table = BuiltinTable(.constructor(.Boolean, 0, { (_, _) throws(JSThrow) in .undefined }, prototype: .booleanPrototype), [])
}
