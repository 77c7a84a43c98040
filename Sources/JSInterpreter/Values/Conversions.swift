// Type conversion, sec-type-conversion, and the comparisons, sec-testing-and-comparison-operations.

import JSNumerics

/// The hint of sec-toprimitive.
enum PrimitiveHint {
    case `default`, string, number

    var value: Value {
        switch self {
        case .default: Name.default.value
        case .string: Name.string.value
        case .number: Name.number.value
        }
    }
}

extension Context {
    // MARK: To primitive, boolean

    /// sec-toprimitive
    func toPrimitive(_ value: Value, _ hint: PrimitiveHint = .default) throws(JSThrow) -> Value {
        guard let object = value.asObject else { return value }
        try checkNativeStack()
        let exotic = try getMethod(value, PropertyKey(WellKnownSymbol.toPrimitive))
        if !exotic.isUndefined {
            let result = try call(exotic, value, hint.value)
            if !result.isObject { return result }
            throw throwError(.typeError, "Cannot convert object to primitive value")
        }
        return try ordinaryToPrimitive(object, hint)
    }

    /// sec-ordinarytoprimitive
    func ordinaryToPrimitive(_ object: JSObject, _ hint: PrimitiveHint) throws(JSThrow) -> Value {
        let order: [Name] = hint == .string ? [.toString, .valueOf] : [.valueOf, .toString]
        for name in order {
            let method = try get(object, PropertyKey(name))
            if method.isCallable {
                let result = try call(method, Value(object))
                if !result.isObject { return result }
            }
        }
        throw throwError(.typeError, "Cannot convert object to primitive value")
    }

    /// sec-toboolean
    @inline(__always) func toBoolean(_ value: Value) -> Bool {
        if value.isBoolean { return value.isTrue }
        if value.isInt { return value.uncheckedInt != 0 }
        return toBooleanSlowly(value)
    }

    @inline(never) private func toBooleanSlowly(_ value: Value) -> Bool {
        if value.isNumber {
            let number = value.uncheckedDouble
            return number == number && number != 0
        }
        guard let cell = value.asCell else { return false }
        switch cell.kind {
        case .string, .bigint: return cell.number != 0
        default: return true
        }
    }

    // MARK: To numbers

    /// sec-tonumber
    @inline(__always) func toNumber(_ value: Value) throws(JSThrow) -> Double {
        if value.isNumber { return value.uncheckedNumber }
        return try toNumberSlowly(value)
    }

    @inline(never) private func toNumberSlowly(_ value: Value) throws(JSThrow) -> Double {
        if value.isUndefined { return .nan }
        if value.isNull || value == .false { return 0 }
        if value.isTrue { return 1 }
        guard let cell = value.asCell else { return .nan }
        switch cell.kind {
        case .string: return try stringToNumber(JSString(cell: cell))
        case .symbol: throw throwError(.typeError, "Cannot convert a Symbol value to a number")
        case .bigint: throw throwError(.typeError, "Cannot convert a BigInt value to a number")
        default: return try toNumber(toPrimitive(value, .number))
        }
    }

    /// sec-tonumeric: a number value or a BigInt.
    func toNumeric(_ value: Value) throws(JSThrow) -> Value {
        if value.isNumeric { return value }
        let primitive = try toPrimitive(value, .number)
        if primitive.isBigInt { return primitive }
        return Value(number: try toNumber(primitive))
    }

    /// sec-tointegerorinfinity
    func toIntegerOrInfinity(_ value: Value) throws(JSThrow) -> Double {
        if value.isInt { return Double(value.uncheckedInt) }
        let number = try toNumber(value)
        if number.isNaN || number == 0 { return 0 }
        return number.isInfinite ? number : number.rounded(.towardZero)
    }

    /// `toIntegerOrInfinity` clamped to the range of Int.
    func toClampedInteger(_ value: Value) throws(JSThrow) -> Int {
        if value.isInt { return Int(value.uncheckedInt) }
        let integer = try toIntegerOrInfinity(value)
        if integer >= 9.0e18 { return Int.max }
        if integer <= -9.0e18 { return Int.min }
        return Int(integer)
    }

    /// A relative index as `slice`, `at` and others take it: negative counts from the end, the result is in `0...length`.
    func toRelativeIndex(_ value: Value, length: Int) throws(JSThrow) -> Int {
        let index = try toClampedInteger(value)
        if index < 0 { return index <= -length ? 0 : length + index }
        return min(index, length)
    }

