// Quotients of natural numbers in spans of limbs, the long way.
//
// The divisor is shifted until its top bit is set, and the dividend with it. Each limb of the quotient is then estimated from the
// two top limbs of the divisor by a product with their reciprocal (Möller and Granlund, "Improved division by invariant
// integers", 2011): a quarter of the time of the machine's division. The estimate is exact when these two limbs are all, and at
// most one too large otherwise.

/// The reciprocal of a normalised divisor of one limb: `(2**128 - 1) / divisor - 2**64`.
@inline(__always)
private func reciprocal(_ divisor: UInt64) -> UInt64 { divisor.dividingFullWidth((~divisor, .max)).quotient }

@inline(__always)
private func wide(_ high: UInt64, _ low: UInt64) -> UInt128 { UInt128(high) &<< 64 | UInt128(low) }

/// A division by one limb, going on limb by limb.
struct OneLimbDivision {
    private let divisor: UInt64
    private let inverse: UInt64
    let shift: UInt64
    /// What is left so far, shifted.
    private var rest: UInt64

    /// `first` is the top limb of the dividend, shifted right by 64 less the shift.
    @inline(__always)
    init(by limb: UInt64, top: UInt64) {
        shift = UInt64(limb.leadingZeroBitCount)
        divisor = limb &<< shift
        inverse = reciprocal(divisor)
        rest = (top &>> 1) &>> (63 &- shift)
    }

    /// The next limb of the quotient for the next shifted limb of the dividend.
    @inline(__always)
    mutating func next(_ limb: UInt64) -> UInt64 {
        let estimate = UInt128(inverse) &* UInt128(rest) &+ wide(rest, limb)
        var quotient = UInt64(truncatingIfNeeded: estimate >> 64) &+ 1
        rest = limb &- quotient &* divisor
        if rest > UInt64(truncatingIfNeeded: estimate) {
            quotient &-= 1
            rest &+= divisor
        }
        if rest >= divisor {
            quotient &+= 1
            rest &-= divisor
        }
        return quotient
    }

    @inline(__always) var remainder: UInt64 { rest &>> shift }
}

/// The two top limbs of a normalised divisor and their reciprocal.
struct TwoLimbDivision {
    let divisor: UInt128
    private let inverse: UInt64

    @inline(__always)
    init(normalised divisor: UInt128) {
        self.divisor = divisor
        let high = UInt64(truncatingIfNeeded: divisor >> 64)
        let low = UInt64(truncatingIfNeeded: divisor)
        var inverse = reciprocal(high)
        var product = high &* inverse &+ low
        if product < low {
            inverse &-= 1
            if product >= high {
                inverse &-= 1
                product &-= high
            }
            product &-= high
        }
        let (above, below) = low.multipliedFullWidth(by: inverse)
        product &+= above
        if product < above {
            inverse &-= 1
            if wide(product, below) >= divisor { inverse &-= 1 }
        }
        self.inverse = inverse
    }

    /// The quotient of `rest * 2**64 + limb`, where `rest` is less than the divisor; `rest` becomes the remainder.
    @inline(__always)
    func divide(_ rest: inout UInt128, _ limb: UInt64) -> UInt64 {
        let high = UInt64(truncatingIfNeeded: divisor >> 64)
        let low = UInt64(truncatingIfNeeded: divisor)
        let top = UInt64(truncatingIfNeeded: rest >> 64)
        let estimate = UInt128(inverse) &* UInt128(top) &+ rest
        var quotient = UInt64(truncatingIfNeeded: estimate >> 64)
        let middle = UInt64(truncatingIfNeeded: rest) &- quotient &* high
        rest = wide(middle, limb) &- UInt128(low) &* UInt128(quotient) &- divisor
        quotient &+= 1
        if UInt64(truncatingIfNeeded: rest >> 64) >= UInt64(truncatingIfNeeded: estimate) {
            quotient &-= 1
            rest &+= divisor
        }
        if rest >= divisor {
            quotient &+= 1
            rest &-= divisor
        }
        return quotient
    }
}

extension LimbArithmetic {
    /// Whether `divide` is the right way for operands of these sizes: not too slow, and not for long.
    public static func dividesDirectly(_ a: Int, _ b: Int) -> Bool {
        a <= Magnitude.blockSize && (b < Magnitude.recursiveThreshold || a - b < Magnitude.recursiveThreshold)
    }

    /// The limb of `a` at `index`, when all of it is shifted left by less than 64 bits.
    @inline(__always)
    private static func shifted(_ a: Span<UInt64>, _ index: Int, _ shift: UInt64) -> UInt64 {
        let below = index > 0 ? a[index &- 1] : 0
        return a[index] &<< shift | (below &>> 1) &>> (63 &- shift)
    }

    /// The remainder of `a` by a divisor of one limb; neither is zero.
    @inline(never)
    public static func remainder(_ a: Span<UInt64>, by divisor: UInt64) -> UInt64 {
        var index = a.count &- 1
        var division = OneLimbDivision(by: divisor, top: a[index])
        while index >= 0 {
            _ = division.next(shifted(a, index, division.shift))
            index &-= 1
        }
        return division.remainder
    }

    /// Writes the quotient of `a` by a divisor of one limb; neither is zero. There is room for as many limbs as `a` has.
    @inline(never)
    public static func divide(_ a: Span<UInt64>, by divisor: UInt64, into out: inout MutableSpan<UInt64>) -> Int {
        var index = a.count &- 1
        var division = OneLimbDivision(by: divisor, top: a[index])
        while index >= 0 {
            out[index] = division.next(shifted(a, index, division.shift))
            index &-= 1
        }
        return significantCount(out, a.count)
    }

