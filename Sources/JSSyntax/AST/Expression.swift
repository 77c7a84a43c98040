// Expressions.
//
// There is no node for parentheses: `(a.b)()` keeps its `this` as `a.b()` does. The few places where parentheses
// matter are recorded by the parser: an optional chain ends where its `OptionalChain` node ends, and
// `AssignmentExpression.targetIsParenthesized` says that `(f) = function () {}` does not name the function.

/// An expression.
public enum Expression: Sendable {
    case identifier(Identifier)
    case this(ThisExpression)
    case null(NullLiteral)
    case boolean(BooleanLiteral)
    case number(NumberLiteral)
    case string(StringLiteral)
    case bigInt(BigIntLiteral)
    case regExp(RegExpLiteral)
    case template(TemplateLiteral)
    case taggedTemplate(TaggedTemplateExpression)
    case array(ArrayLiteral)
    case object(ObjectLiteral)
    /// A function expression or an arrow function; `FunctionNode.kind` tells which.
    case function(FunctionNode)
    case `class`(ClassNode)
    case unary(UnaryExpression)
    case update(UpdateExpression)
    case binary(BinaryExpression)
    case logical(LogicalExpression)
    case privateIn(PrivateInExpression)
    case conditional(ConditionalExpression)
    case assignment(AssignmentExpression)
    case compoundAssignment(CompoundAssignmentExpression)
    case logicalAssignment(LogicalAssignmentExpression)
    case sequence(SequenceExpression)
    case staticMember(StaticMemberExpression)
    case computedMember(ComputedMemberExpression)
    case privateMember(PrivateMemberExpression)
    case superMember(SuperMemberExpression)
    case superComputedMember(SuperComputedMemberExpression)
    case optionalChain(OptionalChain)
    case call(CallExpression)
    case superCall(SuperCallExpression)
    case new(NewExpression)
    case yield(YieldExpression)
    case await(AwaitExpression)
    case newTarget(NewTargetExpression)
    case importMeta(ImportMetaExpression)
    case importCall(ImportCallExpression)

    /// The payload.
    public var node: any SyntaxNode {
        switch self {
        case .identifier(let node): node
        case .this(let node): node
        case .null(let node): node
        case .boolean(let node): node
        case .number(let node): node
        case .string(let node): node
        case .bigInt(let node): node
        case .regExp(let node): node
        case .template(let node): node
        case .taggedTemplate(let node): node
        case .array(let node): node
        case .object(let node): node
        case .function(let node): node
        case .class(let node): node
        case .unary(let node): node
        case .update(let node): node
        case .binary(let node): node
        case .logical(let node): node
        case .privateIn(let node): node
        case .conditional(let node): node
        case .assignment(let node): node
        case .compoundAssignment(let node): node
        case .logicalAssignment(let node): node
        case .sequence(let node): node
        case .staticMember(let node): node
        case .computedMember(let node): node
        case .privateMember(let node): node
        case .superMember(let node): node
        case .superComputedMember(let node): node
        case .optionalChain(let node): node
        case .call(let node): node
        case .superCall(let node): node
        case .new(let node): node
        case .yield(let node): node
        case .await(let node): node
        case .newTarget(let node): node
        case .importMeta(let node): node
        case .importCall(let node): node
        }
    }

    public var range: SourceRange { node.range }

    /// The height of the subtree.
    public var depth: UInt32 {
        switch self {
        case .identifier(let node): node.depth
        case .this(let node): node.depth
        case .null(let node): node.depth
        case .boolean(let node): node.depth
        case .number(let node): node.depth
        case .string(let node): node.depth
        case .bigInt(let node): node.depth
        case .regExp(let node): node.depth
        case .template(let node): node.depth
        case .taggedTemplate(let node): node.depth
        case .array(let node): node.depth
        case .object(let node): node.depth
        case .function(let node): node.depth
        case .class(let node): node.depth
        case .unary(let node): node.depth
        case .update(let node): node.depth
        case .binary(let node): node.depth
        case .logical(let node): node.depth
        case .privateIn(let node): node.depth
        case .conditional(let node): node.depth
        case .assignment(let node): node.depth
        case .compoundAssignment(let node): node.depth
        case .logicalAssignment(let node): node.depth
        case .sequence(let node): node.depth
        case .staticMember(let node): node.depth
        case .computedMember(let node): node.depth
        case .privateMember(let node): node.depth
        case .superMember(let node): node.depth
        case .superComputedMember(let node): node.depth
        case .optionalChain(let node): node.depth
        case .call(let node): node.depth
        case .superCall(let node): node.depth
        case .new(let node): node.depth
        case .yield(let node): node.depth
        case .await(let node): node.depth
        case .newTarget(let node): node.depth
        case .importMeta(let node): node.depth
        case .importCall(let node): node.depth
        }
    }

    /// IsAnonymousFunctionDefinition: whether evaluating this gives a function or class that takes the name of the
    /// variable or property that it becomes the value of.
    public var isAnonymousFunctionDefinition: Bool {
        switch self {
        case .function(let function): function.name == nil
        case .class(let node): node.name == nil
        default: false
        }
    }
}

/// An IdentifierReference, BindingIdentifier or LabelIdentifier.
public final class Identifier: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let name: NameID

    init(range: SourceRange, name: NameID) {
        self.range = range
        self.name = name
        self.depth = 1
    }
}

/// `this`
public final class ThisExpression: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32

    init(range: SourceRange) {
        self.range = range
        self.depth = 1
    }
}

/// `new.target`
public final class NewTargetExpression: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32

    init(range: SourceRange) {
        self.range = range
        self.depth = 1
    }
}

