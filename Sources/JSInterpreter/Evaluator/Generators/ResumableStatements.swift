// Statements of generators that contain a `yield`. Each has a slot of the frame with its state: undefined when it is not running, else how
// far it has come. When the generator goes on, a statement with a state takes up where it was.

/// A statement with a state.
class ResumableNode: Node {
    final let stateSlot: Int
    init(stateSlot: Int, position: Int32) {
        self.stateSlot = stateSlot
        super.init(position: position)
    }

    /// Goes on from a state, 0 at first.
    func run(from state: Int, _ frame: Frame, _ context: Context) throws(JSThrow) -> Completion { .normal }

    final func setState(_ state: Int, _ frame: Frame) { frame[stateSlot] = Value(int: Int32(truncatingIfNeeded: state)) }

    final override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        let state = frame[stateSlot].asInt.map { Int($0) } ?? 0
        do throws(JSThrow) {
            let completion = try run(from: state, frame, context)
            if completion != .suspended { frame[stateSlot] = .undefined }
            return completion
        } catch {
            if error != .suspension { frame[stateSlot] = .undefined }
            throw error
        }
    }
}

/// Statements in sequence.
final class ResumableSequence: ResumableNode {
    let statements: NodeList
    init(statements: NodeList, stateSlot: Int, position: Int32) {
        self.statements = statements
        super.init(stateSlot: stateSlot, position: position)
    }
    override func run(from state: Int, _ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        var index = state
        while index < statements.count {
            setState(index, frame)
            let completion = try statements.execute(index, frame, context)
            if !completion.isNormal { return completion }
            index += 1
        }
        return .normal
    }
}

final class ResumableIf: ResumableNode {
    let test: Node
    let consequent: Node
    let alternate: Node?
    init(test: Node, consequent: Node, alternate: Node?, stateSlot: Int, position: Int32) {
        self.test = test
        self.consequent = consequent
        self.alternate = alternate
        super.init(stateSlot: stateSlot, position: position)
    }
    override func run(from state: Int, _ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        var state = state
        if state == 0 {
            state = try test.evaluateCondition(frame, context) ? 1 : 2
            setState(state, frame)
        }
        if state == 1 { return try consequent.execute(frame, context) }
        return try alternate?.execute(frame, context) ?? .normal
    }
}

/// `while`, `do`-`while` and `for` loops.
final class ResumableLoop: ResumableNode {
    let test: Node
    let update: Node
    let body: Node
    let target: Int32
    let testsFirst: Bool
    /// The slot with an environment that every turn has for itself, or nil.
    let environmentSlot: Int?
    init(
        test: Node, update: Node, body: Node, target: Int32, testsFirst: Bool, environmentSlot: Int?, stateSlot: Int,
        position: Int32
    ) {
        self.test = test
        self.update = update
        self.body = body
        self.target = target
        self.testsFirst = testsFirst
        self.environmentSlot = environmentSlot
        super.init(stateSlot: stateSlot, position: position)
    }

    // States: 0 start, 1 testing, 2 in the body, 3 updating.
    override func run(from state: Int, _ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        var state = state
        if state == 0 {
            copyEnvironment(frame, context)
            state = testsFirst ? 1 : 2
        }
        while true {
            if state == 1 {
                setState(1, frame)
                guard try test.evaluateCondition(frame, context) else { return .normal }
                state = 2
            }
            if state == 2 {
                if frame[stateSlot].asInt != 2 { try context.pay() }
                setState(2, frame)
                let completion = try body.execute(frame, context)
                if !completion.isNormal && completion != .continue(target) {
                    return completion == .break(target) ? .normal : completion
                }
                copyEnvironment(frame, context)
            }
            setState(3, frame)
            _ = try update.execute(frame, context)
            state = 1
        }
    }

    private func copyEnvironment(_ frame: Frame, _ context: Context) {
        guard let environmentSlot else { return }
        let old = Environment(cell: frame[environmentSlot].uncheckedCell)
        let copy = context.makeEnvironment(parent: old.parentValue, count: old.count, filledWith: .undefined)
        for index in 0..<old.count { copy[index] = old[index] }
        frame[environmentSlot] = Value(copy.cell)
    }
}

/// `for`-`of`
final class ResumableForOf: ResumableNode {
    let enter: OptionalNode
    let iterable: Node
    let binding: Node
    /// Whether the generator may pause while the value of the turn is bound.
    let bindingPauses: Bool
    let body: Node
    let target: Int32
    /// Object and next method of the iterator record, the next position of a direct iteration, the value of the turn.
    let recordSlot: Int
    static let slotCount = 4
    init(
        enter: Node?, iterable: Node, binding: Node, bindingPauses: Bool, body: Node, target: Int32, recordSlot: Int, stateSlot: Int,
        position: Int32
    ) {
        self.enter = OptionalNode(enter)
        self.iterable = iterable
        self.binding = binding
        self.bindingPauses = bindingPauses
        self.body = body
        self.target = target
        self.recordSlot = recordSlot
        super.init(stateSlot: stateSlot, position: position)
    }

