// MapIterator

enum MapIterator {
    static let table = BuiltinTable(.ordinary, [])
}
