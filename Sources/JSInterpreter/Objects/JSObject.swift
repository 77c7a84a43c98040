// Objects: the layout that all kinds share.
//
//     0   header; number = length of an array; flags below
//     8   shape
//     16  address of the slots (values of named properties, numbered by the shape)
//     24  elements (indexed properties)
//     32  the kind's own words, `payloadSize` bytes
//     ..  inline slots
//
// The slots start in the cell itself; when the properties outgrow it they move to storage of their own. The address at 16 is
// right in both cases, so reading a property is: compare the shape, load the address, load the slot.

/// Facts about an object, in the flags of its header.
struct ObjectFlags: OptionSet {
    let rawValue: UInt16
    @inline(__always) init(rawValue: UInt16) { self.rawValue = rawValue }

    static let nonExtensible = ObjectFlags(rawValue: 1)
    static let callable = ObjectFlags(rawValue: 2)
    static let constructor = ObjectFlags(rawValue: 4)
    /// Some object has (or had) this one as its prototype: changes of its properties end the prototype caches.
    static let isPrototype = ObjectFlags(rawValue: 8)
    static let slotsExternal = ObjectFlags(rawValue: 16)
    /// A function whose `length`, `name` and `prototype` are not made yet.
    static let lazyFunction = ObjectFlags(rawValue: 32)
    /// Dense elements are not configurable; if frozen, not writable either.
    static let sealedElements = ObjectFlags(rawValue: 64)
    static let frozenElements = ObjectFlags(rawValue: 128)
    static let sparseElements = ObjectFlags(rawValue: 256)
    /// Some essential internal method is not the ordinary one (arrays aside, which have their own kind).
    static let exotic = ObjectFlags(rawValue: 512)
    /// The length of an array is not writable.
    static let lengthReadonly = ObjectFlags(rawValue: 1024)
    /// A builtin that the sandbox froze: its properties do not prevent own properties of the same name.
    static let frozenIntrinsic = ObjectFlags(rawValue: 2048)
    static let classConstructor = ObjectFlags(rawValue: 4096)
    static let derivedConstructor = ObjectFlags(rawValue: 8192)

    /// Nothing may be added, or elements may not be written as they are: the slow path decides.
    static let guardedElements: ObjectFlags = [.nonExtensible, .sealedElements, .frozenElements, .sparseElements, .exotic, .lengthReadonly]
}

@safe
struct JSObject: Equatable {
    let cell: Cell
    @inline(__always) init(cell: Cell) { self.cell = cell }

    @inline(__always) var kind: CellKind { cell.kind }
    @inline(__always) var shape: Shape {
        get { Shape(cell: Cell(address: cell.word(8))) }
        nonmutating set { cell.setWord(newValue.cell.address, 8) }
    }
    @inline(__always) var slots: ValueStorage {
        get { ValueStorage(base: cell.word(16)) }
        nonmutating set { cell.setWord(newValue.base, 16) }
    }
    @inline(__always) var elements: Elements {
        get { Elements(base: cell.word(24)) }
        nonmutating set { cell.setWord(newValue.storage.base, 24) }
    }

    @inline(__always) func has(_ flag: ObjectFlags) -> Bool { cell.flags & flag.rawValue != 0 }
    @inline(__always) func set(_ flag: ObjectFlags) { cell.set(flag.rawValue) }
    @inline(__always) func clear(_ flag: ObjectFlags) { cell.clear(flag.rawValue) }

    @inline(__always) var isCallable: Bool { has(.callable) }
    @inline(__always) var isConstructor: Bool { has(.constructor) }
    @inline(__always) var isExotic: Bool { has(.exotic) }
    @inline(__always) var isArrayExotic: Bool { kind == .array }
    @inline(__always) var hasSparseElements: Bool { has(.sparseElements) }
    /// Of the shape; a proxy's prototype is found by `getPrototypeOf`.
    @inline(__always) var prototype: JSObject? { shape.prototype }

    /// The length of an array exotic object.
    @inline(__always) var arrayLength: UInt32 {
        get { cell.number }
        nonmutating set { cell.number = newValue }
    }

    /// Marks that caches depend on this object's properties from now on.
    func becomePrototype(_ heap: Heap) {
        set(.isPrototype)
        let isExoticWithElements = isExotic && (kind != .primitiveWrapper || (internalValue.asString?.length ?? 0) > 0)
        if elements.count > 0 || hasSparseElements || isExoticWithElements { heap.prototypeElementsAreEmpty = false }
    }

    // MARK: The kind's own words

    static let payloadOffset = 32
    @inline(__always) func payloadWord(_ index: Int) -> UInt { cell.word(JSObject.payloadOffset &+ index &* 8) }
    @inline(__always) func setPayloadWord(_ index: Int, _ word: UInt) { cell.setWord(word, JSObject.payloadOffset &+ index &* 8) }
    @inline(__always) func payloadValue(_ index: Int) -> Value { cell.value(JSObject.payloadOffset &+ index &* 8) }
    @inline(__always) func setPayloadValue(_ index: Int, _ value: Value) { cell.setValue(value, JSObject.payloadOffset &+ index &* 8) }

    /// The primitive of a wrapper object, the time value of a Date (as a number).
    var internalValue: Value {
        get { payloadValue(0) }
        nonmutating set { setPayloadValue(0, newValue) }
    }

    /// The Swift object of kinds that own one.
    var payload: CellPayload? {
        guard kind.ownsPayload, let pointer = unsafe UnsafeRawPointer(bitPattern: payloadWord(0)) else { return nil }
        return unsafe Unmanaged<CellPayload>.fromOpaque(pointer).takeUnretainedValue()
    }

