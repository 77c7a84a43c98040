// Statements and declarations.

/// Which statements are allowed at a place.
enum StatementPosition {
    /// StatementListItem
    case listItem
    /// Statement: no declarations.
    case statement
    /// The branch of an `if`: no declarations but sloppy functions (Annex B.3.3).
    case ifBranch
    /// The statement after a label: no declarations but sloppy functions (Annex B.3.1).
    case labelled
}

extension Parser {
    /// The statements up to a closing token, which remains.
    mutating func parseStatementList(until end: TokenKind, withDirectives: Bool = false) throws(ParseFailure)
        -> [Statement]
    {
        var body: [Statement] = []
        if withDirectives { try parseDirectives(into: &body) }
        while kind != end {
            body.append(try parseStatement(.listItem))
        }
        return body
    }

    /// The directive prologue of a script or function body. "use strict" takes effect at once, and for the token after it:
    /// what strict code forbids about tokens is checked when they are consumed.
    private mutating func parseDirectives(into body: inout [Statement]) throws(ParseFailure) {
        var octalEscape: Token?
        while kind == .string {
            let token = self.token
            let statement = try parseStatement(.listItem)
            body.append(statement)
            guard case .expression(let node) = statement, case .string(let literal) = node.expression,
                literal.range == token.range
            else { return }
            if token.legacy != .none, octalEscape == nil { octalEscape = token }
            let quoted = SourceRange(start: token.start + 1, end: token.end - 1)
            if token.name == .useStrict, source.slice(quoted).elementsEqual("use strict".utf8) {
                context.isStrict = true
                strictDirective = token.range
            }
            if context.isStrict, let octalEscape { throw fail(octalEscape.legacy.message, octalEscape.range) }
        }
    }

    mutating func parseStatement(_ position: StatementPosition) throws(ParseFailure) -> Statement {
        try checkStack()
        let start = token.start
        switch kind {
        case .leftBrace: return .block(try parseBlock())
        case .semicolon:
            try advance()
            return .empty(adopt(EmptyStatement(range: range(from: start))))
        case .var:
            let declaration = try parseVariableDeclaration(.var, start)
            try consumeSemicolon()
            return .variable(declaration)
        case .if: return try parseIf()
        case .for: return try parseFor()
        case .while: return try parseWhile()
        case .do: return try parseDoWhile()
        case .continue, .break: return try parseJump()
        case .return: return try parseReturn()
        case .with: return try parseWith()
        case .switch: return try parseSwitch()
        case .throw: return try parseThrow()
        case .try: return try parseTry()
        case .debugger:
            try advance()
            try consumeSemicolon()
            return .debugger(adopt(DebuggerStatement(range: range(from: start))))
        case .function: return try parseFunctionStatement(position)
        case .enum where isTypeScript: throw refuse(.enum, token.range)
        case .class:
            if position != .listItem { throw unexpected() }
            return .class(try parseClass(isDeclaration: true))
        case .const:
            if position != .listItem {
                throw fail("Lexical declaration cannot appear in a single-statement context", token.range)
            }
            if isTypeScript, try peek().kind == .enum { throw refuse(.enum, token.range) }
            let declaration = try parseVariableDeclaration(.const, start)
            try consumeSemicolon()
            return .variable(declaration)
        case .import:
            let next = try peek()
            if next.kind != .leftParenthesis, next.kind != .dot {
                if isTypeScript, position == .listItem, let erased = try parseTypeScriptImport() { return erased }
                if position != .listItem || !options.recognizesRefusedSyntax || !isAtTopLevel {
                    throw fail("Cannot use import statement outside a module", token.range)
                }
                return .importDeclaration(try parseImportDeclaration())
            }
        case .export:
            if isTypeScript, position == .listItem, let erased = try parseTypeScriptExport() { return erased }
            if position == .listItem, options.recognizesRefusedSyntax, isAtTopLevel {
                return .exportDeclaration(try parseExportDeclaration())
            }
            throw unexpected()
        case .identifier where !token.hasEscape:
            if token.name == .let {
                if let declaration = try parseLetDeclaration(position) { return .variable(declaration) }
            } else if token.name == .async {
                let next = try peek()
                if next.kind == .function, !next.newlineBefore {
                    if position != .listItem {
                        throw fail(
                            "Async functions can only be declared at the top level or inside a block.", token.range)
                    }
                    if isTypeScript, let overload = try parseOverload() { return overload }
                    return .function(try parseFunctionDeclaration(isAnyAllowed: true))
                }
            } else if isTypeScript, position == .listItem, let declaration = try parseTypeScriptDeclaration() {
                return declaration
            }
        default: break
        }
        return try parseExpressionStatement(position)
    }

