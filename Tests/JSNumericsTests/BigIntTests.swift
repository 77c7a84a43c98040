// BigInt arithmetic against results that were computed elsewhere, and the rules on size and budget.

import Testing

@testable import JSNumerics

private func big(_ text: String, radix: Int = 10) -> BigIntValue {
    var budget = UnlimitedBudget()
    let isNegative = text.hasPrefix("-")
    let digits = Array(text.utf8.drop { $0 == 0x2D })
    return BigIntValue.parse(digits: digits.span, radix: radix, isNegative: isNegative, &budget) ?? .zero
}

private func text(_ value: BigIntValue?, radix: Int = 10) -> String {
    var budget = UnlimitedBudget()
    return value.map { string($0.text(radix: radix, &budget)) } ?? "nil"
}

extension Reproducible {
    mutating func bigInt(maximumLimbs: Int) -> BigIntValue {
        let count = below(UInt64(maximumLimbs + 1))
        var limbs: [UInt64] = []
        for _ in 0..<count {
            switch below(4) {
            case 0: limbs.append(0)
            case 1: limbs.append(.max)
            default: limbs.append(next())
            }
        }
        Magnitude.trim(&limbs)
        return BigIntValue(isNegative: below(2) == 1, magnitude: limbs)
    }
}

@Suite struct BigIntTests {
    private static let small: [String: UInt64] = [
        "add": 0x70fd71df93c0fe6e, "sub": 0x37ae07ea39cd2ca2, "mul": 0x487d6f358ca3d154, "div": 0x116b60995e9d237c,
        "and": 0xdb5ca461ee8d7568, "or": 0x4134156db442c360, "xor": 0xe282999a3dd82f16, "not": 0x4f429051a458a42d,
        "shl": 0x1a0a4f60e09ecbfc, "shr": 0x338c7ffed7e9d85f, "asUintN": 0xf1ffdeb4b05b0dc4, "asIntN": 0x423c80f00b5147e2,
        "toDouble": 0x162fd9e28e68b8dc,
    ]
    private static let large: [String: UInt64] = [
        "add": 0x82d5a81052324058, "sub": 0xc2d504d36aaff59c, "mul": 0xd0357415d85d2ad2, "div": 0x2e081b26b1efa18,
        "and": 0x19cd3c3162023b8, "or": 0x613fea045c04119a, "xor": 0x4fffcc920ef2bf63, "not": 0x6795c7d733676e18,
        "shl": 0x336cba2e7567c7d1, "shr": 0x3c69e224701ae3dd, "asUintN": 0x6bed66d6823fc73a, "asIntN": 0x5da951df46577558,
        "toDouble": 0x1c469810cd767027,
    ]
    private static let huge: [String: UInt64] = [
        "add": 0x12d3440869f1b3a, "sub": 0x223ccf668917fa2b, "mul": 0xd288dba9c2268d57, "div": 0xb872c8440b03b89,
        "and": 0xfc8e1102d705a333, "or": 0x80220eec41109476, "xor": 0x85ebae36c7d05dc4, "not": 0xf639062a0a118b73,
        "shl": 0xdb6d229ccf87db, "shr": 0x8478620dafbaf0b, "asUintN": 0x9531d035671a5d95, "asIntN": 0x9531d035671a5d95,
        "toDouble": 0x752e0d93003feb18,
    ]

    /// Sizes for the long methods, for Karatsuba and recursive division, and for operands of very different length.
    @Test(arguments: [(6, 3000, small), (300, 60, large), (2500, 4, huge)])
    func randomArithmetic(size: Int, rounds: Int, expected: [String: UInt64]) {
        var random = Reproducible(8)
        var hashes: [String: ContentHash] = [:]
        var budget = UnlimitedBudget()
        func put(_ name: String, _ value: BigIntValue?) {
            hashes[name, default: ContentHash()].add(value?.text(radix: 16, &budget) ?? [])
        }
        for _ in 0..<rounds {
            let a = random.bigInt(maximumLimbs: size)
            let b = random.bigInt(maximumLimbs: size)
            let bits = Int(random.below(UInt64(size * 64)))
            let count = BigIntValue(Int64(bits))
            let product = a.multiplied(by: b, &budget)
            put("add", a.adding(b, &budget))
            put("sub", a.subtracting(b, &budget))
            put("mul", product)
            if let (quotient, remainder) = a.dividedWithRemainder(by: b, &budget) {
                put("div", quotient)
                put("div", remainder)
            }
            let eighth = b.shiftedRight(by: BigIntValue(3 as Int64), &budget) ?? .zero
            if let (quotient, remainder) = product?.adding(eighth, &budget)?.dividedWithRemainder(by: a, &budget) {
                put("div", quotient)
                put("div", remainder)
            }
            put("and", a.bitwiseAnd(b, &budget))
            put("or", a.bitwiseOr(b, &budget))
            put("xor", a.bitwiseXor(b, &budget))
            put("not", a.bitwiseNot(&budget))
            put("shl", a.shiftedLeft(by: count, &budget))
            put("shr", a.shiftedRight(by: count, &budget))
            put("asUintN", a.asUintN(bits: bits, &budget))
            put("asIntN", a.asIntN(bits: bits, &budget))
            put("toDouble", BigIntValue(a.double.bitPattern))
        }
        #expect(hashes.mapValues(\.value) == expected)
    }

