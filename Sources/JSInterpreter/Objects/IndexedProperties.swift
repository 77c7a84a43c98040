// Writing indexed properties: when elements are dense, when they become sparse, and how they grow.

extension JSObject {
    /// Makes or changes an element, as [[DefineOwnProperty]] has decided. The length of an array is the caller's business.
    func setElement(_ index: UInt32, _ value: Value, _ attributes: PropertyAttributes, _ context: Context) throws(JSThrow) {
        if has(.isPrototype) { context.heap.prototypeElementsAreEmpty = false }
        if !hasSparseElements {
            if attributes == denseAttributes, try makeRoom(Int(index), context) {
                elements[Int(index)] = value
                return
            }
            try makeSparse(context)
        }
        try sparseElements.set(index, value, attributes, context.heap)
    }

    /// Makes the dense elements reach an index, with holes before it. Returns false when they had better be sparse.
    @inline(__always) func makeRoom(_ index: Int, _ context: Context) throws(JSThrow) -> Bool {
        let elements = self.elements
        let count = elements.count
        if index < count { return true }
        if index == count && count < elements.capacity {
            elements.count = count &+ 1
            return true
        }
        return try growElements(index, context)
    }

    @inline(never) private func growElements(_ index: Int, _ context: Context) throws(JSThrow) -> Bool {
        var elements = self.elements
        let count = elements.count
        let isWithinLength = kind == .array && index < Int(arrayLength) && arrayLength <= 1 << 22
        guard index <= count * 4 + 4096 || isWithinLength else { return false }
        if index - count >= 64 { try context.pay((index - count) / 64) }
        if index >= elements.capacity {
            if index > count && index > 4096 && !isWithinLength {
                // Places that were skipped before must not add up.
                try context.pay(count / 16)
                var present = 0
                for position in 0..<count where !elements[position].isEmpty { present += 1 }
                if index > present * 8 + 8192 { return false }
            }
            var capacity = max(4, index + 1 + (index + 1) / 2)
            if isWithinLength && capacity < Int(arrayLength) { capacity = min(Int(arrayLength), max(capacity, 64 + index * 4)) }
            try context.pay(count / 32)
            elements = try elements.grown(to: capacity, context.heap)
            self.elements = elements
        }
        elements.storage.fill(.empty, from: count, to: index + 1)
        elements.count = index + 1
        return true
    }

    /// Room for a known number of elements at once.
    func reserveElements(_ capacity: Int, _ context: Context) throws(JSThrow) {
        if !hasSparseElements && capacity > elements.capacity { elements = try elements.grown(to: capacity, context.heap) }
    }

    func makeSparse(_ context: Context) throws(JSThrow) {
        let sparse = SparseElements()
        let old = elements
        let attributes = denseAttributes
        for index in 0..<old.count where !old[index].isEmpty {
            try context.pay()
            try sparse.set(UInt32(index), old[index], attributes, context.heap)
        }
        try setSparseElements(sparse, context.heap)
        old.release(context.heap)
    }

    func deleteElement(_ index: UInt32, _ context: Context) -> Bool {
        if hasSparseElements {
            guard let element = sparseElements[index] else { return true }
            guard element.attributes.contains(.configurable) else { return false }
            sparseElements.remove(index, context.heap)
            return true
        }
        let elements = self.elements
        guard Int(index) < elements.count, !elements[Int(index)].isEmpty else { return true }
        if has(.sealedElements) || has(.frozenElements) { return false }
        elements[Int(index)] = .empty
        if Int(index) == elements.count - 1 && kind != .array { elements.count -= 1 }
        return true
    }

    /// Whether reading this object's elements by position can miss nothing: dense, and holes have nothing behind them.
    func hasSimpleElements(_ context: Context) -> Bool {
        !hasSparseElements && !isExotic && context.prototypesHaveNoElements(self)
    }
}

extension Context {
    /// Whether no object on the prototype chain has indexed properties, so that a hole reads as undefined.
    func prototypesHaveNoElements(_ object: JSObject) -> Bool {
        if heap.prototypeElementsAreEmpty { return true }
        var next = object.prototype
        var depth = 0
        while let prototype = next {
            // On a long chain the paths that pay for their way decide.
            depth &+= 1
            if prototype.isExotic || prototype.hasSparseElements || prototype.elements.count > 0 || depth > 64 { return false }
            next = prototype.prototype
        }
        return true
    }
}
