// Arithmetic in place against the arithmetic of whole values, and against what must hold for any numbers.

import Testing

@testable import JSNumerics

/// What an operation wrote into `room` limbs.
private func result(room: Int, _ body: (inout MutableSpan<UInt64>) -> Int) -> [UInt64] {
    // Whatever was there before must not matter.
    var limbs = [UInt64](repeating: 0xDEAD_BEEF_DEAD_BEEF, count: room)
    var span = limbs.mutableSpan
    let count = body(&span)
    return Array(limbs[..<count])
}

@Suite struct LimbArithmeticTests {
    private var budget = UnlimitedBudget()

    private static let sizes = [(1, 1), (2, 1), (2, 2), (3, 2), (3, 3), (9, 4), (41, 39), (40, 40), (85, 3), (170, 85)]

    /// Pairs of numbers of about the given sizes, many of them with long runs of zeros and ones.
    private func forEachPair(_ body: (BigIntValue, BigIntValue) -> Void) {
        var random = Reproducible(31)
        for (first, second) in Self.sizes {
            for _ in 0..<60 {
                let a = random.bigInt(maximumLimbs: first)
                let b = random.bigInt(maximumLimbs: second)
                body(a, b)
                body(a, a)
            }
        }
    }

    @Test func sumsAndDifferences() {
        forEachPair { a, b in
            let room = max(a.magnitude.count, b.magnitude.count) + 1
            let sum = result(room: room) { LimbArithmetic.add(a.magnitude.span, b.magnitude.span, into: &$0) }
            #expect(sum == Magnitude.add(a.magnitude, b.magnitude))
            let back = result(room: sum.count) { LimbArithmetic.subtract(sum.span, b.magnitude.span, into: &$0) }
            #expect(back == a.magnitude)
        }
        let ones = [UInt64](repeating: .max, count: 5)
        #expect(result(room: 6) { LimbArithmetic.add([1].span, ones.span, into: &$0) } == [0, 0, 0, 0, 0, 1])
        #expect(result(room: 6) { LimbArithmetic.subtract([0, 0, 0, 0, 0, 1].span, [1].span, into: &$0) } == ones)
        #expect(result(room: 5) { LimbArithmetic.subtract(ones.span, ones.span, into: &$0) } == [])
    }

    @Test func products() {
        forEachPair { a, b in
            if a.isZero || b.isZero { return }
            let room = a.magnitude.count + b.magnitude.count
            var budget = budget
            let product = result(room: room) { LimbArithmetic.multiply(a.magnitude.span, b.magnitude.span, into: &$0) }
            #expect(product == Magnitude.multiply(a.magnitude, b.magnitude, &budget))
            // (a + 1) b = a b + b
            let more = Magnitude.add(a.magnitude, [1])
            let larger = result(room: room + 1) { LimbArithmetic.multiply(b.magnitude.span, more.span, into: &$0) }
            #expect(larger == Magnitude.add(product, b.magnitude))
        }
        let ones = [UInt64](repeating: .max, count: 3)
        #expect(result(room: 6) { LimbArithmetic.multiply(ones.span, ones.span, into: &$0) } == [1, 0, 0, .max - 1, .max, .max])
    }

