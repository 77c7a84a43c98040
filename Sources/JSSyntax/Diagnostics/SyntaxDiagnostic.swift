// What is wrong with a script, in the pieces from which messages are made.

/// A problem in the source text of a script.
public struct SyntaxDiagnostic: Error, Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        /// The text is not a script: a SyntaxError.
        case syntax
        /// The size, or a construct that is refused before running.
        case validation
        /// An asynchronous construct, refused before running.
        case async

        /// The name of the kind in outcomes: `syntax_error`, `validation_error` or `async_not_allowed`.
        public var errorType: String {
            switch self {
            case .syntax: "syntax_error"
            case .validation: "validation_error"
            case .async: "async_not_allowed"
            }
        }
    }

    public let kind: Kind
    /// The message without position and without the name of an error type: `Unexpected token '}'`.
    public let message: String
    /// The text that the message is about.
    public let range: SourceRange
    /// From 1.
    public let line: Int
    /// From 1, in UTF-16 code units.
    public let column: Int
    /// The line with its neighbours and a line with a caret below it.
    public let codeFrame: String
    /// What to write instead; nil if there is nothing to say.
    public let hint: String?

    public init(kind: Kind, message: String, range: SourceRange, source: SourceText, hint: String? = nil) {
        let position = source.position(at: range.start)
        self.kind = kind
        self.message = message
        self.range = range
        self.line = position.line
        self.column = position.column
        self.codeFrame = CodeFrame.render(source, range)
        self.hint = hint
    }

    /// `SyntaxError: Unexpected token '}' (Line 3:15)` for errors of syntax; for refusals the message alone.
    public var text: String {
        kind == .syntax ? "SyntaxError: \(message) (Line \(line):\(column))" : message
    }
}
