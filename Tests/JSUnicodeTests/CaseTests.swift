// Case mapping, case folding and the equivalences for regular expressions.

import Testing

@testable import JSUnicode

private func upper(_ units: [UInt16]) -> [UInt16] {
    CaseMapping.toUppercase(units.span)
}

private func lower(_ units: [UInt16]) -> [UInt16] {
    CaseMapping.toLowercase(units.span)
}

private func upper(_ text: String) -> String {
    String(decoding: upper(Array(text.utf16)), as: UTF16.self)
}

private func lower(_ text: String) -> String {
    String(decoding: lower(Array(text.utf16)), as: UTF16.self)
}

@Suite struct CaseMappingTests {
    @Test func everyCodePoint() {
        var uppercase = ContentHash()
        var lowercase = ContentHash()
        for codePoint in UInt32(0)..<0x110000 {
            var result: [UInt16] = []
            CaseMapping.appendUppercase(of: codePoint, to: &result)
            uppercase.add(result)
            lowercase.add(lower(utf16(codePoint)))
        }
        #expect(uppercase.value == 0x4878_C47D_EFC7_C951)
        #expect(lowercase.value == 0x6BD0_D6A6_B1F0_D267)
    }

    @Test func specialCasing() {
        #expect(upper("straße ﬁn ŉ ᾳ ΐ") == "STRASSE FIN ʼN ΑΙ Ϊ́")
        #expect(lower("İSTANBUL") == "i̇stanbul")
        #expect(upper("𐐨𞤢") == "𐐀𞤀")
        #expect(lower("𐐀𞤀") == "𐐨𞤢")
    }

    @Test func finalSigma() {
        #expect(lower("ΑΣ") == "ας")
        #expect(lower("Σ") == "σ")
        #expect(lower("ΑΣΑ") == "ασα")
        #expect(lower("ΑΣ ΑΣ") == "ας ας")
        #expect(lower("ΑΣ.Α") == "ασ.α")
        #expect(lower("Α.Σ") == "α.ς")
        #expect(lower("Α.Σ.") == "α.ς.")
        #expect(lower("\u{345}Σ") == "\u{345}σ")
        #expect(lower("Α\u{345}Σ") == "α\u{345}ς")
        #expect(lower("𝒟Σ") == "𝒟ς")
        #expect(lower("ΑΣ𝒟") == "ασ𝒟")
        #expect(lower("Α\u{180E}Σ") == "α\u{180E}ς")
    }

    @Test func loneSurrogatesStay() {
        let units: [UInt16] = [0xDC00, 0x61, 0xD801, 0xD801, 0xDC28, 0xD800]
        #expect(upper(units) == [0xDC00, 0x41, 0xD801, 0xD801, 0xDC00, 0xD800])
        #expect(lower([0xDBFF] as [UInt16]) == [0xDBFF])
    }

    @Test func latin1AgreesWithTheTables() {
        for character in UInt8.min...UInt8.max {
            let units = [UInt16(character)]
            #expect(lower(units) == [UInt16(CaseMapping.lowercase(latin1: character))])
            let full = upper(units)
            if let single = CaseMapping.uppercase(latin1: character) {
                #expect(full == [UInt16(single)])
            } else {
                #expect(full.count > 1 || full[0] > 0xFF)
            }
        }
    }

    @Test func expansionIsBounded() {
        var longest = 0
        for codePoint in UInt32(0)..<0x110000 {
            var result: [UInt16] = []
            CaseMapping.appendUppercase(of: codePoint, to: &result)
            longest = max(longest, result.count / (codePoint < 0x10000 ? 1 : 2))
        }
        #expect(longest == CaseMapping.maximumExpansion)
    }
}

@Suite struct CaseFoldingTests {
    @Test func everyCodePoint() {
        var folding = ContentHash()
        for codePoint in UInt32(0)..<0x110000 { folding.add(UInt64(CaseFolding.simpleCaseFolding(codePoint))) }
        #expect(folding.value == 0xECE2_3DB3_6502_D4D4)
        var legacy = ContentHash()
        for unit in UInt16.min...UInt16.max { legacy.add(UInt64(CaseFolding.canonicalizeLegacy(unit))) }
        #expect(legacy.value == 0x0231_748F_993F_D2BA)
    }

    @Test func equivalents() {
        #expect(CaseFolding.caseFoldingEquivalents(of: 0x6B) == [0x4B, 0x6B, 0x212A])
        #expect(CaseFolding.caseFoldingEquivalents(of: 0x17F) == [0x53, 0x73, 0x17F])
        #expect(CaseFolding.caseFoldingEquivalents(of: 0xDF) == [0xDF, 0x1E9E])
        #expect(CaseFolding.caseFoldingEquivalents(of: 0x69) == [0x49, 0x69])
        #expect(CaseFolding.caseFoldingEquivalents(of: 0x31) == [0x31])
        #expect(CaseFolding.caseFoldingEquivalents(of: 0x10400) == [0x10400, 0x10428])
        #expect(CaseFolding.legacyEquivalents(of: 0x6B) == [0x4B, 0x6B])
        #expect(CaseFolding.legacyEquivalents(of: 0x17F) == [0x17F])
        #expect(CaseFolding.legacyEquivalents(of: 0xDF) == [0xDF])
        #expect(CaseFolding.legacyEquivalents(of: 0xB5) == [0xB5, 0x39C, 0x3BC])
        #expect(CaseFolding.legacyEquivalents(of: 0xD800) == [0xD800])
    }

    @Test func equivalentsAgreeWithTheMaps() {
        for codePoint in UInt32(0)..<0x110000 where CaseFolding.simpleCaseFolding(codePoint) != codePoint {
            let folded = CaseFolding.simpleCaseFolding(codePoint)
            #expect(CaseFolding.simpleCaseFolding(folded) == folded)
            #expect(CaseFolding.caseFoldingEquivalents(of: folded).contains(codePoint))
        }
        for unit in UInt16.min...UInt16.max where CaseFolding.canonicalizeLegacy(unit) != unit {
            let representative = CaseFolding.canonicalizeLegacy(unit)
            #expect(CaseFolding.canonicalizeLegacy(representative) == representative)
            #expect(CaseFolding.legacyEquivalents(of: representative).contains(unit))
        }
    }

    @Test func closures() {
        let letters = CodePointSet(0x61...0x7A)
        #expect(letters.closedUnderSimpleCaseFolding() == CodePointSet([0x41...0x5A, 0x61...0x7A, 0x17F...0x17F, 0x212A...0x212A]))
        #expect(letters.closedUnderLegacyCanonicalization() == CodePointSet([0x41...0x5A, 0x61...0x7A]))
        // The same for a set that is large enough for the other way of computing it.
        let large = CodePointSet([0x61...0x7A, 0x4E00...0x9FFF])
        #expect(large.closedUnderSimpleCaseFolding() == letters.closedUnderSimpleCaseFolding().union(large))
        #expect(large.closedUnderLegacyCanonicalization() == letters.closedUnderLegacyCanonicalization().union(large))
        #expect(CodePointSet.all.closedUnderSimpleCaseFolding() == .all)
    }

    @Test func foldedSets() {
        #expect(CodePointSet(0x41...0x5A).simpleCaseFolded() == CodePointSet(0x61...0x7A))
        #expect(CodePointSet([0x30...0x39, 0x212A...0x212A]).simpleCaseFolded() == CodePointSet([0x30...0x39, 0x6B...0x6B]))
        let folded = CodePointSet.all.simpleCaseFolded()
        #expect(folded.count == 0x110000 - 1512)
        #expect(!folded.contains(0x41) && folded.contains(0x61))
    }
}
