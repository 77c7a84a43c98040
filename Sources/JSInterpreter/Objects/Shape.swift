// Shapes: what objects with the same properties, added in the same order, have in common.
//
// A shape says which named properties an object has, in which slot each value is, and what the prototype is. Objects with one
// prototype start at the root shape of that prototype (and `RootKind`); adding a property follows (or makes) a transition to a child shape.
// So objects made by the same code share a shape, and a node that has seen a shape once knows the slot from then on by
// comparing one word (see the inline caches in `Evaluator`).
//
// An object that is used as a dictionary (many properties, deletions, changed attributes) gets a shape of its own, whose table
// changes in place: `isDictionary`. Adding a property keeps such a shape, so caches may rely on it for properties that are
// there, never for absence. Removing or changing one replaces the shape.
//
//     0   header; number = slot count; flags below
//     8   prototype (object or null)
//     16  parent shape or 0
//     24  key that the last transition added
//     32  its attributes
//     40  retained PropertyTable, or 0: not needed yet
//     48  0 | the only child shape | retained TransitionTable + 1

@safe
struct Shape: Equatable {
    let cell: Cell
    @inline(__always) init(cell: Cell) { self.cell = cell }

    static let size = 64
    /// Beyond this many properties an object becomes a dictionary.
    static let maximumTransitions = 64
    /// Beyond this many children of one shape, further objects become dictionaries.
    static let maximumChildren = 256

    enum Flag {
        static let dictionary: UInt16 = 1
        /// The table belongs to the process (`BuiltinTable`) and must be copied before a change.
        static let sharedTable: UInt16 = 2
        /// All properties are data, writable, enumerable and configurable; none is a private element.
        static let plain: UInt16 = 4
    }

    final class TransitionTable {
        /// What a table with its first child takes, and what each further child adds.
        static let baseBytes = 192
        static let bytesPerChild = 32

        var children: [UInt64: Shape] = [:]
    }

    @inline(__always) var prototypeValue: Value { cell.value(8) }
    @inline(__always) var prototype: JSObject? {
        let value = cell.value(8)
        return value.isNull ? nil : value.uncheckedObject
    }
    @inline(__always) var slotCount: Int { Int(cell.number) }
    @inline(__always) var isDictionary: Bool { cell.has(Flag.dictionary) }
    @inline(__always) var isPlain: Bool { cell.has(Flag.plain) }
    var parent: Shape? { cell.word(16) == 0 ? nil : Shape(cell: Cell(address: cell.word(16))) }
    var lastKey: PropertyKey { PropertyKey(bits: cell.load(24, as: UInt64.self)) }
    var lastAttributes: PropertyAttributes { PropertyAttributes(rawValue: cell.load(32, as: UInt8.self)) }

    @inline(__always) private var tableWord: UInt { cell.word(40) }
    var hasTable: Bool { tableWord != 0 }

    @inline(__always) func withTable<Result>(_ body: (PropertyTable) -> Result) -> Result {
        unsafe Unmanaged<PropertyTable>.fromOpaque(UnsafeRawPointer(bitPattern: tableWord).unsafelyUnwrapped)
            ._withUnsafeGuaranteedRef(body)
    }

    // MARK: Lookup

    @inline(__always) func find(_ key: PropertyKey, _ heap: Heap) -> PropertyLocation? {
        if tableWord == 0 {
            if slotCount > 8 {
                buildTable(heap)
            } else {
                var shape = self
                while shape.slotCount > 0 {
                    if shape.lastKey == key { return PropertyLocation(shape.slotCount &- 1, shape.lastAttributes) }
                    shape = Shape(cell: Cell(address: shape.cell.word(16)))
                }
                return nil
            }
        }
        return withTable { $0.find(key) }
    }

    /// Every property in the order of creation.
    func forEach<Failure>(_ heap: Heap, _ body: (PropertyKey, PropertyLocation) throws(Failure) -> Void) throws(Failure) {
        if slotCount > 0 && !hasTable { buildTable(heap) }
        guard hasTable else { return }
        // What the body adds is not visited; a table that the body compacts shrinks.
        let table = withTable { $0 }
        let count = table.count
        var position = 0
        while position < min(count, table.count) {
            let entry = table[position]
            if !entry.isDeleted { try body(entry.key, PropertyLocation(entry.slot, entry.attributes)) }
            position += 1
        }
    }

