// Expressions: from the comma down to unary operators.

extension Parser {
    /// Expression
    mutating func parseExpression() throws(ParseFailure) -> Expression {
        let start = token.start
        let savedEnd = expressionEnd
        expressionEnd = .open
        let first = try parseAssignment()
        let result = kind == .comma ? try parseSequence(after: first, start) : first
        expressionEnd = savedEnd
        return result
    }

    /// The rest of an Expression after its first operand.
    mutating func parseSequence(after first: Expression, _ start: UInt32) throws(ParseFailure) -> Expression {
        if kind != .comma { return first }
        var expressions = [first]
        while try take(.comma) { expressions.append(try parseAssignment()) }
        return .sequence(adopt(SequenceExpression(range: range(from: start), expressions: expressions)))
    }

    /// AssignmentExpression that is certainly not part of a pattern.
    mutating func parseAssignment() throws(ParseFailure) -> Expression {
        let saved = cover
        cover = CoverErrors()
        let expression = try parseAssignmentCover()
        if let problem = cover.asExpression { throw fail(problem) }
        cover = saved
        return expression
    }

    /// AssignmentExpression that may turn out to be an element of a pattern: what would be wrong is added to `cover`.
    mutating func parseAssignmentCover() throws(ParseFailure) -> Expression {
        let start = token.start
        var primary: Expression?
        switch kind {
        case .identifier:
            if token.name == .yield, context.isGenerator { return try parseYield() }
            if token.name == .async, !token.hasEscape {
                switch try parseAsyncHead() {
                case .arrow(let arrow): return arrow
                case .operand(let operand): primary = operand
                case .neither: break
                }
            } else if try isFollowedByArrow() {
                return try parseIdentifierArrow(start)
            }
        case .less where isTypeScript:
            switch try parseTypeParametersHead() {
            case .arrow(let arrow): return arrow
            case .operand(let operand): primary = operand
            case .neither: break
            }
        case .leftParenthesis:
            switch try parseParenthesized(allowsArrow: true) {
            case .arrow(let arrow): return arrow
            case .operand(let operand): primary = operand
            case .neither: break
            }
        default: break
        }
        let outer = cover
        cover = CoverErrors()
        let left = try parseConditional(primary, start)
        if kind.rawValue < TokenKind.assign.rawValue {
            try mergeCover(of: left, start, outer)
            return left
        }
        if kind == .assign {
            return try parseSimpleAssignment(to: left, start, outer)
        }
        if let problem = cover.asExpression { throw fail(problem) }
        cover = outer
        return try parseCompoundAssignment(to: left, start)
    }

    /// Keeps the problems of a literal that is a whole AssignmentExpression, for the literal around it; anything
    /// else is an expression for good.
    private mutating func mergeCover(of left: Expression, _ start: UInt32, _ outer: CoverErrors) throws(ParseFailure) {
        let inner = cover
        cover = outer
        switch left {
        case .array, .object:
            if isParenthesized(start) { break }
            if cover.asExpression == nil { cover.asExpression = inner.asExpression }
            if cover.asPattern == nil { cover.asPattern = inner.asPattern }
            if cover.asParameters == nil { cover.asParameters = inner.asParameters }
            return
        default: break
        }
        if let problem = inner.asExpression { throw fail(problem) }
    }

    private mutating func parseSimpleAssignment(to left: Expression, _ start: UInt32, _ outer: CoverErrors)
        throws(ParseFailure) -> Expression
    {
        let inner = cover
        cover = outer
        let isInParentheses = isParenthesized(start)
        let leftRange = range(from: start)
        let target: Pattern
        switch left {
        case .array, .object:
            if isInParentheses { throw fail("Invalid destructuring assignment target", leftRange) }
            if let problem = inner.asPattern { throw fail(problem) }
            if cover.asParameters == nil { cover.asParameters = inner.asParameters }
            target = try convertToPattern(left)
        default:
            if let problem = inner.asExpression { throw fail(problem) }
            target = .target(
                try convertToTarget(left, "Invalid left-hand side in assignment", allowsCall: true, leftRange))
            if isInParentheses { noteParenthesesInParameters(leftRange) }
        }
        try advance()
        let value = try parseAssignment()
        return .assignment(
            adopt(
                AssignmentExpression(
                    range: range(from: start), target: target, value: value, targetIsParenthesized: isInParentheses)))
    }

    private mutating func parseCompoundAssignment(to left: Expression, _ start: UInt32) throws(ParseFailure)
        -> Expression
    {
        let operation = kind
        let operatorStart = token.start
        let isInParentheses = isParenthesized(start)
        let logical = operation.logicalOperator
        let target = try convertToTarget(
            left, "Invalid left-hand side in assignment", allowsCall: logical == nil, range(from: start))
        try advance()
        let value = try parseAssignment()
        if let logical {
            return .logicalAssignment(
                adopt(
                    LogicalAssignmentExpression(
                        range: range(from: start), operation: logical, target: target, value: value,
                        targetIsParenthesized: isInParentheses)))
        }
        guard let binary = operation.binaryOperator else { throw unexpected() }
        return .compoundAssignment(
            adopt(
                CompoundAssignmentExpression(
                    range: range(from: start), operation: binary, target: target, value: value,
                    operatorStart: operatorStart)))
    }

