// The types of TypeScript, which are read and forgotten.
//
// Reading a type checks its grammar and leaves nothing behind: no node, no declaration, no note about the code around it.
// Operators that the lexer joins (`>>`, `>=`, `<<`) are taken apart where a bracket of type arguments is wanted.

extension Parser {
    // MARK: Types

    /// Type. In the operand of `extends` a conditional type needs parentheses.
    mutating func skipType(allowsConditional: Bool = true) throws(ParseFailure) {
        try checkStack()
        if try skipFunctionType(allowsConditional) { return }
        try skipUnionType(allowsConditional)
        guard allowsConditional, kind == .extends, !token.newlineBefore else { return }
        try advance()
        try skipType(allowsConditional: false)
        try expect(.question)
        try skipType()
        try expect(.colon)
        try skipType()
    }

    /// `: Type`, if the token is the colon.
    @inline(never)
    mutating func skipTypeAnnotation() throws(ParseFailure) {
        if try take(.colon) { try skipType() }
    }

    /// The type that a function returns: `Type`, `x is Type`, `asserts x`, `asserts x is Type`.
    @inline(never)
    mutating func skipReturnType(allowsConditional: Bool = true) throws(ParseFailure) {
        if kind == .identifier || kind == .this {
            var next = try peek()
            if isContextual(.asserts), next.kind == .identifier || next.kind == .this, !next.newlineBefore {
                try advance()
                next = try peek()
                if !isContextual(next, .is) || next.newlineBefore { return try advance() }
            }
            if isContextual(next, .is), !next.newlineBefore {
                try advance()
                try advance()
            }
        }
        try skipType(allowsConditional: allowsConditional)
    }

    /// A function type or constructor type; false if the type is another one.
    private mutating func skipFunctionType(_ allowsConditional: Bool) throws(ParseFailure) -> Bool {
        switch kind {
        case .less: break
        case .leftParenthesis:
            if try !beginsFunctionType() { return false }
        case .new: try advance()
        case .identifier where isContextual(.abstract):
            if try peek().kind != .new { return false }
            try advance()
            try advance()
        default: return false
        }
        if kind == .less { try skipTypeParameters() }
        try skipParameterTypes()
        try expect(.arrow)
        try skipReturnType(allowsConditional: allowsConditional)
        return true
    }

    /// Whether a parenthesis begins the parameters of a function type, rather than a type in parentheses.
    private mutating func beginsFunctionType() throws(ParseFailure) -> Bool {
        try lookAhead { parser throws(ParseFailure) in
            try parser.advance()
            switch parser.kind {
            case .rightParenthesis, .ellipsis: return true
            case .identifier, .this: try parser.advance()
            case .leftBrace, .leftBracket: try parser.skipBindingPattern()
            default: return false
            }
            switch parser.kind {
            case .colon, .comma, .question, .assign: return true
            case .rightParenthesis:
                try parser.advance()
                return parser.kind == .arrow
            default: return false
            }
        }
    }

    private mutating func skipUnionType(_ allowsConditional: Bool) throws(ParseFailure) {
        if kind == .bar || kind == .ampersand { try advance() }
        while true {
            try skipOperatorType(allowsConditional)
            if kind != .bar, kind != .ampersand { return }
            try advance()
        }
    }

    private mutating func skipOperatorType(_ allowsConditional: Bool) throws(ParseFailure) {
        while isContextual(.keyof) || isContextual(.unique) || isContextual(.readonly) { try advance() }
        if isContextual(.infer) {
            try skipInferredType(allowsConditional)
            return
        }
        try skipPrimaryType()
        while kind == .leftBracket, !token.newlineBefore {
            try advance()
            if kind != .rightBracket { try skipType() }
            try expect(.rightBracket)
        }
    }

    /// `infer T`, `infer T extends Constraint`
    private mutating func skipInferredType(_ allowsConditional: Bool) throws(ParseFailure) {
        try advance()
        try expect(.identifier)
        guard kind == .extends else { return }
        // Before `?` the word belongs to a conditional type around this one.
        _ = try speculate { parser throws(ParseFailure) in
            try parser.advance()
            try parser.skipType(allowsConditional: false)
            return !allowsConditional || parser.kind != .question
        }
    }

