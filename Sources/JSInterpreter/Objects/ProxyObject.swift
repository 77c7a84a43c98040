// Proxy exotic objects, sec-proxy-object-internal-methods-and-internal-slots.

extension JSObject {
    func proxyGetPrototypeOf(_ context: Context) throws(JSThrow) -> JSObject? { nil }
    func proxySetPrototypeOf(_ prototype: JSObject?, _ context: Context) throws(JSThrow) -> Bool { false }
    func proxyIsExtensible(_ context: Context) throws(JSThrow) -> Bool { false }
    func proxyPreventExtensions(_ context: Context) throws(JSThrow) -> Bool { false }
    func proxyGetOwnProperty(_ key: PropertyKey, _ context: Context) throws(JSThrow) -> PropertyDescriptor? { nil }
    func proxyDefineOwnProperty(_ key: PropertyKey, _ descriptor: PropertyDescriptor, _ context: Context) throws(JSThrow) -> Bool { false }
    func proxyHasProperty(_ key: PropertyKey, _ context: Context) throws(JSThrow) -> Bool { false }
    func proxyGet(_ key: PropertyKey, _ receiver: Value, _ context: Context) throws(JSThrow) -> Value { .undefined }
    func proxySet(_ key: PropertyKey, _ value: Value, _ receiver: Value, _ context: Context) throws(JSThrow) -> Bool { false }
    func proxyDelete(_ key: PropertyKey, _ context: Context) throws(JSThrow) -> Bool { false }
    func proxyOwnPropertyKeys(_ context: Context) throws(JSThrow) -> KeyList { KeyList(context.heap) }
}

extension Context {
    func proxyCall(_ proxy: JSObject, _ frame: Frame, _ argumentCount: Int) throws(JSThrow) -> Value { .undefined }
    func proxyConstruct(_ proxy: JSObject, _ frame: Frame, _ argumentCount: Int, _ newTarget: JSObject) throws(JSThrow) -> JSObject { proxy }
    func proxyTarget(_ proxy: JSObject, operation: String) throws(JSThrow) -> JSObject { proxy }
}
