// Functions: declarations, expressions, methods and arrow functions.

/// What a function's code replaces while it is read.
struct OuterFunction {
    var context: FunctionContext
    var expressionEnd: ExpressionEnd
    var lastYieldOrAwait: SourceRange?
    var lastAwaitIdentifier: SourceRange?
    var strictDirective: SourceRange?
}

/// The parameters while their function is read.
struct ParameterList {
    var elements: [PatternElement] = []
    var rest: Pattern?

    var isSimple: Bool {
        rest == nil && elements.allSatisfy { $0.initializer == nil && $0.target.identifier != nil }
    }

    /// ExpectedArgumentCount
    var expectedArgumentCount: Int {
        elements.firstIndex { $0.initializer != nil } ?? elements.count
    }
}

/// What has been read at the start of an AssignmentExpression.
enum ExpressionHead {
    case arrow(Expression)
    /// A primary expression or call; more may follow.
    case operand(Expression)
    case neither
}

extension Parser {
    var isInsideFunction: Bool { functionDepth > 0 }

    // MARK: Contexts

    /// Starts the code of a function, its parameters included.
    mutating func enterFunction(_ kind: FunctionKind, isGenerator: Bool = false, isAsync: Bool = false)
        -> OuterFunction
    {
        let outer = OuterFunction(
            context: context, expressionEnd: expressionEnd, lastYieldOrAwait: lastYieldOrAwait,
            lastAwaitIdentifier: lastAwaitIdentifier, strictDirective: strictDirective)
        var inner = FunctionContext(isStrict: context.isStrict)
        inner.isGenerator = isGenerator
        inner.isAsync = isAsync
        inner.allowsReturn = true
        inner.allowsNewTarget = true
        switch kind {
        case .normal: break
        case .arrow:
            inner.allowsNewTarget = context.allowsNewTarget
            inner.allowsSuperProperty = context.allowsSuperProperty
            inner.allowsSuperCall = context.allowsSuperCall
            inner.forbidsArguments = context.forbidsArguments
        case .method, .getter, .setter, .constructor:
            inner.allowsSuperProperty = true
        case .derivedConstructor:
            inner.allowsSuperProperty = true
            inner.allowsSuperCall = true
        case .fieldInitializer, .staticBlock:
            inner.allowsSuperProperty = true
            inner.allowsReturn = false
            inner.forbidsArguments = true
            inner.forbidsAwait = kind == .staticBlock
        }
        context = inner
        expressionEnd = .open
        lastYieldOrAwait = nil
        lastAwaitIdentifier = nil
        strictDirective = nil
        functionDepth += 1
        return outer
    }

    /// Ends the code of a function: the node is made, and the outer context is restored.
    mutating func finishFunction(
        _ outer: OuterFunction, _ kind: FunctionKind, start: UInt32, name: Identifier? = nil,
        hasNameScope: Bool = false, _ parameters: ParameterList, _ body: FunctionBody
    ) throws(ParseFailure) -> FunctionNode {
        let isSimple = parameters.isSimple
        if let strictDirective, !isSimple {
            throw fail("Illegal 'use strict' directive in function with non-simple parameter list", strictDirective)
        }
        if context.isStrict, !outer.context.isStrict, let forbidden = context.strictlyForbidden {
            throw fail(context.strictlyForbiddenMessage, forbidden)
        }
        if let duplicate = context.duplicateParameter, context.isStrict || !isSimple || kind != .normal {
            throw fail("Duplicate parameter name not allowed in this context", duplicate)
        }
        let scopes = self.scopes.closeFunction()
        var nameScope: ScopeDeclarations?
        if hasNameScope, let name {
            nameScope = ScopeDeclarations(
                kind: .functionName,
                lexical: [LexicalDeclaration(name: name.name, kind: .functionName, range: name.range)],
                containsDirectEval: scopes.body.containsDirectEval)
        }
        let function = adopt(
            FunctionNode(
                range: range(from: start), id: functionCount, kind: kind, isGenerator: context.isGenerator,
                isAsync: context.isAsync, isStrict: context.isStrict, name: name,
                parameters: FunctionParameters(
                    elements: parameters.elements, rest: parameters.rest, boundNames: scopes.parameters.varNames,
                    isSimple: isSimple, hasDuplicates: context.duplicateParameter != nil,
                    hasParameterExpressions: context.hasParameterExpressions,
                    expectedArgumentCount: parameters.expectedArgumentCount),
                body: body, nameScope: nameScope, parameterScope: scopes.parameters, bodyScope: scopes.body,
                features: context.features))
        functionCount &+= 1
        let inherited = kind == .arrow ? context.features.intersection(.inheritedFromArrow) : []
        let evaluates = context.features.intersection(.innerDirectEval)
        context = outer.context
        context.features.formUnion(inherited.union(evaluates).union(.innerFunctions))
        expressionEnd = outer.expressionEnd
        lastYieldOrAwait = outer.lastYieldOrAwait
        lastAwaitIdentifier = outer.lastAwaitIdentifier
        strictDirective = outer.strictDirective
        functionDepth -= 1
        return function
    }

