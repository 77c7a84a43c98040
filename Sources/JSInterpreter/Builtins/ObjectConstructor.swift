// ObjectConstructor

enum ObjectConstructor {
    static let table = BuiltinTable(.constructor(.Object, 0, { (_, _) throws(JSThrow) in .undefined }, prototype: .objectPrototype), [])
}
