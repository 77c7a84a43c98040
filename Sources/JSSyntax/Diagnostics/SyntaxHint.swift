// What to write instead, for the mistakes that are made most.

enum SyntaxHint {
    /// Advice about an error of syntax; nil if there is none.
    static func hint(for failure: Lexer.Failure, _ source: SourceText, _ language: SourceLanguage) -> String? {
        let start = min(Int(failure.range.start), source.count)
        if failure.message == "Unexpected end of input" {
            return UnclosedBracket.find(source).map { bracket in
                let position = source.position(at: bracket.offset)
                return "The '\(bracket.text)' at \(position.line):\(position.column) is not closed."
            }
        }
        if failure.message.hasPrefix("await is only valid") {
            return "Remove await: calls return their result directly."
        }
        if failure.message == "Invalid or unexpected token", start < source.count {
            switch UTF8Reader.decode(source.padded, at: start).scalar {
            case 0x2018, 0x2019, 0x201C, 0x201D: return "Use straight quotes: ' or \"."
            case 0xFF1B, 0xFF0C, 0xFF08, 0xFF09: return "Use the ASCII character."
            case 0x22, 0x27: return "Close the string on the line on which it starts, or use a template: `text`."
            default: return nil
            }
        }
        if language == .javaScript, isTypeAnnotation(failure, source, start) {
            return "This looks like TypeScript: remove the type, or choose the language \"typescript\"."
        }
        return nil
    }

    /// Whether `name: type` stands where a parameter or declarator ends with the name.
    private static func isTypeAnnotation(_ failure: Lexer.Failure, _ source: SourceText, _ start: Int) -> Bool {
        let isColon = start < source.count && source.padded[start] == UInt8(ascii: ":")
        if isColon, failure.message == "missing ) after formal parameters" || failure.message == "Unexpected token ':'" {
            return true
        }
        let end = Int(failure.range.end)
        return failure.message == "Missing initializer in const declaration" && end < source.count
            && source.padded[end] == UInt8(ascii: ":")
    }
}

/// Finds the bracket whose partner is missing when a script ends too early.
///
/// The text has been read up to its end by the parser, so its tokens are good; only which slash begins a regular expression
/// is guessed here, from the token before it.
enum UnclosedBracket {
    static func find(_ source: SourceText) -> (offset: UInt32, text: String)? {
        var lexer = Lexer(source)
        var open: [Token] = []
        do {
            try lexer.start()
            var previous = TokenKind.semicolon
            while lexer.token.kind != .end {
                let token = lexer.token
                switch token.kind {
                case .leftParenthesis, .leftBracket, .leftBrace: open.append(token)
                case .rightParenthesis, .rightBracket: _ = open.popLast()
                case .rightBrace:
                    // The brace that ends an expression in a template is followed by more of the template.
                    if open.popLast()?.kind == .template { try readTemplate(&lexer, &open) }
                case .template: try readTemplate(&lexer, &open)
                case .slash, .slashAssign:
                    if !endsOperand(previous) { _ = try lexer.readRegularExpression() }
                default: break
                }
                previous = lexer.token.kind
                try lexer.next()
            }
        } catch {
            return nil
        }
        return open.last.map { ($0.start, $0.kind == .template ? "${" : source.string($0.range)) }
    }

    private static func readTemplate(_ lexer: inout Lexer, _ open: inout [Token]) throws(ParseFailure) {
        var start = lexer.token
        let piece = try lexer.readTemplatePiece(from: Int(start.start) + 1)
        if piece.isLast { return }
        start.kind = .template
        open.append(start)
    }

    static func endsOperand(_ kind: TokenKind) -> Bool {
        switch kind {
        case .identifier, .privateName, .number, .bigInt, .string, .template, .rightParenthesis, .rightBracket,
            .rightBrace, .this, .super, .null, .true, .false:
            true
        default: false
        }
    }
}
