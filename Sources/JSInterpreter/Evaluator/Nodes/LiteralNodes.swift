// Array, object and regular expression literals.

/// `[a, b, c]` without spread; holes are nodes that give `empty`.
final class ArrayLiteralNode: Node {
    let elements: NodeList
    init(elements: NodeList, position: Int32) {
        self.elements = elements
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let count = elements.count
        let array = try context.makeArray(room: count)
        if count == 0 { return Value(array) }
        var index = 0
        while index < count {
            let value = try elements.evaluate(index, frame, context)
            let storage = array.elements
            storage[index] = value
            storage.count = index &+ 1
            index &+= 1
        }
        array.arrayLength = UInt32(truncatingIfNeeded: count)
        return Value(array)
    }
}

/// `{a: 1, b}`: names only, each once. The shape is known after the first time.
final class PlainObjectLiteral: Node {
    let keys: [PropertyKey]
    let values: NodeList
    private let allocator: Int
    private var shape: Shape?

    init(keys: [PropertyKey], values: NodeList, position: Int32) {
        self.keys = keys
        self.values = values
        allocator = Heap.allocator(.object, size: JSObject.payloadOffset + max(keys.count, 2) * 8)
        super.init(position: position)
    }

    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        guard let shape else { return try evaluateFirst(frame, context) }
        let cell = context.heap.allocate(allocator)
        cell.initializeHeader(.object)
        let object = JSObject(cell: cell)
        let slots = ValueStorage(base: cell.address &+ UInt(JSObject.payloadOffset))
        object.shape = shape
        object.slots = slots
        object.elements = context.heap.emptyElements
        // Nobody sees the object before it is complete, except for the collector.
        slots.fill(.undefined, from: 0, to: values.count)
        var index = 0
        while index < values.count {
            slots[index] = try values.evaluate(index, frame, context)
            index &+= 1
        }
        return Value(object)
    }

    @inline(never) private func evaluateFirst(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let object = context.heap.makeObject(.object, context.objectShape, inlineSlots: max(keys.count, 2))
        for (index, key) in keys.enumerated() {
            let value = try values.evaluate(index, frame, context)
            try object.addOwn(key, value, .all, context)
        }
        if !object.shape.isDictionary && keys.count <= 64 { shape = object.shape }
        return Value(object)
    }

    override func dropDeadCells() {
        if let known = shape, known.cell.mark == 0 { shape = nil }
    }
}

/// One member of an object literal that is not plain.
class MemberNode: Node {
    func define(on object: JSObject, _ frame: Frame, _ context: Context) throws(JSThrow) {}
}

final class ObjectLiteralNode: Node {
    let members: [MemberNode]
    /// How many slots to make room for: as many as objects made here had last, within reason.
    private var slotCount: Int
    private static let mostSlots = 32

    init(members: [MemberNode], position: Int32) {
        self.members = members
        slotCount = max(members.count, 2)
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let object = context.heap.makeObject(.object, context.objectShape, inlineSlots: slotCount)
        for member in members { try member.define(on: object, frame, context) }
        slotCount = max(2, min(object.shape.slotCount, ObjectLiteralNode.mostSlots))
        return Value(object)
    }
}

/// `name: value`
final class NamedMember: MemberNode {
    let key: PropertyKey
    let value: Node
    init(key: PropertyKey, value: Node, position: Int32) {
        self.key = key
        self.value = value
        super.init(position: position)
    }
    override func define(on object: JSObject, _ frame: Frame, _ context: Context) throws(JSThrow) {
        try context.createDataPropertyOrThrow(object, key, value.fetch(frame, context))
    }
}

/// `[key]: value`
final class ComputedMember: MemberNode {
    let key: Node
    let value: Node
    /// Whether the value is an anonymous function that takes the key as its name.
    let namesFunction: Bool
    init(key: Node, value: Node, namesFunction: Bool, position: Int32) {
        self.key = key
        self.value = value
        self.namesFunction = namesFunction
        super.init(position: position)
    }
    override func define(on object: JSObject, _ frame: Frame, _ context: Context) throws(JSThrow) {
        let property = try context.toPropertyKey(key.fetch(frame, context))
        let result = try value.fetch(frame, context)
        if namesFunction, let function = result.asObject { try context.nameAnonymous(function, property) }
        try context.createDataPropertyOrThrow(object, property, result)
    }
}

