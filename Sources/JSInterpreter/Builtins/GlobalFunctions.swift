// The functions of the global object, sec-function-properties-of-the-global-object, and those of Annex B. `parseFloat` and `parseInt` are
// with `Number`, which has them too.

enum GlobalFunctions {
    static let properties: [BuiltinProperty] = [
        .method(.isFinite, 1, isFinite),
        .method(.isNaN, 1, isNaN),
        .method(.decodeURI, 1, decodeURI),
        .method(.decodeURIComponent, 1, decodeURIComponent),
        .method(.encodeURI, 1, encodeURI),
        .method(.encodeURIComponent, 1, encodeURIComponent),
        .method(.escape, 1, escape),
        .method(.unescape, 1, unescape),
    ]

    /// sec-isfinite-number
    private static func isFinite(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try context.toNumber(arguments[0]).isFinite)
    }

    /// sec-isnan-number
    private static func isNaN(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try context.toNumber(arguments[0]).isNaN)
    }

    // MARK: URIs

    /// sec-decodeuri-encodeduri
    private static func decodeURI(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try decode(context, context.toString(arguments[0]), preserving: CharacterSet(";/?:@&=+$,#")))
    }

    /// sec-decodeuricomponent-encodeduricomponent
    private static func decodeURIComponent(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try decode(context, context.toString(arguments[0]), preserving: CharacterSet("")))
    }

    /// sec-encodeuri-uri
    private static func encodeURI(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try encode(context, context.toString(arguments[0]), unescaped: unreserved.union(CharacterSet(";/?:@&=+$,#"))))
    }

    /// sec-encodeuricomponent-uricomponent
    private static func encodeURIComponent(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try encode(context, context.toString(arguments[0]), unescaped: unreserved))
    }

    private static let alphanumeric = CharacterSet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
    private static let unreserved = alphanumeric.union(CharacterSet("-_.!~*'()"))

    /// sec-encode
    private static func encode(_ context: Context, _ string: JSString, unescaped: CharacterSet) throws(JSThrow) -> JSString {
        let flat = try context.flattened(string)
        let units = StringUnits(flat)
        var builder = TextBuilder(context)
        var position = 0
        while position < units.count {
            let start = position
            while position < units.count, unescaped.contains(units[position]) { position += 1 }
            try context.pay(1 + (position - start) / 16)
            try builder.append(flat, from: start, to: position)
            if position == units.count { break }
            let (codePoint, length) = units.codePoint(at: position)
            guard codePoint & 0xFFFF_F800 != 0xD800, let scalar = Unicode.Scalar(codePoint) else {
                throw context.throwError(.uriError, "URI malformed")
            }
            position += length
            for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { try appendEscape(byte, to: &builder) }
        }
        return try builder.take()
    }

    private static func appendEscape(_ byte: UInt8, to builder: inout TextBuilder) throws(JSThrow) {
        try builder.append(0x25)
        try builder.append(hexDigit(byte >> 4))
        try builder.append(hexDigit(byte & 0xF))
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }

    /// sec-decode
    private static func decode(_ context: Context, _ string: JSString, preserving: CharacterSet) throws(JSThrow) -> JSString {
        let flat = try context.flattened(string)
        let units = StringUnits(flat)
        var builder = TextBuilder(context)
        var position = 0
        while let percent = try context.nextPosition(of: 0x25, in: units, from: position, through: units.count - 1) {
            try context.pay()
            try builder.append(flat, from: position, to: percent)
            guard let first = escapedByte(units, percent) else { throw context.throwError(.uriError, "URI malformed") }
            position = percent + 3
            if first < 0x80 {
                if preserving.contains(UInt16(first)) {
                    try builder.append(flat, from: percent, to: position)
                } else {
                    try builder.append(first)
                }
                continue
            }
            guard let codePoint = multibyteCodePoint(first, units, &position) else {
                throw context.throwError(.uriError, "URI malformed")
            }
            try builder.append(codePoint: codePoint)
        }
        if position == 0 { return flat }
        try builder.append(flat, from: position, to: units.count)
        return try builder.take()
    }

    /// The code point of a UTF-8 sequence whose first byte was read; nil if it is not valid.
    private static func multibyteCodePoint(_ first: UInt8, _ units: StringUnits, _ position: inout Int) -> UInt32? {
        let length = (~first).leadingZeroBitCount
        guard length >= 2, length <= 4 else { return nil }
        var codePoint = UInt32(first) & (0x7F >> UInt32(length))
        for _ in 1..<length {
            guard let byte = escapedByte(units, position), byte & 0xC0 == 0x80 else { return nil }
            codePoint = codePoint << 6 | UInt32(byte & 0x3F)
            position += 3
        }
        let minimum: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
        guard codePoint >= minimum, codePoint <= 0x10FFFF, codePoint & 0xFFFF_F800 != 0xD800 else { return nil }
        return codePoint
    }

    /// The byte that `%XX` at a position stands for.
    private static func escapedByte(_ units: StringUnits, _ position: Int) -> UInt8? {
        guard position + 2 < units.count, units[position] == 0x25 else { return nil }
        guard let high = hexValue(units[position + 1]), let low = hexValue(units[position + 2]) else { return nil }
        return UInt8(truncatingIfNeeded: high << 4 | low)
    }

    private static func hexValue(_ unit: UInt16) -> UInt16? {
        switch unit {
        case 0x30...0x39: unit - 0x30
        case 0x41...0x46: unit - 0x37
        case 0x61...0x66: unit - 0x57
        default: nil
        }
    }

    // MARK: Annex B

    private static let unescapedByEscape = alphanumeric.union(CharacterSet("@*_+-./"))

    /// sec-escape-string
    private static func escape(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let flat = try context.flattened(context.toString(arguments[0]))
        let units = StringUnits(flat)
        var builder = TextBuilder(context)
        try context.pay(units.count / 8)
        for index in 0..<units.count {
            let unit = units[index]
            if unescapedByEscape.contains(unit) {
                try builder.append(UInt8(truncatingIfNeeded: unit))
            } else if unit <= 0xFF {
                try appendEscape(UInt8(truncatingIfNeeded: unit), to: &builder)
            } else {
                try builder.append("%u")
                for shift: UInt16 in [12, 8, 4, 0] {
                    try builder.append(hexDigit(UInt8(truncatingIfNeeded: unit >> shift & 0xF)))
                }
            }
        }
        context.keepAlive(flat)
        return Value(try builder.take())
    }

    /// sec-unescape-string
    private static func unescape(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let flat = try context.flattened(context.toString(arguments[0]))
        let units = StringUnits(flat)
        var builder = TextBuilder(context)
        var position = 0
        while let percent = try context.nextPosition(of: 0x25, in: units, from: position, through: units.count - 1) {
            try context.pay()
            try builder.append(flat, from: position, to: percent)
            if let unit = escapedUnit(units, percent) {
                try builder.append(unit: unit)
                position = percent + 6
            } else if let byte = escapedByte(units, percent) {
                try builder.append(byte)
                position = percent + 3
            } else {
                try builder.append(0x25)
                position = percent + 1
            }
        }
        try builder.append(flat, from: position, to: units.count)
        return Value(try builder.take())
    }

    /// The code unit that `%uXXXX` at a position stands for.
    private static func escapedUnit(_ units: StringUnits, _ position: Int) -> UInt16? {
        guard position + 5 < units.count, units[position + 1] == 0x75 else { return nil }
        var unit: UInt16 = 0
        for offset in 2...5 {
            guard let digit = hexValue(units[position + offset]) else { return nil }
            unit = unit << 4 | digit
        }
        return unit
    }
}

/// A set of ASCII characters.
private struct CharacterSet {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    init(_ characters: StaticString) {
        for character in characters.description.utf8 {
            if character < 64 { low |= 1 << UInt64(character) } else { high |= 1 << UInt64(character - 64) }
        }
    }

    func contains(_ unit: UInt16) -> Bool {
        unit < 128 && (unit < 64 ? low >> UInt64(unit) : high >> UInt64(unit - 64)) & 1 == 1
    }

    func union(_ other: CharacterSet) -> CharacterSet {
        var result = self
        result.low |= other.low
        result.high |= other.high
        return result
    }
}
