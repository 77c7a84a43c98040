// StringIterator

enum StringIterator {
    static let table = BuiltinTable(.ordinary, [])
}
