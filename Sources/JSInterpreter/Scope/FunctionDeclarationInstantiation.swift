// sec-functiondeclarationinstantiation, as far as it can be done before the function runs.
//
// Parameters, variables, lexical declarations, the arguments object and the name of a function expression share one scope,
// since early errors and the order of declaration below leave no two of them that differ. Only if there are expressions
// among the parameters does the body have a scope of its own.

import JSSyntax

extension ScopeAnalyzer {
    /// Visits a function whose closures cannot be called before the position `createdAt` is passed.
    mutating func visitFunction(_ node: FunctionNode, createdAt: UInt32) throws(ScopeAnalysisError) {
        try checkNativeStack()
        let parameters = node.parameters
        let bodyStart = parameters.end ?? node.range.start
        let outer = enterFunction(node, createdAt: createdAt, start: bodyStart)
        let id = currentFunction

        for name in parameters.boundNames {
            declare(name, .parameter, needsInitialization: parameters.hasParameterExpressions)
        }
        for (index, element) in parameters.elements.enumerated() {
            // Of two parameters of one name the last one counts.
            if let name = element.target.identifier?.name, let binding = bindingInCurrentScope(name) {
                bindings[binding].argumentIndex = index
            }
        }
        if needsArgumentsObject(node) {
            declare(.arguments, .arguments)
            functions[id].argumentsBinding = bindingInCurrentScope(.arguments)
            if !node.isStrict && parameters.isSimple {
                functions[id].argumentsAreMapped = true
                for name in parameters.boundNames {
                    if let binding = bindingInCurrentScope(name) { bindings[binding].isCaptured = true }
                }
            }
        }

        let body = node.bodyScope
        let hasSeparateBody =
            parameters.hasParameterExpressions
            && !(body.varNames.isEmpty && body.lexical.isEmpty && body.hoistedBlockFunctions.isEmpty)
        if hasSeparateBody {
            declareName(of: node)
            try visitParameters(parameters)
            let parameterBindings = body.varNames.map { bindingInCurrentScope($0) }
            let functionNames = Set(body.functions.compactMap { $0.name?.name })
            enterScope(.functionBody, key: nil, start: bodyStart)
            functions[id].bodyScope = currentScope
            declareVariables(body)
            declareLexical(body)
            for (name, parameter) in zip(body.varNames, parameterBindings) where !functionNames.contains(name) {
                guard let parameter, bindings[parameter].kind != .functionName,
                    let variable = bindingInCurrentScope(name)
                else { continue }
                functions[id].copiedVariables.append((parameter, variable))
            }
            try visitBody(node.body)
            leaveScope()
        } else {
            declareVariables(body)
            declareLexical(body)
            declareName(of: node)
            try visitParameters(parameters)
            try visitBody(node.body)
        }
        leaveFunction(outer)
    }

    private func needsArgumentsObject(_ node: FunctionNode) -> Bool {
        guard node.kind != .arrow, node.features.contains(.arguments), bindingInCurrentScope(.arguments) == nil else {
            return false
        }
        if node.parameters.hasParameterExpressions { return true }
        return !node.bodyScope.functions.contains { $0.name?.name == .arguments }
            && !node.bodyScope.lexical.contains { $0.name == .arguments }
    }

    /// The name of a function expression is in a scope around the parameters: whatever else has the name hides it.
    private mutating func declareName(of node: FunctionNode) {
        guard let name = node.nameScope?.lexical.first?.name, bindingInCurrentScope(name) == nil else { return }
        declare(name, .functionName)
        functions[currentFunction].nameBinding = bindingInCurrentScope(name)
    }

    private mutating func visitParameters(_ parameters: FunctionParameters) throws(ScopeAnalysisError) {
        for element in parameters.elements {
            initialize(element.target, at: element.end)
            try visitDeclared(element.target)
            if let initializer = element.initializer { try visit(initializer) }
        }
        if let rest = parameters.rest {
            initialize(rest, at: rest.range.end)
            try visitDeclared(rest)
        }
    }

    private mutating func visitBody(_ body: FunctionBody) throws(ScopeAnalysisError) {
        switch body {
        case .statements(let statements): try visit(statements)
        case .expression(let expression): try visit(expression)
        }
    }
}

extension PatternElement {
    /// The offset where the element ends.
    fileprivate var end: UInt32 { max(target.range.end, initializer?.range.end ?? 0) }
}

extension FunctionParameters {
    /// The offset where the last parameter ends; nil if there is none.
    fileprivate var end: UInt32? { rest?.range.end ?? elements.last?.end }
}
