// WeakSetConstructor

enum WeakSetConstructor {
    static let table = BuiltinTable(.constructor(.WeakSet, 0, { (_, _) throws(JSThrow) in .undefined }, prototype: .weakSetPrototype), [])
}