    /// Notes that parentheses are wrong if the literal around them becomes the parameters of an arrow function.
    func noteParenthesesProblem(_ range: SourceRange) -> CoverErrors.Problem {
        CoverErrors.Problem(message: "Invalid destructuring assignment target", range: range)
    }

    mutating func noteParenthesesInParameters(_ range: SourceRange) {
        if cover.asParameters == nil { cover.asParameters = noteParenthesesProblem(range) }
    }

    /// Notes what is wrong with an element of a literal that is wholly in parentheses, should the literal become a pattern:
    /// `[(a)] = b` is good, but not `[(a = 1)] = b`, and `([(a)]) => 0` is neither.
    mutating func noteParenthesizedElement(_ expression: Expression, _ start: UInt32) {
        guard isParenthesized(start) else { return }
        let range = range(from: start)
        noteParenthesesInParameters(range)
        switch expression {
        case .array, .object, .assignment:
            if cover.asPattern == nil { cover.asPattern = noteParenthesesProblem(range) }
        default: break
        }
    }

    // MARK: Yield

    private mutating func parseYield() throws(ParseFailure) -> Expression {
        try checkStack()
        let start = token.start
        if token.hasEscape { throw fail("Keyword must not contain escaped characters", token.range) }
        if context.isInParameters { throw fail("Yield expression not allowed in formal parameter", token.range) }
        lastYieldOrAwait = token.range
        context.features.insert(.yield)
        try advance()
        var argument: Expression?
        var isDelegate = false
        if !token.newlineBefore {
            if try take(.star) {
                isDelegate = true
                argument = try parseAssignment()
            } else {
                switch kind {
                case .end, .semicolon, .rightBrace, .rightBracket, .rightParenthesis, .colon, .comma, .in, .question: break
                case .identifier where isContextual(.of): break
                default: argument = try parseAssignment()
                }
            }
        }
        return .yield(adopt(YieldExpression(range: range(from: start), argument: argument, isDelegate: isDelegate)))
    }

    // MARK: Conditional and binary operators

    private mutating func parseConditional(_ primary: Expression?, _ start: UInt32) throws(ParseFailure) -> Expression {
        let test = try parseBinary(0, primary, start)
        if kind != .question { return test }
        if isTypeScript, try isOptionalMark() { return test }
        try advance()
        let savedEnd = expressionEnd
        expressionEnd = .beforeColon
        let consequent = try parseAssignment()
        expressionEnd = savedEnd
        try expect(.colon)
        let alternate = try parseAssignment()
        return .conditional(
            adopt(
                ConditionalExpression(
                    range: range(from: start), test: test, consequent: consequent, alternate: alternate)))
    }

    /// A chain of binary operators that bind more strongly than `minimum`.
    private mutating func parseBinary(_ minimum: UInt8, _ primary: Expression?, _ start: UInt32) throws(ParseFailure)
        -> Expression
    {
        var left: Expression
        if kind == .privateName, primary == nil {
            left = try parsePrivateIn(minimum)
        } else {
            left = try parseUnary(primary, start)
        }
        while true {
            let operation = kind
            let precedence = operation.binaryPrecedence
            if precedence <= minimum || operation == .in && expressionEnd == .beforeIn {
                guard isTypeScript, isTypeOperator, minimum < TokenKind.in.binaryPrecedence else { return left }
                try skipTypeOperator()
                continue
            }
            let operatorStart = token.start
            try advance()
            let rightStart = token.start
            switch operation {
            case .logicalAnd, .logicalOr, .coalesce:
                // The operand of `??` is a BitwiseORExpression; `&&` and `||` cannot be mixed with it.
                let right = try parseBinary(operation == .coalesce ? 2 : precedence, nil, rightStart)
                left = .logical(
                    adopt(
                        LogicalExpression(
                            range: range(from: start), operation: operation.logicalOperator ?? .and, left: left,
                            right: right)))
                if operation == .coalesce ? kind == .logicalOr || kind == .logicalAnd : kind == .coalesce {
                    throw unexpected()
                }
            default:
                let right = try parseBinary(operation == .starStar ? precedence - 1 : precedence, nil, rightStart)
                left = .binary(
                    adopt(
                        BinaryExpression(
                            range: range(from: start), operation: operation.binaryOperator ?? .add, left: left,
                            right: right, operatorStart: operatorStart)))
            }
        }
    }

