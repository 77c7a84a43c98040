// Statements and declarations.

/// A statement or a declaration.
public enum Statement: Sendable {
    case expression(ExpressionStatement)
    case variable(VariableDeclaration)
    /// A function declaration. It does nothing when control reaches it, except for a function of Annex B.3.2:
    /// see `ScriptSyntax.isHoistedFromBlock`.
    case function(FunctionNode)
    /// A class declaration.
    case `class`(ClassNode)
    case block(BlockStatement)
    case empty(EmptyStatement)
    case `if`(IfStatement)
    case `while`(WhileStatement)
    case doWhile(DoWhileStatement)
    case `for`(ForStatement)
    case forIn(ForInStatement)
    case forOf(ForOfStatement)
    case `continue`(ContinueStatement)
    case `break`(BreakStatement)
    case `return`(ReturnStatement)
    case with(WithStatement)
    case `switch`(SwitchStatement)
    case labelled(LabelledStatement)
    case `throw`(ThrowStatement)
    case `try`(TryStatement)
    case debugger(DebuggerStatement)
    case importDeclaration(ImportDeclaration)
    case exportDeclaration(ExportDeclaration)

    /// The payload.
    public var node: any SyntaxNode {
        switch self {
        case .expression(let node): node
        case .variable(let node): node
        case .function(let node): node
        case .class(let node): node
        case .block(let node): node
        case .empty(let node): node
        case .if(let node): node
        case .while(let node): node
        case .doWhile(let node): node
        case .for(let node): node
        case .forIn(let node): node
        case .forOf(let node): node
        case .continue(let node): node
        case .break(let node): node
        case .return(let node): node
        case .with(let node): node
        case .switch(let node): node
        case .labelled(let node): node
        case .throw(let node): node
        case .try(let node): node
        case .debugger(let node): node
        case .importDeclaration(let node): node
        case .exportDeclaration(let node): node
        }
    }

    public var range: SourceRange { node.range }

    /// The height of the subtree.
    public var depth: UInt32 {
        switch self {
        case .expression(let node): node.depth
        case .variable(let node): node.depth
        case .function(let node): node.depth
        case .class(let node): node.depth
        case .block(let node): node.depth
        case .empty(let node): node.depth
        case .if(let node): node.depth
        case .while(let node): node.depth
        case .doWhile(let node): node.depth
        case .for(let node): node.depth
        case .forIn(let node): node.depth
        case .forOf(let node): node.depth
        case .continue(let node): node.depth
        case .break(let node): node.depth
        case .return(let node): node.depth
        case .with(let node): node.depth
        case .switch(let node): node.depth
        case .labelled(let node): node.depth
        case .throw(let node): node.depth
        case .try(let node): node.depth
        case .debugger(let node): node.depth
        case .importDeclaration(let node): node.depth
        case .exportDeclaration(let node): node.depth
        }
    }
}

/// `expression;`, directives included.
public final class ExpressionStatement: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let expression: Expression

    init(range: SourceRange, expression: Expression) {
        self.range = range
        self.expression = expression
        self.depth = ExpressionStatement.above(expression.depth)
    }
}

/// The keyword of a variable declaration.
public enum VariableKind: Sendable {
    case `var`, `let`, const
}

/// One binding of a variable declaration.
public struct VariableDeclarator: Sendable {
    public let target: Pattern
    public let initializer: Expression?
    public let range: SourceRange

    /// The height of the subtree.
    public var depth: UInt32 { max(target.depth, initializer?.depth ?? 0) }
}

/// `var a = 1, b;`, `let`, `const`
public final class VariableDeclaration: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let kind: VariableKind
    public let declarators: [VariableDeclarator]

    init(range: SourceRange, kind: VariableKind, declarators: [VariableDeclarator]) {
        self.range = range
        self.kind = kind
        self.declarators = declarators
        self.depth = VariableDeclaration.above(declarators.height { $0.depth })
    }
}

/// `{ ... }`
public final class BlockStatement: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let body: [Statement]
    /// The declarations of the block; nil if it has none.
    public let scope: ScopeDeclarations?

    init(range: SourceRange, body: [Statement], scope: ScopeDeclarations?) {
        self.range = range
        self.body = body
        self.scope = scope
        self.depth = BlockStatement.above(body.height { $0.depth })
    }
}

