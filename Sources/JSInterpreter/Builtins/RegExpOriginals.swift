// Whether regular expressions still are what the specification made them. The methods under the well-known symbols are defined by
// steps that scripts can watch: they read `exec`, `flags`, `constructor` … each time. As long as nobody has changed any of
// these, doing the work directly makes no difference, except that it is fast.

import JSRegExp

/// The slots of `RegExp.prototype` and `RegExp` when they were last found to be original.
struct RegExpOriginals {
    fileprivate var prototype: [UInt64] = []
    fileprivate var constructor: [UInt64] = []
}

extension Context {
    /// The pattern of a RegExp on which nothing has been changed: no own property but `lastIndex`, which is a small
    /// integer, and `RegExp.prototype` and `RegExp` as they were made.
    @inline(__always) func originalRegExp(_ object: JSObject) -> RegExpData? {
        guard object.kind == .regexp, object.shape == regExps.shapes.instance, object.slots[0].isInt,
            object.slots[0].uncheckedInt >= 0, regExpsAreOriginal
        else { return nil }
        return object.regExpData
    }

    private var regExpsAreOriginal: Bool {
        if profile == .sandbox { return true }
        let regExps = self.regExps
        return isOriginal(.regExpPrototype, RegExpPrototype.table, &regExps.originals.prototype)
            && isOriginal(.regExp, RegExpConstructor.table, &regExps.originals.constructor)
    }

    private func isOriginal(_ intrinsic: Intrinsic, _ table: BuiltinTable, _ known: inout [UInt64]) -> Bool {
        guard let object = intrinsics[intrinsic.index] else { return true }
        let slots = object.slots
        var index = 0
        while index < known.count && slots[index].bits == known[index] { index &+= 1 }
        if index == known.count && index > 0 { return true }
        guard table.hasOriginalSlots(object, self) else {
            known = []
            return false
        }
        known = (0..<table.slotCount).map { slots[$0].bits }
        return true
    }

    /// Whether a value is the `exec` that `RegExp.prototype` was made with.
    func isOriginalExec(_ value: Value) -> Bool {
        guard let function = value.asObject, function.kind == .nativeFunction else { return false }
        return FunctionObject(function).entry === RegExpPrototype.execEntry
    }
}

extension BuiltinTable {
    /// Whether the declared properties of an object made of this table are still there with their first values.
    func hasOriginalSlots(_ object: JSObject, _ context: Context) -> Bool {
        let original = firstSlots
        guard object.shape.slotCount >= original.count else { return false }
        let slots = object.slots
        for (index, first) in original.enumerated() where slots[index] != first {
            guard first.isLazy, isMaterialized(slots[index], BuiltinEntry.of(lazyValue: first), context) else { return false }
        }
        return true
    }

    /// Whether a value is what an entry has become.
    private func isMaterialized(_ value: Value, _ entry: BuiltinEntry, _ context: Context) -> Bool {
        guard let cell = value.asCell else { return false }
        switch entry.kind {
        case .function:
            return cell.kind == .nativeFunction && FunctionObject(value.uncheckedObject).entry === entry
        case .accessor(let getter, let setter):
            guard cell.kind == .accessor else { return false }
            let pair = AccessorPair(cell: cell)
            func matches(_ function: Value, _ entry: BuiltinEntry?) -> Bool {
                guard let entry else { return function.isUndefined }
                return isMaterialized(function, entry, context)
            }
            return matches(pair.getter, getter) && matches(pair.setter, setter)
        case .intrinsic(let intrinsic):
            return context.intrinsics[intrinsic.index].map { value == Value($0) } ?? false
        case .value:
            return true
        }
    }
}
