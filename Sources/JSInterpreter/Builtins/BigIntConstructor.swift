// BigIntConstructor

enum BigIntConstructor {
    static let table = BuiltinTable(.constructor(.BigInt, 0, { (_, _) throws(JSThrow) in .undefined }, prototype: .bigIntPrototype), [])
}
