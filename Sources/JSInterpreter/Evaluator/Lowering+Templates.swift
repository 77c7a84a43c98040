// Lowering of template literals.

import JSSyntax

extension Lowering {
    func template(_ node: TemplateLiteral) throws(JSThrow) -> Node {
        var strings: [JSString] = []
        for element in node.elements {
            strings.append(try element.cooked.map { (cooked) throws(JSThrow) in try string(cooked) } ?? context.emptyString)
        }
        if node.expressions.isEmpty { return add(Constant(Value(strings[0]), position: node.range.position)) }
        var values: [Node] = []
        let pauses = pauses(node)
        for expression in node.expressions {
            let value = try self.expression(expression)
            values.append(pauses ? kept(add(TemplateText(value: value, position: node.range.position))) : value)
        }
        return add(TemplateNode(strings: strings, values: makeList(values), position: node.range.position))
    }

    func taggedTemplate(_ node: TaggedTemplateExpression, isTail: Bool) throws(JSThrow) -> Node {
        let position = node.range.position
        let end = node.tag.range.endPosition
        let reference = try keptReference(node.tag, node.template.expressions.contains { pauses($0.node) })
        let callee = reference == nil ? try expression(node.tag) : nil
        var cooked: [JSString?] = []
        var raw: [JSString] = []
        for element in node.template.elements {
            cooked.append(try element.cooked.map { (cooked) throws(JSThrow) in try string(cooked) })
            raw.append(try string(element.raw))
        }
        var arguments: [Node] = [
            add(TemplateObject(cooked: cooked, raw: raw, executable: executable, position: position))
        ]
        for expression in node.template.expressions { arguments.append(try self.expression(expression)) }
        let list = makeList(arguments)
        if let reference { return call(reference, list, isTail: isTail, position, end) }
        return call(callee ?? add(Constant(.undefined, position: position)), list, isTail: isTail, position, end)
    }
}
