// Lowering of `switch` and `try`.

import JSSyntax

extension Lowering {
    func switchStatement(_ node: SwitchStatement, _ labels: [NameID]) throws(JSThrow) -> Node {
        let position = node.range.position
        let discriminant = try expression(node.discriminant)
        let target = makeJumpTarget(labels: labels, takesBreak: true, takesContinue: false)
        jumps.append(target)
        defer { jumps.removeLast() }
        var entering: [Node] = []
        let inner = node.scope.flatMap { analysis.scope(of: $0) }
        return try inScope(inner, &entering) { (entering: inout [Node]) throws(JSThrow) in
            if let declarations = node.scope { try declareFunctions(declarations, &entering) }
            var tests: [Node] = []
            var starts: [Int] = []
            var defaultStart: Int?
            var statements: [Node] = []
            for clause in node.cases {
                if let test = clause.test {
                    tests.append(try expression(test))
                    starts.append(statements.count)
                } else {
                    defaultStart = statements.count
                }
                try self.statements(clause.body, &statements)
            }
            if pauses(node) {
                return add(ResumableSwitch(
                    enter: entering.isEmpty ? nil : sequence(entering, position), discriminant: discriminant,
                    tests: makeList(tests), starts: starts, defaultStart: defaultStart ?? statements.count,
                    statements: makeList(statements), target: target.number, valueSlot: makeTemporary(),
                    stateSlot: makeTemporary(), position: position))
            }
            return add(SwitchNode(
                enter: entering.isEmpty ? nil : sequence(entering, position), discriminant: discriminant,
                tests: makeList(tests), constants: ConstantTests(tests), starts: starts,
                defaultStart: defaultStart ?? statements.count, statements: makeList(statements), target: target.number,
                position: position))
        }
    }

    func tryStatement(_ node: TryStatement) throws(JSThrow) -> Node? {
        let position = node.range.position
        var result = try withoutTailCalls { () throws(JSThrow) in try block(node.block) } ?? add(EmptyNode(position: position))
        if let handler = node.handler {
            var entering: [Node] = []
            let inner = handler.scope.flatMap { analysis.scope(of: $0) }
            let block = result
            result = try inScope(inner, &entering) { (entering: inout [Node]) throws(JSThrow) in
                let enter = entering.isEmpty ? nil : sequence(entering, position)
                let parameter = try handler.parameter.map { (parameter) throws(JSThrow) in
                    try target(parameter, initializes: true)
                }
                let body = (node.finalizer == nil
                    ? try self.block(handler.body) : try withoutTailCalls { () throws(JSThrow) in try self.block(handler.body) })
                    ?? add(EmptyNode(position: position))
                if pauses(node) {
                    return add(ResumableTryCatch(
                        block: block, enter: enter, parameter: parameter, handler: body, valueSlot: makeTemporary(),
                        stateSlot: makeTemporary(), position: position))
                }
                return add(TryCatch(block: block, enter: enter, parameter: parameter, handler: body, position: position))
            }
        }
        if let finalizer = node.finalizer {
            let body = try block(finalizer) ?? add(EmptyNode(position: position))
            if pauses(node) {
                return add(ResumableTryFinally(
                    block: result, finalizer: body, valueSlot: makeTemporaries(ResumableTryFinally.slotCount),
                    stateSlot: makeTemporary(), position: position))
            }
            result = add(TryFinally(block: result, finalizer: body, position: position))
        }
        return result
    }
}
