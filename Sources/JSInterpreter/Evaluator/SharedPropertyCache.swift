// What the nodes of a realm that meet more shapes than they remember themselves have found: one table for all of them, by shape and key,
// from the first such node to the next collection.

/// Its entries are raw, so that reading one needs no check for exclusive access.
@safe
final class SharedPropertyCache {
    private struct Entry {
        var key = PropertyKey(bits: 0)
        var cache = PropertyCache()
    }

    private static let hashBits: UInt64 = 9
    private static let count = 1 << hashBits
    private var entries: UnsafeMutablePointer<Entry>?

    init() { unsafe entries = nil }
    deinit { unsafe entries?.deallocate() }

    /// The value of a property, if the table has it and it is still true.
    @inline(__always) func value(of object: JSObject, _ key: PropertyKey, _ context: Context) -> Value? {
        guard let entries = unsafe entries else { return nil }
        let entry = unsafe entries + SharedPropertyCache.place(object, key)
        return unsafe entry.pointee.key == key ? entry.pointee.cache.value(of: object.cell, context) : nil
    }

    func remember(_ cache: PropertyCache, _ object: JSObject, _ key: PropertyKey, _ heap: Heap) {
        let table: UnsafeMutablePointer<Entry>
        if let entries = unsafe entries {
            unsafe table = entries
        } else {
            heap.charge(SharedPropertyCache.count * MemoryLayout<Entry>.stride)
            unsafe table = .allocate(capacity: SharedPropertyCache.count)
            unsafe table.initialize(repeating: Entry(), count: SharedPropertyCache.count)
            unsafe entries = table
        }
        unsafe table[SharedPropertyCache.place(object, key)] = Entry(key: key, cache: cache)
    }

    @inline(__always) private static func place(_ object: JSObject, _ key: PropertyKey) -> Int {
        let mixed = (UInt64(object.cell.word(8)) ^ key.bits &<< 3) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed &>> (64 - hashBits))
    }

    /// Shapes and prototypes may die with any collection.
    func removeAll() { unsafe entries?.update(repeating: Entry(), count: SharedPropertyCache.count) }
}
