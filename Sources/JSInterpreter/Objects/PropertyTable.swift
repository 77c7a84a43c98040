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
/// realms of the process; a shape that wants to change a shared table copies it first.
final class PropertyTable {
    struct Entry {
        var key: PropertyKey
        var slot: UInt32
        var attributes: PropertyAttributes
        var isDeleted = false
    }

    private(set) var entries: ContiguousArray<Entry> = []
    /// Open addressing: 1 + the index of an entry, or 0.
    private var indices: ContiguousArray<UInt32>
    private(set) var deletedCount = 0

    init(capacity: Int = 8) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        indices = ContiguousArray(repeating: 0, count: size)
        entries.reserveCapacity(capacity)
    }

    init(copying other: PropertyTable) {
        entries = other.entries
        indices = other.indices
        deletedCount = other.deletedCount
    }

    var liveCount: Int { entries.count - deletedCount }
    var byteCount: Int { entries.capacity * 16 + indices.count * 4 + 64 }

    @inline(__always) private func position(of key: PropertyKey) -> Int? {
        let mask = indices.count &- 1
        var probe = Int(truncatingIfNeeded: key.hash) & mask
        while true {
            let index = Int(indices[probe])
            if index == 0 { return nil }
            let entry = entries[index &- 1]
            if entry.key == key && !entry.isDeleted { return index &- 1 }
            probe = (probe &+ 1) & mask
        }
    }

    func find(_ key: PropertyKey) -> PropertyLocation? {
        guard let position = position(of: key) else { return nil }
        let entry = entries[position]
        return PropertyLocation(Int(entry.slot), entry.attributes)
    }

    /// The caller knows that the key is not there.
    func append(_ key: PropertyKey, slot: Int, _ attributes: PropertyAttributes) {
        entries.append(Entry(key: key, slot: UInt32(slot), attributes: attributes))
        if entries.count * 2 > indices.count { rehash(indices.count * 2) } else { index(entries.count - 1) }
    }

    func setAttributes(_ key: PropertyKey, _ attributes: PropertyAttributes) {
        if let position = position(of: key) { entries[position].attributes = attributes }
    }

    func remove(_ key: PropertyKey) {
        guard let position = position(of: key) else { return }
        entries[position].isDeleted = true
        deletedCount += 1
    }

    /// Drops deleted entries and numbers the slots anew. Returns the old slot of each new one.
    func compact() -> [Int] {
        entries.removeAll { $0.isDeleted }
        deletedCount = 0
        var order: [Int] = []
        for index in entries.indices {
            order.append(Int(entries[index].slot))
            entries[index].slot = UInt32(index)
        }
        rehash(max(16, indices.count / 2))
        return order
    }

    private func index(_ position: Int) {
        let mask = indices.count - 1
        var probe = Int(truncatingIfNeeded: entries[position].key.hash) & mask
        while indices[probe] != 0 { probe = (probe + 1) & mask }
        indices[probe] = UInt32(position + 1)
    }

    private func rehash(_ size: Int) {
        var size = size
        while entries.count * 2 > size { size *= 2 }
        indices = ContiguousArray(repeating: 0, count: size)
        for position in entries.indices { index(position) }
    }
}
