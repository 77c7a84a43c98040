// The context: one realm with its heap, its value stack, its limits, and the state of the script that runs in it.
//
// Everything that evaluates receives the context. It is used by one thread at a time; only `CancellationToken` reaches it from
// outside. An exception travels as a Swift error that carries nothing (`JSThrow`): the thrown value waits in `exception`. A
// termination (deadline, memory, steps, cancellation) is the other case of that error: no `catch` or `finally` of a
// script ever sees it.

/// Why evaluation is left early.
enum JSThrow: Error {
    /// A JavaScript exception: the value is in `Context.exception`.
    case exception
    /// The script is to end: the reason is in `Context.termination`.
    case termination
    /// A generator pauses: see `YieldNodes`. Never leaves the generator's own code.
    case suspension
    /// A generator is ended by `return`, with the value in `Context.returnValue`. Never leaves the generator's own code.
    case returning
}

/// Why a script was ended from outside.
public enum Termination: Sendable, Equatable {
    case deadline
    case memoryLimit
    case stepLimit
    case cancelled
}

/// What a realm offers to scripts.
public enum Profile: Sendable {
    /// All of synchronous ECMAScript, nothing frozen: for embedders and conformance.
    case standard
    /// For scripts that nobody reviewed: no `Proxy`, `Reflect`, `eval`, function constructors; builtins frozen.
    case sandbox
}

final class Context {
    let heap: Heap
    let profile: Profile

    // MARK: State of the evaluation

    /// Steps that may be taken before the slow path looks at deadline, cancellation and step limit.
    var fuel: Int
    /// The first free place of the value stack.
    var top: Frame
    /// Calls must not use native stack below this address.
    var nativeStackLimit: UInt = 0
    /// Where the atoms of `Name` begin: at hand, where asking for the global constant is a call.
    private let nameBase = StaticAtoms.shared.base
    let stackBase: ValueStorage
    let stackEnd: UInt
    /// Written by `keepAlive`; what is here means nothing.
    var keptAlive = Cell(address: 0)
    /// The value being thrown while a `JSThrow.exception` travels.
    var exception: Value = .undefined
    var termination: Termination?
    /// What the last script threw and did not catch, or `empty`.
    var uncaught: Value = .empty
    /// Changes whenever a property of an object that is a prototype is added, removed or changed in kind.
    var prototypeEpoch: UInt64 = 1
    /// What iterating over arrays relies on, see `Iteration`.
    var originalArrayIteration = OriginalArrayIteration()
    var epochWithoutIteratorReturn: UInt64 = 0
    /// Where the native stack of the running script begins; 0 when none runs.
    var nativeStackBase: UInt = 0
    /// The value of the last expression statement of a running script.
    var completionValue: Value = .undefined
    /// The value that a `return` statement carries while its completion travels.
    var returnValue: Value = .undefined

    /// The function that a call in tail position is to run, and the number of its arguments, which are in the frame at `top`.
    var tailCallee = JSObject(cell: Cell(address: 0))
    var tailArgumentCount = 0

    var globalObject: JSObject
    /// What a generator is resumed with, and what it has yielded.
    var resumption = Resumption.next
    var resumptionValue: Value = .undefined
    var yielded: Value = .undefined
    /// `yield*` passes on the result objects of the inner iterator as they are.
    var yieldedIsResult = false
    /// Objects whose `join` is under way, so that one that contains itself has an end. They are arguments of calls, thus alive.
    var objectsBeingJoined: [JSObject] = []
    /// What an object will hold for which a cell is being made: values that nothing else may lead to.
    var payloadInTheMaking: CellPayload?

    // MARK: Limits
    // From here on, fields whose place the compiler does not know before it runs: the standard library's clock has no fixed layout.

    var limits: Limits
    var cancellation: CancellationToken?
    var deadline: ContinuousClock.Instant?
    /// Steps taken up to the last refill of `fuel`.
    var stepsBeforeQuantum: UInt64 = 0
    var quantum = 0
    static let quantumSteps = 20_000

    // MARK: Realm

