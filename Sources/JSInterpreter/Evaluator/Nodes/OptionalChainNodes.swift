// Optional chains, sec-optional-chains.
//
// The links are evaluated from the inside out, each into a temporary that the next one reads, and the whole ends with undefined
// as soon as one of them that is followed by `?.` is undefined or null.

final class OptionalChainNode: ReferenceNode {
    /// The parts that stand before a `?.`, innermost first, and the temporary of each.
    let parts: NodeList
    let slots: [Int]
    /// In a generator that may pause in the chain: a part that is in its temporary is not evaluated again.
    let keepsParts: Bool
    /// The rest of the chain after the last `?.`.
    let last: Node
    /// The same, if it is a property access and may be called.
    let lastReference: ReferenceNode?
    init(parts: NodeList, slots: [Int], keepsParts: Bool, last: Node, position: Int32) {
        self.parts = parts
        self.slots = slots
        self.keepsParts = keepsParts
        self.last = last
        lastReference = last as? ReferenceNode
        super.init(position: position)
    }

    /// Evaluates the parts. Returns false if one of them ends the chain.
    private func evaluateParts(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        var index = 0
        while index < parts.count {
            let kept = frame[slots[index]]
            let value = keepsParts && !kept.isEmpty ? kept : try parts.evaluate(index, frame, context)
            frame[slots[index]] = value
            if value.isNullish { return false }
            index &+= 1
        }
        return true
    }

    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        try evaluateParts(frame, context) ? last.fetch(frame, context) : .undefined
    }

    override func evaluateReference(_ frame: Frame, _ context: Context) throws(JSThrow) -> (value: Value, this: Value) {
        guard try evaluateParts(frame, context) else { return (.undefined, .undefined) }
        if let lastReference { return try lastReference.evaluateReference(frame, context) }
        return (try last.fetch(frame, context), .undefined)
    }
}

/// `delete a?.b`: what is deleted is the last link.
final class OptionalDelete: Node {
    let chain: OptionalChainNode
    init(chain: OptionalChainNode, position: Int32) {
        self.chain = chain
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let result = try chain.fetch(frame, context)
        return result.isUndefined ? .true : result
    }
}

/// A reference whose value and `this` are in temporaries already: the callee of `a.b?.()`.
final class StoredReference: ReferenceNode {
    let valueSlot: Int
    /// nil if the call has no `this`.
    let thisSlot: Int?
    init(valueSlot: Int, thisSlot: Int?, position: Int32) {
        self.valueSlot = valueSlot
        self.thisSlot = thisSlot
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value { frame[valueSlot] }
    override func evaluateReference(_ frame: Frame, _ context: Context) throws(JSThrow) -> (value: Value, this: Value) {
        (frame[valueSlot], thisSlot.map { frame[$0] } ?? .undefined)
    }
}

/// Evaluates a reference, leaves its `this` in a temporary, and gives its value.
final class StoreThis: Node {
    let reference: ReferenceNode
    let slot: Int
    init(reference: ReferenceNode, slot: Int, position: Int32) {
        self.reference = reference
        self.slot = slot
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let (value, this) = try reference.evaluateReference(frame, context)
        frame[slot] = this
        return value
    }
}
