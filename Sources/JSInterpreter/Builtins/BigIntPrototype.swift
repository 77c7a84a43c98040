// BigIntPrototype

enum BigIntPrototype {
    static let table = BuiltinTable(.ordinary, [])
}
