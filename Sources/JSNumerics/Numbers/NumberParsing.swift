// Text to Numbers: `StringToNumber`, `parseFloat`, `parseInt` and the numeric literals of source text, over Latin-1 and UTF-16
// alike.

/// Conversions from text to Number.
public enum NumberParsing {
    /// `StringToNumber` (`sec-stringtonumber`): NaN if the text is not a StringNumericLiteral.
    public static func stringToNumber(_ text: Span<UInt8>) -> Double { Reader.stringToNumber(text) }
    /// `StringToNumber` of UTF-16 text.
    public static func stringToNumber(_ text: Span<UInt16>) -> Double { Reader.stringToNumber(text) }

    /// `parseFloat` (`sec-parsefloat-string`) of Latin-1 text.
    public static func parseFloat(_ text: Span<UInt8>) -> Double { Reader.parseFloat(text) }
    /// `parseFloat` of UTF-16 text.
    public static func parseFloat(_ text: Span<UInt16>) -> Double { Reader.parseFloat(text) }

    /// `parseInt` (`sec-parseint-string-radix`) of Latin-1 text, correctly rounded for every radix. `radix` is what ToInt32 has
    /// made of the second argument.
    public static func parseInt(_ text: Span<UInt8>, radix: Int32) -> Double { Reader.parseInt(text, radix: radix) }
    /// `parseInt` of UTF-16 text.
    public static func parseInt(_ text: Span<UInt16>, radix: Int32) -> Double { Reader.parseInt(text, radix: radix) }

    /// The value of a DecimalLiteral, which the caller has recognised. Numeric separators (`_`) are skipped.
    public static func decimalLiteral(_ text: Span<UInt8>) -> Double { Reader.decimalLiteral(text) }
    /// The value of a DecimalLiteral in UTF-16.
    public static func decimalLiteral(_ text: Span<UInt16>) -> Double { Reader.decimalLiteral(text) }

    /// The value of the digits of a hexadecimal, octal or binary literal, without its prefix. Numeric separators (`_`) are
    /// skipped; NaN if there is no digit or something else among them.
    public static func integerLiteral(digits: Span<UInt8>, radix: Int) -> Double {
        Reader.integerLiteral(digits, radix: radix)
    }
    /// The value of the digits of a hexadecimal, octal or binary literal in UTF-16.
    public static func integerLiteral(digits: Span<UInt16>, radix: Int) -> Double {
        Reader.integerLiteral(digits, radix: radix)
    }