    /// An expression statement, or a labelled statement.
    private mutating func parseExpressionStatement(_ position: StatementPosition) throws(ParseFailure) -> Statement {
        let first = token
        let expression = try parseExpression()
        if kind == .colon, first.kind == .identifier, case .identifier(let label) = expression,
            label.range == first.range, lexer.previousEnd == first.end
        {
            return .labelled(try parseLabelled(label, position))
        }
        try consumeSemicolon()
        return .expression(adopt(ExpressionStatement(range: range(from: first.start), expression: expression)))
    }

    private mutating func parseLabelled(_ label: Identifier, _ position: StatementPosition) throws(ParseFailure)
        -> LabelledStatement
    {
        try advance()
        let index = context.labels.count
        if context.labelIndices.updateValue(index, forKey: label.name) != nil {
            throw fail("Label '\(text(of: label.name))' has already been declared", label.range)
        }
        // The labels directly before this one belong to the same statement.
        var first = index
        if let last = context.labels.last, last.statementStart == label.range.start { first = last.first }
        context.labels.append(Label(name: label.name, isLoop: false, statementStart: token.start, first: first))
        if kind == .for || kind == .while || kind == .do {
            for same in first...index { context.labels[same].isLoop = true }
        }
        let body = try parseStatement(position == .listItem || position == .labelled ? .labelled : .statement)
        context.labels.removeLast()
        context.labelIndices[label.name] = nil
        return adopt(LabelledStatement(range: range(from: label.range.start), label: label.name, body: body))
    }

    /// Whether the present statement is a ModuleItem would it be one: outside of all functions and blocks.
    private var isAtTopLevel: Bool { scopes.isAtFunctionLevel && !isInsideFunction }

    // MARK: Blocks and declarations

    /// A block with a scope of its own.
    mutating func parseBlock() throws(ParseFailure) -> BlockStatement {
        scopes.open(.block)
        return try parseOpenedBlock()
    }

    /// A block whose scope has been opened.
    private mutating func parseOpenedBlock() throws(ParseFailure) -> BlockStatement {
        let start = token.start
        try expect(.leftBrace)
        let body = try parseStatementList(until: .rightBrace)
        try advance()
        let scope = scopes.close(isStrict: context.isStrict)
        return adopt(BlockStatement(range: range(from: start), body: body, scope: scope))
    }

    /// A declaration if the token `let` begins one; otherwise nil, and `let` is an identifier.
    private mutating func parseLetDeclaration(_ position: StatementPosition) throws(ParseFailure)
        -> VariableDeclaration?
    {
        let next = try peek()
        let start = token.start
        if position != .listItem {
            // ExpressionStatement must not begin with `let [`; before other tokens `let` is an identifier here.
            if next.kind == .leftBracket
                || !next.newlineBefore && (next.kind == .leftBrace || next.kind == .identifier)
            {
                throw fail("Lexical declaration cannot appear in a single-statement context", token.range)
            }
            return nil
        }
        guard beginsLexicalBinding(next) else { return nil }
        let declaration = try parseVariableDeclaration(.let, start)
        try consumeSemicolon()
        return declaration
    }

    /// Whether the token after `let` makes it a declaration.
    func beginsLexicalBinding(_ next: Token) -> Bool {
        switch next.kind {
        case .leftBracket, .leftBrace, .identifier, .escapedKeyword: true
        // The keyword will be an unexpected token, unless it begins the next statement.
        case .in, .instanceof: false
        default: next.kind.isKeyword && !next.newlineBefore
        }
    }

    /// A declaration from its keyword to its last declarator.
    mutating func parseVariableDeclaration(_ kind: VariableKind, _ start: UInt32) throws(ParseFailure)
        -> VariableDeclaration
    {
        try advance()
        var declarators: [VariableDeclarator] = []
        repeat {
            declarators.append(try parseDeclarator(kind, isForHead: false))
        } while try take(.comma)
        return adopt(VariableDeclaration(range: range(from: start), kind: kind, declarators: declarators))
    }