    // MARK: Parameters and bodies

    mutating func declareParameter(_ identifier: Identifier) throws(ParseFailure) {
        if !scopes.declareParameter(identifier.name), context.duplicateParameter == nil {
            context.duplicateParameter = identifier.range
        }
    }

    /// FormalParameters in parentheses.
    private mutating func parseParameters() throws(ParseFailure) -> ParameterList {
        try expect(.leftParenthesis)
        context.isInParameters = true
        if isTypeScript, kind == .this { try skipThisParameter() }
        var list = ParameterList()
        while kind != .rightParenthesis {
            if try take(.ellipsis) {
                list.rest = try parseBindingTarget(.parameter)
                if isTypeScript { try skipTypeAnnotation() }
                if kind == .assign { throw fail("Rest parameter may not have a default initializer", token.range) }
                if kind != .rightParenthesis {
                    if kind == .comma { throw fail("Rest parameter must be last formal parameter", token.range) }
                    throw unexpected()
                }
                break
            }
            list.elements.append(isTypeScript ? try parseTypedParameter() : try parseBindingElement(.parameter))
            if kind != .rightParenthesis {
                if kind != .comma { throw missingParenthesis("missing ) after formal parameters") }
                try advance()
            }
        }
        try advance()
        context.isInParameters = false
        return list
    }

    /// A function body in braces.
    private mutating func parseBody() throws(ParseFailure) -> FunctionBody {
        try expect(.leftBrace)
        let body = try parseStatementList(until: .rightBrace, withDirectives: true)
        try advance()
        return .statements(body)
    }

    /// The parameters and body of a function that is not an arrow function.
    mutating func parseFunctionRest(
        _ kind: FunctionKind, start: UInt32, name: Identifier? = nil, hasNameScope: Bool = false,
        isGenerator: Bool = false, isAsync: Bool = false
    ) throws(ParseFailure) -> FunctionNode {
        try checkStack()
        let outer = enterFunction(kind, isGenerator: isGenerator, isAsync: isAsync)
        if let name { try checkBoundName(name.name, name.range) }
        scopes.openFunction(.functionBody, evalCount: scopes.evalCount)
        if isTypeScript, self.kind == .less { try skipTypeParameters() }
        let parametersStart = token.range
        let parameters = try parseParameters()
        if isTypeScript, try take(.colon) { try skipReturnType() }
        try checkParameterCount(kind, parameters, parametersStart)
        let body = try parseBody()
        return try finishFunction(
            outer, kind, start: start, name: name, hasNameScope: hasNameScope, parameters, body)
    }

    private mutating func checkParameterCount(_ kind: FunctionKind, _ parameters: ParameterList, _ range: SourceRange)
        throws(ParseFailure)
    {
        if kind == .getter, !parameters.elements.isEmpty || parameters.rest != nil {
            throw fail("Getter must not have any formal parameters.", range)
        }
        if kind == .setter {
            if parameters.rest != nil { throw fail("Setter function argument must not be a rest parameter", range) }
            if parameters.elements.count != 1 {
                throw fail("Setter must have exactly one formal parameter.", range)
            }
        }
    }

    // MARK: Declarations and expressions

