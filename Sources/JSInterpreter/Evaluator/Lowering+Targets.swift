// Lowering of assignment: to variables, properties and patterns, and the operators that read, change and write.

import JSSyntax

extension Lowering {
    // MARK: Variables as targets

    /// How a variable may be written that an identifier resolves to. `initializes` for its declaration.
    func variableTarget(_ identifier: Identifier, initializes: Bool) throws(JSThrow) -> Node {
        let resolution = try resolve(identifier.name, at: initializes ? identifier.range.end : identifier.range.start)
        let target = try variableTarget(identifier.name, resolution, identifier.range.position, initializes: initializes)
        if resolution.withObjects.isEmpty || (initializes && resolution.binding.map { !$0.kind.isVariable } ?? false) { return target }
        return try withTarget(identifier, resolution, target)
    }

    func variableTarget(_ name: NameID, _ resolution: Resolution, _ position: Int32, initializes: Bool) throws(JSThrow) -> Node {
        let key = try key(name)
        let read = try read(resolution, name, position)
        if case .global = resolution.place {
            return add(GlobalTarget(key: key, isStrict: isStrict, initializes: initializes, read: read, position: position))
        }
        return add(VariableTarget(
            place: resolution.place, write: write(resolution, initializes: initializes), name: key, read: read, position: position))
    }

    private func write(_ resolution: Resolution, initializes: Bool) -> VariableWrite {
        if initializes { return .initializes }
        switch resolution.binding?.kind.assignment {
        case .throwsTypeError: return .constant
        case .throwsTypeErrorInStrictCode: return isStrict ? .constant : .ignored
        default: return resolution.needsCheck ? .assignsChecked : .assigns
        }
    }

    /// Assigns a value to an identifier; `pauses` tells whether a generator can pause in the value.
    func assign(
        to identifier: Identifier, _ value: Node, pauses: Bool = false, initializes: Bool, position: Int32
    ) throws(JSThrow) -> Node {
        let resolution = try resolve(identifier.name, at: initializes ? identifier.range.end : identifier.range.start)
        if resolution.withObjects.isEmpty || (initializes && resolution.binding.map { !$0.kind.isVariable } ?? false) {
            switch (resolution.place, write(resolution, initializes: initializes)) {
            case (.frame(let slot), .initializes), (.frame(let slot), .assigns):
                return add(LocalSet(slot: slot, value: value, position: position))
            case (.environment(let frameSlot, let hops, let slot), .initializes),
                (.environment(let frameSlot, let hops, let slot), .assigns):
                return add(EnvironmentSet(
                    path: EnvironmentPath(frameSlot: frameSlot, hops: hops), slot: slot, value: value, position: position))
            default: break
            }
            let target = try variableTarget(identifier.name, resolution, position, initializes: initializes)
            if isStrict && !initializes, let global = target as? GlobalTarget {
                if pauses { return resumableAssignment(add(StrictGlobalTarget(target: global, slot: makeTemporary())), value) }
                return add(StrictGlobalAssign(target: global, value: value, position: position))
            }
            return add(AssignToTarget(target: target, value: value, position: position))
        }
        if pauses { return resumableAssignment(try variableTarget(identifier, initializes: initializes), value) }
        return try withAssign(identifier, resolution, value, initializes: initializes, position)
    }

    // MARK: Assignment expressions

    func assignment(_ node: AssignmentExpression) throws(JSThrow) -> Node {
        let position = node.range.position
        switch node.target {
        case .target(let target):
            if case .identifier(let identifier) = target {
                let name = node.targetIsParenthesized ? Value.undefined : Value(try string(identifier.name))
                return try assign(
                    to: identifier, expression(node.value, name: name), pauses: pauses(node.value.node), initializes: false,
                    position: position)
            }
            return try assignment(to: target, node.value, position)
        case .array, .object:
            return try destructuringAssignment(node.target, expression(node.value), position)
        }
    }

    private func assignment(to target: AssignmentTarget, _ value: Expression, _ position: Int32) throws(JSThrow) -> Node {
        switch target {
        case .staticMember(let member):
            let object = try expression(member.object)
            let key = try key(member.name)
            return setNamed(object, key, try expression(value), Int32(truncatingIfNeeded: member.nameStart))
        case .computedMember(let member):
            let object = try expression(member.object)
            if case .string(let literal) = member.property {
                return setNamed(object, try key(literal.value), try expression(value), literal.range.position)
            }
            let property = try expression(member.property)
            return add(SetComputed(
                object: object, property: property, value: try expression(value), isStrict: isStrict, position: position))
        case .privateMember(let member): return try setPrivate(member, expression(value))
        case .superMember(let member): return try setSuper(member, expression(value))
        case .superComputedMember(let member): return try setSuperComputed(member, expression(value))
        case .call(let call): return add(InvalidAssignment(call: try self.call(call), position: position))
        case .identifier(let identifier):
            return try assign(to: identifier, expression(value), initializes: false, position: position)
        }
    }

