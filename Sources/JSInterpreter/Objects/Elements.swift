// The indexed properties of an object.
//
// Dense: values in one piece of storage, `empty` for holes; all have the default attributes (or all the attributes of a sealed or
// frozen object, which are flags of the object). Eight bytes before the first value are the count of values in use and
// the capacity. Sparse: a dictionary with attributes per element, behind dense storage of count 0, so that fast paths need
// only compare the index with the count.

@safe
struct Elements {
    let storage: ValueStorage
    @inline(__always) init(base: UInt) { storage = ValueStorage(base: base) }

    /// Shared by all objects without elements; never written.
    static let empty = Elements(base: RawBytes.allocateForever(16) + 8)

    @inline(__always) private var header: Cell { Cell(address: storage.base &- 8) }
    @inline(__always) var count: Int {
        get { Int(header.load(0, as: UInt32.self)) }
        nonmutating set { header.store(UInt32(truncatingIfNeeded: newValue), 0) }
    }
    @inline(__always) var capacity: Int { Int(header.load(4, as: UInt32.self)) }

    @inline(__always) subscript(index: Int) -> Value {
        get { storage[index] }
        nonmutating set { storage[index] = newValue }
    }

    static func allocate(capacity: Int, _ heap: Heap) throws(JSThrow) -> Elements {
        let address = try heap.allocateStorage(bytes: (capacity + 1) * 8)
        Cell(address: address).store(UInt64(UInt32(capacity)) << 32, 0)
        return Elements(base: address + 8)
    }

    func release(_ heap: Heap) {
        if capacity > 0 { heap.freeStorage(storage.base - 8, bytes: (capacity + 1) * 8) }
    }

    /// Room for at least `capacity` values, the present ones kept.
    func grown(to capacity: Int, _ heap: Heap) throws(JSThrow) -> Elements {
        let larger = try Elements.allocate(capacity: capacity, heap)
        larger.storage.move(from: storage, 0, to: 0, count: count)
        larger.count = count
        release(heap)
        return larger
    }
}

/// Indexed properties with attributes of their own, or far apart.
final class SparseElements {
    struct Element {
        var value: Value
        var attributes: PropertyAttributes
    }

    private var elements: [UInt32: Element] = [:]
    private var sortedIndices: [UInt32]?

    var count: Int { elements.count }
    subscript(index: UInt32) -> Element? { elements[index] }

    /// In ascending order.
    var indices: [UInt32] {
        if let sortedIndices { return sortedIndices }
        let sorted = elements.keys.sorted()
        sortedIndices = sorted
        return sorted
    }

    static let bytesPerElement = 48

    func set(_ index: UInt32, _ value: Value, _ attributes: PropertyAttributes, _ heap: Heap) throws(JSThrow) {
        if elements[index] == nil {
            try heap.reserve(SparseElements.bytesPerElement)
            if let last = sortedIndices?.last, last < index { sortedIndices?.append(index) } else { sortedIndices = nil }
        }
        elements[index] = Element(value: value, attributes: attributes)
    }

    func remove(_ index: UInt32, _ heap: Heap) {
        if elements.removeValue(forKey: index) != nil {
            heap.unreserve(SparseElements.bytesPerElement)
            if sortedIndices?.last == index { sortedIndices?.removeLast() } else { sortedIndices = nil }
        }
    }

    func updateAttributes(_ change: (PropertyAttributes) -> PropertyAttributes) {
        for (index, element) in elements { elements[index]?.attributes = change(element.attributes) }
    }

    func trace(_ heap: Heap) {
        for element in elements.values { heap.mark(element.value) }
    }
}
