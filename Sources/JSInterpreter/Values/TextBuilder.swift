// Text under construction: what every builtin uses that makes a string of pieces.
//
// The units are kept as Latin-1 until one comes that does not fit; then what is there is widened once. The storage is accounted
// like that of any string, before it is taken, and becomes the string's own at the end, without a copy unless the
// string is short. A builder that is dropped, because an error was thrown say, frees its storage.

@safe
struct TextBuilder: ~Copyable {
    private unowned(unsafe) let context: Context
    /// Code units so far.
    private(set) var count = 0
    private(set) var isWide = false
    private var address: UInt = 0
    /// In units of the present width.
    private var capacity = 0

    init(_ context: Context) { unsafe self.context = context }

    deinit {
        if address != 0 { unsafe context.heap.freeStorage(address, bytes: isWide ? capacity * 2 : capacity) }
    }

    // MARK: Room

    /// Makes room for more units, of the present width.
    @inline(__always) mutating func reserve(_ extra: Int) throws(JSThrow) {
        if extra > capacity &- count { try grow(extra) }
    }

    @inline(never) private mutating func grow(_ extra: Int) throws(JSThrow) {
        let (needed, overflow) = count.addingReportingOverflow(extra)
        if overflow || needed > JSString.maximumLength { throw unsafe context.throwError(.rangeError, "Invalid string length") }
        let width = isWide ? 2 : 1
        // Large texts grow by half, which copies little and wastes little.
        let roomy = capacity < 1 << 16 ? capacity * 2 : capacity + capacity / 2
        let newCapacity = min(max(needed, roomy, 128), max(needed, JSString.maximumLength))
        try unsafe context.pay(count / 64)
        if address == 0 {
            address = try unsafe context.heap.allocateStorage(bytes: newCapacity * width)
        } else {
            address = try unsafe context.heap.resizeStorage(address, bytes: capacity * width, to: newCapacity * width)
        }
        capacity = newCapacity
    }

    @inline(never) private mutating func widen() throws(JSThrow) {
        if isWide { return }
        try unsafe context.pay(count / 32)
        if address != 0 {
            let wide = try unsafe context.heap.allocateStorage(bytes: capacity * 2)
            let from = Cell(address: address)
            let to = Cell(address: wide)
            for index in 0..<count { to.store(UInt16(from.load(index, as: UInt8.self)), index &* 2) }
            unsafe context.heap.freeStorage(address, bytes: capacity)
            address = wide
        }
        isWide = true
    }

    // MARK: Appending

    /// Appends a Latin-1 character.
    @inline(__always) mutating func append(_ character: UInt8) throws(JSThrow) {
        if count == capacity { try grow(1) }
        if isWide {
            Cell(address: address).store(UInt16(character), count &* 2)
        } else {
            Cell(address: address).store(character, count)
        }
        count &+= 1
    }

    @inline(__always) mutating func append(unit: UInt16) throws(JSThrow) {
        if !isWide {
            if unit <= 0xFF { return try append(UInt8(truncatingIfNeeded: unit)) }
            try widen()
        }
        if count == capacity { try grow(1) }
        Cell(address: address).store(unit, count &* 2)
        count &+= 1
    }

    mutating func append(codePoint: UInt32) throws(JSThrow) {
        if codePoint <= 0xFFFF { return try append(unit: UInt16(truncatingIfNeeded: codePoint)) }
        let offset = codePoint &- 0x10000
        try append(unit: UInt16(0xD800 | (offset >> 10) & 0x3FF))
        try append(unit: UInt16(0xDC00 | offset & 0x3FF))
    }

    /// Appends ASCII text.
    mutating func append(_ text: StaticString) throws(JSThrow) {
        try append(rawLatin1: unsafe UInt(bitPattern: text.utf8Start), count: text.utf8CodeUnitCount)
    }

    /// Appends Latin-1 text.
    mutating func append(latin1 text: some Sequence<UInt8>) throws(JSThrow) {
        for character in text { try append(character) }
    }

    mutating func append(utf16 text: [UInt16]) throws(JSThrow) {
        for unit in text { try append(unit: unit) }
    }

