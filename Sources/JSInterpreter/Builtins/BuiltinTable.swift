// How builtins are declared and made.
//
// A builtin object is described once per process by a `BuiltinTable`: its properties with their attributes, in the order of the
// specification. A realm makes the object when it is first asked for; even then its functions are not made: the slots hold
// lazy values that name their `BuiltinEntry`, and `slotValue` replaces one by the real thing when it is read. The property table
// itself is shared by all realms until one of them changes it. So a fresh realm costs little more than its global object.

/// A builtin written in Swift. `Arguments` holds `this`, the arguments and, when constructing, the new target.
typealias NativeFunction = @Sendable (Context, Arguments) throws(JSThrow) -> Value

/// What the `next` of a builtin iterator does, without the result object: the next value for a `this` value, or nil at the end.
typealias IteratorStepFunction = @Sendable (Context, Value) throws(JSThrow) -> Value?

/// One builtin: a function, an accessor, or a value made on first use. Immortal, so its address can stand in a slot.
final class BuiltinEntry: Sendable {
    enum Kind: Sendable {
        case function(NativeFunction)
        /// A getter, and a setter or nil.
        case accessor(BuiltinEntry?, BuiltinEntry?)
        case intrinsic(Intrinsic)
        case value(@Sendable (Context) -> Value)
    }

    let name: String
    let length: Int
    let kind: Kind
    let isConstructor: Bool
    /// What calling the function runs.
    let function: NativeFunction
    /// For the `next` of an iterator: iterations call this in its place.
    let step: IteratorStepFunction?

    init(_ name: String, length: Int = 0, isConstructor: Bool = false, step: IteratorStepFunction? = nil, _ kind: Kind) {
        self.name = name
        self.length = length
        self.kind = kind
        self.isConstructor = isConstructor
        self.step = step
        if case .function(let function) = kind {
            self.function = function
        } else {
            self.function = { (_, _) throws(JSThrow) in .undefined }
        }
    }

    convenience init(_ name: String, _ length: Int, isConstructor: Bool = false, _ function: @escaping NativeFunction) {
        self.init(name, length: length, isConstructor: isConstructor, .function(function))
    }

    /// The `next` of an iterator.
    convenience init(next step: @escaping IteratorStepFunction) {
        self.init(
            "next", step: step,
            .function { (context, arguments) throws(JSThrow) in
                let value = try step(context, arguments.thisValue)
                return context.createIterResultObject(value ?? .undefined, done: value == nil)
            })
    }

    func nameValue(_ context: Context) -> Value { Value(context.makeString(name)) }
}

/// The key of a builtin property.
enum BuiltinKey: Sendable {
    case name(Name)
    case symbol(WellKnownSymbol)
    /// For the few names with other characters.
    case text(String)

    var key: PropertyKey {
        switch self {
        case .name(let name): PropertyKey(name)
        case .symbol(let symbol): PropertyKey(symbol)
        case .text(let text): StaticAtoms.extra(text)
        }
    }

    /// The `name` of a function with this key, sec-setfunctionname.
    var functionName: String {
        switch self {
        case .name(let name): name.text
        case .symbol(let symbol): "[" + symbol.description.text + "]"
        case .text(let text): text
        }
    }
}

/// A declared property.
struct BuiltinProperty: Sendable {
    enum Content: Sendable {
        case constant(Value)
        case entry(BuiltinEntry)
    }

    let key: BuiltinKey
    let content: Content
    let attributes: PropertyAttributes

    /// A method: writable, configurable.
    static func method(_ name: Name, _ length: Int, _ function: @escaping NativeFunction) -> BuiltinProperty {
        method(.name(name), length, function)
    }
    /// A method whose entry somebody wants to recognise (`Context.isBuiltin`).
    static func method(_ name: Name, _ entry: BuiltinEntry) -> BuiltinProperty {
        BuiltinProperty(key: .name(name), content: .entry(entry), attributes: .hidden)
    }
    static func method(symbol: WellKnownSymbol, _ length: Int, attributes: PropertyAttributes = .hidden, _ function: @escaping NativeFunction) -> BuiltinProperty {
        method(.symbol(symbol), length, attributes: attributes, function)
    }
    static func method(_ key: BuiltinKey, _ length: Int, attributes: PropertyAttributes = .hidden, _ function: @escaping NativeFunction) -> BuiltinProperty {
        BuiltinProperty(key: key, content: .entry(BuiltinEntry(key.functionName, length, function)), attributes: attributes)
    }

