// Lowering of array, object and regular expression literals.

import JSSyntax

extension Lowering {
    func arrayLiteral(_ node: ArrayLiteral) throws(JSThrow) -> Node {
        var nodes: [Node] = []
        for element in node.elements {
            switch element {
            case .expression(let expression): nodes.append(try self.expression(expression))
            case .hole: nodes.append(add(Constant(.empty, position: node.range.position)))
            case .spread: return try spreadArray(node)
            }
        }
        return add(ArrayLiteralNode(elements: makeList(nodes), position: node.range.position))
    }

    func regExp(_ node: RegExpLiteral) throws(JSThrow) -> Node {
        let pattern = try executable.string(node.pattern, context)
        let flags = try executable.string(node.flags, context)
        return add(RegExpLiteralNode(pattern: pattern, flags: flags, script: executable.script, position: node.range.position))
    }

    func objectLiteral(_ node: ObjectLiteral) throws(JSThrow) -> Node {
        if let plain = try plainObject(node) { return plain }
        var members: [MemberNode] = []
        for member in node.members { members.append(try self.member(member)) }
        if pauses(node) {
            return add(ResumableObjectLiteral(
                members: members, slot: makeKeptSlots(ResumableObjectLiteral.slotCount), position: node.range.position))
        }
        return add(ObjectLiteralNode(members: members, position: node.range.position))
    }

    /// Only names, each once, and not too many.
    private func plainObject(_ node: ObjectLiteral) throws(JSThrow) -> Node? {
        guard node.members.count <= Shape.maximumTransitions else { return nil }
        var keys: [PropertyKey] = []
        keys.reserveCapacity(node.members.count)
        for member in node.members {
            guard case .property(let property) = member, case .string(let name) = property.key else { return nil }
            let key = try key(name)
            if key.isIndex || keys.contains(key) { return nil }
            keys.append(key)
        }
        var values: [Node] = []
        values.reserveCapacity(keys.count)
        for (index, member) in node.members.enumerated() {
            guard case .property(let property) = member else { return nil }
            values.append(try expression(property.value, named: keys[index]))
        }
        return add(PlainObjectLiteral(keys: keys, values: makeList(values), position: node.range.position))
    }

    /// The value of a property: a function without a name takes that of the property.
    private func expression(_ value: Expression, named key: PropertyKey) throws(JSThrow) -> Node {
        try expression(value, name: value.isAnonymousFunctionDefinition ? keyValue(key) : .undefined)
    }

    /// A property name that is known now; nil for a computed one.
    func constantKey(_ name: PropertyName) throws(JSThrow) -> PropertyKey? {
        switch name {
        case .string(let id): try key(id)
        case .number(let number): keep(try context.toPropertyKey(Value(number: number)))
        case .computed, .private: nil
        }
    }

    /// The atom of a key is not always the string that it was made of.
    private func keep(_ key: PropertyKey) -> PropertyKey {
        if let atom = key.atom { _ = executable.keep(Value(atom)) }
        return key
    }

    private func member(_ member: ObjectMember) throws(JSThrow) -> MemberNode {
        let position = member.range.position
        switch member {
        case .property(let property):
            if let key = try constantKey(property.key) {
                let value = try expression(property.value, named: key)
                return add(NamedMember(key: key, value: value, position: position))
            }
            guard case .computed(let name) = property.key else { throw unsupported("private name", property.range) }
            var key = try expression(name)
            if pauses(property.value.node) { key = kept(add(PropertyKeyNode(property: key, position: position))) }
            return add(ComputedMember(
                key: key, value: try expression(property.value),
                namesFunction: property.value.isAnonymousFunctionDefinition, position: position))
        case .method(let method): return try self.method(method, attributes: .all)
        case .prototype(let prototype): return add(PrototypeMember(value: try expression(prototype.value), position: position))
        case .spread(let spread): return add(SpreadMember(source: try expression(spread.source), position: position))
        }
    }

    /// A method of an object literal or, with other attributes, of a class.
    func method(_ node: MethodDefinition, attributes: PropertyAttributes) throws(JSThrow) -> MemberNode {
        let key = try constantKey(node.key)
        var computed: Node?
        if case .computed(let name) = node.key { computed = try expression(name) }
        let kind: MethodMember.Kind =
            switch node.function.kind {
            case .getter: .getter
            case .setter: .setter
            default: .method
            }
        let function = try self.function(node.function, name: key.map { keyValue($0) } ?? .undefined)
        return add(MethodMember(
            key: key, computedKey: computed, function: function, kind: kind, attributes: attributes, position: node.range.position))
    }
}
