// Arithmetic on natural numbers in spans of 64-bit digits ("limbs"), least significant first. The results go to memory of the
// caller's, so nothing here allocates; that makes it the way for numbers of the usual sizes, and the ground floor of the
// methods for large ones (see `Magnitude`).
//
// Operands have no zeros at the end; zero is empty. A result may have some: each function says how much room it needs, and
// returns how many limbs of it count. The time is proportional to the sizes named; whoever calls has paid for it. Nothing checks
// that the operands keep the rules, but a span never lets go of its bounds.
//
// The functions with loops are not inlined: a call costs little beside the loop.

public enum LimbArithmetic {
    /// How many limbs are left without the zeros at the end.
    @inline(__always)
    static func significantCount(_ limbs: borrowing MutableSpan<UInt64>, _ count: Int) -> Int {
        var count = count
        while count > 0 && limbs[count &- 1] == 0 { count &-= 1 }
        return count
    }

    /// -1, 0 or 1.
    @inline(never)
    public static func compare(_ a: Span<UInt64>, _ b: Span<UInt64>) -> Int {
        if a.count != b.count { return a.count < b.count ? -1 : 1 }
        var index = a.count
        while index > 0 {
            index &-= 1
            let x = a[index]
            let y = b[index]
            if x != y { return x < y ? -1 : 1 }
        }
        return 0
    }

    /// The double nearest to `a`, ties to even; infinity if `a` is too large.
    public static func double(_ a: Span<UInt64>) -> Double {
        let count = a.count
        if count < 2 { return count == 0 ? 0 : Double(a[0]) }
        let zeros = UInt64(a[count - 1].leadingZeroBitCount)
        let bits = count * 64 - Int(zeros)
        if bits > 1024 { return .infinity }
        var top = a[count - 1] << zeros
        if zeros != 0 { top |= a[count - 2] >> (64 - zeros) }
        // The conversion of `top` rounds at a place above its lowest bit, which can thus stand for all the bits below.
        if hasSetBit(a, below: bits - 64) { top |= 1 }
        return Double(sign: .plus, exponent: bits - 64, significand: Double(top))
    }

    /// Whether one of the lowest `bits` bits is set.
    static func hasSetBit(_ a: Span<UInt64>, below bits: Int) -> Bool {
        let whole = min(bits >> 6, a.count)
        for index in 0..<whole where a[index] != 0 { return true }
        return whole < a.count && bits & 63 != 0 && a[whole] << UInt64(64 - bits & 63) != 0
    }

    // MARK: Sums

    /// Writes `a + b`. There is room for one limb more than the longer operand has.
    @inline(never)
    public static func add(_ a: Span<UInt64>, _ b: Span<UInt64>, into out: inout MutableSpan<UInt64>) -> Int {
        if a.count < b.count { return add(b, a, into: &out) }
        var carry: UInt64 = 0
        for index in 0..<b.count {
            let sum = UInt128(a[index]) &+ UInt128(b[index]) &+ UInt128(carry)
            out[index] = UInt64(truncatingIfNeeded: sum)
            carry = UInt64(truncatingIfNeeded: sum >> 64)
        }
        for index in b.count..<a.count {
            let (sum, overflow) = a[index].addingReportingOverflow(carry)
            out[index] = sum
            carry = overflow ? 1 : 0
        }
        if carry == 0 { return a.count }
        out[a.count] = 1
        return a.count &+ 1
    }

    /// Writes `a - b`, where `a` is not less than `b`. There is room for as many limbs as `a` has.
    @inline(never)
    public static func subtract(_ a: Span<UInt64>, _ b: Span<UInt64>, into out: inout MutableSpan<UInt64>) -> Int {
        var borrow: UInt64 = 0
        for index in 0..<b.count {
            let difference = UInt128(a[index]) &- UInt128(b[index]) &- UInt128(borrow)
            out[index] = UInt64(truncatingIfNeeded: difference)
            borrow = UInt64(truncatingIfNeeded: difference >> 64) & 1
        }
        for index in b.count..<a.count {
            let (difference, overflow) = a[index].subtractingReportingOverflow(borrow)
            out[index] = difference
            borrow = overflow ? 1 : 0
        }
        return significantCount(out, a.count)
    }

    // MARK: Products

    /// Writes `a * b` the long way. Neither is zero; there is room for as many limbs as both have together. Takes as many
    /// steps as the product of the two sizes.
    @inline(never)
    public static func multiply(_ a: Span<UInt64>, _ b: Span<UInt64>, into out: inout MutableSpan<UInt64>) -> Int {
        if a.count < b.count { return multiply(b, a, into: &out) }
        let first = b[0]
        var carry: UInt64 = 0
        for index in 0..<a.count {
            let product = UInt128(a[index]) &* UInt128(first) &+ UInt128(carry)
            out[index] = UInt64(truncatingIfNeeded: product)
            carry = UInt64(truncatingIfNeeded: product >> 64)
        }
        out[a.count] = carry
        for row in 1..<b.count { out[a.count &+ row] = addProduct(a, b[row], to: &out, at: row) }
        return significantCount(out, a.count &+ b.count)
    }

