// `super.name` and `super[property]`, sec-super-keyword: properties of the prototype of the home object, with the present `this`.

/// A super property as a value and as a callee; also what is common to all accesses.
class SuperMember: ReferenceNode {
    final let this: Node
    final let homeObject: Node
    /// A constant key, or the expression of a computed one.
    final let key: PropertyKey?
    final let property: Node?
    init(this: Node, homeObject: Node, key: PropertyKey?, property: Node?, position: Int32) {
        self.this = this
        self.homeObject = homeObject
        self.key = key
        self.property = property
        super.init(position: position)
    }

    /// A reference: [[Base]], the property before ToPropertyKey, [[ThisValue]].
    struct Reference {
        let base: Value
        let property: Value
        let this: Value
    }

    /// sec-makesuperpropertyreference
    final func reference(_ frame: Frame, _ context: Context) throws(JSThrow) -> Reference {
        let receiver = try this.fetch(frame, context)
        let name = try property?.evaluate(frame, context) ?? .undefined
        let home = try homeObject.fetch(frame, context)
        return Reference(base: Value(orNull: try home.asObject?.getPrototypeOf(context)), property: name, this: receiver)
    }

    final func propertyKey(_ reference: Reference, _ context: Context) throws(JSThrow) -> PropertyKey {
        if let key { return key }
        return try context.toPropertyKey(reference.property)
    }

    final func get(_ reference: Reference, _ key: PropertyKey, _ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        frame.setPosition(position)
        guard let base = reference.base.asObject else { throw noBase(key, "read", "reading", context) }
        return try base.get(key, receiver: reference.this, context)
    }

    final func set(
        _ reference: Reference, _ key: PropertyKey, _ value: Value, isStrict: Bool, _ frame: Frame, _ context: Context
    ) throws(JSThrow) {
        frame.setPosition(position)
        guard let base = reference.base.asObject else { throw noBase(key, "set", "setting", context) }
        if try !base.set(key, value, receiver: reference.this, context), isStrict {
            throw context.readOnlyError(reference.this.asObject ?? base, key)
        }
    }

    private final func noBase(_ key: PropertyKey, _ verb: String, _ gerund: String, _ context: Context) -> JSThrow {
        context.throwError(.typeError, "Cannot \(verb) properties of null (\(gerund) '\(context.describe(key))')")
    }

    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let reference = try reference(frame, context)
        return try get(reference, propertyKey(reference, context), frame, context)
    }

    override func evaluateReference(_ frame: Frame, _ context: Context) throws(JSThrow) -> (value: Value, this: Value) {
        let reference = try reference(frame, context)
        return (try get(reference, propertyKey(reference, context), frame, context), reference.this)
    }
}

/// `super.name = value`
final class SetSuperMember: SuperMember {
    let value: Node
    let isStrict: Bool
    init(this: Node, homeObject: Node, key: PropertyKey?, property: Node?, value: Node, isStrict: Bool, position: Int32) {
        self.value = value
        self.isStrict = isStrict
        super.init(this: this, homeObject: homeObject, key: key, property: property, position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let reference = try reference(frame, context)
        let result = try value.fetch(frame, context)
        try set(reference, propertyKey(reference, context), result, isStrict: isStrict, frame, context)
        return result
    }
}

/// `super.name += value` and the like.
final class ModifySuperMember: SuperMember {
    let modification: Modification
    let isStrict: Bool
    init(
        this: Node, homeObject: Node, key: PropertyKey?, property: Node?, modification: Modification, isStrict: Bool,
        position: Int32
    ) {
        self.modification = modification
        self.isStrict = isStrict
        super.init(this: this, homeObject: homeObject, key: key, property: property, position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let reference = try reference(frame, context)
        let key = try propertyKey(reference, context)
        let old = try get(reference, key, frame, context)
        guard let change = try modification.apply(old, frame, context) else { return old }
        try set(reference, key, change.new, isStrict: isStrict, frame, context)
        return change.result
    }
}

/// A super property as a target in a pattern or loop.
final class SuperTarget: SuperMember {
    /// The first of three temporaries.
    let slot: Int
    let isStrict: Bool
    init(
        this: Node, homeObject: Node, key: PropertyKey?, property: Node?, slot: Int, isStrict: Bool, position: Int32
    ) {
        self.slot = slot
        self.isStrict = isStrict
        super.init(this: this, homeObject: homeObject, key: key, property: property, position: position)
    }
    override func prepareReference(_ frame: Frame, _ context: Context) throws(JSThrow) {
        let reference = try reference(frame, context)
        frame[slot] = reference.base
        frame[slot + 1] = reference.property
        frame[slot + 2] = reference.this
    }
    private func prepared(_ frame: Frame) -> Reference {
        Reference(base: frame[slot], property: frame[slot + 1], this: frame[slot + 2])
    }
    override func readReference(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let reference = prepared(frame)
        let key = try propertyKey(reference, context)
        if property != nil { frame[slot + 1] = context.value(of: key) }
        return try get(reference, key, frame, context)
    }
    override func assign(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        let reference = prepared(frame)
        try set(reference, propertyKey(reference, context), value, isStrict: isStrict, frame, context)
    }
}

/// `delete super.name`: always an error.
final class DeleteSuper: Node {
    let this: Node
    let property: Node?
    init(this: Node, property: Node?, position: Int32) {
        self.this = this
        self.property = property
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        _ = try this.fetch(frame, context)
        _ = try property?.evaluate(frame, context)
        frame.setPosition(position)
        throw context.throwError(.referenceError, "Unsupported reference to 'super'")
    }
}
