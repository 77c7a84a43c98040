// The walk over the tree: opens the scopes, and reports declarations and references in them.
//
// Chains that the parser builds in a loop (`a + b + c`, `a.b().c`, `else if`) are walked in a loop.

import JSSyntax

extension ScopeAnalyzer {
    mutating func visitScript() throws(ScopeAnalysisError) {
        enterScript()
        try visit(syntax.body)
        leaveScript()
    }

    // MARK: Statements

    mutating func visit(_ statements: [Statement]) throws(ScopeAnalysisError) {
        for statement in statements { try visit(statement) }
    }

    mutating func visit(_ first: Statement) throws(ScopeAnalysisError) {
        try checkNativeStack()
        var statement = first
        while true {
            switch statement {
            case .expression(let node): return try visit(node.expression)
            case .variable(let node): return try visit(node)
            case .function(let node): return try visitFunction(node, createdAt: scopes[currentScope].start)
            case .class(let node):
                if let name = node.name { initialize(name.name, at: node.range.end) }
                return try visit(node)
            case .block(let node): return try visit(node)
            case .if(let node):
                try visit(node.test)
                try visit(node.consequent)
                guard let alternate = node.alternate else { return }
                statement = alternate
            case .while(let node):
                loopDepth += 1
                try visit(node.test)
                try visit(node.body)
                loopDepth -= 1
                return
            case .doWhile(let node):
                loopDepth += 1
                try visit(node.body)
                try visit(node.test)
                loopDepth -= 1
                return
            case .for(let node): return try visit(node)
            case .forIn(let node):
                return try visitForIn(node.binding, of: node.object, node.body, node.scope, start: node.range.start)
            case .forOf(let node):
                return try visitForIn(node.binding, of: node.iterable, node.body, node.scope, start: node.range.start)
            case .return(let node):
                if let argument = node.argument { try visit(argument) }
                return
            case .with(let node):
                try visit(node.object)
                enterWith(node)
                try visit(node.body)
                return leaveWith()
            case .switch(let node): return try visit(node)
            case .labelled(let node): statement = node.body
            case .throw(let node): return try visit(node.argument)
            case .try(let node): return try visit(node)
            case .empty, .continue, .break, .debugger, .importDeclaration, .exportDeclaration: return
            }
        }
    }

    private mutating func visit(_ node: BlockStatement) throws(ScopeAnalysisError) {
        guard let scope = node.scope else { return try visit(node.body) }
        enterScope(.block, key: ObjectIdentifier(scope), start: node.range.start)
        declareLexical(scope)
        try visit(node.body)
        leaveScope()
    }

    private mutating func visit(_ node: VariableDeclaration) throws(ScopeAnalysisError) {
        for declarator in node.declarators {
            if node.kind != .var {
                if declarator.target.identifier != nil, case .function(let function) = declarator.initializer {
                    // Making a function runs no code, so the function cannot be called before it is the value.
                    initialize(declarator.target, at: function.range.start)
                } else {
                    initialize(declarator.target, at: declarator.range.end)
                }
            }
            try visitDeclared(declarator.target)
            if let initializer = declarator.initializer { try visit(initializer) }
        }
    }

    private mutating func visit(_ node: ForStatement) throws(ScopeAnalysisError) {
        if let scope = node.scope {
            enterScope(.loop, key: ObjectIdentifier(scope), start: node.range.start)
            declareLexical(scope)
        }
        switch node.initializer {
        case .expression(let expression): try visit(expression)
        case .variable(let declaration): try visit(declaration)
        case nil: break
        }
        loopDepth += 1
        if let test = node.test { try visit(test) }
        if let update = node.update { try visit(update) }
        try visit(node.body)
        loopDepth -= 1
        if node.scope != nil { leaveScope() }
    }

    /// `for`-`in` and `for`-`of`.
    private mutating func visitForIn(
        _ binding: ForBinding, of object: Expression, _ body: Statement, _ scope: ScopeDeclarations?, start: UInt32
    ) throws(ScopeAnalysisError) {
        if let scope {
            enterScope(.loop, key: ObjectIdentifier(scope), start: start)
            declareLexical(scope)
            initialize(binding.pattern, at: body.range.start)
        }
        if case .declaration(_, _, let initializer?) = binding { try visit(initializer) }
        try visit(object)
        loopDepth += 1
        switch binding {
        case .declaration(_, let pattern, _): try visitDeclared(pattern)
        case .target(let pattern): try visitAssigned(pattern)
        }
        try visit(body)
        loopDepth -= 1
        if scope != nil { leaveScope() }
    }

