// Unary, logical and other operators.

final class Negate: Node {
    let operand: Node
    init(operand: Node, position: Int32) {
        self.operand = operand
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let value = try operand.fetch(frame, context)
        if value.isInt && value.uncheckedInt != 0 && value.uncheckedInt != Int32.min { return Value(int: 0 &- value.uncheckedInt) }
        if value.isNumber { return Value(number: -value.uncheckedNumber) }
        let numeric = try context.toNumeric(value)
        if let big = numeric.asBigInt { return try context.bigIntUnaryMinus(big) }
        return Value(number: -numeric.uncheckedNumber)
    }
}

/// Unary plus.
final class ToNumber: Node {
    let operand: Node
    init(operand: Node, position: Int32) {
        self.operand = operand
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let value = try operand.fetch(frame, context)
        return value.isNumber ? value : Value(number: try context.toNumber(value))
    }
}

final class BitwiseNot: Node {
    let operand: Node
    init(operand: Node, position: Int32) {
        self.operand = operand
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let value = try operand.fetch(frame, context)
        if value.isInt { return Value(int: ~value.uncheckedInt) }
        let numeric = try context.toNumeric(value)
        if let big = numeric.asBigInt { return try context.bigIntBitwiseNot(big) }
        return Value(int: ~Context.toInt32(numeric.uncheckedNumber))
    }
}

final class LogicalNot: Node {
    let operand: Node
    init(operand: Node, position: Int32) {
        self.operand = operand
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(!(try operand.evaluateCondition(frame, context)))
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        !(try operand.evaluateCondition(frame, context))
    }
}

final class TypeOf: Node {
    let operand: Node
    init(operand: Node, position: Int32) {
        self.operand = operand
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        context.value(of: context.typeName(try operand.fetch(frame, context)))
    }
}

/// `void x`
final class VoidNode: Node {
    let operand: Node
    init(operand: Node, position: Int32) {
        self.operand = operand
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        _ = try operand.fetch(frame, context)
        return .undefined
    }
}

/// `delete` of something that is no reference.
final class EvaluateThen: Node {
    let operand: Node
    let result: Value
    init(operand: Node, result: Value, position: Int32) {
        self.operand = operand
        self.result = result
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        _ = try operand.fetch(frame, context)
        return result
    }
}

final class LogicalAnd: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let value = try left.fetch(frame, context)
        return context.toBoolean(value) ? try right.fetch(frame, context) : value
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        guard try left.evaluateCondition(frame, context) else { return false }
        return try right.evaluateCondition(frame, context)
    }
}

final class LogicalOr: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let value = try left.fetch(frame, context)
        return context.toBoolean(value) ? value : try right.fetch(frame, context)
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        if try left.evaluateCondition(frame, context) { return true }
        return try right.evaluateCondition(frame, context)
    }
}

final class Coalesce: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let value = try left.fetch(frame, context)
        return value.isNullish ? try right.fetch(frame, context) : value
    }
}

final class Conditional: Node {
    let test: Node
    let consequent: Node
    let alternate: Node
    init(test: Node, consequent: Node, alternate: Node, position: Int32) {
        self.test = test
        self.consequent = consequent
        self.alternate = alternate
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        try test.evaluateCondition(frame, context)
            ? try consequent.fetch(frame, context) : try alternate.fetch(frame, context)
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        try test.evaluateCondition(frame, context)
            ? try consequent.evaluateCondition(frame, context) : try alternate.evaluateCondition(frame, context)
    }
}

/// `a, b`
final class Comma: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        _ = try left.execute(frame, context)
        return try right.fetch(frame, context)
    }
}

final class Constant: Node {
    let value: Value
    init(_ value: Value, position: Int32) {
        self.value = value
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value { value }
}

final class NewTarget: Node {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value { frame.newTarget }
}

/// Where the tree is deep: evaluates a subtree after comparing the native stack with its limit.
final class StackCheck: Node {
    let child: Node
    init(_ child: Node) {
        self.child = child
        super.init(position: child.position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        try context.checkNativeStack()
        return try child.fetch(frame, context)
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        try context.checkNativeStack()
        return try child.evaluateCondition(frame, context)
    }
    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        try context.checkNativeStack()
        return try child.execute(frame, context)
    }
}

// MARK: Increment and decrement

/// `local++` and the like, for a variable that needs no check.
final class UpdateLocal: Node {
    let slot: Int
    let delta: Int32
    let isPrefix: Bool
    init(slot: Int, delta: Int32, isPrefix: Bool, position: Int32) {
        self.slot = slot
        self.delta = delta
        self.isPrefix = isPrefix
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let old = frame[slot]
        if old.isInt {
            let (sum, overflow) = old.uncheckedInt.addingReportingOverflow(delta)
            if !overflow {
                frame[slot] = Value(int: sum)
                return isPrefix ? Value(int: sum) : old
            }
        }
        let numeric = try context.toNumeric(old)
        let new = try context.increment(numeric, delta)
        frame[slot] = new
        return isPrefix ? new : numeric
    }
    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        try apply(frame, context)
        return .normal
    }
    @inline(__always) func apply(_ frame: Frame, _ context: Context) throws(JSThrow) {
        let old = frame[slot]
        if old.isInt {
            let (sum, overflow) = old.uncheckedInt.addingReportingOverflow(delta)
            if !overflow {
                frame[slot] = Value(int: sum)
                return
            }
        }
        frame[slot] = try context.increment(context.toNumeric(old), delta)
    }
}

extension Context {
    func increment(_ numeric: Value, _ delta: Int32) throws(JSThrow) -> Value {
        if let big = numeric.asBigInt { return try bigIntIncrement(big, delta) }
        return Value(number: numeric.uncheckedNumber + Double(delta))
    }

    /// sec-typeof-operator
    func typeName(_ value: Value) -> Name {
        if value.isNumber { return .number }
        if value.isUndefined || value.isEmpty { return .undefined }
        if value.isNull { return .object }
        if value.isBoolean { return .boolean }
        guard let cell = value.asCell else { return .undefined }
        switch cell.kind {
        case .string: return .string
        case .symbol: return .symbol
        case .bigint: return .bigint
        default: return JSObject(cell: cell).isCallable ? .function : .object
        }
    }
}
