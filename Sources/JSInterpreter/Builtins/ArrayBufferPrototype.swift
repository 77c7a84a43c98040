// ArrayBufferPrototype

enum ArrayBufferPrototype {
    static let table = BuiltinTable(.ordinary, [])
}
