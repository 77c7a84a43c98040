// Declarations of TypeScript: those of types and of what exists elsewhere are erased; those that would have to become code
// (`enum`, namespaces with values, `import x = ...`) are refused, each with what to write instead.
//
// The words that begin them are names everywhere else: `type = 5` is an assignment. A name after them on the same line
// makes the difference.

extension Parser {
    /// A declaration that begins with a name; nil if the name begins something else.
    @inline(never)
    mutating func parseTypeScriptDeclaration() throws(ParseFailure) -> Statement? {
        let name = token.name
        guard name == .interface || name.isTypeScriptWord else { return nil }
        let start = token.start
        let next = try peek()
        if next.newlineBefore { return nil }
        switch name {
        case .type where next.kind == .identifier: try skipTypeAlias()
        case .interface where next.kind == .identifier: try skipInterface()
        case .namespace where next.kind == .identifier, .module where next.kind == .identifier || next.kind == .string:
            try skipNamespace()
        case .abstract where next.kind == .class:
            try advance()
            return .class(try parseClass(isDeclaration: true))
        case .declare:
            switch next.kind {
            case .var, .const, .function, .class, .enum, .identifier: break
            default: return nil
            }
            try advance()
            try skipAmbientDeclaration()
        default: return nil
        }
        return erased(from: start)
    }

    private mutating func erased(from start: UInt32) -> Statement {
        .empty(adopt(EmptyStatement(range: range(from: start))))
    }

    /// The error that something cannot be erased.
    @inline(never)
    mutating func refuse(_ construct: UnsupportedTypeScript, _ range: SourceRange) -> ParseFailure {
        lexer.failure = Lexer.Failure(message: construct.message, range: range, hint: construct.hint)
        return ParseFailure()
    }

    // MARK: Types

    private mutating func skipTypeAlias() throws(ParseFailure) {
        try advance()
        try expect(.identifier)
        if kind == .less { try skipTypeParameters() }
        try expect(.assign)
        try skipType()
        try consumeSemicolon()
    }

    private mutating func skipInterface() throws(ParseFailure) {
        try advance()
        try expect(.identifier)
        if kind == .less { try skipTypeParameters() }
        if try take(.extends) {
            repeat { try skipType() } while try take(.comma)
        }
        try skipTypeMembers()
    }

    /// A namespace that holds types only.
    private mutating func skipNamespace() throws(ParseFailure) {
        try checkStack()
        let keyword = token.range
        try advance()
        if kind == .string { try advance() } else { try skipQualifiedName() }
        try expect(.leftBrace)
        while kind != .rightBrace {
            if try take(.semicolon) { continue }
            _ = try take(.export)
            if kind == .import, let statement = try parseTypeScriptImport(), case .empty = statement { continue }
            guard kind == .identifier, let statement = try parseTypeScriptDeclaration(), case .empty = statement else {
                throw kind == .end ? unexpected() : refuse(.namespace, keyword)
            }
        }
        try advance()
    }

    private mutating func skipQualifiedName() throws(ParseFailure) {
        try expect(.identifier)
        while try take(.dot) { try expect(.identifier) }
    }

    // MARK: What exists elsewhere

    /// A declaration after `declare`.
    private mutating func skipAmbientDeclaration() throws(ParseFailure) {
        switch kind {
        case .var: try skipAmbientVariables()
        case .const:
            if try peek().kind == .enum { try advance() } else { return try skipAmbientVariables() }
            try skipAmbientEnum()
        case .enum: try skipAmbientEnum()
        case .function: try skipAmbientFunction()
        case .class: try skipAmbientClass()
        default:
            switch token.name {
            case .let: try skipAmbientVariables()
            case .type: try skipTypeAlias()
            case .interface: try skipInterface()
            case .async:
                try advance()
                if kind != .function { throw unexpected() }
                try skipAmbientFunction()
            case .abstract:
                try advance()
                if kind != .class { throw unexpected() }
                try skipAmbientClass()
            case .namespace, .module:
                try advance()
                if kind == .string { try advance() } else { try skipQualifiedName() }
                if kind == .leftBrace { try skipBrackets() } else { try consumeSemicolon() }
            case .global:
                try advance()
                if kind != .leftBrace { throw unexpected() }
                try skipBrackets()
            default: throw unexpected()
            }
        }
    }

    private mutating func skipAmbientVariables() throws(ParseFailure) {
        repeat {
            try advance()
            if kind == .leftBrace || kind == .leftBracket { try skipBindingPattern() } else { try expect(.identifier) }
            try skipTypeAnnotation()
            if try take(.assign) { _ = try parseAssignment() }
        } while kind == .comma
        try consumeSemicolon()
    }

    private mutating func skipAmbientEnum() throws(ParseFailure) {
        try advance()
        try expect(.identifier)
        if kind != .leftBrace { throw unexpected() }
        try skipBrackets()
    }

    private mutating func skipAmbientFunction() throws(ParseFailure) {
        try advance()
        _ = try take(.star)
        try expect(.identifier)
        try skipSignature()
        try consumeSemicolon()
    }

    private mutating func skipAmbientClass() throws(ParseFailure) {
        try advance()
        try expect(.identifier)
        if kind == .less { try skipTypeParameters() }
        if try take(.extends) { try skipType() }
        try skipImplements()
        if kind != .leftBrace { throw unexpected() }
        try skipBrackets()
    }

    // MARK: Functions without bodies

