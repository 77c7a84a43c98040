// Where a generator function can pause: which of its statements and expressions contain a `yield`, and which values must be kept
// while one that comes later in the same expression pauses.
//
// See `GeneratorNodes` for what is made of it.

import JSSyntax

struct YieldAnalysis {
    /// Nodes (also patterns) that contain a `yield` of the function itself.
    private var pausing: Set<ObjectIdentifier> = []
    /// Expressions whose value must survive a pause after them.
    private var kept: Set<ObjectIdentifier> = []
    private let context: Context

    init(_ function: FunctionNode, _ context: Context) throws(JSThrow) {
        self.context = context
        if case .statements(let statements) = function.body { for statement in statements { _ = try visit(statement) } }
    }

    func pauses(_ node: any SyntaxNode) -> Bool { pausing.contains(ObjectIdentifier(node)) }
    func isKept(_ node: any SyntaxNode) -> Bool { kept.contains(ObjectIdentifier(node)) }
    func pauses(_ pattern: Pattern) -> Bool {
        switch pattern {
        case .target(let target): pauses(target.node) || kept.contains(ObjectIdentifier(target.node))
        case .array(let node): pauses(node)
        case .object(let node): pauses(node)
        }
    }

    private mutating func note(_ node: any SyntaxNode, _ pauses: Bool) -> Bool {
        if pauses { pausing.insert(ObjectIdentifier(node)) }
        return pauses
    }

    // MARK: Expressions

    /// The parts of an expression, in the order of their evaluation.
    private enum Part {
        case expression(Expression)
        case pattern(Pattern)
    }

    private mutating func visit(_ expression: Expression?) throws(JSThrow) -> Bool {
        if let expression { try visit(expression) } else { false }
    }

    mutating func visit(_ expression: Expression) throws(JSThrow) -> Bool {
        try context.checkNativeStack()
        if case .yield(let node) = expression {
            if let argument = node.argument { _ = try visit(argument) }
            return note(node, true)
        }
        let parts = YieldAnalysis.parts(of: expression)
        return note(expression.node, try visit(parts))
    }

    /// Visits parts in order: what comes before the last one that pauses is kept.
    private mutating func visit(_ parts: [Part]) throws(JSThrow) -> Bool {
        var last: Int?
        for (index, part) in parts.enumerated() {
            let pauses =
                switch part {
                case .expression(let expression): try visit(expression)
                case .pattern(let pattern): try visit(pattern)
                }
            if pauses { last = index }
        }
        guard let last else { return false }
        for part in parts[..<last] {
            if case .expression(let expression) = part { kept.insert(ObjectIdentifier(expression.node)) }
        }
        return true
    }

    private static func parts(of expression: Expression) -> [Part] {
        switch expression {
        case .identifier, .this, .null, .boolean, .number, .string, .bigInt, .regExp, .function, .newTarget, .importMeta,
            .superMember, .yield:
            return []
        case .template(let node): return node.expressions.map { .expression($0) }
        case .taggedTemplate(let node): return calleeParts(node.tag) + node.template.expressions.map { .expression($0) }
        case .array(let node):
            return node.elements.compactMap { element in
                switch element {
                case .expression(let expression), .spread(let expression): .expression(expression)
                case .hole: nil
                }
            }
        case .object(let node): return node.members.flatMap(parts)
        case .class(let node): return parts(of: node)
        case .unary(let node): return [.expression(node.operand)]
        case .update(let node): return parts(of: node.target)
        case .binary(let node): return [.expression(node.left), .expression(node.right)]
        case .logical(let node): return [.expression(node.left), .expression(node.right)]
        case .privateIn(let node): return [.expression(node.object)]
        case .conditional(let node): return [.expression(node.test), .expression(node.consequent), .expression(node.alternate)]
        case .assignment(let node):
            if case .target(let target) = node.target { return parts(of: target) + [.expression(node.value)] }
            return [.expression(node.value), .pattern(node.target)]
        case .compoundAssignment(let node): return parts(of: node.target) + [.expression(node.value)]
        case .logicalAssignment(let node): return parts(of: node.target) + [.expression(node.value)]
        case .sequence(let node): return node.expressions.map { .expression($0) }
        case .staticMember(let node): return [.expression(node.object)]
        case .computedMember(let node): return [.expression(node.object), .expression(node.property)]
        case .privateMember(let node): return [.expression(node.object)]
        case .superComputedMember(let node): return [.expression(node.property)]
        case .optionalChain(let node): return [.expression(node.expression)]
        case .call(let node): return calleeParts(node.callee) + node.arguments.map { .expression($0.expression) }
        case .superCall(let node): return node.arguments.map { .expression($0.expression) }
        case .new(let node): return [.expression(node.callee)] + node.arguments.map { .expression($0.expression) }
        case .await(let node): return [.expression(node.argument)]
        case .importCall(let node): return [.expression(node.specifier)]
        }
    }

    /// The callee of a call: for a member expression its parts, since lowering reads the method itself.
    private static func calleeParts(_ callee: Expression) -> [Part] {
        switch callee {
        case .staticMember(let node): [.expression(node.object)]
        case .computedMember(let node): [.expression(node.object), .expression(node.property)]
        case .privateMember(let node): [.expression(node.object)]
        default: [.expression(callee)]
        }
    }

    private static func parts(of target: AssignmentTarget) -> [Part] {
        switch target {
        case .identifier, .superMember: []
        case .staticMember(let node): [.expression(node.object)]
        case .computedMember(let node): [.expression(node.object), .expression(node.property)]
        case .privateMember(let node): [.expression(node.object)]
        case .superComputedMember(let node): [.expression(node.property)]
        case .call(let node): [.expression(.call(node))]
        }
    }

