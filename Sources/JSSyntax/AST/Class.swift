// Classes.

/// A class declaration or class expression. The range is the text that `Function.prototype.toString` shows.
public final class ClassNode: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let name: Identifier?
    /// The operand of `extends`.
    public let heritage: Expression?
    /// The explicit constructor; it is not among the elements.
    public let constructor: FunctionNode?
    /// The other elements in source order.
    public let elements: [ClassElement]
    /// The private names that the class declares, each once, in source order.
    public let privateNames: [PrivateNameDeclaration]
    /// The inner scope, which binds the name of the class (`className`) or nothing.
    public let scope: ScopeDeclarations

    init(
        range: SourceRange, name: Identifier?, heritage: Expression?, constructor: FunctionNode?,
        elements: [ClassElement], privateNames: [PrivateNameDeclaration], scope: ScopeDeclarations
    ) {
        self.range = range
        self.name = name
        self.heritage = heritage
        self.constructor = constructor
        self.elements = elements
        self.privateNames = privateNames
        self.scope = scope
        self.depth = ClassNode.above(
            max(heritage?.depth ?? 0, constructor?.depth ?? 0, elements.height { $0.depth }, name?.depth ?? 0))
    }
}

/// An element of a class other than its constructor.
public enum ClassElement: Sendable {
    case method(MethodDefinition)
    case field(FieldDefinition)
    case staticBlock(StaticBlock)

    /// The payload.
    public var node: any SyntaxNode {
        switch self {
        case .method(let node): node
        case .field(let node): node
        case .staticBlock(let node): node
        }
    }

    public var range: SourceRange { node.range }

    /// The height of the subtree.
    public var depth: UInt32 {
        switch self {
        case .method(let node): node.depth
        case .field(let node): node.depth
        case .staticBlock(let node): node.depth
        }
    }
}

/// A method, getter or setter of a class or object literal; `function.kind` tells which.
public final class MethodDefinition: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let key: PropertyName
    public let function: FunctionNode
    public let isStatic: Bool

    init(range: SourceRange, key: PropertyName, function: FunctionNode, isStatic: Bool) {
        self.range = range
        self.key = key
        self.function = function
        self.isStatic = isStatic
        self.depth = MethodDefinition.above(max(key.depth, function.depth))
    }
}

/// A field of a class.
public final class FieldDefinition: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    public let key: PropertyName
    /// A method of kind `fieldInitializer` without parameters whose body is the initializer expression.
    public let initializer: FunctionNode?
    public let isStatic: Bool

    init(range: SourceRange, key: PropertyName, initializer: FunctionNode?, isStatic: Bool) {
        self.range = range
        self.key = key
        self.initializer = initializer
        self.isStatic = isStatic
        self.depth = FieldDefinition.above(max(key.depth, initializer?.depth ?? 0))
    }
}

/// `static { ... }`
public final class StaticBlock: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    /// A method of kind `staticBlock` without parameters.
    public let function: FunctionNode

    init(range: SourceRange, function: FunctionNode) {
        self.range = range
        self.function = function
        self.depth = StaticBlock.above(function.depth)
    }
}

/// A private name that a class declares.
public struct PrivateNameDeclaration: Sendable {
    public enum Kind: Sendable {
        case field, method, getter, setter
        /// A getter and a setter of one name.
        case accessorPair
    }

    /// The name, number sign included.
    public let name: NameID
    public let kind: Kind
    public let isStatic: Bool
}
