// Elements of array-like objects by integer index, as the algorithms of `Array.prototype` use them: each operation goes straight to dense
// storage where that shows no difference, and takes the way of the specification everywhere else.

extension JSObject {
    /// An array whose elements may be read, written, added and taken away in its storage, as far as the array itself decides.
    @inline(__always) var isPlainArray: Bool {
        let guarded = ObjectFlags.guardedElements.union(.isPrototype).rawValue
        return kind == .array && cell.flags & guarded == 0
    }
}

extension Context {
    /// Whether an array's elements can be rearranged in their storage: it is plain, nothing behind its holes can be seen, and its
    /// storage reaches to its length.
    func hasMovableElements(_ object: JSObject) -> Bool {
        object.isPlainArray && object.elements.count == Int(object.arrayLength) && prototypesHaveNoElements(object)
    }

    /// HasProperty, then Get: nil for a hole.
    @inline(__always) func presentElement(_ object: JSObject, _ index: Int) throws(JSThrow) -> Value? {
        let elements = object.elements
        if index < elements.count && !object.isExotic {
            let value = elements[index]
            if !value.isEmpty { return value }
        }
        return try presentElementSlowly(object, index)
    }

    @inline(never) private func presentElementSlowly(_ object: JSObject, _ index: Int) throws(JSThrow) -> Value? {
        try pay()
        if object.kind == .array && !object.hasSparseElements && prototypesHaveNoElements(object) { return nil }
        let key = indexKey(index)
        return try object.hasProperty(key, self) ? try get(object, key) : nil
    }

    /// sec-createdatapropertyorthrow for an element.
    @inline(__always) func createElement(_ object: JSObject, _ index: Int, _ value: Value) throws(JSThrow) {
        if object.isPlainArray && index < Int(PropertyKey.maximumIndex), try object.makeRoom(index, self) {
            object.elements[index] = value
            if index >= Int(object.arrayLength) { object.arrayLength = UInt32(truncatingIfNeeded: index &+ 1) }
            return
        }
        try createDataPropertyOrThrow(object, indexKey(index), value)
    }

    /// Set(O, index, value, true).
    @inline(__always) func setElement(_ object: JSObject, _ index: Int, _ value: Value) throws(JSThrow) {
        let elements = object.elements
        if index < elements.count && object.isPlainArray && !elements[index].isEmpty {
            elements[index] = value
            return
        }
        try setElementSlowly(object, index, value)
    }

    @inline(never) private func setElementSlowly(_ object: JSObject, _ index: Int, _ value: Value) throws(JSThrow) {
        try pay()
        if object.isPlainArray && prototypesHaveNoElements(object) { return try createElement(object, index, value) }
        try setOrThrow(object, indexKey(index), value)
    }

    /// DeletePropertyOrThrow for an element.
    func deleteElement(_ object: JSObject, _ index: Int) throws(JSThrow) {
        try pay()
        try deletePropertyOrThrow(object, indexKey(index))
    }

    /// Set(O, "length", length, true).
    func setLength(_ object: JSObject, _ length: Int) throws(JSThrow) {
        if object.isPlainArray && Int(object.arrayLength) == length { return }
        try setOrThrow(object, PropertyKey(.length), Value(length))
    }

    /// Appends a range of one array's elements, holes included, to a plain array whose storage reaches to its length. The ranges
    /// are within the storage of the source.
    func appendElements(of source: JSObject, _ start: Int, _ end: Int, to target: JSObject) throws(JSThrow) {
        let count = target.elements.count
        let total = count + end - start
        if end <= start { return }
        try pay((end - start) / 16)
        if total > target.elements.capacity {
            try target.reserveElements(count == 0 ? total : max(total, count + count / 2), self)
        }
        let elements = target.elements
        elements.storage.move(from: source.elements.storage, start, to: count, count: end - start)
        elements.count = total
        if total > Int(target.arrayLength) { target.arrayLength = UInt32(truncatingIfNeeded: total) }
    }

    /// sec-arrayspeciescreate
    func arraySpeciesCreate(_ original: JSObject, _ length: Int) throws(JSThrow) -> JSObject {
        if original.kind == .array && hasOriginalSpecies(original) { return try arrayCreate(Double(length)) }
        guard try isArray(Value(original)) else { return try arrayCreate(Double(length)) }
        var constructor = try get(original, PropertyKey(.constructor))
        if let object = constructor.asObject {
            constructor = try get(object, PropertyKey(WellKnownSymbol.species))
            if constructor.isNull { constructor = .undefined }
        }
        if constructor.isUndefined { return try arrayCreate(Double(length)) }
        guard constructor.isConstructor, let object = constructor.asObject else {
            throw throwError(.typeError, "object.constructor[Symbol.species] is not a constructor")
        }
        return try construct(object, arguments: [Value(length)])
    }

    /// Whether `array.constructor[Symbol.species]` is the original `Array`.
    private func hasOriginalSpecies(_ array: JSObject) -> Bool {
        guard array.shape == arrayShape else { return false }
        let prototype = intrinsic(.arrayPrototype)
        if commonShapes.arrayConstructor?.shape != prototype.shape {
            commonShapes.arrayConstructor = plainSlot(of: PropertyKey(.constructor), in: prototype)
        }
        guard let slot = commonShapes.arrayConstructor?.slot else { return false }
        let constructor = intrinsic(.array)
        guard slotValue(prototype, slot) == Value(constructor),
            let location = constructor.findOwn(PropertyKey(WellKnownSymbol.species), self),
            location.attributes.contains(.accessor)
        else { return false }
        let pair = constructor.slots[location.slot]
        if pair.isLazy { return true }
        guard let getter = AccessorPair(cell: pair.uncheckedCell).getter.asObject else { return false }
        return getter.kind == .nativeFunction && FunctionObject(getter).entry === BuiltinProperty.speciesGetter
    }
}

extension BuiltinProperty {
    /// `get [Symbol.species]`, the same in all constructors that have it: returns `this`.
    static let speciesGetter = BuiltinEntry("get [Symbol.species]", 0) { (_, arguments) throws(JSThrow) in arguments.thisValue }

    static let species = BuiltinProperty(
        key: .symbol(.species), content: .entry(BuiltinEntry("[Symbol.species]", .accessor(speciesGetter, nil))),
        attributes: [.configurable, .accessor])
}
