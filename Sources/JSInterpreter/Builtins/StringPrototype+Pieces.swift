// String.prototype: taking pieces of a string, and making longer ones.

import JSNumerics

extension StringPrototype {
    /// sec-string.prototype.concat
    static func concat(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        var result = try context.thisString(arguments, "String.prototype.concat")
        for index in 0..<arguments.count { result = try context.concatenate(result, context.toString(arguments[index])) }
        return Value(result)
    }

    /// sec-string.prototype.slice
    static func slice(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let string = try context.thisString(arguments, "String.prototype.slice")
        let start = try context.toRelativeIndex(arguments[0], length: string.length)
        let end = arguments[1].isUndefined ? string.length : try context.toRelativeIndex(arguments[1], length: string.length)
        return Value(try context.substring(string, start, end))
    }

    /// sec-string.prototype.substring
    static func substring(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let string = try context.thisString(arguments, "String.prototype.substring")
        let length = string.length
        let start = min(max(try context.toClampedInteger(arguments[0]), 0), length)
        let end = arguments[1].isUndefined ? length : min(max(try context.toClampedInteger(arguments[1]), 0), length)
        return Value(try context.substring(string, min(start, end), max(start, end)))
    }

    /// sec-string.prototype.substr
    static func substr(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let string = try context.thisString(arguments, "String.prototype.substr")
        let size = string.length
        let start = try context.toRelativeIndex(arguments[0], length: size)
        let length = arguments[1].isUndefined ? size : try context.toClampedInteger(arguments[1])
        let count = min(max(length, 0), size - start)
        return Value(try context.substring(string, start, start + count))
    }

    // MARK: Padding and repeating

    /// sec-string.prototype.padend
    static func padEnd(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let string = try context.thisString(arguments, "String.prototype.padEnd")
        guard let filler = try filler(context, string, arguments) else { return Value(string) }
        return Value(try context.concatenate(string, filler))
    }

    /// sec-string.prototype.padstart
    static func padStart(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let string = try context.thisString(arguments, "String.prototype.padStart")
        guard let filler = try filler(context, string, arguments) else { return Value(string) }
        return Value(try context.concatenate(filler, string))
    }

    /// sec-stringpad without the joining: the text to add, or nil for none.
    private static func filler(_ context: Context, _ string: JSString, _ arguments: Arguments) throws(JSThrow) -> JSString? {
        let maxLength = try context.toLength(arguments[0])
        if maxLength <= string.length { return nil }
        let fill = arguments[1].isUndefined ? StaticAtoms.shared.character(0x20) : try context.toString(arguments[1])
        if fill.length == 0 { return nil }
        if maxLength > JSString.maximumLength { throw context.throwError(.rangeError, "Invalid string length") }
        return try context.repeated(fill, toLength: maxLength - string.length)
    }

    /// sec-string.prototype.repeat
    static func `repeat`(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let string = try context.thisString(arguments, "String.prototype.repeat")
        let count = try context.toIntegerOrInfinity(arguments[0])
        if count < 0 || count.isInfinite {
            throw context.throwError(.rangeError, "Invalid count value: \(context.abridged(try context.toString(arguments[0])))")
        }
        if string.length == 0 || count == 0 { return Value(context.emptyString) }
        if count == 1 { return Value(string) }
        let length = count * Double(string.length)
        if length > Double(JSString.maximumLength) { throw context.throwError(.rangeError, "Invalid string length") }
        return Value(try context.repeated(string, toLength: Int(length)))
    }

    // MARK: Trimming

    /// sec-string.prototype.trim
    static func trim(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try trimmed(context, context.thisString(arguments, "String.prototype.trim"), start: true, end: true)
    }

    /// sec-string.prototype.trimend
    static func trimEnd(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try trimmed(context, context.thisString(arguments, "String.prototype.trimEnd"), start: false, end: true)
    }

    /// sec-string.prototype.trimstart
    static func trimStart(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try trimmed(context, context.thisString(arguments, "String.prototype.trimStart"), start: true, end: false)
    }

    /// sec-trimstring
    private static func trimmed(_ context: Context, _ string: JSString, start: Bool, end: Bool) throws(JSThrow) -> Value {
        let flat = try context.flattened(string)
        let units = StringUnits(flat)
        var first = 0
        var last = units.count
        if start {
            while first < last, isSpace(units[first]) { first += 1 }
        }
        if end {
            while last > first, isSpace(units[last - 1]) { last -= 1 }
        }
        try context.pay((units.count - (last - first)) / 16)
        return Value(try context.substring(flat, first, last))
    }

    @inline(__always) private static func isSpace(_ unit: UInt16) -> Bool {
        if unit > 0x20 && unit < 0xA0 { return false }
        return NumberParsing.isWhiteSpaceOrLineTerminator(unit)
    }
}

extension Context {
    /// The text repeated, and cut off at a length that is not longer than a string may be.
    fileprivate func repeated(_ string: JSString, toLength length: Int) throws(JSThrow) -> JSString {
        let flat = try flattened(string)
        if length == 1 { return makeString(unit: flat.unit(at: 0)) }
        try pay(length / 64)
        let result = try allocateString(length: length, isWide: flat.isWide)
        copyUnits(of: flat, from: 0, count: min(flat.length, length), to: result, at: 0)
        // What is there is doubled until it is enough.
        var done = min(flat.length, length)
        while done < length {
            let count = min(done, length - done)
            try pay(count / 1024)
            copyUnits(of: result, from: 0, count: count, to: result, at: done)
            done += count
        }
        return result
    }
}
