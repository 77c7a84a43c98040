// The shortest decimal digits that identify a double, and its layout.
//
// The digits are those of the standard library's own `description`: the shortest ones that read back as the same value and,
// of these, the nearest.

/// `0.d1 d2 ... dn * 10**point` in decimal digits, where `d1` is not 0.
struct ShortestDecimal {
    /// The digits as a number, most significant one in the highest place of `count`.
    private(set) var digits: UInt64 = 0
    private(set) var count = 0
    private(set) var point = 0

    /// `value` must be finite and above zero.
    init(_ value: Double) {
        var exponent = 0
        var pointPosition: Int?
        var zeros = 0
        var digitsSeen = 0
        var text = value.description.utf8.makeIterator()
        while let character = text.next() {
            switch character {
            case 0x2E:
                pointPosition = digitsSeen
            case 0x30...0x39:
                // Zeros count only if another digit comes before and one after them.
                if character == 0x30 {
                    if count > 0 { zeros += 1 } else if pointPosition != nil { exponent -= 1 } else { continue }
                } else {
                    for _ in 0..<zeros { digits *= 10 }
                    count += zeros + 1
                    zeros = 0
                    digits = digits * 10 + UInt64(character - 0x30)
                }
                if count > 0 { digitsSeen += 1 }
            case 0x65, 0x45:
                var isNegative = false
                var value = 0
                while let character = text.next() {
                    if character == 0x2D { isNegative = true }
                    if character >= 0x30 { value = value * 10 + Int(character - 0x30) }
                }
                exponent += isNegative ? -value : value
            default:
                break
            }
        }
        point = (pointPosition ?? digitsSeen) + exponent
    }
}

/// Numbers to text in radix 10.
public enum NumberFormatting {
    /// `Number::toString(value, 10)` (`sec-numeric-types-number-tostring`).
    public static func numberToString(_ value: Double) -> NumberText {
        if value.magnitude < 0x1p53, let integer = Int64(exactly: value) { return numberToString(integer) }
        if value.isNaN { return NumberText("NaN") }
        if value.isInfinite { return NumberText(value < 0 ? "-Infinity" : "Infinity") }
        if value.magnitude >= 0.001 && value.magnitude < 0x1p53 {
            // Here `description` has the very form of ECMAScript, as long as the value is not an integer.
            var text = NumberText()
            for character in value.description.utf8 { text.append(character) }
            return text
        }
        var text = NumberText()
        if value < 0 { text.append(0x2D) }
        let decimal = ShortestDecimal(value.magnitude)
        var writer = DigitWriter(decimal)
        if decimal.count <= decimal.point && decimal.point <= 21 {
            writer.write(decimal.count, to: &text)
            for _ in decimal.count..<decimal.point { text.append(0x30) }
        } else if 0 < decimal.point && decimal.point <= 21 {
            writer.write(decimal.point, to: &text)
            text.append(0x2E)
            writer.write(decimal.count - decimal.point, to: &text)
        } else if -6 < decimal.point && decimal.point <= 0 {
            text.append(0x30)
            text.append(0x2E)
            for _ in decimal.point..<0 { text.append(0x30) }
            writer.write(decimal.count, to: &text)
        } else {
            writer.write(1, to: &text)
            if decimal.count > 1 {
                text.append(0x2E)
                writer.write(decimal.count - 1, to: &text)
            }
            text.append(0x65)
            text.append(decimal.point > 0 ? 0x2B : 0x2D)
            text.append(decimal: UInt64((decimal.point - 1).magnitude))
        }
        return text
    }

    /// An integer in decimal.
    public static func numberToString(_ value: Int64) -> NumberText {
        var text = NumberText()
        if value < 0 { text.append(0x2D) }
        text.append(decimal: value.magnitude)
        return text
    }

    /// An integer in decimal.
    public static func numberToString(_ value: Int32) -> NumberText {
        numberToString(Int64(value))
    }
}

/// Writes the digits of a number from the highest one down.
private struct DigitWriter {
    private var rest: UInt64
    private var divisor: UInt64 = 1

    init(_ decimal: ShortestDecimal) {
        rest = decimal.digits
        for _ in 1..<max(decimal.count, 1) { divisor *= 10 }
    }

    mutating func write(_ count: Int, to text: inout NumberText) {
        for _ in 0..<count where divisor > 0 {
            text.append(UInt8(truncatingIfNeeded: 0x30 + rest / divisor))
            rest %= divisor
            divisor /= 10
        }
    }
}
