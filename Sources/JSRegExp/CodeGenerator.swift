// Tree to instructions.
//
// Each node is compiled with knowledge of what follows it: the code units that can come next (`follow`), and whether
// nothing does, so that reaching its end is success (`isLast`). From these it is decided which loops are possessive and
// which alternatives need a record on the backtrack stack. Inside a lookbehind code is generated for matching backwards,
// with the parts of sequences in reverse, and without these refinements.
//
// A capture that is on every way through the pattern is stored without a record of its old value: no match can show the
// old value, because every match passes by and stores a new one first. `Context.isSpeculative` tells where this ends.

import JSUnicode

struct CodeGenerator {
    /// The most instruction words of a program.
    private static let maximumCodeSize = 1 << 20
    /// The most bytes of tables.
    private static let maximumTableSize = 1 << 22
    /// Bodies of loops are repeated up to so many words.
    private static let maximumUnrolledSize = 48

    /// What surrounds a node.
    struct Context {
        var follow: FirstSet
        var isLast: Bool
        var isBackward = false
        var isSpeculative = false
    }

    private(set) var code: [Int32] = []
    private(set) var tables: [UInt8] = []
    private(set) var ranges: [Int32] = []
    private(set) var registerCount: Int
    /// The instruction of the greedy run that begins the pattern, or -1.
    private(set) var leadingRun = -1

    private let isUnicodeMode: Bool
    private let isReferencedEarly: [Bool]
    private let leadingRunNode: PatternNode?
    private let stackLimit: NativeStackLimit
    private var tableOffsets: [TableKey: Int] = [:]
    private var setOperands: [CodePointSet: SetOperands] = [:]

    private struct SetOperands {
        var table: Int
        var wide: Int
        var excluded: Int
    }

    init(parsed: ParsedPattern, flags: RegExpFlags, stackLimit: NativeStackLimit) {
        isUnicodeMode = flags.isUnicodeMode
        isReferencedEarly = parsed.isReferencedEarly
        registerCount = 2 * parsed.captureCount
        self.stackLimit = stackLimit
        leadingRunNode = SearchAnalysis.leadingRun(of: parsed.root)
    }

    mutating func generate(_ root: PatternNode) throws(RegExpSyntaxError) {
        emit(.advance)
        emit(.search)
        emit(.fail)
        try emit(root, Context(follow: .all, isLast: true))
        emit(.match)
        try checkSize()
    }

    // MARK: Words

    private mutating func emit(_ opcode: Opcode, _ operands: Int...) {
        code.append(Int32(opcode.rawValue))
        for operand in operands { code.append(Int32(truncatingIfNeeded: operand)) }
    }

    private mutating func patch(_ index: Int, _ value: Int) {
        code[index] = Int32(truncatingIfNeeded: value)
    }

    private func checkSize() throws(RegExpSyntaxError) {
        if code.count > Self.maximumCodeSize || tables.count > Self.maximumTableSize
            || ranges.count > Self.maximumCodeSize || stackLimit.isReached
        {
            throw RegExpSyntaxError(message: "Regular expression too large", offset: 0)
        }
    }

    private mutating func newRegisters(_ count: Int) -> Int {
        registerCount += count
        return registerCount - count
    }

    // MARK: Tables

    /// Tables that are shared: bits for the members of two sets.
    private struct TableKey: Hashable {
        var first: FirstSet
        var firstBits: UInt8
        var second = FirstSet.empty
        var secondBits: UInt8 = 0
    }

    /// The offset of a new table by unit class.
    mutating func offset(ofTable table: [UInt8]) -> Int {
        tables += table
        return tables.count - table.count
    }

    /// The offset of a table that has 1 for the members of a set.
    mutating func offset(ofTableFor set: FirstSet) -> Int {
        offset(of: TableKey(first: set, firstBits: 1))
    }

    private mutating func offset(of key: TableKey) -> Int {
        var key = key
        key.first.startsWithWordBoundary = false
        key.second.startsWithWordBoundary = false
        if let known = tableOffsets[key] { return known }
        var table = [UInt8](repeating: 0, count: FirstSet.classCount)
        key.first.fill(&table, bits: key.firstBits)
        key.second.fill(&table, bits: key.secondBits)
        let offset = offset(ofTable: table)
        tableOffsets[key] = offset
        return offset
    }

