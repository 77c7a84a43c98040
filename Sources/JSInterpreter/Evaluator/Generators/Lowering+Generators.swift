// Lowering of generator functions: statements and expressions that contain a `yield` become resumable ones.

import JSSyntax

/// What lowering a generator function keeps track of.
final class GeneratorLowering {
    let analysis: YieldAnalysis
    /// Slots that are empty when the generator starts.
    fileprivate(set) var emptySlots: [Int] = []
    /// Slots of the whole expression that is being lowered.
    fileprivate var expressionSlots: [Int] = []
    /// Whether what is being lowered is part of an expression that can pause.
    fileprivate var isInExpression = false

    init(_ function: FunctionNode, _ context: Context) throws(JSThrow) { analysis = try YieldAnalysis(function, context) }
}

extension Lowering {
    func generatorBody(_ function: FunctionNode, prologue: [Node]) throws(JSThrow) -> Node {
        let generator = try GeneratorLowering(function, context)
        self.generator = generator
        var nodes: [Node] = []
        if case .statements(let statements) = function.body { try self.statements(statements, &nodes) }
        let body = paid(resumableSequence(nodes, function.range.position), since: 0)
        let start = add(GeneratorStart(
            prologue: makeList(prologue), body: body, position: function.range.position))
        start.emptySlots = generator.emptySlots
        return start
    }

    /// Whether a statement or expression can pause here.
    func pauses(_ node: any SyntaxNode) -> Bool { generator?.analysis.pauses(node) ?? false }
    func pauses(_ pattern: Pattern) -> Bool { generator?.analysis.pauses(pattern) ?? false }
    func pauses(_ property: PatternProperty) -> Bool { generator?.analysis.pauses(property) ?? false }
    func anyPauses(_ arguments: [Argument]) -> Bool { generator != nil && arguments.contains { pauses($0.expression.node) } }

    /// Consecutive slots that are empty until the expression that is being lowered uses them, and again when it is done.
    func makeKeptSlots(_ count: Int) -> Int {
        let first = makeTemporaries(count)
        generator?.emptySlots.append(contentsOf: first..<first + count)
        generator?.expressionSlots.append(contentsOf: first..<first + count)
        return first
    }

    /// A slot that is empty until a node uses it that empties it itself.
    private func makeEmptySlot() -> Int {
        let slot = makeTemporary()
        generator?.emptySlots.append(slot)
        return slot
    }

    // MARK: Expressions

    /// Lowers an expression in a generator; `lower` is the ordinary way.
    func inGenerator(_ generator: GeneratorLowering, _ node: any SyntaxNode, _ lower: () throws(JSThrow) -> Node) throws(JSThrow) -> Node {
        if !generator.isInExpression { return try inPausingExpression(generator.analysis.pauses(node), lower) }
        let child = try lower()
        guard generator.analysis.isKept(node), !(child is Constant) else { return child }
        return kept(child)
    }

    /// Lowers something whose parts are evaluated once, however often it is taken up, if it `pauses`.
    func inPausingExpression(_ pauses: Bool, _ lower: () throws(JSThrow) -> Node) throws(JSThrow) -> Node {
        guard pauses, let generator, !generator.isInExpression else { return try lower() }
        let (child, slots) = try collectingSlots(generator, lower)
        return add(PausingExpression(child: child, slots: slots))
    }

    private func collectingSlots<Result>(
        _ generator: GeneratorLowering, _ lower: () throws(JSThrow) -> Result
    ) throws(JSThrow) -> (Result, [Int]) {
        let outerSlots = generator.expressionSlots
        let wasInExpression = generator.isInExpression
        generator.expressionSlots = []
        generator.isInExpression = true
        defer {
            generator.expressionSlots = outerSlots
            generator.isInExpression = wasInExpression
        }
        let child = try lower()
        return (child, generator.expressionSlots)
    }

    func kept(_ child: Node) -> Node { add(Kept(child: child, slot: makeKeptSlots(1))) }

