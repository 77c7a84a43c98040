// ErrorConstructor

enum ErrorConstructor {
    static let table = BuiltinTable(.constructor(.Error, 0, { (_, _) throws(JSThrow) in .undefined }, prototype: .errorPrototype), [])
}
