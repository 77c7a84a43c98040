// RegExp.prototype: what `replace` and `replaceAll` of strings call.

import JSRegExp

extension RegExpPrototype {
    /// sec-regexp.prototype-%symbol.replace%
    static func replace(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try thisObject(context, arguments, "[Symbol.replace]")
        let string = try context.flattened(context.toString(arguments[0]))
        let replacement = try Replacement(arguments[1], context)
        if let data = context.originalRegExp(object) {
            return Value(try replaceDirectly(context, object, data, string, replacement))
        }
        let flags = try FlagText(object, context)
        if flags.isGlobal { try context.setLastIndex(object, 0) }
        let results = RootList(context.heap)
        while let result = try context.regExpExec(object, string).asObject {
            try results.append(Value(result))
            if !flags.isGlobal { break }
            let matched = try context.toString(context.get(result, PropertyKey(index: 0)))
            if matched.length == 0 { try skipEmptyMatch(context, object, string, flags.isUnicode) }
        }
        var builder = TextBuilder(context)
        var next = 0
        for index in 0..<results.count {
            guard let result = results[index].asObject else { continue }
            let match = try ResultMatch(result, string, context)
            var substitution = TextBuilder(context)
            try appendReplacement(replacement, match, to: &substitution, context)
            if match.start >= next {
                try builder.append(string, from: next, to: match.start)
                try builder.append(substitution.units, from: 0, to: substitution.count)
                next = match.end
            }
        }
        if next >= string.length { return Value(try builder.take()) }
        try builder.append(string, from: next, to: string.length)
        return Value(try builder.take())
    }

    /// What stands in place of a match that some `exec` has returned.
    private static func appendReplacement(
        _ replacement: Replacement, _ match: ResultMatch, to builder: inout TextBuilder, _ context: Context
    ) throws(JSThrow) {
        switch replacement {
        case .function(let function):
            let arguments = RootList(context.heap)
            try arguments.reserve(match.captures.count + 4)
            arguments.appendReserved(Value(match.matched))
            for capture in match.captures { arguments.appendReserved(capture) }
            arguments.appendReserved(Value(match.start))
            arguments.appendReserved(Value(match.string))
            if !match.groups.isUndefined { arguments.appendReserved(match.groups) }
            try builder.append(context.toString(context.call(function, .undefined, arguments: arguments)))
        case .text(let text), .template(let text):
            var match = match
            if !match.groups.isUndefined { match.groups = Value(try context.toObject(match.groups)) }
            try context.appendSubstitution(text, match, to: &builder)
        }
    }

    // MARK: Originals

    /// Replacing by an original RegExp: where the matches are is found out first, as the specification has it, because a function that
    /// replaces may look at the RegExp or use it itself.
    private static func replaceDirectly(
        _ context: Context, _ object: JSObject, _ data: RegExpData, _ string: JSString, _ replacement: Replacement
    ) throws(JSThrow) -> JSString {
        let pattern = data.pattern
        guard data.flags.contains(.global) else {
            guard try context.findMatch(object, data, string) else { return string }
            let matches = MatchPositions(pattern, context)
            try matches.append()
            return try replaced(context, matches, pattern, string, replacement)
        }
        try context.setLastIndex(object, 0)
        let regExps = context.regExps
        if case .text(let text) = replacement { return try replacedByText(context, data, string, text) }
        let matches = MatchPositions(pattern, context)
        var position = 0
        while position <= string.length, try context.match(pattern, string, at: position) {
            try matches.append()
            let end = regExps.end(of: 0)
            position = end > regExps.start(of: 0) ? end : context.advanceStringIndex(string, end, unicode: data.flags.isUnicode)
        }
        if matches.count == 0 { return string }
        context.noteMatch(data, string)
        return try replaced(context, matches, pattern, string, replacement)
    }

