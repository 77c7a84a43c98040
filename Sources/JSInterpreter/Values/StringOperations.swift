// Making strings, joining them, taking pieces, comparing. Everything that allocates in proportion to a string's length goes
// through here, so the memory account and the length limit are in one place.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Context {
    // MARK: Making strings

    var emptyString: JSString { StaticAtoms.shared.empty }

    /// A new flat string with characters to be filled in by the caller before anything else allocates.
    func allocateString(length: Int, isWide: Bool) throws(JSThrow) -> JSString {
        if length > JSString.maximumLength { throw throwError(.rangeError, "Invalid string length") }
        let byteCount = isWide ? length &* 2 : length
        let inline = JSString.charactersOffset + byteCount
        let cell: Cell
        var flags = isWide ? JSString.Flag.wide : 0
        if inline <= 128 {
            cell = heap.allocate(.string, size: max(32, inline))
            cell.setWord(cell.address &+ UInt(JSString.charactersOffset), 16)
        } else {
            let storage = try heap.allocateStorage(bytes: byteCount)
            cell = heap.allocate(.string, size: 32)
            cell.setWord(storage, 16)
            flags |= JSString.Flag.external
        }
        cell.initializeHeader(.string, flags: flags, number: UInt32(length))
        cell.setWord(JSString.noHash, 8)
        return JSString(cell: cell)
    }

    /// A flat string that takes over storage of exactly its size.
    func makeString(adopting storage: UInt, length: Int, isWide: Bool) -> JSString {
        let cell = heap.allocate(.string, size: 32)
        cell.initializeHeader(
            .string, flags: JSString.Flag.external | (isWide ? JSString.Flag.wide : 0), number: UInt32(length))
        cell.setWord(JSString.noHash, 8)
        cell.setWord(storage, 16)
        cell.setWord(0, 24)
        return JSString(cell: cell)
    }

    /// A string of text that the engine or the host wrote: short, so it cannot exceed the limits by itself.
    func makeString(_ text: String) -> JSString {
        var text = text
        let bytes = text.withUTF8 { unsafe Array($0) }
        if bytes.allSatisfy({ $0 < 0x80 }) { return (try? makeString(latin1: bytes)) ?? emptyString }
        return (try? makeString(utf16: Array(text.utf16))) ?? emptyString
    }

    func makeString(latin1 bytes: [UInt8]) throws(JSThrow) -> JSString {
        if bytes.isEmpty { return emptyString }
        if bytes.count == 1 { return StaticAtoms.shared.character(bytes[0]) }
        let string = try allocateString(length: bytes.count, isWide: false)
        unsafe bytes.withUnsafeBytes { RawBytes.copy(bytes.count, from: UInt(bitPattern: $0.baseAddress), to: string.characters) }
        return string
    }

    /// Stored as Latin-1 if every unit fits.
    func makeString(utf16 units: [UInt16]) throws(JSThrow) -> JSString {
        if units.isEmpty { return emptyString }
        let isWide = units.contains { $0 > 0xFF }
        if units.count == 1, !isWide { return StaticAtoms.shared.character(UInt8(truncatingIfNeeded: units[0])) }
        let string = try allocateString(length: units.count, isWide: isWide)
        if isWide {
            unsafe units.withUnsafeBytes { RawBytes.copy(units.count * 2, from: UInt(bitPattern: $0.baseAddress), to: string.characters) }
        } else {
            let characters = Cell(address: string.characters)
            for (index, unit) in units.enumerated() { characters.store(UInt8(truncatingIfNeeded: unit), index) }
        }
        return string
    }

    /// A one-unit string; those of Latin-1 are shared.
    @inline(__always) func makeString(unit: UInt16) -> JSString {
        if unit <= 0xFF { return StaticAtoms.shared.character(UInt8(truncatingIfNeeded: unit)) }
        let cell = heap.allocate(.string, size: 32)
        cell.initializeHeader(.string, flags: JSString.Flag.wide, number: 1)
        cell.setWord(JSString.noHash, 8)
        cell.setWord(cell.address &+ UInt(JSString.charactersOffset), 16)
        cell.store(unit, JSString.charactersOffset)
        return JSString(cell: cell)
    }

    func makeString(codePoint: UInt32) -> JSString {
        if codePoint <= 0xFFFF { return makeString(unit: UInt16(truncatingIfNeeded: codePoint)) }
        let offset = codePoint &- 0x10000
        let cell = heap.allocate(.string, size: 32)
        cell.initializeHeader(.string, flags: JSString.Flag.wide, number: 2)
        cell.setWord(JSString.noHash, 8)
        cell.setWord(cell.address &+ UInt(JSString.charactersOffset), 16)
        cell.store(UInt16(0xD800 | (offset >> 10) & 0x3FF), JSString.charactersOffset)
        cell.store(UInt16(0xDC00 | offset & 0x3FF), JSString.charactersOffset + 2)
        return JSString(cell: cell)
    }

    func makeString(decimal value: Int) -> JSString {
        if value >= 0 && value < 10 { return StaticAtoms.shared.character(UInt8(0x30 + value)) }
        var magnitude = value.magnitude
        var digits = 0
        var rest = magnitude
        while rest > 0 {
            digits += 1
            rest /= 10
        }
        let length = digits + (value < 0 ? 1 : 0)
        let cell = heap.allocate(.string, size: max(32, JSString.charactersOffset + length))
        cell.initializeHeader(.string, number: UInt32(length))
        cell.setWord(JSString.noHash, 8)
        cell.setWord(cell.address &+ UInt(JSString.charactersOffset), 16)
        var position = JSString.charactersOffset + length
        while magnitude > 0 {
            position -= 1
            cell.store(UInt8(0x30 + magnitude % 10), position)
            magnitude /= 10
        }
        if value < 0 { cell.store(UInt8(0x2D), JSString.charactersOffset) }
        return JSString(cell: cell)
    }

    // MARK: Joining

    /// The concatenation: short ones are copied, longer ones become a rope.
    func concatenate(_ left: JSString, _ right: JSString) throws(JSThrow) -> JSString {
        let leftLength = left.length
        let rightLength = right.length
        if leftLength == 0 { return right }
        if rightLength == 0 { return left }
        let length = leftLength + rightLength
        if length > JSString.maximumLength { throw throwError(.rangeError, "Invalid string length") }
        let isWide = left.isWide || right.isWide
        if length <= 24 && !left.isRope && !right.isRope {
            let result = try allocateString(length: length, isWide: isWide)
            copyUnits(of: left, from: 0, count: leftLength, to: result, at: 0)
            copyUnits(of: right, from: 0, count: rightLength, to: result, at: leftLength)
            return result
        }
        let cell = heap.allocate(.string, size: 32)
        cell.initializeHeader(
            .string, flags: JSString.Flag.rope | (isWide ? JSString.Flag.wide : 0), number: UInt32(length))
        cell.setWord(JSString.noHash, 8)
        cell.setWord(left.cell.address, 16)
        cell.setWord(right.cell.address, 24)
        return JSString(cell: cell)
    }

    /// The same string with its characters in one place. Throws only what an allocation may throw.
    @inline(__always) func flattened(_ string: JSString) throws(JSThrow) -> JSString {
        if string.isRope { try flattenRope(string) }
        return string
    }

    /// Like `flattened`, for places that cannot throw: a string that does not fit the memory limit becomes empty, and the
    /// script ends at its next step.
    func flatten(_ string: JSString) -> JSString {
        if !string.isRope { return string }
        do {
            try flattenRope(string)
            return string
        } catch { return emptyString }
    }

    @inline(never) private func flattenRope(_ rope: JSString) throws(JSThrow) {
        let length = rope.length
        let isWide = rope.isWide
        try pay(length / 64)
        let storage = try heap.allocateStorage(bytes: isWide ? length * 2 : length)
        do throws(JSThrow) {
            try copyParts(of: rope, to: storage, isWide: isWide)
        } catch {
            heap.freeStorage(storage, bytes: isWide ? length * 2 : length)
            throw error
        }
        rope.cell.setWord(storage, 16)
        rope.cell.setWord(0, 24)
        rope.cell.flags = (rope.cell.flags & ~JSString.Flag.rope) | JSString.Flag.external
    }

    private func copyParts(of rope: JSString, to storage: UInt, isWide: Bool) throws(JSThrow) {
        // Parts still to be copied. Left parts are pushed and right parts followed, from the end of the text to its start:
        // text that grew by `s += piece` has its depth on the left.
        var pending = [rope.left]
        var reserved = 0
        defer { heap.unreserve(reserved * MemoryLayout<JSString>.stride) }
        var end = rope.length
        var part = rope.right
        var unpaid = 0
        while true {
            // The same short part may occur any number of times.
            unpaid += 1
            if unpaid == 16 {
                try pay()
                unpaid = 0
            }
            if part.isRope {
                if pending.count == reserved + 1024 {
                    try heap.reserve(pending.count * MemoryLayout<JSString>.stride)
                    reserved += pending.count
                }
                pending.append(part.left)
                part = part.right
                continue
            }
            end -= part.length
            copyUnits(of: part, from: 0, count: part.length, to: storage, isWide: isWide, at: end)
            guard let next = pending.popLast() else { break }
            part = next
        }
    }

    /// Copies units of a flat string into one that is being made; it is wide if the source is.
    func copyUnits(of source: JSString, from start: Int, count: Int, to target: JSString, at offset: Int) {
        copyUnits(of: source, from: start, count: count, to: target.characters, isWide: target.isWide, at: offset)
    }

    private func copyUnits(of source: JSString, from start: Int, count: Int, to target: UInt, isWide: Bool, at offset: Int) {
        copyUnits(of: StringUnits(source), from: start, count: count, to: target, isWide: isWide, at: offset)
    }

    private func copyUnits(of source: StringUnits, from start: Int, count: Int, to target: UInt, isWide: Bool, at offset: Int) {
        if source.isWide == isWide {
            let width = isWide ? 2 : 1
            RawBytes.copy(count &* width, from: source.address &+ UInt(start &* width), to: target &+ UInt(offset &* width))
        } else if isWide {
            let from = Cell(address: source.address)
            let to = Cell(address: target)
            for index in 0..<count {
                to.store(UInt16(from.load(start &+ index, as: UInt8.self)), (offset &+ index) &* 2)
            }
        } else {
            let from = Cell(address: source.address)
            let to = Cell(address: target)
            for index in 0..<count {
                to.store(UInt8(truncatingIfNeeded: from.load((start &+ index) &* 2, as: UInt16.self)), offset &+ index)
            }
        }
    }

    // MARK: Taking pieces

    /// The units from `start` up to `end`, both already clamped to the string.
    func substring(_ string: JSString, _ start: Int, _ end: Int) throws(JSThrow) -> JSString {
        if end - start == string.length { return string }
        if end <= start { return emptyString }
        let flat = try flattened(string)
        if end - start >= JSString.minimumSliceLength {
            let owner = flat.isSlice ? flat.owner : flat
            // At least half, so that a piece keeps at most twice its own size alive.
            if end - start >= owner.length / 2 { return makeSlice(of: flat, owner, start, end) }
        }
        return try makeString(StringUnits(flat), start, end)
    }

    /// A string whose characters stay where they are, in the storage of the owner.
    private func makeSlice(of string: JSString, _ owner: JSString, _ start: Int, _ end: Int) -> JSString {
        let cell = heap.allocate(.string, size: 32)
        cell.initializeHeader(
            .string, flags: JSString.Flag.slice | (string.isWide ? JSString.Flag.wide : 0), number: UInt32(end - start))
        cell.setWord(JSString.noHash, 8)
        cell.setWord(string.characters &+ UInt(string.isWide ? start * 2 : start), 16)
        cell.setWord(owner.cell.address, 24)
        return JSString(cell: cell)
    }

    /// A string of the units from `start` up to `end`; their owner is kept alive by the caller.
    func makeString(_ units: StringUnits, _ start: Int, _ end: Int) throws(JSThrow) -> JSString {
        let count = end - start
        if count <= 0 { return emptyString }
        if count == 1 { return makeString(unit: units[start]) }
        if count >= 64 { try pay(count / 64) }
        var isWide = units.isWide
        if isWide {
            var all: UInt16 = 0
            for index in start..<end { all |= units[index] }
            isWide = all > 0xFF
        }
        let result = try allocateString(length: count, isWide: isWide)
        copyUnits(of: units, from: start, count: count, to: result.characters, isWide: isWide, at: 0)
        return result
    }

    // MARK: Comparing

    /// Whether two strings have the same text.
    func sameText(_ a: JSString, _ b: JSString) throws(JSThrow) -> Bool {
        if a == b { return true }
        if a.length != b.length || (a.isAtom && b.isAtom) { return false }
        let first = try flattened(a)
        let second = try flattened(b)
        try payForUnits(first.length)
        return first.hasSameUnits(as: second)
    }

    /// Whether the first comes before the second in the order of code units.
    func isLess(_ a: JSString, _ b: JSString) throws(JSThrow) -> Bool { try compareUnits(a, b) < 0 }

    /// Negative, zero or positive, by code units.
    func compareUnits(_ a: JSString, _ b: JSString) throws(JSThrow) -> Int {
        let first = StringUnits(try flattened(a))
        let second = StringUnits(try flattened(b))
        defer {
            keepAlive(a)
            keepAlive(b)
        }
        let count = min(first.count, second.count)
        try payForUnits(count)
        if !first.isWide && !second.isWide {
            let order = unsafe memcmp(
                UnsafeRawPointer(bitPattern: first.address).unsafelyUnwrapped,
                UnsafeRawPointer(bitPattern: second.address).unsafelyUnwrapped, count)
            if order != 0 { return Int(order) }
        } else {
            for index in 0..<count where first[index] != second[index] {
                return first[index] < second[index] ? -1 : 1
            }
        }
        return first.count - second.count
    }

    // MARK: Swift text

    /// A Swift string of the text, for messages and hosts; lone surrogates become U+FFFD.
    func text(_ string: JSString) -> String {
        let flat = flatten(string)
        let units = StringUnits(flat)
        return units.isWide ? String(decoding: units, as: UTF16.self) : String(decoding: Array(units), as: UTF16.self)
    }
}
