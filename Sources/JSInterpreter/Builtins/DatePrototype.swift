enum DatePrototype {
    static let table = BuiltinTable(.ordinary, [])
    static let toUTCStringTable = BuiltinTable(.function("toUTCString", 0, { (_, _) throws(JSThrow) in .undefined }), [])
}
