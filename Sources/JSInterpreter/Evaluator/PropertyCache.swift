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
    var epoch: UInt64 = 0

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

/// The same for an accessor property: where its pair of functions is, in the object itself or in a prototype.
struct AccessorCache {
    private var shape: UInt = 0
    private var slot = 0
    private var holder: UInt = 0
    private var epoch: UInt64 = 0

    init() {}

    /// Looks the property up. Nothing is remembered when it is no accessor, or when finding it could be seen.
    init(_ object: JSObject, _ key: PropertyKey, _ context: Context) {
        if key.isIndex || object.kind == .array && key == PropertyKey(.length) { return }
        var next: JSObject? = object
        var depth = 0
        // The walk along a long chain is to be paid for, which `get` does.
        while let current = next, !current.isExotic, depth <= 64 {
            depth &+= 1
            if let location = current.findOwn(key, context) {
                guard location.attributes.contains(.accessor) else { return }
                _ = context.slotValue(current, location.slot)
                shape = object.shape.cell.address
                slot = location.slot
                holder = current == object ? 0 : current.cell.address
                epoch = context.prototypeEpoch
                return
            }
            // A dictionary may get the property without changing its shape.
            if current == object && object.shape.isDictionary && !object.has(.frozenIntrinsic) { return }
            next = current.prototype
        }
    }

    /// The accessor of an object that has the remembered shape, if that is still true.
    @inline(__always) func pair(of cell: Cell, _ context: Context) -> AccessorPair? {
        guard cell.word(8) == shape else { return nil }
        if holder == 0 { return AccessorPair(cell: JSObject(cell: cell).slots[slot].uncheckedCell) }
        guard epoch == context.prototypeEpoch else { return nil }
        return AccessorPair(cell: JSObject(cell: Cell(address: holder)).slots[slot].uncheckedCell)
    }

    mutating func dropDeadCells() {
        if shape != 0 && Cell(address: shape).mark == 0 { self = AccessorCache() }
    }
}

/// A node that reads a named property of what some expression gives: the cache and its slow path.
class NamedGetNode: Node {
    final let key: PropertyKey
    final var cache = PropertyCache()
    final var second = PropertyCache()
    private final var accessor = AccessorCache()

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
            frame.setPosition(position)
            return try context.getV(value, key)
        }
        if let found = second.value(of: object.cell, context) {
            swap(&cache, &second)
            return found
        }
        if second.shape != 0, let found = context.sharedPropertyCache.value(of: object, key, context) { return found }
        if object.kind == .array && key == PropertyKey(.length) { return Value(object.arrayLength) }
        if let pair = accessor.pair(of: object.cell, context) {
            frame.setPosition(position)
            let getter = pair.getter
            return getter.isUndefined ? .undefined : try context.call(getter, value)
        }
        if let filled = context.fillCache(object, key, isShared: second.shape != 0) {
            second = cache
            cache = filled
            if let found = cache.value(of: object.cell, context) { return found }
        } else {
            accessor = AccessorCache(object, key, context)
        }
        frame.setPosition(position)
        return try object.get(key, receiver: value, context)
    }

    final override func dropDeadCells() {
        cache.dropDeadCells()
        second.dropDeadCells()
        accessor.dropDeadCells()
    }
}

extension Context {
    /// What a cache may remember about a property of an object: nil when it is an accessor, absent from a dictionary, or beyond
    /// an exotic object.
    ///
    /// - Parameter isShared: whether the node meets more shapes than it remembers.
    func fillCache(_ object: JSObject, _ key: PropertyKey, isShared: Bool) -> PropertyCache? {
        guard let made = makeCache(object, key) else { return nil }
        if isShared { sharedPropertyCache.remember(made, object, key, heap) }
        return made
    }

