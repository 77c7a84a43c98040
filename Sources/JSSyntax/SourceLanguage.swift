// The languages in which a script can be written.

/// The language of a script's text.
public enum SourceLanguage: String, Sendable, CaseIterable {
    case javaScript = "javascript"
    /// TypeScript, whose types are read and erased: nothing checks them. What is not only types (`enum`, namespaces with
    /// values, parameter properties, decorators) is refused.
    case typeScript = "typescript"

    /// The language that a file extension or the info string of a code fence names, without regard to case.
    public init?(abbreviation: some StringProtocol) {
        switch abbreviation.lowercased() {
        case "js", "javascript", "mjs", "cjs": self = .javaScript
        case "ts", "typescript", "mts", "cts": self = .typeScript
        default: return nil
        }
    }
}