    // States: 0 start, 1 evaluating the iterable, 2 stepping (nothing pauses there), 3 binding, 4 in the body.
    override func run(from state: Int, _ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        var state = state
        var record: IteratorRecord
        if state <= 1 {
            if state == 0 { try enter.execute(frame, context) }
            setState(1, frame)
            let value = try iterable.evaluate(frame, context)
            frame.setPosition(position)
            record = try context.getIterator(value)
            frame[recordSlot] = Value(record.object)
            frame[recordSlot + 1] = record.nextMethod
            state = 2
        } else {
            record = load(frame)
        }
        while true {
            var value = Value.undefined
            if state == 2 {
                guard let next = try context.iteratorStepValue(&record) else { return .normal }
                value = next
                if record.isDirect { frame[recordSlot + 2] = Value(record.index) }
                try enter.execute(frame, context)
            }
            let completion: Completion
            do throws(JSThrow) {
                if state != 4 {
                    if bindingPauses {
                        if state == 2 { frame[recordSlot + 3] = value }
                        setState(3, frame)
                        value = frame[recordSlot + 3]
                    }
                    try binding.prepareReference(frame, context)
                    try binding.assign(value, frame, context)
                    setState(4, frame)
                }
                completion = try body.execute(frame, context)
            } catch {
                if error == .suspension { throw error }
                if error == .returning {
                    let returned = context.returnValue
                    try context.iteratorClose(record)
                    context.returnValue = returned
                    throw error
                }
                throw context.iteratorClose(record, throwing: error)
            }
            if !completion.isNormal && completion != .continue(target) {
                if completion == .suspended { return completion }
                let returned = context.returnValue
                try context.iteratorClose(record)
                context.returnValue = returned
                return completion == .break(target) ? .normal : completion
            }
            state = 2
        }
    }

    private func load(_ frame: Frame) -> IteratorRecord {
        IteratorRecord(
            object: frame[recordSlot].uncheckedObject, nextMethod: frame[recordSlot + 1],
            index: Int(frame[recordSlot + 2].asNumber ?? 0), done: false)
    }
}

/// `for`-`in`
final class ResumableForIn: ResumableNode {
    let enter: Node?
    let object: Node
    let binding: Node
    let body: Node
    let target: Int32
    /// A `PropertyEnumeration`, then the key of the turn.
    let enumerationSlot: Int
    static let slotCount = PropertyEnumeration.slotCount + 1
    init(enter: Node?, object: Node, binding: Node, body: Node, target: Int32, enumerationSlot: Int, stateSlot: Int, position: Int32) {
        self.enter = enter
        self.object = object
        self.binding = binding
        self.body = body
        self.target = target
        self.enumerationSlot = enumerationSlot
        super.init(stateSlot: stateSlot, position: position)
    }

    // States as in `ResumableForOf`.
    override func run(from state: Int, _ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        let enumeration = PropertyEnumeration(slot: enumerationSlot)
        let keySlot = enumerationSlot + PropertyEnumeration.slotCount
        var state = state
        if state <= 1 {
            if state == 0, let enter { _ = try enter.execute(frame, context) }
            setState(1, frame)
            let value = try object.evaluate(frame, context)
            frame.setPosition(position)
            try enumeration.begin(value, frame, context)
            state = 2
        }
        while true {
            if state == 2 {
                setState(2, frame)
                guard let key = try enumeration.next(frame, context) else { return .normal }
                frame[keySlot] = key
                if let enter { _ = try enter.execute(frame, context) }
                state = 3
            }
            if state == 3 {
                setState(3, frame)
                try binding.prepareReference(frame, context)
                try binding.assign(frame[keySlot], frame, context)
            }
            setState(4, frame)
            let completion = try body.execute(frame, context)
            if !completion.isNormal && completion != .continue(target) {
                return completion == .break(target) ? .normal : completion
            }
            state = 2
        }
    }
}

