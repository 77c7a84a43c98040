// Arithmetic and comparison: the operations on two values, each with its int and double ways in line and everything else
// behind a call.

import JSSyntax

// MARK: Operations

extension Context {
    @inline(__always) func add(_ a: Value, _ b: Value) throws(JSThrow) -> Value {
        if a.isInt && b.isInt {
            let (sum, overflow) = a.uncheckedInt.addingReportingOverflow(b.uncheckedInt)
            if !overflow { return Value(int: sum) }
            return Value(double: Double(a.uncheckedInt) + Double(b.uncheckedInt))
        }
        if a.isNumber && b.isNumber { return Value(double: a.uncheckedNumber + b.uncheckedNumber) }
        return try addSlowly(a, b)
    }

    @inline(never) private func addSlowly(_ a: Value, _ b: Value) throws(JSThrow) -> Value {
        if a.isString && b.isString { return Value(try concatenate(a.uncheckedString, b.uncheckedString)) }
        if let x = a.asBigInt, let y = b.asBigInt { return try bigIntAdd(x, y) }
        let left = try toPrimitive(a)
        let right = try toPrimitive(b)
        if left.isString || right.isString {
            let first = try toString(left)
            return Value(try concatenate(first, toString(right)))
        }
        if left.isNumber && right.isNumber { return Value(number: left.uncheckedNumber + right.uncheckedNumber) }
        return try arithmetic(.add, left, right)
    }

    @inline(__always) func subtract(_ a: Value, _ b: Value) throws(JSThrow) -> Value {
        if a.isInt && b.isInt {
            let (difference, overflow) = a.uncheckedInt.subtractingReportingOverflow(b.uncheckedInt)
            if !overflow { return Value(int: difference) }
            return Value(double: Double(a.uncheckedInt) - Double(b.uncheckedInt))
        }
        if a.isNumber && b.isNumber { return Value(double: a.uncheckedNumber - b.uncheckedNumber) }
        return try arithmetic(.subtract, a, b)
    }

    @inline(__always) func multiply(_ a: Value, _ b: Value) throws(JSThrow) -> Value {
        if a.isInt && b.isInt {
            let (product, overflow) = a.uncheckedInt.multipliedReportingOverflow(by: b.uncheckedInt)
            if !overflow && product != 0 { return Value(int: product) }
        }
        if a.isNumber && b.isNumber { return Value(double: a.uncheckedNumber * b.uncheckedNumber) }
        return try arithmetic(.multiply, a, b)
    }

    @inline(__always) func divide(_ a: Value, _ b: Value) throws(JSThrow) -> Value {
        if a.isNumber && b.isNumber { return Value(number: a.uncheckedNumber / b.uncheckedNumber) }
        return try arithmetic(.divide, a, b)
    }

    @inline(__always) func remainder(_ a: Value, _ b: Value) throws(JSThrow) -> Value {
        if a.isInt && b.isInt && a.uncheckedInt >= 0 && b.uncheckedInt > 0 { return Value(int: a.uncheckedInt % b.uncheckedInt) }
        if a.isNumber && b.isNumber { return Value(number: Context.remainder(a.uncheckedNumber, b.uncheckedNumber)) }
        return try arithmetic(.remainder, a, b)
    }

    /// sec-numeric-types-number-remainder: C's fmod.
    @inline(never) static func remainder(_ n: Double, _ d: Double) -> Double {
        if n.magnitude < 0x1p53 && d.magnitude < 0x1p53 && d != 0 && n == n.rounded(.towardZero) && d == d.rounded(.towardZero) {
            let result = Double(Int64(n) % Int64(d))
            return result == 0 && n.sign == .minus ? -0.0 : result
        }
        return n.truncatingRemainder(dividingBy: d)
    }