    @Test func quotients() {
        forEachPair { b, r in
            if b.isZero { return }
            var budget = budget
            let remainder = Magnitude.compare(r.magnitude, b.magnitude) < 0 ? r.magnitude : []
            for quotient in [r.magnitude, [.max], [1], [0, 0, 1], [.max, .max, .max - 1]] where !quotient.isEmpty {
                let a = Magnitude.add(Magnitude.multiply(quotient, b.magnitude, &budget), remainder)
                var both = [UInt64](repeating: 7, count: a.count + 1)
                if b.magnitude.count > 1 {
                    var out = both.mutableSpan
                    LimbArithmetic.divide(a.span, b.magnitude.span, into: &out)
                    #expect(Magnitude.part(both, b.magnitude.count..<a.count + 1) == quotient)
                    #expect(Magnitude.part(both, 0..<b.magnitude.count) == remainder)
                }
                if b.magnitude.count == 1 {
                    let one = b.magnitude[0]
                    #expect(result(room: a.count) { LimbArithmetic.divide(a.span, by: one, into: &$0) } == quotient)
                    #expect(LimbArithmetic.remainder(a.span, by: one) == remainder.first ?? 0)
                }
                if b.magnitude.count == 2 {
                    let two = UInt128(b.magnitude[1]) << 64 | UInt128(b.magnitude[0])
                    #expect(result(room: a.count - 1) { LimbArithmetic.divide(a.span, by: two, into: &$0) } == quotient)
                    let rest = LimbArithmetic.remainder(a.span, by: two)
                    let limbs = [UInt64(truncatingIfNeeded: rest), UInt64(truncatingIfNeeded: rest >> 64)]
                    #expect(Magnitude.part(limbs, 0..<2) == remainder)
                }
            }
        }
    }

    /// Operands for which the first estimate of a limb of the quotient is too large.
    @Test func correctedQuotients() {
        var budget = budget
        for low in [0, 1, UInt64.max - 1, .max] {
            for high in [1 << 63, 1 << 63 + 1, UInt64.max - 1, .max, 1, 3] {
                for rest in [0, 1, UInt64.max] {
                    let b = [rest, low, high]
                    for quotient: [UInt64] in [[.max, .max], [.max - 1, .max, .max - 1], [1 << 63, 0, 1]] {
                        let remainder = Magnitude.subtract(b, [1])
                        let a = Magnitude.add(Magnitude.multiply(quotient, b, &budget), remainder)
                        var both = [UInt64](repeating: 0, count: a.count + 1)
                        var out = both.mutableSpan
                        LimbArithmetic.divide(a.span, b.span, into: &out)
                        #expect(Magnitude.part(both, 3..<a.count + 1) == quotient)
                        #expect(Magnitude.part(both, 0..<3) == remainder)
                    }
                }
            }
        }
    }

    @Test func shifts() {
        forEachPair { a, _ in
            if a.isZero { return }
            for bits in [0, 1, 63, 64, 65, 128, 200] {
                let moved = result(room: a.magnitude.count + bits / 64 + 1) {
                    LimbArithmetic.shiftLeft(a.magnitude.span, by: bits, into: &$0)
                }
                #expect(moved == Magnitude.shiftLeft(a.magnitude, by: bits))
                if bits >= a.bitCount { continue }
                for roundingUp in [false, true] {
                    let rest = result(room: a.magnitude.count - bits / 64 + 1) {
                        LimbArithmetic.shiftRight(a.magnitude.span, by: bits, roundingUp: roundingUp, into: &$0)
                    }
                    let floor = Magnitude.shiftRight(a.magnitude, by: bits)
                    let isRounded = roundingUp && Magnitude.hasSetBit(a.magnitude, below: bits)
                    #expect(rest == (isRounded ? Magnitude.add(floor, [1]) : floor))
                }
            }
        }
    }

    /// a ^ b = (a | b) - (a & b), and a + b = (a | b) + (a & b).
    @Test func bits() {
        forEachPair { a, b in
            var budget = budget
            func combined(_ operation: LimbArithmetic.BitwiseOperator) -> BigIntValue {
                let limbs = result(room: max(a.magnitude.count, b.magnitude.count) + 1) {
                    LimbArithmetic.combine(
                        operation, a.magnitude.span, isNegative: a.isNegative, b.magnitude.span, isNegative: b.isNegative, into: &$0)
                }
                return BigIntValue(isNegative: operation.isNegative(a.isNegative, b.isNegative), magnitude: limbs)
            }
            #expect(combined(.or).subtracting(combined(.and), &budget) == combined(.xor))
            #expect(combined(.or).adding(combined(.and), &budget) == a.adding(b, &budget))
            if let a = a.int64, let b = b.int64 { #expect(combined(.and).int64 == a & b) }
        }
    }
}
