// Lowering of expressions.

import JSNumerics
import JSSyntax

extension Lowering {
    /// Deeper subtrees get a check of the native stack at every multiple of this.
    private static let checkedDepth: UInt32 = 64

    /// Lowers an expression. An anonymous function or class gets `name`. `isTail`: the value is what the function returns, so
    /// that the calls in it, sec-static-semantics-hascallintailposition, may be tail calls.
    func expression(_ expression: Expression, name: Value = .undefined, isTail: Bool = false) throws(JSThrow) -> Node {
        guard let generator else { return try ordinary(expression, name: name, isTail: isTail) }
        return try inGenerator(generator, expression.node) { () throws(JSThrow) in
            try ordinary(expression, name: name, isTail: false)
        }
    }

    private func ordinary(_ expression: Expression, name: Value, isTail: Bool) throws(JSThrow) -> Node {
        if storesParts, let slot = storedValues[ObjectIdentifier(expression.node)] {
            return add(LocalGet(slot: slot, position: expression.range.position))
        }
        let depth = expression.depth
        if depth > Lowering.checkedDepth {
            try context.checkNativeStack()
            let node = try unchecked(expression, name: name, isTail: isTail)
            return depth % Lowering.checkedDepth == 0 ? add(StackCheck(node)) : node
        }
        return try unchecked(expression, name: name, isTail: isTail)
    }

    private func unchecked(_ expression: Expression, name: Value, isTail: Bool) throws(JSThrow) -> Node {
        try checkMemory()
        switch expression {
        case .identifier(let node): return try identifier(node)
        case .this(let node): return try this(node.range.position)
        case .null(let node): return add(Constant(.null, position: node.range.position))
        case .boolean(let node): return add(Constant(Value(node.value), position: node.range.position))
        case .number(let node): return add(Constant(Value(number: node.value), position: node.range.position))
        case .string(let node): return add(Constant(Value(try string(node.value)), position: node.range.position))
        case .bigInt(let node): return add(Constant(executable.keep(try context.makeBigInt(node)), position: node.range.position))
        case .regExp(let node): return try regExp(node)
        case .template(let node): return try template(node)
        case .taggedTemplate(let node): return try taggedTemplate(node, isTail: isTail)
        case .array(let node): return try arrayLiteral(node)
        case .object(let node): return try objectLiteral(node)
        case .function(let node): return try function(node, name: name)
        case .class(let node): return try classExpression(node, name: name)
        case .unary(let node): return try unary(node)
        case .update(let node): return try update(node)
        case .binary(let node): return try binary(node)
        case .logical(let node): return try logical(node, isTail: isTail)
        case .privateIn(let node): return try privateIn(node)
        case .conditional(let node):
            return add(Conditional(
                test: try self.expression(node.test), consequent: try self.expression(node.consequent, isTail: isTail),
                alternate: try self.expression(node.alternate, isTail: isTail), position: node.range.position))
        case .assignment(let node): return try assignment(node)
        case .compoundAssignment(let node): return try compoundAssignment(node)
        case .logicalAssignment(let node): return try logicalAssignment(node)
        case .sequence(let node): return try sequence(node, isTail: isTail)
        case .staticMember(let node): return try staticMember(node)
        case .computedMember(let node): return try computedMember(node)
        case .privateMember(let node): return try privateMember(node)
        case .superMember(let node): return try superMember(node)
        case .superComputedMember(let node): return try superComputedMember(node)
        case .optionalChain(let node): return try optionalChain(node, isTail: isTail)
        case .call(let node): return try call(node, isTail: isTail)
        case .superCall(let node): return try superCall(node)
        case .new(let node): return try new(node)
        case .yield(let node): return try yield(node)
        case .newTarget(let node): return try newTarget(node.range.position)
        case .await(let node): throw unsupported("await", node.range)
        case .importMeta(let node): throw unsupported("import.meta", node.range)
        case .importCall(let node): throw unsupported("import()", node.range)
        }
    }

