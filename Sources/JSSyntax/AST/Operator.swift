// Operators.

/// A unary operator.
public enum UnaryOperator: Sendable {
    case delete, void, typeof
    case plus, minus, bitwiseNot, logicalNot
}

/// `++` or `--`.
public enum UpdateOperator: Sendable {
    case increment, decrement
}

/// A binary operator that evaluates both operands.
public enum BinaryOperator: Sendable {
    case add, subtract, multiply, divide, remainder, exponentiate
    case shiftLeft, shiftRight, shiftRightUnsigned
    case bitwiseAnd, bitwiseOr, bitwiseXor
    case equal, notEqual, strictEqual, strictNotEqual
    case less, lessOrEqual, greater, greaterOrEqual
    case instanceOf, `in`
}

/// A binary operator that may skip its right operand.
public enum LogicalOperator: Sendable {
    case and, or, coalesce
}
