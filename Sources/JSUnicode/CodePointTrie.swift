// A map from code points to small integers with lookup in constant time: one array finds the block of a code point, another
// one holds the blocks of 64 values, where the blocks without entries share block 0.

struct CodePointTrie: Sendable {
    private var blockOfPrefix: [UInt16] = []
    private var values = [Int32](repeating: 0, count: 64)

    /// The value of `codePoint`, 0 unless it has been set.
    @inline(__always)
    subscript(codePoint: UInt32) -> Int32 {
        let prefix = Int(codePoint >> 6)
        guard prefix < blockOfPrefix.count else { return 0 }
        return values[Int(blockOfPrefix[prefix]) << 6 | Int(codePoint & 63)]
    }

    mutating func set(_ codePoint: UInt32, to value: Int32) {
        let prefix = Int(codePoint >> 6)
        if prefix >= blockOfPrefix.count {
            blockOfPrefix.append(contentsOf: repeatElement(0, count: prefix + 1 - blockOfPrefix.count))
        }
        if blockOfPrefix[prefix] == 0 {
            blockOfPrefix[prefix] = UInt16(values.count >> 6)
            values.append(contentsOf: repeatElement(0, count: 64))
        }
        values[Int(blockOfPrefix[prefix]) << 6 | Int(codePoint & 63)] = value
    }
}
