// The heap: where the cells of one realm live, and the account of every byte a script makes the engine allocate.
//
// Cells come from blocks by kind and size (see `Block`): taking one is a pop from a free list or a step of a bump pointer.
// Everything of variable size that a cell owns (slots, elements, characters, tables) is storage from `allocateStorage`, which
// checks the memory limit before it allocates. Cells are accounted by whole blocks.
//
// The collector (see `Collector`) is a non-moving mark-sweep. It finds its roots exactly in the realm, the value stack and
// registered root lists, and conservatively on the native stack. So for everyone who writes a builtin: a `Value` in a Swift
// local variable is safe; a `Value` in a Swift `Array`, `Dictionary` or class is not, unless that container is a
// `RootList` or is traced by the cell that owns it (`CellPayload.trace`).

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

final class Heap {
    /// The realm that this heap belongs to. It owns the heap, so it outlives it.
    unowned(unsafe) var context: Context?

    /// Bytes in use or reserved for this heap: blocks, storage, and what was charged otherwise.
    private(set) var bytes = 0
    private(set) var peakBytes = 0
    /// The most that `bytes` may become.
    var limit: Int
    /// When `bytes` passes this, the next block or storage request collects first.
    private var threshold = Heap.minimumThreshold
    static let minimumThreshold = 4 << 20
    /// Collect at every so many allocations (0: never for that reason): finds values that the collector does not know of.
    private let stressInterval: Int
    private var stressCountdown: Int
    private var gcStress: Bool { stressInterval > 0 }
    private(set) var collections = 0
    /// What the last collection took in microseconds for each byte that was there, and the next one is likely to take.
    private var collectionTimePerByte = 0.0

    var blocks = BlockSet()
    let emptyElements = Elements.empty
    private let allocators: Cell
    let sizeClassCount = Heap.sizes.count
    let markStack = MarkStack()
    var isCollecting = false

    var atoms = AtomTable()
    /// The shape of empty objects by the address of their prototype, plus `Shape.RootKind`.
    var rootShapes: [UInt: Shape] = [:]
    /// What an entry there takes, with what growing takes meanwhile.
    static let bytesPerRootShape = 64
    /// Whether no object that is a prototype has indexed properties: then a hole reads as undefined and can be written at once.
    var prototypeElementsAreEmpty = true
    /// Swift containers of values that are roots while they exist.
    unowned(unsafe) var rootLists: RootList?
    /// Weak collections met by the marking under way.
    var pendingWeakMaps: [Cell] = []

    init(limit: Int, stressInterval: Int = 0) {
        self.limit = limit
        self.stressInterval = stressInterval
        stressCountdown = stressInterval
        let count = Int(CellKind.host.rawValue + 1) * Heap.sizes.count * Heap.allocatorStride
        allocators = unsafe Cell(address: UInt(bitPattern: calloc(1, count)))
    }

    deinit {
        var emptied: [UInt] = []
        blocks.forEach { address in
            let block = Block(address: address)
            finalizeAll(in: block)
            if block.byteCount == Block.size { emptied.append(address) } else { BlockPool.release(block) }
        }
        BlockPool.giveBack(emptied)
        unsafe free(UnsafeMutableRawPointer(bitPattern: allocators.address))
    }

    // MARK: Size classes

    static let sizes: [UInt] = [
        32, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 640, 768, 1024, 1536, 2048,
    ]
    static let largestSize = 2048
    /// For each multiple of 16 the first of `sizes` that holds it. Written out, so that reading it is not a question of whether it
    /// has been computed already.
    static let classOfSize: [UInt8] = [
        0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 11, 11, 12, 12, 12, 12, 13, 13, 13, 13, 14, 14, 14, 14,
        15, 15, 15, 15, 15, 15, 15, 15, 16, 16, 16, 16, 16, 16, 16, 16, 17, 17, 17, 17, 17, 17, 17, 17, 17, 17, 17, 17, 17, 17,
        17, 17, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18,
        18, 18, 18, 18, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19,
        19, 19, 19, 19, 19, 19,
    ]
    static let allocatorStride = 40

    /// Where cells of a kind and size come from: to be kept by whoever allocates such cells often.
    static func allocator(_ kind: CellKind, size: Int) -> Int {
        (Int(kind.rawValue) * sizes.count + Int(classOfSize[(size + 15) >> 4])) * allocatorStride
    }

    /// The size of the cells that hold at least `size` bytes.
    static func roundedSize(_ size: Int) -> Int { Int(sizes[Int(classOfSize[(size + 15) >> 4])]) }

    // MARK: Cells

