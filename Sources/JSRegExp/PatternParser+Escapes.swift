// Escapes outside and inside classes (`AtomEscape`, `ClassEscape`), and group names.

import JSUnicode

/// What an escape or an item of a class stands for.
enum ClassItem {
    case character(UInt32)
    case set(CodePointSet)
    /// A property of strings; single characters are among the strings.
    case strings([[UInt32]])
}

extension PatternParser {
    // MARK: AtomEscape

    /// Reads an escape that is an atom; the current position is at its backslash.
    mutating func parseAtomEscape() throws(RegExpSyntaxError) -> PatternNode {
        let start = position
        position += 1
        guard let unit = current else { throw error("\\ at end of pattern") }
        switch unit {
        case 0x31...0x39:  // 1 ... 9
            if let group = parseBackreferenceIndex() { return numberedReference(to: group) }
            if isUnicodeMode { throw error("Invalid escape", at: start) }
        case 0x6B where hasNamedGroups:  // k
            position += 1
            guard isNext("<") else { throw error("Invalid named reference") }
            position += 1
            guard let name = try parseGroupName() else { throw error("Invalid capture group name", at: start) }
            return namedReference(to: name, offset: start)
        default:
            break
        }
        if let item = try parseCharacterClassEscape(inClass: false) {
            switch item {
            case .character(let character): return try characterNode(character)
            case .set(let set):
                let isProperty = unit | 0x20 == 0x70
                guard isProperty, !isUnicodeSetsMode else { return .set(set) }
                try payClassWork(set.closingWork(under: caseMode))
                return .set(set.closed(under: caseMode))
            case .strings(let strings):
                return try stringsNode(of: try classValue(ofStrings: strings))
            }
        }
        return try characterNode(try parseCharacterEscape(inClass: false))
    }

    // MARK: CharacterClassEscape

    /// Reads `\d` and its like, the position being behind the backslash; nil, without moving, if none is there.
    /// The set of `\w` and `\W` is closed over case, as is, with `v`, the set of a property.
    mutating func parseCharacterClassEscape(inClass: Bool) throws(RegExpSyntaxError) -> ClassItem? {
        guard let unit = current else { return nil }
        let set: CodePointSet
        switch unit | 0x20 {
        case 0x64: set = .digits
        case 0x73: set = .whiteSpace
        case 0x77: set = caseMode == .folding ? .extendedWordCharacters : .wordCharacters
        case 0x70 where isUnicodeMode: return try parseProperty(inClass: inClass)
        default: return nil
        }
        position += 1
        return .set(unit & 0x20 != 0 ? set : characters(set.inverted()))
    }

    private mutating func parseProperty(inClass: Bool) throws(RegExpSyntaxError) -> ClassItem {
        let negated = isNext("P")
        let failure = inClass ? "Invalid property name in character class" : "Invalid property name"
        position += 1
        guard consume("{") else { throw error(failure) }
        let start = position
        let name = takePropertyWord()
        var value: String?
        if consume("=") { value = takePropertyWord() }
        guard consume("}"), !name.isEmpty, value != "" else { throw error(failure) }
        if isUnicodeSetsMode, value == nil, UnicodeProperty.isPropertyOfStrings(name) {
            if negated { throw error(failure) }
            guard buildsSets, let strings = UnicodeProperty.strings(name: name) else { return .strings([[]]) }
            // They are read out of their table each time.
            try payClassWork(8 * strings.count)
            return .strings(strings)
        }
        let key = Array(pattern[start..<position])
        let known = propertyCache[key] ?? UnicodeProperty.codePoints(name: name, value: value)
        guard var set = known else { throw error(failure) }
        propertyCache[key] = set
        guard buildsSets else { return .set(CodePointSet()) }
        if isUnicodeSetsMode {
            try payClassWork(set.closingWork(under: caseMode))
            set = set.closed(under: caseMode)
        }
        return .set(negated ? set.inverted() : set)
    }

    private mutating func takePropertyWord() -> String {
        let start = position
        while let unit = current,
            unit == 0x5F || (0x30...0x39).contains(unit) || (0x61...0x7A).contains(unit | 0x20) && unit < 0x80
        {
            position += 1
        }
        return String(decoding: pattern[start..<position], as: UTF16.self)
    }

    // MARK: CharacterEscape

