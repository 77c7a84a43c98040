// The indexed properties of an object.
//
// Dense: values in one piece of storage, `empty` for holes; all have the default attributes (or all the attributes of a sealed or
// frozen object, which are flags of the object). Before the first value are the count of values in use and the capacity, and before
// those how many places at the start of the storage are out of use: taking away the first value of a long array moves the
// start instead of all other values. The storage of a small array that was made complete is part of the array's own cell; it is
// given up, not given back, when the array outgrows it. Sparse: a dictionary with attributes per element, behind dense storage of count 0, so
// that fast paths need only compare the index with the count.

@safe
struct Elements {
    let storage: ValueStorage
    @inline(__always) init(base: UInt) { storage = ValueStorage(base: base) }

    static let headerSize = 16
    /// Marks, in the word that counts trimmed places, storage that is part of a cell.
    private static let isInCell: UInt = 1 << 63

    /// Shared by all objects without elements; never written.
    static let empty = Elements(base: RawBytes.allocateForever(headerSize + 8) + UInt(headerSize))

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

    /// Whether some position in a range below `count` holds no value.
    func hasHoles(_ start: Int, _ end: Int) -> Bool {
        var index = start
        while index < end {
            if storage[index].isEmpty { return true }
            index &+= 1
        }
        return false
    }

    static func allocate(capacity: Int, _ heap: Heap) throws(JSThrow) -> Elements {
        let address = try heap.allocateStorage(bytes: capacity * 8 + headerSize)
        Cell(address: address).setWord(0, 0)
        Cell(address: address).store(UInt64(UInt32(capacity)) << 32, 8)
        return Elements(base: address + UInt(headerSize))
    }

    /// Storage for so many values, with its header at an address within the object's own cell.
    @inline(__always) static func inCell(at address: UInt, capacity: Int) -> Elements {
        Cell(address: address).setWord(isInCell, 0)
        Cell(address: address).store(UInt64(UInt32(truncatingIfNeeded: capacity)) << 32, 8)
        return Elements(base: address &+ UInt(headerSize))
    }

    func release(_ heap: Heap) {
        if capacity > 0 {
            let word = Cell(address: storage.base &- 16).word(0)
            if word & Elements.isInCell != 0 { return }
            let trimmed = Int(word)
            heap.freeStorage(
                storage.base - UInt(Elements.headerSize + trimmed * 8), bytes: (capacity + trimmed) * 8 + Elements.headerSize)
        }
    }

    /// Room for at least `capacity` values, the present ones kept.
    func grown(to capacity: Int, _ heap: Heap) throws(JSThrow) -> Elements {
        let larger = try Elements.allocate(capacity: capacity, heap)
        larger.storage.move(from: storage, 0, to: 0, count: count)
        larger.count = count
        release(heap)
        return larger
    }

    /// The same elements without the first one, of at least two.
    func droppingFirst() -> Elements {
        let trimmed = Cell(address: storage.base &- 16).word(0)
        let rest = Elements(base: storage.base &+ 8)
        let countAndCapacity = UInt64(UInt32(truncatingIfNeeded: count &- 1)) | UInt64(UInt32(truncatingIfNeeded: capacity &- 1)) << 32
        rest.header.store(countAndCapacity, 0)
        Cell(address: rest.storage.base &- 16).setWord(trimmed &+ 1, 0)
        return rest
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

    /// The last one of the indices.
    var lastIndex: UInt32? {
        if let sortedIndices { return sortedIndices.last }
        return indices.last
    }
    /// Whether the indices are in order already; to bring them there takes time.
    var isSorted: Bool { sortedIndices != nil }

    /// A dictionary is at least three eighths full; while it grows, the old one is there too. And the indices in order.
    static let bytesPerElement = 88

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