    /// A FunctionDeclaration, GeneratorDeclaration or AsyncFunctionDeclaration; in the places of Annex B.3.1 and B.3.3 only
    /// the first.
    mutating func parseFunctionDeclaration(isAnyAllowed: Bool) throws(ParseFailure) -> FunctionNode {
        let start = token.start
        let isAsync = kind == .identifier
        if isAsync { try advance() }
        try advance()
        if kind == .star, !isAnyAllowed {
            throw fail("Generators can only be declared at the top level or inside a block.", token.range)
        }
        let isGenerator = try take(.star)
        if kind == .leftParenthesis { throw fail("Function statements require a function name", token.range) }
        let name = try parseBindingIdentifier()
        let isPlain = !isAsync && !isGenerator
        let isDeclared =
            scopes.isAtFunctionLevel
            ? scopes.declareVar(name.name)
            : scopes.declareLexical(
                name.name, .function, name.range, isSloppyFunction: isPlain && !context.isStrict)
        if !isDeclared { throw redeclaration(name.name, name.range) }
        let function = try parseFunctionRest(
            .normal, start: start, name: name, isGenerator: isGenerator, isAsync: isAsync)
        scopes.addFunction(function)
        return function
    }

    /// A function expression, from `function` or `async`.
    mutating func parseFunctionExpression() throws(ParseFailure) -> FunctionNode {
        let start = token.start
        let isAsync = kind == .identifier
        if isAsync { try advance() }
        try advance()
        let isGenerator = try take(.star)
        var name: Identifier?
        if kind != .leftParenthesis, !isTypeScript || kind != .less {
            // The name is one in the function's own context: `yield` is no name for a generator expression.
            let wasGenerator = context.isGenerator
            let wasAsync = context.isAsync
            let forbadeAwait = context.forbidsAwait
            context.isGenerator = isGenerator
            context.isAsync = isAsync
            context.forbidsAwait = false
            name = try parseBindingIdentifier()
            context.isGenerator = wasGenerator
            context.isAsync = wasAsync
            context.forbidsAwait = forbadeAwait
        }
        return try parseFunctionRest(
            .normal, start: start, name: name, hasNameScope: true, isGenerator: isGenerator, isAsync: isAsync)
    }

    // MARK: Arrow functions

    /// Whether `=>` follows the present token on the same line.
    mutating func isFollowedByArrow() throws(ParseFailure) -> Bool {
        var index = lexer.position
        while lexer.bytes[index] == 0x20 || lexer.bytes[index] == 0x09 { index += 1 }
        switch lexer.bytes[index] {
        case Byte.equals: return lexer.bytes[index + 1] == Byte.greater
        case Byte.slash where lexer.bytes[index + 1] == Byte.star, 0x80..., 0x0B, 0x0C:
            let next = try peek()
            return next.kind == .arrow && !next.newlineBefore
        default: return false
        }
    }

    /// `name => body`
    mutating func parseIdentifierArrow(_ start: UInt32, isAsync: Bool = false) throws(ParseFailure) -> Expression {
        if isAsync, token.name == .await { throw fail("Unexpected reserved word", token.range) }
        try checkIdentifier(token)
        let identifier = adopt(Identifier(range: token.range, name: token.name))
        try advance()
        var list = ParameterList()
        list.elements.append(
            PatternElement(target: .target(.identifier(identifier)), initializer: nil, targetIsParenthesized: false))
        return try parseArrowRest(start, list, isAsync: isAsync, features: [], evalCount: scopes.evalCount)
    }

    /// An arrow function from its `=>`.
    private mutating func parseArrowRest(
        _ start: UInt32, _ parameters: ParameterList, isAsync: Bool, features: FunctionFeatures, evalCount: Int
    ) throws(ParseFailure) -> Expression {
        try checkStack()
        let outerEnd = expressionEnd
        let outer = enterFunction(.arrow, isAsync: isAsync)
        scopes.openFunction(.functionBody, evalCount: evalCount)
        context.features = features
        for element in parameters.elements {
            try declareParameters(element.target)
            if element.initializer != nil || Parser.containsExpression(element.target) {
                context.hasParameterExpressions = true
            }
        }
        if let rest = parameters.rest {
            try declareParameters(rest)
            if Parser.containsExpression(rest) { context.hasParameterExpressions = true }
        }
        try advance()
        let body: FunctionBody
        if kind == .leftBrace {
            body = try parseBody()
        } else {
            expressionEnd = outerEnd
            body = .expression(try parseAssignment())
        }
        return .function(try finishFunction(outer, .arrow, start: start, parameters, body))
    }

