// RegExpConstructor

enum RegExpConstructor {
    static let table = BuiltinTable(.constructor(.RegExp, 0, { (_, _) throws(JSThrow) in .undefined }, prototype: .regExpPrototype), [])
}
