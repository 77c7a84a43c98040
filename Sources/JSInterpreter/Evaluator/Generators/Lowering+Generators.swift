// Lowering of generator functions: statements and expressions that contain a `yield` become resumable ones.

import JSSyntax

/// What lowering a generator function keeps track of.
final class GeneratorLowering {
    let analysis: YieldAnalysis
    /// Slots that are empty when the generator starts.
    fileprivate(set) var emptySlots: [Int] = []
    /// Slots of the whole expression that is being lowered.
    fileprivate var expressionSlots: [Int] = []
    /// How deep the expression that is being lowered is nested in its whole.
    fileprivate var nesting = 0

    init(_ function: FunctionNode) { analysis = YieldAnalysis(function) }
}

extension Lowering {
    func generatorBody(_ function: FunctionNode, prologue: [Node]) throws(JSThrow) -> Node {
        let generator = GeneratorLowering(function)
        self.generator = generator
        var nodes: [Node] = []
        if case .statements(let statements) = function.body { try self.statements(statements, &nodes) }
        let body = add(ResumableSequence(
            statements: executable.makeList(nodes), stateSlot: makeTemporary(), position: function.range.position))
        let start = add(GeneratorStart(
            prologue: executable.makeList(prologue), body: body, position: function.range.position))
        start.emptySlots = generator.emptySlots
        return start
    }

    /// Whether a statement or expression can pause here.
    func pauses(_ node: any SyntaxNode) -> Bool { generator?.analysis.pauses(node) ?? false }

    private func makeKeptSlot() -> Int {
        let slot = makeTemporary()
        generator?.emptySlots.append(slot)
        generator?.expressionSlots.append(slot)
        return slot
    }

    // MARK: Expressions

    /// Lowers an expression in a generator; `lower` is the ordinary way.
    func inGenerator(_ generator: GeneratorLowering, _ node: any SyntaxNode, _ lower: () throws(JSThrow) -> Node) throws(JSThrow) -> Node {
        if generator.nesting == 0 {
            guard generator.analysis.pauses(node) else { return try lower() }
            let outer = generator.expressionSlots
            generator.expressionSlots = []
            generator.nesting = 1
            defer {
                generator.nesting = 0
                generator.expressionSlots = outer
            }
            let child = try lower()
            return add(PausingExpression(child: child, slots: generator.expressionSlots))
        }
        generator.nesting += 1
        defer { generator.nesting -= 1 }
        let child = try lower()
        guard generator.analysis.isKept(node), !(child is Constant) else { return child }
        return add(Kept(child: child, slot: makeKeptSlot()))
    }

    func yield(_ node: YieldExpression) throws(JSThrow) -> Node {
        let argument = try node.argument.map { (argument) throws(JSThrow) in try expression(argument) }
            ?? add(Constant(.undefined, position: node.range.position))
        let slot = makeKeptSlot()
        if node.isDelegate {
            _ = makeTemporary()
            return add(YieldDelegate(argument: argument, slot: slot, position: node.range.position))
        }
        return add(Yield(argument: argument, slot: slot, position: node.range.position))
    }

    /// A callee that is kept while the arguments pause.
    func keptReference(_ reference: ReferenceNode) -> ReferenceNode {
        add(KeptReference(reference: reference, valueSlot: makeKeptSlot(), thisSlot: makeTemporary()))
    }

    func keptModification(_ modification: Modification) -> Modification {
        KeptModification(modification: modification, slot: makeKeptSlot())
    }

    // MARK: Patterns

    /// A target inside a pattern that pauses, with its default value: gets its value once.
    func keptTarget(_ target: Node, initializer: Node?) -> Node {
        let slot = makeTemporary()
        generator?.emptySlots.append(slot)
        return add(KeptTarget(target: target, initializer: initializer, slot: slot))
    }

    func resumableArrayPattern(_ elements: NodeList, _ rest: Node?, _ position: Int32) -> Node {
        add(ResumableArrayPattern(
            elements: elements, rest: rest, slot: makeTemporaries(ResumableArrayPattern.slotCount), position: position))
    }

    func resumableObjectPattern(_ pattern: Node, _ properties: NodeList, _ position: Int32) -> Node {
        add(ResumableObjectPattern(pattern: pattern, properties: properties, slot: makeTemporary(), position: position))
    }

    // MARK: Statements

    /// Several nodes, any of which may pause, as one.
    func resumableSequence(_ nodes: [Node], _ position: Int32) -> Node {
        nodes.count == 1
            ? nodes[0]
            : add(ResumableSequence(statements: executable.makeList(nodes), stateSlot: makeTemporary(), position: position))
    }

    func resumableLoop(
        test: Node, update: Node?, body: Node, target: Int32, testsFirst: Bool, environmentSlot: Int? = nil, _ position: Int32
    ) -> Node {
        add(ResumableLoop(
            test: test, update: update, body: body, target: target, testsFirst: testsFirst, environmentSlot: environmentSlot,
            stateSlot: makeTemporary(), position: position))
    }

    func resumableForOf(_ head: LoopHead, _ position: Int32) -> Node {
        add(ResumableForOf(
            enter: head.enterTurn, iterable: head.subject, binding: head.binding, body: head.body, target: head.target,
            recordSlot: makeTemporaries(ResumableForOf.slotCount), stateSlot: makeTemporary(), position: position))
    }

    func resumableForIn(_ head: LoopHead, _ position: Int32) -> Node {
        add(ResumableForIn(
            enter: head.enterTurn, object: head.subject, binding: head.binding, body: head.body, target: head.target,
            enumerationSlot: makeTemporaries(ResumableForIn.slotCount), stateSlot: makeTemporary(), position: position))
    }
}
