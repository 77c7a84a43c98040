// Character classes: the ranges of ES5, and the set operations, nested classes and strings of the flag `v`.
//
// Sets are closed over case as soon as they are complete. For `u` and the legacy mode that is at the end of a class and
// before its negation. For `v` each operand is closed by itself: the specification folds the characters of every operand
// (MaybeSimpleCaseFolding), and set operations on closed sets do the same as on folded ones.

import JSUnicode

/// The value of a class with the flag `v`.
struct ClassValue {
    /// Characters, closed over case.
    var set = CodePointSet()
    /// Strings that are not one character: folded if case is ignored.
    var strings: Set<[UInt32]> = []
    /// MayContainStrings, which goes by the form of the class and not by its members.
    var mayContainStrings = false
}

extension PatternParser {
    mutating func parseCharacterClass() throws(RegExpSyntaxError) -> PatternNode {
        position += 1
        let negated = consume("^")
        if isUnicodeSetsMode {
            return try stringsNode(of: try parseClassContents(negated: negated))
        }
        var ranges: [ClosedRange<UInt32>] = []
        while !consume("]") {
            let start = position
            let item = try parseClassAtom()
            guard isNext("-"), lookahead(1) != nil, !isNext("]", at: 1) else {
                try add(item, to: &ranges)
                continue
            }
            position += 1
            let end = try parseClassAtom()
            if case .character(let first) = item, case .character(let last) = end {
                if first > last { throw error("Range out of order in character class", at: start) }
                ranges.append(first...last)
            } else {
                if isUnicodeMode { throw error("Invalid character class", at: start) }
                try add(item, to: &ranges)
                ranges.append(0x2D...0x2D)
                try add(end, to: &ranges)
            }
        }
        guard buildsSets else { return .set(CodePointSet()) }
        let members = CodePointSet(ranges)
        try payClassWork(members.closingWork(under: caseMode))
        let set = members.closed(under: caseMode)
        return .set(characters(negated ? set.inverted() : set))
    }

    private mutating func add(
        _ item: ClassItem, to ranges: inout [ClosedRange<UInt32>]
    ) throws(RegExpSyntaxError) {
        switch item {
        case .character(let character): ranges.append(character...character)
        case .set(let set):
            try payClassWork(set.ranges.count)
            ranges += set.ranges
        case .strings: break
        }
    }

    private mutating func parseClassAtom() throws(RegExpSyntaxError) -> ClassItem {
        guard isNext("\\") else {
            guard let character = takeCharacter() else { throw error("Unterminated character class") }
            return .character(character)
        }
        position += 1
        if consume("b") { return .character(0x08) }
        if let item = try parseCharacterClassEscape(inClass: true) { return item }
        return .character(try parseCharacterEscape(inClass: true))
    }

    // MARK: ClassSetExpression

    private enum SetOperation {
        case union, intersection, subtraction
    }

    /// One operand of a class; a single character may begin a range.
    private enum ClassOperand {
        case character(UInt32)
        case value(ClassValue)
    }