    private mutating func operands(of set: CodePointSet) -> SetOperands {
        if let known = setOperands[set] { return known }
        var wide: [ClosedRange<UInt32>] = []
        for range in set.ranges {
            if range.upperBound >= 256 { wide.append(max(range.lowerBound, 256)...range.upperBound) }
        }
        let wideOffset = ranges.count
        let last: UInt32 = isUnicodeMode ? 0x10FFFF : 0xFFFF
        if wide.count == 1, wide[0].lowerBound == 256, wide[0].upperBound >= last {
            ranges.append(-1)
        } else {
            ranges.append(Int32(wide.count))
            for range in wide {
                ranges.append(Int32(range.lowerBound))
                ranges.append(Int32(range.upperBound))
            }
        }
        let result = SetOperands(
            table: offset(ofTableFor: FirstSet(firstUnitsOf: set)), wide: wideOffset, excluded: excludedUnits(of: set, limit: last))
        setOperands[set] = result
        return result
    }

    /// The offset of the code units that a set leaves out, if these are one to four.
    private mutating func excludedUnits(of set: CodePointSet, limit: UInt32) -> Int {
        var units: [Int32] = []
        for range in set.inverted().ranges {
            guard range.lowerBound <= limit else { break }
            guard range.upperBound <= 0xFFFF, range.count <= 4, !(0xD800...0xDFFF).contains(range.lowerBound) else {
                return -1
            }
            units += range.map { Int32($0) }
            if units.count > 4 { return -1 }
        }
        guard let first = units.first else { return -1 }
        while units.count < 4 { units.append(first) }
        let offset = ranges.count
        ranges += units
        return offset
    }

    /// Whether the characters of the set can be compared as code units: always without unicode mode; with it, if
    /// none is a surrogate or beyond U+FFFF.
    private func isUnitSet(_ set: CodePointSet) -> Bool {
        !isUnicodeMode || !(set.intersects(0xD800...0xDFFF) || set.intersects(0x10000...0x10FFFF))
    }

    // MARK: Nodes

    private mutating func emit(_ node: PatternNode, _ context: Context) throws(RegExpSyntaxError) {
        try checkSize()
        switch node.kind {
        case .empty:
            break
        case .character, .set:
            emitCharacter(node, context)
        case .sequence(let items):
            try emitSequence(items, context)
        case .alternation(let alternatives):
            try emitAlternation(alternatives, context)
        case .capture(let index, let body):
            let opcode: Opcode =
                context.isSpeculative || isReferencedEarly[index] ? .savePosition : .storePosition
            emit(opcode, 2 * index + (context.isBackward ? 1 : 0))
            try emit(body, context)
            emit(opcode, 2 * index + (context.isBackward ? 0 : 1))
        case .backreference(let groups, let ignoreCase):
            let flags = (ignoreCase ? 1 : 0) | (isUnicodeMode ? 2 : 0) | (context.isBackward ? 4 : 0)
            emit(.backreference, flags, groups.count)
            for group in groups { code.append(Int32(group)) }
        case .lineStart(let multiline):
            emit(multiline ? .lineStartMultiline : .lineStart)
        case .lineEnd(let multiline):
            emit(multiline ? .lineEndMultiline : .lineEnd)
        case .wordBoundary(let negated, let extended):
            emit(.wordBoundary, extended ? 1 : 0, negated ? 1 : 0)
        case .lookaround(let body, let behind, let negated, let captures):
            try emitLookaround(body, behind: behind, negated: negated, captures: captures)
        case .loop(let body, let minimum, let maximum, let greedy, let captures):
            let loop = Loop(minimum: minimum, maximum: maximum, greedy: greedy, captures: captures)
            try emitLoop(node, body, loop, context)
        }
    }

    private mutating func emitSequence(_ items: [PatternNode], _ context: Context) throws(RegExpSyntaxError) {
        if context.isBackward {
            for item in items.reversed() { try emit(item, context) }
            return
        }
        var follows = Array(repeating: context.follow, count: items.count)
        for index in items.indices.dropLast().reversed() {
            follows[index] = items[index + 1].entry(follow: follows[index + 1])
        }
        var index = 0
        while index < items.count {
            var literal: [LiteralUnit] = []
            while index < items.count, let units = literalUnits(of: items[index]) {
                literal += units
                index += 1
            }
            emitLiteral(literal)
            guard index < items.count else { break }
            var inner = context
            inner.follow = follows[index]
            inner.isLast = context.isLast && index == items.count - 1
            try emit(items[index], inner)
            index += 1
        }
    }

