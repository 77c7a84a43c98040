// The exact decimal expansion of a double, for the methods that print a given number of digits.
//
// A double is m * 2**e. For e < 0 that is m * 5**-e with the decimal point moved -e places, so the digits are those of an integer
// either way. They are rounded as decimals: half and more goes up in magnitude ("pick the larger n").

/// The digits of a number `0.d1 d2 ... dn * 10**point`, without zeros at either end.
struct ExactDecimal {
    private(set) var digits: [UInt8] = []
    private(set) var point = 0

    /// `value` must be finite and not negative; zero has no digits.
    init(_ value: Double) {
        if value == 0 { return }
        var significand = value.significandBitPattern
        var exponent = -1074
        if value.isNormal {
            significand |= 1 << 52
            exponent = Int(value.exponent) - 52
        }
        let zeros = significand.trailingZeroBitCount
        significand >>= UInt64(zeros)
        exponent += zeros

        var limbs: Limbs = [significand]
        var places = 0
        if exponent >= 0 {
            limbs = Magnitude.shiftLeft(limbs, by: exponent)
        } else {
            places = -exponent
            var left = places
            while left > 0 {
                let step = min(left, 27)
                Magnitude.multiply(&limbs, by: Self.powersOfFive[step], adding: 0)
                left -= step
            }
        }
        while !limbs.isEmpty {
            var chunk = Magnitude.divide(&limbs, by: 10_000_000_000_000_000_000)
            for _ in 0..<19 {
                if limbs.isEmpty && chunk == 0 { break }
                digits.append(UInt8(truncatingIfNeeded: chunk % 10))
                chunk /= 10
            }
        }
        digits.reverse()
        point = digits.count - places
        while digits.last == 0 { digits.removeLast() }
    }

    /// 5**0 ... 5**27; the next one does not fit in 64 bits.
    private static let powersOfFive: [UInt64] = (0...27).map { exponent in
        (0..<exponent).reduce(1) { power, _ in power * 5 }
    }

    /// Keeps the first `count` digits and rounds to them. `count` may be negative: then, and if the rounded value is zero,
    /// no digits are left.
    mutating func round(toDigits count: Int) {
        if count >= digits.count { return }
        if count < 0 {
            digits.removeAll()
            return
        }
        let roundsUp = digits[count] >= 5
        digits.removeLast(digits.count - count)
        if roundsUp {
            while digits.last == 9 { digits.removeLast() }
            if digits.isEmpty {
                digits.append(1)
                point += 1
            } else {
                digits[digits.count - 1] += 1
            }
        }
        while digits.last == 0 { digits.removeLast() }
    }

    /// The digit before `10**(point - index - 1)`, 0 outside of the digits that are kept.
    func character(_ index: Int) -> UInt8 {
        digits.indices.contains(index) ? 0x30 + digits[index] : 0x30
    }
}

extension NumberFormatting {
    /// `Number.prototype.toFixed` for a finite `value` of magnitude below 1e21; `fractionDigits` is clamped to 0...100.
    /// For other values the result is that of `numberToString`.
    public static func toFixed(_ value: Double, fractionDigits: Int) -> [UInt8] {
        guard value.magnitude < 1e21 else { return Array(numberToString(value)) }
        let fractionDigits = min(max(fractionDigits, 0), 100)
        if let text = shortFixed(value, fractionDigits) { return text }
        var decimal = ExactDecimal(value.magnitude)
        decimal.round(toDigits: decimal.point + fractionDigits)
        var text: [UInt8] = []
        // The sign is that of the value, even if it is rounded to zero.
        if value < 0 { text.append(0x2D) }
        appendFixed(decimal, fractionDigits: fractionDigits, to: &text)
        return text
    }

