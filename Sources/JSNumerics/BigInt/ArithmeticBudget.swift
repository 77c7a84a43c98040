// Arithmetic on integers of arbitrary size takes arbitrary time and memory. Every operation that can take more than
// a few microseconds asks its caller first.

/// Who pays for long arithmetic.
public protocol ArithmeticBudget {
    /// What is thrown to stop an operation; `Never` for a budget without limits.
    associatedtype Failure: Error

    /// Called in the course of an operation, before the work is done: about one step for 16 products of 64-bit digits, or
    /// for 64 digits that are only read and written.
    mutating func spend(steps: Int) throws(Failure)

    /// Called before memory is taken. All that an operation reserves is at least what it ever allocates, result
    /// included; everything but the result is free again when it returns or throws.
    mutating func reserve(bytes: Int) throws(Failure)
}

/// A budget without limits.
public struct UnlimitedBudget: ArithmeticBudget {
    public init() {}
    public mutating func spend(steps: Int) throws(Never) {}
    public mutating func reserve(bytes: Int) throws(Never) {}
}

extension ArithmeticBudget {
    /// Pays for reading and writing `count` digits and for keeping as many.
    @inline(__always)
    mutating func linear(_ count: Int) throws(Failure) {
        // Small results cost less than asking about them.
        if count > 8 {
            try spend(steps: 1 + count >> 6)
            try reserve(bytes: count << 3)
        }
    }
}
