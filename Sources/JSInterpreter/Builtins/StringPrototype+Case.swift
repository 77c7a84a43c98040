// String.prototype: letter case and normalization forms. Latin-1 is done here; the rest is the business of module JSUnicode, in
// pieces, so that neither time nor memory grows at a stroke with the length of a string.

import JSUnicode

extension StringPrototype {
    /// sec-string.prototype.tolowercase, and sec-string.prototype.tolocalelowercase, which knows no other locale.
    static func toLowerCase(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let string = try context.flattened(context.thisString(arguments, "String.prototype.toLowerCase"))
        let units = StringUnits(string)
        try context.pay(units.count / 16)
        if units.isWide {
            return Value(try context.mapPieces(string, expansion: CaseMapping.maximumExpansion) { CaseMapping.toLowercase($0) })
        }
        guard let first = units.firstIndex(where: { lowercase($0) != $0 }) else { return Value(string) }
        let result = try context.allocateString(length: units.count, isWide: false)
        context.copyUnits(of: string, from: 0, count: first, to: result, at: 0)
        let from = Cell(address: string.characters)
        let to = Cell(address: result.characters)
        for index in first..<units.count {
            to.store(UInt8(truncatingIfNeeded: lowercase(UInt16(from.load(index, as: UInt8.self)))), index)
        }
        return Value(result)
    }

    /// sec-string.prototype.touppercase, and sec-string.prototype.tolocaleuppercase.
    static func toUpperCase(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let string = try context.flattened(context.thisString(arguments, "String.prototype.toUpperCase"))
        let units = StringUnits(string)
        try context.pay(units.count / 16)
        if units.isWide {
            return Value(try context.mapPieces(string, expansion: CaseMapping.maximumExpansion) { CaseMapping.toUppercase($0) })
        }
        guard let first = units.firstIndex(where: { uppercase($0) != $0 }) else { return Value(string) }
        if units[first...].contains(where: { $0 == 0xB5 || $0 == 0xDF || $0 == 0xFF }) {
            return Value(try uppercasedWithGrowth(context, string))
        }
        let result = try context.allocateString(length: units.count, isWide: false)
        context.copyUnits(of: string, from: 0, count: first, to: result, at: 0)
        let from = Cell(address: string.characters)
        let to = Cell(address: result.characters)
        for index in first..<units.count {
            to.store(UInt8(truncatingIfNeeded: uppercase(UInt16(from.load(index, as: UInt8.self)))), index)
        }
        return Value(result)
    }

    /// Latin-1 text with characters whose upper case form is longer (ß) or not Latin-1 (µ, ÿ).
    private static func uppercasedWithGrowth(_ context: Context, _ string: JSString) throws(JSThrow) -> JSString {
        var builder = TextBuilder(context)
        let units = StringUnits(string)
        for index in 0..<units.count {
            switch units[index] {
            case 0xB5: try builder.append(unit: 0x39C)
            case 0xDF: try builder.append("SS")
            case 0xFF: try builder.append(unit: 0x178)
            default: try builder.append(unit: uppercase(units[index]))
            }
        }
        context.keepAlive(string)
        return try builder.take()
    }

    /// Of a Latin-1 character.
    @inline(__always) private static func lowercase(_ unit: UInt16) -> UInt16 {
        if unit < 0xC0 { return unit >= 0x41 && unit <= 0x5A ? unit | 0x20 : unit }
        return unit <= 0xDE && unit != 0xD7 ? unit | 0x20 : unit
    }

    /// Of a Latin-1 character; those without a Latin-1 upper case form become a different character.
    @inline(__always) private static func uppercase(_ unit: UInt16) -> UInt16 {
        if unit < 0xB5 { return unit >= 0x61 && unit <= 0x7A ? unit & ~0x20 : unit }
        return unit >= 0xE0 && unit != 0xF7 || unit == 0xB5 || unit == 0xDF ? unit ^ 0x20 : unit
    }

    /// sec-string.prototype.normalize
    static func normalize(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let string = try context.flattened(context.thisString(arguments, "String.prototype.normalize"))
        var form = NormalizationForm.nfc
        if !arguments[0].isUndefined {
            let name = try context.toString(arguments[0])
            switch context.abridged(name) {
            case "NFC": form = .nfc
            case "NFD": form = .nfd
            case "NFKC": form = .nfkc
            case "NFKD": form = .nfkd
            default:
                throw context.throwError(.rangeError, "The normalization form should be one of NFC, NFD, NFKC, NFKD.")
            }
        }
        return Value(try context.normalized(string, form))
    }
}

extension Context {
    /// A flat string in a normalization form.
    func normalized(_ string: JSString, _ form: NormalizationForm) throws(JSThrow) -> JSString {
        let units = StringUnits(string)
        try pay(units.count / 16)
        // No form changes ASCII, and NFC does not change Latin-1.
        if !units.isWide && (form == .nfc || !units.contains { $0 >= 0x80 }) { return string }
        return try mapPieces(string, expansion: form.maximumExpansion, isStart: Normalization.startsSegment) { piece throws(JSThrow) in
            try Normalization.normalize(piece, form: form) { count throws(JSThrow) in try pay(count / 4) }
        }
    }

    /// What a conversion makes of a string, piece by piece. A piece ends where another can start: before an ASCII space, control
    /// or punctuation character, which no letter looks beyond for its case, or what else the conversion says.
    fileprivate func mapPieces(
        _ string: JSString, expansion: Int, isStart: (UInt16) -> Bool = { $0 < 0x27 }, _ convert: (Span<UInt16>) throws(JSThrow) -> [UInt16]
    ) throws(JSThrow) -> JSString {
        let units = StringUnits(string)
        var builder = TextBuilder(self)
        var start = 0
        while start < units.count {
            var end = min(start + 2048, units.count)
            while end < units.count && !isStart(units[end]) { end += 1 }
            let count = end - start
            let bytes = count * 2 * (expansion + 1)
            try pay(count / 4)
            try heap.reserve(bytes)
            defer { heap.unreserve(bytes) }
            let piece = Array(units[start..<end])
            try builder.append(utf16: try convert(piece.span))
            start = end
        }
        keepAlive(string)
        return try builder.take()
    }
}
