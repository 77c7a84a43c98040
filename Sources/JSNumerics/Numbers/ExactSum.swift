// Math.sumPrecise: the sum of doubles, rounded once.
//
// The sum is kept as a fixed-point number that reaches from the lowest bit of the smallest double to far above the
// largest one, in digits of 32 bits. The digits are signed 64-bit integers, so that carries need to be passed on only
// now and then.

/// An exact sum of doubles (`sec-math.sumprecise`).
public struct ExactSum: Sendable {
    /// Digit i counts 2**(32 * i - 1074).
    private var digits = [Int64](repeating: 0, count: 70)
    private var pendingAdditions = 0
    private var hasNaN = false
    private var hasInfinity = false
    private var hasMinusInfinity = false
    private var isMinusZero = true

    /// A sum of nothing, which is -0.
    public init() {}

    public mutating func add(_ value: Double) {
        guard value.isFinite else {
            if value.isNaN { hasNaN = true } else if value > 0 { hasInfinity = true } else { hasMinusInfinity = true }
            return
        }
        if value == 0 {
            if value.sign == .plus { isMinusZero = false }
            return
        }
        isMinusZero = false
        var significand = value.significandBitPattern
        var position = 0
        if value.isNormal {
            significand |= 1 << 52
            position = Int(value.exponentBitPattern) - 1
        }
        let index = position >> 5
        let shifted = significand.multipliedFullWidth(by: 1 << UInt64(position & 31))
        let sign: Int64 = value < 0 ? -1 : 1
        digits[index] += sign * Int64(shifted.low & 0xFFFF_FFFF)
        digits[index + 1] += sign * Int64(shifted.low >> 32)
        digits[index + 2] += sign * Int64(shifted.high)
        pendingAdditions += 1
        if pendingAdditions == 1 << 30 { carry() }
    }

    /// The sum so far, rounded to the nearest double, ties to even.
    public var value: Double {
        if hasNaN || (hasInfinity && hasMinusInfinity) { return .nan }
        if hasInfinity { return .infinity }
        if hasMinusInfinity { return -.infinity }
        if isMinusZero { return -0.0 }
        var copy = self
        copy.carry()
        var isNegative = false
        if let top = copy.digits.last(where: { $0 != 0 }), top < 0 {
            isNegative = true
            for index in copy.digits.indices { copy.digits[index] = -copy.digits[index] }
            copy.carry()
        }
        var limbs = Limbs()
        for index in stride(from: 0, to: copy.digits.count, by: 2) {
            limbs.append(UInt64(truncatingIfNeeded: copy.digits[index]) | UInt64(truncatingIfNeeded: copy.digits[index + 1]) << 32)
        }
        Magnitude.trim(&limbs)
        let absolute = Self.rounded(limbs)
        return isNegative ? -absolute : absolute
    }

    /// The double nearest to `limbs * 2**-1074`.
    private static func rounded(_ limbs: Limbs) -> Double {
        let bits = Magnitude.bitCount(limbs)
        // The value is a whole number of the smallest double; 53 bits are exact.
        if bits <= 53 { return Double(bitPattern: limbs.first ?? 0) }
        let shift = bits - 53
        var significand = Magnitude.shiftRight(limbs, by: shift)[0]
        let half = Magnitude.shiftRight(limbs, by: shift - 1)[0] & 1 == 1
        if half && (significand & 1 == 1 || Magnitude.hasSetBit(limbs, below: shift - 1)) { significand += 1 }
        // Bit patterns of doubles are in order: a carry out of the significand goes to the exponent.
        let pattern = (UInt64(shift) << 52) &+ significand
        return pattern >= 0x7FF0_0000_0000_0000 || shift > 2046 ? .infinity : Double(bitPattern: pattern)
    }

    /// Brings all digits but the last to 0..<2**32.
    private mutating func carry() {
        var carry: Int64 = 0
        for index in digits.indices.dropLast() {
            let sum = digits[index] + carry
            digits[index] = sum & 0xFFFF_FFFF
            carry = sum >> 32
        }
        digits[digits.count - 1] += carry
        pendingAdditions = 0
    }
}