    /// Whether `multiply` is the right way for operands of these sizes: not too slow, and not for long.
    public static func multipliesDirectly(_ a: Int, _ b: Int) -> Bool {
        min(a, b) < Magnitude.karatsubaThreshold && max(a, b) <= Magnitude.blockSize
    }

    /// Adds `a * factor` to as many limbs at `offset`; returns the carry into the limb above them.
    @inline(never)
    static func addProduct(
        _ a: Span<UInt64>, _ factor: UInt64, to out: inout MutableSpan<UInt64>, at offset: Int
    ) -> UInt64 {
        var carry: UInt64 = 0
        for index in 0..<a.count {
            // At most (2**64 - 1)**2 + 2 * (2**64 - 1), which is 2**128 - 1.
            let sum = UInt128(a[index]) &* UInt128(factor) &+ UInt128(carry) &+ UInt128(out[offset &+ index])
            out[offset &+ index] = UInt64(truncatingIfNeeded: sum)
            carry = UInt64(truncatingIfNeeded: sum >> 64)
        }
        return carry
    }

    // MARK: Shifts

    /// Writes `a * 2**bits`. `a` is not zero; there is room for `bits / 64 + 1` limbs more than it has.
    @inline(never)
    public static func shiftLeft(_ a: Span<UInt64>, by bits: Int, into out: inout MutableSpan<UInt64>) -> Int {
        let whole = bits >> 6
        let part = UInt64(bits & 63)
        for index in 0..<whole { out[index] = 0 }
        var below: UInt64 = 0
        for index in 0..<a.count {
            let limb = a[index]
            // Shifted in two steps, because the whole may be 64.
            out[whole &+ index] = limb &<< part | (below &>> 1) &>> (63 &- part)
            below = limb
        }
        let top = (below &>> 1) &>> (63 &- part)
        out[whole &+ a.count] = top
        return whole &+ a.count &+ (top == 0 ? 0 : 1)
    }

    /// Writes `a / 2**bits`, rounded up or down to an integer. `a` has more than `bits` bits; there is room for as many limbs
    /// as are left without the lowest `bits / 64`, and one more.
    @inline(never)
    public static func shiftRight(
        _ a: Span<UInt64>, by bits: Int, roundingUp: Bool, into out: inout MutableSpan<UInt64>
    ) -> Int {
        let whole = bits >> 6
        let part = UInt64(bits & 63)
        let count = a.count &- whole
        var carry: UInt64 = roundingUp && hasSetBit(a, below: bits) ? 1 : 0
        var limb = a[whole]
        for index in 0..<count {
            let above = index &+ 1 < count ? a[whole &+ index &+ 1] : 0
            let (sum, overflow) = (limb &>> part | (above &<< 1) &<< (63 &- part)).addingReportingOverflow(carry)
            out[index] = sum
            carry = overflow ? 1 : 0
            limb = above
        }
        out[count] = carry
        return significantCount(out, count &+ 1)
    }

    // MARK: Bits

    /// An operator on integers as infinite strings of bits in two's complement.
    public enum BitwiseOperator: Sendable {
        case and, or, xor

        /// Whether the result for operands with these signs is negative.
        @inline(__always)
        public func isNegative(_ a: Bool, _ b: Bool) -> Bool {
            switch self {
            case .and: a && b
            case .or: a || b
            case .xor: a != b
            }
        }
    }

    /// Writes the absolute value of `a op b`, where the operands are absolute values, too. There is room for one limb more than
    /// the longer operand has.
    @inline(never)
    public static func combine(
        _ operation: BitwiseOperator, _ a: Span<UInt64>, isNegative aIsNegative: Bool, _ b: Span<UInt64>,
        isNegative bIsNegative: Bool, into out: inout MutableSpan<UInt64>
    ) -> Int {
        var left = Negation(aIsNegative)
        var right = Negation(bIsNegative)
        var result = Negation(operation.isNegative(aIsNegative, bIsNegative))
        let count = max(a.count, b.count) &+ 1
        for index in 0..<count {
            let x = left.next(index < a.count ? a[index] : 0)
            let y = right.next(index < b.count ? b[index] : 0)
            let digit =
                switch operation {
                case .and: x & y
                case .or: x | y
                case .xor: x ^ y
                }
            out[index] = result.next(digit)
        }
        return significantCount(out, count)
    }

    /// Goes from absolute values to two's complement and back, limb by limb from the lowest one.
    private struct Negation {
        private let mask: UInt64
        private var carry: UInt64

        @inline(__always)
        init(_ isNegative: Bool) {
            mask = isNegative ? .max : 0
            carry = isNegative ? 1 : 0
        }

        @inline(__always)
        mutating func next(_ limb: UInt64) -> UInt64 {
            let (result, overflow) = (limb ^ mask).addingReportingOverflow(carry)
            carry = overflow ? 1 : 0
            return result
        }
    }
}
