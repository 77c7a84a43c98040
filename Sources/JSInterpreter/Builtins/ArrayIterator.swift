// ArrayIterator

enum ArrayIterator {
    static let table = BuiltinTable(.ordinary, [])
}
