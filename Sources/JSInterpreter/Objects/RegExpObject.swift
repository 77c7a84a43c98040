// RegExp instances, sec-properties-of-regexp-instances: an ordinary object with one own property, `lastIndex`, always in its first slot, and
// the compiled pattern.

import JSRegExp

/// [[RegExpMatcher]] with what else a RegExp remembers.
final class RegExpData: CellPayload {
    fileprivate(set) var pattern: CompiledPattern
    /// [[OriginalSource]]
    fileprivate(set) var source: JSString
    /// [[LegacyRegExpFeatures]]: made by %RegExp% itself, not by a class that extends it.
    let hasLegacyFeatures: Bool

    fileprivate init(_ pattern: CompiledPattern, source: JSString, hasLegacyFeatures: Bool) {
        self.pattern = pattern
        self.source = source
        self.hasLegacyFeatures = hasLegacyFeatures
        pattern.retainAccount()
    }

    /// [[OriginalFlags]]
    var flags: RegExpFlags { pattern.program.flags }

    override func trace(_ heap: Heap) {
        heap.mark(source.cell)
        pattern.trace(heap)
    }

    override func finalize(_ heap: Heap) { pattern.releaseAccount(heap) }
}

/// The shapes of what regular expressions make again and again.
struct RegExpShapes {
    /// Of a RegExp with `lastIndex` as its only own property and `RegExp.prototype`.
    var instance: Shape?
    /// Of a match: an array with `index`, `input`, `groups`.
    var match: Shape?

    func trace(_ heap: Heap) {
        if let instance { heap.mark(instance.cell) }
        if let match { heap.mark(match.cell) }
    }
}

extension JSObject {
    /// The pattern of a RegExp; nil for other objects, and for one that is not initialised yet.
    @inline(__always) var regExpData: RegExpData? { kind == .regexp ? payload(as: RegExpData.self) : nil }
}

extension Context {
    // MARK: Making

    /// sec-regexpcreate
    func regExpCreate(_ pattern: Value, _ flags: Value) throws(JSThrow) -> JSObject {
        let object = try regExpAlloc(newTarget: nil)
        try regExpInitialize(object, pattern, flags, hasLegacyFeatures: true)
        return object
    }

    /// The value of a literal, whose pattern and flags are known to be valid.
    func makeRegExp(_ pattern: CompiledPattern, source: JSString) throws(JSThrow) -> JSObject {
        let object = try regExpAlloc(newTarget: nil)
        object.setPayload(RegExpData(pattern, source: source, hasLegacyFeatures: true))
        return object
    }

    /// The pattern of the literal at a position of a script.
    func compileLiteral(pattern: JSString, flags: JSString, _ script: ScriptCode, at position: Int32) throws(JSThrow) -> CompiledPattern {
        try compilePattern(pattern, regExpFlags(flags), script, at: position)
    }

    /// sec-regexpalloc
    func regExpAlloc(newTarget: JSObject?) throws(JSThrow) -> JSObject {
        var prototype = intrinsic(.regExpPrototype)
        if let newTarget, newTarget != intrinsics[Intrinsic.regExp.index] {
            prototype = try getPrototypeFromConstructor(newTarget, .regExpPrototype)
        }
        if prototype == intrinsic(.regExpPrototype), let shape = regExpShape {
            let object = heap.makeObject(.regexp, shape, inlineSlots: 1)
            object.slots[0] = .zero
            return object
        }
        let object = heap.makeObject(.regexp, Shape.root(prototype: prototype, heap), inlineSlots: 1)
        try object.addOwn(PropertyKey(.lastIndex), .zero, .writable, self)
        return object
    }

    var regExpShape: Shape? {
        if let known = regExps.shapes.instance { return known }
        let root = Shape.root(prototype: intrinsic(.regExpPrototype), heap)
        let shape = root.adding(PropertyKey(.lastIndex), .writable, heap)
        regExps.shapes.instance = shape
        return shape
    }

    /// sec-regexpinitialize
    func regExpInitialize(_ object: JSObject, _ pattern: Value, _ flags: Value, hasLegacyFeatures: Bool) throws(JSThrow) {
        let source = pattern.isUndefined ? emptyString : try flattened(toString(pattern))
        let flagText = flags.isUndefined ? emptyString : try toString(flags)
        let compiled = try compilePattern(source, regExpFlags(flagText))
        if let data = object.regExpData {
            compiled.retainAccount()
            data.pattern.releaseAccount(heap)
            data.pattern = compiled
            data.source = source
        } else {
            object.setPayload(RegExpData(compiled, source: source, hasLegacyFeatures: hasLegacyFeatures))
        }
        try setLastIndex(object, 0)
    }

    private func regExpFlags(_ text: JSString) throws(JSThrow) -> RegExpFlags {
        if text.length == 0 { return [] }
        let flat = try flattened(text)
        guard text.length <= 8, let flags = RegExpFlags(parsing: StringUnits(flat)) else {
            throw throwError(.syntaxError, "Invalid flags supplied to RegExp constructor '\(abridged(text))'")
        }
        return flags
    }

    // MARK: lastIndex

    /// Set(R, "lastIndex", index, true)
    func setLastIndex(_ object: JSObject, _ index: Int) throws(JSThrow) {
        if object.kind == .regexp, object.shape == regExps.shapes.instance {
            object.slots[0] = Value(index)
        } else {
            try setOrThrow(object, PropertyKey(.lastIndex), Value(index))
        }
    }

    /// ToLength(Get(R, "lastIndex"))
    func lastIndex(_ object: JSObject) throws(JSThrow) -> Int {
        if object.kind == .regexp, object.shape == regExps.shapes.instance { return try toLength(object.slots[0]) }
        return try toLength(get(object, PropertyKey(.lastIndex)))
    }

