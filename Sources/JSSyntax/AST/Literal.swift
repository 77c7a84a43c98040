// Literals, with the array and object initializers.

/// `null`
public final class NullLiteral: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32

    init(range: SourceRange) {
        self.range = range
        self.depth = 1
    }
}

/// `true`, `false`
public final class BooleanLiteral: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let value: Bool

    init(range: SourceRange, value: Bool) {
        self.range = range
        self.value = value
        self.depth = 1
    }
}

/// A Number literal.
public final class NumberLiteral: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let value: Double

    init(range: SourceRange, value: Double) {
        self.range = range
        self.value = value
        self.depth = 1
    }
}

/// A string literal.
public final class StringLiteral: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    /// The string value, an index into the names of the script.
    public let value: NameID

    init(range: SourceRange, value: NameID) {
        self.range = range
        self.value = value
        self.depth = 1
    }
}

/// A BigInt literal: its digits without prefix, separators, leading zeros and suffix.
public final class BigIntLiteral: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    /// 2, 8, 10 or 16.
    public let radix: UInt8
    /// ASCII digits, the letters in lower case; at least one.
    public let digits: [UInt8]

    init(range: SourceRange, radix: UInt8, digits: [UInt8]) {
        self.range = range
        self.radix = radix
        self.digits = digits
        self.depth = 1
    }
}

/// A regular expression literal. Its pattern and flags are known to be valid.
public final class RegExpLiteral: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let pattern: NameID
    public let flags: NameID

    init(range: SourceRange, pattern: NameID, flags: NameID) {
        self.range = range
        self.pattern = pattern
        self.flags = flags
        self.depth = 1
    }
}

/// One piece of literal text in a template.
public struct TemplateElement: Sendable {
    /// TV: the value with its escapes replaced; nil if an escape is not valid, which only a tagged template allows.
    public let cooked: NameID?
    /// TRV: the text as written, line terminators normalised.
    public let raw: NameID
}

/// `` `text ${value} text` ``: there is one more element than there are expressions.
public final class TemplateLiteral: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let elements: [TemplateElement]
    public let expressions: [Expression]

    init(range: SourceRange, elements: [TemplateElement], expressions: [Expression]) {
        self.range = range
        self.elements = elements
        self.expressions = expressions
        self.depth = TemplateLiteral.above(expressions.height { $0.depth })
    }
}

/// An element of an array literal.
public enum ArrayElement: Sendable {
    case expression(Expression)
    /// `...iterable`
    case spread(Expression)
    /// An elision.
    case hole

    /// The height of the subtree.
    public var depth: UInt32 {
        switch self {
        case .expression(let expression), .spread(let expression): expression.depth
        case .hole: 0
        }
    }
}

/// `[a, , ...b]`
public final class ArrayLiteral: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let elements: [ArrayElement]

    init(range: SourceRange, elements: [ArrayElement]) {
        self.range = range
        self.elements = elements
        self.depth = ArrayLiteral.above(elements.height { $0.depth })
    }
}

/// The name of a property in an object literal, object pattern or class.
public enum PropertyName: Sendable {
    /// An identifier name, string literal or BigInt literal, as the string that it stands for.
    case string(NameID)
    /// A numeric literal; the key is its ToString.
    case number(Double)
    /// `[expression]`
    case computed(Expression)
    /// `#name`, number sign included; only in classes.
    case `private`(NameID)

    /// The height of the subtree.
    public var depth: UInt32 {
        switch self {
        case .computed(let expression): expression.depth
        case .string, .number, .private: 0
        }
    }
}

/// A member of an object literal.
public enum ObjectMember: Sendable {
    /// `key: value`, and the shorthand `key`.
    case property(PropertyDefinition)
    /// A method, getter or setter.
    case method(MethodDefinition)
    /// `__proto__: value`, not computed and not shorthand: sets the prototype.
    case prototype(PrototypeDefinition)
    case spread(SpreadProperty)

    /// The payload.
    public var node: any SyntaxNode {
        switch self {
        case .property(let node): node
        case .method(let node): node
        case .prototype(let node): node
        case .spread(let node): node
        }
    }

    public var range: SourceRange { node.range }

    /// The height of the subtree.
    public var depth: UInt32 {
        switch self {
        case .property(let node): node.depth
        case .method(let node): node.depth
        case .prototype(let node): node.depth
        case .spread(let node): node.depth
        }
    }
}

/// `key: value` in an object literal; for a shorthand the value is the identifier.
public final class PropertyDefinition: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let key: PropertyName
    public let value: Expression

    init(range: SourceRange, key: PropertyName, value: Expression) {
        self.range = range
        self.key = key
        self.value = value
        self.depth = PropertyDefinition.above(max(key.depth, value.depth))
    }
}

/// `__proto__: value` in an object literal.
public final class PrototypeDefinition: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let value: Expression

    init(range: SourceRange, value: Expression) {
        self.range = range
        self.value = value
        self.depth = PrototypeDefinition.above(value.depth)
    }
}

/// `...source` in an object literal.
public final class SpreadProperty: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let source: Expression

    init(range: SourceRange, source: Expression) {
        self.range = range
        self.source = source
        self.depth = SpreadProperty.above(source.depth)
    }
}

/// `{a: 1, b, c() {}, ...d}`
public final class ObjectLiteral: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let members: [ObjectMember]

    init(range: SourceRange, members: [ObjectMember]) {
        self.range = range
        self.members = members
        self.depth = ObjectLiteral.above(members.height { $0.depth })
    }
}
