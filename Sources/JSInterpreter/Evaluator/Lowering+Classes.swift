// Lowering of classes, and of what only occurs in them: private names, `super`, `new.target`.

import JSSyntax

extension Lowering {
    // MARK: Classes

    func classDeclaration(_ node: ClassNode) throws(JSThrow) -> Node? {
        let definition = try inPausingExpression(pauses(node)) { () throws(JSThrow) in
            try classExpression(node, name: .undefined)
        }
        guard let name = node.name else { return definition }
        return try assign(to: name, definition, initializes: true, position: node.range.position)
    }

    func classExpression(_ node: ClassNode, name: Value) throws(JSThrow) -> Node {
        let outerScope = scope
        let wasStrict = isStrict
        isStrict = true
        defer {
            scope = outerScope
            isStrict = wasStrict
        }
        let position = node.range.position
        var enteringName: [Node] = []
        if let inner = analysis.scope(of: node.scope) {
            scope = inner
            enter(inner, &enteringName)
        }
        let nameScope = scope
        let heritage = try node.heritage.map { (heritage) throws(JSThrow) in try expression(heritage) }

        var enteringPrivate: [Node] = []
        if let inner = analysis.privateScope(of: node) {
            scope = inner
            enter(inner, &enteringPrivate)
            for declaration in node.privateNames {
                guard let binding = inner.binding(declaration.name) else { continue }
                let made = add(MakePrivateName(description: Value(try string(declaration.name)), position: position))
                enteringPrivate.append(setter(inner.place(of: binding), made))
            }
        }

        let constructor: FunctionCode
        if let function = node.constructor {
            constructor = executable.code(function, context.heap)
            constructor.sourceRange = node.range
        } else {
            let body: Node =
                node.heritage == nil
                ? add(Constant(.undefined, position: position)) : add(DefaultDerivedConstructor(position: position))
            context.heap.charge(FunctionCode.byteCount)
            constructor = FunctionCode(defaultConstructorOf: node, executable: executable, body: body)
            constructor.sourceRange = node.range
        }
        constructor.name = executable.keep(try node.name.map { (name) throws(JSThrow) in Value(try string(name.name)) } ?? name)

        var elements = ClassElements()
        for element in node.elements { try lower(element, node, &elements) }
        let instance = elements.instanceMethods + elements.instanceFields
        if !instance.isEmpty { constructor.instanceElements = InstanceElements(elements: makeList(instance)) }

        var bindName: Node?
        if let name = node.name, let binding = nameScope.binding(name.name) {
            let place = nameScope.place(of: binding)
            bindName = add(VariableTarget(
                place: place, write: .initializes, name: try key(name.name), read: getter(place, position: position),
                position: position))
        }
        return add(ClassDefinition(
            enterName: enteringName.isEmpty ? nil : sequence(enteringName, position), heritage: heritage,
            enterPrivateNames: enteringPrivate.isEmpty ? nil : sequence(enteringPrivate, position),
            constructor: constructor, environmentSlot: scope.environmentFrameSlot, elements: elements.all,
            staticElements: elements.staticMethods + elements.staticElements, dataCount: elements.dataCount,
            bindName: bindName, progressSlot: pauses(node) ? makeKeptSlots(ClassDefinition.progressSlots) : nil,
            position: position))
    }

    /// The elements of a class, by what becomes of them.
    private struct ClassElements {
        var all: [ClassElementNode] = []
        var instanceMethods: [ClassElementNode] = []
        var instanceFields: [ClassElementNode] = []
        var staticMethods: [ClassElementNode] = []
        /// Fields and blocks.
        var staticElements: [ClassElementNode] = []
        /// Private names with a getter or setter that are there already.
        var accessors: Set<NameID> = []
        var dataCount = 0
        /// The private methods and accessors of the class by name, once somebody has asked.
        private var privateMethods: [NameID: [MethodDefinition]]?

        mutating func privateMethods(_ name: NameID, of node: ClassNode) -> [MethodDefinition] {
            var methods = privateMethods ?? [:]
            if privateMethods == nil {
                for case .method(let method) in node.elements {
                    if case .private(let name) = method.key { methods[name, default: []].append(method) }
                }
                privateMethods = methods
            }
            return methods[name] ?? []
        }

        mutating func makeIndex() -> Int {
            defer { dataCount += 1 }
            return dataCount
        }
    }

    private func lower(_ element: ClassElement, _ node: ClassNode, _ elements: inout ClassElements) throws(JSThrow) {
        let position = element.range.position
        switch element {
        case .method(let method):
            if case .private(let name) = method.key {
                guard let made = try privateMethod(method, name, node, &elements) else { return }
                elements.all.append(made)
                if method.isStatic { elements.staticMethods.append(made) } else { elements.instanceMethods.append(made) }
                return
            }
            let member = try self.method(method, attributes: .hidden)
            elements.all.append(add(MethodElement(member: member, isStatic: method.isStatic)))
        case .field(let field):
            let made = try self.field(field, &elements)
            elements.all.append(made)
            if field.isStatic { elements.staticElements.append(made) } else { elements.instanceFields.append(made) }
        case .staticBlock(let block):
            let body = try elementFunction(block.function, name: .undefined, &elements)
            let made = add(StaticBlockElement(body: body, position: position))
            elements.all.append(made)
            elements.staticElements.append(made)
        }
    }

