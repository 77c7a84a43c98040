// The Proxy constructor, sec-proxy-constructor. What proxies do is in `Objects/ProxyObject.swift`.

enum ProxyConstructor {
    static let table = BuiltinTable(
        .constructorWithoutPrototype(.Proxy, 2, construct),
        [
            .method(.revocable, 2, revocable)
        ])

    /// sec-proxy-target-handler
    static func construct(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        if arguments.newTarget.isUndefined { throw context.throwError(.typeError, "Constructor Proxy requires 'new'") }
        return Value(try context.proxyCreate(arguments[0], arguments[1]))
    }

    /// sec-proxy.revocable
    static func revocable(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let proxy = Value(try context.proxyCreate(arguments[0], arguments[1]))
        let result = context.makeObject()
        try context.createDataPropertyOrThrow(result, PropertyKey(.proxy), proxy)
        let revoker = Value(context.makeNativeFunction(revokerEntry, data: proxy))
        try context.createDataPropertyOrThrow(result, PropertyKey(.revoke), revoker)
        return Value(result)
    }

    /// sec-proxy-revocation-functions
    private static let revokerEntry = BuiltinEntry("", 0) { (context, arguments) throws(JSThrow) in
        let function = FunctionObject(arguments.callee)
        guard let proxy = function.data(0).asObject else { return .undefined }
        function.setData(0, .null)
        proxy.setPayloadValue(0, .null)
        proxy.setPayloadValue(1, .null)
        return .undefined
    }
}
