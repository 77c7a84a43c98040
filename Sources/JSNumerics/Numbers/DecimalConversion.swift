// Decimal digits to the nearest double.
//
// Few digits with a small exponent are exact in double arithmetic (Clinger's fast path). Everything else goes, after the
// digits have been cut to a length that still decides the rounding, through the standard library's conversion, which is
// correctly rounded.

/// Collects the digits of a decimal number.
struct DecimalAccumulator {
    /// No double and no midpoint between two doubles has more significant digits than 767; what comes later matters only
    /// if it is not zero.
    private static let maximumDigits = 800

    private var significand: UInt64 = 0
    private var significantDigits = 0
    /// The digits, once there are too many for `significand`.
    private var digits: [UInt8] = []
    private var hasMore = false
    /// The power of ten of the last place kept.
    private var exponent = 0
    private var isAfterPoint = false
    private(set) var hasDigits = false

    @inline(__always)
    mutating func append(_ digit: UInt8) {
        hasDigits = true
        if isAfterPoint { exponent -= 1 }
        if significantDigits == 0 && digit == 0 { return }
        if significantDigits < 19 {
            significand = significand &* 10 &+ UInt64(digit)
            significantDigits += 1
        } else {
            appendLong(digit)
        }
    }

    private mutating func appendLong(_ digit: UInt8) {
        if digits.isEmpty {
            for scalar in String(significand).utf8 { digits.append(scalar) }
        }
        if digits.count < Self.maximumDigits {
            digits.append(0x30 + digit)
        } else {
            exponent += 1
            if digit != 0 { hasMore = true }
        }
    }

    mutating func appendPoint() {
        isAfterPoint = true
    }

    /// The number times `10**power`.
    func value(power: Int) -> Double {
        if significantDigits == 0 { return 0 }
        let (scale, overflow) = exponent.addingReportingOverflow(power)
        if overflow { return power < 0 ? 0 : .infinity }
        if digits.isEmpty && significand <= 1 << 53 {
            if scale == 0 { return Double(significand) }
            if scale > 0 && scale <= 22 { return Double(significand) * Self.powersOfTen[scale] }
            if scale < 0 && scale >= -22 { return Double(significand) / Self.powersOfTen[-scale] }
        }
        let count = digits.isEmpty ? significantDigits : digits.count
        // The value is at least 10**(count - 1 + scale) and less than ten times that.
        if scale > 400 || count - 1 + scale > 309 { return .infinity }
        if scale < -2000 || count + scale < -324 { return 0 }
        var text = digits.isEmpty ? String(significand) : String(decoding: digits, as: UTF8.self)
        var lastPlace = scale
        if hasMore {
            text += "1"
            lastPlace -= 1
        }
        return Double("\(text)e\(lastPlace)") ?? .nan
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
        1e21, 1e22,
    ]
}
