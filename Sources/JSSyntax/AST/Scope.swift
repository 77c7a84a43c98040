// Declarations, collected by the parser for every construct that makes a scope.
//
// These are the static semantics that declaration instantiation needs: VarDeclaredNames, LexicallyScopedDeclarations,
// functionsToInitialize, and the block functions that Annex B.3.2 hoists. All early errors about them have been reported,
// so whoever reads them only has to make the bindings.

/// What a scope belongs to.
public enum ScopeKind: Sendable {
    /// GlobalDeclarationInstantiation.
    case script
    /// The parameters of a function; `ScopeDeclarations.varNames` are the parameter names.
    case parameters
    /// The top level of a function body.
    case functionBody
    /// A block; its declarations are lexical.
    case block
    /// The head of a `for`, `for`-`in` or `for`-`of` loop with `let` or `const`.
    case loop
    /// The case block of a `switch`.
    case switchBlock
    /// The parameter of a `catch` clause.
    case catchParameter
    /// The inner scope of a class, which binds its name.
    case classBody
    /// The scope around a named function expression, which binds its name.
    case functionName
}

/// A name that a scope declares lexically.
public struct LexicalDeclaration: Sendable {
    public enum Kind: Sendable {
        case `let`, const
        /// A class declaration: assignable, in its temporal dead zone until evaluated.
        case `class`
        /// A function declaration in a block or `switch`: initialised on entry, assignable.
        case function
        /// A name bound by the parameter of a `catch` clause: initialised, assignable.
        case catchParameter
        /// The name of a class inside it: immutable, in its temporal dead zone until the class is made.
        case className
        /// The name of a function expression inside it: immutable; assigning throws only in strict code.
        case functionName

        /// Whether assignment after initialisation is an error (for `functionName`: in strict code).
        public var isImmutable: Bool {
            switch self {
            case .const, .className, .functionName: true
            case .let, .class, .function, .catchParameter: false
            }
        }

        /// Whether the binding starts in its temporal dead zone.
        public var needsInitialization: Bool {
            switch self {
            case .let, .const, .class, .className: true
            case .function, .catchParameter, .functionName: false
            }
        }
    }

    public let name: NameID
    public let kind: Kind
    /// The identifier that declares the name.
    public let range: SourceRange
}

/// The declarations of one scope. Names occur once in each list.
public final class ScopeDeclarations: Sendable {
    public let kind: ScopeKind
    /// VarDeclaredNames in source order, the names of top-level functions included; the parameter names for a scope of
    /// kind `parameters`. Empty for scopes that only hold lexical declarations.
    public let varNames: [NameID]
    /// The lexical declarations in source order, those of block functions included.
    public let lexical: [LexicalDeclaration]
    /// The functions to make when the scope is entered, the last one for each name: top-level functions of a script or
    /// function body (their names are in `varNames`), or the functions of a block (their names are in `lexical`).
    public let functions: [FunctionNode]
    /// Annex B.3.2: functions in blocks of this script or function body that also assign a `var` binding of the same
    /// name when they are evaluated, in source order. Their names may be missing from `varNames` (then the binding is
    /// made with the value undefined, unless there is one already) and may occur more than once. For each of
    /// them `ScriptSyntax.isHoistedFromBlock` is true.
    public let hoistedBlockFunctions: [FunctionNode]
    /// Whether a direct call of `eval` occurs in the scope, nested functions included.
    public let containsDirectEval: Bool

    init(
        kind: ScopeKind, varNames: [NameID] = [], lexical: [LexicalDeclaration] = [], functions: [FunctionNode] = [],
        hoistedBlockFunctions: [FunctionNode] = [], containsDirectEval: Bool = false
    ) {
        self.kind = kind
        self.varNames = varNames
        self.lexical = lexical
        self.functions = functions
        self.hoistedBlockFunctions = hoistedBlockFunctions
        self.containsDirectEval = containsDirectEval
    }
}
