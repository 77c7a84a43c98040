// The matcher: a backtracking interpreter of programs.
//
// Nothing recurses. What is to be tried later is on the backtrack stack, whose records `Instruction.swift` describes, and
// what is known now is in a few local variables and the registers: the captures, then the counters, positions and
// stack heights that loops and lookarounds keep. When the fuel is used up or the stack is full, the interpreter notes
// where it is in `MatchState` and returns; the driver asks the budget, and calls it again. So the interpreter itself
// is not generic over the budget, and throws nothing.
//
// Scans are cut in pieces, so that the budget is asked in time however long the input is.

extension RegExpProgram {
    /// Looks for the first match that starts at or after `startIndex` (exactly there, if the pattern is sticky) in
    /// Latin-1 text.
    ///
    /// - Parameters:
    ///   - input: the text; its storage must not change during the call. At most `Int32.max - 1` code units.
    ///   - startIndex: `lastIndex`, from 0 through the length of the text.
    ///   - captures: receives for each group its start and its end, -1 and -1 for a group that did not take part. Unchanged
    ///     without a match. If there is room for fewer than `2 * captureCount` values, the first ones.
    ///   - scratch: memory to work in.
    ///   - fuel: what may be used before `budget.refill()` is called; afterwards, what is left of it, or less than 0 if
    ///     more has been used, which is then owed from the next.
    ///   - budget: what meters the match.
    /// - Returns: whether there is a match.
    /// - Throws: what the budget throws.
    public func match<Budget: MatchBudget>(
        _ input: UnsafeBufferPointer<UInt8>, at startIndex: Int, captures: UnsafeMutableBufferPointer<Int32>,
        scratch: MatchScratch, fuel: inout Int, budget: borrowing Budget
    ) throws(Budget.Failure) -> Bool {
        try unsafe drive(
            input, at: startIndex, captures: captures, scratch: scratch, fuel: &fuel, budget: budget)
    }

    /// The same in UTF-16 text. In unicode mode, a start between the two halves of a surrogate pair is a start at the pair.
    public func match<Budget: MatchBudget>(
        _ input: UnsafeBufferPointer<UInt16>, at startIndex: Int, captures: UnsafeMutableBufferPointer<Int32>,
        scratch: MatchScratch, fuel: inout Int, budget: borrowing Budget
    ) throws(Budget.Failure) -> Bool {
        try unsafe drive(
            input, at: startIndex, captures: captures, scratch: scratch, fuel: &fuel, budget: budget)
    }

    @inline(__always)
    private func drive<Unit: CodeUnit, Budget: MatchBudget>(
        _ units: UnsafeBufferPointer<Unit>, at startIndex: Int, captures: UnsafeMutableBufferPointer<Int32>,
        scratch: MatchScratch, fuel: inout Int, budget: borrowing Budget
    ) throws(Budget.Failure) -> Bool {
        guard startIndex >= 0, startIndex <= units.count, units.count < Int(Int32.max) else { return false }
        try scratch.prepare(
            registerCount: storage.registerCount, undefinedCount: 2 * captureCount, budget: budget)
        // The address of an empty input is never used.
        let address = unsafe units.baseAddress ?? UnsafeRawPointer(scratch.registers).assumingMemoryBound(to: Unit.self)
        let input = unsafe InputView(address, count: units.count)
        var state = MatchState()
        state.fuel = fuel
        state.start = flags.isUnicodeMode && input.isInsidePair(startIndex) ? startIndex - 1 : startIndex
        while true {
            let outcome = unsafe withUnsafeMutablePointer(to: &state) { pointer in
                interpret(
                    storage, input, scratch, unsafe StateView(pointer), isUnicodeMode: flags.isUnicodeMode,
                    isSticky: flags.contains(.sticky))
            }
            switch outcome {
            case .matched:
                fuel = state.fuel
                for index in 0..<min(captures.count, 2 * captureCount) {
                    unsafe captures[index] = scratch.registers[index]
                }
                return true
            case .failed:
                fuel = state.fuel
                return false
            case .outOfFuel:
                fuel = state.fuel
                state.fuel += max(try budget.refill(), 1)
            case .outOfStack(let needed):
                fuel = state.fuel
                guard try scratch.growStack(toHold: needed, keeping: state.stackCount, budget: budget) else {
                    return false
                }
            }
        }
    }
}

