// Early errors of regular expression literals.

enum RegularExpressionSyntax {
    /// What is wrong with a literal; nil if nothing is.
    static func problem(pattern: JSText, flags: JSText, _ stackLimit: StackLimit) -> String? {
        nil
    }
}
