// The value of a string literal or a name: any sequence of UTF-16 code units.
//
// Almost every name and literal is Latin-1, so it is stored in bytes; the choice is canonical (text that fits Latin-1
// is always stored so), which makes equality and hashing plain comparisons of the storage.

/// An immutable ECMAScript string value: a sequence of UTF-16 code units, lone surrogates allowed.
public struct JSText: Sendable, Hashable {
    /// The two representations. `utf16` is used only if some code unit is above 0xFF.
    public enum Storage: Sendable, Hashable {
        case latin1([UInt8])
        case utf16([UInt16])
    }

    public let storage: Storage

    /// Text from code units in the range 0...0xFF.
    public init(latin1: [UInt8]) {
        storage = .latin1(latin1)
    }

    /// Text from any code units.
    public init(utf16: [UInt16]) {
        if utf16.allSatisfy({ $0 <= 0xFF }) {
            storage = .latin1(utf16.map { UInt8(truncatingIfNeeded: $0) })
        } else {
            storage = .utf16(utf16)
        }
    }

    public init(_ string: String) {
        self.init(utf16: Array(string.utf16))
    }

    /// Text from UTF-8, lone surrogates in three bytes included; other malformed sequences become U+FFFD.
    public init(utf8 bytes: some Collection<UInt8>) {
        if bytes.allSatisfy({ $0 < 0x80 }) {
            self.init(latin1: Array(bytes))
            return
        }
        let buffer = Array(bytes)
        var units: [UInt16] = []
        units.reserveCapacity(buffer.count)
        var index = 0
        while index < buffer.count {
            let decoded = UTF8Reader.decode(buffer, at: index)
            index += decoded.length
            JSText.append(decoded.scalar ?? 0xFFFD, to: &units)
        }
        self.init(utf16: units)
    }

    /// The number of UTF-16 code units.
    public var count: Int {
        switch storage {
        case .latin1(let bytes): bytes.count
        case .utf16(let units): units.count
        }
    }

    /// The code units.
    public var utf16: [UInt16] {
        switch storage {
        case .latin1(let bytes): bytes.map { UInt16($0) }
        case .utf16(let units): units
        }
    }

    /// The text for messages; lone surrogates become U+FFFD.
    public var string: String {
        switch storage {
        case .latin1(let bytes) where bytes.allSatisfy { $0 < 0x80 }: String(decoding: bytes, as: UTF8.self)
        default: String(decoding: utf16, as: UTF16.self)
        }
    }

    /// The start of the text for messages.
    public func string(limit: Int) -> String {
        switch storage {
        case .latin1(let bytes): bytes.count <= limit ? string : JSText(latin1: Array(bytes.prefix(limit))).string + "..."
        case .utf16(let units): units.count <= limit ? string : JSText(utf16: Array(units.prefix(limit))).string + "..."
        }
    }

    /// Appends a code point, a surrogate included, as one or two code units.
    static func append(_ codePoint: UInt32, to units: inout [UInt16]) {
        if codePoint < 0x10000 {
            units.append(UInt16(truncatingIfNeeded: codePoint))
        } else {
            let offset = codePoint &- 0x10000
            units.append(UInt16(truncatingIfNeeded: 0xD800 | (offset >> 10)))
            units.append(UInt16(truncatingIfNeeded: 0xDC00 | (offset & 0x3FF)))
        }
    }
}

/// Decoding of single code points from UTF-8 that may be malformed.
enum UTF8Reader {
    /// The code point at an offset below `bytes.count`, surrogates included, and the number of bytes it takes.
    /// Malformed bytes give no code point and a length of one.
    static func decode(_ bytes: [UInt8], at index: Int) -> (scalar: UInt32?, length: Int) {
        let first = UInt32(bytes[index])
        if first < 0x80 { return (first, 1) }
        let needed: Int
        var value: UInt32
        let minimum: UInt32
        switch first {
        case 0xC2...0xDF: (needed, value, minimum) = (1, first & 0x1F, 0x80)
        case 0xE0...0xEF: (needed, value, minimum) = (2, first & 0x0F, 0x800)
        case 0xF0...0xF4: (needed, value, minimum) = (3, first & 0x07, 0x10000)
        default: return (nil, 1)
        }
        guard bytes.count - index > needed else { return (nil, 1) }
        for offset in 1...needed {
            let byte = UInt32(bytes[index + offset])
            guard byte & 0xC0 == 0x80 else { return (nil, 1) }
            value = value << 6 | (byte & 0x3F)
        }
        guard value >= minimum, value <= 0x10FFFF else { return (nil, 1) }
        return (value, needed + 1)
    }
}
