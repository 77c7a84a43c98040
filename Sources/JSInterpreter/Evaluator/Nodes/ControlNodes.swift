// `switch`, and `try` with its handlers.

/// sec-switch-statement. The statements of all clauses stand in one list.
final class SwitchNode: Node {
    let enter: OptionalNode
    let discriminant: Node
    /// The tests in the order of the clauses, without `default`.
    let tests: NodeList
    private let constants: ConstantTests
    /// For each test the first statement of its clause.
    let starts: [Int]
    /// The first statement of `default`, or the end of the list.
    let defaultStart: Int
    let statements: NodeList
    let target: Int32
    init(
        enter: Node?, discriminant: Node, tests: NodeList, constants: ConstantTests, starts: [Int], defaultStart: Int,
        statements: NodeList, target: Int32, position: Int32
    ) {
        self.enter = OptionalNode(enter)
        self.discriminant = discriminant
        self.tests = tests
        self.constants = constants
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
        let test: Int
        switch constants.find(value) {
        case .test(let found): test = found
        case .nothing: test = tests.count
        case .unknown: test = try firstMatch(value, frame, context)
        }
        if test < tests.count { index = starts[test] }
        while index < statements.count {
            let completion = try statements.execute(index, frame, context)
            if !completion.isNormal { return completion == .break(target) ? .normal : completion }
            index &+= 1
        }
        return .normal
    }

    private func firstMatch(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) -> Int {
        var test = 0
        while test < tests.count {
            if try context.isStrictlyEqual(value, tests.evaluate(test, frame, context)) { break }
            test &+= 1
        }
        return test
    }
}

/// What is known of the tests of a `switch` when all of them are constants: most values are then compared with none of them.
struct ConstantTests {
    enum Answer {
        /// The first test that the value equals.
        case test(Int)
        case nothing
        /// The tests have to be compared one by one.
        case unknown
    }

    private enum Kind { case none, integers, atoms }

    private let kind: Kind
    /// For integers: the number of the test for each value from `lowest` on, -1 where there is none.
    private let table: [Int32]
    private let lowest: Int
    /// For atoms: their words.
    private let words: [UInt64]

    init(_ tests: [Node]) {
        let values = tests.compactMap { ($0 as? Constant)?.value }
        var kind = Kind.none
        var table: [Int32] = []
        var words: [UInt64] = []
        var lowest = 0
        if values.count == tests.count, !values.isEmpty {
            let integers = values.compactMap(\.asInt).map(Int.init)
            if let first = integers.min(), let last = integers.max(), integers.count == values.count,
                last - first < 4 * integers.count + 16
            {
                kind = .integers
                lowest = first
                table = Array(repeating: -1, count: last - first + 1)
                for (index, integer) in integers.enumerated().reversed() { table[integer - first] = Int32(truncatingIfNeeded: index) }
            } else if values.count <= 64, values.allSatisfy({ $0.asString?.isAtom ?? false }) {
                kind = .atoms
                words = values.map(\.bits)
            }
        }
        self.kind = kind
        self.table = table
        self.words = words
        self.lowest = lowest
    }

    @inline(__always) func find(_ value: Value) -> Answer {
        switch kind {
        case .none: return .unknown
        case .integers:
            // A double can equal an integer.
            guard value.isInt else { return .unknown }
            let place = Int(value.uncheckedInt) &- lowest
            guard UInt(bitPattern: place) < UInt(bitPattern: table.count) else { return .nothing }
            let test = Int(table[place])
            return test < 0 ? .nothing : .test(test)
        case .atoms:
            var index = 0
            while index < words.count {
                if words[index] == value.bits { return .test(index) }
                index &+= 1
            }
            return value.isString && !value.uncheckedString.isAtom ? .unknown : .nothing
        }
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
