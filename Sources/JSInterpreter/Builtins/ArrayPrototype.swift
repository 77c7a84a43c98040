// ArrayPrototype

enum ArrayPrototype {
    static let table = BuiltinTable(.ordinary, [])
    static let valuesTable = BuiltinTable(.function("arrayPrototypeValues", 0, { (_, _) throws(JSThrow) in .undefined }), [])
    static let toStringTable = BuiltinTable(.function("arrayPrototypeToString", 0, { (_, _) throws(JSThrow) in .undefined }), [])
}
