// RegExpConstructor

enum RegExpConstructor {
    static let table = BuiltinTable(.constructor(.RegExp, 0, { (_, _) throws(JSThrow) in .undefined }, prototype: .regExpPrototype), [])
}

extension Context {
    /// sec-regexpcreate
    func regExpCreate(_ pattern: Value, _ flags: Value) throws(JSThrow) -> JSObject {
        throw throwError(.typeError, "regular expressions are not available")
    }
}
