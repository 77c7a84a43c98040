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
extension Context {
    func bigIntArithmetic(_ operation: BinaryOperator, _ x: JSBigInt, _ y: JSBigInt) throws(JSThrow) -> Value { .undefined }
    func bigIntUnaryMinus(_ x: JSBigInt) throws(JSThrow) -> Value { .undefined }
    func bigIntBitwiseNot(_ x: JSBigInt) throws(JSThrow) -> Value { .undefined }
    func bigIntIncrement(_ x: JSBigInt, _ delta: Int32) throws(JSThrow) -> Value { .undefined }
    func makeBigInt(_ literal: BigIntLiteral) throws(JSThrow) -> Value { .undefined }
    static func exponentiate(_ x: Double, _ y: Double) -> Double { .nan }
}
