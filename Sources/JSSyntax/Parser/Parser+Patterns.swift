// Binding patterns, and the conversion of expressions to patterns.

/// What a binding pattern declares its names as.
enum BindingPosition {
    case variable(VariableKind)
    case parameter
    case catchParameter(isIdentifier: Bool)
}

extension Parser {
    // MARK: Identifiers

    /// Checks that a token can be a name in this context, without strictness about `eval` and `arguments`.
    mutating func checkIdentifier(_ token: Token) throws(ParseFailure) {
        if token.kind != .identifier { throw fail(unexpectedMessage(token), token.range) }
        let name = token.name
        if name.isReservedInStrictCode {
            if context.isStrict || name == .yield && context.isGenerator {
                throw fail(unexpectedMessage(token), token.range)
            }
        } else if name == .await {
            if context.isAsync || context.forbidsAwait {
                throw fail("Unexpected reserved word", token.range)
            }
            lastAwaitIdentifier = token.range
        }
    }

    /// IdentifierReference or LabelIdentifier
    mutating func parseIdentifierReference(isLabel: Bool = false) throws(ParseFailure) -> Identifier {
        let token = self.token
        try checkIdentifier(token)
        if !isLabel { try noteReference(token) }
        try advance()
        return adopt(Identifier(range: token.range, name: token.name))
    }

    /// Notes a reference to `arguments`.
    mutating func noteReference(_ token: Token) throws(ParseFailure) {
        if token.name != .arguments { return }
        if context.forbidsArguments {
            throw fail(
                "'arguments' is not allowed in class field initializer or static initialization block", token.range)
        }
        context.features.insert(.arguments)
    }

    /// BindingIdentifier. What becomes an error if the function turns out to be strict is noted.
    mutating func parseBindingIdentifier() throws(ParseFailure) -> Identifier {
        let token = self.token
        try checkIdentifier(token)
        try checkBoundName(token.name, token.range)
        try advance()
        return adopt(Identifier(range: token.range, name: token.name))
    }

    /// The early errors for names that are bound or assigned.
    mutating func checkBoundName(_ name: NameID, _ range: SourceRange) throws(ParseFailure) {
        let isRestricted = name == .eval || name == .arguments
        guard isRestricted || name.isReservedInStrictCode else { return }
        let message =
            isRestricted ? "Unexpected eval or arguments in strict mode" : "Unexpected strict mode reserved word"
        if context.isStrict { throw fail(message, range) }
        if context.strictlyForbidden == nil {
            context.strictlyForbidden = range
            context.strictlyForbiddenMessage = message
        }
    }

    // MARK: Binding patterns

    /// BindingIdentifier or BindingPattern; declares its names.
    mutating func parseBindingTarget(_ position: BindingPosition) throws(ParseFailure) -> Pattern {
        switch kind {
        case .leftBracket: return .array(try parseArrayBinding(position))
        case .leftBrace: return .object(try parseObjectBinding(position))
        default:
            if case .variable(let kind) = position, kind != .var, self.kind == .identifier, token.name == .let {
                throw fail("let is disallowed as a lexically bound name", token.range)
            }
            let identifier = try parseBindingIdentifier()
            try declare(identifier, position)
            return .target(.identifier(identifier))
        }
    }

    private mutating func declare(_ identifier: Identifier, _ position: BindingPosition) throws(ParseFailure) {
        let isDeclared: Bool
        switch position {
        case .variable(.var): isDeclared = scopes.declareVar(identifier.name)
        case .variable(.let): isDeclared = scopes.declareLexical(identifier.name, .let, identifier.range)
        case .variable(.const): isDeclared = scopes.declareLexical(identifier.name, .const, identifier.range)
        case .catchParameter(let isIdentifier):
            isDeclared = scopes.declareLexical(
                identifier.name, .catchParameter, identifier.range, isCatchIdentifier: isIdentifier)
        case .parameter:
            try declareParameter(identifier)
            return
        }
        if !isDeclared { throw redeclaration(identifier.name, identifier.range) }
    }

