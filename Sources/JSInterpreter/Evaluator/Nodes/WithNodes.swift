// The `with` statement, and identifiers inside it: the objects around a reference are asked for a property of that name, innermost
// first, before the variable that the name would otherwise mean.

/// `with (object) body`
final class With: Node {
    let object: Node
    /// Puts the object into its place, from the temporary where it is.
    let store: Node
    let temporary: Int
    let body: Node
    init(object: Node, store: Node, temporary: Int, body: Node, position: Int32) {
        self.object = object
        self.store = store
        self.temporary = temporary
        self.body = body
        super.init(position: position)
    }
    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        let value = try object.fetch(frame, context)
        frame.setPosition(position)
        frame[temporary] = Value(try context.toObject(value))
        _ = try store.execute(frame, context)
        return try body.execute(frame, context)
    }
}

/// An identifier inside `with` statements.
class WithNode: Node {
    final let key: PropertyKey
    /// Read the objects, innermost first.
    final let objects: NodeList

    init(key: PropertyKey, objects: NodeList, position: Int32) {
        self.key = key
        self.objects = objects
        super.init(position: position)
    }

    /// sec-object-environment-records-hasbinding-n for each object: the first that has the name.
    final func find(_ frame: Frame, _ context: Context) throws(JSThrow) -> JSObject? {
        for index in 0..<objects.count {
            guard let object = try objects.evaluate(index, frame, context).asObject else { continue }
            guard try context.hasProperty(object, key) else { continue }
            let unscopables = try context.get(object, PropertyKey(WellKnownSymbol.unscopables))
            if let list = unscopables.asObject, context.toBoolean(try context.get(list, key)) { continue }
            return object
        }
        return nil
    }

    /// sec-object-environment-records-getbindingvalue-n-s
    final func read(_ object: JSObject, isStrict: Bool, _ context: Context) throws(JSThrow) -> Value {
        if try !context.hasProperty(object, key) {
            if !isStrict { return .undefined }
            throw context.throwError(.referenceError, "\(context.describe(key)) is not defined")
        }
        return try context.get(object, key)
    }

    /// sec-object-environment-records-setmutablebinding-n-v-s
    final func write(_ object: JSObject, _ value: Value, isStrict: Bool, _ context: Context) throws(JSThrow) {
        let exists = try context.hasProperty(object, key)
        if !exists && isStrict { throw context.throwError(.referenceError, "\(context.describe(key)) is not defined") }
        let succeeded = try object.set(key, value, receiver: Value(object), context)
        if !succeeded && (isStrict || object.has(.frozenIntrinsic)) { throw context.readOnlyError(object, key) }
    }
}

/// Reads the identifier, or deletes it.
final class WithGet: WithNode {
    let plain: Node
    let isStrict: Bool
    init(key: PropertyKey, objects: NodeList, plain: Node, isStrict: Bool, position: Int32) {
        self.plain = plain
        self.isStrict = isStrict
        super.init(key: key, objects: objects, position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        frame.setPosition(position)
        guard let object = try find(frame, context) else { return try plain.fetch(frame, context) }
        return try read(object, isStrict: isStrict, context)
    }
}

final class WithDelete: WithNode {
    let plain: Node
    init(key: PropertyKey, objects: NodeList, plain: Node, position: Int32) {
        self.plain = plain
        super.init(key: key, objects: objects, position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        guard let object = try find(frame, context) else { return try plain.fetch(frame, context) }
        return Value(try object.delete(key, context))
    }
}

/// The callee of a call: the object is `this`.
final class WithReference: ReferenceNode {
    let get: WithGet
    init(get: WithGet) {
        self.get = get
        super.init(position: get.position)
    }
    override func evaluateReference(_ frame: Frame, _ context: Context) throws(JSThrow) -> (value: Value, this: Value) {
        guard let object = try get.find(frame, context) else { return (try get.plain.fetch(frame, context), .undefined) }
        return (try get.read(object, isStrict: get.isStrict, context), Value(object))
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        try evaluateReference(frame, context).value
    }
}

/// Assigns to the identifier: finds the object before the value is evaluated.
final class WithAssign: WithNode {
    let plain: Node
    let value: Node
    let isStrict: Bool
    init(key: PropertyKey, objects: NodeList, plain: Node, value: Node, isStrict: Bool, position: Int32) {
        self.plain = plain
        self.value = value
        self.isStrict = isStrict
        super.init(key: key, objects: objects, position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let object = try find(frame, context)
        let result = try value.fetch(frame, context)
        frame.setPosition(position)
        if let object { try write(object, result, isStrict: isStrict, context) } else { try plain.assign(result, frame, context) }
        return result
    }
}

/// The identifier as a target of destructuring or of a loop, or of an operator that reads, changes and writes.
final class WithTarget: WithNode {
    let plain: Node
    let modification: Modification?
    let isStrict: Bool
    /// The object that has the name, or undefined.
    let slot: Int
    init(
        key: PropertyKey, objects: NodeList, plain: Node, modification: Modification?, isStrict: Bool, slot: Int, position: Int32
    ) {
        self.plain = plain
        self.modification = modification
        self.isStrict = isStrict
        self.slot = slot
        super.init(key: key, objects: objects, position: position)
    }
    override func prepareReference(_ frame: Frame, _ context: Context) throws(JSThrow) {
        frame.setPosition(position)
        frame[slot] = try find(frame, context).map { Value($0) } ?? .undefined
    }
    override func readReference(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        guard let object = frame[slot].asObject else { return try plain.fetch(frame, context) }
        return try read(object, isStrict: isStrict, context)
    }
    override func assign(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        guard let object = frame[slot].asObject else { return try plain.assign(value, frame, context) }
        frame.setPosition(position)
        try write(object, value, isStrict: isStrict, context)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let object = try find(frame, context)
        let old: Value
        if let object { old = try read(object, isStrict: isStrict, context) } else { old = try plain.fetch(frame, context) }
        guard let modification, let change = try modification.apply(old, frame, context) else { return old }
        if let object {
            try write(object, change.new, isStrict: isStrict, context)
        } else {
            try plain.assign(change.new, frame, context)
        }
        return change.result
    }
}