    /// sec-advancestringindex; the string is flat.
    func advanceStringIndex(_ string: JSString, _ index: Int, unicode: Bool) -> Int {
        guard unicode, index < string.length else { return index + 1 }
        return index + StringUnits(string).codePoint(at: index).length
    }

    // MARK: Matching

    /// sec-regexpexec: a match object or null.
    func regExpExec(_ object: JSObject, _ string: JSString) throws(JSThrow) -> Value {
        let exec = try get(object, PropertyKey(.exec))
        if exec.isCallable, !isOriginalExec(exec) || object.kind != .regexp {
            let result = try call(exec, Value(object), Value(string))
            if !result.isObject && !result.isNull {
                throw throwError(.typeError, "\(describe(result)) is not an object or null")
            }
            return result
        }
        guard let data = object.regExpData else {
            throw throwError(.typeError, "Receiver is not a RegExp: \(describe(Value(object)))")
        }
        return try regExpBuiltinExec(object, data, string)
    }

    /// sec-regexpbuiltinexec
    func regExpBuiltinExec(_ object: JSObject, _ data: RegExpData, _ string: JSString) throws(JSThrow) -> Value {
        let flat = try flattened(string)
        guard try findMatch(object, data, flat) else { return .null }
        return Value(try makeMatchObject(data, flat))
    }

    /// The part of sec-regexpbuiltinexec that looks for a match and moves `lastIndex`. The captures of the match are in `regExps`.
    func findMatch(_ object: JSObject, _ data: RegExpData, _ string: JSString) throws(JSThrow) -> Bool {
        var start = try lastIndex(object)
        // Converting `lastIndex` may have run `compile`.
        let flags = data.flags
        let usesLastIndex = !flags.isDisjoint(with: [.global, .sticky])
        if !usesLastIndex { start = 0 }
        guard start <= string.length, try match(data.pattern, string, at: start) else {
            if usesLastIndex { try setLastIndex(object, 0) }
            return false
        }
        if usesLastIndex { try setLastIndex(object, regExps.end(of: 0)) }
        noteMatch(data, string)
        return true
    }

    /// The array that describes the last match, with `index`, `input`, `groups` and, if wanted, `indices`.
    func makeMatchObject(_ data: RegExpData, _ string: JSString) throws(JSThrow) -> JSObject {
        let pattern = data.pattern
        let count = pattern.program.captureCount
        // Making strings may not match anything: the captures stay as they are.
        let result = try makeMatchArray()
        result.slots[0] = Value(regExps.start(of: 0))
        result.slots[1] = Value(string)
        try result.reserveElements(count, self)
        try pay(count)
        for group in 0..<count { try append(capture(group, string), to: result) }
        if !pattern.groupKeys.isEmpty { result.slots[2] = Value(try makeGroups(pattern) { result.elements[$0] }) }
        if data.flags.contains(.hasIndices) {
            let indices = try makeMatchIndices(pattern)
            try result.addOwn(PropertyKey(.indices), Value(indices), .all, self)
        }
        return result
    }

    /// An array with `index`, `input` and `groups` in its first slots.
    private func makeMatchArray() throws(JSThrow) -> JSObject {
        if let shape = matchShape {
            let array = heap.makeObject(.array, shape, inlineSlots: 4)
            array.slots.fill(.undefined, from: 0, to: shape.slotCount)
            return array
        }
        let array = makeArray()
        for name in [Name.index, .input, .groups] { try array.addOwn(PropertyKey(name), .undefined, .all, self) }
        return array
    }

    /// nil in a realm with too many shapes for another one: what an array gets then, a dictionary, belongs to that array alone.
    private var matchShape: Shape? {
        if let known = regExps.shapes.match { return known }
        let shape = arrayShape.adding(PropertyKey(.index), .all, heap)?.adding(PropertyKey(.input), .all, heap)?
            .adding(PropertyKey(.groups), .all, heap)
        regExps.shapes.match = shape
        return shape
    }

    /// The text of a group of the last match, or undefined.
    func capture(_ group: Int, _ string: JSString) throws(JSThrow) -> Value {
        let start = regExps.start(of: group)
        return start < 0 ? .undefined : Value(try substring(string, start, regExps.end(of: group)))
    }

    /// The object with the named groups: of groups with the same name, the one that took part.
    func makeGroups(_ pattern: CompiledPattern, _ value: (Int) -> Value) throws(JSThrow) -> JSObject {
        let groups = heap.makeObject(.object, Shape.root(prototype: nil, heap), inlineSlots: pattern.groupKeys.count)
        for group in pattern.groupKeys {
            let index = group.indices.first { !value($0).isUndefined }
            _ = try createDataProperty(groups, group.key, index.map { value($0) } ?? .undefined)
        }
        return groups
    }

    /// sec-makematchindicesindexpairarray
    private func makeMatchIndices(_ pattern: CompiledPattern) throws(JSThrow) -> JSObject {
        let count = pattern.program.captureCount
        let indices = makeArray()
        try indices.reserveElements(count, self)
        for group in 0..<count {
            let start = regExps.start(of: group)
            if start < 0 {
                try append(.undefined, to: indices)
            } else {
                let pair = makeArray()
                try append(Value(start), to: pair)
                try append(Value(regExps.end(of: group)), to: pair)
                try append(Value(pair), to: indices)
            }
        }
        let groups = pattern.groupKeys.isEmpty ? Value.undefined : Value(try makeGroups(pattern) { indices.elements[$0] })
        try indices.addOwn(PropertyKey(.groups), groups, .all, self)
        return indices
    }
}
