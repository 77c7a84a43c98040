// The nodes of binary operators: one class per operator and kind of operands. Operands that are local variables or small
// constants get nodes of their own, since reading them through a child costs more than the operation.

/// Two operands that may be anything.
class BinaryNode: Node {
    final let left: Node
    final let right: Node
    init(_ left: Node, _ right: Node, position: Int32) {
        self.left = left
        self.right = right
        super.init(position: position)
    }
}

/// A local variable and a small integer.
class LocalConstantNode: Node {
    final let slot: Int
    final let constant: Value
    init(_ slot: Int, _ constant: Value, position: Int32) {
        self.slot = slot
        self.constant = constant
        super.init(position: position)
    }
}

/// Two local variables.
class LocalsNode: Node {
    final let first: Int
    final let second: Int
    init(_ first: Int, _ second: Int, position: Int32) {
        self.first = first
        self.second = second
        super.init(position: position)
    }
}

/// Anything and a small integer.
class ConstantNode: Node {
    final let left: Node
    final let constant: Value
    init(_ left: Node, _ constant: Value, position: Int32) {
        self.left = left
        self.constant = constant
        super.init(position: position)
    }
}

final class Add: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let a = try left.fetch(frame, context)
        let b = try right.fetch(frame, context)
        return try context.add(a, b)
    }
}
final class AddConstant: ConstantNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let a = try left.fetch(frame, context)
        return try context.add(a, constant)
    }
}
final class AddLocalConstant: LocalConstantNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        return try context.add(frame[slot], constant)
    }
}
final class AddLocals: LocalsNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        return try context.add(frame[first], frame[second])
    }
}
final class Subtract: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let a = try left.fetch(frame, context)
        let b = try right.fetch(frame, context)
        return try context.subtract(a, b)
    }
}
final class SubtractConstant: ConstantNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let a = try left.fetch(frame, context)
        return try context.subtract(a, constant)
    }
}
final class SubtractLocalConstant: LocalConstantNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        return try context.subtract(frame[slot], constant)
    }
}
final class SubtractLocals: LocalsNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        return try context.subtract(frame[first], frame[second])
    }
}
final class Multiply: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let a = try left.fetch(frame, context)
        let b = try right.fetch(frame, context)
        return try context.multiply(a, b)
    }
}
final class MultiplyConstant: ConstantNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let a = try left.fetch(frame, context)
        return try context.multiply(a, constant)
    }
}
final class MultiplyLocalConstant: LocalConstantNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        return try context.multiply(frame[slot], constant)
    }
}
final class MultiplyLocals: LocalsNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        return try context.multiply(frame[first], frame[second])
    }
}
final class Divide: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let a = try left.fetch(frame, context)
        let b = try right.fetch(frame, context)
        return try context.divide(a, b)
    }
}
final class DivideConstant: ConstantNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let a = try left.fetch(frame, context)
        return try context.divide(a, constant)
    }
}
final class Remainder: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let a = try left.fetch(frame, context)
        let b = try right.fetch(frame, context)
        return try context.remainder(a, b)
    }
}
final class RemainderConstant: ConstantNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let a = try left.fetch(frame, context)
        return try context.remainder(a, constant)
    }
}
final class BitwiseAnd: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let a = try left.fetch(frame, context)
        let b = try right.fetch(frame, context)
        return try context.bitwiseAnd(a, b)
    }
}
final class BitwiseAndConstant: ConstantNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let a = try left.fetch(frame, context)
        return try context.bitwiseAnd(a, constant)
    }
}
final class BitwiseAndLocalConstant: LocalConstantNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        return try context.bitwiseAnd(frame[slot], constant)
    }
}
final class BitwiseAndLocals: LocalsNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        return try context.bitwiseAnd(frame[first], frame[second])
    }
}
final class BitwiseOr: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let a = try left.fetch(frame, context)
        let b = try right.fetch(frame, context)
        return try context.bitwiseOr(a, b)
    }
}
final class BitwiseOrConstant: ConstantNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let a = try left.fetch(frame, context)
        return try context.bitwiseOr(a, constant)
    }
}
final class BitwiseXor: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let a = try left.fetch(frame, context)
        let b = try right.fetch(frame, context)
        return try context.bitwiseXor(a, b)
    }
}
final class BitwiseXorConstant: ConstantNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let a = try left.fetch(frame, context)
        return try context.bitwiseXor(a, constant)
    }
}
final class ShiftLeft: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let a = try left.fetch(frame, context)
        let b = try right.fetch(frame, context)
        return try context.shiftLeft(a, b)
    }
}
final class ShiftLeftConstant: ConstantNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let a = try left.fetch(frame, context)
        return try context.shiftLeft(a, constant)
    }
}
final class ShiftRight: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let a = try left.fetch(frame, context)
        let b = try right.fetch(frame, context)
        return try context.shiftRight(a, b)
    }
}
final class ShiftRightConstant: ConstantNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let a = try left.fetch(frame, context)
        return try context.shiftRight(a, constant)
    }
}
final class ShiftRightUnsigned: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let a = try left.fetch(frame, context)
        let b = try right.fetch(frame, context)
        return try context.shiftRightUnsigned(a, b)
    }
}
final class ShiftRightUnsignedConstant: ConstantNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let a = try left.fetch(frame, context)
        return try context.shiftRightUnsigned(a, constant)
    }
}
final class Less: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(try evaluateCondition(frame, context))
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        let a = try left.fetch(frame, context)
        let b = try right.fetch(frame, context)
        return try context.isLess(a, b)
    }
}
final class LessConstant: ConstantNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(try evaluateCondition(frame, context))
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        let a = try left.fetch(frame, context)
        return try context.isLess(a, constant)
    }
}
final class LessLocalConstant: LocalConstantNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(try evaluateCondition(frame, context))
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        return try context.isLess(frame[slot], constant)
    }
}
final class LessLocals: LocalsNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(try evaluateCondition(frame, context))
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        return try context.isLess(frame[first], frame[second])
    }
}
final class Greater: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(try evaluateCondition(frame, context))
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        let a = try left.fetch(frame, context)
        let b = try right.fetch(frame, context)
        return try context.isGreater(a, b)
    }
}
final class GreaterConstant: ConstantNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(try evaluateCondition(frame, context))
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        let a = try left.fetch(frame, context)
        return try context.isGreater(a, constant)
    }
}
final class GreaterLocalConstant: LocalConstantNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(try evaluateCondition(frame, context))
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        return try context.isGreater(frame[slot], constant)
    }
}
final class GreaterLocals: LocalsNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(try evaluateCondition(frame, context))
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        return try context.isGreater(frame[first], frame[second])
    }
}
final class LessOrEqual: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(try evaluateCondition(frame, context))
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        let a = try left.fetch(frame, context)
        let b = try right.fetch(frame, context)
        return try context.isLessOrEqual(a, b)
    }
}
final class LessOrEqualConstant: ConstantNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(try evaluateCondition(frame, context))
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        let a = try left.fetch(frame, context)
        return try context.isLessOrEqual(a, constant)
    }
}
final class LessOrEqualLocalConstant: LocalConstantNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(try evaluateCondition(frame, context))
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        return try context.isLessOrEqual(frame[slot], constant)
    }
}
final class LessOrEqualLocals: LocalsNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(try evaluateCondition(frame, context))
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        return try context.isLessOrEqual(frame[first], frame[second])
    }
}
final class GreaterOrEqual: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(try evaluateCondition(frame, context))
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        let a = try left.fetch(frame, context)
        let b = try right.fetch(frame, context)
        return try context.isGreaterOrEqual(a, b)
    }
}
final class GreaterOrEqualConstant: ConstantNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(try evaluateCondition(frame, context))
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        let a = try left.fetch(frame, context)
        return try context.isGreaterOrEqual(a, constant)
    }
}
final class GreaterOrEqualLocalConstant: LocalConstantNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(try evaluateCondition(frame, context))
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        return try context.isGreaterOrEqual(frame[slot], constant)
    }
}
final class GreaterOrEqualLocals: LocalsNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(try evaluateCondition(frame, context))
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        return try context.isGreaterOrEqual(frame[first], frame[second])
    }
}
final class StrictEqual: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(try evaluateCondition(frame, context))
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        let a = try left.fetch(frame, context)
        let b = try right.fetch(frame, context)
        return try context.isStrictlyEqual(a, b)
    }
}
final class StrictEqualConstant: ConstantNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(try evaluateCondition(frame, context))
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        let a = try left.fetch(frame, context)
        return try context.isStrictlyEqual(a, constant)
    }
}
final class StrictEqualLocalConstant: LocalConstantNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(try evaluateCondition(frame, context))
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        return try context.isStrictlyEqual(frame[slot], constant)
    }
}
final class StrictEqualLocals: LocalsNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(try evaluateCondition(frame, context))
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        return try context.isStrictlyEqual(frame[first], frame[second])
    }
}
final class StrictNotEqual: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(try evaluateCondition(frame, context))
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        let a = try left.fetch(frame, context)
        let b = try right.fetch(frame, context)
        return try !context.isStrictlyEqual(a, b)
    }
}
final class Equal: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(try evaluateCondition(frame, context))
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        let a = try left.fetch(frame, context)
        let b = try right.fetch(frame, context)
        return try context.isLooselyEqual(a, b)
    }
}
final class NotEqual: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(try evaluateCondition(frame, context))
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        let a = try left.fetch(frame, context)
        let b = try right.fetch(frame, context)
        return try !context.isLooselyEqual(a, b)
    }
}
final class InstanceOf: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(try evaluateCondition(frame, context))
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        let a = try left.fetch(frame, context)
        let b = try right.fetch(frame, context)
        frame.setPosition(position)
        return try context.instanceofOperator(a, b)
    }
}
final class InOperator: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(try evaluateCondition(frame, context))
    }
    override func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        let a = try left.fetch(frame, context)
        let b = try right.fetch(frame, context)
        frame.setPosition(position)
        return try context.inOperator(a, b)
    }
}
final class Exponentiate: BinaryNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let a = try left.fetch(frame, context)
        return try context.arithmetic(.exponentiate, a, right.fetch(frame, context))
    }
}

extension Context {
    /// sec-relational-operators, `in`
    func inOperator(_ property: Value, _ target: Value) throws(JSThrow) -> Bool {
        guard let object = target.asObject else {
            throw throwError(
                .typeError, "Cannot use 'in' operator to search for '\(describePropertyOperand(property))' in \(describe(target))")
        }
        return try hasProperty(object, toPropertyKey(property))
    }
}
