// Numbers to text.

import Testing

@testable import JSNumerics

@Suite struct NumberFormattingTests {
    private func text(_ value: Double) -> String { string(NumberFormatting.numberToString(value)) }

    @Test func layoutInRadix10() {
        let expected: [(Double, String)] = [
            (0, "0"), (-0.0, "0"), (1, "1"), (-1, "-1"), (0.1, "0.1"), (-0.5, "-0.5"), (123.456, "123.456"),
            (1e20, "100000000000000000000"), (1e21, "1e+21"), (123456789012345683968, "123456789012345680000"),
            (1.5e300, "1.5e+300"), (0.000001, "0.000001"), (0.0000015, "0.0000015"), (1e-7, "1e-7"), (1.25e-7, "1.25e-7"),
            (.leastNonzeroMagnitude, "5e-324"), (1.7976931348623157e308, "1.7976931348623157e+308"), (.infinity, "Infinity"),
            (-.infinity, "-Infinity"), (.nan, "NaN"), (9007199254740991, "9007199254740991"),
            (9007199254740992, "9007199254740992"), (9007199254740994, "9007199254740994"),
            (-9.5367431640625e-7, "-9.5367431640625e-7"), (100, "100"), (1e5 + 0.5, "100000.5"), (4.35, "4.35"),
            (0.1 + 0.2, "0.30000000000000004"), (2e-7 * 5, "0.000001"), (1e22, "1e+22"), (18446744073709551616, "18446744073709552000"),
        ]
        for (value, result) in expected { #expect(text(value) == result) }
    }

    @Test func randomNumbersInRadix10() {
        var random = Reproducible(1)
        var hash = ContentHash()
        for _ in 0..<20000 { hash.add(NumberFormatting.numberToString(random.double())) }
        #expect(hash.value == 0x7CEE_0882_6B6E_4149)
    }

    @Test func integers() {
        #expect(string(NumberFormatting.numberToString(Int32.min)) == "-2147483648")
        #expect(string(NumberFormatting.numberToString(Int64.min)) == "-9223372036854775808")
        #expect(string(NumberFormatting.numberToString(Int64.max)) == "9223372036854775807")
        #expect(string(NumberFormatting.numberToString(0 as Int32)) == "0")
    }

    @Test func otherRadices() {
        func text(_ value: Double, _ radix: Int) -> String { string(NumberFormatting.numberToString(value, radix: radix)) }
        #expect(text(255, 16) == "ff")
        #expect(text(-255, 2) == "-11111111")
        #expect(text(0.5, 2) == "0.1")
        #expect(text(0.1, 3) == "0.0022002200220022002200220022002201")
        #expect(text(1e21, 36) == "5v1j4f4ds7c000")
        #expect(text(35, 36) == "z")
        #expect(text(0, 16) == "0")
        #expect(text(.nan, 16) == "NaN")
        #expect(text(-.infinity, 16) == "-Infinity")
        #expect(text(1.5, 10) == "1.5")
        #expect(text(.leastNonzeroMagnitude, 2).utf8.count == 1076)
        #expect(text(.greatestFiniteMagnitude, 2).utf8.count == 1024)
        var random = Reproducible(11)
        var hash = ContentHash()
        for _ in 0..<20000 {
            let value = random.double()
            hash.add(NumberFormatting.numberToString(value, radix: 2 + Int(random.below(35))))
        }
        #expect(hash.value == 0xCB7A_5BAC_33BD_A5B8)
    }

    @Test func fixed() {
        func text(_ value: Double, _ digits: Int) -> String { string(NumberFormatting.toFixed(value, fractionDigits: digits)) }
        #expect(text(1.005, 2) == "1.00")
        #expect(text(0.5, 0) == "1")
        #expect(text(2.5, 0) == "3")
        #expect(text(-2.5, 0) == "-3")
        #expect(text(-0.0, 2) == "0.00")
        #expect(text(-0.0000001, 2) == "-0.00")
        #expect(text(1.45, 1) == "1.4")
        #expect(text(99.995, 2) == "100.00")
        #expect(text(0.000001, 7) == "0.0000010")
        #expect(text(123.456, 0) == "123")
        #expect(text(1e21, 2) == "1e+21")
        #expect(text(1000000000000000128, 1) == "1000000000000000128.0")
        #expect(text(.nan, 2) == "NaN")
        #expect(text(0.9, 0) == "1")
        #expect(text(0.04, 1) == "0.0")
        #expect(text(0.05, 1) == "0.1")
        #expect(text(0, 100).utf8.count == 102)
    }

    @Test func exponential() {
        func text(_ value: Double, _ digits: Int?) -> String {
            string(NumberFormatting.toExponential(value, fractionDigits: digits))
        }
        #expect(text(123456, nil) == "1.23456e+5")
        #expect(text(123456, 2) == "1.23e+5")
        #expect(text(0, nil) == "0e+0")
        #expect(text(-0.0, 2) == "0.00e+0")
        #expect(text(9.99, 1) == "1.0e+1")
        #expect(text(-1.5e-9, 0) == "-1e-9")
        #expect(text(25, 0) == "3e+1")
        #expect(text(.infinity, 3) == "Infinity")
        var random = Reproducible(12)
        var hash = ContentHash()
        for _ in 0..<5000 { hash.add(NumberFormatting.toExponential(random.double(), fractionDigits: nil)) }
        #expect(hash.value == 0x8182_24A4_F66C_38EE)
    }

    @Test func precision() {
        func text(_ value: Double, _ digits: Int) -> String { string(NumberFormatting.toPrecision(value, precision: digits)) }
        #expect(text(123.456, 4) == "123.5")
        #expect(text(0.000123, 2) == "0.00012")
        #expect(text(123456, 2) == "1.2e+5")
        #expect(text(0, 3) == "0.00")
        #expect(text(1e-7, 1) == "1e-7")
        #expect(text(1e-6, 3) == "0.00000100")
        #expect(text(99.99, 3) == "100")
        #expect(text(999.9, 3) == "1.00e+3")
        #expect(text(35, 1) == "4e+1")
        #expect(text(-1.25, 2) == "-1.3")
        #expect(text(1e21, 22) == "1000000000000000000000")
    }

    @Test func randomNumbersWithGivenDigits() {
        var random = Reproducible(2)
        var hashes = [ContentHash(), ContentHash(), ContentHash()]
        for _ in 0..<3000 {
            let value = random.double()
            let digits = Int(random.below(101))
            hashes[0].add(NumberFormatting.toFixed(value, fractionDigits: digits))
            hashes[1].add(NumberFormatting.toExponential(value, fractionDigits: digits))
            hashes[2].add(NumberFormatting.toPrecision(value, precision: max(digits, 1)))
        }
        #expect(hashes.map(\.value) == [0x097E_C337_42AA_E579, 0x169C_BF6C_43C3_7AFB, 0x7BC7_6BEF_98EC_CDF0])
    }
}
