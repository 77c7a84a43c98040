// The parser: recursive descent over the grammar of ECMAScript 2025, Annex B included.
//
// It reads nothing twice but single tokens. Where the grammar needs to know later text to read earlier text (is `(a, b)`
// the head of an arrow function, is `[a, b]` a pattern?) it reads an expression, as the cover grammars of the specification say, notes what
// would be wrong with it as an expression, as an assignment pattern and as parameters (`CoverErrors`), and converts the
// tree when the next token decides. Early errors are reported on the way; those about declarations are the business of
// `ScopeTracker`.
//
// Errors are thrown without content; `Lexer.failure` has the first one.

/// How a script is parsed.
public struct ParseOptions: Sendable {
    /// Whether `return` is allowed outside of functions.
    public var allowsTopLevelReturn: Bool
    /// Whether the script is strict code from its start.
    public var isStrict: Bool
    public var language: SourceLanguage
    /// Whether `import`, `export`, `import.meta` and `await` outside of async functions, which are errors in a script, are
    /// parsed all the same, so that the validator can refuse them by name.
    public var recognizesRefusedSyntax: Bool
    /// How deep the native stack may get; nil for all of the current thread's stack but a reserve.
    public var stackLimit: StackLimit?

    public init(
        allowsTopLevelReturn: Bool = false, isStrict: Bool = false, language: SourceLanguage = .javaScript,
        recognizesRefusedSyntax: Bool = false, stackLimit: StackLimit? = nil
    ) {
        self.allowsTopLevelReturn = allowsTopLevelReturn
        self.isStrict = isStrict
        self.language = language
        self.recognizesRefusedSyntax = recognizesRefusedSyntax
        self.stackLimit = stackLimit
    }
}

/// Parses the goal symbol Script, and reports all early errors.
public func parseScript(_ source: SourceText, options: ParseOptions = ParseOptions()) throws(SyntaxDiagnostic)
    -> ScriptSyntax
{
    var parser = Parser(source, options)
    do {
        return try parser.parseScript()
    } catch {
        throw parser.diagnostic()
    }
}

/// What a script or function is, as far as the grammar of its code depends on it.
struct FunctionContext {
    var isStrict: Bool
    /// Whether `yield` is an operator.
    var isGenerator = false
    /// Whether `await` is an operator.
    var isAsync = false
    /// Whether `yield` and `await` expressions are errors because these are formal parameters.
    var isInParameters = false
    var allowsReturn = false
    var allowsNewTarget = false
    var allowsSuperProperty = false
    var allowsSuperCall = false
    /// Whether this is a field initialiser or static block, arrow functions in it included: no `arguments`.
    var forbidsArguments = false
    /// Whether this is a static block, parameters of arrow functions in it included: no `await`.
    var forbidsAwait = false
    var features: FunctionFeatures = []
    /// The labels around the present statement.
    var labels: [Label] = []
    /// Where each of them is in `labels`.
    var labelIndices: [NameID: Int] = [:]
    /// The number of loops, and of loops and switches, around the present statement.
    var loopDepth = 0
    var breakableDepth = 0
    /// Whether a parameter has an initializer or a computed property name.
    var hasParameterExpressions = false
    /// The first parameter whose name is that of an earlier one.
    var duplicateParameter: SourceRange?
    /// Names that become errors if a directive makes the function strict: reserved words, `eval` and `arguments`.
    var strictlyForbidden: SourceRange?
    var strictlyForbiddenMessage = ""
}

/// A label of an enclosing statement.
struct Label {
    var name: NameID
    var isLoop: Bool
    /// The offset of the labelled statement.
    var statementStart: UInt32
    /// The index of the first label of the same statement.
    var first: Int
}

/// What would be wrong with an expression, depending on what it turns out to be. Each is the first of its kind.
struct CoverErrors {
    struct Problem {
        var message: StaticString
        var range: SourceRange
    }

    /// Wrong unless it becomes a pattern: `{a = 1}`.
    var asExpression: Problem?
    /// Wrong if it becomes an assignment pattern: `[(a = 1)]`.
    var asPattern: Problem?
    /// Wrong if it becomes parameters: `[(a)]`.
    var asParameters: Problem?
}

