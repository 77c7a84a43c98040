// Quotients of arrays of limbs: the long way for small operands (see `LimbDivision.swift`), the recursive division of Burnikel and Ziegler for large ones.

extension Magnitude {
    /// Divisors and quotients with fewer limbs are divided the long way.
    static let recursiveThreshold = 80

    /// Quotient and remainder; `b` is not zero.
    static func divide<Budget: ArithmeticBudget>(
        _ a: Limbs, _ b: Limbs, _ budget: inout Budget
    ) throws(Budget.Failure) -> (quotient: Limbs, remainder: Limbs) {
        if compare(a, b) < 0 { return ([], a) }
        if b.count == 1 {
            try budget.linear(a.count)
            if a.count > 8 { try budget.spend(steps: a.count >> 3) }
            var quotient = a
            let remainder = divide(&quotient, by: b[0])
            return (quotient, remainder == 0 ? [] : [remainder])
        }
        if b.count < recursiveThreshold || a.count - b.count < recursiveThreshold {
            try budget.linear(3 * a.count + b.count)
            return try divideLong(a, b, &budget)
        }
        return try divideBlocks(a, b, &budget)
    }

    /// The long way; `b` has at least two limbs.
    private static func divideLong<Budget: ArithmeticBudget>(
        _ a: Limbs, _ b: Limbs, _ budget: inout Budget
    ) throws(Budget.Failure) -> (quotient: Limbs, remainder: Limbs) {
        let count = b.count
        if a.count < count { return ([], a) }
        var working = Limbs(repeating: 0, count: a.count + 1)
        let division = LongDivision(by: b.span)
        start(division, a, &working)
        // So many limbs of the quotient are paid for at a time.
        let piece = max(1, 1024 / count)
        var position = a.count - count
        while position >= 0 {
            let end = max(position - piece + 1, 0)
            if position - end + 1 == piece { try budget.spend(steps: 1 + (piece * count) >> 4) }
            divide(division, &working, b, position, end)
            position = end - 1
        }
        finish(division, &working)
        return (part(working, count..<a.count + 1), part(working, 0..<count))
    }

    @inline(never)
    private static func start(_ division: LongDivision, _ a: Limbs, _ working: inout Limbs) {
        var out = working.mutableSpan
        division.start(a.span, &out)
    }

    @inline(never)
    private static func divide(_ division: LongDivision, _ working: inout Limbs, _ b: Limbs, _ first: Int, _ last: Int) {
        var out = working.mutableSpan
        division.divide(&out, by: b.span, down: first, through: last)
    }

    @inline(never)
    private static func finish(_ division: LongDivision, _ working: inout Limbs) {
        var out = working.mutableSpan
        division.finish(&out)
    }

    // MARK: Recursive division

    /// Cuts the dividend into pieces of the size of the divisor, after making that size a small number times a power of two.
    private static func divideBlocks<Budget: ArithmeticBudget>(
        _ a: Limbs, _ b: Limbs, _ budget: inout Budget
    ) throws(Budget.Failure) -> (quotient: Limbs, remainder: Limbs) {
        var halvings = 0
        while (b.count >> halvings) >= recursiveThreshold { halvings += 1 }
        let size = ((b.count - 1) >> halvings + 1) << halvings
        let shift = size * 64 - bitCount(b)
        // Shifted operands, quotient, and the copies of halves that the recursion makes.
        try budget.linear(2 * a.count + 16 * size)
        let dividend = shiftLeft(a, by: shift)
        let divisor = shiftLeft(b, by: shift)
        var remainder = Limbs()
        var quotient = Limbs(repeating: 0, count: dividend.count)
        var start = (dividend.count - 1) / size * size
        while true {
            let piece = part(dividend, start..<start + size)
            let digits: Limbs
            (digits, remainder) = try divide2By1(joined(remainder, piece, at: size), divisor, size, &budget)
            quotient.replaceSubrange(start..<start + digits.count, with: digits)
            if start == 0 { break }
            start -= size
        }
        trim(&quotient)
        return (quotient, shiftRight(remainder, by: shift))
    }

    /// `high * 2**(64 * count) + low`, where `low` has at most `count` limbs.
    private static func joined(_ high: Limbs, _ low: Limbs, at count: Int) -> Limbs {
        if high.isEmpty { return low }
        return low + repeatElement(0, count: count - low.count) + high
    }

    /// Divides by a divisor of exactly `count` limbs with the top bit set; the quotient has at most `count` limbs.
    private static func divide2By1<Budget: ArithmeticBudget>(
        _ a: Limbs, _ b: Limbs, _ count: Int, _ budget: inout Budget
    ) throws(Budget.Failure) -> (quotient: Limbs, remainder: Limbs) {
        if compare(a, b) < 0 { return ([], a) }
        if count & 1 == 1 || count < recursiveThreshold { return try divideLong(a, b, &budget) }
        let half = count / 2
        try budget.spend(steps: 1 + count >> 4)
        let (high, rest) = try divide3By2(part(a, count..<2 * count), part(a, half..<count), b, half, &budget)
        let (low, remainder) = try divide3By2(rest, part(a, 0..<half), b, half, &budget)
        return (joined(high, low, at: half), remainder)
    }

    /// Divides `high * 2**(64 * half) + low` by `b` of `2 * half` limbs.
    private static func divide3By2<Budget: ArithmeticBudget>(
        _ high: Limbs, _ low: Limbs, _ b: Limbs, _ half: Int, _ budget: inout Budget
    ) throws(Budget.Failure) -> (quotient: Limbs, remainder: Limbs) {
        let b1 = part(b, half..<2 * half)
        let b0 = part(b, 0..<half)
        var quotient: Limbs
        var rest: Limbs
        if compare(part(high, half..<2 * half), b1) >= 0 {
            quotient = Limbs(repeating: .max, count: half)
            rest = add(subtract(high, joined(b1, [], at: half)), b1)
        } else {
            (quotient, rest) = try divide2By1(high, b1, half, &budget)
        }
        rest = joined(rest, low, at: half)
        let product = try multiply(quotient, b0, &budget)
        // The estimate is at most two too large.
        while compare(rest, product) < 0 {
            quotient = subtract(quotient, [1])
            rest = add(rest, b)
        }
        return (quotient, subtract(rest, product))
    }
}
