// Looking ahead further than one token, for TypeScript.
//
// `f<a>(b)` is a call or two comparisons, `<T>(x)` an assertion or the head of an arrow function: it takes a whole type to
// know. Reading a type does nothing but move the lexer, so an attempt that fails is undone by putting the lexer back. What
// attempts read counts: all of them together may read a script some number of times, however they are nested in each other.

/// Where the lexer is.
struct LexerState {
    var position: Int
    var token: Token
    var previousEnd: UInt32
}

extension Parser {
    /// The number of bytes that all attempts together may read, for a script of a length in bytes.
    static func speculationLimit(_ length: Int) -> Int { 8 * length + 65536 }

    private var lexerState: LexerState {
        LexerState(position: lexer.position, token: lexer.token, previousEnd: lexer.previousEnd)
    }

    private mutating func restore(_ state: LexerState) {
        lexer.position = state.position
        lexer.token = state.token
        lexer.previousEnd = state.previousEnd
        lexer.failure = nil
    }

    /// Makes an attempt, which must do nothing but move the lexer, and undoes it unless its result is true. An error
    /// means false.
    mutating func speculate(_ attempt: (inout Parser) throws(ParseFailure) -> Bool) throws(ParseFailure) -> Bool {
        let state = lexerState
        var succeeds = false
        do throws(ParseFailure) {
            succeeds = try attempt(&self)
        } catch {}
        speculationBudget -= max(0, lexer.position - state.position)
        if !succeeds || speculationBudget < 0 { restore(state) }
        if speculationBudget < 0 { throw fail("Too many types and expressions look alike here", token.range) }
        return succeeds
    }

    /// Makes an attempt, undoes it, and tells its result. An error means false.
    mutating func lookAhead(_ attempt: (inout Parser) throws(ParseFailure) -> Bool) throws(ParseFailure) -> Bool {
        var result = false
        _ = try speculate { parser throws(ParseFailure) in
            result = try attempt(&parser)
            return false
        }
        return result
    }

    /// Whether a token is a contextual keyword, written without escapes.
    func isContextual(_ token: Token, _ name: NameID) -> Bool {
        token.kind == .identifier && token.name == name && !token.hasEscape
    }
}
