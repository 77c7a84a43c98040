// Where the native stack is, so that recursion on the nesting of a pattern can stop in time.

/// The native stack that a compilation may use.
struct NativeStackLimit {
    /// The stack grows down to here and no further.
    private let limit: UInt

    /// The stack a compilation may use when its caller sets no limit.
    private static let defaultAllowance: UInt = 256 * 1024

    /// - Parameter limit: the lowest address that may be reached; nil for a fixed allowance below the caller.
    init(_ limit: UInt?) {
        let here = Self.currentAddress()
        self.limit = limit ?? (here > Self.defaultAllowance ? here - Self.defaultAllowance : 0)
    }

    var isReached: Bool {
        Self.currentAddress() < limit
    }

    @inline(never)
    private static func currentAddress() -> UInt {
        var marker: UInt8 = 0
        return unsafe withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) }
    }
}
