// IteratorHelper

enum IteratorHelper {
    static let table = BuiltinTable(.ordinary, [])
}
