// String.prototype: whether and where one string occurs in another, and how two compare.

extension StringPrototype {
    /// sec-string.prototype.endswith
    static func endsWith(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let string = try context.thisString(arguments, "String.prototype.endsWith")
        let search = try context.searchString(arguments[0], "String.prototype.endsWith")
        let position = arguments[1]
        let end = position.isUndefined ? string.length : min(max(try context.toClampedInteger(position), 0), string.length)
        return Value(try hasPart(context, string, search, at: end - search.length))
    }

    /// sec-string.prototype.startswith
    static func startsWith(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let string = try context.thisString(arguments, "String.prototype.startsWith")
        let search = try context.searchString(arguments[0], "String.prototype.startsWith")
        let start = min(max(try context.toClampedInteger(arguments[1]), 0), string.length)
        return Value(try hasPart(context, string, search, at: start))
    }

    private static func hasPart(_ context: Context, _ string: JSString, _ part: JSString, at start: Int) throws(JSThrow) -> Bool {
        if start < 0 || start > string.length - part.length { return false }
        try context.pay(part.length / 64)
        let flat = try context.flattened(string)
        let flatPart = try context.flattened(part)
        return StringUnits(flat).hasPart(StringUnits(flatPart), at: start)
    }

    /// sec-string.prototype.includes
    static func includes(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let string = try context.thisString(arguments, "String.prototype.includes")
        let search = try context.searchString(arguments[0], "String.prototype.includes")
        let start = min(max(try context.toClampedInteger(arguments[1]), 0), string.length)
        return Value(try context.stringIndexOf(string, search, from: start) != nil)
    }

    /// sec-string.prototype.indexof
    static func indexOf(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let string = try context.thisString(arguments, "String.prototype.indexOf")
        let search = try context.toString(arguments[0])
        let start = min(max(try context.toClampedInteger(arguments[1]), 0), string.length)
        return Value(try context.stringIndexOf(string, search, from: start) ?? -1)
    }

    /// sec-string.prototype.lastindexof
    static func lastIndexOf(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let string = try context.thisString(arguments, "String.prototype.lastIndexOf")
        let search = try context.toString(arguments[0])
        let number = try context.toNumber(arguments[1])
        let position = number.isNaN ? Int.max : try context.toClampedInteger(Value(number: number))
        let start = min(max(position, 0), string.length)
        let flat = try context.flattened(string)
        let flatSearch = try context.flattened(search)
        let found = try context.lastIndexOf(StringUnits(flat), StringUnits(flatSearch), from: start)
        context.keepAlive(flat)
        context.keepAlive(flatSearch)
        return Value(found ?? -1)
    }

    /// sec-string.prototype.localecompare
    static func localeCompare(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let string = try context.thisString(arguments, "String.prototype.localeCompare")
        let that = try context.toString(arguments[0])
        let options = try CollationOptions(arguments[2], context)
        return Value(int: try context.collate(string, that, options))
    }
}

extension Context {
    /// The position of a text in another, on strings as they come.
    func stringIndexOf(_ string: JSString, _ search: JSString, from start: Int) throws(JSThrow) -> Int? {
        let flat = try flattened(string)
        let flatSearch = try flattened(search)
        let found = try indexOf(StringUnits(flat), StringUnits(flatSearch), from: start)
        keepAlive(flat)
        keepAlive(flatSearch)
        return found
    }

    /// The argument of `includes`, `startsWith` and `endsWith`: a string, but no regular expression.
    fileprivate func searchString(_ value: Value, _ method: String) throws(JSThrow) -> JSString {
        if value.isString { return value.uncheckedString }
        if try isRegExp(value) {
            throw throwError(.typeError, "First argument to \(method) must not be a regular expression")
        }
        return try toString(value)
    }

    /// sec-isregexp
    func isRegExp(_ value: Value) throws(JSThrow) -> Bool {
        guard let object = value.asObject else { return false }
        let matcher = try get(object, PropertyKey(WellKnownSymbol.match))
        return matcher.isUndefined ? object.kind == .regexp : toBoolean(matcher)
    }
}
