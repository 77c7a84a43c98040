// The Number value of literals.

enum NumberText {
    /// The value of digits in radix 2, 8 or 16, correctly rounded.
    static func value(digits: [UInt8], radix: UInt8) -> Double {
        let bits: UInt64 = radix == 16 ? 4 : radix == 8 ? 3 : 1
        var mantissa: UInt64 = 0
        var exponent = 0
        var isInexact = false
        for byte in digits {
            let digit = UInt64(Byte.hexadecimalValue(byte) ?? 0)
            for shift in stride(from: Int(bits) - 1, through: 0, by: -1) {
                let bit = (digit >> UInt64(shift)) & 1
                if mantissa >> 63 == 0 {
                    mantissa = mantissa << 1 | bit
                } else {
                    exponent += 1
                    if bit != 0 { isInexact = true }
                }
            }
        }
        // Bits that were dropped only matter as "a little more" to the rounding of the top 64.
        if isInexact { mantissa |= 1 }
        return exponent > 1024 ? .infinity : Double(sign: .plus, exponent: exponent, significand: Double(mantissa))
    }

    /// The value of a decimal literal without separators.
    static func value(decimal bytes: [UInt8], isInteger: Bool) -> Double {
        var text = String(decoding: bytes, as: UTF8.self)
        if text.hasPrefix(".") { text = "0" + text }
        return Double(text) ?? .nan
    }

    /// The decimal digits of an integer.
    static func decimal(digits: [UInt8], radix: UInt8) -> [UInt8] {
        if radix == 10 { return digits }
        // Groups of nine decimal digits, the lowest first.
        var groups: [UInt64] = [0]
        for byte in digits {
            var carry = UInt64(Byte.hexadecimalValue(byte) ?? 0)
            for index in groups.indices {
                let value = groups[index] * UInt64(radix) + carry
                groups[index] = value % 1_000_000_000
                carry = value / 1_000_000_000
            }
            if carry > 0 { groups.append(carry) }
        }
        var text = String(groups.removeLast())
        for group in groups.reversed() {
            let part = String(group)
            text += String(repeating: "0", count: 9 - part.count) + part
        }
        return Array(text.utf8)
    }
}
