// Text to numbers.

import Testing

@testable import JSNumerics

private func number(_ text: String) -> Double {
    let units = Array(text.utf16)
    let wide = NumberParsing.stringToNumber(units.span)
    if units.allSatisfy({ $0 < 0x100 }) {
        let bytes = units.map { UInt8($0) }
        let narrow = NumberParsing.stringToNumber(bytes.span)
        #expect(narrow.bitPattern == wide.bitPattern || (narrow.isNaN && wide.isNaN))
    }
    return wide
}

private func float(_ text: String) -> Double {
    let units = Array(text.utf16)
    return NumberParsing.parseFloat(units.span)
}

private func int(_ text: String, _ radix: Int32 = 0) -> Double {
    let units = Array(text.utf16)
    return NumberParsing.parseInt(units.span, radix: radix)
}

private func literal(_ text: String) -> Double {
    let bytes = Array(text.utf8)
    return NumberParsing.decimalLiteral(bytes.span)
}

private func digits(_ text: String, _ radix: Int) -> Double {
    let bytes = Array(text.utf8)
    return NumberParsing.integerLiteral(digits: bytes.span, radix: radix)
}

@Suite struct NumberParsingTests {
    @Test func stringNumericLiterals() {
        let expected: [(String, Double)] = [
            ("", 0), ("  \n\t\u{FEFF}\u{2028} ", 0), ("0", 0), ("1", 1), (" 12 ", 12), ("\u{3000}-5.5\u{A0}", -5.5), ("1e3", 1000), ("1E-3", 0.001),
            (".5", 0.5), ("5.", 5), ("+.5e+1", 5), ("Infinity", .infinity), ("-Infinity", -.infinity), ("+Infinity", .infinity),
            ("0x1F", 31), ("0Xff", 255), ("0b101", 5), ("0B1", 1), ("0o17", 15), ("0O7", 7), ("00012", 12), ("010", 10),
            ("0x1fffffffffffffffff", 0x1p69), ("1e1000", .infinity), ("-1e1000", -.infinity), ("1e-1000", 0), ("0e9999999999999999999", 0),
            ("0.0000001", 1e-7), ("1e99999999999999999999999", .infinity), ("1e-99999999999999999999999", 0),
            ("9007199254740993", 9007199254740992), ("9007199254740993.0000000000000000000000001", 9007199254740994),
            ("17976931348623158079372897140530342e274", .infinity),
            ("17976931348623158079372897140530341e274", .greatestFiniteMagnitude), ("2.4703282292062327e-324", 0), ("2.4703282292062328e-324", .leastNonzeroMagnitude),
        ]
        for (text, value) in expected { #expect(number(text) == value, "\(text)") }
        #expect(number("-0").sign == .minus)
        #expect(number("-0x0").isNaN)
        for text in [
            "a", "1a", "1 2", "--1", "+-1", ".", "e5", "1e", "1e+", "0x", "0xg", "0b2", "0b", "0o8", "1_000", "infinity", "Infinit",
            "Infinityx", "1n", "+0x1", "-0b1", "1.2.3", "\u{180E}1", "1,5", "NaN", "+", "-", ".e1", "0x1.8", "１",
        ] {
            #expect(number(text).isNaN, "\(text)")
        }
    }

    @Test func longDigits() {
        let zeros = String(repeating: "0", count: 100_000)
        #expect(number("0." + zeros + "1e100001") == 1)
        #expect(number("1" + zeros + "e-100000") == 1)
        #expect(number(zeros + "7") == 7)
        #expect(number("1" + zeros) == .infinity)
        #expect(number("0." + zeros + "1") == 0)
        #expect(number("9007199254740993" + "." + zeros) == 9007199254740992)
        #expect(number("9007199254740993" + "." + zeros + "1") == 9007199254740994)
        #expect(number("0x" + zeros + "ff") == 255)
        #expect(number("0x1" + zeros) == .infinity)
    }

    @Test func randomDecimals() {
        var random = Reproducible(3)
        var hash = ContentHash()
        for _ in 0..<20000 {
            let count = 1 + Int(random.below(30))
            var text: [UInt8] = []
            for _ in 0..<count { text.append(UInt8(0x30 + random.below(10))) }
            text.insert(0x2E, at: Int(random.below(UInt64(count + 1))))
            text += Array("e\(Int(random.below(700)) - 350)".utf8)
            hash.add(NumberParsing.stringToNumber(text.span).bitPattern)
        }
        #expect(hash.value == 0x3816_4C38_CD6E_A6D9)
    }

    /// The midpoint between two neighbouring doubles, written out in full, and the numbers right below and above it.
    @Test func midpointsRoundToEven() {
        var random = Reproducible(4)
        var hash = ContentHash()
        var budget = UnlimitedBudget()
        for _ in 0..<2000 {
            let bits = random.below(0x7FE0_0000_0000_0000)
            let lower = Double(bitPattern: bits)
            // lower = significand * 2**exponent; the midpoint is (2 * significand + 1) * 2**(exponent - 1).
            let exponentField = Int(bits >> 52)
            let significand = bits & ((1 << 52) - 1) | (exponentField == 0 ? 0 : 1 << 52)
            let exponent = max(exponentField, 1) - 1075 - 1
            var numerator = BigIntValue(2 * significand + 1)
            if exponent >= 0 {
                numerator = numerator.multiplied(by: power(2, exponent), &budget) ?? .zero
            } else {
                numerator = numerator.multiplied(by: power(5, -exponent), &budget) ?? .zero
            }
            for distance in [-1, 0, 1] {
                let tenfold = numerator.multiplied(by: BigIntValue(10 as Int64), &budget) ?? .zero
                let digits = tenfold.adding(BigIntValue(Int64(distance)), &budget) ?? .zero
                let text = digits.text(&budget) + Array("e-\(max(0, -exponent) + 1)".utf8)
                let value = NumberParsing.stringToNumber(text.span)
                hash.add(value.bitPattern)
                #expect(value == lower || value == lower.nextUp)
            }
        }
        #expect(hash.value == 0x4CB3_E014_889A_A963)
    }

    private func power(_ base: Int64, _ exponent: Int) -> BigIntValue {
        var budget = UnlimitedBudget()
        return BigIntValue(base).raised(to: BigIntValue(Int64(exponent)), &budget) ?? .zero
    }

    @Test func prefixesOfParseFloat() {
        #expect(float("3.14abc") == 3.14)
        #expect(float("  -1.5e3x") == -1500)
        #expect(float("1e") == 1)
        #expect(float("1e+") == 1)
        #expect(float("1.e1") == 10)
        #expect(float(".5.5") == 0.5)
        #expect(float("1_000") == 1)
        #expect(float("0x10") == 0)
        #expect(float("-Infinityx") == -.infinity)
        #expect(float("-0").sign == .minus)
        #expect(float("5.") == 5)
        for text in ["", "   ", "abc", ".", "-", "e5", "+.", "Infinit", "-.e1"] { #expect(float(text).isNaN, "\(text)") }
    }

    @Test func prefixesOfParseInt() {
        #expect(int("42px") == 42)
        #expect(int("  -17.9") == -17)
        #expect(int("0x1F") == 31)
        #expect(int("0x1F", 16) == 31)
        #expect(int("0x1F", 10) == 0)
        #expect(int("+0XfFz", 0) == 255)
        #expect(int("101", 2) == 5)
        #expect(int("zz", 36) == 1295)
        #expect(int("123", 3) == 5)
        #expect(int("08") == 8)
        #expect(int("-0").sign == .minus)
        #expect(int("1e3") == 1)
        #expect(int("9007199254740993", 10) == 9007199254740992)
        #expect(int(String(repeating: "9", count: 400)) == .infinity)
        #expect(int("-" + String(repeating: "z", count: 400), 36) == -.infinity)
        for text in ["", "0x", "-", "abc", "\u{A0}"] { #expect(int(text).isNaN, "\(text)") }
        #expect(int("1", 1).isNaN)
        #expect(int("1", 37).isNaN)
        #expect(int("1", -2).isNaN)
        #expect(int("2", 2).isNaN)
        #expect(int("\u{2029}７", 10).isNaN)
    }

    @Test func parseIntIsCorrectlyRounded() {
        var random = Reproducible(5)
        var hash = ContentHash()
        let characters = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)
        for _ in 0..<5000 {
            let radix = 2 + random.below(35)
            let count = 1 + random.below(80)
            let text = (0..<count).map { _ in characters[Int(random.below(radix))] }
            hash.add(NumberParsing.parseInt(text.span, radix: Int32(radix)).bitPattern)
        }
        #expect(hash.value == 0x640B_C987_7F0E_4A6B)
    }

    @Test func literals() {
        #expect(literal("1_000.5_0e1_0") == 1000.5e10)
        #expect(literal("0.1") == 0.1)
        #expect(literal(".5e-1") == 0.05)
        #expect(digits("FF_FF", 16) == 65535)
        #expect(digits("1_0", 2) == 2)
        #expect(digits("20000000000001", 16) == 9007199254740992 + 0)
        #expect(digits("20000000000003", 16) == 9007199254740996)
        #expect(digits("100000000000000000000000000000000000000000000000000001", 2) == 9007199254740992)
        #expect(digits("1000000000000000000000000000000000000000000000000000011", 2) == 18014398509481988)
        #expect(digits("", 16).isNaN)
        #expect(digits("_", 16).isNaN)
        #expect(digits("8", 8).isNaN)
    }
}
