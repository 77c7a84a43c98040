// The static properties of RegExp that tell about the last match: `RegExp.$1`, `RegExp.lastMatch` and their like. They are what the
// proposal "Legacy RegExp features" makes of long custom.

/// The last match of a RegExp that takes part in this.
struct LegacyRegExpState {
    /// The string, or `empty` after a match of a RegExp that does not take part.
    fileprivate var string = Value.undefined
    /// What `RegExp.input` gives, if a script has assigned to it since the match.
    fileprivate var input = Value.undefined
    /// Start and end of the whole match, of the first nine groups, and of the last group; as many as `count` says are right.
    fileprivate var positions = [Int32](repeating: -1, count: 22)
    fileprivate var count = 0
    fileprivate static let lastParenIndex = 10

    fileprivate func range(_ index: Int) -> Range<Int>? {
        guard index < count || index == LegacyRegExpState.lastParenIndex && count > 1, positions[2 * index] >= 0 else { return nil }
        return Int(positions[2 * index])..<Int(positions[2 * index + 1])
    }

    fileprivate mutating func set(_ index: Int, from regExps: RegExpRealm, _ group: Int) {
        positions[2 * index] = Int32(truncatingIfNeeded: regExps.start(of: group))
        positions[2 * index + 1] = Int32(truncatingIfNeeded: regExps.end(of: group))
    }

    func trace(_ heap: Heap) {
        heap.mark(string)
        heap.mark(input)
    }
}

enum RegExpLegacy {
    static let properties: [BuiltinProperty] =
        [
            accessor(.name(.input)) { $0.input() }, accessor(.text("$_")) { $0.input() },
            getter(.name(.lastMatch)) { $0.part(0) }, getter(.text("$&")) { $0.part(0) },
            getter(.name(.lastParen)) { $0.part(LegacyRegExpState.lastParenIndex) },
            getter(.text("$+")) { $0.part(LegacyRegExpState.lastParenIndex) },
            getter(.name(.leftContext)) { $0.context(before: true) }, getter(.text("$`")) { $0.context(before: true) },
            getter(.name(.rightContext)) { $0.context(before: false) }, getter(.text("$'")) { $0.context(before: false) },
        ]
        + (1...9).map { group in getter(.text("$\(group)")) { $0.part(group) } }

    /// What a property shows of a match.
    private typealias Reader = @Sendable (LegacyMatch) -> LegacyMatch.Part

    /// get-legacyregexpstaticproperty
    private static func getter(_ key: BuiltinKey, _ read: @escaping Reader) -> BuiltinProperty {
        .accessor(key, get: { (context, arguments) throws(JSThrow) in try get(context, arguments, read) })
    }

    private static func accessor(_ key: BuiltinKey, _ read: @escaping Reader) -> BuiltinProperty {
        .accessor(
            key, get: { (context, arguments) throws(JSThrow) in try get(context, arguments, read) },
            set: { (context, arguments) throws(JSThrow) in
                try requireRegExpConstructor(context, arguments)
                context.regExps.legacy.input = Value(try context.toString(arguments[0]))
                return .undefined
            })
    }

    private static func get(_ context: Context, _ arguments: Arguments, _ read: Reader) throws(JSThrow) -> Value {
        try requireRegExpConstructor(context, arguments)
        let state = context.regExps.legacy
        if state.string.isEmpty {
            throw context.throwError(.typeError, "The last match was of a regular expression without legacy features")
        }
        let string = state.string.asString ?? context.emptyString
        switch read(LegacyMatch(state: state, string: string)) {
        case .value(let value): return value
        case .range(let range): return Value(try context.substring(string, range.lowerBound, range.upperBound))
        }
    }

    private static func requireRegExpConstructor(_ context: Context, _ arguments: Arguments) throws(JSThrow) {
        guard arguments.thisValue == Value(context.intrinsic(.regExp)) else {
            throw context.throwError(.typeError, "Receiver is not the RegExp constructor")
        }
    }
}

private struct LegacyMatch {
    enum Part {
        case value(Value)
        case range(Range<Int>)
    }

    let state: LegacyRegExpState
    let string: JSString

    func input() -> Part { .value(state.input.isString ? state.input : Value(string)) }

    func part(_ index: Int) -> Part { .range(state.range(index) ?? 0..<0) }

    func context(before: Bool) -> Part {
        let match = state.range(0) ?? 0..<string.length
        return .range(before ? 0..<match.lowerBound : match.upperBound..<string.length)
    }
}

extension Context {
    /// updatelegacyregexpstaticproperties or invalidatelegacyregexpstaticproperties, after a match was found.
    @inline(__always) func noteMatch(_ data: RegExpData, _ string: JSString) {
        let regExps = self.regExps
        guard data.hasLegacyFeatures else {
            regExps.legacy.string = .empty
            return
        }
        regExps.legacy.string = Value(string)
        regExps.legacy.input = .undefined
        let count = data.pattern.program.captureCount
        regExps.legacy.count = min(count, 10)
        for group in 0..<regExps.legacy.count { regExps.legacy.set(group, from: regExps, group) }
        if count > 1 { regExps.legacy.set(LegacyRegExpState.lastParenIndex, from: regExps, count - 1) }
    }
}
