// RegExpStringIterator

enum RegExpStringIterator {
    static let table = BuiltinTable(.ordinary, [])
}