    /// The method `next` of an iterator.
    static func next(_ step: @escaping IteratorStepFunction) -> BuiltinProperty {
        BuiltinProperty(key: .name(.next), content: .entry(BuiltinEntry(next: step)), attributes: .hidden)
    }

    /// An accessor: configurable, not enumerable.
    static func getter(_ name: Name, _ get: @escaping NativeFunction) -> BuiltinProperty { accessor(.name(name), get: get) }
    static func getter(symbol: WellKnownSymbol, _ get: @escaping NativeFunction) -> BuiltinProperty { accessor(.symbol(symbol), get: get) }
    static func accessor(_ key: BuiltinKey, get: NativeFunction? = nil, set: NativeFunction? = nil) -> BuiltinProperty {
        let getter = get.map { BuiltinEntry("get " + key.functionName, 0, $0) }
        let setter = set.map { BuiltinEntry("set " + key.functionName, 1, $0) }
        return BuiltinProperty(
            key: key, content: .entry(BuiltinEntry(key.functionName, .accessor(getter, setter))),
            attributes: [.configurable, .accessor])
    }

    /// A constant such as `Math.PI`: neither writable nor configurable unless said otherwise.
    static func constant(_ name: Name, _ value: Value, _ attributes: PropertyAttributes = []) -> BuiltinProperty {
        BuiltinProperty(key: .name(name), content: .constant(value), attributes: attributes)
    }
    static func constant(symbol: WellKnownSymbol, _ value: Value, _ attributes: PropertyAttributes = []) -> BuiltinProperty {
        BuiltinProperty(key: .symbol(symbol), content: .constant(value), attributes: attributes)
    }

    /// `Symbol.toStringTag`: configurable only.
    static func toStringTag(_ name: Name) -> BuiltinProperty { constant(symbol: .toStringTag, name.value, .configurable) }

    /// `Symbol.toStringTag` with a text that is no `Name`.
    static func toStringTag(_ text: String) -> BuiltinProperty {
        BuiltinProperty(
            key: .symbol(.toStringTag), content: .entry(BuiltinEntry("[Symbol.toStringTag]", .value { Value($0.makeString(text)) })),
            attributes: .configurable)
    }

    /// Another intrinsic, such as a global constructor.
    static func intrinsic(_ name: Name, _ intrinsic: Intrinsic, _ attributes: PropertyAttributes = .hidden) -> BuiltinProperty {
        BuiltinProperty(key: .name(name), content: .entry(BuiltinEntry(name.text, .intrinsic(intrinsic))), attributes: attributes)
    }
    static func intrinsic(symbol: WellKnownSymbol, _ intrinsic: Intrinsic, _ attributes: PropertyAttributes = .hidden) -> BuiltinProperty {
        BuiltinProperty(
            key: .symbol(symbol), content: .entry(BuiltinEntry(BuiltinKey.symbol(symbol).functionName, .intrinsic(intrinsic))),
            attributes: attributes)
    }

    /// A value that is made in each realm on first use.
    static func lazy(_ name: Name, _ attributes: PropertyAttributes = .hidden, _ make: @escaping @Sendable (Context) -> Value) -> BuiltinProperty {
        BuiltinProperty(key: .name(name), content: .entry(BuiltinEntry(name.text, .value(make))), attributes: attributes)
    }
}

/// The description of one builtin object.
final class BuiltinTable: Sendable {
    /// What kind of object it is.
    enum Object: Sendable {
        case ordinary
        /// A function that is not a constructor.
        case function(String, Int, NativeFunction)
        /// The `next` of an iterator.
        case next(IteratorStepFunction)
        /// A constructor with its `prototype`: called for both call and construct.
        case constructor(Name, Int, NativeFunction, prototype: Intrinsic)
        /// A constructor whose `prototype` property does not exist.
        case constructorWithoutPrototype(Name, Int, NativeFunction)
        /// An object of another kind, made by code: `Array.prototype` is an array.
        case special(@Sendable (Context, Shape) -> JSObject)
    }

