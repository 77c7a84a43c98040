// Statements.

/// Statements in sequence.
final class SequenceNode: Node {
    let statements: NodeList
    init(statements: NodeList, position: Int32) {
        self.statements = statements
        super.init(position: position)
    }
    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        var index = 0
        while index < statements.count {
            let completion = try statements.execute(index, frame, context)
            if !completion.isNormal { return completion }
            index &+= 1
        }
        return .normal
    }
}

/// Pays for a long body, in which there may be no call and no loop that pays.
final class Payment: Node {
    static let freeNodes = 128
    static let nodesPerStep = 32

    private let body: Node
    private let steps: Int
    init(_ body: Node, steps: Int) {
        self.body = body
        self.steps = steps
        super.init(position: body.position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        try context.pay(steps)
        return try body.evaluate(frame, context)
    }
    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        try context.pay(steps)
        return try body.execute(frame, context)
    }
}

final class EmptyNode: Node, @unchecked Sendable {
    /// Has no state, so that all realms and threads can share it.
    static let shared = EmptyNode(position: 0)

    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion { .normal }
}

final class If: Node {
    let test: Node
    let consequent: Node
    init(test: Node, consequent: Node, position: Int32) {
        self.test = test
        self.consequent = consequent
        super.init(position: position)
    }
    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        try test.evaluateCondition(frame, context) ? try consequent.execute(frame, context) : .normal
    }
}

final class IfElse: Node {
    let test: Node
    let consequent: Node
    let alternate: Node
    init(test: Node, consequent: Node, alternate: Node, position: Int32) {
        self.test = test
        self.consequent = consequent
        self.alternate = alternate
        super.init(position: position)
    }
    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        try test.evaluateCondition(frame, context)
            ? try consequent.execute(frame, context) : try alternate.execute(frame, context)
    }
}

final class Return: Node {
    let value: Node
    init(value: Node, position: Int32) {
        self.value = value
        super.init(position: position)
    }
    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        context.returnValue = try value.fetch(frame, context)
        return .return
    }
}

final class Throw: Node {
    let value: Node
    init(value: Node, position: Int32) {
        self.value = value
        super.init(position: position)
    }
    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        let thrown = try value.fetch(frame, context)
        frame.setPosition(position)
        throw context.throwValue(thrown)
    }
}

/// `break`, `continue`
final class Jump: Node {
    let completion: Completion
    init(_ completion: Completion, position: Int32) {
        self.completion = completion
        super.init(position: position)
    }
    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion { completion }
}

/// A labelled statement that is not a loop: `break label` ends it.
final class Labelled: Node {
    let body: Node
    let target: Int32
    init(body: Node, target: Int32, position: Int32) {
        self.body = body
        self.target = target
        super.init(position: position)
    }
    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        let completion = try body.execute(frame, context)
        return completion == .break(target) ? .normal : completion
    }
}

/// An expression statement at the top level of a script, whose value may be the script's result.
final class CompletionValue: Node {
    let expression: Node
    init(expression: Node, position: Int32) {
        self.expression = expression
        super.init(position: position)
    }
    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        context.completionValue = try expression.fetch(frame, context)
        return .normal
    }
}

/// Statements whose completion value is undefined until something in them gives one: loops, `if`, `try`, `switch`, `with`.
final class ResetCompletionValue: Node {
    let statement: Node
    init(statement: Node) {
        self.statement = statement
        super.init(position: statement.position)
    }
    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        context.completionValue = .undefined
        return try statement.execute(frame, context)
    }
}
