// Destructuring in generators with a `yield` inside the pattern.

/// `[a = yield, b]`
final class ResumableArrayPattern: Node {
    let elements: NodeList
    let rest: Node?
    /// Position (3 states for each element), the iterator record (object, next method, position, done), the value of the element.
    let slot: Int
    static let slotCount = 6
    init(elements: NodeList, rest: Node?, slot: Int, position: Int32) {
        self.elements = elements
        self.rest = rest
        self.slot = slot
        super.init(position: position)
    }

    override func assign(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        if frame[slot].asInt == nil {
            frame.setPosition(position)
            store(try context.getIterator(value), frame)
            frame[slot] = .zero
        }
        do throws(JSThrow) {
            try go(frame, context)
        } catch {
            if error == .suspension { throw error }
            let record = load(frame)
            frame[slot] = .undefined
            if record.done { throw error }
            if error == .returning {
                let returned = context.returnValue
                try context.iteratorClose(record)
                context.returnValue = returned
                throw error
            }
            throw context.iteratorClose(record, throwing: error)
        }
        let record = load(frame)
        frame[slot] = .undefined
        if !record.done { try context.iteratorClose(record) }
    }

    private func go(_ frame: Frame, _ context: Context) throws(JSThrow) {
        var state = Int(frame[slot].asInt ?? 0)
        while state < elements.count * 3 {
            let index = state / 3
            switch state % 3 {
            case 0: try elements.prepareReference(index, frame, context)
            case 1:
                var record = load(frame)
                var next = Value.undefined
                if !record.done {
                    do throws(JSThrow) {
                        if let value = try context.iteratorStepValue(&record) { next = value }
                    } catch {
                        store(record, frame)
                        throw error
                    }
                }
                store(record, frame)
                frame[slot + 5] = next
            default: try elements.assign(index, frame[slot + 5], frame, context)
            }
            state += 1
            frame[slot] = Value(state)
        }
        guard let rest else { return }
        if state == elements.count * 3 {
            try rest.prepareReference(frame, context)
            var record = load(frame)
            let array = context.makeArray()
            do throws(JSThrow) {
                while !record.done, let value = try context.iteratorStepValue(&record) { try context.append(value, to: array) }
            } catch {
                store(record, frame)
                throw error
            }
            store(record, frame)
            frame[slot + 5] = Value(array)
            frame[slot] = Value(state + 1)
        }
        try rest.assign(frame[slot + 5], frame, context)
    }

    private func store(_ record: IteratorRecord, _ frame: Frame) {
        frame[slot + 1] = Value(record.object)
        frame[slot + 2] = record.nextMethod
        frame[slot + 3] = Value(record.index)
        frame[slot + 4] = Value(record.done)
    }

    private func load(_ frame: Frame) -> IteratorRecord {
        IteratorRecord(
            object: frame[slot + 1].uncheckedObject, nextMethod: frame[slot + 2], index: Int(frame[slot + 3].asNumber ?? 0),
            done: frame[slot + 4].isTrue)
    }
}

/// `{a = yield, b}`
final class ResumableObjectPattern: Node {
    let pattern: Node
    let properties: NodeList
    let slot: Int
    /// `pattern` is the same pattern as it would be without a pause; it checks the value.
    init(pattern: Node, properties: NodeList, slot: Int, position: Int32) {
        self.pattern = pattern
        self.properties = properties
        self.slot = slot
        super.init(position: position)
    }
    override func assign(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        if frame[slot].asInt == nil {
            if value.isNullish { return try pattern.assign(value, frame, context) }
            frame[slot] = .zero
        }
        do throws(JSThrow) {
            var index = Int(frame[slot].asInt ?? 0)
            while index < properties.count {
                try properties.assign(index, value, frame, context)
                index += 1
                frame[slot] = Value(index)
            }
            frame[slot] = .undefined
        } catch {
            if error != .suspension { frame[slot] = .undefined }
            throw error
        }
    }
}

/// A property of an object pattern with a `yield` in its key, target or default value.
final class ResumablePatternProperty: Node {
    let key: Node
    let target: Node
    /// Where a rest property of the pattern finds the key.
    let keySlot: Int?
    /// The state (undefined: not begun, 1: has the key, 2: has the value), the key, the value.
    let slot: Int
    static let slotCount = 3
    init(key: Node, target: Node, keySlot: Int?, slot: Int) {
        self.key = key
        self.target = target
        self.keySlot = keySlot
        self.slot = slot
        super.init(position: target.position)
    }
    override func assign(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        do throws(JSThrow) {
            if frame[slot].asInt == nil {
                frame[slot + 1] = context.value(of: try context.toPropertyKey(key.evaluate(frame, context)))
                if let keySlot { frame[keySlot] = frame[slot + 1] }
                frame[slot] = Value(int: 1)
            }
            if frame[slot].asInt == 1 {
                try target.prepareReference(frame, context)
                frame[slot + 2] = try context.getComputed(value, frame[slot + 1], self, frame)
                frame[slot] = Value(int: 2)
            }
            try target.assign(frame[slot + 2], frame, context)
            frame[slot] = .undefined
        } catch {
            if error != .suspension { frame[slot] = .undefined }
            throw error
        }
    }
}

/// A target that gets its value once, however often the assignment is taken up: what is inside may pause.
final class KeptTarget: Node {
    let target: Node
    let initializer: Node?
    let slot: Int
    init(target: Node, initializer: Node?, slot: Int) {
        self.target = target
        self.initializer = initializer
        self.slot = slot
        super.init(position: target.position)
    }
    override func prepareReference(_ frame: Frame, _ context: Context) throws(JSThrow) {
        if frame[slot].isEmpty { try target.prepareReference(frame, context) }
    }
    override func assign(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        if frame[slot].isEmpty {
            frame[slot] = value.isUndefined ? try initializer?.evaluate(frame, context) ?? value : value
        }
        do throws(JSThrow) {
            try target.assign(frame[slot], frame, context)
            frame[slot] = .empty
        } catch {
            if error != .suspension { frame[slot] = .empty }
            throw error
        }
    }
}
