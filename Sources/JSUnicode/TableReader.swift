// Reads the generated tables.
//
// The tables are string literals, so that they cost neither compile time nor start time. A number is written in base 32,
// most significant digit first, in printable characters: "0"..."O" for a digit that another one follows,
// "P"..."o" for the last. Everything below "0" is layout. `Conformance/Unicode/generate.py` writes this form.

struct TableReader {
    private let bytes: [UInt8]
    private var position: Int
    private let end: Int

    init(_ text: String) {
        self.init(Array(text.utf8))
    }

    init(_ bytes: [UInt8]) {
        self.init(bytes, in: bytes.indices)
    }

    /// Reads the part of `bytes` within `range`.
    init(_ bytes: [UInt8], in range: Range<Int>) {
        self.bytes = bytes
        self.position = range.lowerBound
        self.end = range.upperBound
    }

    /// The next number, or nil at the end of the table.
    mutating func next() -> UInt32? {
        var value: UInt32 = 0
        while position < end {
            let byte = bytes[position]
            position += 1
            if byte >= 80 { return value << 5 | UInt32(byte - 80) }
            if byte >= 48 { value = value << 5 | UInt32(byte - 48) }
        }
        return nil
    }

    /// The next number in zigzag code: 0, -1, 1, -2, 2, ...
    mutating func nextSigned() -> Int32? {
        guard let value = next() else { return nil }
        let half = Int32(value >> 1)
        return value & 1 == 0 ? half : -half - 1
    }

    /// The boundaries of a set: each number is the distance from the boundary before.
    mutating func remainingBoundaries() -> [UInt32] {
        var boundaries: [UInt32] = []
        var last: UInt32 = 0
        while let distance = next() {
            last += distance
            boundaries.append(last)
        }
        return boundaries
    }
}
