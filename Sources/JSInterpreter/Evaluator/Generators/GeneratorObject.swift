// Generator objects, sec-generator-objects: the paused frame and the ways to go on.

final class GeneratorData: CellPayload {
    enum State {
        case suspendedStart, suspendedYield, running, completed
    }

    let body: Node
    let box: Box
    var state = State.suspendedStart

    init(body: Node, box: Box) {
        self.body = body
        self.box = box
    }

    override func trace(_ heap: Heap) { heap.mark(box.cell) }
}

/// The body of a generator function: instantiates the declarations, then makes the generator object out of the frame.
final class GeneratorStart: Node {
    let prologue: NodeList
    let body: Node
    /// Slots that start `empty`: what parts of expressions keep.
    var emptySlots: [Int] = []
    init(prologue: NodeList, body: Node, position: Int32) {
        self.prologue = prologue
        self.body = body
        super.init(position: position)
    }

    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        for index in 0..<prologue.count { _ = try prologue.execute(index, frame, context) }
        let function = frame.function
        let prototype = try context.getPrototypeFromConstructor(function, .generatorPrototype)
        let count = FunctionObject(function).code.frameSize
        let box = try context.makeBox(count: count)
        box.frame.storage.move(from: frame.storage, 0, to: 0, count: count)
        for slot in emptySlots { box.frame[slot] = .empty }
        let generator = context.heap.makeObject(.generator, Shape.root(prototype: prototype, context.heap), inlineSlots: 0)
        generator.setPayload(GeneratorData(body: body, box: box))
        return Value(generator)
    }
}

/// What became of a generator that was resumed. The value is in `Context.yielded`.
enum GeneratorOutcome {
    case yielded
    /// By `yield*`: the value is a result object of the inner iterator.
    case yieldedResult
    case done
}

extension Context {
    /// What the methods of generators do, with a result object.
    func resumeGenerator(_ value: Value, _ resumption: Resumption, _ argument: Value, _ method: StaticString) throws(JSThrow) -> Value {
        switch try generatorResume(value, resumption, argument, method) {
        case .yielded: createIterResultObject(yielded, done: false)
        case .yieldedResult: yielded
        case .done: createIterResultObject(yielded, done: true)
        }
    }

    /// The next value of a generator, nil at its end, as iterations ask for it: without a result object.
    func generatorStepValue(_ generator: JSObject) throws(JSThrow) -> Value? {
        switch try generatorResume(generator, .next, .undefined) {
        case .yielded: return yielded
        case .done: return nil
        case .yieldedResult:
            guard let result = yielded.asObject, try !iteratorComplete(result) else { return nil }
            return try iteratorValue(result)
        }
    }

    /// sec-generatorresume and sec-generatorresumeabrupt.
    func generatorResume(
        _ value: Value, _ resumption: Resumption, _ argument: Value, _ method: StaticString
    ) throws(JSThrow) -> GeneratorOutcome {
        guard let object = value.asObject, object.kind == .generator else {
            throw throwError(.typeError, "\(method) method called on incompatible receiver \(describe(value))")
        }
        return try generatorResume(object, resumption, argument)
    }

    @inline(__always)
    private func generatorResume(
        _ generator: JSObject, _ resumption: Resumption, _ argument: Value
    ) throws(JSThrow) -> GeneratorOutcome {
        try withBorrowed(GeneratorData.self, generator.payloadWord(0)) { (data) throws(JSThrow) in
            try resume(data, of: generator, resumption, argument)
        }
    }

    @inline(__always)
    private func resume(
        _ data: GeneratorData, of generator: JSObject, _ resumption: Resumption, _ argument: Value
    ) throws(JSThrow) -> GeneratorOutcome {
        switch data.state {
        case .running: throw throwError(.typeError, "Generator is already running")
        case .suspendedStart where resumption != .next: data.state = .completed
        default: break
        }
        if data.state == .completed {
            if resumption == .throw { throw throwValue(argument) }
            yielded = resumption == .return ? argument : .undefined
            return .done
        }
        return try run(data, of: generator, resumption, argument)
    }

    private func run(
        _ data: GeneratorData, of generator: JSObject, _ resumption: Resumption, _ argument: Value
    ) throws(JSThrow) -> GeneratorOutcome {
        try pay()
        try checkNativeStack()
        self.resumption = resumption
        resumptionValue = argument
        data.state = .running
        // A frame without slots of its own, by which stack traces know the generator.
        let frame = data.box.frame
        let marker = top
        try checkArgumentSpace(marker, 0)
        // Keeps the generator with its data and its frame alive, even if nobody else does any more.
        marker.thisValue = Value(bits: UInt64(data.box.cell.address))
        marker.initializeHeader(function: frame.function, environment: Value(generator), newTarget: .undefined, argumentCount: 0)
        top = marker.advanced(by: Frame.firstArgument)
        do throws(JSThrow) {
            let completion = try data.body.execute(frame, self)
            top = marker
            if completion == .suspended { return suspended(data) }
            data.state = .completed
            yielded = completion == .return ? returnValue : .undefined
            return .done
        } catch {
            top = marker
            if error == .suspension { return suspended(data) }
            data.state = .completed
            if error == .returning {
                yielded = returnValue
                return .done
            }
            throw error
        }
    }

    @inline(__always) private func suspended(_ data: GeneratorData) -> GeneratorOutcome {
        data.state = .suspendedYield
        return yieldedIsResult ? .yieldedResult : .yielded
    }
}
