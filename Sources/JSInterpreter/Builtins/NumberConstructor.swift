// NumberConstructor

enum NumberConstructor {
    static let table = BuiltinTable(.constructor(.Number, 0, { (_, _) throws(JSThrow) in .undefined }, prototype: .numberPrototype), [])
    static let parseFloatTable = BuiltinTable(.function("parseFloat", 0, { (_, _) throws(JSThrow) in .undefined }), [])
    static let parseIntTable = BuiltinTable(.function("parseInt", 0, { (_, _) throws(JSThrow) in .undefined }), [])
}
