// The table behind Map and Set: keys (and values) in the order of insertion, found through hash buckets.
//
//     storage: entries, `capacity` of them           then buckets, `capacity` of them, 4 bytes each
//         0   key, or `empty` when deleted                the first entry of the bucket's chain
//         8   sequence number << 24 | next in chain
//         16  value (maps only)
//
// A deleted entry stays in its place and in its chain until the table is rebuilt, which happens when the entries are used up or
// most of them are deleted. Iterators do not hold the table back: a cursor remembers the sequence number of the
// last entry it gave, and after a rebuild finds its place again by binary search, as sequence numbers only grow.
//
// Hashes are mixed with numbers that differ from process to process, so that nobody can prepare keys that collide.

/// A key as sec-canonicalizekeyedcollectionkey has it, with its hash.
struct TableKey {
    let value: Value
    let hash: UInt32
    /// A string or a BigInt: cells that are the same key when their content is the same.
    let comparesByContent: Bool
}

final class OrderedTable: CellPayload {
    let hasValues: Bool
    private let entrySize: Int
    private var storage: UInt = 0
    private var capacity = 0
    /// How many entries fit.
    private var room = 0
    /// Entries in use, deleted ones included.
    private(set) var used = 0
    /// Entries that are there.
    private(set) var count = 0
    /// Changes whenever entries get other positions.
    private(set) var epoch: UInt32 = 0
    /// 40 bits: more insertions than a run could ever make.
    private var nextSequence: UInt64 = 1

    private static let chainEnd = 0xFF_FFFF
    private static let bucketEmpty = UInt32(chainEnd)
    private static let maximumEntries = chainEnd
    private static let smallestCapacity = 4

    init(hasValues: Bool) {
        self.hasValues = hasValues
        entrySize = hasValues ? 24 : 16
    }

    // MARK: Hashing

    private static let seed = UInt64.random(in: .min ... .max)
    private static let multiplier = UInt64.random(in: .min ... .max) | 1
    private let seed = OrderedTable.seed
    private let multiplier = OrderedTable.multiplier

    /// For a key that is the same as another exactly when the bits are.
    @inline(__always) func key(identity value: Value) -> TableKey {
        let product = (value.bits ^ seed).multipliedFullWidth(by: multiplier)
        return TableKey(value: value, hash: UInt32(truncatingIfNeeded: product.high ^ product.low), comparesByContent: false)
    }

    /// sec-canonicalizekeyedcollectionkey
    @inline(__always) func key(_ value: Value, _ context: Context) throws(JSThrow) -> TableKey {
        if value.isInt { return key(identity: value) }
        if value.isNumber {
            let number = value.uncheckedDouble
            return key(identity: number == 0 ? .zero : Value(number: number))
        }
        if value.isCell {
            let kind = value.uncheckedCell.kind
            if kind == .string {
                let string = try context.flattened(value.uncheckedString)
                try context.payForUnits(string.length)
                return TableKey(value: value, hash: string.hash, comparesByContent: true)
            }
            if kind == .bigint {
                let big = JSBigInt(cell: value.uncheckedCell)
                try context.payForUnits(big.count * 8)
                return key(identity: Value(bits: big.contentHash(seed, multiplier))).replacing(value)
            }
        }
        return key(identity: value)
    }

    // MARK: Entries

    @inline(__always) private func entry(_ index: Int) -> Cell { Cell(address: storage &+ UInt(bitPattern: index &* entrySize)) }
    @inline(__always) private func bucket(_ hash: UInt32) -> Cell {
        Cell(address: storage &+ UInt(bitPattern: capacity &* entrySize &+ (Int(hash) & (capacity &- 1)) &* 4))
    }
    @inline(__always) private func link(_ entry: Cell) -> UInt64 { entry.load(8, as: UInt64.self) }
    @inline(__always) private func sequence(_ index: Int) -> UInt64 { link(entry(index)) >> 24 }

    /// The key of an entry below `used`; `empty` when it was deleted.
    @inline(__always) func key(at index: Int) -> Value { entry(index).value(0) }
    @inline(__always) func value(at index: Int) -> Value { hasValues ? entry(index).value(16) : entry(index).value(0) }
    @inline(__always) func setValue(_ value: Value, at index: Int) { entry(index).setValue(value, 16) }

    /// The position of a key, or -1.
    @inline(__always) func find(_ key: TableKey) -> Int {
        if capacity == 0 { return -1 }
        if key.comparesByContent { return findByContent(key) }
        var index = Int(bucket(key.hash).load(0, as: UInt32.self))
        while index != OrderedTable.chainEnd {
            let entry = entry(index)
            if entry.value(0) == key.value { return index }
            index = Int(truncatingIfNeeded: link(entry)) & OrderedTable.chainEnd
        }
        return -1
    }