    /// The payload if it is of a type: how a builtin checks its `this`.
    @inline(__always) func payload<Payload: CellPayload>(as type: Payload.Type) -> Payload? { payload as? Payload }

    func setPayload(_ payload: CellPayload) {
        setPayloadWord(0, unsafe UInt(bitPattern: Unmanaged.passRetained(payload).toOpaque()))
    }

    func releasePayload(_ heap: Heap) {
        guard let pointer = unsafe UnsafeRawPointer(bitPattern: payloadWord(0)) else { return }
        let payload = unsafe Unmanaged<CellPayload>.fromOpaque(pointer)
        unsafe payload.takeUnretainedValue().finalize(heap)
        unsafe payload.release()
    }

    /// Whether there are no indexed properties.
    @inline(__always) var hasNoElements: Bool { !hasSparseElements && elements.count == 0 }

    // MARK: Sparse elements

    var sparseElements: SparseElements {
        unsafe Unmanaged<SparseElements>.fromOpaque(UnsafeRawPointer(bitPattern: cell.word(24)).unsafelyUnwrapped
            .load(as: UnsafeRawPointer.self)).takeUnretainedValue()
    }

    func releaseSparseElements(_ heap: Heap) {
        let sparse = sparseElements
        heap.unreserve(sparse.count * SparseElements.bytesPerElement)
        unsafe Unmanaged.passUnretained(sparse).release()
        heap.freeStorage(cell.word(24) - 8, bytes: 16)
        elements = .empty
        clear(.sparseElements)
    }

    func setSparseElements(_ sparse: SparseElements, _ heap: Heap) throws(JSThrow) {
        let address = try heap.allocateStorage(bytes: 16)
        Cell(address: address).setWord(0, 0)
        Cell(address: address).setWord(unsafe UInt(bitPattern: Unmanaged.passRetained(sparse).toOpaque()), 8)
        elements = Elements(base: address + 8)
        set(.sparseElements)
    }

    // MARK: Slots

    /// The capacity of slots that moved out of the cell.
    var externalSlotCapacity: Int { Int(Cell(address: slots.base - 8).word(0)) }

    /// From where the slots begin to the end of the cell.
    @inline(__always) private var inlineSlotCapacity: Int {
        Int(bitPattern: cell.address &+ Block(containing: cell.address).cellSize &- slots.base) / 8
    }

    /// Makes room for one more slot after the first `count`.
    @inline(__always) func reserveSlot(_ count: Int, _ heap: Heap) throws(JSThrow) {
        if count >= slotCapacity { try growSlots(count, heap) }
    }

    @inline(__always) var slotCapacity: Int { has(.slotsExternal) ? externalSlotCapacity : inlineSlotCapacity }

    @inline(never) func growSlots(_ count: Int, _ heap: Heap) throws(JSThrow) {
        try setExternalSlots(capacity: max(4, count * 2), count: count, heap)
    }

    func setExternalSlots(capacity: Int, count: Int, _ heap: Heap) throws(JSThrow) {
        let address = try heap.allocateStorage(bytes: (capacity + 1) * 8)
        Cell(address: address).setWord(UInt(capacity), 0)
        let larger = ValueStorage(base: address + 8)
        larger.move(from: slots, 0, to: 0, count: count)
        if has(.slotsExternal) { heap.freeStorage(slots.base - 8, bytes: (externalSlotCapacity + 1) * 8) }
        slots = larger
        set(.slotsExternal)
    }
}

extension CellKind {
    /// Bytes between the common part of an object and its inline slots.
    @inline(__always) var payloadSize: Int {
        switch self {
        case .object, .array, .global: 0
        case .function, .nativeFunction, .boundFunction, .tableIterator: 32
        default: 16
        }
    }
}

/// The two functions of an accessor property, in a cell of their own that the property's slot refers to.
@safe
struct AccessorPair {
    let cell: Cell
    static let getterOffset = 8
    static let setterOffset = 16

    @inline(__always) init(cell: Cell) { self.cell = cell }

    /// Objects or undefined.
    var getter: Value { cell.value(AccessorPair.getterOffset) }
    var setter: Value { cell.value(AccessorPair.setterOffset) }

    static func make(_ heap: Heap, getter: Value, setter: Value) -> AccessorPair {
        let cell = heap.allocate(.accessor, size: 32)
        cell.initializeHeader(.accessor)
        cell.setValue(getter, getterOffset)
        cell.setValue(setter, setterOffset)
        return AccessorPair(cell: cell)
    }
}

extension Heap {
    /// A new object of a kind with room for some slots in its cell. The payload words are zero.
    func makeObject(_ kind: CellKind, _ shape: Shape, inlineSlots: Int = 4, flags: ObjectFlags = []) -> JSObject {
        let size = min(JSObject.payloadOffset + kind.payloadSize + inlineSlots * 8, Heap.largestSize)
        let cell = allocate(kind, size: size)
        if kind.ownsPayload { charge(CellPayload.objectBytes) }
        cell.initializeHeader(kind, flags: flags.rawValue)
        let object = JSObject(cell: cell)
        object.shape = shape
        object.slots = ValueStorage(base: cell.address &+ UInt(JSObject.payloadOffset &+ kind.payloadSize))
        object.elements = emptyElements
        for offset in stride(from: 0, to: kind.payloadSize, by: 8) { cell.setWord(0, JSObject.payloadOffset + offset) }
        return object
    }
}
