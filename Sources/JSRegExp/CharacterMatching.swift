// Membership of single characters, runs of them, and comparing with what was captured.

import JSUnicode

extension WordView {
    /// Whether a character from 256 is in the ranges at an offset: how many, then the bounds of each; -1 for all.
    @inline(__always)
    func rangesContain(_ character: Int, at offset: Int) -> Bool {
        let count = self[offset]
        if count <= 0 { return count < 0 }
        if character < self[offset &+ 1] { return false }
        return rangesSearch(character, at: offset, count: count)
    }

    @inline(never)
    private func rangesSearch(_ character: Int, at offset: Int, count: Int) -> Bool {
        var low = 0
        var high = count
        while low < high {
            let middle = (low &+ high) >> 1
            if self[offset &+ 1 &+ 2 &* middle] <= character { low = middle &+ 1 } else { high = middle }
        }
        return low > 0 && character <= self[offset &+ 2 &* low]
    }
}

/// Reads the characters of an input by the sets of a program.
struct CharacterReader<Unit: CodeUnit> {
    let input: InputView<Unit>
    let tables: TableView
    let ranges: WordView

    /// Whether the code unit at a position is in a set.
    @inline(__always)
    func unitIsMember(_ position: Int, _ table: Int, _ wide: Int) -> Bool {
        let unit = input[position]
        if !Unit.isWide || unit < 256 { return tables[table &+ unit] != 0 }
        return ranges.rangesContain(unit, at: wide)
    }

    /// The number of code units of the code point at a position if it is in a set, else 0.
    @inline(__always)
    func codePointWidth(_ position: Int, _ table: Int, _ wide: Int) -> Int {
        let unit = input[position]
        if !Unit.isWide || unit < 256 { return Int(tables[table &+ unit]) }
        if unit & 0xFC00 == 0xD800, position &+ 1 < input.count, input.isTrail(position &+ 1) {
            let codePoint = 0x10000 &+ ((unit & 0x3FF) << 10 | input[position &+ 1] & 0x3FF)
            return ranges.rangesContain(codePoint, at: wide) ? 2 : 0
        }
        return ranges.rangesContain(unit, at: wide) ? 1 : 0
    }

    /// The number of code units of the code point before a position if it is in a set, else 0.
    @inline(__always)
    func codePointWidthBackward(_ position: Int, _ table: Int, _ wide: Int) -> Int {
        let unit = input[position &- 1]
        if !Unit.isWide || unit < 256 { return Int(tables[table &+ unit]) }
        if unit & 0xFC00 == 0xDC00, position > 1, input.isLead(position &- 2) {
            let codePoint = 0x10000 &+ ((input[position &- 2] & 0x3FF) << 10 | unit & 0x3FF)
            return ranges.rangesContain(codePoint, at: wide) ? 2 : 0
        }
        return ranges.rangesContain(unit, at: wide) ? 1 : 0
    }

    /// The end of the run of members of a set from a position, at most `limit`.
    @inline(__always)
    func endOfRun(from: Int, limit: Int, _ table: Int, _ wide: Int, _ excluded: Int) -> Int {
        if excluded >= 0 { return endOfRunWithout(from: from, limit: limit, excluded) }
        var position = from
        while position < limit && unitIsMember(position, table, wide) { position &+= 1 }
        return position
    }

    /// The same for a set given by the four units that it leaves out.
    @inline(__always)
    private func endOfRunWithout(from: Int, limit: Int, _ excluded: Int) -> Int {
        let a = ranges[excluded]
        var b = ranges[excluded &+ 1]
        var c = ranges[excluded &+ 2]
        var d = ranges[excluded &+ 3]
        if !Unit.isWide {
            // The list is in increasing order, so if its first unit is no Latin-1 character, none is.
            if a >= 256 { return limit }
            if b >= 256 { b = a }
            if c >= 256 { c = a }
            if d >= 256 { d = a }
        }
        let position: Int
        if b == a, c == a, d == a {
            position = input.firstPosition(of: Unit(truncatingIfNeeded: a), from: from, to: limit)
        } else if c == a, d == a {
            position = input.firstPosition(
                of: Unit(truncatingIfNeeded: a), Unit(truncatingIfNeeded: b), from: from, to: limit)
        } else {
            position = input.firstPosition(
                of: Unit(truncatingIfNeeded: a), Unit(truncatingIfNeeded: b), Unit(truncatingIfNeeded: c),
                Unit(truncatingIfNeeded: d), from: from, to: limit)
        }
        return position < 0 ? limit : position
    }

    // MARK: Word boundaries

    private func isWordCharacter(_ position: Int, extended: Bool) -> Bool {
        let unit = input[position]
        if unit < 64 { return unit >= 0x30 && unit <= 0x39 }
        if unit < 128 { return (0x07FF_FFFE_87FF_FFFE >> (unit & 63)) & 1 != 0 }
        return extended && (unit == 0x17F || unit == 0x212A)
    }

    /// Whether exactly one of the characters at the two sides of a position is a word character.
    @inline(__always)
    func isWordBoundary(_ position: Int, extended: Bool) -> Bool {
        let before = position > 0 && isWordCharacter(position &- 1, extended: extended)
        let after = position < input.count && isWordCharacter(position, extended: extended)
        return before != after
    }

    @inline(__always)
    func isLineTerminator(_ position: Int) -> Bool {
        let unit = input[position]
        return unit == 0x0A || unit == 0x0D || (Unit.isWide && (unit == 0x2028 || unit == 0x2029))
    }

    // MARK: Backreferences

    /// Whether the input is the same in two ranges of a length.
    @inline(never)
    func isRepeated(_ first: Int, at second: Int, length: Int, ignoreCase: Bool, isUnicodeMode: Bool) -> Bool {
        var offset = 0
        while offset < length {
            let left = input[first &+ offset]
            let right = input[second &+ offset]
            if left == right {
                offset &+= 1
            } else if !ignoreCase {
                return false
            } else if isUnicodeMode {
                if offset > 0, input.isTrail(first &+ offset), input.isLead(first &+ offset &- 1) { offset &-= 1 }
                let (leftCodePoint, leftWidth) = codePoint(first &+ offset, before: first &+ length)
                let (rightCodePoint, rightWidth) = codePoint(second &+ offset, before: second &+ length)
                guard leftWidth == rightWidth,
                    CaseFolding.simpleCaseFolding(leftCodePoint) == CaseFolding.simpleCaseFolding(rightCodePoint)
                else { return false }
                offset &+= leftWidth
            } else {
                guard
                    CaseFolding.canonicalizeLegacy(UInt16(truncatingIfNeeded: left))
                        == CaseFolding.canonicalizeLegacy(UInt16(truncatingIfNeeded: right))
                else { return false }
                offset &+= 1
            }
        }
        return true
    }

    private func codePoint(_ position: Int, before end: Int) -> (UInt32, Int) {
        let unit = input[position]
        if Unit.isWide, unit & 0xFC00 == 0xD800, position &+ 1 < end, input.isTrail(position &+ 1) {
            let value = 0x10000 &+ ((unit & 0x3FF) << 10 | input[position &+ 1] & 0x3FF)
            return (UInt32(truncatingIfNeeded: value), 2)
        }
        return (UInt32(truncatingIfNeeded: unit), 1)
    }
}
