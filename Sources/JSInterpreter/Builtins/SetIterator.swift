// SetIterator

enum SetIterator {
    static let table = BuiltinTable(.ordinary, [])
}
