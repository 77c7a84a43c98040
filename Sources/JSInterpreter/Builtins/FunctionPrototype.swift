// FunctionPrototype

enum FunctionPrototype {
    static let table = BuiltinTable(.ordinary, [])
    static let hasInstanceTable = BuiltinTable(.function("functionPrototypeHasInstance", 0, { (_, _) throws(JSThrow) in .undefined }), [])
    static let throwTypeErrorTable = BuiltinTable(.function("throwTypeError", 0, { (_, _) throws(JSThrow) in .undefined }), [])
}