    func yield(_ node: YieldExpression) throws(JSThrow) -> YieldNode {
        let argument = try node.argument.map { (argument) throws(JSThrow) in try expression(argument) }
            ?? add(Constant(.undefined, position: node.range.position))
        if node.isDelegate {
            return add(YieldDelegate(
                argument: argument, slot: makeKeptSlots(YieldDelegate.slotCount), position: node.range.position))
        }
        return add(Yield(argument: argument, slot: makeKeptSlots(1), position: node.range.position))
    }

    /// A `yield` that is a whole statement and has no other one inside; nil if the expression is something else.
    func yieldStatement(_ expression: Expression) throws(JSThrow) -> Node? {
        guard let generator, case .yield(let node) = expression, !(node.argument.map { pauses($0.node) } ?? false) else { return nil }
        let (child, _) = try collectingSlots(generator) { () throws(JSThrow) in try yield(node) }
        return add(YieldStatement(child: child))
    }

    /// A callee as a reference, see `reference`; kept if the arguments may pause.
    func keptReference(_ callee: Expression, _ argumentsPause: Bool) throws(JSThrow) -> ReferenceNode? {
        guard let reference = try reference(callee) else { return nil }
        guard argumentsPause else { return reference }
        return add(KeptReference(reference: reference, valueSlot: makeKeptSlots(1), thisSlot: makeTemporary()))
    }

    // MARK: Assignment

    /// An assignment to something that is looked up before the value is evaluated, in which the generator may pause.
    func resumableAssignment(_ target: Node, _ value: Node) -> Node {
        add(ResumableAssignment(target: target, value: value, slot: makeEmptySlot()))
    }

    /// `target op= value` with a pause in the value.
    func resumableModification(_ target: AssignmentTarget, _ modification: Modification) throws(JSThrow) -> Node {
        add(ResumableModification(
            target: try simpleTarget(target, initializes: false), modification: modification, slot: makeKeptSlots(1)))
    }

    // MARK: Patterns

    /// A target inside a pattern that pauses, with its default value: gets its value once.
    func keptTarget(_ target: Node, initializer: Node?) -> Node {
        add(KeptTarget(target: target, initializer: initializer, slot: makeEmptySlot()))
    }

    /// A property as a target in a pattern or loop, with a pause in its parts.
    func pausingTarget(_ target: AssignmentTarget, initializes: Bool) throws(JSThrow) -> Node {
        guard let generator else { return try simpleTarget(target, initializes: initializes) }
        let (child, slots) = try collectingSlots(generator) { () throws(JSThrow) in
            try simpleTarget(target, initializes: initializes)
        }
        return add(PausingTarget(child: child, slots: slots))
    }

    /// A property of an object pattern with a pause in its key or target.
    func resumableProperty(_ key: Node, _ target: Node, keySlot: Int?) -> Node {
        add(ResumablePatternProperty(
            key: key, target: target, keySlot: keySlot, slot: makeTemporaries(ResumablePatternProperty.slotCount)))
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
            : add(ResumableSequence(statements: makeList(nodes), stateSlot: makeTemporary(), position: position))
    }

    func resumableLoop(
        test: Node, update: Node?, body: Node, target: Int32, testsFirst: Bool, environmentSlot: Int? = nil, _ position: Int32
    ) -> Node {
        add(ResumableLoop(
            test: test, update: update ?? add(EmptyNode(position: position)), body: body, target: target, testsFirst: testsFirst, environmentSlot: environmentSlot,
            stateSlot: makeTemporary(), position: position))
    }

    func resumableForOf(_ head: LoopHead, bindingPauses: Bool, _ position: Int32) -> Node {
        add(ResumableForOf(
            enter: head.enterTurn, iterable: head.subject, binding: head.binding, bindingPauses: bindingPauses, body: head.body,
            target: head.target, recordSlot: makeTemporaries(ResumableForOf.slotCount), stateSlot: makeTemporary(), position: position))
    }

    func resumableForIn(_ head: LoopHead, _ position: Int32) -> Node {
        add(ResumableForIn(
            enter: head.enterTurn, object: head.subject, binding: head.binding, body: head.body, target: head.target,
            enumerationSlot: makeTemporaries(ResumableForIn.slotCount), stateSlot: makeTemporary(), position: position))
    }
}
