// GeneratorFunction

enum GeneratorFunction {
    static let table = BuiltinTable(.constructor(.GeneratorFunction, 0, { (_, _) throws(JSThrow) in .undefined }, prototype: .generatorFunctionPrototype), [])
    static let prototypeTable = BuiltinTable(.ordinary, [])
}