    private mutating func declareParameters(_ pattern: Pattern) throws(ParseFailure) {
        if let identifier = pattern.identifier { return try declareBoundParameter(identifier) }
        for target in Parser.simpleTargets(of: pattern) {
            guard case .identifier(let identifier) = target else {
                throw fail("Invalid destructuring assignment target", target.range)
            }
            try declareBoundParameter(identifier)
        }
    }

    private mutating func declareBoundParameter(_ identifier: Identifier) throws(ParseFailure) {
        try checkBoundName(identifier.name, identifier.range)
        try declareParameter(identifier)
    }

    /// What may be the arguments of a call to `async`, the parameters of an arrow function, or expressions in parentheses.
    private struct CoverList {
        struct Item {
            var expression: Expression
            var start: UInt32
            /// The `...` before the expression.
            var spread: SourceRange?
        }

        var items: [Item] = []
        /// The comma after the last item.
        var trailingComma: SourceRange?
        var closing = SourceRange(start: 0, end: 0)
        var features: FunctionFeatures = []
        var problems = CoverErrors()
        var yieldOrAwait: SourceRange?
        var awaitIdentifier: SourceRange?
        /// The number of calls of `eval` before the list.
        var evalCount = 0

        /// Whether the list in parentheses is no expression, so that it must be parameters.
        var cannotBeExpression: Bool {
            problems.asExpression != nil || items.isEmpty || trailingComma != nil || items.contains { $0.spread != nil }
        }
    }

    /// CoverParenthesizedExpressionAndArrowParameterList, or the arguments of CoverCallExpressionAndAsyncArrowHead. What was
    /// noted about the list is in the result; the notes about the code around it are as before.
    private mutating func parseCoverList() throws(ParseFailure) -> CoverList {
        try checkStack()
        let outerFeatures = context.features
        let outerCover = cover
        let outerEnd = expressionEnd
        let outerYieldOrAwait = lastYieldOrAwait
        let outerAwaitIdentifier = lastAwaitIdentifier
        context.features = []
        cover = CoverErrors()
        expressionEnd = .open
        lastYieldOrAwait = nil
        lastAwaitIdentifier = nil
        var list = CoverList()
        list.evalCount = scopes.evalCount
        try advance()
        while kind != .rightParenthesis {
            var spread: SourceRange?
            if kind == .ellipsis {
                spread = token.range
                try advance()
            }
            let start = token.start
            var expression = try parseAssignmentCover()
            noteParenthesizedElement(expression, start)
            if isTypeScript, kind == .colon || kind == .question {
                expression = try parseItemAnnotation(expression, start)
            }
            list.items.append(CoverList.Item(expression: expression, start: start, spread: spread))
            if kind != .rightParenthesis {
                let comma = token.range
                try expect(.comma)
                if kind == .rightParenthesis { list.trailingComma = comma }
            }
        }
        list.closing = token.range
        try advance()
        list.features = context.features
        list.problems = cover
        list.yieldOrAwait = lastYieldOrAwait
        list.awaitIdentifier = lastAwaitIdentifier
        context.features = outerFeatures
        cover = outerCover
        expressionEnd = outerEnd
        lastYieldOrAwait = outerYieldOrAwait
        lastAwaitIdentifier = outerAwaitIdentifier
        return list
    }

    /// What was noted about a list counts for the code around it.
    private mutating func adoptNotes(of list: CoverList) {
        context.features.formUnion(list.features)
        if let range = list.yieldOrAwait { lastYieldOrAwait = range }
        if let range = list.awaitIdentifier { lastAwaitIdentifier = range }
    }

