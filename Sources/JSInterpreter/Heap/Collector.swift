// Marking: which cells are alive.
//
// Roots are the realm's own tables, the value stack, registered root lists, and whatever looks like the address of a cell on
// the native stack. Marking uses an explicit stack, so that a long list in the heap is no deep recursion here. What a cell
// refers to is decided by its kind in `trace`; what it owns outside the heap is released by its kind in `finalize`.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Cells that are marked but whose references are not followed yet.
///
/// An array of a million objects would put a million entries here at once, which no limit of the script knows of. So there is a most
/// that depends on the size of the heap; a cell for which there is no room keeps a mark of its own and is found again by a walk over all
/// blocks (`Heap.drain`). With room for one in eight of the smallest cells there are few such walks.
@safe
final class MarkStack {
    /// Without room until the first collection, which most realms never come to.
    private var base: UnsafeMutablePointer<UInt>
    private var capacity = 0
    private var maximumCapacity = MarkStack.smallCapacity
    private(set) var count = 0
    /// Whether there are cells with the mark of those that had no room.
    var hasOverflowed = false
    private static let smallCapacity = 4096

    init() { unsafe base = .allocate(capacity: 0) }
    deinit { unsafe base.deallocate() }

    /// Prepares for the marking of a heap of a number of bytes.
    func begin(heapBytes: Int) {
        maximumCapacity = MarkStack.smallCapacity
        while maximumCapacity < heapBytes / 256 && maximumCapacity < 1 << 20 { maximumCapacity *= 2 }
    }

    @inline(__always) func push(_ cell: Cell) {
        if count == capacity && !makeRoom() {
            cell.mark = Cell.overflowMark
            hasOverflowed = true
            return
        }
        unsafe base[count] = cell.address
        count &+= 1
    }

    @inline(__always) func pop() -> Cell? {
        if count == 0 { return nil }
        count &-= 1
        return unsafe Cell(address: base[count])
    }

    /// Gives back what one collection of a wide heap has needed.
    func shrink() {
        if capacity <= 1 << 16 || count > 0 { return }
        unsafe base.deallocate()
        unsafe base = .allocate(capacity: MarkStack.smallCapacity)
        capacity = MarkStack.smallCapacity
    }

    /// Whether there is room for one more now.
    @inline(never) private func makeRoom() -> Bool {
        if capacity >= maximumCapacity { return false }
        capacity = max(MarkStack.smallCapacity, capacity * 2)
        let larger = UnsafeMutablePointer<UInt>.allocate(capacity: capacity)
        unsafe larger.update(from: base, count: count)
        unsafe base.deallocate()
        unsafe base = larger
        return true
    }
}

extension Heap {
    // MARK: Marking from outside

    @inline(__always) func mark(_ value: Value) {
        if value.isCell { mark(value.uncheckedCell) }
    }

    @inline(__always) func mark(_ cell: Cell) {
        if cell.mark == 0 {
            cell.mark = 1
            markStack.push(cell)
        }
    }

    @inline(__always) func mark(_ object: JSObject?) {
        if let object { mark(object.cell) }
    }

    func mark(_ key: PropertyKey) {
        if !key.isIndex { mark(Cell(address: UInt(key.bits))) }
    }

    // MARK: The whole marking

    func mark(_ context: Context) {
        markStack.begin(heapBytes: bytes)
        context.traceRoots(self)
        markRootLists()
        let base = context.nativeStackBase
        if base != 0 {
            _ = NativeStack.withSpilledRegisters(base) { top in
                self.scan(from: top & ~7, to: base)
            }
        }
        scan(from: context.stackBase.base, to: context.top.storage.base)
        drain()
        markWeakMaps()
        for cell in pendingWeakMaps { weakPayload(of: cell)?.removeDeadEntries() }
        pendingWeakMaps.removeAll()
        context.dropDeadCells()
    }

    /// Marks what any word in a range of memory may refer to. A word counts as a reference when it lies in a cell of a block
    /// of this heap; a value that lies there under a number tag does not.
    @inline(never) @_semantics("optimize.sil.specialize.generic.never")
    private func scan(from low: UInt, to high: UInt) {
        var address = low
        while address < high {
            markConservatively(Cell(address: address).word(0))
            address &+= 8
        }
    }

    func markConservatively(_ word: UInt) {
        let block = Block(containing: word)
        guard word > Block.size, blocks.contains(block.address), word >= block.firstCell, word < block.bump else { return }
        let cell = Cell(address: block.firstCell + (word - block.firstCell) / block.cellSize * block.cellSize)
        if cell.kind != .free { mark(cell) }
    }

