// Blocks: the 16 KB pieces, aligned to their size, that cells are cut from.
//
// All cells of a block have one kind and one size, so a pointer into a block leads to its cell by arithmetic. The first 64
// bytes describe the block. Empty blocks go to a pool that all heaps of the process share, which makes a fresh realm cheap.

import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@safe
struct Block: Equatable {
    static let size: UInt = 16 * 1024
    static let headerSize: UInt = 64

    let address: UInt

    init(address: UInt) { self.address = address }

    /// The block that a cell of at most one block's size lies in.
    @inline(__always) init(containing address: UInt) { self.address = address & ~(Block.size - 1) }

    @inline(__always) private var header: Cell { Cell(address: address) }

    /// The next block in whichever list the block is on; 0 ends a list.
    var next: UInt {
        get { header.word(8) }
        nonmutating set { header.setWord(newValue, 8) }
    }
    var kind: CellKind { CellKind(rawValue: header.load(16, as: UInt8.self)) ?? .free }
    var cellSize: UInt { header.word(24) }
    /// Cells from here on were never handed out.
    var bump: UInt {
        get { header.word(32) }
        nonmutating set { header.setWord(newValue, 32) }
    }
    /// The first cell of the block's free list.
    var freeList: UInt {
        get { header.word(40) }
        nonmutating set { header.setWord(newValue, 40) }
    }
    var allocator: Int { Int(header.word(48)) }
    /// The allocator of a block that belongs to one large cell.
    static let noAllocator = 0xFFFF
    /// Whether the block belongs to one large cell.
    var isLarge: Bool { allocator == Block.noAllocator }
    /// Bytes of the whole block; more than `size` for a cell that does not fit into that.
    var byteCount: UInt { header.word(56) }

    @inline(__always) var firstCell: UInt { address &+ Block.headerSize }
    /// The end of the last whole cell.
    var end: UInt { firstCell + (byteCount - Block.headerSize) / cellSize * cellSize }

    func format(kind: CellKind, cellSize: UInt, allocator: Int, byteCount: UInt) {
        header.setWord(0, 8)
        header.store(UInt64(kind.rawValue), 16)
        header.setWord(cellSize, 24)
        header.setWord(firstCell, 32)
        header.setWord(0, 40)
        header.setWord(UInt(allocator), 48)
        header.setWord(byteCount, 56)
    }
}

/// The process-wide store of empty blocks. Thread-safe.
enum BlockPool {
    private static let free = Mutex<[UInt]>([])
    /// Blocks kept for reuse: 32 MB. What comes back beyond that returns to the system.
    private static let capacity = 2048

    static func take() -> Block {
        if let address = free.withLock({ $0.popLast() }) { return Block(address: address) }
        return allocate(bytes: Block.size)
    }

    /// A block of any multiple of the block size.
    static func allocate(bytes: UInt) -> Block {
        var memory: UnsafeMutableRawPointer?
        let status = unsafe posix_memalign(&memory, Int(Block.size), Int(bytes))
        guard status == 0, let memory = unsafe memory else {
            // The system has no memory left for the host itself; there is nothing to go on with.
            fatalError("out of system memory")
        }
        return Block(address: UInt(bitPattern: memory))
    }

    static func giveBack(_ blocks: [UInt]) {
        let surplus = free.withLock { pool -> ArraySlice<UInt> in
            let room = max(0, capacity - pool.count)
            pool.append(contentsOf: blocks.prefix(room))
            return blocks.dropFirst(room)
        }
        for address in surplus { release(Block(address: address)) }
    }

    static func release(_ block: Block) {
        unsafe free_(UnsafeMutableRawPointer(bitPattern: block.address))
    }

    private static func free_(_ pointer: UnsafeMutableRawPointer?) {
        #if canImport(Glibc)
            unsafe Glibc.free(pointer)
        #elseif canImport(Musl)
            unsafe Musl.free(pointer)
        #else
            unsafe Darwin.free(pointer)
        #endif
    }
}

/// The set of a heap's blocks, by address: an open-addressing table, because the conservative scan asks it for every word.
struct BlockSet {
    private var slots: [UInt] = Array(repeating: 0, count: 64)
    private(set) var count = 0

    @inline(__always) private static func hash(_ address: UInt) -> Int {
        Int(truncatingIfNeeded: (address >> 14) &* 0x9E37_79B9_7F4A_7C15 >> 20)
    }

    mutating func insert(_ address: UInt) {
        if (count + 1) * 2 > slots.count { grow() }
        let mask = slots.count - 1
        var index = BlockSet.hash(address) & mask
        while slots[index] != 0 { index = (index + 1) & mask }
        slots[index] = address
        count += 1
    }

    @inline(__always) func contains(_ address: UInt) -> Bool {
        let mask = slots.count - 1
        var index = BlockSet.hash(address) & mask
        while slots[index] != 0 {
            if slots[index] == address { return true }
            index = (index + 1) & mask
        }
        return false
    }

    mutating func remove(_ address: UInt) {
        let mask = slots.count - 1
        var index = BlockSet.hash(address) & mask
        while slots[index] != address {
            if slots[index] == 0 { return }
            index = (index + 1) & mask
        }
        count -= 1
        // Close the gap, so that probes never stop too early.
        var hole = index
        var probe = (index + 1) & mask
        while slots[probe] != 0 {
            let home = BlockSet.hash(slots[probe]) & mask
            if (probe - home) & mask >= (probe - hole) & mask {
                slots[hole] = slots[probe]
                hole = probe
            }
            probe = (probe + 1) & mask
        }
        slots[hole] = 0
    }

    func forEach(_ body: (UInt) -> Void) {
        for address in slots where address != 0 { body(address) }
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: 0, count: old.count * 2)
        count = 0
        for address in old where address != 0 { insert(address) }
    }
}