    /// sec-toint32
    @inline(__always) func toInt32(_ value: Value) throws(JSThrow) -> Int32 {
        if value.isInt { return value.uncheckedInt }
        return Context.toInt32(try toNumber(value))
    }

    static func toInt32(_ number: Double) -> Int32 {
        if number >= -2147483648 && number <= 2147483647 { return Int32(number) }
        return Int32(truncatingIfNeeded: moduloTwo64(number))
    }

    /// The integer part modulo 2^64, of any number.
    static func moduloTwo64(_ number: Double) -> UInt64 {
        guard number.isFinite else { return 0 }
        if number.magnitude < 0x1p63 { return UInt64(bitPattern: Int64(number)) }
        let exponent = Int(number.exponent) - 52
        if exponent >= 64 { return 0 }
        let significand = number.significandBitPattern | 1 << 52
        let magnitude = significand << UInt64(exponent)
        return number < 0 ? 0 &- magnitude : magnitude
    }

    /// sec-touint32
    @inline(__always) func toUint32(_ value: Value) throws(JSThrow) -> UInt32 { UInt32(bitPattern: try toInt32(value)) }

    /// sec-tolength
    func toLength(_ value: Value) throws(JSThrow) -> Int {
        if value.isInt { return max(0, Int(value.uncheckedInt)) }
        let length = try toIntegerOrInfinity(value)
        return length <= 0 ? 0 : Int(min(length, 9007199254740991))
    }

    /// sec-toindex
    func toIndex(_ value: Value) throws(JSThrow) -> Int {
        if value.isUndefined { return 0 }
        let integer = try toIntegerOrInfinity(value)
        guard integer >= 0, integer <= 9007199254740991 else { throw throwError(.rangeError, "Invalid index or length") }
        return Int(integer)
    }

    // MARK: To strings, keys, objects

    /// sec-tostring
    @inline(__always) func toString(_ value: Value) throws(JSThrow) -> JSString {
        if value.isString { return value.uncheckedString }
        return try toStringSlowly(value)
    }

    @inline(never) private func toStringSlowly(_ value: Value) throws(JSThrow) -> JSString {
        if value.isInt { return makeString(decimal: Int(value.uncheckedInt)) }
        if value.isNumber { return numberToString(value.uncheckedDouble) }
        if value.isUndefined { return Name.undefined.string }
        if value.isNull { return Name.null.string }
        if value.isBoolean { return value.isTrue ? Name.true.string : Name.false.string }
        guard let cell = value.asCell else { return emptyString }
        switch cell.kind {
        case .symbol: throw throwError(.typeError, "Cannot convert a Symbol value to a string")
        case .bigint: return try bigIntToString(JSBigInt(cell: cell), radix: 10)
        default: return try toString(toPrimitive(value, .string))
        }
    }

    /// sec-topropertykey
    @inline(__always) func toPropertyKey(_ value: Value) throws(JSThrow) -> PropertyKey {
        if value.isInt, value.uncheckedInt >= 0 { return PropertyKey(index: UInt32(bitPattern: value.uncheckedInt)) }
        if value.isString { return key(of: value.uncheckedString) }
        return try toPropertyKeySlowly(value)
    }

    @inline(never) private func toPropertyKeySlowly(_ value: Value) throws(JSThrow) -> PropertyKey {
        let primitive = try toPrimitive(value, .string)
        if let symbol = primitive.asSymbol { return PropertyKey(symbol) }
        if let number = primitive.asNumber, number >= 0, number <= 4294967294, number == number.rounded() {
            return PropertyKey(index: UInt32(number))
        }
        return key(of: try toString(primitive))
    }

    /// sec-toobject
    func toObject(_ value: Value) throws(JSThrow) -> JSObject {
        if let object = value.asObject { return object }
        guard let prototype = prototypeOfPrimitive(value) else {
            throw throwError(.typeError, "Cannot convert undefined or null to object")
        }
        return makePrimitiveWrapper(value, prototype: prototype)
    }

    /// A Boolean, Number, String, Symbol or BigInt object.
    func makePrimitiveWrapper(_ value: Value, prototype: JSObject) -> JSObject {
        let object = heap.makeObject(
            .primitiveWrapper, Shape.root(prototype: prototype, heap, kind: value.isString ? .exotic : .ordinary), inlineSlots: 2,
            flags: value.isString ? .exotic : [])
        object.setPayloadValue(1, .undefined)
        object.internalValue = value
        return object
    }