    private mutating func visit(_ node: SwitchStatement) throws(ScopeAnalysisError) {
        try visit(node.discriminant)
        if let scope = node.scope {
            enterScope(.switchBlock, key: ObjectIdentifier(scope), start: node.range.start)
            declareLexical(scope)
        }
        for clause in node.cases {
            if let test = clause.test { try visit(test) }
            try visit(clause.body)
        }
        if node.scope != nil { leaveScope() }
    }

    private mutating func visit(_ node: TryStatement) throws(ScopeAnalysisError) {
        try visit(node.block)
        if let handler = node.handler {
            if let scope = handler.scope {
                enterScope(.catchParameter, key: ObjectIdentifier(scope), start: handler.range.start)
                // The names of a pattern are in their temporal dead zone while it is evaluated.
                let isPattern = handler.parameter?.identifier == nil
                for declaration in scope.lexical {
                    declare(declaration.name, .catchParameter, needsInitialization: isPattern)
                    initialize(declaration.name, at: handler.body.range.start)
                }
            }
            if let parameter = handler.parameter { try visitDeclared(parameter) }
            try visit(handler.body)
            if handler.scope != nil { leaveScope() }
        }
        if let finalizer = node.finalizer { try visit(finalizer) }
    }

    // MARK: Patterns

    /// Notes that all names of a declared pattern are initialised before everything that follows `offset`.
    mutating func initialize(_ pattern: Pattern, at offset: UInt32) {
        switch pattern {
        case .target(.identifier(let identifier)): initialize(identifier.name, at: offset)
        case .target: break
        case .array(let node):
            for element in node.elements {
                switch element {
                case .element(let element): initialize(element.target, at: offset)
                case .rest(let rest): initialize(rest, at: offset)
                case .hole: break
                }
            }
        case .object(let node):
            for property in node.properties { initialize(property.value.target, at: offset) }
            if let rest = node.rest { initialize(rest, at: offset) }
        }
    }

    /// A pattern whose names are declared: initialising them is no reference.
    mutating func visitDeclared(_ pattern: Pattern) throws(ScopeAnalysisError) {
        try visit(pattern, isDeclaration: true)
    }

    private mutating func visitAssigned(_ pattern: Pattern) throws(ScopeAnalysisError) {
        try visit(pattern, isDeclaration: false)
    }

    private mutating func visit(_ pattern: Pattern, isDeclaration: Bool) throws(ScopeAnalysisError) {
        switch pattern {
        case .target(let target):
            if !isDeclaration { try visit(target) }
        case .array(let node):
            try checkNativeStack()
            for element in node.elements {
                switch element {
                case .element(let element): try visit(element, isDeclaration: isDeclaration)
                case .rest(let rest): try visit(rest, isDeclaration: isDeclaration)
                case .hole: break
                }
            }
        case .object(let node):
            try checkNativeStack()
            for property in node.properties {
                try visit(property.key)
                try visit(property.value, isDeclaration: isDeclaration)
            }
            if let rest = node.rest { try visit(rest, isDeclaration: isDeclaration) }
        }
    }

    private mutating func visit(_ element: PatternElement, isDeclaration: Bool) throws(ScopeAnalysisError) {
        try visit(element.target, isDeclaration: isDeclaration)
        if let initializer = element.initializer { try visit(initializer) }
    }

    private mutating func visit(_ target: AssignmentTarget) throws(ScopeAnalysisError) {
        switch target {
        case .identifier(let node): reference(node.name, at: node.range.start)
        case .staticMember(let node): try visit(node.object)
        case .computedMember(let node):
            try visit(node.object)
            try visit(node.property)
        case .privateMember(let node):
            reference(node.name, at: node.range.start)
            try visit(node.object)
        case .superMember: break
        case .superComputedMember(let node): try visit(node.property)
        case .call(let node): try visit(Expression.call(node))
        }
    }

    private mutating func visit(_ key: PropertyName) throws(ScopeAnalysisError) {
        if case .computed(let expression) = key { try visit(expression) }
    }

    // MARK: Expressions