/// Where the interpreter is.
private struct MatchState {
    var instruction = FixedTarget.search
    var position = 0
    /// The start of the attempt.
    var start = 0
    var stackCount = 0
    /// How far the run at `instruction` has come: code units, and code points where these are counted.
    var runLength = 0
    var runCount = 0
    /// Attempts up to here are known to fail.
    var hopeless = -1
    var fuel = 0
}

/// The state of a match, without checks for exclusive access.
@safe
private struct StateView {
    private let pointer: UnsafeMutablePointer<MatchState>

    init(_ pointer: UnsafeMutablePointer<MatchState>) {
        unsafe self.pointer = unsafe pointer
    }

    var start: Int {
        @inline(__always) get { unsafe pointer.pointee.start }
        @inline(__always) nonmutating set { unsafe pointer.pointee.start = newValue }
    }

    var runLength: Int {
        @inline(__always) get { unsafe pointer.pointee.runLength }
        @inline(__always) nonmutating set { unsafe pointer.pointee.runLength = newValue }
    }

    var runCount: Int {
        @inline(__always) get { unsafe pointer.pointee.runCount }
        @inline(__always) nonmutating set { unsafe pointer.pointee.runCount = newValue }
    }

    var hopeless: Int {
        @inline(__always) get { unsafe pointer.pointee.hopeless }
        @inline(__always) nonmutating set { unsafe pointer.pointee.hopeless = newValue }
    }

    /// What the interpreter keeps in local variables when it runs.
    var current: MatchState { unsafe pointer.pointee }

    @inline(__always)
    func save(_ instruction: Int, _ position: Int, _ stackCount: Int, _ fuel: Int) {
        unsafe pointer.pointee.instruction = instruction
        unsafe pointer.pointee.position = position
        unsafe pointer.pointee.stackCount = stackCount
        unsafe pointer.pointee.fuel = fuel
    }
}

private enum MatchOutcome {
    case matched
    case failed
    case outOfFuel
    /// The stack must be able to hold so many words.
    case outOfStack(Int)
}

/// The most code units that are scanned between two looks at the fuel.
private let scanLength = 1 << 15

