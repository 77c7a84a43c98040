// String.prototype: the methods that take a pattern. A pattern that is an object says by a method under a well-known symbol what is to
// be done; regular expressions have these (see `RegExpPrototype+Replacing.swift` and its neighbours). What is left
// here is the work with plain strings.

extension StringPrototype {
    /// What sec-string.prototype.match and its like ask first: the method of a pattern that is an object.
    private static func patternMethod(_ context: Context, _ pattern: Value, _ symbol: WellKnownSymbol) throws(JSThrow) -> Value? {
        guard pattern.isObject else { return nil }
        let method = try context.getMethod(pattern, PropertyKey(symbol))
        return method.isUndefined ? nil : method
    }

    // MARK: Matching

    /// sec-string.prototype.match
    static func match(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let this = try context.requireObjectCoercible(arguments.thisValue, "String.prototype.match")
        let pattern = arguments[0]
        if let method = try patternMethod(context, pattern, .match) { return try context.call(method, pattern, this) }
        let string = try context.toString(this)
        let regExp = try context.regExpCreate(pattern, .undefined)
        return try context.invokeMethod(Value(regExp), PropertyKey(WellKnownSymbol.match), Value(string))
    }

    /// sec-string.prototype.matchall
    static func matchAll(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let this = try context.requireObjectCoercible(arguments.thisValue, "String.prototype.matchAll")
        let pattern = arguments[0]
        try requireGlobal(context, pattern, "String.prototype.matchAll")
        if let method = try patternMethod(context, pattern, .matchAll) { return try context.call(method, pattern, this) }
        let string = try context.toString(this)
        let regExp = try context.regExpCreate(pattern, Value(StaticAtoms.shared.character(0x67)))
        return try context.invokeMethod(Value(regExp), PropertyKey(WellKnownSymbol.matchAll), Value(string))
    }

    /// sec-string.prototype.search
    static func search(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let this = try context.requireObjectCoercible(arguments.thisValue, "String.prototype.search")
        let pattern = arguments[0]
        if let method = try patternMethod(context, pattern, .search) { return try context.call(method, pattern, this) }
        let string = try context.toString(this)
        let regExp = try context.regExpCreate(pattern, .undefined)
        return try context.invokeMethod(Value(regExp), PropertyKey(WellKnownSymbol.search), Value(string))
    }

    /// `matchAll` and `replaceAll` want the flag `g` of a regular expression.
    private static func requireGlobal(_ context: Context, _ pattern: Value, _ method: String) throws(JSThrow) {
        guard let object = pattern.asObject, try context.isRegExp(pattern) else { return }
        let flags = try context.get(object, PropertyKey(.flags))
        let text = try context.toString(context.requireObjectCoercible(flags, method))
        if try context.stringIndexOf(text, StaticAtoms.shared.character(0x67), from: 0) == nil {
            throw context.throwError(.typeError, "\(method) called with a non-global RegExp argument")
        }
    }

    // MARK: Replacing

    /// sec-string.prototype.replace
    static func replace(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let this = try context.requireObjectCoercible(arguments.thisValue, "String.prototype.replace")
        if let method = try patternMethod(context, arguments[0], .replace) {
            return try context.call(method, arguments[0], this, arguments[1])
        }
        let string = try context.toString(this)
        let search = try context.toString(arguments[0])
        let replacement = try Replacement(arguments[1], context)
        guard let position = try context.stringIndexOf(string, search, from: 0) else { return Value(string) }
        return try replaceOccurrences(context, string, search, replacement, firstAt: position, all: false)
    }

    /// sec-string.prototype.replaceall
    static func replaceAll(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let this = try context.requireObjectCoercible(arguments.thisValue, "String.prototype.replaceAll")
        try requireGlobal(context, arguments[0], "String.prototype.replaceAll")
        if let method = try patternMethod(context, arguments[0], .replace) {
            return try context.call(method, arguments[0], this, arguments[1])
        }
        let string = try context.toString(this)
        let search = try context.toString(arguments[0])
        let replacement = try Replacement(arguments[1], context)
        guard let position = try context.stringIndexOf(string, search, from: 0) else { return Value(string) }
        return try replaceOccurrences(context, string, search, replacement, firstAt: position, all: true)
    }

    private static func replaceOccurrences(
        _ context: Context, _ string: JSString, _ search: JSString, _ replacement: Replacement, firstAt first: Int, all: Bool
    ) throws(JSThrow) -> Value {
        let flat = try context.flattened(string)
        let flatSearch = try context.flattened(search)
        let length = flat.length
        let step = max(flatSearch.length, 1)
        var builder = TextBuilder(context)
        var end = 0
        var next: Int? = first
        while let position = next {
            try context.pay()
            try builder.append(flat, from: end, to: position)
            switch replacement {
            case .function(let function):
                let result = try context.call(function, .undefined, Value(flatSearch), Value(position), Value(flat))
                try builder.append(context.toString(result))
            case .text(let text):
                try builder.append(text)
            case .template(let template):
                let match = PlainMatch(string: flat, start: position, end: position + flatSearch.length)
                try context.appendSubstitution(template, match, to: &builder)
            }
            end = position + flatSearch.length
            next = all ? try context.indexOf(StringUnits(flat), StringUnits(flatSearch), from: position + step) : nil
        }
        try builder.append(flat, from: end, to: length)
        return Value(try builder.take())
    }

    // MARK: Splitting

    /// sec-string.prototype.split
    static func split(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let this = try context.requireObjectCoercible(arguments.thisValue, "String.prototype.split")
        let separator = arguments[0]
        if let method = try patternMethod(context, separator, .split) {
            return try context.call(method, separator, this, arguments[1])
        }
        let string = try context.flattened(context.toString(this))
        let limit = arguments[1].isUndefined ? UInt32.max : try context.toUint32(arguments[1])
        let separatorString = try context.flattened(context.toString(separator))
        let result = context.makeArray()
        if limit == 0 { return Value(result) }
        if separator.isUndefined {
            try context.append(Value(string), to: result)
            return Value(result)
        }
        let units = StringUnits(string)
        if units.isEmpty {
            if separatorString.length > 0 { try context.append(Value(string), to: result) }
            return Value(result)
        }
        if separatorString.length == 0 {
            let count = min(units.count, Int(limit))
            try result.reserveElements(count, context)
            for index in 0..<count {
                if index & 63 == 0 { try context.pay(16) }
                try context.append(Value(context.makeString(unit: units[index])), to: result)
            }
            context.keepAlive(string)
            return Value(result)
        }
        let separatorUnits = StringUnits(separatorString)
        var start = 0
        while let position = try context.indexOf(units, separatorUnits, from: start) {
            try context.pay()
            try context.append(Value(context.substring(string, start, position)), to: result)
            if result.arrayLength >= limit { return Value(result) }
            start = position + separatorUnits.count
        }
        context.keepAlive(separatorString)
        try context.append(Value(context.substring(string, start, string.length)), to: result)
        return Value(result)
    }
}