    mutating func append(_ string: JSString) throws(JSThrow) {
        let flat = try unsafe context.flattened(string)
        try append(flat, from: 0, to: flat.length)
    }

    /// Appends a part of a flat string.
    @inline(__always) mutating func append(_ string: JSString, from start: Int, to end: Int) throws(JSThrow) {
        try append(StringUnits(string), from: start, to: end)
        unsafe context.keepAlive(string)
    }

    /// Appends a part of a text whose owner is kept alive by the caller.
    mutating func append(_ units: StringUnits, from start: Int, to end: Int) throws(JSThrow) {
        let length = end &- start
        if length <= 0 { return }
        if length >= 64 { try unsafe context.pay(length / 64) }
        if units.isWide && !isWide {
            var all: UInt16 = 0
            for index in start..<end { all |= units[index] }
            if all > 0xFF { try widen() }
        }
        try reserve(length)
        if units.isWide == isWide {
            let width = isWide ? 2 : 1
            RawBytes.copy(length &* width, from: units.address &+ UInt(start &* width), to: address &+ UInt(count &* width))
        } else {
            let to = Cell(address: address)
            if isWide {
                for index in 0..<length { to.store(units[start &+ index], (count &+ index) &* 2) }
            } else {
                for index in 0..<length { to.store(UInt8(truncatingIfNeeded: units[start &+ index]), count &+ index) }
            }
        }
        count &+= length
    }

    /// Appends Latin-1 characters from raw storage that the caller vouches for.
    @inline(__always) mutating func append(rawLatin1 source: UInt, count length: Int) throws(JSThrow) {
        try reserve(length)
        if isWide {
            let from = Cell(address: source)
            let to = Cell(address: address)
            for index in 0..<length { to.store(UInt16(from.load(index, as: UInt8.self)), (count &+ index) &* 2) }
        } else {
            RawBytes.copy(length, from: source, to: address &+ UInt(count))
        }
        count &+= length
    }

    /// Appends an integer in decimal.
    mutating func append(decimal value: Int) throws(JSThrow) {
        try reserve(20)
        if value < 0 { try append(0x2D) }
        var magnitude = value.magnitude
        var digits = 1
        var limit: UInt = 10
        while digits < 20, magnitude >= limit {
            digits &+= 1
            let (next, overflow) = limit.multipliedReportingOverflow(by: 10)
            limit = overflow ? .max : next
        }
        let end = count &+ digits
        var position = end
        let to = Cell(address: address)
        repeat {
            position &-= 1
            let digit = UInt8(truncatingIfNeeded: 0x30 &+ magnitude % 10)
            magnitude /= 10
            if isWide { to.store(UInt16(digit), position &* 2) } else { to.store(digit, position) }
        } while position > count
        count = end
    }

    // MARK: Taking the result

    /// Drops everything after the first `newCount` units.
    mutating func truncate(to newCount: Int) { count = min(count, newCount) }

    /// Empties the builder and keeps its storage.
    private mutating func clear() {
        count = 0
        if isWide { capacity *= 2 }
        isWide = false
    }

    /// The units so far; valid until the next change.
    var units: StringUnits { StringUnits(address: address, count: count, isWide: isWide) }

    /// The text so far in UTF-8.
    func utf8() throws(JSThrow) -> [UInt8] { try unsafe context.utf8(units) }

    /// The text as a string; the builder is empty afterwards.
    mutating func take() throws(JSThrow) -> JSString {
        let length = count
        if length == 0 { return unsafe context.emptyString }
        let byteCount = isWide ? length * 2 : length
        if length == 1 {
            let unit = units[0]
            clear()
            return unsafe context.makeString(unit: unit)
        }
        if JSString.charactersOffset + byteCount <= 128 {
            let string = try unsafe context.allocateString(length: length, isWide: isWide)
            RawBytes.copy(byteCount, from: address, to: string.characters)
            clear()
            return string
        }
        let storage = try unsafe context.heap.resizeStorage(address, bytes: isWide ? capacity * 2 : capacity, to: byteCount)
        address = 0
        capacity = 0
        count = 0
        let string = unsafe context.makeString(adopting: storage, length: length, isWide: isWide)
        isWide = false
        return string
    }
}
