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

/// The same with a fresh environment for every turn, sec-createperiterationenvironment.
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
