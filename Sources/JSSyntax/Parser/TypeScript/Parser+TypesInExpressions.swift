// Where TypeScript makes expressions and types look alike: type arguments, type assertions, and arrow functions with the
// types of their parameters and results.
//
// `(a: T, b?: U) => c` is read like any other list in parentheses. A type or question mark after an item is noted as what
// would be wrong with it as an expression (`CoverErrors.asExpression`), so nothing is read twice. Only the type after the
// list may have to be: in `a ? (b) : c => d` the colon belongs to the arrow function if another one follows.
//
// What the parser of JavaScript calls is never inlined there, so that its functions stay small.

extension Parser {
    // MARK: Arrow functions

    /// Whether the `?` after an expression marks an optional parameter.
    @inline(never)
    mutating func isOptionalMark() throws(ParseFailure) -> Bool {
        switch try peek().kind {
        case .colon, .comma, .rightParenthesis, .assign: true
        default: false
        }
    }

    /// `?`, `: Type` and `= initializer` after an item of a list that may be the parameters of an arrow function. The
    /// result is the item, with the initializer.
    @inline(never)
    mutating func parseItemAnnotation(_ item: Expression, _ start: UInt32) throws(ParseFailure) -> Expression {
        if kind == .question {
            noteAnnotation("Unexpected token '?'")
            try advance()
        }
        if kind == .colon {
            noteAnnotation("Unexpected token ':'")
            try advance()
            try skipType()
        }
        guard try take(.assign) else { return item }
        let target = try convertToPattern(item)
        let value = try parseAssignment()
        return .assignment(
            adopt(
                AssignmentExpression(
                    range: range(from: start), target: target, value: value, targetIsParenthesized: false)))
    }

    private mutating func noteAnnotation(_ message: StaticString) {
        if cover.asExpression == nil {
            cover.asExpression = CoverErrors.Problem(message: message, range: token.range)
        }
    }

    /// The type between the parameters of an arrow function and its `=>`, if the colon that is the token begins one.
    /// `areParameters` tells that the list before it cannot be anything else.
    @inline(never)
    mutating func skipArrowReturnType(areParameters: Bool) throws(ParseFailure) {
        if areParameters || expressionEnd != .beforeColon {
            try advance()
            try skipReturnType()
            if kind != .arrow { throw unexpected() }
            return
        }
        _ = try speculate { parser throws(ParseFailure) in
            try parser.advance()
            try parser.skipReturnType()
            guard parser.kind == .arrow, !parser.token.newlineBefore else { return false }
            return try parser.lookAhead { parser throws(ParseFailure) in try parser.isColonAfterArrowBody() }
        }
    }

    /// Whether a `:` follows the arrow function whose `=>` is the token. Brackets are passed over, and each `?` takes a `:`
    /// of its own.
    private mutating func isColonAfterArrowBody() throws(ParseFailure) -> Bool {
        var open: [TokenKind] = []
        var conditionals = 0
        var previous = TokenKind.arrow
        var isAfterOperand = false
        while true {
            try advance()
            var kind = self.kind
            // A name at the start of a line may be a label.
            let mayBeLabel = kind == .identifier && token.newlineBefore && isAfterOperand
            switch kind {
            case .leftParenthesis, .leftBracket, .leftBrace: open.append(kind)
            case .rightParenthesis, .rightBracket, .rightBrace:
                guard let bracket = open.popLast() else { return false }
                if bracket == .template { try readTemplatePiece(&open) }
            case .template: try readTemplatePiece(&open)
            case .slash, .slashAssign:
                if !UnclosedBracket.endsOperand(previous) {
                    _ = try lexer.readRegularExpression()
                    kind = .string
                }
            case .question where open.isEmpty: conditionals += 1
            case .colon where open.isEmpty:
                if conditionals == 0 { return true }
                conditionals -= 1
            case .comma, .semicolon, .case, .default:
                if open.isEmpty { return false }
            case .end: return false
            default: break
            }
            if mayBeLabel, open.isEmpty, conditionals == 0, try peek().kind == .colon { return false }
            previous = kind
            isAfterOperand = UnclosedBracket.endsOperand(kind)
        }
    }

    private mutating func readTemplatePiece(_ open: inout [TokenKind]) throws(ParseFailure) {
        if try !lexer.readTemplatePiece(from: Int(token.start) + 1).isLast { open.append(.template) }
    }

    /// What begins with `<`: an arrow function with type parameters, or an assertion about an expression in parentheses
    /// that has been read because it might have been one.
    @inline(never)
    mutating func parseTypeParametersHead() throws(ParseFailure) -> ExpressionHead {
        let start = token.start
        let isFollowedByList = try speculate { parser throws(ParseFailure) in
            try parser.skipTypeParameters()
            return parser.kind == .leftParenthesis
        }
        guard isFollowedByList else { return .neither }
        let head = try parseParenthesized(allowsArrow: true)
        if case .operand = head { parenthesized = range(from: start) }
        return head
    }

    /// Whether type parameters or arguments and a parenthesis follow the name `async`.
    @inline(never)
    mutating func isFollowedByTypesAndList() throws(ParseFailure) -> Bool {
        try lookAhead { parser throws(ParseFailure) in
            try parser.advance()
            try parser.skipTypeParameters()
            return parser.kind == .leftParenthesis
        }
    }

    // MARK: Assertions

    /// `<Type>` or `<const>` before the operand of an assertion.
    @inline(never)
    mutating func skipAssertedType() throws(ParseFailure) {
        try openAngle()
        if kind == .const { try advance() } else { try skipType() }
        try closeAngle()
    }

    /// Whether the token is the operator `as` or `satisfies`.
    var isTypeOperator: Bool {
        kind == .identifier && (token.name == .as || token.name == .satisfies) && !token.hasEscape && !token.newlineBefore
    }

    /// The operator `as` or `satisfies` with its type.
    @inline(never)
    mutating func skipTypeOperator() throws(ParseFailure) {
        let mayBeConst = token.name == .as
        try advance()
        if mayBeConst, kind == .const { try advance() } else { try skipType() }
    }

    // MARK: Type arguments

    /// Type arguments after an expression; false if the token is an operator.
    @inline(never)
    mutating func skipTypeArgumentsOfExpression() throws(ParseFailure) -> Bool {
        try speculate { parser throws(ParseFailure) in
            try parser.skipTypeArgumentList()
            guard parser.kind == .greater else { return false }
            try parser.advance()
            return parser.canFollowTypeArguments
        }
    }

    /// Whether the token can follow type arguments, so that what looks like some does not compare.
    private var canFollowTypeArguments: Bool {
        switch kind {
        case .leftParenthesis, .template: true
        case .less, .greater, .plus, .minus: false
        default: token.newlineBefore || kind.binaryPrecedence > 0 || isTypeOperator || !beginsExpression
        }
    }

    private var beginsExpression: Bool {
        switch kind {
        case .identifier, .privateName, .number, .bigInt, .string, .leftBracket, .leftBrace, .function, .class, .new, .this,
            .super, .null, .true, .false, .typeof, .void, .delete, .import, .increment, .decrement, .bitwiseNot, .logicalNot,
            .slashAssign:
            true
        default: false
        }
    }
}