/// `;`
public final class EmptyStatement: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32

    init(range: SourceRange) {
        self.range = range
        self.depth = 1
    }
}

/// `if (test) consequent else alternate`. A function declaration as a branch is wrapped in a block.
public final class IfStatement: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let test: Expression
    public let consequent: Statement
    public let alternate: Statement?

    init(range: SourceRange, test: Expression, consequent: Statement, alternate: Statement?) {
        self.range = range
        self.test = test
        self.consequent = consequent
        self.alternate = alternate
        self.depth = IfStatement.above(max(test.depth, consequent.depth, alternate?.depth ?? 0))
    }
}

/// `while (test) body`
public final class WhileStatement: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let test: Expression
    public let body: Statement

    init(range: SourceRange, test: Expression, body: Statement) {
        self.range = range
        self.test = test
        self.body = body
        self.depth = WhileStatement.above(max(test.depth, body.depth))
    }
}

/// `do body while (test)`
public final class DoWhileStatement: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let body: Statement
    public let test: Expression

    init(range: SourceRange, body: Statement, test: Expression) {
        self.range = range
        self.body = body
        self.test = test
        self.depth = DoWhileStatement.above(max(body.depth, test.depth))
    }
}

/// The first part in the head of a `for` loop.
public enum ForInitializer: Sendable {
    case expression(Expression)
    case variable(VariableDeclaration)

    /// The height of the subtree.
    public var depth: UInt32 {
        switch self {
        case .expression(let expression): expression.depth
        case .variable(let declaration): declaration.depth
        }
    }
}

/// `for (initializer; test; update) body`
public final class ForStatement: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let initializer: ForInitializer?
    public let test: Expression?
    public let update: Expression?
    public let body: Statement
    /// The `let` or `const` bindings of the head; the `let` bindings are fresh in every iteration.
    public let scope: ScopeDeclarations?

    init(
        range: SourceRange, initializer: ForInitializer?, test: Expression?, update: Expression?, body: Statement,
        scope: ScopeDeclarations?
    ) {
        self.range = range
        self.initializer = initializer
        self.test = test
        self.update = update
        self.body = body
        self.scope = scope
        self.depth = ForStatement.above(max(initializer?.depth ?? 0, test?.depth ?? 0, update?.depth ?? 0, body.depth))
    }
}

/// What a `for`-`in` or `for`-`of` loop assigns to.
public enum ForBinding: Sendable {
    /// A ForDeclaration or `var` binding. Only `for (var a = initializer in object)` (Annex B.3.5) has an initializer.
    case declaration(VariableKind, Pattern, initializer: Expression?)
    /// An existing reference, or an assignment pattern.
    case target(Pattern)

    /// The target, declared or not.
    public var pattern: Pattern {
        switch self {
        case .declaration(_, let pattern, initializer: _), .target(let pattern): pattern
        }
    }

    /// The height of the subtree.
    public var depth: UInt32 {
        switch self {
        case .declaration(_, let pattern, let initializer): max(pattern.depth, initializer?.depth ?? 0)
        case .target(let pattern): pattern.depth
        }
    }
}

/// `for (binding in object) body`
public final class ForInStatement: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let binding: ForBinding
    public let object: Expression
    public let body: Statement
    /// The `let` or `const` bindings of the head: fresh in every iteration, and in their temporal dead zone while
    /// the right side is evaluated.
    public let scope: ScopeDeclarations?

    init(range: SourceRange, binding: ForBinding, object: Expression, body: Statement, scope: ScopeDeclarations?) {
        self.range = range
        self.binding = binding
        self.object = object
        self.body = body
        self.scope = scope
        self.depth = ForInStatement.above(max(binding.depth, object.depth, body.depth))
    }
}

/// `for (binding of iterable) body`, `for await (binding of iterable) body`
public final class ForOfStatement: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let binding: ForBinding
    public let iterable: Expression
    public let body: Statement
    /// Whether this is `for await`.
    public let isAwait: Bool
    /// The `let` or `const` bindings of the head: fresh in every iteration, and in their temporal dead zone while
    /// the right side is evaluated.
    public let scope: ScopeDeclarations?

    init(
        range: SourceRange, binding: ForBinding, iterable: Expression, body: Statement, isAwait: Bool,
        scope: ScopeDeclarations?
    ) {
        self.range = range
        self.binding = binding
        self.iterable = iterable
        self.body = body
        self.isAwait = isAwait
        self.scope = scope
        self.depth = ForOfStatement.above(max(binding.depth, iterable.depth, body.depth))
    }
}

