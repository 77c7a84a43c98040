// Lowering of statements.

import JSSyntax

extension Lowering {
    func statements(_ list: [Statement], _ nodes: inout [Node]) throws(JSThrow) {
        for statement in list {
            if let node = try self.statement(statement) { nodes.append(node) }
        }
    }

    /// Several nodes as one.
    func sequence(_ nodes: [Node], _ position: Int32) -> Node {
        nodes.count == 1 ? nodes[0] : add(SequenceNode(statements: makeList(nodes), position: position))
    }

    /// A statement where exactly one node is needed.
    func body(_ statement: Statement) throws(JSThrow) -> Node {
        try self.statement(statement) ?? add(EmptyNode(position: statement.range.position))
    }

    /// nil for statements that do nothing.
    func statement(_ statement: Statement) throws(JSThrow) -> Node? {
        if statement.depth > 64 { try context.checkNativeStack() }
        try checkMemory()
        let labels = pendingLabels
        pendingLabels = []
        let node = try withTemporaries { () throws(JSThrow) in try unlabelled(statement, labels) }
        guard let node else { return nil }
        let checked = statement.depth % 64 == 0 ? add(StackCheck(node)) : node
        guard tracksCompletionValue else { return checked }
        switch statement {
        case .if, .while, .doWhile, .for, .forIn, .forOf, .switch, .try, .with: return add(ResetCompletionValue(statement: checked))
        default: return checked
        }
    }

    private func unlabelled(_ statement: Statement, _ labels: [NameID]) throws(JSThrow) -> Node? {
        switch statement {
        case .expression(let node):
            if let yield = try yieldStatement(node.expression) { return yield }
            let expression = try self.expression(node.expression)
            return tracksCompletionValue ? add(CompletionValue(expression: expression, position: node.range.position)) : expression
        case .variable(let node): return try variableDeclaration(node)
        case .function(let node): return try blockFunction(node)
        case .class(let node): return try classDeclaration(node)
        case .block(let node): return try withTarget(labels) { () throws(JSThrow) in try block(node) }
        case .empty, .debugger: return nil
        case .if(let node): return try withTarget(labels) { () throws(JSThrow) in try ifStatement(node) }
        case .while(let node):
            return try loop(labels) { (target) throws(JSThrow) in
                let start = nodeCount
                let test = try expression(node.test)
                let body = paid(try body(node.body), since: start)
                if pauses(node) { return resumableLoop(test: test, update: nil, body: body, target: target, testsFirst: true, node.range.position) }
                return add(While(test: test, body: body, target: target, position: node.range.position))
            }
        case .doWhile(let node):
            return try loop(labels) { (target) throws(JSThrow) in
                let start = nodeCount
                let statement = try body(node.body)
                let test = try expression(node.test)
                let body = paid(statement, since: start)
                if pauses(node) { return resumableLoop(test: test, update: nil, body: body, target: target, testsFirst: false, node.range.position) }
                return add(DoWhile(body: body, test: test, target: target, position: node.range.position))
            }
        case .for(let node): return try forStatement(node, labels)
        case .forIn(let node): return try forIn(node, labels)
        case .forOf(let node): return try forOf(node, labels)
        case .continue(let node): return add(Jump(completion(ofContinue: node.label), position: node.range.position))
        case .break(let node): return add(Jump(completion(ofBreak: node.label), position: node.range.position))
        case .return(let node):
            let value = try node.argument.map { (argument) throws(JSThrow) in try expression(argument, isTail: allowsTailCalls) }
            return add(Return(value: value ?? add(Constant(.undefined, position: node.range.position)), position: node.range.position))
        case .with(let node): return try withTarget(labels) { () throws(JSThrow) in try withStatement(node) }
        case .switch(let node): return try switchStatement(node, labels)
        case .labelled(let node):
            pendingLabels = labels + [node.label]
            var body = node.body
            while case .labelled(let inner) = body {
                pendingLabels.append(inner.label)
                body = inner.body
            }
            return try self.statement(body)
        case .throw(let node): return add(Throw(value: try expression(node.argument), position: node.range.position))
        case .try(let node): return try withTarget(labels) { () throws(JSThrow) in try tryStatement(node) }
        case .importDeclaration(let node): throw unsupported("import", node.range)
        case .exportDeclaration(let node): throw unsupported("export", node.range)
        }
    }

    // MARK: Jumps

    /// Lowers a loop: the body may leave or go on with the loop's number.
    func loop(_ labels: [NameID], _ make: (Int32) throws(JSThrow) -> Node) throws(JSThrow) -> Node {
        let target = makeJumpTarget(labels: labels, takesBreak: true, takesContinue: true)
        jumps.append(target)
        defer { jumps.removeLast() }
        return try make(target.number)
    }

    /// Lowers a statement that is no loop: if it has labels, `break` may leave it.
    func withTarget(_ labels: [NameID], _ make: () throws(JSThrow) -> Node?) throws(JSThrow) -> Node? {
        if labels.isEmpty { return try make() }
        let target = makeJumpTarget(labels: labels, takesBreak: false, takesContinue: false)
        jumps.append(target)
        defer { jumps.removeLast() }
        guard let body = try make() else { return nil }
        return add(Labelled(body: body, target: target.number, position: body.position))
    }