    /// BindingElement
    mutating func parseBindingElement(_ position: BindingPosition) throws(ParseFailure) -> PatternElement {
        try checkStack()
        let target = try parseBindingTarget(position)
        let initializer = try parseInitializer(position)
        return PatternElement(target: target, initializer: initializer, targetIsParenthesized: false)
    }

    mutating func parseInitializer(_ position: BindingPosition) throws(ParseFailure) -> Expression? {
        guard try take(.assign) else { return nil }
        noteParameterExpression(position)
        let savedEnd = expressionEnd
        expressionEnd = .open
        let initializer = try parseAssignment()
        expressionEnd = savedEnd
        return initializer
    }

    private mutating func noteParameterExpression(_ position: BindingPosition) {
        if case .parameter = position { context.hasParameterExpressions = true }
    }

    private mutating func parseArrayBinding(_ position: BindingPosition) throws(ParseFailure) -> ArrayPattern {
        let start = token.start
        try advance()
        var elements: [ArrayPatternElement] = []
        while kind != .rightBracket {
            if try take(.comma) {
                elements.append(.hole)
                continue
            }
            if try take(.ellipsis) {
                try checkStack()
                elements.append(.rest(try parseBindingTarget(position)))
                if kind != .rightBracket { throw restNotLast() }
                break
            }
            elements.append(.element(try parseBindingElement(position)))
            if kind != .rightBracket { try expect(.comma) }
        }
        try advance()
        return adopt(ArrayPattern(range: range(from: start), elements: elements))
    }

    mutating func restNotLast() -> ParseFailure {
        kind == .comma ? fail("Rest element must be last element", token.range) : unexpected()
    }

    private mutating func parseObjectBinding(_ position: BindingPosition) throws(ParseFailure) -> ObjectPattern {
        let start = token.start
        try advance()
        var properties: [PatternProperty] = []
        var rest: Pattern?
        while kind != .rightBrace {
            if try take(.ellipsis) {
                if kind != .identifier {
                    if kind == .leftBrace || kind == .leftBracket {
                        throw fail("`...` must be followed by an identifier in declaration contexts", token.range)
                    }
                    throw unexpected()
                }
                rest = try parseBindingTarget(position)
                if kind != .rightBrace { throw restNotLast() }
                break
            }
            properties.append(try parseBindingProperty(position))
            if kind != .rightBrace { try expect(.comma) }
        }
        try advance()
        return adopt(ObjectPattern(range: range(from: start), properties: properties, rest: rest))
    }

    private mutating func parseBindingProperty(_ position: BindingPosition) throws(ParseFailure) -> PatternProperty {
        let first = token
        if first.kind == .leftBracket { noteParameterExpression(position) }
        if first.kind == .identifier {
            let next = try peek()
            if next.kind != .colon {
                return PatternProperty(key: .string(first.name), value: try parseBindingElement(position))
            }
        }
        let key = try parsePropertyName()
        if kind != .colon {
            if first.kind.isKeyword || first.kind == .escapedKeyword {
                throw fail(unexpectedMessage(first), first.range)
            }
            throw unexpected()
        }
        try advance()
        return PatternProperty(key: key, value: try parseBindingElement(position))
    }

    // MARK: Conversion of expressions

    /// A simple target. `message` is for expressions that cannot be assigned to, at `range`; `allowsCall` is for Annex B,
    /// which lets sloppy code assign to a call (and fail when it runs).
    mutating func convertToTarget(
        _ expression: Expression, _ message: String, allowsCall: Bool, _ range: SourceRange? = nil
    ) throws(ParseFailure) -> AssignmentTarget {
        switch expression {
        case .identifier(let node):
            if context.isStrict, node.name == .eval || node.name == .arguments {
                throw fail("Unexpected eval or arguments in strict mode", node.range)
            }
            return .identifier(node)
        case .staticMember(let node): return .staticMember(node)
        case .computedMember(let node): return .computedMember(node)
        case .privateMember(let node): return .privateMember(node)
        case .superMember(let node): return .superMember(node)
        case .superComputedMember(let node): return .superComputedMember(node)
        case .call(let node) where allowsCall && !context.isStrict: return .call(node)
        default: throw fail(message, range ?? expression.range)
        }
    }