    // MARK: Characters

    /// A code unit to compare after setting the bits of the mask.
    private struct LiteralUnit {
        var unit: Int
        var mask = 0
    }

    /// The code units of a node that is one exact character, or two that differ in one bit.
    private func literalUnits(of node: PatternNode) -> [LiteralUnit]? {
        switch node.kind {
        case .character(let character):
            return Self.units(of: character).map { LiteralUnit(unit: $0) }
        case .set(let set):
            guard set.ranges.count <= 2, set.count == 2, let first = set.ranges.first?.lowerBound,
                let last = set.ranges.last?.upperBound, last <= 0xFFFF, (first ^ last).nonzeroBitCount == 1,
                isUnitSet(set)
            else { return nil }
            return [LiteralUnit(unit: Int(last), mask: Int(first ^ last))]
        default:
            return nil
        }
    }

    static func units(of character: UInt32) -> [Int] {
        character <= 0xFFFF
            ? [Int(character)] : [Int(0xD7C0 + (character >> 10)), Int(0xDC00 | character & 0x3FF)]
    }

    private mutating func emitLiteral(_ literal: [LiteralUnit]) {
        guard let first = literal.first else { return }
        let isMasked = literal.contains { $0.mask != 0 }
        switch (literal.count, isMasked) {
        case (1, false): emit(.unit, first.unit)
        case (1, true): emit(.maskedUnit, first.unit, first.mask)
        case (_, false):
            emit(.string, literal.count)
            for item in literal { code.append(Int32(item.unit)) }
        case (_, true):
            emit(.maskedString, literal.count)
            for item in literal { code.append(Int32(truncatingIfNeeded: item.unit | item.mask << 16)) }
        }
    }

    private mutating func emitCharacter(_ node: PatternNode, _ context: Context) {
        if !context.isBackward, let literal = literalUnits(of: node) {
            emitLiteral(literal)
            return
        }
        switch node.kind {
        case .character(let character):
            for unit in Self.units(of: character).reversed() { emit(.unitBackward, unit) }
        case .set(let set):
            if set.isEmpty {
                emit(.fail)
                return
            }
            if !isUnicodeMode, !context.isBackward, set == CodePointSet(0...0xFFFF) {
                emit(.any)
                return
            }
            let operands = operands(of: set)
            let opcode: Opcode =
                isUnitSet(set)
                ? (context.isBackward ? .setBackward : .set)
                : (context.isBackward ? .setUnicodeBackward : .setUnicode)
            emit(opcode, operands.table, operands.wide)
        default:
            break
        }
    }

    // MARK: Alternatives

    /// - Parameter run: the number of an alternative, a set, that takes as many characters as it can at a time.
    private mutating func emitAlternation(
        _ alternatives: [PatternNode], _ context: Context, run: Int? = nil
    ) throws(RegExpSyntaxError) {
        var inner = context
        inner.isSpeculative = true
        let targets = context.isBackward ? nil : emitDispatch(alternatives, follow: context.follow)
        var jumps: [Int] = []
        var starts: [Int] = []
        for (index, alternative) in alternatives.enumerated() {
            let isLastAlternative = index == alternatives.count - 1
            let choice = code.count
            if targets == nil, !isLastAlternative { emit(.choice, 0) }
            starts.append(code.count)
            if index == run, case .set(let set) = singleSet(alternative) {
                emitPossessiveRun(of: set, minimum: 1, maximum: PatternNode.unbounded)
            } else {
                try emit(alternative, inner)
            }
            if !isLastAlternative {
                jumps.append(code.count + 1)
                emit(.jump, 0)
            }
            if targets == nil, !isLastAlternative { patch(choice + 1, code.count) }
        }
        for jump in jumps { patch(jump, code.count) }
        for target in targets ?? [] { patch(target.word, starts[target.alternative]) }
    }

    private func singleSet(_ node: PatternNode) -> PatternNode.Kind {
        if case .character(let character) = node.kind { return .set(CodePointSet(character...character)) }
        return node.kind
    }

