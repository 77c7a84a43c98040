// IteratorConstructor

enum IteratorConstructor {
    static let table = BuiltinTable(.constructor(.Iterator, 0, { (_, _) throws(JSThrow) in .undefined }, prototype: .iteratorPrototype), [])
    static let wrapForValidTable = BuiltinTable(.ordinary, [])
}
