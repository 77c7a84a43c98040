// ProxyConstructor

enum ProxyConstructor {
    static let table = BuiltinTable(.constructorWithoutPrototype(.Proxy, 2, { (_, _) throws(JSThrow) in .undefined }), [])
}