/// What may come after the present expression, besides what always may.
enum ExpressionEnd: UInt8 {
    case open
    /// `in`: this is the head of a loop, so `in` is no operator.
    case beforeIn
    /// `:`: this is the middle of a conditional expression, or a case.
    case beforeColon
}

struct Parser: ~Copyable {
    let source: SourceText
    let options: ParseOptions
    let isTypeScript: Bool
    let stackLimit: StackLimit
    var lexer: Lexer
    var context: FunctionContext
    var scopes = ScopeTracker()
    let arena = SyntaxArena()
    var cover = CoverErrors()
    var expressionEnd = ExpressionEnd.open
    /// The last expression in parentheses: where it starts and ends, parentheses included.
    var parenthesized = SourceRange(start: 0, end: 0)
    /// The last `yield` or `await` expression, and the last identifier `await`, which arrow parameters must not contain.
    var lastYieldOrAwait: SourceRange?
    var lastAwaitIdentifier: SourceRange?
    /// The classes around the present position.
    var classes: [ClassPrivateNames] = []
    var privateReferences = PrivateReferences()
    var functionCount: UInt32 = 0
    /// The number of functions around the present position.
    var functionDepth = 0
    /// The directive that makes the present function strict.
    var strictDirective: SourceRange?
    var containsTopLevelReturn = false
    /// The number of bytes that attempts may still read.
    var speculationBudget: Int

    init(_ source: SourceText, _ options: ParseOptions) {
        self.source = source
        self.options = options
        stackLimit = options.stackLimit ?? StackLimit.ofCurrentThread()
        isTypeScript = options.language == .typeScript
        speculationBudget = Parser.speculationLimit(source.count)
        lexer = Lexer(source, names: isTypeScript ? .typeScript : .fixed)
        context = FunctionContext(isStrict: options.isStrict)
        context.allowsReturn = options.allowsTopLevelReturn
    }

    mutating func parseScript() throws(ParseFailure) -> ScriptSyntax {
        scopes.openFunction(.script, evalCount: 0)
        try lexer.start()
        let body = try parseStatementList(until: .end, withDirectives: true)
        let scope = scopes.closeFunction().body
        return ScriptSyntax(
            source: source, names: lexer.names.texts, isStrict: context.isStrict, scope: scope,
            features: context.features, containsTopLevelReturn: containsTopLevelReturn,
            functionCount: Int(functionCount), hoistedFromBlock: scopes.hoistedFromBlock, body: body, arena: arena)
    }

    /// The error that ended parsing.
    borrowing func diagnostic() -> SyntaxDiagnostic {
        let failure =
            lexer.failure
            ?? Lexer.Failure(message: "Invalid or unexpected token", range: SourceRange(start: 0, end: 0))
        if isTypeScript, Int(failure.range.start) < source.count, lexer.bytes[Int(failure.range.start)] == Byte.at {
            let decorator = UnsupportedTypeScript.decorator
            return SyntaxDiagnostic(
                kind: .syntax, message: decorator.message, range: failure.range, source: source, hint: decorator.hint)
        }
        let hint = failure.hint ?? SyntaxHint.hint(for: failure, source, options.language)
        return SyntaxDiagnostic(
            kind: .syntax, message: failure.message, range: failure.range, source: source, hint: hint)
    }

    // MARK: Tokens

    @inline(__always)
    var token: Token { lexer.token }

    @inline(__always)
    var kind: TokenKind { lexer.token.kind }

    @inline(__always)
    mutating func advance() throws(ParseFailure) {
        try lexer.next()
    }

    /// Consumes the token if it is of the kind.
    @inline(__always)
    mutating func take(_ kind: TokenKind) throws(ParseFailure) -> Bool {
        if lexer.token.kind != kind { return false }
        try lexer.next()
        return true
    }

    /// Consumes the token, which must be of the kind.
    @inline(__always)
    mutating func expect(_ kind: TokenKind) throws(ParseFailure) {
        if lexer.token.kind != kind { throw unexpected() }
        try lexer.next()
    }