final class ResumableSwitch: ResumableNode {
    let enter: Node?
    let discriminant: Node
    let tests: NodeList
    let starts: [Int]
    let defaultStart: Int
    let statements: NodeList
    let target: Int32
    /// The value of the discriminant.
    let valueSlot: Int
    init(
        enter: Node?, discriminant: Node, tests: NodeList, starts: [Int], defaultStart: Int, statements: NodeList, target: Int32,
        valueSlot: Int, stateSlot: Int, position: Int32
    ) {
        self.enter = enter
        self.discriminant = discriminant
        self.tests = tests
        self.starts = starts
        self.defaultStart = defaultStart
        self.statements = statements
        self.target = target
        self.valueSlot = valueSlot
        super.init(stateSlot: stateSlot, position: position)
    }

    // States: 0 start, 1 + n at test n, then 1 + the number of tests + n at statement n.
    override func run(from state: Int, _ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        var index = state - 1 - tests.count
        if index < 0 {
            if state == 0 {
                frame[valueSlot] = try discriminant.evaluate(frame, context)
                if let enter { _ = try enter.execute(frame, context) }
            }
            index = defaultStart
            var test = max(0, state - 1)
            while test < tests.count {
                setState(1 + test, frame)
                if try context.isStrictlyEqual(frame[valueSlot], tests.evaluate(test, frame, context)) {
                    index = starts[test]
                    break
                }
                test += 1
            }
        }
        while index < statements.count {
            setState(1 + tests.count + index, frame)
            let completion = try statements.execute(index, frame, context)
            if !completion.isNormal { return completion == .break(target) ? .normal : completion }
            index += 1
        }
        return .normal
    }
}

/// `try`-`catch`
final class ResumableTryCatch: ResumableNode {
    let block: Node
    let enter: Node?
    let parameter: Node?
    let handler: Node
    let valueSlot: Int
    init(block: Node, enter: Node?, parameter: Node?, handler: Node, valueSlot: Int, stateSlot: Int, position: Int32) {
        self.block = block
        self.enter = enter
        self.parameter = parameter
        self.handler = handler
        self.valueSlot = valueSlot
        super.init(stateSlot: stateSlot, position: position)
    }

    // States: 0 in the block, 1 binding the parameter, 2 in the handler.
    override func run(from state: Int, _ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        if state == 0 {
            let top = context.top
            do throws(JSThrow) {
                return try block.execute(frame, context)
            } catch {
                frame[valueSlot] = try context.caught(error, top)
                if let enter { _ = try enter.execute(frame, context) }
            }
        }
        if state <= 1, let parameter {
            setState(1, frame)
            try parameter.assign(frame[valueSlot], frame, context)
        }
        setState(2, frame)
        return try handler.execute(frame, context)
    }
}

/// `try`-`finally`
final class ResumableTryFinally: ResumableNode {
    let block: Node
    let finalizer: Node
    /// The value of an exception or `return`, and the completion of the block.
    let valueSlot: Int
    static let slotCount = 2
    init(block: Node, finalizer: Node, valueSlot: Int, stateSlot: Int, position: Int32) {
        self.block = block
        self.finalizer = finalizer
        self.valueSlot = valueSlot
        super.init(stateSlot: stateSlot, position: position)
    }

    // States: 0 in the block, then in the finalizer: 1 after the block's completion, 2 after an exception, 3 returning.
    override func run(from state: Int, _ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        var state = state
        if state == 0 {
            let top = context.top
            do throws(JSThrow) {
                let completion = try block.execute(frame, context)
                if completion == .suspended { return completion }
                frame[valueSlot] = context.returnValue
                frame[valueSlot + 1] = Value(int: completion.code)
                state = 1
            } catch {
                if error == .returning {
                    context.top = top
                    frame[valueSlot] = context.returnValue
                    state = 3
                } else {
                    frame[valueSlot] = try context.caught(error, top)
                    state = 2
                }
            }
        }
        setState(state, frame)
        let last = try finalizer.execute(frame, context)
        if !last.isNormal { return last }
        switch state {
        case 1:
            context.returnValue = frame[valueSlot]
            return Completion(code: frame[valueSlot + 1].asInt ?? 0)
        case 2: throw context.throwValue(frame[valueSlot])
        default:
            context.returnValue = frame[valueSlot]
            throw .returning
        }
    }
}

final class ResumableWith: ResumableNode {
    let object: Node
    let store: Node
    let temporary: Int
    let body: Node
    init(object: Node, store: Node, temporary: Int, body: Node, stateSlot: Int, position: Int32) {
        self.object = object
        self.store = store
        self.temporary = temporary
        self.body = body
        super.init(stateSlot: stateSlot, position: position)
    }
    override func run(from state: Int, _ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        if state == 0 {
            let value = try object.evaluate(frame, context)
            frame.setPosition(position)
            frame[temporary] = Value(try context.toObject(value))
            _ = try store.execute(frame, context)
            setState(1, frame)
        }
        return try body.execute(frame, context)
    }
}
