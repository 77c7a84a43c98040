// Text to Numbers: `StringToNumber`, `parseFloat`, `parseInt` and the numeric literals of source text.
//
// All of them read Latin-1. UTF-16 text is narrowed first: beyond Latin-1 there are only white space, which becomes a space, and
// characters that no number contains. (Generic code over both would be shorter, but spans of a generic element type are
// more than the optimiser of Swift 6.3 can take.)

/// Conversions from text to Number. Those of UTF-16 text take up to one byte of memory per code unit while they run.
public enum NumberParsing {
    /// `StringToNumber` (`sec-stringtonumber`): NaN if the text is not a StringNumericLiteral.
    public static func stringToNumber(_ text: Span<UInt8>) -> Double { Reader.stringToNumber(text) }
    /// `StringToNumber` of UTF-16 text.
    public static func stringToNumber(_ text: Span<UInt16>) -> Double {
        let narrow = narrowed(text)
        return Reader.stringToNumber(narrow.span)
    }

    /// `parseFloat` (`sec-parsefloat-string`) of Latin-1 text.
    public static func parseFloat(_ text: Span<UInt8>) -> Double { Reader.parseFloat(text) }
    /// `parseFloat` of UTF-16 text.
    public static func parseFloat(_ text: Span<UInt16>) -> Double {
        let narrow = narrowed(text)
        return Reader.parseFloat(narrow.span)
    }

    /// `parseInt` (`sec-parseint-string-radix`) of Latin-1 text, correctly rounded for every radix. `radix` is what ToInt32 has
    /// made of the second argument.
    public static func parseInt(_ text: Span<UInt8>, radix: Int32) -> Double { Reader.parseInt(text, radix: radix) }
    /// `parseInt` of UTF-16 text.
    public static func parseInt(_ text: Span<UInt16>, radix: Int32) -> Double {
        let narrow = narrowed(text)
        return Reader.parseInt(narrow.span, radix: radix)
    }

    /// The value of a DecimalLiteral, which the caller has recognised. Numeric separators (`_`) are skipped.
    public static func decimalLiteral(_ text: Span<UInt8>) -> Double { Reader.decimalLiteral(text) }
    /// The value of a DecimalLiteral in UTF-16.
    public static func decimalLiteral(_ text: Span<UInt16>) -> Double {
        let narrow = narrowed(text)
        return Reader.decimalLiteral(narrow.span)
    }

    /// The value of the digits of a hexadecimal, octal or binary literal, without its prefix. Numeric separators (`_`) are
    /// skipped; NaN if there is no digit or something else among them.
    public static func integerLiteral(digits: Span<UInt8>, radix: Int) -> Double {
        Reader.integerLiteral(digits, radix: radix)
    }
    /// The value of the digits of a hexadecimal, octal or binary literal in UTF-16.
    public static func integerLiteral(digits: Span<UInt16>, radix: Int) -> Double {
        let narrow = narrowed(digits)
        return Reader.integerLiteral(narrow.span, radix: radix)
    }