    var propertyCount: Int { isDictionary ? withTable { $0.liveCount } : slotCount }

    private func buildTable(_ heap: Heap) {
        var chain: [Shape] = []
        var shape = self
        while shape.slotCount > 0 && !shape.hasTable {
            chain.append(shape)
            shape = Shape(cell: Cell(address: shape.cell.word(16)))
        }
        let table = shape.hasTable ? shape.withTable { PropertyTable(copying: $0) } : PropertyTable(capacity: slotCount)
        for shape in chain.reversed() { table.append(shape.lastKey, slot: shape.slotCount - 1, shape.lastAttributes) }
        setTable(table, heap)
    }

    func setTable(_ table: PropertyTable, _ heap: Heap) {
        heap.charge(table.byteCount)
        cell.setWord(unsafe UInt(bitPattern: Unmanaged.passRetained(table).toOpaque()), 40)
    }

    // MARK: Making shapes

    static func make(_ heap: Heap, prototype: Value, parent: Shape?, flags: UInt16, slotCount: Int) -> Shape {
        let cell = heap.allocate(.shape, size: Shape.size)
        cell.initializeHeader(.shape, flags: flags, number: UInt32(slotCount))
        cell.setValue(prototype, 8)
        cell.setWord(parent?.cell.address ?? 0, 16)
        cell.setWord(0, 24)
        cell.setWord(0, 32)
        cell.setWord(0, 40)
        cell.setWord(0, 48)
        return Shape(cell: cell)
    }

    /// What kinds of objects start with different shapes although they have the same prototype: those that answer for some names
    /// without a property in a slot. What a cache knows about one kind, that a property is absent or can be added, is wrong for another.
    enum RootKind: UInt {
        case ordinary, exotic, lazyFunction, array
    }

    /// The shape of an object without properties.
    static func root(prototype: JSObject?, _ heap: Heap, kind: RootKind = .ordinary) -> Shape {
        // The addresses of cells are multiples of 8.
        let key = (prototype?.cell.address ?? 0) | kind.rawValue
        if let known = heap.rootShapes[key] { return known }
        prototype?.becomePrototype(heap)
        let flags = kind == .ordinary ? Flag.plain : 0
        let shape = make(heap, prototype: Value(orNull: prototype), parent: nil, flags: flags, slotCount: 0)
        heap.charge(Heap.bytesPerRootShape)
        heap.rootShapes[key] = shape
        return shape
    }

    /// The shape after adding a property; nil when the object should become a dictionary instead.
    func adding(_ key: PropertyKey, _ attributes: PropertyAttributes, _ heap: Heap) -> Shape? {
        let transitions = cell.word(48)
        if transitions != 0 && transitions & 1 == 0 {
            let child = Shape(cell: Cell(address: transitions))
            if child.lastKey == key && child.lastAttributes == attributes { return child }
        } else if transitions != 0, let child = transitionTable.children[Shape.transitionKey(key, attributes)] {
            return child
        }
        guard slotCount < Shape.maximumTransitions else { return nil }
        if transitions & 1 == 1 && transitionTable.children.count >= Shape.maximumChildren { return nil }
        let flags = attributes == .all && !key.isPrivateName ? cell.flags & Flag.plain : 0
        let child = Shape.make(heap, prototype: prototypeValue, parent: self, flags: flags, slotCount: slotCount + 1)
        child.cell.store(key.bits, 24)
        child.cell.store(UInt64(attributes.rawValue), 32)
        if transitions == 0 {
            cell.setWord(child.cell.address, 48)
        } else {
            if transitions & 1 == 0 {
                let table = TransitionTable()
                heap.charge(TransitionTable.baseBytes)
                let only = Shape(cell: Cell(address: transitions))
                table.children[Shape.transitionKey(only.lastKey, only.lastAttributes)] = only
                cell.setWord(unsafe UInt(bitPattern: Unmanaged.passRetained(table).toOpaque()) | 1, 48)
            }
            heap.charge(TransitionTable.bytesPerChild)
            transitionTable.children[Shape.transitionKey(key, attributes)] = child
        }
        return child
    }

