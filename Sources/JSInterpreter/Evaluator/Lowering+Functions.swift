// Lowering of whole functions and scripts: sec-functiondeclarationinstantiation and sec-globaldeclarationinstantiation as nodes, then the
// statements; and the making of closures.

import JSSyntax

extension Lowering {
    // MARK: Function bodies

    func lowerFunction(_ function: FunctionNode, _ scopes: FunctionScopes) throws(JSThrow) {
        if function.isAsync { throw unsupported("async function", function.range) }
        var nodes: [Node] = []
        try instantiate(function, scopes, &nodes)
        scope = scopes.bodyScope
        if function.isGenerator {
            code.body = try generatorBody(function, prologue: nodes)
            return
        }
        switch function.body {
        case .expression(let expression):
            let value = try self.expression(expression, name: code.valueName, isTail: allowsTailCalls)
            setBody(add(ExpressionBody(prologue: makeList(nodes), expression: value, position: function.range.position)))
        case .statements(let statements):
            if nodes.isEmpty, statements.count == 1, case .return(let only) = statements[0], let argument = only.argument {
                setBody(try expression(argument, isTail: allowsTailCalls))
            } else {
                try self.statements(statements, &nodes)
                setBody(add(StatementsBody(statements: makeList(nodes), position: function.range.position)))
            }
        }
        if code.isDerivedConstructor {
            code.derivedThis = getter(try resolveThis().place, position: function.range.position)
        }
    }

    private func setBody(_ body: Node) {
        // Every call fills the frame.
        let body = paid(body, since: -frameSize / 16)
        if hasTailCalls { code.setBody(add(TailCallingBody(body))) } else { code.body = body }
    }

    /// Lowers statements in which no call is in tail position.
    func withoutTailCalls<Result>(_ body: () throws(JSThrow) -> Result) throws(JSThrow) -> Result {
        let outer = allowsTailCalls
        allowsTailCalls = false
        defer { allowsTailCalls = outer }
        return try body()
    }

    /// sec-functiondeclarationinstantiation
    private func instantiate(_ function: FunctionNode, _ scopes: FunctionScopes, _ nodes: inout [Node]) throws(JSThrow) {
        let parameters = function.parameters
        let outer = scopes.parameterScope
        scope = outer
        enter(outer, &nodes)
        if let slot = outer.thisSlot {
            nodes.append(setter(.environment(frameSlot: outer.environmentFrameSlot, hops: 0, slot: slot), .empty))
        }
        if let slot = outer.activeFunctionSlot {
            let active = add(LocalGet(slot: Frame.functionSlot, position: 0))
            nodes.append(setter(.environment(frameSlot: outer.environmentFrameSlot, hops: 0, slot: slot), active))
        }
        if let binding = scopes.capturedNameBinding {
            nodes.append(setter(outer.place(of: binding), add(LocalGet(slot: Frame.functionSlot, position: 0))))
        }
        try instantiateParameters(parameters, scopes, &nodes)
        if let binding = scopes.argumentsBinding {
            code.argumentsAreMapped = scopes.argumentsAreMapped
            let place = outer.place(of: binding)
            let slot: Int
            if case .frame(let own) = place { slot = own } else { slot = makeTemporary() }
            code.argumentsSlot = slot
            if case .environment = place { nodes.insert(setter(place, add(LocalGet(slot: slot, position: 0))), at: outer.makesEnvironment ? 1 : 0) }
            if scopes.argumentsAreMapped { joinArguments(parameters, outer, slot, &nodes) }
        }
        let body = scopes.bodyScope
        if body !== outer {
            scope = body
            enter(body, &nodes)
            for (parameter, variable) in scopes.variablesCopiedFromParameters {
                nodes.append(setter(body.place(of: variable), getter(outer.place(of: parameter), position: 0)))
            }
        }
        try declareFunctions(function.bodyScope, &nodes)
    }

