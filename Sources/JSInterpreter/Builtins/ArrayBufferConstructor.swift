// ArrayBufferConstructor

enum ArrayBufferConstructor {
    static let table = BuiltinTable(.constructor(.ArrayBuffer, 0, { (_, _) throws(JSThrow) in .undefined }, prototype: .arrayBufferPrototype), [])
}