    /// Whether `unit` is WhiteSpace or a LineTerminator, as `String.prototype.trim` removes them.
    public static func isWhiteSpaceOrLineTerminator(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x09...0x0D, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
        default: false
        }
    }

    /// The same over both widths of code units; specialised for each by the functions above.
    private enum Reader<Unit: UnsignedInteger & FixedWidthInteger> {
        static func stringToNumber(_ text: Span<Unit>) -> Double {
            var start = 0
            var end = text.count
            while start < end, isSpace(text[start]) { start += 1 }
            while end > start, isSpace(text[end - 1]) { end -= 1 }
            if start == end { return 0 }
            if end - start > 2, text[start] == 0x30, let radix = radix(ofPrefix: text[start + 1]) {
                return integer(text.extracting(start + 2..<end), radix: radix)
            }
            var position = start
            let value = decimal(text, &position, end, skipping: nil)
            return position == end ? value ?? .nan : .nan
        }

        static func parseFloat(_ text: Span<Unit>) -> Double {
            var position = 0
            while position < text.count, isSpace(text[position]) { position += 1 }
            return decimal(text, &position, text.count, skipping: nil) ?? .nan
        }

        static func parseInt(_ text: Span<Unit>, radix: Int32) -> Double {
            var position = 0
            while position < text.count, isSpace(text[position]) { position += 1 }
            var isNegative = false
            if position < text.count, text[position] == 0x2D || text[position] == 0x2B {
                isNegative = text[position] == 0x2D
                position += 1
            }
            var actualRadix = Int(radix)
            if actualRadix != 0 && (actualRadix < 2 || actualRadix > 36) { return .nan }
            if actualRadix == 0 || actualRadix == 16 {
                if position + 1 < text.count, text[position] == 0x30, text[position + 1] | 0x20 == 0x78 {
                    position += 2
                    actualRadix = 16
                }
            }
            if actualRadix == 0 { actualRadix = 10 }
            var end = position
            while end < text.count, digit(text[end]) < actualRadix { end += 1 }
            let value = integer(text.extracting(position..<end), radix: actualRadix)
            return isNegative ? -value : value
        }

        static func decimalLiteral(_ text: Span<Unit>) -> Double {
            var position = 0
            return decimal(text, &position, text.count, skipping: 0x5F) ?? .nan
        }

        static func integerLiteral(_ text: Span<Unit>, radix: Int) -> Double {
            integer(text, radix: radix, skipping: 0x5F)
        }

        /// The longest StrDecimalLiteral at `position`, which is moved behind it; nil if there is none.
        private static func decimal(
            _ text: Span<Unit>, _ position: inout Int, _ end: Int, skipping separator: Unit?
        ) -> Double? {
            var index = position
            var isNegative = false
            if index < end, text[index] == 0x2D || text[index] == 0x2B {
                isNegative = text[index] == 0x2D
                index += 1
            }
            if let infinity = infinity(text, &index, end) {
                position = index
                return isNegative ? -infinity : infinity
            }
            var number = DecimalAccumulator()
            while index < end {
                let unit = text[index]
                if unit >= 0x30 && unit <= 0x39 {
                    number.append(UInt8(truncatingIfNeeded: unit - 0x30))
                } else if unit != separator {
                    break
                }
                index += 1
            }
            if index < end, text[index] == 0x2E {
                number.appendPoint()
                var behindPoint = index + 1
                while behindPoint < end {
                    let unit = text[behindPoint]
                    if unit >= 0x30 && unit <= 0x39 {
                        number.append(UInt8(truncatingIfNeeded: unit - 0x30))
                    } else if unit != separator {
                        break
                    }
                    behindPoint += 1
                }
                if number.hasDigits { index = behindPoint }
            }
            if !number.hasDigits { return nil }
            position = index
            let power = exponent(text, &position, end, skipping: separator)
            let value = number.value(power: power)
            return isNegative ? -value : value
        }

        /// The ExponentPart at `position`, which is moved behind it; 0 if there is none.
        private static func exponent(
            _ text: Span<Unit>, _ position: inout Int, _ end: Int, skipping separator: Unit?
        ) -> Int {
            var index = position
            guard index < end, text[index] | 0x20 == 0x65 else { return 0 }
            index += 1
            var isNegative = false
            if index < end, text[index] == 0x2D || text[index] == 0x2B {
                isNegative = text[index] == 0x2D
                index += 1
            }
            guard index < end, text[index] >= 0x30 && text[index] <= 0x39 else { return 0 }
            var value = 0
            while index < end {
                let unit = text[index]
                if unit >= 0x30 && unit <= 0x39 {
                    // Larger than any length of text could make up for.
                    value = min(value * 10 + Int(unit - 0x30), 1 << 50)
                } else if unit != separator {
                    break
                }
                index += 1
            }
            position = index
            return isNegative ? -value : value
        }

        private static func infinity(_ text: Span<Unit>, _ position: inout Int, _ end: Int) -> Double? {
            let name: StaticString = "Infinity"
            guard end - position >= 8, text[position] == 0x49 else { return nil }
            var index = position
            for character in name.description.utf8 {
                if text[index] != Unit(character) { return nil }
                index += 1
            }
            position = index
            return .infinity
        }

        /// The value of digits; NaN if there are none or other characters among them.
        private static func integer(_ text: Span<Unit>, radix: Int, skipping separator: Unit? = nil) -> Double {
            var small: UInt64 = 0
            var hasDigits = false
            // A number below 2**53 times the radix cannot overflow.
            for index in text.indices {
                if text[index] == separator { continue }
                let value = digit(text[index])
                if value >= radix { return .nan }
                hasDigits = true
                small = small * UInt64(radix) + UInt64(value)
                if small > 1 << 53 { return longInteger(text, radix: radix, skipping: separator) }
            }
            return hasDigits ? Double(small) : .nan
        }

        private static func longInteger(_ text: Span<Unit>, radix: Int, skipping separator: Unit?) -> Double {
            if radix == 10 {
                var number = DecimalAccumulator()
                for index in text.indices where text[index] != separator {
                    let value = digit(text[index])
                    if value >= 10 { return .nan }
                    number.append(UInt8(truncatingIfNeeded: value))
                }
                return number.value(power: 0)
            }
            // More than 1,024 digits after the zeros are infinity in any radix.
            var digits: [UInt8] = []
            for index in text.indices where text[index] != separator {
                let value = digit(text[index])
                if value >= radix { return .nan }
                if digits.count <= 1024 && !(digits.isEmpty && value == 0) {
                    digits.append(UInt8(truncatingIfNeeded: text[index]))
                }
            }
            if digits.count > 1024 { return .infinity }
            var budget = UnlimitedBudget()
            return BigIntValue.parse(digits: digits.span, radix: radix, &budget)?.double ?? .nan
        }

        private static func radix(ofPrefix unit: Unit) -> Int? {
            switch unit {
            case 0x78, 0x58: 16
            case 0x6F, 0x4F: 8
            case 0x62, 0x42: 2
            default: nil
            }
        }

        /// The value of a digit or letter, 255 for anything else.
        @inline(__always)
        private static func digit(_ unit: Unit) -> Int {
            unit < 0x80 ? Int(BigIntValue.digitValue(UInt8(truncatingIfNeeded: unit))) : 255
        }

        @inline(__always)
        private static func isSpace(_ unit: Unit) -> Bool {
            unit == 0x20 || ((unit < 0x20 || unit >= 0x80) && isWhiteSpaceOrLineTerminator(UInt16(truncatingIfNeeded: unit)))
        }
    }
}
