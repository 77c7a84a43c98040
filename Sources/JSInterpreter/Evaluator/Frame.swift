// Frames: the values of one activation of a function, a window of the context's value stack.
//
//     0  this value          3  new.target
//     1  the function        4  number of arguments passed, under a tag that no value has
//     2  its environment     5  where in the source the function is (int): set before calls, read by stack traces
//     6… arguments, then the other local variables and temporaries
//
// The tag marks the start of every frame, so that a stack trace finds them all; for that, callees initialise their whole frame.
// A caller writes arguments from `context.top + 6` on; that place becomes the callee's frame, so passing arguments copies
// nothing. A native function reads its arguments from there. A generator's frame is moved to the heap while it is suspended.

@safe
struct Frame {
    let storage: ValueStorage
    @inline(__always) init(_ storage: ValueStorage) { self.storage = storage }

    static let thisSlot = 0
    static let functionSlot = 1
    static let environmentSlot = 2
    static let newTargetSlot = 3
    static let argumentCountSlot = 4
    static let positionSlot = 5
    static let firstArgument = 6
    static let tag: UInt64 = 0x0001_0000_0000_0000
    static let maximumArguments = 1 << 17

    @inline(__always) subscript(index: Int) -> Value {
        get { storage[index] }
        nonmutating set { storage[index] = newValue }
    }

    @inline(__always) var thisValue: Value {
        get { storage[Frame.thisSlot] }
        nonmutating set { storage[Frame.thisSlot] = newValue }
    }
    @inline(__always) var function: JSObject { storage[Frame.functionSlot].uncheckedObject }
    @inline(__always) var newTarget: Value { storage[Frame.newTargetSlot] }
    @inline(__always) var argumentCount: Int { Int(storage[Frame.argumentCountSlot].uncheckedInt) }
    @inline(__always) func setPosition(_ position: Int32) { storage[Frame.positionSlot] = Value(int: position) }

    @inline(__always) func initializeHeader(function: JSObject, environment: Value, newTarget: Value, argumentCount: Int) {
        storage[Frame.functionSlot] = Value(function)
        storage[Frame.environmentSlot] = environment
        storage[Frame.newTargetSlot] = newTarget
        storage[Frame.argumentCountSlot] = Value(bits: Frame.tag | UInt64(argumentCount))
        storage[Frame.positionSlot] = Value(int: 0)
    }
    /// For a frame whose arguments are there, but whose function is not called yet while other code runs above it.
    @inline(__always) func clearHeader() {
        storage.fill(.undefined, from: Frame.functionSlot, to: Frame.firstArgument)
    }
    @inline(__always) func setArgument(_ index: Int, _ value: Value) { storage[Frame.firstArgument &+ index] = value }
    @inline(__always) func advanced(by count: Int) -> Frame { Frame(storage.advanced(by: count)) }
}

/// What a native function is called with.
@safe
struct Arguments {
    let frame: Frame
    let count: Int

    @inline(__always) init(_ frame: Frame, count: Int) {
        self.frame = frame
        self.count = count
    }

    @inline(__always) var thisValue: Value { frame.thisValue }
    /// The native function object itself.
    @inline(__always) var callee: JSObject { frame.function }
    /// undefined when called, the constructor when constructed.
    @inline(__always) var newTarget: Value { frame.newTarget }
    /// undefined when that many were not passed.
    @inline(__always) subscript(index: Int) -> Value {
        index < count ? frame[Frame.firstArgument &+ index] : .undefined
    }
}

/// A heap environment: the variables of one scope that closures have captured. 8: the outer environment, 16…: the variables.
@safe
struct Environment: Equatable {
    let cell: Cell
    @inline(__always) init(cell: Cell) { self.cell = cell }

    @inline(__always) var count: Int { Int(cell.number) }
    @inline(__always) var parentValue: Value { cell.value(8) }
    @inline(__always) var parent: Environment { Environment(cell: Cell(address: cell.word(8))) }
    @inline(__always) subscript(index: Int) -> Value {
        get { cell.value(16 &+ index &* 8) }
        nonmutating set { cell.setValue(newValue, 16 &+ index &* 8) }
    }

    static func size(count: Int) -> Int { 16 + count * 8 }
}

/// A suspended frame: values in storage that belongs to one cell. 8: storage, 16: capacity in values; number = values in use.
@safe
struct Box {
    let cell: Cell
    @inline(__always) init(cell: Cell) { self.cell = cell }

    @inline(__always) var frame: Frame { Frame(ValueStorage(base: cell.word(8))) }
    var count: Int { Int(cell.number) }

    func trace(_ heap: Heap) {
        let storage = ValueStorage(base: cell.word(8))
        for index in 0..<count { heap.markConservatively(UInt(storage[index].bits)) }
    }

    func finalize(_ heap: Heap) {
        heap.freeStorage(cell.word(8), bytes: count * 8)
    }
}

extension Context {
    func makeEnvironment(parent: Value, count: Int, filledWith value: Value) -> Environment {
        let cell = heap.allocate(.environment, size: Environment.size(count: count))
        cell.initializeHeader(.environment, number: UInt32(count))
        cell.setValue(parent, 8)
        let environment = Environment(cell: cell)
        for index in 0..<count { environment[index] = value }
        return environment
    }

    /// A frame outside the value stack, with every value undefined.
    func makeBox(count: Int) throws(JSThrow) -> Box {
        let storage = try heap.allocateStorage(bytes: count * 8)
        ValueStorage(base: storage).fill(.undefined, from: 0, to: count)
        let cell = heap.allocate(.box, size: 32)
        cell.initializeHeader(.box, number: UInt32(count))
        cell.setWord(storage, 8)
        return Box(cell: cell)
    }
}
