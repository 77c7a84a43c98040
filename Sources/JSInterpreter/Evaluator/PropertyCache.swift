// Inline caches for named properties.
//
// A cache belongs to one node and remembers the last shapes of the objects that came by with what was found for them. An own
// property is found by comparing the shape alone. A property of a prototype, or none at all, also needs that no prototype has
// changed since (`Context.prototypeEpoch`). Caches do not keep cells alive: after marking, `dropDeadCells` clears what died.

struct PropertyCache {
    /// The address of the shape; 0: unused.
    var shape: UInt = 0
    /// Slot of the own or prototype property.
    var slot: Int = 0
    /// The prototype that has the property; 0: the object itself; `absent`: nobody.
    var holder: UInt = 0
    var epoch: UInt32 = 0

    static let absent: UInt = 1

    /// What is cached for an object's shape, if anything, and still true.
    @inline(__always) func value(of cell: Cell, _ context: Context) -> Value? {
        guard cell.word(8) == shape else { return nil }
        if holder == 0 { return ValueStorage(base: cell.word(16))[slot] }
        guard epoch == context.prototypeEpoch else { return nil }
        return holder == PropertyCache.absent ? .undefined : JSObject(cell: Cell(address: holder)).slots[slot]
    }

    mutating func dropDeadCells() {
        if shape != 0 && Cell(address: shape).mark == 0 { self = PropertyCache() }
    }
}

/// A node that reads a named property of what some expression gives: the cache and its slow path.
class NamedGetNode: Node {
    final let key: PropertyKey
    final var cache = PropertyCache()
    final var second = PropertyCache()

    init(key: PropertyKey, position: Int32) {
        self.key = key
        super.init(position: position)
    }

    /// The property of a value, as GetV.
    @inline(__always) final func getNamed(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        if value.isCell, let found = cache.value(of: value.uncheckedCell, context) { return found }
        return try getNamedSlowly(value, frame, context)
    }

    @inline(never) final func getNamedSlowly(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        guard let object = value.asObject else {
            if let string = value.asString, key == PropertyKey(.length) { return Value(string.length) }
            frame.setPosition(position)
            guard let prototype = context.prototypeOfPrimitive(value) else {
                throw context.throwError(
                    .typeError, "Cannot read properties of \(context.describe(value)) (reading '\(context.describe(key))')")
            }
            return try prototype.get(key, receiver: value, context)
        }
        if let found = second.value(of: object.cell, context) {
            swap(&cache, &second)
            return found
        }
        if object.kind == .array && key == PropertyKey(.length) { return Value(object.arrayLength) }
        if let filled = context.fillCache(object, key) {
            second = cache
            cache = filled
            if let found = cache.value(of: object.cell, context) { return found }
        }
        frame.setPosition(position)
        return try object.get(key, receiver: value, context)
    }

    final override func dropDeadCells() {
        cache.dropDeadCells()
        second.dropDeadCells()
    }
}

extension Context {
    /// What a cache may remember about a property of an object: nil when it is an accessor, absent from a dictionary, or beyond
    /// an exotic object.
    func fillCache(_ object: JSObject, _ key: PropertyKey) -> PropertyCache? {
        if object.isExotic || key.isIndex { return nil }
        var cache = PropertyCache()
        cache.epoch = prototypeEpoch
        if let location = object.findOwn(key, self) {
            guard !location.attributes.contains(.accessor) else { return nil }
            _ = slotValue(object, location.slot)
            cache.shape = object.shape.cell.address
            cache.slot = location.slot
            return cache
        }
        if object.kind == .array && key == PropertyKey(.length) { return nil }
        // A dictionary may get the property without changing its shape. Functions with lazy properties do change it then.
        if object.shape.isDictionary && !object.has(.frozenIntrinsic) { return nil }
        cache.shape = object.shape.cell.address
        cache.holder = PropertyCache.absent
        var next = object.prototype
        while let prototype = next {
            if prototype.isExotic { return nil }
            if prototype.kind == .array && key == PropertyKey(.length) { return nil }
            if let location = prototype.findOwn(key, self) {
                guard !location.attributes.contains(.accessor) else { return nil }
                _ = slotValue(prototype, location.slot)
                cache.holder = prototype.cell.address
                cache.slot = location.slot
                break
            }
            next = prototype.prototype
        }
        return cache
    }
}

