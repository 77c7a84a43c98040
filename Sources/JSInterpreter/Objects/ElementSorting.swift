// Sorting typed elements in raw memory without a comparison function: ascending, -0 before +0, NaN last.
//
// Every element becomes an unsigned number that sorts the same way; these are sorted by their digits to the base 2048, the last digit
// first, and become elements again. Time is linear, and needs no comparisons that could be mispredicted.

enum ElementSorting {
    static func sort(_ type: TypedArrayType, _ address: UInt, count: Int, _ context: Context) throws(JSThrow) {
        switch type.size {
        case 1: try sortBytes(type, address, count, context)
        case 2: try sort(type, address, count, UInt16.self, context)
        case 4: try sort(type, address, count, UInt32.self, context)
        default: try sort(type, address, count, UInt64.self, context)
        }
    }

    /// By counting.
    private static func sortBytes(_ type: TypedArrayType, _ address: UInt, _ count: Int, _ context: Context) throws(JSThrow) {
        let flip: UInt8 = type == .int8 ? 0x80 : 0
        var counts = [Int](repeating: 0, count: 256)
        try forEachPiece(count, context) { index in
            counts[Int(ElementMemory.load(address &+ UInt(bitPattern: index), as: UInt8.self) ^ flip)] += 1
        }
        var next = address
        for byte in 0..<256 {
            ElementMemory.fill(next, count: counts[byte], size: 1, bits: UInt64(UInt8(byte) ^ flip))
            next &+= UInt(counts[byte])
        }
    }

    private static let digitBits = 11
    private static let digits = 1 << digitBits

    private static func sort<Key: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
        _ type: TypedArrayType, _ address: UInt, _ count: Int, _ keyType: Key.Type, _ context: Context
    ) throws(JSThrow) {
        let bytes = count * MemoryLayout<Key>.size
        if count <= 32 {
            var keys: [Key] = []
            for index in 0..<count { keys.append(key(type, load(address, index))) }
            keys.sort()
            for (index, key) in keys.enumerated() { store(element(type, key), address, index) }
            return
        }
        let first = try context.heap.allocateStorage(bytes: bytes)
        defer { context.heap.freeStorage(first, bytes: bytes) }
        let second = try context.heap.allocateStorage(bytes: bytes)
        defer { context.heap.freeStorage(second, bytes: bytes) }
        var from = first
        var to = second
        var isSorted = true
        var previous: Key = 0
        try forEachPiece(count, context) { index in
            let key: Key = key(type, load(address, index))
            if key < previous { isSorted = false }
            previous = key
            store(key, from, index)
        }
        if isSorted { return }
        var shift = 0
        while shift < Key.bitWidth {
            var starts = [Int](repeating: 0, count: digits)
            try forEachPiece(count, context) { index in
                starts[digit(load(from, index) as Key, shift)] &+= 1
            }
            if starts[digit(load(from, 0) as Key, shift)] < count {
                var sum = 0
                for digit in 0..<digits {
                    let here = starts[digit]
                    starts[digit] = sum
                    sum &+= here
                }
                try forEachPiece(count, context) { index in
                    let key: Key = load(from, index)
                    let digit = digit(key, shift)
                    store(key, to, starts[digit])
                    starts[digit] &+= 1
                }
                swap(&from, &to)
            }
            shift += digitBits
        }
        try forEachPiece(count, context) { index in store(element(type, load(from, index) as Key), address, index) }
    }

    @inline(__always) private static func digit<Key: FixedWidthInteger>(_ key: Key, _ shift: Int) -> Int {
        Int(truncatingIfNeeded: key &>> Key(truncatingIfNeeded: shift)) & (digits &- 1)
    }

    @inline(__always) private static func load<Key: BitwiseCopyable>(_ base: UInt, _ index: Int) -> Key {
        ElementMemory.load(base &+ UInt(bitPattern: index &* MemoryLayout<Key>.size), as: Key.self)
    }

    @inline(__always) private static func store<Key: BitwiseCopyable>(_ key: Key, _ base: UInt, _ index: Int) {
        ElementMemory.store(key, base &+ UInt(bitPattern: index &* MemoryLayout<Key>.size))
    }

    /// Calls `body` for every index, paying in pieces.
    @inline(__always) private static func forEachPiece(_ count: Int, _ context: Context, _ body: (Int) -> Void) throws(JSThrow) {
        var start = 0
        while start < count {
            let end = min(count, start + 16384)
            try context.pay((end - start) / 8)
            for index in start..<end { body(index) }
            start = end
        }
    }

    /// The number that sorts like an element with these bits. NaN, whatever its bits, is the largest.
    @inline(__always) private static func key<Key: FixedWidthInteger & UnsignedInteger>(_ type: TypedArrayType, _ bits: Key) -> Key {
        let sign = Key(1) << Key(Key.bitWidth - 1)
        switch type {
        case .int8, .int16, .int32, .bigInt64: return bits ^ sign
        case .float16, .float32, .float64:
            if bits & ~sign > infinity(type) { return .max }
            return bits & sign == 0 ? bits | sign : ~bits
        default: return bits
        }
    }

    @inline(__always) private static func element<Key: FixedWidthInteger & UnsignedInteger>(_ type: TypedArrayType, _ key: Key) -> Key {
        let sign = Key(1) << Key(Key.bitWidth - 1)
        switch type {
        case .int8, .int16, .int32, .bigInt64: return key ^ sign
        case .float16, .float32, .float64:
            if key == .max { return infinity(type) | infinity(type) >> 1 }
            return key & sign == 0 ? ~key : key & ~sign
        default: return key
        }
    }

    /// The bits of positive infinity.
    @inline(__always) private static func infinity<Key: FixedWidthInteger>(_ type: TypedArrayType) -> Key {
        switch type {
        case .float16: Key(truncatingIfNeeded: 0x7C00)
        case .float32: Key(truncatingIfNeeded: 0x7F80_0000)
        default: Key(truncatingIfNeeded: 0x7FF0_0000_0000_0000 as UInt64)
        }
    }
}
