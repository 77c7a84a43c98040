// The String constructor, sec-string-constructor.

enum StringConstructor {
    static let table = BuiltinTable(
        .constructor(.String, 1, construct, prototype: .stringPrototype),
        [
            .method(.fromCharCode, 1, fromCharCode),
            .method(.fromCodePoint, 1, fromCodePoint),
            .method(.raw, 1, raw),
        ])

    /// sec-string-constructor-string-value
    private static func construct(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let string: JSString
        if arguments.count == 0 {
            string = context.emptyString
        } else {
            let value = arguments[0]
            if arguments.newTarget.isUndefined, let symbol = value.asSymbol {
                return Value(try context.symbolDescriptiveString(symbol))
            }
            string = try context.toString(value)
        }
        guard let newTarget = arguments.newTarget.asObject else { return Value(string) }
        let prototype = try context.getPrototypeFromConstructor(newTarget, .stringPrototype)
        return Value(context.makePrimitiveWrapper(Value(string), prototype: prototype))
    }

    /// sec-string.fromcharcode
    private static func fromCharCode(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        if arguments.count == 1 {
            return Value(context.makeString(unit: UInt16(truncatingIfNeeded: try context.toInt32(arguments[0]))))
        }
        var builder = TextBuilder(context)
        for index in 0..<arguments.count {
            try builder.append(unit: UInt16(truncatingIfNeeded: try context.toInt32(arguments[index])))
        }
        return Value(try builder.take())
    }

    /// sec-string.fromcodepoint
    private static func fromCodePoint(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        var builder = TextBuilder(context)
        for index in 0..<arguments.count {
            let number = try context.toNumber(arguments[index])
            guard number >= 0, number <= 0x10FFFF, number == number.rounded(.towardZero) else {
                let text = context.abridged(try context.toString(arguments[index]))
                throw context.throwError(.rangeError, "Invalid code point \(text)")
            }
            try builder.append(codePoint: UInt32(number))
        }
        return Value(try builder.take())
    }

    /// sec-string.raw
    private static func raw(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let cooked = try context.toObject(arguments[0])
        let literals = try context.toObject(context.get(cooked, PropertyKey(.raw)))
        let literalCount = try context.lengthOfArrayLike(literals)
        var builder = TextBuilder(context)
        var index = 0
        while index < literalCount {
            try context.pay()
            try builder.append(context.toString(context.getElement(literals, index)))
            index += 1
            if index < literalCount && index < arguments.count { try builder.append(context.toString(arguments[index])) }
        }
        return Value(try builder.take())
    }
}

extension Context {
    /// A string as error messages show it: not more than its first hundred units.
    func abridged(_ string: JSString) -> String {
        guard string.length > 100 else { return text(string) }
        return text((try? substring(string, 0, 100)) ?? emptyString) + "..."
    }
}
