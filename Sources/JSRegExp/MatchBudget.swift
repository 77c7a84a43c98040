// What a match costs, and the memory that it works in.

/// Meters a match: time by fuel, memory by the size of the backtrack stack.
///
/// One unit of fuel is about one instruction, one step back, or eight code units that are scanned. The matcher counts down
/// the caller's fuel, and asks for more when it is used up.
public protocol MatchBudget {
    /// What stops a match.
    associatedtype Failure: Error

    /// Called when the fuel is used up.
    ///
    /// - Returns: how much more fuel may be used, at least 1. If more than that is owed already, the next call follows at once.
    /// - Throws: to stop the match.
    func refill() throws(Failure) -> Int

    /// Called before the memory of a `MatchScratch` grows.
    ///
    /// - Parameter toBytes: `MatchScratch.byteCount` afterwards. During the growth the present memory is in use as well.
    /// - Throws: to stop the match.
    func growBacktrackStack(toBytes: Int) throws(Failure)
}

/// The memory of matches: registers and the backtrack stack. One scratch serves any number of matches, of any programs,
/// one after the other, and keeps its memory between them.
@safe
public final class MatchScratch {
    /// The most words of a backtrack stack: positions in it fit into registers.
    private static let maximumStackCapacity = 1 << 30
    private static let initialStackCapacity = 256

    // Nobody else has access during a match, so that checks for exclusive access would be wasted.
    @exclusivity(unchecked)
    private(set) var stack: UnsafeMutablePointer<Int32>
    @exclusivity(unchecked)
    private(set) var stackCapacity = 0
    @exclusivity(unchecked)
    private(set) var registers: UnsafeMutablePointer<Int32>
    @exclusivity(unchecked)
    private var registerCapacity = 0

    /// A scratch that occupies no memory until its first match.
    public init() {
        unsafe stack = .allocate(capacity: 0)
        unsafe registers = .allocate(capacity: 0)
    }

    deinit {
        unsafe stack.deallocate()
        unsafe registers.deallocate()
    }

    /// The memory in use, in bytes.
    public var byteCount: Int {
        unsafe 4 * (stackCapacity + registerCapacity)
    }

    /// Frees the memory if it is more than `limit` bytes.
    public func trim(toBytes limit: Int) {
        guard byteCount > limit else { return }
        unsafe stack.deallocate()
        unsafe registers.deallocate()
        unsafe stack = .allocate(capacity: 0)
        unsafe registers = .allocate(capacity: 0)
        unsafe stackCapacity = 0
        unsafe registerCapacity = 0
    }

    /// Makes room for a match and sets the first `undefinedCount` registers to -1.
    @inline(__always)
    func prepare<Budget: MatchBudget>(
        registerCount: Int, undefinedCount: Int, budget: borrowing Budget
    ) throws(Budget.Failure) {
        if unsafe registerCount > registerCapacity || stackCapacity == 0 {
            try reserve(registerCount: registerCount, budget: budget)
        }
        unsafe registers.update(repeating: -1, count: undefinedCount)
    }

    private func reserve<Budget: MatchBudget>(
        registerCount: Int, budget: borrowing Budget
    ) throws(Budget.Failure) {
        let newStackCapacity = unsafe max(stackCapacity, Self.initialStackCapacity)
        let newRegisterCapacity = max(registerCount, 32)
        try budget.growBacktrackStack(toBytes: 4 * (newStackCapacity + newRegisterCapacity))
        if unsafe newRegisterCapacity > registerCapacity {
            unsafe registers.deallocate()
            unsafe registers = .allocate(capacity: newRegisterCapacity)
            unsafe registers.initialize(repeating: -1, count: newRegisterCapacity)
            unsafe registerCapacity = newRegisterCapacity
        }
        if unsafe newStackCapacity > stackCapacity {
            unsafe stack.deallocate()
            unsafe stack = .allocate(capacity: newStackCapacity)
            unsafe stackCapacity = newStackCapacity
        }
    }

    /// Makes the stack at least as large as needed, keeping its first `count` words.
    ///
    /// - Returns: false if a stack may not be so large, and the budget did not throw.
    func growStack<Budget: MatchBudget>(
        toHold needed: Int, keeping count: Int, budget: borrowing Budget
    ) throws(Budget.Failure) -> Bool {
        var capacity = unsafe max(stackCapacity, Self.initialStackCapacity)
        while capacity < needed { capacity *= 2 }
        try unsafe budget.growBacktrackStack(toBytes: 4 * (capacity + registerCapacity))
        guard capacity <= Self.maximumStackCapacity else { return false }
        let larger = UnsafeMutablePointer<Int32>.allocate(capacity: capacity)
        unsafe larger.update(from: stack, count: count)
        unsafe stack.deallocate()
        unsafe stack = larger
        unsafe stackCapacity = capacity
        return true
    }
}