    // MARK: Declarations

    func variableDeclaration(_ node: VariableDeclaration) throws(JSThrow) -> Node? {
        var nodes: [Node] = []
        for declarator in node.declarators {
            if let made = try self.declarator(declarator, node.kind) { nodes.append(made) }
        }
        if nodes.isEmpty { return nil }
        return pauses(node) ? resumableSequence(nodes, node.range.position) : sequence(nodes, node.range.position)
    }

    private func declarator(_ declarator: VariableDeclarator, _ kind: VariableKind) throws(JSThrow) -> Node? {
        let position = declarator.range.position
        let initializes = kind != .var
        if let identifier = declarator.target.identifier {
            if let initializer = declarator.initializer {
                let value = try expression(initializer, name: Value(try string(identifier.name)))
                return try assign(
                    to: identifier, value, pauses: pauses(initializer.node), initializes: initializes, position: position)
            }
            if kind == .var { return nil }
            return try assign(
                to: identifier, add(Constant(.undefined, position: position)), initializes: true, position: position)
        }
        guard let initializer = declarator.initializer else { return nil }
        return try inPausingExpression(pauses(declarator.target)) { () throws(JSThrow) in
            try bindPattern(declarator.target, expression(initializer), initializes: initializes)
        }
    }

    /// A function declaration where control reaches it: Annex B.3.2 assigns it to the variable of the function around.
    private func blockFunction(_ node: FunctionNode) throws(JSThrow) -> Node? {
        guard let name = node.name, executable.script.syntax.isHoistedFromBlock(node) else { return nil }
        if name.name == .arguments, let function = code.syntax, analysis[function].argumentsBinding != nil { return nil }
        let value = try identifier(name)
        let place = scope.resolveVariable(name.name)
        if case .global = place {
            let read = add(GlobalGet(key: try key(name.name), allowsMissing: true, position: node.range.position))
            let target = add(GlobalTarget(
                key: try key(name.name), isStrict: false, initializes: false, read: read, position: node.range.position))
            return add(AssignToTarget(target: target, value: value, position: node.range.position))
        }
        return setter(place, value)
    }

    // MARK: Simple statements

    func block(_ node: BlockStatement) throws(JSThrow) -> Node? {
        var nodes: [Node] = []
        let inner = node.scope.flatMap { analysis.scope(of: $0) }
        try inScope(inner, &nodes) { (nodes: inout [Node]) throws(JSThrow) in
            if let declarations = node.scope { try declareFunctions(declarations, &nodes) }
            try statements(node.body, &nodes)
        }
        if nodes.isEmpty { return nil }
        return pauses(node) ? resumableSequence(nodes, node.range.position) : sequence(nodes, node.range.position)
    }

    private func ifStatement(_ node: IfStatement) throws(JSThrow) -> Node {
        let test = try expression(node.test)
        let consequent = try body(node.consequent)
        if pauses(node) {
            return add(ResumableIf(
                test: test, consequent: consequent,
                alternate: try node.alternate.map { (alternate) throws(JSThrow) in try body(alternate) },
                stateSlot: makeTemporary(), position: node.range.position))
        }
        guard let alternate = node.alternate else { return add(If(test: test, consequent: consequent, position: node.range.position)) }
        return add(IfElse(test: test, consequent: consequent, alternate: try body(alternate), position: node.range.position))
    }

    private func forStatement(_ node: ForStatement, _ labels: [NameID]) throws(JSThrow) -> Node {
        var nodes: [Node] = []
        let inner = node.scope.flatMap { analysis.scope(of: $0) }
        return try inScope(inner, &nodes) { (nodes: inout [Node]) throws(JSThrow) in
            switch node.initializer {
            case .expression(let expression): nodes.append(try self.expression(expression))
            case .variable(let declaration):
                if let made = try variableDeclaration(declaration) { nodes.append(made) }
            case nil: break
            }
            let made = try loop(labels) { (target) throws(JSThrow) in
                let position = node.range.position
                let start = nodeCount
                let test = try node.test.map { (test) throws(JSThrow) in try expression(test) } ?? add(Constant(.true, position: position))
                let update = try node.update.map { (update) throws(JSThrow) in try expression(update) } ?? add(EmptyNode(position: position))
                let body = paid(try body(node.body), since: start)
                if pauses(node) {
                    return resumableLoop(
                        test: test, update: update, body: body, target: target, testsFirst: true,
                        environmentSlot: inner.flatMap { $0.needsPerIterationEnvironment ? $0.environmentFrameSlot : nil }, position)
                }
                if let inner, inner.needsPerIterationEnvironment {
                    return add(ForWithEnvironments(
                        test: test, update: update, body: body, target: target, frameSlot: inner.environmentFrameSlot, position: position))
                }
                if let counting = CountingFor.make(
                    test: test, update: update, body: body, target: target, position: position, self)
                {
                    return add(counting)
                }
                return add(For(test: test, update: update, body: body, target: target, position: position))
            }
            nodes.append(made)
            return pauses(node) ? resumableSequence(nodes, node.range.position) : sequence(nodes, node.range.position)
        }
    }
}
