// FunctionConstructor

enum FunctionConstructor {
    static let table = BuiltinTable(.constructor(.Function, 0, { (_, _) throws(JSThrow) in .undefined }, prototype: .functionPrototype), [])
}
