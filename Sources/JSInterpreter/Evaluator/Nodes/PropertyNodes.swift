// Property accesses.

// MARK: Named

final class GetNamed: NamedGetNode {
    let object: Node
    init(object: Node, key: PropertyKey, position: Int32) {
        self.object = object
        super.init(key: key, position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        try getNamed(object.fetch(frame, context), frame, context)
    }
}

/// `local.name`
final class GetNamedOfLocal: NamedGetNode {
    let slot: Int
    init(slot: Int, key: PropertyKey, position: Int32) {
        self.slot = slot
        super.init(key: key, position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        try getNamed(frame[slot], frame, context)
    }
}

/// `object.length`: arrays and strings first.
final class GetLength: NamedGetNode {
    let object: Node
    init(object: Node, position: Int32) {
        self.object = object
        super.init(key: PropertyKey(.length), position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let value = try object.fetch(frame, context)
        if value.isCell {
            let cell = value.uncheckedCell
            if cell.kind == .array { return Value(cell.number) }
            if cell.kind == .string { return Value(int: Int32(bitPattern: cell.number)) }
        }
        return try getNamed(value, frame, context)
    }
}

final class SetNamed: NamedSetNode {
    let object: Node
    let value: Node
    init(object: Node, key: PropertyKey, value: Node, isStrict: Bool, position: Int32) {
        self.object = object
        self.value = value
        super.init(key: key, isStrict: isStrict, position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let target = try object.fetch(frame, context)
        let result = try value.fetch(frame, context)
        try setNamed(target, result, frame, context)
        return result
    }
    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        _ = try evaluate(frame, context)
        return .normal
    }
}

// MARK: Computed

extension Context {
    /// `value[property]`, with the ways that scripts take most: an array and a small integer, a string and an integer.
    @inline(__always) func getComputed(_ base: Value, _ property: Value, _ node: Node, _ frame: Frame) throws(JSThrow) -> Value {
        if property.isInt && base.isCell {
            let cell = base.uncheckedCell
            if cell.isObject {
                let elements = JSObject(cell: cell).elements
                let index = Int(UInt32(bitPattern: property.uncheckedInt))
                if index < elements.count && cell.flags & ObjectFlags.exotic.rawValue == 0 {
                    let value = elements[index]
                    if !value.isEmpty { return value }
                }
            }
        }
        return try getComputedSlowly(base, property, node, frame)
    }

    @inline(never) func getComputedSlowly(_ base: Value, _ property: Value, _ node: Node, _ frame: Frame) throws(JSThrow) -> Value {
        if property.isInt, base.isCell {
            let index = Int(property.uncheckedInt)
            if base.isString, index >= 0, index < base.uncheckedString.length {
                return Value(makeString(unit: try flattened(base.uncheckedString).unit(at: index)))
            }
            if let object = base.asObject, object.kind == .typedArray { return try object.typedArrayElement(index, self) }
        }
        frame.setPosition(node.position)
        if base.isNullish {
            throw throwError(
                .typeError, "Cannot read properties of \(describe(base)) (reading '\(describePropertyOperand(property))')")
        }
        return try getV(base, toPropertyKey(property))
    }

    /// `base[property] = value`
    @inline(__always) func setComputed(_ base: Value, _ property: Value, _ value: Value, isStrict: Bool, _ node: Node, _ frame: Frame) throws(JSThrow) {
        if property.isInt && base.isCell {
            let cell = base.uncheckedCell
            if cell.isObject && cell.flags & ObjectFlags.guardedElements.rawValue == 0 {
                let object = JSObject(cell: cell)
                let elements = object.elements
                let index = Int(UInt32(bitPattern: property.uncheckedInt))
                let count = elements.count
                if index < count {
                    if !elements[index].isEmpty {
                        elements[index] = value
                        return
                    }
                } else if index == count && cell.kind == .array && count < elements.capacity && index == Int(object.arrayLength)
                    && cell.flags & ObjectFlags.isPrototype.rawValue == 0 && heap.prototypeElementsAreEmpty
                {
                    elements[index] = value
                    elements.count = count &+ 1
                    object.arrayLength = UInt32(truncatingIfNeeded: count &+ 1)
                    return
                }
            }
        }
        try setComputedSlowly(base, property, value, isStrict: isStrict, node, frame)
    }

