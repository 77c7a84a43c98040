// Classes and private names.

/// The private names of a class while its body is read.
struct ClassPrivateNames {
    /// The index of a declaration in `declarations`.
    var indices: [NameID: Int] = [:]
    var declarations: [PrivateNameDeclaration] = []
    /// The number of references to private names before the body of the class.
    var firstReference: Int
}

/// References to private names that no class has been found for yet, by name and in source order. A class that ends takes
/// what was referred to since its body began, so the time it takes depends on its own names only.
struct PrivateReferences {
    var byName: [NameID: [(number: Int, range: SourceRange)]] = [:]
    /// The number of references so far, and of those that are still here.
    var total = 0
    var unresolved = 0

    mutating func add(_ name: NameID, _ range: SourceRange) {
        byName[name, default: []].append((total, range))
        total += 1
        unresolved += 1
    }

    /// Removes the references to a name since one of a number.
    mutating func resolve(_ name: NameID, since first: Int) {
        while let last = byName[name]?.last, last.number >= first {
            _ = byName[name]?.popLast()
            unresolved -= 1
        }
    }

    /// The first reference that is still here.
    var first: (name: NameID, range: SourceRange)? {
        var result: (name: NameID, range: SourceRange)?
        for (name, references) in byName {
            guard let range = references.first?.range else { continue }
            if let earlier = result, earlier.range.start < range.start { continue }
            result = (name, range)
        }
        return result
    }
}

extension Parser {
    /// ClassDeclaration or ClassExpression
    mutating func parseClass(isDeclaration: Bool) throws(ParseFailure) -> ClassNode {
        try checkStack()
        let start = token.start
        let wasStrict = context.isStrict
        context.isStrict = true
        context.features.insert(.innerFunctions)
        try advance()
        var name: Identifier?
        if kind == .identifier || isDeclaration, !isTypeScript || isDeclaration || !isContextual(.implements) {
            let identifier = try parseBindingIdentifier()
            name = identifier
            if isDeclaration, !scopes.declareLexical(identifier.name, .class, identifier.range) {
                throw redeclaration(identifier.name, identifier.range)
            }
        }
        scopes.open(.classBody)
        if let name { _ = scopes.declareLexical(name.name, .className, name.range) }
        if isTypeScript, kind == .less { try skipTypeParameters() }
        let heritage = try parseHeritage()
        if isTypeScript { try skipImplements() }
        let body = try parseClassBody(isDerived: heritage != nil)
        let scope = scopes.close(isStrict: true) ?? ScopeDeclarations(kind: .classBody)
        context.isStrict = wasStrict
        return adopt(
            ClassNode(
                range: range(from: start), name: name, heritage: heritage, constructor: body.constructor,
                elements: body.elements, privateNames: body.privateNames, scope: scope))
    }

    private mutating func parseHeritage() throws(ParseFailure) -> Expression? {
        guard try take(.extends) else { return nil }
        let outer = cover
        cover = CoverErrors()
        let heritage = try parseLeftHandSide(nil, token.start)
        if isTypeScript, kind == .less { try skipTypeArguments() }
        if let problem = cover.asExpression { throw fail(problem) }
        cover = outer
        return heritage
    }

    private struct ClassBody {
        var constructor: FunctionNode?
        var elements: [ClassElement] = []
        var privateNames: [PrivateNameDeclaration] = []
    }

    private mutating func parseClassBody(isDerived: Bool) throws(ParseFailure) -> ClassBody {
        let savedEnd = expressionEnd
        expressionEnd = .open
        try expect(.leftBrace)
        classes.append(ClassPrivateNames(firstReference: privateReferences.total))
        var body = ClassBody()
        while kind != .rightBrace {
            if try take(.semicolon) { continue }
            try parseClassElement(isDerived: isDerived, &body)
        }
        expressionEnd = savedEnd
        body.privateNames = try resolvePrivateNames()
        try advance()
        return body
    }

    static func endsElementName(_ kind: TokenKind, isTypeScript: Bool) -> Bool {
        switch kind {
        case .leftParenthesis, .assign, .semicolon, .rightBrace: true
        case .less, .colon, .question, .logicalNot: isTypeScript
        default: false
        }
    }

    private mutating func parseClassElement(isDerived: Bool, _ body: inout ClassBody) throws(ParseFailure) {
        let start = token.start
        let elementModifiers = isTypeScript ? try parseElementModifiers() : ElementModifiers()
        var isStatic = elementModifiers.isStatic
        if isTypeScript, try skipIndexSignature() { return }
        if isContextual(.static) {
            let next = try peek()
            if next.kind == .leftBrace {
                try advance()
                body.elements.append(.staticBlock(try parseStaticBlock(start)))
                return
            }
            if !Parser.endsElementName(next.kind, isTypeScript: isTypeScript) {
                isStatic = true
                try advance()
            }
        }
        let functionStart = token.start
        let isTypeScript = self.isTypeScript
        let modifiers = try parseMethodModifiers { Parser.endsElementName($0, isTypeScript: isTypeScript) }
        let name = token
        let key: PropertyName
        if name.kind == .privateName {
            if name.name == .privateConstructor {
                throw fail("Classes may not have a private field named '#constructor'", name.range)
            }
            key = .private(name.name)
            try advance()
        } else {
            key = try parsePropertyName()
        }
        if isTypeScript, try skipElementWithoutCode(elementModifiers) { return }
        if kind == .leftParenthesis || isTypeScript && kind == .less {
            try parseClassMethod(key, name, modifiers, start, functionStart, isStatic: isStatic, isDerived, &body)
            return
        }
        if !modifiers.isEmpty { throw unexpected() }
        body.elements.append(.field(try parseField(key, name, start, isStatic: isStatic)))
    }

