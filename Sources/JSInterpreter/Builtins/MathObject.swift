// The Math object, sec-math-object. The transcendental functions are those of the platform's C library.

import JSNumerics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

enum MathObject {
    static let table = BuiltinTable(
        .ordinary,
        [
            BuiltinProperty(key: .text("E"), content: .constant(Value(double: 2.718281828459045)), attributes: []),
            .constant(.LN10, Value(double: 2.302585092994046)),
            .constant(.LN2, Value(double: 0.6931471805599453)),
            .constant(.LOG10E, Value(double: 0.4342944819032518)),
            .constant(.LOG2E, Value(double: 1.4426950408889634)),
            .constant(.PI, Value(double: 3.141592653589793)),
            .constant(.SQRT1_2, Value(double: 0.7071067811865476)),
            .constant(.SQRT2, Value(double: 1.4142135623730951)),
            .toStringTag(.Math),
            .method(.abs, 1, abs),
            function(.acos) { acos($0) },
            function(.acosh) { acosh($0) },
            function(.asin) { asin($0) },
            function(.asinh) { asinh($0) },
            function(.atan) { atan($0) },
            function(.atanh) { atanh($0) },
            .method(.atan2, 2, atan2),
            function(.cbrt, cubeRoot),
            .method(.ceil, 1, ceil),
            .method(.clz32, 1, clz32),
            function(.cos) { cos($0) },
            function(.cosh) { cosh($0) },
            function(.exp) { exp($0) },
            function(.expm1) { expm1($0) },
            .method(.floor, 1, floor),
            function(.fround) { Double(Float($0)) },
            function(.f16round) { Float16Conversion.f16round($0) },
            .method(.hypot, 2, hypot),
            .method(.imul, 2, imul),
            function(.log) { log($0) },
            function(.log1p) { log1p($0) },
            function(.log10) { log10($0) },
            function(.log2) { log2($0) },
            .method(.max, 2, max),
            .method(.min, 2, min),
            .method(.pow, 2, pow),
            .method(.random, 0, random),
            .method(.round, 1, round),
            .method(.sign, 1, sign),
            function(.sin) { sin($0) },
            function(.sinh) { sinh($0) },
            function(.sqrt) { $0.squareRoot() },
            .method(.sumPrecise, 1, sumPrecise),
            function(.tan) { tan($0) },
            function(.tanh) { tanh($0) },
            .method(.trunc, 1, trunc),
        ])

    /// A function of one number, sec-function-properties-of-the-math-object.
    private static func function(_ name: Name, _ body: @escaping @Sendable (Double) -> Double) -> BuiltinProperty {
        .method(name, 1) { (context, arguments) throws(JSThrow) in Value(number: body(try context.toNumber(arguments[0]))) }
    }

    // MARK: Integers and signs

    /// sec-math.abs
    private static func abs(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(number: try context.toNumber(arguments[0]).magnitude)
    }

    /// sec-math.ceil
    private static func ceil(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        if arguments[0].isInt { return arguments[0] }
        return Value(number: try context.toNumber(arguments[0]).rounded(.up))
    }

    /// sec-math.floor
    private static func floor(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        if arguments[0].isInt { return arguments[0] }
        return Value(number: try context.toNumber(arguments[0]).rounded(.down))
    }

    /// sec-math.round
    private static func round(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        if arguments[0].isInt { return arguments[0] }
        let number = try context.toNumber(arguments[0])
        // Halves go up, also below zero.
        let above = number.rounded(.up)
        return Value(number: above - 0.5 > number ? above - 1 : above)
    }

    /// sec-math.trunc
    private static func trunc(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        if arguments[0].isInt { return arguments[0] }
        return Value(number: try context.toNumber(arguments[0]).rounded(.towardZero))
    }

    /// sec-math.sign
    private static func sign(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let number = try context.toNumber(arguments[0])
        return Value(number: number > 0 ? 1 : number < 0 ? -1 : number)
    }