    /// Asynchronous code and modules are parsed but never run; the sandbox refuses them before.
    func unsupported(_ construct: String, _ range: SourceRange) -> JSThrow {
        let place = executable.script.syntax.source.position(at: range.start)
        return context.throwError(.syntaxError, "\(construct) is not supported (Line \(place.line):\(place.column))")
    }

    // MARK: Variables

    func identifier(_ node: Identifier, allowsMissing: Bool = false) throws(JSThrow) -> Node {
        let position = node.range.position
        let resolution = try resolve(node.name, at: node.range.start)
        let plain = try read(resolution, node.name, position, allowsMissing: allowsMissing)
        if resolution.withObjects.isEmpty { return plain }
        return try withIdentifier(node, resolution, plain, allowsMissing: allowsMissing)
    }

    /// Reads what an identifier resolves to, `with` statements aside.
    func read(_ resolution: Resolution, _ name: NameID, _ position: Int32, allowsMissing: Bool = false) throws(JSThrow) -> Node {
        if case .global = resolution.place {
            if name == .undefined { return add(Constant(.undefined, position: position)) }
            return add(GlobalGet(key: try key(name), allowsMissing: allowsMissing, position: position))
        }
        guard resolution.needsCheck else { return getter(resolution.place, position: position) }
        let key = try key(name)
        switch resolution.place {
        case .frame(let slot): return add(CheckedLocalGet(slot: slot, name: key, position: position))
        case .environment(let frameSlot, let hops, let slot):
            return add(CheckedEnvironmentGet(
                path: EnvironmentPath(frameSlot: frameSlot, hops: hops), slot: slot, name: key, position: position))
        case .global: return add(EmptyNode(position: position))
        }
    }

    func this(_ position: Int32) throws(JSThrow) -> Node {
        let resolution = try resolveThis()
        if case .frame(Frame.thisSlot) = resolution.place, !resolution.needsCheck {
            if !isStrict && !code.isArrow { code.coercesThis = true }
            return add(LocalGet(slot: Frame.thisSlot, position: position))
        }
        return add(CheckedThis(read: getter(resolution.place, position: position), position: position))
    }

    // MARK: Operators

    private func unary(_ node: UnaryExpression) throws(JSThrow) -> Node {
        let position = node.range.position
        switch node.operation {
        case .delete: return try delete(node)
        case .typeof:
            if case .identifier(let identifier) = node.operand {
                return add(TypeOf(operand: try self.identifier(identifier, allowsMissing: true), position: position))
            }
            return add(TypeOf(operand: try expression(node.operand), position: position))
        case .void: return add(VoidNode(operand: try expression(node.operand), position: position))
        case .plus: return add(ToNumber(operand: try expression(node.operand), position: position))
        case .minus:
            if case .number(let literal) = node.operand { return add(Constant(Value(number: -literal.value), position: position)) }
            return add(Negate(operand: try expression(node.operand), position: position))
        case .bitwiseNot: return add(BitwiseNot(operand: try expression(node.operand), position: position))
        case .logicalNot: return add(LogicalNot(operand: try expression(node.operand), position: position))
        }
    }

    private func binary(_ node: BinaryExpression) throws(JSThrow) -> Node {
        let left = try expression(node.left)
        return makeBinary(node.operation, left, try expression(node.right), node.range.position)
    }

    /// The most special node for an operator and its operands.
    func makeBinary(_ operation: BinaryOperator, _ left: Node, _ right: Node, _ position: Int32) -> Node {
        if let constant = right as? Constant, constant.value.isInt, let node = makeWithConstant(operation, left, constant.value, position) {
            return add(node)
        }
        if let first = left as? LocalGet, let second = right as? LocalGet,
            let node = makeOfLocals(operation, first.slot, second.slot, position)
        {
            return add(node)
        }
        return add(makeGeneral(operation, left, right, position))
    }

