// The constructor and prototype of generator functions, sec-generatorfunction-objects. Neither is a global; like `Function`, the
// constructor only throws.

enum GeneratorFunction {
    static let table = BuiltinTable(
        .constructor(.GeneratorFunction, 1, FunctionConstructor.construct, prototype: .generatorFunctionPrototype),
        prototype: .function, [])

    /// %GeneratorFunction.prototype%, sec-properties-of-the-generatorfunction-prototype-object
    static let prototypeTable = BuiltinTable(
        .ordinary, prototype: .functionPrototype,
        [
            .intrinsic(.constructor, .generatorFunction, .configurable),
            .intrinsic(.prototype, .generatorPrototype, .configurable),
            .toStringTag(.GeneratorFunction),
        ])
}
