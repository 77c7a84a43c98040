// Products: long multiplication for small operands, Karatsuba's method for large ones.

extension Magnitude {
    /// Operands with fewer limbs are multiplied the long way.
    static let karatsubaThreshold = 40

    /// The most limbs of the longer operand that are multiplied without asking the budget again.
    static let blockSize = 4096

    static func multiply<Budget: ArithmeticBudget>(
        _ a: Limbs, _ b: Limbs, _ budget: inout Budget
    ) throws(Budget.Failure) -> Limbs {
        let (long, short) = a.count >= b.count ? (a, b) : (b, a)
        if short.isEmpty { return [] }
        try budget.linear(long.count + short.count)
        var result = Limbs(repeating: 0, count: long.count + short.count)
        if long.count <= 8 {
            multiplyLong(long.span, short.span, into: &result, at: 0)
        } else {
            if short.count >= karatsubaThreshold {
                // Each level of the recursion takes about twice the length of its operands, and halves them.
                try budget.reserve(bytes: short.count * 48 + 4096)
            }
            let size = max(short.count, blockSize)
            if short.count == long.count {
                try multiplyEqual(long.span, short.span, into: &result, at: 0, &budget)
            } else if short.count >= karatsubaThreshold {
                try multiplyBlocks(long, short, size: short.count, into: &result, &budget)
            } else {
                var start = 0
                while start < long.count {
                    let end = min(start + size, long.count)
                    try budget.spend(steps: 1 + ((end - start) * short.count) >> 4)
                    multiplyLong(long.span.extracting(start..<end), short.span, into: &result, at: start)
                    start = end
                }
            }
        }
        trim(&result)
        return result
    }

    /// Multiplies `short` with pieces of `long` of the same length, and with what is left of it.
    private static func multiplyBlocks<Budget: ArithmeticBudget>(
        _ long: Limbs, _ short: Limbs, size: Int, into result: inout Limbs, _ budget: inout Budget
    ) throws(Budget.Failure) {
        try budget.reserve(bytes: size * 16)
        var start = 0
        while long.count - start >= size {
            var product = Limbs(repeating: 0, count: 2 * size)
            try multiplyEqual(long.span.extracting(start..<start + size), short.span, into: &product, at: 0, &budget)
            add(product.span, to: &result, at: start)
            start += size
        }
        if start < long.count {
            let product = try multiply(part(long, start..<long.count), short, &budget)
            add(product.span, to: &result, at: start)
        }
    }

    /// The square of `a`.
    static func square<Budget: ArithmeticBudget>(_ a: Limbs, _ budget: inout Budget) throws(Budget.Failure) -> Limbs {
        try multiply(a, a, &budget)
    }

    /// Adds `a * b` to `result` at `offset`, where the limbs from there on are zero from `a.count` on.
    @inline(never)
    private static func multiplyLong(_ a: Span<UInt64>, _ b: Span<UInt64>, into result: inout Limbs, at offset: Int) {
        var out = result.mutableSpan
        for row in b.indices {
            var carry = LimbArithmetic.addProduct(a, b[row], to: &out, at: offset &+ row)
            var position = offset &+ row &+ a.count
            // The limb above can hold a carry of the block before.
            while carry != 0 {
                let (sum, overflow) = out[position].addingReportingOverflow(carry)
                out[position] = sum
                carry = overflow ? 1 : 0
                position &+= 1
            }
        }
    }

    /// Writes `a * b`, which have the same number of limbs, to the zeros in `result` at `offset`.
    private static func multiplyEqual<Budget: ArithmeticBudget>(
        _ a: Span<UInt64>, _ b: Span<UInt64>, into result: inout Limbs, at offset: Int, _ budget: inout Budget
    ) throws(Budget.Failure) {
        let count = a.count
        if count < karatsubaThreshold {
            try budget.spend(steps: 1 + (count * count) >> 4)
            multiplyLong(a, b, into: &result, at: offset)
            return
        }
        // With a = a1 B + a0, b = b1 B + b0: ab = a1b1 B² + ((a0 + a1)(b0 + b1) - a1b1 - a0b0) B + a0b0.
        let low = (count + 1) / 2
        let a0 = a.extracting(0..<low)
        let b0 = b.extracting(0..<low)
        let a1 = a.extracting(low..<count)
        let b1 = b.extracting(low..<count)
        try multiplyEqual(a0, b0, into: &result, at: offset, &budget)
        try multiplyEqual(a1, b1, into: &result, at: offset + 2 * low, &budget)

        var middle = Limbs(repeating: 0, count: 2 * low + 2)
        do {
            let sumA = sum(a0, a1)
            let sumB = sum(b0, b1)
            try multiplyEqual(sumA.span, sumB.span, into: &middle, at: 0, &budget)
        }
        subtract(result.span.extracting(offset..<offset + 2 * low), from: &middle, at: 0)
        subtract(result.span.extracting(offset + 2 * low..<offset + 2 * count), from: &middle, at: 0)
        trim(&middle)
        add(middle.span, to: &result, at: offset + low)
    }

    /// `a + b` with one limb more than `a`, which is the longer one.
    private static func sum(_ a: Span<UInt64>, _ b: Span<UInt64>) -> Limbs {
        var result = Limbs()
        result.reserveCapacity(a.count + 1)
        for index in a.indices { result.append(a[index]) }
        result.append(0)
        add(b, to: &result, at: 0)
        return result
    }

    /// `base ** exponent`; the caller has checked that the result is not too large.
    static func power<Budget: ArithmeticBudget>(
        _ base: Limbs, _ exponent: Int, _ budget: inout Budget
    ) throws(Budget.Failure) -> Limbs {
        if exponent == 0 { return [1] }
        var result = base
        var bit = Int.bitWidth - exponent.leadingZeroBitCount - 1
        while bit > 0 {
            bit -= 1
            result = try square(result, &budget)
            if exponent >> bit & 1 == 1 { result = try multiply(result, base, &budget) }
        }
        return result
    }
}