    // An allocator is five words: free list, bump pointer, end of the bump range, current block, blocks with free cells.

    /// A cell with undefined contents; the caller writes every word of it before anything else allocates.
    @inline(__always) func allocate(_ allocator: Int) -> Cell {
        let state = Cell(address: allocators.address &+ UInt(bitPattern: allocator))
        let free = state.word(0)
        if free != 0 {
            state.setWord(Cell(address: free).word(8), 0)
            return Cell(address: free)
        }
        let bump = state.word(8)
        if bump < state.word(16) {
            state.setWord(bump &+ Block(address: state.word(24)).cellSize, 8)
            return Cell(address: bump)
        }
        return allocateSlowly(allocator)
    }

    func allocate(_ kind: CellKind, size: Int) -> Cell {
        size <= Heap.largestSize ? allocate(Heap.allocator(kind, size: size)) : allocateLarge(kind, size: size)
    }

    @inline(never) private func allocateSlowly(_ allocator: Int) -> Cell {
        if bytes > threshold || isStressDue() { collectInTime(for: Int(Block.size)) }
        let state = Cell(address: allocators.address + UInt(allocator))
        retireBumpRange(state)
        if state.word(0) == 0 {
            if state.word(32) != 0 {
                let block = Block(address: state.word(32))
                state.setWord(block.next, 32)
                state.setWord(block.freeList, 0)
                block.freeList = 0
            } else {
                startBlock(allocator, state)
            }
        }
        let cell: Cell
        if state.word(0) != 0 {
            cell = Cell(address: state.word(0))
            state.setWord(cell.word(8), 0)
        } else {
            cell = Cell(address: state.word(8))
            state.setWord(cell.address + Block(address: state.word(24)).cellSize, 8)
        }
        if gcStress { parkFreeCells(state) }
        return cell
    }

    /// In stress mode: whether this allocation, or this look at the limits, is to collect.
    func isStressDue() -> Bool {
        if stressInterval == 0 { return false }
        stressCountdown -= 1
        if stressCountdown > 0 { return false }
        // Ever less often, so that long scripts end, too; and seldom where a collection has much to look at.
        stressCountdown = stressInterval + collections / 256 + max(0, bytes - 1 << 20) / 256
        return true
    }

    private func startBlock(_ allocator: Int, _ state: Cell) {
        let index = allocator / Heap.allocatorStride
        charge(Int(Block.size))
        let block = BlockPool.take()
        let kind = CellKind(rawValue: UInt8(index / Heap.sizes.count)) ?? .free
        block.format(kind: kind, cellSize: Heap.sizes[index % Heap.sizes.count], allocator: allocator, byteCount: Block.size)
        blocks.insert(block.address)
        state.setWord(block.firstCell, 8)
        state.setWord(block.end, 16)
        state.setWord(block.address, 24)
    }

    /// Writes the bump pointer back to its block, so that the block alone says which of its cells exist.
    private func retireBumpRange(_ state: Cell) {
        if state.word(24) != 0 { Block(address: state.word(24)).bump = state.word(8) }
    }

    /// In stress mode: hands the free list and bump range back, so that the next allocation comes through the slow path too.
    private func parkFreeCells(_ state: Cell) {
        var free = state.word(0)
        state.setWord(0, 0)
        while free != 0 {
            let cell = Cell(address: free)
            free = cell.word(8)
            let block = Block(containing: cell.address)
            if block.freeList == 0 {
                block.next = state.word(32)
                state.setWord(block.address, 32)
            }
            cell.setWord(block.freeList, 8)
            block.freeList = cell.address
        }
        guard state.word(24) != 0 else { return }
        let block = Block(address: state.word(24))
        var fresh = state.word(8)
        if fresh < state.word(16) && block.freeList == 0 {
            block.next = state.word(32)
            state.setWord(block.address, 32)
        }
        while fresh < state.word(16) {
            let cell = Cell(address: fresh)
            cell.initializeHeader(.free)
            cell.setWord(block.freeList, 8)
            block.freeList = fresh
            fresh += block.cellSize
        }
        block.bump = state.word(16)
        state.setWord(0, 8)
        state.setWord(0, 16)
        state.setWord(0, 24)
    }

    private func allocateLarge(_ kind: CellKind, size: Int) -> Cell {
        let byteCount = (UInt(size) + Block.headerSize + Block.size - 1) & ~(Block.size - 1)
        if bytes + Int(byteCount) > threshold || isStressDue() { collectInTime(for: Int(byteCount)) }
        charge(Int(byteCount))
        let block = BlockPool.allocate(bytes: byteCount)
        block.format(kind: kind, cellSize: byteCount - Block.headerSize, allocator: Block.noAllocator, byteCount: byteCount)
        block.bump = block.end
        blocks.insert(block.address)
        return Cell(address: block.firstCell)
    }