    private static func parts(_ member: ObjectMember) -> [Part] {
        switch member {
        case .property(let node): parts(node.key) + [.expression(node.value)]
        case .method(let node): parts(node.key)
        case .prototype(let node): [.expression(node.value)]
        case .spread(let node): [.expression(node.source)]
        }
    }

    private static func parts(_ name: PropertyName) -> [Part] {
        if case .computed(let expression) = name { [.expression(expression)] } else { [] }
    }

    private static func parts(of node: ClassNode) -> [Part] {
        var result: [Part] = node.heritage.map { [.expression($0)] } ?? []
        for element in node.elements {
            switch element {
            case .method(let method): result += parts(method.key)
            case .field(let field): result += parts(field.key)
            case .staticBlock: break
            }
        }
        return result
    }

    // MARK: Patterns

    mutating func visit(_ pattern: Pattern) throws(JSThrow) -> Bool {
        try context.checkNativeStack()
        switch pattern {
        case .target(let target):
            return note(target.node, try visit(YieldAnalysis.parts(of: target)))
        case .array(let node):
            var pauses = false
            for element in node.elements {
                switch element {
                case .element(let element): if try visit(element) { pauses = true }
                case .rest(let pattern): if try visit(pattern) { pauses = true }
                case .hole: break
                }
            }
            return note(node, pauses)
        case .object(let node):
            var pauses = false
            for property in node.properties {
                if case .computed(let key) = property.key, try visit(key) { pauses = true }
                if try visit(property.value) { pauses = true }
            }
            if let rest = node.rest, try visit(rest) { pauses = true }
            return note(node, pauses)
        }
    }

    private mutating func visit(_ element: PatternElement) throws(JSThrow) -> Bool {
        let target = try visit(element.target)
        let initializer = try visit(element.initializer)
        return target || initializer
    }

    /// Whether taking an element of a pattern can pause.
    private func pauses(_ element: PatternElement) -> Bool {
        pauses(element.target) || (element.initializer.map { pauses($0.node) } ?? false)
    }

    /// The same for a property of an object pattern, whose key may be computed.
    func pauses(_ property: PatternProperty) -> Bool {
        if case .computed(let key) = property.key, pauses(key.node) { return true }
        return pauses(property.value)
    }

    // MARK: Statements

    private mutating func visit(_ statements: [Statement]) throws(JSThrow) -> Bool {
        var pauses = false
        for statement in statements where try visit(statement) { pauses = true }
        return pauses
    }

    mutating func visit(_ statement: Statement) throws(JSThrow) -> Bool {
        try context.checkNativeStack()
        return note(statement.node, try inside(statement))
    }

    private mutating func inside(_ statement: Statement) throws(JSThrow) -> Bool {
        switch statement {
        case .function, .empty, .continue, .break, .debugger, .importDeclaration, .exportDeclaration: return false
        case .expression(let node): return try visit(node.expression)
        case .variable(let node): return try visit(node)
        case .class(let node): return try visit(Expression.class(node))
        case .block(let node): return try visit(node)
        case .if(let node):
            let test = try visit(node.test)
            let consequent = try visit(node.consequent)
            if let alternate = node.alternate, try visit(alternate) { return true }
            return test || consequent
        case .while(let node):
            let test = try visit(node.test)
            return try visit(node.body) || test
        case .doWhile(let node):
            let test = try visit(node.test)
            return try visit(node.body) || test
        case .for(let node):
            var pauses = false
            switch node.initializer {
            case .expression(let expression): pauses = try visit(expression)
            case .variable(let declaration): pauses = note(declaration, try visit(declaration))
            case nil: break
            }
            if let test = node.test, try visit(test) { pauses = true }
            if let update = node.update, try visit(update) { pauses = true }
            return try visit(node.body) || pauses
        case .forIn(let node): return try visit(node.binding, node.object, node.body)
        case .forOf(let node): return try visit(node.binding, node.iterable, node.body)
        case .return(let node): return try visit(node.argument)
        case .with(let node):
            let object = try visit(node.object)
            return try visit(node.body) || object
        case .switch(let node):
            var pauses = try visit(node.discriminant)
            for clause in node.cases {
                if let test = clause.test, try visit(test) { pauses = true }
                if try visit(clause.body) { pauses = true }
            }
            return pauses
        case .labelled(let node): return try visit(node.body)
        case .throw(let node): return try visit(node.argument)
        case .try(let node):
            var pauses = try visit(node.block)
            if let handler = node.handler {
                if let parameter = handler.parameter, try visit(parameter) { pauses = true }
                if try visit(handler.body) { pauses = true }
            }
            if let finalizer = node.finalizer, try visit(finalizer) { pauses = true }
            return pauses
        }
    }

    private mutating func visit(_ node: BlockStatement) throws(JSThrow) -> Bool { note(node, try visit(node.body)) }

    private mutating func visit(_ node: VariableDeclaration) throws(JSThrow) -> Bool {
        var pauses = false
        for declarator in node.declarators {
            let target = try visit(declarator.target)
            if let initializer = declarator.initializer {
                if try visit(initializer) { pauses = true }
                if target { kept.insert(ObjectIdentifier(initializer.node)) }
            }
            if target { pauses = true }
        }
        return pauses
    }

    private mutating func visit(_ binding: ForBinding, _ subject: Expression, _ body: Statement) throws(JSThrow) -> Bool {
        let pattern = try visit(binding.pattern)
        var initial = false
        if case .declaration(_, _, let initializer?) = binding { initial = try visit(initializer) }
        let pauses = try visit(subject)
        return try visit(body) || pattern || pauses || initial
    }
}