    /// sec-math.clz32
    private static func clz32(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try context.toUint32(arguments[0]).leadingZeroBitCount)
    }

    /// sec-math.imul
    private static func imul(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let a = try context.toInt32(arguments[0])
        let b = try context.toInt32(arguments[1])
        return Value(int: a &* b)
    }

    // MARK: Several numbers

    /// sec-math.atan2
    private static func atan2(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let y = try context.toNumber(arguments[0])
        let x = try context.toNumber(arguments[1])
        return Value(number: libraryAtan2(y, x))
    }

    /// sec-math.pow
    private static func pow(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let base = try context.toNumber(arguments[0])
        let exponent = try context.toNumber(arguments[1])
        return Value(number: numberExponentiate(base, exponent))
    }

    /// sec-math.max
    private static func max(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        if arguments.count == 2, arguments[0].isInt, arguments[1].isInt {
            return arguments[0].uncheckedInt >= arguments[1].uncheckedInt ? arguments[0] : arguments[1]
        }
        var highest = -Double.infinity
        for index in 0..<arguments.count {
            let number = try context.toNumber(arguments[index])
            if highest.isNaN || number.isNaN {
                highest = .nan
            } else if number > highest || (number == 0 && highest == 0 && number.sign == .plus) {
                highest = number
            }
        }
        return Value(number: highest)
    }

    /// sec-math.min
    private static func min(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        if arguments.count == 2, arguments[0].isInt, arguments[1].isInt {
            return arguments[0].uncheckedInt <= arguments[1].uncheckedInt ? arguments[0] : arguments[1]
        }
        var lowest = Double.infinity
        for index in 0..<arguments.count {
            let number = try context.toNumber(arguments[index])
            if lowest.isNaN || number.isNaN {
                lowest = .nan
            } else if number < lowest || (number == 0 && lowest == 0 && number.sign == .minus) {
                lowest = number
            }
        }
        return Value(number: lowest)
    }

    /// sec-math.hypot
    private static func hypot(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        var coerced: [Double] = []
        for index in 0..<arguments.count { coerced.append(try context.toNumber(arguments[index]).magnitude) }
        if coerced.contains(.infinity) { return Value(double: .infinity) }
        if coerced.contains(where: { $0.isNaN }) { return .nan }
        if coerced.count == 2 { return Value(number: libraryHypot(coerced[0], coerced[1])) }
        guard let largest = coerced.max(), largest > 0 else { return .zero }
        // Divided by the largest, no square overflows or vanishes; what rounding loses is added back.
        var sum = 0.0
        var compensation = 0.0
        for number in coerced {
            let quotient = number / largest
            let term = quotient * quotient - compensation
            let next = sum + term
            compensation = (next - sum) - term
            sum = next
        }
        return Value(number: sum.squareRoot() * largest)
    }

    /// sec-math.sumprecise
    private static func sumPrecise(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        try context.requireObjectCoercible(arguments[0], "Math.sumPrecise")
        var sum = ExactSum()
        try context.forEachValue(of: arguments[0]) { (value) throws(JSThrow) in
            guard let number = value.asNumber else {
                throw context.throwError(.typeError, "Math.sumPrecise: \(context.describe(value)) is not a number")
            }
            try context.pay(4)
            sum.add(number)
        }
        return Value(number: sum.value)
    }

    /// sec-math.random
    private static func random(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(double: context.random.next())
    }
}

/// Math.cbrt. The C libraries' functions differ in the last place, even for cubes of integers; this is the method of FreeBSD's, which
/// other engines use: an estimate of the exponent and a few bits, a polynomial, and one step of Newton's iteration on a value
/// whose square is exact.
@Sendable private func cubeRoot(_ x: Double) -> Double {
    guard x.isFinite, x != 0 else { return x }
    let magnitude = x.magnitude
    // A third of the exponent, by a division of the upper word; subnormal numbers are scaled first.
    let upper: UInt32
    if magnitude < Double.leastNormalMagnitude {
        upper = UInt32(truncatingIfNeeded: (magnitude * 0x1p54).bitPattern >> 32) / 3 + 696_219_795
    } else {
        upper = UInt32(truncatingIfNeeded: magnitude.bitPattern >> 32) / 3 + 715_094_163
    }
    var t = Double(bitPattern: UInt64(upper) << 32)
    // 23 bits of 1 / cbrt, by a polynomial in t³ / x.
    let r = (t * t) * (t / magnitude)
    let low = 1.87595182427177009643 + r * (-1.88497979543377169875 + r * 1.621429720105354466140)
    let high = (r * r) * r * (-0.758397934778766047437 + r * 0.145996192886612446982)
    t *= low + high
    // Rounded to 23 bits, away from zero, so that t² is exact.
    t = Double(bitPattern: (t.bitPattern + 0x8000_0000) & 0xFFFF_FFFF_C000_0000)
    let quotient = magnitude / (t * t)
    t += t * ((quotient - t) / (t + t + quotient))
    return x < 0 ? -t : t
}

// The C library's functions whose names the methods above have too.
private func libraryAtan2(_ y: Double, _ x: Double) -> Double { atan2(y, x) }
private func libraryHypot(_ x: Double, _ y: Double) -> Double { hypot(x, y) }
