// RegExp.prototype, sec-properties-of-the-regexp-prototype-object: the table, the flags and plain matching. What the string methods
// call is in `RegExpPrototype+Matching.swift`, `+Replacing.swift` and `+Splitting.swift`.

import JSRegExp

enum RegExpPrototype {
    static let table = BuiltinTable(
        .ordinary,
        [
            .intrinsic(.constructor, .regExp),
            BuiltinProperty(key: .name(.exec), content: .entry(execEntry), attributes: .hidden),
            flag(.dotAll, .dotAll),
            .getter(.flags, flags),
            flag(.global, .global),
            flag(.hasIndices, .hasIndices),
            flag(.ignoreCase, .ignoreCase),
            .method(symbol: .match, 1, match),
            .method(symbol: .matchAll, 1, matchAll),
            flag(.multiline, .multiline),
            .method(symbol: .replace, 2, replace),
            .method(symbol: .search, 1, search),
            .getter(.source, source),
            .method(symbol: .split, 2, split),
            flag(.sticky, .sticky),
            .method(.test, 1, test),
            .method(.toString, 0, toString),
            flag(.unicode, .unicode),
            flag(.unicodeSets, .unicodeSets),
            .method(.compile, 2, compile),
        ])

    static let execEntry = BuiltinEntry("exec", 1, exec)

    /// The `this` value of a method that works on any object.
    static func thisObject(_ context: Context, _ arguments: Arguments, _ method: StaticString) throws(JSThrow) -> JSObject {
        if let object = arguments.thisValue.asObject { return object }
        throw context.throwError(
            .typeError, "Method RegExp.prototype.\(method) called on incompatible receiver \(context.describe(arguments.thisValue))")
    }

    // MARK: Matching

    /// sec-regexp.prototype.exec
    private static func exec(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try thisObject(context, arguments, "exec")
        guard let data = object.regExpData else {
            throw context.throwError(
                .typeError, "Method RegExp.prototype.exec called on incompatible receiver \(context.describe(arguments.thisValue))")
        }
        return try context.regExpBuiltinExec(object, data, context.toString(arguments[0]))
    }

    /// sec-regexp.prototype.test
    private static func test(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try thisObject(context, arguments, "test")
        let string = try context.toString(arguments[0])
        if let data = context.originalRegExp(object) {
            return Value(try context.findMatch(object, data, context.flattened(string)))
        }
        return Value(!(try context.regExpExec(object, string)).isNull)
    }

    // MARK: Flags and text

    /// The accessors sec-get-regexp.prototype.dotAll and its like, sec-regexphasflag.
    private static func flag(_ name: Name, _ flag: RegExpFlags) -> BuiltinProperty {
        .getter(name) { (context, arguments) throws(JSThrow) in
            if let data = arguments.thisValue.asObject?.regExpData { return Value(data.flags.contains(flag)) }
            if arguments.thisValue == Value(context.intrinsic(.regExpPrototype)) { return .undefined }
            throw context.throwError(
                .typeError,
                "RegExp.prototype.\(name.text) getter called on non-RegExp object \(context.describe(arguments.thisValue))")
        }
    }

    /// sec-get-regexp.prototype.flags
    private static func flags(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let object = arguments.thisValue.asObject else {
            throw context.throwError(
                .typeError, "RegExp.prototype.flags getter called on non-object \(context.describe(arguments.thisValue))")
        }
        if let data = context.originalRegExp(object) { return Value(context.makeString(data.flags.text)) }
        var flags: RegExpFlags = []
        let names: [(Name, RegExpFlags)] = [
            (.hasIndices, .hasIndices), (.global, .global), (.ignoreCase, .ignoreCase), (.multiline, .multiline),
            (.dotAll, .dotAll), (.unicode, .unicode), (.unicodeSets, .unicodeSets), (.sticky, .sticky),
        ]
        for (name, flag) in names where context.toBoolean(try context.get(object, PropertyKey(name))) { flags.insert(flag) }
        return Value(context.makeString(flags.text))
    }

    /// sec-get-regexp.prototype.source
    private static func source(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        if let data = arguments.thisValue.asObject?.regExpData {
            return Value(try escapePattern(context, context.flattened(data.source)))
        }
        if arguments.thisValue == Value(context.intrinsic(.regExpPrototype)) { return Value(context.makeString("(?:)")) }
        throw context.throwError(
            .typeError, "RegExp.prototype.source getter called on non-RegExp object \(context.describe(arguments.thisValue))")
    }

    /// sec-escaperegexppattern: the text as it can stand between two slashes.
    static func escapePattern(_ context: Context, _ source: JSString) throws(JSThrow) -> JSString {
        let units = StringUnits(source)
        if units.isEmpty { return context.makeString("(?:)") }
        try context.pay(units.count / 8)
        var builder = TextBuilder(context)
        var isEscaped = false
        var isInClass = false
        for index in 0..<units.count {
            let unit = units[index]
            switch unit {
            case 0x2F:
                if !isEscaped && !isInClass { try builder.append(0x5C) }
                try builder.append(unit: unit)
            case 0x0A, 0x0D, 0x2028, 0x2029:
                if !isEscaped { try builder.append(0x5C) }
                switch unit {
                case 0x0A: try builder.append(0x6E)
                case 0x0D: try builder.append(0x72)
                case 0x2028: try builder.append("u2028")
                default: try builder.append("u2029")
                }
            default:
                if !isEscaped && unit == 0x5B { isInClass = true }
                if !isEscaped && unit == 0x5D { isInClass = false }
                try builder.append(unit: unit)
            }
            isEscaped = !isEscaped && unit == 0x5C
        }
        context.keepAlive(source)
        return try builder.take()
    }

    /// sec-regexp.prototype.tostring
    private static func toString(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try thisObject(context, arguments, "toString")
        let pattern = try context.toString(context.get(object, PropertyKey(.source)))
        let flags = try context.toString(context.get(object, PropertyKey(.flags)))
        let slash = StaticAtoms.shared.character(0x2F)
        return Value(try context.concatenate(context.concatenate(context.concatenate(slash, pattern), slash), flags))
    }

    /// sec-regexp.prototype.compile
    private static func compile(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let object = arguments.thisValue.asObject, let data = object.regExpData else {
            throw context.throwError(
                .typeError,
                "Method RegExp.prototype.compile called on incompatible receiver \(context.describe(arguments.thisValue))")
        }
        if !data.hasLegacyFeatures {
            throw context.throwError(.typeError, "RegExp.prototype.compile cannot be used on an instance of a subclass")
        }
        var pattern = arguments[0]
        var flags = arguments[1]
        if let other = pattern.asObject?.regExpData {
            if !flags.isUndefined {
                throw context.throwError(.typeError, "Invalid flags supplied to RegExp constructor")
            }
            pattern = Value(other.source)
            flags = Value(context.makeString(other.flags.text))
        }
        try context.regExpInitialize(object, pattern, flags, hasLegacyFeatures: true)
        return Value(object)
    }
}