    /// Whether a value of doubtful origin is the address of a live cell of a kind.
    func holds(_ value: Value, _ kind: CellKind) -> Bool {
        guard value.isCell else { return false }
        let address = value.uncheckedCell.address
        let block = Block(containing: address)
        guard blocks.contains(block.address), block.kind == kind, address >= block.firstCell,
            (address - block.firstCell) % block.cellSize == 0
        else { return false }
        var bump = block.bump
        if !block.isLarge {
            let state = Cell(address: allocators.address + UInt(block.allocator))
            if state.word(24) == block.address { bump = state.word(8) }
        }
        return address < bump && value.uncheckedCell.kind == kind
    }

    // MARK: Storage

    /// What a piece of raw memory costs: the system's allocator adds a word and hands out multiples of sixteen bytes.
    @inline(__always) private static func cost(_ size: Int) -> Int { max(32, (size &+ 23) & ~15) }

    /// Raw memory that a cell owns, accounted before it is allocated.
    func allocateStorage(bytes size: Int) throws(JSThrow) -> UInt {
        try reserve(Heap.cost(size))
        return try accounted(unsafe UInt(bitPattern: malloc(max(size, 1))), bytes: size)
    }

    /// The same, all bytes zero. Large pieces cost nothing until they are touched.
    func allocateZeroedStorage(bytes size: Int) throws(JSThrow) -> UInt {
        try reserve(Heap.cost(size))
        return try accounted(unsafe UInt(bitPattern: calloc(max(size, 1), 1)), bytes: size)
    }

    /// What the system gave for reserved bytes; when it has none left, the script ends as at its own limit.
    @inline(__always) private func accounted(_ address: UInt, bytes size: Int) throws(JSThrow) -> UInt {
        if address == 0 {
            bytes -= Heap.cost(size)
            throw outOfMemory()
        }
        return address
    }

    private func outOfMemory() -> JSThrow {
        unsafe context?.requestTermination(.memoryLimit)
        return .termination
    }

    func freeStorage(_ address: UInt, bytes size: Int) {
        bytes -= Heap.cost(size)
        unsafe free(UnsafeMutableRawPointer(bitPattern: address))
    }

    /// The same storage with another size, its bytes kept as far as they fit; growth is accounted before it happens.
    func resizeStorage(_ address: UInt, bytes old: Int, to new: Int) throws(JSThrow) -> UInt {
        let growth = Heap.cost(new) - Heap.cost(old)
        if growth > 0 { try reserve(growth) }
        let resized = unsafe UInt(bitPattern: realloc(UnsafeMutableRawPointer(bitPattern: address), max(new, 1)))
        if resized == 0 {
            if growth > 0 { bytes -= growth }
            throw outOfMemory()
        }
        if growth < 0 { bytes += growth }
        return resized
    }

    /// Accounts for memory that is about to be allocated by other means (a Swift container in a payload). Throws the
    /// memory termination when the limit would be passed even after a collection.
    func reserve(_ size: Int) throws(JSThrow) {
        // The threshold of a heap with a small limit is beyond it.
        if bytes &+ size > threshold || bytes &+ size > limit || isStressDue() {
            collectInTime(for: size)
            if size > limit || bytes &+ size > limit {
                throw outOfMemory()
            }
            threshold = max(threshold, bytes + size)
        }
        charge(size)
    }

    /// Gives back what `reserve` took.
    func unreserve(_ size: Int) { bytes -= size }

    /// Accounts for a small piece of memory without collecting or throwing: when the limit is passed, the script's next step
    /// collects, and ends the script if that does not help.
    func charge(_ size: Int) {
        bytes += size
        if bytes > peakBytes { peakBytes = bytes }
        if bytes > limit { unsafe context?.interruptSoon() }
    }

    /// Makes the script's next step look at its limits.
    func interruptSoon() { unsafe context?.interruptSoon() }

    /// Marks the values of the registered root lists.
    func markRootLists() {
        var list = unsafe rootLists
        while let current = list {
            for value in current { mark(value) }
            list = unsafe current.next
        }
    }

    // MARK: Collection

    /// Collects, unless that would last beyond the script's deadline while there is memory left without it: then the script ends in
    /// time rather than after a collection that is of no use to it.
    private func collectInTime(for size: Int) {
        if !gcStress, size <= limit, bytes <= limit - size, let deadline = unsafe context?.deadline,
            ContinuousClock.now + .microseconds(collectionTimePerByte * Double(bytes)) > deadline
        {
            threshold = bytes + size + Heap.minimumThreshold / 8
            unsafe context?.interruptSoon()
        } else {
            collect()
        }
    }