    private mutating func parseClassMethod(
        _ key: PropertyName, _ name: Token, _ modifiers: MethodModifiers, _ start: UInt32, _ functionStart: UInt32,
        isStatic: Bool, _ isDerived: Bool, _ body: inout ClassBody
    ) throws(ParseFailure) {
        var functionKind = modifiers.functionKind
        var isConstructor = false
        if case .string(let text) = key {
            if isStatic, text == .prototype {
                throw fail("Classes may not have a static property named 'prototype'", name.range)
            }
            if !isStatic, text == .constructor {
                try checkConstructor(modifiers, name, hasConstructor: body.constructor != nil)
                isConstructor = true
                functionKind = isDerived ? .derivedConstructor : .constructor
            }
        }
        if case .private(let text) = key {
            let kind: PrivateNameDeclaration.Kind =
                modifiers.isGetter ? .getter : modifiers.isSetter ? .setter : .method
            try declarePrivate(PrivateNameDeclaration(name: text, kind: kind, isStatic: isStatic), name.range)
        }
        let function = try parseFunctionRest(
            functionKind, start: functionStart, isGenerator: modifiers.isGenerator, isAsync: modifiers.isAsync)
        if isConstructor {
            body.constructor = function
        } else {
            body.elements.append(
                .method(
                    adopt(
                        MethodDefinition(range: range(from: start), key: key, function: function, isStatic: isStatic))))
        }
    }

    private mutating func checkConstructor(_ modifiers: MethodModifiers, _ name: Token, hasConstructor: Bool)
        throws(ParseFailure)
    {
        if modifiers.isGetter || modifiers.isSetter {
            throw fail("Class constructor may not be an accessor", name.range)
        }
        if modifiers.isGenerator { throw fail("Class constructor may not be a generator", name.range) }
        if modifiers.isAsync { throw fail("Class constructor may not be an async method", name.range) }
        if hasConstructor { throw fail("A class may only have one constructor", name.range) }
    }

    private mutating func parseField(_ key: PropertyName, _ name: Token, _ start: UInt32, isStatic: Bool)
        throws(ParseFailure) -> FieldDefinition
    {
        switch key {
        case .string(let text):
            if text == .constructor {
                throw fail("Classes may not have a field named 'constructor'", name.range)
            }
            if isStatic, text == .prototype {
                throw fail("Classes may not have a static property named 'prototype'", name.range)
            }
        case .private(let text):
            try declarePrivate(PrivateNameDeclaration(name: text, kind: .field, isStatic: isStatic), name.range)
        case .number, .computed: break
        }
        if isTypeScript { try skipTypeAnnotation() }
        var initializer: FunctionNode?
        if try take(.assign) {
            let outer = enterFunction(.fieldInitializer)
            scopes.openFunction(.functionBody, evalCount: scopes.evalCount)
            let valueStart = token.start
            let value = try parseAssignment()
            initializer = try finishFunction(
                outer, .fieldInitializer, start: valueStart, ParameterList(), .expression(value))
        }
        try consumeSemicolon()
        return adopt(
            FieldDefinition(range: range(from: start), key: key, initializer: initializer, isStatic: isStatic))
    }

    private mutating func parseStaticBlock(_ start: UInt32) throws(ParseFailure) -> StaticBlock {
        let blockStart = token.start
        let outer = enterFunction(.staticBlock)
        scopes.openFunction(.functionBody, evalCount: scopes.evalCount)
        try expect(.leftBrace)
        let statements = try parseStatementList(until: .rightBrace)
        try advance()
        let function = try finishFunction(
            outer, .staticBlock, start: blockStart, ParameterList(), .statements(statements))
        return adopt(StaticBlock(range: range(from: start), function: function))
    }

    // MARK: Private names

    private mutating func declarePrivate(_ declaration: PrivateNameDeclaration, _ range: SourceRange)
        throws(ParseFailure)
    {
        let last = classes.count - 1
        guard let index = classes[last].indices[declaration.name] else {
            classes[last].indices[declaration.name] = classes[last].declarations.count
            classes[last].declarations.append(declaration)
            return
        }
        // A getter and a setter may share a name, if both are static or neither is.
        let earlier = classes[last].declarations[index]
        let isPair =
            earlier.kind == .getter && declaration.kind == .setter
            || earlier.kind == .setter && declaration.kind == .getter
        guard isPair, earlier.isStatic == declaration.isStatic else { throw redeclaration(declaration.name, range) }
        classes[last].declarations[index] = PrivateNameDeclaration(
            name: declaration.name, kind: .accessorPair, isStatic: declaration.isStatic)
    }

    /// Notes a reference to a private name, which the present class or one around it must declare.
    mutating func usePrivateName(_ token: Token) throws(ParseFailure) {
        if classes.isEmpty { throw undeclaredPrivateName(token.name, token.range) }
        privateReferences.add(token.name, token.range)
    }

    private mutating func undeclaredPrivateName(_ name: NameID, _ range: SourceRange) -> ParseFailure {
        fail("Private field '\(text(of: name))' must be declared in an enclosing class", range)
    }

    /// Ends the body of a class: references to names that it does not declare are left for the classes around it.
    private mutating func resolvePrivateNames() throws(ParseFailure) -> [PrivateNameDeclaration] {
        guard let names = classes.popLast() else { return [] }
        for declaration in names.declarations {
            privateReferences.resolve(declaration.name, since: names.firstReference)
        }
        if classes.isEmpty, privateReferences.unresolved > 0, let reference = privateReferences.first {
            throw undeclaredPrivateName(reference.name, reference.range)
        }
        return names.declarations
    }
}
