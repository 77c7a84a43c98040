// Lowering of optional chains. Every part before a `?.` goes into a temporary; the links outside of it find it there.

import JSSyntax

extension Lowering {
    func optionalChain(_ node: OptionalChain, isTail: Bool) throws(JSThrow) -> Node {
        try chain(node) { (last) throws(JSThrow) in try expression(last, isTail: isTail) }
    }

    /// The chain as a callee: calls of it have the object of the last link as `this`.
    func optionalReference(_ node: OptionalChain) throws(JSThrow) -> ReferenceNode {
        try chain(node) { (last) throws(JSThrow) in
            if let reference = try reference(last) { return reference }
            return try expression(last)
        }
    }

    func deleteOptional(_ node: OptionalChain, _ position: Int32) throws(JSThrow) -> Node {
        let chain = try chain(node) { (last) throws(JSThrow) in
            switch last {
            case .staticMember(let member):
                return add(DeleteNamed(
                    object: try expression(member.object), key: try key(member.name), isStrict: isStrict, position: position))
            case .computedMember(let member):
                let object = try expression(member.object)
                return add(DeleteComputed(
                    object: object, property: try expression(member.property), isStrict: isStrict, position: position))
            default:
                return add(EvaluateThen(operand: try expression(last), result: .true, position: position))
            }
        }
        return add(OptionalDelete(chain: chain, position: position))
    }

    /// What stands before a `?.`.
    private enum Part {
        /// The object of a property access.
        case object(Expression)
        case callee(Expression)
    }

    private func chain(
        _ node: OptionalChain, _ lowerLast: (Expression) throws(JSThrow) -> Node
    ) throws(JSThrow) -> OptionalChainNode {
        var parts: [Node] = []
        var slots: [Int] = []
        var stored: [ObjectIdentifier] = []
        let pauses = pauses(node)
        storesParts = true
        for part in optionalParts(node.expression).reversed() {
            let slot = pauses ? makeKeptSlots(1) : makeTemporary()
            slots.append(slot)
            switch part {
            case .object(let expression):
                parts.append(try self.expression(expression))
                stored.append(ObjectIdentifier(expression.node))
                storedValues[ObjectIdentifier(expression.node)] = slot
            case .callee(let expression):
                let id = ObjectIdentifier(expression.node)
                stored.append(id)
                if let reference = try reference(expression) {
                    let thisSlot = makeTemporary()
                    parts.append(add(StoreThis(reference: reference, slot: thisSlot, position: expression.range.position)))
                    storedReferences[id] = (slot, thisSlot)
                } else {
                    parts.append(try self.expression(expression))
                    storedValues[id] = slot
                }
            }
        }
        let last = try lowerLast(node.expression)
        for id in stored {
            storedValues[id] = nil
            storedReferences[id] = nil
        }
        return add(OptionalChainNode(
            parts: makeList(parts), slots: slots, keepsParts: pauses, last: last, position: node.range.position))
    }

    /// The parts of a chain before a `?.`, outermost first.
    private func optionalParts(_ outermost: Expression) -> [Part] {
        var parts: [Part] = []
        var link = outermost
        while true {
            switch link {
            case .staticMember(let member):
                if member.isOptional { parts.append(.object(member.object)) }
                link = member.object
            case .computedMember(let member):
                if member.isOptional { parts.append(.object(member.object)) }
                link = member.object
            case .privateMember(let member):
                if member.isOptional { parts.append(.object(member.object)) }
                link = member.object
            case .call(let call):
                if call.isOptional { parts.append(.callee(call.callee)) }
                link = call.callee
            default:
                return parts
            }
        }
    }

    /// A callee whose value and `this` are in temporaries already.
    func storedReference(_ callee: Expression) -> ReferenceNode? {
        guard storesParts, let stored = storedReferences[ObjectIdentifier(callee.node)] else { return nil }
        return add(StoredReference(valueSlot: stored.value, thisSlot: stored.this, position: callee.range.position))
    }
}
