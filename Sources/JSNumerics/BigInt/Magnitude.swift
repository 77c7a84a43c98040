// Natural numbers as arrays of 64-bit digits ("limbs"), least significant first and without zeros at the end; zero is empty.
//
// Only what is linear in the size is here; products and quotients have files of their own. The inner loops over spans are functions
// that are not inlined: a call costs nothing beside the loop, and the optimiser of Swift 6.3 fails on some loops that
// contain spans of arrays.

typealias Limbs = [UInt64]

enum Magnitude {
    static func trim(_ limbs: inout Limbs) {
        while limbs.last == 0 { limbs.removeLast() }
    }

    static func bitCount(_ limbs: Limbs) -> Int {
        guard let top = limbs.last else { return 0 }
        return limbs.count * 64 - top.leadingZeroBitCount
    }

    /// -1, 0 or 1.
    static func compare(_ a: Limbs, _ b: Limbs) -> Int { LimbArithmetic.compare(a.span, b.span) }

    @inline(never)
    static func add(_ a: Limbs, _ b: Limbs) -> Limbs {
        var result = a.count >= b.count ? a : b
        let smaller = a.count >= b.count ? b : a
        if add(smaller.span, to: &result, at: 0) { result.append(1) }
        return result
    }

    /// `a - b`; `a` must not be less than `b`.
    @inline(never)
    static func subtract(_ a: Limbs, _ b: Limbs) -> Limbs {
        var result = a
        _ = subtract(b.span, from: &result, at: 0)
        trim(&result)
        return result
    }

    /// Adds `a` shifted by `offset` limbs to `result`; returns whether there is a carry out of the end.
    @discardableResult
    @inline(never)
    static func add(_ a: Span<UInt64>, to result: inout Limbs, at offset: Int) -> Bool {
        var out = result.mutableSpan
        var carry: UInt64 = 0
        var position = offset
        for index in a.indices {
            let (first, overflow) = out[position].addingReportingOverflow(a[index])
            let (second, again) = first.addingReportingOverflow(carry)
            out[position] = second
            carry = overflow || again ? 1 : 0
            position &+= 1
        }
        while carry != 0 && position < out.count {
            let (sum, overflow) = out[position].addingReportingOverflow(1)
            out[position] = sum
            carry = overflow ? 1 : 0
            position &+= 1
        }
        return carry != 0
    }

    /// Subtracts `a` shifted by `offset` limbs from `result`; returns whether there is a borrow out of the end.
    @discardableResult
    @inline(never)
    static func subtract(_ a: Span<UInt64>, from result: inout Limbs, at offset: Int) -> Bool {
        var out = result.mutableSpan
        var borrow: UInt64 = 0
        var position = offset
        for index in a.indices {
            let (first, overflow) = out[position].subtractingReportingOverflow(a[index])
            let (second, again) = first.subtractingReportingOverflow(borrow)
            out[position] = second
            borrow = overflow || again ? 1 : 0
            position &+= 1
        }
        while borrow != 0 && position < out.count {
            let (difference, overflow) = out[position].subtractingReportingOverflow(1)
            out[position] = difference
            borrow = overflow ? 1 : 0
            position &+= 1
        }
        return borrow != 0
    }

    static func shiftLeft(_ a: Limbs, by bits: Int) -> Limbs {
        if a.isEmpty { return [] }
        let whole = bits >> 6
        let part = UInt64(bits & 63)
        var result = Limbs(repeating: 0, count: whole)
        result.reserveCapacity(whole + a.count + 1)
        if part == 0 { return result + a }
        var carry: UInt64 = 0
        for limb in a {
            result.append(limb << part | carry)
            carry = limb >> (64 - part)
        }
        if carry != 0 { result.append(carry) }
        return result
    }

    /// The floor of `a / 2**bits`.
    static func shiftRight(_ a: Limbs, by bits: Int) -> Limbs {
        let whole = bits >> 6
        let part = UInt64(bits & 63)
        if whole >= a.count { return [] }
        if part == 0 { return Limbs(a[whole...]) }
        var result = Limbs()
        result.reserveCapacity(a.count - whole)
        for index in whole..<a.count {
            let high = index + 1 < a.count ? a[index + 1] << (64 - part) : 0
            result.append(a[index] >> part | high)
        }
        trim(&result)
        return result
    }

    /// Whether one of the lowest `bits` bits is set.
    static func hasSetBit(_ a: Limbs, below bits: Int) -> Bool { LimbArithmetic.hasSetBit(a.span, below: bits) }

    /// The limbs in `range`, as far as there are any, as a number of their own.
    static func part(_ a: Limbs, _ range: Range<Int>) -> Limbs {
        var result = Limbs(a[range.clamped(to: 0..<a.count)])
        trim(&result)
        return result
    }

    /// Replaces `a` by `a * factor + addend`.
    static func multiply(_ a: inout Limbs, by factor: UInt64, adding addend: UInt64) {
        var carry = addend
        for index in a.indices {
            let product = UInt128(a[index]) &* UInt128(factor) &+ UInt128(carry)
            a[index] = UInt64(truncatingIfNeeded: product)
            carry = UInt64(truncatingIfNeeded: product >> 64)
        }
        if carry != 0 { a.append(carry) }
    }

    /// Replaces `a` by its quotient by `divisor`, which is not zero; returns the remainder.
    static func divide(_ a: inout Limbs, by divisor: UInt64) -> UInt64 {
        if a.isEmpty { return 0 }
        var division = OneLimbDivision(by: divisor, top: a[a.count - 1])
        var index = a.count
        while index > 0 {
            index -= 1
            let below = index > 0 ? a[index - 1] : 0
            a[index] = division.next(a[index] &<< division.shift | (below &>> 1) &>> (63 &- division.shift))
        }
        trim(&a)
        return division.remainder
    }

    /// The double nearest to `a`, ties to even; infinity if `a` is too large.
    static func double(_ a: Limbs) -> Double { LimbArithmetic.double(a.span) }
}