    /// All matches replaced by the same text: nothing of it can be watched, so it is done along the way.
    private static func replacedByText(_ context: Context, _ data: RegExpData, _ string: JSString, _ text: JSString) throws(JSThrow) -> JSString {
        let regExps = context.regExps
        var builder = TextBuilder(context)
        var next = 0
        var position = 0
        var found = false
        while position <= string.length, try context.match(data.pattern, string, at: position) {
            found = true
            let start = regExps.start(of: 0)
            let end = regExps.end(of: 0)
            try builder.append(string, from: next, to: start)
            try builder.append(text, from: 0, to: text.length)
            next = end
            position = end > start ? end : context.advanceStringIndex(string, end, unicode: data.flags.isUnicode)
        }
        if !found { return string }
        context.noteMatch(data, string)
        try builder.append(string, from: next, to: string.length)
        return try builder.take()
    }

    private static func replaced(
        _ context: Context, _ matches: MatchPositions, _ pattern: CompiledPattern, _ string: JSString, _ replacement: Replacement
    ) throws(JSThrow) -> JSString {
        // A function that replaces may give the RegExp another pattern, and make the realm forget this one.
        let names = KeyList(context.heap)
        try names.reserve(pattern.groupKeys.count)
        for group in pattern.groupKeys { names.append(group.key) }
        defer { withExtendedLifetime(names) {} }
        var builder = TextBuilder(context)
        var next = 0
        for index in 0..<matches.count {
            try context.pay()
            let match = try PositionMatch(matches, index, pattern, string, context, needsGroups: replacement.usesGroups)
            try builder.append(string, from: next, to: match.start)
            switch replacement {
            case .function(let function):
                let result = try call(function, match, context)
                try builder.append(context.toString(result))
            case .text(let text):
                try builder.append(text, from: 0, to: text.length)
            case .template(let template):
                try context.appendSubstitution(template, match, to: &builder)
            }
            next = match.end
        }
        try builder.append(string, from: next, to: string.length)
        return try builder.take()
    }

    private static func call(_ function: Value, _ match: PositionMatch, _ context: Context) throws(JSThrow) -> Value {
        let string = Value(match.string)
        let matched = Value(try context.substring(match.string, match.start, match.end))
        if match.captureCount == 0 && match.namedCaptures.isUndefined {
            return try context.call(function, .undefined, matched, Value(match.start), string)
        }
        let arguments = RootList(context.heap)
        try arguments.reserve(match.captureCount + 4)
        arguments.reserveCapacity(match.captureCount + 4)
        arguments.appendReserved(matched)
        try context.pay(match.captureCount)
        for group in 0..<match.captureCount { arguments.appendReserved(try match.capture(group + 1, context)) }
        arguments.appendReserved(Value(match.start))
        arguments.appendReserved(string)
        if !match.namedCaptures.isUndefined { arguments.appendReserved(match.namedCaptures) }
        return try context.call(function, .undefined, arguments: arguments)
    }
}

extension Replacement {
    /// Whether the object with the named groups is needed.
    fileprivate var usesGroups: Bool {
        if case .text = self { return false }
        return true
    }
}

/// The captures of several matches of one pattern, in one piece of memory.
private final class MatchPositions {
    private var positions: [Int32] = []
    private let groupCount: Int
    private let context: Context
    private(set) var count = 0
    private var reservedBytes = 0

    init(_ pattern: CompiledPattern, _ context: Context) {
        groupCount = pattern.program.captureCount
        self.context = context
    }

    deinit { context.heap.unreserve(reservedBytes) }

    /// Adds the last match.
    func append() throws(JSThrow) {
        let needed = (count + 1) * groupCount * 2
        if needed > positions.capacity {
            // While the array grows, the old one is there too.
            let capacity = max(needed, positions.capacity * 2, 64)
            try context.heap.reserve(capacity * 4)
            context.heap.unreserve(reservedBytes)
            reservedBytes = capacity * 4
            positions.reserveCapacity(capacity)
        }
        try context.pay(groupCount / 16)
        let regExps = context.regExps
        for group in 0..<groupCount {
            positions.append(Int32(truncatingIfNeeded: regExps.start(of: group)))
            positions.append(Int32(truncatingIfNeeded: regExps.end(of: group)))
        }
        count += 1
    }