    /// sec-requireobjectcoercible
    @discardableResult
    func requireObjectCoercible(_ value: Value, _ method: String) throws(JSThrow) -> Value {
        if value.isNullish { throw throwError(.typeError, "\(method) called on null or undefined") }
        return value
    }

    // MARK: Comparing

    /// sec-isstrictlyequal
    @inline(__always) func isStrictlyEqual(_ a: Value, _ b: Value) throws(JSThrow) -> Bool {
        if a.isInt && b.isInt { return a == b }
        if a.isNumber && b.isNumber { return a.uncheckedNumber == b.uncheckedNumber }
        if a == b { return true }
        if a.isCell && b.isCell { return try sameCellValue(a.uncheckedCell, b.uncheckedCell) }
        return false
    }

    /// Whether two different cells are the same string or BigInt.
    @inline(never) private func sameCellValue(_ a: Cell, _ b: Cell) throws(JSThrow) -> Bool {
        if a.kind == .string && b.kind == .string { return try sameText(JSString(cell: a), JSString(cell: b)) }
        if a.kind == .bigint && b.kind == .bigint {
            return try bigIntEqual(JSBigInt(cell: a), JSBigInt(cell: b))
        }
        return false
    }

    /// sec-islooselyequal
    func isLooselyEqual(_ a: Value, _ b: Value) throws(JSThrow) -> Bool {
        var a = a
        var b = b
        while true {
            if a.isNumber && b.isNumber || a.isString && b.isString || a.isObject && b.isObject || a.isBoolean && b.isBoolean {
                return try isStrictlyEqual(a, b)
            }
            if a.isNullish || b.isNullish { return a.isNullish && b.isNullish }
            if a.isObject {
                a = try toPrimitive(a)
                continue
            }
            if b.isObject {
                b = try toPrimitive(b)
                continue
            }
            if a.isBoolean {
                a = Value(int: a.isTrue ? 1 : 0)
                continue
            }
            if b.isBoolean {
                b = Value(int: b.isTrue ? 1 : 0)
                continue
            }
            if a.isSymbol || b.isSymbol { return a == b }
            if a.isNumber && b.isString { return a.uncheckedNumber == (try stringToNumber(b.uncheckedString)) }
            if a.isString && b.isNumber { return (try stringToNumber(a.uncheckedString)) == b.uncheckedNumber }
            // What is left has a BigInt on one side.
            if let big = a.asBigInt { return try isBigIntEqual(big, b) }
            if let big = b.asBigInt { return try isBigIntEqual(big, a) }
            return false
        }
    }

    /// sec-islessthan for two operands in any form: true, false, or nil for undefined. `leftFirst` orders the conversions.
    func isLessThan(_ a: Value, _ b: Value, leftFirst: Bool) throws(JSThrow) -> Bool? {
        if let x = a.asBigInt, let y = b.asBigInt { return try bigIntLessThan(x, y) }
        let left: Value
        let right: Value
        if leftFirst {
            left = try toPrimitive(a, .number)
            right = try toPrimitive(b, .number)
        } else {
            right = try toPrimitive(b, .number)
            left = try toPrimitive(a, .number)
        }
        if left.isString && right.isString { return try isLess(left.uncheckedString, right.uncheckedString) }
        if left.isBigInt || right.isBigInt { return try isBigIntLess(left, right) }
        let x = try toNumber(left)
        let y = try toNumber(right)
        return x.isNaN || y.isNaN ? nil : x < y
    }
}

extension Context {
    // MARK: SameValue

    /// sec-samevalue
    func sameValue(_ a: Value, _ b: Value) throws(JSThrow) -> Bool {
        if a.isNumber && b.isNumber {
            let x = a.uncheckedNumber
            let y = b.uncheckedNumber
            return x.bitPattern == y.bitPattern || (x == y && x != 0) || (x.isNaN && y.isNaN)
        }
        return try sameValueNonNumber(a, b)
    }

    /// sec-samevaluezero
    func sameValueZero(_ a: Value, _ b: Value) throws(JSThrow) -> Bool {
        if a.isNumber && b.isNumber {
            let x = a.uncheckedNumber
            let y = b.uncheckedNumber
            return x == y || (x.isNaN && y.isNaN)
        }
        return try sameValueNonNumber(a, b)
    }

    private func sameValueNonNumber(_ a: Value, _ b: Value) throws(JSThrow) -> Bool {
        if a == b { return true }
        guard let x = a.asCell, let y = b.asCell else { return false }
        return try sameCellValue(x, y)
    }
}
