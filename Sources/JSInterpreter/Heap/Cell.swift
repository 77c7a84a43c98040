// What every heap cell starts with, and the only place that reads and writes the raw memory of cells.
//
// A cell begins with a header word: its kind, the collector's mark, sixteen flag bits whose meaning belongs to the kind,
// and a 32-bit number (the length of a string or array, the slot count of an environment). The rest is words, each with a
// fixed meaning in each kind. Handles (`JSObject`, `JSString`, `Shape`, …) give these words their names and are what
// all other code uses. A handle made for a live cell of its kind keeps to the cell's memory; that is why it is `@safe`.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What a cell is. Blocks hold cells of one kind only, so stale memory can only be seen as the same kind. The raw values count up
/// from 0, which is also how Swift numbers the cases in memory.
enum CellKind: UInt8 {
    case free = 0
    case string, symbol, bigint
    case shape, environment, accessor
    /// Raw values owned by one other cell (a suspended generator's frame).
    case box

    // Everything from here on is an object.
    case object
    case array, function, nativeFunction, boundFunction
    case error, primitiveWrapper, date, regexp
    case map, set, weakMap, weakSet, weakRef, finalizationRegistry
    case arguments, generator, iterator, arrayIterator, tableIterator
    case proxy, arrayBuffer, typedArray, dataView
    case global, host

    @inline(__always) var isObject: Bool { rawValue >= CellKind.object.rawValue }
}

@safe
struct Cell: Equatable {
    let address: UInt

    @inline(__always) init(address: UInt) { self.address = address }

    @inline(__always) private var pointer: UnsafeMutableRawPointer {
        unsafe UnsafeMutableRawPointer(bitPattern: address).unsafelyUnwrapped
    }

    @inline(__always) func load<T>(_ offset: Int, as type: T.Type) -> T {
        unsafe pointer.load(fromByteOffset: offset, as: type)
    }
    @inline(__always) func store<T>(_ value: T, _ offset: Int) {
        unsafe pointer.storeBytes(of: value, toByteOffset: offset, as: T.self)
    }
    /// Eight bytes at any address.
    @inline(__always) func loadUnaligned(_ offset: Int) -> UInt64 {
        unsafe pointer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }
    @inline(__always) func value(_ offset: Int) -> Value { Value(bits: load(offset, as: UInt64.self)) }
    @inline(__always) func setValue(_ value: Value, _ offset: Int) { store(value.bits, offset) }
    @inline(__always) func word(_ offset: Int) -> UInt { load(offset, as: UInt.self) }
    @inline(__always) func setWord(_ value: UInt, _ offset: Int) { store(value, offset) }

    // MARK: Header

    @inline(__always) var kind: CellKind {
        get { load(0, as: CellKind.self) }
        nonmutating set { store(newValue, 0) }
    }
    @inline(__always) var isObject: Bool { load(0, as: UInt8.self) >= CellKind.object.rawValue }

    /// 0 white, 1 marked, 2 marked and to be traced later, 255 immortal (shared, read-only, outside every heap).
    @inline(__always) var mark: UInt8 {
        get { load(1, as: UInt8.self) }
        nonmutating set { store(newValue, 1) }
    }
    @inline(__always) var flags: UInt16 {
        get { load(2, as: UInt16.self) }
        nonmutating set { store(newValue, 2) }
    }
    @inline(__always) var number: UInt32 {
        get { load(4, as: UInt32.self) }
        nonmutating set { store(newValue, 4) }
    }

    @inline(__always) func has(_ flag: UInt16) -> Bool { flags & flag != 0 }
    @inline(__always) func set(_ flag: UInt16) { flags |= flag }
    @inline(__always) func clear(_ flag: UInt16) { flags &= ~flag }

    @inline(__always) func initializeHeader(_ kind: CellKind, flags: UInt16 = 0, number: UInt32 = 0) {
        store(UInt64(kind.rawValue) | UInt64(flags) << 16 | UInt64(number) << 32, 0)
    }

    static let immortalMark: UInt8 = 255
    /// Of cells that are marked, but for which the collector had no room to remember that their references are to be followed.
    static let overflowMark: UInt8 = 2
}

/// A run of values in raw storage: the slots of an object, the elements of an array, a frame.
@safe
struct ValueStorage: Equatable {
    let base: UInt

    @inline(__always) init(base: UInt) { self.base = base }
    @inline(__always) private var pointer: UnsafeMutablePointer<Value> {
        unsafe UnsafeMutablePointer(bitPattern: base).unsafelyUnwrapped
    }
    @inline(__always) subscript(index: Int) -> Value {
        get { unsafe pointer[index] }
        nonmutating set { unsafe pointer[index] = newValue }
    }
    @inline(__always) func fill(_ value: Value, from start: Int, to end: Int) {
        var index = start
        while index < end {
            self[index] = value
            index &+= 1
        }
    }
    /// Copies values; the ranges may overlap.
    @inline(__always) func move(from source: ValueStorage, _ sourceIndex: Int, to index: Int, count: Int) {
        if count > 0 {
            unsafe memmove(pointer + index, source.pointer + sourceIndex, count &* 8)
        }
    }
    @inline(__always) func advanced(by count: Int) -> ValueStorage {
        ValueStorage(base: base &+ UInt(bitPattern: count &* 8))
    }
}
