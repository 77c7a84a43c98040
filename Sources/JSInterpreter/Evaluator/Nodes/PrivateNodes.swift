// Private names, sec-private-names.
//
// A private name is a symbol that scripts never see, made anew by every evaluation of the class and kept in a variable whose name is
// the private name. Private elements are properties under that key: fields are writable, methods are not, accessors are
// accessors. They are looked up on the object itself, past all internal methods; proxies have their own.

/// Makes the private name of a class.
final class MakePrivateName: Node {
    let description: Value
    init(description: Value, position: Int32) {
        self.description = description
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(context.makeSymbol(description: description, isPrivate: true))
    }
}

/// `object.#name` as a value and as a callee; also what is common to all private accesses.
class PrivateMember: ReferenceNode {
    final let object: Node
    /// Reads the variable with the private name.
    final let name: Node
    final private var cachedKey: UInt64 = 0
    final private var shape: UInt = 0
    final private var slot = 0
    final private var isWritable = false

    init(object: Node, name: Node, position: Int32) {
        self.object = object
        self.name = name
        super.init(position: position)
    }

    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let base = try object.fetch(frame, context)
        return try get(base, key(frame, context), frame, context)
    }

    override func evaluateReference(_ frame: Frame, _ context: Context) throws(JSThrow) -> (value: Value, this: Value) {
        let base = try object.fetch(frame, context)
        return (try get(base, key(frame, context), frame, context), base)
    }

    @inline(__always) final func key(_ frame: Frame, _ context: Context) throws(JSThrow) -> PropertyKey {
        PropertyKey(bits: try name.fetch(frame, context).bits)
    }

    /// sec-privateget
    @inline(__always)
    final func get(_ base: Value, _ key: PropertyKey, _ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        if base.isObject && key.bits == cachedKey && base.uncheckedCell.word(8) == shape { return base.uncheckedObject.slots[slot] }
        return try getSlowly(base, key, frame, context)
    }

    @inline(never)
    private final func getSlowly(_ base: Value, _ key: PropertyKey, _ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        frame.setPosition(position)
        guard let object = base.asObject, let location = object.shape.find(key, context.heap) else {
            throw context.throwError(
                .typeError, "Cannot read private member \(context.describe(key)) from an object whose class did not declare it")
        }
        let value = object.slots[location.slot]
        guard location.attributes.contains(.accessor) else {
            remember(object, key, location)
            return value
        }
        let getter = AccessorPair(cell: value.uncheckedCell).getter
        if getter.isUndefined { throw context.throwError(.typeError, "'\(context.describe(key))' was defined without a getter") }
        return try context.call(getter, base)
    }

    /// sec-privateset
    @inline(__always)
    final func set(_ base: Value, _ key: PropertyKey, _ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        if base.isObject && key.bits == cachedKey && base.uncheckedCell.word(8) == shape && isWritable {
            base.uncheckedObject.slots[slot] = value
            return
        }
        try setSlowly(base, key, value, frame, context)
    }

    @inline(never)
    private final func setSlowly(
        _ base: Value, _ key: PropertyKey, _ value: Value, _ frame: Frame, _ context: Context
    ) throws(JSThrow) {
        frame.setPosition(position)
        guard let object = base.asObject, let location = object.shape.find(key, context.heap) else {
            throw context.throwError(
                .typeError, "Cannot write private member \(context.describe(key)) to an object whose class did not declare it")
        }
        if location.attributes.contains(.accessor) {
            let setter = AccessorPair(cell: object.slots[location.slot].uncheckedCell).setter
            if setter.isUndefined { throw context.throwError(.typeError, "'\(context.describe(key))' was defined without a setter") }
            _ = try context.call(setter, base, value)
            return
        }
        guard location.attributes.contains(.writable) else {
            throw context.throwError(.typeError, "Private method '\(context.describe(key))' is not writable")
        }
        remember(object, key, location)
        object.slots[location.slot] = value
    }

    private final func remember(_ object: JSObject, _ key: PropertyKey, _ location: PropertyLocation) {
        shape = object.shape.cell.address
        slot = location.slot
        cachedKey = key.bits
        isWritable = location.attributes.contains(.writable)
    }

    final override func dropDeadCells() {
        if shape != 0 && Cell(address: shape).mark == 0 { shape = 0 }
    }
}

/// `object.#name = value`
final class SetPrivateMember: PrivateMember {
    let value: Node
    init(object: Node, name: Node, value: Node, position: Int32) {
        self.value = value
        super.init(object: object, name: name, position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let base = try object.fetch(frame, context)
        let key = try key(frame, context)
        let result = try value.fetch(frame, context)
        try set(base, key, result, frame, context)
        return result
    }
}

/// `object.#name += value` and the like.
final class ModifyPrivateMember: PrivateMember {
    let modification: Modification
    init(object: Node, name: Node, modification: Modification, position: Int32) {
        self.modification = modification
        super.init(object: object, name: name, position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let base = try object.fetch(frame, context)
        let key = try key(frame, context)
        let old = try get(base, key, frame, context)
        guard let change = try modification.apply(old, frame, context) else { return old }
        try set(base, key, change.new, frame, context)
        return change.result
    }
}

/// `object.#name` as a target in a pattern or loop.
final class PrivateTarget: PrivateMember {
    let objectSlot: Int
    init(object: Node, name: Node, objectSlot: Int, position: Int32) {
        self.objectSlot = objectSlot
        super.init(object: object, name: name, position: position)
    }
    override func prepareReference(_ frame: Frame, _ context: Context) throws(JSThrow) {
        frame[objectSlot] = try object.fetch(frame, context)
    }
    override func readReference(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        try get(frame[objectSlot], key(frame, context), frame, context)
    }
    override func assign(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        try set(frame[objectSlot], key(frame, context), value, frame, context)
    }
}

/// `#name in object`
final class PrivateIn: Node {
    let name: Node
    let object: Node
    init(name: Node, object: Node, position: Int32) {
        self.name = name
        self.object = object
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let value = try object.fetch(frame, context)
        let key = PropertyKey(bits: try name.fetch(frame, context).bits)
        guard let object = value.asObject else {
            frame.setPosition(position)
            throw context.throwError(
                .typeError, "Cannot use 'in' operator to search for '\(context.describe(key))' in \(context.describe(value))")
        }
        return Value(object.shape.find(key, context.heap) != nil)
    }
}

extension Context {
    /// sec-privatefieldadd
    func privateFieldAdd(_ object: JSObject, _ key: PropertyKey, _ value: Value) throws(JSThrow) {
        try checkNoPrivateElement(object, key)
        try object.addOwn(key, value, .all, self)
    }

    func checkNoPrivateElement(_ object: JSObject, _ key: PropertyKey) throws(JSThrow) {
        if object.shape.find(key, heap) != nil {
            throw throwError(.typeError, "Cannot initialize \(describe(key)) twice on the same object")
        }
    }
}
