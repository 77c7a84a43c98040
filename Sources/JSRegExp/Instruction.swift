// The instructions of the matcher.
//
// A program is a sequence of 32-bit words: an instruction's number, then its operands. A position in the input is a code
// unit index. An instruction that does not match makes the matcher backtrack: it takes the topmost record from its stack,
// which is one of
//
//     [position, target]          continue at `target` from `position` (an alternative not yet tried)
//     [old value, register]       put the old value back, and backtrack further
//     [least, position, run]      the greedy run at `run` gives back one character, if it has more than its least
//     [limit, position, run]      the lazy run at `run` takes one more character, if it may
//
// The kind is in the two low bits of the last word. The record at the bottom of the stack continues at `advance`, which
// begins the next attempt, so that the stack never runs empty.
//
// A loop over one character is a single instruction with, at most, a single record on the stack, whatever its length. A
// run that cannot profit from giving back, because what follows it cannot begin with what it takes, is possessive and
// leaves no record at all. `branch` and `dispatch` look at the next code unit to leave out alternatives that cannot match.
//
// Operands named `table` are offsets of tables by unit class (see `FirstSet`); `wide` is the offset of the ranges, from
// 256, of the same set; `excluded` that of the four code units that the set leaves out, or -1 if there is no such list.

enum Opcode: UInt8 {
    /// An attempt has failed: move the start of the next one.
    case advance
    /// Find where the next attempt can begin. Ends the search if nowhere.
    case search
    /// The pattern has matched.
    case match
    /// Backtrack.
    case fail

    // One character forwards.
    /// unit
    case unit
    /// unit, mask: compares after setting the bits of the mask
    case maskedUnit
    /// count, units...
    case string
    /// count, (unit | mask << 16)...
    case maskedString
    /// table, wide
    case set
    /// table, wide: a code point
    case setUnicode
    /// any code unit
    case any

    // One character backwards.
    /// unit
    case unitBackward
    /// table, wide
    case setBackward
    /// table, wide
    case setUnicodeBackward

    // Runs of one set.
    /// table, wide, excluded, minimum, maximum
    case runPossessive
    /// table, wide, excluded, minimum, maximum, follow table
    case runGreedy
    /// table, wide, excluded, minimum, maximum, follow table
    case runLazy
    /// table, wide, excluded, minimum, maximum: code points
    case runPossessiveUnicode
    /// table, wide, excluded, minimum, maximum, follow table: code points
    case runGreedyUnicode
    /// table, wide, excluded, minimum, maximum (none), follow table: code points
    case runLazyUnicode

    // Control.
    /// alternative: go on, with the alternative left to try
    case choice
    /// alternative, target
    case choiceJump
    /// table, preferred target, other target: the table has bit 0 for the one, bit 1 for the other
    case branch
    /// table, targets...: the table gives the number of the target
    case dispatch
    /// target
    case jump

    // Registers.
    /// register: store the position, never undone
    case storePosition
    /// register: store the position, undone on backtracking
    case savePosition
    /// first register, register after the last: make them undefined
    case clearRegisters
    /// first register, register after the last: note their values for backtracking
    case saveRegisters

    // Counted loops.
    /// counter
    case beginCount
    /// counter, minimum, maximum, exit, table: the head of a greedy loop, its body follows. The table is that of a
    /// `branch` between body and exit, where there is a choice, or -1
    case countGreedy
    /// counter, minimum, maximum, exit, table
    case countLazy
    /// counter, head
    case nextCount
    /// register: fail if the position is the one saved there
    case checkProgress
    /// register, counter, minimum: the same, if the counter has reached the minimum
    case checkCountedProgress

    // Lookarounds.
    /// register (two): note the position and the height of the stack
    case beginLookaround
    /// register: back to that position, forget the alternatives inside
    case endLookaround
    /// register, target: begin a negative lookaround, go on at the target if its body does not match
    case beginNegativeLookaround
    /// register: its body has matched, fail
    case endNegativeLookaround
    /// table, wide, negated: compares the next code unit
    case peek
    /// table, wide, negated: compares the previous code unit
    case peekBackward

    // Other assertions and backreferences.
    case lineStart
    case lineStartMultiline
    case lineEnd
    case lineEndMultiline
    /// extended, negated
    case wordBoundary
    /// flags (1 ignore case, 2 code points, 4 backwards), count, groups...
    case backreference
}

/// The two low bits of the last word of a record on the backtrack stack.
enum RecordKind {
    static let alternative = 0
    static let undo = 1
    static let greedyRun = 2
    static let lazyRun = 3
}

/// Where the fixed instructions at the beginning of each program are.
enum FixedTarget {
    static let advance = 0
    static let search = 1
    static let fail = 2
    static let entry = 3
}
