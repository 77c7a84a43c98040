// Names and contents of the properties for regular expressions, and the classes of the lexical grammar.

import Testing

@testable import JSUnicode

@Suite struct UnicodePropertyTests {
    private static func names(_ text: String) -> [String] {
        text.split(separator: "\n").flatMap { line in
            line.prefix { $0 != "=" }.split(separator: " ").map(String.init)
        }
    }

    private static func hash(_ names: [String], _ set: (String) -> CodePointSet?) -> UInt64 {
        var hash = ContentHash()
        for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            hash.add(set(name)?.boundaries ?? [])
        }
        return hash.value
    }

    @Test func tablesHoldTheExpectedSets() {
        let binary = Self.names(PropertyTables.binary)
        #expect(binary.count == 95)
        #expect(Self.hash(binary) { UnicodeProperty.codePoints(name: $0, value: nil) } == 0x2390_B435_312C_3D9D)
        let categories = Self.names(PropertyTables.generalCategory)
        #expect(categories.count == 80)
        #expect(Self.hash(categories) { UnicodeProperty.codePoints(name: $0, value: nil) } == 0xE0BD_4AB1_19A9_BDDF)
        #expect(Self.hash(categories) { UnicodeProperty.codePoints(name: "gc", value: $0) } == 0xE0BD_4AB1_19A9_BDDF)
        let scripts = Self.names(PropertyTables.script)
        #expect(scripts.count == 346)
        #expect(Self.hash(scripts) { UnicodeProperty.codePoints(name: "Script", value: $0) } == 0xC22D_9671_563C_9F43)
    }

    @Test func everyBoundaryListIsWellFormed() {
        for index in [
            (PropertyTables.binary, PropertyTables.binaryIndex),
            (PropertyTables.generalCategory, PropertyTables.generalCategoryIndex),
            (PropertyTables.script, PropertyTables.scriptIndex),
            (PropertyTables.scriptExtensions, PropertyTables.scriptExtensionsIndex),
        ] {
            for name in Self.names(index.0) {
                let boundaries = index.1[name]?.boundaries ?? [1]
                #expect(boundaries.count.isMultiple(of: 2), "\(name)")
                #expect(zip(boundaries, boundaries.dropFirst()).allSatisfy { $0 < $1 }, "\(name)")
                #expect((boundaries.last ?? 0) <= 0x110000, "\(name)")
            }
        }
    }

    @Test func scriptExtensionsDifferFromScripts() throws {
        let script = try #require(UnicodeProperty.codePoints(name: "sc", value: "Grek"))
        let extensions = try #require(UnicodeProperty.codePoints(name: "scx", value: "Greek"))
        #expect(!script.contains(0x342))
        #expect(extensions.contains(0x342))
        #expect(script.subtracting(extensions).isEmpty)
        let unknown = try #require(UnicodeProperty.codePoints(name: "Script_Extensions", value: "Zzzz"))
        #expect(unknown.contains(0xD800) && unknown.contains(0xE000) && unknown.contains(0x378))
        #expect(UnicodeProperty.codePoints(name: "sc", value: "Katakana_Or_Hiragana")?.isEmpty == true)
        #expect(UnicodeProperty.codePoints(name: "sc", value: "Qaai") == UnicodeProperty.codePoints(name: "sc", value: "Inherited"))
        #expect(UnicodeProperty.codePoints(name: "sc", value: "Sidetic")?.contains(0x10940) == true)
    }

    @Test func namesMatchExactly() {
        for name in [
            "Block", "InGreek", "IsGreek", "greek", "Greek", "lowercase", "LowercaseLetter", "lu", "any", "assigned", "ascii",
            "General_Category", "gc", "Script", "sc", "Script_Extensions", "scx", "", " L", "L ", "Line_Break",
            "Composition_Exclusion", "Expands_On_NFC", "Grapheme_Link", "Hyphen", "Other_Alphabetic",
            "Prepended_Concatenation_Mark", "FC_NFKC_Closure", "RGI_Emoji", "=", "White_space", "IDSU", "MCM",
        ] {
            #expect(UnicodeProperty.codePoints(name: name, value: nil) == nil, "\(name)")
        }
        #expect(UnicodeProperty.codePoints(name: "ASCII", value: "Y") == nil)
        #expect(UnicodeProperty.codePoints(name: "gc", value: "") == nil)
        #expect(UnicodeProperty.codePoints(name: "Script", value: "greek") == nil)
        #expect(UnicodeProperty.codePoints(name: "Script", value: "L") == nil)
        #expect(UnicodeProperty.codePoints(name: "script", value: "Greek") == nil)
        #expect(UnicodeProperty.codePoints(name: "General_Category", value: "Alphabetic") == nil)
    }

    @Test func computedProperties() {
        #expect(UnicodeProperty.codePoints(name: "Any", value: nil) == .all)
        #expect(UnicodeProperty.codePoints(name: "ASCII", value: nil) == CodePointSet(0...0x7F))
        #expect(UnicodeProperty.codePoints(name: "Assigned", value: nil)?.count == 299_382)
        #expect(UnicodeProperty.codePoints(name: "space", value: nil) == UnicodeProperty.codePoints(name: "White_Space", value: nil))
    }

    @Test func propertiesOfStrings() throws {
        let sizes = [
            "Basic_Emoji": 1400, "Emoji_Keycap_Sequence": 12, "RGI_Emoji_Flag_Sequence": 259,
            "RGI_Emoji_Tag_Sequence": 3,
        ]
        for (name, size) in sizes {
            #expect(try #require(UnicodeProperty.strings(name: name)).count == size, "\(name)")
        }
        let all = try #require(UnicodeProperty.strings(name: "RGI_Emoji"))
        #expect(Set(all).count == all.count)
        #expect(zip(all, all.dropFirst()).allSatisfy { $0.count >= $1.count })
        #expect(all.contains([0x1F468, 0x200D, 0x1F469, 0x200D, 0x1F467]))
        #expect(all.contains([0x23, 0xFE0F, 0x20E3]))
        #expect(all.contains([0x1F1E9, 0x1F1EA]))
        #expect(all.contains([0x1F44D, 0x1F3FF]))
        #expect(all.contains([0x1F600]))
        #expect(!all.contains([0x23]))
        #expect(UnicodeProperty.strings(name: "Emoji") == nil)
        #expect(UnicodeProperty.isPropertyOfStrings("RGI_Emoji_ZWJ_Sequence"))
        #expect(!UnicodeProperty.isPropertyOfStrings("Emoji"))
    }

    @Test func identifierCharactersAgreeWithTheProperties() throws {
        let start = try #require(UnicodeProperty.codePoints(name: "ID_Start", value: nil))
        let rest = try #require(UnicodeProperty.codePoints(name: "ID_Continue", value: nil))
        let space = try #require(UnicodeProperty.codePoints(name: "Zs", value: nil))
        #expect(start.count == 145_916)
        #expect(rest.count == 149_240)
        var differences = 0
        for codePoint in UInt32(0)...0x110000 {
            if IdentifierCharacters.isIDStart(codePoint) != start.contains(codePoint) { differences += 1 }
            if IdentifierCharacters.isIDContinue(codePoint) != rest.contains(codePoint) { differences += 1 }
            if IdentifierCharacters.isSpaceSeparator(codePoint) != space.contains(codePoint) { differences += 1 }
        }
        #expect(differences == 0)
    }

    @Test func propertiesUsedByNameExist() {
        for name in ["ID_Start", "ID_Continue", "Cased", "Case_Ignorable"] {
            #expect(!PropertyTables.requiredBinary(name).isEmpty)
        }
    }
}