    @Test func textInAllRadices() {
        var random = Reproducible(9)
        var hash = ContentHash()
        var budget = UnlimitedBudget()
        for radix in 2...36 {
            for size in [1, 2, 5, 40, 130] {
                let value = random.bigInt(maximumLimbs: size)
                let digits = value.text(radix: radix, &budget)
                hash.add(digits)
                #expect(big(string(digits), radix: radix) == value)
                #expect(big(string(digits).uppercased(), radix: radix) == value)
            }
        }
        #expect(hash.value == 0x5703_F03B_9212_1960)
    }

    @Test func powersAndLongText() {
        var budget = UnlimitedBudget()
        let value = BigIntValue(3 as Int64).raised(to: BigIntValue(200_001 as Int64), &budget) ?? .zero
        let digits = value.text(&budget)
        var hash = ContentHash()
        hash.add(unterminated: digits)
        #expect(hash.value == 0xF2B7_D146_8900_062D)
        #expect(BigIntValue.parse(digits: digits.span, radix: 10, &budget) == value)
        #expect(text(BigIntValue(-2 as Int64).raised(to: BigIntValue(65 as Int64), &budget)) == "-36893488147419103232")
        #expect(text(BigIntValue(-2 as Int64).raised(to: .zero, &budget)) == "1")
        #expect(text(BigIntValue.zero.raised(to: .zero, &budget)) == "1")
        #expect(text(BigIntValue.zero.raised(to: big("99999999999999999999"), &budget)) == "0")
        #expect(text(BigIntValue(-1 as Int64).raised(to: big("99999999999999999999"), &budget)) == "-1")
        #expect(BigIntValue(2 as Int64).raised(to: BigIntValue(-1 as Int64), &budget) == nil)
    }

    @Test func doubles() {
        #expect(BigIntValue(exactly: 1.5) == nil)
        #expect(BigIntValue(exactly: .nan) == nil)
        #expect(BigIntValue(exactly: -.infinity) == nil)
        #expect(BigIntValue(exactly: -0.0) == .zero)
        #expect(text(BigIntValue(exactly: -1e21)) == "-1000000000000000000000")
        #expect(text(BigIntValue(exactly: 0x1p64)) == "18446744073709551616")
        #expect(BigIntValue(exactly: .greatestFiniteMagnitude)?.double == .greatestFiniteMagnitude)
        #expect(big("9007199254740993").double == 9007199254740992)
        #expect(big("9007199254740995").double == 9007199254740996)
        #expect(big("-36893488147419107329").double == -36893488147419111424)
        #expect(big("36893488147419107328").double == 36893488147419103232)
        #expect(big("1" + String(repeating: "0", count: 309)).double == .infinity)
    }

    @Test func comparisonWithDoubles() {
        #expect(big("1").compare(1.5) == -1)
        #expect(big("-1").compare(-1.5) == 1)
        #expect(big("0").compare(-0.0) == 0)
        #expect(big("0").compare(.leastNonzeroMagnitude) == -1)
        #expect(big("9007199254740993").compare(9007199254740992) == 1)
        #expect(big("5").compare(.infinity) == -1)
        #expect(big("5").compare(-.infinity) == 1)
        #expect(big("5").compare(.nan) == nil)
        #expect(big("1" + String(repeating: "0", count: 400)).compare(.greatestFiniteMagnitude) == 1)
    }

    @Test func comparison() {
        #expect(big("-5").compare(big("3")) == -1)
        #expect(big("-5").compare(big("-3")) == -1)
        #expect(big("18446744073709551616").compare(big("18446744073709551615")) == 1)
        #expect(big("7").compare(big("7")) == 0)
        #expect(big("-0") == .zero)
        #expect(big("-9223372036854775808").int64 == Int64.min)
        #expect(big("9223372036854775808").int64 == nil)
        #expect(big("-9223372036854775809").int64 == nil)
    }

