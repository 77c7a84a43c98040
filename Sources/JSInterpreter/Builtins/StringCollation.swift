// The order of strings for people, as `String.prototype.localeCompare` gives it: a collation for Latin text that agrees with the root
// locale of CLDR on it, and a plain order of scripts and code points for the rest.
//
// A string is read as a sequence of elements: a base character with its accents. Each has three weights: which character (primary),
// which accents (secondary), which case (tertiary). The first difference in the strongest level that has one decides.

import JSUnicode

/// What the third argument of `localeCompare` asks for.
struct CollationOptions {
    /// Which differences count.
    enum Sensitivity { case base, accent, `case`, variant }

    var sensitivity = Sensitivity.variant
    /// Whether digits compare by the number that they make.
    var isNumeric = false

    init(_ value: Value, _ context: Context) throws(JSThrow) {
        guard let options = value.asObject else { return }
        isNumeric = context.toBoolean(try context.get(options, PropertyKey(.numeric)))
        let wanted = try context.get(options, PropertyKey(.sensitivity))
        if wanted.isUndefined { return }
        let name = context.abridged(try context.toString(wanted))
        switch name {
        case "base": sensitivity = .base
        case "accent": sensitivity = .accent
        case "case": sensitivity = .case
        case "variant": sensitivity = .variant
        default: throw context.throwError(.rangeError, "Value \(name) out of range for options property sensitivity")
        }
    }
}

extension Context {
    /// -1, 0 or 1.
    func collate(_ left: JSString, _ right: JSString, _ options: CollationOptions) throws(JSThrow) -> Int32 {
        if left == right { return 0 }
        let a = try collationForm(left)
        let b = try collationForm(right)
        // What is ignored, and the digits of a number, are read to their end in either.
        try pay(min(a.length, b.length) / 4 + max(a.length, b.length) / 16)
        return Collation.compare(StringUnits(a), StringUnits(b), options)
    }

    /// Latin-1 as it is, everything else decomposed.
    private func collationForm(_ string: JSString) throws(JSThrow) -> JSString {
        let flat = try flattened(string)
        return flat.isWide ? try normalized(flat, .nfd) : flat
    }
}

private struct CollationElement {
    /// 0: ignored.
    var primary: UInt32
    var secondary: UInt32 = 0
    var tertiary: UInt8 = 0
}

private enum Collation {
    static func compare(_ a: StringUnits, _ b: StringUnits, _ options: CollationOptions) -> Int32 {
        var left = ElementReader(a)
        var right = ElementReader(b)
        var secondary: Int32 = 0
        var tertiary: Int32 = 0
        while true {
            guard let x = left.next() else {
                if right.next() != nil { return -1 }
                break
            }
            guard let y = right.next() else { return 1 }
            if options.isNumeric && isDigit(x) && isDigit(y) {
                let order = left.compareNumber(&right)
                if order != 0 { return order }
                continue
            }
            if x.primary != y.primary { return x.primary < y.primary ? -1 : 1 }
            if secondary == 0 && x.secondary != y.secondary { secondary = x.secondary < y.secondary ? -1 : 1 }
            if tertiary == 0 && x.tertiary != y.tertiary { tertiary = x.tertiary < y.tertiary ? -1 : 1 }
        }
        switch options.sensitivity {
        case .base: return 0
        case .accent: return secondary
        case .case: return tertiary
        case .variant: return secondary != 0 ? secondary : tertiary
        }
    }

    /// Whether this is an ASCII digit.
    private static func isDigit(_ element: CollationElement) -> Bool {
        element.primary >= digitBase && element.primary < digitBase + 10 && element.tertiary == 0 && element.secondary == 0
    }

    // MARK: Weights

    /// White space, punctuation and symbols in ascending order.
    private static let symbols: [UInt16] = Array(
        "\t\n\u{B}\u{C}\r\u{85}\u{2028}\u{2029} _\u{203F}-\u{2010}\u{2013}\u{2014},;:!\u{A1}?\u{BF}.\u{2026}\u{B7}'\u{2018}\u{2019}\u{201A}\"\u{201C}\u{201D}\u{201E}\u{AB}\u{BB}()[]{}\u{A7}\u{B6}@*/\\&#%\u{2030}\u{2020}\u{2021}\u{2022}`\u{B4}^\u{AF}\u{A8}\u{B8}\u{B0}\u{A9}\u{AE}+\u{B1}\u{F7}\u{D7}<=>\u{AC}|\u{A6}~\u{A4}\u{A2}$\u{A3}\u{A5}\u{20AC}"
            .utf16)
    private static let symbolBase: UInt32 = 0x100
    /// Symbols beyond those, by code point.
    private static let otherSymbolBase: UInt32 = 0x1000
    static let digitBase: UInt32 = 0x8000
    /// Letters have room for others after them.
    private static let letterBase: UInt32 = 0x9000
    private static let otherBase: UInt32 = 0x20000

