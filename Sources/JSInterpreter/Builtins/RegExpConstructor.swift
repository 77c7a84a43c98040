// The RegExp constructor, sec-regexp-constructor.

enum RegExpConstructor {
    static let table = BuiltinTable(
        .constructor(.RegExp, 2, construct, prototype: .regExpPrototype),
        [
            .method(.escape, 1, escape),
            .getter(symbol: .species, species),
        ] + RegExpLegacy.properties)

    /// sec-regexp-pattern-flags
    private static func construct(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let pattern = arguments[0]
        let flags = arguments[1]
        let patternIsRegExp = try context.isRegExp(pattern)
        let constructor = arguments.newTarget.asObject ?? arguments.callee
        if arguments.newTarget.isUndefined, patternIsRegExp, flags.isUndefined, let object = pattern.asObject {
            if try context.get(object, PropertyKey(.constructor)) == Value(constructor) { return pattern }
        }
        var source = pattern
        var sourceFlags = flags
        if let object = pattern.asObject {
            if let data = object.regExpData {
                source = Value(data.source)
                if flags.isUndefined { sourceFlags = Value(context.makeString(data.flags.text)) }
            } else if patternIsRegExp {
                source = try context.get(object, PropertyKey(.source))
                if flags.isUndefined { sourceFlags = try context.get(object, PropertyKey(.flags)) }
            }
        }
        let object = try context.regExpAlloc(newTarget: constructor)
        try context.regExpInitialize(object, source, sourceFlags, hasLegacyFeatures: constructor == arguments.callee)
        return Value(object)
    }

    /// sec-get-regexp-%symbol.species%
    private static func species(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value { arguments.thisValue }

    // MARK: Escaping

    /// sec-regexp.escape
    private static func escape(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let string = arguments[0].asString else {
            throw context.throwError(.typeError, "RegExp.escape requires a string, not \(context.describe(arguments[0]))")
        }
        let flat = try context.flattened(string)
        let units = StringUnits(flat)
        var builder = TextBuilder(context)
        try context.pay(units.count / 8)
        var position = 0
        while position < units.count {
            let (codePoint, length) = units.codePoint(at: position)
            if position == 0, isLetterOrDigit(codePoint) {
                // Else it could go on with an escape sequence that stands before it.
                try appendHexEscape(codePoint, to: &builder)
            } else {
                try appendEscaped(codePoint, to: &builder)
            }
            position += length
        }
        context.keepAlive(flat)
        return Value(try builder.take())
    }

    private static func isLetterOrDigit(_ codePoint: UInt32) -> Bool {
        codePoint >= 0x30 && codePoint <= 0x39 || codePoint | 0x20 >= 0x61 && codePoint | 0x20 <= 0x7A && codePoint < 0x80
    }

    /// sec-encodeforregexpescape
    private static func appendEscaped(_ codePoint: UInt32, to builder: inout TextBuilder) throws(JSThrow) {
        switch codePoint {
        // SyntaxCharacter and /
        case 0x24, 0x28...0x2B, 0x2E, 0x2F, 0x3F, 0x5B...0x5E, 0x7B...0x7D:
            try builder.append(0x5C)
            try builder.append(codePoint: codePoint)
        case 0x09: try builder.append("\\t")
        case 0x0A: try builder.append("\\n")
        case 0x0B: try builder.append("\\v")
        case 0x0C: try builder.append("\\f")
        case 0x0D: try builder.append("\\r")
        // ,-=<>#&!%:;@~'`" and the space
        case 0x20...0x23, 0x25...0x27, 0x2C, 0x2D, 0x3A...0x3E, 0x40, 0x60, 0x7E:
            try appendHexEscape(codePoint, to: &builder)
        case 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xD800...0xDFFF, 0xFEFF:
            try appendHexEscape(codePoint, to: &builder)
        default:
            try builder.append(codePoint: codePoint)
        }
    }

    /// `\xHH`, or `\uHHHH` for what does not fit.
    private static func appendHexEscape(_ codePoint: UInt32, to builder: inout TextBuilder) throws(JSThrow) {
        let isShort = codePoint <= 0xFF
        try builder.append(isShort ? "\\x" : "\\u")
        for shift: UInt32 in isShort ? [4, 0] : [12, 8, 4, 0] {
            let digit = UInt8(truncatingIfNeeded: codePoint >> shift & 0xF)
            try builder.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
        }
    }
}