    /// Whether `unit` is WhiteSpace or a LineTerminator, as `String.prototype.trim` removes them.
    public static func isWhiteSpaceOrLineTerminator(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x09...0x0D, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
        default: false
        }
    }

    /// The part of `text` that can matter, in Latin-1: without white space in front, and up to the first character that is no
    /// part of any number, for which a control character stands.
    private static func narrowed(_ text: Span<UInt16>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        for index in text.indices {
            let unit = text[index]
            if isWhiteSpaceOrLineTerminator(unit) {
                if !result.isEmpty { result.append(0x20) }
            } else if unit < 0x80 {
                result.append(UInt8(truncatingIfNeeded: unit))
            } else {
                result.append(0x01)
                break
            }
        }
        return result
    }

    private enum Reader {
        static func stringToNumber(_ text: Span<UInt8>) -> Double {
            var start = 0
            var end = text.count
            while start < end, isSpace(text[start]) { start += 1 }
            while end > start, isSpace(text[end - 1]) { end -= 1 }
            if start == end { return 0 }
            if end - start > 2, text[start] == 0x30, let radix = radix(ofPrefix: text[start + 1]) {
                return integer(text.extracting(start + 2..<end), radix: radix)
            }
            var position = start
            let value = decimal(text, &position, end, skippingSeparators: false)
            return position == end ? value ?? .nan : .nan
        }

        static func parseFloat(_ text: Span<UInt8>) -> Double {
            var position = 0
            while position < text.count, isSpace(text[position]) { position += 1 }
            return decimal(text, &position, text.count, skippingSeparators: false) ?? .nan
        }

        static func parseInt(_ text: Span<UInt8>, radix: Int32) -> Double {
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

        static func decimalLiteral(_ text: Span<UInt8>) -> Double {
            var position = 0
            return decimal(text, &position, text.count, skippingSeparators: true) ?? .nan
        }

        static func integerLiteral(_ text: Span<UInt8>, radix: Int) -> Double {
            integer(text, radix: radix, skippingSeparators: true)
        }

        /// The longest StrDecimalLiteral at `position`, which is moved behind it; nil if there is none.
        private static func decimal(
            _ text: Span<UInt8>, _ position: inout Int, _ end: Int, skippingSeparators: Bool
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
            let start = index
            var significand: UInt64 = 0
            var digitCount = 0
            while index < end {
                let unit = text[index]
                if unit >= 0x30 && unit <= 0x39 {
                    significand = significand &* 10 &+ UInt64(unit - 0x30)
                    digitCount += 1
                } else if !(skippingSeparators && unit == 0x5F) {
                    break
                }
                index += 1
            }
            var fractionDigits = 0
            if index < end, text[index] == 0x2E {
                var behindPoint = index + 1
                while behindPoint < end {
                    let unit = text[behindPoint]
                    if unit >= 0x30 && unit <= 0x39 {
                        significand = significand &* 10 &+ UInt64(unit - 0x30)
                        fractionDigits += 1
                    } else if !(skippingSeparators && unit == 0x5F) {
                        break
                    }
                    behindPoint += 1
                }
                if digitCount + fractionDigits > 0 { index = behindPoint }
            }
            if digitCount + fractionDigits == 0 { return nil }
            position = index
            let power = exponent(text, &position, end, skippingSeparators: skippingSeparators)
            let value: Double
            if digitCount + fractionDigits <= 19 {
                value = DecimalConversion.value(of: significand, power: power - fractionDigits)
            } else {
                value = longDecimal(text.extracting(start..<index), power: power)
            }
            return isNegative ? -value : value
        }

        /// The value of many digits with a point among them.
        private static func longDecimal(_ text: Span<UInt8>, power: Int) -> Double {
            var number = DecimalAccumulator()
            for index in text.indices {
                switch text[index] {
                case 0x2E: number.appendPoint()
                case 0x5F: break
                default: number.append(text[index] - 0x30)
                }
            }
            return number.value(power: power)
        }

        /// The ExponentPart at `position`, which is moved behind it; 0 if there is none.
        private static func exponent(
            _ text: Span<UInt8>, _ position: inout Int, _ end: Int, skippingSeparators: Bool
        ) -> Int {
            var index = position
            guard index < end else { return 0 }
            let letter = text[index]
            guard letter == 0x65 || letter == 0x45 else { return 0 }
            index += 1
            let isNegative = index < end && text[index] == 0x2D
            if index < end && (isNegative || text[index] == 0x2B) { index += 1 }
            var value = 0
            var hasDigits = false
            while index < end {
                let unit = text[index]
                if unit >= 0x30 && unit <= 0x39 {
                    hasDigits = true
                    // Larger than any length of text could make up for.
                    value = min(value * 10 + Int(unit - 0x30), 1 << 50)
                } else if !(skippingSeparators && unit == 0x5F) {
                    break
                }
                index += 1
            }
            if !hasDigits { return 0 }
            position = index
            return isNegative ? -value : value
        }

        private static func infinity(_ text: Span<UInt8>, _ position: inout Int, _ end: Int) -> Double? {
            guard end - position >= 8, text[position] == 0x49 else { return nil }
            var index = position
            for character in "Infinity".utf8 {
                if text[index] != character { return nil }
                index += 1
            }
            position = index
            return .infinity
        }

        /// The value of digits; NaN if there are none or other characters among them.
        private static func integer(_ text: Span<UInt8>, radix: Int, skippingSeparators: Bool = false) -> Double {
            var small: UInt64 = 0
            var hasDigits = false
            // A number below 2**53 times the radix cannot overflow.
            for index in text.indices {
                if skippingSeparators && text[index] == 0x5F { continue }
                let value = digit(text[index])
                if value >= radix { return .nan }
                hasDigits = true
                small = small * UInt64(radix) + UInt64(value)
                if small > 1 << 53 { return longInteger(text, radix: radix, skippingSeparators: skippingSeparators) }
            }
            return hasDigits ? Double(small) : .nan
        }

        private static func longInteger(_ text: Span<UInt8>, radix: Int, skippingSeparators: Bool) -> Double {
            var number = DecimalAccumulator()
            var digits: [UInt8] = []
            var isValid = true
            for index in text.indices {
                let value = digit(text[index])
                if value < radix {
                    // More than 1,024 digits after the zeros are infinity in any radix.
                    if radix == 10 {
                        number.append(UInt8(truncatingIfNeeded: value))
                    } else if digits.count <= 1024 && !(digits.isEmpty && value == 0) {
                        digits.append(text[index])
                    }
                } else if !(skippingSeparators && text[index] == 0x5F) {
                    isValid = false
                }
            }
            if !isValid { return .nan }
            if radix == 10 { return number.value(power: 0) }
            if digits.count > 1024 { return .infinity }
            var budget = UnlimitedBudget()
            return BigIntValue.parse(digits: digits.span, radix: radix, &budget)?.double ?? .nan
        }

        private static func radix(ofPrefix unit: UInt8) -> Int? {
            switch unit {
            case 0x78, 0x58: 16
            case 0x6F, 0x4F: 8
            case 0x62, 0x42: 2
            default: nil
            }
        }

        /// The value of a digit or letter, 255 for anything else.
        @inline(__always)
        private static func digit(_ unit: UInt8) -> Int {
            Int(BigIntValue.digitValue(unit))
        }

        @inline(__always)
        private static func isSpace(_ unit: UInt8) -> Bool {
            unit == 0x20 || (unit >= 0x09 && unit <= 0x0D) || unit == 0xA0
        }
    }
}
