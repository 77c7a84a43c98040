// Tables with a million entries are compared by one hash (FNV-1a over whole values); the expected values were computed
// from the same version of Unicode by other software.

struct ContentHash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ element: UInt64) {
        value = (value ^ element) &* 0x100_0000_01B3
    }

    mutating func add(_ elements: some Sequence<some FixedWidthInteger>) {
        for element in elements { add(UInt64(element)) }
    }
}

func utf16(_ codePoint: UInt32) -> [UInt16] {
    codePoint < 0x10000
        ? [UInt16(codePoint)]
        : [UInt16(0xD7C0 + (codePoint >> 10)), UInt16(0xDC00 | codePoint & 0x3FF)]
}
