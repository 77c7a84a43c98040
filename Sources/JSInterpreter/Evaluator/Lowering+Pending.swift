import JSSyntax
extension Lowering {
    private func pending(_ what: String) -> JSThrow { context.throwError(.syntaxError, what + " is not supported yet") }
    // literals
    func regExp(_ node: RegExpLiteral) throws(JSThrow) -> Node { throw pending("regexp") }
    // classes
    func classExpression(_ node: ClassNode, name: Value) throws(JSThrow) -> Node { throw pending("class") }
    func classDeclaration(_ node: ClassNode) throws(JSThrow) -> Node? { throw pending("class") }
    func privateIn(_ node: PrivateInExpression) throws(JSThrow) -> Node { throw pending("private") }
    func privateMember(_ node: PrivateMemberExpression) throws(JSThrow) -> Node { throw pending("private") }
    func setPrivate(_ node: PrivateMemberExpression, _ value: Node) throws(JSThrow) -> Node { throw pending("private") }
    func modifyPrivate(_ node: PrivateMemberExpression, _ modification: Modification, _ position: Int32) throws(JSThrow) -> Node { throw pending("private") }
    func privateTarget(_ node: PrivateMemberExpression) throws(JSThrow) -> Node { throw pending("private") }
    func superTarget(_ target: AssignmentTarget) throws(JSThrow) -> Node { throw pending("super") }
    func privateReference(_ node: PrivateMemberExpression) throws(JSThrow) -> ReferenceNode { throw pending("private") }
    func superMember(_ node: SuperMemberExpression) throws(JSThrow) -> Node { throw pending("super") }
    func superComputedMember(_ node: SuperComputedMemberExpression) throws(JSThrow) -> Node { throw pending("super") }
    func setSuper(_ node: SuperMemberExpression, _ value: Node) throws(JSThrow) -> Node { throw pending("super") }
    func setSuperComputed(_ node: SuperComputedMemberExpression, _ value: Node) throws(JSThrow) -> Node { throw pending("super") }
    func modifySuper(_ target: AssignmentTarget, _ modification: Modification, _ position: Int32) throws(JSThrow) -> Node { throw pending("super") }
    func deleteSuper(_ operand: Expression, _ position: Int32) throws(JSThrow) -> Node { throw pending("super") }
    func superReference(_ callee: Expression) throws(JSThrow) -> ReferenceNode { throw pending("super") }
    func superCall(_ node: SuperCallExpression) throws(JSThrow) -> Node { throw pending("super") }
    func newTarget(_ position: Int32) throws(JSThrow) -> Node { throw pending("new.target") }
    /// Makes the environment with home object (0) and new target (1) that an arrow function's `extra` holds.
    func arrowOuter(_ node: FunctionNode) throws(JSThrow) -> Node { throw pending("super") }
    // generators
    func yield(_ node: YieldExpression) throws(JSThrow) -> Node { throw pending("yield") }
    func generatorBody(_ node: FunctionNode, prologue: [Node]) throws(JSThrow) -> Node { throw pending("generator") }
}
extension JSObject {
    func typedArrayElement(_ index: Int) -> Value? { nil }
    func setTypedArrayElement(_ index: Int, _ value: Value) -> Bool { false }
}
extension Context {
    /// Runs the field initialisers of a class on a new instance.
    func initializeFields(of object: JSObject, by constructor: JSObject) throws(JSThrow) {}
}
