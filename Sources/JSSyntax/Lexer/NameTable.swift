// The interned names and string values of one script.
//
// An open-addressing hash table from text to index. Names come straight from the bytes of the source: the lexer computes
// the hash while it looks for the end of the name. The hash starts from a random number, so that a script cannot be
// written to make names collide.

/// The texts of names by index. All scripts share those of the fixed names, so that they are copied, and counted as referred to, by none.
public struct NameTexts: RandomAccessCollection, Sendable {
    /// `NameID.fixedTexts`, in TypeScript with its keywords.
    private var fixed: [JSText]
    private var own: [JSText] = []

    init() { fixed = [] }

    public var startIndex: Int { 0 }
    public var endIndex: Int { fixed.count + own.count }
    public subscript(index: Int) -> JSText { index < fixed.count ? fixed[index] : own[index - fixed.count] }

    mutating func append(_ text: JSText) { own.append(text) }

    /// The same with all names so far as the fixed ones.
    func asFixed() -> NameTexts {
        var result = self
        result.fixed += own
        result.own = []
        return result
    }
}

struct NameTable {
    /// The texts by index; the table starts with `NameID.fixedTexts`.
    private(set) var texts: NameTexts
    /// The hashes of the texts, by index.
    private var hashes: [UInt64]
    /// Indices plus one; 0 is free. The count is a power of two.
    private var slots: [UInt32]

    private static let seed = UInt64.random(in: .min ... .max)
    private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// A table that has only the fixed names; making it anew for each script would cost more than copying it.
    static let fixed: NameTable = {
        var table = NameTable()
        for text in NameID.fixedTexts { _ = table.intern(JSText(text)) }
        table.texts = table.texts.asFixed()
        return table
    }()

    /// The fixed names and the contextual keywords of TypeScript.
    static let typeScript: NameTable = {
        var table = fixed
        for text in NameID.typeScriptTexts { _ = table.intern(JSText(text)) }
        table.texts = table.texts.asFixed()
        return table
    }()

    private init() {
        texts = NameTexts()
        hashes = []
        slots = Array(repeating: 0, count: 512)
    }

    /// The state of a hash before its first code unit.
    @inline(__always)
    static var initialHash: UInt64 { seed }

    /// The state of a hash after one more code unit.
    @inline(__always)
    static func combine(_ hash: UInt64, _ unit: UInt16) -> UInt64 {
        let mixed = (hash ^ UInt64(unit)) &* multiplier
        return mixed ^ (mixed >> 29)
    }

    /// The index of the name that the ASCII bytes in `range` spell; `hash` is their combined hash.
    mutating func intern(ascii bytes: [UInt8], _ range: Range<Int>, hash: UInt64) -> NameID {
        var slot = firstSlot(hash)
        while slots[slot] != 0 {
            let index = Int(slots[slot] &- 1)
            if hashes[index] == hash, NameTable.equals(texts[index], bytes, range) {
                return NameID(rawValue: slots[slot] &- 1)
            }
            slot = (slot &+ 1) & (slots.count &- 1)
        }
        return insert(JSText(latin1: Array(bytes[range])), hash: hash, at: slot)
    }

    mutating func intern(_ text: JSText) -> NameID {
        var hash = NameTable.initialHash
        switch text.storage {
        case .latin1(let bytes): for byte in bytes { hash = NameTable.combine(hash, UInt16(byte)) }
        case .utf16(let units): for unit in units { hash = NameTable.combine(hash, unit) }
        }
        var slot = firstSlot(hash)
        while slots[slot] != 0 {
            let index = Int(slots[slot] &- 1)
            if hashes[index] == hash, texts[index] == text { return NameID(rawValue: slots[slot] &- 1) }
            slot = (slot &+ 1) & (slots.count &- 1)
        }
        return insert(text, hash: hash, at: slot)
    }

    private static func equals(_ text: JSText, _ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard case .latin1(let stored) = text.storage, stored.count == range.count else { return false }
        var index = range.lowerBound
        for byte in stored {
            if byte != bytes[index] { return false }
            index &+= 1
        }
        return true
    }

    @inline(__always)
    private func firstSlot(_ hash: UInt64) -> Int {
        Int(truncatingIfNeeded: hash &* NameTable.multiplier >> 20) & (slots.count &- 1)
    }

    private mutating func insert(_ text: JSText, hash: UInt64, at slot: Int) -> NameID {
        texts.append(text)
        hashes.append(hash)
        slots[slot] = UInt32(truncatingIfNeeded: texts.count)
        if texts.count &* 2 > slots.count { grow() }
        return NameID(rawValue: UInt32(truncatingIfNeeded: texts.count &- 1))
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        for (index, hash) in hashes.enumerated() {
            var slot = firstSlot(hash)
            while slots[slot] != 0 { slot = (slot &+ 1) & (slots.count &- 1) }
            slots[slot] = UInt32(truncatingIfNeeded: index &+ 1)
        }
    }
}