    /// `#name in object`
    private mutating func parsePrivateIn(_ minimum: UInt8) throws(ParseFailure) -> Expression {
        let name = token
        try usePrivateName(name)
        try advance()
        let precedence = TokenKind.in.binaryPrecedence
        if kind != .in || expressionEnd == .beforeIn || precedence <= minimum { throw fail(unexpectedMessage(name), name.range) }
        try advance()
        let object = try parseBinary(precedence, nil, token.start)
        return .privateIn(
            adopt(PrivateInExpression(range: range(from: name.start), name: name.name, object: object)))
    }

    // MARK: Unary operators

    /// UnaryExpression; `primary` is an operand that has been read already.
    private mutating func parseUnary(_ primary: Expression?, _ start: UInt32) throws(ParseFailure) -> Expression {
        if primary == nil {
            try checkStack()
            switch kind {
            case .delete: return try parseUnaryOperator(.delete)
            case .void: return try parseUnaryOperator(.void)
            case .typeof: return try parseUnaryOperator(.typeof)
            case .plus: return try parseUnaryOperator(.plus)
            case .minus: return try parseUnaryOperator(.minus)
            case .bitwiseNot: return try parseUnaryOperator(.bitwiseNot)
            case .logicalNot: return try parseUnaryOperator(.logicalNot)
            case .increment: return try parsePrefixUpdate(.increment)
            case .decrement: return try parsePrefixUpdate(.decrement)
            case .identifier where token.name == .await:
                if try isAwaitOperator() { return try parseAwait() }
            case .less where isTypeScript, .shiftLeft where isTypeScript:
                try skipAssertedType()
                return try parseUnary(nil, token.start)
            default: break
            }
        }
        let operand = try parseLeftHandSide(primary, start)
        guard kind == .increment || kind == .decrement, !token.newlineBefore else { return operand }
        let operation = kind == .increment ? UpdateOperator.increment : .decrement
        let target = try convertToTarget(
            operand, "Invalid left-hand side expression in postfix operation", allowsCall: true)
        try advance()
        return .update(
            adopt(UpdateExpression(range: range(from: start), operation: operation, isPrefix: false, target: target)))
    }

    private mutating func parseUnaryOperator(_ operation: UnaryOperator) throws(ParseFailure) -> Expression {
        let start = token.start
        try advance()
        let operand = try parseUnary(nil, token.start)
        if operation == .delete { try checkDelete(operand, start) }
        if kind == .starStar {
            throw fail(
                "Unary operator used immediately before exponentiation expression. Parenthesis must be used to "
                    + "disambiguate operator precedence", range(from: start))
        }
        return .unary(adopt(UnaryExpression(range: range(from: start), operation: operation, operand: operand)))
    }

    private mutating func checkDelete(_ operand: Expression, _ start: UInt32) throws(ParseFailure) {
        switch operand {
        case .identifier where context.isStrict:
            throw fail("Delete of an unqualified identifier in strict mode.", range(from: start))
        case .privateMember:
            throw fail("Private fields can not be deleted", range(from: start))
        case .optionalChain(let chain):
            if case .privateMember = chain.expression {
                throw fail("Private fields can not be deleted", range(from: start))
            }
        default: break
        }
    }

    private mutating func parsePrefixUpdate(_ operation: UpdateOperator) throws(ParseFailure) -> Expression {
        let start = token.start
        try advance()
        let operand = try parseUnary(nil, token.start)
        let target = try convertToTarget(
            operand, "Invalid left-hand side expression in prefix operation", allowsCall: true)
        return .update(
            adopt(UpdateExpression(range: range(from: start), operation: operation, isPrefix: true, target: target)))
    }

    /// Whether the token `await` is an operator. Outside of async functions it is an identifier, unless the script is parsed
    /// for the validator and an operand follows.
    private mutating func isAwaitOperator() throws(ParseFailure) -> Bool {
        if context.isAsync { return true }
        if context.forbidsAwait { return false }
        if !options.recognizesRefusedSyntax || token.hasEscape { return false }
        let next = try peek()
        if next.newlineBefore { return false }
        switch next.kind {
        case .identifier: return !(next.name == .of && !next.hasEscape)
        case .number, .bigInt, .string, .template, .leftParenthesis, .leftBracket, .leftBrace, .function, .class, .new,
            .this, .super, .null, .true, .false, .typeof, .void, .delete, .import, .logicalNot, .bitwiseNot:
            return true
        default: return false
        }
    }

    private mutating func parseAwait() throws(ParseFailure) -> Expression {
        let start = token.start
        if token.hasEscape { throw fail("Keyword must not contain escaped characters", token.range) }
        if context.isInParameters {
            throw fail("Illegal await-expression in formal parameters of async function", token.range)
        }
        lastYieldOrAwait = token.range
        context.features.insert(.await)
        try advance()
        let argument = try parseUnary(nil, token.start)
        if kind == .starStar { throw unexpected() }
        return .await(adopt(AwaitExpression(range: range(from: start), argument: argument)))
    }
}