    private func makeCache(_ object: JSObject, _ key: PropertyKey) -> PropertyCache? {
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
        var depth = 0
        while let prototype = next {
            // The walk along a long chain is to be paid for, which `get` does.
            depth &+= 1
            if prototype.isExotic || depth > 64 { return nil }
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

/// What writing a property does to objects of one shape: stores in the slot of an existing one, or adds it.
struct PropertySetCache {
    /// The address of the shape; 0: unused.
    var shape: UInt = 0
    var slot = 0
    /// The shape after adding the property; 0 when it exists already.
    var nextShape: UInt = 0
    var epoch: UInt64 = 0

    /// Objects that may not take a remembered transition although they have the shape.
    private static let noTransition = ObjectFlags([.nonExtensible, .isPrototype, .lazyFunction]).rawValue

    /// Does it for an object that has the shape. Returns false when what is remembered may not be true any more.
    @inline(__always) func store(_ value: Value, in object: JSObject, _ context: Context) throws(JSThrow) -> Bool {
        if nextShape == 0 {
            object.slots[slot] = value
            return true
        }
        guard epoch == context.prototypeEpoch && object.cell.flags & PropertySetCache.noTransition == 0 else { return false }
        try object.reserveSlot(slot, context.heap)
        object.slots[slot] = value
        object.cell.setWord(nextShape, 8)
        return true
    }

    mutating func dropDeadCells() {
        if shape != 0 && Cell(address: shape).mark == 0 || nextShape != 0 && Cell(address: nextShape).mark == 0 {
            self = PropertySetCache()
        }
    }
}

/// A node that writes a named property: what it did for the last shapes.
class NamedSetNode: Node {
    final let key: PropertyKey
    final let isStrict: Bool
    private final var cache = PropertySetCache()
    private final var second = PropertySetCache()
    private final var accessor = AccessorCache()

    init(key: PropertyKey, isStrict: Bool, position: Int32) {
        self.key = key
        self.isStrict = isStrict
        super.init(position: position)
    }

    @inline(__always) final func setNamed(_ target: Value, _ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        if target.isCell, target.uncheckedCell.word(8) == cache.shape,
            try cache.store(value, in: target.uncheckedObject, context)
        {
            return
        }
        try setNamedSlowly(target, value, frame, context)
    }

    @inline(never) final func setNamedSlowly(_ target: Value, _ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        guard let object = target.asObject else {
            frame.setPosition(position)
            return try context.setOnPrimitive(target, key, value, isStrict: isStrict)
        }
        if object.shape.cell.address == second.shape, try second.store(value, in: object, context) { return }
        if let setter = accessor.pair(of: object.cell, context)?.setter, !setter.isUndefined {
            frame.setPosition(position)
            _ = try context.call(setter, target, value)
            return
        }
        let before = object.shape
        let isCacheable = !object.isExotic && object.kind != .array && !key.isIndex && !object.has(.lazyFunction)
        if isCacheable, let location = before.find(key, context.heap), location.isPlainData {
            remember(PropertySetCache(shape: before.cell.address, slot: location.slot))
            object.slots[location.slot] = value
            return
        }
        frame.setPosition(position)
        let succeeded = try object.set(key, value, receiver: target, context)
        if !succeeded && (isStrict || object.has(.frozenIntrinsic)) { throw context.readOnlyError(object, key) }
        let after = object.shape
        if isCacheable, succeeded, !before.isDictionary, after.parent == before, after.lastKey == key,
            after.lastAttributes == .all, key != PropertyKey(.length)
        {
            remember(
                PropertySetCache(
                    shape: before.cell.address, slot: before.slotCount, nextShape: after.cell.address, epoch: context.prototypeEpoch))
        } else if isCacheable {
            accessor = AccessorCache(object, key, context)
        }
    }

    private final func remember(_ new: PropertySetCache) {
        if cache.shape != new.shape { second = cache }
        cache = new
    }

    final override func dropDeadCells() {
        cache.dropDeadCells()
        second.dropDeadCells()
        accessor.dropDeadCells()
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
