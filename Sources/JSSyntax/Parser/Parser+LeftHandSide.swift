// Member expressions, calls and primary expressions.

extension Parser {
    /// LeftHandSideExpression; `primary` is a primary expression or call that has been read already.
    mutating func parseLeftHandSide(_ primary: Expression?, _ start: UInt32) throws(ParseFailure) -> Expression {
        if let primary { return try parseLinks(of: primary, start, allowsCalls: true) }
        let base: Expression
        switch kind {
        case .new: base = try parseNew()
        case .super: base = try parseSuper()
        case .import: base = try parseImportExpression()
        default: base = try parsePrimary()
        }
        return try parseLinks(of: base, start, allowsCalls: true)
    }

    /// The links of a member expression or call after its base.
    private mutating func parseLinks(of base: Expression, _ start: UInt32, allowsCalls: Bool) throws(ParseFailure)
        -> Expression
    {
        var expression = base
        var isChain = false
        while true {
            switch kind {
            case .dot:
                try advance()
                expression = try parseNamedMember(of: expression, start, isOptional: false)
            case .leftBracket:
                expression = try parseComputedMember(of: expression, start, isOptional: false)
            case .leftParenthesis where allowsCalls:
                expression = try parseCall(of: expression, start, isOptional: false)
            case .template:
                if isChain { throw fail("Invalid tagged template on optional chain", token.range) }
                let template = try parseTemplate(isTagged: true)
                expression = .taggedTemplate(
                    adopt(TaggedTemplateExpression(range: range(from: start), tag: expression, template: template)))
            case .questionDot:
                if !allowsCalls { throw fail("Invalid optional chain from new expression", token.range) }
                isChain = true
                try advance()
                switch kind {
                case .leftBracket: expression = try parseComputedMember(of: expression, start, isOptional: true)
                case .leftParenthesis: expression = try parseCall(of: expression, start, isOptional: true)
                case .template: throw fail("Invalid tagged template on optional chain", token.range)
                case .less where isTypeScript:
                    try skipTypeArguments()
                    if kind != .leftParenthesis { throw unexpected() }
                    expression = try parseCall(of: expression, start, isOptional: true)
                default: expression = try parseNamedMember(of: expression, start, isOptional: true)
                }
            case .logicalNot where isTypeScript && !token.newlineBefore:
                try advance()
            case .less where isTypeScript, .shiftLeft where isTypeScript:
                if try !skipTypeArgumentsOfExpression() { return finishLinks(expression, start, isChain: isChain) }
            default:
                return finishLinks(expression, start, isChain: isChain)
            }
        }
    }

    @inline(__always)
    private mutating func finishLinks(_ expression: Expression, _ start: UInt32, isChain: Bool) -> Expression {
        guard isChain else { return expression }
        return .optionalChain(adopt(OptionalChain(range: range(from: start), expression: expression)))
    }

    private mutating func parseNamedMember(of object: Expression, _ start: UInt32, isOptional: Bool)
        throws(ParseFailure) -> Expression
    {
        let name = token
        if name.kind == .privateName {
            try usePrivateName(name)
            try advance()
            return .privateMember(
                adopt(
                    PrivateMemberExpression(
                        range: range(from: start), object: object, name: name.name, isOptional: isOptional,
                        nameStart: name.start)))
        }
        if !name.kind.isIdentifierName { throw unexpected() }
        try advance()
        return .staticMember(
            adopt(
                StaticMemberExpression(
                    range: range(from: start), object: object, name: name.name, isOptional: isOptional,
                    nameStart: name.start)))
    }

    private mutating func parseComputedMember(of object: Expression, _ start: UInt32, isOptional: Bool)
        throws(ParseFailure) -> Expression
    {
        try advance()
        let property = try parseExpression()
        try expect(.rightBracket)
        return .computedMember(
            adopt(
                ComputedMemberExpression(
                    range: range(from: start), object: object, property: property, isOptional: isOptional)))
    }

    private mutating func parseCall(of callee: Expression, _ start: UInt32, isOptional: Bool) throws(ParseFailure)
        -> Expression
    {
        if case .identifier(let identifier) = callee, identifier.name == .eval, !isOptional { noteDirectEval() }
        let arguments = try parseArguments()
        return .call(
            adopt(
                CallExpression(
                    range: range(from: start), callee: callee, arguments: arguments, isOptional: isOptional)))
    }