    /// Reads an escape for one character, the position being behind the backslash.
    mutating func parseCharacterEscape(inClass: Bool) throws(RegExpSyntaxError) -> UInt32 {
        let start = position
        guard let unit = current else { throw error("\\ at end of pattern") }
        position += 1
        switch unit {
        case 0x66: return 0x0C
        case 0x6E: return 0x0A
        case 0x72: return 0x0D
        case 0x74: return 0x09
        case 0x76: return 0x0B
        case 0x63:  // c
            if let letter = current, isASCIILetter(letter) {
                position += 1
                return UInt32(letter & 0x1F)
            }
            if isUnicodeMode { throw error("Invalid Unicode escape", at: start) }
            if inClass, let control = current, control == 0x5F || (0x30...0x39).contains(control) {
                position += 1
                return UInt32(control & 0x1F)
            }
            position = start
            return 0x5C
        case 0x30...0x37:
            if isUnicodeMode {
                let isFollowedByDigit = current.map { (0x30...0x39).contains($0) } ?? false
                if unit == 0x30 && !isFollowedByDigit { return 0 }
                throw error(inClass ? "Invalid class escape" : "Invalid decimal escape", at: start)
            }
            return takeLegacyOctal(first: unit)
        case 0x78:  // x
            if let value = takeHexadecimal(digits: 2) { return value }
            if isUnicodeMode { throw error("Invalid escape", at: start) }
            return 0x78
        case 0x75:  // u
            if let value = takeUnicodeEscape(isUnicodeMode: isUnicodeMode) { return value }
            if isUnicodeMode { throw error("Invalid Unicode escape", at: start) }
            return 0x75
        default:
            if isUnicodeMode {
                guard isSyntaxCharacter(unit) || unit == 0x2F || (inClass && unit == 0x2D) else {
                    throw error("Invalid escape", at: start)
                }
            } else if unit == 0x6B && hasNamedGroups {
                throw error("Invalid escape", at: start)
            }
            return UInt32(unit)
        }
    }

    private func isASCIILetter(_ unit: UInt16) -> Bool {
        unit < 0x80 && (0x61...0x7A).contains(unit | 0x20)
    }

    /// `^ $ \ . * + ? ( ) [ ] { } |`
    private func isSyntaxCharacter(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x5E, 0x24, 0x5C, 0x2E, 0x2A, 0x2B, 0x3F, 0x28, 0x29, 0x5B, 0x5D, 0x7B, 0x7D, 0x7C: true
        default: false
        }
    }

    /// LegacyOctalEscapeSequence: at most three digits, at most `\377`.
    private mutating func takeLegacyOctal(first: UInt16) -> UInt32 {
        var value = UInt32(first - 0x30)
        var digits = 1
        while digits < 3, value < 0o40, let unit = current, (0x30...0x37).contains(unit) {
            value = value * 8 + UInt32(unit - 0x30)
            position += 1
            digits += 1
        }
        return value
    }

    private mutating func takeHexadecimal(digits: Int) -> UInt32? {
        guard position + digits <= pattern.count else { return nil }
        var value: UInt32 = 0
        for index in position..<position + digits {
            guard let digit = hexadecimalValue(pattern[index]) else { return nil }
            value = value << 4 | digit
        }
        position += digits
        return value
    }

    private func hexadecimalValue(_ unit: UInt16) -> UInt32? {
        switch unit {
        case 0x30...0x39: UInt32(unit - 0x30)
        case 0x41...0x46: UInt32(unit - 0x41 + 10)
        case 0x61...0x66: UInt32(unit - 0x61 + 10)
        default: nil
        }
    }

    /// RegExpUnicodeEscapeSequence behind its `u`; nil, without moving, if it is none.
    private mutating func takeUnicodeEscape(isUnicodeMode: Bool) -> UInt32? {
        let start = position
        if isUnicodeMode, isNext("{") {
            position += 1
            var value: UInt32 = 0
            var hasDigits = false
            while let unit = current, let digit = hexadecimalValue(unit) {
                value = min(value << 4 | digit, 0x110000)
                hasDigits = true
                position += 1
            }
            if hasDigits, value <= 0x10FFFF, consume("}") { return value }
            position = start
            return nil
        }
        guard let unit = takeHexadecimal(digits: 4) else { return nil }
        guard isUnicodeMode, unit & 0xFC00 == 0xD800, isNext("\\"), isNext("u", at: 1) else { return unit }
        let afterLead = position
        position += 2
        if let trail = takeHexadecimal(digits: 4), trail & 0xFC00 == 0xDC00 {
            return 0x10000 + ((unit & 0x3FF) << 10 | trail & 0x3FF)
        }
        position = afterLead
        return unit
    }

    // MARK: GroupName

    /// Reads a group name and its `>`, the position being behind its `<`; nil if it is not one.
    mutating func parseGroupName() throws(RegExpSyntaxError) -> [UInt16]? {
        var name: [UInt16] = []
        while !isNext(">") {
            guard var character = takeCodePoint() else { return nil }
            if character == 0x5C {
                guard consume("u") else { return nil }
                guard let escaped = takeUnicodeEscape(isUnicodeMode: true) else {
                    throw error("Invalid Unicode escape")
                }
                character = escaped
            }
            guard isIdentifierCharacter(character, isFirst: name.isEmpty) else { return nil }
            if character < 0x10000 {
                name.append(UInt16(truncatingIfNeeded: character))
            } else {
                name.append(UInt16(truncatingIfNeeded: 0xD7C0 + (character >> 10)))
                name.append(UInt16(truncatingIfNeeded: 0xDC00 | character & 0x3FF))
            }
        }
        position += 1
        return name.isEmpty ? nil : name
    }

    /// RegExpIdentifierStart and RegExpIdentifierPart.
    private func isIdentifierCharacter(_ character: UInt32, isFirst: Bool) -> Bool {
        if character == 0x24 || character == 0x5F { return true }
        if isFirst { return IdentifierCharacters.isIDStart(character) }
        return IdentifierCharacters.isIDContinue(character) || character == 0x200C || character == 0x200D
    }
}