    @inline(never) func setComputedSlowly(_ base: Value, _ property: Value, _ value: Value, isStrict: Bool, _ node: Node, _ frame: Frame) throws(JSThrow) {
        frame.setPosition(node.position)
        guard let object = base.asObject else {
            if base.isNullish {
                throw throwError(
                    .typeError, "Cannot set properties of \(describe(base)) (setting '\(describePropertyOperand(property))')")
            }
            return try setOnPrimitive(base, toPropertyKey(property), value, isStrict: isStrict)
        }
        if object.kind == .typedArray, property.isInt {
            return try object.setTypedArrayElement(Int(property.uncheckedInt), value, self)
        }
        let key = try toPropertyKey(property)
        let succeeded = try object.set(key, value, receiver: base, self)
        if !succeeded && (isStrict || object.has(.frozenIntrinsic)) { throw readOnlyError(object, key) }
    }

    func describePropertyOperand(_ property: Value) -> String {
        if property.isObject { return "[object]" }
        if let string = property.asString { return abridged(string) }
        return describe(property)
    }
}

final class GetComputed: Node {
    let object: Node
    let property: Node
    init(object: Node, property: Node, position: Int32) {
        self.object = object
        self.property = property
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let base = try object.fetch(frame, context)
        let key = try property.fetch(frame, context)
        return try context.getComputed(base, key, self, frame)
    }
}

/// `local[local]`
final class GetComputedOfLocals: Node {
    let object: Int
    let property: Int
    init(object: Int, property: Int, position: Int32) {
        self.object = object
        self.property = property
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        try context.getComputed(frame[object], frame[property], self, frame)
    }
}

final class SetComputed: Node {
    let object: Node
    let property: Node
    let value: Node
    let isStrict: Bool
    init(object: Node, property: Node, value: Node, isStrict: Bool, position: Int32) {
        self.object = object
        self.property = property
        self.value = value
        self.isStrict = isStrict
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let base = try object.fetch(frame, context)
        let key = try property.fetch(frame, context)
        let result = try value.fetch(frame, context)
        try context.setComputed(base, key, result, isStrict: isStrict, self, frame)
        return result
    }
    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        _ = try evaluate(frame, context)
        return .normal
    }
}

// MARK: Deleting

final class DeleteNamed: Node {
    let object: Node
    let key: PropertyKey
    let isStrict: Bool
    init(object: Node, key: PropertyKey, isStrict: Bool, position: Int32) {
        self.object = object
        self.key = key
        self.isStrict = isStrict
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let base = try object.fetch(frame, context)
        frame.setPosition(position)
        return Value(try context.deleteReference(base, key, isStrict: isStrict))
    }
}

final class DeleteComputed: Node {
    let object: Node
    let property: Node
    let isStrict: Bool
    init(object: Node, property: Node, isStrict: Bool, position: Int32) {
        self.object = object
        self.property = property
        self.isStrict = isStrict
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let base = try object.fetch(frame, context)
        let key = try property.fetch(frame, context)
        frame.setPosition(position)
        if base.isNullish { throw context.throwError(.typeError, "Cannot convert undefined or null to object") }
        return Value(try context.deleteReference(base, context.toPropertyKey(key), isStrict: isStrict))
    }
}

/// `delete name` for an unresolved or global name.
final class DeleteGlobal: Node {
    let key: PropertyKey
    init(key: PropertyKey, position: Int32) {
        self.key = key
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        if context.globalLexicals.bindings[key] != nil { return .false }
        return Value(try context.globalObject.delete(key, context))
    }
}

extension Context {
    /// sec-delete-operator for a property reference.
    func deleteReference(_ base: Value, _ key: PropertyKey, isStrict: Bool) throws(JSThrow) -> Bool {
        let object = try toObject(base)
        let deleted = try object.delete(key, self)
        if !deleted && (isStrict || object.has(.frozenIntrinsic)) {
            throw throwError(.typeError, "Cannot delete property '\(describe(key))' of \(describe(Value(object)))")
        }
        return deleted
    }
}