    /// Follows the references of all marked cells. `after` is called for each of them.
    @inline(__always) private func drain(after: (Cell) -> Void = { _ in }) {
        while true {
            while let cell = markStack.pop() {
                trace(cell)
                after(cell)
            }
            if !markStack.hasOverflowed { return }
            markStack.hasOverflowed = false
            blocks.forEach { address in
                let block = Block(address: address)
                var address = block.firstCell
                while address < block.bump {
                    let cell = Cell(address: address)
                    if cell.mark == Cell.overflowMark {
                        cell.mark = 1
                        trace(cell)
                        after(cell)
                        while let reached = markStack.pop() {
                            trace(reached)
                            after(reached)
                        }
                    }
                    address &+= block.cellSize
                }
            }
        }
    }

    /// Ephemerons: an entry's value is alive when its map and its key are. Values whose key is not marked yet wait for it, so that
    /// the time is linear whatever depends on what.
    private func markWeakMaps() {
        var waiting: [UInt: [Value]] = [:]
        var next = 0
        while next < pendingWeakMaps.count {
            weakPayload(of: pendingWeakMaps[next])?.forEachEntry { key, value in
                guard value.isCell else { return }
                if key.mark != 0 { mark(value) } else { waiting[key.address, default: []].append(value) }
            }
            next += 1
            drain { cell in
                if !waiting.isEmpty, let values = waiting.removeValue(forKey: cell.address) {
                    for value in values { mark(value) }
                }
            }
        }
    }

    private func weakPayload(of cell: Cell) -> (any WeakEntries)? { JSObject(cell: cell).payload as? any WeakEntries }

    // MARK: By kind

    private func trace(_ cell: Cell) {
        switch cell.kind {
        case .free, .bigint:
            return
        case .string:
            let string = JSString(cell: cell)
            if string.isRope {
                mark(string.left.cell)
                mark(string.right.cell)
            } else if string.isSlice {
                mark(string.owner.cell)
            }
            return
        case .symbol:
            mark(JSSymbol(cell: cell).description)
            return
        case .shape:
            Shape(cell: cell).trace(self)
            return
        case .environment:
            let environment = Environment(cell: cell)
            mark(environment.parentValue)
            for index in 0..<environment.count { mark(environment[index]) }
            return
        case .accessor:
            mark(cell.value(AccessorPair.getterOffset))
            mark(cell.value(AccessorPair.setterOffset))
            return
        case .box:
            Box(cell: cell).trace(self)
            return
        default:
            break
        }
        let object = JSObject(cell: cell)
        let shape = object.shape
        mark(shape.cell)
        let slots = object.slots
        for index in 0..<shape.slotCount { mark(slots[index]) }
        if object.hasSparseElements {
            object.sparseElements.trace(self)
        } else {
            let elements = object.elements
            for index in 0..<elements.count { mark(elements[index]) }
        }
        switch cell.kind {
        case .function, .nativeFunction, .boundFunction:
            FunctionObject(object).trace(self)
        case .primitiveWrapper, .arrayIterator, .tableIterator:
            mark(object.internalValue)
        case .proxy:
            mark(object.payloadValue(0))
            mark(object.payloadValue(1))
        case .weakMap, .weakSet, .finalizationRegistry:
            pendingWeakMaps.append(cell)
        case .error, .regexp, .map, .set, .weakRef, .arguments, .generator, .iterator,
            .arrayBuffer, .typedArray, .dataView, .host:
            object.payload?.trace(self)
        default:
            break
        }
    }

    /// Releases what a dead cell owns outside the heap. Nothing it refers to may be touched: that may be gone already.
    func finalize(_ cell: Cell) {
        switch cell.kind {
        case .free, .symbol, .environment, .accessor:
            return
        case .string:
            JSString(cell: cell).finalize(self)
            return
        case .bigint:
            JSBigInt(cell: cell).finalize(self)
            return
        case .shape:
            Shape(cell: cell).finalize(self)
            return
        case .box:
            Box(cell: cell).finalize(self)
            return
        default:
            break
        }
        let object = JSObject(cell: cell)
        if object.has(.slotsExternal) {
            freeStorage(object.slots.base - 8, bytes: (object.externalSlotCapacity + 1) * 8)
        }
        if object.hasSparseElements {
            object.releaseSparseElements(self)
        } else if object.elements.capacity > 0 {
            object.elements.release(self)
        }
        if cell.kind.ownsPayload {
            object.releasePayload(self)
            unreserve(CellPayload.objectBytes)
        }
    }
}

/// What the payloads of weak collections offer the collector.
protocol WeakEntries: AnyObject {
    /// Calls `body` with every key and value.
    func forEachEntry(_ body: (Cell, Value) -> Void)
    /// Drops the entries whose key is not marked.
    func removeDeadEntries()
}

extension CellKind {
    /// Whether the first payload word is a retained `CellPayload`.
    @inline(__always) var ownsPayload: Bool {
        switch self {
        case .error, .regexp, .map, .set, .weakMap, .weakSet, .weakRef, .finalizationRegistry, .arguments, .generator,
            .iterator, .arrayBuffer, .typedArray, .dataView, .host:
            true
        default: false
        }
    }
}