/// A method, getter or setter.
final class MethodMember: MemberNode {
    enum Kind { case method, getter, setter }
    /// A constant key, or the expression of a computed one.
    let key: PropertyKey?
    let computedKey: Node?
    let function: Node
    let kind: Kind
    let attributes: PropertyAttributes
    init(key: PropertyKey?, computedKey: Node?, function: Node, kind: Kind, attributes: PropertyAttributes, position: Int32) {
        self.key = key
        self.computedKey = computedKey
        self.function = function
        self.kind = kind
        self.attributes = attributes
        super.init(position: position)
    }

    override func define(on object: JSObject, _ frame: Frame, _ context: Context) throws(JSThrow) {
        let property: PropertyKey
        if let key {
            property = key
        } else if let computedKey {
            property = try context.toPropertyKey(computedKey.fetch(frame, context))
        } else {
            return
        }
        guard let method = try function.fetch(frame, context).asObject else { return }
        FunctionObject(method).homeObject = Value(object)
        if kind != .method || key == nil {
            try context.setFunctionName(method, property, prefix: kind == .getter ? "get" : kind == .setter ? "set" : nil)
        }
        var descriptor = PropertyDescriptor()
        descriptor.present = attributes.union([.enumerable, .configurable])
        descriptor.attributes = attributes
        switch kind {
        case .method:
            descriptor.present.insert(.writable)
            descriptor.value = Value(method)
        case .getter:
            descriptor.present.remove(.writable)
            descriptor.getter = Value(method)
        case .setter:
            descriptor.present.remove(.writable)
            descriptor.setter = Value(method)
        }
        try context.definePropertyOrThrow(object, property, descriptor)
    }
}

/// `__proto__: value`
final class PrototypeMember: MemberNode {
    let value: Node
    init(value: Node, position: Int32) {
        self.value = value
        super.init(position: position)
    }
    override func define(on object: JSObject, _ frame: Frame, _ context: Context) throws(JSThrow) {
        let prototype = try value.fetch(frame, context)
        if prototype.isObject || prototype.isNull { _ = try object.setPrototypeOf(prototype.asObject, context) }
    }
}

/// `...source`
final class SpreadMember: MemberNode {
    let source: Node
    init(source: Node, position: Int32) {
        self.source = source
        super.init(position: position)
    }
    override func define(on object: JSObject, _ frame: Frame, _ context: Context) throws(JSThrow) {
        try context.copyDataProperties(to: object, from: source.fetch(frame, context), excluding: [])
    }
}

extension Context {
    /// Gives an anonymous function or class its name, unless a class has a static member called `name`.
    func nameAnonymous(_ function: JSObject, _ key: PropertyKey) throws(JSThrow) {
        if function.has(.classConstructor), try hasOwnProperty(function, PropertyKey(.name)),
            functionName(function) != "" || function.findOwn(PropertyKey(.name), self)?.attributes != .configurable
        {
            return
        }
        try setFunctionName(function, key)
    }
}

/// `/pattern/flags`: a new object each time.
final class RegExpLiteralNode: Node {
    /// Kept alive by the executable.
    private let pattern: JSString
    private let flags: JSString
    private let script: ScriptCode
    private var compiled: CompiledPattern?
    /// The generation of the realm's cache of patterns in which `compiled` is kept alive.
    private var generation = 0

    init(pattern: JSString, flags: JSString, script: ScriptCode, position: Int32) {
        self.pattern = pattern
        self.flags = flags
        self.script = script
        super.init(position: position)
    }

    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        frame.setPosition(position)
        if let compiled, generation == context.regExps.generation {
            return Value(try context.makeRegExp(compiled, source: pattern))
        }
        let made = try context.compileLiteral(pattern: pattern, flags: flags, script, at: position)
        compiled = made
        generation = context.regExps.generation
        return Value(try context.makeRegExp(made, source: pattern))
    }
}
