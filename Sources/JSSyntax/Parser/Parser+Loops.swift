// `for` loops, whose head must be read before it is clear which kind of loop it is; and module declarations.

extension Parser {
    mutating func parseFor() throws(ParseFailure) -> Statement {
        let start = token.start
        try advance()
        var isAwait = false
        if isContextual(.await) {
            guard context.isAsync || options.recognizesRefusedSyntax, !context.isInParameters, !context.forbidsAwait
            else { throw misplacedAwait(token.range) }
            isAwait = true
            context.features.insert(.await)
            try advance()
        }
        try expect(.leftParenthesis)
        switch kind {
        case .semicolon:
            if isAwait { throw unexpected() }
            return try parseForRest(start, nil, hasScope: false)
        case .var:
            return try parseForDeclaration(start, .var, isAwait)
        case .const:
            return try parseForDeclaration(start, .const, isAwait)
        case .identifier where isContextual(.let):
            let next = try peek()
            if next.kind == .identifier && next.name == .of && !next.hasEscape {
                // `for (let of ...` declares a variable `of`; it is never a loop over an identifier `let`.
                return try parseForDeclaration(start, .let, isAwait)
            }
            if beginsLexicalBinding(next) { return try parseForDeclaration(start, .let, isAwait) }
            return try parseForExpression(start, isAwait)
        default:
            return try parseForExpression(start, isAwait)
        }
    }

    private mutating func parseForDeclaration(_ start: UInt32, _ kind: VariableKind, _ isAwait: Bool)
        throws(ParseFailure) -> Statement
    {
        let declarationStart = token.start
        let hasScope = kind != .var
        if hasScope { scopes.open(.loop) }
        try advance()
        let savedEnd = expressionEnd
        expressionEnd = .beforeIn
        let first = try parseDeclarator(kind, isForHead: true)
        expressionEnd = savedEnd
        let isOf = isContextual(.of)
        if isOf || self.kind == .in {
            if isAwait, !isOf { throw unexpected() }
            if let initializer = first.initializer {
                // Annex B.3.5
                guard !isOf, !context.isStrict, kind == .var, first.target.identifier != nil else {
                    throw fail(
                        "\(isOf ? "for-of" : "for-in") loop variable declaration may not have an initializer.",
                        first.range)
                }
                return try parseForIn(start, .declaration(kind, first.target, initializer: initializer), hasScope)
            }
            let binding = ForBinding.declaration(kind, first.target, initializer: nil)
            if !isOf { return try parseForIn(start, binding, hasScope) }
            return try parseForOf(start, binding, isAwait, hasScope)
        }
        if isAwait { throw unexpected() }
        var declarators = [first]
        if first.initializer == nil { try requireInitializer(kind, first.target) }
        expressionEnd = .beforeIn
        while try take(.comma) { declarators.append(try parseDeclarator(kind, isForHead: false)) }
        expressionEnd = savedEnd
        if self.kind == .in || isContextual(.of), declarators.count > 1 {
            throw fail(
                "Invalid left-hand side in \(self.kind == .in ? "for-in" : "for-of") loop: "
                    + "Must have a single binding.", range(from: declarationStart))
        }
        let declaration = adopt(
            VariableDeclaration(range: range(from: declarationStart), kind: kind, declarators: declarators))
        return try parseForRest(start, .variable(declaration), hasScope: hasScope)
    }

    private mutating func parseForExpression(_ start: UInt32, _ isAwait: Bool) throws(ParseFailure) -> Statement {
        let first = token
        let savedEnd = expressionEnd
        let savedCover = cover
        expressionEnd = .beforeIn
        cover = CoverErrors()
        var isAsyncOf = false
        if isContextual(.async), !isAwait { isAsyncOf = try peekIsOf() }
        var expression = try parseAssignmentCover()
        expressionEnd = savedEnd
        let isOf = isContextual(.of)
        if isOf || kind == .in {
            if isAwait, !isOf { throw unexpected() }
            let isAlone = first.kind == .identifier && lexer.previousEnd == first.end
            if isOf, first.kind == .identifier, first.name == .let, !first.hasEscape {
                throw fail("The left-hand side of a for-of loop may not start with 'let'.", first.range)
            }
            if isOf, isAsyncOf, isAlone {
                throw fail("The left-hand side of a for-of loop may not be 'async'.", first.range)
            }
            let target = try convertLoopTarget(expression, first.start, isOf: isOf)
            cover = savedCover
            if isOf { return try parseForOf(start, .target(target), isAwait, false) }
            return try parseForIn(start, .target(target), false)
        }
        if let problem = cover.asExpression { throw fail(problem) }
        cover = savedCover
        if isAwait { throw unexpected() }
        expressionEnd = .beforeIn
        expression = try parseSequence(after: expression, first.start)
        expressionEnd = savedEnd
        return try parseForRest(start, .expression(expression), hasScope: false)
    }