    private mutating func skipPrimaryType() throws(ParseFailure) {
        switch kind {
        case .identifier:
            try advance()
            try skipQualifiers()
        case .void, .null, .true, .false, .this, .string, .number, .bigInt: try advance()
        case .minus:
            try advance()
            if kind != .number, kind != .bigInt { throw unexpected() }
            try advance()
        case .template: try skipTemplateType()
        case .typeof:
            try advance()
            if kind == .import {
                try skipImportType()
            } else {
                if kind != .identifier, kind != .this { throw unexpected() }
                try advance()
                try skipQualifiers()
            }
        case .import: try skipImportType()
        case .leftBrace: try skipObjectType()
        case .leftBracket: try skipTupleType()
        case .leftParenthesis:
            try advance()
            try skipType()
            try expect(.rightParenthesis)
        default: throw unexpected()
        }
    }

    /// `.name.name<Type, Type>` after the first name of a type.
    private mutating func skipQualifiers() throws(ParseFailure) {
        while try take(.dot) {
            if !kind.isIdentifierName, kind != .privateName { throw unexpected() }
            try advance()
        }
        if kind == .less || kind == .shiftLeft, !token.newlineBefore { try skipTypeArguments() }
    }

    /// `import("module").name<Type>`
    private mutating func skipImportType() throws(ParseFailure) {
        try advance()
        try expect(.leftParenthesis)
        try skipType()
        if try take(.comma), kind == .leftBrace { try skipBrackets() }
        try expect(.rightParenthesis)
        try skipQualifiers()
    }

    /// `` `text${Type}text` ``
    private mutating func skipTemplateType() throws(ParseFailure) {
        while true {
            let piece = try lexer.readTemplatePiece(from: Int(token.start) + 1)
            if let invalid = piece.invalidEscape { throw fail(invalid.message, invalid.range) }
            try advance()
            if piece.isLast { return }
            try skipType()
            if kind != .rightBrace { throw fail("Missing } in template expression", token.range) }
        }
    }

    private mutating func skipTupleType() throws(ParseFailure) {
        try advance()
        while kind != .rightBracket {
            _ = try take(.ellipsis)
            if kind.isIdentifierName, try isTupleLabel() {
                try advance()
                _ = try take(.question)
                try advance()
            }
            try skipType()
            _ = try take(.question)
            if kind != .rightBracket { try expect(.comma) }
        }
        try advance()
    }

    /// Whether a name is followed by `:` or `?:`.
    private mutating func isTupleLabel() throws(ParseFailure) -> Bool {
        try lookAhead { parser throws(ParseFailure) in
            try parser.advance()
            _ = try parser.take(.question)
            return parser.kind == .colon
        }
    }

    // MARK: Type arguments and parameters

    /// `<Type, Type>`
    @inline(never)
    mutating func skipTypeArguments() throws(ParseFailure) {
        try skipTypeArgumentList()
        try closeAngle()
    }

    /// Type arguments without the bracket that closes them.
    mutating func skipTypeArgumentList() throws(ParseFailure) {
        try openAngle()
        repeat { try skipType() } while try take(.comma)
    }

    /// `<const T extends Constraint = Default, in out U>`
    @inline(never)
    mutating func skipTypeParameters() throws(ParseFailure) {
        try expect(.less)
        repeat {
            if kind == .greater { break }
            while kind == .const || kind == .in { try advance() }
            if isContextual(.out), try peek().kind == .identifier { try advance() }
            try expect(.identifier)
            if try take(.extends) { try skipType() }
            if try take(.assign) { try skipType() }
        } while try take(.comma)
        try closeAngle()
    }

    mutating func openAngle() throws(ParseFailure) {
        if kind == .shiftLeft { try splitToken() } else { try expect(.less) }
    }

    mutating func closeAngle() throws(ParseFailure) {
        switch kind {
        case .greaterOrEqual, .shiftRight, .shiftRightUnsigned, .shiftRightAssign, .shiftRightUnsignedAssign:
            try splitToken()
        default: try expect(.greater)
        }
    }

    /// Consumes the first character of the token.
    private mutating func splitToken() throws(ParseFailure) {
        lexer.token.end = token.start + 1
        lexer.position = Int(token.end)
        try advance()
    }

    // MARK: Signatures

    /// `<T>(a: A, b?: B): Type`
    mutating func skipSignature() throws(ParseFailure) {
        if kind == .less { try skipTypeParameters() }
        try skipParameterTypes()
        if try take(.colon) { try skipReturnType() }
    }

    /// The parameters of something that has no body: without initializers.
    private mutating func skipParameterTypes() throws(ParseFailure) {
        try expect(.leftParenthesis)
        while kind != .rightParenthesis {
            _ = try take(.ellipsis)
            switch kind {
            case .leftBrace, .leftBracket: try skipBindingPattern()
            case .identifier, .this: try advance()
            default: throw unexpected()
            }
            _ = try take(.question)
            try skipTypeAnnotation()
            if kind != .rightParenthesis { try expect(.comma) }
        }
        try advance()
    }