@inline(never)
private func interpret<Unit: CodeUnit>(
    _ program: ProgramStorage, _ input: InputView<Unit>, _ scratch: MatchScratch, _ state: StateView,
    isUnicodeMode: Bool, isSticky: Bool
) -> MatchOutcome {
    let code = unsafe WordView(program.code)
    let tables = unsafe TableView(program.tables)
    let reader = unsafe CharacterReader(input: input, tables: tables, ranges: WordView(program.ranges))
    let stack = unsafe WordView(scratch.stack)
    let registers = unsafe WordView(scratch.registers)
    let capacity = unsafe scratch.stackCapacity
        let end = input.count

    var instruction = state.current.instruction
    var position = state.current.position
    var top = state.current.stackCount
    var fuel = state.current.fuel

    execution: while true {
        if fuel <= 0 {
            state.save(instruction, position, top, fuel)
            return .outOfFuel
        }
        fuel &-= 1
        switch code.opcode(at: instruction) {
        // MARK: Attempts
        case .advance:
            if isSticky || program.search.kind == .inputStart {
                state.save(instruction, position, top, fuel)
                return .failed
            }
            var next = max(state.start, state.hopeless) &+ 1
            if Unit.isWide, isUnicodeMode, input.isInsidePair(next) { next &+= 1 }
            state.start = next
            instruction = FixedTarget.search
            continue execution

        case .search:
            let limit = end &- program.search.minimumLength
            var start = state.start
            if start > limit {
                state.save(instruction, position, top, fuel)
                return .failed
            }
            if !isSticky, program.search.kind != .everywhere {
                let last = min(limit, start &+ scanLength)
                let candidate = nextCandidate(program.search, reader, from: start, through: last)
                fuel &-= ((candidate < 0 ? last : candidate) &- start) >> 3
                if candidate < 0 {
                    if program.search.kind == .inputStart || last == limit {
                        state.save(instruction, position, top, fuel)
                        return .failed
                    }
                    state.start = last &+ 1
                    continue execution
                }
                if Unit.isWide, isUnicodeMode, input.isInsidePair(candidate) {
                    state.start = candidate &+ 1
                    continue execution
                }
                start = candidate
                state.start = candidate
            }
            position = start
            stack[0] = 0
            stack[1] = FixedTarget.advance << 2 | RecordKind.alternative
            top = 2
            instruction = FixedTarget.entry
            continue execution

        case .match:
            registers[0] = state.start
            registers[1] = position
            state.save(instruction, position, top, fuel)
            return .matched

        case .fail:
            break

        // MARK: Characters
        case .unit:
            if position < end && input[position] == code[instruction &+ 1] {
                position &+= 1
                instruction &+= 2
                continue execution
            }

        case .maskedUnit:
            if position < end && input[position] | code[instruction &+ 2] == code[instruction &+ 1] {
                position &+= 1
                instruction &+= 3
                continue execution
            }

        case .string:
            let count = code[instruction &+ 1]
            if count <= end &- position {
                var index = 0
                while index < count && input[position &+ index] == code[instruction &+ 2 &+ index] { index &+= 1 }
                fuel &-= index >> 3
                if index == count {
                    position &+= count
                    instruction &+= 2 &+ count
                    continue execution
                }
            }

        case .maskedString:
            let count = code[instruction &+ 1]
            if count <= end &- position {
                var index = 0
                while index < count {
                    let word = code[instruction &+ 2 &+ index]
                    if input[position &+ index] | (word >> 16 & 0xFFFF) != word & 0xFFFF { break }
                    index &+= 1
                }
                fuel &-= index >> 3
                if index == count {
                    position &+= count
                    instruction &+= 2 &+ count
                    continue execution
                }
            }

        case .set:
            if position < end, reader.unitIsMember(position, code[instruction &+ 1], code[instruction &+ 2]) {
                position &+= 1
                instruction &+= 3
                continue execution
            }

        case .setUnicode:
            if position < end {
                let width = reader.codePointWidth(position, code[instruction &+ 1], code[instruction &+ 2])
                if width > 0 {
                    position &+= width
                    instruction &+= 3
                    continue execution
                }
            }

        case .any:
            if position < end {
                position &+= 1
                instruction &+= 1
                continue execution
            }

        case .unitBackward:
            if position > 0 && input[position &- 1] == code[instruction &+ 1] {
                position &-= 1
                instruction &+= 2
                continue execution
            }

        case .setBackward:
            if position > 0, reader.unitIsMember(position &- 1, code[instruction &+ 1], code[instruction &+ 2]) {
                position &-= 1
                instruction &+= 3
                continue execution
            }

        case .setUnicodeBackward:
            if position > 0 {
                let width = reader.codePointWidthBackward(position, code[instruction &+ 1], code[instruction &+ 2])
                if width > 0 {
                    position &-= width
                    instruction &+= 3
                    continue execution
                }
            }

        // MARK: Runs
        case .runPossessive:
            let maximum = code[instruction &+ 5]
            let limit = maximum < end &- position ? position &+ maximum : end
            let from = position &+ state.runLength
            let stop = min(limit, from &+ scanLength)
            let reached = reader.endOfRun(
                from: from, limit: stop, code[instruction &+ 1], code[instruction &+ 2], code[instruction &+ 3])
            fuel &-= (reached &- from) >> 3
            if reached == stop && stop < limit {
                state.runLength = reached &- position
                continue execution
            }
            state.runLength = 0
            if instruction == program.leadingRun { state.hopeless = reached }
            if reached &- position >= code[instruction &+ 4] {
                position = reached
                instruction &+= 6
                continue execution
            }

        case .runGreedy:
            if top &+ 3 > capacity {
                state.save(instruction, position, top, fuel &+ 1)
                return .outOfStack(top &+ 3)
            }
            let maximum = code[instruction &+ 5]
            let limit = maximum < end &- position ? position &+ maximum : end
            let from = position &+ state.runLength
            let stop = min(limit, from &+ scanLength)
            let reached = reader.endOfRun(
                from: from, limit: stop, code[instruction &+ 1], code[instruction &+ 2], code[instruction &+ 3])
            fuel &-= (reached &- from) >> 3
            if reached == stop && stop < limit {
                state.runLength = reached &- position
                continue execution
            }
            state.runLength = 0
            if instruction == program.leadingRun { state.hopeless = reached }
            let least = position &+ code[instruction &+ 4]
            if reached >= least {
                let follow = code[instruction &+ 6]
                let canFollow = follow < 0 || tables[follow &+ input.unitClass(at: reached)] != 0
                if reached > least {
                    stack[top] = least
                    stack[top &+ 1] = reached
                    stack[top &+ 2] = instruction << 2 | RecordKind.greedyRun
                    top &+= 3
                }
                if canFollow {
                    position = reached
                    instruction &+= 7
                    continue execution
                }
            }

        case .runLazy:
            if top &+ 3 > capacity {
                state.save(instruction, position, top, fuel &+ 1)
                return .outOfStack(top &+ 3)
            }
            let minimum = code[instruction &+ 4]
            if minimum <= end &- position {
                let least = position &+ minimum
                let from = position &+ state.runLength
                let stop = min(least, from &+ scanLength)
                let reached = reader.endOfRun(
                    from: from, limit: stop, code[instruction &+ 1], code[instruction &+ 2], code[instruction &+ 3])
                fuel &-= (reached &- from) >> 3
                if reached == stop && stop < least {
                    state.runLength = reached &- position
                    continue execution
                }
                state.runLength = 0
                if reached == least {
                    let maximum = code[instruction &+ 5]
                    stack[top] = maximum < end &- position ? position &+ maximum : end
                    stack[top &+ 1] = least
                    stack[top &+ 2] = instruction << 2 | RecordKind.lazyRun
                    top &+= 3
                }
            }

        case .runPossessiveUnicode, .runGreedyUnicode, .runLazyUnicode:
            if top &+ 3 > capacity {
                state.save(instruction, position, top, fuel &+ 1)
                return .outOfStack(top &+ 3)
            }
            let opcode = code.opcode(at: instruction)
            let minimum = code[instruction &+ 4]
            let maximum = opcode == .runLazyUnicode ? minimum : code[instruction &+ 5]
            let table = code[instruction &+ 1]
            let wide = code[instruction &+ 2]
            var reached = position &+ state.runLength
            let stop = min(end, reached &+ scanLength)
            let from = reached
            var isAtEnd = false
            while state.runCount < maximum && reached < stop {
                let width = reader.codePointWidth(reached, table, wide)
                if width == 0 {
                    isAtEnd = true
                    break
                }
                reached &+= width
                state.runCount &+= 1
            }
            fuel &-= (reached &- from) >> 2
            if !isAtEnd && state.runCount < maximum && reached < end {
                state.runLength = reached &- position
                continue execution
            }
            let count = state.runCount
            state.runCount = 0
            state.runLength = 0
            if instruction == program.leadingRun { state.hopeless = reached }
            if count >= minimum {
                switch opcode {
                case .runPossessiveUnicode:
                    position = reached
                    instruction &+= 6
                    continue execution
                case .runGreedyUnicode:
                    var least = position
                    var left = minimum
                    while left > 0 {
                        least &+= input.isInsidePair(least &+ 1) ? 2 : 1
                        left &-= 1
                    }
                    fuel &-= minimum >> 3
                    let follow = code[instruction &+ 6]
                    let canFollow = follow < 0 || tables[follow &+ input.unitClass(at: reached)] != 0
                    if reached > least {
                        stack[top] = least
                        stack[top &+ 1] = reached
                        stack[top &+ 2] = instruction << 2 | RecordKind.greedyRun
                        top &+= 3
                    }
                    if canFollow {
                        position = reached
                        instruction &+= 7
                        continue execution
                    }
                default:
                    stack[top] = end
                    stack[top &+ 1] = reached
                    stack[top &+ 2] = instruction << 2 | RecordKind.lazyRun
                    top &+= 3
                }
            }

        // MARK: Control
        case .choice:
            if top &+ 2 > capacity {
                state.save(instruction, position, top, fuel &+ 1)
                return .outOfStack(top &+ 2)
            }
            stack[top] = position
            stack[top &+ 1] = code[instruction &+ 1] << 2 | RecordKind.alternative
            top &+= 2
            instruction &+= 2
            continue execution

        case .choiceJump:
            if top &+ 2 > capacity {
                state.save(instruction, position, top, fuel &+ 1)
                return .outOfStack(top &+ 2)
            }
            stack[top] = position
            stack[top &+ 1] = code[instruction &+ 1] << 2 | RecordKind.alternative
            top &+= 2
            instruction = code[instruction &+ 2]
            continue execution

        case .branch:
            let possible = tables[code[instruction &+ 1] &+ input.unitClass(at: position)]
            if possible == 3 {
                if top &+ 2 > capacity {
                    state.save(instruction, position, top, fuel &+ 1)
                    return .outOfStack(top &+ 2)
                }
                stack[top] = position
                stack[top &+ 1] = code[instruction &+ 3] << 2 | RecordKind.alternative
                top &+= 2
                instruction = code[instruction &+ 2]
                continue execution
            }
            if possible != 0 {
                instruction = code[instruction &+ 1 &+ Int(possible)]
                continue execution
            }

        case .dispatch:
            let number = tables[code[instruction &+ 1] &+ input.unitClass(at: position)]
            instruction = code[instruction &+ 2 &+ Int(number)]
            continue execution

        case .jump:
            instruction = code[instruction &+ 1]
            continue execution

        // MARK: Registers
        case .storePosition:
            registers[code[instruction &+ 1]] = position
            instruction &+= 2
            continue execution

        case .savePosition:
            if top &+ 2 > capacity {
                state.save(instruction, position, top, fuel &+ 1)
                return .outOfStack(top &+ 2)
            }
            let register = code[instruction &+ 1]
            stack[top] = registers[register]
            stack[top &+ 1] = register << 2 | RecordKind.undo
            top &+= 2
            registers[register] = position
            instruction &+= 2
            continue execution

        case .clearRegisters, .saveRegisters:
            var register = code[instruction &+ 1]
            let last = code[instruction &+ 2]
            let needed = top &+ 2 &* (last &- register)
            if needed > capacity {
                state.save(instruction, position, top, fuel &+ 1)
                return .outOfStack(needed)
            }
            let clears = code.opcode(at: instruction) == .clearRegisters
            fuel &-= (last &- register) >> 2
            while register < last {
                let value = registers[register]
                if !clears || value != -1 {
                    stack[top] = value
                    stack[top &+ 1] = register << 2 | RecordKind.undo
                    top &+= 2
                    if clears { registers[register] = -1 }
                }
                register &+= 1
            }
            instruction &+= 3
            continue execution

        // MARK: Counted loops
        case .beginCount:
            if top &+ 2 > capacity {
                state.save(instruction, position, top, fuel &+ 1)
                return .outOfStack(top &+ 2)
            }
            let counter = code[instruction &+ 1]
            stack[top] = registers[counter]
            stack[top &+ 1] = counter << 2 | RecordKind.undo
            top &+= 2
            registers[counter] = 0
            instruction &+= 2
            continue execution

        case .countGreedy, .countLazy:
            let count = registers[code[instruction &+ 1]]
            let body = instruction &+ 6
            let exit = code[instruction &+ 4]
            if count < code[instruction &+ 2] {
                instruction = body
                continue execution
            }
            if count >= code[instruction &+ 3] {
                instruction = exit
                continue execution
            }
            let isGreedy = code.opcode(at: instruction) == .countGreedy
            let preferred = isGreedy ? body : exit
            let other = isGreedy ? exit : body
            let table = code[instruction &+ 5]
            let possible = table < 0 ? 3 : tables[table &+ input.unitClass(at: position)]
            if possible == 3 {
                if top &+ 2 > capacity {
                    state.save(instruction, position, top, fuel &+ 1)
                    return .outOfStack(top &+ 2)
                }
                stack[top] = position
                stack[top &+ 1] = other << 2 | RecordKind.alternative
                top &+= 2
            }
            if possible != 0 {
                instruction = possible == 2 ? other : preferred
                continue execution
            }

        case .nextCount:
            if top &+ 2 > capacity {
                state.save(instruction, position, top, fuel &+ 1)
                return .outOfStack(top &+ 2)
            }
            let counter = code[instruction &+ 1]
            let count = registers[counter]
            stack[top] = count
            stack[top &+ 1] = counter << 2 | RecordKind.undo
            top &+= 2
            registers[counter] = min(count &+ 1, PatternNode.unbounded &- 1)
            instruction = code[instruction &+ 2]
            continue execution

        case .checkProgress:
            if registers[code[instruction &+ 1]] != position {
                instruction &+= 2
                continue execution
            }

        case .checkCountedProgress:
            if registers[code[instruction &+ 1]] != position
                || registers[code[instruction &+ 2]] < code[instruction &+ 3]
            {
                instruction &+= 4
                continue execution
            }

        // MARK: Assertions
        case .beginLookaround:
            let register = code[instruction &+ 1]
            registers[register] = position
            registers[register &+ 1] = top
            instruction &+= 2
            continue execution

        case .endLookaround:
            let register = code[instruction &+ 1]
            position = registers[register]
            top = registers[register &+ 1]
            instruction &+= 2
            continue execution

        case .beginNegativeLookaround:
            if top &+ 2 > capacity {
                state.save(instruction, position, top, fuel &+ 1)
                return .outOfStack(top &+ 2)
            }
            registers[code[instruction &+ 1] &+ 1] = top
            stack[top] = position
            stack[top &+ 1] = code[instruction &+ 2] << 2 | RecordKind.alternative
            top &+= 2
            instruction &+= 3
            continue execution

        case .endNegativeLookaround:
            top = registers[code[instruction &+ 1] &+ 1]

        case .peek:
            let isMember =
                position < end && reader.unitIsMember(position, code[instruction &+ 1], code[instruction &+ 2])
            if isMember != (code[instruction &+ 3] != 0) {
                instruction &+= 4
                continue execution
            }

        case .peekBackward:
            let isMember =
                position > 0 && reader.unitIsMember(position &- 1, code[instruction &+ 1], code[instruction &+ 2])
            if isMember != (code[instruction &+ 3] != 0) {
                instruction &+= 4
                continue execution
            }

        case .lineStart:
            if position == 0 {
                instruction &+= 1
                continue execution
            }

        case .lineStartMultiline:
            if position == 0 || reader.isLineTerminator(position &- 1) {
                instruction &+= 1
                continue execution
            }

        case .lineEnd:
            if position == end {
                instruction &+= 1
                continue execution
            }

        case .lineEndMultiline:
            if position == end || reader.isLineTerminator(position) {
                instruction &+= 1
                continue execution
            }

        case .wordBoundary:
            let isBoundary = reader.isWordBoundary(position, extended: code[instruction &+ 1] != 0)
            if isBoundary != (code[instruction &+ 2] != 0) {
                instruction &+= 3
                continue execution
            }

        case .backreference:
            let count = code[instruction &+ 2]
            var first = -1
            var length = 0
            for index in 0..<count {
                let register = 2 &* code[instruction &+ 3 &+ index]
                if registers[register] >= 0 && registers[register &+ 1] >= 0 {
                    first = registers[register]
                    length = registers[register &+ 1] &- first
                    break
                }
            }
            fuel &-= count >> 3 &+ length >> 3
            let isBackward = code[instruction &+ 1] & 4 != 0
            if first < 0 {
                instruction &+= 3 &+ count
                continue execution
            }
            if length <= (isBackward ? position : end &- position) {
                let second = isBackward ? position &- length : position
                let isRepeated = reader.isRepeated(
                    first, at: second, length: length, ignoreCase: code[instruction &+ 1] & 1 != 0,
                    isUnicodeMode: isUnicodeMode)
                let reached = isBackward ? second : second &+ length
                if isRepeated, !(isUnicodeMode && input.isInsidePair(reached)) {
                    position = reached
                    instruction &+= 3 &+ count
                    continue execution
                }
            }
        }

        // MARK: Backtracking
        while true {
            let word = stack[top &- 1]
            let operand = word >> 2
            switch word & 3 {
            case RecordKind.alternative:
                position = stack[top &- 2]
                instruction = operand
                top &-= 2
                continue execution

            case RecordKind.undo:
                registers[operand] = stack[top &- 2]
                top &-= 2
                fuel &-= 1
                if fuel <= 0 {
                    // Going on here afterwards takes one instruction more.
                    state.save(FixedTarget.fail, position, top, fuel &+ 1)
                    return .outOfFuel
                }

            case RecordKind.greedyRun:
                let least = stack[top &- 3]
                var candidate = stack[top &- 2]
                let isUnicode = Unit.isWide && code.opcode(at: operand) == .runGreedyUnicode
                let follow = code[operand &+ 6]
                let floor = max(least, candidate &- scanLength)
                let from = candidate
                var isFound = false
                while !isFound && candidate > floor {
                    candidate &-= 1
                    if isUnicode, candidate > least, input.isInsidePair(candidate) { candidate &-= 1 }
                    isFound = follow < 0 || tables[follow &+ input.unitClass(at: candidate)] != 0
                }
                fuel &-= (from &- candidate) >> 3
                if candidate > least {
                    stack[top &- 2] = candidate
                } else {
                    top &-= 3
                }
                if isFound {
                    position = candidate
                    instruction = operand &+ 7
                    continue execution
                }
                if candidate > least {
                    instruction = FixedTarget.fail
                    continue execution
                }

            default:
                let limit = stack[top &- 3]
                var candidate = stack[top &- 2]
                let isUnicode = Unit.isWide && code.opcode(at: operand) == .runLazyUnicode
                let table = code[operand &+ 1]
                let wide = code[operand &+ 2]
                let follow = code[operand &+ 6]
                let from = candidate
                let stop = candidate &+ scanLength
                var width = 0
                var isFound = false
                while candidate < stop {
                    isFound = follow < 0 || tables[follow &+ input.unitClass(at: candidate)] != 0
                    width = 0
                    if candidate < limit {
                        width =
                            isUnicode
                            ? reader.codePointWidth(candidate, table, wide)
                            : reader.unitIsMember(candidate, table, wide) ? 1 : 0
                    }
                    if isFound || width == 0 { break }
                    candidate &+= width
                }
                fuel &-= (candidate &- from) >> 3
                if width > 0 {
                    stack[top &- 2] = isFound ? candidate &+ width : candidate
                } else {
                    top &-= 3
                }
                if isFound {
                    position = candidate
                    instruction = operand &+ 7
                    continue execution
                }
                if width > 0 {
                    instruction = FixedTarget.fail
                    continue execution
                }
            }
        }
    }
}
