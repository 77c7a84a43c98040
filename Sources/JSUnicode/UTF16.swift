// Code points in UTF-16 in the sense of ECMAScript: a surrogate without its partner is a code point of its own.

extension Span<UInt16> {
    /// The code point at `position`, which must be an index; moves `position` behind it.
    @inline(__always)
    func nextCodePoint(_ position: inout Int) -> UInt32 {
        let unit = self[position]
        position += 1
        if unit & 0xFC00 == 0xD800, position < count, self[position] & 0xFC00 == 0xDC00 {
            let low = self[position]
            position += 1
            return 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(low & 0x3FF))
        }
        return UInt32(unit)
    }

    /// The code point before `position`, which must be above 0; moves `position` to its start.
    func previousCodePoint(_ position: inout Int) -> UInt32 {
        position -= 1
        let unit = self[position]
        if unit & 0xFC00 == 0xDC00, position > 0, self[position - 1] & 0xFC00 == 0xD800 {
            position -= 1
            return 0x10000 + (UInt32(self[position] & 0x3FF) << 10 | UInt32(unit & 0x3FF))
        }
        return UInt32(unit)
    }
}

extension [UInt16] {
    /// Appends a code point as one or two code units.
    @inline(__always)
    mutating func append(codePoint: UInt32) {
        if codePoint < 0x10000 {
            append(UInt16(truncatingIfNeeded: codePoint))
        } else {
            append(UInt16(truncatingIfNeeded: 0xD7C0 + (codePoint >> 10)))
            append(UInt16(truncatingIfNeeded: 0xDC00 | codePoint & 0x3FF))
        }
    }
}
