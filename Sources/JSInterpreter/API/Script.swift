// Scripts: parsed, checked and analysed once, then run any number of times.

import JSSyntax

/// The language of a script's text.
public typealias SourceLanguage = JSSyntax.SourceLanguage

/// How a script is to be read.
public struct ScriptOptions: Sendable {
    /// What the top level of a script is.
    public enum TopLevel: Sendable {
        /// An ECMAScript Script: its declarations are global, and `return` is an error.
        case script
        /// A function body that is also a script: its declarations are local, `return` ends it, and without one the value of the
        /// last expression statement is the result. Asynchronous constructs, modules and code from strings are refused.
        case functionBody
    }

    public var topLevel: TopLevel
    /// The language of the text. With `functionBody`, a code fence around the text that names a language decides instead.
    public var language: SourceLanguage
    /// Whether the script is strict code from its start.
    public var isStrict: Bool
    /// Whether `let`, `const` and `class` at the top level may declare again what an earlier script has declared: for interactive
    /// use, where people correct what they wrote.
    public var allowsRedeclaration: Bool

    public init(
        topLevel: TopLevel = .script, language: SourceLanguage = .javaScript, isStrict: Bool = false,
        allowsRedeclaration: Bool = false
    ) {
        self.topLevel = topLevel
        self.language = language
        self.isStrict = isStrict
        self.allowsRedeclaration = allowsRedeclaration
    }
}

/// Why a script cannot be run: everything that is wrong with it, the first problem first. Never empty.
public struct ScriptError: Error, Sendable {
    public let diagnostics: [SyntaxDiagnostic]

    /// The message of the first problem.
    public var message: String { diagnostics.first?.text ?? "" }
}

/// A script that can be run: immutable, and shared by any number of interpreters on any threads.
public final class Script: Sendable {
    let code: ScriptCode
    /// The name in stack traces.
    public var name: String { code.name }
    /// What making the script took: to read and check the text, and to decide where its variables live.
    public let parsingTime, analysisTime: Duration

    /// Parses and checks a script.
    ///
    /// - Parameters:
    ///   - source: The text. With `functionBody`, one surrounding Markdown code fence is ignored, and so is everything over
    ///     the size limit refused.
    ///   - name: What stack traces call the script.
    /// - Throws: `ScriptError` with the syntax errors, or with everything that the validator refuses.
    public init(source: String, name: String = "script", options: ScriptOptions = ScriptOptions()) throws(ScriptError) {
        let start = ContinuousClock.now
        let isFunctionBody = options.topLevel == .functionBody
        let text: SourceText
        if isFunctionBody {
            do throws(SyntaxDiagnostic) {
                text = try ScriptSource.prepare(source, name: name)
            } catch {
                throw ScriptError(diagnostics: [error])
            }
        } else {
            text = SourceText(source, name: name)
        }
        let syntax: ScriptSyntax
        do throws(SyntaxDiagnostic) {
            syntax = try parseScript(
                text,
                options: ParseOptions(
                    allowsTopLevelReturn: isFunctionBody, isStrict: options.isStrict,
                    language: text.language ?? options.language, recognizesRefusedSyntax: isFunctionBody))
        } catch {
            throw ScriptError(diagnostics: [error])
        }
        if isFunctionBody {
            let refused = Validator.validate(syntax)
            if !refused.isEmpty { throw ScriptError(diagnostics: refused) }
        }
        let parsed = ContinuousClock.now
        parsingTime = parsed - start
        do throws(ScopeAnalysisError) {
            let analysis = try ScopeAnalysis.analyze(
                syntax, mode: isFunctionBody ? .functionBody : .global,
                nativeStackLimit: NativeStack.limit(reserve: Interpreter.stackReserve))
            code = ScriptCode(
                syntax: syntax, analysis: analysis, name: name, allowsRedeclaration: options.allowsRedeclaration)
            analysisTime = ContinuousClock.now - parsed
        } catch {
            throw ScriptError(diagnostics: [
                SyntaxDiagnostic(
                    kind: .syntax, message: "Maximum nesting depth exceeded", range: SourceRange(start: 0, end: 0), source: text)
            ])
        }
    }
}