    mutating func visit(_ first: Expression) throws(ScopeAnalysisError) {
        var expression = first
        while true {
            switch expression {
            case .identifier(let node): return reference(node.name, at: node.range.start)
            case .this, .null, .boolean, .number, .string, .bigInt, .regExp, .superMember, .newTarget, .importMeta:
                return
            default: break
            }
            try checkNativeStack()
            switch expression {
            case .template(let node): return try visit(node.expressions)
            case .taggedTemplate(let node):
                try visit(node.template.expressions)
                expression = node.tag
            case .array(let node):
                for element in node.elements {
                    switch element {
                    case .expression(let expression), .spread(let expression): try visit(expression)
                    case .hole: break
                    }
                }
                return
            case .object(let node): return try visit(node)
            case .function(let node): return try visitFunction(node, createdAt: node.range.start)
            case .class(let node): return try visit(node)
            case .unary(let node): expression = node.operand
            case .update(let node): return try visit(node.target)
            case .binary(let node):
                try visit(node.right)
                expression = node.left
            case .logical(let node):
                try visit(node.right)
                expression = node.left
            case .privateIn(let node):
                reference(node.name, at: node.range.start)
                expression = node.object
            case .conditional(let node):
                try visit(node.test)
                try visit(node.consequent)
                expression = node.alternate
            case .assignment(let node):
                try visitAssigned(node.target)
                expression = node.value
            case .compoundAssignment(let node):
                try visit(node.target)
                expression = node.value
            case .logicalAssignment(let node):
                try visit(node.target)
                expression = node.value
            case .sequence(let node): return try visit(node.expressions)
            case .staticMember(let node): expression = node.object
            case .computedMember(let node):
                try visit(node.property)
                expression = node.object
            case .privateMember(let node):
                reference(node.name, at: node.range.start)
                expression = node.object
            case .superComputedMember(let node): expression = node.property
            case .optionalChain(let node): expression = node.expression
            case .call(let node):
                for argument in node.arguments { try visit(argument.expression) }
                expression = node.callee
            case .superCall(let node):
                for argument in node.arguments { try visit(argument.expression) }
                return
            case .new(let node):
                for argument in node.arguments { try visit(argument.expression) }
                expression = node.callee
            case .yield(let node):
                guard let argument = node.argument else { return }
                expression = argument
            case .await(let node): expression = node.argument
            case .importCall(let node):
                if let options = node.options { try visit(options) }
                expression = node.specifier
            case .identifier, .this, .null, .boolean, .number, .string, .bigInt, .regExp, .superMember, .newTarget,
                .importMeta:
                return
            }
        }
    }

    private mutating func visit(_ expressions: [Expression]) throws(ScopeAnalysisError) {
        for expression in expressions { try visit(expression) }
    }

    private mutating func visit(_ node: ObjectLiteral) throws(ScopeAnalysisError) {
        for member in node.members {
            switch member {
            case .property(let property):
                try visit(property.key)
                try visit(property.value)
            case .method(let method):
                try visit(method.key)
                try visitFunction(method.function, createdAt: method.function.range.start)
            case .prototype(let definition): try visit(definition.value)
            case .spread(let spread): try visit(spread.source)
            }
        }
    }

    /// The elements of a class can only run when its name is initialised: nobody else has the class before.
    private mutating func visit(_ node: ClassNode) throws(ScopeAnalysisError) {
        let definedAt = node.range.end - 1
        enterScope(.classBody, key: ObjectIdentifier(node.scope), start: node.range.start)
        declareLexical(node.scope)
        if let name = node.scope.lexical.first?.name { initialize(name, at: definedAt) }
        if let heritage = node.heritage { try visit(heritage) }
        if !node.privateNames.isEmpty {
            enterScope(.privateNames, key: ObjectIdentifier(node), start: node.range.start)
            for declaration in node.privateNames { declare(declaration.name, .privateName) }
        }
        if let constructor = node.constructor { try visitFunction(constructor, createdAt: definedAt) }
        for element in node.elements {
            switch element {
            case .method(let method):
                try visit(method.key)
                try visitFunction(method.function, createdAt: definedAt)
            case .field(let field):
                try visit(field.key)
                if let initializer = field.initializer { try visitFunction(initializer, createdAt: definedAt) }
            case .staticBlock(let block): try visitFunction(block.function, createdAt: definedAt)
            }
        }
        if !node.privateNames.isEmpty { leaveScope() }
        leaveScope()
    }
}
