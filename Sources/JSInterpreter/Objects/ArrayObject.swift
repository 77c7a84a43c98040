// Array exotic objects, sec-array-exotic-objects. `length` is in the header and no slot; it is the first of the named own keys.

extension JSObject {
    /// sec-array-exotic-objects-defineownproperty-p-desc
    func arrayDefineOwnProperty(_ key: PropertyKey, _ descriptor: PropertyDescriptor, _ context: Context) throws(JSThrow) -> Bool {
        if let index = key.index {
            if index >= arrayLength && has(.lengthReadonly) { return false }
            guard try ordinaryDefineOwnProperty(key, descriptor, context) else { return false }
            if index >= arrayLength { arrayLength = index + 1 }
            return true
        }
        if key == PropertyKey(.length) { return try arraySetLength(descriptor, context) }
        return try ordinaryDefineOwnProperty(key, descriptor, context)
    }

    /// sec-arraysetlength
    private func arraySetLength(_ descriptor: PropertyDescriptor, _ context: Context) throws(JSThrow) -> Bool {
        var newLength = arrayLength
        if !descriptor.value.isEmpty {
            newLength = try context.toUint32(descriptor.value)
            let number = try context.toNumber(descriptor.value)
            if Double(newLength) != number { throw context.throwError(.rangeError, "Invalid array length") }
        }
        let current = PropertyDescriptor(Value(arrayLength), has(.lengthReadonly) ? [] : .writable)
        var change = descriptor
        if !descriptor.value.isEmpty { change.value = Value(newLength) }
        guard try JSObject.isCompatible(extensible: true, change, current, context) else { return false }
        var succeeded = true
        if newLength < arrayLength { succeeded = try truncate(to: newLength, context) } else { arrayLength = newLength }
        if descriptor.present.contains(.writable) && !descriptor.isWritable { set(.lengthReadonly) }
        return succeeded
    }

    /// Deletes elements from the end down to a length; stops at one that cannot be deleted and returns false.
    func truncate(to newLength: UInt32, _ context: Context) throws(JSThrow) -> Bool {
        if hasSparseElements {
            let sparse = sparseElements
            if !sparse.isSorted { try context.pay(sparse.count) }
            while let index = sparse.lastIndex, index >= newLength {
                try context.pay()
                if !deleteElement(index, context) {
                    arrayLength = index + 1
                    return false
                }
            }
        } else {
            let elements = self.elements
            if elements.count > Int(newLength) {
                if has(.sealedElements) || has(.frozenElements) {
                    var last = elements.count
                    while last > Int(newLength) && elements[last - 1].isEmpty { last -= 1 }
                    if last > Int(newLength) {
                        elements.count = last
                        arrayLength = UInt32(last)
                        return false
                    }
                }
                elements.count = Int(newLength)
            }
        }
        arrayLength = newLength
        return true
    }
}

extension Context {
    /// sec-arraycreate with the realm's own prototype.
    func makeArray(length: UInt32 = 0) -> JSObject {
        let array = heap.makeObject(.array, arrayShape, inlineSlots: 0)
        array.arrayLength = length
        return array
    }

    /// An array of length 0 with room for some elements: a few have their place in the cell of the array.
    func makeArray(room count: Int) throws(JSThrow) -> JSObject {
        guard count > 0, count <= 12 else {
            let array = makeArray()
            if count > 0 { try array.reserveElements(count, self) }
            return array
        }
        let shape = arrayShape
        let size = Heap.roundedSize(JSObject.payloadOffset + Elements.headerSize + count * 8)
        let array = JSObject(cell: heap.allocate(.array, size: size))
        array.cell.initializeHeader(.array)
        array.shape = shape
        let start = array.cell.address &+ UInt(JSObject.payloadOffset)
        array.elements = .inCell(at: start, capacity: (size &- JSObject.payloadOffset &- Elements.headerSize) / 8)
        // No room for slots is left in the cell.
        array.slots = ValueStorage(base: array.cell.address &+ UInt(size))
        return array
    }

    /// sec-arraycreate
    func arrayCreate(_ length: Double, prototype: JSObject? = nil) throws(JSThrow) -> JSObject {
        guard length <= 4294967295 else { throw throwError(.rangeError, "Invalid array length") }
        guard let prototype else { return makeArray(length: UInt32(length)) }
        let array = heap.makeObject(.array, Shape.root(prototype: prototype, heap, kind: .array), inlineSlots: 0)
        array.arrayLength = UInt32(length)
        return array
    }

    /// sec-createarrayfromlist. The values must be safe from the collector (in a `RootList` or reachable otherwise).
    func makeArray(_ values: some Collection<Value>) throws(JSThrow) -> JSObject {
        let array = try makeArray(room: values.count)
        let elements = array.elements
        for (index, value) in values.enumerated() { elements[index] = value }
        if !values.isEmpty { elements.count = values.count }
        array.arrayLength = UInt32(values.count)
        return array
    }

    /// Appends to an array that only the engine has seen so far.
    @inline(__always) func append(_ value: Value, to array: JSObject) throws(JSThrow) {
        let index = Int(array.arrayLength)
        // Always, unless elements were put far beyond the others before.
        guard !array.hasSparseElements, try array.makeRoom(index, self) else {
            return try createDataPropertyOrThrow(array, indexKey(index), value)
        }
        array.elements[index] = value
        array.arrayLength = UInt32(truncatingIfNeeded: index &+ 1)
    }
}