    /// An AssignmentPattern or target from a literal or an element of one. What is wrong with parentheses has been reported
    /// from `CoverErrors`.
    mutating func convertToPattern(_ expression: Expression) throws(ParseFailure) -> Pattern {
        switch expression {
        case .array(let literal): return .array(try convertArray(literal))
        case .object(let literal): return .object(try convertObject(literal))
        default:
            return .target(
                try convertToTarget(expression, "Invalid destructuring assignment target", allowsCall: false))
        }
    }

    /// A target with an initializer if the expression is an assignment.
    mutating func convertToElement(_ expression: Expression) throws(ParseFailure) -> PatternElement {
        if case .assignment(let assignment) = expression {
            return PatternElement(
                target: assignment.target, initializer: assignment.value,
                targetIsParenthesized: assignment.targetIsParenthesized)
        }
        return PatternElement(
            target: try convertToPattern(expression), initializer: nil, targetIsParenthesized: false)
    }

    private mutating func convertArray(_ literal: ArrayLiteral) throws(ParseFailure) -> ArrayPattern {
        var elements: [ArrayPatternElement] = []
        elements.reserveCapacity(literal.elements.count)
        for (index, element) in literal.elements.enumerated() {
            switch element {
            case .hole: elements.append(.hole)
            case .expression(let expression): elements.append(.element(try convertToElement(expression)))
            case .spread(let expression):
                if index != literal.elements.count - 1 {
                    throw fail("Rest element must be last element", expression.range)
                }
                elements.append(.rest(try convertToPattern(expression)))
            }
        }
        return adopt(ArrayPattern(range: literal.range, elements: elements))
    }

    private mutating func convertObject(_ literal: ObjectLiteral) throws(ParseFailure) -> ObjectPattern {
        var properties: [PatternProperty] = []
        var rest: Pattern?
        properties.reserveCapacity(literal.members.count)
        for (index, member) in literal.members.enumerated() {
            switch member {
            case .property(let property):
                properties.append(PatternProperty(key: property.key, value: try convertToElement(property.value)))
            case .prototype(let property):
                properties.append(PatternProperty(key: .string(.proto), value: try convertToElement(property.value)))
            case .method(let method):
                throw fail("Invalid destructuring assignment target", method.range)
            case .spread(let spread):
                if index != literal.members.count - 1 {
                    throw fail("Rest element must be last element", spread.range)
                }
                rest = .target(
                    try convertToTarget(
                        spread.source, "`...` must be followed by an assignable reference in assignment contexts",
                        allowsCall: false))
            }
        }
        return adopt(ObjectPattern(range: literal.range, properties: properties, rest: rest))
    }

    // MARK: Names of patterns

    /// The simple targets of a pattern in source order.
    static func simpleTargets(of pattern: Pattern) -> [AssignmentTarget] {
        var targets: [AssignmentTarget] = []
        collectTargets(of: pattern, into: &targets)
        return targets
    }

    /// The recursion is as deep as that of the parser when it read the pattern, with smaller frames.
    private static func collectTargets(of pattern: Pattern, into targets: inout [AssignmentTarget]) {
        switch pattern {
        case .target(let target): targets.append(target)
        case .array(let node):
            for element in node.elements {
                switch element {
                case .element(let element): collectTargets(of: element.target, into: &targets)
                case .rest(let rest): collectTargets(of: rest, into: &targets)
                case .hole: break
                }
            }
        case .object(let node):
            for property in node.properties { collectTargets(of: property.value.target, into: &targets) }
            if let rest = node.rest { collectTargets(of: rest, into: &targets) }
        }
    }

    /// Whether a pattern contains an initializer or a computed property name.
    static func containsExpression(_ pattern: Pattern) -> Bool {
        switch pattern {
        case .target: return false
        case .array(let node):
            return node.elements.contains { element in
                switch element {
                case .element(let element): element.initializer != nil || containsExpression(element.target)
                case .rest(let rest): containsExpression(rest)
                case .hole: false
                }
            }
        case .object(let node):
            return node.properties.contains { property in
                if case .computed = property.key { return true }
                return property.value.initializer != nil || containsExpression(property.value.target)
            }
        }
    }
}
