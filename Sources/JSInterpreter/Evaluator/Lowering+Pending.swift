import JSSyntax
extension Lowering {
    private func pending(_ what: String) -> JSThrow { context.throwError(.syntaxError, what + " is not supported yet") }
    // literals
    func regExp(_ node: RegExpLiteral) throws(JSThrow) -> Node { throw pending("regexp") }
}
extension JSObject {
    func typedArrayElement(_ index: Int) -> Value? { nil }
    func setTypedArrayElement(_ index: Int, _ value: Value) -> Bool { false }
}