    let object: Object
    /// nil: `Object.prototype`, or `Function.prototype` for functions. `.some(nil)`: null.
    let prototype: Intrinsic??
    let entry: BuiltinEntry?
    private let standard: Layout
    private let frozen: Layout

    /// The shared property table and the first content of the slots.
    struct Layout: @unchecked Sendable {
        // The table is never changed once it is here: shapes copy it first.
        let table: PropertyTable
        let slots: [Value]
    }

    private static let nothing = Layout(table: PropertyTable(), slots: [])

    init(_ object: Object, prototype: Intrinsic?? = nil, _ properties: [BuiltinProperty]) {
        self.object = object
        self.prototype = prototype
        var all: [BuiltinProperty] = []
        switch object {
        case .ordinary, .special: entry = nil
        case .function(let name, let length, let function): entry = BuiltinEntry(name, length, function)
        case .next(let step): entry = BuiltinEntry(next: step)
        case .constructor(let name, let length, let function, let prototype):
            entry = BuiltinEntry(name.text, length, isConstructor: true, function)
            all.append(.intrinsic(.prototype, prototype, []))
        case .constructorWithoutPrototype(let name, let length, let function):
            entry = BuiltinEntry(name.text, length, isConstructor: true, function)
        }
        if let entry {
            all.insert(.constant(.length, Value(entry.length), .configurable), at: 0)
            all.insert(
                BuiltinProperty(
                    key: .name(.name), content: .entry(BuiltinEntry("name", .value { entry.nameValue($0) })), attributes: .configurable),
                at: 1)
        }
        all += properties
        standard = BuiltinTable.layout(all, frozen: false)
        frozen = BuiltinTable.layout(all, frozen: true)
    }

    /// What the slots of the object hold at first.
    var firstSlots: [Value] { standard.slots }
    var slotCount: Int { standard.slots.count }

    private static func layout(_ properties: [BuiltinProperty], frozen: Bool) -> Layout {
        let table = PropertyTable(capacity: properties.count)
        var slots: [Value] = []
        for property in properties {
            var attributes = property.attributes
            if frozen { attributes.subtract(attributes.contains(.accessor) ? .configurable : [.configurable, .writable]) }
            table.append(property.key.key, slot: slots.count, attributes)
            switch property.content {
            case .constant(let value): slots.append(value)
            case .entry(let entry): slots.append(entry.lazyValue)
            }
        }
        return Layout(table: table, slots: slots)
    }

    /// Makes the object for a realm.
    func make(_ context: Context, intrinsic: Intrinsic?) -> JSObject {
        let heap = context.heap
        let freezes = context.profile == .sandbox && intrinsic != nil
        let layout = freezes ? frozen : standard
        let isFunction = entry != nil
        let prototypeIntrinsic: Intrinsic? =
            switch prototype {
            case .none: isFunction ? .functionPrototype : .objectPrototype
            case .some(let chosen): chosen
            }
        let prototypeObject = prototypeIntrinsic.map { context.intrinsic($0) }
        prototypeObject?.becomePrototype(heap)
        let shape = Shape.make(
            heap, prototype: Value(orNull: prototypeObject), parent: nil,
            flags: Shape.Flag.dictionary | Shape.Flag.sharedTable, slotCount: layout.slots.count)
        shape.setSharedTable(layout.table)
        let object: JSObject
        if case .special(let make) = self.object {
            object = make(context, shape)
        } else if let entry {
            object = heap.makeObject(
                .nativeFunction, shape, inlineSlots: 0, flags: entry.isConstructor ? [.callable, .constructor] : .callable)
            object.setPayloadWord(0, entry.address)
            for index in 1...3 { object.setPayloadValue(index, .undefined) }
        } else {
            object = heap.makeObject(.object, shape, inlineSlots: layout.slots.count)
        }
        // Builtins are few: when even they do not fit, the termination is already on its way.
        let empty = object.slots
        do {
            if Heap.roundedSize(min(Heap.largestSize, JSObject.payloadOffset + object.kind.payloadSize + layout.slots.count * 8))
                > Int(Block(containing: object.cell.address).cellSize) || JSObject.payloadOffset + object.kind.payloadSize + layout.slots.count * 8 > Heap.largestSize
            {
                shape.cell.number = 0
                try object.setExternalSlots(capacity: layout.slots.count + 4, count: 0, heap)
                shape.cell.number = UInt32(layout.slots.count)
            }
        } catch {
            object.slots = empty
            shape.cell.number = 0
            // Whoever looks for a property until then finds none, and no slot that is not there.
            shape.setSharedTable(BuiltinTable.nothing.table)
            return object
        }
        for (index, value) in layout.slots.enumerated() { object.slots[index] = value }
        if freezes { object.set([.nonExtensible, .frozenIntrinsic]) }
        return object
    }
}

