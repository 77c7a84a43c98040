// What TypeScript adds to parameters and to the elements of classes.

/// Modifiers of a class element.
struct ElementModifiers {
    var isStatic = false
    /// Whether the element is declared only: `abstract` or `declare`.
    var isDeclarationOnly = false
}

extension Parser {
    // MARK: Parameters

    /// The pseudo-parameter `this`, which declares the type of the function's `this` value.
    @inline(never)
    mutating func skipThisParameter() throws(ParseFailure) {
        try advance()
        try skipTypeAnnotation()
        if kind != .rightParenthesis { try expect(.comma) }
    }

    /// A parameter with its type.
    @inline(never)
    mutating func parseTypedParameter() throws(ParseFailure) -> PatternElement {
        try checkStack()
        try refuseParameterProperty()
        let target = try parseBindingTarget(.parameter)
        _ = try take(.question)
        try skipTypeAnnotation()
        let initializer = try parseInitializer(.parameter)
        return PatternElement(target: target, initializer: initializer, targetIsParenthesized: false)
    }

    private mutating func refuseParameterProperty() throws(ParseFailure) {
        guard kind == .identifier, !token.hasEscape else { return }
        switch token.name {
        case .public, .private, .protected, .readonly, .override:
            let next = try peek()
            if next.kind == .identifier || next.kind == .leftBrace || next.kind == .leftBracket {
                throw refuse(.parameterProperty, token.range)
            }
        default: break
        }
    }

    // MARK: Classes

    /// `implements Type, Type`
    @inline(never)
    mutating func skipImplements() throws(ParseFailure) {
        guard isContextual(.implements) else { return }
        try advance()
        repeat { try skipType() } while try take(.comma)
    }

    /// The modifiers of a class element; each is a name itself if a token follows that ends the name of an element.
    @inline(never)
    mutating func parseElementModifiers() throws(ParseFailure) -> ElementModifiers {
        var modifiers = ElementModifiers()
        while kind == .identifier, !token.hasEscape {
            let name = token.name
            switch name {
            case .public, .private, .protected, .static, .abstract, .override, .readonly, .declare: break
            default: return modifiers
            }
            let next = try peek()
            if Parser.endsElementName(next.kind, isTypeScript: true) || next.newlineBefore && name != .static { break }
            if next.kind == .end || name == .static && next.kind == .leftBrace { break }
            if name == .static { modifiers.isStatic = true }
            if name == .abstract || name == .declare { modifiers.isDeclarationOnly = true }
            try advance()
        }
        return modifiers
    }

    /// `[key: Type]: Type;` in a class; false if the token begins something else.
    @inline(never)
    mutating func skipIndexSignature() throws(ParseFailure) -> Bool {
        guard kind == .leftBracket, try beginsIndexSignature() else { return false }
        try skipIndexParameter()
        try skipTypeAnnotation()
        try consumeSemicolon()
        return true
    }

    /// The rest, after its name, of an element that needs no code: an overload signature, or one that is declared only.
    /// False if the element has code.
    @inline(never)
    mutating func skipElementWithoutCode(_ modifiers: ElementModifiers) throws(ParseFailure) -> Bool {
        if kind == .question || kind == .logicalNot { try advance() }
        let isMethod = kind == .leftParenthesis || kind == .less
        if modifiers.isDeclarationOnly {
            if isMethod { try skipSignature() } else { try skipTypeAnnotation() }
            try consumeSemicolon()
            return true
        }
        guard isMethod else { return false }
        return try speculate { parser throws(ParseFailure) in try parser.skipSignatureWithoutBody() }
    }
}
