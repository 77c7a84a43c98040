// Functions of every kind.
//
// One node serves declarations, expressions, arrows, methods, accessors, constructors, field initialisers and
// static blocks: what differs is `kind`, and declaration instantiation reads the same lists for all of them.

/// What a function is, which decides its [[ThisMode]], its [[HomeObject]] and whether it is a constructor.
public enum FunctionKind: Sendable {
    /// A function declaration or function expression.
    case normal
    case arrow
    case method
    case getter
    case setter
    /// The constructor of a class without heritage.
    case constructor
    /// The constructor of a class with heritage.
    case derivedConstructor
    /// The initializer of a class field, as a method without parameters.
    case fieldInitializer
    /// A static block of a class, as a method without parameters.
    case staticBlock
}

/// What the code of a function refers to. What an arrow function uses counts for the functions around it too, up to and
/// including the nearest one that is not an arrow. Field initialisers and static blocks are functions of their own.
public struct FunctionFeatures: OptionSet, Sendable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// `this` occurs, or `super`.
    public static let this = FunctionFeatures(rawValue: 1 << 0)
    /// The identifier `arguments` occurs as a reference.
    public static let arguments = FunctionFeatures(rawValue: 1 << 1)
    /// `super.name` or `super[name]` occurs.
    public static let superProperty = FunctionFeatures(rawValue: 1 << 2)
    /// `super(...)` occurs.
    public static let superCall = FunctionFeatures(rawValue: 1 << 3)
    /// `new.target` occurs.
    public static let newTarget = FunctionFeatures(rawValue: 1 << 4)
    /// A direct call of `eval` occurs: it may refer to anything of the above.
    public static let directEval = FunctionFeatures(rawValue: 1 << 5)
    /// A `with` statement occurs.
    public static let with = FunctionFeatures(rawValue: 1 << 6)
    /// A `yield` expression occurs in the function itself.
    public static let yield = FunctionFeatures(rawValue: 1 << 7)
    /// An `await` expression or `for await` occurs in the function itself.
    public static let await = FunctionFeatures(rawValue: 1 << 8)
    /// Some function or class occurs inside, of whatever kind.
    public static let innerFunctions = FunctionFeatures(rawValue: 1 << 9)
    /// A direct call of `eval` occurs in the function or in any function inside it.
    public static let innerDirectEval = FunctionFeatures(rawValue: 1 << 10)

    /// What an arrow function passes on to the function around it.
    static let inheritedFromArrow: FunctionFeatures = [
        .this, .arguments, .superProperty, .superCall, .newTarget, .directEval, .with, .innerDirectEval,
    ]
}

/// The parameters of a function.
public struct FunctionParameters: Sendable {
    public let elements: [PatternElement]
    /// The rest parameter, `...target`.
    public let rest: Pattern?
    /// BoundNames in source order, each name once.
    public let boundNames: [NameID]
    /// IsSimpleParameterList: only identifiers without initializers.
    public let isSimple: Bool
    /// Whether a name occurs twice, as sloppy functions with simple parameters may have it.
    public let hasDuplicates: Bool
    /// ContainsExpression: whether an initializer or computed property name occurs. Then the body has a var scope of its
    /// own.
    public let hasParameterExpressions: Bool
    /// ExpectedArgumentCount: the initial value of the property `length`.
    public let expectedArgumentCount: Int

    /// The height of the subtree.
    public var depth: UInt32 { max(elements.height { $0.depth }, rest?.depth ?? 0) }
}

/// The body of a function.
public enum FunctionBody: Sendable {
    case statements([Statement])
    /// The expression body of an arrow function or field initialiser, whose value is returned.
    case expression(Expression)

    /// The height of the subtree.
    public var depth: UInt32 {
        switch self {
        case .statements(let statements): statements.height { $0.depth }
        case .expression(let expression): expression.depth
        }
    }
}

/// A function. The range is the text that `Function.prototype.toString` shows; for a method it starts at the property name
/// or at `get`, `set`, `async` or `*` before it.
public final class FunctionNode: SyntaxNode {
    public let range: SourceRange
    public let depth: UInt32
    /// The number of the function in its script, from 0 in the order in which functions end.
    public let id: UInt32
    public let kind: FunctionKind
    public let isGenerator: Bool
    public let isAsync: Bool
    public let isStrict: Bool
    /// The identifier of a function declaration or named function expression.
    public let name: Identifier?
    public let parameters: FunctionParameters
    public let body: FunctionBody
    /// The scope of the name of a named function expression; nil for everything else.
    public let nameScope: ScopeDeclarations?
    /// The parameter names (kind `parameters`).
    public let parameterScope: ScopeDeclarations
    /// The declarations at the top level of the body (kind `functionBody`).
    public let bodyScope: ScopeDeclarations
    public let features: FunctionFeatures

    init(
        range: SourceRange, id: UInt32, kind: FunctionKind, isGenerator: Bool, isAsync: Bool, isStrict: Bool,
        name: Identifier?, parameters: FunctionParameters, body: FunctionBody, nameScope: ScopeDeclarations?,
        parameterScope: ScopeDeclarations, bodyScope: ScopeDeclarations, features: FunctionFeatures
    ) {
        self.range = range
        self.id = id
        self.kind = kind
        self.isGenerator = isGenerator
        self.isAsync = isAsync
        self.isStrict = isStrict
        self.name = name
        self.parameters = parameters
        self.body = body
        self.nameScope = nameScope
        self.parameterScope = parameterScope
        self.bodyScope = bodyScope
        self.features = features
        self.depth = FunctionNode.above(max(parameters.depth, body.depth))
    }
}