    private static let symbolWeights: [UInt16: UInt32] = {
        var weights: [UInt16: UInt32] = [:]
        for (index, unit) in symbols.enumerated() { weights[unit] = symbolBase + UInt32(index) }
        return weights
    }()

    /// Of the characters below U+0100.
    private static let latin1: [CollationElement] = (0..<256).map { element(latin1: UInt16($0)) }

    private static func letter(_ ascii: UInt16) -> UInt32 { letterBase + UInt32(ascii | 0x20) * 16 }

    static let acute: UInt32 = 1, grave: UInt32 = 2, circumflex: UInt32 = 4, ring: UInt32 = 6, diaeresis: UInt32 = 8
    static let tilde: UInt32 = 10, stroke: UInt32 = 12, cedilla: UInt32 = 13

    private static func element(latin1 unit: UInt16) -> CollationElement {
        switch unit {
        case 0x30...0x39: return CollationElement(primary: digitBase + UInt32(unit - 0x30))
        case 0x61...0x7A: return CollationElement(primary: letter(unit))
        case 0x41...0x5A: return CollationElement(primary: letter(unit), tertiary: 1)
        case 0xA0: return CollationElement(primary: symbolWeights[0x20] ?? 0, tertiary: 1)
        case 0xAA: return CollationElement(primary: letter(0x61), tertiary: 2)
        case 0xBA: return CollationElement(primary: letter(0x6F), tertiary: 2)
        case 0xB9: return CollationElement(primary: digitBase + 1, tertiary: 2)
        case 0xB2, 0xB3: return CollationElement(primary: digitBase + UInt32(unit - 0xB0), tertiary: 2)
        case 0xBC, 0xBD, 0xBE: return CollationElement(primary: digitBase + (unit == 0xBE ? 3 : 1), secondary: 60, tertiary: UInt8(0xC0 - unit))
        case 0xB5: return CollationElement(primary: otherBase + 0x3BC, tertiary: 2)
        default: break
        }
        if let weight = symbolWeights[unit] { return CollationElement(primary: weight) }
        if unit < 0xC0 { return CollationElement(primary: 0) }
        let isUpper = unit <= 0xDE
        var result: CollationElement
        switch unit | 0x20 {
        case 0xE0: result = accented(0x61, grave)
        case 0xE1: result = accented(0x61, acute)
        case 0xE2: result = accented(0x61, circumflex)
        case 0xE3: result = accented(0x61, tilde)
        case 0xE4: result = accented(0x61, diaeresis)
        case 0xE5: result = accented(0x61, ring)
        case 0xE7: result = accented(0x63, cedilla)
        case 0xE8: result = accented(0x65, grave)
        case 0xE9: result = accented(0x65, acute)
        case 0xEA: result = accented(0x65, circumflex)
        case 0xEB: result = accented(0x65, diaeresis)
        case 0xEC: result = accented(0x69, grave)
        case 0xED: result = accented(0x69, acute)
        case 0xEE: result = accented(0x69, circumflex)
        case 0xEF: result = accented(0x69, diaeresis)
        case 0xF0: result = accented(0x64, stroke)
        case 0xF1: result = accented(0x6E, tilde)
        case 0xF2: result = accented(0x6F, grave)
        case 0xF3: result = accented(0x6F, acute)
        case 0xF4: result = accented(0x6F, circumflex)
        case 0xF5: result = accented(0x6F, tilde)
        case 0xF6: result = accented(0x6F, diaeresis)
        case 0xF8: result = accented(0x6F, stroke)
        case 0xF9: result = accented(0x75, grave)
        case 0xFA: result = accented(0x75, acute)
        case 0xFB: result = accented(0x75, circumflex)
        case 0xFC: result = accented(0x75, diaeresis)
        case 0xFD: result = accented(0x79, acute)
        case 0xFE: result = CollationElement(primary: letter(0x7A) + 8)
        default: result = accented(0x79, diaeresis)
        }
        if isUpper { result.tertiary = 1 }
        return result
    }

    /// A letter with one accent; accents fill the secondary weight from its highest place.
    private static func accented(_ base: UInt16, _ accent: UInt32) -> CollationElement {
        CollationElement(primary: letter(base), secondary: accent << 24)
    }

    /// Characters that count as two: the ASCII letters, and whether they are upper case.
    static func expansion(_ codePoint: UInt32) -> (UInt16, UInt16, Bool)? {
        switch codePoint {
        case 0xC6: (0x61, 0x65, true)
        case 0xE6: (0x61, 0x65, false)
        case 0xDF: (0x73, 0x73, false)
        case 0x1E9E: (0x73, 0x73, true)
        case 0x152: (0x6F, 0x65, true)
        case 0x153: (0x6F, 0x65, false)
        default: nil
        }
    }

    static func expanded(_ ascii: UInt16, isUpper: Bool) -> CollationElement {
        CollationElement(primary: letter(ascii), secondary: 1, tertiary: isUpper ? 1 : 0)
    }

