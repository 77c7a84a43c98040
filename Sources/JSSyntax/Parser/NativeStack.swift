// How deep the native stack may get.
//
// Recursive descent uses native stack for every level of nesting in the source, so the parser compares the address of a
// local variable with a limit. Addresses are only compared, never used to access memory.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The lowest stack address that recursion may reach. Stacks grow downwards.
public struct StackLimit: Sendable {
    public let lowestAddress: UInt

    public init(lowestAddress: UInt) {
        self.lowestAddress = lowestAddress
    }

    /// An address in the present stack frame.
    @inline(__always)
    @safe
    public static func currentAddress() -> UInt {
        var marker: UInt8 = 0
        return unsafe withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) }
    }

    /// Whether the stack is used up.
    @inline(__always)
    var isReached: Bool { StackLimit.currentAddress() < lowestAddress }

    /// The limit that leaves `reserve` bytes of the current thread's stack. Where the bounds of the stack cannot be found, a
    /// quarter of a megabyte from here.
    public static func ofCurrentThread(reserve: UInt = 128 * 1024) -> StackLimit {
        let current = currentAddress()
        let lowest = lowestStackAddress() ?? (current > 256 * 1024 ? current - 256 * 1024 : 0)
        return StackLimit(lowestAddress: min(lowest.addingReportingOverflow(reserve).partialValue, current))
    }

    /// What was found for a thread is kept: asking the system takes long, for the main thread it reads a file.
    private static let lowestAddressKey: pthread_key_t = {
        var key = pthread_key_t()
        unsafe pthread_key_create(&key, nil)
        return key
    }()

    private static func lowestStackAddress() -> UInt? {
        if let known = unsafe pthread_getspecific(lowestAddressKey) { return UInt(bitPattern: known) }
        guard let found = findLowestStackAddress() else { return nil }
        unsafe pthread_setspecific(lowestAddressKey, UnsafeRawPointer(bitPattern: found))
        return found
    }

    private static func findLowestStackAddress() -> UInt? {
        #if canImport(Darwin)
            let top = UInt(bitPattern: pthread_get_stackaddr_np(pthread_self()))
            let size = UInt(pthread_get_stacksize_np(pthread_self()))
            return top > size ? top - size : nil
        #else
            var attributes = pthread_attr_t()
            // A GNU extension, which is not in the headers that Swift sees.
            typealias GetAttributes = @convention(c) (pthread_t, UnsafeMutablePointer<pthread_attr_t>) -> Int32
            guard let symbol = unsafe dlsym(nil, "pthread_getattr_np"),
                unsafe unsafeBitCast(symbol, to: GetAttributes.self)(pthread_self(), &attributes) == 0
            else { return nil }
            var address: UnsafeMutableRawPointer?
            var size = 0
            let status = unsafe pthread_attr_getstack(&attributes, &address, &size)
            unsafe pthread_attr_destroy(&attributes)
            guard status == 0, let lowest = unsafe address else { return nil }
            // The size of a main thread's stack is a limit that may be far away: use at most 64 megabytes of it.
            let unused = size > (64 << 20) ? UInt(size) - (64 << 20) : 0
            return UInt(bitPattern: lowest) + unused
        #endif
    }
}
