// Property accesses, calls and optional chains: the expressions that are built in a loop, and so may form long chains.

/// `object.name`
public final class StaticMemberExpression: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let object: Expression
    public let name: NameID
    /// Whether the link is `?.`: if the object is null or undefined, the enclosing `OptionalChain` is undefined.
    public let isOptional: Bool
    /// The offset of the name, where errors are reported.
    public let nameStart: UInt32

    init(range: SourceRange, object: Expression, name: NameID, isOptional: Bool, nameStart: UInt32) {
        self.range = range
        self.object = object
        self.name = name
        self.isOptional = isOptional
        self.nameStart = nameStart
        self.depth = StaticMemberExpression.above(object.depth)
    }
}

/// `object[property]`
public final class ComputedMemberExpression: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let object: Expression
    public let property: Expression
    /// Whether the link is `?.[`: if the object is null or undefined, the enclosing `OptionalChain` is undefined.
    public let isOptional: Bool

    init(range: SourceRange, object: Expression, property: Expression, isOptional: Bool) {
        self.range = range
        self.object = object
        self.property = property
        self.isOptional = isOptional
        self.depth = ComputedMemberExpression.above(max(object.depth, property.depth))
    }
}

/// `object.#name`
public final class PrivateMemberExpression: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let object: Expression
    /// The private name, number sign included.
    public let name: NameID
    /// Whether the link is `?.`: if the object is null or undefined, the enclosing `OptionalChain` is undefined.
    public let isOptional: Bool
    /// The offset of the name, where errors are reported.
    public let nameStart: UInt32

    init(range: SourceRange, object: Expression, name: NameID, isOptional: Bool, nameStart: UInt32) {
        self.range = range
        self.object = object
        self.name = name
        self.isOptional = isOptional
        self.nameStart = nameStart
        self.depth = PrivateMemberExpression.above(object.depth)
    }
}

/// `super.name`
public final class SuperMemberExpression: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let name: NameID
    /// The offset of the name, where errors are reported.
    public let nameStart: UInt32

    init(range: SourceRange, name: NameID, nameStart: UInt32) {
        self.range = range
        self.name = name
        self.nameStart = nameStart
        self.depth = 1
    }
}

/// `super[property]`
public final class SuperComputedMemberExpression: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let property: Expression

    init(range: SourceRange, property: Expression) {
        self.range = range
        self.property = property
        self.depth = SuperComputedMemberExpression.above(property.depth)
    }
}

/// A whole optional chain, from its base to its last link: `a?.b.c(d)`. A link below it whose `isOptional` is set and
/// whose object is null or undefined makes the chain undefined. As a callee, `(a?.b)()`, it gives the reference with its
/// `this` value.
public final class OptionalChain: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    /// A member expression or a call.
    public let expression: Expression

    init(range: SourceRange, expression: Expression) {
        self.range = range
        self.expression = expression
        self.depth = OptionalChain.above(expression.depth)
    }
}

/// `callee(arguments)`
public final class CallExpression: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let callee: Expression
    public let arguments: [Argument]
    /// Whether the link is `?.(`: if the callee is null or undefined, the enclosing `OptionalChain` is undefined.
    public let isOptional: Bool

    init(range: SourceRange, callee: Expression, arguments: [Argument], isOptional: Bool) {
        self.range = range
        self.callee = callee
        self.arguments = arguments
        self.isOptional = isOptional
        self.depth = CallExpression.above(max(callee.depth, arguments.height { $0.depth }))
    }
}

/// `super(arguments)`
public final class SuperCallExpression: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let arguments: [Argument]

    init(range: SourceRange, arguments: [Argument]) {
        self.range = range
        self.arguments = arguments
        self.depth = SuperCallExpression.above(arguments.height { $0.depth })
    }
}

/// `new callee(arguments)`, `new callee`
public final class NewExpression: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let callee: Expression
    public let arguments: [Argument]

    init(range: SourceRange, callee: Expression, arguments: [Argument]) {
        self.range = range
        self.callee = callee
        self.arguments = arguments
        self.depth = NewExpression.above(max(callee.depth, arguments.height { $0.depth }))
    }
}

/// An argument of a call.
public enum Argument: Sendable {
    case expression(Expression)
    /// `...iterable`
    case spread(Expression)

    /// The expression, spread or not.
    public var expression: Expression {
        switch self {
        case .expression(let expression), .spread(let expression): expression
        }
    }

    /// The height of the subtree.
    public var depth: UInt32 { expression.depth }
}

/// `` tag`text ${value}` ``
public final class TaggedTemplateExpression: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let tag: Expression
    public let template: TemplateLiteral

    init(range: SourceRange, tag: Expression, template: TemplateLiteral) {
        self.range = range
        self.tag = tag
        self.template = template
        self.depth = TaggedTemplateExpression.above(max(tag.depth, template.depth))
    }
}
