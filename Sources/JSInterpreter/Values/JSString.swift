// Strings: sequences of UTF-16 code units, stored as Latin-1 bytes when every unit fits, else as 16-bit units.
//
//     0   header; number = length in code units; flags below
//     8   hash (0: not computed)
//     16  address of the characters | rope: left part
//     24  inline characters         | rope: right part | slice: the string whose storage the characters are in
//
// Short strings keep their characters in the cell, longer ones in storage of their own; the character address is right in
// both cases. Concatenation makes a rope: a cell that names its two parts and is flattened when somebody needs
// the characters. A slice is a flat string whose characters are a large part of another's: a program that reads a long text by
// cutting off its beginning again and again copies each character only a few times. An atom is a flat string that is the only one of its text in the realm (or in the process, for the
// names of `Name`): property keys are atoms, compared by address.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@safe
struct JSString: Equatable {
    let cell: Cell
    @inline(__always) init(cell: Cell) { self.cell = cell }

    enum Flag {
        static let wide: UInt16 = 1  // 16-bit units
        static let rope: UInt16 = 2
        static let atom: UInt16 = 4
        static let external: UInt16 = 8  // owns storage
        /// The text is known not to be a canonical array index.
        static let notIndex: UInt16 = 16
        /// Flat, but the characters belong to `owner`.
        static let slice: UInt16 = 32
    }

    /// As in V8: longer strings are a RangeError.
    static let maximumLength = (1 << 29) - 24
    static let charactersOffset = 24
    /// Shorter pieces are copied.
    static let minimumSliceLength = 512
    /// The second word of a string without hash. Its upper half is set in all strings and symbols, so that the word never looks like
    /// the shape of an object: property caches compare without asking first whether a value is an object.
    static let noHash: UInt = 0xFFFF_FFFF_0000_0000

    @inline(__always) var length: Int { Int(cell.number) }
    @inline(__always) var isRope: Bool { cell.has(Flag.rope) }
    @inline(__always) var isWide: Bool { cell.has(Flag.wide) }
    @inline(__always) var isAtom: Bool { cell.has(Flag.atom) }
    @inline(__always) var left: JSString { JSString(cell: Cell(address: cell.word(16))) }
    @inline(__always) var right: JSString { JSString(cell: Cell(address: cell.word(24))) }
    @inline(__always) var characters: UInt { cell.word(16) }
    @inline(__always) var isSlice: Bool { cell.has(Flag.slice) }
    /// Of a slice: the string, not a slice itself, that has the characters.
    @inline(__always) var owner: JSString { JSString(cell: Cell(address: cell.word(24))) }

    /// Identity, not text: see `Context.sameText`.
    @inline(__always) static func == (a: JSString, b: JSString) -> Bool { a.cell == b.cell }

    // MARK: Flat strings only

    /// The code unit at an index below `length` of a flat string.
    @inline(__always) func unit(at index: Int) -> UInt16 {
        isWide
            ? Cell(address: characters).load(index &* 2, as: UInt16.self)
            : UInt16(Cell(address: characters).load(index, as: UInt8.self))
    }

    /// The characters of a flat string that is not wide. Valid as long as the string is alive.
    @inline(__always) var latin1: UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(start: UnsafePointer(bitPattern: characters), count: length)
    }
    /// The characters of a flat wide string. Valid as long as the string is alive.
    @inline(__always) var utf16: UnsafeBufferPointer<UInt16> {
        unsafe UnsafeBufferPointer(start: UnsafePointer(bitPattern: characters), count: length)
    }

    func finalize(_ heap: Heap) {
        if cell.has(Flag.external) { heap.freeStorage(characters, bytes: isWide ? length * 2 : length) }
    }
}

/// The code units of a flat string, whichever way they are stored. Valid while the string is alive: keep the string (or any
/// value that leads to it) in a variable that is used afterwards.
@safe
struct StringUnits: RandomAccessCollection {
    let address: UInt
    let count: Int
    let isWide: Bool

    @inline(__always) init(_ string: JSString) {
        address = string.characters
        count = string.length
        isWide = string.isWide
    }

    /// Units in storage that the caller vouches for.
    @inline(__always) init(address: UInt, count: Int, isWide: Bool) {
        self.address = address
        self.count = count
        self.isWide = isWide
    }

    @inline(__always) var startIndex: Int { 0 }
    @inline(__always) var endIndex: Int { count }
    /// The unit at an index in `0..<count`; the caller has checked it.
    @inline(__always) subscript(index: Int) -> UInt16 {
        isWide
            ? Cell(address: address).load(index &* 2, as: UInt16.self) : UInt16(Cell(address: address).load(index, as: UInt8.self))
    }

    /// The code point that starts at an index: a surrogate pair counts as one, a lone surrogate as itself.
    func codePoint(at index: Int) -> (value: UInt32, length: Int) {
        let first = self[index]
        guard isWide, first & 0xFC00 == 0xD800, index + 1 < count else { return (UInt32(first), 1) }
        let second = self[index + 1]
        guard second & 0xFC00 == 0xDC00 else { return (UInt32(first), 1) }
        return (0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF)), 2)
    }
}

extension Context {
    /// Keeps a string alive up to this call: for code that goes on with its `StringUnits` only while it allocates.
    @inline(__always) func keepAlive(_ string: JSString) { keptAlive = string.cell }

    /// Keeps an object alive up to this call.
    @inline(__always) func keepAlive(_ object: JSObject) { keptAlive = object.cell }
}

/// A Symbol value. 8: hash, 16: description (string or undefined).
@safe
struct JSSymbol: Equatable {
    let cell: Cell
    @inline(__always) init(cell: Cell) { self.cell = cell }
    static let size = 32
    /// In the header's flags: a private name of a class, never visible to scripts.
    static let privateFlag: UInt16 = 1

    var description: Value { cell.value(16) }
    var isPrivate: Bool { cell.has(JSSymbol.privateFlag) }
}