    /// Atom and symbol addresses leave the upper 16 bits free.
    private static func transitionKey(_ key: PropertyKey, _ attributes: PropertyAttributes) -> UInt64 {
        key.bits | UInt64(attributes.rawValue) << 56
    }

    private var transitionTable: TransitionTable {
        unsafe Unmanaged<TransitionTable>.fromOpaque(UnsafeRawPointer(bitPattern: cell.word(48) & ~1).unsafelyUnwrapped)
            .takeUnretainedValue()
    }

    /// A dictionary shape with the same properties that belongs to one object, possibly with another prototype.
    func makingDictionary(prototype: Value, _ heap: Heap) -> Shape {
        let copy = Shape.make(heap, prototype: prototype, parent: nil, flags: Flag.dictionary, slotCount: slotCount)
        if slotCount > 0 && !hasTable { buildTable(heap) }
        copy.setTable(hasTable ? withTable { PropertyTable(copying: $0) } : PropertyTable(), heap)
        return copy
    }

    /// A new dictionary shape that takes over the table of this one: caches that know this one miss from now on.
    func replaced(_ heap: Heap) -> Shape {
        let copy = Shape.make(heap, prototype: prototypeValue, parent: nil, flags: cell.flags, slotCount: slotCount)
        copy.cell.setWord(tableWord, 40)
        cell.setWord(0, 40)
        cell.number = 0
        copy.makeTableOwn(heap)
        return copy
    }

    /// Copies a table that is shared by the process, so that it can be changed.
    func makeTableOwn(_ heap: Heap) {
        guard cell.has(Flag.sharedTable) else { return }
        let own = withTable { PropertyTable(copying: $0) }
        cell.clear(Flag.sharedTable)
        setTable(own, heap)
    }

    /// Ends the script if the next `append` to a dictionary would pass its memory limit.
    func makeRoomForProperty(_ heap: Heap) throws(JSThrow) {
        let growth = withTable { $0.growthBytes }
        if growth < 1 << 14 { return }
        try heap.reserve(growth)
        heap.unreserve(growth)
    }

    /// Ends the script if a copy of the table would pass its memory limit.
    func makeRoomForCopy(_ heap: Heap) throws(JSThrow) {
        guard hasTable else { return }
        let bytes = withTable { $0.byteCount }
        if bytes < 1 << 14 { return }
        try heap.reserve(bytes)
        heap.unreserve(bytes)
    }

    /// Only for dictionaries.
    func append(_ key: PropertyKey, _ attributes: PropertyAttributes, _ heap: Heap) {
        makeTableOwn(heap)
        let (before, after) = withTable { table in
            let before = table.byteCount
            table.append(key, slot: slotCount, attributes)
            return (before, table.byteCount)
        }
        if after > before { heap.charge(after - before) }
        cell.number += 1
    }

    // MARK: Collection

    func trace(_ heap: Heap) {
        heap.mark(prototypeValue)
        if cell.word(16) != 0 { heap.mark(Cell(address: cell.word(16))) }
        if cell.word(24) != 0 { heap.mark(lastKey) }
        if hasTable && !cell.has(Flag.sharedTable) {
            withTable { table in
                for position in 0..<table.count where !table[position].isDeleted { heap.mark(table[position].key) }
            }
        }
        let transitions = cell.word(48)
        if transitions & 1 == 1 {
            for child in transitionTable.children.values { heap.mark(child.cell) }
        } else if transitions != 0 {
            heap.mark(Cell(address: transitions))
        }
    }

    func finalize(_ heap: Heap) {
        if hasTable && !cell.has(Flag.sharedTable) {
            heap.unreserve(withTable { $0.byteCount })
            unsafe Unmanaged<PropertyTable>.fromOpaque(UnsafeRawPointer(bitPattern: tableWord).unsafelyUnwrapped).release()
        }
        let transitions = cell.word(48)
        if transitions & 1 == 1 {
            heap.unreserve(
                TransitionTable.baseBytes + (transitionTable.children.count - 1) * TransitionTable.bytesPerChild)
            unsafe Unmanaged<TransitionTable>.fromOpaque(UnsafeRawPointer(bitPattern: transitions & ~1).unsafelyUnwrapped)
                .release()
        }
    }
}