    /// The remainder of `a` by a divisor of two limbs. `a` has at least two.
    @inline(never)
    public static func remainder(_ a: Span<UInt64>, by divisor: UInt128) -> UInt128 {
        let shift = UInt64(divisor.leadingZeroBitCount)
        let division = TwoLimbDivision(normalised: divisor &<< UInt128(shift))
        var index = a.count &- 1
        var rest = wide((a[index] &>> 1) &>> (63 &- shift), shifted(a, index, shift))
        while index > 0 {
            index &-= 1
            _ = division.divide(&rest, shifted(a, index, shift))
        }
        return rest &>> UInt128(shift)
    }

    /// Writes the quotient of `a` by a divisor of two limbs. `a` has at least two; there is room for one limb less.
    @inline(never)
    public static func divide(_ a: Span<UInt64>, by divisor: UInt128, into out: inout MutableSpan<UInt64>) -> Int {
        let shift = UInt64(divisor.leadingZeroBitCount)
        let division = TwoLimbDivision(normalised: divisor &<< UInt128(shift))
        var index = a.count &- 1
        var rest = wide((a[index] &>> 1) &>> (63 &- shift), shifted(a, index, shift))
        while index > 0 {
            index &-= 1
            out[index] = division.divide(&rest, shifted(a, index, shift))
        }
        return significantCount(out, a.count &- 1)
    }

    /// Writes both results of a division by `b`, of at least two limbs and not more than `a` has: the remainder to the first
    /// `b.count` limbs, the quotient to the others. There is room for one limb more than `a` has. Takes as many
    /// steps as the product of the sizes of divisor and quotient.
    @inline(never)
    public static func divide(_ a: Span<UInt64>, _ b: Span<UInt64>, into out: inout MutableSpan<UInt64>) {
        let division = LongDivision(by: b)
        division.start(a, &out)
        division.divide(&out, by: b, down: a.count - b.count, through: 0)
        division.finish(&out)
    }
}

/// A division by two limbs or more.
///
/// It works in the place where the results come to lie: above what is left of the dividend, each limb that has become zero gives
/// way to a limb of the quotient.
struct LongDivision {
    private let top: TwoLimbDivision
    private let count: Int
    private let shift: UInt64

    init(by b: Span<UInt64>) {
        count = b.count
        shift = UInt64(b[count &- 1].leadingZeroBitCount)
        let below = count > 2 ? b[count &- 3] : 0
        let two = wide(b[count &- 1], b[count &- 2])
        top = TwoLimbDivision(normalised: two &<< UInt128(shift) | UInt128((below &>> 1) &>> (63 &- shift)))
    }

    /// Writes the dividend.
    func start(_ a: Span<UInt64>, _ out: inout MutableSpan<UInt64>) {
        var below: UInt64 = 0
        for index in 0..<a.count {
            let limb = a[index]
            out[index] = limb &<< shift | (below &>> 1) &>> (63 &- shift)
            below = limb
        }
        out[a.count] = (below &>> 1) &>> (63 &- shift)
    }

    /// Computes the limbs of the quotient at some positions, the highest ones first.
    func divide(_ out: inout MutableSpan<UInt64>, by b: Span<UInt64>, down first: Int, through last: Int) {
        var position = first
        while position >= last {
            var rest = wide(out[position &+ count], out[position &+ count &- 1])
            var quotient = UInt64.max
            if rest < top.divisor { quotient = top.divide(&rest, out[position &+ count &- 2]) }
            if quotient != 0 && subtractProduct(b, quotient, from: &out, at: position) {
                quotient &-= 1
                addBack(b, to: &out, at: position)
            }
            out[position &+ count] = quotient
            position &-= 1
        }
    }

    /// Shifts the remainder back.
    func finish(_ out: inout MutableSpan<UInt64>) {
        for index in 0..<count {
            let above = index &+ 1 < count ? out[index &+ 1] : 0
            out[index] = out[index] &>> shift | (above &<< 1) &<< (63 &- shift)
        }
    }

    /// Subtracts `b * factor` from the `count + 1` limbs at `offset`; returns whether that is negative.
    @inline(never)
    private func subtractProduct(
        _ b: Span<UInt64>, _ factor: UInt64, from out: inout MutableSpan<UInt64>, at offset: Int
    ) -> Bool {
        var carry: UInt64 = 0
        var below: UInt64 = 0
        for index in 0..<b.count {
            let limb = b[index]
            let shifted = limb &<< shift | (below &>> 1) &>> (63 &- shift)
            below = limb
            let product = UInt128(shifted) &* UInt128(factor) &+ UInt128(carry)
            let (difference, borrow) = out[offset &+ index].subtractingReportingOverflow(UInt64(truncatingIfNeeded: product))
            out[offset &+ index] = difference
            carry = UInt64(truncatingIfNeeded: product >> 64) &+ (borrow ? 1 : 0)
        }
        return out[offset &+ count] < carry
    }

    /// Adds `b` to the `count` limbs at `offset`. The carry out of them makes up for the borrow that led here.
    @inline(never)
    private func addBack(_ b: Span<UInt64>, to out: inout MutableSpan<UInt64>, at offset: Int) {
        var carry: UInt64 = 0
        var below: UInt64 = 0
        for index in 0..<b.count {
            let limb = b[index]
            let shifted = limb &<< shift | (below &>> 1) &>> (63 &- shift)
            below = limb
            let (first, overflow) = out[offset &+ index].addingReportingOverflow(shifted)
            let (sum, again) = first.addingReportingOverflow(carry)
            out[offset &+ index] = sum
            carry = overflow || again ? 1 : 0
        }
    }
}
