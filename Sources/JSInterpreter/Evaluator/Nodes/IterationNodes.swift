// `for`-`of` and `for`-`in`, sec-for-in-and-for-of-statements.

/// `for (target of iterable)`
final class ForOf: Node {
    /// Enters the scope of the head: before the right side is evaluated, and for every turn; missing if there is nothing to do.
    let enterBefore: OptionalNode
    let enterTurn: OptionalNode
    let iterable: Node
    let binding: Node
    let body: Node
    let target: Int32
    init(
        enterBefore: Node?, enterTurn: Node?, iterable: Node, binding: Node, body: Node, target: Int32, position: Int32
    ) {
        self.enterBefore = OptionalNode(enterBefore)
        self.enterTurn = OptionalNode(enterTurn)
        self.iterable = iterable
        self.binding = binding
        self.body = body
        self.target = target
        super.init(position: position)
    }

    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        try enterBefore.execute(frame, context)
        let value = try iterable.fetch(frame, context)
        frame.setPosition(position)
        var record = try context.getIterator(value)
        while let next = try context.iteratorStepValue(&record) {
            let completion: Completion
            do throws(JSThrow) {
                try enterTurn.execute(frame, context)
                try binding.prepareReference(frame, context)
                try binding.assign(next, frame, context)
                completion = try body.execute(frame, context)
            } catch {
                throw context.iteratorClose(record, throwing: error)
            }
            if !completion.isNormal && completion != .continue(target) {
                let returned = context.returnValue
                try context.iteratorClose(record)
                context.returnValue = returned
                return completion == .break(target) ? .normal : completion
            }
        }
        return .normal
    }
}

/// `for (target in object)`
final class ForIn: Node {
    let enterBefore: OptionalNode
    let enterTurn: OptionalNode
    let object: Node
    let binding: Node
    let body: Node
    let target: Int32
    /// The first of the temporaries of a `PropertyEnumeration`.
    let slot: Int
    init(
        enterBefore: Node?, enterTurn: Node?, object: Node, binding: Node, body: Node, target: Int32, slot: Int, position: Int32
    ) {
        self.enterBefore = OptionalNode(enterBefore)
        self.enterTurn = OptionalNode(enterTurn)
        self.object = object
        self.binding = binding
        self.body = body
        self.target = target
        self.slot = slot
        super.init(position: position)
    }

    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        try enterBefore.execute(frame, context)
        let value = try object.fetch(frame, context)
        frame.setPosition(position)
        let enumeration = PropertyEnumeration(slot: slot)
        try enumeration.begin(value, frame, context)
        while let key = try enumeration.next(frame, context) {
            try enterTurn.execute(frame, context)
            try binding.prepareReference(frame, context)
            try binding.assign(key, frame, context)
            let completion = try body.execute(frame, context)
            if !completion.isNormal && completion != .continue(target) {
                return completion == .break(target) ? .normal : completion
            }
        }
        return .normal
    }
}
