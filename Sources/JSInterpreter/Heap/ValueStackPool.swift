// Value stacks: the contiguous memory that frames are in, 2 MB of address space for each realm. Their pages are touched only as deep
// as scripts call. Like empty blocks they go to a pool that the realms of the process share, which makes a fresh realm cheap.

import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The process-wide store of value stacks that nobody uses. Thread-safe.
enum ValueStackPool {
    static let valueCount = 1 << 18
    private static let byteCount = valueCount * MemoryLayout<Value>.stride
    private static let free = Mutex<[ValueStorage]>([])
    private static let capacity = 64
    /// What a stack in the pool keeps of its memory; deeper pages go back to the system.
    private static let keptBytes = 64 * 1024

    static func take() -> ValueStorage {
        if let stack = free.withLock({ $0.popLast() }) { return stack }
        _ = allocatorKeepsMemory
        let memory = unsafe mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | mapAnonymous, -1, 0)
        guard let memory = unsafe memory, unsafe memory != MAP_FAILED else { fatalError("out of system memory") }
        return ValueStorage(base: UInt(bitPattern: memory))
    }

    static func giveBack(_ stack: ValueStorage) {
        if isTouched(stack, beyond: keptBytes) {
            unsafe madvise(UnsafeMutableRawPointer(bitPattern: stack.base + UInt(keptBytes)), byteCount - keptBytes, MADV_DONTNEED)
        }
        let isKept = free.withLock { pool in
            if pool.count == capacity { return false }
            pool.append(stack)
            return true
        }
        if !isKept { unsafe munmap(UnsafeMutableRawPointer(bitPattern: stack.base), byteCount) }
    }

    /// Whether frames reached beyond a place. They lie end to end and few of their values have the bits of zero.
    private static func isTouched(_ stack: ValueStorage, beyond offset: Int) -> Bool {
        let start = offset / MemoryLayout<Value>.stride
        return (start..<start + 16).contains { stack[$0].bits != 0 }
    }

    /// glibc's allocator gives memory back to the system whenever 128 KB at the end of its heap are free, so that every short realm
    /// would pay for the same pages again. It raises that limit by itself once a larger piece has been freed: here is one.
    private static let allocatorKeepsMemory: Void = {
        #if canImport(Glibc)
            BlockPool.release(BlockPool.allocate(bytes: 2 << 20))
        #endif
    }()

    #if canImport(Darwin)
        private static let mapAnonymous = MAP_ANON
    #else
        private static let mapAnonymous = MAP_ANONYMOUS
    #endif
}
