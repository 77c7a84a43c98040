// The state of the walk: the scopes that are open, their bindings, and what references have told about them.
//
// The innermost binding of each name is kept in a table by name, which entering and leaving scopes keep up to date, so
// that a reference costs one look whatever the nesting.

import JSSyntax

struct ScopeAnalyzer {
    /// A scope before its layout.
    struct PendingScope {
        let kind: StaticScopeKind
        let parent: Int?
        let function: Int
        /// The syntax node by which lowering will ask for it.
        let key: ObjectIdentifier?
        /// The position from which functions declared directly in the scope can be called.
        let start: UInt32
        /// The number of loops of the function around the scope.
        let loopDepth: Int
        let isFunctionRoot: Bool
        let firstBinding: Int
        var bindingCount = 0
        /// For `with`: whether a function occurs inside.
        var capturesWithObject = false
    }

    /// A binding before its layout.
    struct PendingBinding {
        let name: NameID
        let kind: BindingKind
        let function: Int
        let needsInitialization: Bool
        /// The binding of the same name in the scopes around; -1 if there is none.
        let shadowed: Int
        var isCaptured = false
        var needsHoleOnEntry = false
        var initializedAt = UInt32.max
        /// The argument that a parameter without a pattern is the value of.
        var argumentIndex: Int?
    }

    /// A function before its layout.
    struct PendingFunction {
        let depth: Int
        let createdAt: UInt32
        let thisMode: StaticThisMode
        /// The nearest function that is not an arrow function: this one, or one around it.
        let nearestNonArrow: Int
        let parameterCount: Int
        var rootScope = 0
        var bodyScope = 0
        var capturesThis = false
        var capturesActiveFunction = false
        var argumentsBinding: Int?
        var argumentsAreMapped = false
        var nameBinding: Int?
        var copiedVariables: [(parameter: Int, variable: Int)] = []

        static let none = PendingFunction(
            depth: 0, createdAt: 0, thisMode: .own, nearestNonArrow: 0, parameterCount: 0)
    }

    let syntax: ScriptSyntax
    let mode: ScriptMode
    let nativeStackLimit: UInt
    var scopes: [PendingScope] = []
    var bindings: [PendingBinding] = []
    /// By `FunctionNode.id`; the script is the last one.
    var functions: [PendingFunction]
    /// The innermost binding of each name, by `NameID`; -1 for a name that no open scope declares.
    private var innermost: [Int]
    /// The open functions, outermost first.
    private var openFunctions: [Int] = []
    /// The open `with` scopes, outermost first.
    private var openWithScopes: [Int] = []
    private(set) var currentScope = -1
    private(set) var currentFunction: Int
    /// The number of loops of the current function around the current place.
    var loopDepth = 0

    init(_ syntax: ScriptSyntax, mode: ScriptMode, nativeStackLimit: UInt) {
        self.syntax = syntax
        self.mode = mode
        self.nativeStackLimit = nativeStackLimit
        functions = Array(repeating: .none, count: syntax.functionCount + 1)
        innermost = Array(repeating: -1, count: syntax.names.count)
        currentFunction = syntax.functionCount
    }

    func checkNativeStack() throws(ScopeAnalysisError) {
        if NativeStack.currentAddress() < nativeStackLimit { throw .nestedTooDeeply }
    }

    // MARK: Scopes

    mutating func enterScope(
        _ kind: StaticScopeKind, key: ObjectIdentifier?, start: UInt32, isFunctionRoot: Bool = false
    ) {
        let index = scopes.count
        scopes.append(
            PendingScope(
                kind: kind, parent: currentScope < 0 ? nil : currentScope, function: currentFunction, key: key,
                start: start, loopDepth: loopDepth, isFunctionRoot: isFunctionRoot, firstBinding: bindings.count))
        currentScope = index
    }

    mutating func leaveScope() {
        let scope = scopes[currentScope]
        var index = scope.firstBinding + scope.bindingCount
        while index > scope.firstBinding {
            index -= 1
            innermost[Int(bindings[index].name.rawValue)] = bindings[index].shadowed
        }
        currentScope = scope.parent ?? -1
    }

    /// Declares a name in the current scope, into which no other scope has been entered yet. Does nothing if it is declared.
    mutating func declare(_ name: NameID, _ kind: BindingKind, needsInitialization: Bool = false) {
        let shadowed = innermost[Int(name.rawValue)]
        if shadowed >= scopes[currentScope].firstBinding { return }
        innermost[Int(name.rawValue)] = bindings.count
        bindings.append(
            PendingBinding(
                name: name, kind: kind, function: currentFunction, needsInitialization: needsInitialization,
                shadowed: shadowed))
        scopes[currentScope].bindingCount += 1
    }

