// Scope analysis: decides, before a script runs, where each of its variables lives.
//
// One walk over the tree (`ScopeAnalyzer`) enters the scopes that the parser has collected and resolves every reference,
// to learn which variables functions capture and which may be read before they are initialised. A pass over the list of
// scopes (`ScopeLayout`) then assigns the slots. The result is immutable and belongs to the script, not to a run: functions
// are lowered at their first call, and find here what they need to know about the scopes around them.
//
// References themselves are not recorded. Lowering resolves them again, with `StaticScope.resolve`, in the scope in which it
// meets them.
//
// Direct `eval` does not exist in this engine, so only `with` and the global object are left to run time.

import JSSyntax

/// What the top level of a script is.
enum ScriptMode: Sendable {
    /// An ECMAScript Script: its declarations become properties of the global object and global lexical bindings.
    case global
    /// The body of a function without a name: its declarations are local variables.
    case functionBody
}

enum ScopeAnalysisError: Error {
    /// The script is nested so deeply that the native stack does not suffice to walk it.
    case nestedTooDeeply
}

/// What lowering needs to know about the variables of a script.
final class ScopeAnalysis: Sendable {
    let syntax: ScriptSyntax
    let mode: ScriptMode
    /// By `FunctionNode.id`; the last one is the top level of the script.
    let functions: [FunctionScopes]
    private let scopes: [ObjectIdentifier: StaticScope]
    private let scopeCount, bindingCount: Int

    init(
        syntax: ScriptSyntax, mode: ScriptMode, functions: [FunctionScopes], scopes: [ObjectIdentifier: StaticScope],
        scopeCount: Int, bindingCount: Int
    ) {
        self.syntax = syntax
        self.mode = mode
        self.functions = functions
        self.scopes = scopes
        self.scopeCount = scopeCount
        self.bindingCount = bindingCount
    }

    /// About what the analysis takes.
    var byteCount: Int {
        scopes.count * 32 + functions.count * 144 + bindingCount * 64 + scopeCount * 256
    }

    /// Analyses a script. `nativeStackLimit` is the lowest address that the walk may use of the native stack.
    static func analyze(
        _ syntax: ScriptSyntax, mode: ScriptMode, nativeStackLimit: UInt
    ) throws(ScopeAnalysisError) -> ScopeAnalysis {
        var analyzer = ScopeAnalyzer(syntax, mode: mode, nativeStackLimit: nativeStackLimit)
        try analyzer.visitScript()
        return analyzer.makeAnalysis()
    }

    /// The top level of the script.
    var script: FunctionScopes { functions[functions.count - 1] }

    subscript(function: FunctionNode) -> FunctionScopes { functions[Int(function.id)] }

    /// The scope of a block, loop, `switch`, `catch` clause or class.
    func scope(of declarations: ScopeDeclarations) -> StaticScope? { scopes[ObjectIdentifier(declarations)] }

    /// The scope in which the body of a `with` statement runs.
    func scope(of statement: WithStatement) -> StaticScope? { scopes[ObjectIdentifier(statement)] }

    /// The scope with the private names of a class, inside the one that has its name; everything in the class except the operand
    /// of `extends` is in it. nil if the class declares none.
    func privateScope(of node: ClassNode) -> StaticScope? { scopes[ObjectIdentifier(node)] }
}

/// The scopes of one function, and what FunctionDeclarationInstantiation has to do for it.
final class FunctionScopes: Sendable {
    /// The outermost scope: the parameters and, if `bodyScope` is the same one, everything that the body declares. For a
    /// script, its top level.
    let parameterScope: StaticScope
    /// The scope of the body. It differs from `parameterScope` if an initializer among the parameters may tell the difference.
    let bodyScope: StaticScope
    /// Frame slots from 0 up that are taken by the header, the parameters and the local variables; temporaries come after them.
    let frameLocalCount: Int
    /// The binding of the arguments object in `parameterScope`, if the function needs one.
    let argumentsBinding: Binding?
    /// Whether the arguments object is a mapped one, whose elements are the parameters. These live in the environment then.
    let argumentsAreMapped: Bool
    /// The name of a function expression, if it is captured and so has to be put into the environment of `parameterScope`.
    let capturedNameBinding: Binding?
    /// Variables of a separate body that start with the value of the parameter of the same name (or arguments object).
    let variablesCopiedFromParameters: [(parameter: Binding, variable: Binding)]

    init(
        parameterScope: StaticScope, bodyScope: StaticScope, frameLocalCount: Int, argumentsBinding: Binding?,
        argumentsAreMapped: Bool, capturedNameBinding: Binding?, variablesCopiedFromParameters: [(parameter: Binding, variable: Binding)]
    ) {
        self.parameterScope = parameterScope
        self.bodyScope = bodyScope
        self.frameLocalCount = frameLocalCount
        self.argumentsBinding = argumentsBinding
        self.argumentsAreMapped = argumentsAreMapped
        self.capturedNameBinding = capturedNameBinding
        self.variablesCopiedFromParameters = variablesCopiedFromParameters
    }

    /// The frame slot in which a caller passes an argument.
    static func argumentSlot(_ index: Int) -> Int { Frame.firstArgument + index }
}
