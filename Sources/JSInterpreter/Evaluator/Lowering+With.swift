// Lowering of `with` statements and of identifiers inside them.

import JSSyntax

extension Lowering {
    func withStatement(_ node: WithStatement) throws(JSThrow) -> Node? {
        let position = node.range.position
        let object = try expression(node.object)
        let temporary = makeTemporary()
        guard let inner = analysis.scope(of: node), let place = inner.withObject else { return nil }
        var entry: [Node] = []
        let outer = scope
        scope = inner
        defer { scope = outer }
        enter(inner, &entry)
        entry.append(setter(place, add(LocalGet(slot: temporary, position: position))))
        let body = try body(node.body)
        if pauses(node) {
            return add(ResumableWith(
                object: object, store: sequence(entry, position), temporary: temporary, body: body, stateSlot: makeTemporary(),
                position: position))
        }
        return add(With(object: object, store: sequence(entry, position), temporary: temporary, body: body, position: position))
    }

    private func objects(_ resolution: Resolution, _ position: Int32) -> NodeList {
        makeList(resolution.withObjects.map { getter($0, position: position) })
    }

    private func withGet(_ node: Identifier, _ resolution: Resolution, _ plain: Node) throws(JSThrow) -> WithGet {
        let position = node.range.position
        return add(WithGet(
            key: try key(node.name), objects: objects(resolution, position), plain: plain, isStrict: isStrict, position: position))
    }

    func withIdentifier(_ node: Identifier, _ resolution: Resolution, _ plain: Node, allowsMissing: Bool) throws(JSThrow) -> Node {
        try withGet(node, resolution, plain)
    }

    func withReference(_ node: Identifier, _ resolution: Resolution) throws(JSThrow) -> ReferenceNode? {
        let plain = try read(resolution, node.name, node.range.position)
        return add(WithReference(get: try withGet(node, resolution, plain)))
    }

    func withDelete(_ node: Identifier, _ resolution: Resolution, _ plain: Node) throws(JSThrow) -> Node {
        let position = node.range.position
        return add(WithDelete(key: try key(node.name), objects: objects(resolution, position), plain: plain, position: position))
    }

    func withTarget(_ node: Identifier, _ resolution: Resolution, _ plain: Node) throws(JSThrow) -> Node {
        let position = node.range.position
        return add(WithTarget(
            key: try key(node.name), objects: objects(resolution, position), plain: plain, modification: nil, isStrict: isStrict,
            slot: makeTemporary(), position: position))
    }

    func withAssign(_ node: Identifier, _ resolution: Resolution, _ value: Node, initializes: Bool, _ position: Int32) throws(JSThrow) -> Node {
        let plain = try variableTarget(node.name, resolution, position, initializes: initializes)
        return add(WithAssign(
            key: try key(node.name), objects: objects(resolution, position), plain: plain, value: value, isStrict: isStrict,
            position: position))
    }

    func withModify(_ node: Identifier, _ resolution: Resolution, _ modification: Modification, _ position: Int32) throws(JSThrow) -> Node {
        let plain = try variableTarget(node.name, resolution, position, initializes: false)
        return add(WithTarget(
            key: try key(node.name), objects: objects(resolution, position), plain: plain, modification: modification,
            isStrict: isStrict, slot: makeTemporary(), position: position))
    }
}