/// A node that writes a named property: remembers the slot of an existing one, or the transition that adds it.
class NamedSetNode: Node {
    final let key: PropertyKey
    final let isStrict: Bool
    final var shape: UInt = 0
    final var slot = 0
    /// The shape after adding the property; 0 when it exists already.
    final var nextShape: UInt = 0
    final var epoch: UInt32 = 0
    /// Objects that may not take a remembered transition although they have the shape.
    private static let noTransition = ObjectFlags([.nonExtensible, .isPrototype, .lazyFunction]).rawValue
    final var secondShape: UInt = 0
    final var secondSlot = 0

    init(key: PropertyKey, isStrict: Bool, position: Int32) {
        self.key = key
        self.isStrict = isStrict
        super.init(position: position)
    }

    @inline(__always) final func setNamed(_ target: Value, _ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        if target.isCell, target.uncheckedCell.word(8) == shape {
            let object = target.uncheckedObject
            if nextShape == 0 {
                object.slots[slot] = value
                return
            }
            if epoch == context.prototypeEpoch && object.cell.flags & NamedSetNode.noTransition == 0 {
                try object.reserveSlot(slot, context.heap)
                object.slots[slot] = value
                object.cell.setWord(nextShape, 8)
                return
            }
        }
        try setNamedSlowly(target, value, frame, context)
    }

    @inline(never) final func setNamedSlowly(_ target: Value, _ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        guard let object = target.asObject else {
            frame.setPosition(position)
            return try context.setOnPrimitive(target, key, value, isStrict: isStrict)
        }
        if object.shape.cell.address == secondShape {
            object.slots[secondSlot] = value
            return
        }
        let before = object.shape
        let isCacheable = !object.isExotic && object.kind != .array && !key.isIndex && !object.has(.lazyFunction)
        if isCacheable, let location = before.find(key, context.heap) {
            if location.isPlainData {
                if shape != 0 && nextShape == 0 {
                    secondShape = shape
                    secondSlot = slot
                }
                shape = before.cell.address
                slot = location.slot
                nextShape = 0
                object.slots[location.slot] = value
                return
            }
        }
        frame.setPosition(position)
        let succeeded = try object.set(key, value, receiver: target, context)
        if !succeeded && (isStrict || object.has(.frozenIntrinsic)) { throw context.readOnlyError(object, key) }
        let after = object.shape
        if isCacheable, succeeded, !before.isDictionary, after.parent == before, after.lastKey == key,
            after.lastAttributes == .all, key != PropertyKey(.length)
        {
            shape = before.cell.address
            slot = before.slotCount
            nextShape = after.cell.address
            epoch = context.prototypeEpoch
        }
    }

    final override func dropDeadCells() {
        if shape != 0 && Cell(address: shape).mark == 0 || nextShape != 0 && Cell(address: nextShape).mark == 0 {
            shape = 0
            nextShape = 0
        }
        if secondShape != 0 && Cell(address: secondShape).mark == 0 { secondShape = 0 }
    }
}

extension Context {
    /// Assignment to a property of a primitive, sec-putvalue.
    func setOnPrimitive(_ target: Value, _ key: PropertyKey, _ value: Value, isStrict: Bool) throws(JSThrow) {
        guard let prototype = prototypeOfPrimitive(target) else {
            throw throwError(
                .typeError, "Cannot set properties of \(describe(target)) (setting '\(describe(key))')")
        }
        var succeeded = false
        if !(target.isString && (key == PropertyKey(.length) || key.isIndex)) {
            succeeded = try prototype.set(key, value, receiver: target, self)
        }
        if !succeeded && isStrict {
            throw throwError(.typeError, "Cannot create property '\(describe(key))' on \(describe(target))")
        }
    }
}
