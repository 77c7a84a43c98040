// Quotients: Knuth's algorithm D for small operands, the recursive division of Burnikel and Ziegler for large ones.

extension Magnitude {
    /// Divisors and quotients with fewer limbs are divided the long way.
    private static let recursiveThreshold = 80

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
        let shift = b[b.count - 1].leadingZeroBitCount
        if b.count < recursiveThreshold || a.count - b.count < recursiveThreshold {
            try budget.linear(3 * a.count + b.count)
            let (quotient, remainder) = try divideLong(shiftLeft(a, by: shift), shiftLeft(b, by: shift), &budget)
            return (quotient, shiftRight(remainder, by: shift))
        }
        return try divideBlocks(a, b, &budget)
    }

    /// Algorithm D; the top bit of `b` is set.
    private static func divideLong<Budget: ArithmeticBudget>(
        _ a: Limbs, _ b: Limbs, _ budget: inout Budget
    ) throws(Budget.Failure) -> (quotient: Limbs, remainder: Limbs) {
        let count = b.count
        if a.count < count { return ([], a) }
        var remainder = a
        remainder.append(0)
        var quotient = Limbs(repeating: 0, count: a.count - count + 1)
        let top = b[count - 1]
        let second = count > 1 ? b[count - 2] : 0
        var unpaid = 0
        var position = quotient.count
        while position > 0 {
            position -= 1
            unpaid += count
            if unpaid >= 1024 {
                try budget.spend(steps: unpaid >> 4)
                unpaid = 0
            }
            // Estimate a limb of the quotient from the two top limbs, correct it with the third.
            let high = remainder[position + count]
            var estimate: UInt64
            var rest: UInt64
            var restOverflowed = false
            if high >= top {
                estimate = .max
                (rest, restOverflowed) = remainder[position + count - 1].addingReportingOverflow(top)
            } else {
                (estimate, rest) = top.dividingFullWidth((high, remainder[position + count - 1]))
            }
            let third = count > 1 ? remainder[position + count - 2] : 0
            while !restOverflowed {
                let product = estimate.multipliedFullWidth(by: second)
                if product.high < rest || (product.high == rest && product.low <= third) { break }
                estimate &-= 1
                (rest, restOverflowed) = rest.addingReportingOverflow(top)
            }
            if estimate == 0 { continue }
            if subtractProduct(b.span, estimate, from: &remainder, at: position) {
                estimate &-= 1
                add(b.span, to: &remainder, at: position, count: count + 1)
            }
            quotient[position] = estimate
        }
        trim(&quotient)
        trim(&remainder)
        return (quotient, remainder)
    }

    /// Subtracts `a * factor` from the `a.count + 1` limbs of `result` at `offset`; returns whether that is negative.
    @inline(never)
    private static func subtractProduct(
        _ a: Span<UInt64>, _ factor: UInt64, from result: inout Limbs, at offset: Int
    ) -> Bool {
        var out = result.mutableSpan
        var carry: UInt64 = 0
        var position = offset
        for index in a.indices {
            let product = UInt128(a[index]) &* UInt128(factor) &+ UInt128(carry)
            let (difference, borrow) = out[position].subtractingReportingOverflow(UInt64(truncatingIfNeeded: product))
            out[position] = difference
            carry = UInt64(truncatingIfNeeded: product >> 64) &+ (borrow ? 1 : 0)
            position &+= 1
        }
        let (difference, borrow) = out[position].subtractingReportingOverflow(carry)
        out[position] = difference
        return borrow
    }

    /// Adds `a` to the `count` limbs of `result` at `offset`; a carry out of them is dropped.
    @inline(never)
    private static func add(_ a: Span<UInt64>, to result: inout Limbs, at offset: Int, count: Int) {
        var out = result.mutableSpan
        var carry: UInt64 = 0
        for index in 0..<count {
            let (first, overflow) = out[offset &+ index].addingReportingOverflow(index < a.count ? a[index] : 0)
            let (second, again) = first.addingReportingOverflow(carry)
            out[offset &+ index] = second
            carry = overflow || again ? 1 : 0
        }
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
