// Arguments objects, sec-arguments-exotic-objects.
//
// An unmapped one is an ordinary object. A mapped one shares its elements with the parameters of a sloppy function: the parameters
// then live in an environment cell, and the payload says which element is which of its variables, as long as they are joined.

final class ArgumentsData: CellPayload {
    /// Where mapped parameters live.
    let environment: Environment?
    /// For each element the slot of its parameter in the environment, or -1 when it is (no longer) joined.
    var mapping: [Int32]

    init(environment: Environment?, mapping: [Int32], _ heap: Heap) {
        self.environment = environment
        self.mapping = mapping
        super.init()
        heap.charge(mapping.count * 4)
    }

    override func trace(_ heap: Heap) {
        if let environment { heap.mark(environment.cell) }
    }

    override func finalize(_ heap: Heap) { heap.unreserve(mapping.count * 4) }
}

extension Context {
    /// An array of the arguments from one position on: a rest parameter.
    func makeArgumentList(_ frame: Frame, from start: Int, to end: Int) throws(JSThrow) -> JSObject {
        let array = try makeArray(room: end - start)
        guard end > start else { return array }
        let elements = array.elements
        for index in start..<end { elements[index - start] = frame[Frame.firstArgument + index] }
        elements.count = end - start
        array.arrayLength = UInt32(end - start)
        return array
    }

    /// sec-createunmappedargumentsobject, and the start of sec-createmappedargumentsobject: the joining of parameters is made by
    /// `joinArguments`, once their environment exists.
    func makeArgumentsObject(_ frame: Frame, _ argumentCount: Int, _ code: FunctionCode) throws(JSThrow) -> JSObject {
        let object = heap.makeObject(.arguments, objectShape, inlineSlots: 3)
        if argumentCount > 0 {
            try object.reserveElements(argumentCount, self)
            let elements = object.elements
            for index in 0..<argumentCount { elements[index] = frame[Frame.firstArgument + index] }
            elements.count = argumentCount
        }
        try object.addOwn(PropertyKey(.length), Value(argumentCount), .hidden, self)
        try object.addOwn(PropertyKey(WellKnownSymbol.iterator), Value(intrinsic(.arrayPrototypeValues)), .hidden, self)
        if code.argumentsAreMapped {
            try object.addOwn(PropertyKey(.callee), Value(frame.function), .hidden, self)
        } else {
            let thrower = Value(intrinsic(.throwTypeError))
            let pair = AccessorPair.make(heap, getter: thrower, setter: thrower)
            try object.addOwn(PropertyKey(.callee), Value(pair.cell), .accessor, self)
        }
        return object
    }

    /// Joins the first elements of a mapped arguments object with parameters that live in an environment.
    func joinArguments(_ object: JSObject, _ environment: Environment, slots: [Int32]) {
        let count = min(slots.count, object.elements.count)
        guard slots.prefix(count).contains(where: { $0 >= 0 }) else { return }
        object.set(.exotic)
        object.setPayload(ArgumentsData(environment: environment, mapping: Array(slots.prefix(count)), heap))
    }
}

extension JSObject {
    private var argumentsData: ArgumentsData? { payload(as: ArgumentsData.self) }

    /// The environment and slot that an element is joined with.
    private func joined(_ key: PropertyKey) -> (Environment, Int)? {
        guard let index = key.index, let data = argumentsData, Int(index) < data.mapping.count else { return nil }
        guard let environment = data.environment, data.mapping[Int(index)] >= 0 else { return nil }
        return (environment, Int(data.mapping[Int(index)]))
    }

    /// sec-arguments-exotic-objects-getownproperty-p; nil for what is not joined.
    func argumentsGetOwnProperty(_ key: PropertyKey, _ context: Context) -> PropertyDescriptor? {
        guard let (environment, slot) = joined(key), var own = ordinaryGetOwnProperty(key, context) else { return nil }
        own.value = environment[slot]
        return own
    }

    /// sec-arguments-exotic-objects-defineownproperty-p-desc
    func argumentsDefineOwnProperty(_ key: PropertyKey, _ descriptor: PropertyDescriptor, _ context: Context) throws(JSThrow) -> Bool {
        guard let (environment, slot) = joined(key), let index = key.index else {
            return try ordinaryDefineOwnProperty(key, descriptor, context)
        }
        var change = descriptor
        if descriptor.isData && descriptor.value.isEmpty && descriptor.present.contains(.writable) && !descriptor.isWritable {
            change.value = environment[slot]
        }
        guard try ordinaryDefineOwnProperty(key, change, context) else { return false }
        if descriptor.isAccessor {
            argumentsData?.mapping[Int(index)] = -1
        } else {
            if !descriptor.value.isEmpty { environment[slot] = descriptor.value }
            if descriptor.present.contains(.writable) && !descriptor.isWritable { argumentsData?.mapping[Int(index)] = -1 }
        }
        return true
    }

    /// The part of sec-arguments-exotic-objects-delete-p that goes before the ordinary one.
    func argumentsWillDelete(_ key: PropertyKey) {
        if let index = key.index, let (attributes) = ownElement(index)?.1, attributes.contains(.configurable), joined(key) != nil {
            argumentsData?.mapping[Int(index)] = -1
        }
    }
}