    /// An overload signature of a function, from `async` or `function`; nil if the function has a body.
    @inline(never)
    mutating func parseOverload() throws(ParseFailure) -> Statement? {
        let start = token.start
        let isOverload = try speculate { parser throws(ParseFailure) in
            if parser.kind == .identifier { try parser.advance() }
            try parser.advance()
            _ = try parser.take(.star)
            try parser.expect(.identifier)
            return try parser.skipSignatureWithoutBody()
        }
        return isOverload ? erased(from: start) : nil
    }

    /// A signature with the semicolon, written or not, that ends it; false if a body follows.
    mutating func skipSignatureWithoutBody() throws(ParseFailure) -> Bool {
        try skipSignature()
        if kind == .leftBrace { return false }
        try consumeSemicolon()
        return true
    }

    // MARK: Modules

    /// An import of types only, which is erased; nil for any other.
    @inline(never)
    mutating func parseTypeScriptImport() throws(ParseFailure) -> Statement? {
        let start = token.start
        let keyword = token.range
        let isOfTypes = try lookAhead { parser throws(ParseFailure) in
            try parser.advance()
            if parser.kind == .leftBrace { return try parser.hasOnlyTypeNames() }
            guard parser.isContextual(.type) else { return false }
            try parser.advance()
            // `import type from "module"` gives a value the name `type`.
            if parser.isContextual(.from) { return try parser.isContextual(parser.peek(), .from) }
            return parser.kind == .leftBrace || parser.kind == .star || parser.kind == .identifier
        }
        let isAlias = try lookAhead { parser throws(ParseFailure) in
            try parser.advance()
            if isOfTypes { try parser.advance() }
            if parser.kind != .identifier { return false }
            return try parser.peek().kind == .assign
        }
        if isAlias, !isOfTypes { throw refuse(.importAssignment, keyword) }
        guard isOfTypes else { return nil }
        try advance()
        if isContextual(.type) { try advance() }
        if isAlias {
            try advance()
            try advance()
            _ = try parseAssignment()
            try consumeSemicolon()
        } else {
            try skipModuleClause()
            if !isContextual(.from) { throw unexpected() }
            try advance()
            try skipModuleSpecifier()
        }
        return erased(from: start)
    }

    /// Whether all names between braces are marked with `type`: `{type A, type B as C}`.
    private mutating func hasOnlyTypeNames() throws(ParseFailure) -> Bool {
        try advance()
        if kind == .rightBrace { return false }
        while kind != .rightBrace {
            guard isContextual(.type) else { return false }
            try advance()
            guard kind.isIdentifierName, !isContextual(.as) else { return false }
            try advance()
            if isContextual(.as) {
                try advance()
                try advance()
            }
            if kind != .rightBrace { try expect(.comma) }
        }
        return true
    }

    /// An export of types only, which is erased; nil for any other.
    @inline(never)
    mutating func parseTypeScriptExport() throws(ParseFailure) -> Statement? {
        let start = token.start
        let keyword = token.range
        let next = try peek()
        switch next.kind {
        case .assign: throw refuse(.exportAssignment, keyword)
        case .enum: throw refuse(.enum, next.range)
        case .import: throw refuse(.importAssignment, next.range)
        case .default:
            let isInterface = try lookAhead { parser throws(ParseFailure) in
                try parser.advance()
                try parser.advance()
                guard parser.isContextual(.interface) else { return false }
                let next = try parser.peek()
                return next.kind == .identifier && !next.newlineBefore
            }
            guard isInterface else { return nil }
            try advance()
            try advance()
            try skipInterface()
            return erased(from: start)
        case .identifier where !next.hasEscape: break
        default: return nil
        }
        return try skipExportOfTypes(next.name) ? erased(from: start) : nil
    }

    /// Skips what follows `export` if it is of types only, and begins with a word.
    private mutating func skipExportOfTypes(_ word: NameID) throws(ParseFailure) -> Bool {
        switch word {
        case .as:
            try advance()
            try advance()
            if !isContextual(.namespace) { throw unexpected() }
            try advance()
            try expect(.identifier)
            try consumeSemicolon()
            return true
        case .type:
            let isList = try lookAhead { parser throws(ParseFailure) in
                try parser.advance()
                try parser.advance()
                return parser.kind == .leftBrace || parser.kind == .star
            }
            if isList {
                try advance()
                try advance()
                try skipModuleClause()
                if isContextual(.from) {
                    try advance()
                    try skipModuleSpecifier()
                } else {
                    try consumeSemicolon()
                }
                return true
            }
        case .interface, .declare, .namespace, .module: break
        default: return false
        }
        try advance()
        guard let statement = try parseTypeScriptDeclaration(), case .empty = statement else { throw unexpected() }
        return true
    }
}

/// Constructs of TypeScript that are not only types.
enum UnsupportedTypeScript {
    case `enum`
    case namespace
    case parameterProperty
    case importAssignment
    case exportAssignment
    case decorator

    var message: String {
        switch self {
        case .enum: "enum is not supported: only types are erased"
        case .namespace: "namespaces with values are not supported: only types are erased"
        case .parameterProperty: "parameter properties are not supported: only types are erased"
        case .importAssignment: "import assignments are not supported"
        case .exportAssignment: "export assignments are not supported"
        case .decorator: "decorators are not supported"
        }
    }

    var hint: String {
        switch self {
        case .enum: "Write an object: const Color = { Red: 0, Green: 1 } as const;"
        case .namespace: "Write the functions and variables at the top level, or as properties of an object."
        case .parameterProperty: "Declare a field in the class, and assign it in the constructor: this.name = name;"
        case .importAssignment: "Remove it: everything that a script can use is a global, such as mcp, JSON and Math."
        case .exportAssignment: "Hand over the result with a return statement at the end of the script."
        case .decorator: "Remove it, and call the function with the class or method after the class has been declared."
        }
    }
}
