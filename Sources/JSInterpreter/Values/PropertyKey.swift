// Property keys: a string atom, a symbol, or an array index.
//
// "Array index" here is any integer from 0 to 2^32 - 2, the strings that arrays treat as element names. A key made from a
// number in that range or from its canonical text is always the index form, so two keys are the same property exactly
// when their bits are equal.

@safe
struct PropertyKey: Hashable {
    let bits: UInt64

    @inline(__always) init(bits: UInt64) { self.bits = bits }
    @inline(__always) init(index: UInt32) { bits = Value.numberTag | UInt64(index) }
    /// The caller vouches that the string is an atom and not the text of an array index.
    @inline(__always) init(atom: JSString) { bits = UInt64(atom.cell.address) }
    @inline(__always) init(_ symbol: JSSymbol) { bits = UInt64(symbol.cell.address) }
    @inline(__always) init(_ name: Name) { bits = UInt64(name.cell.address) }
    @inline(__always) init(_ symbol: WellKnownSymbol) { bits = UInt64(symbol.cell.address) }

    @inline(__always) var isIndex: Bool { bits >= Value.numberTag }
    @inline(__always) var index: UInt32? { isIndex ? UInt32(truncatingIfNeeded: bits) : nil }
    @inline(__always) var uncheckedIndex: UInt32 { UInt32(truncatingIfNeeded: bits) }

    @inline(__always) private var cell: Cell { Cell(address: UInt(truncatingIfNeeded: bits)) }
    var isSymbol: Bool { !isIndex && cell.kind == .symbol }
    var isString: Bool { isIndex || cell.kind == .string }
    var symbol: JSSymbol? { isSymbol ? JSSymbol(cell: cell) : nil }
    /// The atom of a key that is a string but not an index.
    var atom: JSString? { !isIndex && cell.kind == .string ? JSString(cell: cell) : nil }
    var isPrivateName: Bool { symbol?.isPrivate == true }

    @inline(__always) var hash: UInt32 {
        isIndex ? UInt32(truncatingIfNeeded: bits) &* 0x9E37_79B1 : cell.load(8, as: UInt32.self)
    }

    static let maximumIndex: UInt32 = 0xFFFF_FFFE
}

extension Context {
    /// The key as scripts see it: a string or a symbol.
    func value(of key: PropertyKey) -> Value {
        if let index = key.index { return Value(makeString(decimal: Int(index))) }
        return Value(bits: key.bits)
    }

    func makeKey(_ text: String) -> PropertyKey { intern(makeString(text)) }

    /// sec-topropertykey for a string. The text of an array index becomes the index form.
    @inline(__always) func key(of string: JSString) -> PropertyKey {
        string.isAtom ? PropertyKey(atom: string) : intern(string)
    }

    @inline(never) func intern(_ string: JSString) -> PropertyKey {
        if string.isAtom { return PropertyKey(atom: string) }
        let flat = flatten(string)
        if let index = arrayIndex(of: flat) { return PropertyKey(index: index) }
        if flat.length >= 64 { owe(flat.length / 32) }
        return PropertyKey(atom: heap.atoms.intern(flat, heap))
    }

    /// The array index whose canonical text a flat string is.
    func arrayIndex(of string: JSString) -> UInt32? {
        let length = string.length
        guard length > 0, length <= 10, !string.cell.has(JSString.Flag.notIndex) else { return nil }
        var value: UInt64 = 0
        for position in 0..<length {
            let digit = string.unit(at: position)
            guard digit >= 0x30, digit <= 0x39, position > 0 || digit != 0x30 || length == 1 else { return nil }
            value = value * 10 + UInt64(digit - 0x30)
        }
        return value <= UInt64(PropertyKey.maximumIndex) ? UInt32(value) : nil
    }
}
