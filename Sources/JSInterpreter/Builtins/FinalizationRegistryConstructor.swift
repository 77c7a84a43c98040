// FinalizationRegistryConstructor

enum FinalizationRegistryConstructor {
    static let table = BuiltinTable(.constructor(.FinalizationRegistry, 0, { (_, _) throws(JSThrow) in .undefined }, prototype: .finalizationRegistryPrototype), [])
}
