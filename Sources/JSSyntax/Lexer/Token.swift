// Tokens.

/// What a token is. The reserved words come first, in the order of their `NameID`s.
enum TokenKind: UInt8 {
    case `break`, `case`, `catch`, `class`, const, `continue`, debugger, `default`, delete, `do`, `else`, `enum`, export
    case extends, `false`, finally, `for`, function, `if`, `import`, `in`, instanceof, new, null, `return`, `super`
    case `switch`, this, `throw`, `true`, `try`, typeof, `var`, void, `while`, with

    /// A name that is not a ReservedWord everywhere: `let`, `yield`, `await`, `async` and `static` too.
    case identifier
    /// A ReservedWord written with an escape: good as a property name only.
    case escapedKeyword
    /// `#name`
    case privateName
    case number, bigInt, string
    /// A back quote; the parser then asks for the pieces of the template.
    case template
    case end

    case leftBrace, rightBrace, leftParenthesis, rightParenthesis, leftBracket, rightBracket
    case dot, ellipsis, semicolon, comma, question, questionDot, colon, arrow
    case increment, decrement, bitwiseNot, logicalNot

    case plus, minus, star, slash, percent, starStar
    case shiftLeft, shiftRight, shiftRightUnsigned
    case ampersand, bar, caret
    case equal, notEqual, strictEqual, strictNotEqual
    case less, lessOrEqual, greater, greaterOrEqual
    case logicalAnd, logicalOr, coalesce

    case assign
    case plusAssign, minusAssign, starAssign, slashAssign, percentAssign, starStarAssign
    case shiftLeftAssign, shiftRightAssign, shiftRightUnsignedAssign
    case ampersandAssign, barAssign, caretAssign
    case logicalAndAssign, logicalOrAssign, coalesceAssign
}

extension TokenKind {
    /// Whether the token is a reserved word.
    var isKeyword: Bool { rawValue <= TokenKind.with.rawValue }

    /// Whether the token is an IdentifierName.
    var isIdentifierName: Bool { rawValue <= TokenKind.escapedKeyword.rawValue }

    /// The precedence of a binary operator; 0 for anything else. `??` binds as weakly as `||`; the parser keeps the
    /// two from mixing.
    var binaryPrecedence: UInt8 {
        switch self {
        case .logicalOr, .coalesce: 1
        case .logicalAnd: 2
        case .bar: 3
        case .caret: 4
        case .ampersand: 5
        case .equal, .notEqual, .strictEqual, .strictNotEqual: 6
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .instanceof, .in: 7
        case .shiftLeft, .shiftRight, .shiftRightUnsigned: 8
        case .plus, .minus: 9
        case .star, .slash, .percent: 10
        case .starStar: 11
        default: 0
        }
    }

    /// The operator of a binary expression that does not short-circuit.
    var binaryOperator: BinaryOperator? {
        switch self {
        case .plus, .plusAssign: .add
        case .minus, .minusAssign: .subtract
        case .star, .starAssign: .multiply
        case .slash, .slashAssign: .divide
        case .percent, .percentAssign: .remainder
        case .starStar, .starStarAssign: .exponentiate
        case .shiftLeft, .shiftLeftAssign: .shiftLeft
        case .shiftRight, .shiftRightAssign: .shiftRight
        case .shiftRightUnsigned, .shiftRightUnsignedAssign: .shiftRightUnsigned
        case .ampersand, .ampersandAssign: .bitwiseAnd
        case .bar, .barAssign: .bitwiseOr
        case .caret, .caretAssign: .bitwiseXor
        case .equal: .equal
        case .notEqual: .notEqual
        case .strictEqual: .strictEqual
        case .strictNotEqual: .strictNotEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        case .instanceof: .instanceOf
        case .in: .in
        default: nil
        }
    }

    /// The operator of a short-circuiting expression or assignment.
    var logicalOperator: LogicalOperator? {
        switch self {
        case .logicalAnd, .logicalAndAssign: .and
        case .logicalOr, .logicalOrAssign: .or
        case .coalesce, .coalesceAssign: .coalesce
        default: nil
        }
    }

    /// Whether the token is `+=` or another assignment operator with an operation.
    var isCompoundAssignment: Bool { rawValue > TokenKind.assign.rawValue }
}

/// A token. What it means depends on the kind: names and strings have `name`, numbers have `number`.
struct Token {
    var kind: TokenKind
    var start: UInt32
    var end: UInt32
    /// Whether a line terminator comes between the previous token and this one.
    var newlineBefore: Bool
    /// Whether a name contains an escape: then it is no contextual keyword.
    var hasEscape: Bool
    /// What strict code forbids about a number or string.
    var legacy: LegacySyntax
    var name: NameID
    var number: Double

    var range: SourceRange { SourceRange(start: start, end: end) }
}

/// Parts of Annex B.1 that strict code does not have.
enum LegacySyntax: UInt8 {
    case none
    /// `017`
    case octalLiteral
    /// `089`
    case decimalLiteral
    /// `"\17"`
    case octalEscape
    /// `"\8"`
    case digitEscape

    var message: String {
        switch self {
        case .none: ""
        case .octalLiteral: "Octal literals are not allowed in strict mode."
        case .decimalLiteral: "Decimals with leading zeros are not allowed in strict mode."
        case .octalEscape: "Octal escape sequences are not allowed in strict mode."
        case .digitEscape: "\\8 and \\9 are not allowed in strict mode."
        }
    }
}
