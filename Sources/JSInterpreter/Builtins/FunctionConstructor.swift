// The Function constructor, sec-function-constructor. It is there for `instanceof` and its prototype only: this engine makes no code
// from text at run time, so calling it throws, as in hosts whose content security policy forbids it.

enum FunctionConstructor {
    static let table = BuiltinTable(.constructor(.Function, 1, construct, prototype: .functionPrototype), [])

    /// sec-function-p1-p2-pn-body
    static func construct(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        throw context.throwError(.evalError, "Code generation from strings is not available")
    }
}
