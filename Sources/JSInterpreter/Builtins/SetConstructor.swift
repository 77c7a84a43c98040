// SetConstructor

enum SetConstructor {
    static let table = BuiltinTable(.constructor(.Set, 0, { (_, _) throws(JSThrow) in .undefined }, prototype: .setPrototype), [])
}
