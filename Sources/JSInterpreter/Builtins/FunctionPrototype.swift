// %Function.prototype%, sec-properties-of-the-function-prototype-object: itself a function, that accepts anything and returns undefined.

import JSSyntax

enum FunctionPrototype {
    static let table = BuiltinTable(
        .special(make),
        [
            .constant(.length, .zero, .configurable),
            .lazy(.name, .configurable) { Value($0.emptyString) },
            .method(.apply, 2, apply),
            .method(.bind, 1, bind),
            .method(.call, 1, call),
            .intrinsic(.constructor, .function),
            .method(.toString, 0, toString),
            .intrinsic(symbol: .hasInstance, .functionPrototypeHasInstance, []),
            poison(.arguments),
            poison(.caller),
        ])

    static let hasInstanceTable = BuiltinTable(.function("[Symbol.hasInstance]", 1, hasInstance), [])

    /// %ThrowTypeError%, sec-%throwtypeerror%: not extensible, its properties fixed.
    static let throwTypeErrorTable = BuiltinTable(
        .special { context, shape in
            let function = makeFunction(context, shape, throwTypeErrorEntry)
            function.set(.nonExtensible)
            return function
        },
        prototype: .functionPrototype,
        [
            .constant(.length, .zero),
            .lazy(.name, []) { Value($0.emptyString) },
        ])

    private static let entry = BuiltinEntry("", 0) { (_, _) throws(JSThrow) in .undefined }
    private static let throwTypeErrorEntry = BuiltinEntry("", 0) { (context, _) throws(JSThrow) in
        throw context.throwError(
            .typeError,
            "'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions or the arguments objects for calls to them"
        )
    }

    private static func make(_ context: Context, _ shape: Shape) -> JSObject { makeFunction(context, shape, entry) }

    private static func makeFunction(_ context: Context, _ shape: Shape, _ entry: BuiltinEntry) -> JSObject {
        let object = context.heap.makeObject(.nativeFunction, shape, inlineSlots: 10, flags: .callable)
        object.setPayloadWord(0, entry.address)
        for index in 1...3 { object.setPayloadValue(index, .undefined) }
        return object
    }

    /// sec-addrestrictedfunctionproperties: an accessor whose getter and setter are %ThrowTypeError%.
    private static func poison(_ name: Name) -> BuiltinProperty {
        .lazy(name, [.configurable, .accessor]) { context in
            let thrower = Value(context.intrinsic(.throwTypeError))
            return Value(AccessorPair.make(context.heap, getter: thrower, setter: thrower).cell)
        }
    }

    /// sec-function.prototype.apply
    static func apply(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let function = arguments.thisValue
        guard function.isCallable else {
            throw context.throwError(
                .typeError, "Function.prototype.apply was called on \(context.describe(function)), which is not a function")
        }
        if arguments[1].isNullish { return try context.call(function, arguments[0]) }
        return try context.call(function, arguments[0], argumentList: arguments[1])
    }

    /// sec-function.prototype.bind
    static func bind(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard arguments.thisValue.isCallable, let target = arguments.thisValue.asObject else {
            throw context.throwError(.typeError, "Bind must be called on a function")
        }
        let boundCount = max(0, arguments.count - 1)
        let bound: Value =
            boundCount == 0 ? .undefined : Value(try context.makeArgumentList(arguments.frame, from: 1, to: arguments.count))
        let function = try context.makeBoundFunction(target: target, this: arguments[0], arguments: bound)
        var length = 0.0
        if try context.hasOwnProperty(target, PropertyKey(.length)) {
            let targetLength = try context.get(target, PropertyKey(.length))
            if targetLength.isNumber { length = max(0, try context.toIntegerOrInfinity(targetLength) - Double(boundCount)) + 0 }
        }
        try function.addOwn(PropertyKey(.length), Value(number: length), .configurable, context)
        let targetName = try context.get(target, PropertyKey(.name)).asString ?? context.emptyString
        let name = try context.concatenate(context.makeString("bound "), targetName)
        try function.addOwn(PropertyKey(.name), Value(name), .configurable, context)
        return Value(function)
    }

    /// sec-function.prototype.call
    static func call(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let function = arguments.thisValue
        guard function.isCallable else {
            throw context.throwError(
                .typeError, "Function.prototype.call was called on \(context.describe(function)), which is not a function")
        }
        return try context.call(function, arguments[0], arguments, from: 1)
    }

    /// sec-function.prototype.tostring
    static func toString(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let function = arguments.thisValue.asObject, function.isCallable else {
            throw context.throwError(.typeError, "Function.prototype.toString requires that 'this' be a Function")
        }
        if function.kind == .function, let text = FunctionObject(function).code.sourceText {
            switch text.storage {
            case .latin1(let bytes):
                try context.pay(bytes.count / 64)
                return Value(try context.makeString(latin1: bytes))
            case .utf16(let units):
                try context.pay(units.count / 32)
                return Value(try context.makeString(utf16: units))
            }
        }
        let name = function.kind == .nativeFunction ? FunctionObject(function).entry.name : ""
        return Value(context.makeString("function \(name)() { [native code] }"))
    }

    /// sec-function.prototype-%symbol.hasinstance%
    static func hasInstance(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try context.ordinaryHasInstance(arguments.thisValue, arguments[0]))
    }
}

extension FunctionCode {
    /// The text that `toString` shows; nil for the code of a script.
    var sourceText: JSText? {
        sourceRange.map { executable.script.syntax.source.text($0) }
    }
}