    let intrinsics = IntrinsicObjects()
    /// Top-level `let`, `const` and `class` of scripts run in this realm.
    var globalLexicals = GlobalLexicals()
    var commonShapes = CommonShapes()
    /// The code of every function that was made here, kept as long as the realm.
    var executables: [AnyObject] = []
    /// The scripts whose trees are accounted here, which one of `executables` keeps.
    var accountedScripts: Set<ObjectIdentifier> = []
    var nextSymbolHash: UInt32 = 0x51F1_5EED
    var symbolRegistry: [PropertyKey: JSSymbol] = [:]
    var random: SystemOrSeededRandom
    let regExps = RegExpRealm()
    var localTime = LocalTime(HostTime.localZone)
    let sharedPropertyCache = SharedPropertyCache()
    /// Made by the first `JSON.stringify`.
    var jsonShapePlans: ShapePlans?
    /// The present time for `Date` in milliseconds since 1970; the system's clock if there is none.
    var clock: (() -> Double)?

    /// Where `print` of the conformance suite's host goes.
    var printHandler: ((String) -> Void)?

    init(profile: Profile, limits: Limits, cancellation: CancellationToken?, stressInterval: Int = 0) {
        self.profile = profile
        self.limits = limits
        self.cancellation = cancellation
        heap = Heap(limit: limits.memoryBytes, stressInterval: stressInterval)
        let stack = ValueStackPool.take()
        stackBase = stack
        stackEnd = stack.base + UInt(ValueStackPool.valueCount - 256) * 8
        top = Frame(stack)
        fuel = 0
        random = SystemOrSeededRandom(seed: limits.randomSeed)
        globalObject = JSObject(cell: Cell(address: 0))
        unsafe heap.context = self
        globalObject = makeGlobalObject()
    }

    /// The text of a name as a value.
    @inline(__always) func value(of name: Name) -> Value {
        Value(JSString(cell: Cell(address: nameBase &+ UInt(bitPattern: name.rawValue) &* StaticAtoms.stride)))
    }

    deinit {
        ValueStackPool.giveBack(stackBase)
        // Its lists of roots need the heap, which goes with the other properties.
        jsonShapePlans = nil
        intrinsics.release()
    }

    /// Called after marking: the caches of nodes forget every cell that was not reached.
    func dropDeadCells() {
        originalArrayIteration = OriginalArrayIteration()
        jsonShapePlans?.dropDeadCells()
        sharedPropertyCache.removeAll()
        for executable in executables { (executable as? ScriptExecutable)?.dropDeadCells() }
    }

    func traceRoots(_ heap: Heap) {
        heap.mark(exception)
        heap.mark(uncaught)
        heap.mark(completionValue)
        heap.mark(returnValue)
        heap.mark(resumptionValue)
        heap.mark(yielded)
        if globalObject.cell.address != 0 { heap.mark(globalObject.cell) }
        for index in 0..<IntrinsicObjects.count { heap.mark(intrinsics[index]) }
        globalLexicals.trace(heap)
        commonShapes.trace(heap)
        regExps.trace(heap)
        jsonShapePlans?.trace(heap)
        payloadInTheMaking?.trace(heap)
        for (key, symbol) in symbolRegistry {
            heap.mark(key)
            heap.mark(symbol.cell)
        }
        for executable in executables { (executable as? any HeapTraced)?.trace(heap) }
    }
}

/// Swift objects owned by the realm that hold values: executable code with its constants and caches.
protocol HeapTraced: AnyObject {
    func trace(_ heap: Heap)
}

/// `Math.random`: seeded by the system when it is first asked, or a sequence that repeats for a seed.
struct SystemOrSeededRandom {
    private var state: UInt64?

    init(seed: UInt64?) { state = seed }

    /// In [0, 1), 53 bits.
    mutating func next() -> Double {
        let next = (state ?? UInt64.random(in: .min ... .max)) &+ 0x9E37_79B9_7F4A_7C15
        state = next
        var z = next
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        z ^= z >> 31
        return Double(z >> 11) * 0x1p-53
    }
}