    /// Whether the token is a contextual keyword, written without escapes.
    @inline(__always)
    func isContextual(_ name: NameID) -> Bool {
        lexer.token.kind == .identifier && lexer.token.name == name && !lexer.token.hasEscape
    }

    /// The token after the present one. It costs reading that token twice.
    mutating func peek() throws(ParseFailure) -> Token {
        let position = lexer.position
        let token = lexer.token
        let previousEnd = lexer.previousEnd
        try lexer.next()
        let result = lexer.token
        lexer.position = position
        lexer.token = token
        lexer.previousEnd = previousEnd
        return result
    }

    /// Automatic semicolon insertion at the end of a statement.
    mutating func consumeSemicolon() throws(ParseFailure) {
        if try take(.semicolon) { return }
        if kind == .rightBrace || kind == .end || token.newlineBefore { return }
        throw unexpected()
    }

    // MARK: Ranges

    /// The range from an offset to the end of the last consumed token.
    @inline(__always)
    func range(from start: UInt32) -> SourceRange {
        SourceRange(start: start, end: lexer.previousEnd)
    }

    /// Whether the expression just parsed, which starts at `start`, is a parenthesised one as a whole.
    @inline(__always)
    func isParenthesized(_ start: UInt32) -> Bool {
        parenthesized.start == start && parenthesized.end == lexer.previousEnd
    }

    /// Gives a node to the arena.
    @inline(__always)
    func adopt<Node: SyntaxNode>(_ node: Node) -> Node {
        arena.adopt(node)
        return node
    }

    // MARK: Errors

    mutating func fail(_ message: String, _ range: SourceRange) -> ParseFailure {
        lexer.failure = Lexer.Failure(message: message, range: range)
        return ParseFailure()
    }

    mutating func fail(_ problem: CoverErrors.Problem) -> ParseFailure {
        fail("\(problem.message)", problem.range)
    }

    /// The error that the present token should not be here.
    mutating func unexpected() -> ParseFailure {
        if let range = operandlessAwait { return misplacedAwait(range) }
        return fail(unexpectedMessage(token), token.range)
    }

    /// The identifier `await` if it is the last token and something follows it on its line: then an operator was meant.
    private var operandlessAwait: SourceRange? {
        guard let range = lastAwaitIdentifier, range.end == lexer.previousEnd, !token.newlineBefore, kind != .end else {
            return nil
        }
        return range
    }

    mutating func misplacedAwait(_ range: SourceRange) -> ParseFailure {
        fail("await is only valid in async functions and the top level bodies of modules", range)
    }

    /// The error that a closing parenthesis is missing: before the present token, or at the end of the last line.
    mutating func missingParenthesis(_ message: String) -> ParseFailure {
        if let range = operandlessAwait { return misplacedAwait(range) }
        let isAtLineEnd = token.newlineBefore || kind == .end
        let end = SourceRange(start: lexer.previousEnd, end: lexer.previousEnd)
        return fail(message, isAtLineEnd ? end : token.range)
    }

    func unexpectedMessage(_ token: Token) -> String {
        switch token.kind {
        case .end: "Unexpected end of input"
        case .number, .bigInt: "Unexpected number"
        case .string: "Unexpected string"
        case .template: "Unexpected template string"
        case .enum: "Unexpected reserved word"
        case .arrow where !token.newlineBefore: "Malformed arrow function parameter list"
        case .escapedKeyword: "Keyword must not contain escaped characters"
        case .identifier where token.name.isReservedInStrictCode && context.isStrict:
            "Unexpected strict mode reserved word"
        case .identifier, .privateName: "Unexpected identifier '\(text(of: token.name))'"
        default: "Unexpected token '\(source.string(token.range))'"
        }
    }

    func text(of name: NameID) -> String {
        lexer.names.texts[Int(name.rawValue)].string
    }

    /// Compares the native stack with its limit: every recursion comes through here.
    @inline(__always)
    mutating func checkStack() throws(ParseFailure) {
        if stackLimit.isReached { throw fail("Maximum nesting depth exceeded", token.range) }
    }

    mutating func redeclaration(_ name: NameID, _ range: SourceRange) -> ParseFailure {
        fail("Identifier '\(text(of: name))' has already been declared", range)
    }
}