    private func instantiateParameters(_ parameters: FunctionParameters, _ scopes: FunctionScopes, _ nodes: inout [Node]) throws(JSThrow) {
        let outer = scopes.parameterScope
        for (index, element) in parameters.elements.enumerated() {
            let slot = FunctionScopes.argumentSlot(index)
            if let identifier = element.target.identifier, element.initializer == nil {
                // Of two parameters with one name the last counts, and it has the slot.
                guard let binding = outer.binding(identifier.name) else { continue }
                let place = outer.place(of: binding)
                if place != .frame(slot: slot) {
                    if case .frame = place, !binding.needsHoleOnEntry { continue }
                    nodes.append(setter(place, add(LocalGet(slot: slot, position: identifier.range.position))))
                }
                continue
            }
            let argument = add(LocalGet(slot: slot, position: element.target.range.position))
            nodes.append(try bindElement(element, argument, initializes: true))
        }
        if let rest = parameters.rest {
            let slot = makeTemporary()
            code.restSlot = slot
            nodes.append(try bindPattern(rest, add(LocalGet(slot: slot, position: rest.range.position)), initializes: true))
        }
    }

    private func joinArguments(_ parameters: FunctionParameters, _ scope: StaticScope, _ argumentsSlot: Int, _ nodes: inout [Node]) {
        guard !parameters.elements.isEmpty else { return }
        var slots: [Int32] = Array(repeating: -1, count: parameters.elements.count)
        var seen: Set<NameID> = []
        for index in parameters.elements.indices.reversed() {
            guard let name = parameters.elements[index].target.identifier?.name, seen.insert(name).inserted,
                let binding = scope.binding(name), binding.isCaptured
            else { continue }
            slots[index] = Int32(truncatingIfNeeded: binding.slot)
        }
        nodes.append(add(JoinArguments(
            argumentsSlot: argumentsSlot, path: EnvironmentPath(frameSlot: scope.environmentFrameSlot, hops: 0), slots: slots, position: 0)))
    }

    /// Makes the functions that a scope declares.
    func declareFunctions(_ declarations: ScopeDeclarations, _ nodes: inout [Node]) throws(JSThrow) {
        for function in declarations.functions {
            guard let name = function.name else { continue }
            let made = try self.function(function, name: Value(try string(name.name)))
            nodes.append(try assign(to: name, made, initializes: true, position: function.range.position))
        }
    }

    // MARK: Closures

    func function(_ node: FunctionNode, name: Value) throws(JSThrow) -> Node {
        let code = executable.code(node, context.heap)
        if let own = node.name { code.name = Value(try string(own.name)) } else if !name.isUndefined { code.name = name }
        var this: Node?
        var outer: Node?
        if node.kind == .arrow {
            if node.features.contains(.this) {
                let resolution = try resolveThis()
                // Of a derived constructor the arrow function finds `this` in the environment, when it needs it.
                if case .frame = resolution.place { this = try self.this(node.range.position) }
            }
            if !node.features.isDisjoint(with: [.superProperty, .superCall, .newTarget]) { outer = try arrowOuter(node) }
        }
        return add(MakeFunction(
            code: code, environmentSlot: scope.environmentFrameSlot, this: this, outer: outer, position: node.range.position))
    }

    // MARK: Scripts

    func lowerScript(_ scopes: FunctionScopes) throws(JSThrow) {
        let syntax = executable.script.syntax
        var nodes: [Node] = []
        tracksCompletionValue = true
        enter(scopes.parameterScope, &nodes)
        if analysis.mode == .global {
            nodes.append(add(DeclareGlobals(
                try globalDeclarations(syntax.scope), allowsRedeclaration: executable.script.allowsRedeclaration, position: 0)))
        }
        try declareFunctions(syntax.scope, &nodes)
        try statements(syntax.body, &nodes)
        code.body = add(ScriptBody(statements: makeList(nodes), position: 0))
    }

    private func globalDeclarations(_ declarations: ScopeDeclarations) throws(JSThrow) -> GlobalDeclarations {
        var result = GlobalDeclarations()
        for lexical in declarations.lexical {
            result.lexical.append((try key(lexical.name), lexical.kind != .const))
        }
        for function in declarations.functions {
            if let name = function.name { result.functions.append(try key(name.name)) }
        }
        let functions = Set(result.functions)
        for name in declarations.varNames {
            let key = try key(name)
            if !functions.contains(key) { result.variables.append(key) }
        }
        for function in declarations.hoistedBlockFunctions {
            if let name = function.name { result.blockFunctions.append(try key(name.name)) }
        }
        return result
    }
}

/// What a script declares globally.
struct GlobalDeclarations {
    var lexical: [(key: PropertyKey, isMutable: Bool)] = []
    var functions: [PropertyKey] = []
    var variables: [PropertyKey] = []
    var blockFunctions: [PropertyKey] = []
}

