// The enumeration of a `for`-`in` loop, sec-enumerate-object-properties.
//
// The keys of the object and its prototypes are listed when the loop begins; a key whose property has gone by the time its
// turn comes is left out. The state is in four temporaries of the frame, so that a generator can pause in such a loop.

/// An enumeration whose state is in frame slots: the object, its shape at the beginning, an array of keys, the next position.
struct PropertyEnumeration {
    let slot: Int
    static let slotCount = 4
    /// What a list of keys takes beside the keys: a proxy can make a chain of prototypes endless.
    private static let bytesPerHolder = 256

    private var shapeSlot: Int { slot + 1 }
    private var keysSlot: Int { slot + 2 }
    private var indexSlot: Int { slot + 3 }

    /// Starts the enumeration of a value; that of undefined and null is empty.
    func begin(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        frame[indexSlot] = .zero
        frame[keysSlot] = .undefined
        frame[shapeSlot] = .undefined
        frame[slot] = .undefined
        if value.isNullish { return }
        let object = try context.toObject(value)
        frame[slot] = Value(object)
        let keys = context.makeArray()
        frame[keysSlot] = Value(keys)
        var visited: Set<PropertyKey> = []
        // Keeps the visited keys alive.
        var lists: [KeyList] = []
        var reserved = 0
        defer { context.heap.unreserve(reserved) }
        var current: JSObject? = object
        while let holder = current {
            try context.checkNativeStack()
            try context.pay()
            let next = try holder.getPrototypeOf(context)
            // The common case: nothing enumerable above, so that nothing has to be remembered.
            let isLast = try !context.hasEnumerableProperties(from: next)
            let list = try holder.ownPropertyKeys(context)
            if !isLast {
                let bytes = PropertyEnumeration.bytesPerHolder + list.count * 32
                try context.heap.reserve(bytes)
                reserved += bytes
                lists.append(list)
            }
            for key in list where !key.isSymbol {
                try context.pay()
                if !visited.isEmpty, visited.contains(key) { continue }
                guard let descriptor = try holder.getOwnProperty(key, context) else { continue }
                if !isLast { visited.insert(key) }
                guard descriptor.isEnumerable else { continue }
                try context.append(key.isIndex ? Value(key.uncheckedIndex) : Value(bits: key.bits), to: keys)
            }
            if isLast { break }
            current = next
        }
        frame[shapeSlot] = Value(object.shape.cell)
    }

    /// The next key, as a string; nil at the end.
    func next(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value? {
        guard let keys = frame[keysSlot].asObject, let object = frame[slot].asObject else { return nil }
        while true {
            let index = Int(frame[indexSlot].uncheckedInt)
            guard index < keys.elements.count else { return nil }
            try context.pay()
            frame[indexSlot] = Value(index + 1)
            let value = keys.elements[index]
            let key = try context.toPropertyKey(value)
            if key.isIndex || object.isExotic || frame[shapeSlot] != Value(object.shape.cell) {
                if try !isStillThere(object, key, context) { continue }
            }
            return Value(try context.toString(value))
        }
    }

    private func isStillThere(_ object: JSObject, _ key: PropertyKey, _ context: Context) throws(JSThrow) -> Bool {
        var current: JSObject? = object
        while let holder = current {
            try context.pay()
            if let descriptor = try holder.getOwnProperty(key, context) { return descriptor.isEnumerable }
            current = try holder.getPrototypeOf(context)
        }
        return false
    }
}

extension Context {
    /// Whether an object or one of its prototypes has an enumerable property; true when finding out could be observed.
    fileprivate func hasEnumerableProperties(from object: JSObject?) throws(JSThrow) -> Bool {
        var current = object
        while let holder = current {
            if holder.isExotic { return true }
            if holder.elements.count > 0 || holder.hasSparseElements { return true }
            let shape = holder.shape
            try pay(1 + shape.slotCount / 8)
            var found = false
            shape.forEach(heap) { _, location in
                if location.attributes.contains(.enumerable) { found = true }
            }
            if found { return true }
            current = holder.prototype
        }
        return false
    }
}
