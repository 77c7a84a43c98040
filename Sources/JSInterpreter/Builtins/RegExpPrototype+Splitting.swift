// RegExp.prototype: what `split` of strings calls.

import JSRegExp

extension RegExpPrototype {
    /// sec-regexp.prototype-%symbol.split%
    static func split(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try thisObject(context, arguments, "[Symbol.split]")
        let string = try context.flattened(context.toString(arguments[0]))
        if arguments[1].isUndefined || arguments[1].isNumber, let data = context.originalRegExp(object),
            !data.flags.contains(.sticky)
        {
            let limit = arguments[1].isUndefined ? UInt32.max : try context.toUint32(arguments[1])
            return Value(try splitDirectly(context, data, string, limit))
        }
        let constructor = try context.speciesConstructor(object, .regExp)
        let flags = try FlagText(object, context)
        let newFlags = flags.isSticky ? flags.text : try context.concatenate(flags.text, StaticAtoms.shared.character(0x79))
        let splitter = try context.construct(constructor, arguments: [Value(object), Value(newFlags)])
        let result = context.makeArray()
        let limit = arguments[1].isUndefined ? UInt32.max : try context.toUint32(arguments[1])
        if limit == 0 { return Value(result) }
        let size = string.length
        if size == 0 {
            if try context.regExpExec(splitter, string).isNull { try context.append(Value(string), to: result) }
            return Value(result)
        }
        var lastEnd = 0
        var position = 0
        while position < size {
            try context.pay()
            try context.setLastIndex(splitter, position)
            guard let match = try context.regExpExec(splitter, string).asObject else {
                position = context.advanceStringIndex(string, position, unicode: flags.isUnicode)
                continue
            }
            let end = min(try context.lastIndex(splitter), size)
            if end == lastEnd {
                position = context.advanceStringIndex(string, position, unicode: flags.isUnicode)
                continue
            }
            try context.append(Value(context.substring(string, lastEnd, position)), to: result)
            if result.arrayLength == limit { return Value(result) }
            lastEnd = end
            let count = max(try context.lengthOfArrayLike(match) - 1, 0)
            for index in 0..<count {
                try context.pay()
                try context.append(context.getElement(match, index + 1), to: result)
                if result.arrayLength == limit { return Value(result) }
            }
            position = lastEnd
        }
        try context.append(Value(context.substring(string, lastEnd, size)), to: result)
        return Value(result)
    }

    /// The same for an original RegExp: trying every position with the flag `y` is looking for the next match without it.
    private static func splitDirectly(
        _ context: Context, _ data: RegExpData, _ string: JSString, _ limit: UInt32
    ) throws(JSThrow) -> JSObject {
        let result = context.makeArray()
        let regExps = context.regExps
        let size = string.length
        if limit == 0 { return result }
        if size == 0 {
            if try context.match(data.pattern, string, at: 0) {
                context.noteMatch(data, string)
            } else {
                try context.append(Value(string), to: result)
            }
            return result
        }
        var lastEnd = 0
        var position = 0
        while position < size, try context.match(data.pattern, string, at: position) {
            let start = regExps.start(of: 0)
            let end = regExps.end(of: 0)
            if start >= size { break }
            context.noteMatch(data, string)
            if end == lastEnd {
                position = context.advanceStringIndex(string, start, unicode: data.flags.isUnicode)
                continue
            }
            try context.append(Value(context.substring(string, lastEnd, start)), to: result)
            if result.arrayLength == limit { return result }
            lastEnd = end
            try context.pay(data.pattern.program.captureCount / 16)
            for group in 1..<max(data.pattern.program.captureCount, 1) {
                try context.append(context.capture(group, string), to: result)
                if result.arrayLength == limit { return result }
            }
            position = end > start ? end : context.advanceStringIndex(string, start, unicode: data.flags.isUnicode)
        }
        try context.append(Value(context.substring(string, lastEnd, size)), to: result)
        return result
    }
}