    private func makeWithConstant(_ operation: BinaryOperator, _ left: Node, _ constant: Value, _ position: Int32) -> Node? {
        if let local = left as? LocalGet {
            switch operation {
            case .add: return AddLocalConstant(local.slot, constant, position: position)
            case .subtract: return SubtractLocalConstant(local.slot, constant, position: position)
            case .multiply: return MultiplyLocalConstant(local.slot, constant, position: position)
            case .bitwiseAnd: return BitwiseAndLocalConstant(local.slot, constant, position: position)
            case .less: return LessLocalConstant(local.slot, constant, position: position)
            case .lessOrEqual: return LessOrEqualLocalConstant(local.slot, constant, position: position)
            case .greater: return GreaterLocalConstant(local.slot, constant, position: position)
            case .greaterOrEqual: return GreaterOrEqualLocalConstant(local.slot, constant, position: position)
            case .strictEqual: return StrictEqualLocalConstant(local.slot, constant, position: position)
            default: break
            }
        }
        switch operation {
        case .add: return AddConstant(left, constant, position: position)
        case .subtract: return SubtractConstant(left, constant, position: position)
        case .multiply: return MultiplyConstant(left, constant, position: position)
        case .divide: return DivideConstant(left, constant, position: position)
        case .remainder: return RemainderConstant(left, constant, position: position)
        case .bitwiseAnd: return BitwiseAndConstant(left, constant, position: position)
        case .bitwiseOr: return BitwiseOrConstant(left, constant, position: position)
        case .bitwiseXor: return BitwiseXorConstant(left, constant, position: position)
        case .shiftLeft: return ShiftLeftConstant(left, constant, position: position)
        case .shiftRight: return ShiftRightConstant(left, constant, position: position)
        case .shiftRightUnsigned: return ShiftRightUnsignedConstant(left, constant, position: position)
        case .less: return LessConstant(left, constant, position: position)
        case .lessOrEqual: return LessOrEqualConstant(left, constant, position: position)
        case .greater: return GreaterConstant(left, constant, position: position)
        case .greaterOrEqual: return GreaterOrEqualConstant(left, constant, position: position)
        case .strictEqual: return StrictEqualConstant(left, constant, position: position)
        default: return nil
        }
    }

    private func makeOfLocals(_ operation: BinaryOperator, _ first: Int, _ second: Int, _ position: Int32) -> Node? {
        switch operation {
        case .add: AddLocals(first, second, position: position)
        case .subtract: SubtractLocals(first, second, position: position)
        case .multiply: MultiplyLocals(first, second, position: position)
        case .bitwiseAnd: BitwiseAndLocals(first, second, position: position)
        case .less: LessLocals(first, second, position: position)
        case .lessOrEqual: LessOrEqualLocals(first, second, position: position)
        case .greater: GreaterLocals(first, second, position: position)
        case .greaterOrEqual: GreaterOrEqualLocals(first, second, position: position)
        case .strictEqual: StrictEqualLocals(first, second, position: position)
        default: nil
        }
    }

    private func makeGeneral(_ operation: BinaryOperator, _ left: Node, _ right: Node, _ position: Int32) -> Node {
        switch operation {
        case .add: Add(left, right, position: position)
        case .subtract: Subtract(left, right, position: position)
        case .multiply: Multiply(left, right, position: position)
        case .divide: Divide(left, right, position: position)
        case .remainder: Remainder(left, right, position: position)
        case .exponentiate: Exponentiate(left, right, position: position)
        case .shiftLeft: ShiftLeft(left, right, position: position)
        case .shiftRight: ShiftRight(left, right, position: position)
        case .shiftRightUnsigned: ShiftRightUnsigned(left, right, position: position)
        case .bitwiseAnd: BitwiseAnd(left, right, position: position)
        case .bitwiseOr: BitwiseOr(left, right, position: position)
        case .bitwiseXor: BitwiseXor(left, right, position: position)
        case .equal: Equal(left, right, position: position)
        case .notEqual: NotEqual(left, right, position: position)
        case .strictEqual: StrictEqual(left, right, position: position)
        case .strictNotEqual: StrictNotEqual(left, right, position: position)
        case .less: Less(left, right, position: position)
        case .lessOrEqual: LessOrEqual(left, right, position: position)
        case .greater: Greater(left, right, position: position)
        case .greaterOrEqual: GreaterOrEqual(left, right, position: position)
        case .instanceOf: InstanceOf(left, right, position: position)
        case .in: InOperator(left, right, position: position)
        }
    }

