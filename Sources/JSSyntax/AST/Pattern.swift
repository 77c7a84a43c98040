// What can be assigned to: simple targets, and destructuring patterns.
//
// One type serves declarations and assignments. In a declaration, a parameter list or a catch clause every simple target
// is an identifier; in an assignment it may be any reference.

/// A target that is not a pattern.
public enum AssignmentTarget: Sendable {
    case identifier(Identifier)
    case staticMember(StaticMemberExpression)
    case computedMember(ComputedMemberExpression)
    case privateMember(PrivateMemberExpression)
    case superMember(SuperMemberExpression)
    case superComputedMember(SuperComputedMemberExpression)
    /// `f() = 1` in sloppy code: evaluate the call, then throw a ReferenceError.
    case call(CallExpression)

    /// The payload.
    public var node: any SyntaxNode {
        switch self {
        case .identifier(let node): node
        case .staticMember(let node): node
        case .computedMember(let node): node
        case .privateMember(let node): node
        case .superMember(let node): node
        case .superComputedMember(let node): node
        case .call(let node): node
        }
    }

    public var range: SourceRange { node.range }

    /// The height of the subtree.
    public var depth: UInt32 {
        switch self {
        case .identifier(let node): node.depth
        case .staticMember(let node): node.depth
        case .computedMember(let node): node.depth
        case .privateMember(let node): node.depth
        case .superMember(let node): node.depth
        case .superComputedMember(let node): node.depth
        case .call(let node): node.depth
        }
    }
}

/// A simple target or a destructuring pattern.
public enum Pattern: Sendable {
    case target(AssignmentTarget)
    case array(ArrayPattern)
    case object(ObjectPattern)

    public var range: SourceRange {
        switch self {
        case .target(let target): target.range
        case .array(let node): node.range
        case .object(let node): node.range
        }
    }

    /// The height of the subtree.
    public var depth: UInt32 {
        switch self {
        case .target(let target): target.depth
        case .array(let node): node.depth
        case .object(let node): node.depth
        }
    }

    /// The identifier, if this is one.
    public var identifier: Identifier? {
        if case .target(.identifier(let identifier)) = self { identifier } else { nil }
    }
}

/// A target with its default value: an element of a pattern, or a parameter.
public struct PatternElement: Sendable {
    public let target: Pattern
    /// The value used in place of undefined.
    public let initializer: Expression?
    /// Whether the target was written in parentheses, `[(f) = function () {}] = []`: then an anonymous function is not
    /// named after it.
    public let targetIsParenthesized: Bool

    /// The height of the subtree.
    public var depth: UInt32 { max(target.depth, initializer?.depth ?? 0) }
}

/// An element of an array pattern.
public enum ArrayPatternElement: Sendable {
    case element(PatternElement)
    /// `...target`; only as the last element.
    case rest(Pattern)
    /// An elision.
    case hole

    /// The height of the subtree.
    public var depth: UInt32 {
        switch self {
        case .element(let element): element.depth
        case .rest(let pattern): pattern.depth
        case .hole: 0
        }
    }
}

/// `[a, , b = 1, ...c]`
public final class ArrayPattern: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let elements: [ArrayPatternElement]

    init(range: SourceRange, elements: [ArrayPatternElement]) {
        self.range = range
        self.elements = elements
        self.depth = ArrayPattern.above(elements.height { $0.depth })
    }
}

/// A property of an object pattern: `key: target = initializer`.
public struct PatternProperty: Sendable {
    /// Never private.
    public let key: PropertyName
    public let value: PatternElement

    /// The height of the subtree.
    public var depth: UInt32 { max(key.depth, value.depth) }
}

/// `{a, b: c = 1, [d]: e, ...f}`
public final class ObjectPattern: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let properties: [PatternProperty]
    /// `...target`; a simple target.
    public let rest: Pattern?

    init(range: SourceRange, properties: [PatternProperty], rest: Pattern?) {
        self.range = range
        self.properties = properties
        self.rest = rest
        self.depth = ObjectPattern.above(max(properties.height { $0.depth }, rest?.depth ?? 0))
    }
}
