// AggregateError

enum AggregateError {
    static let table = BuiltinTable(.constructor(.AggregateError, 2, { (_, _) throws(JSThrow) in .undefined }, prototype: .aggregateErrorPrototype), [])
    static let prototypeTable = BuiltinTable(.ordinary, [])
}
