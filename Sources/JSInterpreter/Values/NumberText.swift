// Numbers and BigInts to and from strings: the module JSNumerics on engine strings.

import JSNumerics
import JSSyntax

extension Context {
    // MARK: Numbers

    /// sec-stringtonumber
    func stringToNumber(_ string: JSString) throws(JSThrow) -> Double {
        let flat = try flattened(string)
        if flat.length == 1 {
            let digit = flat.unit(at: 0)
            if digit >= 0x30 && digit <= 0x39 { return Double(digit - 0x30) }
        }
        try pay(flat.length / 16)
        if flat.isWide {
            // What is narrowed to read it.
            let byteCount = flat.length
            try heap.reserve(byteCount)
            defer { heap.unreserve(byteCount) }
            let units = unsafe flat.utf16
            return NumberParsing.stringToNumber(unsafe units.span)
        }
        let bytes = unsafe flat.latin1
        return NumberParsing.stringToNumber(unsafe bytes.span)
    }

    /// sec-numeric-types-number-tostring with radix 10.
    func numberToString(_ number: Double) -> JSString {
        if let int = Int32(exactlyNumber: number) { return makeString(decimal: Int(int)) }
        return makeString(NumberFormatting.numberToString(number))
    }

    /// The same as ASCII characters.
    func numberText(_ number: Double) -> NumberText { NumberFormatting.numberToString(number) }

    func makeString(_ text: NumberText) -> JSString {
        if text.count == 1 { return StaticAtoms.shared.character(text[0]) }
        let cell = heap.allocate(.string, size: max(32, JSString.charactersOffset + text.count))
        cell.initializeHeader(.string, number: UInt32(text.count))
        cell.setWord(JSString.noHash, 8)
        cell.setWord(cell.address &+ UInt(JSString.charactersOffset), 16)
        for index in 0..<text.count { cell.store(text[index], JSString.charactersOffset + index) }
        return JSString(cell: cell)
    }

    /// The value of a part of a text that is a DecimalLiteral; the owner of the text is kept alive by the caller.
    func decimalLiteral(_ units: StringUnits, _ start: Int, _ end: Int) -> Double {
        if units.isWide {
            let buffer = unsafe UnsafeBufferPointer<UInt16>(start: UnsafePointer(bitPattern: units.address), count: units.count)
            return NumberParsing.decimalLiteral(unsafe buffer.span.extracting(start..<end))
        }
        let buffer = unsafe UnsafeBufferPointer<UInt8>(start: UnsafePointer(bitPattern: units.address), count: units.count)
        return NumberParsing.decimalLiteral(unsafe buffer.span.extracting(start..<end))
    }

    /// sec-parsefloat-string without the conversion of its argument.
    func parseFloat(_ string: JSString) throws(JSThrow) -> Double {
        let flat = try flattened(string)
        try pay(flat.length / 16)
        if flat.isWide {
            // What is narrowed to read it.
            let byteCount = flat.length
            try heap.reserve(byteCount)
            defer { heap.unreserve(byteCount) }
            let units = unsafe flat.utf16
            return NumberParsing.parseFloat(unsafe units.span)
        }
        let bytes = unsafe flat.latin1
        return NumberParsing.parseFloat(unsafe bytes.span)
    }

    /// sec-parseint-string-radix without the conversion of its arguments.
    func parseInt(_ string: JSString, radix: Int32) throws(JSThrow) -> Double {
        let flat = try flattened(string)
        try pay(flat.length / 16)
        if flat.isWide {
            // What is narrowed to read it.
            let byteCount = flat.length
            try heap.reserve(byteCount)
            defer { heap.unreserve(byteCount) }
            let units = unsafe flat.utf16
            return NumberParsing.parseInt(unsafe units.span, radix: radix)
        }
        let bytes = unsafe flat.latin1
        return NumberParsing.parseInt(unsafe bytes.span, radix: radix)
    }

    /// sec-numeric-types-number-exponentiate
    static func exponentiate(_ base: Double, _ exponent: Double) -> Double { numberExponentiate(base, exponent) }

    // MARK: BigInts

    /// sec-numeric-types-bigint-tostring
    func bigIntToString(_ value: JSBigInt, radix: Int) throws(JSThrow) -> JSString {
        if let small = value.int64, radix == 10 { return makeString(decimal: Int(small)) }
        return try withArithmeticBudget { (budget) throws(JSThrow) in
            // The digits are accounted until the string has them.
            try makeString(latin1: budget.value(of: value).text(radix: radix, &budget))
        }
    }

    /// sec-stringtobigint: nil for undefined.
    func stringToBigInt(_ string: JSString) throws(JSThrow) -> JSBigInt? {
        let flat = try flattened(string)
        try pay(flat.length / 16)
        let units = StringUnits(flat)
        var start = 0
        var end = units.count
        while start < end, NumberParsing.isWhiteSpaceOrLineTerminator(units[start]) { start += 1 }
        while end > start, NumberParsing.isWhiteSpaceOrLineTerminator(units[end - 1]) { end -= 1 }
        if start == end { return JSBigInt(cell: makeBigInt(0).uncheckedCell) }
        var radix = 10
        var isNegative = false
        if end - start > 2, units[start] == 0x30, let prefix = BigIntRadix(prefix: units[start + 1]) {
            radix = prefix.rawValue
            start += 2
        } else if units[start] == 0x2D || units[start] == 0x2B {
            isNegative = units[start] == 0x2D
            start += 1
        }
        let byteCount = end - start
        try heap.reserve(byteCount)
        defer { heap.unreserve(byteCount) }
        var digits: [UInt8] = []
        digits.reserveCapacity(byteCount)
        for index in start..<end {
            // What is no digit of any radix is found out by the parser.
            digits.append(UInt8(exactly: units[index]) ?? 0)
        }
        keepAlive(flat)
        guard let value = try parseBigInt(digits, radix: radix, isNegative: isNegative) else { return nil }
        return JSBigInt(cell: try makeBigInt(value).uncheckedCell)
    }

    /// The value of a literal.
    func makeBigInt(_ literal: BigIntLiteral) throws(JSThrow) -> Value {
        guard let value = try parseBigInt(literal.digits, radix: Int(literal.radix), isNegative: false) else {
            throw bigIntTooLarge()
        }
        return try makeBigInt(value)
    }
}

/// The radix that the letter after a zero stands for.
private enum BigIntRadix: Int {
    case binary = 2
    case octal = 8
    case hexadecimal = 16

    init?(prefix: UInt16) {
        switch prefix {
        case 0x62, 0x42: self = .binary
        case 0x6F, 0x4F: self = .octal
        case 0x78, 0x58: self = .hexadecimal
        default: return nil
        }
    }
}
