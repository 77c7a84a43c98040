// BigInts to and from digits. For radices that are powers of two digits are groups of bits; for all others long numbers are
// cut in two at a power of the radix, so that the fast product and quotient do the work.

extension BigIntValue {
    /// The digits of the value in `radix` (2 to 36, lower case letters) after a `-` if it is negative.
    public func text<Budget: ArithmeticBudget>(
        radix: Int = 10, _ budget: inout Budget
    ) throws(Budget.Failure) -> [UInt8] {
        if isZero { return [0x30] }
        let radix = min(max(radix, 2), 36)
        let bitsPerDigit = UInt64(radix).trailingZeroBitCount
        var result: [UInt8] = []
        if radix == 1 << bitsPerDigit {
            let count = (bitCount + bitsPerDigit - 1) / bitsPerDigit
            try budget.spend(steps: 1 + (count & 0xFFFF) >> 4)
            try budget.reserve(bytes: count + 1)
            result.reserveCapacity(count + 1)
            if isNegative { result.append(0x2D) }
            var position = count
            while position > 0 {
                if position & 0xFFFF == 0 { try budget.spend(steps: 0x1000) }
                position -= 1
                result.append(Self.digitCharacter(bits(at: position * bitsPerDigit, count: bitsPerDigit)))
            }
            return result
        }
        let system = PositionalSystem(radix: radix)
        if isNegative { result.append(0x2D) }
        if magnitude.count == 1 {
            system.append(magnitude[0], minimum: 1, to: &result)
            return result
        }
        // A digit takes a byte, and there are at most 64 / log2(radix) of them per limb.
        try budget.reserve(bytes: magnitude.count * (64 / (63 - UInt64(radix).leadingZeroBitCount)) + 1)
        var powers: [Limbs] = []
        var power: Limbs = [system.chunk]
        while power.count * 2 - 1 <= magnitude.count {
            powers.append(power)
            power = try Magnitude.square(power, &budget)
        }
        if power.count <= magnitude.count { powers.append(power) }
        try system.append(magnitude, powers[...], isLeading: true, to: &result, &budget)
        return result
    }

    /// Parses digits in `radix` (2 to 36) of either case, without sign or separators. Nil if there is none, if another
    /// character is among them, or if the value is too large.
    public static func parse<Budget: ArithmeticBudget>(
        digits: Span<UInt8>, radix: Int, isNegative: Bool = false, _ budget: inout Budget
    ) throws(Budget.Failure) -> BigIntValue? {
        if digits.isEmpty || radix < 2 || radix > 36 { return nil }
        try budget.spend(steps: digits.count >> 4)
        var start = 0
        for index in digits.indices {
            guard digitValue(digits[index]) < radix else { return nil }
            if start == index && digits[index] == 0x30 { start += 1 }
        }
        let significant = digits.extracting(start..<digits.count)
        // Each digit after the first one adds at least floor(log2(radix)) bits.
        let bitsPerDigit = 63 - UInt64(radix).leadingZeroBitCount
        if significant.count > 1 && (significant.count - 1) > maximumBitCount / bitsPerDigit { return nil }
        if radix == 1 << bitsPerDigit {
            let count = (significant.count * bitsPerDigit + 63) / 64
            try budget.reserve(bytes: count * 8)
            var limbs = Limbs(repeating: 0, count: count)
            var position = 0
            for index in 0..<significant.count {
                let value = UInt64(digitValue(significant[significant.count - 1 - index]))
                limbs[position >> 6] |= value << UInt64(position & 63)
                if position & 63 + bitsPerDigit > 64, value >> UInt64(64 - position & 63) != 0 {
                    limbs[position >> 6 + 1] |= value >> UInt64(64 - position & 63)
                }
                position += bitsPerDigit
            }
            Magnitude.trim(&limbs)
            if Magnitude.bitCount(limbs) > maximumBitCount { return nil }
            return BigIntValue(isNegative: isNegative, magnitude: limbs)
        }
        let system = PositionalSystem(radix: radix)
        // All levels of the recursion together keep a few copies of the number.
        try budget.reserve(bytes: significant.count * 2)
        var powers: [Limbs] = []
        var power: Limbs = [system.chunk]
        var length = system.chunkLength
        while length < significant.count {
            powers.append(power)
            length *= 2
            if length < significant.count { power = try Magnitude.square(power, &budget) }
        }
        let limbs = try system.value(significant, powers[...], &budget)
        if Magnitude.bitCount(limbs) > maximumBitCount { return nil }
        return BigIntValue(isNegative: isNegative, magnitude: limbs)
    }

    private func bits(at position: Int, count: Int) -> UInt64 {
        let index = position >> 6
        let shift = UInt64(position & 63)
        var value = magnitude[index] >> shift
        if shift != 0, index + 1 < magnitude.count { value |= magnitude[index + 1] << (64 - shift) }
        return value & ((1 << UInt64(count)) - 1)
    }