    private mutating func peekIsOf() throws(ParseFailure) -> Bool {
        let next = try peek()
        return next.kind == .identifier && next.name == .of && !next.hasEscape
    }

    private mutating func convertLoopTarget(_ expression: Expression, _ start: UInt32, isOf: Bool)
        throws(ParseFailure) -> Pattern
    {
        switch expression {
        case .array, .object:
            if !isParenthesized(start) {
                if let problem = cover.asPattern { throw fail(problem) }
                return try convertToPattern(expression)
            }
        default: break
        }
        return .target(
            try convertToTarget(
                expression, "Invalid left-hand side in \(isOf ? "for-of" : "for-in") loop", allowsCall: true))
    }

    /// The rest of a `for` loop from the first semicolon.
    private mutating func parseForRest(_ start: UInt32, _ initializer: ForInitializer?, hasScope: Bool)
        throws(ParseFailure) -> Statement
    {
        try expect(.semicolon)
        let test = kind == .semicolon ? nil : try parseExpression()
        try expect(.semicolon)
        let update = kind == .rightParenthesis ? nil : try parseExpression()
        try expect(.rightParenthesis)
        let body = try parseLoopBody()
        let scope = hasScope ? scopes.close(isStrict: context.isStrict) : nil
        return .for(
            adopt(
                ForStatement(
                    range: range(from: start), initializer: initializer, test: test, update: update, body: body,
                    scope: scope)))
    }

    private mutating func parseForIn(_ start: UInt32, _ binding: ForBinding, _ hasScope: Bool) throws(ParseFailure)
        -> Statement
    {
        try advance()
        let object = try parseExpression()
        try expect(.rightParenthesis)
        let body = try parseLoopBody()
        let scope = hasScope ? scopes.close(isStrict: context.isStrict) : nil
        return .forIn(
            adopt(ForInStatement(range: range(from: start), binding: binding, object: object, body: body, scope: scope)))
    }

    private mutating func parseForOf(_ start: UInt32, _ binding: ForBinding, _ isAwait: Bool, _ hasScope: Bool)
        throws(ParseFailure) -> Statement
    {
        try advance()
        let iterable = try parseAssignment()
        try expect(.rightParenthesis)
        let body = try parseLoopBody()
        let scope = hasScope ? scopes.close(isStrict: context.isStrict) : nil
        return .forOf(
            adopt(
                ForOfStatement(
                    range: range(from: start), binding: binding, iterable: iterable, body: body, isAwait: isAwait,
                    scope: scope)))
    }

    // MARK: Module declarations, recognised in order to be refused

    mutating func parseImportDeclaration() throws(ParseFailure) -> ImportDeclaration {
        let start = token.start
        try advance()
        if kind != .string {
            try skipModuleClause()
            if !isContextual(.from) { throw unexpected() }
            try advance()
        }
        try skipModuleSpecifier()
        return adopt(ImportDeclaration(range: range(from: start)))
    }

    mutating func parseExportDeclaration() throws(ParseFailure) -> ExportDeclaration {
        let start = token.start
        try advance()
        var declaration: Statement?
        switch kind {
        case .star, .leftBrace:
            try skipModuleClause()
            if isContextual(.from) {
                try advance()
                try skipModuleSpecifier()
            } else {
                try consumeSemicolon()
            }
        case .default:
            try advance()
            declaration = try parseDefaultExport()
        case .var, .const, .function, .class, .identifier:
            declaration = try parseStatement(.listItem)
        default:
            throw unexpected()
        }
        return adopt(ExportDeclaration(range: range(from: start), declaration: declaration))
    }

    /// The declaration or expression of `export default`; names are optional, so functions and classes are
    /// read as expressions.
    private mutating func parseDefaultExport() throws(ParseFailure) -> Statement {
        let start = token.start
        if isTypeScript, isContextual(.abstract), try peek().kind == .class { try advance() }
        let isDeclaration = kind == .function || kind == .class
        let expression = try parseAssignment()
        if !isDeclaration { try consumeSemicolon() }
        return .expression(adopt(ExpressionStatement(range: range(from: start), expression: expression)))
    }

    /// The names between `import` or `export` and `from`.
    mutating func skipModuleClause() throws(ParseFailure) {
        while true {
            if isContextual(.from), try peek().kind == .string { return }
            switch kind {
            case .star, .comma, .string: try advance()
            case .identifier where !token.newlineBefore || token.name == .as: try advance()
            case .leftBrace:
                try advance()
                while kind != .rightBrace {
                    guard kind.isIdentifierName || kind == .comma || kind == .string else { throw unexpected() }
                    try advance()
                }
                try advance()
            default: return
            }
        }
    }

    mutating func skipModuleSpecifier() throws(ParseFailure) {
        try expect(.string)
        if kind == .with {
            try advance()
            _ = try parseAssignment()
        }
        try consumeSemicolon()
    }
}