    /// Emits a choice among alternatives by the next code unit, and gives the words to be patched with the
    /// addresses of alternatives; nil, without emitting anything, if the next code unit says nothing.
    private mutating func emitDispatch(
        _ alternatives: [PatternNode], follow: FirstSet
    ) -> [(word: Int, alternative: Int)]? {
        let entries = alternatives.map { $0.entry(follow: follow) }
        if let first = entries.first, entries.allSatisfy({ $0 == first }), first.isAll { return nil }
        if entries.count == 2 {
            let table = offset(of: TableKey(first: entries[0], firstBits: 1, second: entries[1], secondBits: 2))
            let word = code.count
            emit(.branch, table, 0, 0)
            return [(word + 2, 0), (word + 3, 1)]
        }
        // Many alternatives that begin with almost anything would take much room, and could not be told apart anyway.
        guard entries.reduce(0, { $0 + $1.narrowCount }) <= 8 * entries.count + 65536 else { return nil }
        var byClass = [[Int]](repeating: [], count: FirstSet.classCount)
        for (index, entry) in entries.enumerated() {
            entry.forEachNarrowUnit { byClass[Int($0)].append(index) }
            if entry.containsWide { byClass[FirstSet.wideClass].append(index) }
            if entry.containsEnd { byClass[FirstSet.endClass].append(index) }
        }
        var lists: [[Int]] = []
        var numbers: [[Int]: Int] = [:]
        var table: [UInt8] = []
        var total = 0
        for list in byClass {
            if let last = table.last, lists[Int(last)] == list {
                table.append(last)
                continue
            }
            let number = numbers[list] ?? lists.count
            if number == lists.count {
                lists.append(list)
                numbers[list] = number
                total += list.count
            }
            guard number <= 255, total <= 4 * entries.count + 2048 else { return nil }
            table.append(UInt8(number))
        }
        if lists.count == 1, lists[0].count == entries.count { return nil }
        var patches: [(word: Int, alternative: Int)] = []
        emit(.dispatch, offset(ofTable: table))
        var stub = code.count + lists.count
        for list in lists {
            switch list.count {
            case 0:
                code.append(Int32(FixedTarget.fail))
            case 1:
                patches.append((code.count, list[0]))
                code.append(0)
            default:
                code.append(Int32(stub))
                stub += 3 * (list.count - 1)
            }
        }
        for list in lists where list.count > 1 {
            for index in 0..<list.count - 1 {
                let word = code.count
                patches.append((word + 2, list[index]))
                if index == list.count - 2 {
                    patches.append((word + 1, list[index + 1]))
                }
                emit(.choiceJump, word + 3, 0)
            }
        }
        return patches
    }

    // MARK: Lookarounds

    private mutating func emitLookaround(
        _ body: PatternNode, behind: Bool, negated: Bool, captures: Range<Int>
    ) throws(RegExpSyntaxError) {
        if case .set(let set) = singleSet(body), isUnitSet(set) {
            let operands = operands(of: set)
            emit(behind ? .peekBackward : .peek, operands.table, operands.wide, negated ? 1 : 0)
            return
        }
        if !captures.isEmpty { emit(.saveRegisters, 2 * captures.lowerBound, 2 * captures.upperBound) }
        let register = newRegisters(2)
        let inner = Context(follow: .all, isLast: true, isBackward: behind, isSpeculative: true)
        if negated {
            let target = code.count + 2
            emit(.beginNegativeLookaround, register, 0)
            try emit(body, inner)
            emit(.endNegativeLookaround, register)
            patch(target, code.count)
        } else {
            emit(.beginLookaround, register)
            try emit(body, inner)
            emit(.endLookaround, register)
        }
    }

    // MARK: Loops

    struct Loop {
        var minimum: Int
        var maximum: Int
        var greedy: Bool
        var captures: Range<Int>
    }

