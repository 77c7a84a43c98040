// Loops. Every turn pays one step. A loop has a number, by which `break` and `continue` say whom they mean.

/// What a loop does after its body ended.
@inline(__always)
private func goesOn(_ completion: Completion, _ target: Int32) -> Bool {
    completion.isNormal || completion == .continue(target)
}

final class While: Node {
    let test: Node
    let body: Node
    let target: Int32
    init(test: Node, body: Node, target: Int32, position: Int32) {
        self.test = test
        self.body = body
        self.target = target
        super.init(position: position)
    }
    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        while try test.evaluateCondition(frame, context) {
            try context.pay()
            let completion = try body.execute(frame, context)
            if !goesOn(completion, target) { return completion == .break(target) ? .normal : completion }
        }
        return .normal
    }
}

final class DoWhile: Node {
    let body: Node
    let test: Node
    let target: Int32
    init(body: Node, test: Node, target: Int32, position: Int32) {
        self.body = body
        self.test = test
        self.target = target
        super.init(position: position)
    }
    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        repeat {
            try context.pay()
            let completion = try body.execute(frame, context)
            if !goesOn(completion, target) { return completion == .break(target) ? .normal : completion }
        } while try test.evaluateCondition(frame, context)
        return .normal
    }
}

/// `for (initializer; test; update)`, the initializer done before.
final class For: Node {
    let test: Node
    let update: Node
    let body: Node
    let target: Int32
    init(test: Node, update: Node, body: Node, target: Int32, position: Int32) {
        self.test = test
        self.update = update
        self.body = body
        self.target = target
        super.init(position: position)
    }
    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        while try test.evaluateCondition(frame, context) {
            try context.pay()
            let completion = try body.execute(frame, context)
            if !goesOn(completion, target) { return completion == .break(target) ? .normal : completion }
            _ = try update.execute(frame, context)
        }
        return .normal
    }
}

/// `for (...; local < limit; local++)`: the commonest of loops, in which nothing but the body costs a call.
final class CountingFor: Node {
    private let slot: Int
    private let limit: Node
    /// The limit if it is a constant, else undefined.
    private let constant: Value
    private let includesLimit: Bool
    private let update: UpdateLocal
    private let body: Node
    private let target: Int32

    private init(slot: Int, limit: Node, includesLimit: Bool, update: UpdateLocal, body: Node, target: Int32, position: Int32) {
        self.slot = slot
        self.limit = limit
        constant = (limit as? Constant)?.value ?? .undefined
        self.includesLimit = includesLimit
        self.update = update
        self.body = body
        self.target = target
        super.init(position: position)
    }

    /// nil for a loop that is not of this kind.
    static func make(
        test: Node, update: Node, body: Node, target: Int32, position: Int32, _ lowering: Lowering
    ) -> CountingFor? {
        guard let update = update as? UpdateLocal else { return nil }
        let slot: Int
        let limit: Node
        func local(_ slot: Int) -> Node { lowering.add(LocalGet(slot: slot, position: test.position)) }
        func constant(_ value: Value) -> Node { lowering.add(Constant(value, position: test.position)) }
        switch test {
        case let test as LessLocals: (slot, limit) = (test.first, local(test.second))
        case let test as LessOrEqualLocals: (slot, limit) = (test.first, local(test.second))
        case let test as LessLocalConstant: (slot, limit) = (test.slot, constant(test.constant))
        case let test as LessOrEqualLocalConstant: (slot, limit) = (test.slot, constant(test.constant))
        case let test as Less:
            guard let local = test.left as? LocalGet else { return nil }
            (slot, limit) = (local.slot, test.right)
        default: return nil
        }
        if slot != update.slot { return nil }
        return CountingFor(
            slot: slot, limit: limit, includesLimit: test is LessOrEqualLocals || test is LessOrEqualLocalConstant, update: update,
            body: body, target: target, position: position)
    }

    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        while try isWithinLimit(frame, context) {
            try context.pay()
            let completion = try body.execute(frame, context)
            if !goesOn(completion, target) { return completion == .break(target) ? .normal : completion }
            try update.apply(frame, context)
        }
        return .normal
    }

    @inline(__always) private func isWithinLimit(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        let index = frame[slot]
        let end = constant.isInt ? constant : try limit.fetch(frame, context)
        return includesLimit ? try context.isLessOrEqual(index, end) : try context.isLess(index, end)
    }
}

/// `For` with a fresh environment for every turn, sec-createperiterationenvironment.
final class ForWithEnvironments: Node {
    let test: Node
    let update: Node
    let body: Node
    let target: Int32
    let frameSlot: Int
    init(test: Node, update: Node, body: Node, target: Int32, frameSlot: Int, position: Int32) {
        self.test = test
        self.update = update
        self.body = body
        self.target = target
        self.frameSlot = frameSlot
        super.init(position: position)
    }
    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        copyEnvironment(frame, context)
        while try test.evaluateCondition(frame, context) {
            try context.pay()
            let completion = try body.execute(frame, context)
            if !goesOn(completion, target) { return completion == .break(target) ? .normal : completion }
            copyEnvironment(frame, context)
            _ = try update.execute(frame, context)
        }
        return .normal
    }

    private func copyEnvironment(_ frame: Frame, _ context: Context) {
        let old = Environment(cell: frame[frameSlot].uncheckedCell)
        let copy = context.makeEnvironment(parent: old.parentValue, count: old.count, filledWith: .undefined)
        for index in 0..<old.count { copy[index] = old[index] }
        frame[frameSlot] = Value(copy.cell)
    }
}