    /// An expression in parentheses or an arrow function, from the parenthesis.
    mutating func parseParenthesized(allowsArrow: Bool) throws(ParseFailure) -> ExpressionHead {
        let start = token.start
        let list = try parseCoverList()
        if isTypeScript, kind == .colon, allowsArrow {
            try skipArrowReturnType(areParameters: list.cannotBeExpression)
        }
        if kind == .arrow, allowsArrow, !token.newlineBefore {
            return .arrow(try parseArrow(start, list, isAsync: false))
        }
        adoptNotes(of: list)
        for item in list.items {
            if let spread = item.spread { throw fail("Unexpected token '...'", spread) }
        }
        if list.trailingComma != nil || list.items.isEmpty { throw fail("Unexpected token ')'", list.closing) }
        if let problem = list.problems.asExpression { throw fail(problem) }
        parenthesized = range(from: start)
        let expressions = list.items.map(\.expression)
        if expressions.count == 1, let expression = expressions.first { return .operand(expression) }
        let inner = SourceRange(start: list.items.first?.start ?? start, end: expressions.last?.range.end ?? start)
        return .operand(.sequence(adopt(SequenceExpression(range: inner, expressions: expressions))))
    }

    /// What begins with the name `async`: an async arrow function, a call that looked like one, or neither.
    mutating func parseAsyncHead() throws(ParseFailure) -> ExpressionHead {
        let start = token.start
        if try isFollowedByArrow() { return .arrow(try parseIdentifierArrow(start)) }
        let name = token
        let next = try peek()
        if next.newlineBefore { return .neither }
        if next.kind == .identifier {
            let position = lexer.position
            let previousEnd = lexer.previousEnd
            try advance()
            if try isFollowedByArrow() { return .arrow(try parseIdentifierArrow(start, isAsync: true)) }
            lexer.position = position
            lexer.token = name
            lexer.previousEnd = previousEnd
            return .neither
        }
        var hasTypes = false
        if isTypeScript, next.kind == .less { hasTypes = try isFollowedByTypesAndList() }
        guard next.kind == .leftParenthesis || hasTypes else { return .neither }
        let callee = Expression.identifier(try parseIdentifierReference())
        if hasTypes { try skipTypeParameters() }
        let list = try parseCoverList()
        if isTypeScript, kind == .colon {
            try skipArrowReturnType(areParameters: list.problems.asExpression != nil)
        }
        if kind == .arrow, !token.newlineBefore { return .arrow(try parseArrow(start, list, isAsync: true)) }
        adoptNotes(of: list)
        if let problem = list.problems.asExpression { throw fail(problem) }
        let arguments = list.items.map { item in
            item.spread == nil ? Argument.expression(item.expression) : .spread(item.expression)
        }
        return .operand(
            .call(
                adopt(
                    CallExpression(range: range(from: start), callee: callee, arguments: arguments, isOptional: false))
            ))
    }

    /// An arrow function from its `=>`, with the list before it as parameters.
    private mutating func parseArrow(_ start: UInt32, _ list: CoverList, isAsync: Bool) throws(ParseFailure)
        -> Expression
    {
        if let problem = list.problems.asParameters { throw fail(problem) }
        if let range = list.yieldOrAwait {
            let isYield = lexer.bytes[Int(range.start)] == UInt8(ascii: "y")
            throw fail(
                isYield
                    ? "Yield expression not allowed in formal parameter"
                    : "Illegal await-expression in formal parameters of async function", range)
        }
        if let range = list.awaitIdentifier {
            if isAsync { throw fail("Unexpected reserved word", range) }
            lastAwaitIdentifier = range
        }
        var parameters = ParameterList()
        for (index, item) in list.items.enumerated() {
            guard item.spread != nil else {
                parameters.elements.append(try convertToElement(item.expression))
                continue
            }
            if index != list.items.count - 1 || list.trailingComma != nil {
                throw fail("Rest parameter must be last formal parameter", item.expression.range)
            }
            if case .assignment = item.expression {
                throw fail("Rest parameter may not have a default initializer", item.expression.range)
            }
            parameters.rest = try convertToPattern(item.expression)
        }
        return try parseArrowRest(
            start, parameters, isAsync: isAsync, features: list.features, evalCount: list.evalCount)
    }
}