    /// A binding pattern without initializers.
    mutating func skipBindingPattern() throws(ParseFailure) {
        var depth = 0
        repeat {
            switch kind {
            case .leftBrace, .leftBracket: depth += 1
            case .rightBrace, .rightBracket: depth -= 1
            case .comma, .colon, .ellipsis, .string, .number, .dot: break
            default: if !kind.isIdentifierName { throw unexpected() }
            }
            try advance()
        } while depth > 0
    }

    /// From an opening bracket to the one that closes it, whatever is between them.
    mutating func skipBrackets() throws(ParseFailure) {
        var depth = 0
        repeat {
            switch kind {
            case .leftBrace, .leftBracket, .leftParenthesis: depth += 1
            case .rightBrace, .rightBracket, .rightParenthesis: depth -= 1
            case .template:
                try skipTemplateType()
                continue
            case .end: throw unexpected()
            default: break
            }
            try advance()
        } while depth > 0
    }

    // MARK: Members

    private mutating func skipObjectType() throws(ParseFailure) {
        if try beginsMappedType() { try skipMappedType() } else { try skipTypeMembers() }
    }

    private mutating func beginsMappedType() throws(ParseFailure) -> Bool {
        try lookAhead { parser throws(ParseFailure) in
            try parser.advance()
            if parser.kind == .plus || parser.kind == .minus { return true }
            if parser.isContextual(.readonly) { try parser.advance() }
            guard parser.kind == .leftBracket else { return false }
            try parser.advance()
            guard parser.kind == .identifier else { return false }
            try parser.advance()
            return parser.kind == .in
        }
    }

    /// `{ readonly [Key in Type as Type]?: Type }`
    private mutating func skipMappedType() throws(ParseFailure) {
        try advance()
        try skipMappedModifier(.readonly)
        try expect(.leftBracket)
        try expect(.identifier)
        try expect(.in)
        try skipType()
        if isContextual(.as) {
            try advance()
            try skipType()
        }
        try expect(.rightBracket)
        try skipMappedModifier(nil)
        try skipTypeAnnotation()
        if kind == .semicolon || kind == .comma { try advance() }
        try expect(.rightBrace)
    }

    /// A word, or `?` for nil, with `+` or `-` before it.
    private mutating func skipMappedModifier(_ word: NameID?) throws(ParseFailure) {
        let isSigned = kind == .plus || kind == .minus
        if isSigned { try advance() }
        let isPresent = word.map { isContextual($0) } ?? (kind == .question)
        if isPresent { try advance() } else if isSigned { throw unexpected() }
    }

    /// The members of an object type or interface, braces included.
    mutating func skipTypeMembers() throws(ParseFailure) {
        try expect(.leftBrace)
        while kind != .rightBrace {
            try skipTypeMember()
            if kind == .semicolon || kind == .comma {
                try advance()
            } else if kind != .rightBrace, !token.newlineBefore {
                throw unexpected()
            }
        }
        try advance()
    }

    private mutating func skipTypeMember() throws(ParseFailure) {
        if kind == .new {
            let next = try peek()
            if next.kind == .leftParenthesis || next.kind == .less { try advance() }
        } else if isContextual(.readonly) || isContextual(.get) || isContextual(.set) {
            let next = try peek()
            switch next.kind {
            case .question, .colon, .leftParenthesis, .less, .semicolon, .comma, .rightBrace: break
            default: if !next.newlineBefore { try advance() }
            }
        }
        if kind != .leftParenthesis, kind != .less {
            try skipMemberName()
            _ = try take(.question)
        }
        if kind == .leftParenthesis || kind == .less { try skipSignature() } else { try skipTypeAnnotation() }
    }

    /// The name of a member, or the brackets of an index signature.
    private mutating func skipMemberName() throws(ParseFailure) {
        if kind == .leftBracket {
            if try beginsIndexSignature() { try skipIndexParameter() } else { try skipBrackets() }
            return
        }
        switch kind {
        case .string, .number, .bigInt, .privateName: break
        default: if !kind.isIdentifierName { throw unexpected() }
        }
        try advance()
    }

    /// Whether the token begins `[name: Type]`.
    mutating func beginsIndexSignature() throws(ParseFailure) -> Bool {
        try lookAhead { parser throws(ParseFailure) in
            try parser.advance()
            guard parser.kind == .identifier else { return false }
            try parser.advance()
            return parser.kind == .colon
        }
    }

    /// `[name: Type]`
    mutating func skipIndexParameter() throws(ParseFailure) {
        try advance()
        try advance()
        try advance()
        try skipType()
        try expect(.rightBracket)
    }
}
