// Decimal digits to the nearest double.
//
// Few digits with a small exponent are exact in double arithmetic (Clinger's fast path). Everything else goes, after the
// digits have been cut to a length that still decides the rounding, through the standard library's conversion, which is
// correctly rounded.

enum DecimalConversion {
    /// The double nearest to `significand * 10**power`.
    static func value(of significand: UInt64, power: Int) -> Double {
        if significand <= 1 << 53 && power >= -22 && power <= 22 {
            return power < 0
                ? Double(significand) / powersOfTen[-power] : Double(significand) * powersOfTen[power]
        }
        if significand == 0 || power < -400 { return 0 }
        if power > 400 { return .infinity }
        return Double("\(significand)e\(power)") ?? .nan
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
        1e21, 1e22,
    ]
}

/// Collects the digits of a decimal number that may have any number of them.
struct DecimalAccumulator {
    /// No double and no midpoint between two doubles has more significant digits than 767; what comes later matters only
    /// if it is not zero.
    private static let maximumDigits = 800

    private var digits: [UInt8] = []
    private var hasMore = false
    /// The power of ten of the last place kept.
    private var exponent = 0
    private var isAfterPoint = false

    mutating func append(_ digit: UInt8) {
        if isAfterPoint { exponent -= 1 }
        if digits.isEmpty && digit == 0 { return }
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
        if digits.isEmpty { return 0 }
        let (scale, overflow) = exponent.addingReportingOverflow(power)
        if overflow { return power < 0 ? 0 : .infinity }
        // The value is at least 10**(count - 1 + scale) and less than ten times that.
        if scale > 400 || digits.count - 1 + scale > 309 { return .infinity }
        if scale < -2000 || digits.count + scale < -324 { return 0 }
        let text = String(decoding: digits, as: UTF8.self)
        return Double(hasMore ? "\(text)1e\(scale - 1)" : "\(text)e\(scale)") ?? .nan
    }
}
