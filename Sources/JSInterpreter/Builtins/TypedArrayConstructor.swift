// TypedArrayConstructor

enum TypedArrayConstructor {
    static let table = BuiltinTable(.constructor(.TypedArray, 0, { (_, _) throws(JSThrow) in .undefined }, prototype: .typedArrayPrototype), [])
}