    static func element(_ codePoint: UInt32) -> CollationElement {
        if codePoint < 0x100 { return latin1[Int(codePoint)] }
        switch codePoint {
        case 0x110, 0x111: return withStroke(0x64, isUpper: codePoint == 0x110)
        case 0x126, 0x127: return withStroke(0x68, isUpper: codePoint == 0x126)
        case 0x131: return CollationElement(primary: letter(0x69) + 8)
        case 0x141, 0x142: return withStroke(0x6C, isUpper: codePoint == 0x141)
        case 0x14A, 0x14B: return CollationElement(primary: letter(0x6E) + 8, tertiary: codePoint == 0x14A ? 1 : 0)
        case 0x17F: return CollationElement(primary: letter(0x73), tertiary: 2)
        // Katakana as Hiragana.
        case 0x30A1...0x30F6: return CollationElement(primary: otherBase + codePoint - 0x60, tertiary: 2)
        case 0x2000...0x2BFF:
            if let weight = symbolWeights[UInt16(codePoint)] { return CollationElement(primary: weight) }
            return CollationElement(primary: otherSymbolBase + codePoint)
        // Pictures are symbols too.
        case 0x1F000...0x1FAFF: return CollationElement(primary: otherSymbolBase + 0x2C00 + (codePoint - 0x1F000))
        default: break
        }
        let lower = CaseMapping.toLowercase(Array(String(Unicode.Scalar(codePoint) ?? "\u{FFFD}").utf16).span)
        guard let first = lower.first, codePoint < 0x10000, UInt32(first) != codePoint else {
            return CollationElement(primary: otherBase + codePoint)
        }
        return CollationElement(primary: otherBase + UInt32(first), tertiary: 1)
    }

    private static func withStroke(_ base: UInt16, isUpper: Bool) -> CollationElement {
        var result = accented(base, stroke)
        if isUpper { result.tertiary = 1 }
        return result
    }

    /// The weight of a combining mark, 1 to 255; nil for other characters.
    static func accent(_ codePoint: UInt32) -> UInt32? {
        switch codePoint {
        case 0x300: grave
        case 0x301: acute
        case 0x302: circumflex
        case 0x303: tilde
        case 0x304: 15
        case 0x306: 3
        case 0x307: 11
        case 0x308: diaeresis
        case 0x30A: ring
        case 0x30B: 9
        case 0x30C: 5
        case 0x327: cedilla
        case 0x328: 14
        case 0x338: stroke
        case 0x300...0x36F: 16 + (codePoint - 0x300)
        case 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0x3099, 0x309A, 0xFE20...0xFE2F: 128 + (codePoint & 0x7F)
        default: nil
        }
    }
}

private struct ElementReader {
    private let units: StringUnits
    private var position = 0
    /// The second half of an expansion.
    private var pending: CollationElement?
    /// Where the element that was read last begins.
    private var start = 0

    init(_ units: StringUnits) { self.units = units }

    mutating func next() -> CollationElement? {
        if let second = pending {
            pending = nil
            return second
        }
        while position < units.count {
            start = position
            let (codePoint, length) = units.codePoint(at: position)
            position += length
            var element: CollationElement
            if let (first, second, isUpper) = Collation.expansion(codePoint) {
                element = Collation.expanded(first, isUpper: isUpper)
                pending = Collation.expanded(second, isUpper: isUpper)
            } else if Collation.accent(codePoint) != nil {
                // An accent without a base.
                position = start
                element = CollationElement(primary: 1)
            } else {
                element = Collation.element(codePoint)
                if element.primary == 0 { continue }
            }
            if units.isWide { readAccents(&element) }
            return element
        }
        return nil
    }

    private mutating func readAccents(_ element: inout CollationElement) {
        var shift: UInt32 = element.secondary == 0 ? 24 : 16
        while position < units.count {
            let (codePoint, length) = units.codePoint(at: position)
            guard let accent = Collation.accent(codePoint) else { return }
            element.secondary |= accent << shift
            if shift > 0 { shift -= 8 }
            position += length
        }
    }

    /// Compares the numbers whose first digits were just read from both texts.
    mutating func compareNumber(_ other: inout ElementReader) -> Int32 {
        let mine = readDigits()
        let others = other.readDigits()
        if mine.count != others.count { return mine.count < others.count ? -1 : 1 }
        for (a, b) in zip(units[mine], other.units[others]) where a != b { return a < b ? -1 : 1 }
        return 0
    }

    /// The digits from the element that was read last on, leading zeros dropped.
    private mutating func readDigits() -> Range<Int> {
        var first = start
        position = start
        while position < units.count, units[position] >= 0x30, units[position] <= 0x39 { position += 1 }
        while first < position - 1, units[first] == 0x30 { first += 1 }
        return first..<max(position, first)
    }
}
