// Lowering of destructuring: patterns become targets.

import JSSyntax

extension Lowering {
    /// `pattern = value`; the value of the whole is the value.
    func destructuringAssignment(_ pattern: Pattern, _ value: Node, _ position: Int32) throws(JSThrow) -> Node {
        add(AssignToTarget(target: try target(pattern, initializes: false), value: value, position: position))
    }

    /// A declared pattern with its value.
    func bindPattern(_ pattern: Pattern, _ value: Node, initializes: Bool) throws(JSThrow) -> Node {
        add(AssignToTarget(
            target: try target(pattern, initializes: initializes), value: value, position: pattern.range.position))
    }

    /// A parameter or pattern element with its default value.
    func bindElement(_ element: PatternElement, _ value: Node, initializes: Bool) throws(JSThrow) -> Node {
        add(AssignToTarget(
            target: try target(element, initializes: initializes), value: value, position: element.target.range.position))
    }

    /// A target. Whoever assigns to it calls `prepareReference` before.
    func target(_ pattern: Pattern, initializes: Bool) throws(JSThrow) -> Node {
        if pattern.depth > 64 { try context.checkNativeStack() }
        switch pattern {
        case .target(let target):
            if pauses(target.node) { return try pausingTarget(target, initializes: initializes) }
            return try simpleTarget(target, initializes: initializes)
        case .array(let node): return try arrayTarget(node, initializes: initializes)
        case .object(let node): return try objectTarget(node, initializes: initializes)
        }
    }

    func target(_ element: PatternElement, initializes: Bool) throws(JSThrow) -> Node {
        let inner = try target(element.target, initializes: initializes)
        let pausesInside = pauses(element.target)
        guard let initializer = element.initializer else { return pausesInside ? keptTarget(inner, initializer: nil) : inner }
        var name = Value.undefined
        if let identifier = element.target.identifier, !element.targetIsParenthesized {
            name = Value(try string(identifier.name))
        }
        let value = try expression(initializer, name: name)
        if pausesInside { return keptTarget(inner, initializer: value) }
        return add(TargetWithDefault(target: inner, initializer: value, position: initializer.range.position))
    }

    func simpleTarget(_ target: AssignmentTarget, initializes: Bool) throws(JSThrow) -> Node {
        switch target {
        case .identifier(let identifier): return try variableTarget(identifier, initializes: initializes)
        case .staticMember(let member):
            let object = try expression(member.object)
            let key = try key(member.name)
            let position = Int32(truncatingIfNeeded: member.nameStart)
            return add(NamedTarget(
                object: object, objectSlot: makeTemporary(), key: key, isStrict: isStrict, position: position))
        case .computedMember(let member):
            let object = try expression(member.object)
            return add(ComputedTarget(
                object: object, property: try expression(member.property), objectSlot: makeTemporary(),
                propertySlot: makeTemporary(), isStrict: isStrict, position: member.range.position))
        case .privateMember(let member): return try privateTarget(member)
        case .superMember, .superComputedMember: return try superTarget(target)
        case .call(let call): return add(InvalidAssignment(call: try self.call(call), position: call.range.position))
        }
    }

    private func arrayTarget(_ node: ArrayPattern, initializes: Bool) throws(JSThrow) -> Node {
        var elements: [Node] = []
        var rest: Node?
        for element in node.elements {
            switch element {
            case .element(let element): elements.append(try target(element, initializes: initializes))
            case .rest(let pattern): rest = try target(pattern, initializes: initializes)
            case .hole: elements.append(add(NoTarget(position: node.range.position)))
            }
        }
        if pauses(node) { return resumableArrayPattern(makeList(elements), rest, node.range.position) }
        return add(ArrayPatternTarget(
            elements: makeList(elements), rest: rest, position: node.range.position))
    }

    private func objectTarget(_ node: ObjectPattern, initializes: Bool) throws(JSThrow) -> Node {
        var properties: [Node] = []
        var excluded: [PropertyKey] = []
        var excludedSlots: [Int] = []
        var firstKey: PropertyKey?
        for (index, property) in node.properties.enumerated() {
            let position = property.value.target.range.position
            if let key = try constantKey(property.key) {
                if index == 0 { firstKey = key }
                excluded.append(key)
                let target = try target(property.value, initializes: initializes)
                if pauses(property) {
                    properties.append(resumableProperty(
                        add(Constant(keyValue(key), position: position)), target, keySlot: nil))
                } else {
                    properties.append(add(NamedPatternProperty(key: key, target: target, position: position)))
                }
            } else if case .computed(let name) = property.key {
                let keySlot = node.rest == nil ? nil : makeTemporary()
                if let keySlot { excludedSlots.append(keySlot) }
                let key = try expression(name)
                let target = try target(property.value, initializes: initializes)
                if pauses(property) {
                    properties.append(resumableProperty(key, target, keySlot: keySlot))
                } else {
                    properties.append(add(ComputedPatternProperty(
                        property: key, target: target, keySlot: keySlot, position: position)))
                }
            }
        }
        if let rest = node.rest {
            let target = try target(rest, initializes: initializes)
            properties.append(add(RestPatternProperty(
                target: target, excluded: excluded, excludedSlots: excludedSlots, position: rest.range.position)))
        }
        let list = makeList(properties)
        let pattern = add(ObjectPatternTarget(properties: list, firstKey: firstKey, position: node.range.position))
        return pauses(node) ? resumableObjectPattern(pattern, list, node.range.position) : pattern
    }
}