    private func elementFunction(
        _ function: FunctionNode, name: Value, _ elements: inout ClassElements
    ) throws(JSThrow) -> ElementFunction {
        ElementFunction(function: try self.function(function, name: name), index: elements.makeIndex())
    }

    private func field(_ node: FieldDefinition, _ elements: inout ClassElements) throws(JSThrow) -> FieldElement {
        let key: FieldElement.Key
        var name = Value.undefined
        switch node.key {
        case .private(let id):
            key = .privateName(try privateName(id, node.range), index: elements.makeIndex())
            name = Value(try string(id))
        case .computed(let expression): key = .computed(try self.expression(expression), index: elements.makeIndex())
        case .string, .number:
            let constant = try constantKey(node.key) ?? PropertyKey(.constructor)
            key = .constant(constant)
            name = keyValue(constant)
        }
        return add(FieldElement(
            key: key, initializer: try initializer(node, name: name, &elements), isStatic: node.isStatic,
            position: node.range.position))
    }

    private func initializer(
        _ node: FieldDefinition, name: Value, _ elements: inout ClassElements
    ) throws(JSThrow) -> FieldElement.Initializer {
        guard let function = node.initializer, case .expression(let expression) = function.body else { return .none }
        if isClosed(expression) { return .closed(try self.expression(expression)) }
        let made = try elementFunction(function, name: .undefined, &elements)
        let code = executable.code(function, context.heap)
        code.valueName = name
        return .function(made, namesFunction: name.isUndefined && expression.isAnonymousFunctionDefinition)
    }

    /// Whether an expression refers to nothing around it, and so can be evaluated without the function of its initialiser.
    private func isClosed(_ expression: Expression) -> Bool {
        guard expression.depth < 16 else { return false }
        switch expression {
        case .null, .boolean, .number, .string, .bigInt: return true
        case .unary(let node): return (node.operation == .minus || node.operation == .void) && isClosed(node.operand)
        case .array(let node):
            return node.elements.allSatisfy { if case .expression(let element) = $0 { isClosed(element) } else { false } }
        case .object(let node):
            return node.members.allSatisfy { member in
                guard case .property(let property) = member, case .string = property.key else { return false }
                return isClosed(property.value)
            }
        default: return false
        }
    }

    /// nil for the second half of an accessor.
    private func privateMethod(
        _ method: MethodDefinition, _ name: NameID, _ node: ClassNode, _ elements: inout ClassElements
    ) throws(JSThrow) -> PrivateMethodElement? {
        let isAccessor = method.function.kind == .getter || method.function.kind == .setter
        var made: ElementFunction?
        var getter: ElementFunction?
        var setter: ElementFunction?
        if isAccessor {
            if !elements.accessors.insert(name).inserted { return nil }
            for other in elements.privateMethods(name, of: node) {
                let function = try elementFunction(other.function, name: .undefined, &elements)
                if other.function.kind == .getter { getter = function } else { setter = function }
            }
        } else {
            made = try elementFunction(method.function, name: .undefined, &elements)
        }
        return add(PrivateMethodElement(
            name: try privateName(name, method.range), nameIndex: elements.makeIndex(), method: made, getter: getter,
            setter: setter, isStatic: method.isStatic, position: method.range.position))
    }

    // MARK: Private names

    /// Reads the variable that holds a private name.
    private func privateName(_ name: NameID, _ range: SourceRange) throws(JSThrow) -> Node {
        getter(try resolve(name, at: range.start).place, position: range.position)
    }

    func privateIn(_ node: PrivateInExpression) throws(JSThrow) -> Node {
        add(PrivateIn(
            name: try privateName(node.name, node.range), object: try expression(node.object), position: node.range.position))
    }

    func privateMember(_ node: PrivateMemberExpression) throws(JSThrow) -> Node { try privateReference(node) }

    func privateReference(_ node: PrivateMemberExpression) throws(JSThrow) -> ReferenceNode {
        let object = try expression(node.object)
        return add(PrivateMember(object: object, name: try privateName(node.name, node.range), position: node.range.position))
    }

    func setPrivate(_ node: PrivateMemberExpression, _ value: Node) throws(JSThrow) -> Node {
        let object = try expression(node.object)
        return add(SetPrivateMember(
            object: object, name: try privateName(node.name, node.range), value: value, position: node.range.position))
    }

    func modifyPrivate(
        _ node: PrivateMemberExpression, _ modification: Modification, _ position: Int32
    ) throws(JSThrow) -> Node {
        let object = try expression(node.object)
        return add(ModifyPrivateMember(
            object: object, name: try privateName(node.name, node.range), modification: modification, position: position))
    }

