// A short ASCII text without heap storage: every Number in radix 10 fits in it.

/// Up to 32 ASCII characters, kept inline.
public struct NumberText: RandomAccessCollection, Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    public private(set) var endIndex = 0

    init() {}

    init(_ text: String) {
        for character in text.utf8 { append(character) }
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
        guard endIndex < 32 else { return }
        put(character, at: endIndex)
        endIndex += 1
    }

    /// Appends a natural number in decimal.
    @inline(__always)
    mutating func append(decimal value: UInt64) {
        var count = 1
        var limit: UInt64 = 10
        while count < 20 && value >= limit {
            count += 1
            limit = limit &* 10
        }
        guard endIndex + count <= 32 else { return }
        var rest = value
        var position = endIndex + count
        endIndex = position
        for _ in 0..<count {
            position &-= 1
            put(UInt8(truncatingIfNeeded: 0x30 &+ rest % 10), at: position)
            rest /= 10
        }
    }

    /// Writes to a place below 32 that has not been written to.
    @inline(__always)
    private mutating func put(_ character: UInt8, at position: Int) {
        let value = UInt64(character) &<< UInt64(truncatingIfNeeded: (position & 7) &<< 3)
        switch position &>> 3 {
        case 0: words.0 |= value
        case 1: words.1 |= value
        case 2: words.2 |= value
        default: words.3 |= value
        }
    }
}
