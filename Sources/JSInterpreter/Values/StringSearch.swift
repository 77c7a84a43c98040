// Looking for text in text. Candidates for the first unit are found by the C library (Latin-1) or eight units at a time
// (UTF-16); the rest is compared where they are. Everything is paid for in pieces, so that no search goes unnoticed for long.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Context {
    /// sec-stringindexof: the first position from `start` on at which a text occurs in another.
    func indexOf(_ text: StringUnits, _ search: StringUnits, from start: Int) throws(JSThrow) -> Int? {
        let count = search.count
        if start > text.count - count { return nil }
        if count == 0 { return start }
        let first = search[0]
        if !text.isWide && first > 0xFF { return nil }
        let last = text.count - count
        var position = start
        while let candidate = try nextPosition(of: first, in: text, from: position, through: last) {
            if text.hasPart(search, at: candidate) { return candidate }
            try pay(1 + count / 256)
            position = candidate + 1
        }
        return nil
    }

    /// sec-stringlastindexof: the last position up to `start` at which a text occurs in another.
    func lastIndexOf(_ text: StringUnits, _ search: StringUnits, from start: Int) throws(JSThrow) -> Int? {
        var position = min(start, text.count - search.count)
        if search.isEmpty { return position >= 0 ? position : nil }
        let first = search[0]
        var unpaid = 0
        while position >= 0 {
            unpaid += 1
            if unpaid == 64 {
                try pay()
                unpaid = 0
            }
            if text[position] == first {
                if text.hasPart(search, at: position) { return position }
                try pay(search.count / 256)
            }
            position -= 1
        }
        return nil
    }

    /// The first position of a unit in `start...last`.
    @inline(__always)
    func nextPosition(of unit: UInt16, in text: StringUnits, from start: Int, through last: Int) throws(JSThrow) -> Int? {
        var position = start
        while position <= last {
            // A piece takes some microseconds at most.
            let end = min(last + 1, position + 1 << 16)
            if let found = text.firstPosition(of: unit, from: position, to: end) {
                if found - position >= 64 { try pay((found - position) / 64) }
                return found
            }
            try pay((end - position) / 64)
            position = end
        }
        return nil
    }
}

extension StringUnits {
    /// Whether the units of `part`, of which there are as many left, are at a position.
    @inline(__always) func hasPart(_ part: StringUnits, at position: Int) -> Bool {
        if isWide == part.isWide {
            let width = isWide ? 2 : 1
            return RawBytes.equal(address &+ UInt(position &* width), part.address, part.count &* width)
        }
        for index in 0..<part.count where self[position &+ index] != part[index] { return false }
        return true
    }

    /// The first position of a unit in `start..<end`, which is part of the text.
    func firstPosition(of unit: UInt16, from start: Int, to end: Int) -> Int? {
        if start >= end { return nil }
        if !isWide {
            guard unit <= 0xFF else { return nil }
            let base = unsafe UnsafeRawPointer(bitPattern: address &+ UInt(start)).unsafelyUnwrapped
            guard let found = unsafe memchr(base, Int32(unit), end &- start) else { return nil }
            return unsafe start &+ (UnsafeRawPointer(found) - base)
        }
        var position = start
        let pattern = SIMD8<UInt16>(repeating: unit)
        while position &+ 8 <= end {
            let lanes = unsafe UnsafeRawPointer(bitPattern: address &+ UInt(position &* 2)).unsafelyUnwrapped
                .loadUnaligned(as: SIMD8<UInt16>.self)
            if any(lanes .== pattern) { break }
            position &+= 8
        }
        while position < end {
            if self[position] == unit { return position }
            position &+= 1
        }
        return nil
    }

    /// The first unit of Latin-1 text in `start..<end` that JSON must escape: a control character, `"` or `\`.
    @inline(__always) func firstJSONEscape(from start: Int, to end: Int) -> Int {
        var position = start
        if !isWide {
            while position &+ 8 <= end {
                let word = Cell(address: address).loadUnaligned(position)
                if StringUnits.hasJSONEscape(word) { break }
                position &+= 8
            }
        }
        while position < end {
            let unit = self[position]
            if unit < 0x20 || unit == 0x22 || unit == 0x5C || unit & 0xF800 == 0xD800 { return position }
            position &+= 1
        }
        return end
    }

    /// Whether one of eight bytes is below 0x20, `"` or `\`. May say yes when only a byte after such a one is not.
    @inline(__always) static func hasJSONEscape(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5C)
        let control = (word &- ones &* 0x20) & ~word
        return (control | ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)) & tops != 0
    }
}