    /// A declarator. In the head of a loop a missing initializer is the caller's business.
    mutating func parseDeclarator(_ kind: VariableKind, isForHead: Bool) throws(ParseFailure) -> VariableDeclarator {
        let start = token.start
        let target = try parseBindingTarget(.variable(kind))
        if isTypeScript {
            if self.kind == .logicalNot, !token.newlineBefore { try advance() }
            try skipTypeAnnotation()
        }
        var initializer: Expression?
        if try take(.assign) {
            initializer = try parseAssignment()
        } else if !isForHead {
            try requireInitializer(kind, target)
        }
        return VariableDeclarator(target: target, initializer: initializer, range: range(from: start))
    }

    /// The early errors for declarators without initializer.
    mutating func requireInitializer(_ kind: VariableKind, _ target: Pattern) throws(ParseFailure) {
        if target.identifier == nil {
            throw fail("Missing initializer in destructuring declaration", target.range)
        }
        if kind == .const {
            throw fail("Missing initializer in const declaration", target.range)
        }
    }

    private mutating func parseFunctionStatement(_ position: StatementPosition) throws(ParseFailure) -> Statement {
        switch position {
        case .listItem:
            if isTypeScript, let overload = try parseOverload() { return overload }
            return .function(try parseFunctionDeclaration(isAnyAllowed: true))
        case .statement:
            throw fail(
                context.isStrict
                    ? "In strict mode code, functions can only be declared at top level or inside a block."
                    : "In non-strict mode code, functions can only be declared at top level, inside a block, or as the "
                        + "body of an if statement.", token.range)
        case .ifBranch, .labelled:
            if context.isStrict {
                throw fail(
                    "In strict mode code, functions can only be declared at top level or inside a block.", token.range)
            }
            if position == .labelled { return .function(try parseFunctionDeclaration(isAnyAllowed: false)) }
            // Annex B.3.3: as if it were in a block.
            let start = token.start
            scopes.open(.block)
            let function = try parseFunctionDeclaration(isAnyAllowed: false)
            let scope = scopes.close(isStrict: context.isStrict)
            return .block(
                adopt(BlockStatement(range: range(from: start), body: [.function(function)], scope: scope)))
        }
    }

    // MARK: Control flow

    private mutating func parseParenthesizedCondition() throws(ParseFailure) -> Expression {
        try expect(.leftParenthesis)
        let condition = try parseExpression()
        try expect(.rightParenthesis)
        return condition
    }

    private mutating func parseIf() throws(ParseFailure) -> Statement {
        let start = token.start
        try advance()
        let test = try parseParenthesizedCondition()
        let consequent = try parseStatement(.ifBranch)
        let alternate = try take(.else) ? try parseStatement(.ifBranch) : nil
        return .if(
            adopt(
                IfStatement(range: range(from: start), test: test, consequent: consequent, alternate: alternate)))
    }

    /// The body of a loop.
    mutating func parseLoopBody() throws(ParseFailure) -> Statement {
        context.loopDepth += 1
        context.breakableDepth += 1
        let body = try parseStatement(.statement)
        context.loopDepth -= 1
        context.breakableDepth -= 1
        return body
    }

    private mutating func parseWhile() throws(ParseFailure) -> Statement {
        let start = token.start
        try advance()
        let test = try parseParenthesizedCondition()
        let body = try parseLoopBody()
        return .while(adopt(WhileStatement(range: range(from: start), test: test, body: body)))
    }

    private mutating func parseDoWhile() throws(ParseFailure) -> Statement {
        let start = token.start
        try advance()
        let body = try parseLoopBody()
        try expect(.while)
        let test = try parseParenthesizedCondition()
        // A semicolon is always inserted after `do` - `while`.
        _ = try take(.semicolon)
        return .doWhile(adopt(DoWhileStatement(range: range(from: start), body: body, test: test)))
    }

    private mutating func parseJump() throws(ParseFailure) -> Statement {
        let start = token.start
        let isContinue = kind == .continue
        try advance()
        var label: NameID?
        if kind == .identifier, !token.newlineBefore {
            let identifier = token
            _ = try parseIdentifierReference(isLabel: true)
            label = identifier.name
            guard let target = context.labelIndices[identifier.name].map({ context.labels[$0] }) else {
                throw fail("Undefined label '\(text(of: identifier.name))'", identifier.range)
            }
            if isContinue, !target.isLoop {
                throw fail(
                    "Illegal continue statement: '\(text(of: identifier.name))' does not denote an iteration statement",
                    identifier.range)
            }
        } else if isContinue, context.loopDepth == 0 {
            throw fail("Illegal continue statement: no surrounding iteration statement", range(from: start))
        } else if !isContinue, context.breakableDepth == 0 {
            throw fail("Illegal break statement", range(from: start))
        }
        try consumeSemicolon()
        if isContinue { return .continue(adopt(ContinueStatement(range: range(from: start), label: label))) }
        return .break(adopt(BreakStatement(range: range(from: start), label: label)))
    }