    mutating func noteDirectEval() {
        scopes.evalCount += 1
        context.features.formUnion([.directEval, .innerDirectEval])
    }

    /// Arguments
    mutating func parseArguments() throws(ParseFailure) -> [Argument] {
        try expect(.leftParenthesis)
        var arguments: [Argument] = []
        if kind != .rightParenthesis { arguments.reserveCapacity(2) }
        let savedEnd = expressionEnd
        expressionEnd = .open
        while kind != .rightParenthesis {
            if try take(.ellipsis) {
                arguments.append(.spread(try parseAssignment()))
            } else {
                arguments.append(.expression(try parseAssignment()))
            }
            if kind != .rightParenthesis {
                if kind != .comma { throw missingParenthesis("missing ) after argument list") }
                try advance()
            }
        }
        expressionEnd = savedEnd
        try advance()
        return arguments
    }

    /// `new` with its operand, or `new.target`.
    private mutating func parseNew() throws(ParseFailure) -> Expression {
        try checkStack()
        let start = token.start
        try advance()
        if try take(.dot) {
            guard isContextual(.target) else { throw unexpected() }
            try advance()
            if !context.allowsNewTarget {
                throw fail("new.target expression is not allowed here", range(from: start))
            }
            context.features.insert(.newTarget)
            return .newTarget(adopt(NewTargetExpression(range: range(from: start))))
        }
        let calleeStart = token.start
        let base: Expression
        switch kind {
        case .new: base = try parseNew()
        case .super: base = try parseSuper()
        case .import:
            let importStart = token.start
            base = try parseImportExpression()
            if case .importCall = base {
                throw fail("Cannot use new with import", range(from: importStart))
            }
        default: base = try parsePrimary()
        }
        if case .superCall = base { throw fail("'super' keyword unexpected here", range(from: calleeStart)) }
        let callee = try parseLinks(of: base, calleeStart, allowsCalls: false)
        let arguments = kind == .leftParenthesis ? try parseArguments() : []
        return .new(adopt(NewExpression(range: range(from: start), callee: callee, arguments: arguments)))
    }

    private mutating func parseSuper() throws(ParseFailure) -> Expression {
        let start = token.start
        let keyword = token.range
        try advance()
        context.features.insert(.this)
        switch kind {
        case .leftParenthesis where context.allowsSuperCall:
            context.features.insert(.superCall)
            let arguments = try parseArguments()
            return .superCall(adopt(SuperCallExpression(range: range(from: start), arguments: arguments)))
        case .dot where context.allowsSuperProperty:
            context.features.insert(.superProperty)
            try advance()
            let name = token
            if name.kind == .privateName { throw fail("Unexpected private field", name.range) }
            if !name.kind.isIdentifierName { throw unexpected() }
            try advance()
            return .superMember(
                adopt(SuperMemberExpression(range: range(from: start), name: name.name, nameStart: name.start)))
        case .leftBracket where context.allowsSuperProperty:
            context.features.insert(.superProperty)
            try advance()
            let property = try parseExpression()
            try expect(.rightBracket)
            return .superComputedMember(
                adopt(SuperComputedMemberExpression(range: range(from: start), property: property)))
        default:
            throw fail("'super' keyword unexpected here", keyword)
        }
    }

    /// ImportCall or ImportMeta
    private mutating func parseImportExpression() throws(ParseFailure) -> Expression {
        let start = token.start
        try advance()
        if try take(.dot) {
            guard isContextual(.meta) else { throw unexpected() }
            try advance()
            if !options.recognizesRefusedSyntax {
                throw fail("Cannot use 'import.meta' outside a module", range(from: start))
            }
            return .importMeta(adopt(ImportMetaExpression(range: range(from: start))))
        }
        if kind != .leftParenthesis { throw unexpected() }
        try advance()
        let savedEnd = expressionEnd
        expressionEnd = .open
        let specifier = try parseAssignment()
        var options: Expression?
        if try take(.comma), kind != .rightParenthesis {
            options = try parseAssignment()
            _ = try take(.comma)
        }
        expressionEnd = savedEnd
        try expect(.rightParenthesis)
        return .importCall(
            adopt(ImportCallExpression(range: range(from: start), specifier: specifier, options: options)))
    }

    // MARK: Primary expressions