    /// Reads a class behind its `[` and `^`, up to its `]`.
    private mutating func parseClassContents(negated: Bool) throws(RegExpSyntaxError) -> ClassValue {
        try enter()
        var result = ClassValue()
        var singles: [ClosedRange<UInt32>] = []
        var operation: SetOperation?
        while !consume("]") {
            if position >= pattern.count { throw error("Unterminated character class") }
            if let operation, operation != .union {
                guard consumeDouble(operation == .intersection ? "&" : "-") else {
                    throw error("Invalid set operation in character class")
                }
                if operation == .intersection, isNext("&") { throw error("Invalid character in character class") }
                try combine(&result, with: try value(of: try parseClassOperand()), by: operation)
                continue
            }
            let start = position
            let operand = try parseClassOperand()
            if isNext("-"), !isNext("-", at: 1) {
                position += 1
                guard case .character(let first) = operand else { throw error("Invalid character class", at: start) }
                guard case .character(let last) = try parseClassOperand() else {
                    throw error("Invalid character class", at: start)
                }
                if first > last { throw error("Range out of order in character class", at: start) }
                singles.append(first...last)
                operation = .union
                if isNext("-") { throw error("Invalid character class") }
                continue
            }
            if operation == nil, isNextDouble("&") || isNextDouble("-") {
                operation = isNextDouble("&") ? .intersection : .subtraction
                result = try value(of: operand)
                continue
            }
            operation = .union
            switch operand {
            case .character(let character): singles.append(character...character)
            case .value(let value): try combine(&result, with: value, by: .union)
            }
            if isNextDouble("&") || isNextDouble("-") { throw error("Invalid set operation in character class") }
        }
        leave()
        if buildsSets, !singles.isEmpty {
            let set = CodePointSet(singles)
            try payClassWork(set.closingWork(under: caseMode))
            result.set.formUnion(set.closed(under: caseMode))
        }
        try payClassWork(result.set.ranges.count)
        if negated {
            if result.mayContainStrings { throw error("Negated character class may contain strings") }
            result.set = result.set.inverted()
        }
        return result
    }

    private func isNextDouble(_ character: Unicode.Scalar) -> Bool {
        isNext(character) && isNext(character, at: 1)
    }

    private mutating func consumeDouble(_ character: Unicode.Scalar) -> Bool {
        guard isNextDouble(character) else { return false }
        position += 2
        return true
    }

    private mutating func combine(
        _ left: inout ClassValue, with right: ClassValue, by operation: SetOperation
    ) throws(RegExpSyntaxError) {
        // Both sets are walked, however small the one is that is new.
        try payClassWork(left.set.ranges.count + right.set.ranges.count)
        switch operation {
        case .union:
            left.set.formUnion(right.set)
            left.strings.formUnion(right.strings)
            left.mayContainStrings = left.mayContainStrings || right.mayContainStrings
        case .intersection:
            left.set = left.set.intersection(right.set)
            left.strings.formIntersection(right.strings)
            left.mayContainStrings = left.mayContainStrings && right.mayContainStrings
        case .subtraction:
            left.set = left.set.subtracting(right.set)
            left.strings.subtract(right.strings)
        }
    }

    private mutating func value(of operand: ClassOperand) throws(RegExpSyntaxError) -> ClassValue {
        switch operand {
        case .value(let value):
            try payClassWork(value.set.ranges.count + value.strings.count)
            return value
        case .character(let character):
            return ClassValue(set: CodePointSet(character...character).closed(under: caseMode))
        }
    }

    private mutating func parseClassOperand() throws(RegExpSyntaxError) -> ClassOperand {
        guard isNext("\\") else {
            if consume("[") {
                let negated = consume("^")
                return .value(try parseClassContents(negated: negated))
            }
            return .character(try parseClassSetCharacter())
        }
        if isNext("q", at: 1), isNext("{", at: 2) {
            position += 3
            return .value(try parseClassStringDisjunction())
        }
        position += 1
        switch try parseCharacterClassEscape(inClass: true) {
        case .set(let set):
            return .value(ClassValue(set: set))
        case .strings(let strings):
            return .value(try classValue(ofStrings: strings))
        default:
            return .character(try parseClassSetEscape())
        }
    }

    /// ClassSetCharacter that is not an escape.
    private mutating func parseClassSetCharacter() throws(RegExpSyntaxError) -> UInt32 {
        guard let unit = current else { throw error("Unterminated character class") }
        switch unit {
        case 0x28, 0x29, 0x5B, 0x5D, 0x7B, 0x7D, 0x2F, 0x2D, 0x7C:  // ( ) [ ] { } / - |
            throw error("Invalid character in character class")
        case 0x26, 0x21, 0x23, 0x24, 0x25, 0x2A, 0x2B, 0x2C, 0x2E, 0x3A, 0x3B, 0x3C, 0x3D, 0x3E, 0x3F, 0x40, 0x5E, 0x60,
            0x7E:
            if lookahead(1) == unit { throw error("Invalid set operation in character class") }
        default:
            break
        }
        return takeCharacter() ?? 0
    }

