// The named properties of a shape: key → slot and attributes, in the order of creation.

/// The attributes of a property, sec-property-attributes.
struct PropertyAttributes: OptionSet, Equatable {
    let rawValue: UInt8
    @inline(__always) init(rawValue: UInt8) { self.rawValue = rawValue }

    static let writable = PropertyAttributes(rawValue: 1)
    static let enumerable = PropertyAttributes(rawValue: 2)
    static let configurable = PropertyAttributes(rawValue: 4)
    /// The slot holds an `AccessorPair`; `writable` means nothing then.
    static let accessor = PropertyAttributes(rawValue: 8)

    /// What assignment creates.
    static let all: PropertyAttributes = [.writable, .enumerable, .configurable]
    /// What builtin methods have.
    static let hidden: PropertyAttributes = [.writable, .configurable]
}

/// Where a property is: the index of its slot, and its attributes.
struct PropertyLocation {
    let slot: Int
    let attributes: PropertyAttributes

    @inline(__always) init(_ slot: Int, _ attributes: PropertyAttributes) {
        self.slot = slot
        self.attributes = attributes
    }
    @inline(__always) var isPlainData: Bool { attributes.rawValue & 9 == 1 }
}

/// A hash table that remembers the order of insertion. Belongs to one shape, or, for builtins, is shared unchanged by all
/// realms of the process; a shape that wants to change a shared table copies it first. Entries and indices are raw storage:
/// lookups are frequent, and Swift arrays in a class would be checked for exclusive access at each.
final class PropertyTable {
    struct Entry {
        let key: PropertyKey
        let slot: Int
        let attributes: PropertyAttributes
        let isDeleted: Bool
    }

    /// Entries of 16 bytes: key; slot (32 bits), attributes, whether deleted.
    private var entryStorage: Cell
    private var capacity: Int
    /// Entries, deleted ones included.
    private(set) var count = 0
    /// Open addressing, 32 bits each: 1 + the index of an entry, or 0. The number of places is a power of two.
    private var indexStorage: Cell
    private var indexCount: Int
    private(set) var deletedCount = 0

    private static let entrySize = 16