    private mutating func parsePrimary() throws(ParseFailure) -> Expression {
        let token = self.token
        switch token.kind {
        case .identifier:
            if token.name == .async, !token.hasEscape {
                let next = try peek()
                if next.kind == .function, !next.newlineBefore {
                    return .function(try parseFunctionExpression())
                }
            }
            return .identifier(try parseIdentifierReference())
        case .number:
            try checkLegacy(token)
            try advance()
            return .number(adopt(NumberLiteral(range: token.range, value: token.number)))
        case .string:
            // In a directive prologue, what comes before "use strict" is checked there.
            try checkLegacy(token)
            try advance()
            return .string(adopt(StringLiteral(range: token.range, value: token.name)))
        case .bigInt:
            let (radix, digits) = lexer.bigIntDigits()
            try advance()
            return .bigInt(adopt(BigIntLiteral(range: token.range, radix: radix, digits: digits)))
        case .this:
            context.features.insert(.this)
            try advance()
            return .this(adopt(ThisExpression(range: token.range)))
        case .null:
            try advance()
            return .null(adopt(NullLiteral(range: token.range)))
        case .true, .false:
            try advance()
            return .boolean(adopt(BooleanLiteral(range: token.range, value: token.kind == .true)))
        case .leftBracket: return .array(try parseArrayLiteral())
        case .leftBrace: return .object(try parseObjectLiteral())
        case .function: return .function(try parseFunctionExpression())
        case .class: return .class(try parseClass(isDeclaration: false))
        case .template: return .template(try parseTemplate(isTagged: false))
        case .slash, .slashAssign: return .regExp(try parseRegularExpression())
        case .leftParenthesis:
            guard case .operand(let operand) = try parseParenthesized(allowsArrow: false) else { throw unexpected() }
            return operand
        default:
            throw unexpected()
        }
    }

    /// What strict code forbids about a number or string.
    mutating func checkLegacy(_ token: Token) throws(ParseFailure) {
        if token.legacy != .none, context.isStrict { throw fail(token.legacy.message, token.range) }
    }

    // MARK: Literals

    private mutating func parseArrayLiteral() throws(ParseFailure) -> ArrayLiteral {
        let start = token.start
        let savedEnd = expressionEnd
        expressionEnd = .open
        try advance()
        var elements: [ArrayElement] = []
        if kind != .rightBracket { elements.reserveCapacity(4) }
        while kind != .rightBracket {
            if try take(.comma) {
                elements.append(.hole)
                continue
            }
            let isSpread = try take(.ellipsis)
            let elementStart = token.start
            let element = try parseAssignmentCover()
            noteParenthesizedElement(element, elementStart)
            elements.append(isSpread ? .spread(element) : .expression(element))
            if isSpread {
                if case .assignment = element { noteRestProblem(range(from: elementStart)) }
                if kind == .comma { noteRestProblem(token.range) }
            }
            if kind != .rightBracket { try expect(.comma) }
        }
        try advance()
        expressionEnd = savedEnd
        return adopt(ArrayLiteral(range: range(from: start), elements: elements))
    }

    /// Notes that a spread element cannot become a rest element.
    mutating func noteRestProblem(_ range: SourceRange) {
        let problem = CoverErrors.Problem(message: "Rest element must be last element", range: range)
        if cover.asPattern == nil { cover.asPattern = problem }
        if cover.asParameters == nil { cover.asParameters = problem }
    }

    mutating func parseTemplate(isTagged: Bool) throws(ParseFailure) -> TemplateLiteral {
        try checkStack()
        let start = token.start
        var elements: [TemplateElement] = []
        var expressions: [Expression] = []
        while true {
            let piece = try lexer.readTemplatePiece(from: Int(token.start) + 1)
            if !isTagged, let invalid = piece.invalidEscape { throw fail(invalid.message, invalid.range) }
            elements.append(piece.element)
            try advance()
            if piece.isLast { break }
            expressions.append(try parseExpression())
            if kind != .rightBrace { throw fail("Missing } in template expression", token.range) }
        }
        return adopt(TemplateLiteral(range: range(from: start), elements: elements, expressions: expressions))
    }

    private mutating func parseRegularExpression() throws(ParseFailure) -> RegExpLiteral {
        let (pattern, flags) = try lexer.readRegularExpression()
        let range = token.range
        let problem = RegularExpressionSyntax.problem(
            pattern: lexer.names.texts[Int(pattern.rawValue)], flags: lexer.names.texts[Int(flags.rawValue)],
            stackLimit)
        if let problem { throw fail(problem, range) }
        try advance()
        return adopt(RegExpLiteral(range: range, pattern: pattern, flags: flags))
    }
}
