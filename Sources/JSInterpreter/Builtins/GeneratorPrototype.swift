// %GeneratorPrototype%, sec-properties-of-generator-prototype

enum GeneratorPrototype {
    static let table = BuiltinTable(
        .ordinary, prototype: .iteratorPrototype,
        [
            .intrinsic(.constructor, .generatorFunctionPrototype, .configurable),
            .method(.next, nextEntry),
            .method(.return, 1, `return`),
            .method(.throw, 1, `throw`),
            .toStringTag(.Generator),
        ])

    /// sec-generator.prototype.next
    static let nextEntry = BuiltinEntry(
        "next", length: 1,
        .function { (context, arguments) throws(JSThrow) in
            try context.resumeGenerator(arguments.thisValue, .next, arguments[0], "next")
        })

    /// sec-generator.prototype.return
    static func `return`(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try context.resumeGenerator(arguments.thisValue, .return, arguments[0], "return")
    }

    /// sec-generator.prototype.throw
    static func `throw`(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try context.resumeGenerator(arguments.thisValue, .throw, arguments[0], "throw")
    }
}