    init(capacity: Int = 8) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        self.capacity = max(capacity, 4)
        indexCount = size
        entryStorage = Cell(address: RawBytes.allocate(self.capacity * PropertyTable.entrySize))
        indexStorage = Cell(address: RawBytes.allocateZeroed(size * 4))
    }

    init(copying other: PropertyTable) {
        capacity = max(other.count, 4)
        count = other.count
        indexCount = other.indexCount
        deletedCount = other.deletedCount
        entryStorage = Cell(address: RawBytes.allocate(capacity * PropertyTable.entrySize))
        indexStorage = Cell(address: RawBytes.allocate(indexCount * 4))
        RawBytes.copy(count * PropertyTable.entrySize, from: other.entryStorage.address, to: entryStorage.address)
        RawBytes.copy(indexCount * 4, from: other.indexStorage.address, to: indexStorage.address)
    }

    deinit {
        RawBytes.release(entryStorage.address)
        RawBytes.release(indexStorage.address)
    }

    var liveCount: Int { count - deletedCount }
    /// The bytes of new storage that the next `append` takes, the old of which goes only then.
    var growthBytes: Int {
        (count == capacity ? capacity * 2 * PropertyTable.entrySize : 0) + ((count + 1) * 2 > indexCount ? indexCount * 8 : 0)
    }
    var byteCount: Int { capacity * PropertyTable.entrySize + indexCount * 4 + 80 }

    /// The entry at a position below `count`, in the order of creation.
    @inline(__always) subscript(position: Int) -> Entry {
        let offset = position &* PropertyTable.entrySize
        return Entry(
            key: key(position), slot: slot(position),
            attributes: PropertyAttributes(rawValue: entryStorage.load(offset &+ 12, as: UInt8.self)),
            isDeleted: entryStorage.load(offset &+ 13, as: UInt8.self) != 0)
    }

    @inline(__always) private func key(_ position: Int) -> PropertyKey {
        PropertyKey(bits: entryStorage.load(position &* PropertyTable.entrySize, as: UInt64.self))
    }
    @inline(__always) private func slot(_ position: Int) -> Int {
        Int(entryStorage.load(position &* PropertyTable.entrySize &+ 8, as: UInt32.self))
    }
    @inline(__always) private func setSlot(_ position: Int, _ slot: Int) {
        entryStorage.store(UInt32(truncatingIfNeeded: slot), position &* PropertyTable.entrySize &+ 8)
    }

    @inline(__always) private func position(of key: PropertyKey) -> Int? {
        let mask = indexCount &- 1
        var probe = Int(truncatingIfNeeded: key.hash) & mask
        while true {
            let index = Int(indexStorage.load(probe &* 4, as: UInt32.self))
            if index == 0 { return nil }
            if self.key(index &- 1) == key && !self[index &- 1].isDeleted { return index &- 1 }
            probe = (probe &+ 1) & mask
        }
    }

    func find(_ key: PropertyKey) -> PropertyLocation? {
        guard let position = position(of: key) else { return nil }
        let entry = self[position]
        return PropertyLocation(entry.slot, entry.attributes)
    }

    /// The caller knows that the key is not there.
    func append(_ key: PropertyKey, slot: Int, _ attributes: PropertyAttributes) {
        if count == capacity { growEntries() }
        let offset = count &* PropertyTable.entrySize
        entryStorage.store(key.bits, offset)
        entryStorage.store(UInt64(UInt32(truncatingIfNeeded: slot)) | UInt64(attributes.rawValue) << 32, offset &+ 8)
        count += 1
        if count * 2 > indexCount { rehash(indexCount * 2) } else { index(count - 1) }
    }

    func setAttributes(_ key: PropertyKey, _ attributes: PropertyAttributes) {
        if let position = position(of: key) { entryStorage.store(attributes.rawValue, position * PropertyTable.entrySize + 12) }
    }

    func remove(_ key: PropertyKey) {
        guard let position = position(of: key) else { return }
        entryStorage.store(UInt8(1), position * PropertyTable.entrySize + 13)
        deletedCount += 1
    }

    /// Drops deleted entries and numbers the slots anew. Returns the old slot of each new one.
    func compact() -> [Int] {
        var order: [Int] = []
        var kept = 0
        for position in 0..<count where !self[position].isDeleted {
            order.append(slot(position))
            RawBytes.copy(
                PropertyTable.entrySize, from: entryStorage.address + UInt(position * PropertyTable.entrySize),
                to: entryStorage.address + UInt(kept * PropertyTable.entrySize))
            setSlot(kept, kept)
            kept += 1
        }
        count = kept
        deletedCount = 0
        rehash(max(16, indexCount / 2))
        return order
    }

    private func growEntries() {
        let larger = Cell(address: RawBytes.allocate(capacity * 2 * PropertyTable.entrySize))
        RawBytes.copy(count * PropertyTable.entrySize, from: entryStorage.address, to: larger.address)
        RawBytes.release(entryStorage.address)
        entryStorage = larger
        capacity *= 2
    }

    private func index(_ position: Int) {
        let mask = indexCount - 1
        var probe = Int(truncatingIfNeeded: key(position).hash) & mask
        while indexStorage.load(probe * 4, as: UInt32.self) != 0 { probe = (probe + 1) & mask }
        indexStorage.store(UInt32(truncatingIfNeeded: position + 1), probe * 4)
    }

    private func rehash(_ size: Int) {
        var size = size
        while count * 2 > size { size *= 2 }
        RawBytes.release(indexStorage.address)
        indexStorage = Cell(address: RawBytes.allocateZeroed(size * 4))
        indexCount = size
        for position in 0..<count { index(position) }
    }
}