    mutating func declareLexical(_ declarations: ScopeDeclarations) {
        for declaration in declarations.lexical {
            declare(
                declaration.name, BindingKind(declaration.kind),
                needsInitialization: declaration.kind.needsInitialization)
        }
    }

    mutating func declareVariables(_ declarations: ScopeDeclarations) {
        for name in declarations.varNames { declare(name, .variable) }
        for function in declarations.hoistedBlockFunctions {
            // A function of this name in a block leaves the arguments object alone.
            guard let name = function.name?.name, name != .arguments || functions[currentFunction].argumentsBinding == nil else { continue }
            declare(name, .variable)
        }
    }

    /// The binding of a name in the current scope itself.
    func bindingInCurrentScope(_ name: NameID) -> Int? {
        let index = innermost[Int(name.rawValue)]
        return index >= scopes[currentScope].firstBinding ? index : nil
    }

    /// Notes that the current scope's binding of a name is initialised before everything that follows `offset`.
    mutating func initialize(_ name: NameID, at offset: UInt32) {
        // In a `switch` control may come from a clause to the next without passing the declaration.
        guard scopes[currentScope].kind != .switchBlock, let index = bindingInCurrentScope(name) else { return }
        bindings[index].initializedAt = offset
    }

    mutating func enterWith(_ statement: WithStatement) {
        enterScope(.with, key: ObjectIdentifier(statement), start: statement.body.range.start)
        openWithScopes.append(currentScope)
    }

    mutating func leaveWith() {
        openWithScopes.removeLast()
        leaveScope()
    }

    // MARK: References

    /// An identifier or private name, read or assigned.
    mutating func reference(_ name: NameID, at offset: UInt32) {
        let index = innermost[Int(name.rawValue)]
        guard index >= 0 else { return }
        var position = offset
        let function = bindings[index].function
        if function != currentFunction {
            bindings[index].isCaptured = true
            // The function in the binding's own function through which the reference is reached.
            position = functions[openFunctions[functions[function].depth + 1]].createdAt
        }
        if bindings[index].needsInitialization, position < bindings[index].initializedAt {
            bindings[index].needsHoleOnEntry = true
        }
    }

    // MARK: Functions

    /// Enters a function and its outermost scope. `start` is where its body begins.
    mutating func enterFunction(_ node: FunctionNode, createdAt: UInt32, start: UInt32) -> OpenFunction {
        let isArrow = node.kind == .arrow
        let id = Int(node.id)
        let outer = OpenFunction(function: currentFunction, loopDepth: loopDepth)
        functions[id] = PendingFunction(
            depth: openFunctions.count, createdAt: createdAt,
            thisMode: isArrow ? .lexical : node.kind == .derivedConstructor ? .derivedConstructor : .own,
            nearestNonArrow: isArrow ? functions[currentFunction].nearestNonArrow : id,
            parameterCount: node.parameters.elements.count)
        if isArrow {
            let home = functions[id].nearestNonArrow
            if functions[home].thisMode == .derivedConstructor {
                if node.features.contains(.this) { functions[home].capturesThis = true }
                if node.features.contains(.superCall) {
                    functions[home].capturesThis = true
                    functions[home].capturesActiveFunction = true
                }
            }
        }
        // A function that is called later finds the objects of `with` statements in environments.
        for index in openWithScopes.reversed() {
            if scopes[index].capturesWithObject { break }
            scopes[index].capturesWithObject = true
        }
        currentFunction = id
        loopDepth = 0
        openFunctions.append(id)
        enterScope(.function, key: nil, start: start, isFunctionRoot: true)
        functions[id].rootScope = currentScope
        functions[id].bodyScope = currentScope
        return outer
    }

    mutating func leaveFunction(_ outer: OpenFunction) {
        leaveScope()
        openFunctions.removeLast()
        currentFunction = outer.function
        loopDepth = outer.loopDepth
    }

    /// What to go back to when a function ends.
    struct OpenFunction {
        let function: Int
        let loopDepth: Int
    }

    mutating func enterScript() {
        functions[currentFunction] = PendingFunction(
            depth: 0, createdAt: 0, thisMode: .own, nearestNonArrow: currentFunction, parameterCount: 0)
        openFunctions.append(currentFunction)
        enterScope(.script, key: ObjectIdentifier(syntax.scope), start: 0, isFunctionRoot: true)
        functions[currentFunction].rootScope = currentScope
        functions[currentFunction].bodyScope = currentScope
        if mode == .functionBody {
            declareVariables(syntax.scope)
            declareLexical(syntax.scope)
        }
    }

    mutating func leaveScript() {
        leaveScope()
        openFunctions.removeLast()
    }
}
