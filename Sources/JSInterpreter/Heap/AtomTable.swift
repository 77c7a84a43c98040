// Atoms: one string per text, so that property keys compare by address.
//
// A realm's table holds the atoms of its own heap, weakly: an atom that nobody uses any more is swept like any string. The
// names that the engine itself knows (`Name`) and all one-character Latin-1 strings are in a table that the whole process
// shares; it is written once, before the first realm exists, and never again.

struct AtomTable {
    private var slots: [UInt] = []
    private var count = 0

    /// The atom with the text of a flat string: an existing one, or the string itself from now on.
    mutating func intern(_ string: JSString, _ heap: Heap) -> JSString {
        let hash = string.hash
        if let shared = StaticAtoms.shared.find(string, hash: hash) { return shared }
        if (count + 1) * 2 > slots.count { grow(heap) }
        let mask = slots.count - 1
        var index = Int(hash) & mask
        while slots[index] != 0 {
            let candidate = JSString(cell: Cell(address: slots[index]))
            if candidate.hash == hash, candidate.hasSameUnits(as: string) { return candidate }
            index = (index + 1) & mask
        }
        string.cell.set(JSString.Flag.atom)
        slots[index] = string.cell.address
        count += 1
        return string
    }

    /// The atom with a text, if there is one.
    func find(_ units: StringUnits) -> JSString? {
        let hash = units.textHash
        if let shared = StaticAtoms.shared.find(units, hash: hash) { return shared }
        if slots.isEmpty { return nil }
        let mask = slots.count - 1
        var index = Int(hash) & mask
        while slots[index] != 0 {
            let candidate = JSString(cell: Cell(address: slots[index]))
            if candidate.hash == hash, StringUnits(candidate) == units { return candidate }
            index = (index + 1) & mask
        }
        return nil
    }

    /// Forgets the atoms that the marking under way did not reach.
    mutating func sweep() {
        var index = 0
        while index < slots.count {
            // What closes the gap may be dead, too.
            if slots[index] != 0 && Cell(address: slots[index]).mark == 0 { remove(at: index) } else { index += 1 }
        }
    }

    /// Removes an entry and moves those behind it whose probes would stop at the gap.
    private mutating func remove(at index: Int) {
        count -= 1
        let mask = slots.count - 1
        var hole = index
        var probe = (index + 1) & mask
        while slots[probe] != 0 {
            let home = Int(JSString(cell: Cell(address: slots[probe])).hash) & mask
            if (probe - home) & mask >= (probe - hole) & mask {
                slots[hole] = slots[probe]
                hole = probe
            }
            probe = (probe + 1) & mask
        }
        slots[hole] = 0
    }

    private mutating func insert(_ address: UInt) {
        let mask = slots.count - 1
        var index = Int(JSString(cell: Cell(address: address)).hash) & mask
        while slots[index] != 0 { index = (index + 1) & mask }
        slots[index] = address
        count += 1
    }

    /// The bytes of the table that is to be made next, while the one that is there fills up beyond what is good for it because that
    /// would pass the limit: the next step collects, which may make room, and ends the script if it does not (`Context.refuel`).
    private(set) var wantedBytes = 0

    /// Whether there is still no room for as many atoms as there are; asked after a collection.
    mutating func stillWantsRoom() -> Bool {
        wantedBytes = 0
        return count * 2 >= slots.count
    }

    private mutating func grow(_ heap: Heap) {
        let size = max(64, slots.count * 2) * 8
        if size >= 1 << 14 && heap.bytes + size > heap.limit && count * 8 < slots.count * 7 {
            wantedBytes = size
            heap.interruptSoon()
            return
        }
        let old = slots
        // While the entries move, the old table is there, too.
        heap.charge(max(64, old.count * 2) * 8)
        slots = Array(repeating: 0, count: max(64, old.count * 2))
        count = 0
        for address in old where address != 0 { insert(address) }
        heap.unreserve(old.count * 8)
    }
}

extension JSString {
    /// Never 0 once computed. Only for flat strings.
    var hash: UInt32 {
        let known = cell.load(8, as: UInt32.self)
        if known != 0 { return known }
        let hash = StringUnits(self).textHash
        if cell.mark != Cell.immortalMark { cell.store(hash, 8) }
        return hash
    }

    func hasSameUnits(as other: JSString) -> Bool { StringUnits(self) == StringUnits(other) }
}

extension StringUnits {
    /// Differs from process to process, so that nobody can prepare keys that collide.
    private static let seed = UInt32.random(in: 1...UInt32.max)

    var textHash: UInt32 {
        var hash = StringUnits.seed
        if isWide {
            for unit in self { hash = (hash ^ UInt32(unit)) &* 0x0100_0193; hash ^= hash >> 15 }
        } else {
            let bytes = Cell(address: address)
            for index in 0..<count {
                hash = (hash ^ UInt32(bytes.load(index, as: UInt8.self))) &* 0x0100_0193
                hash ^= hash >> 15
            }
        }
        return hash == 0 ? 1 : hash
    }

