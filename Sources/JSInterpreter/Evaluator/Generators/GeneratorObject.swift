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

extension Context {
    /// sec-generatorresume and sec-generatorresumeabrupt.
    func resumeGenerator(_ value: Value, _ resumption: Resumption, _ argument: Value, _ method: String) throws(JSThrow) -> Value {
        guard let data = value.asObject?.payload(as: GeneratorData.self) else {
            throw throwError(.typeError, "\(method) method called on incompatible receiver \(describe(value))")
        }
        switch data.state {
        case .running: throw throwError(.typeError, "Generator is already running")
        case .suspendedStart where resumption != .next: data.state = .completed
        default: break
        }
        if data.state == .completed {
            switch resumption {
            case .next: return createIterResultObject(.undefined, done: true)
            case .return: return createIterResultObject(argument, done: true)
            case .throw: throw throwValue(argument)
            }
        }
        return try run(data, resumption, argument)
    }

    private func run(_ data: GeneratorData, _ resumption: Resumption, _ argument: Value) throws(JSThrow) -> Value {
        try pay()
        try checkNativeStack()
        self.resumption = resumption
        resumptionValue = argument
        data.state = .running
        // A frame without slots of its own, by which stack traces know the generator.
        let frame = data.box.frame
        let marker = top
        try checkArgumentSpace(marker, 0)
        // Keeps the frame alive, whatever becomes of the generator meanwhile.
        marker.thisValue = Value(bits: UInt64(data.box.cell.address))
        marker.initializeHeader(function: frame.function, environment: .undefined, newTarget: .undefined, argumentCount: 0)
        top = marker.advanced(by: Frame.firstArgument)
        do throws(JSThrow) {
            let completion = try data.body.execute(frame, self)
            top = marker
            data.state = .completed
            return createIterResultObject(completion == .return ? returnValue : .undefined, done: true)
        } catch {
            top = marker
            if error == .suspension {
                data.state = .suspendedYield
                return yieldedIsResult ? yielded : createIterResultObject(yielded, done: false)
            }
            data.state = .completed
            if error == .returning { return createIterResultObject(returnValue, done: true) }
            throw error
        }
    }
}
