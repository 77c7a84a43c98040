import JSSyntax
extension Lowering {
    private func pending(_ what: String) -> JSThrow { context.throwError(.syntaxError, what + " is not supported yet") }
    // literals
    func regExp(_ node: RegExpLiteral) throws(JSThrow) -> Node { throw pending("regexp") }
    // generators
    func yield(_ node: YieldExpression) throws(JSThrow) -> Node { throw pending("yield") }
    func generatorBody(_ node: FunctionNode, prologue: [Node]) throws(JSThrow) -> Node { throw pending("generator") }
}
extension JSObject {
    func typedArrayElement(_ index: Int) -> Value? { nil }
    func setTypedArrayElement(_ index: Int, _ value: Value) -> Bool { false }
}
