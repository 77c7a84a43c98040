// Lowering of spread in array literals, calls and `new`.

import JSSyntax

extension Lowering {
    func spreadArray(_ node: ArrayLiteral) throws(JSThrow) -> Node {
        var parts: [ListPart] = []
        for element in node.elements {
            switch element {
            case .expression(let expression):
                parts.append(add(SinglePart(value: try self.expression(expression), position: expression.range.position)))
            case .spread(let expression):
                parts.append(add(SpreadPart(iterable: try self.expression(expression), position: expression.range.position)))
            case .hole: parts.append(add(HolePart(position: node.range.position)))
            }
        }
        return spreadList(parts, pauses: pauses(node), node.range.position)
    }

    func spreadList(_ arguments: [Argument], _ position: Int32) throws(JSThrow) -> SpreadList {
        var parts: [ListPart] = []
        for argument in arguments {
            switch argument {
            case .expression(let expression):
                parts.append(add(SinglePart(value: try self.expression(expression), position: expression.range.position)))
            case .spread(let expression):
                parts.append(add(SpreadPart(iterable: try self.expression(expression), position: expression.range.position)))
            }
        }
        return spreadList(parts, pauses: anyPauses(arguments), position)
    }

    private func spreadList(_ parts: [ListPart], pauses: Bool, _ position: Int32) -> SpreadList {
        add(SpreadList(parts: parts, progressSlot: pauses ? makeKeptSlots(SpreadList.progressSlots) : nil, position: position))
    }

    func spreadCall(_ node: CallExpression, isTail: Bool) throws(JSThrow) -> Node {
        let callee: Node
        if let reference = try keptReference(node.callee, anyPauses(node.arguments)) {
            callee = reference
        } else {
            callee = try expression(node.callee)
        }
        if isTail { hasTailCalls = true }
        return add(CallSpread(
            callee: callee, arguments: try spreadList(node.arguments, node.range.position), isTail: isTail,
            position: node.range.position, calleeEnd: node.callee.range.endPosition))
    }

    func spreadNew(_ node: NewExpression) throws(JSThrow) -> Node {
        let callee = try expression(node.callee)
        return add(NewSpread(
            callee: callee, arguments: try spreadList(node.arguments, node.range.position), position: node.range.position,
            calleeEnd: node.callee.range.endPosition))
    }
}