    private mutating func emitLoop(
        _ node: PatternNode, _ body: PatternNode, _ loop: Loop, _ context: Context
    ) throws(RegExpSyntaxError) {
        if case .empty = body.kind { return }
        if !context.isBackward, case .set(let set) = singleSet(body),
            emitRun(of: set, loop, context, isLeading: node === leadingRunNode)
        {
            return
        }
        var inner = context
        inner.isSpeculative = true
        inner.isLast = false
        inner.follow = body.entry(follow: context.follow).union(context.follow)
        if !body.isUnrepeatable, !body.isNullable, loop.maximum < Self.maximumUnrolledSize,
            body.size * loop.maximum <= Self.maximumUnrolledSize || loop.maximum == 1
        {
            try emitUnrolled(body, loop, context, inner)
        } else if loop.minimum == 0, loop.maximum == 1 {
            let exits = emitLoopChoice(body, loop, context)
            inner.follow = context.follow
            inner.isLast = context.isLast && !body.isNullable
            try emitIteration(body, loop, inner)
            patchLoopChoice(exits, body: exits.end, exit: code.count)
        } else if loop.maximum == PatternNode.unbounded,
            loop.minimum == 0 || (loop.minimum == 1 && !body.isNullable)
        {
            let exits = loop.minimum == 0 ? emitLoopChoice(body, loop, context) : nil
            let start = code.count
            try emitIteration(body, loop, inner, runAlternative: runAlternative(body, loop, context))
            let again = emitLoopChoice(body, loop, context)
            patchLoopChoice(again, body: start, exit: code.count)
            if let exits { patchLoopChoice(exits, body: start, exit: code.count) }
        } else {
            try emitCounted(body, loop, context, inner)
        }
    }

    /// One turn of a loop: what it captured in the last turn is undefined, and an optional turn that takes nothing fails.
    private mutating func emitIteration(
        _ body: PatternNode, _ loop: Loop, _ context: Context, runAlternative: Int? = nil
    ) throws(RegExpSyntaxError) {
        let register = body.isNullable ? newRegisters(1) : -1
        if register >= 0 { emit(.savePosition, register) }
        emitClear(loop.captures, before: body, isBackward: context.isBackward)
        if let runAlternative, case .alternation(let alternatives) = body.kind {
            try emitAlternation(alternatives, context, run: runAlternative)
        } else {
            try emit(body, context)
        }
        if register >= 0 { emit(.checkProgress, register) }
    }

    /// Clears the captures of a loop's body, unless each turn sets all of them anyway before they can be read.
    private mutating func emitClear(_ captures: Range<Int>, before body: PatternNode, isBackward: Bool) {
        guard !captures.isEmpty else { return }
        let mandatory = isBackward ? [] : mandatoryCaptures(of: body)
        if mandatory.count == captures.count, !mandatory.contains(where: { isReferencedEarly[$0] }) { return }
        emit(.clearRegisters, 2 * captures.lowerBound, 2 * captures.upperBound)
    }

    private func mandatoryCaptures(of node: PatternNode) -> [Int] {
        switch node.kind {
        case .capture(let index, let body): [index] + mandatoryCaptures(of: body)
        case .sequence(let items): items.flatMap(mandatoryCaptures)
        default: []
        }
    }

    /// The alternative of a loop's body that is a single set and can take a whole run in one turn: nothing else in
    /// the loop or behind it begins with one of its characters, so no other division of the run can help.
    private func runAlternative(_ body: PatternNode, _ loop: Loop, _ context: Context) -> Int? {
        guard loop.greedy, !context.isBackward, case .alternation(let alternatives) = body.kind else { return nil }
        search: for (index, candidate) in alternatives.enumerated() {
            guard case .set = singleSet(candidate),
                context.isLast || candidate.first.isDisjointInUnits(with: context.follow)
            else { continue }
            for (other, alternative) in alternatives.enumerated() where other != index {
                if alternative.isNullable || !alternative.first.isDisjointInUnits(with: candidate.first) {
                    continue search
                }
            }
            return index
        }
        return nil
    }

    /// A choice between another turn and the exit of a loop, to be patched with `patchLoopChoice`.
    private struct LoopChoice {
        var body: Int
        var exit: Int
        var end: Int
    }

    private mutating func emitLoopChoice(_ body: PatternNode, _ loop: Loop, _ context: Context) -> LoopChoice {
        let word = code.count
        let table = loopTable(body, loop, context)
        if table < 0 {
            emit(.choiceJump, 0, 0)
            return LoopChoice(
                body: word + (loop.greedy ? 2 : 1), exit: word + (loop.greedy ? 1 : 2), end: code.count)
        }
        emit(.branch, table, 0, 0)
        return LoopChoice(body: word + (loop.greedy ? 2 : 3), exit: word + (loop.greedy ? 3 : 2), end: code.count)
    }

