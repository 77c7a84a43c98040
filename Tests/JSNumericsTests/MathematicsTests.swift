// Half precision, exact sums and powers.

import Testing

@testable import JSNumerics

@Suite struct MathematicsTests {
    @Test func allHalfPrecisionNumbersSurvive() {
        for bits in UInt16.min...UInt16.max {
            let value = Float16Conversion.value(bits: bits)
            if value.isNaN { continue }
            #expect(Float16Conversion.bits(rounding: value) == bits)
        }
    }

    @Test func halfPrecisionRounding() {
        #expect(Float16Conversion.f16round(1.337) == 1.3369140625)
        #expect(Float16Conversion.f16round(65519.99999999999) == 65504)
        #expect(Float16Conversion.f16round(65520) == .infinity)
        #expect(Float16Conversion.f16round(0x1p-25) == 0)
        #expect(Float16Conversion.f16round(0x1.0000000000001p-25) == 0x1p-24)
        #expect(Float16Conversion.f16round(-0.0).sign == .minus)
        #expect(Float16Conversion.f16round(.nan).isNaN)
        // One rounding, not one to single precision and another one.
        #expect(Float16Conversion.f16round(1.00048828125000022) == 1.0009765625)
        var random = Reproducible(6)
        var hash = ContentHash()
        for _ in 0..<50000 {
            let significand = Double(random.below(1 << 53))
            let value = Double(sign: .plus, exponent: Int(random.below(50)) - 80, significand: significand)
            hash.add(UInt64(Float16Conversion.bits(rounding: random.below(2) == 1 ? -value : value)))
            let short = Double(random.below(1 << 12))
            let other = Double(sign: .plus, exponent: Int(random.below(44)) - 28, significand: short)
            hash.add(UInt64(Float16Conversion.bits(rounding: other)))
        }
        #expect(hash.value == 0x6DC1_0390_E08F_032F)
    }

    private func sum(_ values: Double...) -> Double {
        var sum = ExactSum()
        for value in values { sum.add(value) }
        return sum.value
    }

    @Test func sums() {
        #expect(sum(0.1, 0.2, 0.3) == 0.6)
        #expect(sum(1e308, 1e308, -1e308, -1e308, 0.1) == 0.1)
        #expect(sum(1e308, 1e308) == .infinity)
        #expect(sum(.greatestFiniteMagnitude, 0x1p969) == .greatestFiniteMagnitude)
        #expect(sum(.greatestFiniteMagnitude, 0x1p970) == .infinity)
        #expect(sum(.leastNonzeroMagnitude, .leastNonzeroMagnitude) == .leastNonzeroMagnitude * 2)
        #expect(sum(-.leastNonzeroMagnitude, .leastNormalMagnitude) == Double.leastNormalMagnitude.nextDown)
        #expect(sum(1, 0x1p-53, .leastNonzeroMagnitude) == 1 + 0x1p-52)
        #expect(sum(1, 0x1p-53) == 1)
        #expect(sum().sign == .minus && sum() == 0)
        #expect(sum(-0.0, -0.0).sign == .minus)
        #expect(sum(-0.0, 0).sign == .plus)
        #expect(sum(1, -1).sign == .plus)
        #expect(sum(.infinity, -.infinity).isNaN)
        #expect(sum(.infinity, 1) == .infinity)
        #expect(sum(-.infinity, 1e308, 1e308) == -.infinity)
        #expect(sum(1, .nan).isNaN)
    }

    @Test func randomSums() {
        var random = Reproducible(7)
        var hash = ContentHash()
        for _ in 0..<500 {
            var sum = ExactSum()
            for _ in 0..<1 + random.below(40) {
                var value = random.double()
                if value.magnitude > 1e300 { value /= 1e10 }
                sum.add(value)
                if random.below(3) == 0 { sum.add(-value) }
            }
            hash.add((sum.value == 0 ? 0 : sum.value).bitPattern)
        }
        #expect(hash.value == 0x6B88_815E_2AC9_9188)
    }

    @Test func powers() {
        #expect(numberExponentiate(1, .nan).isNaN)
        #expect(numberExponentiate(.nan, 0) == 1)
        #expect(numberExponentiate(1, .infinity).isNaN)
        #expect(numberExponentiate(-1, -.infinity).isNaN)
        #expect(numberExponentiate(2, 10) == 1024)
        #expect(numberExponentiate(-8, 1.0 / 3).isNaN)
        #expect(numberExponentiate(-0.0, -3) == -.infinity)
        #expect(numberExponentiate(0.5, .infinity) == 0)
    }
}