    /// The escapes of ClassSetCharacter, behind the backslash.
    private mutating func parseClassSetEscape() throws(RegExpSyntaxError) -> UInt32 {
        guard let unit = current else { throw error("\\ at end of pattern") }
        switch unit {
        case 0x62:  // b
            position += 1
            return 0x08
        case 0x26, 0x2D, 0x21, 0x23, 0x25, 0x2C, 0x3A, 0x3B, 0x3C, 0x3D, 0x3E, 0x40, 0x60, 0x7E:
            position += 1
            return UInt32(unit)
        default:
            return try parseCharacterEscape(inClass: true)
        }
    }

    /// `\q{...}` behind its brace.
    private mutating func parseClassStringDisjunction() throws(RegExpSyntaxError) -> ClassValue {
        var strings: [[UInt32]] = []
        var string: [UInt32] = []
        while true {
            guard current != nil else { throw error("Unterminated character class") }
            if consume("}") { break }
            if consume("|") {
                strings.append(string)
                string.removeAll()
            } else if consume("\\") {
                string.append(try parseClassSetEscape())
            } else {
                string.append(try parseClassSetCharacter())
            }
        }
        strings.append(string)
        return try classValue(ofStrings: strings)
    }

    // MARK: Strings

    /// Sorts strings into characters and others, and folds them if case is ignored.
    mutating func classValue(ofStrings strings: [[UInt32]]) throws(RegExpSyntaxError) -> ClassValue {
        var result = ClassValue()
        var singles: [ClosedRange<UInt32>] = []
        for string in strings {
            if string.count == 1 {
                singles.append(string[0]...string[0])
            } else {
                result.mayContainStrings = true
                if buildsSets {
                    result.strings.insert(ignoreCase ? string.map(CaseFolding.simpleCaseFolding) : string)
                }
            }
        }
        guard buildsSets else { return result }
        let set = CodePointSet(singles)
        try payClassWork(set.closingWork(under: caseMode) + strings.count)
        result.set = set.closed(under: caseMode)
        return result
    }

    /// A class with strings matches its longest string that is there, then the shorter ones (`CompileAtom`).
    mutating func stringsNode(of value: ClassValue) throws(RegExpSyntaxError) -> PatternNode {
        guard !value.strings.isEmpty else { return .set(value.set) }
        try payClassWork(value.strings.count * 16)
        let strings = value.strings.sorted { $0.lexicographicallyPrecedes($1) }
        return try branches(of: strings[...], from: 0, singles: value.set)
    }

    /// The sorted strings as a tree by their characters, so that each character of the input is looked at once.
    /// Strings that differ at a character exclude each other, so only the order by length within a branch matters.
    private mutating func branches(
        of strings: ArraySlice<[UInt32]>, from depth: Int, singles: CodePointSet
    ) throws(RegExpSyntaxError) -> PatternNode {
        try enter()
        var alternatives: [PatternNode] = []
        var rest = strings
        var hasEnd = false
        if let first = rest.first, first.count == depth {
            hasEnd = true
            rest.removeFirst()
        }
        while let first = rest.first {
            let group = rest.prefix { $0[depth] == first[depth] }
            rest = rest.dropFirst(group.count)
            var shared = depth + 1
            let last = group[group.endIndex - 1]
            while shared < first.count, shared < last.count, first[shared] == last[shared] { shared += 1 }
            let characters = first[depth..<shared].map(stringCharacterNode)
            let rest = try branches(of: group, from: shared, singles: CodePointSet())
            alternatives.append(.sequence(characters + [rest]))
        }
        leave()
        if !singles.isEmpty { alternatives.append(.set(singles)) }
        if hasEnd { alternatives.append(.empty()) }
        return alternatives.isEmpty ? .empty() : .alternation(alternatives)
    }

    private func stringCharacterNode(_ character: UInt32) -> PatternNode {
        .set(CodePointSet(character...character).closed(under: caseMode))
    }
}
