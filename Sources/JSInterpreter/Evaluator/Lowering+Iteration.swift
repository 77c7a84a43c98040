// Lowering of `for`-`in` and `for`-`of`.

import JSSyntax

extension Lowering {
    /// The parts of a `for`-`in` or `for`-`of` loop that both have.
    struct LoopHead {
        let enterBefore: Node?
        let enterTurn: Node?
        let subject: Node
        let binding: Node
        let body: Node
        let target: Int32
    }

    func forOf(_ node: ForOfStatement, _ labels: [NameID]) throws(JSThrow) -> Node {
        if node.isAwait { throw unsupported("for await", node.range) }
        // After a `return` in the body the iterator is closed.
        return try withoutTailCalls { () throws(JSThrow) in
            try withLoopHead(node.binding, node.iterable, node.body, node.scope, labels) { head in
                pauses(node) ? resumableForOf(head, bindingPauses: pauses(node.binding.pattern), node.iterable.range.position) : add(ForOf(
                    enterBefore: head.enterBefore, enterTurn: head.enterTurn, iterable: head.subject, binding: head.binding,
                    body: head.body, target: head.target, position: node.iterable.range.position))
            }
        }
    }

    func forIn(_ node: ForInStatement, _ labels: [NameID]) throws(JSThrow) -> Node {
        let slot = makeTemporaries(PropertyEnumeration.slotCount)
        let loop = try withLoopHead(node.binding, node.object, node.body, node.scope, labels) { head in
            pauses(node) ? resumableForIn(head, node.object.range.position) : add(ForIn(
                enterBefore: head.enterBefore, enterTurn: head.enterTurn, object: head.subject, binding: head.binding,
                body: head.body, target: head.target, slot: slot, position: node.object.range.position))
        }
        // Annex B.3.5: `for (var a = initializer in object)`.
        guard case .declaration(_, let pattern, let initializer?) = node.binding, let identifier = pattern.identifier else {
            return loop
        }
        let value = try expression(initializer, name: Value(string(identifier.name)))
        let assigned = try assign(
            to: identifier, value, pauses: pauses(initializer.node), initializes: false, position: pattern.range.position)
        return pauses(node)
            ? resumableSequence([assigned, loop], node.range.position) : sequence([assigned, loop], node.range.position)
    }

    /// Consecutive temporaries; returns the first.
    func makeTemporaries(_ count: Int) -> Int {
        let first = makeTemporary()
        for _ in 1..<count { _ = makeTemporary() }
        return first
    }

    private func withLoopHead(
        _ binding: ForBinding, _ subject: Expression, _ body: Statement, _ declarations: ScopeDeclarations?,
        _ labels: [NameID], _ make: (LoopHead) -> Node
    ) throws(JSThrow) -> Node {
        let inner = declarations.flatMap { analysis.scope(of: $0) }
        var entering: [Node] = []
        return try inScope(inner, &entering) { (entering: inout [Node]) throws(JSThrow) in
            let enter = entering.isEmpty ? nil : sequence(entering, subject.range.position)
            let subject = try expression(subject)
            return try loop(labels) { (number) throws(JSThrow) in
                let start = nodeCount
                let target = try loopTarget(binding)
                return make(
                    LoopHead(
                        enterBefore: enter, enterTurn: enter, subject: subject, binding: target, body: paid(try self.body(body), since: start),
                        target: number))
            }
        }
    }

    /// What every turn of a loop assigns to.
    func loopTarget(_ binding: ForBinding) throws(JSThrow) -> Node {
        switch binding {
        case .declaration(let kind, let pattern, _): try target(pattern, initializes: kind != .var)
        case .target(let pattern): try target(pattern, initializes: false)
        }
    }
}