    func collect() {
        // Outside of a run nobody knows where the values on the native stack begin.
        guard !isCollecting, let context = unsafe context, context.nativeStackBase != 0 else { return }
        let start = ContinuousClock.now
        let bytesBefore = bytes
        defer {
            collectionTimePerByte = (ContinuousClock.now - start) / .microseconds(1) / Double(max(1, bytesBefore))
        }
        isCollecting = true
        collections += 1
        forEachAllocator { retireBumpRange($0) }
        mark(context)
        sweep()
        isCollecting = false
        markStack.shrink()
        // What a collection takes is time, too.
        context.interruptSoon()
        threshold = max(min(bytes * 2, limit), bytes + min(limit / 64, Heap.minimumThreshold), min(Heap.minimumThreshold, limit))
    }

    private func sweep() {
        forEachAllocator { state in
            for offset in stride(from: 0, to: Heap.allocatorStride, by: 8) { state.setWord(0, offset) }
        }
        var emptied: [UInt] = []
        atoms.sweep()
        for (key, shape) in rootShapes where shape.cell.mark == 0 || prototypeIsDead(key & ~7) {
            rootShapes[key] = nil
            bytes -= Heap.bytesPerRootShape
        }
        blocks.forEach { address in
            let block = Block(address: address)
            if sweep(block) { emptied.append(address) }
        }
        for address in emptied {
            blocks.remove(address)
            bytes -= Int(Block(address: address).byteCount)
        }
        BlockPool.giveBack(emptied.filter { Block(address: $0).byteCount == Block.size })
        for address in emptied where Block(address: address).byteCount != Block.size {
            BlockPool.release(Block(address: address))
        }
    }

    private func prototypeIsDead(_ address: UInt) -> Bool { address != 0 && Cell(address: address).mark == 0 }

    /// Frees the unmarked cells of a block. Returns whether none is left.
    private func sweep(_ block: Block) -> Bool {
        let size = block.cellSize
        var free: UInt = 0
        var live = 0
        var address = block.firstCell
        let bump = block.bump
        while address < bump {
            let cell = Cell(address: address)
            if cell.mark == 1 {
                cell.mark = 0
                live &+= 1
            } else {
                if cell.kind != .free {
                    finalize(cell)
                    cell.initializeHeader(.free)
                    if gcStress { spoil(cell, size) }
                }
                cell.setWord(free, 8)
                free = address
            }
            address &+= size
        }
        if live == 0 { return true }
        if block.isLarge { return false }
        // The rest of a block that was only begun is handed out as free cells from now on.
        while address < block.end {
            let cell = Cell(address: address)
            cell.initializeHeader(.free)
            cell.setWord(free, 8)
            free = address
            address &+= size
        }
        block.bump = block.end
        block.freeList = free
        if free != 0 {
            let state = Cell(address: allocators.address + UInt(block.allocator))
            block.next = state.word(32)
            state.setWord(block.address, 32)
        }
        return false
    }

    /// In stress mode: makes sure that whoever still uses a dead cell does not get away with it.
    private func spoil(_ cell: Cell, _ size: UInt) {
        for offset in stride(from: 16, to: Int(size) & ~7, by: 8) { cell.setWord(0xDEAD_DEAD_DEAD_DEAD, offset) }
    }

    private func finalizeAll(in block: Block) {
        var bump = block.bump
        if !block.isLarge {
            let state = Cell(address: allocators.address + UInt(block.allocator))
            if state.word(24) == block.address { bump = state.word(8) }
        }
        var address = block.firstCell
        while address < bump {
            let cell = Cell(address: address)
            if cell.kind != .free { finalize(cell) }
            address += block.cellSize
        }
    }

    private func forEachAllocator(_ body: (Cell) -> Void) {
        let count = Int(CellKind.host.rawValue + 1) * Heap.sizes.count
        for index in 0..<count { body(Cell(address: allocators.address + UInt(index * Heap.allocatorStride))) }
    }
}

/// Data of a cell that is kept in a Swift object: what a Map, a Date pattern or a host object holds.
class CellPayload {
    /// What the memory account takes for the Swift object itself. What it holds beyond that is its own business.
    static let objectBytes = 112

    /// Marks every value that the payload holds.
    func trace(_ heap: Heap) {}
    /// Called when the owning cell is swept, before the payload is released: gives back what was reserved.
    func finalize(_ heap: Heap) {}
}