    private mutating func parseReturn() throws(ParseFailure) -> Statement {
        let start = token.start
        if !context.allowsReturn { throw fail("Illegal return statement", token.range) }
        if !isInsideFunction { containsTopLevelReturn = true }
        try advance()
        var argument: Expression?
        if kind != .semicolon, kind != .rightBrace, kind != .end, !token.newlineBefore {
            argument = try parseExpression()
        }
        try consumeSemicolon()
        return .return(adopt(ReturnStatement(range: range(from: start), argument: argument)))
    }

    private mutating func parseThrow() throws(ParseFailure) -> Statement {
        let start = token.start
        try advance()
        if token.newlineBefore { throw fail("Illegal newline after throw", range(from: start)) }
        let argument = try parseExpression()
        try consumeSemicolon()
        return .throw(adopt(ThrowStatement(range: range(from: start), argument: argument)))
    }

    private mutating func parseWith() throws(ParseFailure) -> Statement {
        let start = token.start
        if context.isStrict { throw fail("Strict mode code may not include a with statement", token.range) }
        context.features.insert(.with)
        try advance()
        let object = try parseParenthesizedCondition()
        let body = try parseStatement(.statement)
        return .with(adopt(WithStatement(range: range(from: start), object: object, body: body)))
    }

    private mutating func parseSwitch() throws(ParseFailure) -> Statement {
        let start = token.start
        try advance()
        let discriminant = try parseParenthesizedCondition()
        try expect(.leftBrace)
        scopes.open(.switchBlock)
        context.breakableDepth += 1
        var cases: [SwitchCase] = []
        var hasDefault = false
        while kind != .rightBrace {
            let caseStart = token.start
            var test: Expression?
            if try take(.case) {
                test = try parseCaseTest()
            } else {
                if kind == .default, hasDefault {
                    throw fail("More than one default clause in switch statement", token.range)
                }
                try expect(.default)
                hasDefault = true
            }
            try expect(.colon)
            var body: [Statement] = []
            while kind != .case, kind != .default, kind != .rightBrace {
                body.append(try parseStatement(.listItem))
            }
            cases.append(SwitchCase(test: test, body: body, range: range(from: caseStart)))
        }
        try advance()
        context.breakableDepth -= 1
        let scope = scopes.close(isStrict: context.isStrict)
        return .switch(
            adopt(SwitchStatement(range: range(from: start), discriminant: discriminant, cases: cases, scope: scope)))
    }

    /// The Expression between `case` and `:`.
    private mutating func parseCaseTest() throws(ParseFailure) -> Expression {
        let start = token.start
        let savedEnd = expressionEnd
        expressionEnd = .beforeColon
        let test = try parseSequence(after: try parseAssignment(), start)
        expressionEnd = savedEnd
        return test
    }

    private mutating func parseTry() throws(ParseFailure) -> Statement {
        let start = token.start
        try advance()
        let block = try parseBlock()
        var handler: CatchClause?
        if kind == .catch { handler = try parseCatch() }
        let finalizer = try take(.finally) ? try parseBlock() : nil
        if handler == nil, finalizer == nil { throw fail("Missing catch or finally after try", token.range) }
        return .try(
            adopt(TryStatement(range: range(from: start), block: block, handler: handler, finalizer: finalizer)))
    }

    private mutating func parseCatch() throws(ParseFailure) -> CatchClause {
        let start = token.start
        try advance()
        scopes.open(.catchParameter)
        var parameter: Pattern?
        if try take(.leftParenthesis) {
            let isIdentifier = kind != .leftBracket && kind != .leftBrace
            parameter = try parseBindingTarget(.catchParameter(isIdentifier: isIdentifier))
            if isTypeScript { try skipTypeAnnotation() }
            try expect(.rightParenthesis)
        }
        if kind != .leftBrace { throw unexpected() }
        scopes.openCatchBody()
        let body = try parseOpenedBlock()
        let scope = scopes.close(isStrict: context.isStrict)
        return adopt(CatchClause(range: range(from: start), parameter: parameter, body: body, scope: scope))
    }
}