    static func == (a: StringUnits, b: StringUnits) -> Bool {
        guard a.count == b.count else { return false }
        if a.isWide == b.isWide {
            return a.address == b.address || RawBytes.equal(a.address, b.address, a.isWide ? a.count * 2 : a.count)
        }
        for index in 0..<a.count where a[index] != b[index] { return false }
        return true
    }
}

/// The process-wide atoms.
struct StaticAtoms: Sendable {
    static let shared = StaticAtoms()

    /// Names with characters that a case of `Name` cannot have.
    static let extraTexts = ["$1", "$2", "$3", "$4", "$5", "$6", "$7", "$8", "$9", "$_", "$&", "$+", "$`", "$'"]

    /// Cells lie one after the other in the order of `Name.allCases`, then the empty string, then U+0000 to U+00FF, then
    /// `extraTexts`.
    static let stride: UInt = 64
    let base: UInt
    let slots: [UInt]

    var empty: JSString { JSString(cell: Cell(address: base + UInt(Name.allCases.count) * StaticAtoms.stride)) }
    @inline(__always) func character(_ unit: UInt8) -> JSString {
        JSString(cell: Cell(address: base &+ (UInt(Name.count) &+ 1 &+ UInt(unit)) &* StaticAtoms.stride))
    }

    private init() {
        let total = Name.allCases.count + 1 + 256 + StaticAtoms.extraTexts.count
        base = RawBytes.allocateForever(total * Int(StaticAtoms.stride))
        var table = [UInt](repeating: 0, count: 4096)
        var next = base
        func add(_ bytes: [UInt8], isAtom: Bool) {
            let string = JSString(cell: Cell(address: next))
            string.cell.initializeHeader(
                .string, flags: isAtom ? JSString.Flag.atom | JSString.Flag.notIndex : 0, number: UInt32(bytes.count))
            string.cell.mark = Cell.immortalMark
            string.cell.setWord(next + UInt(JSString.charactersOffset), 16)
            for (index, byte) in bytes.enumerated() { string.cell.store(byte, JSString.charactersOffset + index) }
            string.cell.setWord(JSString.noHash | UInt(StringUnits(string).textHash), 8)
            if isAtom {
                var slot = Int(string.hash) & (table.count - 1)
                while table[slot] != 0 { slot = (slot + 1) & (table.count - 1) }
                table[slot] = next
            }
            next += StaticAtoms.stride
        }
        for name in Name.allCases { add(Array(name.text.utf8), isAtom: true) }
        add([], isAtom: true)
        for unit in UInt8.min...UInt8.max { add([unit], isAtom: unit < 0x30 || unit > 0x39) }
        for text in StaticAtoms.extraTexts { add(Array(text.utf8), isAtom: true) }
        slots = table
    }

    /// The key of one of `extraTexts`, or of one Latin-1 character that is no digit.
    static func extra(_ text: String) -> PropertyKey {
        if let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1, let unit = UInt8(exactly: scalar.value) {
            return PropertyKey(atom: shared.character(unit))
        }
        let index = Name.allCases.count + 1 + 256 + (extraTexts.firstIndex(of: text) ?? 0)
        return PropertyKey(atom: JSString(cell: Cell(address: shared.base + UInt(index) * stride)))
    }

    func find(_ bytes: [UInt8]) -> JSString? {
        bytes.withLatin1Units { units in find(units, hash: units.textHash) }
    }

    func find(_ string: JSString, hash: UInt32) -> JSString? { find(StringUnits(string), hash: hash) }

    func find(_ units: StringUnits, hash: UInt32) -> JSString? {
        let mask = slots.count - 1
        var index = Int(hash) & mask
        while slots[index] != 0 {
            let candidate = JSString(cell: Cell(address: slots[index]))
            if candidate.hash == hash, StringUnits(candidate) == units { return candidate }
            index = (index + 1) & mask
        }
        return nil
    }
}

extension Name {
    static let count = Name.allCases.count
    private static let base = StaticAtoms.shared.base

    @inline(__always) var cell: Cell { Cell(address: Name.base &+ UInt(bitPattern: rawValue) &* StaticAtoms.stride) }
    @inline(__always) var string: JSString { JSString(cell: cell) }
    @inline(__always) var value: Value { Value(string) }

    /// The text: the case's own name, which `CodingKey` gives without reflection; the descriptions of the well-known symbols have a dot for the first underscore.
    var text: Swift.String {
        let name = stringValue
        return name.hasPrefix("Symbol_") ? "Symbol." + name.dropFirst(7) : name
    }
}