    /// The table of a `branch` between an optional turn of a loop and its exit, or -1 if the next code unit says
    /// nothing. A turn that takes nothing fails, so what follows the body is no reason to begin one.
    private mutating func loopTable(_ body: PatternNode, _ loop: Loop, _ context: Context) -> Int {
        if context.isBackward || (body.first.isAll && context.follow.isAll) { return -1 }
        return offset(
            of: TableKey(
                first: body.first, firstBits: loop.greedy ? 1 : 2, second: context.follow,
                secondBits: loop.greedy ? 2 : 1))
    }

    private mutating func patchLoopChoice(_ choice: LoopChoice, body: Int, exit: Int) {
        patch(choice.body, body)
        patch(choice.exit, exit)
    }

    private mutating func emitUnrolled(
        _ body: PatternNode, _ loop: Loop, _ context: Context, _ inner: Context
    ) throws(RegExpSyntaxError) {
        var choices: [LoopChoice] = []
        for turn in 0..<loop.maximum {
            if turn >= loop.minimum { choices.append(emitLoopChoice(body, loop, context)) }
            var turnContext = inner
            if turn == loop.maximum - 1 {
                turnContext.follow = context.follow
                turnContext.isLast = context.isLast
            } else if turn < loop.minimum - 1 {
                turnContext.follow = body.entry(follow: .all)
            }
            try emit(body, turnContext)
        }
        for choice in choices { patchLoopChoice(choice, body: choice.end, exit: code.count) }
    }

    private mutating func emitCounted(
        _ body: PatternNode, _ loop: Loop, _ context: Context, _ inner: Context
    ) throws(RegExpSyntaxError) {
        let counter = newRegisters(1)
        emit(.beginCount, counter)
        let head = code.count
        emit(loop.greedy ? .countGreedy : .countLazy, counter, loop.minimum, loop.maximum, 0,
            loopTable(body, loop, context))
        let register = body.isNullable ? newRegisters(1) : -1
        if register >= 0 { emit(.savePosition, register) }
        emitClear(loop.captures, before: body, isBackward: inner.isBackward)
        try emit(body, inner)
        if register >= 0 { emit(.checkCountedProgress, register, counter, loop.minimum) }
        emit(.nextCount, counter, head)
        patch(head + 4, code.count)
    }

    // MARK: Runs

    /// Emits a loop over one set as a run; false, without emitting anything, if there is no instruction for it.
    private mutating func emitRun(
        of set: CodePointSet, _ loop: Loop, _ context: Context, isLeading: Bool
    ) -> Bool {
        if set.isEmpty {
            if loop.minimum > 0 { emit(.fail) }
            return true
        }
        let isUnitWise = isUnitSet(set)
        let first = FirstSet(firstUnitsOf: set)
        var loop = loop
        if context.isLast, !loop.greedy { loop.maximum = loop.minimum }
        if loop.maximum == 0 { return true }
        let isPossessive =
            loop.minimum == loop.maximum || (context.isLast && loop.greedy)
            || first.isDisjointInUnits(with: context.follow)
            || (context.follow.startsWithWordBoundary && loop.minimum > 0 && first.isSubsetOfWordCharacters)
        if isPossessive, loop.greedy || loop.minimum == loop.maximum {
            if isLeading { leadingRun = code.count }
            emitPossessiveRun(of: set, minimum: loop.minimum, maximum: loop.maximum)
            return true
        }
        if !isUnitWise, !loop.greedy, loop.maximum != PatternNode.unbounded { return false }
        let operands = operands(of: set)
        let follow = context.follow.isAll ? -1 : offset(ofTableFor: context.follow)
        let opcode: Opcode =
            isUnitWise
            ? (loop.greedy ? .runGreedy : .runLazy) : (loop.greedy ? .runGreedyUnicode : .runLazyUnicode)
        if isLeading { leadingRun = code.count }
        emit(opcode, operands.table, operands.wide, operands.excluded, loop.minimum, loop.maximum, follow)
        return true
    }

    private mutating func emitPossessiveRun(of set: CodePointSet, minimum: Int, maximum: Int) {
        let operands = operands(of: set)
        let isUnitWise =
            isUnitSet(set)
            || (operands.excluded >= 0 && minimum <= 1 && maximum == PatternNode.unbounded)
        emit(
            isUnitWise ? .runPossessive : .runPossessiveUnicode, operands.table, operands.wide, operands.excluded,
            minimum, maximum)
    }
}
