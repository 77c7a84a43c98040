// DateConstructor

enum DateConstructor {
    static let table = BuiltinTable(.constructor(.Date, 0, { (_, _) throws(JSThrow) in .undefined }, prototype: .datePrototype), [])
}