    @inline(__always) func bitwiseAnd(_ a: Value, _ b: Value) throws(JSThrow) -> Value {
        a.isInt && b.isInt ? Value(int: a.uncheckedInt & b.uncheckedInt) : try arithmetic(.bitwiseAnd, a, b)
    }
    @inline(__always) func bitwiseOr(_ a: Value, _ b: Value) throws(JSThrow) -> Value {
        a.isInt && b.isInt ? Value(int: a.uncheckedInt | b.uncheckedInt) : try arithmetic(.bitwiseOr, a, b)
    }
    @inline(__always) func bitwiseXor(_ a: Value, _ b: Value) throws(JSThrow) -> Value {
        a.isInt && b.isInt ? Value(int: a.uncheckedInt ^ b.uncheckedInt) : try arithmetic(.bitwiseXor, a, b)
    }
    @inline(__always) func shiftLeft(_ a: Value, _ b: Value) throws(JSThrow) -> Value {
        a.isInt && b.isInt ? Value(int: a.uncheckedInt &<< (b.uncheckedInt & 31)) : try arithmetic(.shiftLeft, a, b)
    }
    @inline(__always) func shiftRight(_ a: Value, _ b: Value) throws(JSThrow) -> Value {
        a.isInt && b.isInt ? Value(int: a.uncheckedInt &>> (b.uncheckedInt & 31)) : try arithmetic(.shiftRight, a, b)
    }
    @inline(__always) func shiftRightUnsigned(_ a: Value, _ b: Value) throws(JSThrow) -> Value {
        a.isInt && b.isInt
            ? Value(UInt32(bitPattern: a.uncheckedInt) &>> UInt32(b.uncheckedInt & 31)) : try arithmetic(.shiftRightUnsigned, a, b)
    }

    @inline(__always) func isLess(_ a: Value, _ b: Value) throws(JSThrow) -> Bool {
        if a.isInt && b.isInt { return a.uncheckedInt < b.uncheckedInt }
        if a.isNumber && b.isNumber { return a.uncheckedNumber < b.uncheckedNumber }
        return try isLessThan(a, b, leftFirst: true) ?? false
    }
    @inline(__always) func isGreater(_ a: Value, _ b: Value) throws(JSThrow) -> Bool {
        if a.isInt && b.isInt { return a.uncheckedInt > b.uncheckedInt }
        if a.isNumber && b.isNumber { return a.uncheckedNumber > b.uncheckedNumber }
        return try isLessThan(b, a, leftFirst: false) ?? false
    }
    @inline(__always) func isLessOrEqual(_ a: Value, _ b: Value) throws(JSThrow) -> Bool {
        if a.isInt && b.isInt { return a.uncheckedInt <= b.uncheckedInt }
        if a.isNumber && b.isNumber { return a.uncheckedNumber <= b.uncheckedNumber }
        return try isLessThan(b, a, leftFirst: false) == false
    }
    @inline(__always) func isGreaterOrEqual(_ a: Value, _ b: Value) throws(JSThrow) -> Bool {
        if a.isInt && b.isInt { return a.uncheckedInt >= b.uncheckedInt }
        if a.isNumber && b.isNumber { return a.uncheckedNumber >= b.uncheckedNumber }
        return try isLessThan(a, b, leftFirst: true) == false
    }

    /// The operators on operands that are not both of the quick kinds, sec-applystringornumericbinaryoperator.
    @inline(never) func arithmetic(_ operation: BinaryOperator, _ a: Value, _ b: Value) throws(JSThrow) -> Value {
        if a.isNumber && b.isNumber { return numberArithmetic(operation, a.uncheckedNumber, b.uncheckedNumber) }
        if let x = a.asBigInt, let y = b.asBigInt { return try bigIntArithmetic(operation, x, y) }
        let left = try toNumeric(a)
        let right = try toNumeric(b)
        if left.isNumber && right.isNumber { return numberArithmetic(operation, left.uncheckedNumber, right.uncheckedNumber) }
        // Objects can have become two BigInts.
        guard let x = left.asBigInt, let y = right.asBigInt else {
            throw throwError(.typeError, "Cannot mix BigInt and other types, use explicit conversions")
        }
        return try bigIntArithmetic(operation, x, y)
    }

    private func numberArithmetic(_ operation: BinaryOperator, _ x: Double, _ y: Double) -> Value {
        switch operation {
        case .add: Value(number: x + y)
        case .subtract: Value(number: x - y)
        case .multiply: Value(number: x * y)
        case .divide: Value(number: x / y)
        case .remainder: Value(number: Context.remainder(x, y))
        case .exponentiate: Value(number: Context.exponentiate(x, y))
        case .bitwiseAnd: Value(int: Context.toInt32(x) & Context.toInt32(y))
        case .bitwiseOr: Value(int: Context.toInt32(x) | Context.toInt32(y))
        case .bitwiseXor: Value(int: Context.toInt32(x) ^ Context.toInt32(y))
        case .shiftLeft: Value(int: Context.toInt32(x) &<< (Context.toInt32(y) & 31))
        case .shiftRight: Value(int: Context.toInt32(x) &>> (Context.toInt32(y) & 31))
        case .shiftRightUnsigned: Value(UInt32(bitPattern: Context.toInt32(x)) &>> UInt32(bitPattern: Context.toInt32(y) & 31))
        default: .undefined
        }
    }
}
