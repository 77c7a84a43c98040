// A short ASCII text without heap storage: every Number in radix 10 fits in it.

/// Up to 32 ASCII characters, kept inline.
public struct NumberText: RandomAccessCollection, Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    public private(set) var endIndex = 0

    init() {}

    init(_ text: StaticString) {
        for scalar in text.description.utf8 { append(scalar) }
    }

    public var startIndex: Int { 0 }

    /// The character at `position`; 0 beyond the end.
    public subscript(position: Int) -> UInt8 {
        let word: UInt64
        switch position >> 3 {
        case 0: word = words.0
        case 1: word = words.1
        case 2: word = words.2
        case 3: word = words.3
        default: return 0
        }
        return UInt8(truncatingIfNeeded: word >> UInt64((position & 7) << 3))
    }

    @inline(__always)
    mutating func append(_ character: UInt8) {
        let value = UInt64(character) << UInt64((endIndex & 7) << 3)
        switch endIndex >> 3 {
        case 0: words.0 |= value
        case 1: words.1 |= value
        case 2: words.2 |= value
        case 3: words.3 |= value
        default: return
        }
        endIndex += 1
    }

    /// Appends a natural number in decimal.
    mutating func append(decimal value: UInt64) {
        var divisor: UInt64 = 1
        while value / divisor >= 10 { divisor *= 10 }
        var rest = value
        while divisor > 0 {
            append(UInt8(truncatingIfNeeded: 0x30 + rest / divisor))
            rest %= divisor
            divisor /= 10
        }
    }
}