    @inline(never) private func findByContent(_ key: TableKey) -> Int {
        let wanted = key.value.uncheckedCell
        var index = Int(bucket(key.hash).load(0, as: UInt32.self))
        while index != OrderedTable.chainEnd {
            let entry = entry(index)
            let candidate = entry.value(0)
            if candidate == key.value { return index }
            if candidate.isCell {
                let cell = candidate.uncheckedCell
                if cell.kind == wanted.kind {
                    if cell.kind == .string {
                        let string = JSString(cell: cell)
                        if string.hash == key.hash && string.hasSameUnits(as: JSString(cell: wanted)) { return index }
                    } else if cell.kind == .bigint, JSBigInt(cell: cell).isEqual(to: JSBigInt(cell: wanted)) {
                        return index
                    }
                }
            }
            index = Int(truncatingIfNeeded: link(entry)) & OrderedTable.chainEnd
        }
        return -1
    }

    // MARK: Changing

    /// Adds a key that is not there.
    @inline(__always) func insert(_ key: TableKey, _ value: Value, _ context: Context) throws(JSThrow) {
        if used == room { try makeRoom(context) }
        let index = used
        let entry = entry(index)
        entry.setValue(key.value, 0)
        if hasValues { entry.setValue(value, 16) }
        chain(index, key.hash, nextSequence)
        nextSequence &+= 1
        used = index &+ 1
        count &+= 1
    }

    @inline(__always) private func chain(_ index: Int, _ hash: UInt32, _ sequence: UInt64) {
        let bucket = bucket(hash)
        entry(index).store(sequence << 24 | UInt64(bucket.load(0, as: UInt32.self)), 8)
        bucket.store(UInt32(truncatingIfNeeded: index), 0)
    }

    @inline(__always) func set(_ key: TableKey, _ value: Value, _ context: Context) throws(JSThrow) {
        let index = find(key)
        if index >= 0 { setValue(value, at: index) } else { try insert(key, value, context) }
    }

    /// For sets: adds a key if it is not there.
    @inline(__always) func add(_ key: TableKey, _ context: Context) throws(JSThrow) {
        if find(key) < 0 { try insert(key, .undefined, context) }
    }

    /// Returns whether the key was there.
    func remove(_ key: TableKey, _ context: Context) throws(JSThrow) -> Bool {
        let index = find(key)
        if index < 0 { return false }
        remove(at: index)
        if count &* 4 < capacity && capacity > 32 { try shrink(context) }
        return true
    }

    func remove(at index: Int) {
        let entry = entry(index)
        entry.setValue(.empty, 0)
        if hasValues { entry.setValue(.undefined, 16) }
        count &-= 1
    }

    func removeAll(_ heap: Heap) {
        release(heap)
        epoch &+= 1
    }

    private func release(_ heap: Heap) {
        if capacity > 0 { heap.freeStorage(storage, bytes: byteCount(capacity)) }
        storage = 0
        capacity = 0
        room = 0
        used = 0
        count = 0
    }

    /// Takes over the entries of a table of the same kind; this one is empty.
    func copyEntries(of other: OrderedTable, _ context: Context) throws(JSThrow) {
        if other.count == 0 { return }
        if other.used == other.count {
            try context.pay(other.used / 4)
            storage = try context.heap.allocateStorage(bytes: byteCount(other.capacity))
            capacity = other.capacity
            room = other.room
            RawBytes.copy(byteCount(capacity), from: other.storage, to: storage)
            used = other.used
            count = other.count
            nextSequence = other.nextSequence
            epoch &+= 1
            return
        }
        try reserve(other.count, context)
        for index in 0..<other.used {
            try context.pay()
            let value = other.key(at: index)
            if !value.isEmpty { try insert(try key(value, context), other.value(at: index), context) }
        }
    }

    // MARK: Rebuilding

    private func byteCount(_ capacity: Int) -> Int { capacity * (entrySize + 4) }

    @inline(never) private func makeRoom(_ context: Context) throws(JSThrow) {
        if count >= OrderedTable.maximumEntries {
            throw context.throwError(.rangeError, hasValues ? "Map maximum size exceeded" : "Set maximum size exceeded")
        }
        let grows = count > capacity / 2 && capacity <= OrderedTable.maximumEntries
        try rebuild(capacity: grows ? capacity * 2 : max(capacity, OrderedTable.smallestCapacity), context)
    }

    @inline(never) private func shrink(_ context: Context) throws(JSThrow) {
        let smaller = capacity / 2
        // Not worth ending a script for.
        if context.heap.bytes + byteCount(smaller) < context.heap.limit { try rebuild(capacity: smaller, context) }
    }

