// The normalization forms, for each code point alone and for sequences that combine.

import Testing

@testable import JSUnicode

private func normalize(_ units: [UInt16], form: NormalizationForm) -> [UInt16] {
    Normalization.normalize(units.span, form: form) { _ in }
}

@Suite struct NormalizationTests {
    private static let forms: [NormalizationForm] = [.nfc, .nfd, .nfkc, .nfkd]

    @Test(arguments: zip(
        forms, [0xD065_3721_4F61_25CA, 0xC69E_9832_4618_DC0A, 0xE69E_36F0_CFF2_0049, 0xF03B_3F96_0468_5E46] as [UInt64]))
    func everyCodePoint(form: NormalizationForm, expected: UInt64) {
        var hash = ContentHash()
        var tooLong = 0
        var wronglyTrivial = 0
        for codePoint in UInt32(0)..<0x110000 {
            let units = utf16(codePoint)
            let result = normalize(units, form: form)
            hash.add(result)
            if result.count > form.maximumExpansion * units.count { tooLong += 1 }
            if Normalization.isTriviallyNormalized(units.span, form: form) && result != units { wronglyTrivial += 1 }
        }
        #expect(tooLong == 0)
        #expect(wronglyTrivial == 0)
        #expect(hash.value == expected)
    }

    /// Code points that decompose, combine, reorder or join, drawn by a linear congruential generator.
    @Test(arguments: zip(
        forms, [0x2658_3036_0325_1554, 0x9FAB_F8F6_0C4F_50BE, 0x1968_0653_07E6_E136, 0x0009_457A_0F18_9B12] as [UInt64]))
    func sequences(form: NormalizationForm, expected: UInt64) {
        let pool: [UInt32] = [
            0x61, 0x41, 0x69, 0x6f, 0x301, 0x300, 0x308, 0x323, 0x327, 0x304, 0x345, 0x31b, 0x328, 0x1100, 0x1161, 0x11a8,
            0xac00, 0xac01, 0xf71, 0xf72, 0xf73, 0x9c7, 0x9be, 0x1f71, 0x1e69, 0x212b, 0xfb01, 0xfdfa, 0x2126, 0x1d15e,
            0x1d165, 0x1d16e, 0xf900, 0x2f800, 0x315, 0x5b0, 0x5b7, 0x653, 0x627, 0x654, 0x1025, 0x102e, 0x110a5, 0x110ba,
            0x344, 0x1b05, 0x1b35, 0x3099, 0x304b, 0x16d63, 0x16d67, 0x20, 0xe9, 0x1ed9,
        ]
        var state: UInt64 = 12345
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var hash = ContentHash()
        var unstable = 0
        for _ in 0..<20000 {
            let length = 1 + random(12)
            var units: [UInt16] = []
            for _ in 0..<length { units.append(contentsOf: utf16(pool[random(pool.count)])) }
            let result = normalize(units, form: form)
            hash.add(result)
            if normalize(result, form: form) != result { unstable += 1 }
        }
        #expect(unstable == 0)
        #expect(hash.value == expected)
    }

    @Test func loneSurrogatesStay() {
        let units: [UInt16] = [0x41, 0x30A, 0xD800, 0x30A, 0xDC00, 0xD834]
        #expect(normalize(units, form: .nfc) == [0xC5, 0xD800, 0x30A, 0xDC00, 0xD834])
    }

    @Test func manyCombiningMarksAreNotSlow() {
        var units: [UInt16] = [0x61]
        for index in 0..<200_000 { units.append(index.isMultiple(of: 2) ? 0x301 : 0x323) }
        let result = normalize(units, form: .nfd)
        #expect(result.count == units.count)
        #expect(result[1...100_000].allSatisfy { $0 == 0x323 })
        #expect(normalize(units, form: .nfc)[0] == 0x1EA1)
    }

    @Test func emptyText() {
        for form in Self.forms { #expect(normalize([], form: form).isEmpty) }
    }
}

/// Text may be normalized in pieces that begin there.
@Test func startsOfSegmentsStandAlone() {
    let before: [[UInt16]] = [[0x41], [0x1100], [0xAC00], [0x0F71, 0x0344], [0xD834, 0xDD57]]
    var wrong: [UInt16] = []
    for unit in UInt16.min ... .max where Normalization.startsSegment(unit) {
        for form in [NormalizationForm.nfc, .nfd, .nfkc, .nfkd] {
            let alone = normalize([unit], form: form)
            for text in before {
                if normalize(text + [unit], form: form) != normalize(text, form: form) + alone { wrong.append(unit) }
            }
        }
    }
    #expect(wrong.isEmpty)
}