/// `-a`, `typeof a`, `delete a.b` ...
public final class UnaryExpression: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let operation: UnaryOperator
    public let operand: Expression

    init(range: SourceRange, operation: UnaryOperator, operand: Expression) {
        self.range = range
        self.operation = operation
        self.operand = operand
        self.depth = UnaryExpression.above(operand.depth)
    }
}

/// `++a`, `a--` ...
public final class UpdateExpression: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let operation: UpdateOperator
    public let isPrefix: Bool
    public let target: AssignmentTarget

    init(range: SourceRange, operation: UpdateOperator, isPrefix: Bool, target: AssignmentTarget) {
        self.range = range
        self.operation = operation
        self.isPrefix = isPrefix
        self.target = target
        self.depth = UpdateExpression.above(target.depth)
    }
}

/// `a + b`, `a in b` ...; not the short-circuiting operators.
public final class BinaryExpression: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let operation: BinaryOperator
    public let left: Expression
    public let right: Expression
    /// The offset of the operator.
    public let operatorStart: UInt32

    init(range: SourceRange, operation: BinaryOperator, left: Expression, right: Expression, operatorStart: UInt32) {
        self.range = range
        self.operation = operation
        self.left = left
        self.right = right
        self.operatorStart = operatorStart
        self.depth = BinaryExpression.above(max(left.depth, right.depth))
    }
}

/// `a && b`, `a || b`, `a ?? b`
public final class LogicalExpression: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let operation: LogicalOperator
    public let left: Expression
    public let right: Expression

    init(range: SourceRange, operation: LogicalOperator, left: Expression, right: Expression) {
        self.range = range
        self.operation = operation
        self.left = left
        self.right = right
        self.depth = LogicalExpression.above(max(left.depth, right.depth))
    }
}

/// `#name in object`
public final class PrivateInExpression: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    /// The private name, number sign included.
    public let name: NameID
    public let object: Expression

    init(range: SourceRange, name: NameID, object: Expression) {
        self.range = range
        self.name = name
        self.object = object
        self.depth = PrivateInExpression.above(object.depth)
    }
}

/// `test ? consequent : alternate`
public final class ConditionalExpression: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let test: Expression
    public let consequent: Expression
    public let alternate: Expression

    init(range: SourceRange, test: Expression, consequent: Expression, alternate: Expression) {
        self.range = range
        self.test = test
        self.consequent = consequent
        self.alternate = alternate
        self.depth = ConditionalExpression.above(max(test.depth, consequent.depth, alternate.depth))
    }
}

/// `target = value`, the target possibly a pattern.
public final class AssignmentExpression: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let target: Pattern
    public let value: Expression
    /// Whether the target was written in parentheses: then an anonymous function is not named after it.
    public let targetIsParenthesized: Bool

    init(range: SourceRange, target: Pattern, value: Expression, targetIsParenthesized: Bool) {
        self.range = range
        self.target = target
        self.value = value
        self.targetIsParenthesized = targetIsParenthesized
        self.depth = AssignmentExpression.above(max(target.depth, value.depth))
    }
}

/// `target += value` ...
public final class CompoundAssignmentExpression: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let operation: BinaryOperator
    public let target: AssignmentTarget
    public let value: Expression
    /// The offset of the operator.
    public let operatorStart: UInt32

    init(
        range: SourceRange, operation: BinaryOperator, target: AssignmentTarget, value: Expression, operatorStart: UInt32
    ) {
        self.range = range
        self.operation = operation
        self.target = target
        self.value = value
        self.operatorStart = operatorStart
        self.depth = CompoundAssignmentExpression.above(max(target.depth, value.depth))
    }
}

/// `target &&= value`, `target ||= value`, `target ??= value`
public final class LogicalAssignmentExpression: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let operation: LogicalOperator
    public let target: AssignmentTarget
    public let value: Expression
    /// Whether the target was written in parentheses: then an anonymous function is not named after it.
    public let targetIsParenthesized: Bool

    init(
        range: SourceRange, operation: LogicalOperator, target: AssignmentTarget, value: Expression,
        targetIsParenthesized: Bool
    ) {
        self.range = range
        self.operation = operation
        self.target = target
        self.value = value
        self.targetIsParenthesized = targetIsParenthesized
        self.depth = LogicalAssignmentExpression.above(max(target.depth, value.depth))
    }
}

/// `a, b, c`; at least two expressions.
public final class SequenceExpression: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let expressions: [Expression]

    init(range: SourceRange, expressions: [Expression]) {
        self.range = range
        self.expressions = expressions
        self.depth = SequenceExpression.above(expressions.height { $0.depth })
    }
}

/// `yield`, `yield value`, `yield* iterable`
public final class YieldExpression: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let argument: Expression?
    /// Whether this is `yield*`; then there is an argument.
    public let isDelegate: Bool

    init(range: SourceRange, argument: Expression?, isDelegate: Bool) {
        self.range = range
        self.argument = argument
        self.isDelegate = isDelegate
        self.depth = YieldExpression.above(argument?.depth ?? 0)
    }
}

/// `await value`
public final class AwaitExpression: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let argument: Expression

    init(range: SourceRange, argument: Expression) {
        self.range = range
        self.argument = argument
        self.depth = AwaitExpression.above(argument.depth)
    }
}

/// `import.meta`
public final class ImportMetaExpression: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32

    init(range: SourceRange) {
        self.range = range
        self.depth = 1
    }
}

/// `import(specifier)`, `import(specifier, options)`
public final class ImportCallExpression: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let specifier: Expression
    public let options: Expression?

    init(range: SourceRange, specifier: Expression, options: Expression?) {
        self.range = range
        self.specifier = specifier
        self.options = options
        self.depth = ImportCallExpression.above(max(specifier.depth, options?.depth ?? 0))
    }
}
