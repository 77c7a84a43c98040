// Early errors of regular expression literals.

import JSRegExp

enum RegularExpressionSyntax {
    /// What is wrong with a literal; nil if nothing is.
    static func problem(pattern: JSText, flags: JSText, _ stackLimit: StackLimit) -> String? {
        guard let parsedFlags = RegExpFlags(parsing: flags.utf16) else { return "Invalid regular expression flags" }
        do {
            try RegExpProgram.validate(
                pattern: pattern.utf16, flags: parsedFlags, stackLimit: stackLimit.lowestAddress)
            return nil
        } catch {
            return "Invalid regular expression: /\(pattern.string)/\(flags.string): \(error.message)"
        }
    }
}