    static func digitCharacter(_ digit: UInt64) -> UInt8 {
        UInt8(truncatingIfNeeded: digit < 10 ? 0x30 + digit : 0x57 + digit)
    }

    /// The value of an ASCII digit or letter, 255 for anything else.
    static func digitValue(_ character: UInt8) -> UInt8 {
        switch character {
        case 0x30...0x39: character - 0x30
        case 0x41...0x5A: character - 0x37
        case 0x61...0x7A: character - 0x57
        default: 255
        }
    }
}

/// A radix that is not a power of two, with its largest power that fits in a limb.
struct PositionalSystem {
    let radix: UInt64
    let chunk: UInt64
    let chunkLength: Int

    /// Shorter numbers are converted limb by limb.
    private static let recursionThreshold = 30

    init(radix: Int) {
        self.radix = UInt64(radix)
        var chunk = self.radix
        var length = 1
        while true {
            let (next, overflow) = chunk.multipliedReportingOverflow(by: self.radix)
            if overflow { break }
            chunk = next
            length += 1
        }
        self.chunk = chunk
        self.chunkLength = length
    }

    /// Appends the digits of `value`, with zeros before them up to `minimum` digits.
    func append(_ value: UInt64, minimum: Int, to result: inout [UInt8]) {
        var rest = value
        let start = result.count
        repeat {
            result.append(BigIntValue.digitCharacter(rest % radix))
            rest /= radix
        } while rest != 0
        while result.count - start < minimum { result.append(0x30) }
        result[start...].reverse()
    }

    /// Appends the digits of `value`. The powers are `chunk ** (2 ** index)`; `value` is less than the square of the last one,
    /// unless it is short. Unless it is leading, it gets as many zeros in front as that square has.
    func append<Budget: ArithmeticBudget>(
        _ value: Limbs, _ powers: ArraySlice<Limbs>, isLeading: Bool, to result: inout [UInt8], _ budget: inout Budget
    ) throws(Budget.Failure) {
        guard value.count > Self.recursionThreshold, let power = powers.last else {
            try appendShort(
                value, minimum: isLeading ? 1 : chunkLength << powers.count, to: &result, &budget)
            return
        }
        let (high, low) = try Magnitude.divide(value, power, &budget)
        let smaller = powers.dropLast()
        if isLeading && high.isEmpty {
            try append(low, smaller, isLeading: true, to: &result, &budget)
        } else {
            try append(high, smaller, isLeading: isLeading, to: &result, &budget)
            try append(low, smaller, isLeading: false, to: &result, &budget)
        }
    }

    private func appendShort<Budget: ArithmeticBudget>(
        _ value: Limbs, minimum: Int, to result: inout [UInt8], _ budget: inout Budget
    ) throws(Budget.Failure) {
        try budget.spend(steps: (value.count * value.count + minimum) >> 4)
        var rest = value
        let start = result.count
        while !rest.isEmpty {
            var digits = Magnitude.divide(&rest, by: chunk)
            for _ in 0..<chunkLength {
                if rest.isEmpty && digits == 0 { break }
                result.append(BigIntValue.digitCharacter(digits % radix))
                digits /= radix
            }
        }
        while result.count - start < minimum { result.append(0x30) }
        result[start...].reverse()
    }

    /// The value of valid digits. The powers are `chunk ** (2 ** index)`; there are at most `chunkLength << powers.count` digits.
    func value<Budget: ArithmeticBudget>(
        _ digits: Span<UInt8>, _ powers: ArraySlice<Limbs>, _ budget: inout Budget
    ) throws(Budget.Failure) -> Limbs {
        guard let power = powers.last, digits.count > chunkLength * Self.recursionThreshold else {
            let chunks = digits.count / chunkLength
            try budget.spend(steps: (chunks * chunks + digits.count) >> 4)
            return shortValue(digits)
        }
        let lowLength = chunkLength << (powers.count - 1)
        if digits.count <= lowLength { return try value(digits, powers.dropLast(), &budget) }
        let split = digits.count - lowLength
        let high = try value(digits.extracting(0..<split), powers.dropLast(), &budget)
        let low = try value(digits.extracting(split..<digits.count), powers.dropLast(), &budget)
        let product = try Magnitude.multiply(high, power, &budget)
        return Magnitude.add(product, low)
    }

    /// The value of valid digits, in time proportional to the square of their number.
    func shortValue(_ digits: Span<UInt8>) -> Limbs {
        var result = Limbs()
        var pending: UInt64 = 0
        var scale: UInt64 = 1
        for index in digits.indices {
            pending = pending * radix + UInt64(BigIntValue.digitValue(digits[index]))
            scale *= radix
            if scale == chunk {
                Magnitude.multiply(&result, by: scale, adding: pending)
                pending = 0
                scale = 1
            }
        }
        if scale != 1 { Magnitude.multiply(&result, by: scale, adding: pending) }
        return result
    }
}