    @Test func division() {
        var budget = UnlimitedBudget()
        #expect(big("5").dividedWithRemainder(by: .zero, &budget) == nil)
        let result = big("-7").dividedWithRemainder(by: big("2"), &budget)
        #expect(text(result?.quotient) == "-3")
        #expect(text(result?.remainder) == "-1")
        #expect(big("-4").dividedWithRemainder(by: big("2"), &budget)?.remainder.isNegative == false)
    }

    @Test func wrapping() {
        var budget = UnlimitedBudget()
        #expect(text(big("255").asIntN(bits: 8, &budget)) == "-1")
        #expect(text(big("128").asIntN(bits: 8, &budget)) == "-128")
        #expect(text(big("127").asIntN(bits: 8, &budget)) == "127")
        #expect(text(big("-128").asIntN(bits: 8, &budget)) == "-128")
        #expect(text(big("-129").asIntN(bits: 8, &budget)) == "127")
        #expect(text(big("-1").asUintN(bits: 64, &budget)) == "18446744073709551615")
        #expect(text(big("-1").asUintN(bits: 0, &budget)) == "0")
        #expect(text(big("5").asIntN(bits: 0, &budget)) == "0")
        #expect(text(big("5").asUintN(bits: 1 << 53 - 1, &budget)) == "5")
        #expect(big("-5").asUintN(bits: 1 << 53 - 1, &budget) == nil)
        #expect(text(big("-5").asIntN(bits: 1 << 53 - 1, &budget)) == "-5")
    }

    @Test func tooLargeIsNilAtOnce() {
        var budget = UnlimitedBudget()
        let huge = BigIntValue(1 as Int64).shiftedLeft(by: BigIntValue(Int64(BigIntValue.maximumBitCount - 1)), &budget)
        #expect(huge?.bitCount == BigIntValue.maximumBitCount)
        #expect(huge?.shiftedLeft(by: big("1"), &budget) == nil)
        #expect(huge?.multiplied(by: big("2"), &budget) == nil)
        #expect(huge?.adding(huge ?? .zero, &budget) == nil)
        #expect(big("1").shiftedLeft(by: big("99999999999999999999999"), &budget) == nil)
        #expect(text(big("0").shiftedLeft(by: big("99999999999999999999999"), &budget)) == "0")
        #expect(text(big("-5").shiftedRight(by: big("99999999999999999999999"), &budget)) == "-1")
        #expect(big("2").raised(to: big("1073741824"), &budget) == nil)
        #expect(big("10").raised(to: big("99999999999999999999999"), &budget) == nil)
    }

    @Test func parsingRejectsWhatIsNoDigit() {
        var budget = UnlimitedBudget()
        for text in ["", "1_0", "-1", "12a", " 1", "0x1"] {
            #expect(BigIntValue.parse(digits: Array(text.utf8).span, radix: 10, &budget) == nil)
        }
        #expect(BigIntValue.parse(digits: Array("2".utf8).span, radix: 2, &budget) == nil)
        #expect(BigIntValue.parse(digits: Array("000".utf8).span, radix: 7, &budget) == .zero)
    }

    // MARK: Budget

    private struct Exhausted: Error {}

    private struct Counter: ArithmeticBudget {
        var steps: Int
        var bytes: Int

        mutating func spend(steps: Int) throws(Exhausted) {
            self.steps -= steps
            if self.steps < 0 { throw Exhausted() }
        }

        mutating func reserve(bytes: Int) throws(Exhausted) {
            self.bytes -= bytes
            if self.bytes < 0 { throw Exhausted() }
        }
    }

    @Test func workIsPaidInProportion() throws {
        var random = Reproducible(14)
        var limbs: [UInt64] = []
        for _ in 0..<1000 { limbs.append(random.next()) }
        let value = BigIntValue(isNegative: false, magnitude: limbs)
        var counter = Counter(steps: .max, bytes: .max)
        _ = try value.multiplied(by: value, &counter)
        let used = Int.max - counter.steps
        #expect(used > 10_000 && used < 1_000_000 / 16 + 2000)
        #expect(Int.max - counter.bytes >= 2000 * 8)

        counter = Counter(steps: .max, bytes: .max)
        _ = try value.text(&counter)
        #expect(Int.max - counter.steps > 10_000)
    }

    @Test func longOperationsStop() {
        var counter = Counter(steps: 1000, bytes: .max)
        let base = BigIntValue(3 as Int64)
        #expect(throws: Exhausted.self) { try base.raised(to: BigIntValue(600_000_000 as Int64), &counter) }
        counter = Counter(steps: .max, bytes: 1_000_000)
        #expect(throws: Exhausted.self) { try base.raised(to: BigIntValue(600_000_000 as Int64), &counter) }
        counter = Counter(steps: .max, bytes: 1_000_000)
        #expect(throws: Exhausted.self) { try base.shiftedLeft(by: BigIntValue(1_000_000_000 as Int64), &counter) }
    }
}
