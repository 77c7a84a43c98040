// Lists of values that the collector knows, for builtins that have to keep more of them than Swift variables hold.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A list of values that live as long as it does.
///
/// Its storage is raw, so that reading and appending need no check for exclusive access.
@safe
final class RootList: RandomAccessCollection {
    private(set) var count = 0
    private var capacity = 0
    private var storage = ValueStorage(base: 0)
    /// Values that the memory account covers.
    private var reserved = 0
    private unowned(unsafe) let heap: Heap
    private(set) unowned(unsafe) var next: RootList?
    private unowned(unsafe) var previous: RootList?

    init(_ heap: Heap) {
        unsafe self.heap = heap
        unsafe next = heap.rootLists
        unsafe previous = nil
        unsafe heap.rootLists?.previous = self
        unsafe heap.rootLists = self
    }

    deinit {
        unsafe heap.unreserve(reserved * MemoryLayout<Value>.stride)
        if let previous = unsafe previous { unsafe previous.next = next } else { unsafe heap.rootLists = next }
        if let next = unsafe next { unsafe next.previous = previous }
        unsafe free(UnsafeMutableRawPointer(bitPattern: storage.base))
    }

    var startIndex: Int { 0 }
    var endIndex: Int { count }

    /// An index outside of the list is a mistake of the engine, and ends the process as it does with an array.
    @inline(__always) subscript(index: Int) -> Value {
        get {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
            return storage[index]
        }
        set {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
            storage[index] = newValue
        }
    }

    // MARK: Adding

    /// Adds a value and accounts for the room that it takes; what was accounted is given back when the list goes.
    @inline(__always) func append(_ value: Value) throws(JSThrow) {
        if count >= reserved { try reserve(Swift.max(16, reserved)) }
        appendReserved(value)
    }

    /// Adds a value for whose room somebody has accounted already, or one of a few.
    @inline(__always) func appendReserved(_ value: Value) {
        if count == capacity { grow(to: Swift.max(8, capacity * 2)) }
        storage[count] = value
        count &+= 1
    }

    /// Accounts for room for that many more values.
    func reserve(_ count: Int) throws(JSThrow) {
        let (bytes, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Value>.stride)
        try unsafe heap.reserve(overflow ? Int.max / 2 : bytes)
        reserved += count
    }

    /// Makes room for that many values in all, for which somebody has accounted.
    func reserveCapacity(_ count: Int) {
        if count > capacity { grow(to: count) }
    }

    @inline(never) private func grow(to wanted: Int) {
        guard let larger = unsafe realloc(UnsafeMutableRawPointer(bitPattern: storage.base), wanted * MemoryLayout<Value>.stride)
        else { fatalError("out of system memory") }
        storage = ValueStorage(base: UInt(bitPattern: larger))
        capacity = wanted
    }

    // MARK: Changing

    /// Puts the same number of other values, or fewer, in the place of those that are there.
    func replaceAll(with values: [Value]) {
        precondition(values.count <= capacity)
        count = 0
        for value in values { appendReserved(value) }
    }

    func removeLast(_ removed: Int = 1) {
        precondition(removed >= 0 && removed <= count)
        count -= removed
    }

    func remove(at index: Int) {
        for later in index + 1..<count { self[later - 1] = self[later] }
        removeLast()
    }
}

/// Property keys that the collector knows: what [[OwnPropertyKeys]] gives.
struct KeyList: RandomAccessCollection {
    private let roots: RootList

    init(_ heap: Heap) { roots = RootList(heap) }

    var startIndex: Int { 0 }
    var endIndex: Int { roots.count }
    subscript(index: Int) -> PropertyKey { PropertyKey(bits: roots[index].bits) }
    /// Accounts for room for that many more keys.
    func reserve(_ count: Int) throws(JSThrow) {
        try roots.reserve(count)
        roots.reserveCapacity(roots.count + count)
    }
    /// Adds a key for which there is room.
    func append(_ key: PropertyKey) { roots.appendReserved(Value(bits: key.bits)) }

    /// Adds a key and accounts for the room that it takes.
    func add(_ key: PropertyKey) throws(JSThrow) { try roots.append(Value(bits: key.bits)) }

    func append(contentsOf keys: KeyList) {
        for key in keys.roots { roots.appendReserved(key) }
    }
}
