// `switch`, and `try` with its handlers.

/// sec-switch-statement. The statements of all clauses stand in one list.
final class SwitchNode: Node {
    let enter: OptionalNode
    let discriminant: Node
    /// The tests in the order of the clauses, without `default`.
    let tests: NodeList
    /// For each test the first statement of its clause.
    let starts: [Int]
    /// The first statement of `default`, or the end of the list.
    let defaultStart: Int
    let statements: NodeList
    let target: Int32
    init(
        enter: Node?, discriminant: Node, tests: NodeList, starts: [Int], defaultStart: Int, statements: NodeList,
        target: Int32, position: Int32
    ) {
        self.enter = OptionalNode(enter)
        self.discriminant = discriminant
        self.tests = tests
        self.starts = starts
        self.defaultStart = defaultStart
        self.statements = statements
        self.target = target
        super.init(position: position)
    }

    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        let value = try discriminant.fetch(frame, context)
        try enter.execute(frame, context)
        var index = defaultStart
        var test = 0
        while test < tests.count {
            if try context.isStrictlyEqual(value, tests.evaluate(test, frame, context)) {
                index = starts[test]
                break
            }
            test &+= 1
        }
        while index < statements.count {
            let completion = try statements.execute(index, frame, context)
            if !completion.isNormal { return completion == .break(target) ? .normal : completion }
            index &+= 1
        }
        return .normal
    }
}

/// `try { } catch (parameter) { }`
final class TryCatch: Node {
    let block: Node
    let enter: OptionalNode
    /// Missing in `catch { }`.
    let parameter: OptionalNode
    let handler: Node
    init(block: Node, enter: Node?, parameter: Node?, handler: Node, position: Int32) {
        self.block = block
        self.enter = OptionalNode(enter)
        self.parameter = OptionalNode(parameter)
        self.handler = handler
        super.init(position: position)
    }

    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        let top = context.top
        do throws(JSThrow) {
            return try block.execute(frame, context)
        } catch {
            let value = try context.caught(error, top)
            try enter.execute(frame, context)
            try parameter.assign(value, frame, context)
        }
        return try handler.execute(frame, context)
    }
}

/// `try { } finally { }`; the block may be a `TryCatch`.
final class TryFinally: Node {
    let block: Node
    let finalizer: Node
    init(block: Node, finalizer: Node, position: Int32) {
        self.block = block
        self.finalizer = finalizer
        super.init(position: position)
    }

    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        let top = context.top
        let completion: Completion
        do throws(JSThrow) {
            completion = try block.execute(frame, context)
        } catch {
            let value = try context.caught(error, top)
            let completion = try finalizer.execute(frame, context)
            if !completion.isNormal { return completion }
            throw context.throwValue(value)
        }
        // What a loop or `return` has left for the way out must survive the finalizer.
        let returned = context.returnValue
        let completionValue = context.completionValue
        let last = try finalizer.execute(frame, context)
        if !last.isNormal { return last }
        context.returnValue = returned
        context.completionValue = completionValue
        return completion
    }
}

extension Context {
    /// Takes over a caught exception and puts the stack back to where it was. A termination goes on.
    @inline(__always) func caught(_ error: JSThrow, _ top: Frame) throws(JSThrow) -> Value {
        guard error == .exception else { throw error }
        self.top = top
        let value = exception
        exception = .undefined
        return value
    }
}
