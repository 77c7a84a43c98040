// WeakMapConstructor

enum WeakMapConstructor {
    static let table = BuiltinTable(.constructor(.WeakMap, 0, { (_, _) throws(JSThrow) in .undefined }, prototype: .weakMapPrototype), [])
}