    private func setNamed(_ object: Node, _ key: PropertyKey, _ value: Node, _ position: Int32) -> Node {
        if key.isIndex {
            let property = add(Constant(keyValue(key), position: position))
            return add(SetComputed(object: object, property: property, value: value, isStrict: isStrict, position: position))
        }
        return add(SetNamed(object: object, key: key, value: value, isStrict: isStrict, position: position))
    }

    func compoundAssignment(_ node: CompoundAssignmentExpression) throws(JSThrow) -> Node {
        if case .identifier(let identifier) = node.target, !pauses(node.value.node) {
            let resolution = try resolve(identifier.name, at: identifier.range.start)
            if resolution.withObjects.isEmpty, case .assigns = write(resolution, initializes: false) {
                if case .global = resolution.place {} else {
                    // A variable that needs no check: read, compute, write.
                    let read = try read(resolution, identifier.name, identifier.range.position)
                    let sum = makeBinary(node.operation, read, try expression(node.value), node.range.position)
                    return setter(resolution.place, sum)
                }
            }
        }
        let modification = try modification(node)
        if pauses(node.value.node) { return try resumableModification(node.target, modification) }
        return try modify(node.target, modification, node.range.position)
    }

    private func modification(_ node: CompoundAssignmentExpression) throws(JSThrow) -> Modification {
        switch node.operation {
        case .add: return .adding(try expression(node.value))
        case .subtract: return .subtracting(try expression(node.value))
        default:
            let temporary = makeTemporary()
            let old = add(LocalGet(slot: temporary, position: node.range.position))
            let operation = makeBinary(node.operation, old, try expression(node.value), node.range.position)
            return .operation(operation, temporary: temporary)
        }
    }

    func logicalAssignment(_ node: LogicalAssignmentExpression) throws(JSThrow) -> Node {
        var name = Value.undefined
        if case .identifier(let identifier) = node.target, !node.targetIsParenthesized { name = Value(try string(identifier.name)) }
        let value = try expression(node.value, name: name)
        let modification = Modification.logical(node.operation, value)
        if pauses(node.value.node) { return try resumableModification(node.target, modification) }
        return try modify(node.target, modification, node.range.position)
    }

    func update(_ node: UpdateExpression) throws(JSThrow) -> Node {
        let delta: Int32 = node.operation == .increment ? 1 : -1
        if case .identifier(let identifier) = node.target {
            let resolution = try resolve(identifier.name, at: identifier.range.start)
            if resolution.withObjects.isEmpty, case .assigns = write(resolution, initializes: false), case .frame(let slot) = resolution.place {
                return add(UpdateLocal(slot: slot, delta: delta, isPrefix: node.isPrefix, position: node.range.position))
            }
        }
        return try modify(node.target, .update(delta: delta, isPrefix: node.isPrefix), node.range.position)
    }

    /// Reads a target, changes the value, writes it back.
    private func modify(_ target: AssignmentTarget, _ modification: Modification, _ position: Int32) throws(JSThrow) -> Node {
        switch target {
        case .identifier(let identifier):
            let resolution = try resolve(identifier.name, at: identifier.range.start)
            if !resolution.withObjects.isEmpty { return try withModify(identifier, resolution, modification, position) }
            return add(ModifyVariable(
                target: try variableTarget(identifier, initializes: false), modification: modification, position: position))
        case .staticMember(let member):
            let node = ModifyNamed(
                object: try expression(member.object), key: try key(member.name), modification: modification, isStrict: isStrict,
                position: Int32(truncatingIfNeeded: member.nameStart))
            _ = add(node.setter)
            return add(node)
        case .computedMember(let member):
            let object = try expression(member.object)
            return add(ModifyComputed(
                object: object, property: try expression(member.property), modification: modification, isStrict: isStrict,
                position: position))
        case .privateMember(let member): return try modifyPrivate(member, modification, position)
        case .superMember, .superComputedMember: return try modifySuper(target, modification, position)
        case .call(let call): return add(InvalidAssignment(call: try self.call(call), position: position))
        }
    }
}

/// `f() = 1`: an error, but only after the call.
final class InvalidAssignment: Node {
    let call: Node
    init(call: Node, position: Int32) {
        self.call = call
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        _ = try call.evaluate(frame, context)
        frame.setPosition(position)
        throw context.throwError(.referenceError, "Invalid left-hand side in assignment")
    }
    override func assign(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        _ = try evaluate(frame, context)
    }
}

extension BindingKind {
    /// Declared by `var`: its initialiser is an ordinary assignment, which a `with` statement can catch.
    var isVariable: Bool {
        switch self {
        case .variable, .parameter, .arguments, .functionName, .catchParameter: true
        default: false
        }
    }
}