/// sec-globaldeclarationinstantiation
final class DeclareGlobals: Node {
    let declarations: GlobalDeclarations
    let allowsRedeclaration: Bool
    init(_ declarations: GlobalDeclarations, allowsRedeclaration: Bool, position: Int32) {
        self.declarations = declarations
        self.allowsRedeclaration = allowsRedeclaration
        super.init(position: position)
    }

    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        let global = context.globalObject
        for (key, _) in declarations.lexical {
            if context.globalLexicals.bindings[key] != nil && !allowsRedeclaration { throw alreadyDeclared(key, context) }
            if let own = try global.getOwnProperty(key, context), !own.isConfigurable { throw alreadyDeclared(key, context) }
        }
        for key in declarations.functions + declarations.variables where context.globalLexicals.bindings[key] != nil {
            throw alreadyDeclared(key, context)
        }
        for key in declarations.functions where try !canDeclareFunction(key, context) {
            throw context.throwError(.typeError, "Identifier '\(context.describe(key))' cannot be declared as a global function")
        }
        for key in declarations.variables where try !canDeclareVariable(key, context) {
            throw context.throwError(.typeError, "Identifier '\(context.describe(key))' cannot be declared as a global variable")
        }
        for key in declarations.blockFunctions {
            if context.globalLexicals.bindings[key] == nil, try canDeclareFunction(key, context) { try declareVariable(key, context) }
        }
        if !declarations.lexical.isEmpty {
            // Nodes that know a property of the global object by its shape must see a new binding of that name.
            global.shape = global.shape.replaced(context.heap)
        }
        for (key, isMutable) in declarations.lexical {
            // Nodes of earlier scripts know the cell of a variable that is declared again.
            let earlier = context.globalLexicals.bindings[key]?.cell
            earlier?[0] = .empty
            let cell = earlier ?? context.makeEnvironment(parent: .undefined, count: 1, filledWith: .empty)
            context.globalLexicals.add(key, GlobalLexicals.Binding(cell: cell, isMutable: isMutable))
        }
        for key in declarations.functions { try declareFunction(key, context) }
        for key in declarations.variables { try declareVariable(key, context) }
        return .normal
    }

    private func alreadyDeclared(_ key: PropertyKey, _ context: Context) -> JSThrow {
        context.throwError(.syntaxError, "Identifier '\(context.describe(key))' has already been declared")
    }

    /// sec-candeclareglobalfunction
    private func canDeclareFunction(_ key: PropertyKey, _ context: Context) throws(JSThrow) -> Bool {
        guard let own = try context.globalObject.getOwnProperty(key, context) else {
            return try context.globalObject.isExtensible(context)
        }
        return own.isConfigurable || (!own.isAccessor && own.isWritable && own.isEnumerable)
    }

    /// sec-candeclareglobalvar
    private func canDeclareVariable(_ key: PropertyKey, _ context: Context) throws(JSThrow) -> Bool {
        if try context.hasOwnProperty(context.globalObject, key) { return true }
        return try context.globalObject.isExtensible(context)
    }

    /// sec-createglobalvarbinding
    private func declareVariable(_ key: PropertyKey, _ context: Context) throws(JSThrow) {
        if try !context.hasOwnProperty(context.globalObject, key) {
            try context.globalObject.addOwn(key, .undefined, [.writable, .enumerable], context)
        }
    }

    /// sec-createglobalfunctionbinding; the function itself is assigned right after.
    private func declareFunction(_ key: PropertyKey, _ context: Context) throws(JSThrow) {
        let own = try context.globalObject.getOwnProperty(key, context)
        if own == nil || own?.isConfigurable == true {
            try context.definePropertyOrThrow(
                context.globalObject, key, PropertyDescriptor(.undefined, [.writable, .enumerable]))
        }
    }
}

/// The top level of a script: its value is that of a top-level `return`, else of the last expression statement.
final class ScriptBody: Node {
    let statements: NodeList
    init(statements: NodeList, position: Int32) {
        self.statements = statements
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        context.completionValue = .undefined
        var index = 0
        while index < statements.count {
            let completion = try statements.execute(index, frame, context)
            if completion == .return { return context.returnValue }
            index &+= 1
        }
        return context.completionValue
    }
}
