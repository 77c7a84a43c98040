// String.prototype, sec-properties-of-the-string-prototype-object: the table, and the methods that read single characters. The
// others are in files by subject: searching, pieces, patterns, case and form, markup.

import JSNumerics

enum StringPrototype {
    static let table = BuiltinTable(
        .special(make),
        [
            .constant(.length, .zero),
            .intrinsic(.constructor, .string),
            .method(.at, 1, at),
            .method(.charAt, 1, charAt),
            .method(.charCodeAt, 1, charCodeAt),
            .method(.codePointAt, 1, codePointAt),
            .method(.concat, 1, concat),
            .method(.endsWith, 1, endsWith),
            .method(.includes, 1, includes),
            .method(.indexOf, 1, indexOf),
            .method(.isWellFormed, 0, isWellFormed),
            .method(.lastIndexOf, 1, lastIndexOf),
            .method(.localeCompare, 1, localeCompare),
            .method(.match, 1, match),
            .method(.matchAll, 1, matchAll),
            .method(.normalize, 0, normalize),
            .method(.padEnd, 1, padEnd),
            .method(.padStart, 1, padStart),
            .method(.repeat, 1, `repeat`),
            .method(.replace, 2, replace),
            .method(.replaceAll, 2, replaceAll),
            .method(.search, 1, search),
            .method(.slice, 2, slice),
            .method(.split, 2, split),
            .method(.startsWith, 1, startsWith),
            .method(.substring, 2, substring),
            .method(.toLocaleLowerCase, 0, toLowerCase),
            .method(.toLocaleUpperCase, 0, toUpperCase),
            .method(.toLowerCase, 0, toLowerCase),
            .method(.toString, 0, toString),
            .method(.toUpperCase, 0, toUpperCase),
            .method(.toWellFormed, 0, toWellFormed),
            .method(.trim, 0, trim),
            .intrinsic(.trimEnd, .stringPrototypeTrimEnd),
            .intrinsic(.trimStart, .stringPrototypeTrimStart),
            .method(.valueOf, 0, valueOf),
            .method(symbol: .iterator, 0, iterator),
            .method(.substr, 2, substr),
            .intrinsic(.trimLeft, .stringPrototypeTrimStart),
            .intrinsic(.trimRight, .stringPrototypeTrimEnd),
        ] + markup)

    static let trimEndTable = BuiltinTable(.function("trimEnd", 0, trimEnd), [])
    static let trimStartTable = BuiltinTable(.function("trimStart", 0, trimStart), [])

    /// The prototype is itself a String object whose value is the empty string.
    private static func make(_ context: Context, _ shape: Shape) -> JSObject {
        let object = context.heap.makeObject(.primitiveWrapper, shape, inlineSlots: 0, flags: .exotic)
        object.setPayloadValue(1, .undefined)
        object.internalValue = Value(context.emptyString)
        return object
    }

    // MARK: Characters

    /// sec-string.prototype.at
    private static func at(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let string = try context.thisString(arguments, "String.prototype.at")
        let relativeIndex = try context.toClampedInteger(arguments[0])
        let index = relativeIndex >= 0 ? relativeIndex : string.length &+ relativeIndex
        if index < 0 || index >= string.length { return .undefined }
        return Value(context.makeString(unit: try context.flattened(string).unit(at: index)))
    }

    /// sec-string.prototype.charat
    private static func charAt(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let string = try context.thisString(arguments, "String.prototype.charAt")
        let position = try context.toClampedInteger(arguments[0])
        if position < 0 || position >= string.length { return Value(context.emptyString) }
        return Value(context.makeString(unit: try context.flattened(string).unit(at: position)))
    }

    /// sec-string.prototype.charcodeat
    private static func charCodeAt(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let string = try context.thisString(arguments, "String.prototype.charCodeAt")
        let position = try context.toClampedInteger(arguments[0])
        if position < 0 || position >= string.length { return .nan }
        return Value(int: Int32(try context.flattened(string).unit(at: position)))
    }

    /// sec-string.prototype.codepointat
    private static func codePointAt(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let string = try context.thisString(arguments, "String.prototype.codePointAt")
        let position = try context.toClampedInteger(arguments[0])
        if position < 0 || position >= string.length { return .undefined }
        return Value(StringUnits(try context.flattened(string)).codePoint(at: position).value)
    }

    /// sec-string.prototype.iswellformed
    private static func isWellFormed(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let string = try context.flattened(context.thisString(arguments, "String.prototype.isWellFormed"))
        return Value(try context.firstLoneSurrogate(string, from: 0) == nil)
    }

    /// sec-string.prototype.towellformed
    private static func toWellFormed(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let string = try context.flattened(context.thisString(arguments, "String.prototype.toWellFormed"))
        var builder = TextBuilder(context)
        var start = 0
        while let lone = try context.firstLoneSurrogate(string, from: start) {
            try builder.append(string, from: start, to: lone)
            try builder.append(unit: 0xFFFD)
            start = lone + 1
        }
        if start == 0 { return Value(string) }
        try builder.append(string, from: start, to: string.length)
        return Value(try builder.take())
    }

    // MARK: Value

    /// sec-string.prototype.tostring
    private static func toString(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try context.thisStringValue(arguments.thisValue, "String.prototype.toString"))
    }

    /// sec-string.prototype.valueof
    private static func valueOf(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try context.thisStringValue(arguments.thisValue, "String.prototype.valueOf"))
    }

    /// sec-string.prototype-%symbol.iterator%
    private static func iterator(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let string = try context.thisString(arguments, "String.prototype[Symbol.iterator]")
        return Value(try context.createStringIterator(string))
    }
}

extension Context {
    /// RequireObjectCoercible and ToString of the `this` value: how nearly every method of String.prototype begins.
    @inline(__always) func thisString(_ arguments: Arguments, _ method: StaticString) throws(JSThrow) -> JSString {
        let value = arguments.thisValue
        if value.isString { return value.uncheckedString }
        return try coerceThisToString(value, method)
    }

    @inline(never) private func coerceThisToString(_ value: Value, _ method: StaticString) throws(JSThrow) -> JSString {
        try toString(requireObjectCoercible(value, method.description))
    }

    /// sec-thisstringvalue
    fileprivate func thisStringValue(_ value: Value, _ method: String) throws(JSThrow) -> JSString {
        if let string = value.asString { return string }
        if let object = value.asObject, object.kind == .primitiveWrapper, let string = object.internalValue.asString {
            return string
        }
        throw throwError(.typeError, "\(method) requires that 'this' be a String")
    }

    /// The first surrogate without its partner in a flat string.
    fileprivate func firstLoneSurrogate(_ string: JSString, from start: Int) throws(JSThrow) -> Int? {
        guard string.isWide else { return nil }
        try pay((string.length - start) / 32)
        let units = StringUnits(string)
        var position = start
        while position < units.count {
            let unit = units[position]
            if unit & 0xF800 == 0xD800 {
                if units.codePoint(at: position).length == 1 { return position }
                position += 1
            }
            position += 1
        }
        return nil
    }
}