    /// `Number.prototype.toExponential`; nil stands for as many digits as necessary, else it is clamped to 0...100. NaN
    /// and infinities as by `numberToString`.
    public static func toExponential(_ value: Double, fractionDigits: Int?) -> [UInt8] {
        guard value.isFinite else { return Array(numberToString(value)) }
        var decimal =
            fractionDigits == nil && value != 0
            ? ExactDecimal(shortest: ShortestDecimal(value.magnitude)) : ExactDecimal(value.magnitude)
        let count = fractionDigits.map { min(max($0, 0), 100) + 1 } ?? max(decimal.digits.count, 1)
        decimal.round(toDigits: count)
        var text: [UInt8] = []
        if value < 0 { text.append(0x2D) }
        appendExponential(decimal, digits: count, to: &text)
        return text
    }

    /// `Number.prototype.toPrecision`; `precision` is clamped to 1...100. NaN and infinities as by `numberToString`.
    public static func toPrecision(_ value: Double, precision: Int) -> [UInt8] {
        guard value.isFinite else { return Array(numberToString(value)) }
        let precision = min(max(precision, 1), 100)
        var decimal = ExactDecimal(value.magnitude)
        decimal.round(toDigits: precision)
        var text: [UInt8] = []
        if value < 0 { text.append(0x2D) }
        let exponent = decimal.digits.isEmpty ? 0 : decimal.point - 1
        if exponent < -6 || exponent >= precision {
            appendExponential(decimal, digits: precision, to: &text)
        } else {
            appendFixed(decimal, fractionDigits: precision - 1 - exponent, to: &text)
        }
        return text
    }

    /// The same where 128 bits are enough to multiply the significand by the power of ten: the quotient is exact, and rounded half up.
    private static func shortFixed(_ value: Double, _ fractionDigits: Int) -> [UInt8]? {
        guard fractionDigits <= 15 else { return nil }
        var power: UInt64 = 1
        for _ in 0..<fractionDigits { power *= 10 }
        let magnitude = value.magnitude
        guard magnitude * Double(power) < 0x1p62 else { return nil }
        var scaled: UInt64
        if magnitude < 0x1p-60 {
            // Less than half of the last place.
            scaled = 0
        } else {
            let product = UInt128(magnitude.significandBitPattern | 1 << 52) * UInt128(power)
            let shift = 52 - Int(magnitude.exponent)
            scaled = UInt64(truncatingIfNeeded: shift <= 0 ? product << UInt128(-shift) : (product + UInt128(1) << UInt128(shift - 1)) >> UInt128(shift))
        }
        var text: [UInt8] = []
        text.reserveCapacity(24)
        var places = 0
        repeat {
            if places == fractionDigits && places > 0 { text.append(0x2E) }
            text.append(UInt8(truncatingIfNeeded: 0x30 + scaled % 10))
            scaled /= 10
            places += 1
        } while scaled > 0 || places <= fractionDigits
        if value < 0 { text.append(0x2D) }
        text.reverse()
        return text
    }

    private static func appendFixed(_ decimal: ExactDecimal, fractionDigits: Int, to text: inout [UInt8]) {
        let point = decimal.digits.isEmpty ? 0 : decimal.point
        if point <= 0 { text.append(0x30) }
        for index in 0..<max(point, 0) { text.append(decimal.character(index)) }
        if fractionDigits > 0 {
            text.append(0x2E)
            for index in point..<point + fractionDigits { text.append(decimal.character(index)) }
        }
    }

    private static func appendExponential(_ decimal: ExactDecimal, digits: Int, to text: inout [UInt8]) {
        text.append(decimal.character(0))
        if digits > 1 {
            text.append(0x2E)
            for index in 1..<digits { text.append(decimal.character(index)) }
        }
        let exponent = decimal.digits.isEmpty ? 0 : decimal.point - 1
        text.append(0x65)
        text.append(exponent < 0 ? 0x2D : 0x2B)
        text.append(contentsOf: numberToString(Int64(exponent.magnitude)))
    }
}

extension ExactDecimal {
    /// The decimal digits of `shortest`, as they are.
    init(shortest: ShortestDecimal) {
        self.init(0)
        var rest = shortest.digits
        while rest != 0 {
            digits.append(UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        }
        digits.reverse()
        point = shortest.point
    }
}
