// Lowering of calls and `new`.

import JSSyntax

extension Lowering {
    func call(_ node: CallExpression, isTail: Bool = false) throws(JSThrow) -> Node {
        if node.arguments.contains(where: { if case .spread = $0 { true } else { false } }) { return try spreadCall(node, isTail: isTail) }
        let position = node.range.position
        let end = node.callee.range.endPosition
        if anyPauses(node.arguments), let reference = try keptReference(node.callee, true) {
            return call(reference, try arguments(node.arguments), isTail: isTail, position, end)
        }
        if let stored = storedReference(node.callee) {
            return call(stored, try arguments(node.arguments), isTail: isTail, position, end)
        }
        switch node.callee {
        case .staticMember(let member):
            let object = try expression(member.object)
            let key = try key(member.name)
            if key.isIndex { break }
            return try methodCall(object, key, node.arguments, isTail: isTail, position, end)
        case .computedMember(let member):
            let object = try expression(member.object)
            if case .string(let literal) = member.property {
                let key = try key(literal.value)
                if !key.isIndex { return try methodCall(object, key, node.arguments, isTail: isTail, position, end) }
            }
            let reference = add(ComputedReference(object: object, property: try expression(member.property), position: position))
            return call(reference, try arguments(node.arguments), isTail: isTail, position, end)
        default:
            break
        }
        if let reference = try reference(node.callee) {
            return call(reference, try arguments(node.arguments), isTail: isTail, position, end)
        }
        let callee = try expression(node.callee)
        if isTail { return call(callee, try arguments(node.arguments), isTail: true, position, end) }
        switch node.arguments.count {
        case 0: return add(Call0(callee: callee, position: position, calleeEnd: end))
        case 1:
            return add(Call1(callee: callee, first: try expression(node.arguments[0].expression), position: position, calleeEnd: end))
        case 2:
            let first = try expression(node.arguments[0].expression)
            return add(Call2(
                callee: callee, first: first, second: try expression(node.arguments[1].expression), position: position, calleeEnd: end))
        default:
            return call(callee, try arguments(node.arguments), isTail: false, position, end)
        }
    }

    /// A call of a reference or, without `this`, of another value, with any number of arguments.
    func call(_ callee: Node, _ arguments: NodeList, isTail: Bool, _ position: Int32, _ end: Int32) -> Node {
        if isTail { hasTailCalls = true }
        if let reference = callee as? ReferenceNode {
            return isTail
                ? add(TailCallReference(callee: reference, arguments: arguments, position: position, calleeEnd: end))
                : add(CallReference(callee: reference, arguments: arguments, position: position, calleeEnd: end))
        }
        return isTail
            ? add(TailCall(callee: callee, arguments: arguments, position: position, calleeEnd: end))
            : add(CallMany(callee: callee, arguments: arguments, position: position, calleeEnd: end))
    }

    private func methodCall(
        _ object: Node, _ key: PropertyKey, _ list: [Argument], isTail: Bool, _ position: Int32, _ end: Int32
    ) throws(JSThrow) -> Node {
        if isTail {
            hasTailCalls = true
            return add(TailCallMethod(object: object, key: key, arguments: try arguments(list), position: position, calleeEnd: end))
        }
        switch list.count {
        case 0: return add(CallMethod0(object: object, key: key, position: position, calleeEnd: end))
        case 1:
            return add(CallMethod1(
                object: object, key: key, first: try expression(list[0].expression), position: position, calleeEnd: end))
        case 2:
            let first = try expression(list[0].expression)
            return add(CallMethod2(
                object: object, key: key, first: first, second: try expression(list[1].expression), position: position, calleeEnd: end))
        default:
            return add(CallMethodMany(object: object, key: key, arguments: try arguments(list), position: position, calleeEnd: end))
        }
    }

    /// The callee as a reference with a `this` of its own; nil when calls of it have no `this`.
    func reference(_ callee: Expression) throws(JSThrow) -> ReferenceNode? {
        if let stored = storedReference(callee) { return stored }
        switch callee {
        case .staticMember(let member):
            let object = try expression(member.object)
            let property = add(Constant(keyValue(try key(member.name)), position: member.range.position))
            return add(ComputedReference(object: object, property: property, position: member.range.position))
        case .computedMember(let member):
            let object = try expression(member.object)
            return add(ComputedReference(object: object, property: try expression(member.property), position: member.range.position))
        case .privateMember(let member): return try privateReference(member)
        case .superMember, .superComputedMember: return try superReference(callee)
        case .optionalChain(let chain): return try optionalReference(chain)
        case .identifier(let identifier):
            let resolution = try resolve(identifier.name, at: identifier.range.start)
            return resolution.withObjects.isEmpty ? nil : try withReference(identifier, resolution)
        default: return nil
        }
    }

    func arguments(_ list: [Argument]) throws(JSThrow) -> NodeList {
        var nodes: [Node] = []
        for argument in list { nodes.append(try expression(argument.expression)) }
        return makeList(nodes)
    }

    func new(_ node: NewExpression) throws(JSThrow) -> Node {
        if node.arguments.contains(where: { if case .spread = $0 { true } else { false } }) { return try spreadNew(node) }
        let callee = try expression(node.callee)
        return add(New(
            callee: callee, arguments: try arguments(node.arguments), position: node.range.position,
            calleeEnd: node.callee.range.endPosition))
    }
}