    func privateTarget(_ node: PrivateMemberExpression) throws(JSThrow) -> Node {
        let object = try expression(node.object)
        return add(PrivateTarget(
            object: object, name: try privateName(node.name, node.range), objectSlot: makeTemporary(),
            position: node.range.position))
    }

    // MARK: super

    private func homeObject(_ position: Int32) -> Node {
        code.isArrow ? add(ArrowHomeObject(position: position)) : add(HomeObject(position: position))
    }

    /// The parts of a super property.
    private struct SuperParts {
        let this: Node
        let homeObject: Node
        let key: PropertyKey?
        let property: Node?
        let position: Int32
    }

    private func superParts(_ node: SuperMemberExpression) throws(JSThrow) -> SuperParts {
        let position = Int32(truncatingIfNeeded: node.nameStart)
        return SuperParts(
            this: try this(position), homeObject: homeObject(position), key: try key(node.name), property: nil, position: position)
    }

    private func superParts(_ node: SuperComputedMemberExpression) throws(JSThrow) -> SuperParts {
        let position = node.range.position
        return SuperParts(
            this: try this(position), homeObject: homeObject(position), key: nil, property: try expression(node.property),
            position: position)
    }

    private func superReference(_ parts: SuperParts) -> SuperMember {
        add(SuperMember(
            this: parts.this, homeObject: parts.homeObject, key: parts.key, property: parts.property, position: parts.position))
    }

    func superMember(_ node: SuperMemberExpression) throws(JSThrow) -> Node { superReference(try superParts(node)) }

    func superComputedMember(_ node: SuperComputedMemberExpression) throws(JSThrow) -> Node {
        superReference(try superParts(node))
    }

    func superReference(_ callee: Expression) throws(JSThrow) -> ReferenceNode? {
        switch callee {
        case .superMember(let node): superReference(try superParts(node))
        case .superComputedMember(let node): superReference(try superParts(node))
        default: nil
        }
    }

    func setSuper(_ node: SuperMemberExpression, _ value: Node) throws(JSThrow) -> Node {
        setSuper(try superParts(node), value)
    }

    func setSuperComputed(_ node: SuperComputedMemberExpression, _ value: Node) throws(JSThrow) -> Node {
        setSuper(try superParts(node), value)
    }

    private func setSuper(_ parts: SuperParts, _ value: Node) -> Node {
        add(SetSuperMember(
            this: parts.this, homeObject: parts.homeObject, key: parts.key, property: parts.property, value: value,
            isStrict: isStrict, position: parts.position))
    }

    /// The parts of a super property among assignment targets; nil for other targets.
    private func superParts(_ target: AssignmentTarget) throws(JSThrow) -> SuperParts? {
        switch target {
        case .superMember(let node): try superParts(node)
        case .superComputedMember(let node): try superParts(node)
        default: nil
        }
    }

    func modifySuper(_ target: AssignmentTarget, _ modification: Modification, _ position: Int32) throws(JSThrow) -> Node {
        guard let parts = try superParts(target) else { return add(EmptyNode(position: position)) }
        return add(ModifySuperMember(
            this: parts.this, homeObject: parts.homeObject, key: parts.key, property: parts.property,
            modification: modification, isStrict: isStrict, position: position))
    }

    func superTarget(_ target: AssignmentTarget) throws(JSThrow) -> Node {
        guard let parts = try superParts(target) else { return add(NoTarget(position: target.range.position)) }
        return add(SuperTarget(
            this: parts.this, homeObject: parts.homeObject, key: parts.key, property: parts.property,
            slot: makeTemporaries(3), isStrict: isStrict, position: parts.position))
    }

    func deleteSuper(_ operand: Expression, _ position: Int32) throws(JSThrow) -> Node {
        var property: Node?
        if case .superComputedMember(let node) = operand { property = try expression(node.property) }
        return add(DeleteSuper(this: try this(position), property: property, position: position))
    }

    func superCall(_ node: SuperCallExpression) throws(JSThrow) -> Node {
        let position = node.range.position
        let this = try resolveThis()
        let thisValue = getter(this.place, position: position)
        let hasSpread = node.arguments.contains { if case .spread = $0 { true } else { false } }
        return add(SuperCall(
            newTarget: try newTarget(position),
            activeFunction: getter(scope.resolveActiveFunction().place, position: position), this: thisValue,
            bindThis: add(VariableTarget(
                place: this.place, write: .initializes, name: PropertyKey(.undefined), read: thisValue, position: position)),
            arguments: hasSpread ? makeList([]) : try arguments(node.arguments),
            spread: hasSpread ? try spreadList(node.arguments, position) : nil, position: position))
    }

    // MARK: new.target, and what arrow functions keep

    func newTarget(_ position: Int32) throws(JSThrow) -> Node {
        code.isArrow ? add(ArrowNewTarget(position: position)) : add(NewTarget(position: position))
    }

    /// Makes what the `extra` of an arrow function holds.
    func arrowOuter(_ node: FunctionNode) throws(JSThrow) -> Node {
        let position = node.range.position
        return add(ArrowOuter(homeObject: homeObject(position), newTarget: try newTarget(position), position: position))
    }
}