    private func logical(_ node: LogicalExpression, isTail: Bool) throws(JSThrow) -> Node {
        let left = try expression(node.left)
        let right = try expression(node.right, isTail: isTail)
        switch node.operation {
        case .and: return add(LogicalAnd(left, right, position: node.range.position))
        case .or: return add(LogicalOr(left, right, position: node.range.position))
        case .coalesce: return add(Coalesce(left, right, position: node.range.position))
        }
    }

    private func sequence(_ node: SequenceExpression, isTail: Bool) throws(JSThrow) -> Node {
        var result: Node?
        for (index, operand) in node.expressions.enumerated() {
            let next = try expression(operand, isTail: isTail && index == node.expressions.count - 1)
            if let first = result { result = add(Comma(first, next, position: node.range.position)) } else { result = next }
        }
        return result ?? add(Constant(.undefined, position: node.range.position))
    }

    // MARK: Property accesses

    private func staticMember(_ node: StaticMemberExpression) throws(JSThrow) -> Node {
        let object = try expression(node.object)
        return getNamed(object, try key(node.name), Int32(truncatingIfNeeded: node.nameStart))
    }

    /// Reads a named property.
    func getNamed(_ object: Node, _ key: PropertyKey, _ position: Int32) -> Node {
        if key.isIndex { return add(GetComputed(object: object, property: add(Constant(keyValue(key), position: position)), position: position)) }
        if key == PropertyKey(.length) { return add(GetLength(object: object, position: position)) }
        if let local = object as? LocalGet { return add(GetNamedOfLocal(slot: local.slot, key: key, position: position)) }
        return add(GetNamed(object: object, key: key, position: position))
    }

    private func computedMember(_ node: ComputedMemberExpression) throws(JSThrow) -> Node {
        let object = try expression(node.object)
        if case .string(let literal) = node.property {
            return getNamed(object, try key(literal.value), literal.range.position)
        }
        let property = try expression(node.property)
        if let first = object as? LocalGet, let second = property as? LocalGet {
            return add(GetComputedOfLocals(object: first.slot, property: second.slot, position: node.range.position))
        }
        return add(GetComputed(object: object, property: property, position: node.range.position))
    }

    private func delete(_ node: UnaryExpression) throws(JSThrow) -> Node {
        let position = node.range.position
        switch node.operand {
        case .identifier(let identifier):
            let resolution = try resolve(identifier.name, at: identifier.range.start)
            let plain: Node
            if case .global = resolution.place {
                plain = add(DeleteGlobal(key: try key(identifier.name), position: position))
            } else {
                plain = add(Constant(.false, position: position))
            }
            return resolution.withObjects.isEmpty ? plain : try withDelete(identifier, resolution, plain)
        case .staticMember(let member):
            return add(DeleteNamed(
                object: try expression(member.object), key: try key(member.name), isStrict: isStrict, position: position))
        case .computedMember(let member):
            let object = try expression(member.object)
            return add(DeleteComputed(object: object, property: try expression(member.property), isStrict: isStrict, position: position))
        case .superMember, .superComputedMember: return try deleteSuper(node.operand, position)
        case .optionalChain(let chain): return try deleteOptional(chain, position)
        default: return add(EvaluateThen(operand: try expression(node.operand), result: .true, position: position))
        }
    }
}

/// `this` that may not be there yet: in a derived constructor, or an arrow function inside one.
final class CheckedThis: Node {
    let read: Node
    init(read: Node, position: Int32) {
        self.read = read
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let value = try read.evaluate(frame, context)
        if value.isEmpty {
            frame.setPosition(position)
            throw context.superNotCalled()
        }
        return value
    }
}

extension Context {
    func superNotCalled() -> JSThrow {
        throwError(
            .referenceError,
            "Must call super constructor in derived class before accessing 'this' or returning from derived constructor")
    }
}
