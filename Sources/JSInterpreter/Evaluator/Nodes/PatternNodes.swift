// Destructuring, sec-destructuring-assignment and sec-destructuring-binding-patterns.
//
// A pattern is a target like any other: `assign` takes it apart. Its elements are targets too, with a default value or the way to
// their part of the value wrapped around them. References among the elements (`[a().b] = c`) are evaluated before the value is
// fetched that they get, by `prepareReference`, which leaves base and key in temporaries.

/// `[a, , b = 1, ...c]`
final class ArrayPatternTarget: Node {
    /// Holes are `NoTarget`.
    let elements: NodeList
    let rest: Node?
    init(elements: NodeList, rest: Node?, position: Int32) {
        self.elements = elements
        self.rest = rest
        super.init(position: position)
    }

    override func assign(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        frame.setPosition(position)
        var record = try context.getIterator(value)
        do throws(JSThrow) {
            var index = 0
            while index < elements.count {
                try elements.prepareReference(index, frame, context)
                var next = Value.undefined
                if !record.done, let value = try context.iteratorStepValue(&record) { next = value }
                try elements.assign(index, next, frame, context)
                index &+= 1
            }
            if let rest {
                try rest.prepareReference(frame, context)
                let array = context.makeArray()
                while !record.done, let value = try context.iteratorStepValue(&record) { try context.append(value, to: array) }
                try rest.assign(Value(array), frame, context)
            }
        } catch {
            if record.done { throw error }
            throw context.iteratorClose(record, throwing: error)
        }
        if !record.done { try context.iteratorClose(record) }
    }
}

/// `{a, b: c = 1, ...d}`
final class ObjectPatternTarget: Node {
    /// Targets that are assigned the whole object and take their part of it.
    let properties: NodeList
    /// The first property, for the message when there is no object.
    let firstKey: PropertyKey?
    init(properties: NodeList, firstKey: PropertyKey?, position: Int32) {
        self.properties = properties
        self.firstKey = firstKey
        super.init(position: position)
    }

    override func assign(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        if value.isNullish { throw notDestructurable(value, frame, context) }
        var index = 0
        while index < properties.count {
            try properties.assign(index, value, frame, context)
            index &+= 1
        }
    }

    @inline(never) private func notDestructurable(_ value: Value, _ frame: Frame, _ context: Context) -> JSThrow {
        frame.setPosition(position)
        let text = context.describe(value)
        guard let firstKey else { return context.throwError(.typeError, "Cannot destructure '\(text)' as it is \(text).") }
        return context.throwError(
            .typeError, "Cannot destructure property '\(context.describe(firstKey))' of '\(text)' as it is \(text).")
    }
}

/// `name: target` in an object pattern.
final class NamedPatternProperty: NamedGetNode {
    let target: Node
    init(key: PropertyKey, target: Node, position: Int32) {
        self.target = target
        super.init(key: key, position: position)
    }
    override func assign(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        try target.prepareReference(frame, context)
        try target.assign(getNamed(value, frame, context), frame, context)
    }
}

/// `[property]: target` in an object pattern. If the pattern has a rest, the key is left in a temporary.
final class ComputedPatternProperty: Node {
    let property: Node
    let target: Node
    let keySlot: Int?
    init(property: Node, target: Node, keySlot: Int?, position: Int32) {
        self.property = property
        self.target = target
        self.keySlot = keySlot
        super.init(position: position)
    }
    override func assign(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        let property = try property.fetch(frame, context)
        let key = property.isInt ? property : context.value(of: try context.toPropertyKey(property))
        if let keySlot { frame[keySlot] = key }
        try target.prepareReference(frame, context)
        try target.assign(context.getComputed(value, key, self, frame), frame, context)
    }
}

/// `...target` in an object pattern.
final class RestPatternProperty: Node {
    let target: Node
    let excluded: [PropertyKey]
    /// The temporaries with the computed keys of the pattern.
    let excludedSlots: [Int]
    init(target: Node, excluded: [PropertyKey], excludedSlots: [Int], position: Int32) {
        self.target = target
        self.excluded = excluded
        self.excludedSlots = excludedSlots
        super.init(position: position)
    }
    override func assign(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        try target.prepareReference(frame, context)
        var keys = excluded
        for slot in excludedSlots { keys.append(try context.toPropertyKey(frame[slot])) }
        let rest = context.makeObject()
        try context.copyDataProperties(to: rest, from: value, excluding: keys)
        try target.assign(Value(rest), frame, context)
    }
}

/// `target = initializer` in a pattern or parameter list.
final class TargetWithDefault: Node {
    let target: Node
    let initializer: Node
    init(target: Node, initializer: Node, position: Int32) {
        self.target = target
        self.initializer = initializer
        super.init(position: position)
    }
    override func prepareReference(_ frame: Frame, _ context: Context) throws(JSThrow) {
        try target.prepareReference(frame, context)
    }
    override func assign(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        try target.assign(value.isUndefined ? initializer.fetch(frame, context) : value, frame, context)
    }
}

/// A hole in an array pattern.
final class NoTarget: Node {
    override func assign(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {}
}

// MARK: References

/// `object.name` as a target in a pattern or loop.
final class NamedTarget: NamedSetNode {
    let object: Node
    let objectSlot: Int
    init(object: Node, objectSlot: Int, key: PropertyKey, isStrict: Bool, position: Int32) {
        self.object = object
        self.objectSlot = objectSlot
        super.init(key: key, isStrict: isStrict, position: position)
    }
    override func prepareReference(_ frame: Frame, _ context: Context) throws(JSThrow) {
        frame[objectSlot] = try object.fetch(frame, context)
    }
    override func readReference(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        try context.getComputed(frame[objectSlot], context.value(of: key), self, frame)
    }
    override func assign(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        try setNamed(frame[objectSlot], value, frame, context)
    }
}

/// `object[property]` as a target in a pattern or loop.
final class ComputedTarget: Node {
    let object: Node
    let property: Node
    let objectSlot: Int
    let propertySlot: Int
    let isStrict: Bool
    init(object: Node, property: Node, objectSlot: Int, propertySlot: Int, isStrict: Bool, position: Int32) {
        self.object = object
        self.property = property
        self.objectSlot = objectSlot
        self.propertySlot = propertySlot
        self.isStrict = isStrict
        super.init(position: position)
    }
    override func prepareReference(_ frame: Frame, _ context: Context) throws(JSThrow) {
        frame[objectSlot] = try object.fetch(frame, context)
        frame[propertySlot] = try property.fetch(frame, context)
    }
    /// Leaves the property key in place of what it was made of, so that it is made once.
    override func readReference(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let base = frame[objectSlot]
        if !base.isNullish && !frame[propertySlot].isInt {
            frame[propertySlot] = context.value(of: try context.toPropertyKey(frame[propertySlot]))
        }
        return try context.getComputed(base, frame[propertySlot], self, frame)
    }
    override func assign(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        try context.setComputed(frame[objectSlot], frame[propertySlot], value, isStrict: isStrict, self, frame)
    }
}