extension BuiltinEntry {
    var address: UInt { unsafe UInt(bitPattern: Unmanaged.passUnretained(self).toOpaque()) }

    /// The value that stands in a slot until the property is first read. Keeps the entry alive for ever. The address is shifted:
    /// an entry that the compiler lays out in the data section is aligned to eight bytes only.
    var lazyValue: Value { unsafe Value(bits: UInt64(UInt(bitPattern: Unmanaged.passRetained(self).toOpaque())) << 1 | 0x0E) }

    static func of(lazyValue: Value) -> BuiltinEntry {
        unsafe Unmanaged<BuiltinEntry>.fromOpaque(UnsafeRawPointer(bitPattern: UInt((lazyValue.bits & ~0xF) >> 1)).unsafelyUnwrapped)
            .takeUnretainedValue()
    }
}

extension Shape {
    /// Uses a table that belongs to the process.
    func setSharedTable(_ table: PropertyTable) {
        cell.setWord(unsafe UInt(bitPattern: Unmanaged.passUnretained(table).toOpaque()), 40)
    }
}

extension Context {
    /// Replaces a lazy slot by the value it stands for.
    @inline(never) func materializeBuiltin(_ object: JSObject, _ slot: Int, _ lazy: Value) -> Value {
        let entry = BuiltinEntry.of(lazyValue: lazy)
        let value: Value
        switch entry.kind {
        case .function: value = Value(makeBuiltinFunction(entry))
        case .accessor(let getter, let setter):
            let get = getter.map { Value(makeBuiltinFunction($0)) } ?? .undefined
            let set = setter.map { Value(makeBuiltinFunction($0)) } ?? .undefined
            value = Value(AccessorPair.make(heap, getter: get, setter: set).cell)
        case .intrinsic(let intrinsic): value = Value(self.intrinsic(intrinsic))
        case .value(let make): value = make(self)
        }
        object.slots[slot] = value
        return value
    }

    /// Whether a value is the function of a builtin.
    @inline(__always) func isBuiltin(_ value: Value, _ entry: BuiltinEntry) -> Bool {
        value.isCell && value.uncheckedCell.kind == .nativeFunction && value.uncheckedObject.payloadWord(0) == entry.address
    }

    /// A function of a builtin object; frozen in the sandbox.
    func makeBuiltinFunction(_ entry: BuiltinEntry) -> JSObject {
        let function = makeNativeFunction(entry)
        if profile == .sandbox { function.set([.nonExtensible, .frozenIntrinsic]) }
        return function
    }

    /// Freezes an object of the engine's own for the sandbox.
    func freezeBuiltin(_ object: JSObject) {
        _ = try? setIntegrityLevel(object, frozen: true)
        object.set(.frozenIntrinsic)
    }

    /// The realm's own object of a kind, made when first needed.
    @inline(__always) func intrinsic(_ intrinsic: Intrinsic) -> JSObject {
        if let made = intrinsics[intrinsic.index] { return made }
        return makeIntrinsic(intrinsic)
    }

    @inline(never) private func makeIntrinsic(_ intrinsic: Intrinsic) -> JSObject {
        let object = intrinsic.table.make(self, intrinsic: intrinsic)
        intrinsics[intrinsic.index] = object
        return object
    }
}

/// The intrinsic objects that a realm has made so far, by index.
@safe
struct IntrinsicObjects {
    static let count = Intrinsic.allCases.count
    private let storage = Cell(address: RawBytes.allocateZeroed(IntrinsicObjects.count * 8))

    @inline(__always) subscript(index: Int) -> JSObject? {
        get {
            let address = storage.word(index &* 8)
            return address == 0 ? nil : JSObject(cell: Cell(address: address))
        }
        nonmutating set { storage.setWord(newValue?.cell.address ?? 0, index &* 8) }
    }

    func release() { RawBytes.release(storage.address) }
}
