// RegExp.prototype: what `match`, `matchAll` and `search` of strings call.

import JSRegExp

extension RegExpPrototype {
    /// sec-regexp.prototype-%symbol.match%
    static func match(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try thisObject(context, arguments, "[Symbol.match]")
        let string = try context.flattened(context.toString(arguments[0]))
        if let data = context.originalRegExp(object) {
            if !data.flags.contains(.global) { return try context.regExpBuiltinExec(object, data, string) }
            return try matchAllAtOnce(context, object, data, string)
        }
        let flags = try FlagText(object, context)
        guard flags.isGlobal else { return try context.regExpExec(object, string) }
        try context.setLastIndex(object, 0)
        let matches = context.makeArray()
        while let result = try context.regExpExec(object, string).asObject {
            let text = try context.toString(context.get(result, PropertyKey(index: 0)))
            try context.append(Value(text), to: matches)
            if text.length == 0 { try skipEmptyMatch(context, object, string, flags.isUnicode) }
        }
        return matches.arrayLength == 0 ? .null : Value(matches)
    }

    /// The texts of all matches of an original RegExp with the flag `g`.
    private static func matchAllAtOnce(_ context: Context, _ object: JSObject, _ data: RegExpData, _ string: JSString) throws(JSThrow) -> Value {
        let matches = context.makeArray()
        try context.setLastIndex(object, 0)
        var position = 0
        while position <= string.length, try context.match(data.pattern, string, at: position) {
            let start = context.regExps.start(of: 0)
            let end = context.regExps.end(of: 0)
            try context.append(Value(context.substring(string, start, end)), to: matches)
            position = end > start ? end : context.advanceStringIndex(string, end, unicode: data.flags.isUnicode)
        }
        if matches.arrayLength == 0 { return .null }
        // The captures are those of the last match: a search that finds nothing leaves them alone.
        context.noteMatch(data, string)
        return Value(matches)
    }

    /// Moves `lastIndex` on after a match of nothing.
    static func skipEmptyMatch(_ context: Context, _ object: JSObject, _ string: JSString, _ isUnicode: Bool) throws(JSThrow) {
        let index = try context.lastIndex(object)
        try context.setLastIndex(object, context.advanceStringIndex(string, index, unicode: isUnicode))
    }

    /// sec-regexp-prototype-matchall
    static func matchAll(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try thisObject(context, arguments, "[Symbol.matchAll]")
        let string = try context.flattened(context.toString(arguments[0]))
        let constructor = try context.speciesConstructor(object, .regExp)
        let flagText = try context.toString(context.get(object, PropertyKey(.flags)))
        let flags = try FlagText(flagText, context)
        let matcher = try context.construct(constructor, arguments: [Value(object), Value(flagText)])
        try context.setLastIndex(matcher, context.lastIndex(object))
        return Value(context.createRegExpStringIterator(matcher, string, global: flags.isGlobal, unicode: flags.isUnicode))
    }

    /// sec-regexp.prototype-%symbol.search%
    static func search(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try thisObject(context, arguments, "[Symbol.search]")
        let string = try context.flattened(context.toString(arguments[0]))
        if let data = context.originalRegExp(object) {
            guard try context.match(data.pattern, string, at: 0) else { return Value(int: -1) }
            context.noteMatch(data, string)
            return Value(context.regExps.start(of: 0))
        }
        let previous = try context.get(object, PropertyKey(.lastIndex))
        if try !context.sameValue(previous, .zero) { try context.setLastIndex(object, 0) }
        let result = try context.regExpExec(object, string)
        let current = try context.get(object, PropertyKey(.lastIndex))
        if try !context.sameValue(current, previous) { try context.setOrThrow(object, PropertyKey(.lastIndex), previous) }
        guard let match = result.asObject else { return Value(int: -1) }
        return try context.get(match, PropertyKey(.index))
    }
}

/// What the property `flags` of an object says.
struct FlagText {
    let text: JSString
    let isGlobal: Bool
    let isUnicode: Bool
    let isSticky: Bool

    init(_ object: JSObject, _ context: Context) throws(JSThrow) {
        try self.init(context.toString(context.get(object, PropertyKey(.flags))), context)
    }

    init(_ text: JSString, _ context: Context) throws(JSThrow) {
        self.text = try context.flattened(text)
        let units = StringUnits(self.text)
        try context.pay(units.count / 16)
        isGlobal = units.contains(0x67)
        isUnicode = units.contains(0x75) || units.contains(0x76)
        isSticky = units.contains(0x79)
        context.keepAlive(self.text)
    }
}