/// `continue label;`
public final class ContinueStatement: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let label: NameID?

    init(range: SourceRange, label: NameID?) {
        self.range = range
        self.label = label
        self.depth = 1
    }
}

/// `break label;`
public final class BreakStatement: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let label: NameID?

    init(range: SourceRange, label: NameID?) {
        self.range = range
        self.label = label
        self.depth = 1
    }
}

/// `return argument;`
public final class ReturnStatement: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let argument: Expression?

    init(range: SourceRange, argument: Expression?) {
        self.range = range
        self.argument = argument
        self.depth = ReturnStatement.above(argument?.depth ?? 0)
    }
}

/// `with (object) body`
public final class WithStatement: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let object: Expression
    public let body: Statement

    init(range: SourceRange, object: Expression, body: Statement) {
        self.range = range
        self.object = object
        self.body = body
        self.depth = WithStatement.above(max(object.depth, body.depth))
    }
}

/// A clause of a `switch` statement.
public struct SwitchCase: Sendable {
    /// nil for `default`.
    public let test: Expression?
    public let body: [Statement]
    public let range: SourceRange

    /// The height of the subtree.
    public var depth: UInt32 { max(test?.depth ?? 0, body.height { $0.depth }) }
}

/// `switch (discriminant) { ... }`
public final class SwitchStatement: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let discriminant: Expression
    public let cases: [SwitchCase]
    /// The declarations of the case block; nil if it has none.
    public let scope: ScopeDeclarations?

    init(range: SourceRange, discriminant: Expression, cases: [SwitchCase], scope: ScopeDeclarations?) {
        self.range = range
        self.discriminant = discriminant
        self.cases = cases
        self.scope = scope
        self.depth = SwitchStatement.above(max(discriminant.depth, cases.height { $0.depth }))
    }
}

/// `label: body`
public final class LabelledStatement: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let label: NameID
    public let body: Statement

    init(range: SourceRange, label: NameID, body: Statement) {
        self.range = range
        self.label = label
        self.body = body
        self.depth = LabelledStatement.above(body.depth)
    }
}

/// `throw argument;`
public final class ThrowStatement: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let argument: Expression

    init(range: SourceRange, argument: Expression) {
        self.range = range
        self.argument = argument
        self.depth = ThrowStatement.above(argument.depth)
    }
}

/// `catch (parameter) { ... }`, `catch { ... }`
public final class CatchClause: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let parameter: Pattern?
    public let body: BlockStatement
    /// The names that the parameter binds, as lexical declarations; nil if it binds none.
    public let scope: ScopeDeclarations?

    init(range: SourceRange, parameter: Pattern?, body: BlockStatement, scope: ScopeDeclarations?) {
        self.range = range
        self.parameter = parameter
        self.body = body
        self.scope = scope
        self.depth = CatchClause.above(max(parameter?.depth ?? 0, body.depth))
    }
}

/// `try { } catch { } finally { }`: a handler or a finalizer, or both.
public final class TryStatement: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let block: BlockStatement
    public let handler: CatchClause?
    public let finalizer: BlockStatement?

    init(range: SourceRange, block: BlockStatement, handler: CatchClause?, finalizer: BlockStatement?) {
        self.range = range
        self.block = block
        self.handler = handler
        self.finalizer = finalizer
        self.depth = TryStatement.above(max(block.depth, handler?.depth ?? 0, finalizer?.depth ?? 0))
    }
}

/// `debugger;`
public final class DebuggerStatement: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32

    init(range: SourceRange) {
        self.range = range
        self.depth = 1
    }
}

/// `import ...`: recognised, to be refused by name.
public final class ImportDeclaration: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32

    init(range: SourceRange) {
        self.range = range
        self.depth = 1
    }
}

/// `export ...`: recognised, to be refused by name.
public final class ExportDeclaration: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    /// The exported declaration or default expression, if there is one.
    public let declaration: Statement?

    init(range: SourceRange, declaration: Statement?) {
        self.range = range
        self.declaration = declaration
        self.depth = ExportDeclaration.above(declaration?.depth ?? 0)
    }
}
