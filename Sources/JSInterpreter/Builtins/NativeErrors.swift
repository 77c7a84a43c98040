// The native error types, sec-native-error-types-used-in-this-standard: six constructors with the same steps.

enum NativeErrors {
    struct Pair: Sendable {
        let constructor: BuiltinTable
        let prototype: BuiltinTable

        /// sec-nativeerror-constructors and sec-properties-of-the-nativeerror-prototype-objects
        init(_ name: Name, _ constructor: Intrinsic, _ prototype: Intrinsic) {
            self.constructor = BuiltinTable(
                .constructor(
                    name, 1,
                    { (context, arguments) throws(JSThrow) in
                        Value(
                            try ErrorConstructor.makeError(
                                context, arguments, prototype, message: arguments[0], options: arguments[1]))
                    }, prototype: prototype),
                prototype: .error, [])
            self.prototype = BuiltinTable(
                .ordinary, prototype: .errorPrototype,
                [
                    .intrinsic(.constructor, constructor),
                    .lazy(.message) { Value($0.emptyString) },
                    .constant(.name, name.value, .hidden),
                ])
        }
    }

    static let evalError = Pair(.EvalError, .evalError, .evalErrorPrototype)
    static let rangeError = Pair(.RangeError, .rangeError, .rangeErrorPrototype)
    static let referenceError = Pair(.ReferenceError, .referenceError, .referenceErrorPrototype)
    static let syntaxError = Pair(.SyntaxError, .syntaxError, .syntaxErrorPrototype)
    static let typeError = Pair(.TypeError, .typeError, .typeErrorPrototype)
    static let uriError = Pair(.URIError, .uriError, .uriErrorPrototype)
}
