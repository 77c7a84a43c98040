// Object literals, property names and methods.

/// What stands before the name of a method.
struct MethodModifiers {
    var isAsync = false
    var isGenerator = false
    var isGetter = false
    var isSetter = false

    var isEmpty: Bool { !isAsync && !isGenerator && !isGetter && !isSetter }

    var functionKind: FunctionKind { isGetter ? .getter : isSetter ? .setter : .method }
}

extension Parser {
    /// PropertyName
    mutating func parsePropertyName() throws(ParseFailure) -> PropertyName {
        let token = self.token
        switch token.kind {
        case .string:
            try checkLegacy(token)
            try advance()
            return .string(token.name)
        case .number:
            try checkLegacy(token)
            try advance()
            return .number(token.number)
        case .bigInt:
            guard let digits = lexer.bigIntDecimal() else { throw fail("Maximum BigInt size exceeded", token.range) }
            try advance()
            return .string(lexer.names.intern(JSText(latin1: digits)))
        case .leftBracket:
            let savedEnd = expressionEnd
            expressionEnd = .open
            try advance()
            let expression = try parseAssignment()
            expressionEnd = savedEnd
            try expect(.rightBracket)
            return .computed(expression)
        default:
            if !token.kind.isIdentifierName { throw unexpected() }
            try advance()
            return .string(token.name)
        }
    }

    /// Reads `async`, `get`, `set` and `*` where a method may begin. They are names themselves if a token follows that ends
    /// the name of a property; `endsName` tells which ones do.
    mutating func parseMethodModifiers(_ endsName: (TokenKind) -> Bool) throws(ParseFailure) -> MethodModifiers {
        var modifiers = MethodModifiers()
        if kind == .identifier, !token.hasEscape {
            let name = token.name
            if name == .async || name == .get || name == .set {
                let next = try peek()
                if name == .async {
                    modifiers.isAsync = !endsName(next.kind) && !next.newlineBefore
                } else if !endsName(next.kind), next.kind != .star {
                    modifiers.isGetter = name == .get
                    modifiers.isSetter = name == .set
                }
                if !modifiers.isEmpty { try advance() }
            }
        }
        if kind == .star, !modifiers.isGetter, !modifiers.isSetter {
            modifiers.isGenerator = true
            try advance()
        }
        return modifiers
    }

    mutating func parseObjectLiteral() throws(ParseFailure) -> ObjectLiteral {
        let start = token.start
        let savedEnd = expressionEnd
        expressionEnd = .open
        try advance()
        var members: [ObjectMember] = []
        if kind != .rightBrace { members.reserveCapacity(4) }
        var hasPrototype = false
        while kind != .rightBrace {
            members.append(try parseObjectMember(&hasPrototype))
            if kind != .rightBrace { try expect(.comma) }
        }
        try advance()
        expressionEnd = savedEnd
        return adopt(ObjectLiteral(range: range(from: start), members: members))
    }

    private mutating func parseObjectMember(_ hasPrototype: inout Bool) throws(ParseFailure) -> ObjectMember {
        let start = token.start
        if try take(.ellipsis) {
            let sourceStart = token.start
            let source = try parseAssignmentCover()
            noteParenthesizedElement(source, sourceStart)
            if kind == .comma { noteRestProblem(token.range) }
            return .spread(adopt(SpreadProperty(range: range(from: start), source: source)))
        }
        let isTypeScript = self.isTypeScript
        let modifiers = try parseMethodModifiers { kind in
            switch kind {
            case .comma, .colon, .leftParenthesis, .rightBrace, .assign: true
            case .less: isTypeScript
            default: false
            }
        }
        let name = token
        let key = try parsePropertyName()
        if kind == .leftParenthesis || isTypeScript && kind == .less {
            let function = try parseFunctionRest(
                modifiers.functionKind, start: start, isGenerator: modifiers.isGenerator,
                isAsync: modifiers.isAsync)
            return .method(
                adopt(MethodDefinition(range: range(from: start), key: key, function: function, isStatic: false)))
        }
        if !modifiers.isEmpty { throw unexpected() }
        if try take(.colon) { return try parsePropertyValue(key, start, &hasPrototype) }
        return .property(try parseShorthand(name, key))
    }

    private mutating func parsePropertyValue(_ key: PropertyName, _ start: UInt32, _ hasPrototype: inout Bool)
        throws(ParseFailure) -> ObjectMember
    {
        let valueStart = token.start
        let value = try parseAssignmentCover()
        noteParenthesizedElement(value, valueStart)
        guard case .string(.proto) = key else {
            return .property(adopt(PropertyDefinition(range: range(from: start), key: key, value: value)))
        }
        if hasPrototype, cover.asExpression == nil {
            cover.asExpression = CoverErrors.Problem(
                message: "Duplicate __proto__ fields are not allowed in object literals", range: range(from: start))
        }
        hasPrototype = true
        return .prototype(adopt(PrototypeDefinition(range: range(from: start), value: value)))
    }

    /// A shorthand property whose name has been read, with the initializer that makes it part of a pattern.
    private mutating func parseShorthand(_ name: Token, _ key: PropertyName) throws(ParseFailure)
        -> PropertyDefinition
    {
        if name.kind != .identifier {
            let isName = name.kind.isKeyword || name.kind == .escapedKeyword
            throw isName ? fail(unexpectedMessage(name), name.range) : unexpected()
        }
        try checkIdentifier(name)
        try noteReference(name)
        let identifier = adopt(Identifier(range: name.range, name: name.name))
        var value = Expression.identifier(identifier)
        if kind == .assign {
            if cover.asExpression == nil {
                cover.asExpression = CoverErrors.Problem(
                    message: "Invalid shorthand property initializer", range: token.range)
            }
            let target = try convertToTarget(value, "Invalid destructuring assignment target", allowsCall: false)
            try advance()
            let initializer = try parseAssignment()
            value = .assignment(
                adopt(
                    AssignmentExpression(
                        range: range(from: name.start), target: .target(target), value: initializer,
                        targetIsParenthesized: false)))
        }
        return adopt(PropertyDefinition(range: range(from: name.start), key: key, value: value))
    }
}