    /// nil for a group that took no part.
    func range(_ match: Int, _ group: Int) -> Range<Int>? {
        let index = (match * groupCount + group) * 2
        let start = positions[index]
        return start < 0 ? nil : Int(start)..<Int(positions[index + 1])
    }
}

/// A match of an original RegExp: positions in the string.
private struct PositionMatch: SubstitutionMatch {
    let string: JSString
    let start: Int
    let end: Int
    let captureCount: Int
    var namedCaptures = Value.undefined
    private let positions: MatchPositions
    private let index: Int

    init(
        _ positions: MatchPositions, _ index: Int, _ pattern: CompiledPattern, _ string: JSString, _ context: Context,
        needsGroups: Bool
    ) throws(JSThrow) {
        self.string = string
        self.positions = positions
        self.index = index
        captureCount = pattern.program.captureCount - 1
        let whole = positions.range(index, 0) ?? 0..<0
        start = whole.lowerBound
        end = whole.upperBound
        guard needsGroups, !pattern.groupKeys.isEmpty else { return }
        try context.pay(pattern.groupKeys.count)
        let groups = context.heap.makeObject(
            .object, Shape.root(prototype: nil, context.heap), inlineSlots: pattern.groupKeys.count)
        for group in pattern.groupKeys {
            let taken = group.indices.first { positions.range(index, $0) != nil } ?? group.indices.first ?? 0
            _ = try context.createDataProperty(groups, group.key, capture(taken, context))
        }
        namedCaptures = Value(groups)
    }

    func capture(_ group: Int, _ context: Context) throws(JSThrow) -> Value {
        guard let range = positions.range(index, group) else { return .undefined }
        return Value(try context.substring(string, range.lowerBound, range.upperBound))
    }

    func appendMatched(to builder: inout TextBuilder, _ context: Context) throws(JSThrow) {
        try builder.append(string, from: start, to: end)
    }

    func appendCapture(_ group: Int, to builder: inout TextBuilder, _ context: Context) throws(JSThrow) {
        guard let range = positions.range(index, group) else { return }
        try builder.append(string, from: range.lowerBound, to: range.upperBound)
    }
}

/// A match as an `exec` of whatever kind has described it.
private struct ResultMatch: SubstitutionMatch {
    let string: JSString
    let matched: JSString
    let start: Int
    /// Strings, or undefined.
    let captures: RootList
    var groups: Value

    var end: Int { start + matched.length }
    var captureCount: Int { captures.count }
    var namedCaptures: Value { groups }

    /// The steps of sec-regexp.prototype-%symbol.replace% for one result.
    init(_ result: JSObject, _ string: JSString, _ context: Context) throws(JSThrow) {
        self.string = string
        let count = max(try context.lengthOfArrayLike(result) - 1, 0)
        matched = try context.flattened(context.toString(context.get(result, PropertyKey(index: 0))))
        let position = try context.toClampedInteger(context.get(result, PropertyKey(.index)))
        start = max(min(position, string.length), 0)
        captures = RootList(context.heap)
        for index in 0..<count {
            try context.pay()
            var capture = try context.getElement(result, index + 1)
            if !capture.isUndefined { capture = Value(try context.toString(capture)) }
            try captures.append(capture)
        }
        groups = try context.get(result, PropertyKey(.groups))
    }

    func appendMatched(to builder: inout TextBuilder, _ context: Context) throws(JSThrow) { try builder.append(matched) }

    func appendCapture(_ group: Int, to builder: inout TextBuilder, _ context: Context) throws(JSThrow) {
        if let string = captures[group - 1].asString { try builder.append(string) }
    }
}
