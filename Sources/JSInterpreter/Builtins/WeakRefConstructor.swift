// WeakRefConstructor

enum WeakRefConstructor {
    static let table = BuiltinTable(.constructor(.WeakRef, 0, { (_, _) throws(JSThrow) in .undefined }, prototype: .weakRefPrototype), [])
}
