// Unary, logical and other operators.

final class Negate: Node {
    let operand: Node
    init(operand: Node, position: Int32) {
        self.operand = operand
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let value = try operand.evaluate(frame, context)
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
        let value = try operand.evaluate(frame, context)
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
        let value = try operand.evaluate(frame, context)
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
        context.value(of: context.typeName(try operand.evaluate(frame, context)))
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
        _ = try operand.evaluate(frame, context)
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
        _ = try operand.evaluate(frame, context)
        return result
    }
}

final class LogicalAnd: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let value = try left.evaluate(frame, context)
        return context.toBoolean(value) ? try right.evaluate(frame, context) : value
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        guard try left.evaluateCondition(frame, context) else { return false }
        return try right.evaluateCondition(frame, context)
    }
}

final class LogicalOr: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let value = try left.evaluate(frame, context)
        return context.toBoolean(value) ? value : try right.evaluate(frame, context)
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        if try left.evaluateCondition(frame, context) { return true }
        return try right.evaluateCondition(frame, context)
    }
}

final class Coalesce: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let value = try left.evaluate(frame, context)
        return value.isNullish ? try right.evaluate(frame, context) : value
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
            ? try consequent.evaluate(frame, context) : try alternate.evaluate(frame, context)
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
        return try right.evaluate(frame, context)
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

final class This: Node {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value { frame.thisValue }
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
        return try child.evaluate(frame, context)
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
        let old = frame[slot]
        if old.isInt {
            let (sum, overflow) = old.uncheckedInt.addingReportingOverflow(delta)
            if !overflow {
                frame[slot] = Value(int: sum)
                return .normal
            }
        }
        frame[slot] = try context.increment(context.toNumeric(old), delta)
        return .normal
    }
}

final class UpdateModification: Modification {
    let delta: Int32
    let isPrefix: Bool
    init(delta: Int32, isPrefix: Bool) {
        self.delta = delta
        self.isPrefix = isPrefix
    }
    override func apply(_ old: Value, _ frame: Frame, _ context: Context) throws(JSThrow) -> (new: Value, result: Value)? {
        let numeric = try context.toNumeric(old)
        let new = try context.increment(numeric, delta)
        return (new, isPrefix ? new : numeric)
    }
}

/// `target op= value`
final class OperatorModification: Modification {
    /// A binary node whose left operand is the old value, passed through a temporary.
    let operation: Node
    let temporary: Int
    init(operation: Node, temporary: Int) {
        self.operation = operation
        self.temporary = temporary
    }
    override func apply(_ old: Value, _ frame: Frame, _ context: Context) throws(JSThrow) -> (new: Value, result: Value)? {
        frame[temporary] = old
        let new = try operation.evaluate(frame, context)
        return (new, new)
    }
}

/// `&&=`, `||=`, `??=`
final class LogicalModification: Modification {
    enum Kind { case and, or, coalesce }
    let kind: Kind
    let value: Node
    init(kind: Kind, value: Node) {
        self.kind = kind
        self.value = value
    }
    override func apply(_ old: Value, _ frame: Frame, _ context: Context) throws(JSThrow) -> (new: Value, result: Value)? {
        let goesOn =
            switch kind {
            case .and: context.toBoolean(old)
            case .or: !context.toBoolean(old)
            case .coalesce: old.isNullish
            }
        guard goesOn else { return nil }
        let new = try value.evaluate(frame, context)
        return (new, new)
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