    /// Room for that many entries at once.
    func reserve(_ entries: Int, _ context: Context) throws(JSThrow) {
        var wanted = OrderedTable.smallestCapacity
        while wanted < min(entries, OrderedTable.maximumEntries) { wanted *= 2 }
        if wanted > capacity { try rebuild(capacity: wanted, context) }
    }

    /// Moves the entries that are there to new storage, and chains them anew.
    private func rebuild(capacity newCapacity: Int, _ context: Context) throws(JSThrow) {
        let newStorage = try context.heap.allocateStorage(bytes: byteCount(newCapacity))
        var next = 0
        var present: Int
        do throws(JSThrow) {
            // A collection meanwhile takes entries away from a weak table: then everything is copied again.
            repeat {
                present = count
                next = 0
                for index in 0..<used {
                    if index & 1023 == 1023 { try context.pay(128) }
                    let from = entry(index)
                    if from.value(0).isEmpty { continue }
                    RawBytes.copy(entrySize, from: from.address, to: newStorage &+ UInt(bitPattern: next &* entrySize))
                    next &+= 1
                }
            } while count != present
        } catch {
            context.heap.freeStorage(newStorage, bytes: byteCount(newCapacity))
            throw error
        }
        if capacity > 0 { context.heap.freeStorage(storage, bytes: byteCount(capacity)) }
        storage = newStorage
        capacity = newCapacity
        // The position 2^24 - 1 means the end of a chain.
        room = min(newCapacity, OrderedTable.maximumEntries)
        used = next
        epoch &+= 1
        let buckets = Cell(address: storage &+ UInt(bitPattern: capacity &* entrySize))
        for index in 0..<capacity { buckets.store(OrderedTable.bucketEmpty, index &* 4) }
        for index in 0..<used {
            if index & 1023 == 1023 { try context.pay(256) }
            chain(index, hash(ofEntry: index), sequence(index))
        }
    }

    @inline(__always) private func hash(ofEntry index: Int) -> UInt32 {
        let value = key(at: index)
        if value.isCell {
            let cell = value.uncheckedCell
            if cell.kind == .string { return JSString(cell: cell).hash }
            if cell.kind == .bigint { return key(identity: Value(bits: JSBigInt(cell: cell).contentHash(seed, multiplier))).hash }
        }
        return key(identity: value).hash
    }

    // MARK: Iterating

    /// A place in the order of entries that stays right whatever happens to the table.
    struct Cursor {
        /// Where to look next, if the epoch is still that of the table.
        var index = 0
        var epoch: UInt32 = 0
        /// Of the entry given last.
        var lastSequence: UInt64 = 0
    }

    /// The position of the next entry, or -1 at the end (for now: later insertions may follow).
    @inline(__always) func next(_ cursor: inout Cursor) -> Int {
        if cursor.epoch != epoch { relocate(&cursor) }
        var index = cursor.index
        while index < used {
            let entry = entry(index)
            if !entry.value(0).isEmpty {
                cursor.index = index &+ 1
                cursor.lastSequence = link(entry) >> 24
                return index
            }
            index &+= 1
        }
        cursor.index = index
        return -1
    }

    /// The same; pays for the deleted entries on the way.
    @inline(__always) func next(_ cursor: inout Cursor, _ context: Context) -> Int {
        let start = cursor.index
        let index = next(&cursor)
        if cursor.index &- start >= 16 { context.owe((cursor.index &- start) / 16) }
        return index
    }

    @inline(never) private func relocate(_ cursor: inout Cursor) {
        var low = 0
        var high = used
        while low < high {
            let middle = (low + high) / 2
            if sequence(middle) <= cursor.lastSequence { low = middle + 1 } else { high = middle }
        }
        cursor.index = low
        cursor.epoch = epoch
    }

    // MARK: Collection

    override func trace(_ heap: Heap) {
        for index in 0..<used {
            heap.mark(key(at: index))
            if hasValues { heap.mark(value(at: index)) }
        }
    }

    override func finalize(_ heap: Heap) { release(heap) }
}

extension TableKey {
    /// The same hash for a key that compares by content.
    fileprivate func replacing(_ value: Value) -> TableKey { TableKey(value: value, hash: hash, comparesByContent: true) }
}

extension JSObject {
    /// The table of a Map or Set: the caller has checked the kind.
    @inline(__always) func withTable<Result>(_ body: (OrderedTable) throws(JSThrow) -> Result) throws(JSThrow) -> Result {
        try withBorrowed(OrderedTable.self, payloadWord(0), body)
    }
}
